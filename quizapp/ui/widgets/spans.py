"""The days that figures are about: a month, a year, always; one of them is chosen."""

from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from quizapp.statistics.span import Span

NAMES = {Span.MONTH: "Month", Span.YEAR: "Year", Span.ALWAYS: "Always"}
_GAP = 3


class SpanBar(Widget):
    """Names with their keys; a click chooses."""

    ALLOW_SELECT = False

    chosen: reactive[Span] = reactive(Span.YEAR, layout=False)
    said: reactive[str] = reactive("", layout=False)
    """At the right: which days these are, or how far the figures are reckoned."""

    @dataclass
    class SpanChosen(Message):
        span: Span

    def render(self) -> RenderResult:
        names = Content(" " * _GAP).join(self._names())
        room = self.size.width - names.cell_length - 2
        said = Content.styled(self.said, "$faint").truncate(max(0, room), ellipsis=True)
        gap = " " * max(2, self.size.width - names.cell_length - said.cell_length)
        return Content.assemble(names, gap, said)

    def _names(self) -> list[Content]:
        return [
            Content.assemble(
                (f"{number} ", "bold $primary"),
                (f"{name} ●", "bold") if span is self.chosen else (name, "$faint"),
            )
            for number, (span, name) in enumerate(NAMES.items(), 1)
        ]

    def on_click(self, event: events.Click) -> None:
        start = 0
        for span, name in zip(NAMES, self._names(), strict=True):
            if start <= event.x < start + name.cell_length:
                self.post_message(self.SpanChosen(span))
            start += name.cell_length + _GAP
