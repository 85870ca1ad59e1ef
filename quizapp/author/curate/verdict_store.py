"""Verdicts on drafts, on the disk: in the deck files, and in `verdicts.yaml` beside them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from quizapp.author.curate.draft_file import CardEntry, DraftFile
from quizapp.core.errors import DeckError, EditError
from quizapp.generate import staging
from quizapp.generate.verdicts import DraftVerdict, VerdictLog

PATIENCE = 3.0
"""Seconds to wait for another window that writes a verdict."""


class DraftKey(NamedTuple):
    """What a draft is known by: its deck's file, and its id."""

    path: Path
    id: str


class NotedVerdict(NamedTuple):
    folder: Path
    verdict: DraftVerdict

    @property
    def key(self) -> DraftKey:
        """The card, where it was before the verdict."""
        return DraftKey(self.folder / self.verdict.file, self.verdict.card)


class Change(NamedTuple):
    """Of a card."""

    lines: str
    """Empty takes it out."""
    verdict: DraftVerdict
    """What is known of it before it is noted."""


@dataclass
class VerdictStore:
    """The deck files of a sitting, as they were shown last."""

    files: dict[Path, DraftFile]

    @property
    def folders(self) -> Sequence[Path]:
        return list(dict.fromkeys(path.parent for path in self.files))

    def entry(self, key: DraftKey) -> CardEntry | None:
        """A card as it was shown last; None where there is none of this name."""
        file = self.files.get(key.path)
        return file.entries.get(key.id) if file else None

    def log(self) -> Iterator[NotedVerdict]:
        """All verdicts on cards of these files that stand, each folder's last one last.

        Raises:
            EditError: a folder's file of verdicts cannot be read.
        """
        for folder in self.folders:
            for verdict in VerdictLog.in_folder(folder).verdicts:
                noted = NotedVerdict(folder, verdict)
                entry = self.entry(noted.key)
                is_as_before = entry is not None and entry.lines == verdict.before
                if noted.key.path in self.files and not is_as_before:
                    yield noted

    def apply(self, changes: Mapping[DraftKey, Change]) -> Sequence[NotedVerdict]:
        """Give cards other lines, or none (they are dropped), and note the verdicts on them.

        Returns:
            The verdicts, as they were noted.

        Raises:
            EditError: it could not be saved, or a card is not as it was shown; all is as it was.
        """
        if not changes:
            return ()
        with self.writing([key.path.parent for key in changes]):
            noted, files = [], dict[Path, DraftFile]()
            for path in dict.fromkeys(key.path for key in changes):
                some = {key.id: change for key, change in changes.items() if key.path == path}
                self._as_shown([DraftKey(path, name) for name in some])
                file, order = self.files[path], _Order(self.files[path].entries)
                for name, (lines, verdict) in some.items():
                    noted.append(_noted(file, file.entries[name], lines, verdict, order))
                lines_of = {name: change.lines for name, change in some.items()}
                files[path] = file.with_lines(lines_of)
            self._write(files, noted)
        return noted

    def move(self, key: DraftKey, lines: str, to: Path, verdict: DraftVerdict) -> NotedVerdict:
        """Take a card out of its file and add it, with these lines, to another of its folder.

        Raises:
            EditError: as `apply`; or there is a card of this id already.
        """
        with self.writing([key.path.parent]):
            entry, target = self.as_shown(key), self._read(to)
            if key.id in target.entries:
                raise EditError(f"{to.name} has a card {key.id} already; give one another id first")
            file = self.files[key.path]
            order = _Order(file.entries)
            noted = _noted(file, entry, "", replace(verdict, to=to.name), order)
            noted = noted._replace(verdict=replace(noted.verdict, after=digest(lines)))
            files = {to: target.with_entry(key.id, lines), key.path: file.with_lines({key.id: ""})}
            self._write(files, [noted])
        return noted

    def note(self, key: DraftKey, shown: CardEntry, verdict: DraftVerdict) -> NotedVerdict:
        """Note a verdict on a card that was changed already. Raises: EditError, as `apply`."""
        with self.writing([key.path.parent]):
            now = self._read(key.path).entries[key.id]
            file = self.files[key.path]
            noted = _noted(file, shown, now.lines, verdict, _Order(file.entries))
            self._write({}, [noted])
        return noted

    def take_back(self, noted: Sequence[NotedVerdict]) -> None:
        """Undo verdicts. Raises: EditError: as `apply`, or a card was changed since."""
        with self.writing([one.folder for one in noted]):
            files: dict[Path, DraftFile] = {}
            lines: dict[Path, dict[str, str]] = {}
            for one in reversed(noted):
                for path in dict.fromkeys((one.key.path, one.folder / one.verdict.to)):
                    if path in self.files and path not in files:
                        files[path] = self._read(path)
                _expect(one, files)
                if one.verdict.after and not one.verdict.to:
                    lines.setdefault(one.key.path, {})[one.key.id] = one.verdict.before
                else:
                    files |= _with_again(one, files)
            files |= {path: files[path].with_lines(some) for path, some in lines.items()}
            self._put(files)
            for folder, those in _by_folder(noted):
                VerdictLog(folder).take_out(those)
            self.files |= files

    # the disk

    @contextmanager
    def writing(self, folders: Sequence[Path]) -> Iterator[None]:
        """No other window writes in these folders.

        Raises:
            EditError: they cannot be had, or what is done within fails for want of a disk.
        """
        [first, *others] = dict.fromkeys(sorted(folders))
        try:
            with staging.locked(first, PATIENCE):
                staging.finish(first)
                if others:
                    with self.writing(others):
                        yield
                else:
                    yield
        except TimeoutError:
            raise EditError(
                f"{first}: another quizapp is writing there; nothing was saved, try again"
            ) from None
        except OSError as error:
            reason = error.strerror or str(error)
            raise EditError(f"not saved ({reason}); mend that, and press the key again") from None

    def as_shown(self, key: DraftKey) -> CardEntry:
        """A card that is on the disk as it was shown: a verdict on anything else is none.

        Raises:
            EditError: it is not; what is there now is what `entry` gives from here on.
        """
        self._as_shown([key])
        return self.files[key.path].entries[key.id]

    def _as_shown(self, keys: Sequence[DraftKey]) -> None:
        """The same of several cards of one file. Raises: EditError."""
        path = keys[0].path
        before, there = self.files[path].entries, self._read(path).entries
        for key in keys:
            shown, now = before.get(key.id), there.get(key.id)
            where = f"{path.name}: {key.id}"
            if now is None or shown is None:
                raise EditError(f"{where} was taken out of the file meanwhile")
            if now.lines != shown.lines:
                if shown.is_draft and not now.is_draft:
                    raise EditError(f"{where} was approved meanwhile, elsewhere")
                raise EditError(f"{where} was changed meanwhile; this is what it is now")

    def refresh(self) -> bool:
        """Take up what others have written; whether there was anything.

        Raises:
            EditError: a file cannot be read any more, and is shown as it was.
        """
        before = dict(self.files)
        for path in before:
            self._read(path)
        return any(self.files[path] is not file for path, file in before.items())

    def _read(self, path: Path) -> DraftFile:
        file = self.files[path]
        if not file.is_current:
            try:
                file = self.files[path] = DraftFile.read(path)
            except DeckError as error:
                raise EditError(f"the file was changed meanwhile, and: {error}") from None
        return file

    def _write(self, files: Mapping[Path, DraftFile], noted: Sequence[NotedVerdict]) -> None:
        """The verdicts, and then the files; all of it, or what was written is put back.

        A verdict that is noted of a card that stayed as it was is none: `log` leaves it out.
        """
        before = {path: self.files[path] for path in files}
        try:
            for folder, those in _by_folder(noted):
                VerdictLog(folder).add(those)
            self._put(files)
        except BaseException:
            self._put(before)
            for folder, those in _by_folder(noted):
                VerdictLog(folder).take_out(those)
            raise
        self.files |= files

    def _put(self, files: Mapping[Path, DraftFile]) -> None:
        for file in files.values():
            if not file.is_current:
                file.write()


