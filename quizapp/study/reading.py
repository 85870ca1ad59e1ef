"""A source text beside the cards that rest on it: which come from each passage, and how well they
are known."""

import filecmp
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from quizapp.core.card_keys import card_key, question_of
from quizapp.core.day import Day
from quizapp.core.errors import DeckError
from quizapp.deck.deck import Deck, Source
from quizapp.deck.files import SourceTextError, read_article
from quizapp.deck.source_text import Passage, SourceText, passages, span_of
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.events import READ, Arranged
from quizapp.progress.progress import Progress
from quizapp.progress.state import IN_STEPS


class TextCard(NamedTuple):
    """A card that rests on a passage, and the words of it that its author quotes."""

    deck: Deck
    key: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextPassage:
    """A paragraph of a text, or a heading, with what rests on it."""

    passage: Passage
    cards: tuple[TextCard, ...] = ()
    drafts: tuple[str, ...] = ()
    """Questions (`deck/id`) that nobody has approved yet."""
    is_stop: bool = True
    """Whether a reader stops at it: headings, and what has neither number nor cards, are only
    shown."""

    @property
    def number(self) -> int | None:
        return self.passage.number

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(one.key for one in self.cards)

    def of_deck(self, slug: str) -> "TextPassage":
        """With what is in one deck only."""
        cards = tuple(one for one in self.cards if one.deck.slug == slug)
        drafts = tuple(one for one in self.drafts if one.startswith(f"{slug}/"))
        return replace(self, cards=cards, drafts=drafts)


class PassageKnowledge(NamedTuple):
    """Of some cards: how many there are, how many were asked, and how much of all of them the
    learner would recall (0 to 1)."""

    cards: int
    asked: int
    known: float


@dataclass(frozen=True)
class ReadingText:
    """A source text, and all decks that quote it."""

    path: Path
    decks: tuple[Deck, ...]
    """Those whose cards are among these: all that quote the text, or one of them."""
    mark_key: str
    """The slug under which the reader's place is kept, as a text has no name that lasts."""
    paragraphs: tuple[TextPassage, ...]
    """Headings and what has no number among them."""
    elsewhere: tuple[str, ...] = ()
    """Cards of these decks that rest on none of the passages."""

    @property
    def source(self) -> Source:
        """As the first deck that says anything of it has it."""
        each = [deck.source for deck in self.decks if deck.source]
        return next((one for one in each if one.title), each[0])

    @property
    def title(self) -> str:
        return self.source.title or self.path.name

    @cached_property
    def stops(self) -> tuple[TextPassage, ...]:
        """The passages that a reader goes through, one by one."""
        return tuple(one for one in self.paragraphs if one.is_stop)

    @property
    def keys(self) -> tuple[str, ...]:
        """All cards that rest on some passage, each once, in the order of the text."""
        return tuple(dict.fromkeys(key for one in self.stops for key in one.keys))

    @property
    def without_cards(self) -> tuple[TextPassage, ...]:
        return tuple(one for one in self.stops if not one.cards)

    def of_deck(self, slug: str) -> "ReadingText":
        """The same text with the cards of one deck only."""
        return replace(
            self,
            decks=tuple(deck for deck in self.decks if deck.slug == slug),
            paragraphs=tuple(one.of_deck(slug) for one in self.paragraphs),
            elsewhere=tuple(key for key in self.elsewhere if key.startswith(f"{slug}/")),
        )

    def stop_at(self, number: int | None) -> int:
        """The place, among the stops, of the passage with a number; the first where none has it."""
        numbers = [one.number for one in self.stops]
        return numbers.index(number) if number is not None and number in numbers else 0

    def stop_of(self, key: str) -> int | None:
        """The place of the first passage that a card rests on."""
        each = (at for at, one in enumerate(self.stops) if key in one.keys)
        return next(each, None)


def text_of(deck: Deck, library: Sequence[Deck]) -> ReadingText:
    """The source text of a deck, with all decks of `library` that share it; the deck itself need
    not be among these.

    Raises:
        DeckError: there is none, or it cannot be read; the message says what to do.
    """
    path = _text_path(deck)
    if path is None:
        raise DeckError(
            f"{deck.path}: this deck names no source text, so there is nothing to read; put the"
            " text beside the deck, and add `source: {text: article.md}` to its head"
        )
    sharing = tuple(one for one in library if _is_same(_text_path(one), path))
    is_among = any(one.slug == deck.slug for one in sharing)
    return _read(path, sharing if is_among else (deck, *sharing))


def texts(decks: Sequence[Deck], library: Sequence[Deck]) -> list[ReadingText]:
    """The texts of some decks, each once; without those that cannot be read.

    Raises:
        DeckError: none of the decks has one.
    """
    found: list[ReadingText] = []
    problem: DeckError | None = None
    for deck in decks:
        if any(deck.slug == one.slug for text in found for one in text.decks):
            continue
        try:
            found.append(text_of(deck, library))
        except DeckError as error:
            problem = problem or error
    if not found:
        raise problem or DeckError("there are no decks, so there is no text to read")
    return found


def knowledge(
    keys: Sequence[str], progress: Progress, model: MemoryModel, day: Day
) -> PassageKnowledge:
    """How well cards are known; new ones, and those in their steps, are not known yet."""
    days = progress.due_day
    asked = [key for key in keys if key in days]
    learned = [key for key in asked if days[key] != IN_STEPS]
    recalled = sum(model.recalls(progress.memories(learned), day))
    return PassageKnowledge(len(keys), len(asked), recalled / len(keys) if keys else 0.0)


