"""Decks that change while a quiz on them is open."""

from pathlib import Path

import pytest

from quizapp.core.errors import DeckError
from quizapp.deck.deck import Deck
from quizapp.progress.progress import Progress
from quizapp.study.profile import Profile
from quizapp.study.question_pool import QuizOptions
from quizapp.study.quiz import Submitted
from quizapp.study.quiz_service import QuizService
from tests.study.conftest import World
from tests.study.decks import CHOICE, FLASHCARD, choices, deck

pytestmark = pytest.mark.day


def quizzes(world: World) -> QuizService:
    return QuizService(world.decks, world.progress, lambda: world.context)


def changed(world: World, cards: list[str]) -> Deck:
    world.decks = [deck(world.folder / "decks", cards)]
    return world.decks[0]


def test_a_question_that_was_removed_is_left_out(world: World) -> None:
    world.add(choices(3))
    quiz = world.quiz(QuizOptions(number=None, shuffled=False, minutes=1))
    quiz.answer("right", world.now)
    quiz.go(2, world.now)
    quiz.answer("right", world.now)
    changed(world, choices(3)[1:])
    quiz = world.resumed(quiz)
    assert quiz.missing == 1
    assert [line.reply for line in quiz.responses] == [None, "right"]
    quiz.hand_in(world.now)
    assert isinstance(quiz.stage, Submitted)
    assert quiz.stage.results.score == 1
    assert [one.answer.card for one in world.progress.history()] == ["test-deck/card-3"]
    assert world.progress.past_quizzes[quiz.id].questions == 2


def test_a_question_that_was_changed_is_graded_as_it_is_now(world: World) -> None:
    world.add(choices(2))
    quiz = world.quiz()
    quiz.answer("worse", world.now)
    quiz.go(1, world.now)
    quiz.answer("right", world.now)
    kind = "  - {id: card-2, type: ordering, prompt: p, items: [right, left]}\n"
    swapped = choices(1)[0].replace("right\n", "worse\n").replace("worse,", "right,")
    changed(world, [swapped, kind])
    quiz = world.resumed(quiz)
    quiz.hand_in(world.now)
    assert isinstance(quiz.stage, Submitted)
    assert [item.score for item in quiz.stage.results.items] == [1, 0]


def test_a_question_that_became_a_flashcard_is_left_out(world: World) -> None:
    world.add(choices(2))
    quiz = world.quiz()
    changed(world, [FLASHCARD.format(id="card-1"), choices(2)[1]])
    quiz = world.resumed(quiz)
    assert quiz.missing == 1
    assert [item.name for item in quiz.items] == ["test-deck/card-2"]


def test_a_quiz_without_any_question_left_is_thrown_away(world: World) -> None:
    world.add(choices(1))
    quiz = world.quiz()
    changed(world, [CHOICE.format(id="other")])
    assert quizzes(world).open(world.decks)
    with pytest.raises(DeckError, match="none of the questions"):
        quizzes(world).resume(quiz.id)
    assert quizzes(world).open(world.decks) is None


def test_a_reply_follows_its_question_to_another_id(home: Path) -> None:
    """Although the card has never been answered outside of the quiz."""
    deck(home / "decks", choices(2))
    profile = Profile.open()
    found = profile.library.deck("test-deck")
    quiz = QuizService.of(profile).begin([found], QuizOptions(number=None, shuffled=False))
    quiz.answer("right", profile.clock())
    profile.progress.suspend("test-deck/card-2", profile.clock())
    renamed = [
        one.replace(f"id: card-{at}", f"id: new-{at}\n    was: [card-{at}]")
        for at, one in enumerate(choices(2), 1)
    ]
    for cards in (renamed, renamed, choices(2)):
        deck(home / "decks", cards)
        profile = Profile.open()
        found = profile.library.deck("test-deck")
        quiz = QuizService.of(profile).resume(quiz.id)
        assert quiz.missing == 0
        assert quiz.responses[0].reply == "right"
        assert profile.progress.suspended == {found.keys[1]}
    assert len(profile.progress.former_names) == 2
    quiz.hand_in(profile.clock())
    assert [*profile.progress.cards] == ["test-deck/card-1"]


def test_two_questions_that_became_one_are_asked_once(world: World) -> None:
    world.add(choices(3))
    quiz = world.quiz()
    quiz.answer("right", world.now)
    world.progress.rename("test-deck/card-1", "test-deck/card-2", world.now)
    changed(world, choices(3)[1:])
    quiz = world.resumed(quiz)
    assert [item.card.key for item in quiz.items] == ["test-deck/card-2", "test-deck/card-3"]
    quiz.hand_in(world.now)
    assert world.progress.cards["test-deck/card-2"].reps == 1
    again = Progress.open(world.folder / "home", world.model)
    assert dict(again.cards) == dict(world.progress.cards)
