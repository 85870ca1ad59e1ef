"""What the generator makes of news articles, and how good that is by a person's judgement.

python -m tests.bench.generate [ARTICLE [--published DATE]] [--list] [--ablate] [--time]

Without ARTICLE: the articles in tests/generate. Beside an article may lie a key, the points that a
teacher would ask, and verdicts: each card was read and judged by somebody who had not built it. A
verdict hangs on the words of its card, so a card that has changed since counts as not judged.
--list shows the cards with their verdicts; --ablate what is lost when a template or a rule is
switched off, and what comes in its place (some minutes); --time how long the whole command takes.

verdicts  true    says what the article says, with its speaker, condition and negation
          stands  can be read and answered from what the learner sees
          keep    a demanding teacher would keep it as it is

The articles in fresh were judged when the generator met them, round by round; those in first_sight
again with the present templates, after they had been used to build them. `first` says what came of
each round at first sight, whatever the generator does today.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from quizapp.generate.article import read
from quizapp.generate.choose import ChosenDrafts, choose
from quizapp.generate.draft import Draft
from quizapp.generate.english.reader import EnglishReader

TESTS = Path(__file__).parent.parent / "generate"
FOLDERS = ("articles", "held_out", "first_sight", "fresh/round*")
RUNS = 5
Verdict = dict[str, Any]


@dataclass
class Tally:
    """Cards, and how many of those that were judged are true, stand and are kept."""

    cards: int = 0
    judged: int = 0
    true: int = 0
    stands: int = 0
    kept: int = 0

    def count(self, verdict: Verdict | None) -> None:
        self.cards += 1
        if verdict is not None:
            self.judged += 1
            self.true += verdict["true"]
            self.stands += verdict["stands"]
            self.kept += verdict["keep"]

    def __str__(self) -> str:
        shares = (f"{one}/{self.judged}" for one in (self.true, self.stands, self.kept))
        true, stands, kept = shares
        return f"{self.cards:4} cards, true {true}, stands {stands}, kept {kept}"


@dataclass
class Judged:
    """The verdicts beside an article, by question and answer."""

    cards: dict[tuple[str, str], Verdict] = field(default_factory=dict)
    asked: int = 0
    points: int = 0

    @classmethod
    def beside(cls, path: Path) -> "Judged":
        found = path.with_name(f"{path.stem}.verdict.yaml")
        if not found.exists():
            return cls()
        told = yaml.safe_load(found.read_text())
        cards = {(one["question"], one["answer"]): one for one in told["cards"]}
        key = path.with_name(f"{path.stem}.key.yaml")
        points = len(yaml.safe_load(key.read_text())) if "asked" in told else 0
        return cls(cards, len(told.get("asked", ())), points)

    def of(self, draft: Draft) -> Verdict | None:
        return self.cards.get((draft.question, _answer(draft)))


def _answer(draft: Draft) -> str:
    """The answer in one line, as verdicts have it."""
    match draft.type:
        case "multi_choice":
            return " | ".join(draft.fields["answers"])
        case "matching":
            return " ; ".join(f"{one} -> {other}" for one, other in draft.fields["pairs"].items())
        case "ordering":
            return " | ".join(draft.fields["items"])
    return str(draft.fields["answer"])


def articles() -> list[Path]:
    found = (path for folder in FOLDERS for path in TESTS.glob(f"{folder}/*"))
    return sorted(path for path in found if path.suffix in (".md", ".txt"))


Made = tuple[Path, ChosenDrafts, Judged]


def cards(paths: Iterable[Path], published: date | None, reader: EnglishReader) -> Iterator[Made]:
    for path in paths:
        article = read(path, published)
        yield path, choose(article, reader.read(article)), Judged.beside(path)


def measure(made: Iterable[Made]) -> None:
    by_folder: dict[str, Tally] = defaultdict(Tally)
    for path, chosen, judged in made:
        folder = str(path.parent.relative_to(TESTS)) if TESTS in path.parents else path.name
        for draft in chosen.drafts:
            by_folder[folder].count(judged.of(draft))
    for name, tally in by_folder.items():
        print(f"{name:16}{tally}")


def ablate(paths: Iterable[Path], published: date | None, reader: EnglishReader) -> None:
    """Choose anew without each template and each rule that has given a card of an article."""
    lost: dict[str, Tally] = defaultdict(Tally)
    gained: dict[str, Tally] = defaultdict(Tally)
    for path in paths:
        article = read(path, published)
        found, judged = reader.read(article), Judged.beside(path)
        whole = choose(article, found).drafts
        for name in {one.template for one in whole} | {one.fact.rule for one in whole}:
            rest = choose(article, found, without={name}).drafts
            for tally, drafts, others in ((lost, whole, rest), (gained, rest, whole)):
                known = {(one.question, _answer(one)) for one in others}
                for draft in drafts:
                    if (draft.question, _answer(draft)) not in known:
                        tally[name].count(judged.of(draft))
    for name, tally in sorted(lost.items(), key=lambda one: (-one[1].cards, one[0])):
        print(f"{name:24}lost {tally}; instead {gained[name]}")


def first_sight() -> None:
    """What came of each round when the generator met it: the verdicts of then, all of them."""
    rounds = TESTS.glob("fresh/round*")
    for folder in sorted(rounds, key=lambda one: int(one.name.removeprefix("round"))):
        tally, asked, points = Tally(), 0, 0
        for path in sorted(folder.glob("*.txt")):
            judged = Judged.beside(path)
            asked, points = asked + judged.asked, points + judged.points
            for verdict in judged.cards.values():
                tally.count(verdict)
        print(f"{folder.name} at first sight: {tally}, points asked {asked}/{points}")


def show(made: Iterable[Made]) -> None:
    for path, chosen, judged in made:
        print(f"{path.name}: {chosen.about}")
        for number, draft in enumerate(chosen.drafts, 1):
            verdict = judged.of(draft)
            told = "not judged"
            if verdict is not None:
                told = "kept" if verdict["keep"] else verdict.get("why", "not kept")
            print(f"{number:3} [{draft.fact.passage}] {draft.template}: {told}")
            print(f"      {draft.question}\n      {_answer(draft)}")


def timed(path: Path, published: date | None) -> None:
    command = [sys.executable, "-m", "quizapp", "generate", str(path)]
    command += ["--published", f"{published}"] if published else []
    times = []
    for _ in range(RUNS + 1):
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            subprocess.run([*command, "-o", folder], check=True, capture_output=True)
            times.append(time.perf_counter() - start)
    print(f"whole command, model load included: {median(times[1:]):.2f} s (median of {RUNS})")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("article", nargs="?", type=Path)
    parser.add_argument("--published", type=date.fromisoformat)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--time", action="store_true")
    given = parser.parse_args()
    paths = [given.article] if given.article else articles()
    if given.time:
        timed(paths[0], given.published)
        return
    reader = EnglishReader()
    if given.ablate:
        ablate(paths, given.published, reader)
        return
    made = cards(paths, given.published, reader)
    if given.list:
        show(made)
        return
    measure(made)
    if not given.article:
        first_sight()


if __name__ == "__main__":
    main()
