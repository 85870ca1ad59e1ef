"""What each code means, in the words of `explanations.toml`."""

import tomllib
from pathlib import Path
from typing import NamedTuple

from quizapp.core.codes import Code

_FILE = Path(__file__).with_name("explanations.toml")


class Explanation(NamedTuple):
    """`wrong` gives the code, `right` does not; each is a deck, or the cards of one.

    `source` says which guide for who writes tests has the rule; most codes need none.
    """

    title: str
    why: str
    wrong: str
    right: str
    source: str = ""


def explanations() -> dict[Code, Explanation]:
    """All of them, in the order of the codes."""
    told = tomllib.loads(_FILE.read_text("utf-8"))
    return {code: Explanation(**told[code]) for code in Code}
