"""Which cards have a tag, claim something, or quote somebody, without parsing questions."""

import json
import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

from quizapp.core.card_keys import split_key
from quizapp.core.errors import DeckError
from quizapp.deck.deck import Deck
from quizapp.statistics.card_groups import CardGroups

CLAIMS = ("fact", "attributed", "disputed")

_CLAIM = re.compile(rb'"claim":"(attributed|disputed)"')
_BY = re.compile(rb'"by":("(?:[^"\\]|\\.)+")')


@dataclass(frozen=True, slots=True)
class GroupedCards:
    """Of some decks: keys of cards by what they have in common, the most cards first."""

    tags: CardGroups
    claims: CardGroups
    """By each of `CLAIMS` that there is, in their order."""
    speakers: CardGroups
    """By who makes a claim that is attributed or disputed."""

    @classmethod
    def of(cls, decks: Iterable[Deck]) -> "GroupedCards":
        tags: dict[str, list[str]] = {}
        claims: dict[str, list[str]] = {name: [] for name in CLAIMS}
        speakers: dict[str, list[str]] = {}
        for deck in decks:
            for key, kind in deck.kinds():
                for tag in kind.tags:
                    tags.setdefault(tag, []).append(key)
            said = _claims(deck)
            for key in deck.keys:
                claim, by = said.get(split_key(key)[1], ("fact", ""))
                claims[claim].append(key)
                if by and claim != "fact":
                    speakers.setdefault(by, []).append(key)
        return cls(
            _largest_first(tags),
            {name: some for name, some in claims.items() if some},
            _largest_first(speakers),
        )

    def only(self, keys: Set[str]) -> "GroupedCards":
        """Those of the cards `keys`."""
        return GroupedCards(
            _largest_first(_only(self.tags, keys)),
            _only(self.claims, keys),
            _largest_first(_only(self.speakers, keys)),
        )


def _only(groups: CardGroups, keys: Set[str]) -> dict[str, list[str]]:
    found = {name: [key for key in some if key in keys] for name, some in groups.items()}
    return {name: some for name, some in found.items() if some}


def _claims(deck: Deck) -> dict[str, tuple[str, str]]:
    """By id of a question: its claim, and who makes it; of those that are no facts."""
    found = {}
    try:
        questions = deck.questions.by_id()
    except DeckError:  # the cache has lost them, and the file has errors by now
        return {}
    for name, question in questions.items():
        if claim := _CLAIM.search(question):
            by = _BY.search(question)
            found[name] = claim[1].decode(), json.loads(by[1]) if by else ""
    return found


def _largest_first(groups: CardGroups) -> CardGroups:
    return dict(sorted(groups.items(), key=lambda one: (-len(one[1]), one[0])))
