"""`python -m tests.faults.worker HOME NAME SEED [early]`: answers cards and says what is saved.

Prints `saved TOKEN` when `record` has returned, and `undone TOKEN` when `undo` has, or `undoing
TOKEN` before it: who dies in between may or may not have undone. The token is the reply. Now and
then it fills a line of a quiz and prints `filled QUIZ|CARD|NUMBER`, or hands the quiz in, whose
answers are then all `saved`; or it is granted one more new card of a deck with the token's name and
prints `granted TOKEN`, which it may undo as well. With `early` as a fourth argument it says `saved`
before anything is, as a control.
"""

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from quizapp.core.day import Day
from quizapp.progress.events import Answer, Granted, LimitRaise, QuizFinished, QuizSpec, Response
from quizapp.progress.progress import Progress

CARDS = 40
QUIZ = ("quiz/a", "quiz/b", "quiz/c")
GRANTED = Day(738_000)
"""The day on which more is granted."""


def main(home: Path, name: str, seed: int, early: bool = False) -> None:
    random = Random(seed)
    progress = Progress.open(home)
    parent, number = os.getppid(), 0
    quiz = progress.begin_quiz(QuizSpec(QUIZ, seed), datetime.now(UTC))
    while os.getppid() == parent:
        number += 1
        now = datetime.now(UTC)
        day = Day(now.toordinal())
        token = f"{name}-{number}"
        # long now and then, so that a write can be cut off in the middle
        padding = "x" * random.choice((0, 0, 10, 3_000, 200_000))
        if early:
            say("saved", token)
            time.sleep(0.01)
        saved = progress.record(
            Answer(
                card=f"faults/card-{random.randrange(CARDS)}",
                day=day,
                rating=random.randint(1, 4),
                phase="review",
                step=0,
                due=day + random.randint(1, 9),
                reply=(token, padding),
                verdict="right",
            ),
            now,
        )
        if not early:
            say("saved", token)
        if random.random() < 0.1:
            say("undoing", token)
            progress.undo(saved.id, now)
            say("undone", token)
        if random.random() < 0.1:
            more = f"{token}-more"
            event = progress.change(Granted(GRANTED, (LimitRaise("new", 1, more),)), now)
            say("granted", more)
            if random.random() < 0.3:
                say("undoing", more)
                progress.undo(event, now)
                say("undone", more)
        if random.random() < 0.3:
            card = random.choice(QUIZ)
            progress.respond(quiz, card, Response(str(number)), now)
            say("filled", f"{quiz}|{card}|{number}")
        if random.random() < 0.03:
            tokens = [f"{token}-{card}" for card in QUIZ]
            answers = tuple(
                Answer(card, day, 3, "review", 0, day + 1, (token, padding))
                for card, token in zip(QUIZ, tokens, strict=True)
            )
            progress.finish_quiz(QuizFinished(quiz, answers, 1, 0, len(QUIZ)), now)
            for one in tokens:
                say("saved", one)
            quiz = progress.begin_quiz(QuizSpec(QUIZ, seed), now)
        if random.random() < 0.02:
            progress.close()


def say(word: str, token: str) -> None:
    print(word, token, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), "early" in sys.argv[4:])
