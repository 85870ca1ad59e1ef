"""All questions of a quiz: what is answered, what is marked, and the way to hand in."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from quizapp import words
from quizapp.asks import DONT_KNOW, Ask, Reply, is_typed
from quizapp.study.quiz import Quiz
from quizapp.ui.inline import on_one_line
from quizapp.ui.screens.list_screen import ListScreen
from quizapp.ui.widgets.strip import sign


class OverviewScreen(ListScreen[int]):
    """Gives the number of a question to turn to, or the one after the last to hand in."""

    NUMBERED = False  # the questions have numbers of their own

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "hand_in", "Hand in", tooltip="Hand in what there is", id="hand-in"),
        Binding("f10", "hand_in", "Hand in"),
    ]

    def __init__(self, quiz: Quiz, width: int) -> None:
        """`width` in columns, for prompts and replies are cut to a line each."""
        rows = [(_row(quiz, at, width - 16), at) for at in range(len(quiz.places))]
        super().__init__("All questions", _intro(quiz), rows, at=quiz.at)
        self._end = len(rows)

    def action_hand_in(self) -> None:
        self.dismiss(self._end)


def _intro(quiz: Quiz) -> Content:
    total, left, marked = len(quiz.places), len(quiz.open), len(quiz.marked)
    if left:
        state = Content.assemble((f"{words.count(left, 'question')} open", "bold $warning"))
        state += f" of {total}; open ones get no points."
    else:
        state = Content.assemble(("✓ ", "bold $success"), (f"All {total} answered.", "bold"))
    if marked:
        state += f" {marked} marked to come back to."
    return state + Content.styled(
        "\nd hands in; enter goes to the question at the cursor.", "$faint"
    )


def _row(quiz: Quiz, at: int, room: int) -> Content:
    line, place = quiz.sheet[at], quiz.places[at]
    number = Content.assemble(f"{at + 1:>3}  ", sign(line), "  ")
    prompt = on_one_line(place.ask.prompt).truncate(room, ellipsis=True)
    sure = ""
    if quiz.paper.confidence and line.reply is not None:
        sure = f"   {line.confidence or 'how sure?'}"
    reply = _shown(line.reply, place.ask).truncate(room - len(sure), ellipsis=True) + sure
    return Content.assemble(number, prompt, "\n        ", reply.stylize("$faint"))


def _shown(reply: Reply | None, ask: Ask) -> Content:
    if reply is None:
        return Content("no answer yet")
    if reply == DONT_KNOW:
        return Content(words.NOT_KNOWN.lower())
    texts = (reply,) if isinstance(reply, str) else reply
    return Content("; ").join(
        Content(" ".join(text.split())) if is_typed(ask) else on_one_line(text) for text in texts
    )
