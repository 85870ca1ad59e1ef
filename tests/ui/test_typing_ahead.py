"""Keys that come before the field that they are meant for."""

import asyncio
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from quizapp.ui.app import QuizApp
from quizapp.ui.screens.card_form import CardFormScreen
from quizapp.ui.screens.from_article import FromArticleScreen
from quizapp.ui.screens.lists import AskTextScreen
from quizapp.ui.screens.review import ReviewScreen
from quizapp.ui.start import Curate
from tests.author import scripted_reading
from tests.author.curating import make
from tests.study.decks import TYPED
from tests.ui.conftest import MakeProfile

SENTENCE = "Look, hello?"


def keys(text: str) -> list[events.Event]:
    return [events.Key(one if one.isalnum() else _character_to_key(one), one) for one in text]


def key(name: str) -> events.Event:
    return events.Key(name, None)


async def burst(pilot: Pilot[None], *what: events.Event, turns: int = 0) -> None:
    """All in a row, as a terminal sends them to an app that is busy.

    After the first, the event loop turns so many times.
    """
    for number, one in enumerate(what):
        pilot.app.post_message(one)
        if number == 0:
            for _ in range(turns):
                await asyncio.sleep(0)
    await pilot.pause()
    await pilot.pause()


def written(pilot: Pilot[None]) -> str:
    field = pilot.app.focused
    if isinstance(field, TextArea):
        return field.text
    assert isinstance(field, Input)
    return field.value


@pytest.fixture
def curating(tmp_path: Path, learner_with: MakeProfile) -> QuizApp:
    folder = make(tmp_path / "arlen")
    return QuizApp(learner_with(folder), Curate([folder]))


async def test_what_is_typed_right_after_e_stands_at_the_end_of_the_first_field(
    curating: QuizApp, home: Path
) -> None:
    async with curating.run_test() as pilot:
        for turns in (3,):  # the first time, it is loaded as well
            await burst(pilot, *keys("e" + SENTENCE), turns=turns)
            assert isinstance(curating.screen, CardFormScreen)
            assert written(pilot) == "How much will the bridge cost?" + SENTENCE
            curating.screen.dismiss(None)
            await pilot.pause()
        assert not (home / "config.toml").exists()


async def test_keys_that_move_between_fields_keep_their_place_among_what_is_typed_ahead(
    curating: QuizApp,
) -> None:
    async with curating.run_test() as pilot:
        await burst(pilot, *keys("exy"), key("backspace"), *keys("z"), key("tab"), *keys(",k"))
        form = curating.screen
        assert isinstance(form, CardFormScreen)
        assert form._texts["prompt"].endswith("cost?xz")
        assert form._texts["answer"].endswith("euros,k")


async def test_an_article_that_is_pasted_right_after_g_is_in_its_field(
    learner_with: MakeProfile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripted_reading.install(monkeypatch)
    (tmp_path / "none").mkdir()
    app = QuizApp(learner_with(tmp_path / "none"))
    async with app.run_test() as pilot:
        for turns in (0, 8):
            app.pasted = ""
            await burst(pilot, *keys("g"), events.Paste("One, two."), *keys(", or?"), turns=turns)
            assert isinstance(app.screen, FromArticleScreen)
            assert app.screen.query_one(TextArea).text == "One, two., or?"
            app.screen.dismiss()
            await pilot.pause()


async def test_the_title_of_a_first_deck_may_be_typed_right_after_n_and_its_first_card_after_that(
    learner_with: MakeProfile, tmp_path: Path
) -> None:
    (tmp_path / "none").mkdir()
    app = QuizApp(learner_with(tmp_path / "none"))
    async with app.run_test() as pilot:
        for turns in (0, 3):
            await burst(pilot, *keys("nWho, me?"), turns=turns)
            assert isinstance(app.screen, AskTextScreen)
            assert written(pilot) == "Who, me?"
            await burst(pilot, key("enter"), *keys("a,?"), key("tab"), *keys("b"))
            assert isinstance(app.screen, CardFormScreen)
            assert app.screen._deck.title == "Who, me?"
            assert list(app.screen._texts.values())[:2] == ["a,?", "b"]
            app.screen.dismiss(None)
            await pilot.pause()


async def test_the_words_to_search_drafts_for_may_be_typed_at_once(curating: QuizApp) -> None:
    async with curating.run_test() as pilot:
        await pilot.press("v")
        await burst(pilot, *keys("/amayor?"))
        assert written(pilot) == "amayor?"


async def test_an_answer_may_be_typed_before_the_next_card_is_there(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(*(TYPED.format(id=one) for one in ("one", "two")))
    async with app.run_test() as pilot:
        await burst(pilot, *keys("nothing"), key("enter"))
        await burst(pilot, key("enter"), *keys("b,?"))
        assert written(pilot) == "b,?"


async def test_what_is_pasted_into_a_field_is_there_once(
    learner_with: MakeProfile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripted_reading.install(monkeypatch)
    (tmp_path / "none").mkdir()
    app = QuizApp(learner_with(tmp_path / "none"))
    async with app.run_test() as pilot:
        await burst(pilot, events.Paste("lost"))
        await pilot.press("n")
        await burst(pilot, events.Paste("Who?"))
        assert written(pilot) == "Who?"
        await burst(pilot, key("enter"))
        await burst(pilot, events.Paste("Why?"))
        assert written(pilot) == "Why?"


async def test_of_two_digits_in_a_burst_the_first_is_the_answer(learner_with: MakeProfile) -> None:
    async with QuizApp(learner_with()).run_test() as pilot:
        await pilot.press("m")
        await burst(pilot, *keys("12"))
        assert isinstance(pilot.app.screen, ReviewScreen)
