"""Decks, what happened to their cards, and the plans that follow."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from quizapp.core.day import Calendar, Day
from quizapp.core.settings import Settings
from quizapp.deck.cache import CompiledDeck, Questions
from quizapp.deck.deck import Deck, Limits
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.codec import stamp
from quizapp.progress.events import (
    BURIED,
    SUSPENDED,
    Answer,
    Event,
    EventData,
    EventKey,
    Marked,
)
from quizapp.progress.progress import Progress
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.plan import Ready, plan
from quizapp.scheduling.today import Today
from tests.progress.samples import NOON, TODAY, write

MODEL = MemoryModel()


@dataclass(frozen=True)
class Case:
    """Decks and what happened to their cards, oldest first."""

    decks: tuple[Deck, ...]
    happened: tuple[EventData, ...] = ()
    settings: Settings = field(default_factory=Settings)
    days: int = 14

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        with TemporaryDirectory() as folder:
            events = [
                Event(
                    EventKey(stamp(NOON - timedelta(hours=1, seconds=-number)), "aaaaaaaa", number),
                    what,
                )
                for number, what in enumerate(self.happened, 1)
            ]
            write(Path(folder), "aaaaaaaa", events)
            yield Progress.open(Path(folder), MODEL)

    def plan(self) -> Ready:
        with self.progress() as progress:
            day = Day(TODAY + self.days)
            calendar = Calendar(4, UTC)
            context = StudyContext(progress, self.settings, calendar, MODEL, NOON)
            return plan(self.decks, Today(context, self.decks), day)


def deck(slug: str, cards: int, limits: Limits | None = None, siblings: int = 0) -> Deck:
    keys = tuple(f"{slug}/card-{number}" for number in range(cards))
    group = keys[:siblings]
    apart = {key: [one for one in group if one != key] for key in group}
    return Deck(
        Path(f"{slug}.yaml"), slug, slug, "en", "", "", None, limits or Limits(), None, 0, keys,
        group, apart, {}, Questions(CompiledDeck({}), lambda: CompiledDeck({})),
    )  # fmt: skip


_limits = st.builds(Limits, st.none() | st.integers(0, 5), st.none() | st.integers(0, 9))


@st.composite
def _happened(draw: st.DrawFn, key: str) -> list[EventData]:
    found: list[EventData] = []
    day = TODAY - draw(st.integers(0, 200))
    for rating in draw(st.lists(st.integers(1, 4), max_size=4)):
        ms = int(NOON.timestamp() * 1000) + draw(st.integers(-(10**8), 10**8))
        phase = draw(st.sampled_from(("review", "review", "learning", "relearning")))
        due = day + draw(st.integers(1, 90)) if phase == "review" else ms
        found.append(Answer(key, Day(day), rating, phase, 0, due, ms=9_000))
        day = min(TODAY, day + draw(st.integers(0, 40)))
    if draw(st.sampled_from((False, False, False, True))):
        until = Day(TODAY + draw(st.integers(0, 30)))
        found.append(Marked((key,), *draw(st.sampled_from(((SUSPENDED, 1), (BURIED, until))))))
    return found


@st.composite
def cases(draw: st.DrawFn) -> Case:
    decks = tuple(
        deck(slug, draw(st.integers(0, 8)), draw(_limits), draw(st.integers(0, 3)))
        for slug in draw(st.sampled_from((("one",), ("one", "two"))))
    )
    happened = [what for one in decks for key in one.keys for what in draw(_happened(key))]
    chosen = Settings(
        new_per_day=draw(st.integers(0, 12)),
        reviews_per_day=draw(st.integers(0, 12)),
        desired_retention=draw(st.floats(0.7, 0.99)),
        learning_steps=draw(st.sampled_from((Settings().learning_steps, ()))),
        relearning_steps=draw(st.sampled_from((Settings().relearning_steps, ()))),
    )
    return Case(decks, tuple(happened), chosen, draw(st.integers(1, 30)))


def keys_of(case: Case) -> list[str]:
    """The cards that count."""
    suspended = {
        what.cards[0]
        for what in case.happened
        if isinstance(what, Marked) and what.mark == SUSPENDED
    }
    return [key for one in case.decks for key in one.keys if key not in suspended]
