"""Whether a card has the nouns that it needs: attend what, which ship, what it was about."""

import re

from quizapp.generate.article import Article
from quizapp.generate.deixis import parts
from quizapp.generate.draft import Draft
from quizapp.generate.words import content

_TRANSITIVE = (
    "approve attend enforce exclude extend join pursue ratify reject replace seek sign support"
).split()
"""Verbs that say nothing without their object."""
_OF_A_BODY = "comply join leave participate quit remain rejoin resume withdraw".split()
"""Those whose object a line above may tell that names a body or a treaty."""
_VERBS = "|".join([*_TRANSITIVE, *_OF_A_BODY])
_BARE_VERB = re.compile(
    rf"\b(?P<verb>{_VERBS})(?: (?:in|on|by|until|since) (?:[A-Z\d][\w ]*)?\d{{4}})?\?$"
)
_BARE_IN_ANSWER = re.compile(
    rf"^(?:to |not )?(?P<verb>{_VERBS})(?: (?:as|only|if|until)\b|\.?$)", re.I
)
_ASKING_ROUND = frozenset("condition why what-for until since duration when how after".split())
"""Templates that ask for something else than the object of their verb."""
_JOINABLE = re.compile(
    r"\b(?:[Pp]act|[Tt]reaty|[Aa]ccord|[Uu]nion|[Aa]lliance|[Cc]ompact|[Cc]onvention|[Dd]eal|[Cc]lub"
    r"|[Cc]oalition|[Cc]ouncil|[Bb]loc|[Tt]alks|[Mm]eeting|[Ss]ummit|[Cc]ourt|[A-Z]{3,})\b"
)
_OPEN = ("what", "stance", "cannot")
"""Templates that ask by the verb alone."""
LEAST_TOLD = 3
"""Words of an answer that tell which deed was meant, where the question has but the verb."""
_WHATEVER = re.compile(r"\b(?:all|everything|things) (?:goes|go|went) |\b(?:it|that) works\b")
_CLAUSE = re.compile(r"\b(?:that|who|which|whose|whether)\b")
_OF_A_TRADE = frozenset("study teach lecture".split())
"""What somebody does for a living, by which an article only introduces them."""


def incomplete(draft: Draft, article: Article, about: str) -> str:
    """What a card leaves out without which it cannot be understood, or would be untrue; or nothing.

    Args:
        about: the line above the question.
    """
    return (
        _without_object(draft, about)
        or _too_open(draft)
        or _without_owner(draft, about)
        or _cut_short(draft, article)
        or _garbled(draft)
    )


def _without_object(draft: Draft, about: str) -> str:
    match = _BARE_VERB.search(draft.question) if draft.template in _ASKING_ROUND else None
    for answer in draft.answers if draft.type == "flashcard" and match is None else ():
        match = _BARE_IN_ANSWER.search(answer)
    if match is None:
        return ""
    verb = match["verb"].lower()
    if verb in _OF_A_BODY and _JOINABLE.search(f"{about} {draft.question}"):
        return ""
    return f'nothing says what to "{verb}"'


def _too_open(draft: Draft) -> str:
    """`What did Monk acknowledge?`, of which the answer says no more than `the change`."""
    clause, speaker = draft.fact.clause, draft.fact.speaker
    if clause is None or draft.type != "flashcard":
        return ""
    answer = " ".join(draft.answers)
    if draft.template == "to-do" and answer.startswith("that "):
        return "of all that somebody may hold, the question names nothing"
    charged = len(content(answer))
    bare = re.search(r"\bthe \w+$", answer) is not None  # "sitting on the report"
    if draft.template == "accused" and (
        charged < LEAST_TOLD - 1 or (bare and charged < LEAST_TOLD)
    ):
        return "the charge says too little"
    put = {"what-if": draft.question, "condition": answer}.get(draft.template, "")
    if _WHATEVER.search(put):
        return "the condition says nothing"
    own = content(f"{clause.subject.text} {speaker.name if speaker else ''}")
    if len(content(draft.question) - own) > 1:
        return ""
    if draft.template in _OPEN:
        if len(content(answer)) < LEAST_TOLD and not _CLAUSE.search(answer):
            return "question and answer say too little"
        if clause.lemma in _OF_A_TRADE and clause.subject.noun == "person":
            return "what somebody does for a living"
    return ""


_BOTH = re.compile(
    r"\bboth (?:governments|sides|parties|capitals|countries|nations|companies|firms|teams|clubs"
    r"|camps|leaders|unions|ministers|presidents|armies)\b",
    re.I,
)
_PAIR = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)* and (?:the )?[A-Z]\w+")
_MEMBERS = re.compile(
    r"(?:\b(?:do|does|did|will|would|are|were|say|had|have|must|can|may) |^|, )"
    r"(?P<noun>[Mm]embers|partners|shareholders|delegates|renewal)\b(?! of\b| from\b| states\b)"
)
_JOINED_BY_NAME = re.compile(
    r"\b[Tt]he (?:[A-Z][\w-]+ )+(?:Pact|Treaty|Accord|Union|Alliance|Compact|Convention|Council)\b"
)
_REMAINING = re.compile(
    r"\bthe (?:remaining|other) (?:\d[\d,]*|two|three|four|five|six|seven)(?! \w+s\b)", re.I
)
_RANKED = re.compile(
    r"\b[Tt]he (?:\w{3,}est|first|second|third|final|last) (?P<noun>partner|draft|version|copy"
    r"|shareholder|party|member|phase|stage|attempt|proposal|offer|reading)\b"
    r"(?! of\b| to\b| for\b| in\b| on\b)"
)


