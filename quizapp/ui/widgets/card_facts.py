"""What is known of one card: where it stands, the curve of its memory, and its history."""

from collections.abc import Iterator

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from quizapp.core.day import Calendar
from quizapp.presentation import card_history as said
from quizapp.presentation.memory_curve import drawn
from quizapp.study.card_history import CardHistory
from quizapp.study.card_standing import CardStanding
from quizapp.ui.themes import styled

CURVE = 5
"""Lines of the curve, without those below it."""
WIDEST = 76
"""Cells that the curve takes at most."""


class CardFacts(Widget):
    """The curve and the history, drawn as one text. `history` None is one that is still read."""

    def __init__(self) -> None:
        super().__init__()
        self._facts: tuple[CardStanding, CardHistory | None, Calendar] | None = None

    def show(self, standing: CardStanding, history: CardHistory | None, calendar: Calendar) -> None:
        self._facts = (standing, history, calendar)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(list(self._lines(width)))

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> Iterator[Content]:
        if self._facts is None:
            return
        standing, history, calendar = self._facts
        if history is None:
            if standing.state:
                yield Content.styled(said.READING, "$faint")
            return
        if curve := list(drawn(history, standing, min(width, WIDEST), CURVE)):
            yield _cut(Content.styled(said.CURVE, "bold"), width)
            yield from (styled(*line) for line in curve)
            yield Content()
        if history.steps:
            yield Content.styled(said.HISTORY, "bold")
            yield _cut(styled(*said.as_line(said.HEADINGS, width)).stylize("$faint"), width)
            for one in said.history_lines(history, calendar):
                yield _cut(styled(*said.as_line(one, width)), width)


def _cut(line: Content, width: int) -> Content:
    return line.truncate(max(1, width), ellipsis=True)


def standing(standing: CardStanding, history: CardHistory | None, calendar: Calendar) -> Content:
    """Where a card stands, in a paragraph."""
    lines = said.standing_in_words(standing, history, calendar)
    return Content("\n").join(styled(*line) for line in lines)
