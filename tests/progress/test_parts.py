"""A device's journal in parts, each closed when another month begins, and never the same name."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.core.errors import NotSaved
from quizapp.progress import writer
from quizapp.progress.codec import encode, stamp
from quizapp.progress.events import Event, EventKey, Granted, LimitRaise, Undone
from quizapp.progress.parts import Part
from quizapp.progress.progress import Progress
from tests.progress.samples import NOON, TODAY, after, answer, own_journal, standing, write

DAY = 1440
MONTH = 31 * DAY


def names(home: Path) -> list[str]:
    """The own files, in their order, without the device's name."""
    found = sorted(
        (part for path in (home / "journal").glob("*.jsonl") if (part := Part.of(path.name))),
        key=lambda part: part.number,
    )
    return [part.name.removeprefix(part.device) for part in found]


def test_another_month_begins_another_part_and_the_old_one_is_never_written_again(
    home: Path,
) -> None:
    progress = Progress.open(home)
    progress.record(answer("csto/a"), after(0))
    first = own_journal(home)
    content = first.read_bytes()
    progress.record(answer("csto/b"), after(MONTH))
    for back in (0, -MONTH, MONTH):
        progress.record(answer("csto/c"), after(back))
        Progress.open(home).record(answer("csto/d"), after(back))
    assert first.read_bytes() == content
    assert names(home)[:2] == [".jsonl", ".2.jsonl"]
    assert standing(Progress.open(home)) == standing(progress) or progress.refresh()
    assert standing(Progress.open(home)) == standing(progress)


def test_a_clock_that_was_once_ahead_does_not_keep_a_part_open_for_years(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer("csto/a"), after(0))
    progress.record(answer("csto/b"), after(60 * MONTH))
    progress.record(answer("csto/c"), after(1))
    progress.record(answer("csto/d"), after(MONTH))
    assert names(home) == [".jsonl", ".2.jsonl", ".3.jsonl"]


def test_a_long_part_is_closed_before_its_month_is_over(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "LARGEST_PART", 500)
    progress = Progress.open(home)
    for number in range(6):
        progress.record(answer(f"csto/{number}"), after(number))
    assert len(names(home)) == 2
    assert standing(Progress.open(home)) == standing(progress)


def test_two_windows_write_to_the_same_newest_part(home: Path) -> None:
    one, other = Progress.open(home), Progress.open(home)
    for month in range(5):
        for progress in (one, other):
            progress.record(answer(f"csto/{month}"), after(month * MONTH))
            progress.record(answer("csto/x"), after(month * MONTH + 1))
    one.refresh()
    assert standing(one) == standing(other) == standing(Progress.open(home))
    ids = [review.id for review in one.history()]
    assert len(ids) == len(set(ids)) == 20
    assert len(names(home)) == 5


@pytest.mark.parametrize("remembers", [True, False])
def test_a_name_that_went_away_is_never_used_again_nor_are_its_ids(
    home: Path, remembers: bool
) -> None:
    progress = Progress.open(home)
    first = progress.record(answer("csto/a"), after(0))
    if remembers:
        progress.close()
    aside = home.with_name("aside.jsonl")
    own_journal(home).rename(aside)
    again = Progress.open(home)
    second = again.record(answer("csto/b"), after(1))
    assert second.id.partition(":")[0] != first.id.partition(":")[0]
    again.close()
    shutil.copy(aside, home / "journal" / f"{first.id[:8]}.jsonl")
    assert Progress.open(home).cards.keys() == {"csto/a", "csto/b"}
    assert Progress.open(home).reviews == 2


def test_a_part_that_is_shorter_than_it_was_is_not_written_to_again(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer("csto/a"), after(0))
    older = own_journal(home).read_bytes()
    second = progress.record(answer("csto/b"), after(1))
    own = own_journal(home)
    progress.close()
    own.write_bytes(older)
    again = Progress.open(home)
    third = again.record(answer("csto/c"), after(2))
    assert own.read_bytes() == older
    assert third.id[:8] != second.id[:8]
    (notice,) = again.notices
    assert "1 answer is missing" in notice
    assert "quizapp restore" in notice


