"""What `he`, `the country` and `the bloc` stand for at their place in the article."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from quizapp.generate.english.introduced import Introduced
from quizapp.generate.english.lexicon import ACCUSING, NEEDS_CONTEXT, ROLES, SAY
from quizapp.generate.english.names import Names, sex
from quizapp.generate.english.phrase import Replace, full_names, neighbour, noun_of, show
from quizapp.generate.english.pronouns import Centre, is_tag
from quizapp.generate.english.timing import dates
from quizapp.generate.english.units import Unit
from quizapp.generate.facts import Speaker
from quizapp.generate.states import state_of, states

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


_GROUPS = frozenset("author researcher scientist campaigner official critic union".split())
_LIKE_ROLES = frozenset(
    "teenager qualifier winner loser champion favourite favorite newcomer veteran pair duo woman"
    " man mother father widow host visitor competitor opponent rival official source aide insider"
    " delegate negotiator employee suspect defendant witness victim".split()
)
_KIN = frozenset(
    "son daughter husband wife brother sister child boy girl friend colleague parent baby person"
    " counterpart predecessor successor".split()
)
_HE = frozenset({"he", "she", "him"})
_HIS = frozenset({"his", "her", "hers"})


@dataclass(frozen=True, slots=True)
class Deed:
    """Who decided something, with which verb, and in which passage."""

    actor: str
    lemma: str
    passage: int


@dataclass
class Context:
    """Who and what was mentioned last, while the article is read from the top."""

    names: Names
    text: str
    speaker: str = ""
    """Who spoke last."""
    voice: Speaker | None = None
    """Whose words an utterance without a tag would be, by what this passage told last."""
    before: Speaker | None = None
    """The same, of the passage before."""
    group: Speaker | None = None
    """Which people spoke last: whom `they said` means."""
    unnamed: Speaker | None = None
    """The one without a name who spoke last: `an unnamed official`."""
    person: str = ""
    """Who was last the subject, or was last named; empty where two may be meant."""
    recent: list[str] = field(default_factory=list)
    """The people whom the last sentence with people named."""
    earlier: list[str] = field(default_factory=list)
    """The people of the sentence with people before that; nobody where it told of others, too."""
    just_named: list[str] = field(default_factory=list)
    """The people whom the sentence before names."""
    crowded: bool = False
    """Whether the last sentence with people told of one without a name, too."""
    sexes: dict[str, str] = field(default_factory=dict)
    """`he` or `she` for the people of whom the article leaves no doubt."""
    passage_states: list[str] = field(default_factory=list)
    introduced: Introduced = field(default_factory=Introduced)
    days: tuple[date, ...] = ()
    deed: Deed | None = None
    """What somebody with a name decided last, which `the decision` takes up."""
    told_on: tuple[date, ...] = ()
    """On which days the unit that is being read may have been said or written."""
    others: list[str] = field(default_factory=list)
    """The people whom the last sentence named, where they are all the people it told of."""
    owners: Replace = field(default_factory=dict)
    """Whose the possessives of the unit are that read best as they stand: `her` in `her plan`."""
    centre: Centre = field(init=False)

    def __post_init__(self) -> None:
        self.centre = Centre(self.names)

    def new_passage(self, continues: bool = False) -> None:
        """Begin a passage; one that `continues` a quote goes on with what it was about."""
        self.passage_states = []
        if not continues:
            self.centre.clear()
        self.before, self.voice = self.voice, None

    def replacements(
        self,
        doc: "Doc",
        unit: Unit,
        speaker: Speaker | None = None,
        days: tuple[date, ...] | None = None,
    ) -> Replace:
        """What to show for the tokens of a unit, which comes next in the article.

        Args:
            doc: its parse.
            speaker: who utters a quoted unit, and so is no `he` in it.
            days: on which it may have been said; None for the days of the article.
        """
        replace: Replace = {}
        self.owners = {}
        quoted = unit.quoted
        full_names(doc, self.names, replace)
        self.told_on = self.days if days is None else days
        dates(doc, quoted, self.told_on, replace)
        for sentence in doc.sents:
            self._people(sentence, quoted, replace, speaker)
            self._definite(sentence, replace)
            self._reported(sentence, replace)
            self.centre.resolve(sentence, quoted, replace)
            self.introduced.read(sentence, unit.offsets, replace)
        return replace

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
            such = next((one for one in token.lefts if one.lower_ == "such"), None)
            if such is not None and token.tag_ == "NN":  # "any such meeting"
                fuller = self.introduced.fuller(token)
                replace |= {such.i: "", token.i: fuller} if fuller else {}
            before = token.nbor(-1) if token.i > 0 else None
            if before is None or before.lower_ not in ("the", "its") or before.head != token:
                continue
            if before.lower_ == "its" or any(map(_defines, token.rights)):
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

    def _people(
        self, sentence: "Span", quoted: bool, replace: Replace, speaker: Speaker | None
    ) -> None:
        """Put names for `he` and `her`, as long as only one person can be meant."""
        named: list[str] = []
        leading = other = ""
        met: set[str] = set()
        meant: list[str] = []
        apart = False
        """Whether a pronoun comes before any name, as in `her coach, Jesper Holm`."""
        for token in sentence:
            if name := self._named(token, replace):
                if name not in named:
                    named.append(name)
                if _leads(token):
                    leading = name
            elif not quoted and _is_demonym(token):
                person = self.national(token)
                if person:
                    replace[token.i] = person
                    replace[token.i - 1] = ""
                leading = leading or person or "?"
            elif not quoted and token.lower_ in _HE | _HIS:
                met.add(sex(token.text))
                apart = apart or not named
                if leading == "?":
                    continue  # "the envoy said her government": of somebody without a name
                person = self._fitting(token, named)
                if person:
                    meant += [] if person in [*meant, *named] else [person]
                    self._pronoun(token, person, replace)
                    leading = leading or (person if _leads(token) else "")
            elif token.lower_ in _HE | _HIS:
                other = self._other(token, named, speaker)
                if other:
                    self._pronoun(token, other, replace)
            elif _leads(token) and token.tag_ == "NNS" and token.lemma_ in ROLES | _GROUPS:
                self.group = Speaker(show(token.subtree, replace), noun="people")
            elif state := state_of(token.text):
                self.passage_states.append(state)
            elif _leads(token) and (
                (_is_somebody(token) and _is_certain(token)) or self._is_strange(token)
            ):
                leading = leading or "?"  # somebody whose name is not known
        if not is_tag(sentence):
            self.others = (
                [] if any(map(_is_unnamed, sentence)) else named or self.others[:1] * quoted
            )
        if leading not in ("", "?") and self._says(sentence, leading):
            self.speaker = leading
        if not quoted:
            self.voice = self._may_speak(leading, named)
        self.just_named = named
        crowded = leading == "?" or any(map(_is_unnamed, sentence))
        if named or meant:
            self.earlier = [] if self.crowded else self.recent
            self.crowded = crowded
        self.crowded = self.crowded or crowded
        if len(named) > 1:
            self.person = ""  # which of them `he` is, only their sex would tell
            self.recent = named + meant
        elif named and (
            self._is_someones(leading or named[0])
            or (self._may_be_met(leading, met) and (apart or len(met) > 1))
        ):
            self.person = ""  # "he praised her": whose turn it is next, only their sex tells
            self.recent = named + meant if meant else []
        elif leading or named:
            self.person = leading.replace("?", "") if leading else named[0]
            at_hand = [one for one in [*named, *meant] if one != self.person]
            self.recent = [self.person, *at_hand] if self.person else []

    def _is_strange(self, token: "Token") -> bool:
        """Whether a name of two words is of nobody knows what, and so may be a person's."""
        bare = token.tag_ == "NNP" and [one.tag_ for one in token.lefts] == ["NNP"]
        return bare and not state_of(token.text) and noun_of(token, self.names) == "thing"

    def _may_be_met(self, person: str, met: set[str]) -> bool:
        known = self.sexes.get(person)
        return known is None or known in met

    def _may_speak(self, leading: str, named: list[str]) -> Speaker | None:
        """Whose words would come next: those of the person whom the sentence is about."""
        if leading not in ("", "?"):
            return self.names.speaker(leading)
        current = self.voice
        kept = leading == "" and current is not None and set(named) <= {current.name}
        return current if kept else None

    def _says(self, sentence: "Span", person: str) -> bool:
        """Whether the sentence gives the word to a person: `says her co-author, X`."""
        return any(
            one.dep_ == "nsubj" and one.head.lemma_ in SAY and one.text == person.split()[-1]
            for one in sentence
        )

    def _is_someones(self, person: str) -> bool:
        """`her coach, Jesper Holm`: the next `she` is rather the one whose coach he is."""
        whose = re.search(rf"\b(his|her) [\w -]{{3,40}},? {re.escape(person)}", self.text, re.I)
        return whose is not None and self.sexes.get(person, sex(whose[1])) == sex(whose[1])

    def national(self, token: "Token") -> str:
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

    def _fitting(self, token: "Token", named: list[str]) -> str:
        """The one of whom a pronoun can speak; of several, all others must be known not to fit.

        Args:
            named: the people whom the sentence names before it.
        """
        wanted = sex(token.text)
        people = named or [self.person] if self.person or named else self.recent
        fits = [name for name in people if self.sexes.get(name, wanted) == wanted]
        alone = not self.crowded and not any(map(_is_unnamed, token.sent))
        if not fits and alone:  # "Lund had asked her": the woman of the sentence before
            for people in (self.recent, self.earlier):
                if fits := [name for name in people if self.sexes.get(name, wanted) == wanted]:
                    break
            sure = len(fits) == 1 and self.sexes.get(fits[0]) == wanted
            return fits[0] if sure and not _follows_somebodys(token) else ""
        if len(fits) != 1:
            return ""
        near = alone and fits[0] in (*named, *self.just_named)
        if fits[0] not in self.sexes and wanted in self.sexes.values() and not near:
            return ""  # somebody else is known to be one
        known = self.sexes.get(fits[0]) == wanted
        return fits[0] if len(people) == 1 or known or alone else ""

    def _other(self, token: "Token", named: list[str], speaker: Speaker | None) -> str:
        """Whom a speaker means by `he`: the one person who was just named, and not themselves."""
        own = speaker.name if speaker is not None else ""
        fits = [name for name in named if name != own] or self.others
        fits = [name for name in fits if name != own]
        known = len(fits) == 1 and self.sexes.get(fits[0], sex(token.text)) == sex(token.text)
        return fits[0] if known and not any(map(_is_unnamed, token.sent)) else ""

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
        elif token.dep_ == "poss" and _own(token, person, self.names):
            self.owners[token.i] = person
        elif token.dep_ == "poss":
            replace[token.i] = person + ("'" if person.endswith("s") else "'s")

    def of_oneself(self, speaker: Speaker | None, subject: str) -> str:
        """`she` for a speaker of known sex who tells of herself; else nothing."""
        themselves = speaker is not None and speaker.noun == "person" and speaker.name == subject
        return self.sexes.get(subject, "") if themselves else ""

    def within(self, sentence: "Span", replace: Replace) -> tuple[tuple[str, str], ...]:
        """The pronouns of a sentence that are proven to mean a noun before them in it."""
        return tuple(self.centre.within(sentence, replace).items())

    def own(
        self, tokens: "list[Token]", replace: Replace, speaker: Speaker | None, subject: str
    ) -> frozenset[str]:
        """The pronouns among the words of a clause that mean its speaker or its subject."""
        wanted = {subject, *([speaker.name] if speaker is not None else [])}
        mine: set[str] = set()
        others: set[str] = set()
        for one in tokens:
            if one.tag_ in ("PRP", "PRP$"):
                shown = replace.get(one.i) or self.owners.get(one.i, "")
                proven = re.sub(r"['’]s?$", "", shown) in wanted
                (mine if proven else others).add(one.lower_)
        return frozenset(mine - others)


