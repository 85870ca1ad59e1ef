"""What a review is about: which cards it asks, and whether its answers move their schedule."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.card_keys import card_key
from quizapp.core.errors import DeckError
from quizapp.deck.deck import Deck
from quizapp.progress.progress import Progress


@dataclass(frozen=True, slots=True)
class DueToday:
    """What is to be asked today."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Of what is to be asked today, the cards that do most good in so many minutes."""

    minutes: float


@dataclass(frozen=True, slots=True)
class These:
    """Just these cards, due or not. Their answers count as any others do."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class More:
    """What is to be asked today, with so many more cards than its limits let in."""

    new: int = 0
    due: int = 0


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is due today, and then what falls due in the next days; no new cards."""

    days: int


@dataclass(frozen=True, slots=True)
class Practice:
    """Just these cards, as often as the learner likes: the schedule stays as it is."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Among:
    """What is to be asked today among these cards: those of a saved search as it finds them now."""

    name: str
    keys: tuple[str, ...]


Selection = DueToday | Minutes | These | More | Ahead | Practice | Among

DUE_TODAY = DueToday()


def practice_of(decks: Sequence[Deck], progress: Progress, tag: str = "") -> Practice:
    """All cards of the decks, or those with a tag, to practise without touching the schedule.

    Raises:
        DeckError: no card has this tag.
    """
    if not tag:
        keys = (key for deck in decks for key in deck.keys if key not in progress.suspended)
        return Practice(tuple(keys))
    tags = tagged_cards(decks, progress)
    if tag not in tags:
        known = ", ".join(sorted(tags)) or "none"
        raise DeckError(f'no card has the tag "{tag}"; there are {known}')
    return Practice(tuple(tags[tag]))


def drafts_of(decks: Sequence[Deck]) -> Practice:
    """The cards of drafts, to try them without touching the schedule.

    Raises:
        DeckError: there are none.
    """
    from quizapp.questions.union import parse_question

    keys = []
    for deck in decks:
        for line in deck.questions.all():
            question = parse_question(line)
            if question.status == "draft":
                keys += [card_key(deck.slug, question.id, one) for one in question.variants]
    if not keys:
        raise DeckError("there are no drafts; a card is one by `status: draft`")
    return Practice(tuple(keys))


def tagged_cards(decks: Sequence[Deck], progress: Progress) -> dict[str, list[str]]:
    """By tag: the cards that have it, suspended ones left out."""
    found: dict[str, list[str]] = {}
    for deck in decks:
        for key, kind in deck.kinds():
            if kind.tags and key not in progress.suspended:
                for tag in dict.fromkeys(kind.tags):
                    found.setdefault(tag, []).append(key)
    return found
