"""What the optimiser has found, in words, and what a desired retention costs, as a picture."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from quizapp.core import words
from quizapp.core.settings import Parameters
from quizapp.memory.training import Judgement
from quizapp.presentation.charts import percent
from quizapp.statistics.optimiser import (
    AllAlike,
    BetterParameters,
    NotBetter,
    Optimisation,
    ParameterChange,
    TooFewAnswers,
)
from quizapp.statistics.optimiser_run import OptimiserStep
from quizapp.statistics.retention_tradeoff import RetentionPoint, RetentionTradeoff

AS_THEY_WERE = "Nothing was changed."
QUESTION = "Use the new parameters?"
SEEN_BEFORE = (
    "Those in use were trained on some of these answers, which favours them: what you answer from "
    "now on will tell."
)
RESET = "The published parameters of FSRS-6 are used from now on."
RESET_BEFORE = "They were in use already: no others are set in config.toml."
NO_CARDS = "There are no cards to learn or to keep, so there is nothing to simulate."

ABOUT = (
    "FSRS tells when a card comes back by 21 parameters. Here they are trained on your answers, "
    "and judged by answers that came later. Nothing is changed before you say so."
)
TAKING = "Following the memory of all your cards by the new parameters …"
TAKING_BACK = "Following the memory of all your cards by the parameters before …"
IN_USE = "The new parameters are used from now on, in all windows that are opened."
TAKEN_BACK = "Taken back: parameters and due days are as they were."

BAR = 20
BETTER = "✓"
CHANGES = "What would change"
A_FEW_MINUTES = 2
"""Between the cheapest and the dearest retention; below it, none need be counted."""
HEADINGS = (CHANGES, "What the wanted recall costs and brings")
"""The beginnings of lines that stand above others."""
COLUMNS = ("in use", "recall  minutes")
"""What stands in the heads of tables."""


def step_line(step: OptimiserStep) -> str:
    """One line, for a terminal without a screen."""
    full = round(BAR * step.share)
    return f"{step.doing}  {'━' * full}{'─' * (BAR - full)} {step.share:4.0%}"


def lines(found: Optimisation) -> Iterator[str]:
    """All that is to be said before the question, or in place of it."""
    match found:
        case TooFewAnswers() | AllAlike():
            yield why_not(found)
        case NotBetter(answers, judgement, seen_before):
            yield from _judged(answers, judgement)
            yield ""
            yield _verdict(judgement)
            if seen_before:
                yield SEEN_BEFORE
            yield AS_THEY_WERE
        case BetterParameters(answers, judgement, change=change):
            yield from _judged(answers, judgement)
            yield ""
            yield _verdict(judgement)
            yield ""
            yield from _changed(change)
        case _:
            assert_never(found)


def why_not(found: TooFewAnswers | AllAlike) -> str:
    """What is missing for a training."""
    if isinstance(found, TooFewAnswers):
        return (
            "Your answers do not tell enough yet of how your memory works: it takes "
            f"{words.count(found.answers + found.missing, 'answer')} that came a day or more after "
            f"the one before to the same card, and there are {found.answers:,}, so "
            f"{found.missing:,} more are needed."
        )
    return (
        f"Of {words.count(found.answers, 'answer')}, {found.forgotten:,} were wrong. To tell how "
        f"fast you forget, it takes {found.needed} that were wrong, and {found.needed} that were "
        "right."
    )


def _judged(answers: int, judgement: Judgement) -> Iterator[str]:
    before, after = judgement.before, judgement.after
    since = date.fromordinal(judgement.first_day)
    yield (
        f"Trained on {words.count(answers, 'answer')}. Judged by {judgement.answers:,} of them, "
        f"from {since.day} {since:%B %Y} on: by parameters trained only on what came before."
    )
    yield ""
    yield _row("", "in use", "new")
    yield _row("log loss", f"{before.log_loss:.4f}", f"{after.log_loss:.4f}", "less is better")
    yield _row(
        "RMSE in bins", _tenths(before.rmse_bins), _tenths(after.rmse_bins), "less is better"
    )
    yield _row(
        *("recall foretold", _tenths(before.expected), _tenths(after.expected)),
        f"it was {_tenths(judgement.recalled)}",
    )


def _row(name: str, before: str, after: str, note: str = "") -> str:
    return f"{name:<20}{before:>9}{after:>9}   {note}".rstrip()


def _verdict(judgement: Judgement) -> str:
    if judgement.is_better:
        return f"{BETTER} The new parameters foretell your answers better, by more than chance."
    if judgement.is_flat:
        return (
            "≈ The new parameters foretell your answers no better than their share of right ones "
            "alone would, so they have found nothing about your memory."
        )
    return (
        "≈ The new parameters foretell your answers no better than those in use, or by so little "
        "that it may be chance."
    )


def _changed(change: ParameterChange) -> Iterator[str]:
    cards = change.sooner + change.later + change.alike
    before, after = change.work_before, change.work_after
    yield CHANGES
    yield (
        f"Of {words.count(cards, 'card')}, after the same answer, {change.later:,} would come back "
        f"later than now, {change.sooner:,} sooner, and {change.alike:,} about as now."
    )
    yield ""
    yield _row(f"In {change.days} days", "in use", "new")
    yield _row("reviews a day", f"{before.reviews:,.0f}", f"{after.reviews:,.0f}")
    yield _row("minutes a day", _few(before.minutes), _few(after.minutes))
    yield _row("recalled when asked", percent(before.recalled), percent(after.recalled))
    yield _row("cards known then", f"{before.known:,.0f}", f"{after.known:,.0f}")


def due_days(change: ParameterChange, *, reschedule: bool = False) -> str:
    """What becomes of the days that cards were given."""
    moved = words.count(change.due_today_moved, "card")
    if reschedule:
        return (
            f"The days that cards are due on are set anew as well: {moved} will be due by today, "
            f"and not {change.due_today:,}."
        )
    return (
        "The days that cards are due on stay as they are until each is answered. If they were set "
        f"anew as well, {moved} would be due by today, and not {change.due_today:,}."
    )


def adopted(before: Parameters | None) -> Iterator[str]:
    """What was done. `before` is what config.toml had."""
    yield "The new parameters are kept in config.toml and used from now on."
    if before:
        yield f"It had before: {setting_line(before)}"
    yield "`quizapp optimize --reset` goes back to the published ones."


def moved(cards: int) -> str:
    return f"New due days were set for {words.count(cards, 'card')}."


def setting_line(parameters: Parameters) -> str:
    """As in config.toml."""
    return f"fsrs_parameters = [{', '.join(f'{one:.4f}'.rstrip('0') for one in parameters)}]"


def tradeoff_lines(found: RetentionTradeoff, width: int = 60) -> Iterator[str]:
    """A picture in lines of at most so many cells, and what it says."""
    new = f", with {words.count(found.new_a_day, 'new card')} a day" if found.new_a_day else ""
    yield f"{HEADINGS[1]} within a year{new}"
    yield ""
    room = max(5, (width - 30) // 2)
    yield f"  {'recall':<8}{'minutes a day':<{room + 8}}cards known then"
    minutes = max(one.work.minutes for one in found.points) or 1.0
    known = max(one.work.known for one in found.points) or 1.0
    for one in found.points:
        mark = "▸" if one.retention == found.desired else " "
        yield (
            f"{mark} {_retention(one):<8}{_bar(one.work.minutes / minutes, room)}"
            f"{_few(one.work.minutes):>6}  {_bar(one.work.known / known, room)}"
            f"{one.work.known:>7,.0f}"
        )
    yield ""
    yield from recommendation(found)


def recommendation(found: RetentionTradeoff) -> Iterator[str]:
    """What to choose, in a sentence or two."""
    bend, now = found.bend, found.now
    place = found.points.index(bend)
    below, above = (
        found.points[max(0, place - 1)],
        found.points[min(place + 1, -1 % len(found.points))],
    )
    if below is not bend and above is not bend:
        yield (
            f"Up to {_retention(bend)}, a minute more a day brings "
            f"{_cards(below.cards_a_minute(bend))} more that you know; beyond it, "
            f"{_cards(bend.cards_a_minute(above))}."
        )
    more = abs(now.work.minutes - bend.work.minutes)
    cards = abs(now.work.known - bend.work.known)
    if now is bend:
        yield f"You want {_retention(now)}, which is the best bargain."
    elif now.retention > bend.retention:
        yield (
            f"You want {_retention(now)}: {_minutes(more)} a day more than at "
            f"{_retention(bend)}, for {_cards(cards)} more. {_retention(bend)} is the better "
            "bargain; keep yours where forgetting costs you more than time, as before an exam."
        )
    else:
        yield (
            f"You want {_retention(now)}. {_retention(bend)} would take {_minutes(more)} a day "
            f"more and bring {_cards(cards)} more: the better bargain, if you have the time."
        )


def _retention(point: RetentionPoint) -> str:
    return f"{100 * point.retention:.4g} %"


def _tenths(share: float) -> str:
    return f"{100 * share:.1f} %"


def _cards(number: float) -> str:
    if number < 1:
        return "less than a card"
    if number == float("inf"):
        return "any number of cards"
    return words.count(round(number), "card")


def _minutes(number: float) -> str:
    return words.count(round(number), "minute") if number >= 1 else "less than a minute"


def _few(number: float) -> str:
    """With a decimal, where it matters."""
    return f"{number:.1f}" if number < 10 else f"{number:,.0f}"


def _bar(share: float, room: int) -> str:
    full = round(room * min(1.0, share))
    return "━" * full + " " * (room - full)
