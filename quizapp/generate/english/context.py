"""What `he`, `the country` and `the bloc` stand for at their place in the article."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from quizapp.generate.dates import RELATIVE, in_words, resolve
from quizapp.generate.english.introduced import Introduced
from quizapp.generate.english.lexicon import NEEDS_CONTEXT, ROLES, SAY
from quizapp.generate.english.names import Names
from quizapp.generate.english.phrase import Replace, asides, full_names, show
from quizapp.generate.facts import Speaker
from quizapp.generate.states import state_of, states

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_EXPLETIVE = re.compile(
    r"it (?:will |would |could |may |might )?"
    r"(?:takes? |took |(?:is|was) \w+ (?:that|to) |seems?\b|rain)",
    re.I,
)
_GROUPS = frozenset("author researcher scientist campaigner official critic union".split())
MOST_OWNING = 5
"""Words of what `its` is shown as."""
_TIMES_OF_DAY = ("night", "morning", "afternoon", "evening", "lunchtime", "noon")
_BEFORE_A_DATE = frozenset("in on since until till by before after from to of for during".split())
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
    group: Speaker | None = None
    """Which people spoke last: whom `they said` means."""
    person: str = ""
    """Who was last the subject, or was last named."""
    passage_states: list[str] = field(default_factory=list)
    introduced: Introduced = field(default_factory=Introduced)
    days: tuple[date, ...] = ()
    subject: str = ""
    """The subject of the last sentence, where there is just one that `it` can mean."""

    def new_passage(self) -> None:
        self.passage_states = []
        self.subject = ""

    def replacements(self, doc: "Doc", quoted: bool) -> Replace:
        """What to show for the tokens of a unit, which come next in the article."""
        replace: Replace = {}
        full_names(doc, self.names, replace)
        self._dates(doc, replace)
        for sentence in doc.sents:
            self._people(sentence, quoted, replace)
            self._definite(sentence, replace)
            self._reported(sentence, replace)
            if not quoted:
                self._it(sentence, replace)
            self.introduced.read(sentence, replace)
        return replace

    def _dates(self, doc: "Doc", replace: Replace) -> None:
        """Show `next year` and `on Tuesday` as what they are, where that is certain."""
        for entity in doc.ents:
            future = entity.text.lower().startswith("next")
            if entity.label_ != "DATE" or not RELATIVE.fullmatch(entity.text):
                continue
            iso = resolve(entity.text, self.days, future)
            after = doc[entity.end] if entity.end < len(doc) else doc[entity.start]
            of_day = after.lower_ in _TIMES_OF_DAY
            if iso and len(iso) == 4 and after.lower_ == "'s":
                replace[entity.start] = f"the {iso}"
                replace.update({one.i: "" for one in [*entity[1:], after]})
                continue
            if not iso or after.lower_ == "'s" or (entity.root.dep_ == "compound" and not of_day):
                continue
            before = doc[entity.start - 1].lower_ if entity.start else ""
            fits = before in _BEFORE_A_DATE and (before != "in" or len(iso) < 10)  # "handed in"
            lead = "" if fits else "on " if len(iso) == 10 else "in "
            replace[entity.start] = lead + in_words(iso)
            replace.update({one.i: "" for one in entity[1:]})
            if of_day:
                replace[after.i] = ""

    def _it(self, sentence: "Span", replace: Replace) -> None:
        """`it` as the subject of a clause: the speaking body, or the last clause's subject."""
        for token in sentence:
            is_subject = token.dep_ in ("nsubj", "nsubjpass") and token.i not in replace
            if token.lower_ != "it" or not is_subject:
                continue
            verb = token.head
            if _EXPLETIVE.match(sentence.text[token.idx - sentence.start_char :]):
                continue
            if verb.dep_ == "ccomp" and verb.head.lemma_ in SAY:
                subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
                if subject is not None and self.names.noun(subject.text) in ("state", "body"):
                    replace[token.i] = show(subject.subtree, replace)
            elif verb.dep_ == "ROOT" and self.subject:
                replace[token.i] = self.subject
        opening = sentence[0]
        if opening.lower_ == "its" and self.subject and len(self.subject.split()) <= MOST_OWNING:
            replace[opening.i] = self.subject + "'s"
        self.subject = self._last_subject(sentence, replace)

    def _last_subject(self, sentence: "Span", replace: Replace) -> str:
        """What `it` in the next sentence goes back to; empty when that is not certain."""
        found = []
        for token in sentence:
            single = token.tag_ in ("NN", "NNP") and token.dep_ in ("nsubj", "nsubjpass")
            main = token.head.dep_ in ("ROOT", "conj", "ccomp")
            if single and main and self.names.noun(show([token], replace)) != "person":
                found.append(token)
        if len(found) != 1 or any(c.dep_ == "conj" for c in found[0].children):
            return ""
        left = asides(found[0])
        shown = show([one for one in found[0].subtree if one.i not in left], replace)
        return "" if "," in shown else shown

    def _reported(self, sentence: "Span", replace: Replace) -> None:
        """`from Armenia that it had …`: it is Armenia."""
        for token in sentence:
            if token.lower_ == "it" and token.i > 1 and token.nbor(-1).lower_ == "that":
                before = token.nbor(-2)
                if self.names.noun(before.text) in ("state", "body"):
                    replace[token.i] = before.text

    def _people(self, sentence: "Span", quoted: bool, replace: Replace) -> None:
        """Put names for `he` and `her`, as long as only one person can be meant."""
        named: list[str] = []
        leading = ""
        for token in sentence:
            if name := self._named(token, replace):
                if name not in named:
                    named.append(name)
                if _leads(token):
                    leading = name
            elif not quoted and not named and _is_demonym(token):
                if self.person:
                    replace[token.i] = self.person
                    replace[token.i - 1] = ""
                    leading = leading or self.person
            elif not quoted and token.lower_ in _HE | _HIM | _HIS:
                if len(named) < 2:
                    self._pronoun(token, named[0] if named else self.person, replace)
                    leading = leading or (self.person if _leads(token) else "")
            elif _leads(token) and token.tag_ == "NNS" and token.lemma_ in ROLES | _GROUPS:
                self.group = Speaker(show(token.subtree, replace), noun="people")
            elif state := state_of(token.text):
                self.passage_states.append(state)
            elif _leads(token) and token.lemma_.lower() in ROLES and _is_certain(token):
                leading = leading or "?"  # somebody whose name is not known
        if len(named) > 1:
            self.person = ""  # which of them `he` is, only their sex would tell
        elif leading or named:
            self.person = leading.replace("?", "") if leading else named[0]

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
            replace[before.i] = "the" if definite else ""
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
        return self.introduced.fuller(token) if noun in NEEDS_CONTEXT else ""