def _text_path(deck: Deck) -> Path | None:
    if deck.source is None or not deck.source.text:
        return None
    return (deck.path.parent / deck.source.text).absolute()


def _is_same(other: Path | None, path: Path) -> bool:
    """Whether it is this text, or a copy of it, such as the learner's own beside a deck that they
    have changed."""
    if other is None or other == path or other.name != path.name:
        return other == path
    try:
        return other.stat().st_size == path.stat().st_size and filecmp.cmp(other, path, False)
    except OSError:
        return False


def _read(path: Path, decks: tuple[Deck, ...]) -> ReadingText:
    first = decks[0]
    assert first.source
    name = first.source.text
    try:
        data = read_article(first.path, name)
    except SourceTextError as error:
        raise DeckError(f"{first.path}: its source text {name} {error}") from None
    found = passages(data.decode())
    if not any(one.number is not None for one in found):
        raise DeckError(f"{path}: it holds nothing to read; put the article there")
    places = _Places(found, SourceText(name, data))
    cards: list[list[TextCard]] = [[] for _ in found]
    drafts: list[list[str]] = [[] for _ in found]
    elsewhere: list[str] = []
    for deck in decks:
        keys = _by_question(deck)
        for question, evidence, is_draft in _evidence(deck):
            quotes = places.quotes(evidence)
            for at, said in quotes.items():
                drafts[at] += [question] if is_draft else []
                cards[at] += [TextCard(deck, key, said) for key in keys.get(question, ())]
            if quotes:
                keys.pop(question, None)
        elsewhere += [key for each in keys.values() for key in each]
    paragraphs = tuple(
        TextPassage(one, tuple(its), tuple(waiting), _is_stop(one, its))
        for one, its, waiting in zip(found, cards, drafts, strict=True)
    )
    mark_key = min(deck.slug for deck in decks)
    return ReadingText(path, decks, mark_key, paragraphs, tuple(elsewhere))


def _is_stop(passage: Passage, cards: Sequence[TextCard]) -> bool:
    return not passage.is_heading and (passage.number is not None or bool(cards))


def _by_question(deck: Deck) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in deck.keys:
        found.setdefault(question_of(key), []).append(key)
    return found


def _evidence(deck: Deck) -> Iterator[tuple[str, Sequence[Mapping[str, str | int]], bool]]:
    """The questions (`deck/id`) with evidence, that evidence, and whether they are drafts.

    Their lines are not parsed as questions, which would take ten times as long.
    """
    lines = [line for line in deck.questions.all() if b'"evidence":' in line]
    for card in json.loads(b"[" + b",".join(lines) + b"]"):  # all at once, which is far quicker
        status = card.get("status", "approved")
        if status != "retired" and card.get("evidence"):
            yield card_key(deck.slug, card["id"], ""), card["evidence"], status == "draft"


class _Places:
    """Finds the paragraphs of a text in which quotes stand."""

    def __init__(self, found: Sequence[Passage], text: SourceText) -> None:
        self._found = found
        self._text = text
        self._prose = [at for at, one in enumerate(found) if not one.is_heading]
        self._by_number: dict[int, list[int]] = {}
        for at, one in enumerate(found):
            if one.number is not None:
                self._by_number.setdefault(one.number, []).append(at)

    def quotes(self, evidence: Sequence[Mapping[str, str | int]]) -> dict[int, tuple[str, ...]]:
        """By paragraph, the quotes of a question that stand in it."""
        found: dict[int, tuple[str, ...]] = {}
        for one in evidence:
            quote, number = str(one["quote"]), one.get("passage")
            at = self._place(quote, int(number) if number else None)
            if at is not None:
                found[at] = (*found.get(at, ()), quote)
        return found

    def _place(self, quote: str, number: int | None) -> int | None:
        if number is None:
            paragraph = self._text.paragraph_of(quote)
            return None if paragraph is None else self._prose[paragraph]
        numbered = self._by_number.get(number, [])
        if len(numbered) > 1:
            numbered = [at for at in numbered if span_of(quote, self._found[at].text)] or numbered
        return numbered[0] if numbered else None


def to_ask(keys: Sequence[str], progress: Progress, today: Day) -> tuple[str, ...]:
    """Of some cards, those that are due; where none is, those that are new."""
    open_cards = [key for key in askable(keys, progress) if progress.buried.get(key, 0) <= today]
    days = progress.due_day
    due = [key for key in open_cards if key in days and days[key] <= today]
    return tuple(due or [key for key in open_cards if key not in days])


def askable(keys: Sequence[str], progress: Progress) -> tuple[str, ...]:
    """Those that are not suspended."""
    return tuple(key for key in keys if key not in progress.suspended)


def reading_mark(text: ReadingText, progress: Progress) -> int | None:
    """The number of the passage that the learner was at."""
    kept = str(progress.arrangement(text.mark_key).get(READ, ""))
    return int(kept) if kept.isascii() and kept.isdigit() else None


def keep_mark(text: ReadingText, number: int, progress: Progress, now: datetime) -> None:
    """Remember the passage that the learner is at.

    Raises:
        NotSaved: the one before is remembered.
    """
    progress.change(Arranged(text.mark_key, READ, str(number)), now)
