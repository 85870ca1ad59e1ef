"""The side of progress that is only looked at."""

from collections.abc import Mapping

from quizapp.day import Day
from quizapp.progress.events import Filled
from quizapp.progress.fold import State
from quizapp.progress.grants import More
from quizapp.progress.quizzes import Begun, Past
from quizapp.progress.state import CardState, Days, DayTally, Totals


class View:
    """Mappings are live and cost nothing: look, do not keep or change them."""

    def __init__(self) -> None:
        self._state = State()

    @property
    def cards(self) -> Mapping[str, CardState]:
        """By card (`deck/id`, or `deck/id#face`), every card that has been answered."""
        return self._state.cards

    @property
    def due_day(self) -> Mapping[str, int]:
        """By card, the `Day` on which it is due, or `IN_STEPS`."""
        return self._state.due_day

    @property
    def in_steps(self) -> Mapping[str, int]:
        """Of cards in learning steps, the millisecond since the epoch at which they are due."""
        return self._state.in_steps

    @property
    def suspended(self) -> set[str]:
        return self._state.marks.suspended

    @property
    def buried(self) -> Mapping[str, int]:
        """By card, the `Day` before which it is not to be asked. A copy."""
        return self._state.marks.values("buried")

    @property
    def flags(self) -> Mapping[str, int]:
        """By card, the learner's flag, never 0. A copy."""
        return self._state.marks.values("flagged")

    def granted(self, day: Day) -> More:
        """By how much the limits of a day are raised, each by its kind and deck."""
        return self._state.grants.on(day)

    @property
    def open_quizzes(self) -> Mapping[str, Begun]:
        """By id, the quizzes that were begun and neither handed in nor thrown away."""
        return self._state.quizzes.begun

    @property
    def past_quizzes(self) -> Mapping[str, Past]:
        """By id, what came of the quizzes that were handed in or thrown away."""
        return self._state.quizzes.past

    def sheet(self, quiz: str) -> Mapping[str, Filled]:
        """What stands on the sheet of an open quiz, by card under its name of then."""
        return self._state.quizzes.sheet(quiz)

    def place_in(self, quiz: str) -> str | None:
        """The card that was last before the learner in an open quiz, under its name of then."""
        turned = self._state.quizzes.turned.get(quiz)
        return turned.card if turned else None

    def name(self, card: str) -> str:
        """What a card is called today."""
        return self._state.name(card)

    @property
    def former_names(self) -> Mapping[str, str]:
        """By the name that a card had once, the one that it was given then."""
        return self._state.names

    @property
    def totals(self) -> Totals:
        return Totals(self._state.reviews)

    @property
    def days(self) -> Days:
        """Days with answers, each to its tallies by deck."""
        return Days(self._state.days)

    def tally(self, day: Day, deck: str | None = None) -> DayTally:
        """What was done on a day, in one deck or in all."""
        return self.days.tally(day, deck)
