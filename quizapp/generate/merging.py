"""The cards of a run and the cards that are there: which is which, what goes, stays and comes.

A person answers for a card that is approved, changed or written by hand, and for one that is
deleted: only the evidence of the former follows the article, and the latter stays away.
"""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Any, NamedTuple

from quizapp.deck.editing import CardBlock, dump_card
from quizapp.generate.article import Article
from quizapp.generate.cardfile import card_name, digest, entry
from quizapp.generate.deckfile import DeckFile
from quizapp.generate.draft import Draft
from quizapp.generate.evidence import follow
from quizapp.generate.facts import Found
from quizapp.generate.record import (
    FactsRecord,
    WrittenCard,
    digest_of,
    known_fact,
    mark_of,
)
from quizapp.generate.sameness import CardPlace, ask_alike, same_cards, same_facts
from quizapp.generate.themes import divided, theme_of
from quizapp.generate.verdicts import OF_THE_FACT, DraftVerdict
from quizapp.generate.versions import Versions


class ChangedCard(NamedTuple):
    """A card that a person answers for, and whose words in the article have changed."""

    path: Path
    card: str
    before: str
    now: str
    """Empty where the article says nothing like it any more."""


@dataclass
class DeckChange:
    """What becomes of one deck."""

    theme: str
    deck: DeckFile | None
    """None for a new one."""
    new: list[dict[str, Any]] = field(default_factory=list)
    instead: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By id, the entries that take the places of untouched drafts."""
    same: set[str] = field(default_factory=set)
    untouched: set[str] = field(default_factory=set)
    """The ids of drafts that nobody changed."""
    deleted: int = 0
    """Drafts that stay away because a person deleted the card."""
    moved: int = 0
    changed: list[ChangedCard] = field(default_factory=list)

    @property
    def gone(self) -> set[str]:
        return self.untouched - self.same - self.instead.keys()

    @property
    def kept(self) -> set[str]:
        """The ids of the cards that a person approved, changed or wrote."""
        return {block.id for block in self.deck.cards} - self.untouched if self.deck else set()

    @property
    def cards(self) -> int:
        return len(self.new) + (len(self.deck.cards) - len(self.gone) if self.deck else 0)


@dataclass
class Merge:
    """The drafts of a run among the cards of a folder."""

    article: Article
    record: FactsRecord
    decks: Mapping[str, DeckFile]
    """By theme, those that earlier runs wrote."""
    others: Sequence[DeckFile]
    """Decks of people beside them, which may quote the article too."""
    approved: bool
    about: str = ""
    """What decks show above each question."""
    closed: Collection[str] = ()
    """Themes whose files are decks of people."""
    dropped: Sequence[DraftVerdict] = ()
    """Verdicts by which a person dropped drafts."""
    changes: dict[str, DeckChange] = field(default_factory=dict)
    marks: dict[str, dict[str, WrittenCard]] = field(default_factory=dict)
    asked: int = 0
    """Drafts that are not written because cards of a person ask for the same facts."""
    left_out: dict[str, int] = field(default_factory=dict)
    """By theme, cards for a deck that a person deleted."""

    def run(self, drafts: Sequence[Draft], found: Found) -> None:
        self.changes = {theme: DeckChange(theme, deck) for theme, deck in self.decks.items()}
        self.marks = {theme: dict(cards) for theme, cards in self.record.written.items()}
        lost = not self.marks
        if lost:  # nobody knows any more which cards a person changed, so they are known by id only
            self.marks = {
                theme: {block.id: WrittenCard("") for block in deck.cards}
                for theme, deck in self.decks.items()
            }
        self._facts_now = [known_fact(fact) for fact in found.facts]
        self._follow_facts()
        drafts = [draft for draft in drafts if not self._is_refuted(draft)]
        places = same_cards(self.marks, drafts)
        fresh = []
        for draft, place in zip(drafts, places, strict=True):
            if place is None:
                fresh.append(draft)
            else:
                self._again(draft, place)
        self._take_in(fresh)
        for change in self.changes.values():
            self._let_go(change)
        if lost:
            self.marks = {
                theme: {name: mark for name, mark in cards.items() if mark.text}
                for theme, cards in self.marks.items()
            }

    def _let_go(self, change: DeckChange) -> None:
        """Forget the drafts that are made no more."""
        if change.deck and not change.cards and not self.has_own_head(change.theme):
            change.untouched = set()  # a person has written in it, so it is not taken away
        for name in change.gone:
            self.marks.get(change.theme, {}).pop(name, None)

    def has_own_head(self, theme: str) -> bool:
        """Whether the head of a deck that is there is as we wrote it."""
        return self.record.heads.get(theme) == digest_of(self.decks[theme].head)

    @property
    def away(self) -> Collection[str]:
        """The themes whose decks a person deleted."""
        had = self.record.heads or self.record.written  # earlier versions recorded no heads
        return had.keys() - self.decks.keys()

    def _follow_facts(self) -> None:
        """Let what is known of the cards name the facts as they are called now."""
        became = same_facts(self.record.facts, self._facts_now)
        for cards in self.marks.values():
            for name, mark in cards.items():
                facts = tuple(became.get(one, one) for one in mark.facts)
                cards[name] = WrittenCard(mark.text, mark.template, facts, mark.weight)
        self._refuted = {
            became.get(fact, fact)
            for verdict in self.dropped
            if verdict.reason in OF_THE_FACT
            for fact in verdict.facts
        }
        for theme, change in self.changes.items():
            known = self.marks.get(theme, {})
            assert change.deck is not None
            change.untouched = {
                block.id
                for block in change.deck.cards
                if block.card.get("status") == "draft"
                and block.id in known
                and known[block.id].text == digest(block.card)
            }

    def _is_refuted(self, draft: Draft) -> bool:
        """Whether it rests on a fact of which a person said that it is none."""
        is_one = not self._refuted.isdisjoint(mark_of(draft, "").facts)
        if is_one:
            self._count_deleted(theme_of(draft))
        return is_one

    def _holder(self, place: CardPlace) -> tuple[str, CardBlock] | None:
        """The deck in which a known card is now, by its id or an earlier one, and its lines."""
        themes = [place.theme, *(theme for theme in self.decks if theme != place.theme)]
        for theme in themes:
            if theme not in self.decks:
                continue
            if theme != place.theme and place.id in self.marks.get(theme, {}):
                continue  # another card, which has the same id
            if block := self.decks[theme].names.get(place.id):
                return theme, block
        return None

    def _again(self, draft: Draft, place: CardPlace) -> None:
        """A draft of a card that an earlier run wrote."""
        card = entry(draft, place.id, self.article, self.approved)
        held = self._holder(place)
        known = self.marks[place.theme]
        if held is None:
            known[place.id] = mark_of(draft, known[place.id].text)
            self._count_deleted(place.theme)
            return
        theme, block = held
        change = self.changes[theme]
        card = self._as_in(theme, card)
        told = digest(card)
        is_draft = block.card.get("status") == "draft"
        if block.id == place.id and is_draft and digest(block.card) == told:
            change.untouched.add(block.id)
            change.same.add(block.id)
        elif block.id == place.id and block.id in change.untouched:
            change.instead[block.id] = card
        else:
            told = known[place.id].text or told  # a person's: what it was like as it was written
        known[place.id] = mark_of(draft, told)

    def _take_in(self, drafts: Sequence[Draft]) -> None:
        """Cards that no earlier run wrote."""
        asked = {
            fact
            for theme, cards in self.marks.items()
            for name, mark in cards.items()
            if (held := self._holder(CardPlace(theme, name)))
            and held[1].id not in self.changes[held[0]].untouched
            for fact in mark.facts
        }
        dropped = {
            (mark.template, mark.facts)
            for theme, cards in self.marks.items()
            for name, mark in cards.items()
            if mark.facts and self._holder(CardPlace(theme, name)) is None
        } | {(one.rule, one.facts) for one in self.dropped if one.facts}
        known = {name for cards in self.marks.values() for name in cards}
        theirs = {name for deck in self.decks.values() for name in deck.names} - known
        kept = [
            block.card
            for change in self.changes.values()
            if change.deck
            for block in change.deck.cards
            if block.id in change.kept
        ]
        wanted = []
        for draft in drafts:
            mark = mark_of(draft, "")
            is_asked = asked.issuperset(mark.facts) or card_name(draft) in theirs
            if (mark.template, mark.facts) in dropped:
                self._count_deleted(theme_of(draft))
            elif is_asked or any(ask_alike(draft.fields, card) for card in kept):
                self.asked += 1
            elif (name := theme_of(draft)) in self.away:
                self.left_out[name] = self.left_out.get(name, 0) + 1
            else:
                wanted.append(draft)
        taken = known | theirs | {name for deck in self.others for name in deck.names}
        groups = divided(wanted, self.decks, {*self.closed, *self.away})
        for name, group in groups.items():
            change = self.changes.setdefault(name, DeckChange(name, None))
            for draft in group:
                card = entry(draft, _free(card_name(draft), taken), self.article, self.approved)
                card = self._as_in(name, card)
                change.new.append(card)
                taken.add(card["id"])
                self.marks.setdefault(name, {})[card["id"]] = mark_of(draft, digest(card))

    def _as_in(self, theme: str, card: dict[str, Any]) -> dict[str, Any]:
        """The card with what the deck's head says otherwise, or not at all."""
        deck = self.decks.get(theme)
        if deck is None:
            return card
        has_line = self.has_own_head(theme) or deck.fields.get("about", "") == self.about
        if "about" not in card and not has_line:
            card = _with(card, "about", self.about, ("explain", "evidence"))
        if "claim" not in card and deck.claim != "fact":
            card = _with(card, "claim", "fact", ("tags",))
        return card

    def _count_deleted(self, name: str) -> None:
        if name in self.changes:
            self.changes[name].deleted += 1
        elif name in self.away:
            self.left_out[name] = self.left_out.get(name, 0) + 1

    def text(self, change: DeckChange, versions: Versions) -> str:
        """The cards of a deck after the run, below its head; empty where none is left."""
        pieces = []
        for block in change.deck.cards if change.deck else ():
            assert change.deck is not None
            lines = change.deck.text[block.start : block.end]
            if block.id in change.gone:
                continue
            if block.id in change.instead:
                lines = _put_in(lines, change.instead[block.id])
            elif block.id not in change.untouched:
                lines = self._followed(change, block, lines, versions)
            pieces.append(lines)
        there = "".join(pieces)
        if not change.new:
            return f"{there.rstrip()}\n" if change.gone else there
        new = "\n".join(map(dump_card, change.new))
        return f"{there.rstrip()}\n\n{new}" if there else new

    def _followed(
        self, change: DeckChange, block: CardBlock, lines: str, versions: Versions
    ) -> str:
        after = follow(lines, versions, lambda: self._holds(change.theme, block))
        change.moved += after.moved and not after.before
        if after.before:
            assert change.deck is not None
            told = ChangedCard(change.deck.path, block.id, after.before, after.now)
            change.changed.append(told)
        return after.lines

    def _holds(self, theme: str, block: CardBlock) -> bool:
        """Whether all that a card rests on was made out again, word for word."""
        names = (block.id, *block.card.get("was", ()))
        known = self.record.written.get(theme, {})
        mark = next((known[name] for name in names if name in known), None)
        now = {fact.id for fact in self._facts_now}
        return mark is not None and bool(mark.facts) and now.issuperset(mark.facts)


