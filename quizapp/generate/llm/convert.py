"""From what a model told, once it is grounded, to facts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from quizapp.generate.article import Article
from quizapp.generate.dates import resolve
from quizapp.generate.facts import (
    Clause,
    ClauseGap,
    Fact,
    FactKind,
    Found,
    Hole,
    Mention,
    Modality,
    Noun,
    Precision,
    Speaker,
    Time,
    joined,
)
from quizapp.generate.llm.answer import LlmAnswer, Told
from quizapp.generate.llm.grounding import Grounded, ground, is_named
from quizapp.generate.llm.verbs import verb
from quizapp.generate.states import state_of, states

_NEEDED: dict[str, tuple[str, ...]] = {
    "role": ("person", "role"),
    "membership": ("group",),
    "founded": ("what", "name"),
    "definition": ("what", "name"),
    "known_as": ("what", "name"),
    "sequence": ("subject", "object"),
    "cause": ("subject", "verb", "cause"),
    "conditional": ("subject", "verb", "condition"),
    "open_question": ("name",),
}
_NAMING = frozenset("role membership founded definition known_as open_question".split())
_BODIES = ("group", "what")
"""Fields that name a body, in facts that tell of one."""
MOST_TOPICS = 2
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NUMBER = re.compile(r"(\d[\d,.]*(?: (?:million|billion|thousand|hundred))?) ([a-z][\w' -]*)$")
_FUTURE = frozenset("will would shall may might can could".split())
_PLURAL = frozenset("are were have do".split())
_PRECISIONS: dict[int, Precision] = {0: "none", 4: "year", 7: "month", 10: "day"}


@dataclass
class Conversion:
    """All that was told of an article, piece by piece, and the facts that come of it."""

    article: Article
    people: dict[str, str] = field(default_factory=dict)
    """Each person with the role in which the article introduces them."""
    bodies: list[str] = field(default_factory=list)
    grounded: list[Grounded] = field(default_factory=list)

    def judge(self, entry: Told | str) -> Grounded | str:
        """The places of what was told, or why it cannot be used."""
        if isinstance(entry, str):
            return entry
        one = ground(entry, self.article)
        if one.faults:
            return "; ".join(one.faults[:2])
        fact = self.fact(one)
        return fact if isinstance(fact, str) else one

    def take(self, answer: LlmAnswer) -> None:
        """Keep what can be used of an answer."""
        for name in answer.people:
            if is_named(name, self.article):
                self.people.setdefault(name, "")
        self.bodies += [name for name in answer.bodies if is_named(name, self.article)]
        for entry in dict.fromkeys(answer.facts):
            one = self.judge(entry)
            if isinstance(one, str):
                continue
            self.grounded.append(one)
            if one.told.kind == "role":
                name = one.text("person")
                self.people[name] = self.people.get(name) or one.text("role")
            elif one.told.kind in ("membership", "founded", "known_as"):
                self.bodies += [_bare(one.text(name)) for name in _BODIES if name in one.slots]
        self.bodies = [name for name in dict.fromkeys(self.bodies) if name not in self.people]

    def found(self) -> Found:
        told = {one.told: one for one in self.grounded}  # a paragraph may be told of twice
        facts = [fact for one in told.values() for fact in self._facts(one)]
        facts.sort(key=lambda fact: (fact.proof, fact.kind, fact.text))
        there = [
            (place.start(), state)
            for name, state in states().items()
            if (place := re.search(rf"\b{re.escape(name)}\b", self.article.text))
        ]
        return Found(
            tuple(facts),
            tuple(
                Speaker(name, role)
                for name, role in self.people.items()
                if self._in_full(name) == name
            ),
            tuple(name for name in self.bodies if not state_of(name)),
            (),
            tuple(dict.fromkeys(state for _, state in sorted(there))),
            self._topics({state for _, state in there}),
        )

    def _topics(self, named: set[str]) -> tuple[str, ...]:
        """The names that come most often, with their article, the most frequent first."""
        places: dict[str, int] = {}
        for name in sorted({*self.people, *self.bodies, *named}):
            last = name.split()[-1] if name in self.people else name
            found = re.findall(rf"\b(the )?{re.escape(last)}\b", self.article.text, re.I)
            if self._in_full(name) == name and len(found) > 1:
                shown = f"the {name}" if 2 * sum(map(bool, found)) > len(found) else name
                places[shown] = len(found)
        return tuple(sorted(places, key=lambda name: -places[name])[:MOST_TOPICS])

    def fact(self, one: Grounded) -> Fact | str:
        """The fact, or why there is none."""
        needed = _NEEDED.get(one.told.kind, ("subject", "verb"))
        if missing := [name for name in needed if name not in one.slots]:
            return f"{' and '.join(missing)} must be given"
        return self._naming(one) if one.told.kind in _NAMING else self._telling(one)

    def _facts(self, one: Grounded) -> Iterator[Fact]:
        fact = self.fact(one)
        if isinstance(fact, Fact):
            yield fact
            venue = one.slots.get("told_to")
            if venue is not None and fact.speaker is not None and fact.modality == "attributed":
                yield replace(fact, kind="statement", slots={"venue": venue})

    def _naming(self, one: Grounded) -> Fact | str:
        slots = {name: self._mention(one.slots[name]) for name in _NEEDED[one.told.kind]}
        for name in slots.keys() & {*_BODIES}:
            slots[name] = replace(slots[name], text=_bare(slots[name].text))
        time = None
        if one.told.kind == "open_question":
            slots = {"open": slots["name"]}
        elif one.told.kind == "membership":
            slots["group"] = replace(slots["group"], noun="body")
            if len(one.members) < 2:
                return "fewer than two members"
        elif one.told.kind == "founded":
            year = _YEAR.search(slots["name"].text)
            if year is None:
                return "there is no year"
            slots["name"] = replace(slots["name"], text=year[0], noun="date")
            time = Time(year[0], year[0], "year")
        members = tuple(map(self._mention, one.members))
        closed = one.told.closed
        return self._fact(
            one, one.told.kind, slots=slots, members=members, closed=closed, time=time
        )

    def _telling(self, one: Grounded) -> Fact | str:
        if one.told.kind == "sequence":
            first, then = one.slots["subject"], one.slots["object"]
            slots = {"first": first, "then": then}
            return self._fact(one, "sequence", _followed(first, then), slots=slots)
        clause = self._clause(one)
        if isinstance(clause, str):
            return clause
        kind: FactKind = one.told.kind
        if kind == "statement":
            kind = "event"  # what was said; to whom is a fact of its own
        slots = {name: one.slots[name] for name in ("cause", "condition") if name in one.slots}
        if "cause" in slots and clause.negated:
            before = self.article.text[: slots["cause"].span.start].rstrip()
            if not before.endswith(","):
                return 'a "not" before a reason may deny either'
        if kind != "accusation":
            kind = "conditional" if "condition" in slots else "cause" if "cause" in slots else kind
        text = one.text("time")
        iso = resolve(text, self.article.days, clause.auxiliary in _FUTURE) if text else ""
        time = Time(text, iso, _PRECISIONS[len(iso)]) if text else None
        return self._fact(one, kind, clause, slots=slots, time=time)

    def _fact(
        self, one: Grounded, kind: FactKind, clause: Clause | None = None, **parts: Any
    ) -> Fact:
        voice = one.voice if clause is not None else ""
        speaker = self._speaker(one.text("speaker") or voice)
        modality: Modality = "asserted"
        if kind == "accusation":
            modality = "accusation"
        elif speaker is not None:
            modality = "denied" if one.told.denied else "attributed"
        return Fact(
            kind=kind,
            rule="llm",
            passage=one.passage,
            proof=one.proof,
            clause=clause,
            speaker=speaker,
            modality=modality,
            polarity=clause is None or not clause.negated,
            **parts,
        )

    def _clause(self, one: Grounded) -> Clause | str:
        told = one.told
        parts = verb(told.verb, told.auxiliary.lower(), told.base)
        if parts is None:
            return f'"{told.base}" is not the base form of "{told.verb}"'
        beside = [one.text(name) for name in ("cause", "condition", "time") if one.text(name)]
        thing, rest = one.slots.get("object"), _without(one.text("rest"), beside)
        if thing is not None:
            thing = replace(thing, text=_without(thing.text, beside))
        gaps: list[ClauseGap] = []
        if thing is not None and thing.text:
            answer = self._mention(thing)
            counted = number[2] if (number := _NUMBER.match(answer.text)) else ""
            role: Hole = "complement" if parts.lemma == "be" else "object"
            gaps.append(ClauseGap(role, answer, "", rest, counted=counted))
        charge = rest.removeprefix("of ")
        if told.kind == "accusation" and charge != rest:
            answer = replace(one.slots["rest"], text=charge)
            gaps.append(ClauseGap("of", answer, thing.text if thing else "", "", "of"))
        return Clause(
            subject=self._mention(one.slots["subject"]),
            plural=parts.auxiliary in _PLURAL,
            auxiliary=parts.auxiliary,
            verb=parts.text,
            bare=parts.bare,
            rest=joined(thing.text if thing else "", rest),
            negated=parts.negated,
            gaps=tuple(gaps),
            lemma=parts.lemma,
            form=parts.form,
        )

    def _speaker(self, name: str) -> Speaker | None:
        name = self._in_full(name)
        return Speaker(name, self.people.get(name, ""), self._noun(name)) if name else None

    def _mention(self, mention: Mention) -> Mention:
        name = self._in_full(mention.text)
        return replace(mention, text=name, noun=self._noun(name))

    def _in_full(self, name: str) -> str:
        """A surname with the first name that it had before; all else as it is."""
        found = [one for one in self.people if one.endswith(f" {name}")]
        return found[0] if len(found) == 1 else name

    def _noun(self, text: str) -> Noun:
        if text in self.people:
            return "person"
        if _bare(text) in self.bodies:
            return "body"
        if _bare(text) in states():
            return "state"
        if state_of(text):
            return "place"
        return "number" if _NUMBER.match(text) else "thing"


def _followed(first: Mention, then: Mention) -> Clause:
    agent = ClauseGap("agent", then, "", "", "by")
    rest = joined("by", then.text)
    return Clause(
        first,
        False,
        "was",
        "was followed",
        "followed",
        rest,
        gaps=(agent,),
        lemma="follow",
        form="is done",
    )


def _without(text: str, beside: list[str]) -> str:
    """The end of a clause without what is asked for apart from it, such as its time."""
    for one in beside:
        text = text.removesuffix(one).removeprefix(one).strip(" ,")
    return text


def _bare(name: str) -> str:
    """A name without its article: cards put one where the text has one."""
    return re.sub(r"^the ", "", name, flags=re.I)
