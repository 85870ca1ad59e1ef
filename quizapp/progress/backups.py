"""A copy of the journal for each day of use, thinned out with age."""

import contextlib
import io
import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from quizapp.core.disk import replace_whole

_NAME = re.compile(r"journal-(\d{4}-\d\d-\d\d)\.zip")


def back_up(folder: Path, files: Iterable[Path], today: date) -> bool:
    """Zip `files` into `folder` unless that was done today; False when it was.

    Raises:
        OSError: there is no new backup; those there are untouched.
    """
    path = folder / f"journal-{today}.zip"
    if path.exists():
        return False
    import zipfile  # 5 ms, and once a day is enough

    packed = io.BytesIO()
    # a journal shrinks to a tenth at any level, and the quickest takes 0.1 s for 100,000 answers
    with zipfile.ZipFile(
        packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False
    ) as archive:
        for file in files:
            archive.write(file, file.name)
    replace_whole(path, packed.getvalue())
    thin(folder, today)
    return True


def thin(folder: Path, today: date) -> None:
    """Delete the backups that are not to be kept."""
    found = {}
    for path in folder.iterdir():
        with contextlib.suppress(ValueError):  # a name of digits that are no date
            if match := _NAME.fullmatch(path.name):
                found[date.fromisoformat(match[1])] = path
    for day in found.keys() - kept(found, today):
        found[day].unlink()


def kept(days: Iterable[date], today: date) -> set[date]:
    """All of the last 7 days, the newest of each of 8 weeks before, of each month before that."""
    newest: dict[object, date] = {}
    for day in sorted(days):
        age = (today - day).days
        if age < 7:
            newest[day] = day
        elif today - day < timedelta(weeks=9):
            # a week that lies in two months counts in each, or a month could lose its only one
            newest["week", day.isocalendar()[:2], day.month] = day
        else:
            newest["month", day.year, day.month] = day
    return set(newest.values())
