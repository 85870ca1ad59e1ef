"""What `quizapp due --json` prints. Without click, which takes 20 ms of each call of a script."""

import json
from collections.abc import Sequence

from quizapp.cli.waiting import reading_teller, report, tell_checking
from quizapp.deck.deck import Deck
from quizapp.scheduling.day_load import as_plain
from quizapp.scheduling.forecast import forecast
from quizapp.scheduling.today import Due
from quizapp.study.profile import Profile
from quizapp.study.untold_changes import untold_changes


def as_json() -> str:
    """Open the learner's things and count."""
    profile = Profile.open(told=tell_checking, reading=reading_teller())
    report(profile)
    decks = profile.decks
    day = profile.today()
    work = day.work(decks)
    arrangement = profile.arrangement
    away = [(deck, arrangement.away(deck)) for deck in arrangement.decks_away]
    found = {
        "decks": _listed(decks, work.each),
        "total": work.total._asdict(),
        "waiting": {
            "decks": _listed(decks, work.waiting),
            "total": Due.of_all(work.waiting)._asdict(),
        },
        "held_back": work.held._asdict(),
        "hidden": [deck.slug for deck, how in away if not how.archived],
        "archived": [deck.slug for deck, how in away if how.archived],
        "changed": [
            {"deck": slug, "cards": number}
            for slug, number in untold_changes(decks, profile.progress).items()
        ],
        "coming": [as_plain(one) | {"cards": one.cards} for one in forecast(day)],
    }
    return json.dumps(found)


def _listed(decks: Sequence[Deck], counts: Sequence[Due]) -> list[dict[str, object]]:
    return [{"deck": deck.slug, **due._asdict()} for deck, due in zip(decks, counts, strict=True)]
