"""What is said of how decks are arranged on Home, and what can be done to a row there."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from quizapp.core import words
from quizapp.progress.events import ARCHIVED, GROUP, HIDDEN, TITLE, Arranged, SearchSaved
from quizapp.study.arrangement import Arrangement, DeckRow, GroupRow, HomeRow, SearchRow

TAKE_OUT = "“Organise” on Home (o) takes it out of the archive"


class ArrangeStep(Enum):
    """What can be done to a row of Home."""

    REVIEW = auto()
    RENAME = auto()
    CHANGE_SEARCH = auto()
    GROUP = auto()
    UP = auto()
    DOWN = auto()
    HIDE = auto()
    UNHIDE = auto()
    ARCHIVE = auto()
    UNARCHIVE = auto()
    FORGET = auto()
    WITH_AWAY = auto()
    WITHOUT_AWAY = auto()


def steps(
    row: HomeRow | None, arrangement: Arrangement, with_away: bool
) -> Iterator[tuple[ArrangeStep, str]]:
    """What can be done to a row, each in words. None: to no row, but to Home."""
    if row:
        if isinstance(row, GroupRow):
            yield ArrangeStep.REVIEW, "Review these decks together"
        if isinstance(row, SearchRow):
            yield ArrangeStep.CHANGE_SEARCH, "Change the search …"
        yield ArrangeStep.RENAME, "Rename …"
        if isinstance(row, DeckRow):
            yield ArrangeStep.GROUP, "Put into a group …"
        yield ArrangeStep.UP, "Move up"
        yield ArrangeStep.DOWN, "Move down"
        yield from _ways_away(row)
    if number := len(arrangement.decks_away):
        decks = words.count(number, "deck")
        if with_away:
            yield ArrangeStep.WITHOUT_AWAY, "Leave hidden and archived decks out again"
        else:
            yield ArrangeStep.WITH_AWAY, f"Show what is hidden or archived: {decks}"


def _ways_away(row: HomeRow) -> Iterator[tuple[ArrangeStep, str]]:
    if isinstance(row, SearchRow):
        yield ArrangeStep.FORGET, "Forget this search; its cards stay"
        return
    if row.away.hidden:
        yield ArrangeStep.UNHIDE, "Show it on Home again"
    else:
        yield ArrangeStep.HIDE, "Hide: not on Home, nor asked with all that is due"
    if row.away.archived:
        yield ArrangeStep.UNARCHIVE, "Take out of the archive: it is asked again"
    else:
        yield ArrangeStep.ARCHIVE, "Archive: never asked; its cards and figures stay"


def event_of(
    step: ArrangeStep, row: HomeRow, rows: Sequence[HomeRow], arrangement: Arrangement, text: str
) -> Arranged | SearchSaved | None:
    """What is to be saved for a step with a row of `rows`; None for nothing. `text` is a title, or
    the name of a group."""
    subject = row.subject
    match step:
        case ArrangeStep.RENAME:
            return Arranged(subject, TITLE, text)
        case ArrangeStep.GROUP:
            return Arranged(subject, GROUP, text)
        case ArrangeStep.UP:
            return arrangement.moved(rows, row, -1)
        case ArrangeStep.DOWN:
            return arrangement.moved(rows, row, 1)
        case ArrangeStep.HIDE:
            return Arranged(subject, HIDDEN, 1)
        case ArrangeStep.UNHIDE:
            return Arranged(arrangement.where_away(row, HIDDEN), HIDDEN, 0)
        case ArrangeStep.ARCHIVE:
            return Arranged(subject, ARCHIVED, 1)
        case ArrangeStep.UNARCHIVE:
            return Arranged(arrangement.where_away(row, ARCHIVED), ARCHIVED, 0)
        case ArrangeStep.FORGET if isinstance(row, SearchRow):
            return SearchSaved(row.name, "")
        case _:
            return None


def done(step: ArrangeStep, title: str) -> str:
    """What is said after a step, and how to take it back; nothing where it is plain to see."""
    match step:
        case ArrangeStep.HIDE:
            said = f"“{title}” is hidden. o shows what is hidden."
        case ArrangeStep.UNHIDE:
            said = f"“{title}” is on Home again."
        case ArrangeStep.ARCHIVE:
            said = f"“{title}” is archived. o shows what is archived."
        case ArrangeStep.UNARCHIVE:
            said = f"“{title}” is asked again."
        case ArrangeStep.FORGET:
            said = f"The search “{title}” is forgotten."
        case ArrangeStep.GROUP:
            said = f"“{title}” stands elsewhere now."
        case ArrangeStep.RENAME:
            said = f"“{title}” it is."
        case _:
            return ""
    return f"{said} u takes that back."


def beside_title(row: HomeRow) -> str:
    """What is said after a title: where the deck stands, or why it is not shown otherwise."""
    place = row.found_in if isinstance(row, DeckRow) else ""
    away = "archived" if row.away.archived else "hidden" if row.away.hidden else ""
    return " · ".join(filter(None, (place, away)))


def decks_away(arrangement: Arrangement) -> str:
    """How many decks are not counted; empty for none."""
    away = [arrangement.away(deck).archived for deck in arrangement.decks_away]
    parts = [
        f"{words.count(number, 'deck')} {how}"
        for number, how in ((away.count(False), "hidden"), (away.count(True), "archived"))
        if number
    ]
    return f"Not counted: {' and '.join(parts)}." if parts else ""


ARCHIVED_DECK = "is archived: nothing of it is asked. o takes it out of the archive."
NOTHING_FOUND_DUE = "finds no card that is new or due now."


def find_cards(text: str, is_alone: bool = False) -> str:
    """Below the decks that a filter leaves; `is_alone`: there are none."""
    none = "No deck is called so: find" if is_alone else "Find"
    return f"{none} “{text}” in all cards"


INTRO = "The deck's file stays as it is."
SEARCH_INTRO = "A search that was saved, a deck of your own: its cards are as it finds them."


def change_search(name: str) -> str:
    return f"Saved with w under the name “{name}”, it takes the place of the one before."


def not_of_search(title: str) -> str:
    """Why it has no text to read and no plan."""
    return (
        f"“{title}” is a saved search, of cards from any deck: only a deck has a text and a plan. "
        "enter, p and t work on its cards."
    )


HOME_ITSELF = "Organise"
NEW_GROUP = "A new group …"
NO_GROUP = "None: it stands by itself"
ITS_FOLDER = "That of its folder"
GROUP_INTRO = "A group opens and closes on Home, and is reviewed together."
NOT_A_NAME = "Write a name of at most 60 characters."
NO_SEARCH = "this search cannot be read"
TAKEN_BACK = "Taken back."
NO_CARD_NOW = "finds no card now."
NOTHING_TO_TAKE_BACK = "Nothing to take back."
EMPTY_FOR_AUTHORS = "Leave it empty for its author's title."
EMPTY_FOR_FIRST = "Leave it empty for the name that it had first."
