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
_SEVERAL = {
    ChangeKind.ANSWER: "answers changed",
    ChangeKind.TYPE: "types changed",
    ChangeKind.LOOKS_RENAMED: "look renamed",
    ChangeKind.WITHDRAWN: "drafts again",
}
"""Where several are told otherwise than one."""


def effect(change: CardRevision) -> str:
    """What it does to progress."""
    return "a draft: nobody is asked" if _is_draft(change) else _EFFECTS[change.kind]


def _is_draft(change: CardRevision) -> bool:
    """Whether nobody is asked it, and nobody was."""
    draft = change.after is not None and change.after.question.status == "draft"
    return draft and change.kind not in GONE


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
        said = _SEVERAL.get(_ORDER[kind], "") if len(found) > 1 else ""
        yield ChangeGroup(f"{len(found):,} {said or _ORDER[kind].value}: {does}", found)


def lines(group: ChangeGroup) -> Iterator[str]:
    """A group's cards, each with what it was (`-`) and what it is (`+`), where that says more than
    its name."""
    changes = group.changes
    if changes[0].kind is ChangeKind.COSMETIC:
        others = [one for one in changes if "explain" not in one.fields]
        changes = [one for one in changes if "explain" in one.fields]
        if others:
            yield ", ".join(f"{name(one)}{_what(one)}" for one in others)
    for change in changes:
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
        case ChangeKind.ANSWER | ChangeKind.TYPE | ChangeKind.CLARIFIED | ChangeKind.COSMETIC if (
            before and after
        ):
            yield f"{name(change)}{_what(change)}"
            differs = False
            for told in (asked, right, explained):
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


def explained(card: CardVersion) -> str:
    """What is said after the answer, on one line."""
    return cut(" ".join(markdown.plain(card.question.explain).split()), LONGEST)


def summary(changes: Iterable[CardRevision]) -> str:
    """How many of which kind, for who takes in a newer deck: `1 with another answer, 2 new`. Drafts
    are left out, as nobody is asked them."""
    kinds = [one.kind for one in changes if not _is_draft(one)]
    told = [
        (kinds.count(ChangeKind.ANSWER), "with another answer"),
        (kinds.count(ChangeKind.TYPE), "asked in another way"),
        (kinds.count(ChangeKind.CLARIFIED), "clarified"),
        (kinds.count(ChangeKind.COSMETIC), "only in typography or what is said besides"),
        (kinds.count(ChangeKind.RENAMED), "renamed"),
        (sum(kind in NEW for kind in kinds), "new"),
        (sum(kind in GONE for kind in kinds), "not asked any more"),
    ]
    return ", ".join(f"{number:,} {what}" for number, what in told if number)


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
