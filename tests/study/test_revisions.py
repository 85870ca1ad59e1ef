"""Decks that were changed since they were studied: what is told, once, and what is asked again."""

import errno
from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.core.errors import NotSaved
from quizapp.deck.changes import ChangeKind
from quizapp.presentation.deck_changes import in_a_line
from quizapp.presentation.feedback import taken_back
from quizapp.progress import restore
from quizapp.progress.events import Answer
from quizapp.progress.progress import Progress
from quizapp.study.review import ReviewSession
from quizapp.study.selection import Practice
from quizapp.study.stages import AskedAgain
from tests.study.conftest import World

SEAT = """
  - {{id: seat, type: choice, prompt: {0}, answer: {1}, distractors: [Astana], explain: {2}}}
"""
FIRST = SEAT.format("Where is its seat?", "Moscow", "e")
OTHER = SEAT.format("Where is its seat?", "Minsk", "e")
MEMBER = """
  - {id: member, type: typed, language: en, prompt: Who is one?, answer: Armenia}
"""


@pytest.fixture
def learner(world: World) -> World:
    """Has both cards in review, due in ten days, and has studied the deck as it was."""
    world.add([FIRST, MEMBER])
    for card in ("test-deck/seat", "test-deck/member"):
        given = Answer(card, world.today, 3, "review", 0, world.today + 10)
        world.progress.record(given, world.now)
    assert world.review().revision is None
    world.now += timedelta(days=1)
    return world


def change(world: World, *cards: str) -> None:
    world.decks.clear()
    world.add(list(cards))


def due_in(world: World, card: str) -> int:
    return world.progress.due_day[f"test-deck/{card}"] - world.today


def test_a_card_with_another_answer_is_asked_again_today_and_the_learner_is_told_once(
    learner: World,
) -> None:
    memory = learner.progress.cards["test-deck/seat"]
    change(learner, OTHER, MEMBER)
    review = learner.review()
    assert review.revision
    assert in_a_line(review.revision) == (
        "1 card changed since you last studied: 1 with another answer, asked again soon."
    )
    assert review.presented
    assert review.presented.card.key == "test-deck/seat"
    assert review.left == 1
    assert (due_in(learner, "seat"), due_in(learner, "member")) == (0, 9)
    assert learner.progress.cards["test-deck/seat"][:2] == memory[:2]
    review.answer("Minsk", learner.now)
    assert due_in(learner, "seat") > 0
    again = learner.review()
    assert again.revision is None
    assert again.presented is None


def test_what_is_only_clarified_is_told_and_stays_due_when_it_was(learner: World) -> None:
    change(learner, SEAT.format("In which city is its seat?", "Moscow", "e"), MEMBER)
    review = learner.review()
    assert review.revision
    assert "1 card changed since you last studied: 1 clarified." in in_a_line(review.revision)
    assert review.presented is None
    assert due_in(learner, "seat") == 9
    assert not review.undo_stack


def test_an_explanation_or_a_rename_is_not_worth_a_line(learner: World) -> None:
    renamed = MEMBER.replace("id: member", "id: one, was: [member]")
    change(learner, SEAT.format("Where is its seat?", "moscow", "other"), renamed)
    assert learner.review().revision is None


def test_cards_that_came_and_went_are_told_and_nothing_of_them_is_lost(learner: World) -> None:
    change(learner, FIRST.replace("explain: e", "status: retired"), MEMBER.replace("member", "new"))
    review = learner.review()
    assert review.revision
    assert [one.kind for one in review.revision.changes] == [
        ChangeKind.RETIRED,
        ChangeKind.LOOKS_RENAMED,
    ]
    assert "1 added; 1 not asked any more" in in_a_line(review.revision)
    assert "test-deck/member" in learner.progress.cards


def test_changes_of_cards_that_were_never_answered_are_no_news(world: World) -> None:
    world.add([FIRST, MEMBER])
    world.review()
    change(world, OTHER, MEMBER)
    assert world.review().revision is None


