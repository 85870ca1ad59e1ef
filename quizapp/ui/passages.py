"""Passages of a source text, with the words that a card rests on highlighted."""

from collections.abc import Sequence

from textual.content import Content

from quizapp import markdown
from quizapp.deck.article import Passage
from quizapp.deck.deck import Deck
from quizapp.questions.base import Evidence
from quizapp.ui.inline import with_code


def highlighted(passage: Passage, evidence: Sequence[Evidence]) -> tuple[Content, bool]:
    """The passage with its number, and whether a quote was found in it."""
    text, quoted = Content(passage.text), False
    for one in evidence:
        start = passage.text.find(one.quote)
        if one.passage in (None, passage.number) and start >= 0:
            quoted = True
            text = text.stylize("bold underline $primary", start, start + len(one.quote))
    text = markdown.gap_before(passage.text) + with_code(text)
    number = Content.styled(f"{passage.number:>2}  ", "bold $primary" if quoted else "$faint")
    return Content.assemble(number, text if quoted else text.stylize("$faint")), quoted


def quoted(deck: Deck, evidence: Sequence[Evidence]) -> Content:
    """Only the passages that are quoted, or the quotes alone where there is no text to read."""
    shown = [highlighted(one, evidence) for one in deck.passages() if one.number is not None]
    passages = [content for content, found in shown if found]
    return Content("\n").join(passages or [Content(f"“{one.quote}”") for one in evidence])
