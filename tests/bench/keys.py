"""What a key costs in a review, beside a bare card app: from the key to the settled screen.

python -m tests.bench.keys [ROUNDS]

Both apps run in this process, in the same event loop, and are driven by turns. Each has a terminal
of 80 by 24 that takes all that is written, as quick as memory. The bare card app has a card of
eight Statics and a Footer, and does by hand what such an app must: texts are set, and a class is
added. Ours is the whole program on the shipped decks, with a history; only `fsync` is left out.

An app has *settled* when its event loop has gone to sleep and nothing has woken it for 80 ms:
longer than Textual waits between two pictures (17 ms), and shorter than a cursor blinks. What is
counted is up to the moment when the loop went to sleep, so all messages, callbacks, layouts and
writes to the terminal are in, and the waiting is not.
"""

import asyncio
import gc
import selectors
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple
from unittest.mock import patch

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import Footer, Input, Static

from quizapp.core.day import Calendar
from quizapp.core.folders import shipped_decks
from quizapp.core.settings import Settings
from quizapp.deck.library import Library
from quizapp.memory.fsrs import MemoryModel, Rating
from quizapp.progress.progress import Progress
from quizapp.study.profile import Profile
from quizapp.study.review import ReviewSession
from quizapp.study.selection import These
from quizapp.study.stages import Answered, Asking, Finished, Revealed
from quizapp.ui.app import QuizApp
from quizapp.ui.start import StartReview
from tests.bench.table import Row, Samples, lines

QUIET = 0.08
SIZE = (80, 24)


class Terminal(HeadlessDriver):
    """One that takes what is written, so that all that an app does for it is done."""

    written = 0

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.written += len(data)


class BareCards(App[None]):
    """What a card app costs that does nothing but show cards."""

    CSS = "#card { height: auto; } Static { height: auto; } .right { text-style: bold; }"
    BINDINGS = [("1", "answer", "Answer"), ("enter", "next", "Next"), ("u", "undo", "Undo")]

    def __init__(self) -> None:
        super().__init__(driver_class=Terminal)
        self._card = 0

    def compose(self) -> ComposeResult:
        with Vertical(id="card"):
            for name in ("title", "prompt", "one", "two", "three", "four", "verdict", "why"):
                yield Static(Content(name), id=name)
        yield Footer()

    def _say(self, **texts: str) -> None:
        for name, text in texts.items():
            self.query_one(f"#{name}", Static).update(Content(text))

    def action_answer(self) -> None:
        self.query_one("#two").add_class("right")
        self._say(
            two=f"2  Option 2 of card {self._card}    ✓ Right",
            verdict="✓ Right   saved, in 4 days",
            why="It is the second, since the first and the third are not, as all of them know who "
            "have read the text from its beginning to its end.",
        )

    def action_next(self) -> None:
        self._card += 1
        self._ask()

    def action_undo(self) -> None:
        self._ask()

    def _ask(self) -> None:
        self.query_one("#two").remove_class("right")
        self._say(
            title=f"A deck    {self._card} of 30",
            prompt=f"Which of these four options is the right one in card {self._card}?",
            one=f"1  Option 1 of card {self._card}",
            two=f"2  Option 2 of card {self._card}",
            three=f"3  Option 3 of card {self._card}",
            four=f"4  Option 4 of card {self._card}",
            verdict="",
            why="",
        )


class Spent(NamedTuple):
    cpu: float
    wall: float


Taken = dict[tuple[str, str], list[Spent]]


class Meter(selectors.DefaultSelector):  # type: ignore[misc,valid-type]
    """Notes when the event loop goes to sleep."""

    sleeps = 0
    asleep = (0.0, 0.0)

    def select(self, timeout: float | None = None):  # type: ignore[no-untyped-def]
        if timeout is None or timeout > 0:
            self.sleeps += 1
            self.asleep = (time.process_time(), time.perf_counter())
        return super().select(timeout)


class Bench:
    def __init__(self, meter: Meter) -> None:
        self.meter = meter

    async def settle(self) -> tuple[float, float]:
        """The CPU and the wall clock, in seconds, when the loop went to sleep for good."""
        last = None
        while True:
            before = self.meter.sleeps
            await asyncio.sleep(QUIET)
            slept = time.perf_counter() - self.meter.asleep[1]
            if self.meter.sleeps == before + 1 and slept > 0.9 * QUIET:
                return last or self.meter.asleep  # nothing but this has run since
            last = self.meter.asleep

    async def press(self, app: App[None], *keys: str) -> Spent:
        gc.collect()
        start = time.process_time(), time.perf_counter()
        for key in keys:
            app.simulate_key(key)
        end = await self.settle()
        return Spent((end[0] - start[0]) * 1000, (end[1] - start[1]) * 1000)


