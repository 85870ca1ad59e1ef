"""What a file says, and where it says it."""

from dataclasses import dataclass
from typing import Any

from quizapp.codes import Loc

Value = str | list[Any] | dict[str, Any]


@dataclass(slots=True)
class Branch:
    """The offsets of a list or a mapping: its own, its keys' and its values'."""

    at: int
    keys: dict[str, int]
    below: dict[str | int, "int | Branch"]


@dataclass(slots=True)
class Tree:
    """What a file says, and where it says it."""

    value: Value
    marks: int | Branch
    spoiled: set[int]
    """Offsets of values that are already reported; what they hold means nothing."""

    def locate(self, loc: Loc) -> int | None:
        """The offset of the value at `loc`, or of its closest ancestor; None when it is spoiled."""
        mark = self.marks
        for step in loc:
            if isinstance(mark, int):
                break
            if step in mark.below:
                mark = mark.below[step]
            elif isinstance(step, str):
                break
            # else: an only item written without its list
        if isinstance(mark, Branch):
            return mark.at
        return None if mark in self.spoiled else mark

    def locate_key(self, loc: Loc) -> int | None:
        """The offset of the last key of `loc`, or that of the value when there is no such key."""
        mark = self.marks
        for step in loc[:-1]:
            mark = mark.below.get(step, mark) if isinstance(mark, Branch) else mark
        if isinstance(mark, Branch) and isinstance(loc[-1], str):
            at = mark.keys.get(loc[-1])
            return None if at in self.spoiled else self.locate(loc) if at is None else at
        return self.locate(loc)
