"""Warnings that an author does not want, each with a reason, on a card or for a whole deck."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quizapp.core.codes import Code, Loc, Problem

OF_A_DECK = frozenset((Code.LONGEST, Code.NUMBER_RANK, Code.DRAFTS, Code.GUESSING))
"""What is said of a deck as a whole, and can be silenced at its top only."""
_OF_DECKS = frozenset((Code.ALIKE, Code.RENAMED))
"""What other decks or git may give cause to: nobody can tell whether a silence is of use."""


@dataclass
class Silences:
    """What is written under `silence`; what is wrong with that is reported as of any field."""

    codes: frozenset[str] = frozenset()
    """All that are silenced anywhere, since most decks and most problems have none."""
    deck: frozenset[str] = frozenset()
    cards: Mapping[int, frozenset[str]] = field(default_factory=dict)
    used: set[tuple[int | None, str]] = field(default_factory=set)

    @classmethod
    def of(cls, deck: Mapping[str, Any], cards: Sequence[Any]) -> "Silences":
        of_deck = _codes(deck)
        by_card = {
            index: _codes(card)
            for index, card in enumerate(cards)
            if isinstance(card, dict) and "silence" in card
        }
        return cls(of_deck.union(*by_card.values()), of_deck, by_card)

    def cover(self, loc: Loc, code: Code) -> bool:
        """Whether a problem at a path from the top of the deck is not wanted; it is then of use."""
        if code not in self.codes or code.severity == "error":
            return False
        match loc:
            case ("cards", int(index), *_) if code in self.cards.get(index, ()):
                self.used.add((index, code))
                return True
        if code in self.deck:
            self.used.add((None, code))
            return True
        return False

    def unused(self) -> Iterator[Problem]:
        """Those that covered nothing, at paths from the top of the deck."""
        everywhere: list[tuple[int | None, frozenset[str]]] = [(None, self.deck)]
        for index, codes in (*everywhere, *self.cards.items()):
            for code in sorted(codes):
                if (index, code) in self.used or code in _OF_DECKS:
                    continue
                if index is not None and code in OF_A_DECK:
                    message = f"{code} is said of a whole deck; write it at the deck's top"
                else:
                    where = "this deck" if index is None else "this card"
                    message = f"{where} has nothing that {code} is said of; delete it"
                base: Loc = () if index is None else ("cards", index)
                loc = (*base, "silence", code, "[key]")
                yield Problem(loc, Code.SILENCES_NOTHING, message)


def _codes(holder: Mapping[str, Any]) -> frozenset[str]:
    silence = holder.get("silence")
    return frozenset(silence) if isinstance(silence, dict) else frozenset()
