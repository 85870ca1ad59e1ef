"""Figures as JSON has them: days as 2026-11-29, numbers to six digits after the point."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from math import isfinite
from typing import Any

from quizapp.core.day import Day


def plain(value: Any) -> Any:
    """Of frozen dataclasses within one another; a number that is not finite is null."""
    if is_dataclass(value):
        return {
            one.name: _day(getattr(value, one.name))
            if one.type is Day
            else plain(getattr(value, one.name))
            for one in fields(value)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return round(value, 6) if isfinite(value) else None
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def _day(day: Day) -> str:
    return date.fromordinal(day).isoformat()
