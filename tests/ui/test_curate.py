"""Drafts on the screen: each beside its passage, a key for a verdict, all of them in a list."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp.ui.app import QuizApp
from quizapp.ui.screens.curate import CurateScreen
from quizapp.ui.screens.curated import CuratedScreen
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.start import Curate
from tests.author.curating import EVENTS, PEOPLE, make, text_of
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "arlen")


@pytest.fixture
def app(folder: Path, learner_with: MakeProfile) -> QuizApp:
    return QuizApp(learner_with(folder), Curate([folder]))


WIDE = (100, 30)


def shown_in_order(screen: str, *texts: str) -> bool:
    places = [screen.find(text) for text in texts]
    return -1 not in places and places == sorted(places)


def digit_of(option: str, screen: str) -> str:
    found = re.search(rf"(\d)  {option}", screen)
    assert found, screen
    return found[1]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 45)])
async def test_a_draft_stands_beside_its_passage_with_all_that_is_behind_it(
    app: QuizApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        screen = seen(pilot)
        assert "Arlen: what happened" in screen
        assert "1 of 3" in screen
        assert shown_in_order(screen, "How much will the bridge cost?", "Answer")
        assert "The bridge will cost 12" in screen
        assert "k Keep   d Drop" in screen


async def test_k_keeps_and_the_next_draft_is_there_and_u_takes_it_back(
    app: QuizApp, folder: Path
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        assert "Why      The state pays half of it." in seen(pilot)
        await pilot.press("k")
        assert "status: draft" not in text_of(folder).partition("id: cost")[2]
        screen = seen(pilot)
        assert "Who is the mayor of Arlen?" in screen
        assert "2 of 3" in screen
        assert shown_in_order(screen, "1 other card from here", "· Draft", "In which year")
        await pilot.press("u")
        screen = seen(pilot)
        assert "How much will the bridge cost?" in screen
        assert "Taken back: kept." in screen
        assert text_of(folder) == EVENTS


async def test_a_draft_can_be_answered_and_nothing_is_saved(app: QuizApp, folder: Path) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press(digit_of("6 million euros", seen(pilot)))
        assert "Not quite" in seen(pilot)
        await pilot.press("enter", digit_of("12 million euros", seen(pilot)))
        assert "Not quite" not in seen(pilot)
        assert "✓ Right" in seen(pilot)
        assert not app.profile.progress.reviews
        assert text_of(folder) == EVENTS


async def test_letters_typed_as_an_answer_are_no_verdicts(app: QuizApp, folder: Path) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("n", "enter", *"kdlu", "enter")
        assert "kdlu" in seen(pilot)
        assert "Not quite" in seen(pilot)
        assert text_of(folder, "people.yaml") == PEOPLE
        await pilot.press("enter", "enter", "x", "escape", "k")
        assert "status: draft" not in text_of(folder, "people.yaml")


async def test_a_draft_is_dropped_for_a_reason_and_the_end_tells_it(
    app: QuizApp, folder: Path
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("k", "d")
        assert shown_in_order(seen(pilot), "1  Wrong", "4  Trivial", "8  Badly put")
        await pilot.press("4")
        assert not (folder / "people.yaml").exists()
        await pilot.press("p")
        assert "✗ Dropped: trivial" in seen(pilot)
        await pilot.press("q")
        screen = seen(pilot)
        assert shown_in_order(screen, "1 draft still waits", "✓ Kept", "✗ Dropped", "1  trivial")
        without = "1 passage without a card: A bridge for Arlen"
        assert shown_in_order(screen, without, "3  Nobody was")
        await pilot.press("u")
        assert "Taken back: dropped: trivial." in seen(pilot)
        assert text_of(folder, "people.yaml") == PEOPLE


async def test_the_last_verdict_leads_to_the_end(app: QuizApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("l", "k", "k", "k")
        assert isinstance(app.screen, CuratedScreen)
        assert "All drafts are decided" in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_what_others_make_of_the_files_is_told_and_kept(app: QuizApp, folder: Path) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        screen = app.screen
        assert isinstance(screen, CurateScreen)
        theirs = EVENTS.replace("How much will", "How many euros will")
        (folder / "events.yaml").write_text(theirs)
        await screen.look()
        await pilot.pause()
        assert "How many euros will the bridge cost?" in seen(pilot)
        assert "The file was changed outside" in seen(pilot)
        theirs = theirs.replace("answer: 12 million", "answer: 13 million")
        (folder / "events.yaml").write_text(theirs)
        await pilot.press("k")
        assert "cost was changed meanwhile" in seen(pilot)
        assert "13 million euros" in seen(pilot)
        assert text_of(folder).count("status: draft") == 2
        (folder / "events.yaml").unlink()
        await pilot.press("k")
        assert "the file was changed meanwhile" in seen(pilot)
        assert not (folder / "events.yaml").exists()


async def test_a_draft_moves_changes_its_type_and_loses_an_option_that_is_true(
    app: QuizApp, folder: Path
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("o")
        assert "Which option is true as well?" in seen(pilot)
        await pilot.press("2")
        assert "distractors: [10 million euros]\n" in text_of(folder)
        await pilot.press("c", "1")
        assert "type: flashcard\n    prompt: How much" in text_of(folder)
        assert "✎ Edited, still a draft" in seen(pilot)
        await pilot.press("m", "1")
        assert "id: cost" in text_of(folder, "people.yaml")
        assert "Moved to Arlen: who said what." in seen(pilot)
        await pilot.press("u", "u", "u")
        assert (text_of(folder), text_of(folder, "people.yaml")) == (EVENTS, PEOPLE)


async def test_the_form_changes_the_fields_that_differ_and_no_other(
    app: QuizApp, folder: Path
) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("e", "end", "backspace", *" then?", "ctrl+s")
        await pilot.pause()
        wanted = EVENTS.replace("will the bridge cost?", "will the bridge cost then?")
        assert text_of(folder) == wanted
        assert "will the bridge cost then?" in seen(pilot)


async def test_c_says_why_a_card_can_become_no_other_type(app: QuizApp, folder: Path) -> None:
    options = "    distractors: [10 million euros, 6 million euros]\n"
    long = EVENTS.replace("type: choice", "type: flashcard").replace(options, "")
    long = long.replace("answer: 12 million euros", f"answer: {'12 million euros ' * 4}")
    (folder / "events.yaml").write_text(long)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("c")
        await pilot.pause()
        assert "too long to be typed" in " ".join(seen(pilot).split())
        assert isinstance(app.screen, CurateScreen)


async def test_a_draft_with_an_error_shows_its_lines_and_is_not_kept(
    app: QuizApp, folder: Path
) -> None:
    wrong = EVENTS.replace("answer: 12 million euros", "answer: 10 million euros")
    (folder / "events.yaml").write_text(wrong)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        screen = seen(pilot)
        assert "This card cannot be shown" in screen
        assert "distractors: [10 million euros, 6 million euros]" in screen
        assert shown_in_order(screen, "✗ Error", 'answer "10 million euros"')
        await pilot.press("k")
        assert "cost has an error" in seen(pilot)
        assert text_of(folder) == wrong


async def in_list(pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await pilot.pause()
    return seen(pilot)


async def test_several_drafts_are_found_marked_and_decided_at_once(
    app: QuizApp, folder: Path
) -> None:
    async with app.run_test(size=(110, 24), notifications=True) as pilot:
        screen = await in_list(pilot, "v")
        assert shown_in_order(screen, "3 drafts", "How much", "Who is the mayor", "In which year")
        assert "1 of 3 drafts" in await in_list(pilot, "slash", *"mayor")
        assert "3 drafts" in await in_list(pilot, "escape", "backspace")
        screen = await in_list(pilot, "g", "2")
        assert "2 of 3 drafts  ·  1" in screen
        assert "How much" not in screen
        assert "2 marked" in await in_list(pilot, "a")
        screen = await in_list(pilot, "k")
        assert screen.count("✓ Kept") == 2
        assert "2 drafts kept." in screen
        assert text_of(folder).count("status: draft") == 1
        assert "Taken back: 2 drafts kept." in await in_list(pilot, "u")
        assert (text_of(folder), text_of(folder, "people.yaml")) == (EVENTS, PEOPLE)
        await pilot.press("backspace", "end", "enter")
        assert isinstance(app.screen, CurateScreen)
        assert "In which year" in seen(pilot)


async def test_home_leads_to_the_drafts_and_counts_them_anew(
    folder: Path, home: Path, learner_with: MakeProfile
) -> None:
    folder.rename(home.parent / "away")
    decks = home / "decks"
    make(decks)
    app = QuizApp(learner_with(decks))
    async with app.run_test(size=(110, 24)) as pilot:
        assert "c Curate drafts" in seen(pilot)
        await pilot.press("c")
        assert "How much will the bridge cost?" in seen(pilot)
        await pilot.press("k", "k", "k", "enter")
        assert isinstance(app.screen, HomeScreen)
        assert "c Curate drafts" not in seen(pilot)
        await pilot.press("c")
        assert isinstance(app.screen, HomeScreen)


async def test_where_no_draft_waits_it_is_said_what_to_do(
    folder: Path, learner_with: MakeProfile
) -> None:
    (folder / "people.yaml").unlink()
    (folder / "events.yaml").write_text(EVENTS.replace("    status: draft\n", ""))
    async with QuizApp(learner_with(folder), Curate([folder])).run_test() as pilot:
        assert shown_in_order(
            seen(pilot), "No draft waits", "There is no card with `status: draft`"
        )
