"""Numbers as people type them, in every script and with what their language puts between digits."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from quizapp.core.languages import Language, language

LONGEST_NUMBER = 80
"""Characters; nine hundred ninety-nine thousand and so on needs them."""

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_MINUS = str.maketrans("−﹣－–", "----")
_POWER = re.compile(
    r"(?:(.*?)\s*(?:[x×·⋅*]\s*)?)(?<![\d.,])10\s*(?:\^|\*\*)\s*\(?([-+]?\d{1,4})\)?"
)
_PLAIN_DIGITS = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.I)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the unit that was wanted. `unit`: the other one that it was given in, if any."""

    number: Decimal
    unit: str = ""


def read_number(text: str, code: str = "") -> Decimal | None:
    """A number by itself, as the language `code` writes it; None for what is none.

    Where nothing is known of the language, a comma before three digits stands between thousands.
    """
    bare = " ".join(text.translate(_MINUS).split())
    if not bare or len(bare) > LONGEST_NUMBER:
        return None
    spoken = language(code)
    bare = re.sub(r"^([-+]) ", r"\1", _power_of_ten(bare))
    if (value := _in_words(bare, spoken)) is not None:
        return value
    if (value := _fraction(bare)) is not None:
        return value
    if (found := _POWER.fullmatch(bare)) is not None:
        times, power = found.groups()
        factor = _digits(times, spoken) if times not in ("", "+", "-") else Decimal(f"{times}1")
        return _usable(factor * Decimal(10) ** int(power)) if factor is not None else None
    return _digits(bare, spoken)


def written(number: Decimal, code: str = "") -> str:
    """A number in figures, its decimals behind the sign that the language puts there."""
    return f"{number:f}".replace(".", "," if language(code).decimal_comma else ".")


@lru_cache(maxsize=64)  # one reply is looked at more than once
def read_amount(
    text: str, unit: str = "", names: tuple[str, ...] = (), code: str = ""
) -> Amount | None:
    """A number with or without its unit, before or behind it.

    `names` are other names of the unit. A number in another unit that can be converted is an
    amount too; one with anything else beside it is none.
    """
    bare = " ".join(text.split())
    names = (*names, *_names(unit))
    if (value := read_number(bare, code)) is not None:
        return Amount(value)
    number, given = _parted(bare)
    wanted, other = _size(unit), _size(given)
    if other is not None and _unit(given) != _unit(unit):
        value = read_number(number, code)
        if value is None or wanted is None or wanted.kind != other.kind:
            return None
        converted = _usable(value * other.size / wanted.size)
        return None if converted is None else Amount(converted, given)
    for name in (unit, *names):
        for rest in _without(bare, name):
            if (value := read_number(rest, code)) is not None:
                return Amount(value)
    return None


def _without(text: str, unit: str) -> Iterator[str]:
    """What is left beside the unit, whether it stands behind the number or before it."""
    lower, wanted = _unit(text).lower(), _unit(unit).lower()
    if not wanted or wanted not in lower:
        return
    spelled = r"[\s^.]*".join(map(re.escape, wanted))
    plain = unicodedata.normalize("NFKC", _power_of_ten(text)).replace("μ", "µ")
    for pattern in (rf"(.*?)\s*{spelled}\.?", rf"([-+−]?)\s*{spelled}\s*(.+)"):
        if found := re.fullmatch(pattern, plain, re.IGNORECASE | re.DOTALL):
            yield "".join(found.groups())


def in_figures(text: str, code: str = "") -> str:
    """`text` with its whole numbers in plain figures: `thirty-one thousand` and `31,000` alike."""
    spoken = language(code)
    text = _RUN.sub(lambda run: _plain(run[0], spoken), text)
    if spoken.code == "en":
        text = _ORDINALS.sub(_ordinal, text)
        return _ENGLISH.sub(lambda run: _spelled(run[0]), text)
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", text):
        if (number := spoken.numbers.get(word.lower())) is not None:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", str(number), text, count=1)
    return text


_RUN = re.compile(r"\d[\d.,'’ \u00a0\u2009\u202f]*\d")


def _plain(run: str, spoken: Language) -> str:
    if not re.search(r"[.,' ’\u00a0\u2009\u202f]\d{3}(?!\d)", run):
        return run
    value = _digits(run, spoken)
    return run if value is None else f"{value:f}"


