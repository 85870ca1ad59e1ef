"""Which words of a narrated sentence it gives as somebody's: `…, the ministry said`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.generate.english.lexicon import SAY
from quizapp.generate.english.phrase import neighbour

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_TAGS = ("parataxis", "advcl", "dep", "conj")
_ASIDES = ("acl", "relcl")
_QUOTING = frozenset("quote cite".split())
_OUTLETS = re.compile(
    r"\b(?:Reuters|AP|Associated Press|AFP|TASS|Tass|Interfax|Bloomberg|BBC|CNN|Xinhua|dpa|DPA"
    r"|Kyodo|Yonhap|Anadolu|RIA|Novosti|Belta|Armenpress|Ukrinform|ANSA|EFE|PTI|UPI|Times|Post|Journal"
    r"|Guardian|Telegraph|Herald|Tribune|Gazette|Spiegel|Monde|Politico|Axios|news agency|newspaper"
    r"|daily|broadcaster|television|channel|radio|Radio|TV|News|media)\b"
)
"""Who only passes on what others said: an agency, a paper, a station."""


@dataclass(frozen=True)
class Attribution:
    """A source, the indexes of the tokens that it answers for, and where it is named."""

    at: int
    source: "tuple[Token, ...]"
    scope: frozenset[int]

    @property
    def passes_on(self) -> bool:
        """Whether the source is a medium, which is credited for the words of somebody else."""
        return is_outlet(" ".join(one.text for one in self.source))


def is_outlet(name: str) -> bool:
    """Whether a name is that of an agency, a paper or a station."""
    return _OUTLETS.search(name) is not None


def reports_of(sentence: "Span") -> Iterator[Attribution]:
    for token in sentence:
        if _names_itself(token):
            continue
        if (token.lemma_ in SAY and token.pos_ in ("VERB", "AUX")) or _puts_it(token):
            yield from _said(token, sentence)
        elif token.lower_ == "according" and neighbour(token) == "to":
            yield from _according(token, sentence)


def _names_itself(verb: "Token") -> bool:
    """`the Front, as the militia calls itself, …`: that is a name, and nobody's word."""
    return neighbour(verb) in ("itself", "themselves", "himself", "herself") and any(
        one.lower_ == "as" for one in verb.lefts
    )


def _puts_it(verb: "Token") -> bool:
    """`as the ministry put it`."""
    marked = any(one.lower_ == "as" for one in verb.lefts)
    return verb.lemma_ == "put" and neighbour(verb) == "it" and marked


def quoted_one(verb: "Token") -> "list[Token]":
    """Whom `TASS quoted Olsen as saying` and `Olsen was quoted as saying` quote."""
    if any(one.dep_ == "auxpass" for one in verb.lefts):
        subject = next((one for one in verb.lefts if one.dep_ in _SUBJECTS), None)
        return list(subject.subtree) if subject is not None else []
    end = next((one.i for one in verb.doc[verb.i :] if one.lower_ == "as"), verb.i)
    return list(verb.doc[verb.i + 1 : end])


def is_cut_off(tokens: "list[Token]") -> bool:
    """`…, the agency reported`, taken for a part of what was said."""
    last = tokens[-1]
    tag = last.lemma_ in SAY and last.tag_ in ("VBD", "VBZ", "VBN")
    commas = [one for one in tokens if one.text == ","]
    return tag and bool(commas) and last.i - commas[-1].i < 9


def _said(verb: "Token", sentence: "Span") -> Iterator[Attribution]:
    content = next((one for one in verb.children if one.dep_ == "ccomp"), None)
    if verb.tag_ == "VBG":
        yield from _quoted_as(verb, content)
        return
    subject = next((one for one in verb.children if one.dep_ in _SUBJECTS), None)
    if subject is None and verb.dep_ == "conj":
        subject = next((one for one in verb.head.lefts if one.dep_ in _SUBJECTS), None)
    if subject is None or any(one.dep_ == "auxpass" for one in verb.lefts):
        return
    source = tuple(subject.subtree)
    if subject.lower_ in ("who", "which", "that"):
        relative = next((one for one in (verb, *verb.ancestors) if one.dep_ == "relcl"), verb)
        source = (relative.head,)
    opening = min(subject.left_edge.i, verb.i)
    if content is not None and content.i > verb.i and opening <= content.left_edge.i:
        yield Attribution(verb.i, source, _within(content))
        return
    tags = verb.dep_ in _TAGS or (content is not None and content.i < verb.i)
    if tags and neighbour(sentence.doc[opening], -1) in (",", "as", "-", "–", "—"):
        inside = content.subtree if content is not None else ()
        below = _within(verb) - {one.i for one in inside}
        tag = {at for at in below if at >= opening} | {verb.i}
        inner = verb.dep_ != "ROOT" and verb.head.dep_ in ("advcl", "relcl", "acl", "ccomp")
        said = verb.head.subtree if inner else sentence
        whole = {one.i for one in said} - tag
        yield Attribution(verb.i, source, frozenset(whole))


def _quoted_as(verb: "Token", content: "Token | None") -> Iterator[Attribution]:
    """`X was quoted as saying …`, and by whom, where that is told."""
    if content is None or not is_saying_as(verb):
        return
    quoting = verb.head.head
    passive = any(one.dep_ == "auxpass" for one in quoting.lefts)
    kinds = ("nsubjpass",) if passive else ("dobj", "nsubj")
    holders = [one for one in quoting.children if one.dep_ in kinds]
    by = next((one for one in quoting.children if one.dep_ == "agent"), None)
    holders += [one for one in by.children if one.dep_ == "pobj"] if by is not None else []
    for holder in holders:
        yield Attribution(verb.i, tuple(holder.subtree), _within(content))


def is_saying_as(verb: "Token") -> bool:
    """Whether it is the participle in `quoted as saying`."""
    by_as = verb.tag_ == "VBG" and verb.head.lower_ == "as"
    return by_as and verb.head.head.lemma_ in _QUOTING


def is_quoting(verb: "Token") -> bool:
    """`was quoted as saying …`: of which only what was said is worth telling."""
    return verb.lemma_ in _QUOTING and any(one.lower_ == "as" for one in verb.rights)


def _according(token: "Token", sentence: "Span") -> Iterator[Attribution]:
    target = next((one for one in token.nbor(1).children if one.dep_ == "pobj"), None)
    source = tuple(target.subtree) if target is not None else (token,)
    aside = next((one for one in token.ancestors if one.dep_ in _ASIDES), None)
    scope = _within(aside) if aside is not None else {one.i for one in sentence}
    yield Attribution(token.i, _plain(source), frozenset(scope - _within(token)))


def _plain(source: "tuple[Token, ...]") -> "tuple[Token, ...]":
    """`a study [published on Wednesday]`: a source without what only describes it."""
    head = source[0].doc[source[0].i : source[-1].i + 1].root
    if head.lower_ in ("results", "findings"):  # "the results of a trial": the trial's
        of = next((one for one in head.rights if one.lower_ == "of"), head)
        head = next((one for one in of.children if one.dep_ == "pobj"), head)
        source = tuple(head.subtree)
    loose = {
        below.i
        for one in head.children
        if one.dep_ in ("acl", "relcl") or (one.dep_ == "prep" and one.lower_ in ("in", "on", "by"))
        for below in one.subtree
    }
    return tuple(one for one in source if one.i not in loose)


def _within(token: "Token") -> frozenset[int]:
    return frozenset(one.i for one in token.subtree)
