"""A deck file's header: all that its author writes above `cards`, and `cards` as yet unread."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, NonNegativeInt

from quizapp.core.version import __version__
from quizapp.deck.deck import Limits, Source
from quizapp.questions import base
from quizapp.questions.base import (
    Boolean,
    Date,
    DeckModel,
    DeckText,
    Points,
    ShortText,
    Silence,
    Slug,
    Text,
    TopicLine,
)

_VERSION = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,2}", re.ASCII)


def _version(text: str) -> str:
    if not _VERSION.fullmatch(text):
        raise ValueError("must be a version of quizapp and nothing else, such as 0.9")
    return text


def is_newer(version: object) -> bool:
    """Whether it is a version of quizapp, and a later one than this."""
    if not isinstance(version, str) or not _VERSION.fullmatch(version.strip()):
        return False
    return _parts(version) > _parts(__version__)


def _parts(version: str) -> list[int]:
    """Of equal length for all, so that 1 is no earlier than 1.0."""
    numbers = [int(one) for one in re.findall(r"\d+", version)[:3]]
    return numbers + [0] * (3 - len(numbers))


class Defaults(DeckModel):
    """What holds for every card that does not say otherwise; `tags` are added to a card's own."""

    claim: Literal["fact", "attributed", "disputed"] = "fact"
    by: DeckText = ""
    as_of: Date | None = None
    tags: tuple[Text, ...] = ()
    status: Literal["draft", "approved", "retired"] = "approved"
    accents: Literal["lenient", "strict"] = "lenient"
    slips: Literal["good", "hard", "none"] = "good"
    points: Points = 1.0
    partial: Boolean = True


class DeckHeader(DeckModel):
    deck: Slug
    title: Text
    language: ShortText = ""
    """A code such as en or pt-BR; without one, that of the deck's words, where they are plain."""
    about: TopicLine = ""
    """The topic, for every card that does not name its own or, by an empty text, none."""
    description: DeckText = ""
    source: Source | None = None
    defaults: Defaults = Defaults()
    limits: Limits = Limits()
    requires: Annotated[Text, AfterValidator(_version)] | None = None
    """The version of quizapp that the deck is written for, which knows all of its fields."""
    order: NonNegativeInt | None = None
    """The deck's place among those of its folder; decks without one follow, by file name."""
    silence: Silence = Field(default_factory=dict)
    """For the whole deck."""
    cards: Annotated[list[Any], Field(min_length=1)]


# the fields of `Source` and `Limits` name types that their module has for type checkers only
DeckHeader.model_rebuild(_types_namespace={**vars(base), "NonNegativeInt": NonNegativeInt})
