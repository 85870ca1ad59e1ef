"""Cards that their author keeps apart are siblings: never asked on one day, nor in one quiz."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.day import Day
from quizapp.core.settings import Settings
from quizapp.deck.deck import Deck
from quizapp.scheduling.plan import plan
from quizapp.study.question_pool import QuestionPool, QuizOptions
from quizapp.study.queue import Queue
from quizapp.study.selection import Minutes
from tests.study.conftest import MakeWorld, World
from tests.study.decks import CHOICE, FLASHCARD, SIBLINGS, deck
from tests.study.test_queue import answer_all

few = settings(deadline=None, max_examples=25)


def apart(card: str, *others: str) -> str:
    """A card kept apart from others."""
    said = f"apart: [{', '.join(others)}]"
    if "{id:" in card:
        return card.replace("{id:", f"{{{said}, id:")
    return f"{card.rstrip()}\n    {said}\n"


@st.composite
def graphs(draw: st.DrawFn) -> list[str]:
    """Cards of which some are kept apart from some, clozes of three gaps among them."""
    number = draw(st.integers(2, 9))
    pairs = draw(
        st.sets(st.tuples(st.integers(0, number - 1), st.integers(0, number - 1)), max_size=14)
    )
    kinds = draw(st.lists(st.sampled_from((CHOICE, SIBLINGS)), min_size=number, max_size=number))
    return [
        apart(kind.format(id=f"q{at}"), *(f"q{b}" for a, b in sorted(pairs) if a == at != b))
        for at, kind in enumerate(kinds)
    ]


def rivals(decks: Sequence[Deck], keys: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs among `keys` that should not be together, as the questions themselves say."""
    cards = [one.card(key) for one in decks for key in one.keys if key in keys]
    return [
        (a.key, b.key)
        for a in cards
        for b in cards
        if a.key != b.key and (a.question.id == b.question.id or b.question.id in a.question.apart)
    ]


@pytest.mark.slow
@few
@given(cards=graphs())
def test_none_is_asked_on_the_day_of_one_that_tells_it_and_all_come_in_their_turn(
    cards: list[str],
) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder), Settings(new_per_day=99, reviews_per_day=99))
        world.add(cards)
        keys = {key for one in world.decks for key in one.keys}
        for _ in range(40):
            asked = {entry.presented.card.key for entry in answer_all(world, lapse_every=4).log}
            assert rivals(world.decks, sorted(asked)) == []
            keys -= asked
            if not keys:
                break
            world.wait(days=1)
        assert keys == set()


@pytest.mark.slow
@few
@given(cards=graphs())
def test_counts_agree_with_what_is_asked(cards: list[str]) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder), Settings(new_per_day=99, reviews_per_day=99))
        world.add(cards)
        for _ in range(6):
            new, due = world.queue_day().cards(world.decks)
            total = world.counts()[1]
            assert (total.new, total.due) == (len(new), len(due))
            answer_all(world, lapse_every=3)
            world.wait(days=1)


@few
@given(cards=graphs(), days=st.integers(2, 12))
def test_a_plan_brings_none_on_the_day_of_one_that_tells_it(cards: list[str], days: int) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder), Settings(new_per_day=99, reviews_per_day=99))
        world.add(cards)
        day = Day(world.today + days)
        found = plan(world.decks, world.queue_day(), day)
        assert rivals(world.decks, found.today) == []
        assert sum(portion.new for portion in found.days) == len(world.decks[0].keys)


@settings(deadline=None, max_examples=60)
@given(cards=graphs(), number=st.none() | st.integers(1, 9), seed=st.integers(0, 2**40))
def test_no_quiz_asks_two_that_tell_each_other_and_each_is_as_long_as_it_was_said(
    cards: list[str], number: int | None, seed: int
) -> None:
    with TemporaryDirectory() as folder:
        decks = [deck(Path(folder), cards)]
        pool = QuestionPool.of(decks, frozenset())
        options = QuizOptions(number=number)
        drawn = pool.draw(options, seed).cards
        assert rivals(decks, drawn) == []
        assert len(drawn) == pool.size(options)
        if number is None:
            assert len(drawn) + pool.left_out(options) == len(cards)


