"""Days and instants as they are written: ISO, so that order of text is order of time."""

from datetime import UTC, date, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def stamp(at: datetime) -> str:
    """`2026-11-24T11:14:31.123Z`: in this form, order of text is order of time."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def iso_ms(ms: int) -> str:
    return stamp(_EPOCH + timedelta(milliseconds=ms))


def epoch_ms(text: str) -> int:
    return (datetime.fromisoformat(text) - _EPOCH) // _MILLISECOND


def iso_day(day: int) -> str:
    return date.fromordinal(day).isoformat()


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()
