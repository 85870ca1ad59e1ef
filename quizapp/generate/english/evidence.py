"""What speaks for the class of a name: its neighbours and the model's labels, over all mentions."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.generate.english.kinds import (
    FAMILY,
    LOOSE,
    described_by,
    given_names,
    is_role,
    shown_by,
)
from quizapp.generate.english.lexicon import SAY, TITLES
from quizapp.generate.english.runs import runs
from quizapp.generate.facts import Noun
from quizapp.generate.states import peoples, states

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TITLES = TITLES | frozenset(
    "Gov Sen Rep Gen Col Lt Capt Sgt Maj Rev Fr Cardinal Pope Hon Judge Justice".split()
)
_OPENERS = frozenset(
    "For But And While When As If Since After Then Yet Without With Before From By Under"
    " Despite Because Both Another Near At In On To Of Until Unless Although The A An Its"
    " His Her Their Our This That These Those Some Many Most Several Two Three Four Five"
    " Meanwhile However Also Even Only Just Still Now Here There What Who Why How Where"
    " Like Unlike Inside Outside Across Last Next First Second Later Earlier Once All Each"
    " Every No Not Nor Or So It He She They We You According Following During Between"
    " Through Over Among Besides Instead Reporting Editing".split()
)
_OFFICES = frozenset(
    "Affairs Foreign Defence Defense State Finance Health Justice Interior Education Energy"
    " Economy Trade Agriculture Transport Labour Labor Culture Environment Security Staff"
    " Operations".split()
)
"""Words of an office that may stand between `Minister of` and a name."""
_LOCATIVE = frozenset(
    "in near into outside across throughout inside around via toward towards".split()
)
_OWN_ROLES = frozenset(
    "ceo cfo coo executive executives leader leaders parent arm unit spokesman spokeswoman"
    " spokesperson spokespeople official officials shareholders staff employees workforce"
    " headquarters chairman chairwoman board founder co-founder shares lawmakers members"
    " boss management directors engineers bosses subsidiary profits revenue sales customers".split()
)
"""Nouns that a body has: `Acme's shareholders`, `an Acme spokesman`."""
_OF_FIRMS = frozenset("ceo cfo coo executive shareholders shares profits revenue sales".split())
_SPORT = frozenset(
    "striker midfielder goalkeeper defender winger captain coach manager fans players supporters"
    " forward keeper skipper boss squad".split()
)
_LIVING = frozenset("residents mayor resident villagers inhabitants native".split())
_PLAY = frozenset(
    "beat defeat face host visit thrash edge overcome draw win lose play lead trail travel score"
    " concede qualify relegate promote finish".split()
)
_PERSONAL = frozenset(
    "resign testify marry retire graduate plead smile laugh apologise apologize tweet joke recall"
    " arrest jail sentence convict accuse elect appoint sack hire interview score net study grow"
    " quit step campaign vow pledge promise believe think feel want hope".split()
)
_CORPORATE = frozenset(
    "acquire employ publish operate manufacture announce launch unveil issue forecast own approve"
    " ban recall sell buy merge invest report supply agree plan introduce secure cut raise list"
    " expand build found impose sanction warn confirm deny".split()
)
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")


@dataclass
class Signs:
    """What was seen of a name."""

    times: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    """The model's labels, one for a mention."""
    seen: Counter[str] = field(default_factory=Counter)
    """How often each sign was there."""
    described: Counter[Noun] = field(default_factory=Counter)
    """The classes of the nouns that say what it is."""
    nouns: set[str] = field(default_factory=set)
    """Those nouns."""

    def describe(self, kind: Noun, noun: "Token") -> None:
        self.described[kind] += 1
        self.nouns.add(noun.lemma_.lower())

    def mostly(self, *labels: str) -> bool:
        """Whether more than half of all mentions have one of these labels."""
        return 2 * sum(self.labels[one] for one in labels) > self.times

    def has(self, *signs: str) -> int:
        """How many of these different signs there are."""
        return sum(self.seen[one] > 0 for one in signs)


def collect(docs: "Sequence[Doc]") -> dict[str, Signs]:
    """The signs of each name in the passages of an article, in the order of the text."""
    common = {one.text for doc in docs for one in doc if one.text.islower()}
    found: dict[str, Signs] = {}
    for doc in docs:
        for start, end in runs(doc):
            _Mention(doc, start, end, found, common).read()
    return found


