"""Which of the drafts are written: those that pass, in the order of what they are worth."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from itertools import chain

from quizapp.generate import wording
from quizapp.generate.article import Article
from quizapp.generate.cardfile import entries, faults
from quizapp.generate.cards import changes, claims, deeds, figures, people, reasons, replies
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Fact, Found
from quizapp.generate.gates import Gates, Rejection, same
from quizapp.generate.referents import explained
from quizapp.generate.words import content

WORDS_A_CARD = 25
"""An article gives at most a card for so many of its words."""
LEAST = 0.6
"""What a card must be worth."""
STRONG = 0.84
"""Worth from which a second card may ask the same passage from another side."""
FEW = 2
"""Mentions of a person who is not of the story's own."""
OFTEN = 3
"""Mentions of a word that the story comes back to."""
MOST_OF_A_TEMPLATE = {
    "who": 1,
    "who-is": 1,
    "stands-for": 1,
    "founded": 1,
    "how-many": 3,
    "when": 2,
    "since": 1,
    "duration": 1,
    "turned": 2,
}
"""Names and numbers of which a teacher keeps one in four: the best few will do."""


@dataclass(frozen=True)
class ChosenDrafts:
    drafts: tuple[Draft, ...]
    """In the order of the article."""
    rejected: tuple[Rejection, ...]
    about: str = ""
    """The line above the questions of the decks."""


def choose(
    article: Article, found: Found, most: int | None = None, without: Set[str] = frozenset()
) -> ChosenDrafts:
    """Judge all drafts that the templates give, and choose among those that pass.

    Args:
        most: how many cards at the most; None for as many as the article's length allows.
        without: templates and rules that are switched off, to see what they bring in.
    """
    gates = Gates.of(article, found)
    prominence = Prominence.of(article)
    passed: list[Draft] = []
    rejected: list[Rejection] = []
    for told in _drafts(article, found, gates):
        if told.template in without or told.fact.rule in without:
            continue
        draft = explained(told, article, found.introductions, gates.line(told).text)
        line = gates.line(draft)
        judged = gates.judge(draft) or prominence.picture(draft)
        judged = judged or _unsound(replace(draft, about=line.text), article)
        if judged is None:
            own = None if line == gates.about else line.text
            passed.append(replace(draft, weight=draft.weight + prominence.bonus(draft), about=own))
        else:
            rejected.append(judged)
    words = sum(len(article.text[one.start : one.end].split()) for one in article.passages)
    selection = _Selection(min(most or words, math.ceil(words / WORDS_A_CARD)))
    for draft in sorted(passed, key=lambda one: (-one.weight, one.fact.proof, one.question)):
        if draft.weight < LEAST:
            rejected.append(Rejection(draft, "value", "is worth too little"))
        elif reason := same(draft, selection.drafts) or selection.asked_by(draft):
            rejected.append(Rejection(draft, "duplicates", reason))
        elif selection.is_full:
            rejected.append(
                Rejection(draft, "value", "the article has enough cards that are worth more")
            )
        elif selection.counts[draft.template] >= MOST_OF_A_TEMPLATE.get(draft.template, 99):
            rejected.append(Rejection(draft, "value", "there are enough cards of its kind"))
        else:
            selection.add(draft)
    chosen = sorted(selection.drafts, key=lambda one: (one.fact.proof, one.template, one.question))
    return ChosenDrafts(tuple(chosen), tuple(rejected), gates.about.text)


@dataclass(frozen=True)
class Prominence:
    """What an article is about: how often each of its words comes."""

    counts: Counter[str]
    opening: int
    """Where the first two sentences end."""

    @classmethod
    def of(cls, article: Article) -> "Prominence":
        counts = Counter(
            word for word in re.findall(r"[^\W_]+", article.text.lower()) if len(word) > 3
        )
        counts.update({word: 3 for word in content(article.title)})
        second = article.passages[1] if len(article.passages) > 1 else article.passages[0]
        return cls(counts, second.end)

    def picture(self, draft: Draft) -> Rejection | None:
        """Against an utterance that names nothing of the story: it rather speaks in pictures."""
        fact = draft.fact
        if fact.speaker is None or not fact.uttered or draft.brings_together:
            return None
        own = content(fact.speaker.name)
        words = content(f"{draft.question} {' '.join(draft.answers)}") - own
        if any(self.counts[word] >= OFTEN for word in words if len(word) > 3):
            return None
        return Rejection(draft, "picture", "names nothing that the story comes back to")

    def bonus(self, draft: Draft) -> float:
        """From about -0.1 for what is named once to 0.15 for what the story is about."""
        words = content(f"{draft.question} {' '.join(draft.answers)}")
        known = sorted((self.counts[word] for word in words), reverse=True)[:4]
        near = sum(min(times, 6) for times in known) / 24 if known else 0.0
        first = draft.fact.proof.start <= self.opening
        central = first and draft.template not in _INCIDENTAL
        told = (
            0.2 * (near - 0.5)
            + 0.05 * first
            + 0.06 * central
            - 0.1 * self._is_of_a_bystander(draft)
        )
        return told + _exactness(draft)

    def _is_of_a_bystander(self, draft: Draft) -> bool:
        """Whether it tells what somebody does, or is, whom the article names once or twice."""
        clause, fact = draft.fact.clause, draft.fact
        if draft.template == "who-is":
            return self.counts[fact.slots["person"].text.split()[-1].lower()] < FEW
        if clause is None or fact.speaker is not None or clause.subject.noun != "person":
            return False
        return self.counts[clause.subject.text.split()[-1].lower()] <= FEW


