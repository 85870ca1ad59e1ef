"""Texts of which YAML, quite rightly, takes a part away that its author nearly always meant."""

import re
from collections.abc import Iterator

from quizapp.deck.reader import scalars

_NOTE = re.compile(r"[ \t]+#(?=[^\s#])")
"""A sign as in `the #1 of all`: notes have a blank behind it."""
_COMMANDS = """
    alpha approx angle arccos arcsin arctan ast bar begin beta big binom boldsymbol bot bullet ell
    emptyset end epsilon equiv eta exists exp flat forall frac nabla ne neg neq ni not notin nu
    rangle rceil rfloor rho right rightarrow tan tanh tau text textbf textit tfrac theta tilde times
    to top triangle varepsilon varphi vartheta vdash vdots vec vee Lambda Leftarrow Phi Pi Psi
""".split()
"""Of TeX, of which YAML would take backslash and first letter for one sign."""
_ESCAPE = re.compile(
    rf"(?<!\\)(?:\\\\)*\\(?P<word>(?:{'|'.join(_COMMANDS)})(?![a-zA-Z]))"
    r"|(?<=\b[A-Za-z]:)\\(?P<path>[abefnrtv]\w+)"
    r"|(?<=\w)\\(?P<tab>t\w+)"
)
_SIGNS = {"t": "a tab", "n": "a new line", "r": "a new line", "b": "a control character"}


def losses(text: str) -> Iterator[tuple[int, str]]:
    """The offset and a message for each; `text` is YAML."""
    if not _NOTE.search(text) and not _ESCAPE.search(text):
        return
    for one in scalars(text):
        if not one.style and one.value and (note := _NOTE.match(text, one.end)):
            message = "what follows # is lost, as a note to YAML; put the whole text in quotes"
            yield note.end() - 1, message
        elif one.style == '"' and (found := _ESCAPE.search(text, one.start, one.end)):
            word = found["word"] or found["path"] or found["tab"]
            sign = _SIGNS.get(word[0], "one sign")
            message = f"\\{word[0]} is {sign} in double quotes; use single quotes for \\{word}"
            yield found.end() - len(word) - 1, message