def _by_folder(noted: Sequence[NotedVerdict]) -> Iterator[tuple[Path, list[DraftVerdict]]]:
    for folder in dict.fromkeys(one.folder for one in noted):
        yield folder, [one.verdict for one in noted if one.folder == folder]


class _Order:
    """Which card stands above each, while some are taken out."""

    def __init__(self, names: Iterable[str]) -> None:
        inner = list(names)
        self._above = dict(zip(inner, ["", *inner], strict=False))
        self._below = dict(zip(inner, [*inner[1:], ""], strict=True))

    def above(self, name: str) -> str:
        """Empty for the first."""
        return self._above[name]

    def take_out(self, name: str) -> bool:
        """Whether it was the last one that was left."""
        above, below = self._above.pop(name), self._below.pop(name)
        if below:
            self._above[below] = above
        if above:
            self._below[above] = below
        return not self._above


def _noted(
    file: DraftFile, entry: CardEntry, lines: str, verdict: DraftVerdict, order: _Order
) -> NotedVerdict:
    above = order.above(entry.id)
    is_last = not lines and order.take_out(entry.id)
    return NotedVerdict(
        file.path.parent,
        replace(
            verdict,
            file=file.path.name,
            card=entry.id,
            before=entry.lines,
            above=above,
            after=digest(lines) if lines else "",
            head=file.head if is_last else "",
        ),
    )


def _expect(noted: NotedVerdict, files: Mapping[Path, DraftFile]) -> None:
    """Raises: EditError: the card was changed since."""
    verdict = noted.verdict
    now_in = noted.folder / (verdict.to or verdict.file)
    now = files[now_in].entries.get(verdict.card)
    if (digest(now.lines) if now else "") != verdict.after:
        raise EditError(
            f"{now_in.name}: {verdict.card} was changed since; undo that first, or leave it"
        )


def _with_again(noted: NotedVerdict, files: Mapping[Path, DraftFile]) -> dict[Path, DraftFile]:
    """The files with a card back in its place that was dropped, or moved."""
    verdict, path = noted.verdict, noted.key.path
    file = files[path]
    if not file.entries and verdict.head:
        file = replace(file, head=verdict.head)
    back = {path: file.with_entry(verdict.card, verdict.before, verdict.above)}
    if verdict.to:
        now_in = noted.folder / verdict.to
        back[now_in] = files[now_in].with_lines({verdict.card: ""})
    return back


def digest(lines: str) -> str:
    return sha256(lines.encode()).hexdigest()[:12]
