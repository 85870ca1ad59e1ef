"""Figures by what cards have in common: a tag, the kind of claim, who makes it."""

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from quizapp.core.day import Day
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.progress import Progress
from quizapp.progress.review_log import ReviewLog
from quizapp.progress.state import IN_STEPS
from quizapp.statistics.proportion import Proportion


@dataclass(frozen=True, slots=True)
class CardGroupFigures:
    name: str
    cards: int
    """In the decks, those that were never answered too."""
    known: float
    """Of these, those that would be recalled today, as expected."""
    answers: int
    minutes: float
    retention: Proportion
    """Of answers to cards in review."""


CardGroups = Mapping[str, Sequence[str]]
"""By what they have in common: keys of cards. A card may be in several."""


_ANSWER, _ASKED, _RECALLED = 1 << 60, 1 << 92, 1 << 124
_OF_RECALL = (_ANSWER, _ANSWER + _ASKED, _ANSWER + _ASKED + _RECALLED)
"""What an answer adds to the sum of its card beside its milliseconds, by `ReviewLog.recall`: four
numbers in one, so that a long history is gone through once."""
_BITS = (1 << 32) - 1


@dataclass(frozen=True, slots=True)
class CardSums:
    """What each card adds to the figures of its groups, in columns."""

    places: Mapping[str, int]
    """By card. Cards without answers share the place behind the last, where all is 0."""
    known: Sequence[float]
    answers: Sequence[int]
    ms: Sequence[int]
    asked: Sequence[int]
    recalled: Sequence[int]

    @classmethod
    def summing(
        cls,
        log: ReviewLog,
        progress: Progress,
        model: MemoryModel,
        today: Day,
        keys: Iterable[str],
    ) -> Generator[None, None, "CardSums"]:
        """`keys` are the cards that are in a group. Pauses after each chunk of the log."""
        days, places = progress.due_day, {name: place for place, name in enumerate(log.cards)}
        learned = [key for key in keys if days.get(key, IN_STEPS) != IN_STEPS and key in places]
        recalls = model.recalls(progress.memories(learned), today)
        known = [0.0] * (len(places) + 1)
        for key, recall in zip(learned, recalls, strict=True):
            known[places[key]] = recall
        yield
        sums = [0] * (len(places) + 1)
        for chunk in log.chunks():
            for card, ms, recalled in zip(chunk.card, chunk.ms, chunk.recall, strict=True):
                sums[card] += ms + _OF_RECALL[recalled]
            yield
        return cls(
            places,
            known,
            [one >> 60 & _BITS for one in sums],
            [one & _ANSWER - 1 for one in sums],
            [one >> 92 & _BITS for one in sums],
            [one >> 124 for one in sums],
        )


def group_figures(groups: CardGroups, sums: CardSums) -> tuple[CardGroupFigures, ...]:
    """In the order of `groups`."""
    return tuple(_figures(name, keys, sums) for name, keys in groups.items())


def _figures(name: str, keys: Sequence[str], sums: CardSums) -> CardGroupFigures:
    places = list(map(sums.places.get, keys, repeat(len(sums.places))))
    known, answers, ms, asked, recalled = (
        sum(map(column.__getitem__, places))
        for column in (sums.known, sums.answers, sums.ms, sums.asked, sums.recalled)
    )
    retention = Proportion.of(recalled, int(asked))
    return CardGroupFigures(name, len(keys), float(known), int(answers), ms / 60_000, retention)
