"""Texts of which YAML makes, without a word, what its author hardly ever meant."""

import re
from collections.abc import Iterator

from quizapp.core.text import cut
from quizapp.deck.reader import Scalar, scalars

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


_MOVED_ITEM = re.compile(r"\n[ ]*(?=- )")
"""Within a plain text: an item that stands further to the right than the one above it."""


def losses(text: str) -> Iterator[tuple[int, str]]:
    """The offset and a message for each; `text` is YAML."""
    if not _may_lose(text):
        return
    for one in scalars(text):
        if not one.style and one.value:
            yield from _of_plain(text, one)
        elif one.style == '"' and (found := _ESCAPE.search(text, one.start, one.end)):
            word = found["word"] or found["path"] or found["tab"]
            sign = _SIGNS.get(word[0], "one sign")
            message = f"\\{word[0]} is {sign} in double quotes; use single quotes for \\{word}"
            yield found.end() - len(word) - 1, message


_LIST = re.compile(r"(?:^[ ]*-|:)[ ]+\[[^\[\]]*\]")
LONGEST_LIST = 2000
"""Characters around an item that are looked at."""
_TAIL = re.compile(
    r",(?:[ ]+(?P<name>D\.C\.|[JS]r\.?|Inc\.?|Ltd\.?|LLC|Corp\.|Ph\.D\.|M\.D\.|Esq\.)"
    r"|(?<=\d,)(?P<zeros>0\d\d))(?=[ ]*[,\]])"
)
"""What hardly ever is an item of its own."""


def split_items(text: str) -> Iterator[tuple[int, str]]:
    """Items of lists in [ ] that a comma within one of them has made two."""
    for tail in _TAIL.finditer(text):
        near = max(0, tail.start() - LONGEST_LIST)
        start = max(near, text.rfind("\n", near, tail.start()) + 1)
        before = text[start : tail.start()]
        head = re.split(r"[\[,]", before)[-1].strip()
        end = text.find("\n", start, start + 2 * LONGEST_LIST)
        line = text[start : end if end >= 0 else start + 2 * LONGEST_LIST]
        is_item = any(
            one.start() < len(before) < one.end() and line.count('"', 0, one.start()) % 2 == 0
            for one in _LIST.finditer(line)
        )
        if is_item and head and not set("\"'") & set(head):
            whole = cut(f"{head}{tail[0]}")
            message = f'a comma ends an item of a list in [ ]; put "{whole}" in quotes'
            yield tail.end() - len(tail["name"] or tail["zeros"]), message


def _may_lose(text: str) -> bool:
    """In a moment; reading all texts of a file once more takes as long as reading the file."""
    if (" #" in text or "\t#" in text) and _NOTE.search(text):
        return True
    if "\\" in text and _ESCAPE.search(text):
        return True
    indent, is_word = -1, False
    for line in text.split("\n"):
        bare = line.strip()
        if bare[-1:] in ("'", '"') and bare.count(bare[-1]) % 2:
            return True
        above, indent = indent, line.index("-") if bare.startswith("-") else -1
        if 0 <= above <= indent and (above < indent or is_word):
            return True
        is_word = indent >= 0 and not bare.startswith("- ")
    return False


def _of_plain(text: str, one: Scalar) -> Iterator[tuple[int, str]]:
    """What goes wrong with a text without quotes around it."""
    if note := _NOTE.match(text, one.end):
        message = "what follows # is lost, as a note to YAML; put the whole text in quotes"
        yield note.end() - 1, message
    if item := _MOVED_ITEM.search(text, one.start, one.end):
        message = "this item is taken for more of the text above it; give both the same indent"
        if text[one.start] == "-":
            yield one.start, 'a blank is missing after the "-"'
        else:
            yield item.end(), message
    if _ends_in_a_lone_quote(one.value):
        sign = one.value[-1]
        yield one.start, f"this ends with {sign} but does not begin with it; put one here as well"


def _ends_in_a_lone_quote(value: str) -> bool:
    """Not so `27"`, `the students'` and `Rus'`, which are meant."""
    sign, before = value[-1], value[-2:-1]
    if sign == '"':
        return value.count(sign) % 2 == 1 and not before.isdigit()
    return sign == "'" and value.count(sign) % 2 == 1 and (before in ".!?,;:)" or "''" in value)
