"""What a key may cost: layouts, pictures, styles and widgets are counted, not timed."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from quizapp.study.question_pool import QuizOptions
from quizapp.study.stages import Answered, Asking, Revealed
from quizapp.ui.widgets.answer import AnswerWidget, RevealAnswer
from quizapp.ui.widgets.card_page import ANSWERS
from tests.study.decks import (
    CHOICE,
    FLASHCARD,
    GRADED,
    MATCHING,
    MULTI,
    NUMERIC,
    ORDERING,
    SIBLINGS,
    TRUE_FALSE,
    TYPED,
    graded,
)
from tests.ui.quizzes import begin
from tests.ui.seen import seen

KEYS = {
    CHOICE: ["1"],
    TRUE_FALSE: ["1"],
    FLASHCARD: ["space"],
    MULTI: ["1", "enter"],
    ORDERING: ["enter"],
    MATCHING: ["1", "2", "3", "enter"],
    TYPED: [*"word", "enter"],
    NUMERIC: ["7", "enter"],
    SIBLINGS: [*"word", "enter"],
}
"""By template: the keys to an answer, of which the last one gives it."""
LONG = "    explain: >\n" + "      A word after another.\n" * 60

COUNTED = {
    "layouts": (Compositor, "reflow"),
    "pictures": (Compositor, "render_update"),
    "restyled": (Stylesheet, "apply"),
    "drawn": (Widget, "_render_content"),
    "mounted": (Widget, "_post_mount"),
    "removed": (Widget, "_message_loop_exit"),
}


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """What Textual does meanwhile, by the names in `COUNTED`."""
    counts: Counter[str] = Counter()

    def counted(name: str, owner: type, method: str):  # type: ignore[no-untyped-def]
        original = getattr(owner, method)

        def count(self: object, *args: object, **kwargs: object) -> object:
            counts[name] += 1
            return original(self, *args, **kwargs)

        return patch.object(owner, method, count)

    patches = [counted(name, *where) for name, where in COUNTED.items()]
    for one in patches:
        one.start()
    try:
        yield counts
    finally:
        for one in patches:
            one.stop()


async def press(pilot: Pilot[None], *keys: str) -> Counter[str]:
    """What the last of some keys costs until the screen is settled."""
    await pilot.press(*keys[:-1])
    await settle(pilot)
    with counting() as counts:
        await pilot.press(keys[-1])
        await settle(pilot)
    return counts


async def settle(pilot: Pilot[None]) -> None:
    for field in pilot.app.screen.query(Input):
        field.cursor_blink = False
    before = None
    while before != (before := seen(pilot)):
        await pilot.pause(0.05)  # longer than Textual's timer waits between two pictures


def with_long_explanation(card: str) -> str:
    """The template, in block style, with more to say after the answer than a screen holds."""
    text = card.strip().removeprefix("- {{").removesuffix("}}")
    if text == card.strip():
        return card + LONG
    return f"\n  - {{{{{text}, explain: {'word ' * 400}}}}}\n"


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("card", KEYS, ids=lambda card: re.search(r"type: (\w+)", card)[1])
async def test_an_answer_is_laid_out_and_drawn_twice_at_most(app_on, card, long) -> None:  # type: ignore[no-untyped-def]
    """Whether all fits or a scrollbar comes, and the page goes down to the verdict."""
    one, two = (with_long_explanation(card) if long else card for _ in range(2))
    app = app_on(one.format(id="one"), two.format(id="two"))
    async with app.run_test() as pilot:
        await press(pilot, *KEYS[card])
        if not isinstance(app.screen.session.stage, Asking):
            await press(pilot, "3" if card is FLASHCARD else "enter")
        counts = await press(pilot, *KEYS[card])
        assert isinstance(app.screen.session.stage, Answered | Revealed)
        assert ("↓ more" in seen(pilot)) is long
        assert app.screen.page.show_vertical_scrollbar is long
    # one that changes something, and at times one more that finds nothing changed
    assert 1 <= counts["layouts"] <= 2
    assert 1 <= counts["pictures"] <= 2
    assert counts["mounted"] == counts["removed"] == 0
    assert counts["restyled"] <= (5 if card in (TYPED, NUMERIC, SIBLINGS) else 1)
    assert counts["drawn"] <= (11 if long else 6) * counts["pictures"]


async def test_a_topic_that_comes_goes_and_changes_costs_no_layout(app_on) -> None:  # type: ignore[no-untyped-def]
    topics = ("", "Rivers", "Lakes · 2024", "", "Lakes · 2024")
    cards = [
        f'{CHOICE.format(id=f"card-{at}").rstrip()}\n    about: "{topic}"\n'
        for at, topic in enumerate(topics)
    ]
    async with app_on(*cards).run_test() as pilot:
        for topic in topics[1:]:
            counts = await press(pilot, "1", "enter")
            assert (f"{topic}\n" in seen(pilot)) or not topic
            assert 1 <= counts["layouts"] <= 2
            assert 1 <= counts["pictures"] <= 2
            assert counts["mounted"] == counts["removed"] == 0


async def test_widgets_stay_from_one_card_of_a_review_to_the_next(app_on) -> None:  # type: ignore[no-untyped-def]
    cards = [card.format(id=f"{at}-{turn}") for turn in "ab" for at, card in enumerate(KEYS)]
    async with app_on(*cards, new_per_day=99).run_test() as pilot:
        screen = pilot.app.screen
        session, page = screen.session, screen.page
        kinds: dict[str, set[AnswerWidget]] = defaultdict(set)
        while len(session.log) < len(cards) and isinstance(session.stage, Asking):
            kinds[type(page.answer).__name__].add(page.answer)
            with counting() as counts:
                if isinstance(page.answer, RevealAnswer):
                    screen.action_reveal()
                    await screen.action_good()
                else:
                    await screen.action_dont_know()
                    await screen.action_next()
                await pilot.pause()
            assert counts["removed"] == 0
        assert len(page.query(AnswerWidget)) == len(kinds) == len(ANSWERS)
        assert all(len(some) == 1 for some in kinds.values())


async def test_widgets_stay_while_pages_of_a_quiz_are_turned(quiz_on) -> None:  # type: ignore[no-untyped-def]
    async with quiz_on(*graded(), quiz_counts=True).run_test() as pilot:
        await begin(pilot, QuizOptions(shuffled=False))
        await pilot.press(*["ctrl+n"] * len(GRADED))
        before = set(pilot.app.screen.query("*"))
        with counting() as counts:
            await pilot.press(*["ctrl+n"] * len(GRADED))
            await pilot.pause()
        assert counts["mounted"] == counts["removed"] == 0
        assert set(pilot.app.screen.query("*")) == before


async def test_what_is_dragged_over_in_options_is_copied(app_on) -> None:  # type: ignore[no-untyped-def]
    async with app_on(CHOICE.format(id="one")).run_test() as pilot:
        await pilot.pause()
        rows = pilot.app.screen.page.answer
        at = next(y for y, line in enumerate(seen(pilot).splitlines()) if "1  " in line)
        y = at - rows.region.y
        first, second = (
            line.split(maxsplit=1)[1].removeprefix("1").strip() if "▸" in line else line.split()[1]
            for line in seen(pilot).splitlines()[at : at + 2]
        )
        await pilot.mouse_down(rows, offset=(5, y))
        await pilot.hover(rows, offset=(6, y + 1))
        await pilot.mouse_up(rows, offset=(6, y + 1))
        await pilot.pause()
        text = pilot.app.screen.get_selected_text()
        assert isinstance(pilot.app.screen.session.stage, Asking)  # nothing was picked
        assert text is not None
        assert text.split("\n")[0] == first
        assert text.split("\n")[1].split()[-1] == second[:2]
