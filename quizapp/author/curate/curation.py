"""Curation: the drafts of some decks one after another, the best first, and a verdict on each.

A verdict is in the deck's file before it counts, changes no line but the card's own, and is noted
beside it; so each can be taken back, in a later sitting too.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from quizapp.author.curate.draft_check import errors_of, first_error
from quizapp.author.curate.draft_file import CardEntry, DraftFile
from quizapp.author.curate.moving import lines_in
from quizapp.author.curate.verdict_store import Change, DraftKey, NotedVerdict, VerdictStore
from quizapp.core.day import Clock
from quizapp.core.errors import DeckError, EditError
from quizapp.deck.card_lines import with_fields
from quizapp.generate.record import FactsRecord, WrittenCard
from quizapp.generate.verdicts import DraftVerdict, DropReason, VerdictKind, VerdictLog

USUAL_PACE = 12.0
"""Seconds for a draft, before there is anything to tell it by."""
AS_IF_DECIDED = 4
"""Drafts that the usual pace counts for, so that the first few do not make the estimate swing."""
LONGEST_PACE = 120.0
"""Seconds; who was away for longer was not reading."""
UNKNOWN_VALUE = 0.5
"""Of a draft that no run made."""


@dataclass(slots=True)
class _Step:
    """What one key has done, and how it was before."""

    noted: Sequence[NotedVerdict]
    """Empty where drafts were only put off."""
    queue: Sequence[DraftKey]
    shown: DraftKey | None


@dataclass
class Curation:
    """A sitting. `open` begins one."""

    store: VerdictStore
    clock: Clock
    queue: list[DraftKey]
    """All drafts of this sitting in the order in which they are shown, decided or not."""
    marks: Mapping[DraftKey, WrittenCard]
    """What the generator knows of its drafts."""
    unreadable: Sequence[str] = ()
    """What is wrong with decks that were left out."""
    _earlier: list[NotedVerdict] = field(default_factory=list)
    """Verdicts of earlier sittings that stand, the last one last."""
    at: int = 0
    """The place in the queue of the draft that is looked at."""
    decided: dict[DraftKey, VerdictKind] = field(default_factory=dict)
    edited: set[DraftKey] = field(default_factory=set)
    _dropped: dict[DraftKey, CardEntry] = field(default_factory=dict)
    _waiting: tuple[object, Sequence[DraftKey]] | None = None
    _steps: list[_Step] = field(default_factory=list)
    _moments: list[datetime] = field(default_factory=list)
    """When it began, and when each verdict was given."""

    @classmethod
    def open(cls, paths: Sequence[Path], clock: Clock) -> "Curation":
        """Read the deck files `paths`.

        Raises:
            EditError: what is known of earlier verdicts cannot be read.
            GenerateError: what is known of an earlier run cannot be read.
        """
        folders = dict.fromkeys(path.parent for path in paths)
        files, unreadable = _gone(folders), []
        for path in paths:
            try:
                if path not in files:
                    files[path] = DraftFile.read(path)
            except DeckError as error:
                unreadable.append(str(error))
        store = VerdictStore(files)
        drafts = [
            DraftKey(path, entry.id)
            for path, file in files.items()
            for entry in file.entries.values()
            if entry.is_draft
        ]
        marks = _marks(store, drafts)
        drafts.sort(key=lambda key: -_value(marks.get(key)))
        earlier = sorted(store.log(), key=lambda one: one.verdict.on)
        return cls(store, clock, drafts, marks, unreadable, earlier, _moments=[clock()])

    # what there is

    @property
    def current(self) -> DraftKey | None:
        """The draft that is looked at; None when all are decided."""
        return self.queue[self.at] if self.at < len(self.queue) else None

    def entry(self, key: DraftKey) -> CardEntry | None:
        """The card as it is now; None where it was dropped."""
        return self.store.entry(key)

    def card(self, key: DraftKey) -> CardEntry | None:
        """The same, and a card that was dropped in this sitting as it was before."""
        return self.entry(key) or self._dropped.get(key)

    def is_waiting(self, key: DraftKey) -> bool:
        """Whether it still needs a verdict; not what was decided in another window, or by hand."""
        entry = self.entry(key)
        return entry is not None and entry.is_draft

    @property
    def waiting(self) -> Sequence[DraftKey]:
        """Those that still need a verdict; worked out once for each state of the files."""
        state = (tuple(self.store.files.values()), self.queue, len(self.decided))
        if self._waiting and self._waiting[0] == state:
            return self._waiting[1]
        decided: dict[Path, set[str]] = {path: set() for path in self.store.files}
        for path, name in self.decided:
            decided[path].add(name)
        known = {path: (file.entries, decided[path]) for path, file in self.store.files.items()}

        def waits(key: DraftKey) -> bool:
            entries, done = known[key.path]
            entry = entries.get(key.id)
            return entry is not None and entry.is_draft and key.id not in done

        found = list(filter(waits, self.queue))
        self._waiting = (state, found)
        return found

    @property
    def seconds_left(self) -> float:
        """What those that wait will take, at the pace of this sitting."""
        spans = [
            min((after - before).total_seconds(), LONGEST_PACE)
            for before, after in zip(self._moments, self._moments[1:], strict=False)
        ]
        known = sum(spans) + USUAL_PACE * AS_IF_DECIDED
        return known / (len(spans) + AS_IF_DECIDED) * len(self.waiting)

    @property
    def tally(self) -> Counter[VerdictKind]:
        """The verdicts of this sitting."""
        return Counter(self.decided.values())

    def value(self, key: DraftKey) -> float:
        """What a class would learn from it as the generator sees it, 0 to 1."""
        return _value(self.marks.get(key))

    def verdict_on(self, key: DraftKey) -> DraftVerdict | None:
        """The last verdict of this sitting on a draft."""
        noted = (one for step in reversed(self._steps) for one in step.noted)
        return next((one.verdict for one in noted if one.key == key), None)

    @property
    def reasons(self) -> Counter[str]:
        """Of the drafts that were dropped in this sitting."""
        noted = (one.verdict for step in self._steps for one in step.noted)
        return Counter(one.reason for one in noted if one.kind is VerdictKind.DROPPED)

    # going about

    def go(self, key: DraftKey) -> None:
        """Look at a draft."""
        self.at = self.queue.index(key)

    def step(self, by: int) -> None:
        """Look at the next draft or the one before, decided or not."""
        self.at = min(max(0, self.at + by), max(0, len(self.queue) - 1))

    def _go_on(self) -> None:
        """Look at the next one that waits: from here on, and then from the start."""
        places = [*range(self.at, len(self.queue)), *range(min(self.at, len(self.queue)))]
        waiting = (place for place in places if self.is_waiting(self.queue[place]))
        self.at = next(waiting, len(self.queue))

    # verdicts

    def keep(self, keys: Iterable[DraftKey] = ()) -> None:
        """Approve drafts: those of `keys`, or the one that is looked at; dropped ones come back.

        Raises:
            EditError: it could not be saved, a card has an error or is not as it was shown; nothing
                of it counts.
        """
        those = self._those(keys)
        self.bring_back(those)
        changes = {key: with_fields(self._lines(key), {"status": None}) for key in those}
        for path in dict.fromkeys(key.path for key in those):
            some = {key.id: lines for key, lines in changes.items() if key.path == path}
            if found := first_error(self.store.files[path], some):
                name, error = found
                raise EditError(f"{name} has an error: {error.message}; edit it first")
        self._decide(changes, VerdictKind.KEPT)

    def drop(self, reason: DropReason, keys: Iterable[DraftKey] = ()) -> None:
        """Take drafts out of their decks for good. Raises: EditError, as `keep`."""
        those = self._those(keys)
        shown = {key: entry for key in those if (entry := self.entry(key))}
        self._decide(dict.fromkeys(those, ""), VerdictKind.DROPPED, reason)
        self._dropped |= shown

    def later(self, keys: Iterable[DraftKey] = ()) -> None:
        """Put drafts off to the end of the queue; nothing is written."""
        those = self._those(keys)
        self._steps.append(_Step((), list(self.queue), self.current))
        self.queue = [key for key in self.queue if key not in those] + those
        self._go_on()

    def edit(self, fields: Mapping[str, Any], what: str = "") -> None:
        """Change fields of the card that is looked at (None takes one out). A draft stays one.

        Args:
            what: was changed, in a word or two.

        Raises:
            EditError: as `keep`; or the card would have errors that it had not.
        """
        [key] = self._those(())
        before = self._lines(key)
        try:
            lines = with_fields(before, fields)
        except DeckError as error:
            raise EditError(str(error)) from None
        file = self.store.files[key.path]
        if lines != before and (found := errors_of(file, lines)) and not errors_of(file, before):
            raise EditError(found[0].message)
        self._decide({key: lines}, VerdictKind.EDITED, what or ", ".join(fields))

    def targets(self) -> Sequence[Path]:
        """The decks to which the draft that is looked at can be moved."""
        key = self.current
        return [
            path
            for path in self.store.files
            if key and path != key.path and path.parent == key.path.parent
        ]

    def move(self, to: Path) -> None:
        """Move the draft that is looked at to another deck of its folder; it stays in view.

        Raises:
            EditError: as `keep`; or that deck has a card of this id, or quotes another text.
        """
        [key] = self._those(())
        entry = self.entry(key)
        assert entry is not None
        lines = lines_in(entry, self.store.files[key.path], self.store.files[to])
        before = list(self.queue)
        noted = self.store.move(key, lines, to, self._verdict(key, VerdictKind.MOVED))
        self._steps.append(_Step([noted], before, key))
        moved = DraftKey(to, key.id)
        self.queue[self.at] = moved
        if mark := self.marks.get(key):
            self.marks = {**self.marks, moved: mark}

    def refresh(self) -> bool:
        """Take up what others have written, new drafts at the end; whether there was anything.

        Raises:
            EditError: a file cannot be read any more, and is shown as it was.
        """
        if not self.store.refresh():
            return False
        shown = self.current
        there = [key for key in self.queue if key in self.decided or self.entry(key)]
        known = set(there)
        new = [
            key
            for path, file in self.store.files.items()
            for key in (
                DraftKey(path, entry.id) for entry in file.entries.values() if entry.is_draft
            )
            if key not in known
        ]
        before = self.at
        self.queue = [*there, *new]
        if shown in known:
            self.go(shown)
        else:  # it is gone, or there was none
            self.at = min(before, len(self.queue))
            self._go_on()
        return True

    def take_up(self) -> bool:
        """Take what an editor has made of the draft that is looked at; whether it changed.

        Raises:
            EditError: the file cannot be read any more, or the card is not in it.
        """
        [key] = self._those(())
        shown = self.entry(key)
        assert shown is not None
        self.store.refresh()
        now = self.entry(key)
        if now is None:
            raise EditError(f"{key.path.name}: there is no card {key.id} any more")
        if now.lines == shown.lines:
            return False
        kind = VerdictKind.EDITED if now.is_draft else VerdictKind.KEPT
        verdict = self._verdict(key, kind, "in the editor")
        self._count([self.store.note(key, shown, verdict)], kind)
        return True

    def is_dropped(self, key: DraftKey) -> bool:
        """Whether it was dropped in this sitting, so that it can come back."""
        return self.decided.get(key) is VerdictKind.DROPPED

    def bring_back(self, keys: Iterable[DraftKey] = ()) -> None:
        """Take back that drafts were dropped, whatever was decided about others since.

        Raises:
            EditError: it could not be saved.
        """
        for key in self._those(keys):
            if self.is_dropped(key):
                self._bring_back(key)

    def _bring_back(self, key: DraftKey) -> None:
        for step in reversed(self._steps):
            for one in step.noted:
                if one.key == key and one.verdict.kind is VerdictKind.DROPPED:
                    self.store.take_back([one])
                    step.noted = [other for other in step.noted if other is not one]
                    if not step.noted:
                        self._steps.remove(step)
                    self._settle([key])
                    return

    def undo(self) -> Sequence[NotedVerdict]:
        """Take back what was done last, in this sitting or an earlier one, and look at that draft.

        Returns:
            The verdicts that do not stand any more; none where drafts had only been put off.

        Raises:
            EditError: it could not be saved, or a card was changed since.
        """
        step = self._steps[-1] if self._steps else self._last_before()
        if step is None:
            return ()
        if step.noted:
            self.store.take_back(step.noted)
        (self._steps or self._earlier).pop()
        self._settle([one.key for one in step.noted])
        known = set(step.queue)
        self.queue = [
            *step.queue,
            *(key for key in self.queue if key not in known and self.entry(key)),
        ]
        if step.shown in known:
            self.go(step.shown)
        return step.noted

    def _settle(self, keys: Iterable[DraftKey]) -> None:
        """Count of drafts what still stands."""
        for key in keys:
            kinds = [
                one.verdict.kind for step in self._steps for one in step.noted if one.key == key
            ]
            self.decided.pop(key, None)
            self.edited.discard(key)
            if VerdictKind.EDITED in kinds:
                self.edited.add(key)
            ends = [kind for kind in kinds if kind in (VerdictKind.KEPT, VerdictKind.DROPPED)]
            if ends:
                self.decided[key] = ends[-1]

    @property
    def can_undo(self) -> bool:
        return bool(self._steps) or self._last_before() is not None

    def _last_before(self) -> _Step | None:
        """The last verdict of earlier sittings."""
        if not self._earlier:
            return None
        last = self._earlier[-1]
        queue = [last.key, *(key for key in self.queue if key != last.key)]
        return _Step([last], queue, last.key)

    def _those(self, keys: Iterable[DraftKey]) -> list[DraftKey]:
        """Raises: EditError: there is none."""
        those = list(keys) or ([self.current] if self.current else [])
        if not those:
            raise EditError("no draft is left")
        return those

    def _lines(self, key: DraftKey) -> str:
        entry = self.entry(key)
        if entry is None:
            raise EditError(f"{key.path.name}: {key.id} is not there any more")
        return entry.lines

    def _decide(self, changes: Mapping[DraftKey, str], kind: VerdictKind, reason: str = "") -> None:
        noted = self.store.apply(
            {
                key: Change(lines, self._verdict(key, kind, reason))
                for key, lines in changes.items()
                if lines != self._lines(key)
            }
        )
        self._count(noted, kind)

    def _verdict(self, key: DraftKey, kind: VerdictKind, reason: str = "") -> DraftVerdict:
        """What is known of it before it is noted."""
        mark = self.marks.get(key)
        rule, facts = (mark.template, mark.facts) if mark else ("", ())
        return DraftVerdict(self.clock().date(), key.path.name, key.id, kind, reason, rule, facts)

    def _count(self, noted: Sequence[NotedVerdict], kind: VerdictKind) -> None:
        """Count verdicts that are saved, and go on where they end the matter."""
        if not noted:
            return
        self._steps.append(_Step(noted, list(self.queue), self.current))
        self._moments.append(self.clock())
        keys = [one.key for one in noted]
        if kind is VerdictKind.EDITED:
            self.edited.update(keys)
            return
        self.decided.update(dict.fromkeys(keys, kind))
        self._go_on()


def _gone(folders: Iterable[Path]) -> dict[Path, DraftFile]:
    """Decks that went with their last card, and come back with it when that is taken back."""
    return {
        path: DraftFile(path, b"", verdict.head, {})
        for folder in folders
        for verdict in VerdictLog.in_folder(folder).verdicts
        if verdict.head and not (path := folder / verdict.file).exists()
    }


def _value(mark: WrittenCard | None) -> float:
    return mark.weight if mark else UNKNOWN_VALUE


def _marks(store: VerdictStore, drafts: Iterable[DraftKey]) -> dict[DraftKey, WrittenCard]:
    """What the last runs of the generator know of these drafts."""
    known: dict[Path, dict[str, WrittenCard]] = {}
    for folder in store.folders:
        written = FactsRecord.in_folder(folder).written
        known[folder] = {name: mark for cards in written.values() for name, mark in cards.items()}
    return {
        key: known[key.path.parent][key.id] for key in drafts if key.id in known[key.path.parent]
    }
