"""The reader that asks a language model, at any endpoint that speaks as OpenAI's does."""

from quizapp.generate.llm.reader import LlmReader

__all__ = ["LlmReader"]