@dataclass
class _Mention:
    """Reads one run of words with capitals: the name in it, and what stands around it."""

    doc: "Doc"
    start: int
    end: int
    found: dict[str, Signs]
    common: set[str]

    def read(self) -> None:
        doc = self.doc
        self._strip()
        if self.start >= self.end or self._is_noise():
            return
        first = doc[self.start].text
        if self.end - self.start == 1 and described_by(first) and not first.endswith("s"):
            return  # "the Council", "the Mayor"
        split = next(
            (
                at
                for at in range(self.end - 2, self.start - 1, -1)
                if _is_title(doc[at]) and doc[at + 1].tag_ != "POS"
            ),
            None,
        )
        role = ""
        if split is not None and described_by(doc[self.end - 1].text) in (None, "person"):
            role = doc[split].lower_.strip(".")
            self._owner(self.start, split)
            self.start = split + 1
        elif self._is_office_holder():
            self._owner(self.start, self.end - 1)
            return
        role = role or self._office()
        self._narrow(role)
        if self.start >= self.end:
            return
        name = _text(doc, self.start, self.end)
        signs = self._of(name)
        signs.times += 1
        if label := doc[self.end - 1].ent_type_:
            signs.labels[label] += 1
        if role:
            signs.seen["title" if role not in LOOSE or role in _DECIDING else "loose title"] += 1
        self._around(signs)

    def _is_office_holder(self) -> bool:
        """`Sebastian County Sheriff`: who it is, is not said; but `Stephen King` is a name."""
        last = self.doc[self.end - 1]
        return self.end - self.start > 1 and is_role(last.text) and last.ent_type_ != "PERSON"

    def _of(self, name: str) -> Signs:
        return self.found.setdefault(name, Signs())

    def _strip(self) -> None:
        doc = self.doc
        while self.start < self.end:
            token = doc[self.start]
            opens = token.is_sent_start or token.i == 0 or doc[token.i - 1].text in '"“”:'
            dropped = token.text in _OPENERS and (opens or token.text in ("The", "A", "An"))
            low = opens and token.text.lower() in self.common and self.end - self.start == 1
            named = token.ent_type_ or token.tag_ in ("NNP", "NNPS") or token.text in given_names()
            if dropped or low or (opens and not named and self.end - self.start > 1):
                self.start += 1
            else:
                break

    def _is_noise(self) -> bool:
        """A party label such as `(D)`, or a word of the calendar."""
        doc, alone = self.doc, self.end - self.start == 1
        text = doc[self.start].text
        before = doc[self.start - 1].text if self.start else ""
        day = (
            text in ("May", "March")
            and alone
            and (
                before.lower()
                in ("in", "on", "last", "next", "since", "until", "by", "of", "early")
                or (self.end < len(doc) and doc[self.end].like_num)
                or before.isdigit()
            )
        )
        return alone and (day or len(text.strip(".")) < 2 or (before == "(" and len(text) < 2))

    def _owner(self, start: int, end: int) -> None:
        """`Apple`, of `Apple CEO Tim Cook`: it has people with such a role."""
        words = [one for one in self.doc[start:end] if not _is_office(one)]
        if words and not peoples().get(words[0].text):
            name = _text(self.doc, words[0].i, words[-1].i + 1)
            signs = self._of(name)
            signs.times += 1
            signs.labels[words[-1].ent_type_ or "?"] += 1
            role = next((one.lower_ for one in self.doc[end:] if is_role(one.text)), "")
            sign = "home" if role in _LIVING else "team" if role in _SPORT else "owner"
            signs.seen[sign] += 1
            signs.seen["firm"] += role in ("ceo", "cfo", "coo", "executive")

    def _office(self) -> str:
        """Leave `Foreign Affairs` out of `Minister of Foreign Affairs Ana Berg`; gives the role."""
        doc, at = self.doc, self.start
        if at > 1 and doc[at - 1].lower_ in ("of", "for") and is_role(doc[at - 2].text):
            while at < self.end and (doc[at].text in _OFFICES or doc[at].text == "and"):
                at += 1
            if self.start < at < self.end:
                self.start = at
                return doc[self.start - 1].lower_
        return ""

    def _narrow(self, role: str) -> None:
        """Leave out what stands before a person's name: `Spaniard Alba Cortes`."""
        doc = self.doc
        length = self.end - self.start
        before = doc[self.start - 1] if self.start else None
        if length < 3 or (before is not None and is_role(before.text)):
            return
        first = doc[self.start].text
        if shown_by(_text(doc, self.start, self.end)) is not None:
            return
        entity = next((e for e in doc.ents if e.label_ == "PERSON" and e.end == self.end), None)
        if entity is not None and self.start < entity.start and len(entity) > 1:
            self.start = entity.start
        elif not role and first in _NATIONALS and length == 3:
            self.start += 1

    def _around(self, signs: Signs) -> None:
        doc, start, end = self.doc, self.start, self.end
        last = doc[end - 1]
        before = doc[start - 1] if start else None
        after = doc[end] if end < len(doc) else None
        self._before(signs, before)
        if after is not None:
            self._after(signs, after)
        verb = last.head
        if last.dep_ in ("nsubj", "nsubjpass") and verb.pos_ in ("VERB", "AUX"):
            self._as_subject(signs, verb)
        if last.dep_ == "dobj" and verb.lemma_ in ("beat", "defeat", "face", "host", "visit"):
            signs.seen["beaten"] += 1

    def _before(self, signs: Signs, before: "Token | None") -> None:
        if before is None:
            return
        doc, at = self.doc, before.i
        if before.tag_ == "POS" and doc[at - 1].text in states():
            signs.seen["national"] += 1
        if before.lower_ in _LOCATIVE or (before.lower_ == "at" and not is_role(doc[at - 1].text)):
            signs.seen["in" if before.lower_ != "at" else "at"] += 1
        signs.seen["after a preposition"] += before.pos_ == "ADP"
        if before.lower_ in ("over", "against", "to") and at:
            signs.seen["beaten"] += doc[at - 1].lower_ in _RESULTS
        if before.lower_ == "the" and (
            self.end >= len(doc) or doc[self.end].pos_ not in ("NOUN", "PROPN")
        ):
            signs.seen["the"] += 1
        if before.lower_ == "in" and at and doc[at - 1].lower_ in ("shares", "stake", "stock"):
            signs.seen["owner"] += 1
            signs.seen["in"] -= 1
        if before.lower_ in ("of", "for", "from", "at", "with") and at:
            role = doc[at - 1].lower_
            sign = "home" if role in _LIVING else "owner" if role in _OWN_ROLES else ""
            signs.seen[sign] += bool(sign)
        if before.lower_ == "of" and at and described_by(doc[at - 1].lower_) == "place":
            signs.describe("place", doc[at - 1])
        if before.lower_ in ("named", "called", "dubbed", "christened") and at:
            before = doc[at - 1]
            if before.lower_ in ("is", "was", "were"):
                return
        if before.pos_ == "NOUN" or before.tag_ == "NN":
            self._noun_before(signs, before)
        elif before.text == "," and self.end - self.start > 1 and self._closes():
            role = self._role_before(at)
            if role:
                signs.seen["title" if role not in LOOSE else "loose title"] += 1

    def _closes(self) -> bool:
        """Whether the name ends what a comma opened: `the mayor, X, said`."""
        after = self.doc[self.end] if self.end < len(self.doc) else None
        return after is None or after.text in (",", ".", ";") or after.lemma_ in SAY

    def _role_before(self, comma: int) -> str:
        """The role in `the head of Acme, X`, with an article or an owner before it."""
        doc = self.doc
        for at in range(comma - 1, max(-1, comma - 12), -1):
            token = doc[at]
            if token.text in ",.;:" or token.pos_ in ("VERB", "AUX"):
                return ""
            if is_role(token.text) and token.tag_ in ("NN", "NNP"):
                follows = at + 1 == comma or doc[at + 1].pos_ == "ADP"
                lead = [one.lower_ for one in doc[max(0, at - 5) : at]]
                owned = {"the", "its", "their", "his", "her", "our", "'s", "’s", "a", "an"} & {
                    *lead
                }
                return token.lower_ if follows and owned else ""
        return ""

    def _noun_before(self, signs: Signs, noun: "Token") -> None:
        kind = described_by(noun.lower_)
        if noun.i and noun.nbor(-1).text == "-":
            return  # "ten-man Rovers"
        if noun.tag_ == "NNS":
            signs.seen["loose title"] += kind == "person"  # "analysts X and Y"
            return
        if noun.lower_ == "parent" and noun.i and noun.nbor(-1).tag_ == "POS":
            signs.describe("body", noun)
        elif kind == "person":
            decides = noun.lower_ not in LOOSE or noun.lower_ in _DECIDING
            signs.seen["title" if decides else "loose title"] += 1
        elif kind is not None:
            signs.describe(kind, noun)

    def _after(self, signs: Signs, after: "Token") -> None:
        doc, at = self.doc, after.i
        text = after.lower_
        listed = self.start and doc[self.start - 1].lower_ in ("and", "or", ",", "of")
        if text in _SEVERAL and not listed:
            signs.seen["plural"] += 1  # also where the parser sees no subject
        if text in FAMILY:
            signs.seen["family"] += 1
        if text in ("of", "from") and at + 1 < len(doc) and doc[at + 1].text in states():
            signs.seen["national"] += 1
        if re.fullmatch(r"\d{1,2}s?", after.text) and after.whitespace_:
            beyond = doc[at + 1] if at + 1 < len(doc) else after
            signs.seen["numbered"] += beyond.tag_ not in ("NNS",)
        if _SCORE.fullmatch(after.text):
            signs.seen["score"] += 1
        noun = after
        if text in ("'s", "’s", "'", "’"):
            nouns = [one for one in doc[at + 1 : at + 5] if one.pos_ in ("NOUN", "PROPN")]
            noun = nouns[0] if nouns else after
            if len(nouns) > 1 and nouns[1].i == nouns[0].i + 1:
                noun = nouns[1]
        if noun.lower_ in _LIVING and doc[self.end - 1].tag_.startswith("NNP"):
            signs.seen["home"] += 1
        elif noun.lower_ in _SPORT:
            signs.seen["team"] += 1
        elif role := _held(doc, noun.i):
            signs.seen["owner"] += 1
            signs.seen["firm"] += role in _OF_FIRMS
        elif noun is after and noun.pos_ == "NOUN" and text not in _TWOFOLD | FAMILY:
            kind = described_by(text)
            joined = doc[self.end - 1].dep_ == "compound" and self._has_the()
            if joined and kind is not None and kind != "person":
                signs.describe(kind, after)
        if after.text == "(" and at + 2 < len(doc) and doc[at + 1].like_num:
            signs.seen["age"] += doc[at + 2].text == ")" and len(doc[at + 1].text) == 2
        if after.text in (",", "—", "–", "-"):
            self._apposition(signs, at + 1)

    def _has_the(self) -> bool:
        """`the Titanic film`, `the CSTO bloc`."""
        return self.start > 0 and self.doc[self.start - 1].lower_ == "the"

    def _apposition(self, signs: Signs, at: int) -> None:
        doc = self.doc
        if at >= len(doc):
            return
        beyond = doc[at + 1].lower_ if at + 1 < len(doc) else ""
        if re.fullmatch(r"\d{1,2}", doc[at].text) and beyond in (",", ".", ";", "who"):
            signs.seen["age"] += 1
            at += 2
        if at < len(doc) and doc[at].lower_ == "who":
            signs.seen["who"] += 1
            signs.seen["plural"] += at + 1 < len(doc) and doc[at + 1].lower_ in _SEVERAL
            at += 1 + (at + 1 < len(doc) and doc[at + 1].lower_ in ("is", "was"))
        head = _head_after(doc, at) if at < len(doc) else None
        if head is not None and _closes(doc, head.i + 1):
            self._is_a(signs, head, doc[at].lower_ in _DETERMINERS)

    def _is_a(self, signs: Signs, head: "Token", determined: bool) -> None:
        kind = described_by(_whole_word(head)) or described_by(head.lemma_.lower())
        if kind == "person":
            sure = head.lower_ not in LOOSE or head.lower_ in _DECIDING
            signs.seen["role" if sure else "loose title"] += 1
        elif kind is not None and determined:
            signs.describe(kind, head)

    def _as_subject(self, signs: Signs, verb: "Token") -> None:
        lemma = verb.lemma_
        signs.seen["subject"] += 1
        signs.seen["says"] += lemma in SAY and verb.dep_ != "relcl"
        signs.seen["personal"] += lemma in _PERSONAL
        signs.seen["corporate"] += lemma in _CORPORATE
        helpers = {one.lower_ for one in verb.lefts if one.dep_ in ("aux", "auxpass")}
        several = verb.tag_ == "VBP" or helpers & {"have", "are", "were"} or verb.lower_ in (
            "are", "were", "have",
        )  # fmt: skip
        joined = any(one.dep_ == "conj" for one in self.doc[self.end - 1].rights)
        theirs = any(one.lower_ == "their" and one.head.head == verb for one in verb.subtree)
        signs.seen["plural"] += (bool(several) or theirs) and not joined
        signs.seen["plays"] += lemma in _PLAY
        if lemma in ("be", "become"):
            start = verb.i + 1
            head = _head_after(self.doc, start) if start < len(self.doc) else None
            if head is not None and self.doc[start].lower_ in (*_DETERMINERS, "one"):
                self._is_a(signs, head, True)
        follow = [one for one in verb.subtree if one.i > verb.i and one.lower_ in _PRONOUNS]
        names = [one for one in verb.sent if one.ent_type_ == "PERSON" and one.i >= self.end]
        signs.seen["pronoun"] += bool(follow) and not names


