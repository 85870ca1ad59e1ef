"""Which cards have a tag, claim something, or quote somebody, without parsing questions."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from quizapp.deck.deck import Deck
from quizapp.statistics.card_groups import CardGroups

CLAIMS = ("fact", "attributed", "disputed")


@dataclass(frozen=True, slots=True)
class GroupedCards:
    """Of some decks: keys of the cards that are asked, by what they have in common, the most cards
    first."""

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
            found = deck.questions.cards
            for key, place in zip(found.keys, found.each, strict=True):
                one = found.facets[place]
                if one.status != "approved":
                    continue
                for tag in one.tags:
                    tags.setdefault(tag, []).append(key)
                claims[one.claim].append(key)
                if one.by and one.claim != "fact":
                    speakers.setdefault(one.by, []).append(key)
        return cls(_largest_first(tags), _without_empty(claims), _largest_first(speakers))

    def only(self, keys: Set[str]) -> "GroupedCards":
        """Those of the cards `keys`."""
        return GroupedCards(
            _largest_first(_only(self.tags, keys)),
            _without_empty(_only(self.claims, keys)),
            _largest_first(_only(self.speakers, keys)),
        )


def _only(groups: CardGroups, keys: Set[str]) -> CardGroups:
    return {name: [key for key in some if key in keys] for name, some in groups.items()}


def _without_empty(groups: CardGroups) -> CardGroups:
    return {name: some for name, some in groups.items() if some}


def _largest_first(groups: CardGroups) -> CardGroups:
    return dict(sorted(_without_empty(groups).items(), key=lambda one: (-len(one[1]), one[0])))
