"""Whether a card can be understood by itself: `it`, `the deal` and `last week` must stand in it."""

import re
from collections import Counter
from collections.abc import Iterator

from quizapp.generate.article import Article
from quizapp.generate.draft import Draft
from quizapp.generate.english.lexicon import NEEDS_CONTEXT
from quizapp.generate.facts import Clause
from quizapp.generate.pronouns import is_bound
from quizapp.generate.states import state_of, states
from quizapp.generate.wording import FRAMED

_POINTING = re.compile(
    r"\b(?:I|we|us|our|ours|my|me|you|your|this|these|here|today|yesterday|tomorrow|tonight"
    r"|those(?! (?:who|of|in|with|given|that|\w+ed)\b)"
    r"|there(?! (?:is|are|was|were|ha[sd]|have|will|would|could|may|might|can|must|should"
    r"|be|being)\b)"
    r"|now|ago|the same|so-called|such(?! as\b)|an? \w+ one|(?:just|only) one(?! \w+s\b)|ones"
    r"|(?<!no )one(?= (?:since|from|before|after|until)\b|[?.])|the next \w+|afterwards|others"
    r"|the rest(?! of)"
    r"|do so|did so|done so|(?:called|calls|described|dismissed) that"
    r"|each one"
    r"|the (?:first|second|third|last) (?:point|question|reason|part)"
    r"|(?:would|does|did|will|could|can|should|might) that|that(?=[?.,])|the other(?! \w+s\b)"
    r"|(?:before|by|since|until) then|that (?:down|up|off|away|out|to|by|in|on|at|as)"
    r"|the \d+-year-old(?=,|\?| (?:ha[sd]|have|is|was|who|will|would|said|\w+ed|broke|took|won|led"
    r"|ran|made|came|went|got|beat|set)\b)"
    r"|(?:at|in|on|of|from|to|with|by|for|during) that (?:year|month|week|day|table|time|point"
    r"|question|case|place|one))\b"
    r"|(?:^|[,:] |\b(?:because|if|and|but) )that (?:is|was|would|will|has|had)\b",
    re.I,
)
_POINTING_SUBJECT = re.compile(
    r"(?:they|he|she|half|most|some|many|several|few|all|both|none|others)$"
    r"|(?:that|this|these|those) \w",
    re.I,
)
_PRONOUN = re.compile(
    r"\b(it|they|them|he|she|him|her|his|its|their|theirs|hers|himself|herself|itself)\b", re.I
)
_DEFINITE = re.compile(
    r"\b[Tt]he (?:(?:other|two|three|four|new|latest|current|proposed|final|whole"
    r"|home|visiting) )?(\w+)(?:'s)?"
    r"(?=(?P<after>\s\w+|[,.;:?!]|$))"
)
_RELATIVE = re.compile(
    r"\b(?:(?<!every )(?<!each )(?<!good )(?:mon|tues|wednes|thurs|fri|satur|sun)day(?! \d)"
    r"|(?:last|next|this) (?:week|month|year|spring|summer|autumn|winter|night|season|weekend"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|\w+day)|(?:week|day|month|year)s?"
    r" (?:later|earlier|ago|before(?! (?:the|an?|its|their|his|her|[A-Z]))))\b",
    re.I,
)
_FRAMES = re.compile(
    r"\bthe article\b|\b(?:[Ww]hich of|[Pp]ut) these\b"
    r"|^(?:[Aa]ccording to (?:the )?[A-Z][^,]*, "
    r"|[Ww]ho said, according to the article, that "
    r"|(?:[Tt]o whom|[Oo]n which day) did [A-Z][^?]*? say that )?"
)
"""What a template says of the card itself, and the speaker, whom nothing that follows need mean."""
_OF_A_STORY = frozenset(
    "decision plan vote move proposal deal result win victory defeat game match race study research"
    " mission project scheme dispute researchers scientists paper authors team finding"
    " report data money allegation".split()
)
"""Nouns that the title of a story explains even where it does not say them."""
_DEFINING = frozenset("of for that who which in between to against on by from with over at".split())


_DEMONYM = re.compile(
    r"\b[Tt]he ([A-Z]\w+)(?=[,?.]|'s | (?:has|had|is|was|who|said|will|would|did|does|\w+ed"
    r"|won|took|led|beat|made|came|went|lost|ran|broke|got|set)\b|$)"
)
"""`the German`, of a person who was named before."""
_CLOSING = frozenset(
    (
        ", . ; : ! ? and is was are were will would has have had can could may might should must"
        " did does do as if when because after before until since without during than into under"
        " but or"
    ).split()
) | {""}
"""What follows a noun phrase that is complete."""


