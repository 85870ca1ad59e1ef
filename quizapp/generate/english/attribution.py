"""Who says what: speakers of utterances, of indirect speech, and of `according to`."""

import re
from typing import TYPE_CHECKING

from quizapp.generate.english.context import Context
from quizapp.generate.english.lexicon import SAY
from quizapp.generate.english.sexes import sex
from quizapp.generate.english.units import Unit
from quizapp.generate.facts import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

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