def _exactness(draft: Draft) -> float:
    """From -0.25 for a question and an answer of a word or two to 0.04 for an exact question."""
    if draft.type != "flashcard":
        return 0.0
    speaker = draft.fact.speaker
    asked = content(draft.question) - content(speaker.name if speaker else "")
    answer = " ".join(draft.answers)
    worth = -0.12 if len(asked) <= 2 else 0.04 if len(asked) >= 5 else 0.0
    worth -= 0.08 * (len(content(answer)) <= 2)
    worth -= 0.05 * bool(_POINTING.search(answer))
    return max(worth, 0.0) if draft.template in _EXACT else worth


_EXACT = ("denied", "accused", "response", "why", "what-if", "list", "said-that", "said-about")
"""Templates that ask for one thing, in however few words."""
_INCIDENTAL = frozenset("who who-is stands-for founded how-many when since duration".split())
"""Templates that ask for a name or a number, and not for what the story tells."""
_POINTING = re.compile(r"\b(?:its|their|his|her|it|they|he|she|them)\b")


@dataclass
class _Selection:
    """What has been chosen so far, the worthiest first."""

    most: int
    drafts: list[Draft] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def is_full(self) -> bool:
        return len(self.drafts) >= self.most

    def asked_by(self, draft: Draft) -> str:
        """Which card asks the same passage already; nothing where another side is asked for."""
        if draft.brings_together:
            return ""
        if draft.template == "who-is":
            person = draft.fact.slots["person"].text
            matched = [one for one in self.drafts if one.template == "match-roles"]
            if any(person in one.fields["pairs"] for one in matched):
                return "who that is, another card asks with the others"
        for other in self.drafts:
            if other.brings_together or not _overlap(draft, other):
                continue
            if other.template == "stands-for" != draft.template:
                continue  # what a body's letters mean is no side of what it does
            mine, theirs = (
                content(f"{one.question} {' '.join(one.answers)}") for one in (draft, other)
            )
            shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
            strong = min(draft.weight, other.weight) >= STRONG
            if shared > 0.5 or not strong:
                return f'asks for the same words as "{other.question}"'
        return ""

    def add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.counts[draft.template] += 1


def _overlap(one: Draft, other: Draft) -> bool:
    """Whether two cards rest on the same words, for the most part."""
    for mine in one.facts:
        for theirs in other.facts:
            shared = min(mine.proof.end, theirs.proof.end) - max(
                mine.proof.start, theirs.proof.start
            )
            shorter = min(mine.proof.end - mine.proof.start, theirs.proof.end - theirs.proof.start)
            if shared > 0.5 * shorter:
                return True
    return False


def _drafts(article: Article, found: Found, gates: Gates) -> Iterator[Draft]:
    yield from people.drafts(article, found)
    for draft in chain(
        claims.drafts(found, lambda text, fact: _alone(text, fact, article, found, gates)),
        replies.drafts(article, found),
        reasons.drafts(found),
        deeds.drafts(found),
        changes.drafts(found),
        figures.drafts(found, article.published),
    ):
        yield _naming_once(draft)


def _alone(text: str, fact: Fact, article: Article, found: Found, gates: Gates) -> str:
    """A statement with what was told before of the things in it; empty where that is too little."""
    asked = Draft("said", "flashcard", {"prompt": text, "answer": ""}, (fact,), (), 1.0)
    told = text if "“" in text else explained(asked, article, found.introductions, "").question
    return told if gates.stands(told, fact) else ""


def _naming_once(draft: Draft) -> Draft:
    """The draft with a pronoun where its question, or a condition, would name its speaker again."""
    name = "text" if draft.type == "cloze" else "prompt"
    asked, speaker = str(draft.fields[name]), draft.fact.speaker
    told = wording.once(asked, speaker, draft.fact.pronoun)
    if told == asked or speaker is None:
        return draft
    before, after = (set(re.findall(r"\w+", text.lower())) for text in (asked, told))
    fields = {**draft.fields, name: told}
    if draft.template == "condition":
        fields["answer"] = wording.called_again(str(fields["answer"]), speaker, draft.fact.pronoun)
    return replace(draft, fields=fields, explained=draft.explained | (after - before))


def _unsound(draft: Draft, article: Article) -> Rejection | None:
    """What `quizapp check` would say against the card."""
    for _, card in entries([draft], article, approved=True):
        if found := faults(card, article):
            return Rejection(draft, "check", found[0])
    return None
