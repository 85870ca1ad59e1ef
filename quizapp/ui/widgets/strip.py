"""A quiz at a glance: a sign for each question."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.progress.events import Response

ANSWERED, OPEN = "●", "○"
MARKED_ANSWERED, MARKED_OPEN = "⚑", "⚐"


def sign(line: Response) -> Content:
    """Marked, answered, or still open."""
    if line.marked:
        flag = MARKED_OPEN if line.reply is None else MARKED_ANSWERED
        return Content.styled(flag, "bold $warning")
    return Content(ANSWERED) if line.reply is not None else Content.styled(OPEN, "$faint")


class Strip(Widget):
    """The question before the learner stands out. Where there is no room, counts stand instead."""

    shown: reactive[Content] = reactive(Content(), layout=False)

    def show(self, sheet: Sequence[Response], at: int) -> None:
        if len(sheet) > self.app.size.width - 4:
            answered = sum(line.reply is not None for line in sheet)
            marked = sum(line.marked for line in sheet)
            parts = [f"{answered} of {len(sheet)} answered", f"{marked} marked" if marked else ""]
            self.shown = Content.styled("   ".join(part for part in parts if part), "$faint")
            return
        signs = [sign(line) for line in sheet]
        if signs:
            signs[at] = signs[at].stylize("reverse $primary")
        self.shown = Content("").join(signs)

    def render(self) -> RenderResult:
        return self.shown
