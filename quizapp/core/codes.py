"""What can be wrong with a deck: a stable code for each kind of problem.

A code is never given another meaning, and the number of one that is dropped is not used again.
"""

from enum import StrEnum
from typing import Literal, NamedTuple

Loc = tuple[str | int, ...]
"""A path into a deck: keys and indexes from the top, such as `("cards", 3, "answer")`."""

Severity = Literal["error", "warning"]


class Code(StrEnum):
    UNREADABLE = "Q001"
    SYNTAX = "Q002"
    FORBIDDEN = "Q003"
    LIMIT = "Q004"
    DUPLICATE_KEY = "Q005"
    MISSING = "Q010"
    UNKNOWN_FIELD = "Q011"
    ANSWER_IS_DISTRACTOR = "Q012"
    WRONG_VALUE = "Q013"
    DUPLICATE_ID = "Q014"
    DUPLICATE_OPTION = "Q015"
    UNKNOWN_OPTION = "Q016"
    CLOZE = "Q017"
    NEEDS_BY = "Q018"
    UNKNOWN_CARD = "Q019"
    QUOTE = "Q020"
    SOURCE_TEXT = "Q021"
    DECK_TWICE = "Q022"
    CLEANED = "Q023"
    LOST = "Q024"
    UNCHECKED = "Q025"
    LANGUAGE = "Q026"
    NEWER = "Q027"
    GIVEAWAY = "Q030"
    CUES = "Q031"
    MARKDOWN = "Q032"
    ABOUT = "Q033"
    ALL_OF_THE_ABOVE = "Q034"
    LONGEST = "Q035"
    ONE_DISTRACTOR = "Q036"
    OVERLAP = "Q037"
    CLUE = "Q038"
    NEGATIVE = "Q039"
    ABSOLUTE = "Q040"
    NUMBER_RANK = "Q041"
    ALIKE = "Q042"
    CONTRADICTION = "Q043"
    SPEAKER = "Q044"
    EXPLANATION = "Q045"
    DRAFTS = "Q046"
    GUESSING = "Q047"
    SILENCES_NOTHING = "Q048"
    BY_PLACE = "Q049"
    RENAMED = "Q050"

    @property
    def severity(self) -> Severity:
        """A deck with an error is not used; one with warnings is."""
        return "warning" if self in _WARNINGS else "error"


_WARNINGS = frozenset(
    (
        Code.CLEANED,
        Code.LOST,
        Code.UNCHECKED,
        Code.LANGUAGE,
        Code.GIVEAWAY,
        Code.CUES,
        Code.MARKDOWN,
        Code.ABOUT,
        Code.ALL_OF_THE_ABOVE,
        Code.LONGEST,
        Code.ONE_DISTRACTOR,
        Code.OVERLAP,
        Code.CLUE,
        Code.NEGATIVE,
        Code.ABSOLUTE,
        Code.NUMBER_RANK,
        Code.ALIKE,
        Code.CONTRADICTION,
        Code.SPEAKER,
        Code.EXPLANATION,
        Code.DRAFTS,
        Code.GUESSING,
        Code.SILENCES_NOTHING,
        Code.BY_PLACE,
        Code.RENAMED,
    )
)


class Problem(NamedTuple):
    """Something wrong with a question, at a path that starts at the question itself."""

    loc: Loc
    code: Code
    message: str
    instead: str = ""
    """What to write there, where the message proposes just that: a value, or the name of a key."""
