"""From what a model told, once it is grounded, to facts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

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
from quizapp.generate.llm.grounding import Grounded
from quizapp.generate.states import state_of, states

_NAMING: dict[str, tuple[str, ...]] = {
    "role": ("person", "role"),
    "membership": ("group",),
    "founded": ("what", "name"),
    "definition": ("what", "name"),
    "known_as": ("what", "name"),
}
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NUMBER = re.compile(r"(\d[\d,.]*(?: (?:million|billion|thousand|hundred))?) ([a-z][\w' -]*)$")
_FUTURE = frozenset("will would shall may might can could".split())
_PLURAL = frozenset("are were have do".split())
_PRECISIONS: dict[int, Precision] = {0: "none", 4: "year", 7: "month", 10: "day"}


@dataclass
class Conversion:
    """Facts of one article; `dropped` has a line for each fact that cannot be used."""

    article: Article
    people: dict[str, str] = field(default_factory=dict)
    """Each person with the role in which the article introduces them."""
    bodies: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    def found(self, facts: list[Grounded]) -> Found:
        for one in facts:
            told = one.told
            if told.kind == "role" and one.text("person"):
                name = one.text("person")
                self.people[name] = self.people.get(name) or one.text("role")
            elif told.kind in ("membership", "founded", "known_as"):
                named = (one.text("group"), one.text("what"))
                self.bodies += [_bare(name) for name in named if name]
        self.bodies = [name for name in dict.fromkeys(self.bodies) if name not in self.people]
        made = [fact for one in facts for fact in self._facts(one)]
        made.sort(key=lambda fact: (fact.proof, fact.kind, fact.text))
        there: dict[str, int] = {}
        for name, state in states().items():
            if place := re.search(rf"\b{re.escape(name)}\b", self.article.text):
                there[state] = min(place.start(), there.get(state, place.start()))
        return Found(
            tuple(made),
            tuple(Speaker(name, role) for name, role in self.people.items()),
            tuple(name for name in self.bodies if not state_of(name)),
            (),
            tuple(sorted(there, key=there.__getitem__)),
        )

    def fact(self, one: Grounded) -> Fact | str:
        """The fact, or why there is none."""
        return self._naming(one) if one.told.kind in _NAMING else self._telling(one)

    def _facts(self, one: Grounded) -> Iterator[Fact]:
        fact = self.fact(one)
        if isinstance(fact, str):
            self.dropped.append(f"{one.told.kind}: {fact}: {one.told.quote}")
            return
        yield fact
        venue = one.slots.get("told_to")
        if venue is not None and fact.speaker is not None and fact.modality == "attributed":
            yield replace(fact, kind="statement", slots={"venue": venue})

    def _naming(self, one: Grounded) -> Fact | str:
        kind = one.told.kind
        names = _NAMING[kind]
        if not all(one.text(name) for name in names):
            return f"{' and '.join(names)} are needed"
        slots = {name: self._mention(one.slots[name]) for name in names}
        time = None
        if kind == "membership":
            slots["group"] = replace(slots["group"], text=_bare(slots["group"].text), noun="body")
            if len(one.members) < 2:
                return "fewer than two members"
        elif kind == "founded":
            year = _YEAR.search(slots["name"].text)
            if year is None:
                return "there is no year"
            slots["name"] = replace(slots["name"], text=year[0], noun="date")
            time = Time(year[0], year[0], "year")
        if "what" in slots:
            slots["what"] = replace(slots["what"], text=_bare(slots["what"].text))
        members = tuple(map(self._mention, one.members))
        return self._fact(
            one, kind, slots=slots, members=members, closed=one.told.closed, time=time
        )

    def _telling(self, one: Grounded) -> Fact | str:
        told = one.told
        slots: dict[str, Mention] = {
            name: one.slots[name] for name in ("cause", "condition") if name in one.slots
        }
        if told.kind == "sequence":
            first, then = one.slots.get("subject"), one.slots.get("object")
            if first is None or then is None:
                return "subject and object are needed"
            slots = {"first": first, "then": then}
            return self._fact(one, "sequence", slots=slots, clause=_followed(first, then))
        clause = self._clause(one)
        if isinstance(clause, str):
            return clause
        kind: FactKind = told.kind
        if kind == "statement":
            kind = "event"  # what was said; to whom is a fact of its own
        start = slots["cause"].span.start if "cause" in slots else 0
        before = self.article.text[:start].rstrip()
        if "cause" in slots and clause.negated and not before.endswith(","):
            return 'a "not" before a reason may deny either'
        if "cause" in slots and kind != "accusation":
            kind = "cause"
        if "condition" in slots and kind != "accusation":
            kind = "conditional"
        needed = {"cause": "cause", "conditional": "condition"}.get(kind)
        if needed and needed not in slots:
            return f"{needed} is needed"
        text = one.text("time")
        iso = resolve(text, self.article.days, clause.auxiliary in _FUTURE) if text else ""
        time = Time(text, iso, _PRECISIONS[len(iso)]) if text else None
        return self._fact(one, kind, slots=slots, clause=clause, time=time)

    def _fact(
        self,
        one: Grounded,
        kind: FactKind,
        *,
        slots: dict[str, Mention],
        members: tuple[Mention, ...] = (),
        closed: bool = False,
        clause: Clause | None = None,
        time: Time | None = None,
    ) -> Fact:
        speaker = self._speaker(one.text("speaker"))
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
            slots=slots,
            members=members,
            closed=closed,
            clause=clause,
            speaker=speaker,
            modality=modality,
            polarity=clause is None or not clause.negated,
            time=time,
        )

    def _clause(self, one: Grounded) -> Clause | str:
        told = one.told
        if "subject" not in one.slots or "verb" not in one.slots:
            return "subject and verb are needed"
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
        )

    def _speaker(self, name: str) -> Speaker | None:
        noun = self._noun(name)
        if noun == "thing":
            noun = "body"  # a person is one whom the model lists, or gives a role
        return Speaker(name, self.people.get(name, ""), noun) if name else None

    def _mention(self, mention: Mention) -> Mention:
        return replace(mention, noun=self._noun(mention.text))

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
        first, False, "was", "was followed", "followed", rest, gaps=(agent,), lemma="follow"
    )


def _without(text: str, beside: list[str]) -> str:
    """The end of a clause without what is asked for apart from it, such as its time."""
    for one in beside:
        text = text.removesuffix(one).removeprefix(one).strip(" ,")
    return text


def _bare(name: str) -> str:
    """A name without its article: cards put one where the text has one."""
    return re.sub(r"^the ", "", name, flags=re.I)


_BE = frozenset("is are was were".split())
_HELPERS = _BE | frozenset(
    "has have had will would can could may might must shall should do does did".split()
)
_SHORT = {"won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not"}
_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "arose:arise ate:eat beat:beat became:become began:begin bent:bend bit:bite blew:blow"
        " bore:bear bought:buy bound:bind broke:break brought:bring built:build burnt:burn"
        " came:come cast:cast caught:catch chose:choose cost:cost crept:creep cut:cut dealt:deal"
        " did:do drank:drink drew:draw drove:drive dug:dig fed:feed fell:fall felt:feel"
        " fled:flee flew:fly forbade:forbid forgot:forget fought:fight found:find froze:freeze"
        " gave:give got:get grew:grow ground:grind had:have has:have heard:hear held:hold hid:hide"
        " hit:hit hung:hang hurt:hurt kept:keep knew:know laid:lay lay:lie led:lead left:leave"
        " lent:lend let:let lost:lose made:make meant:mean met:meet oversaw:oversee paid:pay"
        " put:put quit:quit ran:run rang:ring read:read rebuilt:rebuild rode:ride rose:rise"
        " said:say sang:sing sank:sink sat:sit saw:see sent:send set:set shook:shake shot:shoot"
        " shrank:shrink shut:shut slept:sleep slid:slide sold:sell sought:seek spent:spend"
        " split:split spoke:speak spread:spread sprang:spring stole:steal stood:stand"
        " struck:strike stuck:stick swam:swim swept:sweep swore:swear taught:teach"
        " thought:think threw:throw told:tell took:take tore:tear understood:understand"
        " undertook:undertake upheld:uphold went:go withdrew:withdraw withheld:withhold"
        " woke:wake won:win wore:wear wound:wind wrote:write"
    ).split()
)
_INFLECTED = re.compile(r"[^e]ed$|[^s]s$")
_NOT = re.compile(r"\b(?:not|never|cannot|no longer)\b|n['’]t\b", re.I)


@dataclass(frozen=True, slots=True)
class Verb:
    """`has not met`: in a question `has … not met`."""

    text: str
    auxiliary: str
    bare: str
    lemma: str
    negated: bool


def verb(text: str, auxiliary: str, base: str) -> Verb | None:
    """The verb in its pieces; None when `base` is no base form of it.

    Args:
        text: as in the article, `launched` or `was not able`.
        auxiliary: for a question, of use only where the verb has none of its own.
        base: the same; it is compared with the verb, so that no other can be put in its place.
    """
    text = _written_out(text)
    first, _, others = text.partition(" ")
    helper = first.lower()
    negated = _NOT.search(text) is not None
    main = helper in ("has", "have", "had", "do", "does", "did") and not others
    if helper in _HELPERS and not main:
        if not others and helper not in _BE:
            return None
        last = others.split()[-1].lower() if others else "be"
        return Verb(text, helper, others, _lemma(last), negated)
    words = text.split()
    bases = base.split()
    if len(words) != len(bases):
        return None
    changed = [pair for pair in zip(words, bases, strict=True) if pair[0] != pair[1]]
    if len(changed) > 1:
        return None
    form, bare = changed[0] if changed else (words[-1], words[-1])
    form, bare = form.lower(), bare.lower()
    if form == bare:
        alike = _IRREGULAR.get(form) == bare  # `put` may be either
        if not alike and (auxiliary in ("did", "does") or _INFLECTED.search(form)):
            return None
        asked = auxiliary if alike and auxiliary in ("do", "did") else "did" if alike else "do"
    elif form in (f"{bare}s", f"{bare}es", bare[:-1] + "ies") or (form, bare) == ("has", "have"):
        asked = "does"
    elif _is_past(form, bare):
        asked = "did"
    else:
        return None
    return Verb(text, asked, base, bare, negated)


def _written_out(text: str) -> str:
    """`wasn't able` with its `not` in full."""
    words = text.replace("’", "'").split()
    return " ".join(_SHORT.get(word, re.sub(r"n't$", " not", word)) for word in words)


def _is_past(form: str, bare: str) -> bool:
    if not bare:
        return False
    regular = {f"{bare}ed", f"{bare}{bare[-1]}ed"}
    if bare.endswith("e"):
        regular = {f"{bare}d"}
    elif re.search(r"[^aeiou]y$", bare):
        regular = {bare[:-1] + "ied"}
    return form in regular or _IRREGULAR.get(form) == bare


def _lemma(form: str) -> str:
    """Of the last word after a helper, where that can be told."""
    return {"accused": "accuse", "been": "be"}.get(form) or _IRREGULAR.get(form, form)
