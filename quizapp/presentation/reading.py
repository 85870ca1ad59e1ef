"""What is said of a text that is read beside its cards: where one is, and how much of it is
known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from quizapp.core import words
from quizapp.core.day import Day
from quizapp.presentation.card_history import percent
from quizapp.presentation.styled import Line, Styled, Tone
from quizapp.progress.progress import Progress
from quizapp.progress.state import IN_STEPS
from quizapp.study.profile import Profile
from quizapp.study.reading import PassageKnowledge, ReadingText, TextPassage, knowledge

NO_CARD = "no card"
ALL_DECKS = "All decks of this text"
ALL_PASSAGES = "all passages are shown again"
NOTHING_WITHOUT = "every passage has a card"
MOST_NUMBERS = 12
"""Of passages that are listed in a line."""


def known_in_words(known: PassageKnowledge, drafts: int = 0) -> str:
    """`3 cards, 82 % known`; `3 cards, not asked yet`; `no card`, with drafts where some wait."""
    waiting = f", {words.count(drafts, 'draft')}" if drafts else ""
    if not known.cards:
        return f"{NO_CARD}{waiting}"
    share = known_now(known) if known.asked else "not asked yet"
    return f"{words.count(known.cards, 'card')}, {share}{waiting}"


def known_now(known: PassageKnowledge) -> str:
    """`82 % known`"""
    return f"{percent(known.known)} known"


def no_own_deck(text: ReadingText) -> str:
    """Why no card can be written here, and what to do."""
    name = text.decks[0].path.name if len(text.decks) == 1 else "these decks"
    return (
        f"A card that quotes this text belongs into a deck beside it, and {name} cannot be written"
        " to: e on a card makes a copy of its deck that is your own."
    )


def place_in_words(text: ReadingText, at: int) -> str:
    """`passage 7 of 24`; by the text's own number, where that is another."""
    number, place = text.stops[at].number, at + 1
    own = f" ([{number}])" if number not in (None, place) else ""
    return f"passage {place} of {len(text.stops)}{own}"


def passage_name(one: TextPassage) -> str:
    return "Passage without a number" if one.number is None else f"Passage {one.number}"


def at_passage(text: ReadingText, at: int, known: PassageKnowledge) -> str:
    """`Passage 7 of 24. 3 cards, 82 % known.`"""
    drafts = len(text.stops[at].drafts)
    place, said = place_in_words(text, at), known_in_words(known, drafts)
    return f"{words.sentence(place)} {words.sentence(said)}"


def card_in_words(at: int, number: int) -> str:
    """`card 2 of 6`"""
    return f"card {at + 1} of {number}"


def goes_on_at(place: str) -> str:
    """What is said of a place (`place_in_words`) where a text opens at the reader's mark."""
    return f"going on at {place}"


def without_cards_in_words(text: ReadingText) -> str:
    """`passages without a card: 4, 9, 12`"""
    numbers = [one.number for one in text.without_cards if one.number is not None]
    if not numbers:
        return NOTHING_WITHOUT
    noun = "passage" if len(numbers) == 1 else "passages"
    return f"{noun} without a card: {_listed(numbers)}"


def _listed(numbers: Sequence[int]) -> str:
    """`4, 9, 12–15`; where there are many, the first of them and how many more."""
    parts: list[list[int]] = [[numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    shown = [
        str(part[0]) if len(part) == 1 else f"{part[0]}{', ' if len(part) == 2 else '–'}{part[-1]}"
        for part in parts
    ]
    if len(shown) <= MOST_NUMBERS:
        return ", ".join(shown)
    rest = sum(map(len, parts[MOST_NUMBERS:]))
    return f"{', '.join(shown[:MOST_NUMBERS])} and {rest:,} more"


def standing_in_words(key: str, progress: Progress, today: Day) -> Line:
    """Where a card stands, in a few words: `due in 4 days`, `not asked yet`, `suspended`."""
    pieces = [_due(key, progress, today)]
    if key in progress.suspended:
        pieces.insert(0, Styled("⊘ suspended", Tone.WARNING))
    elif progress.buried.get(key, 0) > today:
        pieces.insert(0, Styled("⊖ buried until tomorrow", Tone.WARNING))
    if progress.flags.get(key):
        pieces.append(Styled("⚑ flagged", Tone.WARNING))
    return tuple(_joined(pieces))


def _due(key: str, progress: Progress, today: Day) -> Styled:
    due = progress.due_day.get(key)
    if due is None:
        return Styled("○ not asked yet", Tone.FAINT)
    if due == IN_STEPS:
        return Styled("◐ learning, due today", Tone.WARNING)
    if due <= today:
        return Styled("● due today", Tone.WARNING)
    return Styled(f"✓ due in {words.count(due - today, 'day')}", Tone.GOOD)


def _joined(pieces: Iterable[Styled]) -> Iterator[Styled]:
    for number, one in enumerate(pieces):
        if number:
            yield Styled("  ·  ", Tone.FAINT)
        yield one


def summary(text: ReadingText, known: PassageKnowledge) -> str:
    """`24 passages; 59 cards of 5 decks, 40 % known`"""
    passages = words.count(len(text.stops), "passage")
    decks = f" of {words.count(len(text.decks), 'deck')}" if len(text.decks) > 1 else ""
    _, _, share = known_in_words(known).partition(", ")
    if not known.cards:
        return f"{passages}; {NO_CARD}"
    return f"{passages}; {words.count(known.cards, 'card')}{decks}, {share}"


def as_json(text: ReadingText, profile: Profile, mark: int | None) -> Mapping[str, Any]:
    """A text with its passages, their cards, and how well they are known (0 to 1)."""
    progress, model, today = profile.progress, profile.model, profile.day

    def known(keys: Sequence[str]) -> float:
        return round(knowledge(keys, progress, model, today).known, 4)

    return {
        "title": text.title,
        "text": str(text.path),
        "decks": [deck.slug for deck in text.decks],
        "read_to": mark,
        "known": known(text.keys),
        "passages": [
            {
                "number": one.number,
                "text": one.passage.text,
                "cards": list(one.keys),
                "drafts": list(one.drafts),
                "known": known(one.keys),
            }
            for one in text.stops
        ],
        "without_cards": [one.number for one in text.without_cards],
        "cards_without_passage": list(text.elsewhere),
    }
