"""Cards that are forgotten again and again."""

from quizapp.progress.state import CardState


def lapses(before: CardState | None, after: CardState | None, most: int) -> int:
    """How often a card has lapsed, when the last answer made it a leech; else 0.

    That is the lapse number `most`, and then every so many as half of that, rounded up (as Anki
    does). With `most` 0 there are no leeches.
    """
    had, has = (state.lapses if state else 0 for state in (before, after))
    if not most or has <= had or has < most:
        return 0
    return has if (has - most) % max(1, (most + 1) // 2) == 0 else 0


def is_leech(state: CardState | None, most: int) -> bool:
    return bool(most and state and state.lapses >= most)
