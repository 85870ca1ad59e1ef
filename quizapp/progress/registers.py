"""Last-writer-wins registers: of all that was ever said on one matter, the latest word counts.

Events may come in any order, and again, so two devices merge by union.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quizapp.progress.events import NEVER, EventKey

RegisterValue = int | str
"""0 and the empty text take back what was said before."""


class LatestWord(NamedTuple):
    """The latest word, and the event that has it."""

    key: EventKey
    value: RegisterValue


@dataclass(slots=True)
class Registers:
    """By topic, such as `suspended`, and subject, such as a card."""

    latest: dict[str, dict[str, LatestWord]] = field(default_factory=dict)
    values: defaultdict[str, dict[str, RegisterValue]] = field(
        default_factory=lambda: defaultdict(dict), compare=False
    )
    """The same without what was taken back. What is in it by topic lives as long as this."""
    _before: dict[str, list[tuple[str, str, LatestWord | None]]] = field(
        default_factory=dict, compare=False
    )
    """By event of this window: what it has replaced, to undo it without folding all anew."""

    def write(
        self,
        key: EventKey,
        topic: str,
        subjects: Iterable[str],
        value: RegisterValue,
        *,
        own: bool = False,
    ) -> None:
        """Take in an event; `own` when no other has its id, and it may be undone soon."""
        written, latest = LatestWord(key, value), self.latest.get(topic, {})
        replaced = []
        for subject in subjects:
            before = latest.get(subject)
            if before and before.key >= key:
                self._before.clear()  # it lies between two of which one may be undone
                continue
            replaced.append((topic, subject, before))
            self.put(topic, subject, written)
        if own:
            self._before[key.id] = replaced

    def put(self, topic: str, subject: str, written: LatestWord | None) -> None:
        """None: nothing was said."""
        if written:
            self.latest.setdefault(topic, {})[subject] = written
        else:
            del self.latest[topic][subject]
            if not self.latest[topic]:
                del self.latest[topic]
        if written and written.value:
            self.values[topic][subject] = written.value
        else:
            self.values[topic].pop(subject, None)

    def undo(self, event_id: str, subject: str | None = None) -> bool:
        """Undo an event, one about `subject` alone where that is given; False where only folding
        everything anew does it."""
        replaced = self._before.get(event_id)
        if replaced is None or any(
            self.latest[topic][one].key.id != event_id or subject not in (None, one)
            for topic, one, _ in replaced
        ):
            return False
        for topic, one, before in replaced:
            self.put(topic, one, before)
        del self._before[event_id]
        return True

    def last(self, topic: str, subjects: Iterable[str]) -> EventKey:
        """The latest event on these; `NEVER` for none."""
        latest = self.latest.get(topic, {})
        return max((latest[one].key for one in subjects if one in latest), default=NEVER)

    def about(self, subject: str) -> dict[str, RegisterValue]:
        """By topic, what holds of a subject."""
        return {topic: some[subject] for topic, some in self.values.items() if subject in some}

    def has(self, subject: str) -> bool:
        """Whether anything was said of it, be it taken back."""
        return any(subject in some for some in self.latest.values())

    def rename(self, was: str, subject: str) -> None:
        """Let what was said of `was` be said of `subject`, of which nothing was said."""
        self._before.clear()  # they know it by its name before
        for topic, some in list(self.latest.items()):
            if written := some.get(was):
                self.put(topic, subject, written)
                self.put(topic, was, None)

    def copy(self) -> "Registers":
        """One that stays as it is while this one goes on; without what undoes quickly."""
        copy = Registers({topic: some.copy() for topic, some in self.latest.items()})
        for topic, values in self.values.items():
            copy.values[topic] = values.copy()
        return copy

    def lacks(self, before: "Registers", name: Callable[[str], str] = str) -> bool:
        """Whether a word is older than it was `before`. `name` gives a subject's current name."""
        return any(
            self.last(topic, [name(subject)]) < written.key
            for topic, some in before.latest.items()
            for subject, written in some.items()
        )

    def by_event(self) -> Mapping[tuple[str, EventKey, RegisterValue], list[str]]:
        """Subjects of which one event has the latest word, by topic, event and value."""
        found: dict[tuple[str, EventKey, RegisterValue], list[str]] = {}
        for topic, some in self.latest.items():
            for subject, (key, value) in some.items():
                found.setdefault((topic, key, value), []).append(subject)
        return found
