"""Who says what: of whom a clause is the word, and whose an utterance is."""

import re
from dataclasses import dataclass
from dataclasses import replace as changed
from typing import TYPE_CHECKING

from quizapp.generate.english.clauses import Parsed
from quizapp.generate.english.context import Context
from quizapp.generate.english.lexicon import SAY, STATUS
from quizapp.generate.english.names import sex
from quizapp.generate.english.phrase import Replace, neighbour
from quizapp.generate.english.predicates import is_accusing, is_remark, is_setting
from quizapp.generate.english.units import Unit
from quizapp.generate.facts import Clause, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


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
    if is_remark(verb) or is_setting(verb):
        return not any(one.i in said for one in verb.ancestors)  # whose remark, nobody knows
    at = verb
    while at.i not in said:
        if at == root or _is_news(at):
            return True
        if at.dep_ == "conj" and any(
            one.lower_ == "that" and one.dep_ == "mark" for one in at.lefts
        ):
            # "she said …, and that …": the second of two things that were said
            return next((one for one in said.values() if one.parsed.verb == at.head), False)
        if any(one.lower_ in ("whether", "if") and one.dep_ == "mark" for one in at.lefts):
            return False
        joined = at.dep_ == "conj" and at.head.pos_ in ("VERB", "AUX")
        if not (joined or is_accusing(at) or _is_conceded(at) or _is_second_sentence(at, root)):
            return False
        at = at.head
    return said[at.i]


