"""More than the limits of a day let in, and cards before they are due: what there is of it.

What a learner is granted raises the limits that stand in its way, and no others, by just as much as
it takes: those over all decks, a deck's own ones, and the part of a backlog that is for today.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from quizapp.core.text import cut
from quizapp.deck.deck import Deck
from quizapp.progress.events import Granted, LimitRaise
from quizapp.scheduling.today import HeldBack, Today
from quizapp.study.selection import Ahead, More

NEW = (10, 20)
REVIEWS = (20, 50)
AHEAD = (1, 3, 7)
"""What is offered, besides all there is: new cards, reviews, days."""


class Offer(NamedTuple):
    chosen: More | Ahead
    cards: int


def number_of(text: str) -> int:
    """How many more cards a learner wants.

    Raises:
        ValueError: it is no such number; the message is for the user.
    """
    if not re.fullmatch(r"[1-9]\d{0,3}", text, re.ASCII):
        raise ValueError(f'"{cut(text)}" is no number of cards; write one from 1 to 9999')
    return int(text)


def days_of(text: str) -> int:
    """How many days ahead a learner wants to study: `3`, or `3d`.

    Raises:
        ValueError: as `number_of`.
    """
    if not re.fullmatch(r"[1-9]\d{0,3}d?", text, re.ASCII):
        raise ValueError(f'"{cut(text)}" is no number of days; write one such as 3')
    return int(text.removesuffix("d"))


def more_of(number: int, held: HeldBack) -> More:
    """So many more cards of those that are held back, the due ones before the new ones."""
    due = min(number, held.due)
    return More(new=min(number - due, held.new), due=due)


def offers(today: Today, decks: Sequence[Deck]) -> Iterator[Offer]:
    """What a learner can have besides what is left of the day, the most useful first."""
    held = today.work(decks).held
    parts = today.catch_up.parts[1:2] if today.catch_up and held.backlog else REVIEWS
    for number in _below(held.due, parts):
        yield Offer(More(due=number), number)
    for number in _below(held.new, NEW):
        yield Offer(More(new=number), number)
    known = 0
    for days in sorted({*AHEAD, today.next_ahead(decks) or 1}):
        if (cards := len(today.ahead(decks, days))) > known:
            yield Offer(Ahead(days), cards)
            if days > AHEAD[-1]:
                return
        known = cards


def granting(today: Today, decks: Sequence[Deck], more: More) -> Granted | None:
    """What it takes that so many more cards come; None when nothing is held back."""
    raises = (*_for_due(today, decks, more.due), *_for_new(today, decks, more.new))
    return Granted(today.day, raises) if raises else None


def _for_new(today: Today, decks: Sequence[Deck], wanted: int) -> Iterator[LimitRaise]:
    work = today.work(decks)
    if wanted and work.held.new:
        ready = [today.unlimited(deck).new for deck in decks]
        yield from _raises(today, decks, "new", ready, work.total.new + min(wanted, work.held.new))


def _for_due(today: Today, decks: Sequence[Deck], wanted: int) -> tuple[LimitRaise, ...]:
    """Tried out, as a part of a backlog may be used up by cards that a deck's own limit stops."""
    work = today.work(decks)
    left, held = work.total.due, work.held.due
    tried = wanted = min(wanted, held)
    while tried:
        raises = tuple(_due_raises(today, decks, left + tried))
        come = replace(today, extra=raises).work(decks).total.due - left
        if come >= wanted or tried == held:
            return raises
        tried = min(2 * tried, held)
    return ()


def _due_raises(today: Today, decks: Sequence[Deck], target: int) -> Iterator[LimitRaise]:
    found = [today.unlimited(deck) for deck in decks]
    ready = [one.due for one in found]
    if catch_up := today.catch_up:
        waiting = max(0, sum(one.overdue for one in found) - catch_up.share)
        lacking = max(0, target - (sum(ready) - waiting))
        if lacking:
            yield LimitRaise("backlog", lacking + catch_up.share - catch_up.room)
        share = catch_up.share + lacking
        ready = [one.due - max(0, one.overdue - share) for one in found]
    yield from _raises(today, decks, "reviews", ready, target)


def _raises(
    today: Today,
    decks: Sequence[Deck],
    limit: Literal["new", "reviews"],
    ready: Sequence[int],
    target: int,
) -> Iterator[LimitRaise]:
    """What lets in `target` of the cards that are `ready` in each deck."""
    rooms = [today.room(limit, deck) for deck in decks]
    let_in = [min(cards, max(0, room)) for cards, room in zip(ready, rooms, strict=True)]
    lacking = target - sum(let_in)
    for deck, cards, room, already in zip(decks, ready, rooms, let_in, strict=True):
        extra = min(lacking, cards - already)
        if extra > 0:
            yield LimitRaise(limit, already + extra - room, deck.slug)
            lacking -= extra
    if (room := today.room(limit)) < target:
        yield LimitRaise(limit, target - room)


def _below(most: int, numbers: Sequence[int]) -> Iterator[int]:
    """Those of `numbers` that are less than `most`, and `most` itself unless it is nothing."""
    yield from (number for number in numbers if 0 < number < most)
    if most:
        yield most
