"""What is wrong with a deck, as `quizapp check` says it."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quizapp import words
from quizapp.deck.library import BrokenDeck
from quizapp.ui.screens.overlay import Overlay


class ProblemsScreen(Overlay):
    """One line a problem, and what to do about them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "Edit again", tooltip="Open the file in your editor again"),
    ]

    def __init__(
        self,
        broken: BrokenDeck,
        next_step: str = "Mend the file and open quizapp again. The other decks are not affected.",
        again: Callable[[], object] | None = None,
    ) -> None:
        """`again` opens the file in the learner's editor."""
        super().__init__()
        self._again = again
        self._broken = broken
        self._next_step = next_step

    @property
    def heading(self) -> str:
        return f"{self._broken.path.name} cannot be used yet"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        allowed = action != "edit" or self._again is not None
        return allowed and super().check_action(action, parameters)

    def action_edit(self) -> None:
        self.dismiss()
        if self._again:
            self.app.call_later(self._again)

    def body(self) -> Iterator[Widget]:
        problems = self._broken.diagnostics
        yield Static(
            Content.styled(
                f"{words.count(len(problems), 'problem')} in {self._broken.path}\n"
                f"{self._next_step}\n",
                "$faint",
            )
        )
        for one in problems:
            place = f"{one.line}:{one.column}".ljust(9)
            yield Static(
                Content.assemble((place, "bold $primary"), one.message, (f"  {one.code}", "$faint"))
            )
