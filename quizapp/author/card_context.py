"""A card that is being written, judged by `check` as a part of its deck."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from quizapp.core.codes import Code, Problem, Severity
from quizapp.core.errors import DeckError
from quizapp.core.text import slug
from quizapp.deck.check import check_bytes
from quizapp.deck.diagnostics import Report
from quizapp.deck.editing import blocks, dump, dump_card
from quizapp.deck.files import SourceTextError, read_article, read_bytes
from quizapp.deck.reader import read
from quizapp.deck.source_text import Passage, flat, passages

LONGEST_ID = 40
"""Characters of an id that is made from a prompt; authors write shorter ones still."""


class FieldProblem(NamedTuple):
    """What is wrong with a card, at one of its fields."""

    field: str
    severity: Severity
    code: Code
    message: str


@dataclass(frozen=True)
class CardContext:
    """What a deck says that bears on one of its cards."""

    path: Path
    head: str
    """The text of the file above its first card; it ends with the line `cards:`."""
    ids: frozenset[str] = frozenset()
    """Of the other cards, earlier ones included."""

    @classmethod
    def of_file(cls, path: Path, card_id: str = "") -> "CardContext":
        """The deck at `path` without the card `card_id`, if one is named.

        Raises:
            DeckError: it cannot be read, or is no YAML, or has no list of cards below one another.
        """
        data = read_bytes(path)
        if isinstance(data, Problem):
            raise DeckError(f"{path}: {data.message}")
        return cls.of_text(data.decode(errors="replace").removeprefix("\ufeff"), path, card_id)

    @classmethod
    def of_text(cls, text: str, path: Path, card_id: str = "") -> "CardContext":
        """As `of_file`, of what the file holds."""
        found = blocks(text, str(path))
        others = [one.card for one in found if one.id != card_id]
        ids = {name for card in others for name in _names(card)}
        return cls(path, text[: found[0].start] if found else text, frozenset(ids))

    @cached_property
    def header(self) -> Mapping[str, Any]:
        """What stands above the cards, as it is written."""
        document = read(Report(str(self.path), f"{self.head}  - id: x\n"))
        return document.value if document else {}

    @property
    def title(self) -> str:
        title = self.header.get("title")
        return title if isinstance(title, str) else self.path.stem

    def problems(self, card: Mapping[str, Any]) -> tuple[FieldProblem, ...]:
        """What `check` finds in a card of this deck, in the order of its fields.

        What only the whole deck shows, such as two prompts that are alike, is not among them.
        """
        known = {**card}
        if isinstance(apart := card.get("apart"), list):
            known["apart"] = [one for one in apart if one not in self.ids]  # which are not checked
        lines, of_line = self.head, []
        for number, (name, value) in enumerate(known.items()):
            block = dump_card({name: value})
            lines += block if not number else f"    {block[4:]}"
            of_line += [name] * block.count("\n")
        above = self.head.count("\n") + 1
        found = [
            FieldProblem(
                # the claim may come from the deck's defaults, and then has no line
                "by" if one.code is Code.NEEDS_BY else of_line[one.line - above],
                one.severity,
                one.code,
                one.message,
            )
            for one in check_bytes(lines.encode("utf-8", "replace"), self.path).diagnostics
            if 0 <= one.line - above < len(of_line) and one.code is not Code.SILENCES_NOTHING
        ]
        if card.get("id") in self.ids:
            message = f'"{card["id"]}" is taken by another card; choose another'
            found.append(FieldProblem("id", "error", Code.DUPLICATE_ID, message))
        return tuple(found)

    def with_card(self, card: Mapping[str, Any]) -> "CardContext":
        """The same deck with a further card in it."""
        return replace(self, ids=self.ids | {*_names(card)})

    def free_id(self, prompt: str) -> str:
        """An id made from a prompt that no other card of the deck has."""
        return free_id(prompt, self.ids)

    def passage_of(self, quote: str) -> int | None:
        """The number of the only passage of the source text with these words, if it has one."""
        words = flat(quote)
        holding = [one.number for one in self._passages if words in flat(one.text)]
        return holding[0] if len(holding) == 1 else None

    @cached_property
    def _passages(self) -> tuple[Passage, ...]:
        source = self.header.get("source")
        name = source.get("text") if isinstance(source, dict) else None
        if not isinstance(name, str):
            return ()
        try:
            return passages(read_article(self.path, name).decode())
        except SourceTextError:
            return ()


def new_deck(title: str, path: Path, deck_slug: str) -> CardContext:
    """A deck that has no file yet."""
    return CardContext(path, f"{dump({'deck': deck_slug, 'title': title})}cards:\n")


def free_id(prompt: str, taken: Collection[str], otherwise: str = "card") -> str:
    """A slug of a text, cut between words, that is not taken."""
    wanted = slug(prompt)
    if len(wanted) > LONGEST_ID:
        wanted = wanted[: LONGEST_ID + 1].rpartition("-")[0] or wanted[:LONGEST_ID]
    wanted = wanted or otherwise
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(one for one in names if one not in taken)


def _names(card: Mapping[str, Any]) -> list[str]:
    earlier = card.get("was")
    names = [card.get("id"), *(earlier if isinstance(earlier, list) else [])]
    return [one for one in names if isinstance(one, str)]
