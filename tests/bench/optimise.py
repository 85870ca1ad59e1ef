"""Whether parameters that are adopted are better, over simulated learners; and beside Anki.

python -m tests.bench.optimise [--seeds 40] (some minutes): of each kind of learner, in how many of
the seeds training makes parameters that are truly better than the published ones, in how many they
are adopted, and how many of these are worse. What is better is told without chance: by the expected
log loss on answers of the same learner that came later, as each one's true probability is known.

python -m tests.bench.optimise --anki 200000 (a minute; with Anki's library): time and log loss on
as many reviews of one learner, ours and that of `compute_fsrs_params`.
"""

import argparse
import gc
import math
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from quizapp.core.pauses import T, through
from quizapp.memory import training
from quizapp.memory.fsrs import MemoryModel
from quizapp.memory.training import ReviewHistory
from tests.bench import anki_peer
from tests.memory.simulated import AS_PUBLISHED, FORGETFUL, STEADY, somebody, studied

FRESH = 5_000
"""Answers on which it is told what is truly better."""
SURE = (2.0, training.SURE, 3.0)
NEW_A_DAY = 15
PUBLISHED = AS_PUBLISHED.parameters
CHECKED = "Anki, with its health check"


@dataclass(frozen=True)
class Kind:
    name: str
    of: Callable[[Random], MemoryModel]
    answers: int
    recall: float | None = None


def kinds() -> Iterable[Kind]:
    for answers in (1000, 3000, 10_000):
        yield Kind("as published", lambda _: AS_PUBLISHED, answers)
        yield Kind("much like it", lambda random: somebody(random, 0.4), answers)
        yield Kind("anybody", lambda random: somebody(random, 0.8), answers)
        yield Kind("steady", lambda _: STEADY, answers)
        yield Kind("forgetful", lambda _: FORGETFUL, answers)
    yield Kind("right by chance, 8 in 10", lambda _: AS_PUBLISHED, 3000, recall=0.8)
    yield Kind("always right", lambda _: AS_PUBLISHED, 3000, recall=1.0)
    yield Kind("too few", lambda random: somebody(random, 0.8), 300)


def expected_loss(
    parameters: Sequence[float], history: ReviewHistory, chances: list[float]
) -> float:
    """The log loss, expected over how each answer may turn out."""
    foretold = history.expected(parameters)
    losses = (
        -(chance * math.log(one) + (1 - chance) * math.log(max(1 - one, 1e-9)))
        for one, chance in zip(foretold, chances, strict=True)
    )
    return sum(losses) / len(chances)


def campaign(seeds: int) -> None:
    print(f"{'learner':<26}{'answers':>8}{'truly better':>14}{'mean gain':>11}", end="")
    print("".join(f"{f'adopted, {sure:g} SE':>19}" for sure in SURE))
    total = dict.fromkeys(SURE, (0, 0))
    for kind in kinds():
        better, gains = 0, []
        adopted = {sure: [0, 0] for sure in SURE}
        for seed in range(seeds):
            true = kind.of(Random(f"{kind.name}:{seed}"))
            past = studied(true, kind.answers, seed, recall=kind.recall)
            history = ReviewHistory.of(one.row for one in past)
            if history.missing or history.is_alike:
                continue
            both = list(studied(true, FRESH, seed + 10_000, recall=kind.recall))
            fresh = ReviewHistory.of(one.row for one in both)
            chances = [one.chance for one in both if one.chance is not None]
            judgement = through(history.judging(AS_PUBLISHED.parameters))
            trained = history.train()
            gain = expected_loss(AS_PUBLISHED.parameters, fresh, chances)
            gain -= expected_loss(trained, fresh, chances)
            gains.append(gain)
            better += gain > 0
            for sure, counts in adopted.items():
                least = max(training.MARGIN, sure * judgement.error)
                if judgement.gain > least and not judgement.is_flat:
                    counts[0] += 1
                    counts[1] += gain <= 0
        mean = f"{sum(gains) / len(gains):+.4f}" if gains else "not trained"
        print(f"{kind.name:<26}{kind.answers:>8,}{f'{better} of {seeds}':>14}{mean:>11}", end="")
        for sure, (number, worse) in adopted.items():
            total[sure] = total[sure][0] + number, total[sure][1] + worse
            print(f"{f'{number}, {worse} worse':>19}", end="")
        print(flush=True)
    for sure, (number, worse) in total.items():
        share = 1 - worse / max(1, number)
        print(f"{sure:g} standard errors: {number} adopted, {worse} worse; {share:.1%} are better")


def beside_anki(reviews: int, rounds: int) -> None:
    true = somebody(Random(5), 0.6)
    rows = [
        one.row for one in studied(true, reviews, 1, new_a_day=NEW_A_DAY * reviews // 200_000 or 5)
    ]
    print(f"{len(rows):,} answers of {len({row.card for row in rows}):,} cards")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        anki_peer.make_reviewed(path, [(int(str(row.card)), row.day, row.rating) for row in rows])
        collection = anki_peer.Optimiser(path)
        taken: dict[str, list[tuple[float, float]]] = {}
        history = ReviewHistory.of(rows)
        for _ in range(rounds):
            history = _timed(taken, "ours: read", partial(ReviewHistory.of, rows))
            judged = _timed(taken, "ours: judge", partial(_judged, history))
            ours = _timed(taken, "ours: train", history.train)
            theirs = _timed(taken, "Anki", partial(collection.compute, PUBLISHED))
            _timed(taken, CHECKED, partial(collection.compute, PUBLISHED, True))
        for name, some in taken.items():
            cpu, wall = (median(one) for one in zip(*some, strict=True))
            print(f"{name:<30}{cpu:8.2f} s CPU {wall:8.2f} s wall")
        cpu = sum(median(one[0] for one in taken[name]) for name in taken if "ours" in name)
        wall = sum(median(one[1] for one in taken[name]) for name in taken if "ours" in name)
        for name in ("Anki", CHECKED):
            their_cpu, their_wall = (median(one) for one in zip(*taken[name], strict=True))
            print(f"ours, all of it, is {cpu / their_cpu:.2f} x of {name} by CPU, ", end="")
            print(f"{wall / their_wall:.2f} x by wall")
        print(
            f"judged: {judged.before.log_loss:.5f} to {judged.after.log_loss:.5f} on later answers"
        )
        both = history.compared(theirs, ours)
        print(
            f"log loss on all answers: Anki {both.before.log_loss:.5f}, "
            f"ours {both.after.log_loss:.5f}"
        )
        for name, parameters in (("Anki's", theirs), ("ours", ours)):
            print(f"Anki's own judgement of {name}: {collection.evaluate(parameters)}")
        collection.close()


def _judged(history: ReviewHistory) -> training.Judgement:
    return through(history.judging(PUBLISHED))


def _timed(taken: dict[str, list[tuple[float, float]]], name: str, work: Callable[[], T]) -> T:
    gc.collect()
    gc.disable()
    cpu, wall = time.process_time(), time.perf_counter()
    found = work()
    taken.setdefault(name, []).append((time.process_time() - cpu, time.perf_counter() - wall))
    gc.enable()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.optimise",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--anki", type=int, metavar="REVIEWS")
    parser.add_argument("--rounds", type=int, default=3, help="of both, by turns")
    options = parser.parse_args()
    if options.anki:
        beside_anki(options.anki, options.rounds)
    else:
        campaign(options.seeds)


if __name__ == "__main__":
    main()
