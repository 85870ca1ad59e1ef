"""The last doors before the terminal: no control character leaves, and no unwanted colour."""

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from quizapp.core.text import clean

_PLAIN = Style(color=RichColor.default(), bgcolor=RichColor.default())


class ControlFilter(LineFilter):
    """Cleans what reaches the screen, should any text ever have missed the model's door."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment
            if segment.control or segment.text.isprintable()
            else Segment(clean(segment.text).translate(_LAYOUT), segment.style)
            for segment in segments
        ]


# a line of the screen has no use for these either
_LAYOUT = {ord("\n"): " ", ord("\t"): " "}


class Colourless(LineFilter):
    """Paints nothing. What stands out from its widget by a background is reversed instead."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        around = background.rich_color.triplet
        return [
            Segment(text, style + self._plain(style, around) if style else style, control)
            for text, style, control in segments
        ]

    def _plain(self, style: Style, around: object) -> Style:
        stands_out = style.bgcolor and style.bgcolor.triplet not in (None, around)
        return _PLAIN + Style(reverse=True) if stands_out else _PLAIN
