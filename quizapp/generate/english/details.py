"""Numbers, people and places in whole sentences of the narrator: details worth remembering."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizapp.core.numbers import NUMBER_WORDS
from quizapp.generate.article import Article
from quizapp.generate.english.clauses import kept_pronouns
from quizapp.generate.english.gaps import amounts, figure
from quizapp.generate.english.names import Names
from quizapp.generate.english.phrase import Replace, neighbour, points, show
from quizapp.generate.english.units import Unit
from quizapp.generate.facts import Fact, Mention, Noun
from quizapp.generate.states import states

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

SHORTEST = 8
LONGEST = 42
"""Words of a sentence that is still shown as a whole."""
MOST_PUT_IN = 5
"""Words of a noun that is put in for a pronoun."""
_LINKS = frozenset("however but and yet meanwhile also still so nevertheless moreover".split())
_SUBJECTS = ("nsubj", "nsubjpass")
_PLACES = ("GPE", "LOC", "FAC")
_DATED = re.compile(r"(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:1[5-9]|20)\d\d|\d{1,2} [A-Z][a-z]+")
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def details(
    article: Article, unit: Unit, sentence: "Sentence", names: Names, replace: Replace
) -> Iterator[Fact]:
    """Each detail of a sentence that stands by itself, with the sentence as `told`."""
    if unit.quoted or points(sentence) or not _is_whole(article, unit, sentence):
        return
    words = [one for one in sentence if not one.is_space]
    if words[0].lower_ in _LINKS:
        words = words[2:] if words[1].text == "," else words[1:]
    text = show(words, _brief(words, replace))
    text = text[:1].upper() + text[1:]
    told = Mention(text, unit.span(sentence.start_char, sentence.start_char + len(sentence.text)))
    for tokens, noun in _details(sentence, names, replace):
        detail = show(tokens, replace)
        if SHORTEST <= len(text.split()) <= LONGEST and text.count(detail) == 1:
            span = unit.span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
            slots = {"told": told, "detail": Mention(detail, span, noun)}
            yield Fact("detail", f"detail:{noun}", unit.passage, told.span, slots)


def _brief(words: "list[Token]", replace: Replace) -> Replace:
    """Pronouns stay where their noun stands before them, and where it would take many words."""
    kept = kept_pronouns(words, replace)
    return {at: text for at, text in kept.items() if len(text.split()) <= MOST_PUT_IN}


def _is_whole(article: Article, unit: Unit, sentence: "Sentence") -> bool:
    """Whether it is a statement with subject and verb, and no rest of what somebody utters."""
    root = sentence.root
    finite = root.tag_ in _FINITE or any(
        one.tag_ in _FINITE and one.dep_ in ("aux", "auxpass") for one in root.lefts
    )
    subjects = [one for one in root.children if one.dep_ in _SUBJECTS]
    if not finite or not subjects or subjects[0].tag_ == "PRP":
        return False
    span = unit.span(sentence.start_char, sentence.start_char + len(sentence.text.rstrip()))
    before = article.text[: span.start].rstrip(" ")[-1:]
    after = article.text[span.end : span.end + 2]
    inside = article.text[span.start : span.end]
    if before in (";", ":") or inside.endswith((";", ":")):
        return False  # who says it may stand in the other half
    marked = re.search(r'["“”]', before + inside + after) is not None
    return not marked and sentence.text[:1].isupper() and sentence.text.rstrip().endswith(".")


def _details(
    sentence: "Sentence", names: Names, replace: Replace
) -> Iterator[tuple["list[Token]", Noun]]:
    tokens = list(sentence)
    for amount in amounts(tokens):
        bare = figure(amount)
        if bare and neighbour(bare[-1]) not in ("-", "–"):  # a score
            yield bare, "number"
    for token in tokens:
        shown = replace.get(token.i, token.text)
        if shown in names.people:
            yield [token], "person"
        elif token.text in names.surnames and token.i not in replace:
            yield _named(token, names.surnames[token.text]), "person"
        elif token.lower_ in NUMBER_WORDS and neighbour(token) not in ("or", "to", "and"):
            known = neighbour(token, -1) in ("the", "these", "both", "-")
            if known or token.dep_ != "nummod" or token.head.tag_ != "NNS":
                continue
            yield [token], "number"
    for entity in sentence.ents:
        words = list(entity)
        before = entity[0].nbor(-1) if entity.start else entity[0]
        if entity.label_ in _PLACES and before.dep_ == "prep" and entity.root.dep_ == "pobj":
            yield words, "state" if entity.text in states() else "place"
        elif entity.label_ == "DATE" and before.dep_ == "prep" and _DATED.fullmatch(entity.text):
            yield words, "date"


def _named(token: "Token", name: str) -> "list[Token]":
    """The tokens of a full name that ends in `token`."""
    words = len(name.split())
    return [token.doc[at] for at in range(max(token.sent.start, token.i - words + 1), token.i + 1)]
