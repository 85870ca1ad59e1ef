"""The quizzes that were handed in, newest first; enter opens the results of one again."""

from collections.abc import Sequence

from textual import on
from textual.content import Content
from textual.widgets import OptionList, Static

from quizapp.core import words
from quizapp.core.errors import DeckError
from quizapp.deck.deck import Deck
from quizapp.presentation import results as listed
from quizapp.study.past_quiz import PastQuiz
from quizapp.study.profile import Profile
from quizapp.study.quiz_service import QuizService
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.lists import ListScreen


class PastQuizzesScreen(ListScreen[PastQuiz]):
    NUMBERED = False

    def __init__(self, profile: Profile, decks: Sequence[Deck] | None = None) -> None:
        """Those with a question of `decks`; by default all there are."""
        self._profile = profile
        self._decks = decks
        rows = self._found()
        super().__init__("Past quizzes", _intro(len(rows)), rows)
        self._is_fresh = True

    def _found(self) -> list[tuple[Content, PastQuiz]]:
        return [(self._row(one), one) for one in QuizService.of(self._profile).past(self._decks)]

    def _row(self, past: PastQuiz) -> Content:
        figures = listed.columns(past, self._profile.calendar.zone)
        return Content.assemble(figures, "\n", (f"  {listed.decks(past)}", "$faint"))

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
        try:
            results = QuizService.of(self._profile).results(self.rows[event.option_index][1])
        except DeckError as error:
            navigator(self).tell(str(error), "error")
            return
        navigator(self).show_results(results)


def _intro(quizzes: int) -> Content:
    if not quizzes:
        return Content(f"{listed.NONE_YET} t on Home sets one up.")
    count = words.count(quizzes, "quiz", "quizzes")
    hint = Content.styled("   enter shows the results of one again.\n\n", "$faint")
    # a row has a margin of one column
    heading = Content.styled(f" {listed.heading()}", "$faint")
    return Content.assemble((count, "bold"), hint, heading)
