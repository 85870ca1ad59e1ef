"""The decks in the command palette. Titles are foreign text, so they go in as Content."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

if TYPE_CHECKING:
    from quizapp.ui.app import QuizApp


class DeckCommands(Provider):
    """Start a review of any deck, from Home."""

    async def discover(self) -> Hits:
        for title, run in self._commands():
            yield DiscoveryHit(Content(title), run, text=title)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for title, run in self._commands():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, Content(title), run, text=title)

    def _commands(self) -> Iterator[tuple[str, Callable[[], None]]]:
        app = cast("QuizApp", self.app)
        if app.is_home:
            for deck in app.learner.library.decks:
                yield f"Review: {deck.title}", partial(app.review, [deck])
