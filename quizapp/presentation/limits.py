"""What the limits of a day hold back, and what can be asked besides, in words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizapp.core import words
from quizapp.core.settings import Settings
from quizapp.scheduling.catch_up import CatchUp
from quizapp.scheduling.today import Due, HeldBack, Work

if TYPE_CHECKING:  # 3 ms, and Home needs neither
    from quizapp.study.more_today import Offer
    from quizapp.study.selection import More

NOTHING_HELD_BACK = "Today's limits hold nothing back."
NOTHING_MORE = (
    "There is no more to ask today: no limit holds a card back, and none can be asked ahead of its"
    " day."
)
LIMITS_AS_THEY_WERE = "Taken back: today's limits are as they were."


def backlog(catch_up: CatchUp) -> str:
    """How much has piled up in a break, and how it is spread."""
    cards = words.count(catch_up.backlog, "card is", "cards are")
    overdue = f"{cards} overdue after {words.count(catch_up.away, 'day')} away"
    if not catch_up.share:
        return f"{overdue}: today's part is done, the rest is for the days to come."
    days = sum(part > 0 for part in catch_up.parts)
    over = "all today"
    if days > 1:
        over = f"spread over {words.count(days, 'day')}, {catch_up.share:,} today"
    return f"{overdue}: {over}, the most endangered first."


def held_back(held: HeldBack, left: Due, settings: Settings) -> Iterator[str]:
    """Sentences about all that is not asked today because of a limit."""
    if limited := by_limits(held, left, settings):
        yield limited
    if held.backlog:
        cards = words.count(held.backlog, "overdue card is", "overdue cards are")
        yield f"{cards} left for the days to come."


def by_limits(held: HeldBack, left: Due, settings: Settings) -> str:
    """The same about the limits on new cards and on reviews; empty when they hold nothing back.

    While new cards are `left` to be asked, others are not said to be held back.
    """
    new = 0 if left.new else held.new
    both = ((held.reviews, "review", "reviews_per_day"), (new, "new card", "new_per_day"))
    found = [one for one in both if one[0]]
    if not found:
        return ""
    what = " and ".join(words.count(number, noun) for number, noun, _ in found)
    verb = "is" if held.reviews + new == 1 else "are"
    none = ", ".join(f"{name} = 0" for _, _, name in found if not getattr(settings, name))
    return f"{what} {verb} held back by today's limits{f' ({none})' if none else ''}."


def still_due(left: Due) -> str:
    """What a review of some cards only has left to be asked; empty when that is nothing."""
    number = left.new + left.due
    return f"{words.count(number, 'card is', 'cards are')} still due today." if number else ""


def nothing_asked(work: Work) -> str:
    """Why a review ends before it has begun."""
    if still_due(work.total):
        return "Nothing to ask ahead of time"
    return "Nothing more for today" if work.held else "Nothing is due now"


def let_in(more: "More") -> str:
    number = more.new + more.due
    return f"{words.count(number, 'more card')} for today." if number else NOTHING_HELD_BACK


def coming(days: int) -> str:
    """When the next card falls due, for whom nothing is to be asked now."""
    return f"The next card falls due {'tomorrow' if days == 1 else f'in {days} days'}."


def in_words(offer: "Offer", held: HeldBack) -> str:
    """What a learner can have."""
    from quizapp.study.selection import Ahead, More

    match offer.chosen:
        case Ahead(days):
            when = "of tomorrow" if days == 1 else f"of the next {days} days"
            return f"{words.count(offer.cards, 'card')} {when}, ahead of time"
        case More(new=0):
            noun = "more review" if held.reviews else "more overdue card"
            part = " (the next part)" if held.backlog else ""
            return words.count(offer.cards, noun) + _all(offer.cards, held.due, part)
        case More():
            return words.count(offer.cards, "more new card") + _all(offer.cards, held.new)


def _all(number: int, there_are: int, less: str = "") -> str:
    """Whether these are all that there are; else `less`."""
    if number < there_are:
        return less
    return " (all)" if number > 1 else ""
