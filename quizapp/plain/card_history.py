"""What happened to a card, in lines."""

from collections.abc import Iterator

from quizapp.presentation import card_history as said
from quizapp.presentation.styled import plain
from quizapp.study.card_history import CardHistory
from quizapp.study.card_standing import CardStanding
from quizapp.study.profile import Profile


def history_lines(profile: Profile, card: str) -> Iterator[str]:
    """Where it stands and why, and each answer, the latest first."""
    context, calendar = profile.context, profile.calendar
    history, standing = CardHistory.of(context, card), CardStanding.of(context, card)
    for line in said.standing_in_words(standing, history, calendar):
        yield plain(line)
    if history.steps:
        yield plain(said.as_line(said.HEADINGS))
        for step in said.history_lines(history, calendar):
            yield plain(said.as_line(step)).rstrip()
