"""What Home knows of its rows, as the lines of its table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from quizapp.deck.deck import Deck
from quizapp.deck.library import BrokenDeck
from quizapp.presentation.arrangement import NO_SEARCH, beside_title
from quizapp.scheduling.today import Due
from quizapp.study.arrangement import DeckRow, GroupRow, HomeRow, SearchRow
from quizapp.ui.widgets.deck_list import CLOSED, INSIDE, OPEN, DeckLine


@dataclass(slots=True)
class DeckLines:
    """Each by deck, or by the name of a saved search; what is not known yet is left out."""

    waiting: dict[str, Due] = field(default_factory=dict)
    """What waits, whatever the limits."""
    known: Mapping[str, float] = field(default_factory=dict)
    """The share that would be recalled now."""
    changed: Mapping[str, int] = field(default_factory=dict)
    """Cards that are not as they were when the deck was studied."""
    found: Mapping[str, Due | None] = field(default_factory=dict)
    """What waits among the cards of searches; None where one cannot be read."""

    def all(self, rows: Iterable[HomeRow], broken: Iterable[BrokenDeck]) -> list[DeckLine]:
        lines = [DeckLine(one.path.name, str(one.path), error=one.short) for one in broken]
        return [*map(self._line, rows), *lines]

    def _line(self, row: HomeRow) -> DeckLine:
        said, due = beside_title(row), Due.of_all([self._due(deck) for deck in row.decks])
        match row:
            case SearchRow(name, title):
                found = self.found.get(name)
                if found is None and name in self.found:
                    found, said = Due(), NO_SEARCH
                return DeckLine(title, row.subject, found, sign="/ ", has_known=False, said=said)
            case DeckRow(deck, group):
                line = DeckLine(
                    row.title,
                    row.subject,
                    due,
                    self.known.get(deck.slug),
                    INSIDE if group else "",
                    said=said,
                )
            case GroupRow(_, title, decks, is_open):
                sign = OPEN if is_open else CLOSED
                known = self._known(decks)
                line = DeckLine(title, row.subject, due, known, sign, is_group=True, said=said)
                if is_open:  # its decks say the rest themselves
                    return line
        return line._replace(
            drafts=sum(deck.drafts for deck in row.decks),
            changed=sum(self.changed.get(deck.slug, 0) for deck in row.decks),
        )

    def _due(self, deck: Deck) -> Due:
        return self.waiting.get(deck.slug, Due())

    def _known(self, decks: Sequence[Deck]) -> float | None:
        """Of all cards of some decks together."""
        shares = [(len(deck.keys), self.known.get(deck.slug)) for deck in decks]
        known = [number * share for number, share in shares if share is not None]
        if len(known) < len(shares):
            return None
        return sum(known) / max(1, sum(number for number, _ in shares))
