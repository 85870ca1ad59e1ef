"""Quizzes that were handed in, looked at again."""

import pytest

from quizapp.progress import codec
from quizapp.progress.progress import Progress
from quizapp.questions.base import Verdict
from quizapp.study.past_quiz import JUDGED_OTHERWISE, PastQuiz
from quizapp.study.question_pool import QuizOptions
from quizapp.study.quiz import Submitted
from quizapp.study.quiz_service import QuizService
from quizapp.study.recorder import overrule
from quizapp.study.results import Results
from tests.progress.samples import own_journal
from tests.study.conftest import World
from tests.study.decks import CHOICE, MULTI, TYPED, choices, deck

IN_ORDER = QuizOptions(number=None, shuffled=False)


def quizzes(world: World) -> QuizService:
    return QuizService(world.decks, world.progress, lambda: world.context)


def sat(world: World, *given: object, options: QuizOptions = IN_ORDER) -> Results:
    """A quiz with these replies (None for none), ten seconds for each."""
    quiz = world.quiz(options)
    for at, reply in enumerate(given):
        quiz.go(at, world.now)
        world.wait(seconds=10)
        if reply is not None:
            quiz.answer(reply, world.now)  # type: ignore[arg-type]
    quiz.hand_in(world.now)
    assert isinstance(quiz.stage, Submitted)
    return quiz.stage.results


def reopened(world: World) -> World:
    world.progress.close()
    world.progress = Progress.open(world.folder / "home", world.model)
    return world


def changed(world: World, cards: list[str]) -> None:
    """The author writes the deck anew."""
    world.decks = [deck(world.folder / "decks", cards)]


def only(world: World) -> PastQuiz:
    (past,) = quizzes(world).past()
    return past


def test_past_quizzes_are_there_newest_first_with_score_chance_decks_and_time(
    world: World,
) -> None:
    world.add([MULTI.format(id="many"), *choices(3)])
    sat(world, ("a",), "right", None, "wrong")
    world.wait(days=40)
    sat(world, ("a", "b"), "right", "right", "right")
    newest, oldest = quizzes(reopened(world)).past()
    assert (newest.score, newest.questions, newest.share) == (4, 4, 1)
    assert (oldest.score, oldest.questions) == (1.5, 4)
    assert oldest.guess_score == pytest.approx(newest.guess_score)
    assert oldest.guess_score > 0.75
    assert oldest.seconds == 40
    assert oldest.decks == {"test-deck": "The deck test-deck"}
    assert (newest.at - oldest.at).days == 40


def test_the_results_of_a_past_quiz_are_those_of_then(world: World) -> None:
    world.add([MULTI.format(id="many"), *choices(3)])
    then = sat(world, ("a",), "right", "wrong", None, options=QuizOptions(None, confidence=True))
    world.wait(days=3)
    again = quizzes(reopened(world)).results(only(world))
    assert [
        (one.card.key, one.interaction, one.grade, one.response.reply) for one in again.items
    ] == [(one.card.key, one.interaction, one.grade, one.response.reply) for one in then.items]
    assert (again.score, again.guess_score, again.missed) == (
        then.score,
        then.guess_score,
        then.missed,
    )


def test_how_sure_the_learner_was_is_there_again(world: World) -> None:
    world.add(choices(1))
    quiz = world.quiz(QuizOptions(confidence=True))
    quiz.answer("right", world.now)
    quiz.rate_confidence("unsure", world.now)
    quiz.hand_in(world.now)
    (group,) = quizzes(world).results(only(world)).calibration
    assert (group.confidence, group.right) == ("unsure", 1)


def test_a_question_that_changed_keeps_the_grade_of_then_and_says_so(world: World) -> None:
    world.add([CHOICE.format(id="one"), MULTI.format(id="two"), TYPED.format(id="three")])
    sat(world, "wrong", ("a",), "Kyrgyzstan")
    changed(
        world,
        [
            CHOICE.format(id="one").replace("right", "r").replace("wrong", "right"),
            MULTI.format(id="two").replace("answers: [a, b]", "answers: [x, y, z]"),
            CHOICE.format(id="three"),
        ],
    )
    results = quizzes(world).results(only(world))
    assert [one.grade and one.grade.verdict for one in results.items] == [
        Verdict.WRONG,
        Verdict.PARTLY,
        Verdict.RIGHT,
    ]
    assert [one.score for one in results.items] == [0, 0.5, 1]
    assert results.score == 1.5
    assert results.items[1].grade
    assert results.items[1].grade.remark == JUDGED_OTHERWISE


def test_a_question_that_is_gone_keeps_its_points_and_what_was_said(world: World) -> None:
    world.add([CHOICE.format(id="one"), CHOICE.format(id="two"), CHOICE.format(id="three")])
    then = sat(world, "right", "wrong", None)
    changed(world, [CHOICE.format(id="two")])
    again = quizzes(world).results(only(world))
    assert [one.card.question.id for one in again.items] == ["two"]
    assert [(one.response.reply, one.grade and one.grade.score) for one in again.gone] == [
        ("right", 1),
        (None, None),
    ]
    assert (again.score, again.guess_score, again.questions) == (1, then.guess_score, 3)


