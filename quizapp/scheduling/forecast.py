"""What comes today and in the next days, as things stand."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import heapify, heappop, heappush

from quizapp.core.card_keys import question_of
from quizapp.core.day import Day
from quizapp.scheduling.allowance import of_new, of_reviews
from quizapp.scheduling.day_load import WEEK, DayLoad, next_coming
from quizapp.scheduling.minutes import seconds_for_answer
from quizapp.scheduling.new_cards import limited_schedule
from quizapp.scheduling.simulation import InitialState, SimulatedCard, Simulation
from quizapp.scheduling.today import Today


def forecast(today: Today, days: int = WEEK) -> tuple[DayLoad, ...]:
    """What is left of today, and the next `days` days, if each day all is done that it asks.

    A backlog is spread as it will be, the daily limits hold back what is beyond them, and the cards
    that are new today or on a later day come back as the model of memory expects it.
    """
    context = today.context
    end = Day(today.day + days + 1)
    initial = InitialState.of(today.library, context, end, all_seen=False)
    asked = of_reviews(today.library, today)
    simulation = Simulation(context, end, asked, today.catch_up, early=0)
    for part, at in _siblings_apart(initial, today.day, end):
        simulation.put(part, at)
    entry = of_new(today.library, today)
    simulation.run(limited_schedule(initial, today.day, end, entry))
    return simulation.loads(seconds_for_answer(context.progress, today.day))


def _siblings_apart(
    initial: InitialState, today: Day, end: Day
) -> Iterator[tuple[SimulatedCard, int]]:
    """The cards before `end` with their days: of siblings that are due on one, the rest wait."""
    coming = [(at, part.key, part) for part, at in initial.seen]
    heapify(coming)
    given_away: dict[int, set[str]] = defaultdict(set)
    while coming and coming[0][0] < end:
        at, key, part = heappop(coming)
        if at > today and question_of(key) in given_away[at]:
            heappush(coming, (at + 1, key, part))
        else:
            given_away[at].update(initial.gives_away.get(key, ()))
            yield part, at


def forecast_to_next(today: Today) -> tuple[DayLoad, ...]:
    """The week to come; when nothing comes in it but later, the first day after it that has cards.

    The days between the two are left out.
    """
    week = forecast(today)
    if next_coming(week):
        return week
    initial = InitialState.of(today.library, today.context, Day(today.day + 1))
    later = Counter(at for _, at in initial.seen if at > today.day)
    if not later:
        return week
    day = min(later)
    cards = min(later[day], today.context.settings.reviews_per_day)
    minutes = seconds_for_answer(today.context.progress, today.day) * cards / 60
    return (*week, DayLoad(Day(day), 0, cards, minutes))
