"""Mending what the doctor has found, so that it may be stopped anywhere and done again.

Nothing is thrown away: what is replaced lies in `journal/damaged`, or among the backups, before.
"""

import contextlib
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

from quizapp.core import folders
from quizapp.core.disk import replace_whole, sync_folder
from quizapp.core.errors import QuizError
from quizapp.core.outside import read_file
from quizapp.progress import backups, device, parts, restore, review_log_file
from quizapp.progress.backups import Unreadable
from quizapp.progress.parts import Digest, Part
from quizapp.progress.tending import Tending

LARGEST = 1 << 30
"""Bytes of a file of the journal that is mended."""


def own_names(home: Path) -> list[str]:
    """Those that this computer has had, where they can be told."""
    with contextlib.suppress(OSError):
        return device.own_ids(home)
    return []


def mend(home: Path, path: Path) -> None:
    """Put the sound content of a file of the journal in its place; the old goes to the damaged.

    Raises:
        OSError: it is as it was, and may be mended again.
    """
    folder = path.parent
    digest = parts.all_digests(folder).get(path.name)
    content, kept = read_file(path, LARGEST), _copied(home, path)
    aside = folder / "damaged" / f"{path.stem}-{crc32(content):08x}.whole.txt"
    replace_whole(aside, content)
    sound = [line for line in content.splitlines(keepends=True) if backups.is_sound(line)]
    mended = kept
    if not digest or Digest.of_bytes(kept) != digest:
        known = set(sound)
        more = (line for line in kept.splitlines(keepends=True) if line not in known)
        mended = b"".join([*sound, *filter(backups.is_sound, more)])
    there = set(mended.splitlines(keepends=True))
    if lines := [line.rstrip() for line in sound if line not in there]:
        restore.put(folder, "restored", lines)
    forget_snapshot(home)
    replace_whole(path, mended)
    part = Part.of(path.name)
    if digest and part and part.device in own_names(home):
        known_digests = parts.digests(folder, part.device)
        known_digests[path.name] = Digest.of_bytes(mended)
        parts.write_digests(folder, part.device, known_digests)


def as_closed(home: Path, path: Path) -> bytes:
    """What the backup has of a closed file, if that is the file as it was closed; else nothing."""
    kept = _copied(home, path)
    return kept if Digest.of_bytes(kept) == parts.all_digests(path.parent).get(path.name) else b""


def _copied(home: Path, path: Path) -> bytes:
    with contextlib.suppress(OSError, Unreadable):
        return b"".join(backups.unpack(backups.copy_of(home, path.name)))
    return b""


def put_back(home: Path, path: Path) -> None:
    """A closed file that is gone, from the backup. Raises: OSError."""
    if not path.exists():
        forget_snapshot(home)
        replace_whole(path, as_closed(home, path))


def forget_snapshot(home: Path) -> None:
    """So that the next start reads what is mended. Raises: OSError."""
    review_log_file.forget(folders.cache())
    path, folder = home / "progress.json", home / "backups"
    if not path.is_file():
        return
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (aside := folder / f"{path.stem}-wrong-{number}{path.suffix}").exists():
        number += 1
    path.replace(aside)
    sync_folder(folder)


def make_copies(home: Path) -> None:
    """Raises: QuizError."""
    notices: list[str] = []
    tending = Tending(home, notices)
    while tending.step():
        pass
    if notices:
        raise QuizError(notices[0])


def bring_back(home: Path) -> None:
    """What the backups have and the journal has not.

    Raises:
        OSError, QuizError: not all of it.
    """
    found = restore.union(home, restore.own_backups(home), write="restored")
    if found.unreadable:
        raise QuizError(found.unreadable[0])


def delete(files: Iterable[Path]) -> None:
    """Raises: OSError."""
    for path in files:
        path.unlink(missing_ok=True)