def test_every_card_can_be_drawn_even_one_that_is_kept_apart_from_many(tmp_path: Path) -> None:
    leaves = [CHOICE.format(id=f"q{at}") for at in range(12)]
    hub = apart(CHOICE.format(id="hub"), "q0", "q1", "q2", "q3")
    pool = QuestionPool.of([deck(tmp_path, [hub, *leaves])], frozenset())
    assert pool.size(QuizOptions(number=None)) == 12
    seen = {key for seed in range(40) for key in pool.draw(QuizOptions(number=5), seed).cards}
    assert seen == {one.key for one in pool.candidates}


def test_one_of_a_pair_is_as_likely_in_a_quiz_as_the_other(tmp_path: Path) -> None:
    pair = [apart(CHOICE.format(id="a"), "b"), CHOICE.format(id="b")]
    pool = QuestionPool.of([deck(tmp_path, pair)], frozenset())
    drawn = [pool.draw(QuizOptions(number=None), seed).cards for seed in range(100)]
    assert 30 < drawn.count(("test-deck/a",)) < 70


@pytest.mark.parametrize("first", ["a", "b"])
def test_it_is_enough_that_one_of_the_two_says_so(first: str, tmp_path: Path) -> None:
    cards = [FLASHCARD.format(id=one) for one in "ab"]
    cards = [
        apart(card, "b" if first == "a" else "a") if f"id: {first}" in card else card
        for card in cards
    ]
    found = deck(tmp_path, cards)
    assert found.siblings == ("test-deck/a", "test-deck/b")
    assert (
        {*found.gives_away("test-deck/a")}
        == {*found.gives_away("test-deck/b")}
        == {*found.siblings}
    )


@pytest.mark.slow
def test_what_is_kept_of_a_deck_grows_with_what_is_written_and_not_with_its_cards(
    tmp_path: Path,
) -> None:
    gaps = " ".join(f"{{{{c{number}::gap}}}}" for number in range(1, 99))
    names = [f"q{at}" for at in range(20)]
    cards = [
        f"  - {{id: {one}, apart: [{', '.join({*names} - {one})}], type: cloze, text: '{gaps}'}}\n"
        for one in names
    ]
    found = deck(tmp_path, cards)
    assert len(found.siblings) == 20 * 98
    assert sum(map(len, found.apart.values())) == 20 * 19


def test_a_retired_card_keeps_nothing_back(world: World) -> None:
    retired = CHOICE.format(id="old").rstrip() + "\n    status: retired\n"
    world.add([apart(retired, "new"), apart(CHOICE.format(id="new"), "old")])
    assert world.decks[0].siblings == ()
    assert world.counts()[1].new == 1


def test_a_card_in_its_learning_steps_holds_back_the_one_that_tells_it(
    make_world: MakeWorld,
) -> None:
    world = make_world()
    world.add([apart(CHOICE.format(id="a"), "b"), CHOICE.format(id="b")])
    review = world.review()
    review.answer("wrong", world.now)
    assert [key for _, key in world.queue_day().learning(world.decks)] == ["test-deck/a"]
    assert world.queue_day().cards(world.decks) == ([], [])


def test_a_few_minutes_hold_no_two_that_tell_each_other(world: World) -> None:
    world.add(
        [apart(CHOICE.format(id="a"), "b", "c"), CHOICE.format(id="b"), CHOICE.format(id="c")]
    )
    queue = Queue.of(Minutes(60), world.decks, world.queue_day())
    asked = [key for key in iter(lambda: queue.next(0), None)]
    assert asked == ["test-deck/a"]
