"""The sandbox model: answers by rules from what the prompt holds, over the OpenAI wire, with no key."""
