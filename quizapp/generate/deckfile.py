"""A deck of an output folder, as text: its head, its cards, and where they stand."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from quizapp.core.errors import DeckError, GenerateError
from quizapp.deck.diagnostics import Report
from quizapp.deck.editing import CardBlock, blocks
from quizapp.deck.reader import read


@dataclass(frozen=True)
class DeckFile:
    path: Path
    text: str
    cards: tuple[CardBlock, ...]

    @classmethod
    def of(cls, path: Path, text: str) -> "DeckFile":
        """Raises: GenerateError: it has errors."""
        try:
            return cls(path, text, blocks(text, str(path)))
        except DeckError as error:
            raise GenerateError(f"{error}; nothing was written") from None

    @property
    def head(self) -> str:
        """All above the cards."""
        return self.text[: self.cards[0].start] if self.cards else self.text

    @cached_property
    def fields(self) -> dict[str, Any]:
        """What the head says."""
        tree = read(Report(str(self.path), self.text))
        return tree.value if tree else {}

    @property
    def claim(self) -> str:
        """What it says of cards that do not say whether they are a fact or a claim."""
        defaults = self.fields.get("defaults")
        return str(defaults.get("claim", "fact")) if isinstance(defaults, dict) else "fact"

    @cached_property
    def names(self) -> dict[str, CardBlock]:
        """The cards, by every id that they have or had."""
        had = {str(name): card for card in self.cards for name in card.card.get("was", ())}
        return had | {card.id: card for card in self.cards}
