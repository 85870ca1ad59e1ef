"""`the panel` in a question becomes `the United Nations panel`, where it can be no other."""

import re
from collections.abc import Sequence
from dataclasses import replace

from quizapp.generate.article import Article
from quizapp.generate.deixis import PAPERS, loose_nouns, pointing
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Introduction
from quizapp.generate.gates import MOST_WORDS
from quizapp.generate.words import content, words_of

_WORD = r"[A-Z][\w’'-]*"
_ASKED = ("flashcard", "true_false", "typed", "choice")
"""Types of card whose question is one sentence."""


def explained(
    draft: Draft, article: Article, introductions: Sequence[Introduction], about: str
) -> Draft:
    """The draft with what was told before of the things that its question takes for known.

    Args:
        about: the line above the question.
    """
    if draft.type not in _ASKED or "stands for nothing" in pointing(draft, article, about):
        return draft  # what is put in would seem to be what its pronoun means
    shown = words_of(about)
    for noun in dict.fromkeys(loose_nouns(draft, article)):
        place = _place(noun, draft, article)
        phrase = referent(noun, introductions, place) or named(
            noun, introductions, article.text, place
        )
        long = len(f"{draft.question} {phrase}".split()) > MOST_WORDS
        if phrase and noun not in shown and not long:
            draft = _with(draft, noun, phrase)
    return draft


def _is_of_a_name(noun: str, told: str) -> bool:
    """Whether something whose name has the noun was told of: `the court` may be that court."""
    name = re.escape(noun.title())
    named = rf"\b{_WORD} (?:of )?{name}\b|\b{name} (?:of|for|on) (?:the )?[A-Z]"
    return re.search(named, told) is not None


def referent(noun: str, introductions: Sequence[Introduction], place: int) -> str:
    """The one phrase that tells which thing a noun is at a place of the article; or nothing."""
    before = [one for one in introductions if one.noun == noun and one.start < place]
    if any(one.is_new for one in before[1:]) or any(one.unowned for one in before):
        return ""
    described = [one.phrase for one in before if one.phrase]
    if not described:
        return ""
    fullest = max(described, key=lambda one: len(content(one)))
    same = all(content(one) <= content(fullest) for one in described)
    return fullest if same else ""


_HOUSES = (
    "trust association federation foundation fund bank court museum hospital academy society"
    " theatre institute bridge tunnel dam".split()
)
"""Nouns with which names end, and by which the named are called afterwards."""


MOST_BEFORE = 8
"""Words of a name before its last."""


def named(noun: str, introductions: Sequence[Introduction], text: str, place: int) -> str:
    """`the association`: the Harbour Traders' Association, where no other is named at all."""
    kin = sorted(PAPERS) if noun in PAPERS else [noun] if noun in _HOUSES else []
    described = any(one.noun == noun and one.phrase for one in introductions)
    other = rf"\b(?:an?|another|two|both) (?:[\w-]+ )?{noun}"
    if not kin or described or re.search(other, text):
        return ""
    ends = "|".join(one.title() for one in kin)
    whole = re.compile(
        rf"\b(?:{_WORD} (?:of |and )?){{1,{MOST_BEFORE}}}(?:{ends})\b(?! {_WORD}| (?:of|on|for)\b)"
    )
    first: dict[str, int] = {}
    for match in whole.finditer(text):
        first.setdefault(match[0].removeprefix("The "), match.start())
    if len(first) != 1:
        return ""
    name, start = first.popitem()
    return f"the {name}" if start < place and name.lower().endswith(noun) else ""


def _place(noun: str, draft: Draft, article: Article) -> int:
    """The last place at which the proof of a draft has the noun with `the`, or its end."""
    proof = draft.fact.proof
    words = article.text[proof.start : proof.end]
    found = list(re.finditer(rf"\bthe (?:[\w-]+ )?{noun}\b", words, re.I))
    return proof.start + found[-1].end() - len(noun) if found else proof.end


_NEW = r"(?:(?:new|latest|current|proposed) )?"
"""What may stand before a noun that is taken up, and adds nothing to what it is."""


def _with(draft: Draft, noun: str, phrase: str) -> Draft:
    """The draft with a phrase for a noun in its question, and in the name of its speaker."""
    whole = "" if phrase.lower().endswith(noun) else "(?!['’])"
    pattern = re.compile(rf"\b([Tt])he {_NEW}{noun}\b(?: itself)?{whole}")
    name = "text" if draft.type == "cloze" else "prompt"
    asked, times = pattern.subn(
        lambda match: phrase if match[1] == "t" else phrase[:1].upper() + phrase[1:],
        str(draft.fields[name]),
        count=1,
    )
    if not times:
        return draft
    facts = tuple(
        replace(one, speaker=replace(one.speaker, name=pattern.sub(phrase, one.speaker.name)))
        if one.speaker is not None
        else one
        for one in draft.facts
    )
    known = draft.explained | {noun}
    return replace(draft, fields={**draft.fields, name: asked}, facts=facts, explained=known)
