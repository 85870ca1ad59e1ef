"""Evidence in a deck that follows its article: numbers of passages, and quotes.

Only the lines of a card's evidence change. Where a person should look at the card, because the
article says something else now or nothing at all, the earlier evidence stays above as a comment
that begins with `# before: `, and the card is named at every run until those lines are deleted.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from quizapp.deck.diagnostics import Report
from quizapp.deck.editing import dump
from quizapp.deck.reader import Offsets, read
from quizapp.generate.versions import Versions, is_mended

BEFORE = "# before: "
_FIRST_DASH = re.compile(r"^([ \t]*)-(?=[ \t])", re.MULTILINE)
_NUMBER = re.compile(r"\d+")
_COMMENTED = re.compile(rf"^([ \t]*){BEFORE}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FollowedCard:
    """A card's lines with its evidence as it is now."""

    lines: str
    moved: bool = False
    """Whether any of the evidence was changed."""
    before: str = ""
    """The earlier quote, where a person should look at the card."""
    now: str = ""
    """What the article says instead; empty where it says nothing like it."""


def follow(lines: str, versions: Versions, holds: Callable[[], bool]) -> FollowedCard:
    """Let the evidence of a card follow; `holds` tells whether its facts are those of before.

    Args:
        lines: of the card, with the comments above it, as in a deck file.
    """
    card = _Card.of(lines)
    if card is None:
        return FollowedCard(lines)
    marked = _COMMENTED.search(lines) is not None
    if marked and not card.evidence:
        again = _Card.of(_COMMENTED.sub(r"\1", lines))
        if again is None or not again.evidence:
            return FollowedCard(lines)
        if all(versions.find(*_told(one)) for one in again.evidence):
            return follow(again.lines, versions, holds)  # the words are back
        return FollowedCard(lines, before=again.evidence[0]["quote"])
    followed = _followed(card, versions, holds)
    if marked and not followed.before:
        before = _Card.of(_COMMENTED.sub(r"\1", "".join(_commented(lines))))
        quote = before.evidence[0]["quote"] if before and before.evidence else ""
        now = str(card.evidence[0].get("quote", ""))
        return FollowedCard(followed.lines, followed.moved, quote, now)
    return followed


def _followed(card: "_Card", versions: Versions, holds: Callable[[], bool]) -> FollowedCard:
    stood = [one for one in card.evidence if versions.stood(one["quote"])]
    if not stood or len(stood) < len(card.evidence):
        return FollowedCard(card.lines)  # what was never there is for `check` to tell
    found = [versions.find(*_told(one)) for one in card.evidence]
    for one, at in zip(card.evidence, found, strict=True):
        if at is None:
            return FollowedCard(card.commented(), True, one["quote"])
    new = [at for at in found if at is not None]
    quotes = [(_told(one)[0], at[0]) for one, at in zip(card.evidence, new, strict=True)]
    other = [(old, now) for old, now in quotes if " ".join(old.split()) != now]
    if not other:
        return card.renumbered([at[1] for at in new])
    lines = card.rewritten(new)
    doubtful = [(old, now) for old, now in other if not is_mended(old, now, card.text)]
    if doubtful and not holds():
        return FollowedCard(card.commented(lines), True, *doubtful[0])
    return FollowedCard(card.lines.replace(card.old, lines, 1), True)


def _told(evidence: dict[str, Any]) -> tuple[str, int | None]:
    number = str(evidence.get("passage", ""))
    return str(evidence["quote"]), int(number) if number.isdecimal() else None


def _commented(lines: str) -> list[str]:
    """The earlier evidence, as the lines of a card that has nothing else."""
    kept = [line for line in lines.splitlines(keepends=True) if _COMMENTED.match(line)]
    return ["  - id: before\n", *(f"    {line.lstrip()}" for line in kept)]


@dataclass(frozen=True)
class _Card:
    lines: str
    fields: dict[str, Any]
    evidence: list[dict[str, Any]]
    places: list[Offsets]
    """Of each piece of evidence, counted in `lines`."""
    indent: str
    old: str
    """The lines of the evidence; empty where it does not stand in lines of its own."""

    @classmethod
    def of(cls, lines: str) -> "_Card | None":
        """None for what cannot be read as a card."""
        document = read(Report("", _FIRST_DASH.sub(r"\1 ", lines, count=1)))
        if document is None:
            return None
        fields, offsets = document.value, document.offsets
        told, place = fields.get("evidence"), offsets.values.get("evidence")
        if not isinstance(place, Offsets):
            return cls(lines, fields, [], [], "", "")
        evidence: list[Any] = told if isinstance(told, list) else [told]
        places = [*place.values.values()] if isinstance(told, list) else [place]
        if not all(isinstance(one, dict) and "quote" in one for one in evidence):
            return cls(lines, fields, [], [], "", "")
        start = offsets.keys["evidence"]
        begin = lines.rfind("\n", 0, start) + 1
        after = min((at for at in offsets.keys.values() if at > start), default=len(lines))
        end = after if after == len(lines) else lines.rfind("\n", 0, after) + 1
        own = lines[begin:end].splitlines(keepends=True)
        while own and (not own[-1].strip() or own[-1].lstrip().startswith("#")):
            own.pop()
        alone = not lines[begin:start].strip() and end > start
        opened = [one for one in places if isinstance(one, Offsets)]
        return cls(
            lines, fields, evidence, opened, lines[begin:start], "".join(own) if alone else ""
        )

    @property
    def text(self) -> str:
        """All that a learner reads of it."""
        return " ".join(str(self.fields[name]) for name in self.fields if name != "evidence")

    def renumbered(self, numbers: list[int | None]) -> FollowedCard:
        lines = self.lines
        for one, place, number in reversed(
            [*zip(self.evidence, self.places, numbers, strict=True)]
        ):
            if number is not None and str(one["passage"]) != str(number):
                at = place.values["passage"]
                match = _NUMBER.search(lines, at) if isinstance(at, int) else None
                if match:
                    lines = f"{lines[: match.start()]}{number}{lines[match.end() :]}"
        return FollowedCard(lines, lines != self.lines)

    def rewritten(self, found: list[tuple[str, int | None]]) -> str:
        """The lines of the evidence with other quotes."""
        told = [
            {**one, "quote": quote} | ({"passage": str(number)} if number is not None else {})
            for one, (quote, number) in zip(self.evidence, found, strict=True)
        ]
        text = dump({"evidence": told[0] if len(told) == 1 else told})
        return "".join(f"{self.indent}{line}\n" for line in text.splitlines())

    def commented(self, instead: str = "") -> str:
        """The card's lines with its evidence as a comment, and what comes `instead` below it."""
        lines = self.old.splitlines(keepends=True)
        cut = len(self.indent)
        told = "".join(f"{self.indent}{BEFORE}{line[cut:] or line}" for line in lines)
        before, _, after = self.lines.partition(self.old) if self.old else (self.lines, "", "")
        if not instead and not after.strip() and not after.startswith("\n"):
            after = "\n"  # a comment right above the next card would belong to that one
        return f"{before}{told}{instead}{after}"
