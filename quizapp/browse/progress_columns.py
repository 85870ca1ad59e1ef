"""Where each card of an index stands at one moment, a column of numbers at a time."""

from collections.abc import Mapping, Sequence, Set
from datetime import UTC, datetime
from functools import cached_property
from itertools import repeat
from math import nan

from quizapp.deck.deck import Deck
from quizapp.progress.events import TITLE
from quizapp.progress.state import IN_STEPS
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.scheduler import leeches

Numbers = Sequence[float]
"""By row; not a number where there is none, which is neither more nor less than any other."""
NEW = IN_STEPS - 1
"""In place of a due day: the card has none."""
_QUARTER = 15 * 60 * 1000
"""Milliseconds. Days begin at a quarter of an hour in all zones."""


class ProgressColumns:
    """Each column is made when it is first asked for, and costs little more than its reading."""

    def __init__(self, numbers: Mapping[str, int], context: StudyContext) -> None:
        """`numbers` gives the row of each card, in the order of the rows."""
        self._numbers = numbers
        self._keys = numbers.keys()
        self.context = context

    @cached_property
    def scheduled(self) -> Sequence[int]:
        """The `Day` on which each is due, `IN_STEPS`, or `NEW`."""
        return list(map(self.context.progress.due_day.get, self._keys, repeat(NEW)))

    @cached_property
    def due(self) -> Numbers:
        """The `Day` on which each is due; of one in steps, that of its step."""
        steps, day = self.context.progress.in_steps, self.context.calendar.day
        found = [nan if due == NEW else due for due in self.scheduled]
        seen: dict[int, int] = {}
        for key, due in steps.items():
            if key in self._numbers:
                quarter = due // _QUARTER
                if quarter not in seen:
                    seen[quarter] = day(datetime.fromtimestamp(quarter * _QUARTER / 1000, UTC))
                found[self._numbers[key]] = seen[quarter]
        return found

    @cached_property
    def stability(self) -> Numbers:
        return self._column("stability")

    @cached_property
    def difficulty(self) -> Numbers:
        return self._column("difficulty")

    @cached_property
    def reps(self) -> Numbers:
        return self._column("reps", 0)

    @cached_property
    def lapses(self) -> Numbers:
        return self._column("lapses", 0)

    @cached_property
    def introduced(self) -> Numbers:
        """The `Day` of the first answer."""
        return self._column("first")

    @cached_property
    def answered(self) -> Numbers:
        """The `Day` of the last answer."""
        return self._column("last")

    @cached_property
    def elapsed(self) -> Numbers:
        """Days since the last answer, never below 0."""
        today = self.context.day
        return [0 if last > today else today - last for last in self.answered]

    @cached_property
    def interval(self) -> Numbers:
        """Days from the last answer to the due day, of cards in review."""
        return [
            due - last if due > IN_STEPS else nan
            for due, last in zip(self.scheduled, self.answered, strict=True)
        ]

    @cached_property
    def retrievability(self) -> Numbers:
        columns = zip(self.stability, self.difficulty, self.answered, strict=True)
        known = [one for one in columns if is_there(one[0])]
        # days of the last answer are whole numbers also where a column of them holds floats
        recalls = iter(self.context.model.recalls(known, self.context.day))  # type: ignore[arg-type]
        return [next(recalls) if is_there(one) else nan for one in self.stability]

    @cached_property
    def flags(self) -> Sequence[int]:
        """0 where there is none."""
        found = [0] * len(self._keys)
        for key, flag in self.context.progress.flags.items():
            if key in self._numbers:
                found[self._numbers[key]] = flag
        return found

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """By deck, the title that the learner gave it."""
        given = self.context.progress.arranged(TITLE)
        return {deck: str(title) for deck, title in given.items() if title}

    def titles_of(self, deck: Deck) -> tuple[str, ...]:
        """The author's, and the learner's own if there is one."""
        own = self.titles.get(deck.slug)
        return (deck.title, own) if own else (deck.title,)

    # cards that are few

    @cached_property
    def own_tags(self) -> Mapping[str, frozenset[str]]:
        """The learner's own tags, of cards that have any."""
        return self.context.progress.tags

    @cached_property
    def buried(self) -> set[str]:
        day = self.context.day
        return {key for key, until in self.context.progress.buried.items() if until > day}

    @property
    def suspended(self) -> Set[str]:
        return self.context.progress.suspended

    @cached_property
    def leeches(self) -> set[str]:
        return set(leeches(self.context.progress, self.context.settings.leech_lapses))

    @cached_property
    def relearning(self) -> set[str]:
        cards = self.context.progress.cards
        steps = self.context.progress.in_steps
        return {key for key in steps if cards[key].phase == "relearning"}

    def _column(self, name: str, nothing: float = nan) -> Numbers:
        return self.context.progress.column(name, self._numbers, nothing)


def is_there(number: float) -> bool:
    return number == number
