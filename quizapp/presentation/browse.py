"""What is said while cards are browsed."""

from collections.abc import Sequence

from quizapp.core import words

HEADING = "Browse"
PLACEHOLDER = "words, deck: tag: is:due prop:stability>21 … tab completes"
NO_DECKS = "There are no cards yet. n on Home writes one, g makes some from an article."
PREPARING = "Getting all cards ready to be searched …"
NOTHING_FOUND = "No card is like this. Take a word out, or write or between two of them."
SAVE = "Save the search"
SAVE_QUESTION = "Under which name? It becomes a deck of your own on Home."
DUE = "Set the due day"
TAG = "Tag"
RESCHEDULE = "Reschedule"
RESCHEDULE_NOTE = "Their due days anew, from their memory and the retention that you want now."
BY_MEMORY = "Each when its memory says so"
ANOTHER = "Spread over another number of days …"
COLUMNS = "Columns"
SORT = "Sort by"
AS_IN_DECKS = "The order of the decks"
KEEP_MEMORY = "Keep them as they are"
SPREADS = (7, 14, 30)


def nothing_found(doubts: Sequence[str]) -> str:
    """What to change, with what in the search names nothing that there is."""
    return "\n".join(f"{one}." for one in doubts) or NOTHING_FOUND


def heading(found: int, all_cards: int, is_earlier: bool = False) -> str:
    """`1,234 of 2,000 cards`; `is_earlier`: by the search before, as this one cannot be read."""
    cards = words.count(all_cards, "card")
    number = cards if found == all_cards else f"{found:,} of {cards}"
    return f"{number}, as before" if is_earlier else number


def for_cards(number: int) -> str:
    """`12 cards`"""
    return words.count(number, "card")


def no_room(columns: int) -> str:
    return f"There is no room for {words.count(columns, 'column')}: widen the window for more."


CARD_GIVES_WAY = "The card beside gives way to the columns; enter opens it."


def marked(number: int) -> str:
    return f"● {number:,} marked" if number else ""


def marks_gone(number: int) -> str:
    those = "its card is" if number == 1 else "their cards are"
    return f"{words.count(number, 'mark')} taken away: {those} not shown any more."


def forget_heading(number: int) -> str:
    return f"Forget {words.count(number, 'card')}?"


def forget_note(number: int) -> str:
    those = "It is" if number == 1 else "They are"
    return (
        f"{those} new again, with no memory and no due day. The answers stay in the history. "
        "u takes it back until quizapp is closed, and not later."
    )


def forget(number: int) -> str:
    return "Forget it" if number == 1 else f"Forget these {number:,}"


def spread_over(days: int) -> str:
    return f"Spread those that are due over {words.count(days, 'day')}"


def saved(name: str) -> str:
    return f"Saved: “{name}” is a deck of your own on Home now."


def wrong_name(name: str) -> str:
    """What is wrong with the name of a search; empty when nothing is."""
    if not name:
        return "Type a name."
    return "" if name.isprintable() else "A name is of letters, digits and signs."
