"""How much has changed in decks since they were studied, for lists of decks."""

from collections.abc import Iterable, Mapping

from quizapp.deck.deck import Deck
from quizapp.progress.progress import Progress
from quizapp.study.studied_versions import is_as_studied


def untold_changes(decks: Iterable[Deck], progress: Progress) -> Mapping[str, int]:
    """By the slugs of decks, how many of their cards a review will first tell of; those only that
    have any.

    Decks that are as they were cost a small read each.
    """
    others = [deck for deck in decks if is_as_studied(progress.home, deck) is False]
    if not others:
        return {}
    from quizapp.study.revisions import cards_to_tell  # pydantic: 60 ms

    found = {deck.slug: cards_to_tell(deck, progress) for deck in others}
    return {slug: number for slug, number in found.items() if number}
