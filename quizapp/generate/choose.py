"""Which of the drafts are written: those that pass, the best of each fact, of many kinds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizapp.generate.article import Article
from quizapp.generate.cardfile import entries, faults
from quizapp.generate.cards import bodies, events, people, reasons
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Fact, Found
from quizapp.generate.gates import Gates, Rejection, same
from quizapp.generate.wording import frame

MOST_OF_A_FACT = 2
MOST_OF_A_TEMPLATE = {"who-said": 4, "cloze": 8, "subject": 8, "turned": 6, "role": 3, "venue": 2}
"""Of these; of any other ten."""
FEWEST_POINTS = 0.5
"""Weight below which a card is not worth a learner's time."""


@dataclass(frozen=True)
class Chosen:
    drafts: tuple[Draft, ...]
    """In the order of the article, by theme."""
    rejected: tuple[Rejection, ...]


def choose(article: Article, found: Found) -> Chosen:
    gates = Gates.of(article, found)
    passed: list[Draft] = []
    rejected: list[Rejection] = []
    for draft in _drafts(article, found):
        judged = gates.judge(draft) or _unsound(draft, article)
        if judged is not None and judged.gate == "deixis":
            framed = draft.within(frame(article))
            if (gates.judge(framed) or _unsound(framed, article)) is None:
                draft, judged = framed, None
        if judged is None:
            passed.append(draft)
        else:
            rejected.append(judged)
    chosen: list[Draft] = []
    of_fact: Counter[tuple[str, int, int]] = Counter()
    types_of: set[tuple[tuple[str, int, int], str]] = set()
    of_template: Counter[str] = Counter()
    answered: set[tuple[tuple[str, int, int], tuple[str, ...]]] = set()
    for draft in sorted(passed, key=lambda one: (-_worth(one), one.fact.proof, one.question)):
        place = _place(draft.fact)
        if len(draft.facts) == 1 and (
            of_fact[place] >= MOST_OF_A_FACT or (place, draft.type) in types_of
        ):
            continue
        if of_template[draft.template] >= MOST_OF_A_TEMPLATE.get(draft.template, 10):
            continue
        if draft.weight < FEWEST_POINTS or (draft.template == "who-said" and of_fact[place]):
            continue
        told = (place, draft.answers)
        if len(draft.facts) == 1 and draft.answers and told in answered:
            continue
        answered.add(told)
        if reason := same(draft, chosen):
            rejected.append(Rejection(draft, "duplicates", reason))
            continue
        chosen.append(draft)
        of_template[draft.template] += 1
        if len(draft.facts) == 1:
            of_fact[place] += 1
            types_of.add((place, draft.type))
    chosen.sort(key=lambda one: (one.fact.proof, one.template, one.question))
    return Chosen(tuple(chosen), tuple(rejected))


def _drafts(article: Article, found: Found) -> Iterator[Draft]:
    yield from people.drafts(article, found)
    yield from bodies.drafts(article, found)
    yield from reasons.drafts(found)
    yield from events.drafts(found)


def _unsound(draft: Draft, article: Article) -> Rejection | None:
    """What `quizapp check` would say against the card."""
    for _, card in entries([draft], article, approved=True):
        if found := faults(card, article):
            return Rejection(draft, "check", found[0])
    return None


def _place(fact: Fact) -> tuple[str, int, int]:
    return (fact.kind, fact.proof.start, fact.proof.end)


def _worth(draft: Draft) -> float:
    return draft.weight


def themes(drafts: Sequence[Draft]) -> dict[str, list[Draft]]:
    out: dict[str, list[Draft]] = {}
    for draft in drafts:
        out.setdefault(draft.theme, []).append(draft)
    return out
