"""An OpenAI-compatible endpoint over the sandbox model: wire shapes, errors, token count, server."""
