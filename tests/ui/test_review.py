"""A review by keyboard: every way of answering, and the keys around it."""

import asyncio

import pytest
from textual.widgets import Input

from quizapp.core.errors import NotSaved
from quizapp.memory.fsrs import Rating
from quizapp.progress.events import Answer
from quizapp.progress.history import PastAnswer
from quizapp.progress.progress import Progress
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.overlays import HelpScreen, SourceScreen
from quizapp.ui.screens.summary import SummaryScreen
from quizapp.ui.start import StartReview
from quizapp.ui.widgets.typing import difference
from tests.study.decks import CHOICE, DISTANCE, FLASHCARD, TYPED, choices
from tests.ui.conftest import MakeProfile
from tests.ui.seen import option, seen

MANY = """
  - {id: many, type: multi_choice, prompt: Which two are even?, answers: ["2", "4"],
     distractors: ["1", "3"], feedback: {"1": One is odd.}}
"""
ORDER = "\n  - {id: order, type: ordering, prompt: Sort., items: [one, two, three]}\n"
PAIRS = """
  - {id: pairs, type: matching, prompt: Pair up., pairs: {Armenia: Yerevan, Belarus: Minsk}}
"""
LONG_PAIRS = """
  - {id: pairs, type: matching, prompt: Pair up., pairs: {"Armenia, which is a republic":
     "Yerevan, one of the oldest cities of the world in which people have always lived",
     Belarus: Minsk}}
"""
GAPS = """
  - {id: gaps, type: cloze, text: "{{c1::Minsk::a city}} lies in {{c1::Belarus}}.", explain: Why.}
"""
NUMBER = "\n  - {id: number, type: numeric, prompt: How many?, answer: 6, unit: states}\n"
JUDGE = "\n  - {id: judge, type: true_false, prompt: It is so., answer: true}\n"