_DECIDING = frozenset("chief head captain queen king prince princess boss".split())
"""Of the loose roles those that only people have, where a name of several words follows."""
_RESULTS = frozenset("win victory defeat triumph loss lead draw lost lose game match derby".split())
_TWOFOLD = frozenset("family group plan project region office report".split())
_DETERMINERS = frozenset("a an the its his her their another".split())
_SEVERAL = frozenset("have are were visit host face play do stay".split())
_PRONOUNS = frozenset("he she his her him himself herself".split())
_NATIONALS = frozenset(
    "Spaniard Frenchman Frenchwoman Englishman Englishwoman Irishman Irishwoman Dutchman Dutchwoman"
    " Welshman Welshwoman Briton Scot Swede Dane Finn Pole Turk Serb Croat Slovak Czech American"
    " German Italian Russian Canadian Australian Belgian Brazilian Norwegian Hungarian Mexican"
    " Kenyan Ethiopian Frenchman Swiss Austrian Japanese Ukrainian Romanian".split()
)


def _text(doc: "Doc", start: int, end: int) -> str:
    return re.sub(r"['’]s?$", "", doc[start:end].text.strip(" .,"))


def _held(doc: "Doc", at: int) -> str:
    """The noun for what a body has in `chief executive`, which begins at `at`; empty for none."""
    for token in doc[at : at + 3]:
        if token.lower_ in _OWN_ROLES:
            return token.lower_
        if token.pos_ not in ("NOUN", "ADJ"):
            break
    return ""


