"""More than a day lets in: what its limits hold back, what is granted, and what comes early."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.day import Day
from quizapp.core.errors import NotSaved
from quizapp.core.settings import Settings
from quizapp.deck.deck import Deck
from quizapp.progress.events import Answer
from quizapp.progress.progress import Progress
from quizapp.scheduling.today import Due, HeldBack
from quizapp.study.card_actions import CardAction
from quizapp.study.more_today import more_of, offers
from quizapp.study.review import ReviewSession
from quizapp.study.selection import DUE_TODAY, Ahead, Minutes, More, Practice, Selection, These
from quizapp.study.stages import Asking, Finished, MoreGranted, ReviewLogEntry
from tests.study.conftest import World
from tests.study.decks import SIBLINGS, choices
from tests.study.test_card_actions import asked

pytestmark = pytest.mark.day


def seen(world: World, key: str, last: int, due: int) -> None:
    """Put a card into review; both days are counted from today."""
    world.progress.record(
        Answer(key, Day(world.today + last), 3, "review", 0, world.today + due), world.now
    )


def all_right(world: World, review: ReviewSession) -> list[str]:
    """Answer until nothing is left now; the cards that were asked."""
    keys = []
    while isinstance(review.stage, Asking):
        card = review.stage.presented.card
        keys.append(card.key)
        review.answer(card.question.solution(card.variant), world.now)
        review.proceed(world.now)
    return keys


OWN_LIMITS = st.sampled_from([None, 0, 3, 8])


def limited(draw: st.DrawFn, folder: Path) -> World:
    """A learner with some decks and limits, of which any may hold something back."""
    world = World(
        folder,
        Settings(
            new_per_day=draw(st.sampled_from([0, 5, 20])),
            reviews_per_day=draw(st.sampled_from([0, 10, 200])),
            catch_up_days=draw(st.sampled_from([1, 2, 7])),
            learning_steps=(),
        ),
    )
    away = draw(st.sampled_from([1, 9]))
    for at in range(draw(st.integers(1, 3))):
        own = {"new_per_day": draw(OWN_LIMITS), "reviews_per_day": draw(OWN_LIMITS)}
        limits = ", ".join(
            f"{name}: {number}" for name, number in own.items() if number is not None
        )
        overdue, today, new = (draw(st.integers(0, 30)) for _ in range(3))
        made = world.add(choices(overdue + today + new + 1), f"deck-{at}", f"limits: {{{limits}}}")
        for place, key in enumerate(made.keys[: overdue + today]):
            seen(world, key, -away, -1 if place < overdue else 0)
    first, last = draw(st.integers(0, 3)), draw(st.integers(0, 6))
    keys = world.decks[0].keys
    beyond = dict.fromkeys((*keys[:first], *keys[len(keys) - last :]))
    all_right(world, world.review(These(tuple(beyond))))  # as a plan may want it
    return world


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_just_as_many_more_come_as_were_asked_for_whatever_holds_them_back(
    data: st.DataObject,
) -> None:
    with TemporaryDirectory() as folder:
        world = data.draw(st.composite(limited)(Path(folder)))
        decks = data.draw(st.sampled_from([world.decks, world.decks[:1]]))
        before = world.work(decks)
        more = More(new=data.draw(st.integers(0, 40)), due=data.draw(st.integers(0, 40)))
        review = world.review(decks=decks)
        review.switch_to(more, world.now)
        after = world.work(decks)
        assert after.total.new - before.total.new == min(more.new, before.held.new)
        assert after.total.due - before.total.due >= min(more.due, before.held.due)
        assert after.total.new + after.held.new == before.total.new + before.held.new
        assert after.total.due + after.held.due == before.total.due + before.held.due
        assert review.left == after.total.total
        assert review.undo(world.now) or before == after
        assert world.work(decks) == before


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(st.data())
def test_who_always_asks_for_more_has_done_all_there_is(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        world = data.draw(st.composite(limited)(Path(folder)))
        review = world.review()
        all_right(world, review)
        while held := world.work().held:
            review.switch_to(more_of(10, held), world.now)
            assert all_right(world, review)
        assert world.work().total == Due()
        assert len(world.progress.cards) == sum(len(deck.keys) for deck in world.decks)


def test_new_cards_beyond_the_limit_are_held_back_and_let_in(world: World) -> None:
    world.settings = Settings(new_per_day=3, learning_steps=())
    world.add(choices(9))
    review = world.review()
    assert len(all_right(world, review)) == 3
    assert world.work().held == HeldBack(new=6)
    review.switch_to(More(new=2), world.now)
    assert all_right(world, review) == ["test-deck/card-4", "test-deck/card-5"]
    assert world.work().held == HeldBack(new=4)
    world.wait(days=1)
    assert world.counts()[1].new == 3


def test_a_limit_of_a_deck_is_raised_only_where_it_stands_in_the_way(world: World) -> None:
    world.settings = Settings(new_per_day=20, learning_steps=())
    world.add(choices(9), "narrow", "limits: {new_per_day: 2}")
    world.add(choices(6), "wide")
    world.review().switch_to(More(new=3), world.now)
    granted = world.progress.granted(world.today)
    assert granted == {("new", "narrow"): 3}
    world.settings = Settings(new_per_day=4, learning_steps=())
    world.review().switch_to(More(new=3), world.now)
    assert world.progress.granted(world.today) == {("new", "narrow"): 3, ("new", ""): 3}


def test_a_backlog_is_gone_through_part_by_part_or_all_at_once(world: World) -> None:
    world.settings = Settings(catch_up_days=5)
    for key in world.add(choices(100)).keys:
        seen(world, key, -9, -2)
    review = world.review()
    assert len(all_right(world, review)) == 20
    assert world.work().held == HeldBack(backlog=80)
    part, _ = next(offers(world.queue_day(), world.decks))
    assert part == More(due=20)
    review.switch_to(part, world.now)
    assert len(all_right(world, review)) == 20
    review.switch_to(More(due=60), world.now)
    assert len(all_right(world, review)) == 60
    assert world.work().held == HeldBack()


def test_a_part_of_a_backlog_comes_whole_after_what_fell_due_today_was_done(world: World) -> None:
    world.settings = Settings(catch_up_days=2)
    keys = world.add(choices(90)).keys
    for place, key in enumerate(keys):
        seen(world, key, -9, -2 if place < 60 else 0)
    review = world.review()
    assert len(all_right(world, review)) == 60
    review.switch_to(More(due=20), world.now)
    assert len(all_right(world, review)) == 20


def test_overdue_cards_beyond_the_limit_of_reviews_are_held_back_when_nothing_is_spread(
    world: World,
) -> None:
    world.settings = Settings(catch_up_days=1, reviews_per_day=20)
    for key in world.add(choices(54)).keys:
        seen(world, key, -9, -2)
    assert len(all_right(world, world.review())) == 20
    assert world.work().total == Due()
    assert world.work().held == HeldBack(reviews=34)
    assert list(offers(world.queue_day(), world.decks)) == [
        (More(due=20), 20),
        (More(due=34), 34),
    ]


def test_a_limit_of_nothing_is_no_dead_end(world: World) -> None:
    world.settings = Settings(new_per_day=0, reviews_per_day=0, learning_steps=())
    keys = world.add(choices(5)).keys
    seen(world, keys[0], -3, 0)
    assert world.work().held == HeldBack(new=4, reviews=1)
    review = world.review()
    review.switch_to(More(new=2, due=1), world.now)
    assert set(all_right(world, review)) == set(keys[:3])


def test_what_is_set_aside_or_waits_for_a_sibling_is_not_held_back_by_a_limit(
    world: World,
) -> None:
    world.settings = Settings(new_per_day=1, learning_steps=())
    world.add([SIBLINGS.format(id="one"), *choices(3)])
    assert world.work().held == HeldBack(new=3)
    world.progress.bury("test-deck/card-1", Day(world.today + 1), world.now)
    world.progress.suspend("test-deck/card-2", world.now)
    assert world.work().held == HeldBack(new=1)
    review = world.review()
    review.answer(("first",), world.now)
    review.switch_to(More(new=9), world.now)
    assert all_right(world, review) == ["test-deck/card-3"]
    assert world.work().held == HeldBack()
    assert list(offers(world.queue_day(), world.decks)) == []


def test_undo_takes_back_what_was_granted_and_the_cards_go(world: World) -> None:
    world.settings = Settings(new_per_day=1)
    world.add(choices(5))
    review = world.review()
    review.change_card(CardAction.FLAG, world.now)
    review.answer("right", world.now)
    review.switch_to(More(new=2), world.now)
    second = asked(review)
    review.answer("right", world.now)
    assert isinstance(review.undo(world.now), ReviewLogEntry)
    assert asked(review) == second
    assert isinstance(review.undo(world.now), MoreGranted)
    assert asked(review) == "test-deck/card-1"  # in its step, a little early
    assert review.left == 1
    assert world.work().held == HeldBack(new=4)
    assert isinstance(review.undo(world.now), ReviewLogEntry)
    assert asked(review) == "test-deck/card-1"
    assert review.undo(world.now)
    assert review.undo(world.now) is None
    assert not world.progress.flags


def test_a_grant_of_another_window_counts_here_and_is_not_granted_twice(world: World) -> None:
    world.settings = Settings(new_per_day=1, learning_steps=())
    world.add(choices(5))
    there = World(world.folder, world.settings, now=world.now, decks=world.decks)
    all_right(there, there.review())
    there.review().switch_to(More(new=2), there.now)
    world.progress.refresh()
    assert world.counts()[1].new == 2
    assert len(all_right(world, world.review())) == 2
    there.progress.refresh()
    assert there.work().total == Due()
    assert there.work().held == HeldBack(new=2)


def test_more_while_a_card_is_asked_leaves_it_on_the_screen(world: World) -> None:
    world.settings = Settings(new_per_day=2)
    world.add(choices(9))
    review = world.review()
    review.hint()
    stage = review.stage
    review.switch_to(More(new=3), world.now)
    assert review.stage is stage
    assert review.left == 5
    assert isinstance(review.undo(world.now), MoreGranted)
    assert review.stage is stage
    assert review.left == 2


def test_more_that_cannot_be_saved_changes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.settings = Settings(new_per_day=2)
    world.add(choices(9))
    review = world.review()
    stage = review.stage

    def full(*_: object) -> None:
        raise NotSaved("the disk is full")

    monkeypatch.setattr(Progress, "change", full)
    with pytest.raises(NotSaved):
        review.switch_to(More(new=3), world.now)
    assert review.stage is stage
    assert review.left == 2
    assert not review.undo_stack
    assert world.work().held == HeldBack(new=7)


def test_cards_that_are_due_come_before_new_ones_when_only_a_number_is_said() -> None:
    held = HeldBack(new=30, reviews=4, backlog=3)
    assert more_of(5, held) == More(due=5)
    assert more_of(10, held) == More(new=3, due=7)
    assert more_of(99, held) == More(new=30, due=7)


@pytest.mark.parametrize("chosen", [Minutes(0.1), These(("test-deck/card-1",))])
def test_a_review_of_some_cards_goes_on_with_the_others_that_are_due(
    world: World, chosen: Selection
) -> None:
    world.settings = Settings(learning_steps=())
    world.add(choices(4))
    review = world.review(chosen)
    assert len(all_right(world, review)) == 1
    assert isinstance(review.stage, Finished)
    review.switch_to(DUE_TODAY, world.now)
    assert len(all_right(world, review)) == 3


def early(world: World) -> Deck:
    """Cards that are due today, in 1, 1, 2, 5 and 12 days, and two siblings in 2 and 3 days."""
    made = world.add([*choices(8), SIBLINGS.format(id="s")])
    for key, due in zip(made.keys, (0, 1, 1, 2, 5, 12), strict=False):
        seen(world, key, -4, due)
    seen(world, "test-deck/s#c1", -4, 2)
    seen(world, "test-deck/s#c2", -4, 3)
    return made


def ahead(world: World) -> list[Ahead]:
    """What is offered of the days to come."""
    found = offers(world.queue_day(), world.decks)
    return [one for one, _ in found if isinstance(one, Ahead)]


def test_cards_of_the_days_to_come_are_asked_ahead_and_their_answers_count(world: World) -> None:
    world.settings = Settings(new_per_day=0)
    early(world)
    before = dict(world.progress.due_day)
    keys = all_right(world, world.review(Ahead(3)))
    assert keys[0] == "test-deck/card-1"
    assert sorted(keys[1:]) == [*(f"test-deck/card-{n}" for n in (2, 3, 4)), "test-deck/s#c1"]
    assert all(world.progress.due_day[key] > before[key] for key in keys)
    assert world.progress.tally(world.today).reviews == 5
    assert not all_right(world, world.review(Ahead(3)))  # nothing is asked twice a day


def test_what_a_learner_set_aside_is_not_asked_ahead(world: World) -> None:
    world.settings = Settings(new_per_day=0)
    early(world)
    world.progress.suspend("test-deck/card-2", world.now)
    world.progress.bury("test-deck/card-3", Day(world.today + 1), world.now)
    assert world.queue_day().ahead(world.decks, 1) == []
    review = world.review(Ahead(2))
    assert len(review.queue) == 2
    World(world.folder, now=world.now).progress.suspend("test-deck/card-4", world.now)
    assert all_right(world, review) == ["test-deck/card-1", "test-deck/s#c1"]


def test_an_answer_ahead_in_another_window_is_not_asked_for_again(world: World) -> None:
    world.settings = Settings(new_per_day=0)
    early(world)
    review = world.review(Ahead(7))
    there = World(world.folder, world.settings, now=world.now, decks=world.decks)
    seen(there, "test-deck/card-2", 0, 3)
    assert "test-deck/card-2" not in all_right(world, review)


def test_of_what_comes_there_is_always_the_next_to_study_ahead(world: World) -> None:
    world.settings = Settings(new_per_day=0)
    early(world)
    assert ahead(world) == [Ahead(1), Ahead(3), Ahead(7)]
    all_right(world, world.review(Ahead(7)))
    assert ahead(world) == [Ahead(12)]
    all_right(world, world.review(Ahead(12)))
    assert ahead(world) == []


def test_practice_knows_no_limits(world: World) -> None:
    world.settings = Settings(new_per_day=0)
    keys = world.add(choices(3)).keys
    assert len(all_right(world, world.review(Practice(keys)))) == 3
    assert world.work().held == HeldBack(new=3)
