"""A text of a deck, in a widget."""

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from quizapp.ui.inline import hung


class DeckText(Static):
    """Prose wraps; a line of code that is too long goes on below, behind a sign."""

    def render(self) -> RenderResult:
        return self._hung(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        text = self._hung(width)
        if text is self.content:
            return super().get_content_height(container, viewport, width)
        return len(text.wrap(width))

    def _hung(self, width: int) -> Content:
        content = self.content
        return hung(content, width) if isinstance(content, Content) else Content(str(content))
