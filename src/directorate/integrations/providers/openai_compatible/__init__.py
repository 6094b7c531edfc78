"""Any server that speaks the OpenAI chat and embeddings API, by base URL and key."""
