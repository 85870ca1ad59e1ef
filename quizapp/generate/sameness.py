"""Which fact of an earlier run a fact is, and which card a draft is.

Words may have changed in between, those of the article and those of a template.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from quizapp.generate.cardfile import card_name
from quizapp.generate.draft import Draft
from quizapp.generate.record import KnownFact, WrittenCard, mark_of
from quizapp.generate.versions import alike, paired

SAME_FACT = 80
"""Likeness of two facts of a kind of which one may be the other, in other words."""
SAME_ID = 85
"""Likeness of two ids, for cards of which no facts were recorded."""
SAME_QUESTION = 92
"""Likeness of two cards, question and answer, of which one would be enough."""


class CardPlace(NamedTuple):
    theme: str
    id: str


def _likeness(name: str, mark: WrittenCard, fresh: str, new: WrittenCard) -> float:
    """How likely a known card is that of a draft: 0 for surely not, up to 300."""
    if not mark.facts:
        likeness = alike(name, fresh) if name.startswith(f"{new.template}-") else 0
        return likeness if likeness >= SAME_ID else 0
    if mark.template != new.template:
        return 0
    shared = len(set(mark.facts) & set(new.facts))
    if shared < min(len(mark.facts), len(new.facts)) / 2:
        return 0
    return 100 + 100 * shared / max(len(mark.facts), len(new.facts)) + alike(name, fresh)


def same_facts(old: Sequence[KnownFact], new: Sequence[KnownFact]) -> dict[str, str]:
    """By the ids of facts that are not found any more, those which they are now."""
    had, have = {fact.id for fact in old}, {fact.id for fact in new}
    out: dict[str, str] = {}
    lost = [fact for fact in old if fact.id not in have]
    come = [fact for fact in new if fact.id not in had]
    for kind in dict.fromkeys(fact.kind for fact in lost):
        one, other = ([fact for fact in side if fact.kind == kind] for side in (lost, come))
        pairs = paired([fact.says for fact in one], [fact.says for fact in other], SAME_FACT)
        out |= {one[before].id: other[after].id for before, after in pairs}
    return out


def same_cards(
    written: Mapping[str, Mapping[str, WrittenCard]], drafts: Sequence[Draft]
) -> list[CardPlace | None]:
    """Which of the cards, written by theme and id, each draft is; a card is one draft at most."""
    known = [
        (CardPlace(theme, name), mark)
        for theme, cards in written.items()
        for name, mark in cards.items()
    ]
    marks = [mark_of(draft, "") for draft in drafts]
    names = [card_name(draft) for draft in drafts]
    near = sorted(
        (-likeness, old, new)
        for old, (place, mark) in enumerate(known)
        for new in range(len(drafts))
        if (likeness := _likeness(place.id, mark, names[new], marks[new]))
    )
    out: list[CardPlace | None] = [None] * len(drafts)
    taken: set[int] = set()
    for _, old, new in near:
        if out[new] is None and old not in taken:
            out[new] = known[old][0]
            taken.add(old)
    return out


def ask_alike(card: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two entries of decks ask the same in nearly the same words."""
    told = [
        f"{one.get('prompt') or one.get('text')} {one.get('answer', '')}" for one in (card, other)
    ]
    return alike(*told) >= SAME_QUESTION
