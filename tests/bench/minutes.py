"""What a quarter of an hour is worth, by the order in which the cards are asked.

python -m tests.bench.minutes [--seeds N] [--first SEED] [--only PART-OF-A-NAME]

Simulated learners with a past of their own (tests/bench/learners.py) have 15 minutes on one day,
or on each of 30 days. The figures are cards that they would truly recall the day after the last
of them, and 30 days after. `gain` is that of most_good over the plain order, in per cent of the
cards known then, with the standard deviation over the seeds. `more` is the same in per cent of
what the plain order adds to no study at all.

The constants of most_good were tuned over these learners with seeds 0 to 7; figures to quote come
from others. The control `new first` is the plain order with all new cards before the due ones:
what is won by it is owed to new cards coming first, and to no judgement of the others. A card
that was never asked counts as not known, but for the learner who knows some before.
"""

import argparse
import time
from collections.abc import Callable, Mapping
from random import Random
from statistics import mean, stdev
from zlib import crc32

from quizapp.core.day import Day
from quizapp.memory.fsrs import Memory
from quizapp.progress.state import CardState
from quizapp.scheduling.minutes import LastMemory, Pace, most_good
from quizapp.study.queue import mixed
from tests.bench.learners import LEARNERS, PUBLISHED, Learner, Studies

MINUTES = 15
DAYS = 30
WHEN = (
    "15 minutes once, known the day after",
    "15 minutes once, known 30 days after",
    "15 minutes on 30 days, known the day after",
    "15 minutes on 30 days, known 30 days after",
)

Order = Callable[[Studies, list[str], list[str], Day, float], list[str]]
"""Puts the new and the due cards in order, for so many seconds."""


def plain(studies: Studies, new: list[str], due: list[str], day: Day, _: float) -> list[str]:
    def overdue(key: str) -> tuple[int, int]:
        return studies.cards[key].due, crc32(f"{key}:{day}".encode())

    return list(mixed(new, sorted(due, key=overdue)))


def ascending(studies: Studies, new: list[str], due: list[str], day: Day, _: float) -> list[str]:
    return list(mixed(new, sorted(due, key=lambda key: _recall(studies, key, day))))


def descending(studies: Studies, new: list[str], due: list[str], day: Day, _: float) -> list[str]:
    return list(mixed(new, sorted(due, key=lambda key: -_recall(studies, key, day))))


def most(studies: Studies, new: list[str], due: list[str], day: Day, left: float) -> list[str]:
    learner = studies.learner
    pace = learner.guessed or learner.pace
    return most_good([*new, *due], _memories(studies.cards), learner.believed, day, left, pace)


def shuffled(studies: Studies, new: list[str], due: list[str], day: Day, _: float) -> list[str]:
    both = [*new, *due]
    Random(f"{studies.seed}:{day}").shuffle(both)
    return both


def new_first(studies: Studies, new: list[str], due: list[str], day: Day, left: float) -> list[str]:
    return [*new, *plain(studies, [], due, day, left)]


ORDERS: dict[str, Order] = {
    "plain": plain,
    "ascending": ascending,
    "descending": descending,
    "most_good": most,
    "random": shuffled,
    "new first": new_first,
}


def sitting(studies: Studies, order: Order, day: Day, minutes: float, new: int) -> None:
    """Answer until the time is up. An order that leaves time over is asked again for the rest."""
    left = minutes * 60.0
    fresh, due = studies.candidates(day, new)
    while left > 0 and (fresh or due):
        asked = set()
        for key in order(studies, fresh, due, day, left):
            if left <= 0:
                break
            asked.add(key)
            left -= studies.answer(key, day)
        fresh = [key for key in fresh if key not in asked]
        due = [key for key in due if key not in asked]


def outcomes(learner: Learner, seed: int) -> dict[str, list[float]]:
    """Cards known at the four times of `WHEN`, by order and without any study ("none")."""
    past = Studies(learner, seed)
    for day in range(learner.days):
        sitting(past, plain, Day(day), learner.minutes, learner.begun_a_day)
    today = learner.days + learner.pause
    after = [today + 1, today + 30, today + DAYS, today + DAYS + 29]
    known = {"none": [past.known(Day(day)) for day in after]}
    for name, order in ORDERS.items():
        studies = past.copy()
        known[name] = []
        for number in range(DAYS):
            sitting(studies, order, Day(today + number), MINUTES, learner.new_a_day)
            if number == 0:
                known[name] += [studies.known(Day(day)) for day in after[:2]]
        known[name] += [studies.known(Day(day)) for day in after[2:]]
    return known


def report(number: int, found: dict[str, list[dict[str, list[float]]]]) -> None:
    """One table: the learners down, the orders across, and the mean gain of each order."""
    columns = ["none", *ORDERS]
    print(
        f"\n{WHEN[number]}\n{'':22}",
        *(f"{name:>10}" for name in columns),
        "     gain          more",
    )
    gains: dict[str, list[float]] = {name: [] for name in columns}
    added: dict[str, list[float]] = {name: [] for name in columns}
    for learner, seeds in found.items():
        by_seed = {name: [known[name][number] for known in seeds] for name in columns}
        of = {name: mean(by_seed[name]) for name in columns}
        for name in columns:
            gains[name].append(100 * (of[name] / of["plain"] - 1))
            added[name].append(100 * (of[name] - of["plain"]) / (of["plain"] - of["none"]))
        pairs = zip(by_seed["most_good"], by_seed["plain"], strict=True)
        spread = stdev(100 * (one / other - 1) for one, other in pairs)
        end = f"{gains['most_good'][-1]:+6.2f} ± {spread:.2f} {added['most_good'][-1]:+9.0f}"
        print(f"{learner:22}", *(f"{of[name]:10.1f}" for name in columns), end)
    for label, values in (("mean gain, %", gains), ("mean more, %", added)):
        print(f"{label:22}", *(f"{mean(values[name]):+10.2f}" for name in columns))
    won = sum(value > 0 for value in gains["most_good"])
    print(f"most_good is ahead of the plain order for {won} of {len(found)} learners")


def speed() -> None:
    cards = {
        f"deck/{number}": CardState(0.5 + number % 900, 1 + number % 9, "review", 0, 0, 3, 0, 0, 0)
        for number in range(10_000)
    }
    begin = time.perf_counter()
    most_good(cards, _memories(cards), PUBLISHED, Day(100), MINUTES * 60, Pace())
    print(f"most_good of 10,000 cards: {time.perf_counter() - begin:.3f} s")


def _memories(cards: Mapping[str, CardState]) -> dict[str, LastMemory]:
    return {key: (one.stability, one.difficulty, one.last) for key, one in cards.items()}


def _recall(studies: Studies, key: str, day: Day) -> float:
    state = studies.cards[key]
    memory = Memory(state.stability, state.difficulty)
    return studies.learner.believed.retrievability(memory, day - state.last)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--seeds", type=int, default=8, help="at least 2")
    options.add_argument("--first", type=int, default=1000)
    options.add_argument("--only", default="")
    given = options.parse_args()
    seeds = range(given.first, given.first + given.seeds)
    found = {
        learner.name: [outcomes(learner, seed) for seed in seeds]
        for learner in LEARNERS
        if given.only in learner.name
    }
    for number in range(len(WHEN)):
        report(number, found)
    speed()


if __name__ == "__main__":
    main()
