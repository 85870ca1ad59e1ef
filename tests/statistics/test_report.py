"""Every figure of `stats --json`, recomputed from the lines of the journal by other code."""

import json
import tempfile
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from quizapp.core.day import Calendar, Day
from quizapp.core.pauses import through
from quizapp.core.settings import Settings
from quizapp.deck.deck import Deck
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.codec import stamp
from quizapp.progress.events import (
    NO_CARD,
    PRACTICE,
    Answer,
    Event,
    EventData,
    EventKey,
    Forgotten,
    QuizBegan,
    QuizFinished,
    QuizSpec,
    Renamed,
    Undone,
)
from quizapp.progress.progress import Progress
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.forecast import forecast
from quizapp.scheduling.today import Today
from quizapp.statistics.report import EVERYTHING, Scope, Statistics
from quizapp.statistics.span import Span
from tests.progress.samples import write
from tests.statistics.recomputed import Figures, Journal
from tests.study.decks import deck as make_deck

ZONE = ZoneInfo("Europe/Berlin")
CALENDAR = Calendar(4, ZONE)
BEGIN = datetime(2024, 2, 20, 6, tzinfo=UTC)
"""A month before clocks go forward."""
DEVICE = "aaaaaaaa"

CARD = """
  - id: {id}
    type: choice
    prompt: Which is right in {id}?
    answer: right
    distractors: [wrong, worse]
    tags: [{tags}]
    claim: {claim}
    {by}
"""
CLAIMS = {
    "a": ("history, war", "fact", ""),
    "b": ("history", "attributed", "by: Olesya Vartanyan"),
    "c": ("war", "disputed", "by: Olesya Vartanyan"),
    "d": ("people", "attributed", 'by: The "Group"'),
    "e": ("people", "fact", ""),
}
GROUPS = {
    "tags": {"history": "ab", "people": "de", "war": "ac"},
    "claims": {"fact": "ae", "attributed": "bd", "disputed": "c"},
    "speakers": {"Olesya Vartanyan": "bc", 'The "Group"': "d"},
}


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> list[Deck]:
    folder = tmp_path_factory.mktemp("decks")
    cards = [
        CARD.format(id=name, tags=tags, claim=claim, by=by)
        for name, (tags, claim, by) in CLAIMS.items()
    ]
    return [make_deck(folder, cards, "csto"), make_deck(folder, cards[:1], "other")]


CARDS = [*(f"csto/{name}" for name in CLAIMS), "other/a", "gone/x"]
ACTIONS = ("answer", "answer", "answer", "answer", "practice", "quiz", "undo", "forget", "rename")


def history(random: Random) -> list[Event]:
    """Of a learner who answers, practises, takes quizzes, undoes, forgets and renames for months.

    Phases and intervals are drawn, and need not be those that quizapp would give.
    """
    at, events = BEGIN, list[Event]()
    cards = list(CARDS)

    def add(data: EventData) -> str:
        key = EventKey(stamp(at), DEVICE, len(events) + 1)
        events.append(Event(key, data))
        return key.id

    def answer(card: str, is_practice: bool, **more: Any) -> Answer:
        day = CALENDAR.day(at)
        phase = PRACTICE if is_practice else random.choice(["learning", *["review"] * 4])
        rating = random.choice([1, 2, 3, 3, 3, 4])
        if phase == "review" and rating == 1:
            phase = "relearning"
        due = 0 if is_practice else int(at.timestamp() * 1000) + 600_000
        if phase == "review":
            due = day + random.choice([1, 3, 20, 21, 60])
        return Answer(card, day, rating, phase, 0, due, ms=random.randint(0, 90_000), **more)

    answered: list[tuple[str, str]] = []
    for _ in range(random.choice([0, 9, 40, 80])):
        at += timedelta(minutes=random.choice([0.1, 7, 61, 1440, 1440, 5 * 1440, 17_003]))
        card, action = random.choice(cards), random.choice(ACTIONS)
        if action in ("answer", "practice"):
            answered.append((card, add(answer(card, action == "practice"))))
        elif action == "quiz":
            asked = random.sample(cards, random.randint(1, 3))
            quiz = add(QuizBegan(QuizSpec(tuple(asked), seed=1)))
            counts = random.random() < 0.5
            said = ["", "guess", "unsure", "sure"]
            given = [
                answer(one, not counts, quiz=quiz, confidence=random.choice(said)) for one in asked
            ]
            given = [
                one._replace(verdict="partly", score=0.5)
                if one.rating == 1 and random.random() < 0.5
                else one._replace(verdict="right" if one.rating > 1 else "wrong")
                for one in given
            ]
            right = sum(1 if one.rating > 1 else one.score for one in given)
            add(QuizFinished(quiz, tuple(given), right, len(asked) / 4, len(asked)))
        elif action == "undo" and answered:
            add(Undone(*answered.pop(random.randrange(len(answered)))))
        elif action == "forget":
            event = add(Forgotten((card,)))
            if random.random() < 0.5:
                add(Undone(NO_CARD, event))
        elif action == "rename" and card.startswith("gone/"):
            cards.remove(card)
            cards.append(f"{card}x")
            add(Renamed(card=cards[-1], was=card))
    return events


