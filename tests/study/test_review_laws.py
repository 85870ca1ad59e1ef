"""Whatever a learner does in a review, its books stay straight."""

import random
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.day import Day
from quizapp.core.settings import Settings
from quizapp.memory.fsrs import Rating
from quizapp.progress.progress import Progress
from quizapp.study.card_actions import CardAction
from quizapp.study.review import ReviewSession
from quizapp.study.selection import DUE_TODAY, Minutes, Practice, Selection, These
from quizapp.study.stages import Asking, Leech, Revealed, ReviewLogEntry
from tests.study.conftest import World
from tests.study.decks import CHOICE, FLASHCARD, SIBLINGS, TYPED

KEYS = (*(f"test-deck/card-{at}" for at in range(5)), "test-deck/card-5#c1")

ANSWERS = "right wrong wrong reveal good again next next undo hint harder mine missed keep"
ACTIONS = st.lists(st.sampled_from([*ANSWERS.split(), *CardAction]), max_size=40)
SELECTIONS = st.sampled_from([DUE_TODAY, These(KEYS), Minutes(1), Minutes(60), Practice(KEYS)])


def do(review: ReviewSession, action: str, world: World) -> None:
    match action:
        case "right" | "wrong":
            review.answer(action, world.now)
        case "reveal":
            review.reveal(world.now)
        case "good":
            review.rate(Rating.GOOD, world.now)
        case "again":
            review.rate(Rating.AGAIN, world.now)
        case "next":
            review.proceed(world.now)
        case "undo":
            review.undo(world.now)
        case "hint":
            review.hint()
        case "harder":
            review.overrule(Rating.HARD, world.now)
        case "mine":
            review.overrule(Rating.GOOD, world.now)
        case "missed":
            review.overrule(Rating.AGAIN, world.now)
        case "keep":
            review.keep(world.now)
        case _:
            review.change_card(CardAction(action), world.now)


def with_history(world: World, chance: random.Random) -> None:
    """Some answers of earlier days, and some cards set aside and flagged."""
    for _ in range(chance.randrange(4)):
        review = world.review()
        for _ in range(chance.randrange(12)):
            right = review.presented and review.presented.card.question.solution(
                review.presented.card.variant
            )
            review.answer(right if right and chance.random() < 0.5 else "wrong", world.now)
            review.reveal(world.now)
            review.rate(Rating.EASY, world.now)
            review.keep(world.now)
            world.wait(minutes=chance.choice([0, 1, 15]))
            review.proceed(world.now)
        world.wait(days=chance.choice([1, 4, 40]))
    for key in KEYS:
        if chance.random() < 0.2:
            world.progress.flag(key, 1, world.now)
        if chance.random() < 0.1:
            world.progress.suspend(key, world.now)
        if chance.random() < 0.2:
            world.progress.bury(key, Day(world.today + chance.randrange(9)), world.now)


def standing(progress: Progress, today: int) -> Mapping[str, object]:
    """All that undo has to bring back; of the buried cards, those that are so still."""
    return {
        "cards": dict(progress.cards),
        "due_day": dict(progress.due_day),
        "in_steps": dict(progress.in_steps),
        "suspended": set(progress.suspended),
        "buried": {key: until for key, until in progress.buried.items() if until > today},
        "flags": dict(progress.flags),
        "days": {day: dict(decks) for day, decks in progress.days.items()},
        "reviews": progress.reviews,
    }


def look(review: ReviewSession, selection: Selection, reviews: int) -> None:
    """What holds at all times."""
    assert review.progress.reviews == reviews + len(review.log)
    assert [
        action for action in review.undo_stack if isinstance(action, ReviewLogEntry)
    ] == review.log
    assert 0 <= review.share <= 1
    assert 0 <= review.left <= len(KEYS) + 2
    waiting = [*review.queue._main, *(key for _, key in review.queue._learning)]
    assert len(review.queue) == len(waiting)
    assert all(key in review.queue for key in waiting)
    each = [1] * len(waiting) if review.is_practice else map(review.today.answers_needed, waiting)
    assert review.queue.answers_left() == sum(each)
    if isinstance(review.stage, Asking | Revealed):
        waiting.append(review.stage.presented.card.key)
    assert len(waiting) == len(set(waiting))
    if isinstance(review.stage, Leech):
        assert not isinstance(selection, Practice)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(ACTIONS, SELECTIONS, st.integers(0, 2**16))
def test_any_sequence_of_actions_keeps_the_books_straight(
    actions: list[str], selection: Selection, seed: int
) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder), Settings(leech_lapses=1))
        make = [CHOICE, FLASHCARD, TYPED]
        cards = [make[at % 3].format(id=f"card-{at}") for at in range(5)]
        world.add([*cards, SIBLINGS.format(id="card-5")])
        chance = random.Random(seed)
        with_history(world, chance)
        before = standing(world.progress, world.today)
        states = dict(world.progress.cards)
        reviews = world.progress.reviews
        review = world.review(selection)
        for action in actions:
            do(review, action, world)
            world.wait(seconds=chance.choice([1, 30, 120]))
            look(review, selection, reviews)
            if isinstance(selection, Practice):
                assert dict(world.progress.cards) == states
        again = Progress.open(Path(folder) / "home", world.model)
        assert standing(again, world.today) == standing(world.progress, world.today)
        for _ in range(len(review.undo_stack)):
            assert review.undo(world.now)
            look(review, selection, reviews)
        assert not review.undo(world.now)
        assert standing(world.progress, world.today) == before