def follow_in(deck: DeckFile, versions: Versions) -> tuple[str, list[ChangedCard]]:
    """The text of a deck that a person wrote, with evidence that has followed the article."""
    after = [follow(deck.text[one.start : one.end], versions, lambda: False) for one in deck.cards]
    changed = [
        ChangedCard(deck.path, block.id, one.before, one.now)
        for block, one in zip(deck.cards, after, strict=True)
        if one.before
    ]
    return deck.head + "".join(one.lines for one in after), changed


def _put_in(lines: str, card: Mapping[str, Any]) -> str:
    """Another card in the place of one, below the comments above it."""
    at = 0
    while lines[at:].lstrip().startswith("#"):
        at = lines.index("\n", at) + 1
    spacing = lines[len(lines.rstrip()) :].partition("\n")[2]
    return f"{lines[:at]}{dump_card(card)}{spacing}"


def _free(name: str, taken: Container[str]) -> str:
    """The name, or with the first number that makes it one of its own."""
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(one for one in names if one not in taken)


def _with(
    card: Mapping[str, Any], name: str, value: str, before: Collection[str]
) -> dict[str, Any]:
    """The card with one more field, before the first of others."""
    place = next(at for at, field in enumerate(card) if field in before)
    told = list(card.items())
    return dict([*told[:place], (name, value), *told[place:]])
