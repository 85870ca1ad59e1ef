"""Who says what: of whom a clause is the word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from typing import TYPE_CHECKING

from quizapp.generate.english.clauses import Parsed
from quizapp.generate.english.context import Context
from quizapp.generate.english.lexicon import ORGANISATIONS, SAY, STATUS
from quizapp.generate.english.phrase import Replace
from quizapp.generate.english.predicates import (
    is_accusing,
    is_arranged,
    is_remark,
    is_setting,
    is_undergone,
    rejoined,
)
from quizapp.generate.english.reasons import GIVING, tag_in
from quizapp.generate.english.reports import is_cut_off, is_quoting, is_saying_as, reports_of
from quizapp.generate.english.rhetoric import is_hedged, is_rhetoric
from quizapp.generate.english.speakers import who
from quizapp.generate.facts import Clause, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token


_FIRST = frozenset("i we us our my me".split())
_RESUMED = re.compile(r"\bif (?:so|not)\b", re.I)
_NEWS = frozenset("news clarification announcement confirmation report decision".split())
_JOINTS = (".", ",", "—", "–")


@dataclass(frozen=True)
class Saying:
    """A verb of saying, its subject, and whether what follows is what was said."""

    speaker: Speaker | None
    parsed: Parsed
    reports: bool


def standing(verb: "Token", root: "Token", said: dict[int, Saying]) -> Saying | bool:
    """The saying that a clause belongs to; else whether the sentence itself says it.

    False for what somebody hopes or fears, and for a clause that only gives a time.

    Args:
        said: the sayings of the sentence, by the index of the verb of what is said.
    """
    if _RESUMED.search(verb.doc[verb.sent.start : verb.i].text.rpartition(";")[2]):
        return False  # "if so, she will …": what it hangs on stands in another clause
    if is_hedged(verb) or is_quoting(verb) or _is_a_term(verb) or _is_either(verb):
        return False
    if is_remark(verb) or is_setting(verb):
        return not any(one.i in said for one in verb.ancestors)  # whose remark, nobody knows
    at = rejoined(verb) or (verb.head if is_arranged(verb) else verb)
    while at.i not in said:
        if at == root or _is_news(at) or (at.dep_ == "ccomp" and is_saying_as(at.head)):
            return True
        if _is_tagged(at):
            return True  # of whom it is the word, its report tells
        if at.dep_ == "conj" and any(
            one.lower_ == "that" and one.dep_ == "mark" for one in at.lefts
        ):
            # "she said …, and that …": the second of two things that were said
            told = next((one for one in said.values() if one.parsed.verb == at.head), None)
            if told is not None or not _is_said(at.head, said):
                return told or False
        if any(one.lower_ in ("whether", "if") and one.dep_ == "mark" for one in at.lefts):
            return False
        joined = at.dep_ == "conj" and at.head.pos_ in ("VERB", "AUX")
        stated = _is_conceded(at) or _is_past(at)
        if not (joined or stated or is_accusing(at) or _is_second_sentence(at, root)):
            return False
        at = at.head.head if is_undergone(at) else at.head
    return said[at.i]


_TERMS = frozenset(
    "condition demand proposal suggestion idea rumour rumor possibility risk chance hope fear"
    " requirement request".split()
)


def _is_a_term(verb: "Token") -> bool:
    """`on two conditions: that boats land here, and that …`: what is asked for, and is not so."""
    holder = verb.head if verb.dep_ == "conj" else verb
    mark = next((one for one in holder.lefts if one.lower_ == "that" and one.dep_ == "mark"), None)
    if mark is None:
        return False
    begins = mark.i == verb.sent.start and holder.dep_ == "ROOT"  # the colon ended the unit before
    return begins or (holder.dep_ == "acl" and holder.head.lemma_.lower() in _TERMS)


def _is_either(verb: "Token") -> bool:
    """`were killed or injured`: one of two, of which neither is told by itself."""
    first = verb.head if verb.dep_ == "conj" else verb
    if first.tag_ not in ("VBD", "VBN", "VBP", "VBZ"):
        return False
    return any(one.dep_ == "cc" and one.lower_ == "or" for one in first.rights)


def _is_tagged(verb: "Token") -> bool:
    """`The road was closed, said Olsen`: what stands before the saying, in its scope."""
    saying = verb.head
    if verb.dep_ != "ccomp" or verb.i > saying.i:
        return False
    return any(one.at == saying.i and verb.i in one.scope for one in reports_of(verb.sent))


def _is_said(verb: "Token", said: dict[int, Saying]) -> bool:
    """Whether it is the first of several things that were said."""
    return any(one.i in said for one in (verb, *verb.ancestors))


def _is_conceded(verb: "Token") -> bool:
    """`although the region lies …` is said as much as the rest."""
    marks = [one.lower_ for one in verb.lefts if one.dep_ == "mark"]
    return verb.dep_ == "advcl" and bool({"although", "though", "while"} & set(marks))


def _is_past(verb: "Token") -> bool:
    """`after Norway accused …`: taken for given, and over."""
    marks = [one.lower_ for one in verb.lefts if one.dep_ in ("mark", "advmod")]
    helpers = [one for one in verb.lefts if one.dep_ in ("aux", "auxpass")]
    past = (helpers[0] if helpers else verb).tag_ == "VBD"
    return is_undergone(verb) or (verb.dep_ in ("advcl", "pcomp") and "after" in marks and past)


def _is_second_sentence(inner: "Token", root: "Token") -> bool:
    """Two sentences that a comma joins, of which the parser puts one below the other."""
    if inner.dep_ != "ccomp" or inner.head != root or root.lemma_ in SAY:
        return False
    first, second = sorted((inner.i, root.i))
    marked = any(one.dep_ == "mark" for one in inner.lefts)
    return not marked and any(one.text in _JOINTS for one in root.doc[first:second])


def _is_news(verb: "Token") -> bool:
    """`the news that Armenia had frozen …`: what a noun of reporting takes for given."""
    edge = verb.left_edge.i
    before = {one.lower_ for one in verb.doc[max(0, edge - 3) : edge + 1]}
    marked = any(one.lower_ == "that" and one.dep_ == "mark" for one in verb.lefts)
    return verb.lemma_ in STATUS and marked and bool(before & _NEWS)


@dataclass
class Voices:
    """The speakers of one unit; `swap` is what is shown for its tokens."""

    context: Context
    swap: Replace

    def of(
        self, parsed: Parsed, saying: Saying | None, narrator: Speaker | None
    ) -> tuple[Speaker | None, Clause] | None:
        """Who says a clause, and the clause without `in his view`; None when nobody knows who.

        A clause that somebody says somebody else has said is nobody's: it has two speakers.

        Args:
            narrator: who utters the unit, None for the article itself.
        """
        clause = parsed.clause
        if saying is not None and not (saying.reports or saying.parsed.verb.lemma_ == "point"):
            return None  # "pointed [out]" reports as well
        if is_cut_off(parsed.tokens):
            return None
        voices = []
        if saying is not None:
            subject = [one for one in saying.parsed.verb.lefts if one.dep_ == "nsubj"]
            named = tuple(subject[0].subtree) if subject else ()
            voices = [_own_body(named, parsed) or saying.speaker]
        relays: list[Speaker | None] = []
        inside = {one.i for one in parsed.tokens} - {parsed.verb.i}
        if giver := tag_in(parsed.off.cause):
            voices.append(self._source(giver, parsed))
        for report in reports_of(parsed.verb.sent):
            if parsed.verb.i not in report.scope or report.at in {one.i + 1 for one in giver}:
                continue
            if report.at in inside:
                return None  # "…, as the ministry said": the tag was taken for a part of it
            source = self._source(report.source, parsed)
            (relays if report.passes_on else voices).append(source)
        if relays and saying is not None and saying.speaker in relays:
            voices = [one for one in voices if one not in relays]
        if lead := view(clause.lead):
            voices.append(self._owner_of_view(lead))
            clause = changed(clause, lead="")
        voices = voices or relays  # "…, the ministry said, Reuters reported" is the ministry's
        speakers = {one.name: one for one in voices if one is not None}
        if None in voices or len(speakers) > 1:
            return None
        speaker = next(iter(speakers.values()), None)
        if narrator is not None and speaker is not None and speaker.name != narrator.name:
            return None
        if speaker is None and narrator is None:
            own = any(one.lower_ in _FIRST for one in parsed.tokens)  # somebody's, unmarked
            if own or is_rhetoric(parsed.verb):
                return None
        return speaker or narrator, clause

    def _source(self, source: "Sequence[Token]", parsed: Parsed) -> Speaker | None:
        return _own_body(source, parsed) or who(source, self.context, self.swap)

    def subject(self, verb: "Token") -> Speaker | None:
        """The subject of a verb of saying."""
        holders = [verb, verb.head] if verb.dep_ == "conj" else [verb]
        subject = next(
            (c for one in holders for c in one.children if c.dep_ in ("nsubj", "nsubjpass")), None
        )
        if subject is None:
            return None
        if subject.lower_ in ("who", "which", "that"):
            found = who((subject.head.head,), self.context, self.swap)
        else:
            found = who(tuple(subject.subtree), self.context, self.swap)
        if found is None or self._is_relayed(verb, found):
            return None
        self.context.voice = found
        return found

    def _is_relayed(self, verb: "Token", speaker: Speaker) -> bool:
        """`an official said that Malta had said …`: only somebody else says that it was said."""
        outer = [
            one
            for one in reports_of(verb.sent)
            if verb.i in one.scope and one.at != verb.i and not one.passes_on
        ]
        sources = [who(one.source, self.context, self.swap) for one in outer]
        return any(one is None or one.name != speaker.name for one in sources)

    def agent(self, by: "Token | None") -> Speaker | None:
        target = next((c for c in by.children if c.dep_ == "pobj"), None) if by else None
        return who(tuple(target.subtree), self.context, self.swap) if target is not None else None

    def _owner_of_view(self, lead: str) -> Speaker | None:
        bare = re.sub(r"['’]s?$", "", lead)
        if bare.lower() in ("his", "her"):
            bare = self.context.person or self.context.speaker
        names = self.context.names
        if name := names.person(bare):
            return names.speaker(name)
        return Speaker(bare, noun="body") if bare in names.bodies else None


def settle_reason(parsed: Parsed, saying: Saying | None, speaker: Speaker | None) -> None:
    """Keep `citing …` only where who acts gives it; fetch that of `will close it, it said, citing`.

    Behind what one says of another, whose reason it is stays open.
    """
    off, acts = parsed.off, parsed.clause.form == "does"
    own = speaker is None or speaker.name == parsed.clause.subject.text
    if _is_given(off.cause) and not (acts and (own or saying is None)):
        off.cause = []
    elif saying is not None and not off.cause and acts and own:
        told = saying.parsed.off.cause
        behind = saying.parsed.off.content == parsed.verb and parsed.verb.i < saying.parsed.verb.i
        off.cause = told if behind and _is_given(told) else []


def _is_given(reason: "list[Token]") -> bool:
    return bool(reason) and reason[0].lower_ in GIVING


def _own_body(source: "Sequence[Token]", parsed: Parsed) -> Speaker | None:
    """`Montenegro will leave the pact, its government said`, or `it said`: of whom it speaks."""
    subject = parsed.clause.subject
    words = [one.lower_ for one in source if not one.is_punct and not one.is_space]
    behind = bool(words) and source[0].i > parsed.verb.i
    if not behind or subject.noun not in ("state", "body") or " and " in subject.text:
        return None
    if words == ["it"]:
        return Speaker(subject.text, noun=subject.noun)
    if len(words) != 2 or words[0] != "its" or words[1] not in ORGANISATIONS:
        return None
    owner = subject.text + ("'" if subject.text.endswith("s") else "'s")
    return Speaker(f"{owner} {words[1]}", noun="body")


_VIEW = re.compile(
    r"^(?:in|by|from|to) (?P<who>.+?)(?:'s|’s)? (?:view|account|reading|judgement|judgment|opinion"
    r"|estimate|telling|words|eyes|assessment|point of view)$",
    re.I,
)


def view(lead: str) -> str:
    """Whose view a phrase such as `in his view` gives; empty when it is none."""
    match = _VIEW.match(lead)
    return match["who"] if match else ""
