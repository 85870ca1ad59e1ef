"""On whose word a clause stands: the article's own, a speaker's, or nobody's."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.generate.english.clauses import Parsed
from quizapp.generate.english.lexicon import SAY, STATUS
from quizapp.generate.english.predicates import is_accusing, is_remark, is_setting
from quizapp.generate.facts import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

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
