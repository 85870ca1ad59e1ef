"""Work that pauses now and then."""

import asyncio
import gc
from collections.abc import Generator

from quizapp.core.pauses import all_kept, in_between, part, through


def counting(to: int) -> Generator[float, None, str]:
    for number in range(1, to + 1):
        yield number / to
    return "done"


def steps(number: int) -> Generator[None, None, int]:
    for _ in range(number):
        yield
    return number


def test_work_is_done_at_once_and_tells_how_far_it_has_come() -> None:
    told: list[float] = []
    assert through(counting(4)) == "done"
    assert through(counting(4), told.append) == "done"
    assert told == [0.25, 0.5, 0.75, 1.0]


async def test_whatever_waits_gets_its_turn_in_between() -> None:
    order: list[object] = []

    async def other() -> None:
        while len(order) < 6:
            order.append("other")
            await asyncio.sleep(0)

    beside = asyncio.create_task(other())
    assert await in_between(counting(3), order.append) == "done"
    await beside
    assert order[:5] == [1 / 3, "other", 2 / 3, "other", 1.0]


def test_garbage_is_looked_for_again_when_the_work_is_done_or_given_up() -> None:
    def work() -> Generator[float, None, bool]:
        yield 0.5
        return gc.isenabled()

    assert gc.isenabled()
    assert not through(all_kept(work()))
    assert gc.isenabled()
    given_up = all_kept(work())
    next(given_up)
    assert not gc.isenabled()
    given_up.close()
    assert gc.isenabled()


def test_a_part_goes_from_one_share_of_the_work_to_another_and_no_further() -> None:
    def both() -> Generator[float, None, int]:
        first = yield from part(steps(2), 0.0, 0.5, 2)
        second = yield from part(steps(8), 0.5, 1.0, 4)  # it was thought to be quicker
        return first + second

    told: list[float] = []
    assert through(both(), told.append) == 10
    assert told[:2] == [0.25, 0.5]
    assert told == sorted(told)
    assert told[-1] == 1.0
