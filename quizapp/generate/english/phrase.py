"""Tokens to text as it is shown, with names in full and what is only an aside left out."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from quizapp.generate.dates import WEEKDAY
from quizapp.generate.english.kinds import FAMILY, described_by
from quizapp.generate.english.lexicon import ORGANISATIONS, PLURAL_PEOPLE, ROLES, SAY
from quizapp.generate.english.names import Names
from quizapp.generate.english.units import Unit
from quizapp.generate.facts import Mention, Noun
from quizapp.generate.states import state_of

if TYPE_CHECKING:
    from spacy.tokens import Token

CAPITALS = "capitals"
"""Key in the data of a doc: the words that have a capital in the middle of a sentence."""
COMMON = "common"
"""The words that stand without a capital anywhere in the article."""
Replace = dict[int, str]
"""What to show instead of a token, by its index in the doc."""

_ANYBODY = frozenset("everybody everyone nobody somebody someone anybody anyone".split())
_ARTICLES = re.compile(r"^(?:the|a|an|its|their|his|her) ", re.I)


def neighbour(token: "Token", by: int = 1) -> str:
    """The word that stands `by` places on, in lower case; empty beyond either end."""
    at = token.i + by
    return token.doc[at].lower_ if 0 <= at < len(token.doc) else ""


def subtree(token: "Token", less: Iterable[int] = ()) -> "list[Token]":
    """A token and all below it in the order of the text, without the indexes in `less`."""
    left = set(less)
    return [one for one in token.subtree if one.i not in left and not one.is_space]


def asides(token: "Token") -> set[int]:
    """Indexes below `token` of what stands between commas and adds no more than a remark."""
    out: set[int] = set()
    for one in token.subtree:
        of_noun = one.head.pos_ == "NOUN" or (one.head.tag_ == "VBG" and one.head.dep_ == "pcomp")
        if one.dep_ in ("prep", "npadvmod") and of_noun and one.i not in out:
            out |= _day_of(one)
        if one.i in out or one == token:
            continue
        if one.dep_ == "parataxis" and one.lemma_ in SAY and one.head != token:
            out |= {below.i for below in one.subtree}
            out |= {at for at in (one.left_edge.i - 1, one.right_edge.i + 1) if _is_comma(one, at)}
            continue
        before = one.left_edge.nbor(-1) if one.left_edge.i > 0 else None
        if before is None or before.text not in (",", "—", "–", "-"):
            continue
        if one.dep_ == "prep" and _is_set_apart(one):
            out |= {before.i, one.right_edge.i + 1} | {below.i for below in one.subtree}
            continue
        if one.dep_ in ("relcl", "appos", "acl") and one.head.i >= token.left_edge.i:
            if one.dep_ == "appos" and any(child.dep_ == "conj" for child in one.head.children):
                continue  # a list that was taken for an aside
            if one.tag_ == "VB" and any(child.lower_ == "to" for child in one.lefts):
                continue  # "voted, with two abstentions, to accept …": of the verb before
            out |= {below.i for below in one.subtree}
            out.add(before.i)
            after = one.right_edge.i + 1
            if after < len(one.doc) and one.doc[after].text == ",":
                out.add(after)
    return out


def _is_set_apart(preposition: "Token") -> bool:
    """`the clinic, on Mill Street, treats …`: between commas, right before the verb."""
    close = preposition.right_edge.i + 1
    doc = preposition.doc
    finite = close + 1 < len(doc) and doc[close + 1].tag_ in ("VBD", "VBZ", "VBP", "MD")
    told = preposition.head.pos_ in ("NOUN", "PROPN") and preposition.lower_ in _DESCRIBING
    return told and finite and _is_comma(preposition, close)


_DESCRIBING = frozenset("at from in including like near of on with".split())


def _is_comma(token: "Token", at: int) -> bool:
    return 0 <= at < len(token.doc) and token.doc[at].text == ","


def _day_of(token: "Token") -> set[int]:
    """Indexes of `on Tuesday night` after a noun: a remark, and wrong once the day has passed."""
    words = list(token.subtree)
    said = " ".join(one.lower_ for one in words)
    is_day = re.fullmatch(rf"(?:on )?{WEEKDAY}(?: \w+)?", said)
    return {one.i for one in words} if is_day else set()


def show(tokens: "Iterable[Token]", replace: Replace) -> str:
    """The tokens as running text."""
    out = ""
    last = first = None
    for token in tokens:
        first = first or token
        gap = " " if last is not None and (last.whitespace_ or last.i + 1 != token.i) else ""
        out += gap + replace.get(token.i, token.text)
        last = token
    out = re.sub(r"\s+", " ", out)
    out = re.sub(r" ([,.;:!?%])", r"\1", out)
    out = re.sub(r"s (['’])(?= |$)", r"s\1", out)
    out = re.sub(r",+", ",", out).strip(" ,;:.—–")
    return out[:1].lower() + out[1:] if first is not None and _begins_low(first, replace) else out


def _begins_low(first: "Token", replace: Replace) -> bool:
    """Whether a phrase has its capital only from standing first in its sentence."""
    opens = first.is_sent_start or first.i == 0
    named = first.tag_ in ("NNP", "NNPS") or first.ent_type_ in ("NORP", "GPE", "PERSON")
    if (
        (first.ent_type_ == "ORG" and first.tag_ != "DT")
        or first.text == "I"
        or state_of(first.text)
    ):
        return False
    if first.text in first.doc.user_data.get(CAPITALS, ()):
        return False
    if (
        opens
        and named
        and not first.ent_type_
        and first.lower_ in first.doc.user_data.get(COMMON, ())
    ):
        return True
    return opens and not named and not first.text[1:2].isupper() and first.i not in replace


def noun_of(token: "Token", names: Names) -> Noun:
    """What a noun phrase with this head stands for."""
    phrase = show([one for one in token.subtree if one.i <= token.i], {})
    bare = _ARTICLES.sub("", phrase)
    for text in (bare, _named(token)):
        if text and (kind := names.noun(text)) != "thing":
            return kind
    if token.ent_type_ in ("DATE", "TIME"):
        return "date"
    if token.ent_type_ in ("CARDINAL", "PERCENT", "MONEY", "QUANTITY") or token.like_num:
        return "number"
    if token.lower_ in ORGANISATIONS:
        return "body"
    several = {token.lower_, f"{token.lower_}s"}
    return "people" if several & (PLURAL_PEOPLE | ROLES | _ANYBODY) else "thing"


def _named(token: "Token") -> str:
    """The head with the proper nouns that go with it."""
    parts = [one for one in token.lefts if one.dep_ == "compound" and one.tag_.startswith("NNP")]
    return " ".join(one.text for one in [*parts, token])


def points(tokens: "Iterable[Token]") -> bool:
    """Whether something is pointed at, as in `that proposal`."""
    return any(one.dep_ == "det" and one.lower_ == "that" for one in tokens)


def full_names(tokens: "Iterable[Token]", names: Names, replace: Replace) -> None:
    """Note in `replace` the full name for each surname that stands alone."""
    tokens = list(tokens)
    for place, token in enumerate(tokens):
        name = names.surnames.get(token.text) or names.given.get(token.text) or ""
        if not name or token.i in replace or not token.text[0].isupper():
            continue
        first, last = name.split()[0], name.split()[-1]
        near = tokens[max(0, place - 3) : place] + tokens[place + 1 : place + 4]
        window = {one.text for one in near}
        window |= set("".join(one.text_with_ws for one in near).split())  # "Lindahl-Shaw"
        before = tokens[place - 1] if place else None
        title = before is not None and before.text.rstrip(".") in ("Mr", "Mrs", "Ms", "Dr", "Cllr")
        if token.i + 1 < len(token.doc) and _is_of_several(token.nbor(1)):
            continue
        whole = {first, last} - {token.text}
        if not whole & window:
            replace[token.i] = name
            for one in tokens[max(0, place - 2) : place]:
                if one.text[0].islower() and one.text in name.split():
                    replace[one.i] = ""  # "van Rijn": the whole name has it
            if title and before is not None:
                replace[before.i] = ""


def _is_of_several(following: "Token") -> bool:
    """Whether a surname before this word is no person: `the Koch brothers`, `Gates Foundation`."""
    named = following.text[:1].isupper() and following.tag_.startswith("NNP")
    return following.lower_ in FAMILY or (named and described_by(following.text) is not None)


def mention(
    head: "Token", tokens: "list[Token]", unit: Unit, names: Names, replace: Replace
) -> Mention:
    """A phrase with this head, and what it stands for."""
    first, last = tokens[0], tokens[-1]
    shown = show(tokens, replace)
    noun = names.noun(shown) if head.i in replace else "thing"
    if noun == "thing":
        noun = noun_of(head, names)
    if noun == "person" and " and " not in shown and (name := names.named_in(shown)):
        shown = shown[: shown.index(name) + len(name)]  # without what follows the name
    return Mention(shown, unit.span(first.idx, last.idx + len(last)), noun)
