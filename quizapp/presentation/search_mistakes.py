"""A search that cannot be understood, shown with the place where it goes wrong."""

from collections.abc import Iterator

from quizapp.core.errors import SearchError
from quizapp.core.text import cells, clean

_WIDTH = 76


def pointed(text: str, error: SearchError) -> Iterator[str]:
    """What is wrong, the search with a mark below the place, and what to write instead."""
    flat = clean(text.replace("\n", " ").replace("\t", " "))
    begin = 0
    while cells(flat[begin : error.end]) > _WIDTH:
        begin += 1
    shown = flat[begin:]
    while cells(shown) > _WIDTH:
        shown = shown[:-1]
    before, marked = flat[begin : error.start], flat[max(begin, error.start) : error.end]
    yield f"{clean(error.wrong)}"
    yield f"  {shown}"
    yield f"  {' ' * cells(before)}{'^' * max(1, cells(marked))}"
    yield f"{clean(error.fix)}"
