"""What a learner is asked to do (QTI's interactions), and the shape of the reply to each.

A question says which interaction it wants, and each front end has one way to take each of them: a
new question type needs no work there, a new interaction does.

Options are given in the order in which they are shown, and a reply names options by their text,
so it means the same whatever the order was. `solution` of a question has the same shape as the
reply, which lets a front end show both side by side.
"""

from dataclasses import dataclass
from typing import Literal

from quizapp.core.numbers import Amount, read_amount


@dataclass(frozen=True, slots=True)
class SelfGraded:
    """Think, look at the answer, and judge yourself. No reply."""

    prompt: str
    answer: str


@dataclass(frozen=True, slots=True)
class PickOne:
    """The reply is the text of one option."""

    prompt: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PickMany:
    """The reply is a tuple of the options taken, in any order."""

    prompt: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypeText:
    """The reply is what was typed. `kind` number asks for a number, in `unit` if there is one."""

    prompt: str
    kind: Literal["text", "number"] = "text"
    unit: str = ""
    units: tuple[str, ...] = ()
    """Other names of the unit."""
    language: str = ""
    """That numbers are read in."""

    def wanting(self, text: str) -> str:
        """What to say when `text` is no reply yet; empty when it is one, right or wrong.

        A question mark says "I do not know".
        """
        if not text.strip():
            return "type an answer, or ? if you do not know it"
        if self.kind == "number" and text.strip() != "?" and self._amount(text) is None:
            wanted = f"the answer is wanted in {self.unit}" if self.unit else "type one"
            return f'"{text.strip()}" is not a number here; {wanted}, or ? if you do not know it'
        return ""

    def doubt(self, text: str) -> str:
        """What to say, once, of an amount in another unit than the one that is wanted."""
        amount = self._amount(text) if self.kind == "number" else None
        return f"The answer is wanted in {self.unit}" if amount and amount.unit else ""

    def _amount(self, text: str) -> Amount | None:
        return read_amount(text, self.unit, self.units, self.language)


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap to fill, with the author's hint, which may be empty."""

    hint: str = ""


GAP = "\ufdd0"
"""Stands for a gap in a text that is read as a whole; Unicode keeps it free of any meaning."""


@dataclass(frozen=True, slots=True)
class FillGaps:
    """A text with gaps. The reply is a tuple of what was typed, a gap each."""

    parts: tuple[str | Gap, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(part for part in self.parts if isinstance(part, Gap))

    @property
    def text(self) -> str:
        """With `GAP` in the place of each gap, as what is around a gap may be Markdown."""
        return "".join(
            part.replace(GAP, "") if isinstance(part, str) else GAP for part in self.parts
        )

    @property
    def prompt(self) -> str:
        return "".join(part if isinstance(part, str) else blank(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Arrange:
    """The reply is a tuple of all the items in the order wanted."""

    prompt: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The reply is a tuple of the right-hand texts, one for each left-hand text in turn."""

    prompt: str
    lefts: tuple[str, ...]
    rights: tuple[str, ...]
    has_distractors: bool = False
    """Whether some of `rights` belong to none of `lefts`."""


Interaction = SelfGraded | PickOne | PickMany | TypeText | FillGaps | Arrange | Pair

Reply = str | tuple[str, ...]
"""What a learner gave: one text, or several."""

DONT_KNOW: Reply = ()
"""The reply of somebody who does not know, whatever the shape: it is nothing, so it is never right.

Where something is typed, a question mark says the same, in the learner's own words.
"""


def gives_up(interaction: Interaction, reply: Reply) -> bool:
    """Whether the learner said that they do not know, and nothing else."""
    return reply == DONT_KNOW or (
        is_typed(interaction) and not any(map(_says_something, _texts(reply)))
    )


def may_insist(interaction: Interaction, reply: Reply) -> bool:
    """Whether it was typed, with no gap left open: its learner may hold it to be right."""
    return is_typed(interaction) and reply != DONT_KNOW and all(map(_says_something, _texts(reply)))


def is_typed(interaction: Interaction) -> bool:
    """Whether its reply is taken, and shown, as it stands."""
    return isinstance(interaction, TypeText | FillGaps)


def _texts(reply: Reply) -> tuple[str, ...]:
    return (reply,) if isinstance(reply, str) else reply


def _says_something(text: str) -> bool:
    return text.strip() not in ("", "?")


class AskAgain(Exception):
    """A reply may be meant otherwise; the message says how. Given a second time, it is taken."""


def doubt_of(interaction: Interaction, reply: Reply) -> str:
    """What to say of a reply that may be meant otherwise; empty when there is no doubt."""
    return (
        interaction.doubt(reply)
        if isinstance(interaction, TypeText) and isinstance(reply, str)
        else ""
    )


def blank(gap: Gap) -> str:
    """A gap as it is drawn in running text."""
    return f"____ ({gap.hint})" if gap.hint else "____"
