"""Sound decks with one mistake, or with three: `quizapp check` names the line of each.

python -m tests.faults.decks [--cases N] [--decks N] [--seed S] [--only MISTAKE] [--processes P]

A mistake is told when a problem stands at the line that is to be blamed (of something that is not
there: the first line of its card, or of the deck). Of single mistakes every one is to be told; of
decks with three, in three cards, all three in one run in 95 of 100.
"""

import argparse
import json
import re
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random
from unittest.mock import patch

from click.testing import CliRunner

from quizapp.cli.check import command
from quizapp.core.folders import shipped_decks
from quizapp.deck.starter import starter
from tests.faults.mistakes import MISTAKES, Block, Mistake, Spoiled

HERE = Path(__file__).parent
NAMED = {mistake.__name__: mistake for mistake in MISTAKES}
_ID = re.compile(r"\bid: ([\w-]+)")


@dataclass(frozen=True)
class Sheet:
    """A deck without a mistake, in its parts."""

    name: str
    blocks: tuple[Block, ...]
    breaks: str = "\n"

    @classmethod
    def of(cls, name: str, text: str, breaks: str = "\n") -> "Sheet":
        lines = text.splitlines()
        first = lines.index("cards:") + 1
        begins = [at for at, line in enumerate(lines) if at >= first and line.startswith("  - ")]
        blocks, ids = [Block(tuple(lines[: begins[0]]), is_head=True)], list[str]()
        for at, end in zip(begins, [*begins[1:], len(lines)], strict=True):
            blocks.append(Block(tuple(lines[at:end]), False, tuple(ids), "\n  text: " in text))
            ids += _ID.findall("\n".join(lines[at:end]))[:1]
        return cls(name, tuple(blocks), breaks)

    def with_mistakes(self, made: dict[int, Spoiled]) -> tuple[str, list[int]]:
        """The deck as a text, and the lines to be blamed; mistakes by the part that they are in."""
        lines, blamed = list[str](), []
        for at, block in enumerate(self.blocks):
            if spoiled := made.get(at):
                blamed.append(len(lines) + spoiled.blamed + 1)
            lines += spoiled.lines if spoiled else block.lines
        return "".join(f"{line}{self.breaks}" for line in lines), blamed


def sheets(folder: Path, large: bool = True) -> list[Sheet]:
    """The decks, the shipped ones among them if `large`; their source texts go into `folder`."""
    shutil.copy(HERE / "sound.md", folder)
    sound = (HERE / "sound.yaml").read_text("utf-8")
    found = [Sheet.of("sound", sound), Sheet.of("sound, with CRLF", sound, "\r\n")]
    if large:
        found.append(Sheet.of("starter", starter("moon", "The Moon")))
        shipped = shipped_decks() / "csto"
        shutil.copy(shipped / "article.md", folder)
        decks = (path for path in sorted(shipped.glob("*.yaml")) if path.name != "facts.yaml")
        found += [Sheet.of(path.stem, path.read_text("utf-8")) for path in decks]
    return found


@dataclass(frozen=True)
class Told:
    """What the command said of a deck."""

    places: Sequence[tuple[int, str, str]]
    """Line, code and message of each problem."""
    crash: str = ""

    @classmethod
    def of(cls, folder: Path, text: str) -> "Told":
        deck = folder / "deck.yaml"
        deck.write_bytes(text.encode())
        with patch("quizapp.cli.check.cache", lambda: None):  # no deck comes a second time
            result = CliRunner().invoke(command, ["--json", str(deck)])
        if result.exception and not isinstance(result.exception, SystemExit):
            return cls((), "".join(traceback.format_exception(result.exception)))
        found = json.loads(result.stdout)
        is_wrong = any(one["severity"] == "error" for one in found)
        crash = "" if result.exit_code == is_wrong else f"exit code {result.exit_code}"
        return cls([(one["line"], one["code"], one["message"]) for one in found], crash)

    @property
    def lines(self) -> set[int]:
        return {line for line, _, _ in self.places}

    def __str__(self) -> str:
        some = "; ".join(f"{line} {code} {message[:80]}" for line, code, message in self.places[:4])
        return some or "nothing"


