"""What `he`, `the country` and `the bloc` stand for at their place in the article."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from quizapp.generate.dates import RELATIVE, in_words, resolve
from quizapp.generate.english.introduced import Introduced
from quizapp.generate.english.lexicon import NEEDS_CONTEXT, ROLES, SAY
from quizapp.generate.english.names import Names, sex
from quizapp.generate.english.phrase import Replace, asides, full_names, neighbour, show
from quizapp.generate.facts import Speaker
from quizapp.generate.states import state_of, states

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


_EXPLETIVE = re.compile(
    r"it (?:will |would |could |may |might )?"
    r"(?:takes? |took |(?:is|was) \w+ (?:that|to) |seems?\b|rain)",
    re.I,
)
MOST_OWNING = 5
"""Words of what `its` is shown as."""
_PLANNING = frozenset("plan hope want expect intend agree decide promise vow ask need".split())
_SCHEDULED = frozenset(
    "end begin start open close meet face visit host play hold resume vote".split()
)
"""Verbs that tell of what is still to come in the present."""
_TIMES_OF_DAY = ("night", "morning", "afternoon", "evening", "lunchtime", "noon")
_BEFORE_A_DATE = frozenset("in on since until till by before after from to of for during".split())
_GROUPS = frozenset("author researcher scientist campaigner official critic union".split())
_LIKE_ROLES = frozenset(
    "teenager qualifier winner loser champion favourite favorite newcomer veteran pair duo woman"
    " man mother father widow host visitor competitor opponent rival".split()
)
_HE = frozenset({"he", "she", "him"})
_HIS = frozenset({"his", "her", "hers"})


@dataclass
class Context:
    """Who and what was mentioned last, while the article is read from the top."""

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
        self._dates(doc, quoted, replace)
        for sentence in doc.sents:
            self._people(sentence, quoted, replace)
            self._definite(sentence, replace)
            self._reported(sentence, replace)
            if not quoted:
                self._it(sentence, replace)
            self.introduced.read(sentence, replace)
        return replace

    def _dates(self, doc: "Doc", quoted: bool, replace: Replace) -> None:
        """Show `next year` and `on Tuesday` as what they are, where that is certain."""
        for entity in doc.ents:
            if entity.label_ != "DATE" or not RELATIVE.fullmatch(entity.text):
                continue
            if quoted and re.search(r"yesterday|today|tomorrow", entity.text, re.I):
                continue  # "cheap today and expensive later"
            future = _is_ahead(entity)
            if future is None and not re.search(
                r"year|yesterday|today|tomorrow", entity.text, re.I
            ):
                continue  # the Friday before, or the one after
            iso = resolve(entity.text, self.days, bool(future))
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
            common = name.split()[-1][0].islower() and not re.search(r"['’]s? ", name)
            definite = (
                name[0].islower()
                or common
                or re.search(rf"\b[Tt]he {re.escape(name)}\b", self.text)
            )
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

    def _people(self, sentence: "Span", quoted: bool, replace: Replace) -> None:
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


def _is_ahead(day: "Span") -> bool | None:
    """Whether a day is still to come: `will start on Sunday`; None where that is open."""
    first = day[0].lower_
    if first in ("next", "last"):
        return first == "next"
    verb = next((one for one in day.root.ancestors if one.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return None
    if neighbour(day[0], -1) in ("before", "until", "till", "by", "from"):
        return None
    helpers = [one.lower_ for one in verb.lefts if one.dep_ in ("aux", "auxpass")]
    if helpers and helpers[0] in ("will", "would", "shall", "'ll"):
        return True
    if "to" in helpers:
        told = verb.head.tag_ == "VBD" and verb.head.lemma_ not in _PLANNING
        return False if told else None
    if (helpers and helpers[0] in ("has", "have", "had", "was", "were", "did")) or (
        not helpers and (verb.tag_ == "VBD" or (verb.tag_ == "VBN" and verb.dep_ == "acl"))
    ):
        return False
    return True if verb.lemma_ in _SCHEDULED and verb.tag_ in ("VBZ", "VBP") else None


def _owner(token: "Token") -> str:
    """The state that the first subject of the sentence names, or belongs to."""
    for one in token.sent:
        if one.dep_ in ("nsubj", "nsubjpass"):
            named = {state_of(below.text) for below in one.subtree} - {""}
            return named.pop() if len(named) == 1 else ""
    return ""


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
