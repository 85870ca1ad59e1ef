"""Work that pauses now and then, so that who waits for it can do something else in between.

It is written as a generator that yields at each pause and returns what came of it.
"""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")


def through(work: Generator[object, None, T]) -> T:
    """Do all of it without a pause; gives what came of it."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            found: T = end.value
            return found