def test_a_quiz_on_a_deck_that_is_gone_is_still_listed(world: World) -> None:
    world.add(choices(2))
    sat(world, "right", "wrong")
    world.decks = []
    past = only(world)
    assert past.decks == {"test-deck": "test-deck"}
    results = quizzes(world).results(past)
    assert (results.items, results.score, results.questions) == ((), 1, 2)


def test_a_card_that_was_renamed_is_the_same_question(world: World) -> None:
    world.add([CHOICE.format(id="old")])
    sat(world, "wrong")
    world.progress.rename("test-deck/old", "test-deck/new", world.now)
    changed(world, [CHOICE.format(id="new")])
    (item,) = quizzes(world).results(only(world)).items
    assert (item.card.key, item.response.reply) == ("test-deck/new", "wrong")


def test_what_was_overruled_since_is_as_it_is_now(world: World) -> None:
    world.add([TYPED.format(id="one"), TYPED.format(id="two")])
    results = sat(world, "Kirgisien", "Armenia")
    results = overrule(results, results.items[0], world.quiz().recorder, world.now)
    past = only(reopened(world))
    assert (past.score, past.share) == (1, 0.5)
    again = quizzes(world).results(past)
    assert [one.grade for one in again.items] == [one.grade for one in results.items]
    assert again.score == results.score == 1
    assert again.missed == ("test-deck/two",)


def test_an_answer_can_be_overruled_on_the_day_of_the_quiz_and_not_later(world: World) -> None:
    world.add([TYPED.format(id="one"), TYPED.format(id="two")])
    sat(world, "Kirgisien", "Kirgisien")
    world.wait(hours=2)
    again = quizzes(world).results(only(world))
    again = overrule(again, again.items[0], world.quiz().recorder, world.now)
    assert again.score == 1
    assert only(world).score == 1
    world.wait(days=1)
    again = quizzes(world).results(only(world))
    assert overrule(again, again.items[1], world.quiz().recorder, world.now) is again


def test_what_is_overruled_counts_once_though_its_card_was_renamed_since(world: World) -> None:
    world.add([TYPED.format(id="old")])
    sat(world, "Kirgisien")
    world.progress.rename("test-deck/old", "test-deck/new", world.now)
    changed(world, [TYPED.format(id="new")])
    again = quizzes(reopened(world)).results(only(world))
    overrule(again, again.items[0], world.quiz().recorder, world.now)
    assert world.progress.reviews == 1
    assert world.progress.cards["test-deck/new"].reps == 1
    assert reopened(world).progress.reviews == 1


def test_a_renamed_card_that_was_only_practised_is_still_the_same_question(world: World) -> None:
    world.add([CHOICE.format(id="old")])
    sat(world, "wrong", options=QuizOptions(number=None, shuffled=False, counts=False))
    changed(world, [CHOICE.format(id="new").replace("type:", "was: [old]\n    type:")])
    results = quizzes(world).results(only(world))
    assert [item.card.key for item in results.items] == ["test-deck/new"]
    assert results.gone == ()


def test_an_earlier_versions_share_of_a_point_is_no_change_of_the_question(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    three = MULTI.replace("answers: [a, b]", "answers: [a, b, e]")
    world.add([MULTI.format(id="one"), three.format(id="two")])
    monkeypatch.setattr(codec, "_OFTEN_EMPTY", ("confidence", "quiz"))
    then = sat(world, ("a",), ("a", "b"))
    results = quizzes(reopened(world)).results(only(world))
    assert all(one.grade and one.grade.remark != JUDGED_OTHERWISE for one in results.items)
    assert results.score == pytest.approx(then.score)


def test_a_quiz_that_was_thrown_away_or_is_open_is_no_past_one(world: World) -> None:
    world.add(choices(2))
    world.progress.drop_quiz(world.quiz().id, world.now)
    world.quiz()
    assert quizzes(world).past() == []


def test_past_quizzes_may_be_asked_of_some_decks(world: World) -> None:
    for slug in ("first", "second"):
        world.decks = []
        world.add(choices(1), slug)
        sat(world, "right")
    found = quizzes(world).past(world.decks)
    assert [list(one.decks) for one in found] == [["second"]]


def test_each_answer_that_is_right_in_part_keeps_its_own_points(world: World) -> None:
    three = MULTI.replace("answers: [a, b]", "answers: [a, b, e]")
    world.add([MULTI.format(id="one"), three.format(id="two")])
    then = sat(world, ("a",), ("a", "b"))
    world.decks = []
    gone = quizzes(world).results(only(world)).gone
    assert [one.grade and one.grade.score for one in gone] == [one.score for one in then.items]


def test_points_in_part_that_an_earlier_version_wrote_make_the_same_score_together(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add([MULTI.format(id="one"), MULTI.format(id="two")])
    monkeypatch.setattr(codec, "_OFTEN_EMPTY", ("confidence", "quiz"))
    sat(world, ("a",), ("b",))
    assert b"score" not in own_journal(world.folder / "home").read_bytes().replace(
        b'"score":1.0', b""
    )
    assert quizzes(reopened(world)).results(only(world)).score == 1
