"""The quizzes that were handed in, newest first; enter opens the results of one again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList, Static

from quizapp.core import words
from quizapp.deck.deck import Deck
from quizapp.presentation import past_quizzes
from quizapp.study.past_quiz import PastQuiz
from quizapp.study.profile import Profile
from quizapp.ui.screens.lists import ListScreen
from quizapp.ui.screens.results import ResultsScreen

if TYPE_CHECKING:
    from quizapp.ui.app import QuizApp


class PastQuizzesScreen(ListScreen[PastQuiz]):
    app: "QuizApp"
    NUMBERED = False

    def __init__(self, profile: Profile, decks: Sequence[Deck] | None = None) -> None:
        """Those with a question of `decks`; by default all there are."""
        self._profile = profile
        self._decks = decks
        rows = self._found()
        super().__init__("Past quizzes", _intro(len(rows)), rows)
        self._is_fresh = True

    def _found(self) -> list[tuple[Content, PastQuiz]]:
        return [(self._row(one), one) for one in self._profile.quizzes.past(self._decks)]

    def _row(self, past: PastQuiz) -> Content:
        figures = past_quizzes.columns(past, self._profile.calendar.zone)
        return Content.assemble(figures, "\n", (f"  {past_quizzes.decks(past)}", "$faint"))

    def on_screen_resume(self) -> None:
        """After a look at results, in which an answer may have been overruled."""
        if self._is_fresh:
            self._is_fresh = False
            return
        rows, at = self._found(), self.list.highlighted
        if [row for row, _ in rows] == [row for row, _ in self.rows]:
            return
        self.rows = rows
        self.draw(at)
        self.query_one("#intro", Static).update(_intro(len(rows)))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        """Look at it, and come back."""
        event.prevent_default()
        results = self._profile.quizzes.results(self.rows[event.option_index][1])
        self.app.push_screen(ResultsScreen(self._profile, results))


def _intro(quizzes: int) -> Content:
    if not quizzes:
        return Content(f"{past_quizzes.NONE_YET} t on Home sets one up.")
    count = words.count(quizzes, "quiz", "quizzes")
    hint = Content.styled("   enter shows the results of one again.\n\n", "$faint")
    # a row has a margin of one column
    heading = Content.styled(f" {past_quizzes.heading()}", "$faint")
    return Content.assemble((count, "bold"), hint, heading)
