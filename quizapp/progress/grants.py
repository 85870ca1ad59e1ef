"""What a learner was granted beyond the limits of a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizapp.progress.events import GrantEvent, Key, Raise

More = Mapping[tuple[str, str], int]
"""By limit and deck, as in a `Raise`: by how much a limit is raised."""


@dataclass(slots=True)
class Grants:
    days: dict[int, dict[Key, tuple[Raise, ...]]] = field(default_factory=dict)
    """By day and event: one that comes again in a copy of the journal counts once."""

    def add(self, event: GrantEvent) -> None:
        self.days.setdefault(event.what.day, {})[event.key] = event.what.raises

    def take_back(self, ref: str) -> None:
        """Drop the event with id `ref`, if it is there."""
        for day, granted in list(self.days.items()):
            kept = {key: raises for key, raises in granted.items() if key.id != ref}
            if kept:
                self.days[day] = kept
            else:
                del self.days[day]

    def on(self, day: int) -> More:
        """All that was granted on a day, added up."""
        more: dict[tuple[str, str], int] = {}
        for raises in self.days.get(day, {}).values():
            for limit, number, deck in raises:
                more[limit, deck] = more.get((limit, deck), 0) + number
        return more
