"""A form: things to set, each with its values."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Setting:
    """`options` are what may be chosen, each as (shown, value); without any, enter opens something
    and `value` is a text to show. `note` says in a line what it does. `reads` makes a value of a
    number that is typed, or raises ValueError with the reason, as the end of a sentence."""

    id: str
    label: str
    options: tuple[tuple[str, object], ...] = ()
    value: object = None
    note: str = ""
    reads: Callable[[str], object] | None = field(default=None, compare=False)  # made anew

    @property
    def at(self) -> int:
        """The place of the value among the options. Tells 1 from true; the first when not there."""
        values = [(type(value), value) for _, value in self.options]
        wanted = (type(self.value), self.value)
        return values.index(wanted) if wanted in values else 0

    @property
    def shown(self) -> str:
        return self.options[self.at][0] if self.options else str(self.value)


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands above the rows that follow."""

    text: str


Item = Setting | Heading
