"""Numbers as people type them."""

import re
from decimal import Decimal, InvalidOperation

LONGEST_NUMBER = 48
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen twenty"
        ).split()
    )
}


def read_number(text: str, unit: str = "") -> Decimal | None:
    """Read `1992`, `1,000`, `2 002`, `3.5`, `3,5`, `80 %` or `two`; None for what is no number."""
    bare = text.strip()
    if unit and bare.lower().endswith(unit.lower()):
        bare = bare[: -len(unit)]
    if (word := bare.strip().lower()) in NUMBER_WORDS:
        return Decimal(NUMBER_WORDS[word])
    bare = re.sub(r"[\s_'’]", "", bare).replace("−", "-")
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", bare):
        bare = bare.replace(",", "")
    try:
        number = Decimal(bare.replace(",", ".")) if len(bare) <= LONGEST_NUMBER else None
    except InvalidOperation:
        return None
    # a finite exponent can still be too large to reckon with
    usable = number is not None and number.is_finite() and abs(number.adjusted()) <= 100
    return number if usable else None
