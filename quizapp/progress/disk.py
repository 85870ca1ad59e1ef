"""The lock between windows, and saying why writing failed."""

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.core.disk import refuse_if_no_file

if TYPE_CHECKING:
    from filelock import BaseFileLock

    Lock = BaseFileLock


def load_lock() -> None:
    """Load what the first write needs (40 ms) ahead of it."""
    import filelock  # noqa: F401  (to have it loaded)


def file_lock(path: Path, seconds: float) -> "Lock":
    """A lock between processes, for which `acquire` waits up to `seconds`.

    Raises:
        OSError: its folder cannot be made, or something else than a file is in its place.
    """
    from filelock import FileLock  # 40 ms

    path.parent.mkdir(parents=True, exist_ok=True)
    refuse_if_no_file(path)
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
        case errno.ENXIO | errno.EISDIR:
            return "it is not a file; move it away and answer again"
    if isinstance(error, TimeoutError):
        return "another window of quizapp has not let go of it; close that window and answer again"
    return f"{(error.strerror or str(error)).lower()}; answer again"
