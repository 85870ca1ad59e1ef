"""What a preview says of the file that is being written."""

from quizapp.author.preview import Preview
from quizapp.core import words
from quizapp.presentation.styled import Line, Styled, Tone

MOST_SHOWN = 40
"""Problems; nobody mends more before the next save."""


def heading(preview: Preview) -> str:
    """The deck, and which of its cards is shown."""
    number, of = preview.place
    if preview.deck is None:
        return preview.path.name
    return f"{preview.deck.title}   {number} of {of} · {preview.at}{_which(preview)}"


def _which(preview: Preview) -> str:
    """Which gap or side of a question with several is asked."""
    cards = preview.cards
    if len(cards) < 2:
        return ""
    part = "gap" if cards[0].question.type == "cloze" else "side"
    return f" · {part} {preview.variant + 1} of {len(cards)}"


def state_in_words(preview: Preview) -> Line:
    """Whether what is shown is what the file says."""
    if preview.alone:
        return (Styled("checking the rest", Tone.FAINT),)
    shown = "; this is how it was" if preview.deck else ""
    if preview.missing:
        return (Styled("✗ ", Tone.BAD), Styled(f"no file{shown}", Tone.WARNING))
    if preview.errors:
        errors = words.count(preview.errors, "error")
        return (Styled("✗ ", Tone.BAD), Styled(f"{errors}{shown}", Tone.WARNING))
    if preview.diagnostics:
        return (Styled(f"! {words.count(len(preview.diagnostics), 'warning')}", Tone.WARNING),)
    return (Styled("✓ ", Tone.GOOD), Styled("no problems", Tone.FAINT))


def problems_in_words(preview: Preview) -> Line:
    """One line for each problem, with its place; empty without any."""
    if preview.missing:
        return (
            Styled(f"{preview.path}: {preview.missing}", Tone.WARNING),
            Styled("\nIt is shown again when it comes back.", Tone.FAINT),
        )
    pieces: list[Styled] = []
    for one in preview.diagnostics[:MOST_SHOWN]:
        sign = Styled("✗ ", Tone.BAD) if one.severity == "error" else Styled("! ", Tone.ALERT)
        pieces += [
            Styled("\n" if pieces else ""),
            sign,
            Styled(f"line {one.line}  ", Tone.ACCENT),
            Styled(one.message),
            Styled(f"  {one.code}", Tone.FAINT),
        ]
    if (more := len(preview.diagnostics) - MOST_SHOWN) > 0:
        pieces.append(Styled(f"\nand {words.count(more, 'more problem')}", Tone.FAINT))
    return tuple(pieces)


def missing_card(preview: Preview) -> str:
    """What stands in the place of a card when there is none to show."""
    if preview.missing:
        return "The file is not there yet."
    return "The first card is shown as soon as the file has no errors."
