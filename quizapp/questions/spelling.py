r"""Whether a typed answer is the expected one: what counts, what may be left out, what is a slip.

The policy, of which `decks/README.md` gives examples that the tests read:

**Formal answers** (`formal.is_formal`, or `exact: true`): every sign counts, and so does case
inside a word. Spaces around signs, ways to write a sign (`−` and `-`, `²` and `^2`) and an initial
capital do not. There are no slips.

**All other answers are prose.** Case, sentence punctuation, quotation marks, doubled spaces, the
kind of a dash do not count; a hyphen is a space; an apostrophe may be missing unless that makes
another word. Composed and decomposed, full-width and half-width letters are the same. Whole
numbers are the same in words and in figures.

*Articles* of the language may be left out or added before the first word, but where both have one
they must agree in gender and case.

*Marks.* On Latin letters, an accent may be left out, wrong or written otherwise (`oe` for `ö`, `ss`
for `ß`), with a remark; so may the dots of `ё`, a Greek tonos, a Cyrillic stress and a hamza on
alef. Not so where what was typed is another word, where `accents: strict` says so, and never in
Vietnamese and pinyin. Points that nobody writes (niqqud, harakat) may be left out without a remark,
but a wrong one is wrong. All other marks (vowel signs, tones, voicing) count.

*Slips.* A word of 5 to 9 letters may have one wrong, missing, doubled or swapped letter, a longer
one two; a shorter one, one with a figure, or one in a script whose signs are syllables none. What
is itself a word, of the language or anywhere in the deck, is no slip, nor is what begins or ends
otherwise in a way that turns the meaning. Where the language has no full list of its words, only
one doubled or two swapped letters are forgiven. The regional spelling of a word and its plural are
right with a remark.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from quizapp.core.languages import Language, language
from quizapp.core.numbers import in_figures
from quizapp.questions import formal
from quizapp.questions.base import Lexicon
from quizapp.questions.inflection import is_other_number, is_regional, turns_the_meaning
from quizapp.questions.marks import (
    bare,
    is_sign,
    marks_count,
    pointed,
    skeletons,
    spelled_out,
    without_stress,
)

SHORTEST_WITH_SLIP = 5
LONG = 10
"""Letters from which two may be wrong."""

_ENGLISH_WITHOUT_ACCENT = frozenset("resume expose rose pate lame saute mate pique".split())
_RUSSIAN_WITHOUT_DOTS = frozenset("все небо осел чем том нем узнает мел вел лен берет".split())
"""Words that are others than those written alike with ё."""


@dataclass(frozen=True, slots=True)
class SpellingRules:
    """What an author says about how an answer is judged."""

    language: str = ""
    case_sensitive: bool = False
    accents: str = "lenient"
    """Or strict: all of them count."""
    slips: str = "good"
    """What a forgiven slip is rated: good or hard; none forgives none."""
    exact: bool = False


class Closeness(IntEnum):
    SAME = 0
    ACCENT = 1
    REGIONAL = 2
    PLURAL = 3
    SLIP = 4
    OTHER_WORD = 5
    """Near, and wrong: what was typed is a word itself."""


_REMARKS = {
    Closeness.ACCENT: "Mind the accent: {}.",
    Closeness.REGIONAL: "Here it is spelled: {}.",
    Closeness.PLURAL: "Mind the number: {}.",
    Closeness.SLIP: "Mind the spelling: {}.",
    Closeness.OTHER_WORD: "That is another word.",
}


@dataclass(frozen=True, slots=True)
class Match:
    """The accepted text that was meant, and how close to it what was typed is."""

    meant: str
    closeness: Closeness

    @property
    def remark(self) -> str:
        """What to say of it; empty when there is nothing."""
        return _REMARKS[self.closeness].format(self.meant) if self.closeness else ""

    @property
    def is_right(self) -> bool:
        return self.closeness is not Closeness.OTHER_WORD

    @property
    def is_slip(self) -> bool:
        return self.closeness is Closeness.SLIP


def match(
    typed: str, accepted: Iterable[str], rules: SpellingRules, lexicon: Lexicon
) -> Match | None:
    """The accepted text that `typed` comes closest to; None when it is near none of them."""
    if not typed.strip():
        return None
    best: Match | None = None
    for text in accepted:
        found = _closeness(typed, text, rules, lexicon)
        if found is not None and (best is None or found < best.closeness):
            best = Match(text, found)
            if not found:
                break
    return best


def _closeness(
    typed: str, expected: str, rules: SpellingRules, lexicon: Lexicon
) -> Closeness | None:
    if typed.strip() == expected.strip():
        return Closeness.SAME
    if formal.is_other_formula(typed, expected):
        return None
    if rules.exact or formal.is_formal(expected) or formal.has_signs(typed):
        return _formally(typed, expected, rules)
    one, other = _prose(typed, rules), _prose(expected, rules)
    if not one.words or not other.words:
        return None  # nothing but signs, and not the same ones
    if not one.agrees_with(other):
        return None
    return _Judge(rules, lexicon).words(one.words, other.words)


def _formally(typed: str, expected: str, rules: SpellingRules) -> Closeness | None:
    if formal.is_same(typed, expected, rules.language):
        return Closeness.SAME
    unsigned = _CURRENCY.sub("", expected)
    if unsigned != expected and not _CURRENCY.search(typed):  # a sum may be given without its sign
        return Closeness.SAME if formal.is_same(typed, unsigned, rules.language) else None
    return None


@dataclass(frozen=True, slots=True)
class _Prose:
    """A text as it is compared: its words, and the article that stood before them."""

    words: tuple[str, ...]
    article: str
    forms: frozenset[str]
    """What the article may stand for; empty without one."""
    currency: str

    def agrees_with(self, other: "_Prose") -> bool:
        articles = not self.article or not other.article or bool(self.forms & other.forms)
        return articles and (not self.currency or self.currency == other.currency)


_CURRENCY = re.compile(r"[€$£¥₽₴֏₹]")
_JOINERS = re.compile("[\u200c\u200d\u0640\u00ad]")
_APOSTROPHES = re.compile("['’‘ʼ`´＇]")
_PERCENT = re.compile(r"(?<=\d)\s*(?:%|\bper\s?cent\b|\bprozent\b|\bpour\s?cent\b|\bpor\s?cento\b)")
_SAME_LETTERS = str.maketrans({"ς": "σ", "ك": "ک", "ي": "ی", "և": "եւ", "ŉ": "n", "ſ": "s"})
_UNSPACED = re.compile(r"(?<=[⺀-鿿぀-ヿ豈-﫿฀-๿຀-໿ក-៿က-႟])\s+(?=[⺀-鿿぀-ヿ豈-﫿฀-๿຀-໿ក-៿က-႟])")


@lru_cache(maxsize=512)
def _prose(text: str, rules: SpellingRules) -> _Prose:
    spoken = language(rules.language)
    text = unicodedata.normalize("NFKC", formal.unmarked(text))
    currency = "".join(_CURRENCY.findall(text))
    if spoken.code == "tr":
        text = text.replace("I", "ı").replace("İ", "i")
    text = text if rules.case_sensitive else text.lower().replace("i̇", "i")
    text = _JOINERS.sub("", _APOSTROPHES.sub("'", text)).translate(_SAME_LETTERS)
    text = text.replace("եվ", "եւ")  # which are one in capitals
    text = unicodedata.normalize("NFC", text)
    article, forms, text = _article(text, spoken)
    if spoken.code == "ar":
        text = re.sub(r"^ال(?=[\w\u064b-\u0652]{3})", "", text)
    elif spoken.code == "en":
        text = text.replace("&", " and ")
    text = re.sub(r"(?<=[^\W\d_])\.(?=[^\W\d_])", "", text)  # of abbreviations
    text = in_figures(_PERCENT.sub("%", text), rules.language)
    text = re.sub(r"\bper cent\b", "percent", re.sub(r"(?<=\d)'?(?=[^\W\d_])", " ", text))
    text = _UNSPACED.sub("", _without_signs(text))
    words = [word for word in (one.strip("'") for one in text.split()) if word]
    return _Prose(tuple(_initials(words)), article, forms, currency)


def _without_signs(text: str) -> str:
    """Everything but letters, marks, figures and apostrophes as a space; `3.5` and `2-3` stay."""
    text = _IN_NUMBERS.sub(lambda sign: "-" if sign[0] in "–—−" else sign[0], text)
    kept = {sign.start() for sign in _IN_NUMBERS.finditer(text)}
    return "".join(
        char
        if char.isalnum() or char in "'%" or place in kept or unicodedata.category(char)[0] == "M"
        else " "
        for place, char in enumerate(text)
    )


_IN_NUMBERS = re.compile(r"(?<=\d)[.,:/–—−-](?=\d)")
_FIGURES_APART = re.compile(r"\d \d")
_KEYS = re.compile(r"a (?:minor|major|flat|sharp)\b")


def _article(text: str, spoken: Language) -> tuple[str, frozenset[str], str]:
    """The article before the first word, what it stands for, and the rest."""
    found = re.match(r"\W*([^\W\d_]+)(['’]\s*|\s+)(?=[^\W_])", text)
    if found is None or _KEYS.match(text):
        return "", frozenset(), text
    word = found[1].lower() + ("'" if found[2].startswith("'") else "")
    forms = spoken.articles.get(word)
    return (word, forms, text[found.end() :]) if forms else ("", frozenset(), text)


def _initials(words: Iterable[str]) -> Iterable[str]:
    """Letters that stand one by one, such as those of `J. K.` or `U.S.A.`, as one word."""
    run = ""
    for word in words:
        if len(word) == 1 and word.isalpha() and word.isascii():
            run += word
            continue
        if run:
            yield run
        run = ""
        yield word
    if run:
        yield run


@dataclass(frozen=True, slots=True)
class _Judge:
    rules: SpellingRules
    lexicon: Lexicon

    def words(self, typed: tuple[str, ...], expected: tuple[str, ...]) -> Closeness | None:
        if len(typed) == len(expected):
            found = [self.word(one, other) for one, other in zip(typed, expected, strict=True)]
            known = [one for one in found if one is not None]
            return max(known) if len(known) == len(found) else None
        shorter = [self._without_articles(words) for words in (typed, expected)]
        if len(shorter[0]) == len(shorter[1]) and shorter != [typed, expected]:
            return self.words(*shorter)
        if any(_FIGURES_APART.search(" ".join(words)) for words in (typed, expected)):
            return None
        return self._run_together("".join(typed), "".join(expected), len(typed) == 1)

    def _without_articles(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Without the articles inside: `Battle of Somme`. One letter may be a name: `A minor`."""
        articles = language(self.rules.language).articles
        inner = words[:-1]
        return (*(word for word in inner if len(word) < 2 or word not in articles), *words[-1:])

    def _run_together(self, typed: str, expected: str, is_one_word: bool) -> Closeness | None:
        """A space too many or too few is a slip, unless it makes another word."""
        if self.word(typed, expected) not in (Closeness.SAME, Closeness.ACCENT):
            return None
        if self.rules.slips == "none":
            return None
        is_other = is_one_word and self.lexicon.is_word(typed)
        return Closeness.OTHER_WORD if is_other else Closeness.SLIP

    def word(self, typed: str, expected: str) -> Closeness | None:
        if typed == expected:
            return Closeness.SAME
        if self.rules.case_sensitive and typed.lower() == expected.lower():
            return None
        one, other = typed.replace("'", ""), expected.replace("'", "")
        if one == other:  # an apostrophe is easily forgotten
            return Closeness.OTHER_WORD if self.lexicon.is_answer(typed) else Closeness.SAME
        if (well_pointed := pointed(one, other)) is not None:
            return Closeness.SAME if well_pointed else None
        spoken = language(self.rules.language)
        if marks_count(spoken, expected):
            return None
        if skeletons(one) & skeletons(other):
            if self.rules.accents == "strict":
                return None
            is_other = self._is_other(one, other, spoken)
            return Closeness.OTHER_WORD if is_other else Closeness.ACCENT
        if any(char.isdigit() for char in one + other):
            return None
        if spoken.code == "en" and is_regional(one, other):
            return Closeness.REGIONAL
        if is_other_number(one, other, spoken.code, self.lexicon):
            return Closeness.PLURAL
        return self._slip(one, other, spoken)

    def _is_other(self, typed: str, expected: str, spoken: Language) -> bool:
        """Whether a word that lacks its accents, or has others, is another word by that."""
        if spoken.code == "en":  # which writes `cafe` as well as `café`
            return typed in _ENGLISH_WITHOUT_ACCENT
        if spoken.code == "ru" and without_stress(typed) == without_stress(expected):
            return typed in _RUSSIAN_WITHOUT_DOTS
        if spelled_out(typed) == spelled_out(expected):
            return False
        if (
            spoken.code == "tr"
            and (typed[:1] + expected[:1] in ("ıi", "iı"))
            and typed[1:] == expected[1:]
        ):
            return False  # a capital I that was meant to have its dot
        return self.lexicon.is_answer(typed)

    def _slip(self, typed: str, expected: str, spoken: Language) -> Closeness | None:
        letters = len(expected)
        if letters < SHORTEST_WITH_SLIP or self.rules.slips == "none" or not spoken.slips:
            return None
        if any(map(is_sign, typed + expected)):
            return None
        strict = self.rules.accents == "strict"
        one, other = (text if strict else bare(text) for text in (typed, expected))
        if not (_doubled_or_swapped(one, other) or self._is_near(one, other)):
            return None
        if self.lexicon.is_word(typed) or turns_the_meaning(typed, expected):
            return Closeness.OTHER_WORD
        return Closeness.SLIP

    def _is_near(self, typed: str, expected: str) -> bool:
        if not self.lexicon.is_full or _lacks_a_syllable(typed, expected):
            return False
        from rapidfuzz.distance import OSA  # 20 ms, and needed for a wrong answer only

        allowed = 1 if len(expected) < LONG else 2
        return OSA.distance(typed, expected, score_cutoff=allowed) <= allowed


def _lacks_a_syllable(one: str, other: str) -> bool:
    """Whether two letters that stand together are too many or too few: `prednis(ol)one`."""
    shorter, longer = sorted((one, other), key=len)
    return len(longer) - len(shorter) == 2 and any(
        longer[:at] + longer[at + 2 :] == shorter for at in range(len(shorter) + 1)
    )


def _doubled_or_swapped(typed: str, expected: str) -> bool:
    """A letter that stands once and not twice, or twice and not once; two that changed places."""
    if abs(len(typed) - len(expected)) == 1:
        longer, shorter = sorted((typed, expected), key=len, reverse=True)
        return any(
            longer[at] == longer[at - 1] and longer[:at] + longer[at + 1 :] == shorter
            for at in range(1, len(longer))
        )
    wrong = [
        at for at, (one, other) in enumerate(zip(typed, expected, strict=False)) if one != other
    ]
    return (
        len(typed) == len(expected)
        and len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and typed[wrong[0]] == expected[wrong[1]]
        and typed[wrong[1]] == expected[wrong[0]]
    )
