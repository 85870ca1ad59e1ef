"""What a quiz should be, as rows to choose from."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial

from quizapp.core import words
from quizapp.presentation.form import Heading, Item, Setting
from quizapp.questions.union import QUESTION_TYPES
from quizapp.study.question_pool import QuestionPool, QuizOptions
from quizapp.study.quiz_service import OpenQuiz

NUMBERS = (5, 10, 12, 15, 20, 30, 50, 100)
MOST_MINUTES = 1440
MINUTES = (0, 5, 10, 15, 20, 30, 45, 60, 90, 120)
LONGER = ((1.0, "none"), (1.25, "a quarter"), (1.5, "half as much"), (2.0, "twice the time"))


def quiz_rows(
    options: QuizOptions, pool: QuestionPool, open_quiz: OpenQuiz | None, ago: str
) -> list[Item]:
    """What can be chosen. The ids are those of the fields of `QuizOptions`, and begin and resume.

    `ago` says when the open quiz was begun.
    """
    new = " of a new quiz" if open_quiz else ""
    return [
        *_beginnings(options, pool, open_quiz, ago),
        Heading(f"Questions{new}"),
        *_questions(options, pool),
        Heading("How a new quiz goes" if open_quiz else "How it goes"),
        *_ways(options),
    ]


def _beginnings(
    options: QuizOptions, pool: QuestionPool, open_quiz: OpenQuiz | None, ago: str
) -> Iterator[Item]:
    if open_quiz:
        state = f"{open_quiz.answered} of {open_quiz.questions} answered, begun {ago}"
        note = "Goes on where you left it, as it was begun. All below is for a new quiz."
        yield Setting("resume", "Go on with the open quiz", (), state, note)
    begin = "Begin a new quiz" if open_quiz else "Begin"
    note = "The open quiz is thrown away." if open_quiz else "enter begins."
    yield Setting("begin", begin, (), words.count(pool.size(options), "question"), note)


def _questions(options: QuizOptions, pool: QuestionPool) -> Iterator[Item]:
    there = pool.size(replace(options, number=None))
    numbers = [number for number in NUMBERS if number < there]
    if options.number and options.number < there and options.number not in numbers:
        numbers = sorted([*numbers, options.number])
    offered = [*((str(number), number) for number in numbers), (f"all {there}", None)]
    types = {QUESTION_TYPES[one].label for one in options.types}
    orders = [("shuffled", True), ("as in the deck", False)]
    chosen = options.number if options.number in numbers else None
    number = partial(_number, there)
    yield _row("number", "How many", offered, chosen, pool.drawn_from(options), number)
    yield Setting(
        "tags", "Tags", (), _listed(options.tags), "Only questions with one of these tags."
    )
    yield Setting("types", "Types", (), _listed(types), "Only questions of these types.")
    yield _row("shuffled", "Order", orders, options.shuffled, "Of the questions.")


def _ways(options: QuizOptions) -> Iterator[Item]:
    yield _row(
        "feedback",
        "The right answer is shown",
        [("at the end", "end"), ("after each", "each")],
        options.feedback,
        "At the end: like an exam, and replies can be changed until it is handed in.",
    )
    times = sorted({*MINUTES, options.minutes})
    yield _row(
        "minutes",
        "Time limit",
        [(words.span(60 * one) if one else "none", one) for one in times],
        options.minutes,
        "When it is over, all is handed in. The clock stands while the quiz is closed.",
        _minutes,
    )
    if options.minutes:
        offered = [(name, factor) for factor, name in LONGER]
        if options.longer not in [factor for factor, _ in LONGER]:
            offered.append((f"times {options.longer:g}", options.longer))
        note = f"For those who need it; {words.span(options.seconds)} in all."
        yield _row("longer", "Extra time", offered, options.longer, note)
    yield _row(
        "confidence",
        "Ask how sure I am",
        [("no", False), ("yes", True)],
        options.confidence,
        "Before the answer is shown; the results say how well you knew what you know.",
    )
    unsettled = [("asked at the start", None)] if options.counts is None else []
    yield _row(
        "counts",
        "Answers count as reviews",
        [*unsettled, ("yes", True), ("no", False)],
        options.counts,
        "No: the schedule of the cards stays as it is. Kept for the quizzes to come.",
    )


def _row(
    id: str,
    label: str,
    offered: Sequence[tuple[str, object]],
    value: object,
    note: str,
    reads: Callable[[str], object] | None = None,
) -> Setting:
    return Setting(id, label, tuple(offered), value, note, reads)


def _number(there: int, text: str) -> int | None:
    """So many questions as were typed; all that are `there` when that is more."""
    if not text.isdigit() or not int(text):
        raise ValueError(f"must be a whole number from 1, not {text}")
    return int(text) if int(text) < there else None


def _minutes(text: str) -> int:
    """A time limit that was typed; 0 for none."""
    if not text.isdigit() or int(text) > MOST_MINUTES:
        raise ValueError(f"must be a whole number from 0 to {MOST_MINUTES}, not {text}")
    return int(text)


def _listed(names: Collection[str]) -> str:
    return ", ".join(sorted(names)) or "all"
