"""Words that are nearly the same: in another country's spelling, in the plural, or turned round."""

import re
from collections.abc import Iterable

from quizapp.questions.base import Lexicon

_REGIONAL_PAIRS = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "grey/gray aluminium/aluminum programme/program plough/plow sulphur/sulfur mould/mold"
        " sceptic/skeptic sceptical/skeptical scepticism/skepticism judgement/judgment ageing/aging"
        " enrol/enroll fulfil/fulfill skilful/skillful wilful/willful pyjamas/pajamas"
        " moustache/mustache manoeuvre/maneuver jewellery/jewelry cosy/cozy defence/defense"
        " offence/offense licence/license pretence/pretense acknowledgement/acknowledgment"
        " artefact/artifact caesium/cesium carat/karat cheque/check catalogue/catalog"
        " distil/distill instalment/installment mollusc/mollusk doughnut/donut draughts/drafts"
        " axe/ax practise/practice sulphate/sulfate sulphide/sulfide sulphuric/sulfuric"
        " kerb/curb tyre/tire storey/story disc/disk yoghurt/yogurt whilst/while"
    ).split()
)
_REGIONAL = (
    (r"(?<=[a-z]{2})is(?=(?:e|ed|es|ing|er|ers|ation|ations|able)$)", "iz"),
    (r"ys(?=(?:e|ed|es|ing|er|ers)$)", "yz"),
    (r"(?<=[a-z]{2})our(?=(?:s|ed|ing|ful|less|able|ite|ites|hood|ly)?$)", "or"),
    (r"(?<=[bt])re(?=s?$)", "er"),
    (r"ogue(?=s?$)", "og"),
    (r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers|or|ors)$)", "l"),
    (r"[ao]e", "e"),
)


def is_regional(typed: str, expected: str) -> bool:
    """`colour` and `color`, `organisation` and `organization`; English only."""
    if frozenset((typed, expected)) in _REGIONAL_PAIRS:
        return True
    return min(len(typed), len(expected)) >= 5 and _american(typed) == _american(expected)


def _american(word: str) -> str:
    for pattern, instead in _REGIONAL:
        word = re.sub(pattern, instead, word)
    return word


_IRREGULAR = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "man/men woman/women child/children foot/feet tooth/teeth goose/geese mouse/mice"
        " louse/lice ox/oxen person/people"
    ).split()
)
_ENDINGS = {
    # the singular's ending and the plural's, the longest first
    "en": (
        ("man", "men"), ("woman", "women"), ("sis", "ses"), ("xis", "xes"), ("ix", "ices"),
        ("ex", "ices"), ("fe", "ves"), ("f", "ves"), ("us", "i"), ("um", "a"), ("on", "a"),
        ("a", "ae"), ("y", "ies"), ("s", "ses"), ("sh", "shes"), ("ch", "ches"), ("x", "xes"),
        ("z", "zes"), ("o", "oes"), ("", "s"),
    ),
    "fr": (("al", "aux"), ("eu", "eux"), ("au", "aux"), ("", "s"), ("", "x")),
    "es": (("z", "ces"), ("", "es"), ("", "s")),
    "pt": (
        ("ão", "ões"), ("ão", "ães"), ("ão", "ãos"), ("m", "ns"), ("al", "ais"), ("el", "éis"),
        ("ol", "óis"), ("il", "is"), ("", "es"), ("", "s"),
    ),
    "it": (
        ("co", "chi"), ("go", "ghi"), ("ca", "che"), ("ga", "ghe"), ("io", "i"), ("o", "i"),
        ("a", "e"), ("e", "i"), ("a", "i"),
    ),
    "de": (("", "en"), ("", "er"), ("", "e"), ("", "n"), ("", "s")),
    "nl": (("", "'s"), ("", "en"), ("", "s")),
}  # fmt: skip
_OTHERS = ({"ammonia", "ammonium"},)
"""Words that end like one and its plural, and are two."""
_REGULAR = ("en", "es", "fr", "pt")
"""Languages in which hardly anything but the plural ends so."""
_UMLAUTS = str.maketrans("äöü", "aou")


def is_other_number(typed: str, expected: str, code: str, lexicon: Lexicon) -> bool:
    """Whether one is the plural of the other: `alliances` for `alliance`, or turned round."""
    if frozenset((typed, expected)) in _IRREGULAR and code == "en":
        return True
    if {typed, expected} in _OTHERS:
        return False
    short, long = sorted((typed, expected), key=len)
    if min(len(typed), len(expected)) < 3:
        return False
    if code not in _REGULAR and not lexicon.is_word(typed):
        return False
    for one, other in ((short, long), (long, short)):
        for singular, plural in _ENDINGS.get(code, ()):
            if one.endswith(singular) and other == one[: len(one) - len(singular)] + plural:
                return True
            if code == "de" and other.endswith(plural):
                stem = other.removesuffix(plural)
                if stem.translate(_UMLAUTS) == one.translate(_UMLAUTS) and plural in (
                    "e",
                    "er",
                    "",
                ):
                    return True
    return False


def _groups(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(part.strip("_") for part in group.split()) for group in text.strip().splitlines()
    )


_BEGINNINGS = _groups("""
_ a
_ an
_ un
_ in
_ im
_ il
_ ir
_ dis
_ mis
_ non
_ anti
_ de
_ counter
_ re
_ pre
dis mis de
de re pre
e im in
hypo hyper
inter intra intro
macro micro
endo exo ecto
ante anti post pre
homo hetero hemi
ab ad
af ef
mono di bi tri poly oligo uni
sub super supra
eu dys
iso aniso
over under
pro anti contra
meta para peri ortho
""")
"""Beginnings of which one turns the meaning of another; `_` is none at all."""

_ENDINGS_THAT_TURN = _groups("""
ase ose
ide ite ate
ane ene yne
anol anal anone
emia uria
""")
"""Endings that name another thing in science, whose words no list has in full."""

_REST = 3
"""Letters that the two must share, at least."""


def turns_the_meaning(typed: str, expected: str) -> bool:
    """Whether the two are alike but for a beginning or an ending that makes another word."""
    return _differ(typed, expected, _BEGINNINGS) or _differ(
        typed[::-1], expected[::-1], [[part[::-1] for part in one] for one in _ENDINGS_THAT_TURN]
    )


def _differ(typed: str, expected: str, groups: Iterable[Iterable[str]]) -> bool:
    """Whether the two begin with different members of a group, and go on alike."""
    for group in groups:
        rests = (
            {text[len(one) :] for one in group if text.startswith(one)}
            for text in (typed, expected)
        )
        if any(len(rest) >= _REST for rest in set.intersection(*rests)):
            return True
    return False
