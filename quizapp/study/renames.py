"""Progress follows cards whose authors gave them another id."""

from collections.abc import Sequence
from datetime import datetime

from quizapp.core.errors import NotSaved
from quizapp.deck.deck import Deck
from quizapp.progress.progress import Progress


def follow_renames(
    decks: Sequence[Deck], progress: Progress, now: datetime, complete: bool = True
) -> None:
    """Carry progress over to cards that have another id by now, or the old one again.

    Which have the old one again is known only when the decks are `complete`.
    """
    seen, former = progress.cards, progress.former_names
    renames = [
        (old, key)
        for deck in decks
        for key, earlier in deck.was.items()
        for old in earlier
        if key not in seen
    ]
    if renames:
        known = {*seen, *progress.suspended, *progress.buried, *progress.flags}
        for quiz in progress.open_quizzes.values():
            known.update(map(progress.current_name, quiz.spec.cards))
        renames = [(old, key) for old, key in renames if old in known]
    if former and complete:
        living = {key for deck in decks for key in deck.keys}
        renames += [
            (new, old) for old, new in former.items() if old in living and new not in living
        ]
    for old, new in renames:
        try:
            progress.rename(old, new, now)
        except NotSaved:
            return  # nothing is lost; the next start tries again