def _is_conceded(verb: "Token") -> bool:
    """`although the region lies …` is said as much as the rest."""
    marks = [one.lower_ for one in verb.lefts if one.dep_ == "mark"]
    return verb.dep_ == "advcl" and bool({"although", "though", "while"} & set(marks))


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

        Args:
            narrator: who utters the unit, None for the article itself.
        """
        clause = parsed.clause
        if saying is not None:
            known = saying.speaker is not None and saying.reports
            return (saying.speaker, clause) if known else None
        if lead := view(clause.lead):
            speaker = self._owner_of_view(lead)
            return (speaker, changed(clause, lead="")) if speaker else None
        source = _source(parsed.verb)
        if source is not None:
            speaker = who(_core(source), self.context)
            return (speaker, clause) if speaker else None
        return narrator, clause

    def subject(self, verb: "Token") -> Speaker | None:
        """The subject of a verb of saying."""
        holders = [verb, verb.head] if verb.dep_ == "conj" else [verb]
        subject = next(
            (c for one in holders for c in one.children if c.dep_ in ("nsubj", "nsubjpass")), None
        )
        if subject is None:
            return None
        if subject.lower_ in ("who", "which", "that"):
            return who((subject.head.head,), self.context)
        shown = self.swap.get(subject.i, "")
        if shown in self.context.names.people:
            return self.context.names.speaker(shown)
        return who(tuple(subject.subtree), self.context)

    def agent(self, by: "Token | None") -> Speaker | None:
        target = next((c for c in by.children if c.dep_ == "pobj"), None) if by else None
        return who(tuple(target.subtree), self.context) if target is not None else None

    def _owner_of_view(self, lead: str) -> Speaker | None:
        bare = re.sub(r"['’]s?$", "", lead)
        if bare.lower() in ("his", "her"):
            bare = self.context.person or self.context.speaker
        names = self.context.names
        if name := names.person(bare):
            return names.speaker(name)
        return Speaker(bare, noun="body") if bare in names.bodies else None


def _core(head: "Token") -> "tuple[Token, ...]":
    """A noun phrase without what only describes it: `a study [published on Wednesday]`."""
    loose = {
        below.i
        for one in head.children
        if one.dep_ in ("acl", "relcl") or (one.dep_ == "prep" and one.lower_ in ("in", "on", "by"))
        for below in one.subtree
    }
    return tuple(one for one in head.subtree if one.i not in loose)


def _source(verb: "Token") -> "Token | None":
    """Whom a clause names as its source: `according to X`, `…, X said, …`."""
    for one in verb.subtree:
        if one.lower_ == "according" and neighbour(one) == "to":
            return next((c for c in one.nbor(1).children if c.dep_ == "pobj"), one)
        if one.dep_ == "parataxis" and one.lemma_ in SAY:
            return next((c for c in one.children if c.dep_ == "nsubj"), one)
    return None


_VIEW = re.compile(
    r"^(?:in|by|from|to) (?P<who>.+?)(?:'s|’s)? (?:view|account|reading|judgement|judgment|opinion"
    r"|estimate|telling|words|eyes|assessment|point of view)$",
    re.I,
)
_PRONOUNS = ("he", "she", "him", "her", "his")
_VAGUE = frozenset("they it who that which one some many others this there we i you".split())


def who(tokens: "list[Token] | tuple[Token, ...]", context: Context) -> Speaker | None:
    """The speaker that a noun phrase names; None when it names nobody in particular."""
    text = " ".join(one.text for one in tokens if not one.is_space).strip(" ,.;:")
    text = re.sub(r"\s+(['’]s)\b", r"\1", text)
    text = re.sub(r"s (['’]) ", r"s\1 ", text)
    if not text:
        return None
    if text.lower() in _PRONOUNS:
        known = context.sexes.get(context.person, sex(text))
        fits = context.person and known == sex(text)
        return context.names.speaker(context.person) if fits else None
    if text.lower() == "they":
        return context.group
    if text.lower() in _VAGUE:
        return None
    if name := context.names.named_in(text) or context.names.person(_head_name(text)):
        return context.names.speaker(name)
    if re.match(r"[Tt]he [\w-]+$", text):
        if name := context.names.by_role(text):
            return context.names.speaker(name)
        if body := context.names.classes.get(text.split()[-1].lower()):
            return Speaker(
                "the " + body if re.search(rf"the {re.escape(body)}", context.text) else body,
                noun="body",
            )
    if text[0].isupper() and context.names.noun(text) in ("body", "state", "place"):
        return Speaker(text, noun=context.names.noun(text))
    words = text.split()
    if len(words) > 7 or set(text.lower().split()) & _VAGUE:
        return None
    named = tokens[0].tag_ in ("NNP", "NNPS") or tokens[0].ent_type_ in ("NORP", "GPE")
    if len(words) == 1 and (named or tokens[-1].tag_ != "NNS"):
        return None
    context.group = Speaker(text if named else text[0].lower() + text[1:], noun="people")
    return context.group


def _head_name(text: str) -> str:
    """The part of an apposition that may be the name: `Ana Berg, the mayor` and the reverse."""
    return text.split(",")[0] if "," in text else text


def saying(doc: "Doc") -> "Token | None":
    """The verb of saying in a piece of narration that stands beside an utterance."""
    said = [
        one
        for one in doc
        if one.lemma_ in SAY and one.pos_ in ("VERB", "AUX") and one.tag_ != "VBG"
    ]
    return said[0] if said else None


def after(doc: "Doc", context: Context) -> Speaker | None:
    """The speaker of the utterance before this narration: `said X`, `X said`."""
    said = saying(doc)
    if said is None or said.i > 24:
        return None
    before = [
        one for one in doc[: said.i] if one.dep_ not in ("aux", "auxpass") and not one.is_space
    ]
    if before and before[0].lower_ in ("but", "and"):
        before = before[1:]
    if before:
        if any(one.is_sent_start and one.i > 0 for one in doc[: said.i + 1]):
            return None
        return who(tuple(before), context)
    following = []
    for one in doc[said.i + 1 :]:
        if one.text in (",", ".", ";", ":") or one.lower_ in (
            "on",
            "after",
            "in",
            "at",
            "who",
            "during",
            "before",
        ):
            break
        following.append(one)
    return who(tuple(following), context)


def before(doc: "Doc", context: Context, within: int = 12) -> Speaker | None:
    """The speaker of the utterance after this narration: `X said:`, `who told reporters,`.

    The verb of saying stands among the last `within` words.
    """
    sentence = list(doc.sents)[-1]
    said = [one for one in sentence if one.lemma_ in SAY and one.pos_ == "VERB"]
    if not said or len(sentence) - (said[-1].i - sentence.start) > within:
        return None
    verb = said[-1]
    subject = next((one for one in verb.lefts if one.dep_ in ("nsubj", "nsubjpass")), None)
    if (subject is not None and subject.lower_ in ("who", "which")) or subject is None:
        named = [context.names.person(one.text) for one in sentence if one.i < verb.i]
        named = [name for name in named if name]
        return context.names.speaker(named[-1]) if named else None
    return who(tuple(one for one in subject.subtree), context)


def speaker_of(
    place: int, passage: "list[tuple[Unit, Doc]]", context: Context, current: Speaker | None
) -> Speaker | None:
    """Who utters the unit at `place`; what stands before it has been read into `context`.

    Args:
        current: who uttered what came last in this passage.
    """
    narrated = passage[place - 1] if place and not passage[place - 1][0].quoted else None
    found = before(narrated[1], context, within=6) if narrated and current is None else None
    if found is None and place + 1 < len(passage) and not passage[place + 1][0].quoted:
        found = after(passage[place + 1][1], context)
    if found is None and narrated and current is None:
        found = before(narrated[1], context)
    following = passage[place + 1][0].text if place + 1 < len(passage) else ""
    if found is None and current is None and context.speaker and _may_speak(following, context):
        found = context.names.speaker(context.speaker)
    return found or current


def _may_speak(following: str, context: Context) -> bool:
    """Whether who spoke last can be the `he` of `he said` after the utterance."""
    pronoun = re.match(r"\W*(he|she|they) \w+", following, re.I)
    known = context.sexes.get(context.speaker)
    return pronoun is None or bool(context.person) or known in (None, pronoun[1].lower())


def view(lead: str) -> str:
    """Whose view a phrase such as `in his view` gives; empty when it is none."""
    match = _VIEW.match(lead)
    return match["who"] if match else ""
