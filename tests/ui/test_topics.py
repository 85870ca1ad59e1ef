"""On the screen, the topic of a question stands above it, quietly, and costs nothing."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.study.question_pool import QuizOptions
from quizapp.ui.app import QuizApp
from quizapp.ui.start import StartReview
from tests.study.decks import CHOICE, FLASHCARD, GRADED, deck
from tests.ui.conftest import MakeProfile
from tests.ui.quizzes import begin
from tests.ui.seen import seen

TOPIC = "Rivers [b]of[/b] the *north* · 2024"
PROMPTS = (
    "Which",
    "It is so",
    "Type the word",
    "When",
    "In order",
    "Match",
    "The ____",
    "front of",
)


@pytest.fixture
def app_about(learner_with: MakeProfile, tmp_path: Path):  # type: ignore[no-untyped-def]
    def make(*cards: str) -> QuizApp:
        deck(tmp_path / "decks", cards, head=f'about: "{TOPIC}"')
        profile = learner_with(tmp_path / "decks", learning_steps=())
        return QuizApp(profile, StartReview(profile.library.decks))

    return make


def above_the_prompt(pilot: Pilot[None]) -> str:
    lines = [line.strip() for line in seen(pilot).splitlines()]
    at = next(at for at, line in enumerate(lines) if line.startswith(PROMPTS))
    return lines[at - 1]


def line_of(pilot: Pilot[None], text: str) -> int:
    return next(at for at, line in enumerate(seen(pilot).splitlines()) if text in line)


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("template", [*GRADED, FLASHCARD])
async def test_it_stands_above_every_type_of_question(
    template: str,
    width: int,
    app_about,  # type: ignore[no-untyped-def]
) -> None:
    async with app_about(template.format(id="one")).run_test(size=(width, 30)) as pilot:
        await pilot.pause()
        assert above_the_prompt(pilot) == TOPIC


async def test_a_long_one_wraps_on_a_small_screen(
    learner_with: MakeProfile, tmp_path: Path
) -> None:
    topic = "Rivers, lakes and the long quarrel over their water " + "in the north " * 2 + "2"
    deck(tmp_path / "decks", [CHOICE.format(id="one")], head=f"about: {topic}")
    profile = learner_with(tmp_path / "decks")
    async with QuizApp(profile, StartReview(profile.library.decks)).run_test(
        size=(60, 20)
    ) as pilot:
        await pilot.pause()
        first = line_of(pilot, "Rivers, lakes")
        shown = [line.strip() for line in seen(pilot).splitlines()[first : first + 3]]
        assert " ".join(shown[:2]) == topic
        assert shown[2].startswith("Which is right")


async def test_it_is_dimmer_than_the_question(app_about) -> None:  # type: ignore[no-untyped-def]
    async with app_about(CHOICE.format(id="one")).run_test() as pilot:
        await pilot.pause()
        topic, prompt = (pilot.app.screen.query_one(name) for name in ("#about", "#prompt"))
        assert topic.styles.color.hex.lower() == pilot.app.theme_variables["faint"].lower()
        assert not topic.styles.text_style.bold
        assert prompt.styles.text_style.bold


async def test_a_card_without_one_leaves_no_gap(app_about) -> None:  # type: ignore[no-untyped-def]
    none = CHOICE.format(id="one").rstrip() + '\n    about: ""\n'
    async with app_about(none, CHOICE.format(id="two")).run_test() as pilot:
        await pilot.pause()
        assert TOPIC not in seen(pilot)
        before = line_of(pilot, "Which is right in one")
        await pilot.press("1", "enter")
        await pilot.pause()
        assert above_the_prompt(pilot) == TOPIC
        assert line_of(pilot, TOPIC) == before


async def test_a_quiz_and_its_results_show_it(app_about) -> None:  # type: ignore[no-untyped-def]
    app = app_about(CHOICE.format(id="one"))
    async with QuizApp(app.profile).run_test() as pilot:
        await begin(pilot, QuizOptions(counts=False))
        assert above_the_prompt(pilot) == TOPIC
        await pilot.press("1", "d", "d")
        await pilot.pause()
        assert above_the_prompt(pilot) == TOPIC


async def test_what_was_missed_is_listed_under_it_once(app_about) -> None:  # type: ignore[no-untyped-def]
    app = app_about(*(CHOICE.format(id=name) for name in ("one", "two")))
    async with app.run_test(size=(80, 40)) as pilot:
        for _ in range(2):
            await pilot.press("0", "enter")
            await pilot.pause()
        assert "To look at again" in seen(pilot)
        assert seen(pilot).count(TOPIC) == 1
