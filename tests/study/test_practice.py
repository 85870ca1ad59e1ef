"""Practice: as often as one likes, and the schedule stays as it is."""

import random
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.errors import DeckError
from quizapp.core.settings import Settings
from quizapp.memory.fsrs import Rating
from quizapp.study.actions import ReviewAction
from quizapp.study.profile import Profile
from quizapp.study.queue import LATER
from quizapp.study.review import ReviewSession
from quizapp.study.selection import Practice, drafts_of, practice_of
from quizapp.study.stages import Answered, Asking, Finished, Revealed
from tests.study.conftest import World
from tests.study.decks import FLASHCARD, SIBLINGS, TYPED, choices, deck

pytestmark = pytest.mark.day


def everything(world: World) -> Practice:
    return Practice(tuple(key for deck in world.decks for key in deck.keys))


def practised(world: World, review: ReviewSession, misses: random.Random, most: int) -> list[str]:
    """Go on to the end, missing `most` times at most; the cards in the order they were asked."""
    asked = []
    for _ in range(200):
        match review.stage:
            case Finished():
                return asked
            case Asking(presented=presented):
                missed = most > 0 and misses.random() < 0.5
                most -= missed
                asked.append(presented.card.key)
                right = presented.card.question.solution(presented.card.variant)
                review.answer("wrong" if missed else right, world.now)
                review.reveal(world.now)
                review.rate(Rating.AGAIN if missed else Rating.GOOD, world.now)
            case _:
                review.proceed(world.now)
        world.wait(seconds=20)
    raise AssertionError("the practice does not end")


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**16), st.integers(0, 15))
def test_practice_ends_and_moves_no_card_and_no_limit(seed: int, most: int) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder), Settings(leech_lapses=1))
        world.add([*choices(4), FLASHCARD.format(id="front"), SIBLINGS.format(id="many")])
        misses = random.Random(seed)
        for _ in range(misses.randrange(4)):
            review = world.review()
            while isinstance(review.stage, Asking) and misses.random() < 0.9:
                review.answer(misses.choice(["right", "wrong"]), world.now)
                review.reveal(world.now)
                review.rate(Rating.EASY, world.now)
                review.proceed(world.now)
            world.wait(days=misses.choice([0, 1, 9]))
        cards, counts = dict(world.progress.cards), world.counts()
        tally = world.progress.tally(world.today)
        asked = practised(world, world.review(everything(world)), misses, most)
        assert set(asked) == set(world.decks[0].keys)
        assert len(asked) <= len(world.decks[0].keys) + most
        assert dict(world.progress.cards) == cards
        assert world.counts() == counts
        after = world.progress.tally(world.today)
        assert (after.new, after.reviews) == (tally.new, tally.reviews)
        assert after.answers == tally.answers + len(asked)


def test_a_missed_card_comes_back_after_some_others(world: World) -> None:
    world.add(choices(20))
    asked = practised(world, world.review(everything(world)), random.Random(4), most=1)
    twice = [at for at, key in enumerate(asked) if asked.count(key) == 2]
    assert len(asked) == 21
    assert twice[1] - twice[0] == LATER + 1


def test_a_card_that_is_missed_again_and_again_is_asked_again_and_again(world: World) -> None:
    world.add(choices(2))
    review = world.review(everything(world))
    for _ in range(10):
        assert isinstance(review.stage, Asking)
        review.answer("wrong", world.now)
        assert review.left == 1 + isinstance(review.stage, Answered)
        review.proceed(world.now)
    assert review.left == 2


def test_practice_knows_no_intervals_and_nothing_harder_than_it_looked(world: World) -> None:
    world.add([FLASHCARD.format(id="one"), *choices(1)])
    review = world.review(Practice(("test-deck/one",)))
    review.reveal(world.now)
    assert isinstance(review.stage, Revealed)
    assert review.stage.outcomes.keys() == {Rating.AGAIN, Rating.GOOD}
    assert all(outcome.is_practice for outcome in review.stage.outcomes.values())
    review = world.review(Practice(("test-deck/card-1",)))
    review.answer("right", world.now)
    assert not review.can(ReviewAction.HARDER)
    assert review.is_practice


def test_progress_in_practice_counts_one_answer_a_card(world: World) -> None:
    world.add(choices(4))
    review = world.review(everything(world))
    review.answer("right", world.now)
    assert review.share == 0.25


def test_undo_in_practice_keeps_a_card_that_is_in_its_steps(world: World) -> None:
    world.settings = Settings(learning_steps=(timedelta(days=1),))
    world.add(choices(2))
    for _ in range(2):
        review = world.review()
        review.answer("wrong", world.now)
    review = world.review(everything(world))
    review.answer("right", world.now)
    review.proceed(world.now)
    review.undo(world.now)
    assert review.left == 2
    assert len(practised(world, review, random.Random(0), 0)) == 2


def test_who_was_right_after_all_is_not_asked_again_in_practice(world: World) -> None:
    world.add([TYPED.format(id="one")])
    review = world.review(everything(world))
    review.answer("Kirgisien", world.now)
    assert review.left == 1
    review.overrule(Rating.GOOD, world.now)
    review.proceed(world.now)
    assert isinstance(review.stage, Finished)
    assert world.progress.reviews == 1


def test_practice_comes_in_another_order_after_every_answer(world: World) -> None:
    world.add(choices(20))
    orders = set()
    for _ in range(3):
        orders.add(tuple(practised(world, world.review(everything(world)), random.Random(0), 0)))
    assert len(orders) == 3


def test_one_can_practise_all_cards_but_suspended_ones_or_those_with_a_tag(home: Path) -> None:
    cards = [f"{one}    tags: [{tag}]\n" for one, tag in zip(choices(3), "aab", strict=True)]
    deck(home / "decks", cards)
    profile = Profile.open()
    found = [profile.library.deck("test-deck")]
    profile.progress.suspend("test-deck/card-1", profile.clock())
    assert practice_of(found, profile.progress) == Practice(
        ("test-deck/card-2", "test-deck/card-3")
    )
    assert practice_of(found, profile.progress, "a") == Practice(("test-deck/card-2",))
    with pytest.raises(DeckError, match='no card has the tag "c"; there are a, b'):
        practice_of(found, profile.progress, "c")
    review = ReviewSession.begin(found, profile.today(), practice_of(found, profile.progress))
    assert review.is_practice
    assert not ReviewSession.begin(found, profile.today()).is_practice


def test_a_draft_that_was_tried_is_as_new_when_it_is_approved(home: Path) -> None:
    card = choices(1)[0]
    deck(home / "decks", [f"{card}    status: draft\n", *choices(2)[1:]])
    profile = Profile.open()
    found = [profile.library.deck("test-deck")]
    assert drafts_of(found) == Practice(("test-deck/card-1",))
    review = ReviewSession.begin(found, profile.today(), drafts_of(found))
    assert review.is_practice
    review.answer("right", profile.clock())
    assert profile.progress.cards.get("test-deck/card-1") is None
    deck(home / "decks", choices(2))
    again = Profile.open()
    assert again.today().work([again.library.deck("test-deck")]).total.new == 2
