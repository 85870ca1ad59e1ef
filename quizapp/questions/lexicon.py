"""The words around a question, by which a misspelling is told from another word."""

from typing import Protocol


class Lexicon(Protocol):
    """What a deck and its language know of words, given in lower case and with their marks."""

    @property
    def is_full(self) -> bool:
        """Whether a word that `is_word` does not know is most likely none."""

    def is_word(self, word: str) -> bool:
        """Whether it is a word of the language, or stands anywhere in the deck or its source."""

    def is_answer(self, word: str) -> bool:
        """Whether it is a word of the language, or of another answer or option in the deck."""


class _NoWords:
    """Where nothing is known, as for a question by itself."""

    is_full = False

    def is_word(self, word: str) -> bool:
        return False

    def is_answer(self, word: str) -> bool:
        return False


NO_WORDS: Lexicon = _NoWords()
