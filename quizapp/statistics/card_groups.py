"""Figures by what cards have in common: a tag, the kind of claim, who makes it."""

from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

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


@dataclass(frozen=True, slots=True)
class CardSums:
    """What each card adds to the figures of its groups."""

    known: Mapping[str, float]
    answers: Mapping[str, int]
    ms: Mapping[str, int]
    asked: Mapping[str, int]
    recalled: Mapping[str, int]

    @classmethod
    def summing(
        cls,
        log: ReviewLog,
        progress: Progress,
        model: MemoryModel,
        today: Day,
        keys: Iterable[str],
    ) -> Generator[None, None, "CardSums"]:
        """Pauses after each chunk of the log."""
        days = progress.due_day
        learned = [key for key in keys if days.get(key, IN_STEPS) != IN_STEPS]
        recalls = model.recalls(progress.memories(learned), today)
        yield
        names, time = log.cards, [0] * len(log.cards)
        answers: Counter[int] = Counter()
        asked: Counter[int] = Counter()
        recalled: Counter[int] = Counter()
        for chunk in log.chunks():
            for card, ms in zip(chunk.card, chunk.ms, strict=True):
                time[card] += ms
            answers.update(chunk.card)
            asked.update(compress(chunk.card, chunk.recall))
            recalled.update(compress(chunk.card, chunk.recall.translate(_RECALLED)))
            yield

        def by_name(counts: Mapping[int, int]) -> dict[str, int]:
            return {names[card]: number for card, number in counts.items()}

        return cls(
            dict(zip(learned, recalls, strict=True)),
            by_name(answers),
            dict(zip(names, time, strict=True)),
            by_name(asked),
            by_name(recalled),
        )


_RECALLED = bytes.maketrans(b"\1\2", b"\0\1")


def group_figures(groups: CardGroups, sums: CardSums) -> tuple[CardGroupFigures, ...]:
    """In the order of `groups`."""
    return tuple(
        CardGroupFigures(
            name,
            len(keys),
            sum([sums.known.get(key, 0.0) for key in keys]),
            sum([sums.answers.get(key, 0) for key in keys]),
            sum([sums.ms.get(key, 0) for key in keys]) / 60_000,
            Proportion.of(
                sum([sums.recalled.get(key, 0) for key in keys]),
                sum([sums.asked.get(key, 0) for key in keys]),
            ),
        )
        for name, keys in groups.items()
    )
