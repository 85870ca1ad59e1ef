"""One card to be read: where it stands, what learners see of it, its memory and its history."""

import asyncio
from random import Random

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from quizapp.core.day import Calendar
from quizapp.deck.deck import Card
from quizapp.study.card_history import CardHistory
from quizapp.study.card_standing import CardStanding
from quizapp.study.profile import Profile
from quizapp.ui.widgets.answer import is_there
from quizapp.ui.widgets.card_facts import CardFacts, standing
from quizapp.ui.widgets.card_page import CardPage
from quizapp.ui.widgets.deck_text import explanation
from quizapp.ui.widgets.frame import framed

AT_ONCE = 0.1
"""Seconds that the reading of a history may take to be shown with the card at once."""


class CardPane(Vertical):
    """Takes no keys: the focus stays where it is."""

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile

    def compose(self) -> ComposeResult:
        yield from framed(CardPage(CardFacts(), Static(id="standing")))

    @work(exclusive=True)
    async def show(self, card: Card, pause: float = 0.0) -> None:
        """Another card, or the same anew, after a pause (in seconds) in which no other came: who
        goes through a list sees a card when they stop."""
        await asyncio.sleep(pause)
        if not is_there(self):
            return
        context, calendar = self._profile.context, self._profile.calendar
        now, question = CardStanding.of(context, card.key, card.question.status), card.question
        reading = asyncio.ensure_future(asyncio.to_thread(CardHistory.of, context, card.key))
        await asyncio.wait({reading}, timeout=AT_ONCE)
        history = reading.result() if reading.done() else None
        if not is_there(self):
            return
        with self.app.batch_update():
            self.query_one(CardPage).display = True
            self._say(now, history, calendar)
            await self.query_one(CardPage).show_solved(
                question.interaction(card.variant, Random(card.key)),
                question.about,
                question.solution(card.variant),
                explanation(question),
            )
        if history is None:
            history = await reading
            if is_there(self):
                self._say(now, history, calendar)

    def _say(self, now: CardStanding, history: CardHistory | None, calendar: Calendar) -> None:
        self.query_one("#standing", Static).update(standing(now, history, calendar))
        self.query_one(CardFacts).show(now, history, calendar)

    def clear(self) -> None:
        """Show no card."""
        self.workers.cancel_node(self)
        self.query_one(CardPage).display = False
