"""Answers and journals to test with."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from quizapp.core.day import Day
from quizapp.progress.codec import encode, stamp
from quizapp.progress.events import (
    ARCHIVED,
    BURIED,
    CLOSED,
    FLAGGED,
    GROUP,
    HIDDEN,
    ORDER,
    PRACTICE,
    READ,
    SUSPENDED,
    TAG,
    TITLE,
    Answer,
    Arranged,
    Event,
    EventData,
    EventKey,
    Forgotten,
    Granted,
    LimitRaise,
    Marked,
    QuizBegan,
    QuizDropped,
    QuizFinished,
    QuizResponded,
    QuizSpec,
    QuizTurned,
    Redated,
    Renamed,
    Rescheduled,
    Response,
    SearchSaved,
    Undone,
    card_of,
)
from quizapp.progress.events import answers as given
from quizapp.progress.progress import Progress

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = Day(NOON.toordinal())
GRANTED_DAYS = (TODAY, Day(TODAY + 1))
FIELDS = (TITLE, HIDDEN, ARCHIVED, ORDER, GROUP, CLOSED, READ)


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
        "tags": progress.tags,
        "arranged": {field: dict(progress.arranged(field)) for field in FIELDS},
        "searches": dict(progress.saved_searches),
        "days": {day: dict(decks) for day, decks in progress.days.items()},
        "reviews": progress.reviews,
        "quizzes": {
            quiz: (begun, progress.responses(quiz), progress.current_card(quiz))
            for quiz, begun in progress.open_quizzes.items()
        },
        "past": dict(progress.past_quizzes),
        "granted": {day: progress.granted(day) for day in GRANTED_DAYS},
        "history": [(review.id, review.answer) for review in progress.history()],
    }


def write(home: Path, name: str, events: Iterable[Event]) -> Path:
    """Put a journal file into a home, as if it had been copied there."""
    path = home / "journal" / f"{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(map(encode, events)))
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
    phase = draw(st.sampled_from(("learning", "relearning", "review", PRACTICE)))
    due = draw(st.integers(TODAY, TODAY + 99) if phase == "review" else st.integers(0, 2**41))
    scheduled = phase != PRACTICE
    return Answer(
        card=draw(_cards),
        day=draw(_days),
        rating=draw(st.integers(1, 4)),
        phase=phase,
        step=draw(st.integers(0, 3)) if scheduled else 0,
        due=due if scheduled else 0,
        reply=draw(st.none() | st.text(max_size=9) | st.lists(st.text(max_size=3)).map(tuple)),
        verdict=draw(st.sampled_from((None, "right", "partly", "wrong"))),
        ms=draw(st.integers(0, 300_000)),
        hint=draw(st.integers(0, 3)),
        overridden=draw(st.booleans()),
        confidence=draw(st.sampled_from(("", "guess", "sure"))),
    )


answers = _answers()

_refs = st.builds("{}:{}".format, st.sampled_from(DEVICES), st.integers(1, 12))

_papers = st.builds(
    QuizSpec,
    cards=st.lists(_cards, min_size=1, unique=True).map(tuple),
    seed=st.integers(0, 2**32),
    feedback=st.sampled_from(("each", "end")),
    seconds=st.integers(0, 9000),
    confidence=st.booleans(),
    counts=st.booleans(),
)
_filled = st.builds(
    Response,
    reply=st.none() | st.text(max_size=9) | st.lists(st.text(max_size=3)).map(tuple),
    confidence=st.sampled_from(("", "unsure")),
    marked=st.booleans(),
    ms=st.integers(0, 99_999),
)


@st.composite
def _finished(draw: st.DrawFn) -> QuizFinished:
    quiz = draw(_refs)
    given = draw(st.lists(answers, max_size=3, unique_by=lambda answer: answer.card))
    points = st.sampled_from((0.0, 0.5, 2.75))
    worth = draw(st.dictionaries(_cards, st.sampled_from((0.5, 2.0, 100.0)), max_size=2))
    return QuizFinished(
        quiz,
        tuple(one._replace(quiz=quiz) for one in given),
        draw(points),
        draw(points),
        3,
        worth,
        draw(points) if worth else None,
    )


_some_cards = st.lists(_cards, max_size=3, unique=True).map(tuple)
_marks = st.one_of(
    st.tuples(st.sampled_from((SUSPENDED, f"{TAG}law", f"{TAG}война")), st.integers(0, 1)),
    st.tuples(st.just(BURIED), st.just(0) | _days),
    st.tuples(st.just(FLAGGED), st.integers(0, 7)),
)
_batches: st.SearchStrategy[EventData] = st.one_of(
    st.builds(Rescheduled, _some_cards, _days, st.just(())),
    _some_cards.flatmap(
        lambda cards: st.tuples(*(_days for _ in cards)).map(lambda dues: Redated(cards, dues))
    ),
    st.builds(lambda cards, marked: Marked(cards, *marked), _some_cards, _marks),
    st.builds(Forgotten, _some_cards),
    st.builds(
        Arranged,
        st.sampled_from(("csto", "other", "group:news")),
        st.sampled_from(FIELDS),
        st.integers(0, 3) | st.text(max_size=3),
    ),
    st.builds(SearchSaved, st.sampled_from(("Law", "Война")), st.text(max_size=3)),
)

_grants = st.builds(
    Granted,
    st.sampled_from(GRANTED_DAYS),
    st.lists(
        st.builds(
            LimitRaise,
            st.sampled_from(("new", "reviews", "backlog")),
            st.integers(0, 30),
            st.sampled_from(("", "csto")),
        ),
        max_size=3,
    ).map(tuple),
)


happenings: st.SearchStrategy[EventData] = st.one_of(
    answers,
    answers,
    answers,
    st.builds(Undone, _cards, _refs),
    st.builds(Renamed, _cards, _cards),
    st.builds(lambda card, marked: Marked((card,), *marked), _cards, _marks),
    st.builds(QuizBegan, _papers),
    st.builds(QuizResponded, _refs, _cards, _filled),
    st.builds(QuizTurned, _refs, _cards),
    _finished(),
    st.builds(QuizDropped, _refs),
    _grants,
    _batches,
    _batches,
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
                cards = [
                    card
                    for event in known
                    for card in ([one.card for one in given(event.data)] or [card_of(event.data)])
                ]
                what = Undone(draw(st.sampled_from(cards)), what.ref) if cards else what
            events.append(Event(EventKey(stamp(at), device, seq), what))
        journals[device] = events
    return journals


journals = _journals()
