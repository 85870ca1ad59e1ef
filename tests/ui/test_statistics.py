"""The statistics, on Home's key."""

import re
from datetime import timedelta
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import OptionList

from quizapp.core.pauses import through
from quizapp.presentation.charts import Figure, Tiles
from quizapp.presentation.statistics import at_once, sections
from quizapp.presentation.styled import Tone
from quizapp.progress.events import Answer, SearchSaved
from quizapp.statistics.report import EVERYTHING, Statistics
from quizapp.statistics.span import Span
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.past_quizzes import PastQuizzesScreen
from quizapp.ui.screens.statistics import StatisticsScreen
from quizapp.ui.widgets.spans import SpanBar
from tests.study.decks import CHOICE, choices, deck
from tests.ui.conftest import Clock, MakeProfile
from tests.ui.seen import seen, shows

OLD = 100
"""Days ago."""


def learner(learner_with: MakeProfile, clock: Clock, folder: Path) -> Profile:
    """Two decks. Of one, four cards were answered today, one wrong; of the other, one long ago."""
    deck(folder, choices(4), "fresh", "order: 1")
    old = CHOICE.format(id="one") + "    tags: [history]\n"
    deck(folder, [old], "old", "order: 2")
    profile = learner_with(folder)
    for at, key in enumerate(profile.library.deck("fresh").keys):
        given = Answer(key, profile.day, 3 if at else 1, "review", 0, profile.day + 9, ms=60_000)
        profile.progress.record(given, clock.now)
    day = profile.day - OLD
    profile.progress.record(
        Answer("old/one", day, 3, "review", 0, day + 200), clock.now - timedelta(days=OLD)
    )
    return profile


async def reckoned(pilot: Pilot[None]) -> str:
    """What is seen as soon as all figures are there."""
    for _ in range(200):
        await pilot.pause(0.01)
        if "–" in pilot.app.screen.query_one(SpanBar).said:
            break
    await pilot.pause()
    return seen(pilot)


async def test_s_on_home_opens_figures_of_all_decks_and_escape_leads_back(
    learner_with: MakeProfile, clock: Clock, tmp_path: Path
) -> None:
    app = QuizApp(learner(learner_with, clock, tmp_path / "decks"))
    async with app.run_test(size=(140, 45)) as pilot:
        await pilot.press("s")
        text = await reckoned(pilot)
        assert "All decks" in text
        assert "4 answers today, 75 % of them right, in 4 minutes. Nothing is due." in text
        assert "You studied on 2 of 101 days" in text
        assert "You know about 5 of 5 cards now" in text
        await pilot.press("escape")
        assert app.is_home


async def test_a_range_is_chosen_by_key_and_by_mouse(
    learner_with: MakeProfile, clock: Clock, tmp_path: Path
) -> None:
    app = QuizApp(learner(learner_with, clock, tmp_path / "decks"))
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("s")
        await reckoned(pilot)
        await pilot.press("1")
        assert "You studied on 1 of 30 days" in await reckoned(pilot)
        assert "Month ●" in seen(pilot)
        await pilot.click(SpanBar, offset=(22, 0))
        assert "You studied on 2 of 101 days" in await reckoned(pilot)
        assert "Always ●" in seen(pilot)


async def test_t_gives_the_same_numbers_as_tables_and_pictures_again(
    learner_with: MakeProfile, clock: Clock, tmp_path: Path
) -> None:
    app = QuizApp(learner(learner_with, clock, tmp_path / "decks"))
    async with app.run_test(size=(60, 45)) as pilot:
        await pilot.press("s")
        assert "What cards were" not in await reckoned(pilot)
        await pilot.press("t")
        await pilot.pause()
        assert re.search(r"Spent +4 min$", seen(pilot), re.M)
        assert "What cards were   Answers   Right" in seen(pilot)
        await pilot.press("t")
        await pilot.pause()
        assert "What cards were" not in seen(pilot)


async def choose(pilot: Pilot[None], text: str) -> None:
    """The row of the list that holds a text."""
    await pilot.press("d")
    rows = pilot.app.screen.query_one(OptionList)
    found = [at for at, one in enumerate(rows.options) if text in str(one.prompt)]
    rows.highlighted = found[0]
    await pilot.press("enter")


async def test_figures_are_of_a_deck_a_tag_or_a_search_as_well(
    learner_with: MakeProfile, clock: Clock, tmp_path: Path
) -> None:
    profile = learner(learner_with, clock, tmp_path / "decks")
    profile.progress.change(SearchSaved("Mine", "deck:fresh"), clock.now)
    app = QuizApp(profile)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("s")
        await reckoned(pilot)
        await choose(pilot, "The deck old")
        assert "Nothing answered yet today." in await reckoned(pilot)
        assert "The deck old" in seen(pilot)
        await choose(pilot, "Search Mine")
        assert "4 answers today" in await reckoned(pilot)
        await choose(pilot, "Tag history")
        assert "You studied on 1 of 101 days" in await reckoned(pilot)
        await choose(pilot, "A search …")
        await pilot.press(*"deck:(", "enter")
        await pilot.pause()
        assert "Which cards? Such as" in seen(pilot)  # it is still asked
        assert "deck: has no value; write it right after the colon" in seen(pilot)


async def test_what_is_longer_than_the_screen_is_reached_section_by_section(
    learner_with: MakeProfile, clock: Clock, tmp_path: Path
) -> None:
    app = QuizApp(learner(learner_with, clock, tmp_path / "decks"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("s")
        await reckoned(pilot)
        await pilot.press("n", "n")
        await pilot.pause()
        first = next(line for line in seen(pilot).splitlines()[5:] if line.strip())
        assert first.strip() == "Days to come"
        await pilot.press("t")
        await pilot.pause()
        assert "Days to come" in seen(pilot).splitlines()[6]
        await pilot.press("t")
        await pilot.press("end")
        await pilot.pause()
        assert "No quiz yet. t on Home begins one." in seen(pilot)


async def test_past_quizzes_are_a_key_away_and_an_answer_since_is_counted(
    learner_with: MakeProfile, clock: Clock, tmp_path: Path
) -> None:
    profile = learner(learner_with, clock, tmp_path / "decks")
    app = QuizApp(profile)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("s")
        await reckoned(pilot)
        await pilot.press("v")
        assert isinstance(app.screen, PastQuizzesScreen)
        given = Answer("old/one", profile.day, 3, "review", 0, profile.day + 300)
        profile.progress.record(given, clock.now)
        await pilot.press("escape")
        assert isinstance(app.screen, StatisticsScreen)
        assert await shows(pilot, "5 answers today")


def test_what_is_at_hand_is_what_the_figures_say_later(
    learner_with: MakeProfile, clock: Clock, tmp_path: Path
) -> None:
    profile = learner(learner_with, clock, tmp_path / "decks")
    statistics = through(Statistics.opening(profile.context, profile.library.decks))
    fresh = profile.library.deck("fresh")
    for span in Span:
        for slug, scope in ((None, EVERYTHING), ("fresh", statistics.of_deck(fresh))):
            first = at_once(profile.progress, profile.day, span, slug)
            today, calendar, *_ = sections(statistics.report(scope, span))
            assert first[1].charts == calendar.charts
            [then], [now] = first[0].charts, today.charts
            assert isinstance(then, Tiles)
            assert isinstance(now, Tiles)
            assert [one for one in then.figures if one not in now.figures] == [
                Figure("…", "left today", Tone.GOOD)
            ]
