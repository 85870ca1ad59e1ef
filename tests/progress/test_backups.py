import errno
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.progress.backups import kept
from quizapp.progress.progress import Progress
from tests.progress.samples import after, answer, own_journal, standing

pytestmark = pytest.mark.day

TODAY = date(2026, 11, 24)


def test_closing_backs_the_journal_up_once_a_day(home: Path) -> None:
    for minutes in (0, 1, 1440):
        progress = Progress.open(home)
        progress.record(answer(), after(minutes))
        progress.close()
    names = sorted(path.name for path in (home / "backups").iterdir())
    assert names == ["journal-2026-11-24.zip", "journal-2026-11-25.zip"]


def test_a_backup_unpacked_gives_the_progress_of_then(home: Path, tmp_path: Path) -> None:
    progress = Progress.open(home)
    progress.record(answer(), after(0))
    progress.close()
    then = standing(progress)
    progress.record(answer(rating=1), after(1))
    restored = tmp_path / "restored"
    with zipfile.ZipFile(home / "backups" / "journal-2026-11-24.zip") as archive:
        archive.extractall(restored / "journal")
    assert standing(Progress.open(restored)) == then


def test_a_day_without_answers_needs_no_backup(home: Path) -> None:
    Progress.open(home).record(answer(), after(0))
    progress = Progress.open(home)
    progress.close()
    assert (home / "progress.json").exists()
    assert not (home / "backups").exists()


def test_a_backup_that_fails_is_told_and_harms_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bool:
        raise OSError(errno.ENOSPC, "No space left on device", str(home / "backups"))

    progress = Progress.open(home)
    progress.record(answer(), after(0))
    monkeypatch.setattr("quizapp.progress.backups.back_up", fail)
    progress.close()
    (notice,) = progress.notices
    assert "backups" in notice
    assert own_journal(home).exists()


def test_all_of_a_week_one_a_week_for_eight_weeks_then_one_a_month() -> None:
    days = [TODAY - timedelta(days=age) for age in range(800)]
    ages = sorted((TODAY - day).days for day in kept(days, TODAY))
    assert ages[:7] == list(range(7))
    weekly = [age for age in ages if 7 <= age < 63]
    assert 8 <= len(weekly) <= 11  # a week in two months counts twice
    monthly = [age for age in ages if age >= 63]
    assert 24 <= len(monthly) <= 26


@given(st.sets(st.dates(date(2020, 1, 1), TODAY)))
@example({date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 8)})
def test_thinning_day_by_day_never_leaves_a_month_without_its_backup(days: set[date]) -> None:
    left: set[date] = set()
    for day in sorted(days):
        left = kept(left | {day}, day)
    assert {(day.year, day.month) for day in days} == {(day.year, day.month) for day in left}


def test_old_backups_are_thinned_out_and_other_files_left_alone(home: Path) -> None:
    backups = home / "backups"
    backups.mkdir(parents=True)
    (backups / "mine.txt").write_text("mine")
    (backups / "journal-9999-99-99.zip").write_text("not a date")
    for age in range(1, 100):
        (backups / f"journal-{TODAY - timedelta(days=age)}.zip").write_text("old")
    progress = Progress.open(home)
    progress.record(answer(), after(0))
    progress.close()
    assert (backups / "mine.txt").exists()
    assert (backups / "journal-9999-99-99.zip").exists()
    assert 15 < len(list(backups.glob("journal-2026-*.zip"))) < 25
    assert progress.notices == []
