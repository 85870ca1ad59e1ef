"""Writing so that it lasts."""

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

BINARY = getattr(os, "O_BINARY", 0)
"""Windows would otherwise turn every newline into two bytes."""


def refuse_if_no_file(path: Path) -> None:
    """Opening a pipe may take for ever, and a device may do anything.

    Raises:
        OSError: there is something at `path`, and it is no regular file.
    """
    if path.exists() and not path.is_file():
        raise not_a_file(path)


def not_a_file(path: Path) -> OSError:
    return OSError(errno.ENXIO, "not a file", str(path))


def write_whole(file: int, content: bytes) -> None:
    """Write all of `content`, however many calls that takes."""
    view = memoryview(content)
    while view:
        view = view[os.write(file, view) :]


def close(file: int) -> None:
    """Let a file go whose content was synced, or that failed anyway: closing changes nothing."""
    with contextlib.suppress(OSError):
        os.close(file)


def sync_file(path: Path) -> None:
    """Let last what a file holds, whoever wrote it. Raises: OSError."""
    if os.name == "posix":  # elsewhere only who may write to a file can do so
        file = os.open(path, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            close(file)


@contextlib.contextmanager
def folders_to(folder: Path) -> Iterator[Callable[[], None]]:
    """Gives what makes the names in a folder last, and those of all folders on the way to it, as
    far up as we can have made one. They are opened at once, so that this fails before anything is
    written.

    Windows cannot open folders and does this by itself.

    Raises:
        OSError: they cannot be opened; or, from what is given, they may not last.
    """
    opened: list[int] = []
    try:
        if os.name == "posix":
            opened.append(os.open(folder, os.O_RDONLY))
            for above in folder.resolve().parents:
                if not os.access(above, os.W_OK):
                    break
                with contextlib.suppress(PermissionError):  # written to, not read: none of ours
                    opened.append(os.open(above, os.O_RDONLY))
        yield lambda: sync_all(opened)
    finally:
        for file in opened:
            close(file)


def sync_all(folders: Iterable[int]) -> None:
    for file in folders:
        try:
            os.fsync(file)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network folders cannot
                raise


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last. Raises: OSError: they may not."""
    with folders_to(folder) as sync:
        sync()


def replace_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` so that there is always the old file or the new one, whole.

    Raises:
        OSError: it is still the old one; or the new, where only the folder could not be synced.
            Names `path`, never the file beside it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # a name of its own: another process may be writing the same file
    beside = path.with_name(f"{path.name}.{os.urandom(4).hex()}.new")
    with folders_to(path.parent) as sync:
        try:
            file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o666)
            try:
                _keep_mode(path, file)
                write_whole(file, content)
                os.fsync(file)
            finally:
                close(file)
            beside.replace(path)
        except BaseException as error:
            with contextlib.suppress(OSError):
                beside.unlink()
            if isinstance(error, OSError) and error.filename is not None:
                raise OSError(error.errno, error.strerror, str(path)) from error
            raise
        sync()


def _keep_mode(path: Path, file: int) -> None:
    """Let `file` be read by those only who may read what is at `path`."""
    with contextlib.suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if hasattr(os, "fchmod"):
            os.fchmod(file, mode)