def learner(
    folder: str, events: Iterable[Event], decks: list[Deck], wait: float
) -> tuple[Statistics, Journal]:
    """The statistics so many days after the last event, and what the journal says itself."""
    home, events = Path(folder), list(events)
    write(home, DEVICE, events)
    write(home, "copy", events[::3])
    last = datetime.fromisoformat(events[-1].key.at) if events else BEGIN
    now = last + timedelta(days=wait)
    model = MemoryModel()
    context = StudyContext(Progress.open(home, model), Settings(), CALENDAR, model, now)
    return through(Statistics.opening(context, decks)), Journal(home, ZONE)


def same(found: Any, expected: Any) -> Any:
    """The same values, where floats may differ as single precision does."""
    if isinstance(expected, dict):
        assert isinstance(found, dict)
        assert found.keys() == expected.keys()
        return all(same(found[name], expected[name]) for name in expected)
    if isinstance(expected, list):
        assert len(found) == len(expected)
        return all(map(same, found, expected))
    assert found == (pytest.approx(expected, rel=1e-4, abs=2e-6) if expected is not None else None)
    return True


LENGTHS = {Span.MONTH: 30, Span.YEAR: 365, Span.ALWAYS: None}


ABOUT = ("", "csto", "history", "c")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(48))
def test_each_figure_is_what_the_journal_says_by_other_code(decks: list[Deck], seed: int) -> None:
    random = Random(seed)
    events, span, about = history(random), list(Span)[seed % 3], ABOUT[seed // 3 % 4]
    wait = random.choice([0, 0.5, 2.5, 40])
    with tempfile.TemporaryDirectory() as folder:
        statistics, journal = learner(folder, events, decks, wait)
        scope, cards = EVERYTHING, None
        if about == "csto":
            scope, cards = statistics.of_deck(decks[0]), {f"csto/{name}" for name in CLAIMS}
        elif about == "history":
            scope, cards = statistics.of_tag("history"), {"csto/a", "csto/b", "other/a"}
        elif about:
            scope, cards = Scope("one", frozenset({"csto/c"})), {"csto/c"}
        found = json.loads(json.dumps(statistics.report(scope, span).as_json()))
        context = statistics.context
        figures = Figures(journal, cards, LENGTHS[span], context.day)
        assert same({name: found[name] for name in figures.totals()}, figures.totals())
        assert found["scope"] == scope.name
        assert found["span"] == span.value
        assert found["first_day"] == date.fromordinal(figures.first).isoformat()
        assert found["last_day"] == date.fromordinal(context.day).isoformat()
        assert found["streak"] == figures.activity()["streak"]
        assert same(found["activity"], figures.activity())
        assert same(found["today"], figures.now())
        assert same(found["retention"], figures.retention())
        assert same(found["calibration"], figures.calibration())
        assert same(found["buttons"], figures.buttons())
        assert same(found["hours"], figures.hours(ZONE, 4))
        assert same(found["confidence"], figures.confidence())
        assert same(found["quizzes"], figures.quiz_scores(ZONE, cards))
        adds_up(found["coming"], figures, {*CARDS[:6]} & (cards or {*CARDS}))
        if cards is None:
            assert statistics.report().coming.days == forecast(Today(context, decks), 30)
        known(found["knowledge"], figures, cards)
        spread(found["memory"], figures)
        recalled = (found["memory"]["retrievability"]["mean"] or 0) * found["knowledge"]["learned"]
        assert recalled == pytest.approx(found["knowledge"]["known"], abs=1e-4)
        for kind, groups in GROUPS.items():
            names = {
                name: [f"csto/{one}" for one in some] + ["other/a"] * ("a" in some)
                for name, some in groups.items()
            }
            kept = {
                name: [key for key in keys if cards is None or key in cards]
                for name, keys in names.items()
            }
            expected = [figures.group(name, keys) for name, keys in kept.items() if keys]
            if kind != "claims":
                expected.sort(key=lambda one: (-one["cards"], one["name"]))
            assert same(found[kind], expected)


def test_decks_that_are_not_asked_bring_no_work_but_are_known_all_the_same(
    decks: list[Deck], tmp_path: Path
) -> None:
    statistics, _ = learner(str(tmp_path), [], decks, 0)
    opening = Statistics.opening(statistics.context, decks, decks[1:])
    found = through(opening).report()
    assert found.coming.new == 1
    assert found.knowledge.cards == 6
    assert statistics.report().coming.new == 6


def test_answers_of_a_day_that_has_not_come_count_from_that_day_on(
    decks: list[Deck], tmp_path: Path
) -> None:
    events = [
        Event(
            EventKey(stamp(BEGIN + timedelta(days=day)), DEVICE, day + 1),
            Answer("csto/a", Day(CALENDAR.day(BEGIN) + day), 3, "review", 0, 739_000, ms=6000),
        )
        for day in (0, 1, 3)
    ]
    statistics, _ = learner(str(tmp_path), events, decks, wait=-2)
    found = statistics.report()
    assert (found.totals.reviews, found.activity.streak, found.activity.longest) == (2, 2, 2)
    assert found.knowledge.growth[-1].day == statistics.context.day
    assert found.knowledge.known == pytest.approx(1)


def adds_up(found: dict[str, Any], figures: Figures, cards: set[str]) -> None:
    assert found["backlog"] == figures.backlog(cards)
    assert [date.fromisoformat(one["day"]).toordinal() for one in found["days"]] == list(
        range(figures.today, figures.today + 31)
    )
    for name in ("new", "reviews", "minutes"):
        total = sum(one[name] for one in found["days"])
        assert found[name] == pytest.approx(total, abs=1e-4)
    assert found["new"] <= len(cards)


def known(found: dict[str, Any], figures: Figures, cards: set[str] | None) -> None:
    points = [date.fromisoformat(one["day"]).toordinal() for one in found["growth"]]
    assert points[-1] == figures.today
    assert all(later - one == found["step"] for one, later in pairwise(points))
    assert points[0] - found["step"] < figures.first <= points[0]
    assert len(points) <= 40
    for day, point in zip(points, found["growth"], strict=True):
        expected, learned = figures.known(day)
        assert point["known"] == pytest.approx(expected, rel=1e-4, abs=2e-6)
        assert point["learned"] == learned
    last = found["growth"][-1]
    assert (found["known"], found["learned"]) == (last["known"], last["learned"])
    assert found["cards"] == len([one for one in CARDS[:6] if cards is None or one in cards])


def spread(found: dict[str, Any], figures: Figures) -> None:
    for name, values in figures.memory().items():
        one = found[name]
        assert one["cards"] == len(values) == sum(each["cards"] for each in one["bins"])
        if values:
            middle = sorted(values)[(len(values) - 1) // 2]
            assert one["median"] == pytest.approx(middle, rel=1e-4)
            assert one["mean"] == pytest.approx(sum(values) / len(values), rel=1e-4)
        for each in one["bins"]:
            # at an edge, single precision may fall on either side
            high = float("inf") if each["high"] is None else each["high"]
            least = sum(each["low"] * 1.0001 <= value < high * 0.9999 for value in values)
            most = sum(each["low"] * 0.9999 <= value <= high * 1.0001 for value in values)
            assert least <= each["cards"] <= most
