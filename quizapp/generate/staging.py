"""Several files of a folder replaced as if at once.

All of them are written beside first, and then a plan that names them. From there on the change is
made: a run that is cut short while the files are put in their places is finished by the next one.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from quizapp.core.disk import replace_whole, sync_folder
from quizapp.core.errors import GenerateError
from quizapp.progress.disk import FileLock

STAGED = ".generate"
_PLAN = "plan.json"
_LOCK = ".generate.lock"
PATIENCE = 20.0
"""Seconds to wait for another run that is writing in the same folder."""


@contextmanager
def locked(folder: Path, patience: float) -> Iterator[None]:
    """Nobody else writes in the folder, which is there.

    Args:
        patience: seconds to wait for another that does.

    Raises:
        OSError: it cannot be had; TimeoutError: another has it for too long.
    """
    lock = FileLock(folder / _LOCK, patience)
    try:
        with lock:
            try:
                yield
            finally:
                with contextlib.suppress(OSError):  # Windows deletes no open file
                    (folder / _LOCK).unlink()
    finally:
        lock.close()


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """The folder is there, and no other run writes in it.

    Raises:
        GenerateError: it cannot be had, or what is done within fails for want of a disk.
    """
    was_there = folder.exists()
    try:
        with locked(folder, PATIENCE):
            yield
    except TimeoutError:
        raise GenerateError(
            f"{folder}: another run of quizapp generate is writing there; wait for its end, and"
            " run this one again"
        ) from None
    except OSError as error:
        raise GenerateError(
            f"{folder}: cannot be written: {error.strerror or error}; run it again when that is"
            " mended"
        ) from None
    finally:
        if not was_there:
            with contextlib.suppress(OSError):
                folder.rmdir()  # where nothing was written


def replace(folder: Path, files: Mapping[str, str | None], check: Callable[[Path], None]) -> None:
    """Put all files in their places, None for one that goes; all of them, or none.

    Args:
        files: by name, with the whole text.
        check: looks at the files where they are staged, and raises when they may not be used.

    Raises:
        OSError: nothing was changed, unless the plan was written: then the next `finish` does it.
    """
    staged = folder / STAGED
    shutil.rmtree(staged, ignore_errors=True)  # of a run that was cut short before its plan
    try:
        staged.mkdir()
        for name, text in files.items():
            if text is not None:
                with (staged / name).open("w", encoding="utf-8", newline="\n") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
        check(staged)
        plan = {name: [_digest(folder / name), text is None] for name, text in files.items()}
        replace_whole(staged / _PLAN, json.dumps(plan).encode())
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    finish(folder)


def finish(folder: Path) -> bool:
    """Put the files of a plan in their places; whether there was one.

    A file that a person has changed since the plan was made stays as it is.

    Raises:
        OSError: it could not be finished, and can be tried again.
    """
    staged = folder / STAGED
    plan = _plan(staged / _PLAN)
    for name, (before, goes) in (plan or {}).items():
        target, new = folder / name, staged / name
        if _digest(target) == before:
            if goes:
                target.unlink(missing_ok=True)
            elif new.is_file():
                new.replace(target)
    if plan is not None:
        sync_folder(folder)
    shutil.rmtree(staged, ignore_errors=True)
    return plan is not None


def _plan(path: Path) -> dict[str, tuple[str, bool]] | None:
    """None without a plan, or with one that is none of ours."""
    try:
        told = json.loads(path.read_bytes())
        plan = {str(name): (str(before), bool(goes)) for name, (before, goes) in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    return plan if all(Path(name).name == name for name in plan) else None


def _digest(path: Path) -> str:
    """Of a file's content; empty without one."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
