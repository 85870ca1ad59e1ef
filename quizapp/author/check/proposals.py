"""What would mend the problems of a deck file, each by itself.

Only what a problem's message proposes, or what can be proven: a quote to the exact words of its
source. Whether it does the file good is for `fixing` to see.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from quizapp.author.check.exact_quotes import RetypedQuotes
from quizapp.author.check.places import DeckPiece, Node, Places
from quizapp.core.codes import Code
from quizapp.core.text import slug
from quizapp.deck.by_place import ALL_OPTIONS, RIGHT, meant_option
from quizapp.deck.check import CheckedDeck
from quizapp.deck.diagnostics import Diagnostic, Report
from quizapp.deck.files import SourceTextError, read_article
from quizapp.deck.messages import WITHOUT_HYPHENS, amount
from quizapp.deck.misread import goes_on, lacks_braces
from quizapp.deck.reader import NO_VALUE, read
from quizapp.deck.source_text import flat

LONGEST_ID = 40


class Edit(NamedTuple):
    """These characters give way to others. Offsets in the text, end exclusive."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Mend:
    edits: tuple[Edit, ...]
    does: str
    """In words, after "--fix would"."""

    def touches(self, other: "Mend") -> bool:
        return any(
            one.start <= two.end and two.start <= one.end
            for one in self.edits
            for two in other.edits
        )


