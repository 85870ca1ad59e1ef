"""The day's cards: an answer and the next card, what is due, what comes, what a plan asks.

python -m tests.bench.today
"""

import gc
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from unittest.mock import patch

from quizapp.core.day import Day
from quizapp.memory.fsrs import Rating
from quizapp.questions.interactions import SelfGraded
from quizapp.scheduling.forecast import forecasting_to_next
from quizapp.scheduling.plan import planning
from quizapp.study.profile import Profile
from quizapp.study.queue import Queue
from quizapp.study.review import ReviewSession
from quizapp.study.selection import Minutes
from quizapp.study.stages import Asking
from tests.bench import anki_peer, table
from tests.bench.histories import write_history
from tests.bench.make_decks import write_decks
from tests.bench.startup import QUIZAPP
from tests.bench.table import Row, Samples

AT_ONCE = 20
"""Answers that are timed together: one alone is as short as the clock's own ticks."""
NO_LIMITS = "new_per_day = 9999\nreviews_per_day = 9999\ncatch_up_days = 1\n"
AHEAD = 30
"""Days to plan for."""


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        large, peer = learner(folder / "large", 20, 5_000, 1_000_000), folder / "peer.anki2"
        if anki_peer.is_there():
            with opened(large) as profile:
                keys = [key for deck in profile.library.decks for key in deck.keys]
                anki_peer.make(peer, keys, profile.progress, profile.day)
        yield from answers(learner(folder / "small", 20, 25, 1_000), large, peer)
        yield due_counts(large, peer)
        yield due_as_json(large, peer)
        yield minutes(large)
        yield from coming(large)
        yield from ready(learner(folder / "middle", 20, 500, 200_000), "10,000 cards", "≤ 300 ms")
        yield from ready(large, "100,000 cards", "≤ 2,000 ms")


def learner(home: Path, decks: int, cards: int, answered: int) -> Path:
    """Decks of so many cards each and answers to them, opened once, so that caches are there."""
    write_decks(home / "decks", decks, cards)
    write_history(home, decks * cards, answered, decks)
    with opened(home):
        pass
    return home


@contextmanager
def opened(home: Path, settings: str = "") -> Iterator[Profile]:
    (home / "config.toml").write_text(settings)
    with patch.dict(os.environ, QUIZAPP_HOME=str(home)):
        profile = Profile.open()
        try:
            yield profile
        finally:
            profile.close()


def beside(peer: Path) -> str:
    return anki_peer.NAME if peer.exists() else f"{anki_peer.NAME} is not installed"


def answers(small: Path, large: Path, peer: Path) -> Iterator[Row]:
    """Grade, schedule, save, next card, and how many are left, as a screen asks for it."""
    anki = anki_peer.Peer(peer) if peer.exists() else None
    with (
        opened(small, NO_LIMITS) as few,
        opened(large, NO_LIMITS) as many,
        patch("os.fsync", lambda _: None),
    ):
        sessions = [Answering(few), Answering(many)]
        samples = Samples(), Samples(), Samples()
        gc.collect()
        gc.freeze()
        works = [one.answer for one in (*sessions, anki) if one]
        for _ in range(12):
            for work, found in zip(works, samples, strict=False):
                cpu, wall = table.spent(partial(repeat, work))
                found.add(cpu / AT_ONCE, wall / AT_ONCE)
        gc.unfreeze()
    if anki:
        anki.close()
    what = "grade, schedule, save, next card, fsync aside, after {} answers"
    for past, found in zip(("1,000", "1,000,000"), samples[:2], strict=True):
        yield Row(what.format(past), found, anki and samples[2], beside(peer), "≤ 0.3 ms")


def repeat(work: Callable[[], None]) -> None:
    for _ in range(AT_ONCE):
        work()


class Answering:
    """A review in which card after card is answered right, nine seconds apart."""

    def __init__(self, profile: Profile) -> None:
        self._now = profile.clock()
        self._session = ReviewSession.begin(profile.library.decks, profile.today())

    def answer(self) -> None:
        session = self._session
        self._now += timedelta(seconds=9)
        assert isinstance(session.stage, Asking), "all cards are answered"
        card, asked = session.stage.presented.card, session.stage.presented.interaction
        if isinstance(asked, SelfGraded):
            session.reveal(self._now)
            session.rate(Rating.GOOD, self._now)
        else:
            session.answer(card.question.solution(card.variant), self._now)
            _ = session.share, session.left
            session.proceed(self._now)
        _ = session.share, session.left


def due_counts(home: Path, peer: Path) -> Row:
    """As Home counts them, which knows the decks and the progress."""
    anki = anki_peer.Peer(peer) if peer.exists() else None
    with opened(home) as profile:
        ours, theirs = table.by_turns(
            15,
            lambda: profile.today().work(profile.library.decks),
            anki.count if anki else lambda: None,
        )
    if anki:
        anki.close()
    return Row("due counts, 100,000 cards", ours, anki and theirs, beside(peer), "≤ 20 ms")


def due_as_json(home: Path, peer: Path) -> Row:
    def ours() -> None:
        subprocess.run([*QUIZAPP, "due", "--json"], env=env, check=True, capture_output=True)

    def theirs() -> None:
        if peer.exists():
            subprocess.run(anki_peer.open_and_count(peer), check=True, capture_output=True)

    env = {**os.environ, "QUIZAPP_HOME": str(home)}
    (home / "config.toml").unlink(missing_ok=True)
    one, other = table.by_turns(9, ours, theirs)
    name = f"{beside(peer)}: open, and the deck tree" if peer.exists() else beside(peer)
    return Row("`due --json`, 100,000 cards", one, other if peer.exists() else None, name, "≤ 1 ×")


def minutes(home: Path) -> Row:
    samples = Samples()
    with opened(home) as profile:
        for _ in range(9):
            choose = lambda: Queue.of(Minutes(15), profile.library.decks, profile.today())  # noqa: E731
            samples.add(*table.spent(choose))
    return Row("15 minutes out of 100,000 cards", samples, target="≤ 200 ms")


def coming(home: Path) -> Iterator[Row]:
    with opened(home) as profile:
        yield from in_slices(
            "the week to come, 100,000 cards", lambda: forecasting_to_next(profile.today()), ""
        )


def ready(home: Path, what: str, target: str) -> Iterator[Row]:
    with opened(home) as profile:
        yield from in_slices(
            f"ready in {AHEAD} days, {what}",
            lambda: planning(profile.library.decks, profile.today(), Day(profile.day + AHEAD)),
            target,
        )


def in_slices(
    what: str, work: Callable[[], Generator[float, None, object]], target: str
) -> Iterator[Row]:
    """All of it, and the longest that a screen has to wait for a pause."""
    whole, longest = Samples(), Samples()
    for _ in range(5):
        slices = list(_slices(work()))
        whole.add(*(sum(one) for one in zip(*slices, strict=True)))
        longest.add(*(max(one) for one in zip(*slices, strict=True)))
    yield Row(what, whole, target=target)
    yield Row("its longest slice", longest, target="≤ 50 ms")


def _slices(work: Generator[float, None, object]) -> Iterator[tuple[float, float]]:
    """The milliseconds of CPU and of wall of each."""
    ended = False
    while not ended:
        cpu, wall = time.thread_time(), time.perf_counter()
        ended = next(work, None) is None
        yield (time.thread_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


if __name__ == "__main__":
    for line in table.lines(rows()):
        print(line, flush=True)
