"""The words of a deck and of its language, as grading asks for them, and which language that is.

`words/*.words` hold, of each word of a language, 32 bits of a digest, sorted: a word is found in
microseconds, there is nothing to load ahead, and of 10,000 letter salads one passes for a word.
`words/SOURCES.md` says where the words come from.
"""

import json
import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Any
from zlib import crc32

from quizapp.core import languages
from quizapp.core.languages import language

LISTS = Path(__file__).parent / "words"
FULL = frozenset(("de", "en", "es", "fr", "it", "nl", "pt"))
"""Languages whose list has nearly all words that a learner could mean."""


def in_list(word: str, code: str) -> bool:
    """Whether a word in lower case is in the list of a language; there may be no list."""
    words = _list(code)
    place = bisect_left(words, number := digest(word))
    return place < len(words) and words[place] == number


def digest(word: str) -> int:
    """32 bits of a word in lower case, composed."""
    return crc32(unicodedata.normalize("NFC", word).encode())


@cache
def _list(code: str) -> Sequence[int]:
    try:
        data = (LISTS / f"{code}.words").read_bytes()
    except OSError:
        return ()
    if sys.byteorder == "big":
        from array import array

        swapped = array("I", data)
        swapped.byteswap()
        return swapped
    return memoryview(data).cast("I")


_ANSWERS = frozenset(("answer", "answers", "accept", "distractors", "items", "pairs", "text"))
"""Fields that hold what could be answered."""
_TEXTS = _ANSWERS | {"prompt", "explain", "hint", "note", "by", "feedback", "evidence"}


@dataclass(frozen=True)
class DeckLexicon:
    """The `Lexicon` of a deck in one language.

    `lines` gives the deck's questions as JSON; `source` the text that it quotes.
    """

    code: str
    lines: Callable[[], Iterable[bytes]]
    source: Callable[[], str]

    @property
    def is_full(self) -> bool:
        return language(self.code).code in FULL

    def is_word(self, word: str) -> bool:
        return self._in_language(word) or _stands_in(word, self._all)

    def is_answer(self, word: str) -> bool:
        return self._in_language(word) or _stands_in(word, self._answers)

    def _in_language(self, word: str) -> bool:
        return in_list(word, language(self.code).code)

    @cached_property
    def _answers(self) -> str:
        return _folded(_texts(self.lines(), _ANSWERS))

    @cached_property
    def _all(self) -> str:
        return _folded((*_texts(self.lines(), _TEXTS), self.source()))


def _texts(lines: Iterable[bytes], fields: frozenset[str]) -> list[str]:
    """Written for speed: a learner waits for it at the first word that is not known."""
    found: list[str] = []
    left = iter(lines)
    while some := b",".join(islice(left, 1000)):  # four times as quick as one by one
        for question in json.loads(b"[%b]" % some):
            for name in fields & question.keys():
                value = question[name]
                if isinstance(value, str):
                    found.append(value)
                else:
                    _add_strings(value, found)
    return found


def _add_strings(value: Any, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, dict):
        found += value
        for below in value.values():
            _add_strings(below, found)
    elif isinstance(value, list):
        for below in value:
            _add_strings(below, found)


def _folded(texts: Iterable[str]) -> str:
    return unicodedata.normalize("NFC", "\n".join(texts).lower())


def _stands_in(word: str, text: str) -> bool:
    return word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


_CARDS_READ = 200
"""The first so many cards tell the language of a deck."""
_ANSWER_FIELDS = ("answer", "accept")
_TEXT_FIELDS = ("prompt", "text", "explain", *_ANSWER_FIELDS)
_LEAST_WORDS = 5
"""With fewer, the answers do not contradict the language of the questions."""


def language_of_cards(cards: Sequence[Any]) -> str:
    """The code of the language of the answers, as far as their words and the questions tell.

    "" where they do not: the questions of a deck of vocabulary tell nothing about its answers.
    """
    some = [card for card in islice(cards, _CARDS_READ) if isinstance(card, dict)]
    answers = [text for card in some for text in _field_texts(card, _ANSWER_FIELDS)]
    code = languages.of_words(answers)
    if not code:
        code = languages.of_words(
            text for card in some for text in _field_texts(card, _TEXT_FIELDS)
        )
        if code in FULL and _are_foreign(answers, code):
            return ""
    return code


def _are_foreign(answers: Sequence[str], code: str) -> bool:
    """Whether the answers, taken together, have more words of another language than of this one."""
    words = {word for text in answers for word in languages.words(text) if len(word) > 3}
    if len(words) < _LEAST_WORDS:
        return False
    known = {one: sum(in_list(word, one) for word in words) for one in FULL}
    return max(known.values()) > known[code] + len(words) / 5


def _field_texts(card: dict[str, Any], fields: Sequence[str]) -> Iterator[str]:
    for name in fields:
        value = card.get(name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (one for one in value if isinstance(one, str))
