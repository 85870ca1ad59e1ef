"""What a screen may ask of the app: where to go, what to say, what to keep.

Only the app knows all screens; a screen knows this.
"""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Protocol, cast

from textual.dom import DOMNode

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.author.curate.curation import Curation
    from quizapp.core.day import Day
    from quizapp.core.settings import SettingValue
    from quizapp.deck.deck import Card, Deck
    from quizapp.deck.library import BrokenDeck
    from quizapp.questions.base import Evidence
    from quizapp.study.question_pool import QuizOptions
    from quizapp.study.quiz import QuizSession
    from quizapp.study.results import Results
    from quizapp.study.review import ReviewSession
    from quizapp.study.revisions import Revision
    from quizapp.study.selection import Selection

Step = Callable[[int], "tuple[Deck, Card] | None"]
"""Goes on in a list of cards, or back; gives the card there, if it can be shown."""


class Navigator(Protocol):
    quiz_options: "QuizOptions | None"
    """How the learner wanted a quiz to be when they last said so."""

    pasted: str
    """What the learner has pasted and made no cards of yet."""

    @property
    def can_undo(self) -> bool:
        """Whether something of the reviews since the app was opened can be taken back, or what
        was done to many cards since."""

    @property
    def batches_done(self) -> int:
        """How often something was done to many cards that can be taken back."""

    def tell(self, message: str, severity: str = "warning") -> None:
        """Show a message that need not be answered. It is text, never markup.

        What has the severity `news` stands for longer than a mere `information`.
        """

    def rest(self) -> None:
        """Do what can be done while the learner does nothing, and tell what came of it."""

    def tidy(self) -> None:
        """Clear away what a session has left."""

    def configure(self, name: str, value: "SettingValue") -> bool:
        """Keep a setting and apply it at once; None is the default. False when it cannot be."""

    def configure_key(self, name: str, key: str | None) -> bool:
        """As `configure`, for the key of the action `name`."""

    def review(self, decks: "Sequence[Deck]", selection: "Selection | None" = None) -> None:
        """Begin a review: of what is due, unless something else is selected."""

    def show_review(self, session: "ReviewSession") -> None:
        """Go on with a review, in place of the screen that asks for it."""

    def show_summary(self, session: "ReviewSession") -> None:
        """The end of a review, in place of its screen."""

    def undo(self) -> None:
        """Take back what was done last in any of the reviews, and go on with that review; or what
        was done to many cards, if that came last."""

    def undo_batch(self) -> None:
        """Take back what was done last to many cards."""

    def set_up_quiz(
        self,
        decks: "Sequence[Deck]",
        options: "QuizOptions | None" = None,
        new: bool = False,
        only: Collection[str] | None = None,
    ) -> None:
        """Ask what a quiz should be. `new`: not to go on with one that is open; `only`: of which
        cards it may ask."""

    def show_quiz(self, session: "QuizSession") -> None:
        """Take a quiz, in place of the screen that asks for it."""

    def show_results(self, results: "Results", replacing: bool = False) -> None:
        """What came of a quiz, on top of this screen or `replacing` it."""

    def show_past_quizzes(self, decks: "Sequence[Deck] | None" = None) -> None:
        """The quizzes that were handed in: all of them, or those that asked of `decks`."""

    def statistics(self, deck: "Deck | None" = None) -> None:
        """How learning goes, of all decks; `deck` is what is offered first in their place."""

    def show_set_aside(self) -> None:
        """Cards that are suspended, buried or flagged, and leeches."""

    def make_from_article(self) -> None:
        """Make cards from an article, to be pasted or named."""

    def curate(self, paths: "Sequence[Path]") -> None:
        """Go through the drafts in deck files, or in all those of folders."""

    def go_on_curating(self, curation: "Curation") -> None:
        """Back to the drafts, in place of what came of the sitting."""

    def show_curated(self, curation: "Curation") -> None:
        """What came of a sitting, in place of its screen."""

    def end_curating(self, curation: "Curation") -> None:
        """Leave a sitting, with its decks as they are now."""

    def read(self, decks: "Sequence[Deck]", card: str = "") -> None:
        """The text of decks, beside the cards that rest on it; at a card, if its key is given."""

    def show_source(self, deck: "Deck", evidence: "Sequence[Evidence]", card: str = "") -> None:
        """The text that a card comes from, at the words that it rests on. With its key, it leads on
        to all the cards that rest on the text."""

    def browse(self, query: str = "", types: bool = True) -> None:
        """All cards, those that a query asks for first. `types`: with the focus in the field."""

    def show_card(self, deck: "Deck", card: "Card", step: Step | None = None) -> None:
        """All about one card. `step` goes on in the list that it is from."""

    def show_problems(
        self, broken: "BrokenDeck", next_step: str = "", again: Callable[[], object] | None = None
    ) -> None:
        """What is wrong with a deck, and what to do about it; `again` opens its file again."""

    def show_changes(self, revision: "Revision") -> None:
        """What has changed in decks since they were studied last."""

    def optimise(self) -> None:
        """Train the learner's own parameters, and ask whether to use them."""

    def show_plan(self, decks: "Sequence[Deck]", day: "Day") -> None:
        """What to review so as to know decks by a day."""


def navigator(node: DOMNode) -> Navigator:
    return cast("Navigator", node.app)
