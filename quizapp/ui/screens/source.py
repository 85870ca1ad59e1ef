"""The passage that a card comes from, with the words it rests on highlighted."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quizapp.deck.deck import Deck
from quizapp.questions.base import Evidence
from quizapp.ui.passages import highlighted
from quizapp.ui.screens.overlay import Overlay
from quizapp.ui.widgets.deck_text import DeckText


class SourceScreen(Overlay):
    """The whole source text, scrolled to the first quote."""

    def __init__(self, deck: Deck, evidence: Sequence[Evidence]) -> None:
        super().__init__()
        self._deck = deck
        self._evidence = evidence

    @property
    def heading(self) -> str:
        source = self._deck.source
        return (source.title if source else "") or "Source"

    def body(self) -> Iterator[Widget]:
        source = self._deck.source
        if source and (source.publisher or source.url):
            published = f"{source.published:%d %B %Y}".lstrip("0") if source.published else ""
            parts = (source.publisher, published, source.url or "")
            line = "  ·  ".join(part for part in parts if part)
            yield Static(Content.styled(line, "$faint"), classes="passage")
        passages = self._deck.passages()
        if not passages:
            for evidence in self._evidence:
                yield Static(Content(f"“{evidence.quote}”"), classes="passage -quoted")
        for passage in passages:
            if passage.number is None:
                yield Static(Content.styled(passage.text.lstrip("# "), "bold"), classes="passage")
                continue
            shown, quoted = highlighted(passage, self._evidence)
            yield DeckText(shown, classes="passage -quoted" if quoted else "passage")

    def on_mount(self) -> None:
        self.call_after_refresh(self._go_to_quote)

    def _go_to_quote(self) -> None:
        for widget in self.query(".-quoted").results(Static):
            widget.scroll_visible(animate=False, top=True)
            break
