"""A deck file's header: all that its author writes above `cards`, and `cards` as yet unread."""

from typing import Annotated, Any, Literal

from pydantic import Field, NonNegativeInt

from quizapp.deck.deck import Limits, Source
from quizapp.questions import base
from quizapp.questions.base import (
    Boolean,
    Date,
    DeckModel,
    DeckText,
    Points,
    ShortText,
    Slug,
    Text,
    TopicLine,
)


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
    order: NonNegativeInt | None = None
    """The deck's place among those of its folder; decks without one follow, by file name."""
    cards: Annotated[list[Any], Field(min_length=1)]


# the fields of `Source` and `Limits` name types that their module has for type checkers only
DeckHeader.model_rebuild(_types_namespace={**vars(base), "NonNegativeInt": NonNegativeInt})
