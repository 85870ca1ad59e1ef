"""What the generator makes of news articles, and how good that is by a person's judgement.

python -m tests.bench.generate [ARTICLE [--published DATE]] [--list]

Without ARTICLE: the articles in tests/generate. Every card was read and judged once; a judgement
hangs on the words of its card, so a card that has changed since counts as not judged. --list shows
the cards with their marks.

The articles in first_sight were judged once, when the generator met them, and are kept with the
lists of what a teacher would ask; the fault campaign uses them too.

verdicts  keep   true, well formed, and a demanding teacher would keep it as it is
          fine   true and well formed, but trivial, or the same as another
          ill    true, but not well formed
          false  says something that the article does not say
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path
from statistics import median

import yaml

from quizapp.generate.article import Article, read
from quizapp.generate.choose import ChosenDrafts, choose
from quizapp.generate.draft import Draft
from quizapp.generate.english.reader import EnglishReader

TESTS = Path(__file__).parent.parent / "generate"
JUDGED = TESTS / "judged"
RUNS = 5


def mark(draft: Draft) -> str:
    """What a judgement hangs on: all that the card says."""
    return sha256(repr((draft.type, sorted(draft.fields.items()))).encode()).hexdigest()[:10]


def judged(name: str) -> dict[str, list[str]]:
    """The verdict for each mark, and the rows of the key that the card reaches."""
    path = JUDGED / f"{name}.yaml"
    return yaml.safe_load(path.read_text())["cards"] if path.exists() else {}


def rows(name: str) -> int:
    path = JUDGED / f"{name}.yaml"
    return yaml.safe_load(path.read_text())["rows"] if path.exists() else 0


def measure(path: Path, published: date | None, name: str, reader: EnglishReader) -> None:
    article = read(path, published)
    found = reader.read(article)
    chosen = choose(article, found)
    stopped = Counter(one.gate for one in chosen.rejected)
    print(f"{name}: {len(article.passages)} passages, {len(found.facts)} facts,", end=" ")
    print(f"{len(chosen.drafts)} cards, {stopped.total()} rejected", dict(stopped.most_common()))
    verdicts = judged(name)
    if verdicts:
        print(f"  {_quality(chosen, verdicts, rows(name))}")


def _quality(chosen: ChosenDrafts, verdicts: dict[str, list[str]], all_rows: int) -> str:
    given = [verdicts.get(mark(draft), ["not judged"]) for draft in chosen.drafts]
    counts = Counter(verdict for verdict, *_ in given)
    reached = {row for verdict, *covers in given for row in covers if verdict in ("keep", "fine")}
    total = len(given)
    well = counts["keep"] + counts["fine"]
    shares = f"false {counts['false']}, well formed {well} ({well / total:.0%}),"
    shares += f" kept {counts['keep']} ({counts['keep'] / total:.0%})"
    shares += f", key {len(reached)} of {all_rows} ({len(reached) / all_rows:.0%})"
    unjudged = counts["not judged"]
    return shares + (f", not judged {unjudged}" if unjudged else "")


def show(path: Path, published: date | None, reader: EnglishReader) -> None:
    article: Article = read(path, published)
    for number, draft in enumerate(choose(article, reader.read(article)).drafts, 1):
        print(f"{number:3} {mark(draft)} {draft.template}/{draft.type} [{draft.fact.passage}]")
        for key, value in draft.fields.items():
            print(f"      {key}: {value}")


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
    given = parser.parse_args()
    shipped = sorted([*TESTS.glob("articles/*.md"), *TESTS.glob("held_out/*.md")])
    paths = [given.article] if given.article else shipped
    reader = EnglishReader()
    for path in paths:
        if given.list:
            show(path, given.published, reader)
        else:
            measure(path, given.published, path.stem, reader)
    if not given.list:
        timed(paths[0], given.published)


if __name__ == "__main__":
    main()
