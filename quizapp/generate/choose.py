"""Which of the drafts are written: those that pass, the best of each fact, of many kinds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizapp.generate.article import Article
from quizapp.generate.cardfile import entries, faults
from quizapp.generate.cards import events, figures, people, reasons, sayings
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Fact, Found
from quizapp.generate.gates import Gates, Rejection, same
from quizapp.generate.wording import frame

MOST_OF_A_FACT = 2
MOST_OF_A_TEMPLATE = 10
FEWER = {
    "who-said": 4,
    "cloze": 12,
    "detail": 14,
    "named": 4,
    "subject": 8,
    "turned": 6,
    "role": 3,
    "venue": 2,
}
"""Templates that soon bore, and how many of each there are at the most."""
STRONG = 0.85
"""Weight from which two cards of one type on a fact are welcome."""

_Place = tuple[str, int, int]


@dataclass(frozen=True)
class ChosenDrafts:
    drafts: tuple[Draft, ...]
    """In the order of the article."""
    rejected: tuple[Rejection, ...]


def choose(article: Article, found: Found) -> ChosenDrafts:
    """Judge all drafts that the templates give, and choose among those that pass."""
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
    selection = _Selection()
    for draft in sorted(passed, key=lambda one: (-one.weight, one.fact.proof, one.question)):
        if selection.has_room_for(draft):
            if reason := same(draft, selection.drafts):
                rejected.append(Rejection(draft, "duplicates", reason))
            else:
                selection.add(draft)
    chosen = sorted(selection.drafts, key=lambda one: (one.fact.proof, one.template, one.question))
    return ChosenDrafts(tuple(chosen), tuple(rejected))


def themes(drafts: Sequence[Draft]) -> dict[str, list[Draft]]:
    out: dict[str, list[Draft]] = {}
    for draft in drafts:
        out.setdefault(draft.theme, []).append(draft)
    return out


@dataclass
class _Selection:
    """What has been chosen so far, the weightiest first."""

    drafts: list[Draft] = field(default_factory=list)
    _matched: list[Fact] = field(default_factory=list)
    """The facts of cards that bring several together: of matching, of points, of orders."""
    _of_fact: Counter[_Place] = field(default_factory=Counter)
    _of_template: Counter[str] = field(default_factory=Counter)
    _asked: set[tuple[_Place, object]] = field(default_factory=set)
    """The types of the cards of each fact, and their answers."""

    def has_room_for(self, draft: Draft) -> bool:
        limit = FEWER.get(draft.template, MOST_OF_A_TEMPLATE)
        if self._of_template[draft.template] >= limit:
            return False
        if draft.brings_together:
            return True  # it takes no fact's place
        if draft.template in ("role", "who-said") and draft.fact in self._matched:
            return False  # a card that brings several facts together asks it already
        if draft.fact.kind == "detail" and self._is_asked(draft):
            return False
        place = _place(draft)
        most = 1 if draft.template == "who-said" else MOST_OF_A_FACT
        again = draft.answers and (place, draft.answers) in self._asked
        alike = (place, draft.type) in self._asked and draft.weight < STRONG
        return self._of_fact[place] < most and not again and not alike

    def _is_asked(self, draft: Draft) -> bool:
        """Whether a shorter card asks for the detail, or another for one in the same sentence."""
        near = [one for one in self.drafts if one.fact.proof.touches(draft.fact.proof)]
        return any(
            one.fact.kind == "detail"
            or any(
                detail in told or told in detail for told in one.answers for detail in draft.answers
            )
            for one in near
        )

    def add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self._of_template[draft.template] += 1
        if draft.brings_together:
            self._matched += draft.facts
        if len(draft.facts) == 1:
            place = _place(draft)
            self._of_fact[place] += 1
            self._asked |= {(place, draft.type), (place, draft.answers)}


def _place(draft: Draft) -> _Place:
    fact = draft.fact
    return (fact.kind, fact.proof.start, fact.proof.end)


def _drafts(article: Article, found: Found) -> Iterator[Draft]:
    yield from people.drafts(article, found)
    for kind in (sayings, reasons, figures, events):
        yield from kind.drafts(found)


def _unsound(draft: Draft, article: Article) -> Rejection | None:
    """What `quizapp check` would say against the card."""
    for _, card in entries([draft], article, approved=True):
        if found := faults(card, article):
            return Rejection(draft, "check", found[0])
    return None
