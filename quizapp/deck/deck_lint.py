"""What a deck as a whole gives away to who guesses, and what is still to be done in it.

Where an answer shows by its length or its rank is judged against chance: how often would it be so
in as many cards if the author had no such habit? The sources are those of `item_lint`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from math import exp, lgamma, log

from quizapp.core.codes import Code, Problem
from quizapp.core.text import cut
from quizapp.core.words import count
from quizapp.deck.alike import alike_problems
from quizapp.deck.item_lint import WORD, is_english
from quizapp.deck.silences import Silences
from quizapp.questions.choice import Choice
from quizapp.questions.union import AnyQuestion

BY_CHANCE = 0.01
"""A habit is told when chance alone would show as much of it in fewer decks than this."""
MOSTLY = 0.5
"""And when it holds for more than this share of the cards in which it can show."""
LONGER = 1.25
"""An option stands out when it is so many times as long as the next."""
EASY = 0.45
"""The score of blind guesses that is worth a warning: that of a deck of true and false."""
FEW_CARDS = 8
"""With fewer, nobody takes a score for knowledge."""
USUAL = 0.8
"""The share of cards with explanations from which on the others look forgotten."""

_THE_DECK = ("[key]",)
"""The place of what is said of the deck: the word `cards`."""
_NAMED = 3


def deck_problems(questions: Sequence[AnyQuestion], silences: Silences) -> Iterator[Problem]:
    """Paths start at the cards."""
    wanted = [(at, one) for at, one in enumerate(questions) if one.status != "retired"]
    choices = [one for _, one in wanted if one.type == "choice" and len(one.distractors) > 1]
    yield from _longest(choices)
    yield from _most_qualified(choices)
    yield from _same_rank(choices)
    yield from alike_problems(wanted)
    yield from _unexplained(wanted, silences)
    yield from _drafts([one for _, one in wanted])
    yield from _guessing([one for _, one in wanted])


# -- habits ----------------------------------------------------------------------------------------


@dataclass
class _Habit:
    """Cards in which one option stands out, and how often that is the right one."""

    cards: int = 0
    chance: float = 0
    """Of how many of them it would be the right one by chance."""
    right: list[str] = field(default_factory=list)
    """The ids of those in which it is."""

    def add(self, question: Choice, is_right: bool, chance: float) -> None:
        self.cards += 1
        self.chance += chance
        if is_right:
            self.right.append(question.id)

    def is_one(self, tests: int = 1) -> bool:
        """`tests`: how many habits of the kind are looked for, each with its own luck."""
        found, cards = len(self.right), self.cards
        return found > MOSTLY * cards and tests * at_least(found, cards, self.chance) < BY_CHANCE

    def __str__(self) -> str:
        named = ", ".join(self.right[:_NAMED])
        return (
            f"{len(self.right)} of {self.cards} cards ({named}{', …' * (len(self.right) > _NAMED)})"
        )


def at_least(hits: int, cards: int, expected: float) -> float:
    """The chance of so many hits or more, when so many are expected.

    The cards have different chances; a binomial with their mean is then an upper bound (Hoeffding
    1956), for more hits than are expected.
    """
    if hits <= expected + 1:
        return 1.0
    share = expected / cards
    ways = lgamma(cards + 1)
    return sum(
        exp(
            ways
            - lgamma(one + 1)
            - lgamma(cards - one + 1)
            + one * log(share)
            + (cards - one) * log(1 - share)
        )
        for one in range(hits, cards + 1)
    )


def _longest(choices: Iterable[Choice]) -> Iterator[Problem]:
    habit = _Habit()
    for question in choices:
        answer = len(question.answer)
        wrong = [len(one) for one in question.distractors]
        lengths = sorted((answer, *wrong))
        if lengths[-1] >= max(LONGER * lengths[-2], lengths[-2] + 3):
            habit.add(question, answer == lengths[-1], 1 / len(lengths))
    if habit.is_one():
        message = (
            f"where one option is clearly the longest, it is the right one in {habit}; who guesses "
            "by length is right more often than by chance: cut answers, or fill up wrong options"
        )
        yield Problem(_THE_DECK, Code.LONGEST, message)


_CAREFUL = frozenset(
    "about almost approximately can could generally likely mainly may might mostly normally often"
    " partly perhaps possibly probably rarely roughly seldom sometimes tends typically under"
    " unlikely unless usually".split()
)


def _most_qualified(choices: Iterable[Choice]) -> Iterator[Problem]:
    habit = _Habit()
    for question in choices:
        options = question.options
        if _CAREFUL.isdisjoint(" ".join(options).split()) or not is_english(question):
            continue
        careful = [not _CAREFUL.isdisjoint(WORD.findall(one.casefold())) for one in options]
        if sum(careful) == 1:
            habit.add(question, careful[0], 1 / len(options))
    if habit.is_one():
        message = (
            f"where one option is put more carefully than the others (usually, may, partly …), it "
            f"is the right one in {habit}; put the wrong ones as carefully"
        )
        yield Problem(_THE_DECK, Code.LONGEST, message)


_NUMBER = re.compile(r"\D{0,12}?(\d[\d,  ]*(?:\.\d+)?)\D*")


def _same_rank(choices: Iterable[Choice]) -> Iterator[Problem]:
    habits = {"the lowest": _Habit(), "the highest": _Habit(), "between the others": _Habit()}
    for question in choices:
        options = len(question.options)
        first = takewhile(lambda one: one is not None, map(_number, question.options))
        numbers = [number for number in first if number is not None]
        if len(set(numbers)) < options:
            continue
        right = numbers[0]
        low, high = right == min(numbers), right == max(numbers)
        habits["the lowest"].add(question, low, 1 / options)
        habits["the highest"].add(question, high, 1 / options)
        habits["between the others"].add(question, not low and not high, 1 - 2 / options)
    for rank, habit in habits.items():
        if habit.is_one(len(habits)):
            message = (
                f"of options that are numbers, the right one is {rank} in {habit}, more often than "
                "by chance; let it be now the lowest, now the highest, now one between"
            )
            yield Problem(_THE_DECK, Code.NUMBER_RANK, message)


_LONGEST_NUMBER = 40


def _number(option: str) -> float | None:
    if len(option) > _LONGEST_NUMBER or not (option[0].isdigit() or option[-1].isdigit()):
        return None
    found = _NUMBER.fullmatch(option)
    return float(re.sub(r"[,  ]", "", found[1])) if found else None


# -- what is still to be done ----------------------------------------------------------------------


def _unexplained(
    wanted: Sequence[tuple[int, AnyQuestion]], silences: Silences
) -> Iterator[Problem]:
    """One note for all: false statements that nobody puts right, and cards forgotten."""
    bare = [
        (at, one)
        for at, one in wanted
        if not (one.explain or one.evidence or one.note or getattr(one, "feedback", None))
    ]
    are_forgotten = len(wanted) >= FEW_CARDS and len(bare) <= (1 - USUAL) * len(wanted)
    missed = [
        (at, one)
        for at, one in bare
        if (are_forgotten or (one.type == "true_false" and not one.answer))
        and not silences.cover(("cards", at), Code.EXPLANATION)
    ]
    if not missed:
        return
    named = ", ".join(one.id for _, one in missed[:_NAMED]) + ", …" * (len(missed) > _NAMED)
    message = (
        f"{count(len(missed), 'card')} without `explain` ({named}), unlike most of this deck; "
        if are_forgotten
        else f"{count(len(missed), 'false statement')} that nothing puts right ({named}); "
    )
    what = "say why it is so" if are_forgotten else "say in `explain` what is so instead"
    yield Problem((missed[0][0],), Code.EXPLANATION, message + what)


def _drafts(questions: Sequence[AnyQuestion]) -> Iterator[Problem]:
    drafts = [one for one in questions if one.status == "draft"]
    if not drafts:
        return
    what = "no card is asked: all" if len(drafts) == len(questions) else "not asked:"
    message = (
        f"{what} {count(len(drafts), 'draft')}, the first of them {cut(drafts[0].id)}; "
        "`quizapp curate` shows them one by one, to be kept or dropped"
    )
    yield Problem(_THE_DECK, Code.DRAFTS, message)


def guess_score(questions: Iterable[AnyQuestion]) -> float:
    """The share of the points (0 to 1) that blind guesses at all cards earn, drafts among them."""
    earned, points = 0.0, 0.0
    for question in questions:
        if question.type in _HOPELESS:
            points += question.points
        elif question.is_graded and question.status != "retired":
            variants = question.variants
            points += question.points * len(variants)
            earned += question.points * sum(map(question.guess_score, variants))
    return earned / points if points else 0.0


_HOPELESS = ("typed", "numeric")
"""Types of one card that nobody gets right by guessing; said ahead, as it is asked of thousands."""


def _guessing(questions: Sequence[AnyQuestion]) -> Iterator[Problem]:
    if len(questions) < FEW_CARDS or (score := guess_score(questions)) < EASY:
        return
    graded = sum(one.is_graded for one in questions)
    if graded >= FEW_CARDS:
        message = (
            f"who guesses all {graded} questions scores {score:.0%} of the points; write more "
            "wrong options, or have some answers typed"
        )
        yield Problem(_THE_DECK, Code.GUESSING, message)
