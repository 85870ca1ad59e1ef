"""A preview line by line: what is wrong at each save, and the card that changed."""

from collections.abc import Iterator
from random import Random

from quizapp.author.preview import Preview
from quizapp.plain.feedback import explained, solution
from quizapp.plain.replies import lines
from quizapp.presentation.previews import heading, missing_card, problems_in_words, state_in_words
from quizapp.presentation.styled import plain


def preview_lines(preview: Preview) -> Iterator[str]:
    """What to print for the file as it is now."""
    yield f"{heading(preview)}: {plain(state_in_words(preview))}"
    if problems := plain(problems_in_words(preview)):
        yield problems
    cards = preview.cards
    if not cards:
        yield missing_card(preview)
    elif preview.is_good:
        for card in cards:
            interaction = card.question.interaction(card.variant, Random(card.key))
            yield ""
            yield from lines(interaction)[:-1]
            yield solution(interaction, card)
        yield from explained(cards[0].question)
