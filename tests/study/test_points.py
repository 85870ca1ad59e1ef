"""What questions are worth in a quiz, and what a part of the answer is worth."""

import json

import pytest

from quizapp.study.recorder import overrule
from quizapp.study.results import Results
from tests.progress.samples import own_journal
from tests.study.conftest import World
from tests.study.decks import CHOICE, MULTI, TYPED, choices
from tests.study.test_past_quiz import changed, only, quizzes, reopened, sat


def worth(points: str, card: str) -> str:
    """The card with so many points."""
    return card.replace("type:", f"points: {points}, type:", 1)


def three(world: World) -> Results:
    """Of 5.5 points: half of 3, all of 1.5, none of 1."""
    world.add(
        [
            worth("3", MULTI.format(id="many")),
            worth("1.5", TYPED.format(id="word")),
            CHOICE.format(id="one"),
        ]
    )
    return sat(world, ("a",), "Kyrgyzstan", "wrong")


def test_points_weigh_the_score_and_what_guessing_gives(world: World) -> None:
    results = three(world)
    assert (results.score, results.points, results.is_weighted) == (3, 5.5, True)
    many, _, one = (item.guess_credit for item in results.items)
    assert results.guess_score == pytest.approx(3 * many + one)
    assert [item.score for item in results.items] == [1.5, 1.5, 0]
    assert results.missed == ("test-deck/many", "test-deck/one")
    assert [(group.questions, group.points, group.score) for group in results.by_type] == [
        (1, 3, 1.5),
        (1, 1.5, 1.5),
        (1, 1, 0),
    ]


def test_a_finished_quiz_keeps_its_points_whatever_becomes_of_the_deck(world: World) -> None:
    then = three(world)
    changed(world, [worth("50", TYPED.format(id="word")), worth("7", MULTI.format(id="many"))])
    past = only(reopened(world))
    assert (past.score, past.points, past.questions) == (3, 5.5, 3)
    assert past.guess_score == pytest.approx(then.guess_score)
    assert past.share == pytest.approx(3 / 5.5)
    again = quizzes(world).results(past)
    assert (again.score, again.points, again.guess_score) == (3, 5.5, past.guess_score)
    assert [(item.card.question.id, item.points) for item in again.items] == [
        ("many", 3),
        ("word", 1.5),
    ]
    assert [(gone.points, gone.score) for gone in again.gone] == [(1, 0)]


def test_points_go_with_a_card_that_is_renamed(world: World) -> None:
    world.add([worth("4", TYPED.format(id="old"))])
    sat(world, None)
    world.progress.rename("test-deck/old", "test-deck/new", world.now)
    changed(world, [TYPED.format(id="new")])
    (item,) = quizzes(reopened(world)).results(only(world)).items
    assert (item.card.key, item.points) == ("test-deck/new", 4)


def test_what_the_learner_judges_as_right_gets_all_its_points(world: World) -> None:
    world.add([worth("4", TYPED.format(id="one")), TYPED.format(id="two")])
    results = sat(world, "Kirgisien", "Armenia")
    results = overrule(results, results.items[0], world.quiz().recorder, world.now)
    assert results.score == 4
    past = only(reopened(world))
    assert (past.score, past.points) == (4, 5)
    assert quizzes(world).results(past).score == 4


def test_an_earlier_version_reads_such_a_quiz_with_a_point_for_each_question(world: World) -> None:
    three(world)
    lines = own_journal(world.folder / "home").read_text("utf-8").splitlines()
    (finished,) = (one for one in map(json.loads, lines) if one["kind"] == "quiz_finished")
    assert (finished["score"], finished["questions"]) == (1.5, 3)
    assert 0 < finished["chance"] < 3
    assert finished["points"] == {"test-deck/many": 3, "test-deck/word": 1.5}


def test_where_all_are_worth_one_point_nothing_is_said_of_points(world: World) -> None:
    world.add(choices(2))
    results = sat(world, "right", None)
    assert (results.score, results.points, results.is_weighted) == (1, 2, False)
    assert '"points"' not in own_journal(world.folder / "home").read_text("utf-8")


def test_the_default_of_a_deck_holds_for_cards_without_points_of_their_own(world: World) -> None:
    flashcard = "\n  - {id: f, type: flashcard, prompt: p, answer: a}\n"
    cards = [MULTI.format(id="many"), worth("3", TYPED.format(id="word")), flashcard]
    world.add(cards, head="defaults: {points: 2, partial: false}")
    results = sat(world, ("a",), "Kyrgyzstan")
    assert [(item.points, item.score) for item in results.items] == [(2, 0), (3, 3)]
