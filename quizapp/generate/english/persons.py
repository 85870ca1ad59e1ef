"""Who was told of last, and whom `he`, `her` and `the Norwegian` mean."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.generate.english.lexicon import ROLES, SAY
from quizapp.generate.english.names import Names
from quizapp.generate.english.phrase import Replace, neighbour, show
from quizapp.generate.english.sexes import sex
from quizapp.generate.facts import Speaker
from quizapp.generate.states import state_of, states

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_GROUPS = frozenset("author researcher scientist campaigner official critic union".split())
_LIKE_ROLES = frozenset(
    "teenager qualifier winner loser champion favourite favorite newcomer veteran pair duo woman"
    " man mother father widow host visitor competitor opponent rival".split()
)
_HE = frozenset({"he", "she", "him"})
_HIS = frozenset({"his", "her", "hers"})


@dataclass
class Persons:
    """The people of an article, while it is read from the top."""

    names: Names
    text: str
    speaker: str = ""
    """Who spoke last."""
    group: Speaker | None = None
    """Which people spoke last: whom `they said` means."""
    person: str = ""
    """Who was last the subject, or was last named; empty where two may be meant."""
    recent: list[str] = field(default_factory=list)
    """The people whom the last sentence with people named."""
    sexes: dict[str, str] = field(default_factory=dict)
    """`he` or `she` for the people of whom the article leaves no doubt."""
    passage_states: list[str] = field(default_factory=list)

    def read_people(self, sentence: "Span", quoted: bool, replace: Replace) -> None:
        """Put names for `he` and `her`, as long as only one person can be meant."""
        named: list[str] = []
        leading = ""
        met: set[str] = set()
        apart = False
        """Whether a pronoun comes before any name, as in `her coach, Jesper Holm`."""
        for token in sentence:
            if name := self._named(token, replace):
                if name not in named:
                    named.append(name)
                if _leads(token):
                    leading = name
            elif not quoted and _is_demonym(token):
                person = self._national(token)
                if person:
                    replace[token.i] = person
                    replace[token.i - 1] = ""
                leading = leading or person or "?"
            elif not quoted and token.lower_ in _HE | _HIS:
                met.add(sex(token.text))
                apart = apart or not named
                if leading == "?":
                    continue  # "the envoy said her government": of somebody without a name
                person = self._fitting(token, named or [self.person])
                if person:
                    self._pronoun(token, person, replace)
                    leading = leading or (person if _leads(token) else "")
            elif _leads(token) and token.tag_ == "NNS" and token.lemma_ in ROLES | _GROUPS:
                self.group = Speaker(show(token.subtree, replace), noun="people")
            elif state := state_of(token.text):
                self.passage_states.append(state)
            elif _leads(token) and _is_somebody(token) and _is_certain(token):
                leading = leading or "?"  # somebody whose name is not known
        if leading not in ("", "?") and self._says(sentence, leading):
            self.speaker = leading
        if len(named) > 1:
            self.person = ""  # which of them `he` is, only their sex would tell
            self.recent = named
        elif (
            named
            and not self.sexes.get(leading)
            and (apart or len(met) > 1 or self._is_someones(leading or named[0]))
        ):
            self.person = ""  # "he praised her": whose turn it is next, nothing tells
            self.recent = []
        elif leading or named:
            self.person = leading.replace("?", "") if leading else named[0]
            self.recent = [self.person] if self.person else []

    def _says(self, sentence: "Span", person: str) -> bool:
        """Whether the sentence gives the word to a person: `says her co-author, X`."""
        return any(
            one.dep_ == "nsubj" and one.head.lemma_ in SAY and one.text == person.split()[-1]
            for one in sentence
        )

    def _is_someones(self, person: str) -> bool:
        """`her coach, Jesper Holm`: the next `she` is rather the one whose coach he is."""
        return (
            re.search(rf"\b[Hh](?:er|is) [\w -]{{3,40}},? {re.escape(person)}", self.text)
            is not None
        )

    def _national(self, token: "Token") -> str:
        """The one person whom the article ties to the state of `the Italian`."""
        state = re.escape(state_of(token.text))
        adjective = re.escape(token.text)
        found = {
            name
            for name in self.names.people
            if re.search(
                rf"\b(?:{state}['’]s|{adjective}) (?:[\w-]+ ){{0,4}}{re.escape(name)}"
                rf"|{re.escape(name)},? (?:of|from) {state}\b|{re.escape(name)}, an? {adjective}\b",
                self.text,
            )
        }
        if found or not self.person:
            return found.pop() if len(found) == 1 else ""
        other = re.findall(
            rf"\b([A-Z]\w+)(?:['’]s)? (?:[\w-]+ ){{0,3}}{re.escape(self.person)}", self.text
        )
        return "" if any(state_of(word) for word in other) else self.person

    def _fitting(self, token: "Token", candidates: list[str]) -> str:
        """The one of whom a pronoun can speak; of several, all others must be known not to fit."""
        wanted = sex(token.text)
        people = [name for name in candidates if name] or self.recent
        fits = [name for name in people if self.sexes.get(name, wanted) == wanted]
        if len(fits) != 1:
            return ""
        return fits[0] if len(people) == 1 or self.sexes.get(fits[0]) == wanted else ""

    def _named(self, token: "Token", replace: Replace) -> str:
        shown = replace.get(token.i, token.text)
        if shown in self.names.people:
            return shown
        name = self.names.surnames.get(token.text, "")
        return name if name and token.tag_.startswith("NNP") else ""

    def _pronoun(self, token: "Token", person: str, replace: Replace) -> None:
        following = token.nbor(1) if token.i + 1 < len(token.doc) else token
        if not person or (token.tag_ == "PRP" and following.pos_ in ("ADJ", "NUM", "NOUN")):
            return  # "places her fourth": whose, or whom, the parser cannot tell
        if token.lower_ in _HE or token.tag_ == "PRP":
            replace[token.i] = person
        elif token.dep_ == "poss" and not _own(token, person, self.names):
            replace[token.i] = person + ("'" if person.endswith("s") else "'s")


def _is_somebody(token: "Token") -> bool:
    """`the coach`, `the 26-year-old`, `the qualifier`: a person without a name."""
    somebody = ROLES | _LIKE_ROLES | {"old"}
    return token.lemma_.lower() in somebody or token.lower_ in somebody


def _is_demonym(token: "Token") -> bool:
    """`the Norwegian`, as the subject: the person of whom the story has just told."""
    alone = neighbour(token, -1) == "the"
    single = token.tag_ in ("NNP", "NN") and _leads(token) and alone
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
