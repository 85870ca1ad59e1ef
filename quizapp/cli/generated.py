"""What `quizapp generate` says when it is done: a screen of lines, or JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.author.article.generating import (
    Generated,
    about_absent_cards,
    about_earlier_cards,
    about_the_run,
    by_gate,
)
from quizapp.core.text import clean, cut
from quizapp.core.words import count
from quizapp.deck.editing import line_of

if TYPE_CHECKING:
    from quizapp.author.curate.rule_report import RuleOutcome
    from quizapp.generate.article import Article
    from quizapp.generate.choose import ChosenDrafts
    from quizapp.generate.folder import Written
    from quizapp.generate.merging import ChangedCard

SHOWN = 5
"""Cards to look at, and kinds of facts, that are named without --verbose."""
MOST_ARTICLES = 20
"""Articles that have a line of their own without --verbose."""


def tell(results: Sequence[Generated], verbose: bool, approve: bool) -> None:
    """All of it in at most 24 lines, if not `verbose`."""
    if len(results) == 1 or verbose:
        for result in results:
            for line in _lines(result, verbose):
                click.echo(line)
    else:
        for result in results[:MOST_ARTICLES]:
            click.echo(_line(result))
        if len(results) > MOST_ARTICLES:
            click.echo(f"and {len(results) - MOST_ARTICLES} more; --verbose tells all of each")
    if results:
        click.echo(f"Next: {_next(results, approve)}")


def _lines(result: Generated, verbose: bool) -> Iterator[str]:
    article, outcome = result.article, result.outcome
    yield f"{result.folder.path}: {_title(article)}"
    yield from _indented(about_the_run(result))
    kinds = Counter(fact.kind.replace("_", " ") for fact in result.found.facts).most_common()
    told = ", ".join(f"{number} {kind}" for kind, number in kinds[:SHOWN])
    others = sum(number for _, number in kinds[SHOWN:])
    told += f", {others} others" if others else ""
    facts = count(len(result.found.facts), "fact")
    yield f"  {count(len(article.passages), 'passage')}, {facts}: {told}"
    yield from _indented(about_earlier_cards(result))
    for deck in outcome.decks:
        yield f"  {deck.path.name:<18}{_done(deck)}"
    yield from _indented(about_absent_cards(result))
    yield from _to_look_at(outcome.changed, None if verbose else SHOWN)
    yield from _rejected(result.chosen, verbose)
    if not article.published:
        yield "  No date was found, so no day in words was dated; --published gives it."


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _line(result: Generated) -> str:
    outcome = result.outcome
    cards = sum(deck.cards for deck in outcome.decks)
    new = sum(deck.added for deck in outcome.decks)
    look = f"; {count(len(outcome.changed), 'card')} to look at" if outcome.changed else ""
    decks = count(len(outcome.decks), "deck")
    told = f"{count(cards, 'card')} in {decks}, {new} new{look}"
    return f"{result.folder.path}: {_title(result.article)}: {told}"


def _title(article: "Article") -> str:
    if not article.published:
        return f"{clean(article.title)}, no date"
    source = f" ({cut(clean(article.dated_from), 50)})" if article.dated_from else ""
    day = article.published
    return f"{clean(article.title)}, {day.day} {day:%B %Y}{source}"


def _to_look_at(changed: "Sequence[ChangedCard]", most: int | None) -> Iterator[str]:
    if not changed:
        return
    yield f"  {count(len(changed), 'card')} of yours to look at, as the article has changed:"
    for one in islice(changed, most):
        now = f'is now "{cut(one.now, 60)}"' if one.now else "is gone"
        place = f"{one.path.name}:{line_of(one.path, one.card)}"
        yield f'    {place} {one.card}: "{cut(clean(one.before), 40)}" {clean(now)}'
    if most and len(changed) > most:
        yield f"    and {len(changed) - most} more; --verbose lists them"
    yield "    Their old evidence stands in lines `# before:`; delete them once a card is right."


def _rejected(chosen: "ChosenDrafts", verbose: bool) -> Iterator[str]:
    rejected = [one for one in chosen.rejected if one.gate != "duplicates"]
    if not rejected:
        return
    doubles = len(chosen.rejected) - len(rejected)
    also = f", and {count(doubles, 'duplicate')}" if doubles else ""
    told = f"  {count(len(rejected), 'draft')} rejected{also}"
    if not verbose:
        yield f"{told} ({by_gate(chosen)}); --verbose and facts.yaml list them"
        return
    yield f"{told}:"
    for one in rejected:
        yield f"    {one.gate}: {clean(one.reason)}: {cut(clean(one.draft.question), 70)}"


def _next(results: Sequence[Generated], approve: bool) -> str:
    folder = results[0].folder.path if len(results) == 1 else results[0].folder.path.parent
    decks = [deck for result in results for deck in result.outcome.decks]
    changed = [one for result in results for one in result.outcome.changed]
    if changed:
        return f"look at {changed[0].path}:{line_of(changed[0].path, changed[0].card)}"
    if approve or all(deck.cards <= deck.kept for deck in decks):
        return f"quizapp review {folder}"
    return f"`quizapp curate {folder}`: each draft beside its passage, a key to keep or drop it."


def _done(deck: "Written") -> str:
    parts = [count(deck.cards, "card")] if deck.cards else ["no card left, so the file is gone"]
    for number, what in (
        (deck.added, "new"),
        (deck.rewritten, "rewritten"),
        (deck.kept, "kept as you left them"),
        (deck.followed, "of them with evidence that moved"),
        (deck.removed, "old drafts removed"),
        (deck.deleted, "that you deleted left out"),
    ):
        if number:
            parts.append(f"{number} {what}")
    return ", ".join(parts)


def as_data(result: Generated) -> dict[str, Any]:
    article, outcome = result.article, result.outcome
    changes = outcome.passages
    return {
        "folder": str(result.folder.path),
        "title": article.title,
        "published": article.published and article.published.isoformat(),
        "dated_from": article.dated_from,
        "facts": len(result.found.facts),
        "passages": changes
        and {"added": changes.added, "changed": changes.changed, "gone": changes.gone},
        "decks": [
            {
                "file": str(deck.path),
                "cards": deck.cards,
                "added": deck.added,
                "rewritten": deck.rewritten,
                "kept": deck.kept,
                "followed": deck.followed,
                "removed": deck.removed,
                "deleted": deck.deleted,
            }
            for deck in outcome.decks
        ],
        "away": list(outcome.away),
        "look_at": [
            {"file": str(one.path), "card": one.card, "before": one.before, "now": one.now}
            for one in outcome.changed
        ],
        "rejected": [
            {"gate": one.gate, "reason": one.reason, "card": one.draft.question}
            for one in result.chosen.rejected
        ],
    }


def tell_outcomes(folders: Sequence[Path], as_json: bool) -> None:
    """What became of the cards of each rule, folder by folder."""
    from quizapp.author.curate.rule_report import outcomes

    found = {str(folder): outcomes(folder) for folder in folders}
    if as_json:
        told = {folder: [_outcome(one) for one in rules] for folder, rules in found.items()}
        click.echo(json.dumps(told, indent=2))
        return
    for folder, rules in found.items():
        click.echo(f"{clean(folder)}: {_summed(rules)}")
        width = max(len("rule"), *(len(one.rule) for one in rules))
        click.echo(f"  {'rule':<{width}}  made  kept  edited  dropped  wait")
        for one in rules:
            numbers = (
                f"{one.made:>6}{one.kept:>6}{one.edited:>8}{one.dropped.total():>9}{one.waiting:>6}"
            )
            click.echo(f"  {clean(one.rule):<{width}}{numbers}  {_reasons(one.dropped)}".rstrip())


def _summed(rules: "Sequence[RuleOutcome]") -> str:
    kept, dropped = sum(one.kept for one in rules), sum(one.dropped.total() for one in rules)
    share = f" ({kept / (kept + dropped):.0%} of those decided)" if kept + dropped else ""
    made = f"{count(sum(one.made for one in rules), 'card')} by {count(len(rules), 'rule')}"
    return (
        f"{made}: {kept} kept{share}, {dropped} dropped, {sum(one.waiting for one in rules)} wait"
    )


def _reasons(dropped: Counter[str]) -> str:
    return ", ".join(f"{clean(reason)} {number}" for reason, number in dropped.most_common())


def _outcome(one: "RuleOutcome") -> dict[str, Any]:
    return {
        "rule": one.rule,
        "made": one.made,
        "kept": one.kept,
        "edited": one.edited,
        "dropped": dict(one.dropped),
        "waiting": one.waiting,
        "share_kept": None if one.share is None else round(one.share, 3),
    }
