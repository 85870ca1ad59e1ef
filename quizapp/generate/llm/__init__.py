"""The reader that asks a language model, at any endpoint that speaks as OpenAI's does."""
