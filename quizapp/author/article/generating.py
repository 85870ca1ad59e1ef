"""From an article to draft decks: the steps that the command and the app share."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.core.errors import GenerateError
from quizapp.core.text import clean
from quizapp.core.words import count

if TYPE_CHECKING:  # loaded where it is used: most commands need none of it
    from datetime import date

    from quizapp.generate.article import Article
    from quizapp.generate.choose import ChosenDrafts
    from quizapp.generate.facts import Found, Reader
    from quizapp.generate.folder import Folder, FolderOutcome
    from quizapp.generate.versions import PassageChanges

NAMELESS = ("article", "index", "text", "story", "news")
"""Names of files that say nothing of what is in them."""


@dataclass(frozen=True)
class Generated:
    """What came of one article."""

    article: "Article"
    folder: "Folder"
    found: "Found"
    chosen: "ChosenDrafts"
    outcome: "FolderOutcome"


def read_article(path: Path, published: "date | None" = None) -> "Article":
    """An article from a file. Raises: GenerateError."""
    from quizapp.generate.article import read

    return dated_by_hand(read(path, published), published)


def dated_by_hand(article: "Article", published: "date | None") -> "Article":
    """The article, where a person has told the day, as one whose day holds for later runs too."""
    from quizapp.generate.record import BY_HAND

    return replace(article, dated_from=BY_HAND) if published else article


def decks_name(title: str) -> str:
    """What the names of an article's decks begin with, by its title or file: a slug."""
    from quizapp.core.text import slug

    return "-".join(slug(title).split("-")[:4])[:40].strip("-") or "article"


def planned(
    article: "Article", place: Path, name: str, source: Path | None = None
) -> "tuple[Article, Folder]":
    """The article with its folder, looked at before anything is read or written.

    It is the article of the folder itself where a person has corrected that one.

    Args:
        name: what the names of the decks begin with.
        source: the file that the article was read from.

    Raises:
        GenerateError: it cannot go there.
    """
    from quizapp.generate.folder import ARTICLE_FILE, Folder
    from quizapp.generate.record import BY_HAND, FactsRecord

    known = FactsRecord.in_folder(place)
    folder = Folder.open(place, name, article, source)
    if folder.is_corrected:
        own = place / ARTICLE_FILE
        article = read_article(own, article.published if article.dated_from == BY_HAND else None)
        again = Folder.open(place, name, article, own)
        folder = replace(again, is_corrected=True, was_finished=folder.was_finished)
    return replace(article, publisher=article.publisher or known.publisher), folder


def read_and_chosen(
    article: "Article", reader: "Reader", most: int | None = None
) -> "tuple[Found, ChosenDrafts]":
    """What the reader makes out, and the drafts that are good enough.

    Raises:
        GenerateError: there is none.
    """
    from quizapp.generate.choose import choose

    found = reader.read(article)
    chosen = choose(article, found, most)
    if not chosen.drafts:
        gates = by_gate(chosen)
        why = f"of {count(len(chosen.rejected), 'draft')} none was good enough ({gates})"
        if not chosen.rejected:
            why = "nothing in it could be made out well enough to ask for"
        raise GenerateError(f"{clean(article.title)}: no card: {why}; nothing was written")
    return found, chosen


def by_gate(chosen: "ChosenDrafts") -> str:
    gates = Counter(one.gate for one in chosen.rejected if one.gate != "duplicates")
    return ", ".join(f"{gate} {number}" for gate, number in gates.most_common())


@dataclass(frozen=True, slots=True)
class TextPoint:
    """A stretch of the text in which something was made out."""

    start: int
    end: int
    passage: int
    has_card: bool


def points(found: "Found", chosen: "ChosenDrafts") -> list[TextPoint]:
    """All of them, in the order of the text; facts that rest on the same words are one."""
    carded = [fact.proof for draft in chosen.drafts for fact in draft.facts]
    points: list[TextPoint] = []
    for fact in sorted(found.facts, key=lambda one: (one.proof.start, one.proof.end)):
        start, end = fact.proof.start, fact.proof.end
        has_card = any(one.start < end and start < one.end for one in carded)
        if points and start < points[-1].end:
            before = points.pop()
            start, end = before.start, max(end, before.end)
            has_card = has_card or before.has_card
        points.append(TextPoint(start, end, fact.passage, has_card))
    return points


def about_the_run(done: Generated) -> Iterator[str]:
    """Sentences on what was found in the folder, where that was out of the ordinary."""
    if done.folder.was_finished:
        yield "The last run had been cut short; it was finished first."
    if done.folder.is_corrected:
        yield "article.md was corrected by hand, so that is what was read."


def about_earlier_cards(done: Generated) -> Iterator[str]:
    """Sentences on what became of what earlier runs and people have left there."""
    outcome = done.outcome
    if outcome.passages is not None:
        yield f"The article has changed: {_passages(outcome.passages)}."
    if outcome.is_lost:
        yield "facts.yaml was not there, so all cards were kept; deleted drafts may be back."


def about_absent_cards(done: Generated) -> Iterator[str]:
    """Sentences on decks and cards that were not written."""
    outcome = done.outcome
    if outcome.away:
        were = "was" if len(outcome.away) == 1 else "were"
        yield (
            f"{', '.join(outcome.away)} {were} deleted, and stays away;"
            " to begin anew, delete facts.yaml as well."
        )
    if outcome.asked:
        yield f"{count(outcome.asked, 'draft')} left out that cards of yours ask already"


def _passages(changes: "PassageChanges") -> str:
    parts = [
        f"{count(number, 'passage')} {what}"
        for number, what in (
            (changes.added, "new"),
            (changes.changed, "in other words"),
            (changes.gone, "gone"),
        )
        if number
    ]
    return ", ".join(parts) or "its passages are the same, in another order or under another head"
