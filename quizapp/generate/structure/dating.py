"""When an article was published and updated, and which line says so."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quizapp.generate import dates
from quizapp.generate.dates import WEEKDAY

DatePlace = Literal["own", "near", "dateline", "below", "header", "today"]
"""What a date belongs to: it says that it is the article's; it stands beside the headline; it is in
the dateline; it stands below the story; it stands at the head of the page, or is there the day on
which the page was opened, and then not used."""
_ORDER: tuple[DatePlace, ...] = ("own", "dateline", "near", "below", "header")
_CUE = re.compile(
    r"\b(?:(?P<own>first published|published|publish date|posted|issued|released|date|created"
    r"|filed)"
    r"|(?P<update>(?:last |article )?(?:updated?|edited|modified|revised|amended)))\b",
    re.I,
)
_MONTH_FIRST = re.compile(r"\b(?:[ECMP][SD]T|ET|PT|CT)\b")
_DAY_FIRST = re.compile(r"\b(?:GMT|BST|CES?T|IST|AES?T|EAT|WAT|MSK|SGT)\b")
_MOST_CHARACTERS = 160
_MOST_OTHER_WORDS = 8


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says when."""

    line: int
    text: str
    place: DatePlace


@dataclass(frozen=True, slots=True)
class Dating:
    """`dated_from` is the line of the date of publication."""

    published: date | None = None
    updated: date | None = None
    dated_from: str = ""


def is_of_the_day(text: str) -> bool:
    """Whether a date is such as pages show at their head: a weekday, and no time or reason."""
    weekday = re.search(rf"\b{WEEKDAY}\b", text, re.I)
    return weekday is not None and not _CUE.search(text) and not re.search(r"\d[:.]\d\d", text)


def is_date_line(text: str) -> bool:
    """Whether a line gives a date and little else: no sentence, and not many other words."""
    if len(text) > _MOST_CHARACTERS or not re.search(r"\d", text):
        return False
    if not (dates.stamps(text) or dates.readings(text)):
        return False
    rest = dates.without_dates(text)
    words = [word for word in re.findall(r"[^\W\d_][\w'’@.]*", rest) if not _CUE.fullmatch(word)]
    if rest.endswith((".", "?", "!")) and len(words) > 4:
        return False
    return len(words) <= (2 * _MOST_OTHER_WORDS if re.search(r"[|•·]", text) else _MOST_OTHER_WORDS)


def day_first(texts: Iterable[str]) -> bool | None:
    """How a page writes `03/04/2021`; None when it does not show it.

    A date that can be read in one way only shows it, then the same day in words, then a time zone.
    """
    lines = list(texts)
    pairs = [pair for text in lines for pair in dates.readings(text)]
    for month_first, days_first in pairs:
        if (month_first is None) != (days_first is None):
            return month_first is None
    written = {day for text in lines for day, _ in dates.stamps(text)}
    spoken = {one for text in lines for one in dates.days_of_month(text)}
    for month_first, days_first in pairs:
        if month_first is None or days_first is None or month_first == days_first:
            continue
        near = [
            min((abs((day - other).days) for other in written), default=999)
            for day in (month_first, days_first)
        ]
        if near[0] != near[1] and min(near) <= 7:
            return near[1] < near[0]
        said = [(day.month, day.day) in spoken for day in (month_first, days_first)]
        if said[0] != said[1]:
            return said[1]
    for text in lines:
        if dates.readings(text):
            if _MONTH_FIRST.search(text):
                return False
            if _DAY_FIRST.search(text):
                return True
    return None


def dated(
    lines: Sequence[DateLine], dateline: str, first: bool | None, page: date | None
) -> Dating:
    """Choose among the dates of a page.

    Args:
        lines: those that say when.
        dateline: what stood before the first sentence; a day in it may be without a year.
        first: whether `03/04/2021` has the day first.
        page: what the page's own data says.
    """
    published: dict[DatePlace, tuple[date, str]] = {}
    updated: date | None = None
    update_line = ""
    for line in lines:
        cue, at = "", 0
        for day, start in dates.stamps(line.text, first):
            cues = list(_CUE.finditer(line.text, at, start))
            at = start
            cue = (cues[-1].lastgroup or "") if cues else cue
            if cue == "update":
                updated, update_line = max(updated or day, day), line.text
            else:
                published.setdefault("own" if cue == "own" else line.place, (day, line.text))
    if page:
        published.setdefault("own", (page, "the page's own data"))
    known = [one for one, _ in published.values()] + ([updated] if updated else [])
    if dateline and (written := _of_dateline(dateline, known)):
        published["dateline"] = (written, dateline.strip(" -–—:"))
    for place in _ORDER:
        if place in published:
            day, text = published[place]
            later = updated if updated and updated > day else None
            return Dating(day, later, text)
    return Dating(updated, None, update_line) if updated else Dating()


def _of_dateline(text: str, known: Sequence[date]) -> date | None:
    """The day in a dateline; its year is that of the page's dates, which are no earlier."""
    if day := dates.stamp(text):
        return day
    spoken = dates.days_of_month(text)
    if not spoken:
        return None
    month, number = spoken[0]
    for other in known:
        for year in (other.year, other.year - 1):
            try:
                day = date(year, month, number)
            except ValueError:
                continue
            if 0 <= (other - day).days <= 60:
                return day
    return None
