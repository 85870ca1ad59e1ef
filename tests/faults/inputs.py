"""Files that no learner would write, given to every command: none hangs, none eats the machine.

python -m tests.faults.inputs [--cases N] [--seed S] [--slowest N]

Each case is a learner's folder with a file of at most 1 MB that is hostile: decks, source texts,
`config.toml`, a journal, a snapshot, and what is typed. The commands run in a process that is
forked for the case, so that its time and memory are its own.
"""

import argparse
import contextlib
import io
import json
import os
import resource
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from unittest.mock import patch

from quizapp.core.folders import shipped_decks

MOST_BYTES = 1_000_000
MOST_SECONDS = 10
"""Of CPU, for one command."""
MOST_MEMORY = 500 * 1024 * 1024
DECK = "decks/story.yaml"
TEXT = "decks/article.md"


@dataclass(frozen=True, slots=True)
class HostileCase:
    """Files below the learner's folder, and what is typed when something is asked."""

    name: str
    files: dict[str, bytes]
    replies: tuple[str, ...] = ("1", "1", "?", "", "3", "1 2", "x", "/help", "1", "1")


@dataclass(frozen=True, slots=True)
class CommandRun:
    command: str
    seconds: float = 0.0
    code: int | None = None
    crash: str = ""


@dataclass(slots=True)
class CaseResult:
    case: HostileCase
    memory: int = 0
    """The most that its process had in bytes, beyond what this one had when it was forked."""
    runs: list[CommandRun] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return max((run.seconds for run in self.runs), default=0)

    @property
    def complaints(self) -> list[str]:
        found = [f"{run.command}: {run.crash}" for run in self.runs if run.crash]
        found += [
            f"{run.command}: {run.seconds:.1f} s" for run in self.runs if run.seconds > MOST_SECONDS
        ]
        found += [
            f"{run.command}: exit code {run.code}"
            for run in self.runs
            if not run.crash and run.code not in (0, 1, 2)
        ]
        if self.memory > MOST_MEMORY:
            found.append(f"{self.memory / 1e6:.0f} MB")
        return found


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check", DECK),
    ("check", "--json", "decks"),
    ("due",),
    ("due", "--json"),
    ("stats", "--json"),
    ("review", DECK, "--plain", "--cram"),
    ("review", "--plain"),
    ("quiz", DECK, "--plain", "-n", "5", "--feedback", "each"),
    ("quiz", "--past", "--json"),
    ("check", DECK),
)


# what a case is made of

HEAD = "deck: story\ntitle: Story\ncards:\n"
CARDS = (
    "- {{id: c{n}, type: flashcard, prompt: {a}, answer: {b}}}\n",
    "- {{id: c{n}, type: flashcard, prompt: {a}, answer: {b}, reverse: true}}\n",
    "- {{id: c{n}, type: typed, prompt: {a}, answer: {b}, accept: [{c}]}}\n",
    "- {{id: c{n}, type: typed, language: en, prompt: {a}, answer: {b}, slips: hard}}\n",
    "- {{id: c{n}, type: choice, prompt: {a}, answer: {b}, distractors: [{c}, {d}]}}\n",
    "- {{id: c{n}, type: multi_choice, prompt: {a}, answers: [{b}], distractors: [{c}, {d}]}}\n",
    "- {{id: c{n}, type: ordering, prompt: {a}, items: [{b}, {c}, {d}]}}\n",
    "- {{id: c{n}, type: matching, prompt: {a}, pairs: {{{b}: {c}, {d}: {a}}}}}\n",
    "- {{id: c{n}, type: true_false, prompt: {a}, answer: true, explain: {b}, note: {c}}}\n",
    "- {{id: c{n}, type: numeric, prompt: {a}, answer: {n}, unit: {b}}}\n",
    "- {{id: c{n}, type: cloze, text: {a}}}\n",
    "- {{id: c{n}, type: typed, prompt: {a}, answer: {b}, evidence: {{quote: {c}}}}}\n",
    "- {{id: c{n}, type: typed, prompt: {a}, answer: {b}, tags: [{c}], was: [w{n}], hint: {d}}}\n",
)
SIGNS = (
    *"*_`~[]{}()<>#|!&%@?:;,.'\"\\/-=+ \t",
    *("{{c1::", "}}", "::", "**", "```", "~~~", "](", "<b>", "</b>", "<!--", "&amp;", "- ", "# "),
    *(
        "\u202e",
        "\u200b",
        "\x1b[2J",
        "\x00",
        "é",
        "ß",
        "ё",
        "中",
        "ا",
        "\u0301",
        "👍",
        "\U000e0041",
    ),
    *("a", "b", "A.", "one", "twenty-one ", "1", "1,000", "10^9", "²", "½", "km", "the ", "a b "),
    *("\n", "\n\n", "\r", "\r\n", "\u2028", "\x85", "[1] ", "passage ", "==", "--|", "$", "€"),
)
YAML_SIGNS = (
    *("- ", "? ", ": ", "{", "}", "[", "]", ",", "&a ", "*a ", "!!str ", "<<: ", "|\n", ">\n"),
    *("'", '"', "#", "%YAML 1.2\n", "---\n", "...\n", "~", "null", "\t", "  ", "\n", "a: ", "x,"),
)