async def test_one_option_by_its_digit(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(CHOICE.format(id="one"))
    async with app.run_test() as pilot:
        await pilot.press(await option(pilot, "right"))
        assert "✓ Right" in seen(pilot)
        assert "saved, back in 10 minutes" in seen(pilot)
        assert app.profile.progress.reviews == 1
        await pilot.press("enter")
        assert "Which is right" in seen(pilot)


async def test_one_option_by_the_arrows(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(CHOICE.format(id="one")).run_test() as pilot:
        wrong = int(await option(pilot, "wrong"))
        await pilot.press(*["down"] * (wrong - 1), "enter")
        assert "✗ Not quite" in seen(pilot)
        assert "✗ Not right" in seen(pilot)
        assert "✓ Right" in seen(pilot)


async def test_several_options_in_part(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(MANY).run_test() as pilot:
        await pilot.press("enter")
        assert "✓" not in seen(pilot)  # nothing ticked, nothing answered
        await pilot.press(await option(pilot, "2"), "enter")
        assert "≈ Partly right 50%" in seen(pilot)
        assert "○ Missed" in seen(pilot)


async def test_typed_text_with_a_slip_and_a_diff(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(TYPED.format(id="one")).run_test() as pilot:
        await pilot.press("enter")
        assert isinstance(pilot.app.focused, Input)
        await pilot.press(*"Kirgyzstan", "enter")
        assert "✓ Right" in seen(pilot)
        assert "Mind the spelling: Kyrgyzstan." in seen(pilot)


async def test_an_amount_in_another_unit_is_asked_for_again_once(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(DISTANCE.format(id="one"))
    async with app.run_test() as pilot:
        await pilot.press(*"5000m", "enter")
        await pilot.pause()
        [said] = app._notifications
        assert said.message == "The answer is wanted in km."
        assert app.profile.progress.reviews == 0
        await pilot.press("enter")
        assert "✓ Right" in seen(pilot)
        assert "Exactly: 5 km." in seen(pilot)


def test_a_text_far_from_the_answer_is_not_compared_with_it() -> None:
    assert "strike" not in difference("Bulgaria", "Kyrgyzstan").markup
    assert "strike" in difference("Kyrgystann", "Kyrgyzstan").markup


async def test_a_wrong_text_can_be_overruled(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(TYPED.format(id="one"))
    async with app.run_test() as pilot:
        await pilot.press(*"Kirgisien", "enter")
        assert "✗ Not quite" in seen(pilot)
        assert "Expected   Kyrgyzstan" in seen(pilot)
        await pilot.press("i")
        assert "counted as right" in seen(pilot)
        await pilot.press("enter")
        assert "Type the word" in seen(pilot)
        assert app.profile.progress.reviews == 1


async def test_a_right_answer_after_a_hint_is_said_to_count_as_hard(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(CHOICE.format(id="one")).run_test() as pilot:
        await pilot.press("h", await option(pilot, "right"))
        await pilot.pause()
        assert "counted as hard, as you saw a hint" in " ".join(seen(pilot).split())


async def test_a_flagged_card_offers_to_unflag_it(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(CHOICE.format(id="one"))
    async with app.run_test(size=(140, 30), notifications=True) as pilot:
        assert "f Flag" in seen(pilot)
        await pilot.press("f")
        await pilot.pause()
        assert "f Unflag" in seen(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Take its flag away" in seen(pilot)
        await pilot.press("escape", "f")
        await pilot.pause()
        assert "f Flag" in seen(pilot)
        assert "Unflagged. u undoes it." in seen(pilot)
        assert not app.profile.progress.flags


async def test_undo_is_named_by_a_key_that_works_where_letters_are_typed(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(CHOICE.format(id="one"), TYPED.format(id="two"))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert "Buried until tomorrow. ctrl+z undoes it." in seen(pilot)
        assert "ctrl+z Undo" in seen(pilot)


async def test_a_number_with_its_unit(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(NUMBER).run_test() as pilot:
        assert "states" in seen(pilot)
        await pilot.press("6", "enter")
        assert "✓ Right" in seen(pilot)


async def test_a_statement_to_judge(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(JUDGE).run_test() as pilot:
        await pilot.press("1")
        assert "✓ Right" in seen(pilot)


async def test_gaps_one_after_the_other(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(GAPS).run_test() as pilot:
        assert "____ (a city) lies in ____." in seen(pilot)
        await pilot.press(*"Minsk", "enter", *"Russia", "enter")
        assert "≈ Partly right 50%" in seen(pilot)


async def test_items_are_carried_into_order(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(ORDER).run_test() as pilot:
        for target, text in enumerate(("one", "two", "three")):
            at = int(await option(pilot, text)) - 1
            await pilot.press("home", *["down"] * at, "space", *["up"] * (at - target), "space")
        await pilot.press("enter")
        assert "✓ Right" in seen(pilot)
        assert "✗" not in seen(pilot)


async def test_pairs_by_digits(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(PAIRS).run_test() as pilot:
        yerevan, minsk = await option(pilot, "Yerevan"), await option(pilot, "Minsk")
        await pilot.press(yerevan)
        await pilot.press("enter")
        assert "saved" not in seen(pilot)  # one line has no partner yet
        await pilot.press(minsk, "enter")
        assert "✓ Right" in seen(pilot)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_partners_stand_in_a_column_of_their_own(app_on, size) -> None:  # type: ignore[no-untyped-def]
    app = app_on(LONG_PAIRS)
    async with app.run_test(size=size) as pilot:
        minsk = await option(pilot, "Minsk")
        await pilot.press("1" if minsk == "2" else "2", minsk)
        await pilot.pause()
        lines = seen(pilot).splitlines()
        arrows = {line.index("→") for line in lines if "→" in line}
        [column] = arrows
        first = next(at for at, line in enumerate(lines) if "→" in line and "Yerevan" in line)
        start = lines[first].index("Yerevan")
        assert lines[first + 1][column:start].strip() == ""
        assert lines[first + 1][start:].strip()  # wrapped, and below itself
        assert any(line.find("Minsk") == start for line in lines)


async def test_a_click_on_a_partner_picks_it(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(PAIRS)
    async with app.run_test() as pilot:
        await pilot.pause()
        lines = seen(pilot).splitlines()
        [partner] = [y for y, line in enumerate(lines) if line.split()[:1] == ["1"]]
        await pilot.click(offset=(lines[partner].index("1"), partner))
        await pilot.pause()
        assert "Armenia" in seen(pilot)
        assert "→  1 " in seen(pilot)


async def test_a_flashcard_with_four_buttons_and_their_intervals(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(FLASHCARD.format(id="one"))
    async with app.run_test() as pilot:
        assert "back of one" not in seen(pilot)
        await pilot.press("3")
        assert app.profile.progress.reviews == 0  # not before it is revealed
        await pilot.press("space")
        screen = seen(pilot)
        assert "back of one" in screen
        for name, wait in (("1 Again", "1m"), ("2 Hard", "6m"), ("3 Good", "10m"), ("4 Easy", "d")):
            assert name in screen
            assert wait in screen
        await pilot.press("4")
        assert isinstance(app.screen, SummaryScreen)


async def test_two_buttons_when_set_so(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(FLASHCARD.format(id="one"), buttons=2)
    async with app.run_test() as pilot:
        await pilot.press("space")
        assert "1 Again" in seen(pilot)
        assert "2 Good" in seen(pilot)
        assert "Hard" not in seen(pilot)
        await pilot.press("4")
        assert app.profile.progress.reviews == 0
        await pilot.press("2")
        assert app.profile.progress.cards["test-deck/one"].step == 1


async def test_undo_goes_back_again_and_again_even_from_the_summary(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(*choices(2), learning_steps=())
    async with app.run_test() as pilot:
        await pilot.press("1", "enter", "2", "enter")
        assert isinstance(app.screen, SummaryScreen)
        await pilot.press("u")
        await pilot.press("u")
        assert app.profile.progress.reviews == 0
        assert "2 left" in seen(pilot)


async def test_undo_works_while_typing(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(TYPED.format(id="one"), TYPED.format(id="two"))
    async with app.run_test() as pilot:
        await pilot.press("x", "enter", "enter")
        await pilot.press("u")  # goes into the field
        assert app.profile.progress.reviews == 1
        await pilot.press("ctrl+z")
        assert app.profile.progress.reviews == 0


async def test_after_a_look_at_the_keys_the_field_does_not_come_back(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(TYPED.format(id="one"), TYPED.format(id="two"))
    async with app.run_test() as pilot:
        await pilot.press("x", "enter", "question_mark", "escape")
        await pilot.press("u")
        assert app.profile.progress.reviews == 0


async def test_one_can_leave_the_field_and_come_back(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(TYPED.format(id="one"))
    async with app.run_test() as pilot:
        await pilot.press("x", "escape")
        assert "enter Type" in seen(pilot)
        await pilot.press("enter", "y")
        assert isinstance(app.focused, Input)
        assert app.focused.value == "xy"


async def test_what_is_no_number_is_asked_again_and_a_question_mark_is_an_answer(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(NUMBER)
    async with app.run_test() as pilot:
        await pilot.press(*"lot", "enter")
        assert app.profile.progress.reviews == 0
        await pilot.press("backspace", "backspace", "backspace", "?", "enter")
        assert "✗ Not known" in seen(pilot)
        assert "not a number" not in seen(pilot)
        assert app.profile.progress.reviews == 1


async def test_digits_after_enter_do_not_change_the_answer(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(MANY)
    async with app.run_test() as pilot:
        right = [await option(pilot, "2"), await option(pilot, "4")]
        wrong = await option(pilot, "1")
        for key in (*right, "enter", wrong):  # a burst: nothing waits for anything
            app.simulate_key(key)
        await pilot.pause()
        assert "✓ Right" in seen(pilot)
        assert "Partly" not in seen(pilot)


async def test_the_source_opens_at_the_highlighted_quote(learner_with: MakeProfile) -> None:
    profile = learner_with()
    app = QuizApp(profile, StartReview([profile.library.deck("csto-grievances")]))
    async with app.run_test() as pilot:
        await pilot.press("s")
        assert not isinstance(app.screen, SourceScreen)  # it would give the answer away
        await pilot.press("1", "s")
        await pilot.pause()
        assert isinstance(app.screen, SourceScreen)
        assert app.screen.query(".-quoted")
        await pilot.press("escape")
        assert "saved" in seen(pilot)


async def test_help_lists_the_keys_of_the_screen_beneath(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(*choices(1)).run_test() as pilot:
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Show a hint" in seen(pilot)
        await pilot.press("escape")
        assert "Which is right" in seen(pilot)


async def test_an_answer_that_cannot_be_saved_is_not_shown_as_saved(
    app_on,  # type: ignore[no-untyped-def]
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise NotSaved("the disk is full; free some space and answer again")

    async with app_on(*choices(1)).run_test() as pilot:
        monkeypatch.setattr(Progress, "record", full)
        await pilot.press("1")
        await pilot.pause()
        assert "the disk is full" in " ".join(seen(pilot).split())
        assert "saved, back in" not in seen(pilot)
        monkeypatch.undo()
        await pilot.press("1")
        assert "saved, back in" in seen(pilot)


async def test_escape_ends_with_a_summary_and_the_rest_can_be_taken_up(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(*choices(3))
    async with app.run_test() as pilot:
        await pilot.press("1", "escape")
        assert isinstance(app.screen, SummaryScreen)
        assert "Stopped early" in seen(pilot)
        await pilot.press("c")
        assert "Which is right" in seen(pilot)
        await pilot.press("escape", "enter")
        assert isinstance(app.screen, HomeScreen)


async def test_what_is_done_about_an_answer_goes_away_with_its_card(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(TYPED.format(id="one"), FLASHCARD.format(id="two"))
    async with app.run_test() as pilot:
        await pilot.press(*"wrong", "enter")
        await pilot.pause()
        assert "i I was right" in seen(pilot)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "1 Again" in seen(pilot)
        assert "I was right" not in seen(pilot)
        reviews = app.profile.progress.reviews
        await pilot.press("i")
        assert app.profile.progress.reviews == reviews
        assert [one.overridden for one in map(_answer, app.profile.progress.history())] == [False]


def _answer(past: PastAnswer) -> Answer:
    return past.answer


@pytest.mark.parametrize("following", [CHOICE.format(id="two"), TYPED.format(id="two"), GAPS])
@pytest.mark.parametrize("turns", range(12))
@pytest.mark.parametrize("leaves", ["app", "screen"])
async def test_a_learner_may_quit_while_the_next_card_is_put_up(  # type: ignore[no-untyped-def]
    app_on, following, turns, leaves
) -> None:
    app = app_on(FLASHCARD.format(id="one"), following)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        screen = app.screen
        screen.session.rate(Rating.GOOD, app.profile.clock())
        coming = asyncio.create_task(screen.show())
        for _ in range(turns):
            await asyncio.sleep(0)
        if leaves == "app":
            app.exit()
        else:
            await screen.remove()
        await coming
    assert app.profile.progress.reviews == 1


async def test_partners_that_belong_to_nobody_can_be_chosen_and_are_wrong(app_on) -> None:  # type: ignore[no-untyped-def]
    app = app_on(PAIRS.replace("}}", "}, distractors: [Tbilisi]}"))
    async with app.run_test() as pilot:
        assert "Some of these belong to nobody." in seen(pilot)
        await pilot.press(await option(pilot, "Tbilisi"), await option(pilot, "Minsk"), "enter")
        await pilot.pause()
        assert "Tbilisi" in seen(pilot)
        assert "Right:  Yerevan" in seen(pilot)
        assert "Some of these belong to nobody." not in seen(pilot)
