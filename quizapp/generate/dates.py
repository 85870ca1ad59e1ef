"""When "Thursday" or "last September" was, seen from the day on which an article was written."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

_NAMES = (
    *("january jan", "february feb", "march mar", "april apr", "may may", "june jun", "july jul"),
    *("august aug", "september sept sep", "october oct", "november nov", "december dec"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_FAR = 330
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAY = f"(?:{'|'.join(_DAYS)})"
MONTH = f"(?:{'|'.join(names.split()[0] for names in _NAMES)})"
"""Pieces of patterns: full names, in lower case."""
POINTS_IN_TIME = re.compile(
    rf"\b(?:{WEEKDAY}|yesterday|today|tomorrow|tonight"
    rf"|{MONTH}"
    r"|(?:1[5-9]|20)\d\d|(?:last|this|next) (?:week|month|year|spring|summer|autumn|fall|winter"
    r"|night|weekend|season)|ago|morning|afternoon|evening"
    r"|(?:week|day|month|year)s? (?:later|earlier|before))\b",
    re.I,
)
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)\b"
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},?(?: {_YEAR})?", re.I
)
_MONTH_DAY = re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? {_YEAR})?", re.I)
_MONTH_YEAR = re.compile(rf"\b{_MONTH},? {_YEAR}", re.I)
_SLASHED = re.compile(
    r"(?<![\d/-])(?P<month>\d{1,2})([/-])(?P<day>\d{1,2})\2(?P<year>20\d\d|19\d\d|\d\d)(?![\d/-])"
)
_DOTTED = re.compile(
    r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)\b"
)
_COMPACT = re.compile(rf"\b(?P<day>\d{{1,2}})[/-]{_MONTH}[/-](?P<year>(?:19|20)?\d\d)\b", re.I)
_TIME_OF_DAY = re.compile(
    r"(?<!\d)\d{1,2}(?:[:.]\d\d){1,2}(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|\b(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|IST|AES?T|EAT|WAT|MSK|SGT|JST)\b(?:[+-]\d{1,4})?"
    rf"|\b(?:{'|'.join(_DAYS)}|mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\b\.?",
    re.I,
)
_ISO = re.compile(
    r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)(?:T[\d:.]{4,15}(?:Z"
    r"|[+-]\d\d:?\d\d)?)?"
)
_WEEKDAY = re.compile(rf"\b(?P<which>last |next |this )?(?P<name>{'|'.join(_DAYS)})\b", re.I)
_MONTH_OF_YEAR = re.compile(rf"\b{_MONTH} (?:of )?(?P<which>last|this|next) year\b", re.I)
_BARE_MONTH = re.compile(rf"\b(?P<which>last |next |this )?{_MONTH}(?= |$|,|\.)", re.I)
RELATIVE = re.compile(
    rf"(?:(?:last|next|this) )?(?:{'|'.join(_DAYS)})"
    rf"|(?:{_MONTH.replace('?P<month>', '?:')} )?(?:last|next|this) year"
    rf"|(?:last|next|this) (?:month|{_MONTH.replace('?P<month>', '?:')})|yesterday|today|tomorrow",
    re.I,
)
"""A time that only the day of the article makes certain."""
_BARE_YEAR = re.compile(rf"\b{_YEAR}")


def stamps(text: str, day_first: bool | None = None) -> list[tuple[date, int]]:
    """The full dates in a line of a page, each with its place there, in the order of the line.

    `day_first` says how `03/04/2021` is meant; without it such a date is none. `14.03.2024` has the
    day first everywhere.
    """
    found: dict[int, tuple[date, int]] = {}
    for pattern in (_ISO, _COMPACT, _DAY_MONTH, _MONTH_DAY, _SLASHED, _DOTTED):
        for match in pattern.finditer(text):
            if not match["year"] or any(a <= match.start() < b for a, (_, b) in found.items()):
                continue
            day = _date(match) if pattern is not _SLASHED else _slashed(match, None)
            if pattern is _SLASHED and not day and day_first is not None:
                day = _slashed(match, day_first)
            if day:
                found[match.start()] = (day, match.end())
    return [(day, start) for start, (day, _) in sorted(found.items())]


def stamp(text: str, day_first: bool | None = None) -> date | None:
    """The first full date in a line; None without one."""
    return next((day for day, _ in stamps(text, day_first)), None)


def readings(text: str) -> list[tuple[date | None, date | None]]:
    """What each `03/04/2021` is with its month first, and with its day first."""
    return [(_slashed(one, False), _slashed(one, True)) for one in _SLASHED.finditer(text)]


def days_of_month(text: str) -> list[tuple[int, int]]:
    """The month and the day of each date in words, with or without a year."""
    found = [*_DAY_MONTH.finditer(text), *_MONTH_DAY.finditer(text)]
    return [(_MONTHS[one["month"].lower()], int(one["day"])) for one in found]


def without_dates(text: str) -> str:
    """A line without its dates, weekdays and times of day."""
    for pattern in (_ISO, _COMPACT, _DAY_MONTH, _MONTH_DAY, _SLASHED, _DOTTED, _TIME_OF_DAY):
        text = pattern.sub(" ", text)
    return " ".join(text.split())


def resolve(text: str, written: Iterable[date], future: bool = False) -> str:
    """ISO date of a time in words, as precise as it says; empty when it is not certain.

    Args:
        text: such as `on Thursday`, `last September`, `22 February 2024`, `in 2021`.
        written: the days on which the article may have been written. Where they lead to
            different results there is none.
        future: whether what happens then is yet to come.
    """
    results = {_resolve(text, day, future) for day in written} or {_resolve(text, None, future)}
    return results.pop() if len(results) == 1 else ""


def _resolve(text: str, today: date | None, future: bool) -> str:
    for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY):
        if match := pattern.search(text):
            return _with_year(match, today, future)
    if match := _MONTH_YEAR.search(text):
        return f"{match['year']}-{_MONTHS[match['month'].lower()]:02}"
    if years := _BARE_YEAR.findall(text):
        return years[0] if len(years) == 1 else ""
    if today is None:
        return ""
    if match := _WEEKDAY.search(text):
        return _weekday(match, today, future)
    if match := _MONTH_OF_YEAR.search(text):
        shift = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
        return f"{today.year + shift}-{_MONTHS[match['month'].lower()]:02}"
    if match := _BARE_MONTH.search(text):
        if match["month"].lower() in ("may", "march") and match["month"].islower():
            return ""
        return _month(match, today, future)
    plain = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
    for word, days in plain.items():
        if re.search(rf"\b{word}\b", text, re.I):
            return (today + timedelta(days=days)).isoformat()
    for which, shift in (("last", -1), ("this", 0), ("next", 1)):
        if re.search(rf"\b{which} year\b", text, re.I):
            return str(today.year + shift)
        if re.search(rf"\b{which} month\b", text, re.I):
            months = 12 * today.year + today.month - 1 + shift
            return f"{months // 12}-{months % 12 + 1:02}"
    return ""


def _slashed(match: re.Match[str], day_first: bool | None) -> date | None:
    """Without `day_first` only what can be read in one way, such as `03/14/2021`."""
    first, second, year = int(match["month"]), int(match["day"]), int(match["year"])
    if day_first is None:
        if first <= 12 and second <= 12 and first != second:
            return None
        day_first = first > 12
    month, day = (second, first) if day_first else (first, second)
    try:
        return date(year + 2000 * (year < 100), month, day)
    except ValueError:
        return None


def _date(match: re.Match[str]) -> date | None:
    month = match["month"].lower()
    year = int(match["year"])
    try:
        return date(year + 2000 * (year < 100), _MONTHS.get(month) or int(month), int(match["day"]))
    except ValueError:
        return None


def _with_year(match: re.Match[str], today: date | None, future: bool) -> str:
    if match["year"]:
        day = _date(match)
        return day.isoformat() if day else ""
    if today is None:
        return ""
    for year in (today.year, today.year + (1 if future else -1)):
        try:
            day = date(year, _MONTHS[match["month"].lower()], int(match["day"]))
        except ValueError:
            continue
        if (day >= today) if future else (day <= today):
            # said a few days ahead of the date, it is hardly that of another year
            return day.isoformat() if abs((day - today).days) < _FAR else ""
    return ""


def _weekday(match: re.Match[str], today: date, future: bool) -> str:
    number = _DAYS.index(match["name"].lower())
    which = (match["which"] or "").strip().lower()
    if which == "this":
        return ""
    if which == "next" or (future and not which):
        ahead = (number - today.weekday()) % 7
        if which == "next" and ahead < 7 - today.weekday():
            return ""  # the coming one, or that of the next week: speakers differ
        return (today + timedelta(days=ahead or 7)).isoformat()
    back = (today.weekday() - number) % 7
    if which == "last" and back == 0:
        back = 7
    return (today - timedelta(days=back)).isoformat()


def _month(match: re.Match[str], today: date, future: bool) -> str:
    number = _MONTHS[match["month"].lower()]
    which = (match["which"] or "").strip().lower()
    if which == "next" or (future and which != "last"):
        return (
            f"{today.year + (number <= today.month if which else number < today.month)}-{number:02}"
        )
    if which == "last" and number >= today.month:
        return f"{today.year - 1}-{number:02}"
    if which == "last" and today.month - number < 3:
        return ""  # last September, said in October: this year's or the one before
    return f"{today.year - (number > today.month)}-{number:02}"


def in_words(iso: str) -> str:
    """`22 February 2024`, `September 2023`, `2021`."""
    year, *rest = iso.split("-")
    if not rest:
        return year
    first = date(int(year), int(rest[0]), int(rest[1]) if rest[1:] else 1)
    return f"{first.day} {first:%B %Y}" if rest[1:] else f"{first:%B %Y}"
