"""A learner's folder, opened as a command opens it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizapp.study.learner import Learner
from quizapp.study.stages import Asking, Finished
from tests.study.decks import TYPED, deck

NOW = datetime(2024, 2, 26, 12, 0, tzinfo=UTC)


def answer_everything(slug: str, now: datetime = NOW) -> int:
    """Open the folder, answer until nothing is left, close it; gives the number of answers."""
    learner = Learner.open(clock=lambda: now)
    review = learner.review([learner.library.deck(slug)])
    for _ in range(20):
        if isinstance(review.stage, Finished):
            break
        if isinstance(review.stage, Asking):
            review.answer("Kyrgyzstan", now)
        review.proceed(now)
    else:
        raise AssertionError("the review does not end")
    learner.close()
    return len(review.log)


def test_progress_follows_a_card_to_its_new_id_and_back(home: Path) -> None:
    folder = home / "decks"
    deck(folder, [TYPED.format(id="one")])
    assert answer_everything("test-deck") == 2
    renamed = "\n  - {id: two, was: [one], type: typed, prompt: p, answer: Kyrgyzstan}\n"
    deck(folder, [renamed])
    assert answer_everything("test-deck") == 0
    deck(folder, [TYPED.format(id="one")])
    assert answer_everything("test-deck") == 0
    later = NOW + timedelta(days=30)
    assert answer_everything("test-deck", later) == 1
    learner = Learner.open()
    assert [*learner.progress.cards] == ["test-deck/one"]
    assert learner.progress.cards["test-deck/one"].reps == 3
