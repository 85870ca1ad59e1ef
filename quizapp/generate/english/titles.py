"""What the title of an article names: the matter of the story, as noun phrases."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.generate.dates import MONTH, WEEKDAY
from quizapp.generate.english.kinds import is_role
from quizapp.generate.english.names import Names
from quizapp.generate.english.phrase import neighbour
from quizapp.generate.states import peoples, state_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_WORDS = 6
OF_SEVERAL_WORDS = 10
"""What a phrase of several words is worth more than a noun alone."""
FEW = 2
"""Mentions from which the story comes back to a word."""
_CAPITALS = re.compile(r"[A-Z][\w’'-]*(?: (?:of (?:the )?)?[A-Z][\w’'-]*)*")
_IS_DATE = re.compile(f"{WEEKDAY}|{MONTH}", re.I)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LOWER_IN_TITLES = frozenset(
    "a an and as at but by for from in into of on or over the to up with".split()
)
NO_MATTER = frozenset(
    "year years week month day days time people person man woman number thing way part percent cent"
    " statement comment news report decision move plan round last first end start side place"
    " government minister president spokesman spokeswoman official officials country countries"
    " state states member members million billion group reporters case lot kind hour hours morning"
    " night company firm council union party team club city town worker workers leader gallery"
    " authority agency ministry share sale stock pupil teenager view note jury reader"
    " account front top half quarter third second minute lead win victory title gold strike header"
    " goal point role participation row blame sense date protest vote double whisker seed champion"
    " rain bill rise fall bid fight range tie wait body bloc neighbour neighbor ally foe rival"
    " source expert scientist researcher resident parent campaigner parliament family study trial"
    " animal patient"
    " match race final game body head owner meeting march nobody theory verdict driver trader"
    " condition string farmer keeper".split()
)
"""Nouns that tell no story from another, or tell how one ended."""
_TELLING = ("NN", "NNP", "JJ", "VBG", "VBN")
_NEWS = frozenset(
    "own such same other new latest last late first second next single divided final former full"
    " top repeat more most fresh long stiff own secretive".split()
)
"""Words before a noun that are news, or say nothing."""
_DEEDS = {
    "ban": "ban on",
    "close": "closure of",
    "shut": "closure of",
    "merge": "merger of",
    "recall": "recall of",
    "sell": "sale of",
}
"""Deeds that are a matter of their own, as a noun; where the story calls them so."""
_IN_THE_SUBJECT = frozenset({"close", "shut", "merge"})
"""Those that also happen to what their subject is."""


@dataclass(frozen=True)
class WordUse:
    """How the body of an article uses its words."""

    heads: Counter[str]
    """How often each noun comes, by its lemma."""
    pairs: Counter[tuple[str, str]]
    """Each word with the lemma of the noun right after it."""
    telling: frozenset[str]
    """Words that stand before a noun and say which one it is."""
    low: Counter[str]
    high: Counter[str]
    """Words without a capital, and words with one that no sentence gives them."""
    pairs_high: frozenset[str]
    """Each two words with capitals that stand together."""
    names: Counter[str]
    """How often each word is a name, and no adjective."""
    alone: Counter[str]
    """How often a name stands within a sentence beside no other."""
    bare: frozenset[str]
    """Singular nouns that come without an article, as stuffs do."""

    @classmethod
    def of(cls, docs: "Sequence[Doc]") -> "WordUse":
        heads: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        low: Counter[str] = Counter()
        high: Counter[str] = Counter()
        single: Counter[str] = Counter()
        articled: Counter[str] = Counter()
        telling: set[str] = set()
        pairs_high: set[str] = set()
        proper: Counter[str] = Counter()
        alone: Counter[str] = Counter()
        for one in (token for doc in docs for token in doc):
            if one.text.islower():
                low[one.text] += 1
            elif one.text[0].isupper() and not one.is_sent_start and one.i:
                high[one.lower_] += neighbour(one, -1) not in ('"', "“", ":", "‘")
            if one.text[0].isupper():
                proper[one.text] += 1 if one.pos_ == "PROPN" and one.ent_type_ != "NORP" else -1
                near = [one.doc[i].text[0] for i in (one.i - 1, one.i + 1) if 0 <= i < len(one.doc)]
                inner = not one.is_sent_start and one.i > 0
                alone[one.text] += inner and not any(letter.isupper() for letter in near)
                if neighbour(one) and one.nbor().text[0].isupper():
                    pairs_high.add(f"{one.text} {one.nbor().text}")
            if one.tag_ in ("NN", "NNP", "JJ", "VBN", "VBG"):
                telling.add(one.lower_)
            if one.pos_ not in ("NOUN", "PROPN"):
                continue
            heads[one.lemma_.lower()] += 1
            if one.i and one.nbor(-1).pos_ in ("NOUN", "PROPN", "ADJ", "VERB"):
                pairs[neighbour(one, -1), one.lemma_.lower()] += 1
            if one.tag_ == "NN" and one.dep_ != "compound":
                led = any(two.dep_ in ("det", "poss", "nummod") for two in one.lefts)
                articled[one.lower_] += led
                single[one.lower_] += not led
        bare = {one for one, times in single.items() if times > articled[one]}
        return cls(
            heads,
            pairs,
            frozenset(telling),
            low,
            high,
            frozenset(pairs_high),
            proper,
            alone,
            frozenset(bare),
        )

    def is_name(self, word: str) -> bool:
        """Whether a word has a capital wherever it stands."""
        low, high = self.low[word.lower()], self.high[word.lower()]
        return high > low or (not low and self.names[word] > 0)

    def describing(self, lemma: str) -> str:
        """The word that the story has before a noun again and again, with a blank."""
        found = [
            (times, word)
            for (word, noun), times in self.pairs.items()
            if noun == lemma and times >= FEW and word in self.telling and word not in _NEWS
        ]
        return f"{max(found)[1]} " if found and not self.is_name(max(found)[1]) else ""

    def begins_name(self, phrase: str) -> bool:
        """Whether a phrase in capitals begins as a name does."""
        first, _, rest = phrase.partition(" ")
        return self.is_name(first) or f"{first} {rest.partition(' ')[0]}" in self.pairs_high

    def stands(self, name: str, first: bool) -> bool:
        """Whether something is called so, rather than described: `Calderra`, not `Calderran`.

        Args:
            first: whether it opens a title, and may have its capital from there.
        """
        parts = [one for one in name.split() if one[0].isupper()]
        inside = any(parts[0] in pair.split() for pair in self.pairs_high)
        alone = not first or len(parts) > 1 or not inside or self.alone[name] > 0
        return alone and all(self.names[one] > 0 for one in parts)


def plain(title: str, words: WordUse) -> str:
    """A title as a sentence: without the capitals that each word of a title may have."""
    long = [one for one in _WORD.findall(title) if one.lower() not in _LOWER_IN_TITLES]
    if sum(one[0].isupper() for one in long) < 0.7 * len(long):
        return title

    def lowered(match: re.Match[str]) -> str:
        word = match[0].lower()
        known = words.low[word] or words.high[word]
        named = (
            words.is_name(word)
            or _in_a_name(match, words)
            or (not known and not title.isupper() and match.start() == 0)
        )
        return (
            word[0].upper() + word[1:]
            if named and title.isupper()
            else (match[0] if named else word)
        )

    return _WORD.sub(lowered, title)


def _in_a_name(match: re.Match[str], words: WordUse) -> bool:
    """Whether the body has it with its neighbour in the title as a name: `Weir Bridge`."""
    before, after = (match.string[: match.start()].split(), match.string[match.end() :].split())
    near = [f"{one} {match[0]}" for one in before[-1:]] + [f"{match[0]} {one}" for one in after[:1]]
    return any(one in words.pairs_high for one in near)


def is_witness(title: "Doc", words: WordUse) -> bool:
    """Whether a title tells the story: a sentence of its words, and nobody's utterance."""
    if title.text[:1] in "\"“‘'":
        return False
    known = [
        one for one in title if one.pos_ in ("NOUN", "VERB") and words.heads[one.lemma_.lower()]
    ]
    return bool(known) or any(one.pos_ in ("VERB", "AUX") for one in title)


