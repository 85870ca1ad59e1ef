"""The menu of what can be done to a row of Home."""

from collections.abc import Callable
from typing import Any

from textual.content import Content
from textual.screen import Screen

from quizapp.core.text import clean
from quizapp.presentation import arrangement as said
from quizapp.presentation.arrangement import ArrangeStep
from quizapp.study.arrangement import UNGROUPED, Arrangement, DeckRow, HomeRow, SearchRow
from quizapp.ui.screens.lists import AskTextScreen, ListScreen

LONGEST = 60

Do = Callable[[ArrangeStep, str], None]
"""Takes a step, and a title or the name of a group where it needs one."""


def ask_step(
    screen: Screen[Any], row: HomeRow | None, arrangement: Arrangement, with_away: bool, do: Do
) -> None:
    """Ask what to do to a row, and what it takes."""
    rows = [(Content(text), step) for step, text in said.steps(row, arrangement, with_away)]

    def chosen(step: ArrangeStep | None) -> None:
        match step:
            case None:
                pass
            case ArrangeStep.RENAME if row:
                _ask_title(screen, row, lambda title: do(ArrangeStep.RENAME, title))
            case ArrangeStep.GROUP if isinstance(row, DeckRow):
                _ask_group(screen, row, arrangement, lambda name: do(ArrangeStep.GROUP, name))
            case _:
                do(step, "")

    heading = row.title if row else said.HOME_ITSELF
    intro = said.SEARCH_INTRO if isinstance(row, SearchRow) else said.INTRO
    screen.app.push_screen(ListScreen(heading, Content(intro), rows), chosen)


def _ask_title(screen: Screen[Any], row: HomeRow, take: Callable[[str], None]) -> None:
    question = said.EMPTY_FOR_AUTHORS if isinstance(row, DeckRow) else said.EMPTY_FOR_FIRST
    _ask_name(screen, f"Rename: {row.title}", f"Its name on Home. {question}", take, row.title)


def _ask_group(
    screen: Screen[Any], row: DeckRow, arrangement: Arrangement, take: Callable[[str], None]
) -> None:
    here = arrangement.group_of(row.deck)
    another = "\n"
    rows = [
        (Content(arrangement.group_title(name)), name)
        for name in arrangement.group_names
        if name != here
    ]
    rows.append((Content(said.NEW_GROUP), another))
    if here:
        rows.append((Content(said.NO_GROUP), UNGROUPED))
    if arrangement.is_moved(row.deck):
        rows.append((Content(said.ITS_FOLDER), ""))

    def chosen(name: str | None) -> None:
        if name == another:
            _ask_name(screen, said.NEW_GROUP, "The name of the group.", take, needed=True)
        elif name is not None:
            take(name)

    title = f"Which group for “{row.title}”?"
    screen.app.push_screen(ListScreen(title, Content(said.GROUP_INTRO), rows), chosen)


def _ask_name(
    screen: Screen[Any],
    heading: str,
    question: str,
    take: Callable[[str], None],
    value: str = "",
    needed: bool = False,
) -> None:
    def wrong(text: str) -> str:
        fits = len(text) <= LONGEST and (text or not needed)
        return "" if fits else said.NOT_A_NAME

    def typed(text: str | None) -> None:
        if text is not None:
            take(clean(text))

    screen.app.push_screen(AskTextScreen(heading, question, wrong, value), typed)