def _owner(token: "Token") -> str:
    """The state that the first subject of the sentence names, or belongs to."""
    for one in token.sent:
        if one.dep_ in ("nsubj", "nsubjpass"):
            named = {state_of(below.text) for below in one.subtree} - {""}
            return named.pop() if len(named) == 1 else ""
    return ""


def _defines(piece: "Token") -> bool:
    """Whether what follows a noun tells which one it is; in `accuse the firm of …` it does not."""
    accused = piece.head.head.lemma_ in ACCUSING and piece.lower_ == "of"
    accused = accused and any(one.dep_ == "pcomp" for one in piece.children)
    return piece.dep_ in ("prep", "relcl", "acl") and not accused


def _is_somebody(token: "Token") -> bool:
    """`the coach`, `the 26-year-old`, `the qualifier`: a person without a name."""
    somebody = ROLES | _LIKE_ROLES | {"old"}
    return token.lemma_.lower() in somebody or token.lower_ in somebody


def _is_unnamed(token: "Token") -> bool:
    """`the minister`, `his son`: a person whom the sentence does not name, and `he` may mean."""
    somebody = _is_somebody(token) or token.lemma_.lower() in _KIN
    named = token.dep_ in ("compound", "appos") or any(
        one.dep_ == "appos" for one in token.children
    )
    return somebody and token.tag_ == "NN" and not named


def _follows_somebodys(token: "Token") -> bool:
    """`his sculler to lower her rate`: somebody's somebody, whom a pronoun may mean."""
    return any(
        one.tag_ == "PRP$" and one.head.tag_ == "NN" for one in token.sent if one.i < token.i
    )


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
    """Whether a noun means somebody in particular, without a name: `the doctor`."""
    return not any(one.dep_ == "appos" for one in token.children) and any(
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
