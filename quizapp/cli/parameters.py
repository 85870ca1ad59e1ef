"""How a command names decks (by slug, file or folder), lengths of time, and numbers."""

import math
import re
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.waiting import reading_teller, tell_checking
from quizapp.core.text import clean, cut
from quizapp.deck.library import files_of, open_library
from quizapp.study.profile import Profile

if TYPE_CHECKING:
    from quizapp.browse.terms import Query


class DeckType(click.ParamType):  # type: ignore[type-arg]  # generic since 8.5 only
    """A slug or a file; completes the slugs that there are, and files."""

    name = "deck"

    def shell_complete(
        self, context: click.Context, parameter: click.Parameter, incomplete: str
    ) -> list["click.shell_completion.CompletionItem"]:
        from click.shell_completion import CompletionItem

        slugs = [deck for deck in open_library().decks if deck.slug.startswith(incomplete)]
        items = [CompletionItem(deck.slug, help=deck.title) for deck in slugs]
        return items or [CompletionItem(incomplete, type="file")]


class DurationType(click.ParamType):  # type: ignore[type-arg]  # generic since 8.5 only
    """A length of time such as `10m`, `90s`, `1h` or `1h30m`; becomes minutes (float)."""

    name = "duration"

    def convert(
        self, value: object, parameter: click.Parameter | None, context: click.Context | None
    ) -> float:
        if isinstance(value, float):
            return value
        text = str(value).strip().lower()
        match = re.fullmatch(r"(?:(\d{1,3})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?", text, re.ASCII)
        hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0,) * 3
        if not hours + minutes + seconds:
            shown = cut(clean(text))
            self.fail(f"{shown!r} is no length of time; write 10m, 90s or 1h.", parameter, context)
        return hours * 60 + minutes + seconds / 60


class DaysType(click.ParamType):  # type: ignore[type-arg]  # generic since 8.5 only
    """A number of days such as `3` or `3d`."""

    name = "days"

    def convert(
        self, value: object, parameter: click.Parameter | None, context: click.Context | None
    ) -> int:
        from quizapp.study.more_today import days_of  # 3 ms, and most commands do without

        try:
            return value if isinstance(value, int) else days_of(clean(str(value)))
        except ValueError as error:
            self.fail(f"{error}.", parameter, context)


class NumberType(click.FloatRange):
    """A number within a range; `nan`, which is neither below nor above, is none."""

    name = "number"

    def convert(
        self, value: Any, parameter: click.Parameter | None, context: click.Context | None
    ) -> float:
        number = float(super().convert(value, parameter, context))
        if math.isnan(number):
            self.fail(f"{value!r} is not a valid number.", parameter, context)
        return number


def open_for(name: str | None) -> Profile:
    """The learner, with the decks' files in the library when `name` is a file or a folder."""
    return Profile.open(files_of(name), told=tell_checking, reading=reading_teller())


def read_query(text: str) -> "Query":
    """A search as it was given on the command line.

    Raises:
        click.UsageError: it cannot be understood; the message shows the place.
    """
    from quizapp.browse.query import parse
    from quizapp.core.errors import SearchError
    from quizapp.presentation.search_mistakes import pointed

    try:
        return parse(text)
    except SearchError as error:
        raise click.UsageError("\n".join(pointed(text, error))) from None
