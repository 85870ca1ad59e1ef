"""The new cards of each day: spread evenly before one that counts, or as the limits let them."""

from collections import Counter
from collections.abc import Collection

from quizapp.core.card_keys import question_of
from quizapp.core.day import Day
from quizapp.progress.state import deck_of
from quizapp.scheduling.allowance import ALL, Allowance
from quizapp.scheduling.simulation import InitialState


def even_schedule(
    initial: InitialState, today: Day, day: Day, allowance: Allowance
) -> list[list[str]]:
    """The new cards of each day from `today` to the eve of `day`.

    The last one or two days are left for repetition, unless the limits need them too. Siblings
    come on different days; only on the eve, when there is no later day, they come together.
    """
    days = day - today
    main = days - min(2, (days - 1) // 2)
    waiting = dict.fromkeys(initial.new)
    loads = []
    for ahead in range(days):
        at = today + ahead
        fair = -(-len(waiting) // max(1, main - ahead))
        given_away = set(initial.given_away) if ahead == 0 else set()
        wanted = _within(fair, waiting, at, allowance)
        load = _pick(waiting, wanted, at, allowance, initial, given_away)
        if ahead == days - 1:
            wanted = _within(fair - len(load), waiting, at, allowance)
            load += _pick(waiting, wanted, at, allowance, initial, None)
        loads.append(load)
    return loads


def limited_schedule(
    initial: InitialState, today: Day, day: Day, allowance: Allowance
) -> list[list[str]]:
    """The same when each day has as many as the limits let in beside the reviews of that day."""
    waiting = dict.fromkeys(initial.new)
    loads = []
    given_away_on: dict[int, set[str]] = {today: set(initial.given_away)}
    for part, at in initial.seen:
        if at > today:
            given_away_on.setdefault(at, set()).update(initial.gives_away.get(part.key, ()))
    for at in range(today, day):
        given_away = given_away_on.get(at, set())
        wanted = _within(len(waiting), waiting, at, allowance)
        loads.append(_pick(waiting, wanted, at, allowance, initial, given_away))
    return loads


def _within(wanted: int, waiting: Collection[str], at: int, allowance: Allowance) -> int:
    """No more than the limits of all decks and of each let in."""
    found = Counter(map(deck_of, waiting))
    most = sum(min(allowance.room(slug, at), number) for slug, number in found.items())
    return int(min(wanted, most, allowance.room(ALL, at)))


def _pick(
    waiting: dict[str, None],
    wanted: int,
    at: int,
    allowance: Allowance,
    initial: InitialState,
    given_away: set[str] | None,
) -> list[str]:
    """Take the first cards out of `waiting` that may come on day `at`.

    Cards of that day tell of the questions in `given_away`; None lets siblings come together.
    """
    picked: list[str] = []
    for key in waiting:
        if len(picked) == wanted:
            break
        if given_away is not None and question_of(key) in given_away:
            continue
        if initial.not_before.get(key, 0) > at or allowance.room(deck_of(key), at) < 1:
            continue
        picked.append(key)
        allowance.take(deck_of(key), at)
        if given_away is not None:
            given_away.update(initial.gives_away.get(key, ()))
    for key in picked:
        del waiting[key]
    return picked