def matters(title: "Doc", words: WordUse, names: Names, few: int = FEW) -> dict[str, float]:
    """The noun phrases of a title that the story comes back to, with what each is worth."""
    out: dict[str, float] = {}
    for head, before in _phrases(title, words):
        parts = _telling(before, words, names) if _is_matter(head, words, names) else None
        if parts is None:
            continue
        lemma = head.lemma_.lower()
        named = any(words.is_name(one.text) for one in parts)
        most = max((words.heads[one.lemma_.lower()] for one in parts), default=0)
        if words.heads[lemma] + most < (1 if named else few):
            continue
        own = "" if parts else words.describing(lemma)
        phrase = own + _shown([*_larger(parts), *parts, head], words) + _of(head, words)
        if len(phrase.split()) > MOST_WORDS:
            continue
        worth = min(words.heads[lemma], 8) + 2 * named + OF_SEVERAL_WORDS * bool(parts or own)
        worth += 2 * bool(parts and words.pairs[parts[-1].lower_, lemma])
        stuff = head.tag_ == "NN" and (
            head.lower_ in words.bare or head.lower_.endswith(("ity", "ism", "ness"))
        )
        many = head.tag_ in ("NNS", "NNPS")
        if not (parts or own or many) and words.low[f"{phrase}s"] > words.low[phrase]:
            phrase, many = f"{phrase}s", True  # `moth` of "moth numbers"
        shown = phrase if many or stuff else f"the {phrase}"
        if head.lower_ == "sanctions" and parts and all(words.names[one.text] > 0 for one in parts):
            shown = f"the sanctions on {_shown(parts, words)}"
        if deed := _deed(head, words):
            shown, worth = f"the {deed} {shown}", worth + 1
        out[shown] = max(worth, out.get(shown, 0))
    return out


