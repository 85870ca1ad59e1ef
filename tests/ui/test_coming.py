"""What is to come, as Home, the summary, the commands and a plan say it."""

import json
import re
from collections.abc import Generator
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.cli.group import group
from quizapp.core.day import Day
from quizapp.progress.events import Answer
from quizapp.scheduling.forecast import Coming, forecasting
from quizapp.scheduling.today import Today
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.summary import SummaryScreen
from tests.study.decks import choices, deck
from tests.ui.seen import seen

WIDE = (140, 45)


@pytest.fixture
def profile(home: Path) -> Profile:
    """Back after a break, with more overdue cards than a day's limit lets in, and some new ones."""
    deck(home / "decks", choices(130), "seen")
    deck(home / "decks", choices(30), "unseen")
    (home / "config.toml").write_text("new_per_day = 9\nreviews_per_day = 50\n")
    one = Profile.open([home / "decks"])
    for at, key in enumerate(one.library.deck("seen").keys):
        last = Day(one.day - 40)
        one.progress.record(Answer(key, last, 3, "review", 0, last + 10 + at % 33), one.clock())
    return one


def table(text: str) -> list[tuple[str, int, int]]:
    """The days of a table in text, each with its cards and minutes."""
    rows = re.findall(r"^(\w.*?) +(\d+) +(\d+) +(\d+)$", text.partition("Minutes\n")[2], re.M)
    return [(day.split()[0], int(new) + int(old), int(minutes)) for day, new, old, minutes in rows]


def drawn(screen: str) -> list[tuple[str, int, int]]:
    """The same of the week to come, as it is drawn."""
    rows = re.findall(r"(Tomorrow|[A-Z]\w+day) +(\d+)  [━ ]+ +(\d+) min", screen)
    return [(day, int(cards), int(minutes)) for day, cards, minutes in rows]


def due(*options: str) -> str:
    return CliRunner().invoke(group, ["due", *options]).output


async def test_home_the_summary_and_the_commands_foresee_the_same(profile: Profile) -> None:
    app = QuizApp(profile)
    async with app.run_test(size=WIDE) as pilot:
        app.review([profile.library.deck("seen")])
        await pilot.press("1", "enter", "escape")
        assert isinstance(app.screen, SummaryScreen)
        await pilot.pause()
        week = drawn(seen(pilot))
        await pilot.press("enter")
        await pilot.pause()
        home = seen(pilot)
    assert drawn(home) == week
    today, *printed = table(due())
    assert len(week) == len(printed) == 7
    assert [row[1:] for row in printed] == [row[1:] for row in week]
    assert f"{today[1]} due today, about {today[2]} minutes" in home
    assert f"{week[0][1]} more from 04:00 tomorrow" in home
    found = json.loads(due("--json"))
    assert [one["cards"] for one in found["coming"]] == [today[1], *(row[1] for row in week)]
    assert sum(found["total"].values()) == today[1]


async def test_a_plan_without_new_cards_has_the_days_that_home_foresees(profile: Profile) -> None:
    profile.configure("new_per_day", 0)
    app = QuizApp(profile)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        week = drawn(seen(pilot))
    plan = CliRunner().invoke(group, ["ready", "seen", "60d"]).output
    assert [row[1:] for row in table(plan)[1:8]] == [row[1:] for row in week]


async def test_what_waits_in_the_decks_adds_up_and_what_of_it_is_asked_is_said(
    profile: Profile,
) -> None:
    async with QuizApp(profile).run_test(size=(80, 24)) as pilot:
        screen = seen(pilot).partition("Known\n")[2]
    found = re.findall(r"^ *(\S.*?) +(\d+) +(\d+) +(\d+)(?: .*%)?$", screen, re.M)
    rows = {name: [int(number) for number in numbers] for name, *numbers in found}
    assert rows["The deck seen"] == [0, 0, 124]
    assert rows["The deck unseen"] == [30, 0, 0]
    assert rows.pop("Asked today") == [9, 0, 24]
    together = rows.pop("All decks")
    assert together == [sum(column) for column in zip(*rows.values(), strict=True)]


async def test_the_summary_is_there_while_the_week_to_come_is_still_reckoned(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = False

    def slow(today: Today) -> Generator[float, None, Coming]:
        while not may_end:
            yield 0.5
        return (yield from forecasting(today))

    monkeypatch.setattr("quizapp.ui.screens.summary.forecasting", slow)
    app = QuizApp(profile)
    async with app.run_test(size=WIDE) as pilot:
        app.review([profile.library.deck("seen")])
        await pilot.press("1", "enter", "escape")
        assert isinstance(app.screen, SummaryScreen)
        assert "1 answer" in seen(pilot)
        assert not drawn(seen(pilot))
        may_end = True
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert drawn(seen(pilot))


async def test_who_leaves_while_the_week_to_come_is_reckoned_leaves_in_peace(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = False

    def slow(today: Today) -> Generator[float, None, Coming]:
        while not may_end:
            yield 0.5
        return (yield from forecasting(today))

    monkeypatch.setattr("quizapp.ui.screens.summary.forecasting", slow)
    app = QuizApp(profile)
    async with app.run_test(size=WIDE) as pilot:
        app.review([profile.library.deck("seen")])
        await pilot.press("1", "enter", "escape")
        await pilot.pause()
        await app.screen.query_one("#coming").remove()  # what is shown goes before its screen
        may_end = True
        await app.workers.wait_for_complete()
