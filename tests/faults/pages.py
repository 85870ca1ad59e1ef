"""Articles as they stand on pages, and files made to be hard to read.

python -m tests.faults.pages [--pages N] [--hostile N] [--seed S]

Whatever surrounds an article, its sentences are found again, all of them and nothing else. And any
file of up to 1 MB ends in cards or in one clear line, within the seconds of CPU and the memory of
`MOST_SECONDS` and `MOST_MEGABYTES`; each is read in a process of its own, which is ended there.
"""

import argparse
import os
import resource
import sys
import tempfile
import textwrap
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from quizapp.core.errors import GenerateError
from quizapp.generate.article import MOST_CHARACTERS, MOST_IN_WRITTEN, Article, read
from quizapp.generate.choose import choose
from quizapp.generate.english.reader import EnglishReader
from quizapp.generate.facts import Reader
from quizapp.generate.structure.furniture import RULES

TEXTS = Path(__file__).parent.parent / "generate"
MOST_SECONDS = 10
MOST_MEGABYTES = 700

MENU = (
    "Home|News|Sport|World|Business|Weather|Log in|Search|Menu|Home > News > Local|The Orrin Post"
    "|Jobs|Contact|Watch live"
).split("|")
OTHERS = ["Most read", "Cup final moved to Sunday", "Mill owner fined over noise"]
DATES = (
    "{d:%B} {d.day}, {d.year}",
    "Published: {d:%b}. {d.day}, {d.year} at 5:40 PM EST",
    "{d.day} {d:%B} {d.year}",
    "{d:%d.%m.%Y}",
    "Posted {d:%Y-%m-%d} 10:00",
    "By Jane Roe | {d:%B} {d.day}, {d.year}",
    "{d:%A}, {d.day} {d:%B} {d.year} 07:10 GMT",
)
DATED = ("correction or update note", "who the writer is")
"""Rules whose lines say more of the article than that they are to be dropped."""


@dataclass(frozen=True)
class PastedPage:
    text: str
    title: str
    published: date
    story: tuple[str, ...]


def page(random: Random) -> PastedPage:
    """One of the articles with a menu above it, and lines of a page above, within and below."""
    rules = [rule for rule in RULES if rule.reason not in DATED]
    lines = [line for rule in rules if not rule.ends_story for line in rule.examples]
    below = [line for rule in rules for line in rule.examples]
    source = random.choice(sorted(TEXTS.glob("*/*.md"))).read_text().strip().split("\n\n")
    title = source[0].removeprefix("# ")
    story = [" ".join(text.split()).removeprefix("HALVEN — ") for text in source[2:]]
    day = date(random.randint(2019, 2025), random.randint(1, 12), random.randint(1, 28))
    gap = random.choice(["\n", "\n\n"])
    width = random.choice([60, 72, 80, 0]) if gap == "\n\n" else 0
    top = [random.choice(DATES).format(d=day), *random.sample(lines, random.randint(0, 3))]
    random.shuffle(top)
    out = [*random.sample(MENU, random.randint(0, 8)), *[title] * random.randint(1, 2), *top]
    for text in story:
        out.append(textwrap.fill(text, width, break_on_hyphens=False) if width else text)
        out += random.sample(lines, random.choice([0, 0, 0, 1]))
    out += random.sample(below, random.randint(0, 5)) + random.choice([[], OTHERS])
    return PastedPage(gap.join(out), title, day, tuple(story))


def found_again(pasted: PastedPage, folder: Path) -> str:
    """Read a page; says `right`, or what was wrong."""
    path = folder / "page.txt"
    path.write_text(pasted.text)
    article = read(path)
    if [article.text[one.start : one.end] for one in article.passages] != list(pasted.story):
        return "story"
    if article.published != pasted.published:
        return "date"
    return "right" if article.title == pasted.title else "title"


def pages(number: int, seed: int) -> Counter[str]:
    became: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for place in range(number):
            became[found_again(page(Random(f"{seed} {place}")), Path(folder))] += 1
    return became