def test_what_a_window_recorded_is_written_again_when_its_file_goes_away_or_is_overwritten(
    home: Path,
) -> None:
    Progress.open(home).record(answer("csto/before"), after(0))
    own = own_journal(home)
    older = own.read_bytes()
    progress = Progress.open(home)
    first = progress.record(answer("csto/a"), after(1))
    progress.undo(progress.record(answer("csto/b"), after(2)).id, after(3))
    was = standing(progress)
    own.write_bytes(older)
    progress.refresh()
    assert standing(progress) == was
    assert own.read_bytes() == older
    own.unlink()
    second = progress.record(answer("csto/c"), after(4))
    assert second.id[:8] != first.id[:8]
    assert Progress.open(home).cards.keys() == {"csto/a", "csto/c"}
    (notice,) = progress.notices
    assert "1 answer is missing" in notice


def test_a_line_that_is_gone_from_the_middle_is_missed_though_another_came(home: Path) -> None:
    progress = Progress.open(home)
    for number in range(3):
        progress.record(answer(f"csto/{number}"), after(number))
    while progress.tend():
        pass
    progress.close()
    own = own_journal(home)
    lines = own.read_bytes().splitlines(keepends=True)
    own.write_bytes(lines[0] + lines[2])
    write(home, "bbbbbbbb", [Event(EventKey(stamp(after(9)), "bbbbbbbb", 1), answer("csto/x"))])
    (notice,) = Progress.open(home).notices
    assert "1 answer is missing" in notice
    assert "`quizapp restore` brings back 1 line" in notice


def test_a_newer_file_that_an_older_one_overwrote_is_missed_though_as_much_is_there(
    home: Path,
) -> None:
    old = [Event(EventKey(stamp(after(n)), "aaaaaaaa", n), answer(f"csto/{n}")) for n in (1, 2, 3)]
    new = [Event(EventKey(stamp(after(n)), "aaaaaaaa", n), answer(f"csto/{n}")) for n in (4, 5)]
    write(home, "aaaaaaaa", new)
    Progress.open(home).close()
    write(home, "aaaaaaaa", old)
    (notice,) = Progress.open(home).notices
    assert "answers are missing" in notice


def test_a_file_that_moved_is_not_missed(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer(), after(0))
    progress.close()
    own = own_journal(home)
    own.rename(own.with_name("moved here.jsonl"))
    again = Progress.open(home)
    assert again.notices == []
    assert again.reviews == 1


def test_a_missing_part_in_the_middle_makes_a_new_device(home: Path) -> None:
    progress = Progress.open(home)
    for month in range(3):
        saved = progress.record(answer(f"csto/{month}"), after(month * MONTH))
    (home / "journal" / f"{saved.id[:8]}.2.jsonl").unlink()
    again = Progress.open(home)
    assert again.record(answer("csto/x"), after(3 * MONTH)).id[:8] != saved.id[:8]


def test_an_own_line_with_the_largest_number_there_is_makes_a_new_device(home: Path) -> None:
    progress = Progress.open(home)
    saved = progress.record(answer("csto/a"), after(0))
    last = Event(EventKey(stamp(after(1)), saved.id[:8], 10**15 - 1), answer("csto/b"))
    with own_journal(home).open("ab") as file:
        file.write(encode(last))
    for _ in range(2):
        assert progress.record(answer("csto/c"), after(2)).id[:8] != saved.id[:8]
        progress = Progress.open(home)
    assert progress.notices == []
    assert progress.reviews == 4


def test_a_card_answered_under_a_clock_that_was_ahead_does_not_carry_the_future_to_others(
    home: Path,
) -> None:
    progress = Progress.open(home)
    progress.record(answer("csto/a"), after(60 * MONTH))
    progress.record(answer("csto/b"), after(0))
    state = progress.record(answer("csto/a", day=TODAY + 1), after(1)).state
    assert state
    assert (state.reps, state.due) == (2, TODAY + 5)
    at = {review.answer.card: review.at for review in progress.history()}
    assert at["csto/b"] == after(0)
    assert standing(Progress.open(home)) == standing(progress)


def test_a_line_stamped_at_the_end_of_time_is_set_aside_and_its_card_can_be_answered(
    home: Path,
) -> None:
    last = Event(EventKey("9999-12-31T23:59:59.999Z", "bbbbbbbb", 1), answer("csto/a"))
    write(home, "bbbbbbbb", [last])
    progress = Progress.open(home)
    assert len(progress.notices) == 1
    assert progress.record(answer("csto/a"), after(0)).state
    assert standing(Progress.open(home)) == standing(progress)


