"""What a sitting is about: which cards it asks, and whether its answers move their schedule."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DueToday:
    """What is to be asked today."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Of what is to be asked today, the cards that do most good in so many minutes."""

    minutes: float


@dataclass(frozen=True, slots=True)
class These:
    """Just these cards, due or not. Their answers count as any others do."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class More:
    """What is to be asked today, with so many more cards than its limits let in."""

    new: int = 0
    due: int = 0


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is due today, and then what falls due in the next days; no new cards."""

    days: int


@dataclass(frozen=True, slots=True)
class Practice:
    """Just these cards, as often as the learner likes: the schedule stays as it is."""

    keys: tuple[str, ...]


Selection = DueToday | Minutes | These | More | Ahead | Practice

DUE_TODAY = DueToday()
