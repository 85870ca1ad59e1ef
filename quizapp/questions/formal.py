"""Answers in which every sign counts: a formula, code, a path, an option, a number.

`is_formal` decides by the answer itself, never by what was typed. An answer is formal when it

- has no letters, such as `-5`, `31,000`, `12:30`;
- holds a sign that no prose has: `= < > ^ | ~ \\ { } [ ] _ # @ * +`, one of logic or mathematics,
  of music, an arrow, a superscript;
- is an option (`-x`, `--force`) or holds one after a command;
- is a path or an address: `/etc/hosts`, `src/main.py`, `C:\\Temp`, `a::b`, `x:y`;
- calls something, `f(x)`, is a name of code, `__init__`, or has a dot inside, `os.path`;
- subtracts, `x - 1`, or begins or ends with a sign, `-5 °C`, `A-`;
- is a chemical formula: `NaCl`, `H2SO4`, `Co`.
"""

import re
import unicodedata

from quizapp.core.numbers import in_figures, read_number

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n")
_SAME = str.maketrans(
    {
        **dict.fromkeys("−–—‐‑", "-"),
        **dict.fromkeys("×·⋅∗", "*"),
        **dict.fromkeys("÷∕⁄", "/"),
        **dict.fromkeys('‘’“”„´"', "'"),
        **{"→": "->", "←": "<-", "⇒": "=>", "⇐": "<=", "≤": "<=", "≥": ">=", "≠": "!="},
        **{"♯": "#", "♭": "b", "`": ""},
    }
)
"""Ways to write the same sign."""

_ELEMENTS = frozenset(
    (
        "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As"
        " Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu"
        " Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np"
        " Pu Am Cm"
    ).split()
)
_ALSO_WORDS = frozenset("He No In As At Be I Am La Po Pa Es Ho Mo Ra Al".split())
"""Symbols that stand alone more often as words or names."""

_SIGNS = re.compile(r"[=<>^|~\\{}\[\]_#@*+]|[²³⁰¹⁴-⁹⁺⁻₀-₉]|&&")
_NO_SIGNS = "°©®™"
"""Symbols that stand in prose."""
_OPTION = re.compile(r"(?:^|(?<=\w\w )|(?<=\W ))--?[A-Za-z][\w-]*(?==|\s|$)")
_PATH = re.compile(
    r"(?:^|\s)(?:~|\.{1,2})?/[\w.]|^\w+(?:/[\w.-]+)+\.\w+$|^\w[\w.-]*/[\w.-]+/|^[A-Za-z]:[\\/]"
)
_COLON = re.compile(r"::|\w:[^\s\d]|://")
_CALL = re.compile(r"[\w'’′]\([^\s]")
_DUNDER = re.compile(r"__\w+__")
_DOTTED = re.compile(r"(?<![A-Za-z]\.)\b(?=\w*[a-z\d_]{2})\w+\.[a-z_]\w+|^\.\w+")
_MINUS = re.compile(
    r"\b[a-z]\s+[-−]\s+\w|\w\s+[-−]\s+[a-z]\b|^(?!.*[^\W\d_]{4}).*"
    r"(?:\b[a-z][-−][a-z\d(]|[a-z\d)][-−][a-z])(?![^\W\d_])|−|(?<!\S)[-+]\d"
)
_ENDS_IN_SIGN = re.compile(r"\w{1,3}[-−+]")
_STRONG = re.compile(r"[+#=<>^|~@]")
_BANG = re.compile(r"^!\w|\w!$|!=")
_EXACT_WORDS = re.compile(r"[^\W\d_]+")


def is_formal(answer: str) -> bool:
    """Whether the signs of an answer count; see the top of this module."""
    text = answer.strip()
    if not any(char.isalpha() for char in text):
        return any(char.isalnum() for char in text)
    if _DUNDER.fullmatch(text) or _ENDS_IN_SIGN.fullmatch(text):
        return True
    bare = unmarked(text)
    return (
        (bare != text and text.startswith("`"))
        or any(unicodedata.category(one) in ("Sm", "So") and one not in _NO_SIGNS for one in bare)
        or any(
            pattern.search(bare)
            for pattern in (_SIGNS, _OPTION, _PATH, _COLON, _CALL, _DOTTED, _MINUS)
        )
        or (_BANG.search(bare) is not None and len(bare.split()) == 1 and len(bare) < 4)
        or is_formula(bare)
    )


