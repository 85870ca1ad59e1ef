"""A deck file while it is written: its last good state, what is wrong now, the card under work."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from quizapp.core.card_keys import card_key
from quizapp.core.codes import Problem
from quizapp.core.errors import DeckError
from quizapp.deck.check import check_bytes
from quizapp.deck.deck import Card, Deck
from quizapp.deck.diagnostics import Diagnostic
from quizapp.deck.editing import blocks
from quizapp.deck.files import read_bytes
from quizapp.deck.library import opened


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
    names: Sequence[str] = ()
    """The ids of the cards of `deck`, drafts and retired ones included."""
    at: str = ""
    """The id of the card under work; empty without a deck."""
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

        question = parse_question(self.deck.questions.one(self.at))
        slug = self.deck.slug
        return [Card(card_key(slug, self.at, one), one, question) for one in question.variants]

    @property
    def place(self) -> tuple[int, int]:
        """Which of how many questions is under work, from 1."""
        return (self.names.index(self.at) + 1 if self.at else 0), len(self.names)

    def step(self, by: int) -> "Preview":
        """The question before or after is under work, and round."""
        if not self.names:
            return self
        at = self.names.index(self.at)
        return replace(self, at=self.names[(at + by) % len(self.names)], changed="")

    def look(self) -> "Preview":
        """The file as it is now; what it said when it was good last is kept while it is not."""
        data = read_bytes(self.path)
        if isinstance(data, Problem):
            return replace(self, missing=data.message, diagnostics=())
        checked = check_bytes(data, self.path, self.path.name)
        lines = _lines(data.decode(errors="replace"), self.path) or self.lines
        changed = [name for name in lines if self.lines.get(name) != lines[name]]
        now = replace(
            self,
            missing="",
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
        names = [question.id for question in checked.questions]
        at = self.at if self.at in names else names[0]
        return replace(now, deck=deck, names=names, at=at)._at_changed()

    def _at_changed(self) -> "Preview":
        return replace(self, at=self.changed) if self.changed in self.names else self


def _lines(text: str, path: Path) -> Mapping[str, str]:
    try:
        found = blocks(text.removeprefix("\ufeff"), str(path))
    except DeckError:  # cards that do not stand below one another
        return {}
    return {one.id: text[one.start : one.end].strip() for one in found}