def _power_of_ten(text: str) -> str:
    """Superscripts as `^n`, figures of all scripts as ours."""
    if text.isascii():
        return text.strip()
    raised = re.sub("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda run: "^" + run[0].translate(_SUPERSCRIPTS), text)
    parts = []
    for char in raised:
        if unicodedata.category(char) == "Nd":
            parts.append(str(unicodedata.digit(char)))
        elif char in "٫٬⁄":
            parts.append({"٫": ".", "٬": "", "⁄": "/"}[char])
        elif unicodedata.category(char) == "No" and not char.isdigit():
            whole = unicodedata.normalize("NFKC", char).replace("\u2044", "/")
            parts.append(f" {whole}" if parts and parts[-1].isdigit() else whole)
        else:
            parts.append(unicodedata.normalize("NFKC", char))
    return "".join(parts).strip()


def _digits(text: str, spoken: Language) -> Decimal | None:
    """Figures with separators. `1,000` is read as the language reads it."""
    bare = re.sub(r"(?<=\d)[\s_'’](?=\d{3}(?!\d))", "", text.strip())
    commas, points = bare.count(","), bare.count(".")
    if commas and points:  # the last one is that of the decimals
        thousands = "," if bare.rfind(".") > bare.rfind(",") else "."
        if not re.fullmatch(rf"[-+]?\d{{1,3}}(\{thousands}\d{{3}})+[.,]\d*", bare):
            return None
        bare = bare.replace(thousands, "")
    elif commas > 1 or points > 1:
        if not re.fullmatch(r"[-+]?\d{1,3}([.,])\d{3}(\1\d{3})+", bare):
            return None
        bare = bare.replace(",", "").replace(".", "")
    elif found := re.fullmatch(r"([-+]?)([1-9]\d{0,2})([.,])(\d{3})", bare):
        sign, before, separator, after = found.groups()
        decimal = "," if spoken.decimal_comma else "."
        bare = f"{sign}{before}{'.' if separator == decimal else ''}{after}"
    bare = bare.replace(",", ".")
    if not _PLAIN_DIGITS.fullmatch(bare):
        return None
    try:
        return _usable(Decimal(bare))
    except InvalidOperation:
        return None


def _usable(number: Decimal) -> Decimal | None:
    """A finite exponent can still be too large to reckon with."""
    return number if number.is_finite() and abs(number.adjusted()) <= 100 else None


def _fraction(text: str) -> Decimal | None:
    """`1/2`, `2 1/2`."""
    found = re.fullmatch(r"([-+]?)(?:(\d{1,9}) )?(\d{1,9})\s*/\s*(\d{1,9})", text)
    if found is None or not int(found[4]):
        return None
    value = Decimal(found[2] or 0) + Decimal(found[3]) / Decimal(found[4])
    return -value if found[1] == "-" else value


_TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 100, 10),
        strict=True,
    )
)
_SCALES = {"thousand": 1_000, "million": 1_000_000}
_LARGE = {**_SCALES, "billion": 10**9, "trillion": 10**12}
NUMBER_WORDS = language("en").numbers
"""English words of numbers up to twenty."""
_WORD = "|".join(sorted({*NUMBER_WORDS, *_TENS, "hundred", *_SCALES}, key=len, reverse=True))
_ENGLISH = re.compile(
    rf"(?<![\w-])(?:{_WORD})(?:(?:\s+and\s+|[\s-]+)(?:{_WORD}))*(?![\w-])", re.IGNORECASE
)


_NTH = dict(
    zip(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
            " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
        ).split(),
        range(1, 20),
        strict=True,
    )
) | {word.replace("y", "ieth"): number for word, number in _TENS.items()}
_ORDINALS = re.compile(
    rf"(?<![\w-])(?:(?:(?P<tens>{'|'.join(_TENS)})[- ])?(?P<word>{'|'.join(_NTH)})"
    r"|(?P<number>\d+)(?:st|nd|rd|th))(?![\w-])",
    re.IGNORECASE,
)


def _ordinal(found: re.Match[str]) -> str:
    """`21th` for `twenty-first` and `21st`."""
    if found["number"]:
        return f"{found['number']}th"
    nth = _NTH[found["word"].lower()]
    tens = _TENS[found["tens"].lower()] if found["tens"] else 0
    return f"{tens + nth}th" if not tens or nth < 10 else found[0]


def _in_words(text: str, spoken: Language) -> Decimal | None:
    lower = text.lower()
    if spoken.code == "en":
        negative = lower.startswith("minus ")
        found = english(re.sub(r"^an? (?=hundred|thousand|million)", "one ", lower[6 * negative :]))
        if found is not None:
            return Decimal(-found if negative else found)
        if large := re.fullmatch(r"(.*\d)\s*(thousand|million|billion|trillion)", lower):
            number = _digits(large[1], spoken)
            return _usable(number * _LARGE[large[2]]) if number is not None else None
    number_word = spoken.numbers.get(lower)
    return None if number_word is None else Decimal(number_word)


def _spelled(run: str) -> str:
    number = english(run)
    return run if number is None else str(number)


def english(text: str) -> int | None:
    """`two hundred and five thousand` as a number, up to a million; None for what is none.

    Years may be said as people say them: `nineteen ninety-two`.
    """
    words = text.lower().replace("-", " ").split()
    if (number := _counted(words)) is not None:
        return number
    for place in range(1, len(words)):
        century, rest = _counted(words[:place]), _counted(words[place:])
        if century and rest and 10 <= century <= 99 and 10 <= rest <= 99:
            return 100 * century + rest
    return None


