"""A deck file's header: all that its author writes above `cards`, and `cards` as yet unread."""

from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, NonNegativeInt

from quizapp.deck.deck import Limits, Source
from quizapp.questions.base import Date, DeckModel, DeckText, Slug, Text


def _on_the_web(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be a web address that begins with https:// or http://")
    return url


def _beside_the_deck(name: str) -> str:
    windows = PureWindowsPath(name)
    parts = (*PurePosixPath(name).parts, *windows.parts)
    if PurePosixPath(name).is_absolute() or windows.drive or windows.root or ".." in parts:
        raise ValueError("must be a file in the deck's own folder, such as article.md")
    return name


WebAddress = Annotated[Text, AfterValidator(_on_the_web)]
FileBeside = Annotated[Text, AfterValidator(_beside_the_deck)]
"""A file in the deck's own folder or below it."""


class Defaults(DeckModel):
    """What holds for every card that does not say otherwise; `tags` are added to a card's own."""

    claim: Literal["fact", "attributed", "disputed"] = "fact"
    by: DeckText = ""
    as_of: Date | None = None
    tags: tuple[Text, ...] = ()
    status: Literal["draft", "approved", "retired"] = "approved"
    accents: Literal["lenient", "strict"] = "lenient"
    slips: Literal["good", "hard", "none"] = "good"


class DeckHeader(DeckModel):
    deck: Slug
    title: Text
    language: DeckText = ""
    """A code such as en or pt-BR; without one, that of the deck's words, where they are plain."""
    description: DeckText = ""
    source: Source | None = None
    defaults: Defaults = Defaults()
    limits: Limits = Limits()
    order: NonNegativeInt | None = None
    """The deck's place among those of its folder; decks without one follow, by file name."""
    cards: Annotated[list[Any], Field(min_length=1)]


# the fields of `Source` and `Limits` name types that their module has for type checkers only
DeckHeader.model_rebuild(_types_namespace=globals())
