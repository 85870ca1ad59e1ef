"""What a learner can do in a session: the ids. A session says which of them can be done now; what
they are called, and by which key or command they are done, stands in `presentation.actions`."""

from enum import StrEnum


class ReviewAction(StrEnum):
    ANSWER = "answer"
    DONT_KNOW = "dont-know"
    REVEAL = "reveal"
    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"
    NEXT = "next"
    HINT = "hint"
    SOURCE = "source"
    OVERRULE = "overrule"
    """I was right."""
    HARDER = "harder"
    """It was right, and harder than it looked."""
    KEEP = "keep"
    """Keep a leech as it is."""
    BURY = "bury"
    SUSPEND = "suspend"
    FLAG = "flag"
    EDIT = "edit"
    HISTORY = "history"
    """Why a card is due, and all answers to it."""
    CHANGES = "changes"
    """What has changed in the decks since they were studied last."""
    UNDO = "undo"
    MORE = "more"
    """More cards than the limits of the day let in."""
    AHEAD = "ahead"
    """Cards before they are due."""
    CONTINUE = "continue"
    """What is due today besides the cards of this review."""
    LEFT = "left"
    END = "end"


ABOUT_LAST_ANSWER = frozenset(
    (
        ReviewAction.SOURCE,
        ReviewAction.HISTORY,
        ReviewAction.OVERRULE,
        ReviewAction.HARDER,
    ),
)
"""They can be done when the next card is there already, too."""


class QuizAction(StrEnum):
    ANSWER = "answer"
    DONT_KNOW = "dont-know"
    NEXT_OPEN = "next-open"
    """From the feedback on a question to the next one without an answer."""
    GUESS = "guess"
    UNSURE = "unsure"
    SURE = "sure"
    HOW_SURE = "how-sure"
    """Say, or say anew, how sure the reply is."""
    NEXT = "next-question"
    PREVIOUS = "previous-question"
    GO = "go"
    OVERVIEW = "overview"
    MARK = "mark"
    CLEAR = "clear"
    SOURCE = "source"
    UNDO = "undo"
    TIME = "time"
    HAND_IN = "hand-in"
    DROP = "drop"
    END = "end"
