"""A quiz in the journal: its responses last, its answers count together, practice moves nothing."""

from pathlib import Path

from quizapp.progress.codec import stamp
from quizapp.progress.events import (
    PRACTICE,
    Event,
    EventKey,
    QuizBegan,
    QuizFinished,
    QuizSpec,
    Response,
)
from quizapp.progress.progress import Progress
from tests.progress.samples import TODAY, after, answer, standing, write

CARDS = ("csto/a", "csto/b")


def begun(home: Path) -> tuple[Progress, str]:
    progress = Progress.open(home)
    return progress, progress.begin_quiz(QuizSpec(CARDS, seed=7), after(0))


def finished(quiz: str, *cards: str, **more: object) -> QuizFinished:
    answers = tuple(answer(card, quiz=quiz, **more) for card in cards)
    return QuizFinished(quiz, answers, score=1.5, guess_score=0.5, questions=len(cards))


def test_an_open_quiz_and_its_sheet_are_there_again_after_a_crash(home: Path) -> None:
    progress, quiz = begun(home)
    progress.respond(quiz, "csto/a", Response("Minsk", "sure", marked=True, ms=900), after(1))
    progress.respond(quiz, "csto/a", Response(("Minsk", "Yerevan"), "unsure", ms=1900), after(2))
    again = Progress.open(home)  # nothing was closed
    assert again.open_quizzes[quiz].spec == QuizSpec(CARDS, seed=7)
    assert again.responses(quiz) == {"csto/a": Response(("Minsk", "Yerevan"), "unsure", ms=1900)}
    again.close()
    assert standing(Progress.open(home)) == standing(progress)


def test_handing_in_counts_all_answers_and_closes_the_quiz(home: Path) -> None:
    progress, quiz = begun(home)
    progress.respond(quiz, "csto/a", Response("Minsk"), after(1))
    progress.finish_quiz(finished(quiz, *CARDS), after(2))
    assert progress.cards.keys() == set(CARDS)
    assert not progress.open_quizzes
    assert not progress.responses(quiz)
    assert progress.past_quizzes[quiz].score == 1.5
    assert [review.answer.quiz for review in progress.history()] == [quiz, quiz]
    assert standing(Progress.open(home)) == standing(progress)


def test_a_quiz_is_handed_in_once_even_by_two_windows(home: Path) -> None:
    here, quiz = begun(home)
    there = Progress.open(home)
    assert there.finish_quiz(finished(quiz, *CARDS), after(1))
    assert here.finish_quiz(finished(quiz, *CARDS), after(2)) is None
    assert here.reviews == 2


def test_of_a_quiz_that_two_devices_handed_in_the_first_time_is_the_past_quiz(
    home: Path,
) -> None:
    began = Event(EventKey(stamp(after(0)), "aaaaaaaa", 1), QuizBegan(QuizSpec(CARDS, seed=7)))
    quiz = began.key.id
    first = Event(EventKey(stamp(after(1)), "aaaaaaaa", 2), finished(quiz, *CARDS))
    second = Event(EventKey(stamp(after(2)), "bbbbbbbb", 1), finished(quiz, "csto/a"))
    write(home, "aaaaaaaa", [began, first])
    write(home, "bbbbbbbb", [second])
    (past,) = Progress.open(home).submitted_quizzes()
    assert past.key == first.key
    assert past.answers.keys() == set(CARDS)


def test_a_quiz_that_was_thrown_away_leaves_nothing_behind(home: Path) -> None:
    progress, quiz = begun(home)
    progress.respond(quiz, "csto/a", Response("Minsk"), after(1))
    progress.drop_quiz(quiz, after(2))
    assert not progress.open_quizzes
    assert progress.past_quizzes[quiz].questions == 0
    assert progress.reviews == 0


def test_one_answer_of_a_quiz_can_be_taken_back_without_the_others(home: Path) -> None:
    progress, quiz = begun(home)
    progress.record(answer("csto/a", day=TODAY - 9), after(-9 * 1440))
    before = progress.cards["csto/a"]
    handed_in = progress.finish_quiz(finished(quiz, *CARDS), after(2))
    assert handed_in
    progress.undo(handed_in, after(3), card="csto/a")
    assert progress.cards["csto/a"] == before
    assert "csto/b" in progress.cards
    assert standing(Progress.open(home)) == standing(progress)


def test_practice_leaves_a_card_as_new_or_as_due_as_it_was(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer("csto/a", day=TODAY - 9), after(-9 * 1440))
    before = dict(progress.cards)
    for card in CARDS:
        progress.record(answer(card, rating=1, phase=PRACTICE, due=0), after(1))
    assert dict(progress.cards) == before
    assert "csto/b" not in progress.due_day
    assert progress.reviews == 3
    tally = progress.tally(TODAY)
    assert (tally.answers, tally.passed, tally.new, tally.reviews) == (2, 0, 0, 0)
    progress.close()
    assert standing(Progress.open(home)) == standing(progress)


def test_practice_can_be_taken_back(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer("csto/b", phase=PRACTICE, due=0), after(0))
    saved = progress.record(answer("csto/b", phase=PRACTICE, due=0), after(1))
    progress.undo(saved.id, after(2))
    assert progress.tally(TODAY).answers == 1
    progress.record(answer("csto/b"), after(3))
    assert progress.cards["csto/b"].reps == 1
    assert standing(Progress.open(home)) == standing(progress)
