"""A deck file while it is written: its last good state, what is wrong now, the card under work."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.author.curate.draft_check import check_alone
from quizapp.author.curate.draft_file import DraftFile
from quizapp.core.card_keys import card_key
from quizapp.core.codes import Problem
from quizapp.core.errors import DeckError
from quizapp.deck.check import check_bytes
from quizapp.deck.deck import Card, Deck
from quizapp.deck.diagnostics import Diagnostic
from quizapp.deck.editing import blocks
from quizapp.deck.files import read_bytes
from quizapp.deck.library import opened

if TYPE_CHECKING:
    from quizapp.questions.union import AnyQuestion

FEW = 100
"""Questions that are all checked before anybody waits for the one that changed."""


@dataclass(frozen=True)
class Preview:
    """The file as it was looked at last."""

    path: Path
    deck: Deck | None = None
    """As it was when it had no errors last; None: never since it is watched."""
    diagnostics: Sequence[Diagnostic] = ()
    """What is wrong with the file as it is now."""
    missing: str = ""
    """Why there is no file to read, if there is none."""
    numbers: Mapping[str, int] = field(default_factory=dict, repr=False)
    """The ids of the questions of `deck`, drafts and retired ones included, each with how many
    cards it makes."""
    at: str = ""
    """The id of the question under work; empty without a deck."""
    variant: int = 0
    """Which of its cards, from 0."""
    alone: "AnyQuestion | None" = None
    """The question under work as the file has it now, where the rest is still to be checked."""
    lines: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Of each card by its id, as the file had them when they could be told apart last."""
    changed: str = ""
    """The id of the card whose lines changed last."""
    text: str = ""
    """The name of the source text; empty without one."""

    @property
    def errors(self) -> int:
        return sum(one.severity == "error" for one in self.diagnostics)

    @property
    def is_good(self) -> bool:
        """Whether what is shown is what the file says now."""
        return not self.missing and not self.errors

    @property
    def files(self) -> Iterable[Path]:
        """Those to watch."""
        return (self.path, self.path.parent / self.text) if self.text else (self.path,)

    @property
    def cards(self) -> Sequence[Card]:
        """Of the question under work: one for each of its variants."""
        if self.deck is None or not self.at:
            return ()
        from quizapp.questions.union import parse_question

        question = self.alone or parse_question(self.deck.questions.one(self.at))
        slug = self.deck.slug
        return [Card(card_key(slug, self.at, one), one, question) for one in question.variants]

    @property
    def place(self) -> tuple[int, int]:
        """Which of how many cards is under work, from 1."""
        before = takewhile(lambda name: name != self.at, self.numbers)
        number = sum(map(self.numbers.__getitem__, before)) + self.variant + 1
        return (number if self.at else 0), sum(self.numbers.values())

    def step(self, by: int) -> "Preview":
        """The card before or after is under work, and round."""
        number, of = self.place
        if not of:
            return self
        left = (number - 1 + by) % of
        for name, cards in self.numbers.items():
            if left < cards:
                alone = self.alone if name == self.at else None
                return replace(self, at=name, variant=left, alone=alone, changed="")
            left -= cards
        return self

    def glance(self) -> "Preview | None":
        """The card that has changed, as the file has it now, without waiting for all others.

        None where nothing is won by that, or where only the whole deck says how the card is.
        """
        if len(self.numbers) <= FEW or not self.is_good:
            return None
        try:
            file = DraftFile.read(self.path)
        except DeckError:
            return None
        entries = file.entries
        lines = {name: entry.lines.strip() for name, entry in entries.items()}
        changed = next((name for name in lines if self.lines.get(name) != lines[name]), "")
        if changed not in self.numbers or "apart" in entries[changed].fields:
            return None
        checked = check_alone(file, entries[changed].lines)
        question = next(iter(checked.questions), None)
        if question is None or any(one.severity == "error" for one in checked.diagnostics):
            return None
        numbers = {**self.numbers, changed: len(question.variants)}
        now = replace(self, numbers=numbers, lines=lines, changed=changed, alone=question)
        return now._at(changed)

    def look(self) -> "Preview":
        """The file as it is now; what it said when it was good last is kept while it is not."""
        data = read_bytes(self.path)
        if isinstance(data, Problem):
            return replace(self, missing=data.message, diagnostics=(), alone=None)
        checked = check_bytes(data, self.path, self.path.name)
        lines = _lines(data.decode(errors="replace"), self.path) or self.lines
        changed = [name for name in lines if self.lines.get(name) != lines[name]]
        now = replace(
            self,
            missing="",
            alone=None,
            diagnostics=checked.diagnostics,
            text=checked.text or self.text,
            lines=lines,
            changed=changed[0] if changed and self.lines else self.changed,
        )
        if checked.header is None:
            return now._at_changed()
        deck = opened(self.path, checked)
        if not isinstance(deck, Deck):
            return now
        numbers = {question.id: len(question.variants) for question in checked.questions}
        at = self.at if self.at in numbers else next(iter(numbers))
        return replace(now, deck=deck, numbers=numbers)._at(at)._at_changed()

    def _at_changed(self) -> "Preview":
        return self._at(self.changed) if self.changed in self.numbers else self

    def _at(self, name: str) -> "Preview":
        """That question is under work: the same of its cards, where it was before and has it."""
        variant = min(self.variant, self.numbers[name] - 1) if name == self.at else 0
        return replace(self, at=name, variant=variant)


def _lines(text: str, path: Path) -> Mapping[str, str]:
    try:
        found = blocks(text.removeprefix("\ufeff"), str(path))
    except DeckError:  # cards that do not stand below one another
        return {}
    return {one.id: text[one.start : one.end].strip() for one in found}
