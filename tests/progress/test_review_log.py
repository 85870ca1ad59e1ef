"""The answers that count, as columns, and the copy of them in the cache."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core import folders
from quizapp.core.pauses import through
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.events import Event
from quizapp.progress.progress import Progress
from quizapp.progress.review_log import COLUMNS, CONFIDENCES, OUTCOMES, ReviewLog
from tests.progress.samples import (
    journals,
    write,
)


def log_of(home: Path, model: MemoryModel | None = None) -> ReviewLog:
    progress = Progress.open(home, model)
    log = through(progress.reading_review_log())
    progress.keep_review_log()
    return log


def rows(log: ReviewLog) -> list[tuple[object, ...]]:
    """All that a log says, whatever the numbers of cards in it."""
    columns = [getattr(log, name) for name in COLUMNS if name not in ("card", "device", "seq")]
    return [
        (log.event_id(place), log.name(place), *row, log.credit.get(place))
        for place, row in enumerate(zip(*columns, strict=True))
    ]


def as_in_history(log: ReviewLog) -> list[tuple[object, ...]]:
    return sorted(
        (
            log.event_id(place),
            log.name(place),
            log.at[place],
            log.day[place],
            log.rating[place],
            OUTCOMES[log.outcome[place]],
            log.ms[place],
            CONFIDENCES[log.confidence[place]],
            log.in_quiz[place],
            log.credit.get(place, 0.0),
        )
        for place in range(len(log))
    )


def history(home: Path) -> list[tuple[object, ...]]:
    return sorted(
        (
            past.id,
            past.answer.card,
            round(past.at.timestamp() * 1000),
            past.answer.day,
            past.answer.rating,
            past.answer.phase,
            past.answer.ms,
            past.answer.confidence,
            bool(past.answer.quiz),
            past.answer.score if past.answer.rating == 1 else 0.0,
        )
        for past in Progress.open(home).history()
    )


@pytest.mark.slow
@given(journals)
def test_it_has_each_answer_that_counts_as_the_history_has_it(
    both: dict[str, list[Event]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name, events in both.items():
            write(home, name, events)
        assert as_in_history(log_of(home)) == history(home)


@pytest.mark.slow
@given(journals, st.integers(0, 12), st.integers(0, 12))
@settings(max_examples=200)
def test_what_comes_later_leads_to_the_same_as_reading_all_at_once(
    both: dict[str, list[Event]], one: int, other: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home, (first, second) = Path(folder), both.values()
        for some, rest in ((first[:one], second[:other]), (first, second[:other]), (first, second)):
            write(home, "aaaaaaaa", some)
            write(home, "bbbbbbbb", rest)
            log = log_of(home)
        anew = Progress.open(home)
        (folders.cache() / "answers.bin").unlink()
        assert rows(log) == rows(through(anew.reading_review_log()))
