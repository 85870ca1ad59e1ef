"""`python -m tests.faults.kill --kills 200 --seed 1`: no saved answer is lost to `kill -9`.

Two workers answer cards and fill quizzes in the same home; one or the other is killed at a random
moment and started again. At the end every answer that a worker called saved must be in the history,
every line of an open quiz on its sheet, everything that was granted, and nothing that was called
undone.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from quizapp.progress.progress import Progress
from tests.faults.judge import LOST, SILENT, Tally
from tests.faults.worker import GRANTED


@dataclass
class Result:
    kills: int
    acknowledged: int
    """What a worker called saved, filled or granted."""
    lost: list[str]
    """Tokens of that which do not count."""
    back: list[str]
    """Tokens that were undone and are."""
    differs: bool
    """What a snapshot says is not what the journal says."""


@dataclass
class Worker:
    home: Path
    name: str
    seed: int
    early: bool
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.said = self.home.parent / f"{self.name}.said"
        with self.said.open("wb") as output:
            words = [str(self.home), self.name, str(self.seed), *["early"] * self.early]
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.worker", *words], stdout=output
            )

    def words(self) -> list[list[str]]:
        lines = self.said.read_text().splitlines(keepends=True)
        return [line.split() for line in lines if line.endswith("\n")]

    def wait_until_at_work(self) -> None:
        while not self.said.stat().st_size:
            if self.process.poll() is not None:
                raise RuntimeError(f"worker {self.name} ended with {self.process.returncode}")
            time.sleep(0.005)

    def kill(self) -> list[list[str]]:
        self.process.kill()
        self.process.wait()
        return self.words()


def run(kills: int, seed: int, early: bool = False) -> Result:
    random = Random(seed)
    words: list[list[str]] = []
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        workers = [Worker(home, f"w{number}", seed + number, early) for number in (0, 1)]
        try:
            for number in range(2, kills + 2):
                place = random.randrange(2)
                workers[place].wait_until_at_work()
                time.sleep(random.uniform(0, 0.05))
                words += workers[place].kill()
                workers[place] = Worker(home, f"w{number}", seed + number, early)
            for worker in workers:
                worker.wait_until_at_work()
        finally:
            for worker in workers:
                words += worker.kill()
        return judge(home, kills, words)


def judge(home: Path, kills: int, words: list[list[str]]) -> Result:
    by_word: dict[str, set[str]] = {
        word: set() for word in ("saved", "undoing", "undone", "filled", "granted")
    }
    for word, token in words:
        by_word[word].add(token)
    progress = Progress.open(home)
    counted = {str((review.answer.reply or "?")[0]) for review in progress.history()}
    counted |= {deck for _, deck in progress.granted(GRANTED)}
    (home / "progress.json").unlink(missing_ok=True)
    anew = Progress.open(home)
    return Result(
        kills,
        sum(len(by_word[word]) for word in ("saved", "filled", "granted")),
        sorted((by_word["saved"] | by_word["granted"]) - by_word["undoing"] - counted)
        + unfilled(progress, by_word),
        sorted(by_word["undone"] & counted),
        standing(progress) != standing(anew),
    )


def unfilled(progress: Progress, by_word: dict[str, set[str]]) -> list[str]:
    """Lines that were called filled and hold less than that, in quizzes that are still open."""
    lost = []
    for token in by_word["filled"]:
        quiz, card, number = token.split("|")
        if quiz in progress.open_quizzes:
            line = progress.responses(quiz).get(card)
            if line is None or int(str(line.reply)) < int(number):
                lost.append(token)
    return sorted(lost)


def standing(progress: Progress) -> tuple[object, ...]:
    sheets = {quiz: progress.responses(quiz) for quiz in progress.open_quizzes}
    granted = progress.granted(GRANTED)
    cards = progress.cards, progress.reviews, progress.due_day
    return *cards, sheets, progress.past_quizzes, granted


def kills(root: Path, seed: object, tally: Tally, early: bool = False) -> None:
    """`early`: as a control, workers say that an answer is saved before it is."""
    number = sum(not tally.skips() for _ in range(24))
    result = run(number, int(str(seed)), early)
    tally.cases += number
    tally.failures += Counter({LOST: len(result.lost) + len(result.back), SILENT: result.differs})
    tally.examples += [f"kill {seed}: {LOST}: {token}" for token in result.lost[:3]]
    tally.examples += [f"kill {seed}: undone, and counts again: {token}" for token in result.back]
    del root


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    result = run(chosen.kills, chosen.seed)
    print(f"{result.kills} kills, {result.acknowledged} acknowledged, {len(result.lost)} lost")
    if result.back:
        print(f"{len(result.back)} undone answers count again: {result.back}")
    if result.differs:
        print("the snapshot does not say what the journal says")
    return int(bool(result.lost or result.back or result.differs))


if __name__ == "__main__":
    sys.exit(main())
