"""When "Thursday" or "last September" was, seen from the day on which an article was written."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
_FAR = 330
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)\b"
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},?(?: {_YEAR})?", re.I
)
_MONTH_DAY = re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? {_YEAR})?", re.I)
_MONTH_YEAR = re.compile(rf"\b{_MONTH},? {_YEAR}", re.I)
_NUMERIC = re.compile(r"\b(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{2,4})\b")
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_WEEKDAY = re.compile(rf"\b(?P<which>last |next |this )?(?P<name>{'|'.join(_DAYS)})\b", re.I)
_MONTH_OF_YEAR = re.compile(rf"\b{_MONTH} (?:of )?(?P<which>last|this|next) year\b", re.I)
_BARE_MONTH = re.compile(rf"\b(?P<which>last |next |this )?{_MONTH}(?= |$|,|\.)", re.I)
RELATIVE = re.compile(
    rf"(?:(?:last|next|this) )?(?:{'|'.join(_DAYS)})"
    rf"|(?:last|next|this) (?:year|{_MONTH.replace('?P<month>', '?:')})|yesterday|today|tomorrow",
    re.I,
)
"""A time that only the day of the article makes certain."""
_BARE_YEAR = re.compile(rf"\b{_YEAR}")


def stamp(text: str) -> date | None:
    """The full date in a dateline or an update stamp (`02/26/24` is read month first)."""
    for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY, _NUMERIC):
        if (match := pattern.search(text)) and match["year"]:
            return _date(match)
    return None


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
    return ""


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
