"""Numbers and amounts as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.languages import LANGUAGES
from quizapp.core.numbers import english, in_figures, read_amount, read_number, written


@pytest.mark.parametrize(
    ("text", "code", "number"),
    [
        ("1992", "", "1992"),
        ("1.000,5", "de", "1000.5"),
        ("1,000.5", "en", "1000.5"),
        ("1,000.5", "de", "1000.5"),
        ("1,000", "en", "1000"),
        ("1,000", "de", "1"),
        ("1.000", "en", "1"),
        ("1.000", "de", "1000"),
        ("1,000", "", "1000"),
        ("0,500", "en", "0.5"),
        ("3,5", "en", "3.5"),
        ("2 002", "", "2002"),
        ("1\u202f234\u202f567,5", "fr", "1234567.5"),
        ("1'000'000", "de", "1000000"),
        ("6.098 x 10^9", "en", "6098000000"),
        ("6.098×10⁹", "en", "6098000000"),
        ("6,098 · 10^9", "de", "6098000000"),
        ("6.098e9", "", "6098000000"),
        ("10⁻³", "", "0.001"),
        ("-10^3", "", "-1000"),
        ("1/2", "", "0.5"),
        ("2 1/2", "", "2.5"),
        ("½", "", "0.5"),
        ("2½", "", "2.5"),
        ("-½", "", "-0.5"),
        ("٣", "ar", "3"),
        ("١٬٢٣٤٫٥", "ar", "1234.5"),
        ("४२", "hi", "42"),
        ("４２", "ja", "42"),
        ("−5", "", "-5"),
        ("minus five", "en", "-5"),
        ("a thousand", "en", "1000"),
        ("two hundred and five thousand", "en", "205000"),
        ("nine hundred ninety-nine thousand nine hundred and ninety-nine", "en", "999999"),
        ("one million", "en", "1000000"),
        ("1.5 million", "en", "1500000"),
        ("zwölf", "de", "12"),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(text: str, code: str, number: str) -> None:
    assert read_number(text, code) == Decimal(number)


NO_NUMBERS = (
    "x|nan|inf|and five|two two|two eleven|hundred|five hundred hundred|1e99999999999"
    "|1e-99999999999|1,00,0|1.2.3|12,34,567.8|1/0|1 2|10^10^10|--5|5-|"
).split("|")


@pytest.mark.parametrize("text", [*NO_NUMBERS, "9" * 500])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text, "en") is None


@pytest.mark.parametrize(
    ("text", "unit", "names", "number", "other"),
    [
        ("$5", "$", (), "5", ""),
        ("-$5", "$", (), "-5", ""),
        ("5$", "$", (), "5", ""),
        ("EUR 5", "EUR", (), "5", ""),
        ("5 kilometres", "km", ("kilometres",), "5", ""),
        ("5 KM", "km", (), "5", ""),
        ("5 km²", "km2", (), "5", ""),
        ("5 m^2", "m²", (), "5", ""),
        ("80 per cent", "%", (), "80", ""),
        ("twelve states", "states", (), "12", ""),
        ("5000 m", "km", (), "5", "m"),
        ("5 MW", "mW", (), "5000000000", "MW"),
        ("90 min", "h", (), "1.5", "min"),
        ("5 kilometers", "km", (), "5", ""),
        ("20 C", "°C", (), "20", ""),
        ("20°", "°C", (), "20", ""),
        ("- 5", "", (), "-5", ""),
        ("nineteen ninety-two", "", (), "1992", ""),
    ],
)
def test_an_amount_may_have_its_unit_or_another(
    text: str, unit: str, names: tuple[str, ...], number: str, other: str
) -> None:
    found = read_amount(text, unit, names, "en")
    assert found is not None
    assert (found.number, found.unit) == (Decimal(number), other)


@pytest.mark.parametrize(("text", "unit"), [("5 apples", "km"), ("5 km", ""), ("5 kg", "km")])
def test_an_amount_of_something_else_is_none(text: str, unit: str) -> None:
    assert read_amount(text, unit) is None


@given(st.integers(0, 1_000_000))
def test_english_number_words_are_read_up_to_a_million(number: int) -> None:
    assert english(spelled(number)) == number
    assert in_figures(f"about {spelled(number)} people", "en") == f"about {number} people"


@given(
    st.decimals(-(10**9), 10**9, allow_nan=False, places=3),
    st.sampled_from(["", *LANGUAGES]),
)
def test_a_number_is_read_as_it_is_written(number: Decimal, code: str) -> None:
    assert read_number(written(number, code), code) == number


@given(st.text(max_size=60), st.text(max_size=8), st.sampled_from(["", *LANGUAGES]))
def test_no_text_is_too_strange(text: str, unit: str, code: str) -> None:
    read_amount(text, unit, (), code)
    in_figures(text, code)


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            many, rest = divmod(number, size)
            joint = " and " if rest < 100 else " "
            return f"{spelled(many)} {name}" + (joint + spelled(rest) if rest else "")
    raise AssertionError(number)