def test_an_answer_at_the_end_of_time_is_one_clear_error(home: Path) -> None:
    progress = Progress.open(home)
    with pytest.raises(NotSaved, match="set the clock of this computer right"):
        progress.record(answer(), datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC))
    write(
        home,
        "bbbbbbbb",
        [Event(EventKey("9998-12-31T23:59:59.999Z", "bbbbbbbb", 1), answer())],
    )
    with pytest.raises(NotSaved, match="set the clock of this computer right"):
        progress.record(answer(), NOON)
    assert progress.record(answer("csto/b"), NOON + timedelta(minutes=1)).state


def test_an_answer_of_another_window_counts_when_it_begins_a_part_in_the_same_moment(
    home: Path,
) -> None:
    one, other = Progress.open(home), Progress.open(home)
    for number in range(40):
        month = number // 2 * MONTH
        saved = (one if number % 2 else other).record(answer(f"csto/{number}"), after(month))
        assert saved.id.endswith(f":{number + 1}")


def test_a_start_that_only_looks_remembers_that_a_part_went_away(home: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer("csto/a"), after(0))
    second = progress.record(answer("csto/b"), after(MONTH))
    progress.close()
    (home / "journal" / f"{second.id[:8]}.2.jsonl").unlink()
    looked = Progress.open(home)
    assert len(looked.notices) == 1
    looked.close()
    third = Progress.open(home).record(answer("csto/c"), after(MONTH + 1))
    assert third.id[:8] != second.id[:8]


def test_answers_that_went_while_as_many_came_are_missed_without_a_backup(home: Path) -> None:
    some = [Event(EventKey(stamp(after(n)), "bbbbbbbb", n), answer(f"csto/{n}")) for n in (1, 2, 3)]
    write(home, "bbbbbbbb", some)
    progress = Progress.open(home)
    progress.record(answer("csto/own"), after(0))
    progress.close()
    more = [Event(EventKey(stamp(after(n)), "cccccccc", n), answer(f"figures/{n}")) for n in (1, 2)]
    write(home, "bbbbbbbb", [some[0], some[2]])
    write(home, "cccccccc", more)
    (notice,) = Progress.open(home).notices
    assert "1 answer is missing" in notice


def test_an_answer_whose_card_would_be_due_after_the_last_date_is_not_saved(home: Path) -> None:
    progress, beyond = Progress.open(home), 3_652_060
    with pytest.raises(NotSaved, match="set the clock of this computer right"):
        progress.record(answer()._replace(due=beyond), datetime(9998, 12, 30, tzinfo=UTC))
    assert progress.reviews == Progress.open(home).reviews == 0
    progress.record(answer(), after(0))
    assert Progress.open(home).reviews == 1


@pytest.mark.parametrize(
    "name", ["restored-0123456789abcdef", "merged-0123456789abcdef", "bbbbbbbb"]
)
def test_a_file_that_was_known_and_is_gone_is_named_whatever_it_held(home: Path, name: str) -> None:
    progress = Progress.open(home)
    saved = progress.record(answer("csto/a"), after(0))
    path = write(
        home, name, [Event(EventKey(stamp(after(1)), "bbbbbbbb", 1), Undone("csto/x", "y:1"))]
    )
    progress.refresh()
    progress.record(answer("csto/b"), after(2))
    progress.close()
    path.unlink()
    for opened in (progress, Progress.open(home)):
        opened.refresh()
        (notice,) = opened.notices
        assert f"{path.name} is gone" in notice
    assert Progress.open(home).record(answer("csto/c"), after(3)).id[:8] == saved.id[:8]


def test_what_was_undone_or_granted_is_missed_when_its_line_goes_from_the_middle(
    home: Path,
) -> None:
    keys = [EventKey(stamp(after(number)), "bbbbbbbb", number) for number in range(1, 5)]
    happened = [
        answer("csto/a"),
        Undone("csto/a", "bbbbbbbb:1"),
        Granted(TODAY, (LimitRaise("new", 5),)),
        answer("csto/b"),
    ]
    events = [Event(key, data) for key, data in zip(keys, happened, strict=True)]
    for gone in (1, 2):
        write(home, "bbbbbbbb", events)
        Progress.open(home).close()
        write(home, "bbbbbbbb", [*events[:gone], *events[gone + 1 :]])
        (notice,) = Progress.open(home).notices
        assert "missing that were there before" in notice
        (home / "progress.json").unlink(missing_ok=True)
