"""Topics that give an answer away: what stands above a question is read together with it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from random import Random
from typing import NamedTuple, assert_never

from quizapp.core.codes import Code, Problem
from quizapp.core.numbers import in_figures
from quizapp.core.text import cut
from quizapp.deck.cueing import InOrder, enough, telling_words
from quizapp.questions.cloze import Cloze
from quizapp.questions.interactions import (
    Arrange,
    FillGaps,
    Pair,
    PickMany,
    PickOne,
    SelfGraded,
    TypeText,
)
from quizapp.questions.numeric import Numeric
from quizapp.questions.true_false import TrueFalse
from quizapp.questions.typed import Typed
from quizapp.questions.union import AnyQuestion


class _Asked(NamedTuple):
    """A text that is asked for."""

    prompt: str
    right: tuple[str, ...]
    """The answer, and others that are as right."""
    wrong: tuple[str, ...] = ()
    """The options beside it."""


def told_by_topic(questions: Sequence[AnyQuestion], deck: str) -> Iterator[tuple[int, Problem]]:
    """Cards, drafts among them, whose answer their topic tells. `deck` is the topic of the deck."""
    random = InOrder()
    for at, question in enumerate(questions):
        if question.about and question.status != "retired":
            topic = _topic(question.about, question.language)
            told = (one.right[0] for one in _asked(question, random) if topic.tells(one))
            if answer := next(told, None):
                yield at, _problem(question.about, answer, question.about == deck)


def _problem(topic: str, answer: str, is_of_deck: bool) -> Problem:
    whose = "the deck's `about`" if is_of_deck else "`about`"
    do = "give this card one of its own" if is_of_deck else "write another"
    message = (
        f'{whose}, "{topic}", tells the answer of this card, "{cut(answer)}"; '
        f'{do}, or `about: ""` for none'
    )
    return Problem(("about",), Code.ABOUT, message)


def _asked(question: AnyQuestion, random: Random) -> Iterator[_Asked]:
    if isinstance(question, TrueFalse):
        if question.answer:  # what the topic says is true
            yield _Asked("", (question.prompt,))
        return
    for variant in question.variants:
        interaction, reply = question.interaction(variant, random), question.solution(variant)
        prompt = interaction.prompt
        match interaction:
            case SelfGraded(answer=answer):
                yield _Asked(prompt, (answer,))
            case TypeText():
                answer = f"{question.answer:f}" if isinstance(question, Numeric) else str(reply)
                yield _Asked(
                    prompt, (answer, *(question.accept if isinstance(question, Typed) else ()))
                )
            case FillGaps():
                also = question.accept.get(variant, ()) if isinstance(question, Cloze) else ()
                for answer in reply:
                    yield _Asked(prompt, (answer, *also))
            case PickOne(options=options):
                yield _Asked(prompt, (str(reply),), _others(options, (str(reply),)))
            case PickMany(options=options):
                for answer in reply:
                    yield _Asked(prompt, (answer,), _others(options, reply))
            case Pair(lefts=lefts, rights=rights):
                for left, answer in zip(lefts, reply, strict=True):
                    yield _Asked(f"{prompt} {left}", (answer,), _others(rights, (answer,)))
            case Arrange():
                pass  # words tell no order
            case _:
                assert_never(interaction)


def _others(options: Sequence[str], right: Sequence[str]) -> tuple[str, ...]:
    return tuple(option for option in options if option not in right)


_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATE = re.compile(rf"{_MONTHS}|1\d\d\d|20\d\d")
"""What of a topic dates it: a month or a year."""
_OF_DATES = re.compile(rf"{_DATE.pattern}|[0-3]?\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day")
"""The words of an answer that is a date and nothing else."""
_NO_YEAR = re.compile(r"(?!(?:19|20)\d\d$)\d+")
_NAME = r"[A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я][^\W_]*"
_LONG_NAME = re.compile(rf"{_NAME}(?:(?: (?:of|the|for|and|on|in))* {_NAME})+")
_TWO_NAMES = re.compile(rf"{_NAME} ({_NAME})")
_STEM = 5
"""Letters; words that have them in common, and end alike but for three, are forms of one."""


@dataclass(frozen=True)
class _Topic:
    """What can be read off a topic."""

    shown: frozenset[str]
    """Its words, and what long names in it are cut to, be they behind another name."""
    dates: frozenset[str]
    stems: Mapping[str, Sequence[str]]
    """Its long words by the letters that they begin with."""
    language: str
    """That its numbers are read in; empty when it has none but dates."""

    def tells(self, asked: _Asked) -> bool:
        """Whether the right answer, and no wrong one, can be read off it and the prompt."""
        if not any(map(self._touches, asked.right)):
            return False
        prompt, wrong = self._words(asked.prompt), [*map(self._words, asked.wrong)]
        alike = frozenset.intersection(*wrong) if wrong else frozenset()
        tells = partial(self._gives, prompt=prompt, alike=alike)
        if any(map(tells, asked.right)) and not any(map(tells, asked.wrong)):
            return True
        answer, dates = self._words(asked.right[0]), self.dates - prompt
        if not dates & answer or not all(map(_OF_DATES.fullmatch, answer)):
            return False
        others = [len(dates & one) for one in wrong]
        most = len(dates & answer)
        return not others or min(others) < most >= max(others)

    def _touches(self, text: str) -> bool:
        return any(map(self._shows, self._words(text))) or bool(_initials(text) & self.shown)

    def _gives(self, text: str, prompt: frozenset[str], alike: frozenset[str]) -> bool:
        """Whether enough is shown of what neither the prompt nor each wrong option says."""
        words = self._words(text)
        rest = words - prompt - (alike if words - alike else frozenset())
        if not rest:
            return False
        if _initials(text) & self.shown - prompt or self._shows_any(_surname(text) & rest):
            return True
        return sum(map(self._shows, rest)) >= enough(rest)

    def _shows_any(self, words: Iterable[str]) -> bool:
        return any(map(self._shows, words))

    def _shows(self, word: str) -> bool:
        """Whether it is there, be it as another form: `Armenian` tells `Armenia`."""
        return word in self.shown or any(
            abs(len(word) - len(one)) <= 3 and (word.startswith(one) or one.startswith(word))
            for one in self.stems.get(word[:_STEM], ())
        )

    def _words(self, text: str) -> frozenset[str]:
        return telling_words(in_figures(text, self.language) if self.language else text)


@lru_cache(maxsize=64)
def _topic(text: str, language: str) -> _Topic:
    words = telling_words(in_figures(text, language))
    dates = frozenset(word for word in words if _DATE.fullmatch(word))
    stems: dict[str, list[str]] = {}
    for word in words:
        if len(word) >= _STEM:
            stems.setdefault(word[:_STEM], []).append(word)
    behind = (one[at:] for one in _initials(text) for at in range(len(one) - 1))
    has_numbers = words != telling_words(text) or any(map(_NO_YEAR.fullmatch, words))
    return _Topic(words.union(behind), dates, stems, language if has_numbers else "")


def _initials(text: str) -> frozenset[str]:
    """What long names are cut to, such as `csto`."""
    return frozenset(
        "".join(name[0] for name in re.findall(_NAME, found) if name != "The").casefold()
        for found in _LONG_NAME.findall(text)
    )


def _surname(text: str) -> frozenset[str]:
    """The word by which somebody of two names is known."""
    found = _TWO_NAMES.fullmatch(text.strip())
    return frozenset((found[1].casefold(),)) if found else frozenset()
