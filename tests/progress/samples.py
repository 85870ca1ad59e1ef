"""Answers and journals to test with."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from quizapp.day import Day
from quizapp.progress.events import (
    Answer,
    Buried,
    Event,
    Flagged,
    Happening,
    Key,
    Renamed,
    Resumed,
    Suspended,
    Undone,
    line,
    stamp,
)
from quizapp.progress.progress import Progress

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = Day(NOON.toordinal())


def answer(card: str = "csto/parties", day: int = TODAY, rating: int = 3, **more: object) -> Answer:
    """An answer that puts its card into review, four days on."""
    fields = {"phase": "review", "step": 0, "due": day + 4, "ms": 1000} | more
    return Answer(card, Day(day), rating, **fields)  # type: ignore[arg-type]


def in_steps(card: str = "csto/parties", day: int = TODAY, rating: int = 1) -> Answer:
    due = int(NOON.timestamp() * 1000) + 60_000
    return answer(card, day, rating, phase="learning", due=due)


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def standing(progress: Progress) -> dict[str, object]:
    """All that can be seen of where a learner stands."""
    return {
        "cards": dict(progress.cards),
        "due_day": dict(progress.due_day),
        "in_steps": dict(progress.in_steps),
        "suspended": set(progress.suspended),
        "buried": dict(progress.buried),
        "flags": dict(progress.flags),
        "days": {day: dict(decks) for day, decks in progress.days.items()},
        "totals": progress.totals,
        "history": [(review.id, review.answer) for review in progress.history()],
    }


def write(home: Path, name: str, events: Iterable[Event]) -> Path:
    """Put a journal file into a home, as if it had been copied there."""
    path = home / "journal" / f"{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(map(line, events)))
    return path


def own_journal(home: Path) -> Path:
    (path,) = (home / "journal").glob("*.jsonl")
    return path


CARDS = ("csto/a", "csto/b", "csto/c", "other/a")
DEVICES = ("aaaaaaaa", "bbbbbbbb")

_cards = st.sampled_from(CARDS)
_days = st.integers(TODAY, TODAY + 20).map(Day)


@st.composite
def _answers(draw: st.DrawFn) -> Answer:
    phase = draw(st.sampled_from(("learning", "relearning", "review")))
    due = draw(st.integers(TODAY, TODAY + 99) if phase == "review" else st.integers(0, 2**41))
    return Answer(
        card=draw(_cards),
        day=draw(_days),
        rating=draw(st.integers(1, 4)),
        phase=phase,
        step=draw(st.integers(0, 3)),
        due=due,
        reply=draw(st.none() | st.text(max_size=9) | st.lists(st.text(max_size=3)).map(tuple)),
        verdict=draw(st.sampled_from((None, "right", "partly", "wrong"))),
        ms=draw(st.integers(0, 300_000)),
        hint=draw(st.integers(0, 3)),
        overridden=draw(st.booleans()),
    )


answers = _answers()

_refs = st.builds("{}:{}".format, st.sampled_from(DEVICES), st.integers(1, 12))

happenings: st.SearchStrategy[Happening] = st.one_of(
    answers,
    answers,
    answers,
    st.builds(Undone, _cards, _refs),
    st.builds(Renamed, _cards, _cards),
    st.builds(Suspended, _cards),
    st.builds(Resumed, _cards),
    st.builds(Buried, _cards, _days),
    st.builds(Flagged, _cards, st.integers(0, 3)),
)


@st.composite
def _journals(draw: st.DrawFn) -> dict[str, list[Event]]:
    """A journal for each of the devices; their times lie close together and now and then meet."""
    journals = {}
    for device in DEVICES:
        at = NOON
        events: list[Event] = []
        for seq, what in enumerate(draw(st.lists(happenings, max_size=12)), 1):
            at += timedelta(milliseconds=draw(st.integers(0, 2)))
            if isinstance(what, Undone):  # mostly of something that is there, under its name
                known = [event for event in events if event.key.id == what.ref]
                what = Undone(known[0].what.card, what.ref) if known else what
            events.append(Event(Key(stamp(at), device, seq), what))
        journals[device] = events
    return journals


journals = _journals()
