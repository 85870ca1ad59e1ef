"""A disk that can fail and be cut off from its power.

`Calls` stands between the program and the files under a folder: it writes down every call that
changes something, and can let any call fail. `Disk` takes in such a log, knows what has been
synced, and says what may be on the disk when the power goes: a file may lack what was written to
it since its last fsync, or have zeros in its place, and a name may be missing until its folder has
been synced. Both know files by a number, as a disk does, because their names change.
"""

import _pyio
import builtins
import fcntl
import io
import os
import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from stat import S_ISDIR
from typing import Any, NamedTuple

FOLDER = 0
"""In place of the number of a file."""

Image = dict[str, bytes | None]
"""By path: the content of a file, or None for a folder."""


class Op(NamedTuple):
    """A change of the disk, or a word of the learner in between."""

    call: str
    path: str = ""
    file: int = FOLDER
    at: int = 0
    """Where something was written; the size after a truncation; which act of the learner."""
    data: bytes = b""
    target: str = ""


Before = Callable[[str, str], str]
"""Told of a call and a path before it is made. May raise OSError. Of a write, "half" lets a part
pass, and "nothing" nothing at all, as if it had been written."""


def _passes(_call: str, _path: str) -> str:
    return ""


class Calls:
    """While it is entered, calls of this process on files under `root` pass here."""

    def __init__(self, root: Path, names: Mapping[str, int] | None = None) -> None:
        self.root = os.fspath(root)
        self.log: list[Op] = []
        self.before: Before = _passes
        self.deaf: set[str] = set()
        """Operations (fsync, sync) that are left out, which the campaign has to notice."""
        self._names = dict(names or {})
        self._next = max(self._names.values(), default=FOLDER) + 1
        self._opened: dict[int, tuple[str, int]] = {}
        self._lock = threading.RLock()
        self._real: dict[tuple[Any, str], Any] = {}

    def __enter__(self) -> "Calls":
        for name in (
            *("open", "close", "write", "fsync", "ftruncate", "truncate"),
            *("replace", "link", "mkdir", "unlink"),
        ):
            self._patch(os, name, getattr(self, f"_{name}"))
        self._patch(os, "rename", self._replace)
        self._patch(os, "remove", self._unlink)
        self._patch(os, "rmdir", self._rmdir)
        self._patch(os, "fdatasync", self._fsync)
        for name in ("read", "lseek", "fstat", "stat", "lstat", "scandir", "listdir"):
            self._patch(os, name, partial(self._look, name, getattr(os, name)))
        for name in ("pwrite", "writev", "sendfile"):
            self._patch(os, name, partial(self._not_modelled, name, getattr(os, name)))
        self._patch(os, "symlink", self._symlink)
        self._patch(fcntl, "flock", self._flock)
        for module in (io, builtins):
            self._patch(module, "open", self._open_file)
        return self

    def __exit__(self, *_: object) -> None:
        for (module, name), real in self._real.items():
            setattr(module, name, real)
        self._real.clear()
        nothing = os.open(os.devnull, os.O_RDWR)
        for opened in self._opened:  # as when a process ends; the number stays taken
            os.dup2(nothing, opened)
        os.close(nothing)
        self._opened.clear()

    def say(self, word: str, number: int) -> None:
        self.log.append(Op(word, at=number))

    def _patch(self, module: Any, name: str, stand_in: object) -> None:
        self._real[module, name] = getattr(module, name)
        setattr(module, name, stand_in)

    def _os(self, name: str) -> Any:
        return self._real[os, name]

    def _under(self, path: Any) -> str | None:
        """The path below the root; None for one elsewhere."""
        if isinstance(path, int):
            return self._opened[path][0] if path in self._opened else None
        text = os.fspath(path)
        if not isinstance(text, str) or not f"{text}/".startswith(f"{self.root}/"):
            return None
        return text[len(self.root) + 1 :]

    def _open(self, path: Any, flags: int, mode: int = 0o777, **named: Any) -> int:
        name = self._under(path)
        if name is None:
            return self._os("open")(path, flags, mode, **named)
        with self._lock:
            self.before("open" if flags & (os.O_WRONLY | os.O_RDWR) else "open to read", name)
            opened: int = self._os("open")(path, flags, mode, **named)
            number = self._names.get(name)
            if S_ISDIR(self._os("fstat")(opened).st_mode):
                number = FOLDER
            elif number is None:
                number = self._names[name] = self._next
                self._next += 1
                self.log.append(Op("create", name, number))
            elif flags & os.O_TRUNC:
                self.log.append(Op("truncate", name, number, 0))
            self._opened[opened] = (name, number)
            return opened

    def _open_file(self, file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
        if self._under(file) is None:
            return self._real[io, "open"](file, mode, *more, **named)
        return _pyio.open(file, mode, *more, **named)  # in Python, so that its calls pass here

    def _close(self, opened: int) -> None:
        name, _ = self._opened.pop(opened, (None, FOLDER))
        self._os("close")(opened)
        if name is not None:  # a file that reports an error when it is closed is closed
            self.before("close", name)

    def _write(self, opened: int, data: Any) -> int:
        if opened not in self._opened:
            return self._os("write")(opened, data)  # type: ignore[no-any-return]
        with self._lock:
            name, number = self._opened[opened]
            content = bytes(data)
            match self.before("write", name):
                case "half":
                    content = content[: max(1, len(content) // 2)]
                case "nothing":
                    return len(content)
            if fcntl.fcntl(opened, fcntl.F_GETFL) & os.O_APPEND:
                at = self._os("fstat")(opened).st_size
            else:
                at = self._os("lseek")(opened, 0, os.SEEK_CUR)
            written: int = self._os("write")(opened, content)
            self.log.append(Op("write", name, number, at, content[:written]))
            return written

    def _fsync(self, opened: int) -> None:
        if opened not in self._opened:
            self._os("fsync")(opened)
            return
        with self._lock:
            name, number = self._opened[opened]
            call = "fsync" if number else "sync"
            try:
                self.before(call, name)
            except OSError:
                self.log.append(Op("unknown", name, number))
                raise
            if call not in self.deaf:
                self.log.append(Op(call, name, number))

    def _ftruncate(self, opened: int, size: int) -> None:
        if opened not in self._opened:
            self._os("ftruncate")(opened, size)
            return
        with self._lock:
            name, number = self._opened[opened]
            self.before("truncate", name)
            self._os("ftruncate")(opened, size)
            self.log.append(Op("truncate", name, number, size))

    def _truncate(self, path: Any, size: int) -> None:
        name = self._under(path)
        if name is None:
            self._os("truncate")(path, size)
            return
        with self._lock:
            self.before("truncate", name)
            self._os("truncate")(path, size)
            self.log.append(Op("truncate", name, self._names[name], size))

    def _replace(self, old: Any, new: Any, **named: Any) -> None:
        name, target = self._under(old), self._under(new)
        if name is None or target is None:
            self._os("replace")(old, new, **named)
            return
        with self._lock:
            self.before("replace", target)
            self._os("replace")(old, new)
            for path in [one for one in self._names if (one + "/").startswith(name + "/")]:
                moved = target + path[len(name) :]
                self._names[moved] = self._names.pop(path)
                self.log.append(Op("replace", path, self._names[moved], target=moved))

    def _link(self, old: Any, new: Any, **named: Any) -> None:
        name, target = self._under(old), self._under(new)
        if name is None or target is None:
            self._os("link")(old, new, **named)
            return
        with self._lock:
            self.before("link", target)
            self._os("link")(old, new, **named)
            number = self._names[target] = self._names[name]
            self.log.append(Op("link", name, number, target=target))

    def _mkdir(self, path: Any, *more: Any, **named: Any) -> None:
        self._change("mkdir", path, *more, **named)

    def _unlink(self, path: Any, **named: Any) -> None:
        self._change("unlink", path, **named)

    def _rmdir(self, path: Any, **named: Any) -> None:
        self._change("rmdir", path, **named)

    def _change(self, call: str, path: Any, *more: Any, **named: Any) -> None:
        name = self._under(path)
        if name is None:
            self._os(call)(path, *more, **named)
            return
        with self._lock:
            self.before(call, name)
            self._os(call)(path, *more, **named)
            if call == "mkdir":
                self._names[name] = FOLDER
            else:
                self._names.pop(name, None)
            self.log.append(Op(call, name))

    def _look(self, call: str, real: Any, what: Any = ".", *more: Any, **named: Any) -> Any:
        name = self._under(what)
        if name is not None:
            self.before(call, name)
        return real(what, *more, **named)

    def _not_modelled(self, call: str, real: Any, what: Any, *more: Any, **named: Any) -> Any:
        if self._under(what) is not None:
            raise AssertionError(f"os.{call} is not modelled")
        return real(what, *more, **named)

    def _symlink(self, target: Any, link: Any, *more: Any, **named: Any) -> None:
        self._not_modelled("symlink", lambda _: None, link)
        self._os("symlink")(target, link, *more, **named)

    def _flock(self, opened: int, how: int) -> None:
        name = self._under(opened) if isinstance(opened, int) else None
        if name is not None:
            self.before("unlock" if how & fcntl.LOCK_UN else "lock", name)
        self._real[fcntl, "flock"](opened, how)


@dataclass
class File:
    content: bytes = b""
    """Synced."""
    changes: list[Op] = field(default_factory=list)
    """Writes and truncations since then."""
    fates: list[str] = field(default_factory=list)
    """Of each: open; synced, but one before it is not; or unknown, because its fsync failed, and
    then no later one tells what became of it."""

    def change(self, op: Op) -> None:
        self.changes.append(op)
        self.fates.append("open")

    def fsync(self) -> None:
        self.fates = ["unknown" if fate == "unknown" else "synced" for fate in self.fates]
        if "unknown" not in self.fates:
            self.content = _written(self.content, self.changes)
            self.changes, self.fates = [], []

    def fsync_failed(self) -> None:
        self.fates = ["synced" if fate == "synced" else "unknown" for fate in self.fates]

    def after_cut(self, how: str, random: Random) -> bytes:
        """What may be there: kept, dropped, halved, zeroed or reordered."""
        open_ones = [place for place, fate in enumerate(self.fates) if fate != "synced"]
        chosen = []
        for place, op in enumerate(self.changes):
            if place not in open_ones or how == "kept":
                chosen.append(op)
            elif how == "zeroed":
                chosen.append(op._replace(data=bytes(len(op.data))))
            elif how == "halved" and place != open_ones[-1]:
                chosen.append(op)
            elif how == "halved" and op.call == "write":
                chosen.append(op._replace(data=op.data[: len(op.data) // 2]))
            elif how == "reordered" and random.random() < 0.5:
                chosen.append(op)
        return _written(self.content, chosen)


def _written(content: bytes, changes: Sequence[Op]) -> bytes:
    for op in changes:
        if op.call == "truncate":
            content = content[: op.at].ljust(op.at, b"\0")
        elif op.data:
            content = content.ljust(op.at, b"\0")
            content = content[: op.at] + op.data + content[op.at + len(op.data) :]
    return content


WAYS = (
    ("kept", "kept"),  # only the program was killed
    ("dropped", "kept"),
    ("halved", "kept"),
    ("zeroed", "kept"),
    ("reordered", "kept"),
    ("kept", "dropped"),
    ("dropped", "dropped"),
    ("reordered", "reordered"),
)
"""What becomes of content, and of names, that was not synced."""


@dataclass
class Disk:
    """What is on a disk: files by number, names as they were synced, and later changes of names."""

    files: dict[int, File] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    late: list[Op] = field(default_factory=list)

    @classmethod
    def of(cls, image: Image) -> "Disk":
        disk = cls()
        for number, (path, content) in enumerate(image.items(), FOLDER + 1):
            disk.names[path] = FOLDER if content is None else number
            if content is not None:
                disk.files[number] = File(content)
        return disk

    @property
    def names_now(self) -> dict[str, int]:
        """As the program sees them."""
        return _renamed(self.names, self.late)

    def take(self, op: Op) -> None:
        match op.call:
            case "create":
                self.files[op.file] = File()
                self.late.append(op)
            case "mkdir" | "unlink" | "rmdir" | "replace" | "link":
                self.late.append(op)
            case "write" | "truncate":
                self.files[op.file].change(op)
            case "fsync":
                self.files[op.file].fsync()
            case "unknown" if op.file:
                self.files[op.file].fsync_failed()
            case "sync":
                inside = [one for one in self.late if op.path in _folders(one)]
                self.names = _renamed(self.names, inside)
                self.late = [one for one in self.late if one not in inside]

    def after_cut(self, content: str, names: str, random: Random) -> Image:
        """One image that a power cut may leave; see `WAYS`."""
        late = {"kept": self.late, "dropped": []}.get(names)
        if late is None:  # the changes of names reach a disk in their order, or by folder
            late = self.late[: random.randint(0, len(self.late))]
            if random.random() < 0.5:
                folder = random.choice([_folder(op.path) for op in self.late] or [""])
                late = [op for op in self.late if _folder(op.path) != folder]
        found = _renamed(self.names, late)
        return {
            path: None if number == FOLDER else self.files[number].after_cut(content, random)
            for path, number in sorted(found.items())
            if all(found.get(above) == FOLDER for above in _above(path))
        }


def _renamed(names: Mapping[str, int], changes: Sequence[Op]) -> dict[str, int]:
    names = dict(names)
    for op in changes:
        if op.call in ("create", "mkdir"):
            names[op.path] = op.file
        else:
            if op.call != "link":
                names.pop(op.path, None)
            if op.target:
                names[op.target] = op.file
    return names


def _folders(op: Op) -> set[str]:
    """In which names change."""
    return {_folder(path) for path in (op.path, op.target) if path}


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]


def write_image(root: Path, image: Image) -> None:
    """Make what is in `root` this and nothing else."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    for path, content in image.items():
        if content is None:
            (root / path).mkdir()
        else:
            (root / path).write_bytes(content)


def read_image(root: Path) -> Image:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(root.rglob("*"))
    }
