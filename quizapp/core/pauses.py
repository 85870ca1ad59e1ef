"""Work that pauses now and then, so that who waits for it can do something else in between.

It is written as a generator that yields at each pause and returns what came of it. The work as a
whole yields how far it has come, 0 to 1.
"""

import gc
from collections.abc import Callable, Generator
from typing import TypeVar

T = TypeVar("T")
Share = TypeVar("Share")


def through(work: Generator[Share, None, T], tell: Callable[[Share], object] | None = None) -> T:
    """Do all of it at once; gives what came of it. `tell` hears how far it has come."""
    while True:
        try:
            share = next(work)
        except StopIteration as end:
            found: T = end.value
            return found
        if tell:
            tell(share)


def all_kept(work: Generator[Share, None, T]) -> Generator[Share, None, T]:
    """Work that makes very many objects and no garbage, with no search for garbage meanwhile, which
    would take a tenth of a second between two pauses."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        return (yield from work)
    finally:
        if enabled:
            gc.enable()


async def in_between(work: Generator[float, None, T], tell: Callable[[float], object]) -> T:
    """Do it among all else that the event loop does."""
    import asyncio  # 30 ms, and loaded wherever there is a loop

    while True:
        try:
            tell(next(work))
        except StopIteration as end:
            found: T = end.value
            return found
        await asyncio.sleep(0)


def part(
    work: Generator[None, None, T], begins: float, ends: float, pauses: int
) -> Generator[float, None, T]:
    """A part of some work, of about so many pauses, that goes from one share of it to another."""
    done = 0
    while True:
        try:
            next(work)
        except StopIteration as end:
            found: T = end.value
            return found
        done += 1
        yield begins + (ends - begins) * min(1.0, done / max(1, pauses))


def scaled(
    work: Generator[float, None, T], begins: float, ends: float
) -> Generator[float, None, T]:
    """As `part`, of work that says by itself how far it has come."""
    while True:
        try:
            share = next(work)
        except StopIteration as end:
            found: T = end.value
            return found
        yield begins + (ends - begins) * share
