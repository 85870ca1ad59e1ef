"""One card to be read: where it stands, what learners see of it, its memory and its history."""

import asyncio
from random import Random

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from quizapp.deck.deck import Card
from quizapp.study.card_history import CardHistory
from quizapp.study.card_standing import CardStanding
from quizapp.study.profile import Profile
from quizapp.ui.widgets.answer import is_there
from quizapp.ui.widgets.card_facts import CardFacts, standing
from quizapp.ui.widgets.card_page import CardPage
from quizapp.ui.widgets.deck_text import explanation
from quizapp.ui.widgets.frame import framed


class CardPane(Vertical):
    """Takes no keys: the focus stays where it is."""

    def __init__(self, profile: Profile, pause: float = 0.0) -> None:
        """`pause` is how long (in seconds) a card is to be shown before all of it is drawn: who
        goes through a list sees it when they stop."""
        super().__init__()
        self._profile = profile
        self._pause = pause

    def compose(self) -> ComposeResult:
        yield from framed(CardPage(CardFacts(), Static(id="standing")))

    @work(exclusive=True)
    async def show(self, card: Card) -> None:
        """Another card, or the same anew; whatever was not drawn yet of the one before is not."""
        await asyncio.sleep(self._pause)
        if not is_there(self):
            return
        context, calendar = self._profile.context, self._profile.calendar
        now = CardStanding.of(context, card.key)
        question, facts = card.question, self.query_one(CardFacts)
        facts.show(now, None, calendar)
        interaction = question.interaction(card.variant, Random(card.key))
        solution = question.solution(card.variant)
        await self.query_one(CardPage).show_solved(
            interaction, question.about, solution, explanation(question)
        )
        history = await asyncio.to_thread(CardHistory.of, context, card.key)
        if is_there(self):
            self.query_one("#standing", Static).update(standing(now, history, calendar))
            facts.show(now, history, calendar)

    def clear(self, said: Content) -> None:
        """Show no card; `said` is why."""
        self.workers.cancel_node(self)
        self.query_one("#standing", Static).update(said)
        self.query_one(CardPage).show_text(Content(), Content())
        self.query_one(CardFacts).clear()
