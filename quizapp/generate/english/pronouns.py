"""What `it` and `they` stand for: the subject of the clause before, where nothing else agrees."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quizapp.generate.english.lexicon import ORGANISATIONS, ROLES, SAY
from quizapp.generate.english.names import Names
from quizapp.generate.english.phrase import Replace, asides, noun_of, show
from quizapp.generate.english.rhetoric import is_judged

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MOST_OWNING = 5
"""Words of what `its` is shown as."""
_SUBJECTS = ("nsubj", "nsubjpass")
_MAIN = ("ROOT", "conj", "ccomp")
_ACTING = ("state", "body", "team", "people")
_ON_A_WHOLE = frozenset(
    "mean show happen surprise make help prove depend matter feel look follow mark lead cause raise"
    " prompt anger bring suggest seem appear turn remind reflect sound affect hurt rain snow take"
    " occur worry shock please frighten".split()
)
"""Verbs whose `it` may as well be all that was said before."""
_HAPPENING = frozenset(
    "last expire end begin start come run fail pass sink collapse open close enter stand lie work"
    " hold rise fall change grow remain stay read".split()
)
"""What treaties, buildings and the like do as well as those who act on them, without an object."""
_CONTAINING = frozenset(
    "contain include cost apply cover oblige allow ban bar require provide stretch weigh measure"
    " carry date set limit forbid state".split()
)
"""What they do with an object."""
_BESIDE = frozenset("from of to with into for against over".split())
"""Prepositions whose nouns take part in what a verb tells, and are no mere place or time."""
_SINGLE = frozenset(
    "Systems Industries Holdings Airlines Airways Motors Partners Brothers Technologies Services"
    " Resources Networks Enterprises Nations States Emirates Netherlands Philippines".split()
)
"""Last words of names that are one in spite of their form."""
_ARGUING = frozenset("argue warn claim estimate complain believe fear think".split())
"""Verbs after which `it would` is rather the thing that is argued about than who argues."""
_HARMING = frozenset(
    "cost put harm undermine threaten damage endanger violate breach save double deprive".split()
)
"""What a plan would do to people, rather than who speaks of it."""
_HELD = frozenset("expect say think believe hope understand know fear unclear report".split())
Number = Literal["it", "they"]
_NUMBERS: dict[str, Number] = {"it": "it", "its": "it", "they": "they", "their": "they"}


@dataclass(frozen=True)
class Antecedent:
    """What a pronoun of the next sentence may go back to."""

    text: str = ""
    quoted: bool = False
    alone: bool = False
    """Whether the sentence names nothing else, of whatever role, that would agree."""
    is_state: bool = False
    """Whether it was said to be something, so that `it is` goes on with the same."""
    acts_on: bool = False
    """Whether it is somebody who does something with a thing that would agree."""
    kind: str = ""
    """What it is: a state, a body, people, a thing."""
    acted_on: bool = False
    """Whether it is a thing that does something with somebody who would agree."""


@dataclass
class Centre:
    """What the last sentence was about, for each number; nothing where that is not certain."""

    names: Names
    it: Antecedent = Antecedent()
    they: Antecedent = Antecedent()

    def clear(self) -> None:
        self.it = self.they = Antecedent()

    def resolve(self, sentence: "Span", quoted: bool, replace: Replace) -> None:
        """Note in `replace` what the pronouns of a sentence stand for; then take up its subject."""
        opening = sentence[0]
        owner = {"its": self.it, "their": self.they}.get(opening.lower_)
        if owner is not None and opening.head != opening:
            near = owner.quoted == quoted and opening.lower_ == "its"
            if owner.text and len(owner.text.split()) <= MOST_OWNING and (owner.alone or near):
                replace[opening.i] = _owning(owner.text)
        for token in sentence:
            number = _NUMBERS.get(token.lower_)
            if number is None or token.i in replace:
                continue
            if token.tag_ == "PRP$":
                leads = token.head.dep_ in _SUBJECTS and token.head.left_edge == token
                if leads and (shown := self._speaking(token.head, number, replace)):
                    replace[token.i] = _owning(shown)
            elif token.dep_ in _SUBJECTS and (
                shown := self._speaking(token, number, replace) or self._before(token, quoted)
            ):
                replace[token.i] = shown
        if not is_tag(sentence):
            self.it = self._subject(sentence, "it", quoted, replace)
            self.they = self._subject(sentence, "they", quoted, replace)

    def within(self, sentence: "Span", replace: Replace) -> dict[str, str]:
        """The pronouns of a sentence whose noun stands before them in it, each with that noun.

        Only those of whom each in the sentence means the same one.
        """
        found: dict[str, set[str]] = {}
        for token in sentence:
            number = _NUMBERS.get("they" if token.lower_ == "them" else token.lower_)
            if number is not None and token.tag_ == "PRP" and token.i not in replace:
                noun = _object_before(token) or self._doer_before(token, replace)
                fits = noun is not None and _is_plural(noun) == (number == "they")
                known = fits and noun is not None and not self._is_person(noun, replace)
                found.setdefault(token.lower_, set()).add(noun.text if known and noun else "")
        return {word: max(nouns) for word, nouns in found.items() if len(nouns) == 1 and max(nouns)}

    def _doer_before(self, token: "Token", replace: Replace) -> "Token | None":
        """`The petition had 900 names when it was …`: the only noun of the clause before."""
        verb, main = token.head, _main_of(token.head)
        if token.lower_ != "it" or token.dep_ not in _SUBJECTS or main is None:
            return None
        before = [one for one in token.sent if one.i < token.i]
        fits = [one for one in before if self._agrees(one, token, False, replace)]
        fits = [one for one in fits if one.dep_ != "conj" and one.lower_ != "time"]
        if len(fits) != 1 or fits[0].head != main or _is_expletive(token):
            return None
        acting = self._kind(fits[0], replace) in _ACTING
        does = any(one.dep_ == "dobj" for one in verb.rights)
        is_done = verb.lemma_ == "be" or any(one.dep_ == "auxpass" for one in verb.lefts)
        led = fits[0].dep_ in (*_SUBJECTS, "dobj")
        return fits[0] if led and not (is_done if acting else does) else None

    def _speaking(self, token: "Token", number: Number, replace: Replace) -> str:
        """`the ministry said it would …`: it is the ministry."""
        verb = token.head
        while verb.dep_ == "conj":
            verb = verb.head
        if verb.dep_ != "ccomp" or verb.head.lemma_ not in SAY or _is_expletive(token):
            return ""
        helped = any(one.tag_ == "MD" for one in verb.lefts)
        argued = verb.head.lemma_ in _ARGUING or verb.lemma_ in _HARMING
        if argued and helped and token.lower_ == "it":
            return ""
        subject = next((one for one in verb.head.children if one.dep_ == "nsubj"), None)
        if subject is None or subject.i > token.i or subject == token:
            return ""
        kind = noun_of(subject, self.names)
        several = _is_plural(subject)
        unknown = kind == "thing" and subject.tag_ == "NNP"
        named = unknown and subject.text not in self.names.surnames
        one = not several and (named or kind in ("state", "body", "team"))
        fits = several if number == "they" else one
        if not fits or (number == "they" and kind != "people"):
            return ""
        return definite(_whole(subject, replace))

    def _before(self, token: "Token", quoted: bool) -> str:
        """What the subject of a main clause goes back to, in the sentence before."""
        verb = token.head
        first = not any(one.dep_ in _SUBJECTS and one.i < token.i for one in token.sent)
        leads = verb.dep_ == "ROOT" or (verb.dep_ == "advcl" and verb.i < verb.head.i)
        found = self.it if token.lower_ == "it" else self.they
        if not (first and leads and found.text) or _is_expletive(token):
            return ""
        if verb.lemma_ in SAY and token.lower_ == "it" and noun_kind(found.text, self.names) == "":
            return ""
        if found.quoted != quoted and not found.alone:
            return ""
        passive = any(one.dep_ == "auxpass" for one in verb.lefts)
        copula = verb.lemma_ == "be" and not passive
        happens = verb.lemma_ in _HAPPENING and not any(c.dep_ == "dobj" for c in verb.rights)
        of_things = copula or passive or happens or verb.lemma_ in _CONTAINING
        also = any(one.lower_ == "also" for one in verb.lefts)
        if (found.acts_on and of_things) or (found.acted_on and (not of_things) and not also):
            return ""
        if copula and (is_judged(verb) or (quoted and not (found.is_state and found.quoted))):
            return ""
        return found.text

    def _subject(
        self, sentence: "Span", number: Number, quoted: bool, replace: Replace
    ) -> Antecedent:
        several = number == "they"
        found = []
        for token in sentence:
            if token.dep_ not in _SUBJECTS or token.head.dep_ not in _MAIN:
                continue
            known = token.tag_ == "PRP" and token.lower_ == number and token.i in replace
            noun = token.tag_ in ("NNS", "NNPS", "NN", "NNP") and _is_plural(token) == several
            if known or (noun and not self._is_person(token, replace)):
                found.append(token)
        told = any(one.dep_ in (*_SUBJECTS, "expl", "csubj") for one in sentence.root.lefts)
        told = told or any(one.dep_ in _SUBJECTS for one in sentence.root.rights)
        if len(found) != 1 or not told:
            return Antecedent()
        subject = found[0]
        others = [one for one in sentence if self._agrees(one, subject, several, replace)]
        before = self.they if several else self.it
        kind = (
            before.kind if subject.tag_ == "PRP" and before.kind else self._kind(subject, replace)
        )
        acting = kind in _ACTING
        rivals = [one for one in others if _takes_part(one, subject.head)]
        if any((self._kind(one, replace) in _ACTING) == acting for one in rivals):
            return Antecedent()
        shown = definite(_whole(subject, replace))
        if "," in shown or (several and subject.head.lemma_ == "be" and others):
            return Antecedent()
        is_state = subject.head.lemma_ in ("be", "have")
        apart = bool(rivals)
        return Antecedent(
            shown, quoted, not others, is_state, acting and apart, kind, apart and not acting
        )

    def _agrees(self, token: "Token", subject: "Token", several: bool, replace: Replace) -> bool:
        """Whether another noun of the sentence could be meant as well."""
        noun = token.tag_ in ("NN", "NNP", "NNS", "NNPS") and token.dep_ != "compound"
        if not noun or token in subject.subtree or _is_plural(token) != several:
            return False
        timed = token.ent_type_ in ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY")
        return not timed and not self._is_person(token, replace)

    def _is_person(self, token: "Token", replace: Replace) -> bool:
        kind = self._kind(token, replace)
        return kind == "person" or (kind == "people" and not _is_plural(token))

    def _kind(self, token: "Token", replace: Replace) -> str:
        known = self.names.noun(replace.get(token.i, token.text))
        if token.lower_ == "police" or (
            known == "thing" and token.pos_ == "NOUN" and token.lemma_.lower() in ROLES
        ):
            return "people"
        return known if known != "thing" else noun_of(token, self.names)


def noun_kind(text: str, names: Names) -> str:
    """`body` or `state` for what may say something; else nothing."""
    kind = names.noun(text)
    if kind in ("state", "body"):
        return kind
    return "body" if text.split()[-1].lower() in ORGANISATIONS else ""


def definite(text: str) -> str:
    """`a committee` as it is called when it is taken up: `the committee`."""
    return re.sub(r"^an? (?=\w)", "the ", text)


def _main_of(verb: "Token") -> "Token | None":
    """The verb before with whose subject or object a clause of time or reason goes on."""
    main = verb.head
    if verb.dep_ == "relcl" and main.lower_ == "time" and main.head.lower_ == "by":
        main = main.head.head
    elif verb.dep_ != "advcl":
        return None
    if main.dep_ == "pcomp":  # "accused it of selling"
        main = main.head.head
    return main if main.i < verb.i else None


def _object_before(token: "Token") -> "Token | None":
    """`close the pool and sell it`: the object of the verb before."""
    verb = token.head
    if token.dep_ != "dobj" or verb.dep_ != "conj" or verb.head.i > verb.i:
        return None
    subject = any(one.dep_ in _SUBJECTS for one in verb.lefts)
    objects = [one for one in verb.head.rights if one.dep_ == "dobj" and one.i < verb.i]
    return objects[0] if len(objects) == 1 and not subject else None


def _owning(text: str) -> str:
    return text + ("'" if text.endswith("s") else "'s")


def _whole(subject: "Token", replace: Replace) -> str:
    left = asides(subject)
    return show([one for one in subject.subtree if one.i not in left], replace)


def _is_plural(token: "Token") -> bool:
    joined = any(one.dep_ == "conj" for one in token.children)
    several = token.tag_ in ("NNS", "NNPS") or token.lower_ == "they"
    if token.tag_ == "NNPS":  # "Nordvik Systems is", "Rovers are"
        helpers = [one for one in token.head.lefts if one.dep_ in ("aux", "auxpass")]
        finite = (helpers or [token.head])[0]
        several = finite.tag_ != "VBZ" and finite.lower_ != "was" and token.text not in _SINGLE
    return several or joined


def _takes_part(noun: "Token", verb: "Token") -> bool:
    """Whether a noun is more than the place or the time of what the verb tells."""
    if noun.lower_ in ("nothing", "something", "anything"):
        return False
    if noun.dep_ in ("dobj", "dative"):
        return noun.head == verb
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.head != verb:
        return False
    return preposition.dep_ == "agent" or preposition.lower_ in _BESIDE


def _is_expletive(token: "Token") -> bool:
    """`it is time to go`, `it was clear that …`, `it means …`: stands for no noun."""
    if token.lower_ != "it":
        return False
    verb = token.head
    if verb.lemma_ in _ON_A_WHOLE:
        return True
    passive = any(one.dep_ == "auxpass" for one in verb.lefts)
    clausal = [one for one in verb.rights if one.dep_ in ("ccomp", "xcomp", "advcl", "csubj")]
    if passive:
        return verb.lemma_ in _HELD and any(one.dep_ == "ccomp" for one in clausal)
    if verb.lemma_ not in ("be", "become", "remain"):
        return False
    named = [one for one in verb.rights if one.dep_ in ("attr", "acomp", "npadvmod", "prep")]
    below = [c for one in named for c in one.rights if c.dep_ in ("xcomp", "ccomp", "acl", "relcl")]
    dated = any(one.ent_type_ in ("DATE", "TIME") for one in named)
    up_to = any(one.lower_ in ("up", "about", "like", "time") for one in verb.rights)
    return bool(clausal or below) or dated or up_to


def is_tag(sentence: "Span") -> bool:
    """`…, Olsen said.` between two utterances: tells of nothing that `it` could mean."""
    root = sentence.root
    return root.lemma_ in SAY and not any(one.dep_ in ("ccomp", "dobj") for one in root.children)
