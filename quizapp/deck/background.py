"""Decks checked in processes of their own, so that the app goes on meanwhile.

Checking 100,000 cards takes ten seconds of work in Python, and a thread would hold up every key. A
process can also be ended when a stranger's deck takes too long.
"""

import contextlib
import json
import os
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event, Lock, Thread, Timer
from typing import TYPE_CHECKING

from quizapp.core import processes
from quizapp.core.codes import Code, Problem

if TYPE_CHECKING:
    from subprocess import Popen

AT_ONCE = 2
READY, KEPT = b"ready\n", b"kept\n"
"""What a process says when it has begun, and of a deck whose verdict is in the cache."""
_SECONDS, _SECONDS_PER_MB = 60, 10
"""After which a deck is given up; ten times what it takes on a slow machine."""


class DeckCheck:
    """What is being checked, and how far it has come.

    What is done is in the cache. What no process could do is left to whoever opens the library.
    """

    def __init__(self, paths: Sequence[Path], cache: Path) -> None:
        self.total = len(paths)
        self.done = 0
        self._seen = 0
        self._failed: dict[Path, Problem] = {}
        self._cache = cache
        self._todo = deque(paths)
        self._lock = Lock()
        self._stopped = False
        self._processes: set[Popen[bytes]] = set()
        self._left = min(AT_ONCE, os.cpu_count() or 1, self.total)
        self._over = Event()

    def begin(self) -> None:
        """To be called once; the processes take what the machine has at that moment."""
        for _ in range(self._left):
            Thread(target=self._run, daemon=True).start()

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    @property
    def has_more(self) -> bool:
        """Whether something has been checked since this was asked last, or it is over."""
        seen, self._seen = self._seen, self.done
        return seen < self._seen or self.is_over

    @property
    def failed(self) -> Mapping[Path, Problem]:
        """Decks that no process could check within bounds."""
        return dict(self._failed)

    def wait(self, seconds: float) -> bool:
        """Whether it is over by then."""
        return self._over.wait(seconds)

    def stop(self) -> None:
        """Leave the rest."""
        with self._lock:
            self._stopped = True
            self._todo.clear()
            for process in self._processes:
                process.kill()

    def _run(self) -> None:
        try:
            while self._todo and (process := self._start()):
                try:
                    self._work(process)
                finally:
                    self._end(process)
        finally:
            with self._lock:
                self._left -= 1
                if not self._left:
                    self._over.set()

    def _start(self) -> "Popen[bytes] | None":
        """A process that is ready for work; None where there can be none."""
        with self._lock:
            if self._stopped:
                return None
            try:
                process = processes.start("quizapp.deck.check_process", str(self._cache))
            except OSError:
                return None
            self._processes.add(process)
        if self._answer(process, _SECONDS) == READY:
            return process
        self._end(process)
        return None

    def _end(self, process: "Popen[bytes]") -> None:
        with self._lock:
            self._processes.discard(process)
        process.kill()
        with contextlib.suppress(OSError):
            process.communicate()

    def _work(self, process: "Popen[bytes]") -> None:
        """Have decks checked, until one is too much for the process."""
        assert process.stdin
        while (path := self._next()) is not None:
            with contextlib.suppress(OSError):  # then there is no answer either
                process.stdin.write(json.dumps(str(path)).encode() + b"\n")
                process.stdin.flush()
            answer = self._answer(process, _SECONDS + _SECONDS_PER_MB * _megabytes(path))
            if self._stopped:
                return
            if not answer:
                message = "checking it takes too much time or memory; split the deck"
                self._failed[path] = Problem((), Code.LIMIT, message)
            with self._lock:
                self.done += 1
            if not answer:
                return

    def _next(self) -> Path | None:
        with contextlib.suppress(IndexError):
            return self._todo.popleft()
        return None

    def _answer(self, process: "Popen[bytes]", seconds: float) -> bytes:
        """A line; empty when the process has died, or has been ended for taking longer."""
        timer = Timer(seconds, process.kill)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdout
            return process.stdout.readline()
        finally:
            timer.cancel()


def _megabytes(path: Path) -> float:
    try:
        return path.stat().st_size / 1e6
    except OSError:
        return 0
