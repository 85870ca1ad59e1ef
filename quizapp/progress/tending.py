"""What is done for the journal at leisure: digests of closed parts, copies, and looking after both.

All of it may be left off at any time and goes on the next time; nothing waits for it. One process
at a time does it, under a lock of its own, so that answers never wait.
"""

import contextlib
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path

from quizapp.core.disk import replace_whole
from quizapp.core.outside import files_in, read_file
from quizapp.progress import backups, device, disk, parts
from quizapp.progress.backups import Seal, Unreadable
from quizapp.progress.parts import Digest, Part

SLICE = 4 << 20
"""Bytes that one call reads again so as to verify them, or a whole file."""


@dataclass(slots=True)
class Tending:
    home: Path
    notices: list[str]
    _kept: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By name, size and time of change of the files whose copies are up to date."""
    _verified: bool = False
    """A slice has been; one for each start is enough."""

    def step(self) -> bool:
        """Do a part of what there is to do, a fraction of a second long; False when it is all done.

        It may be called from any thread, and while answers are recorded. Never fails.
        """
        try:
            with contextlib.closing(self._work()) as work:
                return next(work, False)
        except OSError as error:
            self._notice(
                f"{error.filename or self.home / 'backups'}: no backup could be written "
                f"({error.strerror or error}). No answer is lost."
            )
            return False

    def _work(self) -> Generator[bool]:
        """Yields True after each thing that took its time."""
        names = self._files()
        stale = [name for name in names if self._kept.get(name) != self._signature(name)]
        if not (stale or self._zips() or not self._verified) or not names:
            return
        lock = disk.FileLock(self.home / "backups" / "lock", 0)
        try:
            lock.acquire()
        except TimeoutError:
            return  # another window sees to it
        try:
            for left_over in backups.folder(self.home).glob("*.new"):  # of one that was killed
                left_over.unlink()
            self._close_parts(names)
            for name in stale:
                signature = self._signature(name)
                written = backups.keep(self.home, self._path(name))
                if signature:
                    self._kept[name] = signature
                if written:
                    yield True
            for path in self._zips():
                yield self._absorb(path)
            if not self._verified:
                self._verified = True
                self._verify_slice(names)
        finally:
            lock.close()

    def _files(self) -> list[str]:
        with contextlib.suppress(OSError):
            return [path.name for path in files_in(self.home / "journal", ".jsonl")]
        return []

    def _path(self, name: str) -> Path:
        return self.home / "journal" / name

    def _signature(self, name: str) -> tuple[int, int] | None:
        with contextlib.suppress(OSError):
            now = self._path(name).stat()
            return now.st_size, now.st_mtime_ns
        return None

    def _close_parts(self, names: list[str]) -> None:
        """Write down what the closed parts of this device are to be.

        Only of this device: those of others may be on their way still.
        """
        own, folder = device.read_id(self.home), self.home / "journal"
        closed = {part for part in map(Part.of, names) if part and part.device == own}
        closed -= {parts.newest(names).get(own)}
        known = parts.digests(folder, own)
        new = {
            part.name: Digest.of(self._path(part.name))
            for part in sorted(closed)
            if part.name not in known
        }
        if new:
            parts.write_digests(folder, own, known | new)

    def _zips(self) -> list[Path]:
        return [path for path in backups.zips(self.home) if str(path) not in self._kept]

    def _absorb(self, path: Path) -> bool:
        try:
            backups.absorb_zip(self.home, path)
        except Unreadable as wrong:
            self._kept[str(path)] = (0, 0)
            self._notice(f"{path}: {wrong}, so it is left as it is")
        return True

    def _verify_slice(self, names: list[str]) -> None:
        """Read some files again, those that come after the ones of the last time."""
        pointer = self.home / "backups" / "verified"
        last = ""
        with contextlib.suppress(OSError):
            last = read_file(pointer, 4096).decode("utf-8", "replace").strip()
        known, left = parts.all_digests(self.home / "journal"), SLICE
        own = device.read_id(self.home)
        later = [name for name in names if name > last]
        for name in later + names[: len(names) - len(later)]:
            if left <= 0:
                break
            size, last = self._path(name).stat().st_size, name
            left -= size
            digest = known.get(name)
            if digest and size < digest.size and not name.startswith(own or "-"):
                digest = None  # it may be on its way still
            if wrong := damage(self.home, name, digest):
                self._notice(f"{wrong}; `quizapp doctor --repair` mends it")
        replace_whole(pointer, f"{last}\n".encode())

    def _notice(self, text: str) -> None:
        if text not in self.notices:
            self.notices.append(text)


def damage(home: Path, name: str, digest: Digest | None) -> str:
    """What is wrong with a file of the journal or with its copy; empty for nothing.

    Raises:
        OSError: it cannot be read.
    """
    path, copy = home / "journal" / name, backups.copy_of(home, name)
    if digest and Digest.of(path) != digest:
        return f"{path}: not what it was when it was closed"
    try:
        if copy.exists():
            found = Seal.of(backups.unpack(copy))
            same = found.size == path.stat().st_size
            if same and found != Seal.of(backups.chunks_of(path, found.size)):
                return f"{path}: not what its copy in the backups is"
    except Unreadable as wrong:
        return f"{copy}: {wrong}"
    return ""