class Proposals:
    """For the problems of one file."""

    def __init__(self, text: str, path: Path, checked: CheckedDeck) -> None:
        self.text = text
        self.path = path
        self.checked = checked
        self.places = Places(text)

    def all(self) -> Iterator[tuple[Diagnostic, Mend]]:
        for problem in self.checked.diagnostics:
            if problem.code in _KINDS and (mend := self._of(problem)):
                yield problem, mend

    def _of(self, problem: Diagnostic) -> Mend | None:
        at = self.places.of(problem)
        piece = self.places.piece(at)
        if problem.code is Code.SYNTAX:
            return self._quoted(at)
        here = [one for one in self.places.nodes(piece) if one.start == at]
        values = [one for one in here if not one.is_key and one.value is not None]
        match problem.code:
            case Code.MISSING if problem.instead == "id" and piece.is_card:
                card = next((one for one in here if one.loc == ()), None)
                return self._with_id(piece, card) if card else None
            case Code.UNKNOWN_FIELD if problem.instead:
                key = next((one for one in here if one.is_key), None)
                return self._renamed(piece, key, problem.instead) if key else None
            case Code.DUPLICATE_ID if values and values[0].loc == ("id",):
                return self._other_id(values[0], self._id_from_prompt(piece))
            case Code.LANGUAGE if values and problem.instead:
                return self._instead(piece, values[0], problem.instead)
            case Code.WRONG_VALUE if not values and piece.is_card:
                return self._of_colons(piece, [one for one in here if not one.is_key], problem)
            case Code.WRONG_VALUE if values:
                return self._rewritten(piece, values[0], problem.instead)
            case Code.UNKNOWN_CARD if values and problem.instead:
                return self._instead(piece, values[0], problem.instead)
            case Code.QUOTE if values:
                return self._requoted(piece, values[0])
        return None

    # ids

    def _with_id(self, piece: DeckPiece, card: Node) -> Mend:
        new = self._unused(self._id_from_prompt(piece))
        if card.style:  # in { }
            edit = Edit(card.start + 1, card.start + 1, f"id: {new}, ")
        else:
            indent = " " * (card.start - self._line_start(card.start))
            edit = Edit(card.start, card.start, f"id: {new}{self._line_break}{indent}")
        return Mend((edit,), f"add `id: {new}`")

    def _other_id(self, node: Node, wanted: str) -> Mend:
        new = self._unused(wanted)
        return Mend((Edit(node.start, node.end, new),), f"write {new}")

    def _id_from_prompt(self, piece: DeckPiece) -> str:
        """A slug of what the card asks, or `card` where that has no Latin letters."""
        nodes = {one.loc: one.value for one in self.places.nodes(piece) if not one.is_key}
        asked = next((nodes[name,] for name in _ASKING if nodes.get((name,))), None)
        return _short(slug(_GAP.sub(r"\1", asked or ""))) or "card"

    def _unused(self, wanted: str) -> str:
        number = 1
        while (new := wanted if number == 1 else f"{wanted}-{number}") in self._ids:
            number += 1
        self._ids.add(new)
        return new

    @cached_property
    def _ids(self) -> set[str]:
        """All that stands where an id may stand, and what has been given away here."""
        found = {match[1] for match in _ID.finditer(self.text)}
        for match in _WAS.finditer(self.text):
            found.update(re.findall(r"[\w-]+", match[1]))
        return found

    # fields and values

    def _renamed(self, piece: DeckPiece, key: Node, name: str) -> Mend | None:
        beside = {one.loc[-1] for one in self._beside(piece, key) if one.is_key}
        if name in beside:
            return None
        edits = [Edit(key.start, key.end, name)]
        if name == "distractors" and (key.value or "").lower() in ALL_OPTIONS:
            parted = self._without_answers(piece, key)
            if parted is None:
                return None
            edits += parted
        return Mend(tuple(edits), f"call it `{name}`")

    def _without_answers(self, piece: DeckPiece, key: Node) -> list[Edit] | None:
        """A list of all options loses the right ones, which have a field of their own and are
        written there as in the list. None where it is not certain which they are."""
        values = [one for one in self._beside(piece, key) if not one.is_key]
        answers = [
            one
            for one in self.places.nodes(piece)
            if not one.is_key and one.loc and one.loc[0] in RIGHT and one.value is not None
        ]
        items = [
            one
            for one in self.places.nodes(piece)
            if len(one.loc) == len(key.loc) + 1 and one.loc[:-1] == key.loc and not one.is_key
        ]
        options = [one.value for one in items if one.value is not None]
        edits: list[Edit] = []
        right: set[str] = set()
        for answer in answers:
            meant = meant_option(answer.value or "", options)
            if meant is None or not meant.is_certain:
                return None
            right.add(meant.text)
            if meant.text != answer.value:
                edits += self._instead(piece, answer, meant.text).edits
        flow = any(one.loc == key.loc and one.style == "[" for one in values)
        edits += self._taken_out(items, right, flow)
        return edits if right and len(options) == len(items) else None

    def _taken_out(self, items: Sequence[Node], right: set[str], flow: bool) -> Iterator[Edit]:
        for place, item in enumerate(items):
            if item.value not in right:
                continue
            if flow and place:
                yield Edit(items[place - 1].end, item.end, "")
            elif flow and items[1:]:
                yield Edit(item.start, items[1].start, "")
            elif not flow:
                start = self._line_start(item.start)
                if self.text[start : item.start].strip() == "-":
                    yield Edit(start, self._next_line(item.end), "")

    def _rewritten(self, piece: DeckPiece, node: Node, instead: str) -> Mend | None:
        if piece.is_card and node.loc == ("id",):
            return self._other_id(node, _short(instead) or self._id_from_prompt(piece))
        if not instead:
            return None
        mend = self._instead(piece, node, instead)
        _, unit = amount(node.value)
        if not unit:
            return mend
        own = {one.loc: one.value for one in self.places.nodes(piece) if not one.is_key}.get(
            ("unit",)
        )
        if own == unit:
            return mend
        if own is not None or node.loc != ("answer",):
            return None
        line = f"unit: {self._written(unit, '', self._in_flow(piece, node))}"
        if self._in_flow(piece, node):
            more = Edit(node.end, node.end, f", {line}")
            return Mend((Edit(node.start, node.end, mend.edits[0].new + more.new),), mend.does)
        key = next(one for one in self.places.nodes(piece) if one.is_key and one.loc == node.loc)
        indent = " " * (key.start - self._line_start(key.start))
        end = self._next_line(node.end)
        glue = "" if self.text[:end].endswith("\n") else self._line_break
        more = Edit(end, end, f"{glue}{indent}{line}{self._line_break}")
        return Mend((*mend.edits, more), f"{mend.does} and `{line}`")

    def _instead(self, piece: DeckPiece, node: Node, new: str) -> Mend:
        written = self._written(new, node.style, self._in_flow(piece, node))
        return Mend((Edit(node.start, node.end, written),), f"write {written}")

    def _of_colons(
        self, piece: DeckPiece, here: Sequence[Node], problem: Diagnostic
    ) -> Mend | None:
        """What a colon has made a mapping of, or hyphens before each key a list of such."""
        for node in here:
            text = self.text[node.start : node.end]
            if problem.instead and text == problem.instead:
                return Mend((Edit(node.start, node.end, _in_quotes(text)),), "put it in quotes")
            items = [
                one
                for one in self.places.nodes(piece)
                if one.loc[:-1] == node.loc and len(one.loc) == len(node.loc) + 1 and not one.is_key
            ]
            hyphens = [
                self.text.rfind("-", self._line_start(one.start), one.start) for one in items
            ]
            if problem.message.endswith(WITHOUT_HYPHENS) and not node.style and min(hyphens) >= 0:
                edits = (Edit(at, at + 1, " ") for at in hyphens)
                return Mend(tuple(edits), "take the hyphens away")
        return None

    # quotes

    def _requoted(self, piece: DeckPiece, node: Node) -> Mend | None:
        if self._source is None or node.loc[-1:] not in (("quote",), ("passage",)):
            return None
        beside = {
            one.loc[-1]: one
            for one in self._beside(piece, node)
            if not one.is_key and one.value is not None
        }
        quote, passage = beside.get("quote"), beside.get("passage")
        written = passage.value or "" if passage else ""
        number = int(written) if written.isascii() and written.isdecimal() else None
        found = self._source.find(quote.value or "", number) if quote else None
        if quote is None or found is None:
            return None
        edits: list[Edit] = []
        does = []
        if flat(quote.value or "") != found.words:
            written = self._written(found.words, quote.style, self._in_flow(piece, quote))
            edits.append(Edit(quote.start, quote.end, written))
            does.append("write the exact words of the source")
        if passage and found.passage is not None and number != found.passage:
            edits.append(Edit(passage.start, passage.end, str(found.passage)))
            does.append(f"write passage {found.passage}")
        return Mend(tuple(edits), " and ".join(does)) if edits else None

    @cached_property
    def _source(self) -> RetypedQuotes | None:
        try:
            data = read_article(self.path, self.checked.text) if self.checked.text else b""
        except SourceTextError:
            return None
        return RetypedQuotes(data.decode()) if data else None

    # what is no YAML

    def _quoted(self, at: int) -> Mend | None:
        """A text that YAML takes for something else, between quote signs."""
        start = self._line_start(at)
        line = self.text[start : self._next_line(at)].rstrip("\r\n")
        field = _LINE.match(line)
        if field is None:
            return None
        which = "value" if field["value"] else "item"
        value, where = field[which].rstrip(), start + field.start(which)
        if value[0] in "|>" or " #" in value or (value[0] == '"' and not goes_on(value)):
            return None
        if lacks_braces(field["key"] or "", value):
            return Mend((Edit(where, where + len(value), f"{{{value}}}"),), "put it in braces")
        if value[0] == "'" and not goes_on(value):  # an apostrophe within ended it
            if value[-1] != "'":
                return None
            written = _in_quotes(value[1:-1].replace("''", "'"))
        else:
            written = _in_quotes(value)
        return Mend((Edit(where, where + len(value), written),), "put it in quotes")

    # the text around

    def _beside(self, piece: DeckPiece, node: Node) -> list[Node]:
        """All that stands in the same mapping or list."""
        return [
            one
            for one in self.places.nodes(piece)
            if len(one.loc) == len(node.loc) and one.loc[:-1] == node.loc[:-1]
        ]

    def _in_flow(self, piece: DeckPiece, node: Node) -> bool:
        return any(
            one.value is None and one.style and one.start < node.start and node.end <= one.end
            for one in self.places.nodes(piece)
        )

    def _written(self, value: str, style: str, in_flow: bool) -> str:
        """As YAML, in quotes as before, and where needed."""
        if style == "'":
            return "'" + value.replace("'", "''") + "'"
        return value if style != '"' and _is_plain(value, in_flow) else _in_quotes(value)

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _next_line(self, at: int) -> int:
        end = self.text.find("\n", at)
        return end + 1 if end >= 0 else len(self.text)

    @cached_property
    def _line_break(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"


_KINDS = (
    Code.MISSING,
    Code.UNKNOWN_FIELD,
    Code.DUPLICATE_ID,
    Code.WRONG_VALUE,
    Code.LANGUAGE,
    Code.UNKNOWN_CARD,
    Code.QUOTE,
    Code.SYNTAX,
)
_ASKING = ("prompt", "text", "front", "question", "statement", "sentence")
_GAP = re.compile(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}")
_ID = re.compile(r"(?<![\w-])id[ ]*:[ ]*[\"']?([\w-]+)")
_WAS = re.compile(r"(?<![\w-])was[ ]*:((?:[ ]*\[[^\]]*\])|(?:\s*-[ ]+[\w-]+[ ]*$)+)", re.M)
_LINE = re.compile(r"^[ ]*(?:- +)?(?P<key>[\w-]+)[ ]*:[ ]+(?P<value>\S.*)$|^[ ]*- +(?P<item>\S.*)$")


def _short(name: str) -> str:
    """An id of whole words."""
    if len(name) <= LONGEST_ID:
        return name
    return name[: LONGEST_ID + 1].rpartition("-")[0] or name[:LONGEST_ID]


def _is_plain(value: str, in_flow: bool) -> bool:
    """Whether the reader takes a text for itself, without quotes."""
    if value in NO_VALUE or not value.isprintable():
        return False
    line = f"{{k: {value}}}" if in_flow else f"k: {value}"
    document = read(Report("", line))
    return document is not None and document.value == {"k": value}


def _in_quotes(value: str) -> str:
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"