def _phrases(title: "Doc", words: WordUse) -> "Iterator[tuple[Token, list[Token]]]":
    """Each noun with what stands before it, without the verb that a parser took for a noun."""
    seen: set[int] = set()
    for chunk in title.noun_chunks:
        tokens = [one for one in chunk if one.i <= chunk.root.i]
        seen |= {one.i for one in tokens}
        if _is_verb_of(tokens, words):
            tokens.pop()
        while len(tokens) > 1 and _is_no_head(tokens[-1], words) and tokens[-2].pos_ != "ADJ":
            tokens.pop()
        yield tokens[-1], tokens[:-1]
    for one in title:
        told = one.pos_ == "NOUN" and words.heads[one.lemma_.lower()] > FEW
        if one.i not in seen and told and "-" not in (neighbour(one), neighbour(one, -1)):
            yield one, []  # a word of the story that stands in no phrase


def _is_no_head(token: "Token", words: WordUse) -> bool:
    """`sails` in "mackerel pact sails through parliament"; `days` in "deal days before signing"."""
    verb = token.lower_.endswith("s") and not words.heads[token.lemma_.lower()]
    return verb or token.lower_ in ("days", "weeks", "months", "hours")


def _is_verb_of(tokens: "list[Token]", words: WordUse) -> bool:
    """`slumps` in "Harbour Lines slumps as fares fall": what a name at the beginning does."""
    *before, last = tokens
    named = bool(before) and before[0].i == 0 and all(words.is_name(one.text) for one in before)
    told = words.heads[last.lemma_.lower()] or not last.lower_.endswith("s")
    return named and not told and neighbour(last) in ("as", "after", "amid", "over", "on", "to")


def _larger(parts: "list[Token]") -> "list[Token]":
    """`Gulf of` before `Guinea mission`."""
    if not parts or parts[0].i < 2 or not parts[0].text[0].isupper():
        return []
    before, of = parts[0].nbor(-2), parts[0].nbor(-1)
    return [before, of] if of.text == "of" and before.text[0].isupper() else []


def _is_matter(head: "Token", words: WordUse, names: Names) -> bool:
    lemma = head.lemma_.lower()
    if (
        neighbour(head) == "-"
        or head.tag_ not in ("NN", "NNS", "NNP", "NNPS")
        or (len(head) < 3 and not _is_letter(head))
        or is_role(lemma)
    ):
        return False
    if head.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT") or lemma in NO_MATTER:
        return False
    named = words.is_name(head.text) and not _is_letter(head)
    return not named and head.text not in names.surnames


def _is_letter(head: "Token") -> bool:
    """`K` of `vitamin K`, which says which one it is."""
    told = bool(head.i) and head.nbor(-1).pos_ in ("NOUN", "PROPN")
    return told and len(head) == 1 and head.text.isupper()


def _telling(before: "list[Token]", words: WordUse, names: Names) -> "list[Token] | None":
    """The words before a noun that say which one it is; None where it is someone's deed."""
    kept: list[Token] = []
    for one in reversed(before):
        hyphen = one.text == "-" or one.text == "–"
        if names.surnames.get(one.text) or names.person(one.text):
            return None
        if one.dep_ in ("det", "case", "predet", "cc") or one.like_num or one.is_punct != hyphen:
            if one.like_num:
                return None  # what is left of "five-party agreement" is another
            if one.dep_ == "case" and _is_of_many(one.nbor(-1)):
                kept.insert(0, one)  # the children's ward
                continue
            break
        if not hyphen and one.lower_ in _NEWS:
            break
        known = one.lower_ in words.telling or words.is_name(one.text)
        guessed = one.tag_ == "NNP" and one.text.islower()  # "dormice save muscle"
        known = known or (one.tag_ in _TELLING and not guessed and not one.lower_.endswith("s"))
        if one.lower_ not in words.telling and one.i and _is_of_many(one.nbor(-1)):
            known = False  # "dormice save muscle"
        joined = "-" in (neighbour(one), neighbour(one, -1)) or one.nbor().dep_ == "case"
        if not hyphen and not known and not joined:
            break  # "the court voids" of "court voids port lease"
        kept.insert(0, one)
    while kept and (kept[0].text in "-–" or kept[0].dep_ == "case" or kept[0].tag_ == "RB"):
        kept.pop(0)
    while kept and neighbour(kept[0], -1) == "-":
        kept.pop(0)  # `dose` of "single-dose"
    return kept


