"""What comes today and in the next days, as things stand."""

from collections import Counter, defaultdict
from collections.abc import Generator, Sequence
from heapq import heapify, heappop, heappush

from quizapp.core.card_keys import question_of
from quizapp.core.day import Day
from quizapp.core.pauses import part, through
from quizapp.scheduling.allowance import of_new, of_reviews
from quizapp.scheduling.day_load import WEEK, DayLoad, next_coming
from quizapp.scheduling.initial_state import CHUNK, InitialState, SeenCard
from quizapp.scheduling.minutes import seconds_for_answer
from quizapp.scheduling.new_cards import limited_schedule
from quizapp.scheduling.simulation import Outlook, Placement, Simulation
from quizapp.scheduling.today import Today

Coming = tuple[DayLoad, ...]


def forecast(today: Today, days: int = WEEK) -> Coming:
    """What is left of today, and the next `days` days, if each day all is done that it asks.

    A backlog is spread as it will be, the daily limits hold back what is beyond them, and the cards
    that are new today or on a later day come back as the model of memory expects it.
    """
    return through(forecasting(today, days))


def forecast_to_next(today: Today) -> Coming:
    """The week to come; when nothing comes in it but later, the first day after it that has cards.

    The days between the two are left out.
    """
    return through(forecasting_to_next(today))


def forecasting(today: Today, days: int = WEEK) -> Generator[float, None, Coming]:
    """As `forecast`, with pauses, so that a screen can do something else in between."""
    context = today.context
    end = Day(today.day + days + 1)
    chunks = sum(len(deck.keys) for deck in today.library) // CHUNK + len(today.library)
    initial = yield from part(
        InitialState.of(today.library, context, end, all_seen=False), 0.0, 0.5, chunks
    )
    asked = of_reviews(today.library, today)
    outlook = Outlook(context, end, initial.cards, early=0)
    slugs = {deck.slug: asked.slug(deck.slug) for deck in today.library}
    coming = _siblings_apart(initial, today.day, end)
    placement = yield from part(
        Placement.of(outlook, coming, slugs, by_card=False), 0.5, 0.8, len(coming) // CHUNK
    )
    loads = limited_schedule(initial, today.day, end, of_new(today.library, today))
    yield 0.85
    simulation = Simulation(outlook, asked, today.catch_up)
    run = simulation.run(placement, [load.by_deck for load in loads], by_card=False)
    yield from part(run, 0.85, 1.0, days + 1)
    return simulation.loads(seconds_for_answer(context.progress, today.day))


def _siblings_apart(initial: InitialState, today: Day, end: Day) -> Sequence[SeenCard]:
    """The cards before `end`: of siblings that are due on one day, the rest wait."""
    if not initial.gives_away:
        return [card for card in initial.seen if card.due < end]
    apart = [card for card in initial.seen if card.key not in initial.gives_away]
    coming = [(card.due, card.key, card) for card in initial.seen if card.key in initial.gives_away]
    heapify(coming)
    given_away: dict[int, set[str]] = defaultdict(set)
    while coming and coming[0][0] < end:
        at, key, card = heappop(coming)
        if at > today and question_of(key) in given_away[at]:
            heappush(coming, (at + 1, key, card))
        else:
            given_away[at].update(initial.gives_away[key])
            apart.append(card._replace(due=at))
    return [card for card in apart if card.due < end]


def forecasting_to_next(today: Today) -> Generator[float, None, Coming]:
    """As `forecast_to_next`, with pauses."""
    week = yield from forecasting(today)
    if next_coming(week):
        return week
    initial = yield from part(
        InitialState.of(today.library, today.context, Day(today.day + 1)), 1.0, 1.0, 1
    )
    later = Counter(card.due for card in initial.seen if card.due > today.day)
    if not later:
        return week
    day = min(later)
    cards = min(later[day], today.context.settings.reviews_per_day)
    minutes = seconds_for_answer(today.context.progress, today.day) * cards / 60
    return (*week, DayLoad(Day(day), 0, cards, minutes))
