"""Which cards are asked today."""

from quizapp.memory.fsrs import Rating
from quizapp.questions.interactions import SelfGraded
from quizapp.scheduling.today import Due
from quizapp.study.queue import mixed
from quizapp.study.review import ReviewSession
from quizapp.study.stages import Asking, Finished, PresentedCard
from tests.study.conftest import MakeWorld, World
from tests.study.decks import SIBLINGS, choices


def answer_all(world: World, lapse_every: int = 0) -> ReviewSession:
    """Answer card after card until nothing is left, a minute apart.

    Every so many cards, the first answer is wrong.
    """
    review = world.review()
    for number in range(1, 300):
        match review.stage:
            case Finished():
                return review
            case Asking(presented=PresentedCard(interaction=SelfGraded())):
                review.reveal(world.now)
                review.rate(Rating.GOOD, world.now)
            case Asking(presented=presented):
                known = presented.card.key in {entry.presented.card.key for entry in review.log}
                lapses = lapse_every and not known and number % lapse_every == 0
                right = presented.card.question.solution(presented.card.variant)
                review.answer("wrong" if lapses else right, world.now)
                world.wait(minutes=1)
                review.proceed(world.now)
    raise AssertionError("the review does not end")


def test_new_cards_come_within_the_days_limit(make_world: MakeWorld) -> None:
    world = make_world(new_per_day=3)
    world.add(choices(10))
    assert world.counts() == ([Due(new=3)], Due(new=3))
    review = answer_all(world)
    assert len({entry.presented.card.key for entry in review.log}) == 3
    assert world.counts()[1].total == 0
    world.wait(days=1)
    assert world.counts()[1].new == 3


def test_the_limit_is_for_all_decks_together_and_a_deck_may_narrow_it(
    make_world: MakeWorld,
) -> None:
    world = make_world(new_per_day=5)
    world.add(choices(4), "first", head="limits: {new_per_day: 2}")
    world.add(choices(4), "second")
    each, total = world.counts()
    assert [due.new for due in each] == [2, 4]
    assert total.new == 5
    new, _ = world.queue_day().cards(world.decks)
    assert len(new) == 5


def test_reviews_come_within_the_days_limit_most_overdue_first(make_world: MakeWorld) -> None:
    world = make_world(reviews_per_day=2)
    world.add(choices(5))
    answer_all(world)
    world.wait(days=60)
    assert world.counts()[1].due == 2
    _, due = world.queue_day().cards(world.decks)
    days = [world.progress.due_day[key] for key in due]
    assert days == sorted(world.progress.due_day.values())[:2]
    answer_all(world)
    assert world.counts()[1].due == 0


def test_one_sibling_a_day(world: World) -> None:
    world.add([SIBLINGS.format(id="story")])
    assert world.counts()[1] == Due(new=1)
    review = world.review()
    assert isinstance(review.stage, Asking)
    review.answer(("first",), world.now)
    review.proceed(world.now)
    # the card itself comes back by its learning step, its siblings do not
    assert isinstance(review.stage, Asking)
    assert review.stage.presented.card.key == "test-deck/story#c1"
    assert world.counts()[1].new == 0
    world.wait(days=1)
    assert world.counts()[1].total >= 1


def test_counts_and_queue_agree(make_world: MakeWorld) -> None:
    world = make_world(new_per_day=4, reviews_per_day=3)
    world.add([*choices(6), SIBLINGS.format(id="story")], "one")
    world.add([*choices(6), SIBLINGS.format(id="other")], "two", head="limits: {new_per_day: 1}")
    for day in range(12):
        new, due = world.queue_day().cards(world.decks)
        total = world.counts()[1]
        assert (total.new, total.due) == (len(new), len(due)), f"on day {day}"
        for deck, counted in zip(world.decks, world.counts()[0], strict=True):
            alone_new, alone_due = world.queue_day().cards([deck])
            assert (counted.new, counted.due) == (len(alone_new), len(alone_due))
        answer_all(world, lapse_every=3)
        world.wait(days=1)


def test_a_suspended_card_is_not_asked(world: World) -> None:
    world.add(choices(2))
    world.progress.suspend("test-deck/card-1", world.now)
    assert world.counts()[1] == Due(new=1)
    assert world.queue_day().cards(world.decks)[0] == ["test-deck/card-2"]


def test_new_cards_are_spread_among_the_due_ones() -> None:
    assert "".join(mixed("ab", "123456")) == "a123b456"
    assert "".join(mixed("", "123")) == "123"
    assert "".join(mixed("abc", "")) == "abc"
    assert "".join(mixed("abc", "1")) in ("ab1c", "a1bc", "abc1")


def test_a_sibling_answered_today_holds_the_others_back_even_when_it_is_done(
    make_world: MakeWorld,
) -> None:
    world = make_world(learning_steps=())
    world.add([SIBLINGS.format(id="story")])
    answer_all(world)
    assert len(world.progress.cards) == 1
    assert world.counts()[1].total == 0
    assert world.queue_day().cards(world.decks) == ([], [])


def test_of_waiting_siblings_the_longest_overdue_comes_before_a_new_one(
    make_world: MakeWorld,
) -> None:
    world = make_world(learning_steps=())
    world.add([SIBLINGS.format(id="story")])
    answer_all(world)
    [seen] = world.progress.cards
    world.wait(days=400)
    assert world.queue_day().cards(world.decks) == ([], [seen])