def central_nouns(article: Article) -> frozenset[str]:
    """The nouns that the article takes up again and again, or that its title names."""
    words = Counter(re.findall(r"[a-z]+", article.text.lower()))
    title = set(re.findall(r"[a-z]+", article.title.lower()))
    often = {noun for noun, times in words.items() if times >= 3 + (noun not in NEEDS_CONTEXT)}
    return _OF_A_STORY | often | title


def pointing(draft: Draft, article: Article, central: frozenset[str] = frozenset()) -> str:
    """The first thing that points outside the card, as a reason to reject it; or nothing.

    Args:
        central: the nouns that the title explains, where the card has it before its question.
    """
    framed = FRAMED.match(draft.question) is not None
    clause = draft.fact.clause
    # what the article has named before; of which the title reminds, where there is one
    told = "" if framed else article.text[: draft.fact.proof.start].lower()
    subject = clause.subject.text if clause is not None else ""
    if clause is not None and (vague := _vague(clause)):
        return vague
    for text in parts(draft):
        own = _FRAMES.sub("", FRAMED.sub("", text))
        if found := _POINTING.search(own):
            return f'"{found[0]}" points outside the card'
        if draft.fact.kind == "detail" and re.match(r"(?:that|this|these|those) \w", own, re.I):
            return f'"{own.split()[0]}" points outside the card'
        if found := next((one for one in _DEMONYM.finditer(own) if state_of(one[1])), None):
            return f'"{found[0]}" does not say who'
        if found := _RELATIVE.search(own):
            return f'"{found[0]}" depends on the day of the article'
        for match in _PRONOUN.finditer(own):
            if not is_bound(match, own, draft):
                return f'"{match[0]}" stands for nothing in the card'
        for match in _DEFINITE.finditer(own):
            explained = framed and match[1].lower() in central
            if not explained and _is_loose(match, own, told, subject):
                return f'"{match[0].strip()}" was introduced elsewhere'
    return ""


def _vague(clause: Clause) -> str:
    """What is wrong with a subject that names nobody: `they`, `half`, `the Italian`."""
    subject = clause.subject.text
    demonym = re.fullmatch(r"[Tt]he ([A-Z]\w+)", subject)
    national = demonym is not None and state_of(demonym[1]) and demonym[1] not in states()
    side = re.fullmatch(r"[Tt]he [A-Z]\w+ ([a-z]+)", subject)
    if side and side[1] in NEEDS_CONTEXT and state_of(subject.split()[1]):
        return f'"{subject}" does not say who'  # "the Finnish side"
    if national or re.fullmatch(r"[Tt]he \d+-year-old", subject):
        return f'"{subject}" does not say who'
    return f'"{subject}" stands for nothing in the card' if _POINTING_SUBJECT.match(subject) else ""


def parts(draft: Draft) -> Iterator[str]:
    """What must be understood by itself; an open answer follows its question."""
    question = re.sub(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", r"\1", draft.question)
    match draft.type:
        case "flashcard" | "choice" | "typed":
            yield f"{question} {draft.fields['answer']}"
        case "multi_choice":
            yield question
            yield from (*draft.fields["answers"], *draft.distractors)
        case "matching":
            yield from (*draft.fields["pairs"], *draft.fields["pairs"].values())
        case "ordering":
            yield from draft.fields["items"]
        case _:
            yield question


def _is_loose(match: re.Match[str], text: str, told: str, subject: str) -> bool:
    """Whether `the deal` comes without what tells which deal, here or before.

    Args:
        told: the article up to here; what it has named, the card has not.
        subject: of the clause that is asked about.
    """
    noun = match[1].lower()
    following = match["after"].strip().lower()
    whole = match[0].endswith("'s") or following in _CLOSING or match[0].lower() == subject.lower()
    taken_up = whole and match[1].islower() and re.search(rf"\b{noun}\b", told) is not None
    if not (taken_up or noun in NEEDS_CONTEXT) or following in _DEFINING | NEEDS_CONTEXT:
        return False
    return re.search(rf"\b{noun}\b", text[: match.start()], re.I) is None
