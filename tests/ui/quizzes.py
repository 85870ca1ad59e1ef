"""Steps of a quiz that several tests take."""

from textual.pilot import Pilot

from quizapp.study.question_pool import QuizOptions
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.quiz import QuizScreen
from tests.ui.seen import option


async def begin(pilot: Pilot[None], options: QuizOptions | None = None) -> None:
    """The quiz as it is set up from the start, or from a wish on."""
    app = pilot.app
    assert isinstance(app, QuizApp)
    app.set_up_quiz(app.profile.library.decks, options)
    await pilot.press("enter")
    if not isinstance(pilot.app.screen, QuizScreen):
        await pilot.press("enter")  # yes, the answers count
    await pilot.pause()
    assert isinstance(pilot.app.screen, QuizScreen)


async def answer(pilot: Pilot[None], text: str) -> None:
    await pilot.press(await option(pilot, text))
    await pilot.pause()
