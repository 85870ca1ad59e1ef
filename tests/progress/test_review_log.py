"""The answers that count, as columns, and the copy of them in the cache."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core import folders
from quizapp.core.pauses import through
from quizapp.memory.fsrs import MemoryModel, Rating
from quizapp.progress import review_log_file
from quizapp.progress.events import PRACTICE, Event
from quizapp.progress.journal import Journal
from quizapp.progress.progress import Progress
from quizapp.progress.review_log import COLUMNS, CONFIDENCES, OUTCOMES, PHASES, ReviewLog
from tests.progress.samples import TODAY, after, answer, in_steps, journals, write


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
@settings(max_examples=60)
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


def learned(home: Path) -> Progress:
    """A card that was learned, passed, forgotten by mistake and passed again, and another one."""
    progress = Progress.open(home)
    progress.record(in_steps("csto/a", day=TODAY), after(0))
    progress.record(answer("csto/a", day=TODAY, rating=3, due=TODAY + 4), after(11))
    progress.record(answer("csto/a", day=TODAY + 5, rating=4, due=TODAY + 35), after(5 * 1440))
    practised = answer("csto/a", day=TODAY + 6, rating=1, phase=PRACTICE, due=0)
    progress.record(practised, after(6 * 1440))
    lapse = answer("csto/a", day=TODAY + 35, rating=1, phase="relearning", due=0)
    progress.record(lapse, after(35 * 1440))
    progress.record(answer("csto/b", day=TODAY + 35), after(35 * 1440 + 1))
    return progress


def test_each_answer_says_what_its_card_was_and_what_the_model_expected(tmp_path: Path) -> None:
    learned(tmp_path)
    log, model = log_of(tmp_path), MemoryModel()
    assert [PHASES[phase] for phase in log.phase] == [
        *("new", "learning", "young", "practice", "mature", "new"),
    ]
    assert [OUTCOMES[outcome] for outcome in log.outcome] == [
        *("learning", "review", "review", "practice", "relearning", "review"),
    ]
    assert list(log.elapsed) == [-1, 0, 5, 1, 30, -1]
    assert list(log.interval) == [0, 0, 4, 0, 30, 0]
    memory = model.replay(None, [(0, 1), (0, 3)])
    later = model.after(memory, 5, Rating.EASY)
    assert log.before[2] == pytest.approx(memory.stability)
    assert (log.stability[2], log.difficulty[2]) == pytest.approx(later)
    assert log.expected[2] == pytest.approx(model.retrievability(memory, 5))
    assert log.expected[4] == pytest.approx(model.retrievability(later, 30))
    assert [log.expected[at] for at in (0, 1, 3, 5)] == [-1.0] * 4
    assert log.before[3] == pytest.approx(later.stability)


def test_what_is_kept_is_not_read_again(tmp_path: Path) -> None:
    learned(tmp_path).close()
    before = rows(log_of(tmp_path))
    kept = review_log_file.load(folders.cache())
    assert kept is not None
    log = kept.log
    log.ms[0] += 1
    log.ms[1] -= 1  # the sum is what it was, so nothing looks wrong
    review_log_file.save(folders.cache(), kept)
    assert rows(log_of(tmp_path)) != before


@pytest.mark.parametrize("harm", ["gone", "cut", "changed", "version"])
def test_a_copy_that_is_not_as_it_was_written_counts_for_nothing(tmp_path: Path, harm: str) -> None:
    learned(tmp_path).close()
    before = rows(log_of(tmp_path))
    path = folders.cache() / "answers.bin"
    content = path.read_bytes()
    if harm == "gone":
        path.unlink()
    elif harm == "cut":
        path.write_bytes(content[:-7])
    elif harm == "changed":
        path.write_bytes(content[:-7] + bytes([content[-7] ^ 1]) + content[-6:])
    else:
        path.write_bytes(content.replace(b'"sort":["', b'"sort":["0'))
    assert rows(log_of(tmp_path)) == before


def test_another_model_makes_it_anew(tmp_path: Path) -> None:
    learned(tmp_path).close()
    before = log_of(tmp_path)
    parameters = [*MemoryModel().parameters]
    parameters[2] *= 2
    log = log_of(tmp_path, MemoryModel(parameters))
    assert list(log.rating) == list(before.rating)
    assert list(log.stability) != list(before.stability)


def test_another_learner_has_answers_of_their_own(tmp_path: Path) -> None:
    learned(tmp_path / "one").close()
    assert len(log_of(tmp_path / "one")) == 6
    assert len(log_of(tmp_path / "other")) == 0


def test_a_file_of_the_journal_that_was_replaced_is_read_anew(tmp_path: Path) -> None:
    learned(tmp_path).close()
    log_of(tmp_path)
    journal = max((tmp_path / "journal").glob("*.jsonl"), key=lambda path: path.stat().st_size)
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[1:]))
    assert len(log_of(tmp_path)) == 5


def test_an_answer_that_is_undone_is_gone_and_its_card_stands_as_before(tmp_path: Path) -> None:
    progress = learned(tmp_path)
    log_of(tmp_path)
    event = progress.record(answer("csto/b", day=TODAY + 40, rating=1), after(40 * 1440)).id
    assert len(log_of(tmp_path)) == 7
    progress.undo(event, after(40 * 1440 + 1))
    progress.record(answer("csto/b", day=TODAY + 40, rating=3), after(40 * 1440 + 2))
    log = log_of(tmp_path)
    assert list(log.rating)[-2:] == [3, 3]
    assert log.elapsed[-1] == 5
    assert log.before[-1] == log.stability[-2]


def test_some_cards_and_some_days_can_be_looked_at_alone(tmp_path: Path) -> None:
    learned(tmp_path)
    log = log_of(tmp_path)
    assert list(log.only({"csto/b"}).day) == [TODAY + 35]
    assert list(log.between(TODAY + 5, TODAY + 6).rating) == [4, 1]
    assert len(log.between(TODAY + 7, TODAY + 34)) == 0
    assert len(log.only({"csto/a", "csto/b", "csto/c"})) == 6


def test_days_that_go_back_while_times_go_on_are_found_all_the_same(tmp_path: Path) -> None:
    progress = Progress.open(tmp_path)
    for at, day in enumerate((TODAY, TODAY + 1, TODAY, TODAY + 1, TODAY + 2)):
        progress.record(answer(f"csto/{at}", day=day), after(at))
    log = log_of(tmp_path)
    first = log.between(TODAY, TODAY)
    assert [first.name(at) for at in range(len(first))] == ["csto/0", "csto/2"]
    some = log.between(TODAY + 1, TODAY + 1)
    assert [some.name(at) for at in range(len(some))] == ["csto/1", "csto/3"]
    assert log.end_of(TODAY) == 3
    assert log.end_of(TODAY + 1) == 4


def test_answers_and_undoings_while_it_is_read_belong_to_the_next_reading(tmp_path: Path) -> None:
    progress = learned(tmp_path)
    reading = progress.reading_review_log()
    next(reading)
    event = progress.record(answer("csto/c", day=TODAY + 41), after(41 * 1440)).id
    progress.undo(progress.record(answer("csto/b", day=TODAY + 41), after(41 * 1440)).id, after(0))
    first = through(reading)
    assert len(first) == 6
    progress.keep_review_log()
    log = log_of(tmp_path)
    assert (len(log), log.event_id(6)) == (7, event)
    progress.close()
    before = rows(log)
    (folders.cache() / "answers.bin").unlink()
    assert rows(log_of(tmp_path)) == before


def test_a_file_that_cannot_be_read_any_more_hides_its_answers_and_nothing_is_kept(
    tmp_path: Path,
) -> None:
    learned(tmp_path).close()
    progress = Progress.open(tmp_path)
    reading = progress.reading_review_log()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Journal, "since", unreadable)
        assert len(through(reading)) == 0
    progress.keep_review_log()
    assert not (folders.cache() / "answers.bin").exists()


def unreadable(*_: object) -> None:
    raise OSError(5, "Input/output error")
