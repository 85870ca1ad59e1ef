"""What Home shows beside its decks where there is room."""

from datetime import timedelta
from pathlib import Path

from quizapp.progress.events import Answer
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from tests.study.decks import choices, deck
from tests.ui.conftest import Clock, MakeProfile
from tests.ui.seen import seen


def studied(learner_with: MakeProfile, clock: Clock, folder: Path) -> Profile:
    """On Monday, and on the Friday before; one answer of four was wrong."""
    deck(folder, choices(4))
    profile = learner_with(folder)
    for at, (key, back) in enumerate(zip(profile.library.decks[0].keys, (3, 3, 3, 0), strict=True)):
        day = profile.day - back
        given = Answer(key, day, 3 if at else 1, "review", 0, day + 9)
        profile.progress.record(given, clock.now - timedelta(days=back))
    return profile


async def test_home_has_the_days_gone_by_below_the_week_to_come(
    learner_with: MakeProfile, clock: Clock, tmp_path: Path
) -> None:
    profile = studied(learner_with, clock, tmp_path / "decks")
    async with QuizApp(profile).run_test(size=(140, 45)) as pilot:
        await pilot.pause()
        text = seen(pilot)
        assert "The week to come" in text
        side = text.partition("Answers a day")[2]
        monday, friday = (
            next(line for line in side.splitlines() if name in line).rstrip()
            for name in ("Mon ", "Fri ")
        )
        assert monday.endswith("·■")
        assert friday.endswith("·■")
        assert "weeks" not in side  # all that are asked for have room
        assert "75 % of 4 answers right" in side


async def test_where_there_are_few_lines_the_week_to_come_stays(
    learner_with: MakeProfile, clock: Clock, tmp_path: Path
) -> None:
    profile = studied(learner_with, clock, tmp_path / "decks")
    async with QuizApp(profile).run_test(size=(110, 20)) as pilot:
        await pilot.pause()
        assert "The week to come" in seen(pilot)
        assert "Answers a day" not in seen(pilot)
