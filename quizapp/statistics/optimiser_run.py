"""A run of the optimiser, for who waits for it: it goes on in a process of its own.

Training holds up all threads of its process, so that no bar would move and no key would work. The
process can be ended at any time, and has changed nothing.
"""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from quizapp.core import processes
from quizapp.core.errors import QuizError

if TYPE_CHECKING:
    from subprocess import Popen

    from quizapp.statistics.optimiser import Optimisation
    from quizapp.statistics.retention_tradeoff import RetentionTradeoff

OPTIMISE, TRADEOFF = "optimise", "tradeoff"
"""What may be asked for."""

ENDED = "The process that looks at your answers has ended before it was done; try it again."


class OptimiserStep(NamedTuple):
    """How far it has come, 0 to 1, and with what."""

    share: float
    doing: str


@dataclass(frozen=True, slots=True)
class OptimiserReport:
    """Either is None where it was not asked for; the tradeoff also without any cards."""

    optimisation: "Optimisation | None" = None
    tradeoff: "RetentionTradeoff | None" = None


class OptimiserRun:
    """One run, to be listened to once; any thread may stop it."""

    def __init__(self, *, optimise: bool = True, tradeoff: bool = True) -> None:
        self._wanted = [*[OPTIMISE] * optimise, *[TRADEOFF] * tradeoff]
        self._lock = Lock()
        self._process: Popen[bytes] | None = None
        self.is_stopped = False

    def steps(self) -> Iterator[OptimiserStep | OptimiserReport]:
        """The report comes last, unless it is stopped before.

        Raises:
            QuizError: there is no report.
        """
        try:
            if process := self._start():
                with process:
                    try:
                        yield from _heard(process)
                    finally:
                        process.kill()
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            if not self.is_stopped:
                raise QuizError(ENDED) from error

    def stop(self) -> None:
        """End it; whoever listens hears no more."""
        with self._lock:
            self.is_stopped = True
            if self._process:
                self._process.kill()

    def _start(self) -> "Popen[bytes] | None":
        with self._lock:
            if not self.is_stopped:
                self._process = processes.start(
                    "quizapp.statistics.optimiser_process", *self._wanted
                )
        return self._process


def _heard(process: "Popen[bytes]") -> Iterator[OptimiserStep | OptimiserReport]:
    assert process.stdout
    while True:
        message = pickle.load(process.stdout)  # of a process of our own
        if isinstance(message, QuizError):
            raise message
        yield message
        if isinstance(message, OptimiserReport):
            return
