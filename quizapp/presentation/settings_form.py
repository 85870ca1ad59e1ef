"""The settings as rows: what may be chosen, how it is said, and what it does."""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TypeVar

from quizapp.core import words
from quizapp.core.settings import (
    LEAST_RETENTION,
    MOST_RETENTION,
    Settings,
    Steps,
    checked,
    step_text,
)
from quizapp.memory.fsrs import MemoryModel
from quizapp.presentation.form import Heading, Item, Setting
from quizapp.statistics.workload import workload

_Number = TypeVar("_Number", int, float)
REVIEWS = (0, 20, 50, 100, 150, 200, 300, 500, 1000, 9999)
USUAL_RETENTION = Settings().desired_retention


def setting_rows(
    settings: Settings, before: Settings, model: MemoryModel, themes: Sequence[str], theme: str
) -> list[Item]:
    """All but the keys. The id of a row is the setting's name; `theme` of `themes` is in use.

    What is set, and what was set `before`, can be chosen even where it is not one of the usual.
    """
    return [
        Heading("Each day"),
        _row(
            settings,
            "rollover_hour",
            "The day begins at",
            [(f"{hour:02}:00", hour) for hour in range(24)],
            "Answers before this hour still count for the day before.",
        ),
        _row(
            settings,
            "new_per_day",
            "New cards a day",
            _numbers(settings.new_per_day, before.new_per_day, 0, 5, 10, 15, 20, 30, 50, 100, 200),
            "Over all decks. Each new card brings reviews in the days after.",
        ),
        _row(
            settings,
            "reviews_per_day",
            "Reviews a day",
            _numbers(settings.reviews_per_day, before.reviews_per_day, *REVIEWS),
            "Over all decks. What is above it waits for another day.",
        ),
        _row(
            settings,
            "catch_up_days",
            "Catch up after a break",
            [
                ("all at once" if days == 1 else f"over {days} days", days)
                for days in _with(
                    settings.catch_up_days, before.catch_up_days, 1, 2, 3, 5, 7, 10, 14, 21, 30
                )
            ],
            "A backlog is spread over so many days.",
        ),
        Heading("Memory"),
        _row(
            settings,
            "desired_retention",
            "Wanted recall",
            [
                (f"{100 * share:.4g}%", share)
                for share in _with(
                    settings.desired_retention,
                    before.desired_retention,
                    *(0.7, 0.75, 0.8, 0.85, 0.9, 0.92, 0.95, 0.97, 0.99),
                )
            ],
            retention_note(model, settings.desired_retention),
        ),
        Setting(
            "fsrs_parameters",
            "Model of your memory",
            (),
            "your own" if settings.fsrs_parameters else "as published",
            "How fast you forget: as most people do, or as your own answers tell (enter).",
        ),
        _row(
            settings,
            "learning_steps",
            "Steps of a new card",
            _steps(
                (settings.learning_steps, before.learning_steps),
                "",
                "10m",
                "1m 10m",
                "5m 30m",
                "1m 10m 1h",
                "10m 1d",
            ),
            "After these waits it is asked again, before its first longer wait.",
        ),
        _row(
            settings,
            "relearning_steps",
            "Steps after a lapse",
            _steps(
                (settings.relearning_steps, before.relearning_steps),
                "",
                "1m",
                "10m",
                "30m",
                "10m 1h",
                "1d",
            ),
            "After these waits a forgotten card is asked again.",
        ),
        _row(
            settings,
            "leech_lapses",
            "A card is a leech after",
            [
                (words.count(lapses, "lapse") if lapses else "never", lapses)
                for lapses in _with(
                    settings.leech_lapses, before.leech_lapses, 0, 4, 6, 8, 10, 12, 16, 20
                )
            ],
            "A leech is forgotten again and again, and is better written anew.",
        ),
        _row(
            settings,
            "buttons",
            "Ratings of a flashcard",
            [("Again, Good", 2), ("Again, Hard, Good, Easy", 4)],
            "What you can say after you have seen the answer.",
        ),
        _row(
            settings,
            "quiz_counts",
            "Answers of a quiz",
            [("ask at the first quiz", None), ("count as reviews", True), ("do not count", False)],
            "Whether they move the day on which a card comes back.",
        ),
        Heading("Look"),
        Setting(
            "theme",
            "Theme",
            tuple((name, name) for name in themes),
            theme,
            "Colours; it is seen at once.",
        ),
    ]


def changes(before: Sequence[Item], now: Sequence[Item]) -> list[str]:
    """A sentence for each row that has another value now."""
    was = {row.id: row for row in before if isinstance(row, Setting)}
    return [
        f"{row.label}: {row.shown} now, and not {was[row.id].shown}."
        for row in now
        if isinstance(row, Setting) and row.id in was and row.value != was[row.id].value
    ]


def retention_note(model: MemoryModel, retention: float) -> str:
    """What this retention costs, to a tenth, against the usual one."""
    if retention == USUAL_RETENTION:
        return "A card comes back when you would still know it 9 times in 10."
    ratio = workload(model, retention) / workload(model, USUAL_RETENTION)
    more = round(10 * (ratio - 1))
    if more >= 5:
        return f"About {ratio:.1f} times as many answers in a card's first year as at 90%."
    if more:
        much = f"{10 * abs(more)}% {'more' if more > 0 else 'fewer'}"
        return f"About {much} answers in a card's first year than at 90%."
    return "About as many answers in a card's first year as at 90%."


def _row(
    settings: Settings, name: str, label: str, options: Sequence[tuple[str, object]], note: str
) -> Setting:
    value = getattr(settings, name)
    reads: Callable[[str], object] | None = None
    if type(value) in (int, float):
        reads = _share if name == "desired_retention" else partial(_whole, name)
    return Setting(name, label, tuple(options), value, note, reads)


def _whole(name: str, text: str) -> object:
    """What was typed as the value of a setting. Raises ValueError."""
    return checked(name, int(text) if text.isdigit() else text)


def _share(text: str) -> float:
    """A retention that was typed: `92` and `0.92` are the same. Raises ValueError."""
    number = float(text) if re.fullmatch(r"\d*\.?\d+", text) else 0.0
    share = round(number / 100 if number > 1 else number, 6)
    if not LEAST_RETENTION <= share <= MOST_RETENTION:
        raise ValueError(
            f"must be from {LEAST_RETENTION * 100:g} to {MOST_RETENTION * 100:g}%, not {text}"
        )
    return share


def _with(*values: _Number) -> list[_Number]:
    """Each once, in their order."""
    return sorted(set(values))


def _numbers(*values: int) -> list[tuple[str, object]]:
    return [(f"{number:,}", number) for number in _with(*values)]


def _steps(set_ones: tuple[Steps, ...], *usual: str) -> list[tuple[str, object]]:
    units = {"m": "minutes", "h": "hours", "d": "days"}
    options = [
        tuple(timedelta(**{units[step[-1]]: int(step[:-1])}) for step in steps.split())
        for steps in usual
    ]
    options += dict.fromkeys(steps for steps in set_ones if steps not in options)
    return [(", ".join(map(step_text, steps)) or "none", steps) for steps in options]
