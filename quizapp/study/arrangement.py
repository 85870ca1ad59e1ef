"""How the learner has arranged decks: which are asked, what they are called, and where they stand.

The events are `Arranged`, about a deck's slug, a group (`group_subject`) or a saved search
(`search_subject`). Nothing of it stands in a deck's file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from os.path import dirname
from pathlib import Path
from sys import maxsize
from typing import NamedTuple

from quizapp.core.text import clean
from quizapp.deck.deck import Deck
from quizapp.progress.events import ARCHIVED, CLOSED, GROUP, HIDDEN, ORDER, TITLE, Arranged
from quizapp.progress.progress import Progress

UNGROUPED = "-"
"""In place of a group: the deck stands by itself, whatever folder it lies in."""


def group_subject(name: str) -> str:
    return f"group:{name}"


def search_subject(name: str) -> str:
    return f"search:{name}"


HOME = group_subject("")
"""What stands on Home itself is arranged as a group without a name is."""


class SetAway(NamedTuple):
    """Hidden is not on Home, and not asked with all that is due; archived is never asked."""

    hidden: bool = False
    archived: bool = False

    def __bool__(self) -> bool:
        return self.hidden or self.archived


_HERE = SetAway()


@dataclass(frozen=True, slots=True)
class DeckRow:
    deck: Deck
    group: str
    """The name of the group in which it stands; empty on Home itself."""
    away: SetAway
    found_in: str = ""
    """The title of its group, where it was looked for and stands alone."""

    @property
    def subject(self) -> str:
        return self.deck.slug

    @property
    def title(self) -> str:
        return self.deck.title

    @property
    def decks(self) -> tuple[Deck, ...]:
        return (self.deck,)


@dataclass(frozen=True, slots=True)
class GroupRow:
    name: str
    title: str
    decks: tuple[Deck, ...]
    """Those that would be shown if it were open."""
    is_open: bool
    away: SetAway
    group: str = ""

    @property
    def subject(self) -> str:
        return group_subject(self.name)


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A saved search: a deck of the learner's own."""

    name: str
    title: str
    query: str
    away: SetAway
    group: str = ""
    decks: tuple[Deck, ...] = ()
    """None of its own: its cards are of any."""

    @property
    def subject(self) -> str:
        return search_subject(self.name)


HomeRow = DeckRow | GroupRow | SearchRow


