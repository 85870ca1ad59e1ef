"""Writing so that it lasts, and saying why it failed."""

import contextlib
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock

    Lock = BaseFileLock

BINARY = getattr(os, "O_BINARY", 0)
"""Windows would otherwise turn every newline into two bytes."""


def write_whole(file: int, content: bytes) -> None:
    """Write all of `content`, however many calls that takes."""
    view = memoryview(content)
    while view:
        view = view[os.write(file, view) :]


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last. Windows cannot open folders and does this by itself."""
    if os.name != "posix":
        return
    try:
        opened = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder above the learner's own
        return
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network folders cannot
            raise
    finally:
        os.close(opened)


def replace_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` so that there is always the old file or the new one, whole.

    Raises:
        OSError: the old file is still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    try:
        file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY, 0o666)
        try:
            write_whole(file, content)
            os.fsync(file)
        finally:
            os.close(file)
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def load_lock() -> None:
    """Load what the first write needs (40 ms) ahead of it."""
    import filelock  # noqa: F401  (to have it loaded)


def file_lock(path: Path, seconds: float) -> "Lock":
    """A lock between processes, for which `acquire` waits up to `seconds`.

    Raises:
        OSError: its folder cannot be made.
    """
    from filelock import FileLock  # 40 ms

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return FileLock(path, seconds, fallback_to_soft=False)
    except TypeError:  # an older filelock, which has nothing to fall back to
        return FileLock(path, seconds)


def reason(error: Exception) -> str:
    """What went wrong and what to do next, as the end of a sentence."""
    if isinstance(error, NotImplementedError):
        return "the folder does not support locks; move it to a disk of this computer"
    if not isinstance(error, OSError):
        return f"{error}; answer again"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return "the disk is full; free some space and answer again"
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return "it cannot be written (read-only); allow writing to it and answer again"
        case errno.EIO:
            return "the disk reports an error; copy the folder to another disk before going on"
        case errno.ENOTDIR | errno.EEXIST:
            return "a file is in the place of a folder; move it away and answer again"
    if isinstance(error, TimeoutError):
        return "another window of quizapp has not let go of it; close that window and answer again"
    return f"{(error.strerror or str(error)).lower()}; answer again"