@dataclass
class Tally:
    cases: int = 0
    told: int = 0
    """Decks of which all mistakes are told."""
    alone: int = 0
    """Of these, the ones of which no other line is named."""
    crashes: int = 0
    misses: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Tally") -> "Tally":
        self.cases += other.cases
        self.told += other.told
        self.alone += other.alone
        self.crashes += other.crashes
        self.misses += other.misses
        return self

    def note(self, names: str, text: str, blamed: Sequence[int], told: Told) -> None:
        self.cases += 1
        self.crashes += bool(told.crash)
        is_told = set(blamed) <= told.lines and not told.crash
        self.told += is_told
        self.alone += is_told and told.lines == set(blamed)
        if not is_told:
            lines = text.splitlines()
            missed = [f"{line} {lines[line - 1]!r}" for line in sorted({*blamed} - told.lines)]
            self.misses.append(f"{names}: {', '.join(missed)}, said: {told.crash[-600:] or told}")


def somewhere(
    random: Random, sheet: Sheet, mistake: Mistake, places: Sequence[int]
) -> tuple[int, Spoiled] | None:
    """The mistake made in one of these parts of a deck; None where it cannot be made."""
    for at in random.sample(places, len(places)):
        if some := list(mistake(sheet.blocks[at])):
            return at, random.choice(some)
    return None


def singles(
    folder: Path, found: Sequence[Sheet], cases: int, seed: int, mistakes: Sequence[Mistake]
) -> Tally:
    """Of each kind as many, spread over the decks."""
    random, tally = Random(seed), Tally()
    for number in range(cases):
        mistake = mistakes[number % len(mistakes)]
        for sheet in random.sample(found, len(found)):
            if made := somewhere(random, sheet, mistake, range(len(sheet.blocks))):
                text, blamed = sheet.with_mistakes(dict([made]))
                tally.note(mistake.__name__, text, blamed, Told.of(folder, text))
                break
    return tally


def triples(folder: Path, found: Sequence[Sheet], cases: int, seed: int) -> Tally:
    """Decks with three mistakes, of three kinds in three cards."""
    random, tally = Random(seed), Tally()
    for _ in range(cases):
        sheet = random.choice(found)
        made = dict[int, Spoiled]()
        names = list[str]()
        for mistake in random.sample(MISTAKES, len(MISTAKES)):
            free = [at for at in range(1, len(sheet.blocks)) if at not in made]
            if len(made) < 3 and (one := somewhere(random, sheet, mistake, free)):
                made |= dict([one])
                names.append(mistake.__name__)
        text, blamed = sheet.with_mistakes(made)
        tally.note(" + ".join(names), text, blamed, Told.of(folder, text))
    return tally


def _part(cases: int, decks: int, seed: int, names: Sequence[str]) -> tuple[Tally, Tally]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = sheets(folder)
        one = singles(folder, found, cases, seed, [NAMED[name] for name in names])
        return one, triples(folder, found, decks, seed)


def campaign(
    cases: int, decks: int, seed: int, names: Sequence[str], processes: int
) -> tuple[Tally, Tally]:
    """Decks with one mistake, of these kinds, and decks with three."""
    one, three = Tally(), Tally()
    parts = 4 * processes
    shares = [[(number + part) // parts for number in (cases, decks)] for part in range(parts)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        work = [
            pool.submit(_part, *share, seed * 1000 + part, names)
            for part, share in enumerate(shares)
        ]
        for done in work:
            first, second = done.result()
            one += first
            three += second
    return one, three


def _shown(tally: Tally) -> Iterator[str]:
    yield (
        f"{tally.cases:,} decks, {tally.told:,} told ({tally.told / max(tally.cases, 1):.2%}), "
        f"{tally.alone:,} with no other line named; {tally.crashes} crashes"
    )
    kinds = Counter(kind for miss in tally.misses for kind in miss.partition(":")[0].split(" + "))
    for kind, number in kinds.most_common():
        yield f"  {number:4} {kind}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.decks", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000, help="decks with one mistake")
    parser.add_argument("--decks", type=int, default=500, help="decks with three")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=NAMED, action="append")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    names = given.only or list(NAMED)
    one, three = campaign(given.cases, given.decks, given.seed, names, given.processes)
    for example in [*one.misses[:40], *three.misses[:20]]:
        print(example, file=sys.stderr)
    print(f"one mistake, of {len(names)} kinds:", *_shown(one), sep="\n")
    print("three mistakes:", *_shown(three), sep="\n")
    short = one.told < one.cases or three.told < 0.95 * three.cases
    return int(short or bool(one.crashes + three.crashes))


if __name__ == "__main__":
    sys.exit(main())