def _owner(token: "Token") -> str:
    """The state that the first subject of the sentence names, or belongs to."""
    for one in token.sent:
        if one.dep_ in ("nsubj", "nsubjpass"):
            named = {state_of(below.text) for below in one.subtree} - {""}
            return named.pop() if len(named) == 1 else ""
    return ""


def _is_demonym(token: "Token") -> bool:
    """`the Norwegian`, as the subject: the person of whom the story has just told."""
    before = token.nbor(-1) if token.i > 0 else token
    single = token.tag_ in ("NNP", "NN") and _leads(token) and before.lower_ == "the"
    return (
        single
        and bool(state_of(token.text))
        and token.text not in states()
        and not any(one.dep_ in ("amod", "compound") for one in token.lefts)
    )


def _is_certain(token: "Token") -> bool:
    """Whether a noun means somebody in particular: `the doctor`, not `no doctor`."""
    return any(
        one.dep_ == "poss" or one.lower_ in ("the", "a", "an", "another") for one in token.lefts
    )


def _leads(token: "Token") -> bool:
    """Whether it is the subject of the whole sentence."""
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ in ("ROOT", "conj")


def _own(token: "Token", person: str, names: Names) -> bool:
    """Whether `his` follows its owner in the same clause, and reads well as it is."""
    for verb in token.ancestors:
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and token not in subject.subtree:
            return names.surnames.get(subject.text) == person or subject.lower_ in _HE
    return False