SIGNS = ["[", '"', "“", "”", " (", ")", "#", "# ", "*", "_a", "- ", "• a\n", "1. ", "> ", "|", "\t"]
SIGNS += [
    "&amp;",
    "\u00ad\n",
    "a-\n",
    "![a](",
    "[a](b c",
    "<http://",
    "\u202e",
    "\n",
    ". ",
    "…",
    "A",
]
WORDS = [
    "Jane Roe",
    "By Jane Roe",
    "3 May 2025",
    "03/04/2021",
    "share",
    "Q: why?",
    "A: so.",
    "ORRIN,",
]
WORDS += ["Jane Roe, ", "photo ", "read more ", "a; ", "and the council said that it ", "1,000 "]
TAGS = ["<p>a b c</p>", "<div>", "<b>a</b> ", "<span>a</span>", "<tr><td>a</td>", "<br>", "<li>a b"]
TAGS += ["<!--", "<script>", "<a href='x'>a b</a>", "<h2>a b</h2>", "<p a1='b' a2='c'>", "<", "<p "]
TAGS += ["<meta name=a content=b>", "a1='b' ", "<td>", "<svg><path d='M0 0'/></svg>", "&lt;p&gt;"]


def hostile(random: Random, largest: int) -> tuple[str, str]:
    """A file of up to so many characters, and the ending of its name."""
    text = random.choice(sorted(TEXTS.glob("*/*.md"))).read_text()
    ending = random.choice([".txt", ".md", ".html"])
    kinds = SIGNS + WORDS + (TAGS * 3 if ending == ".html" else [])
    size = random.choice([MOST_CHARACTERS - 12_000, largest // 8, largest])
    pieces: list[str] = []
    for _ in range(random.choice([1, 1, 2, 3])):
        piece = "".join(random.choices(kinds, k=random.choice([1, 1, 2, 5])))
        piece += random.choice(["", "", " ", "\n", "\n\n"])
        pieces.append(piece * (size // 3 // len(piece) or 1))
    shown = random.choice(["", text, text, text[:2000]])
    if ending == ".html":
        shown = "".join(f"<p>{one}</p>" for one in shown.split("\n\n"))
        opening = random.choice(["<html><body><article>", "<!doctype html><html>", ""])
        return (opening + "".join([pieces[0], shown, *pieces[1:]]))[:largest], ending
    at = random.choice([0, len(shown), random.randint(0, len(shown))])
    return (shown[:at] + "".join(pieces) + shown[at:])[:largest], ending


def outcome(text: str, ending: str, folder: Path, then: Callable[[Article], object]) -> str:
    """Read a file and go on with it; `refused` where that is said in one line.

    Raises:
        AssertionError: what was read is more than may be read.
    """
    path = folder / f"file{ending}"
    path.write_text(text)
    try:
        article = read(path)
    except GenerateError as error:
        said = str(error)
        return "refused" if str(path) in said and "\n" not in said else f"refused unclearly: {said}"
    assert len(article.text) <= 1.1 * MOST_CHARACTERS
    assert max(one.end - one.start for one in article.passages) <= MOST_IN_WRITTEN
    again = folder / "article.md"
    again.write_text(article.text)
    assert read(again, article.published) == article
    then(article)
    return "read"


def hostile_files(
    number: int, seed: int, largest: int, then: Callable[[Article], object]
) -> Counter[str]:
    became: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for place in range(number):
            text, ending = hostile(Random(f"{seed} {place}"), largest)
            became[outcome(text, ending, Path(folder), then)] += 1
    return became


def measured(place: int, seed: int, reader: Reader, folder: Path) -> str:
    """What becomes of one hostile file in a process of its own."""
    text, ending = hostile(Random(f"{seed} {place}"), 1_000_000)

    def cards(article: Article) -> None:
        choose(article, reader.read(article))

    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
        became = "failed"
        try:
            became = outcome(text, ending, folder, cards)
        finally:
            if became == "failed":
                traceback.print_exc()
            os._exit({"read": 0, "refused": 1}.get(became, 3))
    _, status, used = os.wait4(child, 0)
    if os.WIFSIGNALED(status):
        return f"over {MOST_SECONDS} s"
    if used.ru_maxrss > MOST_MEGABYTES * 1024:
        return f"over {MOST_MEGABYTES} MB"
    return {0: "read", 1: "refused"}.get(os.WEXITSTATUS(status), "failed")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--hostile", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"{given.pages} pages:", dict(pages(given.pages, given.seed)), flush=True)
    reader = EnglishReader()
    became: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for place in range(given.hostile):
            said = measured(place, given.seed, reader, Path(folder))
            became[said] += 1
            if said not in ("read", "refused"):
                print(f"file {place}: {said}", flush=True)
    print(f"{given.hostile} hostile files of up to 1 MB:", dict(became))
    sys.exit(any(said not in ("read", "refused") for said in became))


if __name__ == "__main__":
    main()
