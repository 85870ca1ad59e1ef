"""What happened to a card, in lines."""

from collections.abc import Iterator

from quizapp.core import markdown
from quizapp.deck.deck import Card
from quizapp.presentation import card_history as said
from quizapp.presentation.styled import plain
from quizapp.study.card_history import CardHistory
from quizapp.study.card_standing import CardStanding
from quizapp.study.profile import Profile


def history_lines(profile: Profile, card: Card) -> Iterator[str]:
    """What it asks, where it stands and why, and each answer, the latest first."""
    context, calendar = profile.context, profile.calendar
    history = CardHistory.of(context, card.key)
    standing = CardStanding.of(context, card.key, card.question.status)
    yield f"Of “{front(card)}”:"
    for line in said.standing_in_words(standing, history, calendar):
        yield plain(line)
    if history.steps:
        yield plain(said.as_line(said.HEADINGS))
        for step in said.history_lines(history, calendar):
            yield plain(said.as_line(step)).rstrip()


def front(card: Card) -> str:
    """What it asks, on one line."""
    return " ".join(markdown.plain(card.question.sides(card.variant).front).split())