class Arrangement:
    """What was said so far, of all decks there are. It looks at progress as it is now."""

    def __init__(self, progress: Progress, decks: Sequence[Deck], roots: Sequence[Path]) -> None:
        """A folder of decks below one of `roots` is a group, where there are several."""
        self._decks = decks
        self._searches = progress.saved_searches
        self._titles = progress.arranged(TITLE)
        self._hidden = progress.arranged(HIDDEN)
        self._archived = progress.arranged(ARCHIVED)
        self._orders = progress.arranged(ORDER)
        self._groups = progress.arranged(GROUP)
        self._closed = progress.arranged(CLOSED)
        self._roots = roots

    @cached_property
    def _folders(self) -> Mapping[str, str]:
        """By deck, the group that its folder is."""
        # `Path.parent` takes three times as long, and there may be many decks
        folders = {deck.slug: dirname(deck.path) for deck in self._decks}  # noqa: PTH120
        different = set(folders.values())
        if len(different) < 2:
            return {}
        names = {folder: _name(Path(folder), self._roots) for folder in different}
        if len(set(filter(None, names.values()))) < 2:
            return {}
        return {slug: names[folder] for slug, folder in folders.items() if names[folder]}

    def group_of(self, deck: Deck) -> str:
        """The name of the group in which a deck stands; empty for none."""
        if chosen := self._groups.get(deck.slug):
            return "" if chosen == UNGROUPED else str(chosen)
        return self._folders.get(deck.slug, "")

    def is_moved(self, deck: Deck) -> bool:
        """Whether the learner has put a deck elsewhere than its folder says."""
        return deck.slug in self._groups

    @property
    def group_names(self) -> list[str]:
        """In the order in which Home has them."""
        names = dict.fromkeys(map(self.group_of, self._in_order))
        return [name for name in names if name]

    def group_title(self, name: str) -> str:
        """What the learner calls it; else the article of its folder, where that is one and no
        other's; else its name."""
        if said := _text(self._titles.get(group_subject(name))):
            return said
        title = self._articles.get(name, "")
        is_one = title and list(self._articles.values()).count(title) == 1
        return title if is_one else _text(name)

    @cached_property
    def _articles(self) -> Mapping[str, str]:
        """By folder that is a group: the title of the text that its decks are from, where that is
        one."""
        found: dict[str, set[str]] = {}
        for deck in self._decks:
            if name := self._folders.get(deck.slug, ""):
                found.setdefault(name, set()).add(deck.source.title if deck.source else "")
        return {name: titles.pop() for name, titles in found.items() if len(titles) == 1}

    def away(self, deck: Deck) -> SetAway:
        group = self.group_of(deck)
        return self._away(deck.slug, *([group_subject(group)] if group else ()))

    def where_away(self, row: "HomeRow", field: str) -> str:
        """The subject of which it was said that a row is hidden or archived: itself, or its
        group."""
        said = self._hidden if field == HIDDEN else self._archived
        if row.subject in said or not isinstance(row, DeckRow):
            return row.subject
        return group_subject(self.group_of(row.deck))

    def asked(self) -> Sequence[Deck]:
        """The decks that are asked when no deck is named, in the order of Home."""
        if not (self._hidden or self._archived or self._orders or self._groups):
            return self._decks
        return [deck for deck in self._in_order if not self.away(deck)]

    @property
    def decks_away(self) -> list[Deck]:
        """The decks that are hidden or archived."""
        if not (self._hidden or self._archived):
            return []
        return [deck for deck in self._decks if self.away(deck)]

    @property
    def is_plain(self) -> bool:
        """Whether Home is but a list of all decks in their authors' order."""
        return not (
            self._searches
            or self._folders
            or self._groups
            or self._orders
            or self._hidden
            or self._archived
        )

    def rows(self, *, with_away: bool = False) -> list[HomeRow]:
        """What Home shows; `with_away`: with what is hidden or archived."""
        if self.is_plain:
            return [DeckRow(deck, "", _HERE) for deck in self._decks]
        rows: list[HomeRow] = []
        for subject, decks in self._top():
            if subject.startswith("search:"):
                rows.append(self._search_row(subject.removeprefix("search:")))
            elif subject.startswith("group:"):
                rows += self._group_rows(subject, decks, with_away)
            else:
                rows.append(DeckRow(decks[0], "", self.away(decks[0])))
        return [row for row in rows if with_away or not row.away]

    def found(self, text: str, *, with_away: bool = False) -> list[HomeRow]:
        """The decks and saved searches whose titles have all words of a text, groups open or not.

        A deck is also found by its slug, and by the title of its group.
        """
        from quizapp.core.folding import fold  # for who filters only

        wanted = fold(text).split()

        def has(*names: str) -> bool:
            said = fold(" ".join(names))
            return all(word in said for word in wanted)

        found: list[HomeRow] = []
        for subject, decks in self._top():
            if subject.startswith("search:"):
                one = self._search_row(subject.removeprefix("search:"))
                found += [one] if has(one.title) else []
                continue
            group = self.group_of(decks[0])
            titles = [self.group_title(group)] if group else []
            found += [
                DeckRow(deck, "", self.away(deck), *titles)
                for deck in decks
                if has(deck.title, deck.slug, *titles)
            ]
        return [row for row in found if with_away or not row.away]

    def moved(self, rows: Sequence[HomeRow], row: HomeRow, by: int) -> Arranged | None:
        """A row of `rows` one place up (-1) or down (1) among those it stands with; None at the
        end."""
        beside = [one.subject for one in rows if one.group == row.group]
        at = beside.index(row.subject) + by
        if not 0 <= at < len(beside):
            return None
        container = group_subject(row.group)
        order = [
            one
            for one in (
                (deck.slug for deck in self._of_group(row.group))
                if row.group
                else (subject for subject, _ in self._top())
            )
            if one != row.subject
        ]
        order.insert(order.index(beside[at]) + (by > 0), row.subject)
        return Arranged(container, ORDER, "\n".join(order))

    def _away(self, *subjects: str) -> SetAway:
        if not (self._hidden or self._archived):
            return _HERE
        return SetAway(
            any(one in self._hidden for one in subjects),
            any(one in self._archived for one in subjects),
        )

    def _search_row(self, name: str) -> SearchRow:
        subject = search_subject(name)
        title = _text(self._titles.get(subject)) or _text(name)
        return SearchRow(name, title, self._searches[name], self._away(subject))

    def _group_rows(
        self, subject: str, decks: Sequence[Deck], with_away: bool
    ) -> Iterator[HomeRow]:
        name = subject.removeprefix("group:")
        inside = [DeckRow(deck, name, self.away(deck)) for deck in decks]
        shown = [row for row in inside if with_away or not row.away]
        if not shown:
            return
        is_open = subject not in self._closed
        there = tuple(row.deck for row in shown)
        yield GroupRow(name, self.group_title(name), there, is_open, self._away(subject))
        if is_open:
            yield from shown

    def _top(self) -> list[tuple[str, list[Deck]]]:
        """What stands on Home itself, in its order: subjects, with their decks in their order."""
        found: dict[str, list[Deck]] = {}
        for deck in self._decks:
            group = self.group_of(deck)
            found.setdefault(group_subject(group) if group else deck.slug, []).append(deck)
        found |= {search_subject(name): [] for name in sorted(self._searches)}
        order = self._order(HOME)
        top = sorted(found.items(), key=lambda one: order.get(one[0], maxsize))
        return [(subject, self._sorted(subject, decks)) for subject, decks in top]

    @property
    def _in_order(self) -> list[Deck]:
        return [deck for _, decks in self._top() for deck in decks]

    def _of_group(self, name: str) -> list[Deck]:
        decks = [deck for deck in self._decks if self.group_of(deck) == name]
        return self._sorted(group_subject(name), decks)

    def _sorted(self, subject: str, decks: list[Deck]) -> list[Deck]:
        if len(decks) < 2 or subject not in self._orders:
            return decks
        order = self._order(subject)
        return sorted(decks, key=lambda deck: order.get(deck.slug, maxsize))

    def _order(self, container: str) -> Mapping[str, int]:
        """By subject, its place. What is not in it, as it came later, stands at the end."""
        lines = str(self._orders.get(container, "")).splitlines()
        return {subject: place for place, subject in enumerate(lines)}


def retitled(decks: Iterable[Deck], titles: Mapping[str, int | str]) -> Iterator[Deck]:
    """The decks, called as the learner calls them, or else as their authors do."""
    for deck in decks:
        yield deck.called(_text(titles.get(deck.slug)))


def _text(value: int | str | None) -> str:
    """What the learner called something, which may come from another device."""
    return clean(value).strip() if isinstance(value, str) else ""


def _name(folder: Path, roots: Iterable[Path]) -> str:
    """Of a folder below one of the roots, its path there; else empty."""
    for root in roots:
        if root in folder.parents:
            return folder.relative_to(root).as_posix()
    return ""
