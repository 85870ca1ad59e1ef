"""The process that reads articles for the app: a line of JSON for each comes in, and lines of JSON
with what becomes of it go out.

A parse holds up all threads of its process, so it has one of its own. Nothing is written before the
app has agreed to it; until then the process can be ended at any time, and has touched nothing.
`reading` starts it.
"""

import json
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from quizapp.author.article.generating import (
    Generated,
    about_absent_cards,
    about_earlier_cards,
    about_the_run,
    planned,
    points,
    read_and_chosen,
)
from quizapp.author.article.reading import WRITE, DecksMade, as_article
from quizapp.core.errors import GenerateError

if TYPE_CHECKING:
    from quizapp.generate.facts import Reader

MakeReader = Callable[[Callable[[float], None]], "Reader"]


def serve(jobs: BinaryIO, out: BinaryIO, make: MakeReader) -> None:
    """Read one article after the other, until there are no more."""

    def say(**told: Any) -> None:
        out.write(json.dumps(told).encode() + b"\n")
        out.flush()

    try:
        reader = make(lambda share: say(share=share))
    except GenerateError as error:
        say(missing=str(error))
        return
    say(loaded=True)
    for line in jobs:
        try:
            if (made := _made(json.loads(line), reader, jobs, say)) is None:
                return
            say(made={**asdict(made), "folder": str(made.folder), "files": [*map(str, made.files)]})
        except GenerateError as error:
            say(failed=str(error))


def _made(
    job: dict[str, Any], reader: "Reader", jobs: BinaryIO, say: Callable[..., None]
) -> DecksMade | None:
    """None when the app has gone away.

    Raises:
        GenerateError: there are no decks.
    """
    source = Path(job["source"]) if job["source"] and Path(job["source"]).exists() else None
    article = as_article(job["article"])
    article, folder = planned(article, Path(job["folder"]), job["name"], source)
    found, chosen = read_and_chosen(article, reader)
    say(ready=True)
    if jobs.readline() != WRITE:
        return None
    outcome = folder.write(article, found, chosen, approved=False)
    return summary(Generated(article, folder, found, chosen, outcome))


def summary(done: Generated) -> DecksMade:
    """What the app tells of it."""
    decks, told = done.outcome.decks, points(done.found, done.chosen)
    carded = {one.passage for one in told if one.has_card}
    gates = Counter(one.gate for one in done.chosen.rejected)
    return DecksMade(
        folder=done.folder.path,
        files=tuple(deck.path for deck in decks if deck.cards),
        kinds=dict(Counter(draft.type for draft in done.chosen.drafts).most_common()),
        cards=sum(deck.cards for deck in decks),
        added=sum(deck.added for deck in decks),
        points=len(told),
        without_card=sum(not one.has_card for one in told),
        bare_passages=tuple(
            one.number for one in done.article.passages if one.number not in carded
        ),
        rejected=dict(gates.most_common()),
        remarks=tuple(_remarks(done)),
    )


def _remarks(done: Generated) -> Iterator[str]:
    yield from about_the_run(done)
    yield from about_earlier_cards(done)
    yield from about_absent_cards(done)
    if not done.article.published:
        yield "No date was given, so no day in words was dated."


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # which is meant for the app
    from quizapp.generate.english.reader import EnglishReader

    serve(sys.stdin.buffer, sys.stdout.buffer, EnglishReader)


if __name__ == "__main__":
    main()
