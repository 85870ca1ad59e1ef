"""Cueing: cards of a deck that tell the answer of another one, and should be kept apart from it.

A card tells another's answer when it shows the words of that answer and is about the same thing,
which is to say that it shares what is particular in the other's prompt. An answer that has to be
recalled is told by options as well; one that is picked from options is told only by prompts.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableSequence, Sequence
from functools import lru_cache
from itertools import chain
from math import ceil, log
from random import Random
from typing import Any, NamedTuple, assert_never

from quizapp.core.codes import Code, Loc, Problem
from quizapp.core.text import cut
from quizapp.questions.cloze import Cloze
from quizapp.questions.interactions import (
    Arrange,
    FillGaps,
    Interaction,
    Pair,
    PickMany,
    PickOne,
    Reply,
    SelfGraded,
    TypeText,
)
from quizapp.questions.true_false import TrueFalse
from quizapp.questions.union import AnyQuestion

SAME_THING = 0.2
"""The least share of a prompt's words, each weighed by how rare it is in the deck, that another
card has as well, its answer included, when it is about the same thing. Read one by one, in the
shipped decks and in drafts of eleven articles, the pairs above this are real and those a little
below it (0.15) are mostly not."""

MOST_OF_IT = 0.75
"""The share of the words of a long answer that are taken for the answer."""

COMMON = 64
"""Cards of a deck; a word that more of them show is no particular one."""

_WORD = re.compile(r"[^\W_]+")
_STOP_WORDS = frozenset(
    "a an the and or but of to in on at by for from with as is are was were be been has have had do"
    " does did it its that this these those what which who whom whose when where why how many much"
    " not no than then there they their he his she her into over under according said say says"
    " following statement statements put match each order name called true false s".split()
)
"""Words that say nothing of what a card is about."""


class InOrder(Random):
    """Leaves options as they stand, which takes less time."""

    def shuffle(self, x: MutableSequence[Any]) -> None:
        pass


class _Answer(NamedTuple):
    """An answer that a card wants."""

    card: int
    answer: str
    words: frozenset[str]
    prompt: frozenset[str]
    """The other words of the prompt."""
    recalled: bool
    """Whether it is to be recalled; else it is shown among others."""


def cues(questions: Sequence[AnyQuestion], topic: str = "") -> Iterator[tuple[int, Problem]]:
    """Pairs of approved cards that are not kept apart yet, each once, at the card that tells.

    `topic` is that of the deck: it stands above all cards, so none of them tells it to another.
    """
    random = InOrder()  # the order of the options matters nowhere in here
    stated: dict[int, frozenset[str]] = {}
    shown: dict[int, frozenset[str]] = {}
    sought: list[_Answer] = []
    for at, question in enumerate(questions):
        if question.status != "approved":
            continue
        interactions = [
            (variant, question.interaction(variant, random)) for variant in question.variants
        ]
        prompts = [interaction.prompt for _, interaction in interactions]
        stated[at] = telling_words("\n".join([_own_topic(question, topic), *prompts]))
        shown[at] = stated[at] | telling_words(
            "\n".join(chain(*(_options(interaction) for _, interaction in interactions)))
        )
        if not isinstance(question, TrueFalse):
            for variant, interaction in interactions:
                sought += _answers_of(at, interaction, question.solution(variant))
    about = dict(shown)
    for one in sought:
        about[one.card] |= one.words
    among = Counter(chain.from_iterable(about.values()))
    rarity = {word: log((len(about) + 1) / number) for word, number in among.items()}
    answers = frozenset(chain.from_iterable(one.words for one in sought))
    places: dict[str, list[int]] = defaultdict(list)
    for at, words in shown.items():
        for word in words & answers:
            places[word].append(at)
    done = {(at, at) for at in shown} | _apart(questions)
    for one in sought:
        told_by = shown if one.recalled else stated
        whole = -1.0
        for at in _candidates(one, places):
            if (one.card, at) in done or not _holds(told_by[at], one):
                continue
            if whole < 0:
                whole = sum(rarity[word] for word in one.prompt)
            common = sum(rarity[word] for word in one.prompt & about[at])
            if common < SAME_THING * whole or not whole:
                continue
            if text := _cueing_text(questions[at], one, topic):
                done |= {(one.card, at), (at, one.card)}
                yield at, _problem(questions[one.card].id, one.answer, questions[at], text)


def _own_topic(question: AnyQuestion, topic: str) -> str:
    return question.about if question.about != topic else ""


def _options(interaction: Interaction) -> tuple[str, ...]:
    """What a card shows below its prompt."""
    match interaction:
        case PickOne(_, options) | PickMany(_, options) | Arrange(_, options):
            return options
        case Pair(_, lefts, rights):
            return (*lefts, *rights)
        case SelfGraded() | TypeText() | FillGaps():
            return ()
        case _:
            assert_never(interaction)


def _answers_of(card: int, interaction: Interaction, reply: Reply) -> Iterator[_Answer]:
    match interaction:
        case SelfGraded(prompt, answer):
            found = [(prompt, answer, True)]
        case PickOne(prompt, _) | TypeText(prompt):
            found = [(prompt, str(reply), isinstance(interaction, TypeText))]
        case PickMany(prompt, _):
            found = [(prompt, " ".join(reply), False)]
        case Pair(_, lefts, _):
            found = [(left, right, False) for left, right in zip(lefts, reply, strict=True)]
        case FillGaps():
            found = [(interaction.prompt, answer, True) for answer in reply]
        case Arrange():
            found = []  # words tell no order
        case _:
            assert_never(interaction)
    for prompt, answer, recalled in found:
        words, about = telling_words(answer), telling_words(prompt)
        if words - about:
            yield _Answer(card, answer, words, about - words, recalled)


@lru_cache(maxsize=1024)
def telling_words(text: str) -> frozenset[str]:
    """The words of a text, in lower case, that say something of what it is about."""
    return frozenset(_WORD.findall(text.casefold())) - _STOP_WORDS


def _candidates(one: _Answer, places: Mapping[str, Sequence[int]]) -> Iterable[int]:
    """Cards with one of the answer's rarest words; a card that holds the answer has one of them.

    The answer may lack some words; so many are looked up, and one more. Common ones are left out.
    """
    looked_up = len(one.words) - enough(one.words) + 1
    rarest = sorted((places.get(word, ()) for word in one.words), key=len)[:looked_up]
    return dict.fromkeys(chain.from_iterable(cards for cards in rarest if len(cards) <= COMMON))


def _holds(words: frozenset[str], one: _Answer) -> bool:
    return len(one.words & words) >= enough(one.words)


def enough(answer: frozenset[str]) -> int:
    """How many words of an answer tell it."""
    return ceil(MOST_OF_IT * len(answer)) if len(answer) > 2 else len(answer)


def _cueing_text(question: AnyQuestion, one: _Answer, topic: str) -> str:
    """The one text of a card that holds an answer, or nothing."""
    for variant in question.variants:
        interaction = question.interaction(variant, InOrder())
        stated = (_own_topic(question, topic), interaction.prompt)
        for text in (*stated, *_options(interaction)) if one.recalled else stated:
            if _holds(telling_words(text), one):
                return text
    return ""


def _apart(questions: Sequence[AnyQuestion]) -> set[tuple[int, int]]:
    """Pairs that the author keeps apart, both ways round."""
    at = {question.id: number for number, question in enumerate(questions)}
    there = [
        (number, at[other])
        for number, question in enumerate(questions)
        for other in question.apart
        if other in at
    ]
    return {*there, *((second, first) for first, second in there)}


def _problem(cued: str, answer: str, cueing: AnyQuestion, text: str) -> Problem:
    message = (
        f'"{cueing.id}" shows "{cut(text)}", which tells the answer of "{cued}", "{cut(answer)}";'
        f" keep them apart with `apart: [{cued}]`, or ask another way"
    )
    return Problem(_place(cueing, text), Code.CUES, message)


def _place(question: AnyQuestion, shown: str) -> Loc:
    """The field, or the item of it, in which a text of a card stands."""
    for field in ("about", "answer", "answers", "distractors", "items", "pairs"):
        value = getattr(question, field, ())
        if isinstance(value, tuple) and shown in value:
            return (field, value.index(shown))
        if shown == value or (isinstance(value, dict) and shown in chain(*value.items())):
            return (field,)
    return ("text",) if isinstance(question, Cloze) else ("prompt",)
