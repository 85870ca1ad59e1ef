"""From the command to Home with true counts, at rest on it, and out of it again; beside it the
smallest Textual app there is, which does the same.

python -m tests.bench.startup [RUNS]

Both have their bytecode, as an installed program has.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench import table
from tests.bench.histories import write_history
from tests.bench.make_decks import write_decks
from tests.bench.table import Row, Samples
from tests.terminal import Terminal

QUIZAPP = [sys.executable, "-c", "from quizapp.cli.main import main; main()"]
HELLO = [sys.executable, str(Path(__file__).with_name("hello.py"))]
BARE = "a bare Textual app"
SECONDS = 20.0
"""Of rest."""

FLASHCARDS = "deck: flash\ntitle: Flash\ncards:\n" + "".join(
    f"  - {{id: card-{n}, type: flashcard, prompt: Ask {n}, answer: Told {n}}}\n" for n in range(99)
)

Environment = dict[str, str]


def rows(runs: int = 15) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        env = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
        for command in ([*QUIZAPP, "due"], [*QUIZAPP, "--version"]):
            subprocess.run(command, check=True, capture_output=True, env={**env, **_home(folder)})
        yield version(env, runs)
        yield first_start(folder, env, runs)
        yield home("Home, shipped decks", env | _home(folder / "small"), runs, "≤ 1.2 ×")
        middle = learner(folder / "middle", 10_000, 200_000, 10)
        yield home("Home, 10,000 cards, 200,000 answers", env | middle, runs, "≤ 1.5 ×")
        large = learner(folder / "large", 100_000, 1_000_000, 20)
        what = "Home, 100,000 cards, 1,000,000 answers"
        yield home(what, env | large, runs, "≤ 3 ×, ≤ 120 MB")
        yield at_rest(env | large)
        yield left(env | large, runs)


def learner(home: Path, cards: int, answers: int, decks: int) -> Environment:
    """Their decks are in the cache and their answers in the snapshot, as after the first start."""
    write_decks(home / "decks", decks, cards // decks)
    (home / "decks" / "flash.yaml").write_text(FLASHCARDS)
    write_history(home, cards, answers, decks)
    with Terminal(QUIZAPP, _home(home)) as terminal:
        terminal.wait_for("due today", 120)
        while not (home / "progress.json").exists() or not list(home.glob("backups/parts/*.gz")):
            terminal.pause(0.5)
        terminal.pause(1)
        terminal.send("\x11")
        terminal.wait()
    return _home(home)


def _home(home: Path) -> Environment:
    return {"QUIZAPP_HOME": str(home)}


def version(env: Environment, runs: int) -> Row:
    def run(*command: str) -> None:
        subprocess.run([sys.executable, *command], check=True, capture_output=True, env=env)

    ours, bare = table.by_turns(
        runs, lambda: run(*QUIZAPP[1:], "--version"), lambda: run("-c", "pass")
    )
    return Row("quizapp --version", ours, bare, "python -c pass", "≤ 2.5 ×")


def home(what: str, env: Environment, runs: int, target: str) -> Row:
    ours, bare = Samples(), Samples()
    for _ in range(runs):
        until(HELLO, "hello, world", env, bare)
        until(QUIZAPP, "due today", env, ours)
    return Row(what, ours, Samples(bare.cpu, bare.wall), BARE, target)


def first_start(folder: Path, env: Environment, runs: int) -> Row:
    """With nothing in the cache."""
    ours, bare = Samples(), Samples()
    for number in range(runs):
        until(HELLO, "hello, world", env, bare)
        until(QUIZAPP, "due today", env | _home(folder / f"new-{number}"), ours)
    what = "Home, shipped decks, the very first start"
    return Row(what, ours, Samples(bare.cpu, bare.wall), BARE)


def until(command: list[str], text: str, env: Environment, samples: Samples) -> None:
    """Add what it takes until `text` is on the screen, and the peak memory soon after."""
    with Terminal(command, env) as terminal:
        seconds = terminal.wait_for(text)
        cpu = terminal.cpu
        terminal.pause(0.5)  # what is drawn just after counts as memory too
        samples.add(cpu, seconds * 1000, terminal.peak_memory)
        terminal.send("\x11")
        terminal.wait()


def at_rest(env: Environment) -> Row:
    ours, bare = Samples(), Samples()
    with Terminal(HELLO, env) as hello, Terminal(QUIZAPP, env) as quizapp:
        hello.wait_for("hello, world")
        quizapp.wait_for("due today")
        quizapp.pause(5)  # until what comes after the first picture is done
        before = hello.cpu, quizapp.cpu
        quizapp.pause(SECONDS)
        bare.add(hello.cpu - before[0], SECONDS * 1000)
        ours.add(quizapp.cpu - before[1], SECONDS * 1000)
        for terminal in (hello, quizapp):
            terminal.send("\x11")
            terminal.wait()
    return Row(f"{SECONDS:.0f} s at rest on Home, 100,000 cards", ours, bare, BARE, "≤ 2 ×")


def left(env: Environment, runs: int) -> Row:
    """From the key to the end of the process, right after an answer."""
    ours, bare = Samples(), Samples()
    journal = Path(env["QUIZAPP_HOME"]) / "journal"
    for _ in range(runs):
        with Terminal(HELLO, env) as terminal:
            terminal.wait_for("hello, world")
            end(terminal, bare)
        with Terminal([*QUIZAPP, "review", "flash"], env) as terminal:
            terminal.wait_for("Ask")
            terminal.pause(1)
            terminal.send("\r")
            terminal.wait_for("Told")
            answers = size(journal)
            terminal.send("3")
            while size(journal) == answers:
                terminal.pause(0.01)
            end(terminal, ours)
    return Row("out, after an answer, 100,000 cards", ours, bare, BARE, "≤ 300 ms")


def size(journal: Path) -> int:
    return sum(path.stat().st_size for path in journal.glob("*.jsonl"))


def end(terminal: Terminal, samples: Samples) -> None:
    cpu, before = terminal.cpu, resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    terminal.send("\x11")
    terminal.wait()
    wall = (time.perf_counter() - start) * 1000
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    samples.add(max(0.0, used * 1000 - cpu), wall)


def main() -> None:
    for line in table.lines(rows(int(sys.argv[1]) if len(sys.argv) > 1 else 15)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
