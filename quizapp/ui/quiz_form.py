"""What a quiz should be, as rows to choose from."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial

from quizapp.core import words
from quizapp.study.question_pool import Pool, Wish
from quizapp.study.quiz_service import OpenQuiz
from quizapp.ui.widgets.choices import Heading, Item, Row

NUMBERS = (5, 10, 12, 15, 20, 30, 50, 100)
MOST_MINUTES = 1440
MINUTES = (0, 5, 10, 15, 20, 30, 45, 60, 90, 120)
LONGER = ((1.0, "none"), (1.25, "a quarter"), (1.5, "half as much"), (2.0, "twice the time"))


def quiz_rows(wish: Wish, pool: Pool, open_quiz: OpenQuiz | None, ago: str) -> list[Item]:
    """What can be chosen. The ids are those of the fields of `Wish`, and begin and resume.

    `ago` says when the open quiz was begun.
    """
    new = " of a new quiz" if open_quiz else ""
    return [
        *_beginnings(wish, pool, open_quiz, ago),
        Heading(f"Questions{new}"),
        *_questions(wish, pool),
        Heading("How a new quiz goes" if open_quiz else "How it goes"),
        *_ways(wish),
    ]


def _beginnings(wish: Wish, pool: Pool, open_quiz: OpenQuiz | None, ago: str) -> Iterator[Item]:
    if open_quiz:
        state = f"{open_quiz.answered} of {open_quiz.questions} answered, begun {ago}"
        note = "Goes on where you left it, as it was begun. All below is for a new quiz."
        yield Row("resume", "Go on with the open quiz", (), state, note)
    begin = "Begin a new quiz" if open_quiz else "Begin"
    note = "The open quiz is thrown away." if open_quiz else "enter begins."
    yield Row("begin", begin, (), words.count(pool.size(wish), "question"), note)


def _questions(wish: Wish, pool: Pool) -> Iterator[Item]:
    there = pool.size(replace(wish, number=None))
    numbers = [number for number in NUMBERS if number < there]
    if wish.number and wish.number < there and wish.number not in numbers:
        numbers = sorted([*numbers, wish.number])
    options = [*((str(number), number) for number in numbers), (f"all {there}", None)]
    types = {words.TYPES[one] for one in wish.types}
    orders = [("shuffled", True), ("as in the deck", False)]
    chosen = wish.number if wish.number in numbers else None
    number = partial(_number, there)
    yield _row("number", "How many", options, chosen, pool.drawn_from(wish), number)
    yield Row("tags", "Tags", (), _listed(wish.tags), "Only questions with one of these tags.")
    yield Row("types", "Types", (), _listed(types), "Only questions of these types.")
    yield _row("shuffled", "Order", orders, wish.shuffled, "Of the questions.")


def _ways(wish: Wish) -> Iterator[Item]:
    yield _row(
        "feedback",
        "The right answer is shown",
        [("at the end", "end"), ("after each", "each")],
        wish.feedback,
        "At the end: like an exam, and replies can be changed until it is handed in.",
    )
    times = sorted({*MINUTES, wish.minutes})
    yield _row(
        "minutes",
        "Time limit",
        [(words.span(60 * one) if one else "none", one) for one in times],
        wish.minutes,
        "When it is over, all is handed in. The clock stands while the quiz is closed.",
        _minutes,
    )
    if wish.minutes:
        options = [(name, factor) for factor, name in LONGER]
        if wish.longer not in [factor for factor, _ in LONGER]:
            options.append((f"times {wish.longer:g}", wish.longer))
        note = f"For those who need it; {words.span(wish.seconds)} in all."
        yield _row("longer", "Extra time", options, wish.longer, note)
    yield _row(
        "confidence",
        "Ask how sure I am",
        [("no", False), ("yes", True)],
        wish.confidence,
        "Before the answer is shown; the results say how well you knew what you know.",
    )
    unsettled = [("asked at the start", None)] if wish.counts is None else []
    yield _row(
        "counts",
        "Answers count as reviews",
        [*unsettled, ("yes", True), ("no", False)],
        wish.counts,
        "No: the schedule of the cards stays as it is. Kept for the quizzes to come.",
    )


def _row(
    id: str,
    label: str,
    options: Sequence[tuple[str, object]],
    value: object,
    note: str,
    reads: Callable[[str], object] | None = None,
) -> Row:
    return Row(id, label, tuple(options), value, note, reads)


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
