"""The last door before the terminal: no control character leaves in a segment of text."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from quizapp.text import clean


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
