"""Telling when files change: an editor's save, another branch, a file deleted or back again.

The operating system's notifications only say that it is time to look; what changed is told by the
files themselves. So an editor that replaces a file by another one is no special case, and where
there are no notifications (network folders, too many watches) the files are looked at now and then.
"""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event

from quizapp.deck.cache import FileState, state_of

LOOK_EVERY = 500
"""Milliseconds, where nothing is notified."""
_QUIET = 30
"""Milliseconds without a further change after which a save is over."""
_LONGEST_SAVE = 300

_States = dict[Path, FileState | None]


def changes(
    files: Callable[[], Iterable[Path]], stop: Event | None = None
) -> Iterator[frozenset[Path]]:
    """Whenever some of `files` have changed since the last time, or since this call: which.

    Goes on until `stop` is set, which may be done from another thread, or the iterator is closed.

    Args:
        files: those that are wanted, there or not; asked for again each time, as a folder may hold
            more by now. One that is new among them has changed.
    """
    return _changes(files, _states(files()), stop or Event())


def _changes(
    files: Callable[[], Iterable[Path]], before: _States, stop: Event
) -> Iterator[frozenset[Path]]:
    watched: _States | None = None
    waking: Iterator[object] = iter(())
    while not stop.is_set():
        now = _states(files())
        changed = frozenset(path for path, state in now.items() if before.get(path) != state)
        before = now
        if changed:
            yield changed
            continue
        folders = _folders(now)
        if watched != folders:
            watched, waking = folders, _waking(folders, stop)
        next(waking, None)


def _states(files: Iterable[Path]) -> _States:
    return {path: state_of(path) for path in files}


def _folders(files: Iterable[Path]) -> _States:
    """Those that the files stand in, with what tells one from a later one of the same name."""
    found = {folder for path in files for folder in (path.absolute().parent, _resolved(path))}
    return {folder: state[:2] for folder in found if (state := state_of(folder))}


def _resolved(path: Path) -> Path:
    """The folder of the file that a link leads to."""
    return Path(os.path.realpath(path)).parent


def _waking(folders: Iterable[Path], stop: Event) -> Iterator[object]:
    """Gives something, no matter what, when it is time to look again. Ends with `stop`."""
    from watchfiles import watch  # 20 ms, for who watches

    # there may be no more watches to be had, or the folder has gone just now
    with contextlib.suppress(OSError, RuntimeError):
        yield from watch(
            *folders,
            watch_filter=None,
            step=_QUIET,
            debounce=_LONGEST_SAVE,
            rust_timeout=LOOK_EVERY,
            yield_on_timeout=True,
            stop_event=stop,
            recursive=False,
            ignore_permission_denied=True,
        )
    while not stop.wait(LOOK_EVERY / 1000):
        yield None
