"""The lock between windows, and saying why writing failed."""

import errno
import os
import time
from pathlib import Path
from typing import Self

from quizapp.core.disk import BINARY, close, refuse_if_no_file
from quizapp.core.outside import NotARegularFile

BETWEEN_TRIES = 0.02
"""Seconds."""


def load_lock() -> None:
    """Load what the first write needs (40 ms) ahead of it."""
    import filelock  # noqa: F401  (to have it loaded)


class FileLock:
    """Between processes, and threads that have one of their own each; not to be taken twice.

    Its file stays open in between: opening it takes longer than all the rest of an answer.
    """

    def __init__(self, path: Path, patience: float) -> None:
        """`patience`: seconds to wait for another that has it."""
        self._path, self._patience = path, patience
        self._file = -1

    def acquire(self) -> None:
        """Raises: OSError: it cannot be had; TimeoutError: another has it for too long."""
        end = 0.0
        try:
            while not self._is_had():
                end = end or time.monotonic() + self._patience
                if time.monotonic() >= end:
                    raise TimeoutError(errno.ETIMEDOUT, "another has it", str(self._path))
                time.sleep(BETWEEN_TRIES)
        except BaseException:
            self.close()
            raise

    def release(self) -> None:
        """Never fails: what cannot be unlocked is closed."""
        from filelock import unlock_descriptor

        try:
            unlock_descriptor(self._file)
        except OSError:
            self.close()

    def close(self) -> None:
        """Let go of the file too, until it is taken again."""
        if self._file >= 0:
            close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def __del__(self) -> None:
        self.close()

    def _is_had(self) -> bool:
        from filelock import lock_descriptor  # 40 ms

        while True:
            if self._file < 0:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                refuse_if_no_file(self._path)
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | BINARY, 0o666)
            if not lock_descriptor(self._file, blocking=False):
                return False
            try:
                if os.path.samestat(os.stat(self._path), os.fstat(self._file)):  # noqa: PTH116
                    return True
            except FileNotFoundError:
                pass
            self.close()  # it was deleted, and others lock the file that came in its place


def reason(error: Exception) -> str:
    """What went wrong and what to do next, as the end of a sentence."""
    if not isinstance(error, OSError):
        return f"{error}; answer again"
    if isinstance(error, NotARegularFile):
        return "it is not a file; move it away and answer again"
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
        case errno.ENOSYS | errno.EOPNOTSUPP:
            return "the folder does not support locks; move it to a disk of this computer"
    if isinstance(error, TimeoutError):
        return "another window of quizapp has not let go of it; close that window and answer again"
    return f"{(error.strerror or str(error)).lower()}; answer again"
