"""What a search for words looks through, and the line by which a list names a card."""

import re
from collections.abc import Iterator
from functools import cache
from operator import attrgetter
from random import Random
from typing import Any

from quizapp.core import markdown
from quizapp.core.folding import fold
from quizapp.questions import gaps
from quizapp.questions.cloze import Cloze
from quizapp.questions.flashcard import REVERSE, Flashcard
from quizapp.questions.interactions import GAP, blank
from quizapp.questions.union import QUESTION_TYPES, AnyQuestion

_FIELDS = (
    *("prompt", "text", "answer", "answers", "accept", "distractors", "items", "pairs"),
    *("feedback", "unit", "explain", "note", "hint", "tags", "id"),
)
"""All that its learner may be shown of a card, but for its source and its topic, which it shares
with many."""
_LONGEST_FRONT = 200
_MARKED = re.compile(r"[*_`~\\]")


def search_text(question: AnyQuestion) -> str:
    """All texts of a question, folded, one on each line; no line is empty."""
    texts = list(_texts(_fields_of(question.type)(question)))
    joined = "\n".join(texts)
    if _is_plain(joined) and joined.count("\n") == len(texts) - 1:
        return joined.lower()
    return "\n".join(filter(None, map(fold, texts)))


def _is_plain(text: str) -> bool:
    """Whether `fold` would change its case only; far quicker than to fold each of its lines."""
    return (
        text.isascii()
        and not ("*" in text or "`" in text or "\t" in text)
        and len(" ".join(text.split())) == len(text)
    )


def front(question: AnyQuestion, variant: str) -> str:
    """What a card asks, on one line, as it reads without Markdown."""
    text = _asked(question, variant)
    flat = " ".join(text[: 2 * _LONGEST_FRONT].split())
    return flat if len(flat) <= _LONGEST_FRONT else flat[: _LONGEST_FRONT - 1].rstrip() + "…"


def _asked(question: AnyQuestion, variant: str) -> str:
    if isinstance(question, Cloze):
        interaction = question.interaction(variant, Random(0))
        text, *parts = _plain(interaction.text).split(GAP)
        gap_texts = map(blank, interaction.gaps)
        return text + "".join(map("".join, zip(gap_texts, parts, strict=True)))
    if isinstance(question, Flashcard) and variant == REVERSE:
        return _plain(question.answer)
    return _plain(question.prompt)


def _plain(text: str) -> str:
    return markdown.plain(text) if _MARKED.search(text) else text


@cache
def _fields_of(name: str) -> "attrgetter[Any]":
    model = QUESTION_TYPES[name]
    return attrgetter(*(field for field in _FIELDS if field in model.model_fields))


def _texts(values: tuple[Any, ...]) -> Iterator[str]:
    for value in values:
        kind = type(value)
        if kind is str:
            if value:
                yield _filled(value) if "{{c" in value else value
        elif kind is tuple:
            yield from value
        elif kind is dict:
            for name, one in value.items():
                yield name
                yield from (one if type(one) is tuple else (one,))
        else:
            yield str(value)


def _filled(text: str) -> str:
    """A cloze text with its gaps filled, and their hints after it."""
    try:
        parts = gaps.parse(text)
    except gaps.Unclosed:
        return text
    hints = [span.hint for span in gaps.spans(parts) if span.hint]
    return " ".join([gaps.flat(parts), *hints])