def quoted(text: str) -> str:
    """As a YAML text, with what YAML does not take left out."""
    return json.dumps(text, ensure_ascii=False)


def long_text(random: Random, most: int) -> str:
    """A few signs again and again, or by chance, or growing."""
    some = [random.choice(SIGNS) for _ in range(random.randint(1, 4))]
    wanted = random.choice((30, 300, 3000, most))
    match random.randrange(4):
        case 0:
            piece = "".join(some)
            text = piece * (wanted // len(piece) + 1)
        case 1:
            text = "".join(random.choice(some) for _ in range(wanted))
        case 2:
            text = "".join(one * (wanted // len(some)) for one in some)
        case _:
            text = " ".join(some[0] * length for length in range(1, int((2 * wanted) ** 0.5)))
    return (text[:wanted] + random.choice(("", "x", some[0]))).strip() or "x"


def of_cards(random: Random) -> HostileCase:
    """Cards whose texts are odd, until the file is full."""
    templates = random.choices(CARDS, k=random.randint(1, 3))
    texts = [quoted(long_text(random, random.choice((2000, 90_000)))) for _ in range(8)]
    share = random.choice((20_000, 200_000, MOST_BYTES))
    made, size = [HEAD], 0
    while size < share - 1000 and len(made) < 30_000:
        a, b, c, d = (
            text if random.random() < 0.7 else f"w{random.randrange(300)}"
            for text in random.choices(texts, k=4)
        )
        card = random.choice(templates).format(n=len(made), a=a, b=b, c=c, d=d)
        size += len(card.encode())
        if size < MOST_BYTES - 1000:
            made.append(card)
    return HostileCase("cards with odd texts", {DECK: "".join(made).encode()}, replies(random))


def repeated(random: Random) -> HostileCase:
    """A piece of a good deck, again and again at its place."""
    text = random.choice(_shipped())
    start = random.randrange(len(text))
    piece = text[start : start + random.choice((1, 2, 5, 20, 100, 1000))]
    size = random.choice((2_000, 50_000, MOST_BYTES - len(text) - 10))
    many = piece * max(1, size // max(1, len(piece.encode())))
    return HostileCase(
        "a piece again and again", {DECK: (text[:start] + many + text[start:]).encode()}
    )


def spoiled(random: Random) -> HostileCase:
    """A good deck after some accidents."""
    data = random.choice(_shipped()).encode()
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(data))
        new = random.choice((*YAML_SIGNS, *SIGNS)).encode() * random.choice((1, 1, 3, 1000))
        data = data[:at] + new + data[at + random.choice((0, 1, 30, 500)) :]
    if random.random() < 0.2:
        data = data.decode(errors="replace").encode(random.choice(("utf-16", "utf-8-sig")))
    return HostileCase("a spoiled deck", {DECK: data[:MOST_BYTES]})


def of_signs(random: Random) -> HostileCase:
    """Nothing but signs of YAML."""
    some = random.choices(YAML_SIGNS, k=random.randint(1, 5))
    head = random.choice(("", "deck: a\n", HEAD))
    piece = "".join(some)
    body = (
        piece * (900_000 // len(piece))
        if random.random() < 0.6
        else "".join(random.choices(some, k=random.choice((100, 100_000))))
    )
    return HostileCase("signs of YAML", {DECK: (head + body).encode()[:MOST_BYTES]})


def many_of(random: Random) -> HostileCase:
    """A field of one card, or of the deck, with more in it than there can be."""
    name = random.choice(
        "answers distractors accept tags items pairs feedback evidence hint was apart pin units"
        " limits source defaults id language description title".split()
    )
    number = random.choice((30, 3000, 80_000))
    one = random.choice(("w{n}", "w", "{{quote: w{n}}}", "[a, b]", "c{n}", "{n}"))
    items = ", ".join(one.format(n=n) for n in range(number))[: MOST_BYTES - 500]
    items = items.rpartition(",")[0]
    value = random.choice(("[{0}]", "{{a: [{0}]}}", "{{{0}}}")).format(items)
    base = random.choice([card for card in CARDS if "evidence" not in card])
    card = base.format(n=1, a=quoted("{{c1::front}}"), b="back", c="other", d="third")
    if random.random() < 0.8:  # the field may be there, and then twice
        card = card.replace(f" {name}: ", " note: ").replace("}\n", f", {name}: {value}}}\n")
        text = f"{HEAD}{card}"
    else:
        text = f"{name}: {value}\n{HEAD}{card}"
    return HostileCase("a field with too much", {DECK: text.encode()[:MOST_BYTES]})


def gaps(random: Random) -> HostileCase:
    """Cloze texts of many, deep or open gaps."""
    made, size = [HEAD], 0
    each = random.choice((500, 5_000, 90_000))
    piece = random.choice(
        ("{{c%d::w%d}}", "{{c%d::w%d::hint}} and ", "{{c%d::", "w%d}} {{c%d::", "{{c%d::a}b{c%d}}")
    )
    while size < 900_000:
        text = "".join(piece.replace("%d", str(n % 99 + 1)) for n in range(each // len(piece)))
        text += random.choice(("", "}}" * 9, "}}" * (each // 3)))
        made.append(f"- {{id: c{len(made)}, type: cloze, text: {quoted(text[:95_000])}}}\n")
        size += len(made[-1])
    return HostileCase("gaps", {DECK: "".join(made).encode()[:MOST_BYTES]}, replies(random))


def quotes(random: Random) -> HostileCase:
    """Quotes that are looked up in a long source text."""
    text = long_text(random, 400_000)[:400_000] + " the end"
    words = text.split() or ["x"]
    made = [HEAD.replace("cards", "source: {text: article.md}\ncards")]
    size = 0
    length = random.choice((1, 3, 40))
    ends = random.choice((("",), ("", "zz")))
    passages = random.choice((("",), ("", ", passage: 1", ", passage: 99")))
    while size < 900_000 and len(made) < 20_000:
        at = random.randrange(len(words))
        quote = " ".join(words[at : at + length])[:2000] + random.choice(ends)
        passage = random.choice(passages)
        card = f"- {{id: c{len(made)}, type: typed, prompt: p, answer: a, evidence: "
        made.append(f"{card}{{quote: {quoted(quote)}{passage}}}}}\n")
        size += len(made[-1])
    return HostileCase(
        "quotes", {DECK: "".join(made).encode()[:MOST_BYTES], TEXT: text.encode()[:MOST_BYTES]}
    )


def source_text(random: Random) -> HostileCase:
    text = long_text(random, 900_000)[:900_000]
    deck = HEAD.replace("cards", "source: {text: article.md}\ncards")
    cards = "".join(
        f"- {{id: c{n}, type: typed, prompt: p, answer: a, evidence: {{quote: {quoted(quote)}}}}}\n"
        for n, quote in enumerate(
            (text[:50], text[-60:], text[:9000], random.choice(("nowhere in it", "")))
        )
        if quote.strip()
    )
    files = {DECK: (deck + cards).encode(errors="replace"), TEXT: text.encode(errors="replace")}
    return HostileCase("a source text", files, replies(random))


def config(random: Random) -> HostileCase:
    piece = random.choice(
        (
            *("a.", "[a.", "[[a]]\n", "a = [", "a = {b = ", '"', "'''", "keys.a = 'x'\n", "#"),
            *("new_per_day = 1", "0x", "1_", "9", "[keys]\n", "\\u0041", "learning_steps = ['1m',"),
        )
    )
    size = random.choice((10, 5_000, 60_000, MOST_BYTES))
    text = random.choice(("", "theme = ", "[keys]\n", "a = ")) + piece * (size // len(piece))
    return HostileCase("config.toml", {DECK: _small(), "config.toml": text.encode()[:MOST_BYTES]})


def journal(random: Random) -> HostileCase:
    """Lines that no version wrote."""
    ids = ("x:1", "x:" + "9" * random.choice((5, 400, 5000)), "", "x", ":", "x:-1", "\u0000:1")
    values = (
        *("9" * 5000, "-1", "1e999", "NaN", "null", "true", "[]", "{}", '"' + "x" * 5000 + '"'),
        *('"9999-12-31T23:59:59+00:00"', '"0001-01-01T00:00:00+14:00"', '"2024-02-26T12:00:00"'),
        "[" * random.choice((10, 900, 100_000)),
    )
    names = "at kind card rating due day phase step stability difficulty score answers seconds"
    lines = []
    for _ in range(random.choice((1, 5, 300))):
        fields = [f'"id": {json.dumps(random.choice(ids))}']
        kind = random.choice("reviewed practised undone quiz_began quiz_finished renamed x".split())
        fields.append(f'"kind": "{kind}"')
        fields += [f'"{name}": {random.choice(values)}' for name in random.sample(names.split(), 6)]
        lines.append("{" + ", ".join(fields) + "}")
    text = random.choice(("\n", "", "\r\n")).join(lines)
    return HostileCase(
        "a journal", {DECK: _small(), "journal/other.jsonl": text.encode()[:MOST_BYTES]}
    )


def snapshot(random: Random) -> HostileCase:
    data = random.choice(
        (
            b"[" * 900_000,
            b'{"a":' * 100_000,
            b'{"_default": {"1": {"x": ' + b"9" * 900_000 + b"}}}",
            b"\0" * 900_000,
            b'"' + b"x" * 900_000,
            random.randbytes(10_000),
        )
    )
    return HostileCase("a snapshot", {DECK: _small(), "progress.json": data})


def several(random: Random) -> HostileCase:
    """Many small decks under odd names."""
    files = {}
    for number in range(random.choice((3, 40, 400))):
        name = "".join(random.choice(SIGNS) for _ in range(random.randint(1, 8)))
        name = name.replace("/", "").replace("\0", "").strip(". \n") or "x"
        slug = random.choice((f"d{number}", "same", f"d{number // 2}"))
        files[f"decks/{name[:40]}{number}.yaml"] = _small(slug)
    return HostileCase("decks under odd names", {DECK: _small(), **files})


def replies(random: Random) -> tuple[str, ...]:
    some = ["1", "2", "?", "", "/help", "/right", "/undo", "a", "1 2 3", "//", "/source", "/hint"]
    odd = [long_text(random, random.choice((3_900, 1_000_000))) for _ in range(3)]
    return tuple(random.choice(some + odd).replace("\n", " ") for _ in range(40))


def typing(random: Random) -> HostileCase:
    """Answers of a few thousand signs, to answers as long."""
    answers = [long_text(random, 3_900).replace("\0", "") for _ in range(6)]
    cards = "".join(
        f"- {{id: c{n}, type: typed, language: {random.choice(('en', 'de', 'ru', 'zh', 'x'))},"
        f" prompt: p{n}, answer: {quoted(one)}}}\n"
        f"- {{id: n{n}, type: numeric, prompt: p{n}, answer: 5, unit: {quoted(one[:90])}}}\n"
        for n, one in enumerate(answers)
    )
    given = []
    for one in answers:
        cut = " ".join(one.split())[: random.choice((len(one), random.randrange(len(one) + 1)))]
        given += [cut + random.choice(("", "x", "1")), f"5 {cut}"]
    return HostileCase("long answers", {DECK: (HEAD + cards).encode()}, (*given, *given))


KINDS: tuple[Callable[[Random], HostileCase], ...] = (
    of_cards, of_cards, of_cards, repeated, spoiled, of_signs, many_of, gaps, quotes, source_text,
    config, journal, snapshot, several, typing, typing,
)  # fmt: skip


def _small(slug: str = "story") -> bytes:
    card = CARDS[0].format(n=1, a="front", b="back")
    return HEAD.replace("story", slug).encode() + card.encode()


def _shipped() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(shipped_decks().rglob("*.yaml"))]


# how a case is run


def run(case: HostileCase, commands: Sequence[Sequence[str]] = COMMANDS) -> CaseResult:
    """Run all commands on a case, in a process forked for it."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "home"
        for file, data in case.files.items():
            with contextlib.suppress(OSError):  # a name that this file system does not have
                (home / file).parent.mkdir(parents=True, exist_ok=True)
                (home / file).write_bytes(data)
        reading, writing = os.pipe()
        before = _memory()
        child = os.fork()
        if not child:
            os.close(reading)
            with os.fdopen(writing, "w") as out:
                _run_all(case, home, commands, out)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as told:
            lines = told.read().splitlines()
        _, status, usage = os.wait4(child, 0)
    found = CaseResult(case, usage.ru_maxrss * 1024 - before)
    found.runs = [CommandRun(*json.loads(line)) for line in lines]
    if len(found.runs) < len(commands):
        ended = " ".join(commands[len(found.runs)])
        found.runs.append(CommandRun(ended, usage.ru_utime, None, f"ended by {status}"))
    return found


def _memory() -> int:
    """What this process has now, in bytes; 0 where that is not told."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def _run_all(
    case: HostileCase, home: Path, commands: Sequence[Sequence[str]], out: io.TextIOBase
) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    resource.setrlimit(resource.RLIMIT_AS, (3 * 1024**3,) * 2)
    os.environ |= {"QUIZAPP_HOME": str(home), "QUIZAPP_NOW": "2024-02-26T12:00:00+00:00"}
    os.chdir(home)
    for command in commands:
        out.write(json.dumps(_run_one(command, case.replies)) + "\n")
        out.flush()


def _run_one(command: Sequence[str], typed: Sequence[str]) -> tuple[str, float, int | None, str]:
    from quizapp.cli.main import main

    sys.argv = ["quizapp", *command]
    sys.stdin = io.StringIO("".join(f"{line}\n" for line in typed))
    said = io.StringIO()
    code, crash = None, ""
    begun = _cpu()
    with (
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
        patch("quizapp.cli.main._leave", sys.exit),  # this process goes on
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        except BaseException:  # noqa: BLE001  (whatever it is, it is a traceback to a learner)
            crash = _end_of(traceback.format_exc())
    if "Traceback (most" in said.getvalue():
        crash = _end_of(said.getvalue())
    return " ".join(command), _cpu() - begun, code, crash


def _end_of(text: str) -> str:
    """The last places of a traceback and its message, on one line."""
    return " | ".join(line.strip() for line in text.splitlines()[-5:])[-400:]


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def load_ahead() -> None:
    """What commands load is no case's own time, and a fork has it already."""
    import quizapp.deck.check
    import quizapp.plain.quiz
    import quizapp.plain.review  # noqa: F401  (to have it loaded)


def cases(number: int, seed: int) -> Iterator[HostileCase]:
    for place in range(number):
        random = Random(f"{seed} {place}")
        yield KINDS[place % len(KINDS)](random)


def campaign(number: int, seed: int) -> Iterator[CaseResult]:
    load_ahead()
    for case in cases(number, seed):
        yield run(case)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="Leave out those before.")
    parser.add_argument("--slowest", type=int, default=10)
    parser.add_argument("--keep", type=Path, help="Where files of those with complaints are put.")
    given = parser.parse_args()
    load_ahead()
    results, kinds = [], Counter[str]()
    for place, case in enumerate(cases(given.cases, given.seed)):
        if place < given.first:
            continue
        found = run(case)
        kinds[case.name] += 1
        results.append((found.seconds, found.memory, place, case.name))
        if not len(results) % 100:
            print(f"{len(results)} cases so far", file=sys.stderr, flush=True)
        for complaint in found.complaints:
            print(f"case {place}, {case.name}: {complaint}", flush=True)
        if found.complaints and given.keep:
            for file, data in case.files.items():
                target = given.keep / str(place) / file
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
    results.sort(reverse=True)
    print(f"{len(results)} cases: {dict(kinds)}")
    for seconds, memory, place, name in results[: given.slowest]:
        print(f"  case {place}, {name}: {seconds:.1f} s, {memory / 1e6:.0f} MB")
    most = max((memory, place, name) for _, memory, place, name in results)
    print(f"most memory: {most[0] / 1e6:.0f} MB, case {most[1]}, {most[2]}")


if __name__ == "__main__":
    main()
