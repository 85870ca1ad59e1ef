"""Which words tell that something is so, and which of them are part of what is told."""

import re
from typing import TYPE_CHECKING

from quizapp.generate.dates import WEEKDAY
from quizapp.generate.english.clauses import Parsed
from quizapp.generate.english.lexicon import SAY
from quizapp.generate.english.phrase import Replace

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
ASKING = frozenset("whether if which what who whom whose how where when why".split())
_WEEKDAY = re.compile(rf"(?:on )?{WEEKDAY}(?: \w+)?")


def is_conditional(verb: "Token") -> bool:
    return any(
        one.dep_ == "advcl" and one.left_edge.lower_ in ("if", "unless", "should", "without")
        for one in verb.children
    )


def is_told(verb: "Token", tokens: "list[Token]", proposed: bool = False) -> bool:
    """Whether it is a statement: a subject, a finite verb, and no question.

    Args:
        proposed: `that costs be split` will do as well.
    """
    helpers = [one for one in verb.lefts if one.dep_ in ("aux", "auxpass")]
    finite = (helpers[0] if helpers else verb).tag_ in (*_FINITE, *("VB",) * proposed)
    subjects = [one for one in verb.lefts if one.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")]
    questioning = bool(tokens) and tokens[0].tag_ in ("WDT", "WP", "WRB")
    return finite and bool(subjects) and not questioning and len(tokens) >= 4


_TELLING = frozenset(
    "tell say add explain reply respond remark note comment insist argue warn".split()
)


def only_says(parsed: Parsed) -> bool:
    """Whether a clause tells no more than that something was said, as in `she told reporters`.

    `is said to have …` is nobody's word; but `was promised money` is a deed, and so is `added
    two names to the list`.
    """
    verb, gaps = parsed.verb, parsed.clause.gaps
    if verb.lemma_ not in SAY:
        return False
    roles = {gap.role for gap in gaps}
    if parsed.is_passive:
        told = any(one.dep_ in ("ccomp", "xcomp", "oprd") for one in verb.rights)
        told = told or any(one.lower_ == "as" for one in verb.rights) or verb.lemma_ in _TELLING
        return told and not (verb.lemma_ == "tell" and "to_do" in roles)
    if verb.lemma_ == "add" and "object" in roles:
        return not any(one.lower_ == "to" for one in verb.rights)
    return not gaps or verb.lemma_ in _TELLING


def why_unsaid(verb: "Token") -> str:
    """Why the sentence does not say by itself what one of its clauses says."""
    holder = verb
    while holder.dep_ == "conj":
        holder = holder.head
    match holder.dep_:
        case "advcl" | "pcomp":
            return "only a reason, condition or time of another clause"
        case "relcl" | "acl":
            return "only tells which one is meant"
        case "ccomp" | "xcomp" | "csubj":
            return "only asked, thought, hoped or feared"
        case _:
            return "hedged, or hangs on a sentence before"


REMARKED = frozenset(
    "charge claim accusation allegation suggestion assertion idea demand move step effect view fear"
    " argument figure account proposal threat warning".split()
)


_SOON = re.compile(r"(?:\w+ )?(?:minute|hour|day|week|month|year)s? after\b")


def without_remark(tokens: "list[Token]") -> "list[Token]":
    """Without the narrator's `, a charge that Kapanadze called absurd`, `, hours after …`."""
    for place, one in enumerate(tokens[:-2]):
        noun = tokens[place + 2]
        remark = one.text == "," and tokens[place + 1].lower_ in ("a", "an")
        near = " ".join(after.lower_ for after in tokens[place + 1 : place + 4])
        soon = one.text == "," and _SOON.match(near)
        if place > 3 and (soon or (remark and noun.lower_ in REMARKED)):
            return tokens[:place]
    return tokens


def without_second(tokens: "list[Token]", content: "Token") -> "list[Token]":
    """Without `but denied …`, a second verb that may as well be what the speaker does."""
    for one in content.children:
        if one.dep_ != "conj" or one.tag_ != "VBD" or one not in tokens:
            continue
        marked = any(
            child.dep_ in ("nsubj", "nsubjpass", "expl", "mark", "aux", "auxpass")
            for child in one.lefts
        )
        joint = next((c for c in content.children if c.dep_ == "cc" and c.i < one.i), None)
        if not marked and joint is not None and joint.i > tokens[0].i:
            return [token for token in tokens if token.i < joint.i]
    return tokens


def is_loose(phrase: "list[Token]") -> bool:
    """Whether a subject carries a clause with it."""
    return any(one.dep_ in ("relcl", "acl", "appos", "ccomp") or one.text == "," for one in phrase)


def first_reason(tokens: "list[Token]") -> "list[Token]":
    """Without `, and that …`, which goes on with what was said."""
    for place, one in enumerate(tokens[:-1]):
        if one.dep_ == "cc" and tokens[place + 1].lower_ == "that":
            tokens = tokens[:place]
            break
    while tokens and tokens[-1].is_punct:
        tokens = tokens[:-1]
    return tokens


def undated(tokens: "list[Token]") -> "list[Token]":
    """A reason without `on Tuesday night`, which tells no more once the week has passed."""
    gone: set[int] = set()
    for one in tokens:
        if one.dep_ in ("prep", "npadvmod") and one.head in tokens:
            words = [below for below in one.subtree if not below.is_space]
            said = " ".join(below.lower_ for below in words)
            if _WEEKDAY.fullmatch(said):
                gone |= {below.i for below in words}
    return [one for one in tokens if one.i not in gone]


def pronoun(parsed: Parsed) -> str:
    """`he`, where the subject of a clause stands for somebody named before."""
    verb = parsed.verb
    own = any(one.dep_ in ("nsubj", "nsubjpass") for one in verb.lefts)
    holder = verb.head if verb.dep_ == "conj" and not own else verb
    for one in holder.lefts:
        if one.dep_ in ("nsubj", "nsubjpass") and one.lower_ in ("he", "she", "it", "they"):
            return one.lower_
    return ""


def is_question(verb: "Token") -> bool:
    """`whether`, `which`, `how`: an open question behind a verb of saying."""
    opening = verb.left_edge
    if opening.lower_ == "if":
        return opening.head == verb  # else the condition of what is said
    return opening.lower_ in ASKING


_ANYBODY = frozenset("any both each either neither none others some".split())


def is_of_nobody(condition: "list[Token]") -> bool:
    """`if either rejects it`: either of whom, another sentence tells."""
    return any(
        one.dep_ in ("nsubj", "nsubjpass")
        and one.lower_ in _ANYBODY
        and not any(below.lower_ == "of" for below in one.rights)
        for one in condition
    )


_NOT_TOPICS = frozenset(
    "a an another any some no each every all many most few several both other such this that these"
    " those one".split()
)


def is_vague(chunk: "Span", swap: Replace) -> bool:
    """Whether a noun phrase names nothing that a statement is about."""
    head = chunk.root
    if head.i in swap:
        return False
    first = chunk[0].lower_
    if re.search(r"[\d€£$%]", chunk.text):
        return True
    if head.pos_ == "PRON" or head.tag_ == "CD" or chunk[0].tag_ in ("WDT", "WP", "WP$", "WRB"):
        return True
    return (
        first in _NOT_TOPICS
        or first in ("my", "our", "your", "its", "their", "his", "her")
        or (first.isdigit() or chunk[0].like_num)
        or head.ent_type_ in ("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY", "ORDINAL")
    )