def test_undo_leaves_the_card_for_its_day_and_it_is_not_brought_again(learner: World) -> None:
    change(learner, OTHER, MEMBER)
    review = learner.review()
    undone = review.undo(learner.now)
    assert isinstance(undone, AskedAgain)
    assert "when they were due" in taken_back(undone)
    assert (review.left, review.presented, due_in(learner, "seat")) == (0, None, 9)
    assert learner.review().presented is None


def test_answers_are_undone_before_that(learner: World) -> None:
    change(learner, OTHER, MEMBER)
    review = learner.review()
    review.answer("Minsk", learner.now)
    review.undo(learner.now)
    assert due_in(learner, "seat") == 0
    review.undo(learner.now)
    assert due_in(learner, "seat") == 9


def test_suspended_and_buried_cards_stay_so(learner: World) -> None:
    learner.progress.suspend("test-deck/seat", learner.now)
    change(learner, OTHER, MEMBER)
    review = learner.review()
    assert review.revision
    assert review.presented is None
    learner.progress.resume("test-deck/seat", learner.now)
    assert learner.review().presented


def test_another_device_that_sees_the_change_later_asks_no_second_time(
    learner: World, tmp_path: Path
) -> None:
    there = World(tmp_path / "there", now=learner.now)
    there.add([FIRST, MEMBER])
    restore.union(there.progress.home, restore.sources_in(learner.progress.home), write="a")
    there.progress.refresh()
    there.review()
    change(learner, OTHER, MEMBER)
    learner.review().answer("Minsk", learner.now)
    restore.union(there.progress.home, restore.sources_in(learner.progress.home), write="b")
    there.progress.refresh()
    was = dict(there.progress.due_day)
    change(there, OTHER, MEMBER)
    review = there.review()
    assert review.revision
    assert there.progress.due_day == was == learner.progress.due_day
    change(there, SEAT.format("Where is its seat?", "Kyiv", "e"), MEMBER)
    there.review()
    assert due_in(there, "seat") == 0


def test_practice_tells_and_keeps_nothing(learner: World) -> None:
    change(learner, OTHER, MEMBER)
    assert learner.review(Practice(learner.decks[0].keys)).revision is None
    assert learner.review().revision


def test_who_edits_a_card_in_a_review_is_not_told_of_it(learner: World) -> None:
    change(learner, OTHER, MEMBER)
    review = learner.review()
    change(learner, SEAT.format("Where is its seat?", "Kyiv", "e"), MEMBER)
    review.reload(learner.decks[0], learner.now)
    assert learner.review().revision is None


def test_a_change_that_cannot_be_saved_is_told_the_next_time(
    learner: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(learner, OTHER, MEMBER)

    def refused(*_: object) -> str:
        raise NotSaved("full")

    with monkeypatch.context() as patch:
        patch.setattr(Progress, "change", refused)
        assert learner.review().revision is None
    assert learner.review().revision


@pytest.mark.parametrize("content", [None, b"", b"quizapp studied 1 00000000\nx", b"\xff\xff"])
def test_who_loses_what_was_kept_of_the_deck_is_only_not_told(
    learner: World, content: bytes | None
) -> None:
    (path,) = (learner.progress.home / "studied").iterdir()
    path.write_bytes(content) if content is not None else path.unlink()
    change(learner, OTHER, MEMBER)
    review: ReviewSession = learner.review()
    assert (review.revision, due_in(learner, "seat")) == (None, 9)
    change(learner, FIRST, MEMBER)
    assert learner.review().revision


def test_a_folder_that_cannot_be_written_hinders_no_review(
    learner: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    change(learner, SEAT.format("In which city is its seat?", "Moscow", "e"), MEMBER)
    monkeypatch.setattr("quizapp.study.studied_versions.replace_whole", refused)
    assert learner.review().revision