def _without_owner(draft: Draft, about: str) -> str:
    """Nouns that are always of something, without it: `both governments`, `members`."""
    question = draft.question
    if draft.brings_together:
        return ""
    joined = _JOINED_BY_NAME.search(f"{about.partition(' ·')[0]} {question}")
    match = _MEMBERS.search(question)
    if match and not (match["noun"] == "members" and joined):
        return f'nothing says of what "{match["noun"]}" are'
    both = _BOTH.search(question)
    if both and not _PAIR.search(f"{question[: both.start()]}; {about.partition(' ·')[0]}"):
        return f'nothing says which "{both[0]}" are'
    for pattern in (_REMAINING, _RANKED):
        if match := pattern.search(question):
            return f'nothing says of what "{match[0]}" is'
    return ""


_DENIED_AFTER = re.compile(
    r",? (?:and|but) (?:it|they|he|she|that|this|there|[A-Z]\w+)"
    r" (?:(?:was|were|is|are|had|has|did|does|could|would|will|can) not|\w+n['’]t|never)\b"
)
_OPENED = re.compile(r"(?:^|[\s(])['‘](?=\w)")
_CLOSED = re.compile(r"(?<=[\w.,!?])['’](?=[\s.,;:?!)]|$)")


def _cut_short(draft: Draft, article: Article) -> str:
    """`told us it was sound[, and it was not]`: an answer that stops before it is taken back."""
    for text in parts(draft):
        if len(_OPENED.findall(text)) > len(_CLOSED.findall(text)):
            return "a quotation mark is left open"
    for answer in draft.answers:
        tail = " ".join(answer.split()[-4:]).rstrip(".")
        start = article.text.find(tail, draft.fact.proof.start) if tail else -1
        if start >= 0 and _DENIED_AFTER.match(article.text, start + len(tail)):
            return "what takes the answer back is left out"
    return ""


_JOINED = re.compile(
    r" (?:and|but) (?P<helper>can|could|will|would|may|might|must|should|has|have|had|was|were|is"
    r"|are|did|does|do|expects|plans|hopes|wants|intends)\b"
)
_BELOW = re.compile(r"\b(?:that|which|who|whose|where|when|if|because|since|as|what|whether)\b")
_COMPARED_STILL = re.compile(r"\b(?:\w{2,}er|worse|better|more|less) still\b")
_SAME_TWO = re.compile(
    r"\bthe (?:two|three|four) (?:issues|cases|matters|events|questions|things)\b"
)

_OF_THE_PRESS = re.compile(r"\bto be (?:named|identified|quoted)\b|\banonym(?:ity|ous)")
_DOES_SOMETHING = re.compile(r"(?<!\b[Ww]hat )\bdo (?:an?|the|its|their|his|her) ")
_TORN_OBJECT = re.compile(r"\b(?:need|require|include|contain), ")


def _is_more_than_asked(question: str, answer: str) -> bool:
    """`Whom does it forbid? the museum to sell it`, `What did it put? the house on the market`."""
    someone = re.search(r"(?:^|, )(?:whom|which \w+) ", question, re.I)
    told_to = someone is not None and re.search(r"\w to (?!the|an?\b)[a-z]+ \w", answer)
    second = question.endswith("ing?") and re.search(r" and \w+ing ", answer)
    placed = re.search(r"\bput (?:in|on) [A-Z\d]|\bput\?$", question)
    return bool(told_to or second or placed)


_SAID_ON = re.compile(
    r"to\b.* (?:but|and) that (?:\w+ ){1,4}(?:would|will|could|was|were|had)\b", re.I
)
"""`[What did it allow?] To leave, but that the debts would stay`: what was said besides."""


def _garbled(draft: Draft) -> str:
    """`[doing?] investigating and could not confirm it`: two halves of which one does not fit."""
    if _OF_THE_PRESS.search(draft.question):
        return "how the story was made"
    if draft.type != "flashcard":
        return ""
    if draft.template == "do" and _DOES_SOMETHING.search(draft.question):
        return "the question runs two sentences together"
    for answer in draft.answers:
        if _TORN_OBJECT.search(answer):
            return "the object of its verb is left out of the answer"
        if draft.template == "what" and _is_more_than_asked(draft.question, answer):
            return "the answer holds more than what is asked for"
        if draft.template in ("said-that", "to-do", "do", "cannot", "instead"):
            joined = _JOINED.search(answer)
            if joined and _goes_on(joined, answer, draft.question):
                joined = None
            if joined and not _BELOW.search(answer.removeprefix("that "), 0, joined.start()):
                return "the second half of the answer does not go with the question"
            if _SAID_ON.match(answer):
                return "the second half of the answer does not go with the question"
            if answer.lower().startswith("been "):
                return "the answer does not go with the question"
        if _COMPARED_STILL.search(answer):
            return "what it is compared with is left out"
        if found := _SAME_TWO.search(answer):
            return f'"{found[0]}" were named elsewhere'
    return ""


def _goes_on(joined: re.Match[str], answer: str, question: str) -> bool:
    """`[What had it done?] Voted for it and had never asked again`: with the question's helper."""
    passive = answer.startswith(" been", joined.end())
    return f"{joined['helper']} done" in question and not passive