def _is_of_many(owner: "Token") -> bool:
    """The children's ward is a kind of ward; the league's rules are those of a league."""
    return owner.tag_ == "NNS" or owner.lower_ in ("children", "women", "men", "people")


def _shown(tokens: "Sequence[Token]", words: WordUse) -> str:
    out = ""
    for one in tokens:
        inside = any(pair in words.pairs_high for pair in _pairs(one))
        named = one.text[0].isupper() and (one.i > 0 or words.is_name(one.text) or inside)
        out += (one.text if named else one.lower_) + one.whitespace_
    return out.strip()


def _pairs(token: "Token") -> list[str]:
    """The token with the one before it, and with the one after it."""
    at, doc = token.i, token.doc
    return [f"{doc[i].text} {doc[i + 1].text}" for i in (at - 1, at) if 0 <= i < len(doc) - 1]


def _of(head: "Token", words: WordUse) -> str:
    """` of the Ardennes`, ` on pupils`: what a noun is of, where it is a name or many."""
    for one in head.rights:
        if one.dep_ == "prep" and one.lower_ in ("of", "on", "in", "at"):
            below = [two for two in one.subtree if two.i > one.i]
            if one.lower_ in ("in", "at") and not all(words.is_name(two.text) for two in below):
                continue
            last = below[-1] if below else one
            dated = any(two.ent_type_ in ("DATE", "TIME", "CARDINAL") for two in below)
            many = last.tag_ == "NNS" or words.is_name(last.text)
            if many and len(below) <= 3 and not dated and last.pos_ in ("NOUN", "PROPN"):
                return f" {one.lower_} {_shown(below, words)}"
    return ""


def _deed(head: "Token", words: WordUse) -> str:
    """`closure of`, where a title says that it is closed and the story speaks of a closure."""
    verb = head.head
    deed = _DEEDS.get(verb.lemma_.lower(), "") if verb.pos_ == "VERB" else ""
    done = head.dep_ in ("dobj", "nsubjpass")
    done = done or (head.dep_ == "nsubj" and verb.lemma_.lower() in _IN_THE_SUBJECT)
    for one in head.rights:  # Ketterwick lido to close
        if one.dep_ in ("relcl", "acl") and one.lemma_ in _IN_THE_SUBJECT and not deed:
            deed, done = _DEEDS[one.lemma_], neighbour(one, -1) == "to"
    spoken = deed and words.heads[deed.split()[0]]
    return deed if done and spoken else ""


def names_in(title: "Doc", words: WordUse, names: Names, known: Sequence[str]) -> Iterator[str]:
    """The names that a title holds, in the fullest form that the story has."""
    for match in _CAPITALS.finditer(title.text):
        shown = re.sub(r"['’]s?$", "", match[0])
        while shown and not words.begins_name(shown):
            shown = shown.partition(" ")[2]
        if not shown or not shown[0].isupper() or is_role(shown.split()[-1].lower()):
            continue
        if shown in peoples() and title[_token_at(title, match.start())].dep_ == "nsubj":
            continue  # "Estonian wins world title" is of somebody
        person = names.person(shown)
        fuller = [one for one in known if _is_short_for(shown, one)]
        if person or fuller:
            yield person or min(fuller, key=len)
        elif words.stands(shown, first=match.start() == 0) and not _IS_DATE.fullmatch(shown):
            yield shown


def _token_at(doc: "Doc", start: int) -> int:
    return next(one.i for one in doc if one.idx + len(one) > start)


def _is_short_for(short: str, name: str) -> bool:
    bare = name.removeprefix("the ")
    if state_of(short) and bare == state_of(short):
        return True
    starts = bare.startswith(f"{short} ") and len(bare.split()) == len(short.split()) + 1
    return bare == short or bare.endswith(f" {short}") or starts
