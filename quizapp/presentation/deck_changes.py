"""What has changed in decks, in words, and what that does to a learner's progress."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from random import Random
from typing import NamedTuple

from quizapp.core import markdown, words
from quizapp.core.card_keys import split_key
from quizapp.core.text import cut
from quizapp.deck.changes import CardRevision, CardVersion, ChangeKind
from quizapp.questions.interactions import FillGaps
from quizapp.study.revisions import GONE, NEW, Revision

LONGEST = 300
"""Characters of what is asked or right."""
_STAYS = "progress stays"
_WAITS = "not asked any more; progress is kept, and waits"
_EFFECTS = {
    ChangeKind.ANSWER: "asked again soon; what is remembered otherwise stays",
    ChangeKind.TYPE: "progress stays; asked in another way from now on",
    ChangeKind.CLARIFIED: _STAYS,
    ChangeKind.COSMETIC: _STAYS,
    ChangeKind.ADDED: "new to learners",
    ChangeKind.APPROVED: "asked from now on; progress that there is goes on",
    ChangeKind.RENAMED: "progress comes along",
    ChangeKind.LOOKS_RENAMED: "without `was`, progress starts anew",
    ChangeKind.RETIRED: _WAITS,
    ChangeKind.WITHDRAWN: _WAITS,
    ChangeKind.REMOVED: _WAITS,
}
_ORDER = tuple(ChangeKind)


def effect(change: CardRevision) -> str:
    """What it does to progress."""
    if change.after and change.after.question.status == "draft" and change.kind not in GONE:
        return "a draft: nobody is asked"
    return _EFFECTS[change.kind]


class ChangeGroup(NamedTuple):
    """Changes of one kind, with the same effect."""

    heading: str
    changes: Sequence[CardRevision]


def groups(changes: Iterable[CardRevision]) -> Iterator[ChangeGroup]:
    """What matters most comes first."""

    def of(change: CardRevision) -> tuple[int, str]:
        return _ORDER.index(change.kind), effect(change)

    for (kind, does), some in groupby(sorted(changes, key=of), of):
        found = list(some)
        yield ChangeGroup(f"{len(found):,} {_ORDER[kind].value}: {does}", found)


def lines(group: ChangeGroup) -> Iterator[str]:
    """A group's cards, each with what it was (`-`) and what it is (`+`), where that says more than
    its name."""
    if group.changes[0].kind is ChangeKind.COSMETIC:
        names = [f"{name(one)} ({', '.join(one.fields)})" for one in group.changes]
        yield ", ".join(names)
        return
    for change in group.changes:
        yield from _of_one(change)


def name(change: CardRevision) -> str:
    """The card's id and variant, without its deck."""
    return _name(change.card)


def _name(card: str) -> str:
    _, question, variant = split_key(card)
    return f"{question}#{variant}" if variant else question


def _of_one(change: CardRevision) -> Iterator[str]:
    before, after = change.before, change.after
    match change.kind:
        case ChangeKind.RENAMED:
            yield f"{_name(change.was)} → {name(change)}"
        case ChangeKind.LOOKS_RENAMED:
            remedy = f"write `was: [{split_key(change.was)[1]}]` if it is the same"
            yield f"{_name(change.was)} → {name(change)}; {remedy}"
        case ChangeKind.ANSWER | ChangeKind.TYPE | ChangeKind.CLARIFIED if before and after:
            yield f"{name(change)}{_what(change)}"
            differs = False
            for told in (asked, right):
                if (was := told(before)) != (now := told(after)):
                    differs = True
                    yield f"  - {was}"
                    yield f"  + {now}"
            if not differs:
                yield f"    {asked(after)}"
        case _:
            shown = after or before
            yield f"{name(change)}: {asked(shown)}" if shown else name(change)


def _what(change: CardRevision) -> str:
    """The fields that differ, or the types."""
    if change.kind is ChangeKind.TYPE and change.before and change.after:
        return f" ({change.before.question.type} → {change.after.question.type})"
    return f" ({', '.join(change.fields)})"


def asked(card: CardVersion) -> str:
    """What the learner is asked, on one line."""
    shown = card.question.interaction(card.variant, Random(0)).prompt
    return cut(markdown.plain(shown), LONGEST)


def right(card: CardVersion) -> str:
    """What is right, on one line."""
    question, variant = card
    is_text = isinstance(question.interaction(variant, Random(0)), FillGaps)
    solution = question.solution(variant)
    back = " · ".join(solution) if is_text else question.sides(variant).back
    return cut(back.replace("\n", " · "), LONGEST)


def in_a_line(revision: Revision) -> str:
    """For who opens decks that have changed."""
    kinds = [one.kind for one in revision.changes]
    told = [
        (kinds.count(ChangeKind.ANSWER), "with another answer, asked again soon"),
        (kinds.count(ChangeKind.TYPE), "asked in another way"),
        (kinds.count(ChangeKind.CLARIFIED), "clarified"),
        (sum(kind in NEW for kind in kinds), "added"),
        (sum(kind in GONE for kind in kinds), "not asked any more"),
    ]
    parts = [f"{number:,} {what}" for number, what in told if number]
    total = words.count(sum(number for number, _ in told), "card")
    return f"{total} changed since you last studied: {'; '.join(parts)}."