def _counted(words: Sequence[str]) -> int | None:
    if not words or words[0] == "and" or words[-1] == "and":
        return None
    total = group = 0
    last = 1_000_000_000
    for place, word in enumerate(words):
        if word == "and":
            if words[place - 1] not in ("hundred", "thousand", "million"):
                return None
            continue
        if word in _SCALES:
            if not group or total % _SCALES[word] >= _SCALES[word] or _SCALES[word] >= last:
                return None
            total, group, last = total + group * _SCALES[word], 0, _SCALES[word]
        elif word == "hundred":
            if not 1 <= group <= 19:
                return None
            group *= 100
        elif word in _TENS:
            if group % 100:
                return None
            group += _TENS[word]
        elif word in NUMBER_WORDS:
            small = NUMBER_WORDS[word]
            room = 10 if group % 100 >= 20 else 100
            if group % room or (not small and len(words) > 1) or small >= room:
                return None
            group += small
        else:
            return None
    total += group
    return total if total <= 1_000_000 else None


@dataclass(frozen=True, slots=True)
class _Size:
    kind: str
    size: Decimal


def _units() -> dict[str, _Size]:
    prefixes = {
        "k": "1e3",
        "": "1",
        "d": "1e-1",
        "c": "1e-2",
        "m": "1e-3",
        "µ": "1e-6",
        "n": "1e-9",
    }
    found: dict[str, _Size] = {}
    for unit, kind in (("m", "length"), ("g", "mass"), ("l", "volume"), ("L", "volume")):
        for prefix, size in prefixes.items():
            found[f"{prefix}{unit}"] = _Size(kind, Decimal(size))
    for prefix, size in (("k", "1e6"), ("", "1"), ("d", "1e-2"), ("c", "1e-4"), ("m", "1e-6")):
        found[f"{prefix}m2"] = _Size("area", Decimal(size))
    for prefix, size in (("k", "1e12"), ("", "1e3"), ("d", "1"), ("c", "1e-3"), ("m", "1e-6")):
        found[f"{prefix}m3"] = _Size("volume", Decimal(size))
    for unit, kind in (("W", "power"), ("J", "energy"), ("Hz", "frequency"), ("V", "voltage")):
        for prefix, size in {"G": "1e9", "M": "1e6", "k": "1e3", "": "1", "m": "1e-3"}.items():
            found[f"{prefix}{unit}"] = _Size(kind, Decimal(size))
    for unit, size in (("B", "1"), ("kB", "1e3"), ("MB", "1e6"), ("GB", "1e9"), ("TB", "1e12")):
        found[unit] = _Size("data", Decimal(size))
    found |= {
        "t": _Size("mass", Decimal("1e6")),
        "ha": _Size("area", Decimal("1e4")),
        "ms": _Size("time", Decimal("1e-3")),
        "s": _Size("time", Decimal(1)),
        "min": _Size("time", Decimal(60)),
        "h": _Size("time", Decimal(3600)),
        "d": _Size("time", Decimal(86400)),
    }
    return found


_SIZES = _units()


_LONG_NAMES = {
    "%": "percent,per cent",
    "°C": "C,°,celsius,degrees,degrees celsius",
    "mm": "millimetre,millimeter",
    "cm": "centimetre,centimeter",
    "m": "metre,meter",
    "km": "kilometre,kilometer",
    "g": "gram,gramme",
    "kg": "kilogram,kilogramme,kilo",
    "t": "tonne",
    "l": "litre,liter",
    "s": "second,sec",
    "min": "minute",
    "h": "hour",
    "d": "day",
}
"""What units are called in English."""


def _names(unit: str) -> Iterator[str]:
    for name in filter(None, _LONG_NAMES.get(_unit(unit), "").split(",")):
        yield from (name, f"{name}s")


@cache
def _unit(text: str) -> str:
    """A unit as it is compared: `m²`, `m^2` and `m2` are one."""
    return re.sub(r"[\s^.]", "", unicodedata.normalize("NFKC", text)).replace("μ", "µ")


def _size(unit: str) -> _Size | None:
    return _SIZES.get(_unit(unit))


_BEFORE = re.compile(r"([-+−]?)\s*([^\W\d]+|[^\w\s+−.,-])\s*([-+−]?[\d.,].*)", re.DOTALL)
_BEHIND = re.compile(r"(.*[\d)])\s*([^\W\d][^\d\s]*\d?)", re.DOTALL)


def _parted(text: str) -> tuple[str, str]:
    """A number and the unit before or behind it."""
    plain = _power_of_ten(text)
    if found := _BEFORE.fullmatch(plain):
        return f"{found[1]}{found[3]}", found[2]
    if found := _BEHIND.fullmatch(plain.replace("^", "")):
        return plain[: found.end(1)], found[2]
    return text, ""
