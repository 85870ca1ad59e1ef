"""The process that optimises: it says how far it has come, and in the end what was found.

What it says are pickles, which `optimiser_run` reads; it was started by that.
"""

import gc
import pickle
import signal
import sys
from collections.abc import Collection, Generator

from quizapp.core.errors import QuizError
from quizapp.core.pauses import T
from quizapp.memory.fsrs import MemoryModel
from quizapp.statistics.optimiser import BetterParameters, optimising, tradeoff
from quizapp.statistics.optimiser_run import OPTIMISE, TRADEOFF, OptimiserReport, OptimiserStep
from quizapp.study.profile import Profile

READING = "Reading your answers"
TRAINING = "Training on them"
SIMULATING = "Simulating the days to come"

OPENED = 0.2
"""The share of opening in the time that all takes; that of optimising, where both are wanted."""
OPTIMISED = 0.7


def working(wanted: Collection[str]) -> Generator[OptimiserStep, None, OptimiserReport]:
    """All that it does."""
    yield OptimiserStep(0.0, READING)
    profile = Profile.open()
    yield OptimiserStep(OPENED, READING)
    optimisation = curve = None
    if OPTIMISE in wanted:
        ends = OPTIMISED if TRADEOFF in wanted else 1.0
        optimisation = yield from _told(optimising(profile), OPENED, ends, TRAINING)
        if isinstance(optimisation, BetterParameters):
            profile.model = MemoryModel(optimisation.after)
    if TRADEOFF in wanted:
        begins = OPTIMISED if OPTIMISE in wanted else OPENED
        curve = yield from _told(tradeoff(profile), begins, 1.0, SIMULATING)
    profile.progress.keep_review_log()  # as it took long to read
    profile.close()
    return OptimiserReport(optimisation, curve)


def _told(
    work: Generator[float, None, T], begins: float, ends: float, doing: str
) -> Generator[OptimiserStep, None, T]:
    while True:
        try:
            share = next(work)
        except StopIteration as end:
            found: T = end.value
            return found
        yield OptimiserStep(begins + (ends - begins) * share, doing)


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # which is meant for who waits
    gc.disable()  # it makes very many objects and hardly any garbage, and then it ends
    out = sys.stdout.buffer

    def say(message: object) -> None:
        pickle.dump(message, out)
        out.flush()

    work = working(sys.argv[1:])
    try:
        while True:
            say(next(work))
    except StopIteration as end:
        say(end.value)
    except QuizError as error:
        say(error)


if __name__ == "__main__":
    main()
