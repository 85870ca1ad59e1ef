"""From a pasted article to the first question, in the app."""

from pathlib import Path
from threading import Event

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from quizapp.generate import article
from quizapp.generate.structure.pages import Page
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.from_article import FromArticleScreen
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.lists import ListScreen
from quizapp.ui.screens.reading import ReadingScreen
from quizapp.ui.screens.review import ReviewScreen
from tests.author import scripted_reading
from tests.author.scripted_reading import STORY
from tests.study.decks import choices, deck
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen


@pytest.fixture(autouse=True)
def goes_on(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Clear it, and reading waits."""
    return scripted_reading.install(monkeypatch)


@pytest.fixture
def app(learner_with: MakeProfile, tmp_path: Path) -> QuizApp:
    deck(tmp_path / "decks", choices(1))
    return QuizApp(learner_with(tmp_path / "decks"))


async def until(pilot: Pilot[None], kind: type, text: str = "") -> None:
    """Wait for a screen, with a text on it."""
    for _ in range(200):
        await pilot.pause(0.05)
        if type(pilot.app.screen) is kind and text in seen(pilot):
            return
    raise AssertionError(f"no {kind.__name__} with {text!r}:\n{seen(pilot)}")


async def paste(pilot: Pilot[None], text: str) -> None:
    assert pilot.app.focused
    pilot.app.focused.post_message(events.Paste(text))
    await pilot.pause()


async def opened(pilot: Pilot[None], text: str = STORY, told: str = "The decks go into") -> None:
    await pilot.press("g")
    await paste(pilot, text)
    await until(pilot, FromArticleScreen, told)


def field(pilot: Pilot[None], name: str) -> Input:
    return pilot.app.screen.query_one(f"#{name}", Input)


async def test_a_pasted_article_becomes_cards_that_can_be_learned_at_once(
    app: QuizApp, home: Path
) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        assert field(pilot, "title").value == "The ferry of Tarnby"
        assert field(pilot, "published").value == "2024-02-12"
        assert "from “12 February 2024”" in seen(pilot)
        await pilot.press("enter")
        await until(pilot, ListScreen, "4 cards: flashcard.")
        assert "Every point that was made out in the text has a card." in seen(pilot)
        assert "status: draft" in (home / "decks/the-ferry-of-tarnby/reasons.yaml").read_text()
        await pilot.press("2")
        assert isinstance(app.screen, ReviewScreen)
        assert "Why did" in seen(pilot)
        await pilot.press("space", "3", "escape", "escape")
        await until(pilot, HomeScreen, "Reasons")
        assert app.profile.progress.cards == {}  # it was practice


async def test_what_was_understood_can_be_mended_and_a_wrong_date_is_told_at_once(
    app: QuizApp, home: Path
) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        field(pilot, "published").value = "30 February 2024"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Write the day such as 2024-02-25" in seen(pilot)
        field(pilot, "title").value = "The last ferry"
        field(pilot, "published").value = "3 march 2024"
        field(pilot, "publisher").value = "The Tarnby Post"
        await pilot.pause()
        assert "3 March 2024 is still to come; is that right?" in seen(pilot)
        field(pilot, "published").value = "3 february 2024"
        await pilot.press("shift+tab")
        await paste(pilot, " More was not said.")  # which leaves alone what was put right
        await until(pilot, FromArticleScreen, "3 February 2024, as you say")
        await pilot.press("ctrl+s")
        await until(pilot, ListScreen)
        folder = home / "decks" / "the-last-ferry"
        assert (folder / "article.md").read_text().startswith("# The last ferry\n\n3 February 2024")
        head = (folder / "reasons.yaml").read_text().partition("cards:")[0]
        assert "publisher: The Tarnby Post" in head
        assert "published: 2024-02-03" in head


async def test_a_file_is_named_with_the_help_of_tab(app: QuizApp, tmp_path: Path) -> None:
    (tmp_path / "the ferry.txt").write_text(STORY)
    async with app.run_test() as pilot:
        await pilot.press("g")
        await paste(pilot, f"{tmp_path}/none.txt")
        await pilot.press("enter")
        await until(pilot, FromArticleScreen, "No such file")
        app.screen.query_one(TextArea).clear()
        await paste(pilot, f"{tmp_path}/the")
        await pilot.press("tab")
        assert app.screen.query_one(TextArea).text == f"{tmp_path}/the ferry.txt"
        await pilot.press("enter")
        await until(pilot, FromArticleScreen, "The decks go into")
        assert field(pilot, "title").value == "The ferry of Tarnby"


async def test_what_is_pasted_into_a_field_goes_where_articles_go_and_so_does_a_web_page(
    app: QuizApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Page(STORY.partition("\n\n")[2], "The ferry", "2024-02-13", "The Tarnby Post")
    monkeypatch.setattr(article, "article_of", lambda _: page)
    async with app.run_test() as pilot:
        await pilot.press("g", "tab", "tab")
        await paste(pilot, STORY)
        await until(pilot, FromArticleScreen, "The decks go into")
        assert field(pilot, "published").value == "2024-02-12"
        app.screen.query_one(TextArea).clear()
        await paste(pilot, "<!doctype html><p>The markup of a page.")
        await until(pilot, FromArticleScreen, "The Tarnby Post")
        text = app.screen.query_one(TextArea)
        assert text.text.startswith("# The ferry\n")
        text.focus()
        text.select_all()
        await pilot.press("ctrl+c")  # which would quit where nothing is selected
        assert app.clipboard == text.text


async def test_escape_stops_reading_and_nothing_is_left_and_later_the_drafts_can_be_curated(
    app: QuizApp, home: Path, goes_on: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[Path] = []
    monkeypatch.setattr(app, "curate", handed.extend)
    async with app.run_test() as pilot:
        await opened(pilot)
        goes_on.clear()
        await pilot.press("ctrl+s")
        await until(pilot, ReadingScreen, "50%")
        await pilot.press("escape")
        await until(pilot, FromArticleScreen, "Stopped; nothing was written.")
        goes_on.set()
        scripted_reading.wait_for_end()
        assert not (home / "decks").exists()
        assert app.screen.query_one(TextArea).text == STORY
        await pilot.press("ctrl+s")  # with another process
        await until(pilot, ListScreen)
        await pilot.press("1")
        assert isinstance(app.screen, HomeScreen)
        assert handed == [home / "decks" / "the-ferry-of-tarnby"]


async def test_leaving_while_it_is_read_leaves_nothing_behind(
    app: QuizApp, home: Path, goes_on: Event
) -> None:
    async with app.run_test() as pilot:
        await opened(pilot)
        goes_on.clear()
        await pilot.press("ctrl+s")
        await until(pilot, ReadingScreen, "50%")
    goes_on.set()
    scripted_reading.wait_for_end()
    assert not (home / "decks").exists()


async def test_without_the_extra_the_command_is_shown_and_what_was_pasted_stays(
    app: QuizApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripted_reading.install_nothing(monkeypatch)
    async with app.run_test() as pilot:
        await opened(pilot)
        await until(pilot, FromArticleScreen, "install it with: pip install it")
        await pilot.press("ctrl+s")
        await until(pilot, FromArticleScreen, "That is to be installed first")
        assert "install it with: pip install it" in seen(pilot)
        await pilot.press("escape", "g")
        assert app.screen.query_one(TextArea).text == STORY
