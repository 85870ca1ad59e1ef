"""What `he`, `the country` and `the bloc` stand for at their place in the article."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.generate.english.lexicon import NEEDS_CONTEXT, ROLES
from quizapp.generate.english.names import Names
from quizapp.generate.english.phrase import Replace, full_names, show
from quizapp.generate.states import state_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_DEFINING = ("of", "on", "over", "between", "to", "in", "for", "against", "with", "about")
_UNFIT = re.compile(
    r"\b(?:it|its|they|their|his|her|this|that|last|next|year|week|month|which|who|we|our)\b", re.I
)
_FIGHTING = frozenset("war conflict offensive fighting battle hostility clash".split())
_CONCERNS = frozenset("concern complaint criticism fear objection worry".split())
_ABOUT = frozenset(["about", "over", "at"])
_HE = frozenset({"he", "she"})
_HIM = frozenset({"him"})
_HIS = frozenset({"his", "her", "hers"})


@dataclass
class Context:
    """Who was mentioned last, while the article is read from the top."""

    names: Names
    text: str
    speaker: str = ""
    """Who spoke last."""
    person: str = ""
    """Who was last the subject, or was last named."""
    passage_states: list[str] = field(default_factory=list)
    concern: str = ""
    """What was last complained about: `Russia not intervening`."""
    introduced: dict[str, list[str]] = field(default_factory=dict)
    """For each noun the fuller phrases in which it came: `bridge over the Tarn`."""

    def new_passage(self) -> None:
        self.passage_states = []

    def replacements(self, doc: "Doc", quoted: bool) -> Replace:
        """What to show for the tokens of a unit, which come next in the article."""
        replace: Replace = {}
        full_names(doc, self.names, replace)
        for sentence in doc.sents:
            here = ""
            for token in sentence:
                if name := self._named(token, replace):
                    if not here or _leads(token):
                        here = self.person = name
                elif not quoted and token.lower_ in _HE | _HIM | _HIS:
                    self._pronoun(token, here or self.person or self.speaker, replace)
                elif state := state_of(token.text):
                    self.passage_states.append(state)
            self._definite(sentence, replace)
            self._reported(sentence, replace)
            self._introduce(sentence, replace)
            self._complain(sentence, replace)
        return replace

    def _reported(self, sentence: "Span", replace: Replace) -> None:
        """`from Armenia that it had …`: it is Armenia."""
        for token in sentence:
            if token.lower_ == "it" and token.i > 1 and token.nbor(-1).lower_ == "that":
                before = token.nbor(-2)
                if self.names.noun(before.text) in ("state", "body"):
                    replace[token.i] = before.text

    def _complain(self, sentence: "Span", replace: Replace) -> None:
        for token in sentence:
            if token.lemma_.lower() in _CONCERNS and token.pos_ == "NOUN":
                about = next(
                    (c for c in token.rights if c.dep_ == "prep" and c.lower_ in _ABOUT), None
                )
                if about is None:
                    continue
                end = max(one.i for one in token.subtree)
                joint = [one.i for one in token.subtree if one.dep_ == "cc" and one.i > about.i]
                tokens = [
                    one
                    for one in token.subtree
                    if about.i < one.i <= min([end, *(j - 1 for j in joint)])
                ]
                self.concern = show(tokens, replace)

    def _introduce(self, sentence: "Span", replace: Replace) -> None:
        for chunk in sentence.noun_chunks:
            head = chunk.root
            if head.pos_ != "NOUN" or chunk[0].lower_ in ("this", "that", "these", "those"):
                continue
            named = [
                one
                for one in chunk
                if one.tag_.startswith("NNP") or one.ent_type_ in ("NORP", "GPE")
            ]
            tokens = [one for one in chunk if one.dep_ != "det" and one.pos_ != "PRON"]
            whole = list(tokens)
            for child in head.rights:
                if (
                    child.dep_ == "prep"
                    and child.lower_ in _DEFINING
                    and child.i == whole[-1].i + 1
                ) or (
                    child.dep_ in ("acl", "relcl")
                    and child.i == whole[-1].i + 2
                    and child.tag_ == "VB"
                ):
                    whole += [one for one in child.subtree if one.i > whole[-1].i]
            after = chunk.end < len(chunk.doc) and chunk.doc[chunk.end]
            if (
                after
                and after.lower_ == "in"
                and head.lemma_.lower() in _FIGHTING
                and len(whole) == len(tokens)
            ):
                whole += [one for one in after.subtree if one.i >= after.i][:7]
            if (len(whole) > len(tokens) or named) and len(whole) <= 9:
                phrase = show(whole, replace)
                kept = self.introduced.setdefault(_kin(head.lemma_.lower()), [])
                if phrase not in kept and not _UNFIT.search(phrase):
                    kept.append(phrase)

    def _named(self, token: "Token", replace: Replace) -> str:
        shown = replace.get(token.i, token.text)
        if shown in self.names.people:
            return shown
        name = self.names.surnames.get(token.text, "")
        return name if name and token.tag_.startswith("NNP") else ""

    def _pronoun(self, token: "Token", person: str, replace: Replace) -> None:
        if not person:
            return
        if token.lower_ in _HE or token.lower_ in _HIM or token.tag_ == "PRP":
            replace[token.i] = person
        elif token.dep_ == "poss" and not _own(token, person, self.names):
            replace[token.i] = person + ("'" if person.endswith("s") else "'s")

    def _definite(self, sentence: "Span", replace: Replace) -> None:
        """Show the name for `the bloc` and the like, where there is one it must be."""
        for token in sentence:
            before = token.nbor(-1) if token.i > 0 else None
            if before is None or before.lower_ not in ("the", "its") or before.head != token:
                continue
            if before.lower_ == "its" or any(
                c.dep_ in ("prep", "relcl", "acl") for c in token.rights
            ):
                continue
            name = self._stands_for(token)
            if not name:
                continue
            definite = name[0].islower() or re.search(rf"\b[Tt]he {re.escape(name)}\b", self.text)
            replace[before.i] = ("The" if before.is_title else "the") if definite else ""
            replace[token.i] = name

    def _stands_for(self, token: "Token") -> str:
        noun = token.lower_
        if noun in ("country", "nation"):
            earlier = [state_of(one.text) for one in token.sent if one.i < token.i]
            named = [state for state in earlier if state]
            if named:
                return named[-1] if len(set(named)) == 1 else _owner(token)
            return self.passage_states[-1] if len(set(self.passage_states)) == 1 else ""
        if noun in self.names.classes:
            return self.names.classes[noun]
        if noun in ROLES:
            return self.names.by_role(noun)
        fuller = self.introduced.get(_kin(token.lemma_.lower()), [])
        return _chosen(noun, fuller) if noun in NEEDS_CONTEXT else ""


def _owner(token: "Token") -> str:
    """The state that the first subject of the sentence names, or belongs to."""
    for one in token.sent:
        if one.dep_ in ("nsubj", "nsubjpass"):
            named = {state_of(below.text) for below in one.subtree} - {""}
            return named.pop() if len(named) == 1 else ""
    return ""


def _kin(noun: str) -> str:
    """Nouns that take one another up have one name here."""
    return "fighting" if noun in _FIGHTING else noun


def _chosen(noun: str, fuller: list[str]) -> str:
    """What to show for `the noun`: the one fuller phrase that there is, with this noun in it."""
    if len(fuller) != 1:
        return ""
    words = fuller[0].split()
    if noun in words:
        return fuller[0]
    place = next((at for at, word in enumerate(words) if word in _DEFINING), 0)
    return " ".join([noun, *words[place:]]) if place else ""


def _leads(token: "Token") -> bool:
    """Whether it is the subject of the whole sentence."""
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ in ("ROOT", "conj")


def _own(token: "Token", person: str, names: Names) -> bool:
    """Whether `his` follows its owner in the same clause, and reads well as it is."""
    return any(
        names.surnames.get(one.text) == person or one.lower_ in _HE
        for one in token.sent
        if one.i < token.i and one.dep_ in ("nsubj", "nsubjpass")
    )
