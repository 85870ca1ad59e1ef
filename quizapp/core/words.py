"""Counts, dates and spans in words, the same everywhere on the screen."""

from datetime import datetime

from quizapp.core.day import Calendar, Day


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 card`, `12 cards`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


_UNITS = (
    # below so many seconds, in units of so many seconds, to so many decimals, long and short
    (59.5, 1, 0, "second", "s"),
    (3570, 60, 0, "minute", "m"),
    (84600, 3600, 0, "hour", "h"),
    (30.5 * 86400, 86400, 0, "day", "d"),
    (364.5 * 86400, 30.44 * 86400, 1, "month", "mo"),
    (float("inf"), 365.25 * 86400, 1, "year", "y"),
)


def span(seconds: float) -> str:
    """A length of time in its largest sensible unit: `45 seconds`, `6 minutes`, `2.5 months`."""
    number, noun, _ = _largest(seconds)
    return f"{number} {noun}{'' if number == '1' else 's'}"


def short_span(seconds: float) -> str:
    """For a button: `<1m`, `10m`, `3h`, `6d`, `2.5mo`, `1.2y`."""
    number, noun, unit = _largest(seconds)
    return "<1m" if noun == "second" else f"{number}{unit}"


def time_left(seconds: float) -> str:
    """`about 8 minutes left`; nobody has to hurry for seconds that are counted out."""
    if seconds < 60:
        return "less than a minute left"
    return f"about {count(round(seconds / 60), 'minute')} left"


def _largest(seconds: float) -> tuple[str, str, str]:
    for below, length, decimals, noun, unit in _UNITS:
        if seconds < below:
            value = max(1.0, seconds / length)
            return f"{value:.{decimals}f}".removesuffix(".0"), noun, unit
    raise ValueError(f"not a length of time: {seconds}")


def next_day(day: Day, today: Day, calendar: Calendar) -> str:
    """When a day begins: `04:00 tomorrow`, `Thursday 26 February`."""
    start = calendar.start(day)
    if day == today + 1:
        return f"{start:%H:%M} tomorrow"
    return date(start)


def date(at: datetime) -> str:
    """`Thursday 26 February`: no leading zero, no year."""
    return f"{at:%A} {at.day} {at:%B}"


def sentence(text: str) -> str:
    """What else stands within a line, as a sentence of its own."""
    return f"{text[0].upper()}{text[1:]}."


def points(score: float) -> str:
    """`8`, `8.5`, `3.33`: no more decimals than it takes."""
    return f"{score:.2f}".rstrip("0").rstrip(".")