def has_signs(typed: str) -> bool:
    """Whether something was typed that no prose has: `C#` is no way to write `C`."""
    return bool(_STRONG.search(typed) or _ENDS_IN_SIGN.fullmatch(typed.strip()))


def unmarked(text: str) -> str:
    """`text` without the Markdown around the whole of it or around a word: emphasis and code."""
    if _DUNDER.fullmatch(text):
        return text
    for mark in ("**", "__", "*", "_", "`"):
        sign = re.escape(mark)
        text = re.sub(
            rf"(?<![\w{sign}]){sign}(?=\S)([^{sign}]+?)(?<=\S){sign}(?![\w{sign}])", r"\1", text
        )
    return text


def elements(text: str) -> tuple[str, ...] | None:
    """The symbols of a chemical formula in their order; None for what is none."""
    if not re.fullmatch(r"\d*(?:\(?[A-Z][a-z]?\d*\)?\d*)+(?:\^?\d*[+-])?", text):
        return None
    symbols = tuple(re.findall(r"[A-Z][a-z]?", text))
    return symbols if all(one in _ELEMENTS for one in symbols) else None


def is_formula(text: str) -> bool:
    """Whether a word can only be a formula: not `NO` or `UN`, which are words and names as well."""
    symbols = elements(unicodedata.normalize("NFKC", text))
    if not symbols:
        return False
    if any(char.isdigit() or char in "+-" for char in text):
        return text[-1] in "+-" or any(char.isdigit() for char in text[1:])
    if len(symbols) == 1:
        return len(text) == 2 and text not in _ALSO_WORDS
    return any(len(one) == 2 for one in symbols)


def is_other_formula(typed: str, expected: str) -> bool:
    """`Co` for `CO`: the same letters, and other elements."""
    one, other = elements(typed.strip()), elements(expected.strip())
    return bool(one and other and one != other and len(expected) < 4)


def is_same(typed: str, expected: str, code: str = "") -> bool:
    """Whether two formal texts say the same."""
    one, other = typed.strip(), expected.strip()
    keeps = bool(_OPTION.search(other) or _PATH.search(other))
    if "--" in other:
        one = one.replace("—", "--")
    left, right = (_normal(text, code, keeps, expected=other) for text in (one, other))
    if left == right or _is_same_number(left, right, code):
        return True
    # a capital at the very beginning is a habit of writing, unless it is all there is
    first = _EXACT_WORDS.match(right)
    habit = first is not None and len(first[0]) > 1 and left[:1].lower() == right[:1].lower()
    return habit and left[1:] == right[1:]


def _is_same_number(one: str, other: str, code: str) -> bool:
    """`3,14` and `3.14`; but neither `3.140`, nor `7` for `007`."""
    if re.match(r"[-+]?0\d", one) or re.match(r"[-+]?0\d", other):
        return False
    left, right = read_number(one, code), read_number(other, code)
    return left is not None and right is not None and left.as_tuple() == right.as_tuple()


def _normal(text: str, code: str, keeps_spaces: bool, expected: str) -> str:
    text = unmarked(text)
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+", lambda run: "^" + run[0].translate(_SUPERSCRIPTS), text)
    text = unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME)
    text = re.sub(r"\^\{([^{}]*)\}", r"^\1", text.replace("°", ""))
    text = re.sub(r"\^(?=[+-](?!\d))|(?<=[A-Za-z)\d])\^(?=\d[+-]$)", "", text)
    text = re.sub(r"(?<![^\W_])([A-Za-z])_\{?(\d+)\}?", r"\1\2", text)
    text = re.sub(r"(?<=\d)\s*(?:per\s?cent\b|%)", "%", text)
    text = re.sub(r"(?<=\w)[.,;]+$", "", text)
    if not any(char.isalpha() for char in expected):
        text = in_figures(text, code)
    text = " ".join(text.split())
    if keeps_spaces:
        return re.sub(r"\s*([|<>&;])\s*", r"\1", text)
    return re.sub(r"\s*(?<!\w)\s+|\s+(?!\w)", "", text)
