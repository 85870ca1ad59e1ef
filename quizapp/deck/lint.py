"""What is wrong with cards that the type of each field cannot say."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from quizapp.codes import Code, Loc, Problem
from quizapp.deck import markup
from quizapp.deck.evidence import Article
from quizapp.deck.wording import nearest
from quizapp.questions.choice import Choice
from quizapp.questions.numeric import Numeric
from quizapp.questions.typed import Typed
from quizapp.questions.union import AnyQuestion
from quizapp.text import REPLACEMENT, clean, cut

HINTS = 5
"""Unknown ids in a deck for which a near one is looked for: among thousands, that takes a while."""


def problems(question: AnyQuestion, article: Article | None) -> Iterator[Problem]:
    """All problems of one question by itself, at paths that start at the question."""
    yield from question.problems()
    yield from markup.problems(question)
    if article is not None:
        yield from _evidence(question, article)
    if isinstance(question, Choice | Numeric | Typed):
        yield from _giveaway(question)


def _evidence(question: AnyQuestion, article: Article) -> Iterator[Problem]:
    for index, evidence in enumerate(question.evidence):
        if missing := article.missing(evidence.passage):
            yield Problem(("evidence", index, "passage"), Code.QUOTE, missing)
        elif wrong := article.misquoted(evidence.quote, evidence.passage):
            yield Problem(("evidence", index, "quote"), Code.QUOTE, wrong)


def _giveaway(question: Choice | Numeric | Typed) -> Iterator[Problem]:
    answer = f"{question.answer:f}" if isinstance(question, Numeric) else question.answer
    if len(answer) < 4 or not _mentions(question.prompt, answer):
        return
    if isinstance(question, Choice) and any(
        _mentions(question.prompt, distractor) for distractor in question.distractors
    ):
        return  # a prompt that lists its options gives nothing away
    message = f'the prompt contains the answer, "{answer}"; ask without it'
    yield Problem(("prompt",), Code.GIVEAWAY, message)


def _mentions(prompt: str, words: str) -> bool:
    prompt, words = prompt.casefold(), words.casefold()
    if words not in prompt:
        return False
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", prompt) is not None


def doubles(cards: list[Any]) -> Iterator[Problem]:
    """Ids that are taken already, earlier ones in `was` included; paths start at the cards."""
    taken: dict[str, int] = {}
    for index, card in enumerate(cards):
        for loc, slug in _ids(card):
            if slug in taken:
                message = f'"{slug}" is taken by card {taken[slug] + 1}; choose another'
                yield Problem((index, *loc), Code.DUPLICATE_ID, message)
            else:
                taken[slug] = index


def _ids(card: Any) -> Iterator[tuple[Loc, str]]:
    if not isinstance(card, dict):
        return
    if isinstance(card.get("id"), str):
        yield ("id",), card["id"]
    earlier = card.get("was")
    for index, slug in enumerate(earlier if isinstance(earlier, list) else []):
        if isinstance(slug, str):
            yield ("was", index), slug


def apart(cards: list[Any]) -> Iterator[Problem]:
    """Ids in `apart` that no other card of the deck has; paths start at the cards."""
    wishes = [
        (index, place, other)
        for index, card in enumerate(cards)
        if isinstance(card, dict) and isinstance(card.get("apart"), list)
        for place, other in enumerate(card["apart"])
        if isinstance(other, str)
    ]
    there: dict[str, str] = {}  # by the ids that cards have and had, their ids now
    for card in cards if wishes else ():
        slugs = [slug for _, slug in _ids(card)]
        there |= dict.fromkeys(reversed(slugs), slugs[0] if slugs else "")
    unknown = 0
    for index, place, other in wishes:
        if other == cards[index].get("id"):
            message = "this is the card itself; name the one that it is kept apart from"
        elif there.get(other) == other:
            continue
        elif other in there:
            message = f'the card "{cut(other)}" is called "{there[other]}" now; write that'
        else:
            unknown += 1
            near = nearest(other, tuple(there)) if unknown <= HINTS else None
            hint = f'did you mean "{near}"?' if near else "name one by its `id`"
            message = f'no card of this deck is called "{cut(other)}"; {hint}'
        yield Problem((index, "apart", place), Code.UNKNOWN_CARD, message)


def may_need_cleaning(text: str) -> bool:
    """Whether a file can hold anything that `clean` replaces: as it stands, or as an escape."""
    return "\\" in text or REPLACEMENT in clean(text.replace("\r", "\n"))


def cleaned(value: Any) -> Iterator[Problem]:
    """A warning for every text below `value` that `clean` changes."""
    todo: list[tuple[Loc, Any]] = [((), value)]
    while todo:
        loc, value = todo.pop()
        if isinstance(value, dict):
            todo += [((*loc, key), below) for key, below in value.items()]
            yield from (_replaced((*loc, key), key) for key in value if clean(key) != key)
        elif isinstance(value, list):
            todo += [((*loc, index), below) for index, below in enumerate(value)]
        elif clean(value) != value:
            yield _replaced(loc, value)


def _replaced(loc: Loc, text: str) -> Problem:
    char = next((char for char in text if clean(char) != char), "\r")
    name = unicodedata.name(char, "a control character")
    message = f"U+{ord(char):04X} ({name}) is shown as {REPLACEMENT}; delete it"
    return Problem(loc, Code.CLEANED, message)