def _is_title(token: "Token") -> bool:
    bare = token.text.rstrip(".")
    return bare in _TITLES or (is_role(bare) and token.text[:1].isupper())


def _is_office(token: "Token") -> bool:
    words = (
        "Prime Deputy Vice Chief Acting Former Interim Senior Executive Financial Operating First"
    )
    return token.text in words.split() or token.text in _OFFICES or is_role(token.text)


def _head_after(doc: "Doc", at: int) -> "Token | None":
    """The noun that a noun phrase beginning at `at` is built on, when one begins there."""
    head = None
    for token in doc[at : at + 9]:
        if token.pos_ in ("NOUN", "PROPN") or is_role(token.text):
            head = token
        elif head is not None or token.pos_ in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"):
            if (head is None and token.tag_ in ("VBG", "VBN")) or token.text == "-":
                continue
            if head is not None and head.lower_ in ("one", "part", "member") and token.text == "of":
                return head
            break
        elif token.pos_ == "ADP" and head is None and token.lower_ != "of":
            return None
    return (
        head
        if (head is not None and head.pos_ != "PROPN") or (head is not None and is_role(head.text))
        else None
    )


def _whole_word(token: "Token") -> str:
    """`start-up`, which is three tokens."""
    doc, at = token.doc, token.i
    if at > 1 and doc[at - 1].text == "-" and not doc[at - 1].whitespace_:
        return f"{doc[at - 2].lower_}-{token.lower_}"
    return token.lower_


def _closes(doc: "Doc", at: int) -> bool:
    """Whether what began before `at` ends as a remark, as `X, the mayor, …`, and is no subject."""
    for token in doc[at : at + 16]:
        if token.text in _STOPS or token.lower_ in ("who", "which", "that", "where", "whose"):
            return True
        if token.tag_ in ("VBZ", "VBD", "VBP", "MD"):
            return False
    return True


_STOPS = frozenset((",", ".", ";", "—", "–", ")", '"', "”"))
