"""Whether a card can be understood by itself: `it`, `the deal` and `last week` must stand in it."""

import re
from collections.abc import Iterator
from itertools import chain

from quizapp.generate.article import Article
from quizapp.generate.bound import (
    DONE_TO_IT,
    is_bound,
    is_of_speaker,
    is_of_the_asked,
    proven,
    unowned,
)
from quizapp.generate.dates import MONTH, WEEKDAY
from quizapp.generate.draft import Draft
from quizapp.generate.english.lexicon import NEEDS_CONTEXT
from quizapp.generate.facts import Clause
from quizapp.generate.states import state_of, states
from quizapp.generate.words import words_of

_POINTING = re.compile(
    r"\b(?:I|we|us|our|ours|my|me|you|your|this|these|here|today|yesterday|tomorrow|tonight"
    r"|those(?! (?:who|of|in|with|given|that|\w+ed)\b)"
    r"|there(?! (?:is|are|was|were|ha[sd]|have|will|would|could|may|might|can|must|should"
    r"|be|being)\b)"
    r"|now|ago|the same|half that|so-called|such(?! as\b)|an? \w+ one|ones"
    r"|(?:just|only) one(?! \w+s\b)"
    r"|(?<!no )one(?= (?:since|from|before|after|until)\b|[?.])|the next \w+|afterwards|others"
    r"|the rest(?! of)|in (?:exchange|return)(?! for)|instead(?! of)|either(?=[?.])|too(?=[?.])"
    r"|do so|did so|done so|(?:called|calls|described|dismissed) that"
    r"|each one|in each(?= (?:under|for|on|at|by|with|over)\b|[?.,])"
    r"|the (?:first|second|third|last) (?:point|question|reason|part)"
    r"|(?:would|does|did|will|could|can|should|might|was|is|were|are)"
    r" that(?! \w+ (?:who|which|that))"
    r"|such(?= promise)|that(?=[?.,])|the other(?! \w+s\b)"
    r"|(?:before|by|since|until) then|that (?:down|up|off|away|out|to|by|in|on|at|as)"
    r"|the \d+-year-old(?=,|\?| (?:ha[sd]|have|is|was|who|will|would|said|\w+ed|broke|took|won|led"
    r"|ran|made|came|went|got|beat|set)\b)"
    r"|(?:at|in|on|of|from|to|with|by|for|during) that (?:year|month|week|day|table|time|point"
    r"|question|case|place|one))\b"
    r"|(?:^|[,:] |\b(?:because|if|and|but) )that (?:is|was|would|will|has|had)\b"
    r"|\bthat [a-z]+(?=[,?](?! (?:who|which|where)))"
    r"|(?:reply|answer|response|explanation)(?=\?)",
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
    rf"\b(?:(?<!every )(?<!each )(?<!good ){WEEKDAY}(?! \d)"
    r"|(?:last|next|this) (?:week|month|year|spring|summer|autumn|winter|night|season|weekend"
    rf"|{MONTH}"
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


def pointing(draft: Draft, article: Article, about: str = "") -> str:
    """The first thing that points outside the card, as a reason to reject it; or nothing.

    Args:
        about: the line above the question, which tells what `the vote` is.
    """
    clause = draft.fact.clause
    if clause is not None and draft.fact.kind != "open_question" and (vague := _vague(clause)):
        return vague
    for place, text in enumerate(parts(draft)):
        if place > 0 and draft.type in ("flashcard", "multi_choice"):
            reason = _in_answer(_QUOTED.sub(" ", text), draft, article, about)
        else:
            told = _QUOTED.sub(lambda one: _OWN.sub(" ", one[0]), text)
            reason = _in_question(_FRAMES.sub("", told), draft, article, about)
        if reason:
            return reason
    return ""


def _in_question(text: str, draft: Draft, article: Article, about: str) -> str:
    if reason := _undated(text, _POINTING):
        return reason
    if pronoun := unowned(text, draft):
        return f'"{pronoun}" stands for nothing in the card'
    known = proven(draft)
    for match in _PRONOUN.finditer(text):
        if match[0].lower() not in known and not is_bound(match, text, draft):
            return f'"{match[0]}" stands for nothing in the card'
    loose = next(_loose(text, draft, article, about), None)
    return f'"{loose[0].strip()}" was introduced elsewhere' if loose else ""


def _in_answer(text: str, draft: Draft, article: Article, about: str) -> str:
    """Less is asked of an answer: it stands behind its question."""
    if draft.template == "response":
        text = _TO_THE_CLAIM.sub(" ", text)
    if reason := _undated(text, _POINTING_ANSWER):
        return reason
    for match in _PRONOUN.finditer(text):
        known = is_of_the_asked(match[0], draft) and not DONE_TO_IT.match(text)
        if not known and not is_bound(match, text, draft, draft.question):
            return f'"{match[0]}" stands for nothing in the card'
    whose = re.match(r"that (its|their|his|her)\b", text, re.I)
    if whose and not is_of_speaker(whose[1].lower(), draft):
        return f'"{whose[1]}" stands for nothing in the card'
    if bare := _BARE_POINTER.search(text):
        return f'"{bare[0]}" was introduced elsewhere'
    whole = f"{draft.question} {text}"
    told = article.text[: draft.fact.proof.start].lower()
    for match in _DEFINITE.finditer(whole, len(draft.question)):
        noun = match[1].lower()
        if noun in _VAGUE and noun not in _known(about) and _is_loose(match, whole, told, ""):
            return f'"{match[0].strip()}" was introduced elsewhere'
    return ""


def _undated(text: str, pointing: re.Pattern[str]) -> str:
    """What points at something, at somebody of a nation, or at a day."""
    found = next((one for one in pointing.finditer(text) if not _is_in_name(one, text)), None)
    if found is not None:
        return f'"{found[0]}" points outside the card'
    found = next((one for one in _DEMONYM.finditer(text) if state_of(one[1])), None)
    if found is not None:
        return f'"{found[0]}" does not say who'
    found = _RELATIVE.search(text)
    return f'"{found[0]}" depends on the day of the article' if found else ""


def _known(about: str) -> set[str]:
    """The nouns that need no word more, below this line."""
    return words_of(about) | _AT_HOME | (_OF_EVERY_KIND if about else set())


def _loose(text: str, draft: Draft, article: Article, about: str) -> Iterator[re.Match[str]]:
    """The nouns with `the` of a text that nothing explains."""
    told = article.text[: draft.fact.proof.start].lower()
    subject = draft.fact.clause.subject.text if draft.fact.clause is not None else ""
    known = _known(about) | draft.explained
    if PAPERS & words_of(about) and _has_one_paper(article.text):
        known |= PAPERS
    for match in _DEFINITE.finditer(text):
        noun = match[1].lower()
        explained = {noun, noun.removesuffix("s"), f"{noun}s"} & known
        idiom = _IDIOM.search(text[max(0, match.start() - 20) : match.end() + 8])
        if not explained and not idiom and _is_loose(match, text, told, subject):
            yield match


PAPERS = frozenset("treaty pact accord compact convention protocol charter agreement".split())
"""Nouns by which what states have signed is called in turn."""


def _has_one_paper(text: str) -> bool:
    """Whether an article tells of one treaty only: no other by name, and none that comes in."""
    nouns = "|".join(PAPERS)
    named = re.findall(rf"\b(?:[A-Z][\w-]+ )+(?:{nouns.title()})\b", text)
    several = rf"\b(?:another|other|both|two|three|(?:new|separate|earlier)) (?:{nouns})"
    return len({one.split()[-2:][0] for one in named}) < 2 and not re.search(several, text, re.I)


_IDIOM = re.compile(
    r"\b(?:familiar with|knowledge of|briefed on|discuss|comment on) the (?:matter|talks)\b"
    r"|\bby the time\b|\bfor the time being\b",
    re.I,
)
"""`an official familiar with the matter`: what papers say whatever it is about."""
_POINTING_ANSWER = re.compile(
    r"\bthere(?! (?:is|are|was|were|ha[sd]|have|will|would|could|may|might|can|must|should|be))\b"
    r"|\b(?:I|we|us|our|ours|my|me|you|your|here|today|yesterday|tomorrow|tonight|ago|so-called"
    r"|(?:this|these) \w+|this(?=[,.?])|half that|do so|did so|done so"
    r"|(?:would|does|did|will|could) that"
    r"|the (?:first|second|third|last) (?:point|question|reason|part)|another one|the alternative"
    r"|such(?! as\b)|the next \w+|(?:before|by|since|until) then)\b"
    r"|\b(?:two|three|four|five|six|\d+) more\.?$"
    r"|^(?:that )?(?:this|these|those|that) (?:is|was|are|were|would|will|has|had)\b",
    re.I,
)
"""What may not be in an answer, which stands behind its question."""


_TO_THE_CLAIM = re.compile(
    r"\b(?:such|by then|of (?:that|this))\b|(?<=^That )this (?=[a-z])|(?<=^That )those (?=\w)"
)
"""What goes back to the claim that the question tells."""


def _is_in_name(match: re.Match[str], text: str) -> bool:
    """`Save Our Bakery`: a capital in the midst of a sentence."""
    word = match[0]
    inside = match.start() > 0 and text[match.start() - 1] == " "
    return word[0].isupper() and word != "I" and inside and text[match.start() - 2] not in ".?!:"


_QUOTED = re.compile(r"“[^”]*”")
"""The words of a named speaker, in which `we` is theirs."""
_OWN = re.compile(r"\b(?:I|we|us|our|ours|my|me|mine)\b", re.I)
_AT_HOME = frozenset(
    "government police parliament army economy world sea public internet weather north south east"
    " west war sun moon earth future past court president press media".split()
)
"""Nouns of which every story has one."""
_VAGUE = frozenset(
    "rule measure alternative issue issues boxes messages matter problem idea plan scheme proposal"
    " announcement reason latter former sign".split()
)
"""Nouns with which an answer only points back."""
_OF_EVERY_KIND = frozenset(
    "researchers scientists authors study team council councillors ministers officials town city"
    " village county project"
    " residents police prosecutors judge jury lawyers placebo".split()
)
"""Those who act in a kind of story: once its topic is known, so are they."""
_BARE_POINTER = re.compile(
    r"\b[Tt]he (?:two|three|latter|former|other|others|pair|same|rest|duo|trio)(?=[,.?]| (?:is|was"
    r"|are|were|had|has|have|will|would)\b)|^[Tt]he same \w+\.?$"
)


def loose_nouns(draft: Draft, article: Article, about: str = "") -> list[str]:
    """The nouns of a question that it takes for known, though the line above does not name them."""
    asked = parts(draft) if draft.type == "matching" else [next(parts(draft))]
    loose = (_loose(_FRAMES.sub("", text), draft, article, about) for text in asked)
    return [match[1].lower() for match in chain.from_iterable(loose)]


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
        case "flashcard":
            yield question
            yield str(draft.fields["answer"])
        case "choice" | "typed":
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
    if match[0].endswith("'s") and noun in ("children", "people", "women", "men"):
        return False
    following = match["after"].strip().lower()
    if noun in _BEFORE_NOUNS and following not in _CLOSING:
        return False
    whole = match[0].endswith("'s") or following in _CLOSING or match[0].lower() == subject.lower()
    taken_up = whole and match[1].islower() and re.search(rf"\b{noun}\b", told) is not None
    of_deed = whole and match[1].islower() and (_OF_A_DEED.search(noun) or noun in _TAKING_UP)
    numbered = whole and _NUMBERED.match(match[0]) and noun not in _WELL_KNOWN_PAIRS
    back = taken_up or of_deed or numbered or noun in NEEDS_CONTEXT
    if not back or following in _DEFINING | NEEDS_CONTEXT:
        return False
    if numbered and re.match(r", [A-Z]", text[match.end() :]):
        return False  # "the two founders, Finland and Latvia"
    return re.search(rf"\b{noun}\b", text[: match.start()], re.I) is None


_NUMBERED = re.compile(r"the (?:two|three|four) ", re.I)
_WELL_KNOWN_PAIRS = ("countries", "governments", "states", "nations")
"""Those of which a story of two states hardly has others."""
_BEFORE_NOUNS = ("former", "latter", "state")
"""`the former judge`, `the state inspection`: of what follows."""
_OF_A_DEED = re.compile(
    r"(?<!govern)(?<!parlia)(?<!environ)(?:ment|sion|ance|ence|osure|arison)$"
    r"|(?<!opposi)(?<!popula)(?<!constitu)(?<!elec)tion$"
)
"""`the deployment`, `the comparison`: a noun that says what somebody has done, as told before."""
_TAKING_UP = frozenset(
    (
        "collapse link kingdom approach surge method clash ship vessel boat plane aircraft vehicle"
        " owner"
    ).split()
)
"""Others that tell of what was told before, though by another word."""
