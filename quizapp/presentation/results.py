"""What is said of quizzes that were handed in: the results of one, and the list of them."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from quizapp.core import words
from quizapp.study.past_quiz import PastQuiz
from quizapp.study.results import ItemResult, RemovedItem, Results

REMOVED = "This question is in no deck any more, or is not asked in a quiz any more."
NONE_YET = "No quiz was handed in yet."
LONGEST_TITLES = 3
"""Decks that are named; of more, only how many."""
_HEADINGS = ("Points", "Score", "Guessing", "Time")
_WIDTHS = (11, 7, 10, 11)


def worth(points: float) -> str:
    """`1 point`, `2.5 points`."""
    return f"{words.points(points)} {'point' if points == 1 else 'points'}"


def got(score: float, points: float) -> str:
    """`1.5 of 2 points`."""
    return f"{words.points(score)} of {worth(points)}"


def got_for(one: ItemResult | RemovedItem, results: Results) -> str:
    """`1 of 2 points`, for one question; empty where each is worth the same one point."""
    return got(one.score, one.points) if results.is_weighted else ""


def guessing(results: Results) -> str:
    share = percent(results.guess_score, results.points)
    return f"Guessing would give {words.points(results.guess_score)} ({share})."


def how_saved(results: Results) -> str:
    """Whether the answers count, and as what."""
    if results.then:
        kind = "reviews" if results.counts else "practice"
        return f"The answers were saved as {kind}."
    if results.event is None:
        return "Another window had ended this quiz already: nothing is counted twice."
    if results.counts:
        return "All answers are saved, as reviews: what you missed comes back soon."
    return "All answers are saved, as practice: the schedule of the cards stays as it is."


def percent(points: float, total: float) -> str:
    return f"{points / total:.0%}" if total else "0%"


def day_and_time(at: datetime, zone: tzinfo | None) -> str:
    """`Monday 26 February 2024, 12:00`."""
    local = at.astimezone(zone)
    return f"{words.date(local)} {local:%Y, %H:%M}"


def heading() -> str:
    return "Handed in".ljust(17) + _columns(_HEADINGS)


def columns(past: PastQuiz, zone: tzinfo | None) -> str:
    """One line, aligned with the heading; 56 columns wide."""
    figures = (
        f"{words.points(past.score)} of {words.points(past.points)}",
        f"{past.share:.0%}",
        percent(past.guess_score, past.points),
        words.span(past.seconds) if past.seconds >= 1 else "",
    )
    return handed_in(past.at, zone).ljust(17) + _columns(figures)


def decks(past: PastQuiz) -> str:
    titles = list(past.decks.values())
    return ", ".join(titles) if len(titles) <= LONGEST_TITLES else words.count(len(titles), "deck")


def handed_in(at: datetime, zone: tzinfo | None) -> str:
    """`26 Feb 2024 12:00`."""
    local = at.astimezone(zone)
    return f"{local.day:>2} {local:%b %Y %H:%M}"


def _columns(texts: Sequence[str]) -> str:
    return "".join(text.rjust(width) for text, width in zip(texts, _WIDTHS, strict=True)).rstrip()