def learner(home: Path, cache: Path, days: int = 5) -> Profile:
    now = datetime(2024, 2, 26, 12, tzinfo=UTC)

    def clock() -> datetime:
        return now

    model = MemoryModel()
    profile = Profile(
        Library.open([shipped_decks()], cache=cache),
        Progress.open(home, model),
        Settings(new_per_day=12),
        Calendar(4, UTC),
        model,
        clock,
    )
    answers = 0
    for _ in range(days):
        review = ReviewSession.begin(profile.library.decks, profile.today())
        for _ in range(80):
            now += timedelta(seconds=9)
            match review.stage:
                case Asking(presented=presented):
                    answers += 1
                    right = presented.card.question.solution(presented.card.variant)
                    review.answer(right if answers % 5 else "?", now)
                    review.reveal(now)
                case Revealed():
                    review.rate(Rating.GOOD if answers % 5 else Rating.AGAIN, now)
                case Answered():
                    review.proceed(now)
                case Finished():
                    break
        now = now.replace(hour=12, minute=0, second=0) + timedelta(days=1)
    return profile


ANSWER = {
    "flashcard": ["space"],
    "choice": ["1"],
    "true_false": ["1"],
    "multi_choice": ["enter"],
    "ordering": ["enter"],
    "matching": ["enter"],
    "typed": ["enter"],
    "numeric": ["enter"],
    "cloze": ["enter"],
}


async def measure(
    bench: Bench, profile: Profile, rounds: int
) -> tuple[Taken, dict[str, list[Spent]]]:
    decks = profile.library.decks
    by_type: dict[str, list[str]] = defaultdict(list)
    for deck in decks:
        for key in deck.keys:
            by_type[deck.card(key).question.type].append(key)
    keys = [key for some in by_type.values() for key in some[:rounds]]
    Random(1).shuffle(keys)
    app = QuizApp(profile, StartReview(decks, These(tuple(keys))))
    app.driver_class = Terminal
    bare = BareCards()
    running = [asyncio.create_task(one.run_async(size=SIZE)) for one in (app, bare)]
    await asyncio.sleep(3)
    await bench.settle()
    gc.collect()
    gc.freeze()
    ours: dict[tuple[str, str], list[Spent]] = defaultdict(list)
    theirs: dict[str, list[Spent]] = defaultdict(list)
    for turn in range(len(keys)):
        session = app.screen.session
        stage = session.stage
        if not isinstance(stage, Asking):
            break
        kind = stage.presented.card.question.type
        if kind in ("typed", "numeric", "cloze"):
            for at, field in enumerate(app.screen.query(Input)):
                field.value = f"{at}7"
            field.focus()
            await bench.settle()
        elif kind == "multi_choice":
            ours["tick", kind].append(await bench.press(app, "1"))
        elif kind == "matching":
            await bench.press(app, *"123456"[: len(stage.presented.interaction.lefts)])
        else:
            ours["down", kind].append(await bench.press(app, "down"))
            await bench.press(app, "up")
        ours["answer", kind].append(await bench.press(app, *ANSWER[kind]))
        assert not isinstance(session.stage, Asking), kind
        theirs["answer"].append(await bench.press(bare, "1"))
        go_on = "3" if kind == "flashcard" else "enter"
        if turn % 2:
            if kind == "flashcard":
                await bench.press(app, go_on)
            ours["undo", kind].append(await bench.press(app, "ctrl+z"))
            theirs["undo"].append(await bench.press(bare, "u"))
            assert getattr(session.presented, "card", None) == stage.presented.card, kind
            if isinstance(session.stage, Asking):
                if kind in ("typed", "numeric", "cloze"):
                    list(app.screen.query(Input))[-1].focus()
                    await bench.settle()
                await bench.press(app, *ANSWER[kind])
            await bench.press(bare, "1")
        ours["next", kind].append(await bench.press(app, go_on))
        theirs["next"].append(await bench.press(bare, "enter"))
        while not isinstance(session.stage, Asking | Finished):
            await bench.press(app, "k")
            assert isinstance(session.stage, Asking | Finished), app.screen
    app.exit()
    bare.exit()
    await asyncio.gather(*running)
    return ours, theirs


def rows(rounds: int = 4, by_type: bool = False) -> Iterator[Row]:
    """For each of three keys: over all types of question, and for the dearest type or each."""
    meter = Meter()
    with (
        tempfile.TemporaryDirectory() as name,
        patch("os.fsync", lambda _: None),
        redirect_stdout(sys.stdout),  # two apps at a time do not give it back
    ):
        profile = learner(Path(name) / "home", Path(name) / "cache")
        with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(meter)) as runner:
            ours, theirs = runner.run(measure(Bench(meter), profile, rounds))
    names = {"answer": "key on an answer", "next": "key to the next card", "undo": "undo"}
    for what, called in names.items():
        kinds = {kind: spent for (one, kind), spent in ours.items() if one == what}
        every = [spent for some in kinds.values() for spent in some]
        dearest = max(kinds, key=lambda kind: median(cpu for cpu, _ in kinds[kind]))
        some_kinds = {
            f"{called}, {kind}": kinds[kind] for kind in (kinds if by_type else [dearest])
        }
        for title, some in {called: every, **some_kinds}.items():
            yield Row(title, samples(some), samples(theirs[what]), "bare card app", "≤ 2 ×")


def samples(some: Iterable[Spent]) -> Samples:
    found = Samples()
    for one in some:
        found.add(*one)
    return found


def main() -> None:
    for line in lines(rows(int(sys.argv[1]) if len(sys.argv) > 1 else 4, by_type=True)):
        print(line)


if __name__ == "__main__":
    main()
