"""Markdown that a text of a deck does not take, and that would be shown as it stands.

Better to miss one than to warn of what is meant: signs count only where Markdown gives them a
meaning, and code is not looked at.
"""

import re
from collections.abc import Iterator

from quizapp import markdown
from quizapp.codes import Code, Loc, Problem
from quizapp.questions.union import AnyQuestion
from quizapp.text import cut

_FIELDS = (
    *("prompt", "text", "answer", "answers", "distractors", "items", "pairs", "feedback"),
    *("explain", "hint", "note"),
)
_SIGNS = ("# ", "](", "<", "&", "--", "==", "- -", "* ", "~~", "```")
"""Each kind below needs one of them, so that most cards are done with at once."""
_INLINE_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_ADDRESS = r"(?:[a-z]+:|www\.|[./#?]|[\w-]+\.[a-z])"
_PAIRED = (
    "a|abbr|b|big|blockquote|center|cite|code|del|dfn|div|em|font|h[1-6]|i|ins|kbd|li|mark|ol|p|pre"
    "|q|s|samp|script|small|span|strike|strong|style|sub|sup|table|td|th|tr|tt|u|ul"
)
"""Tags of HTML that count where both of them are there."""
_KINDS = {
    "a heading": (
        re.compile(r"^ {0,3}#{1,6} +\S.*|^[ \t]*\S.*\n {0,3}(?:={3,}|-{3,}) *$", re.M),
        "write a sentence",
    ),
    "a rule": (re.compile(r"^ {0,3}(?:(?:- *){3,}|(?:\* *){3,})$", re.M), "leave a line empty"),
    "an image": (
        re.compile(r"(?<!\\)!\[[^\[\]\n]*\]\([^)\n]{1,300}\)"),
        "say in words what is to be seen",
    ),
    "a link": (
        re.compile(
            rf"(?<!\\)\[[^\[\]\n]+\]\(<?{_ADDRESS}[^)\n]{{0,300}}\)|<https?://[^\s>]+>", re.I
        ),
        "write the address in words, or into `source`",
    ),
    "a table": (
        re.compile(r"^ {0,3}\|?(?: *:?-{2,}:? *\|)+(?: *:?-{2,}:?)? *$", re.M),
        "put it between two lines of ```, where columns stay aligned",
    ),
    "HTML": (
        re.compile(
            rf"<({_PAIRED})(?:\s[^<>]*)?>[^<]*</\1>|<(?:br|hr)\s*/?>|<(?:img|iframe|input)\s[^<>]*>"
            r"|<!--|&(?:nbsp|lt|gt|amp|quot|apos|[mn]dash|hellip|#\d+|#x[\da-f]+);",
            re.I,
        ),
        "use the characters themselves, *emphasis*, **strong** or `code`",
    ),
    "a text struck out": (re.compile(r"~~(?=[^\s~])[^~\n]*[^\s~]~~"), "leave it out"),
    "a list": (re.compile(r"^ {0,3}\* +\S.*\n {0,3}\* +\S.*", re.M), "begin its lines with -"),
}
"""Each with its signs, and what to do instead. No pattern looks at a character again and again,
whatever a stranger's deck holds."""


def problems(question: AnyQuestion) -> Iterator[Problem]:
    """A warning for each text, at a path that starts at the question."""
    if not _may_hold_any(question):
        return
    for loc, text in _texts(question):
        if message := _complaint(text):
            yield Problem(loc, Code.MARKDOWN, message)


def _may_hold_any(question: AnyQuestion) -> bool:
    """In 3 µs; looking at each text takes 20."""
    fields, texts = vars(question), []
    for name in _FIELDS:
        value = fields.get(name)
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, tuple):
            texts += value
        elif isinstance(value, dict):
            texts += value
            texts += value.values()
    together = "\0".join(texts)
    return any(sign in together for sign in _SIGNS)


def _texts(question: AnyQuestion) -> Iterator[tuple[Loc, str]]:
    """The texts that take Markdown; an answer to be typed is taken as it stands."""
    fields = vars(question)
    for name in _FIELDS:
        value = fields.get(name)
        if name == "answer" and question.type == "typed":
            continue
        if isinstance(value, str):
            yield (name,), value
        elif isinstance(value, tuple):
            yield from (((name, index), text) for index, text in enumerate(value))
        elif isinstance(value, dict):
            for key, text in value.items():
                if name == "pairs":
                    yield (name, key, "[key]"), key
                yield (name, key), text


def _complaint(text: str) -> str:
    if wrong := _fence(text):
        return wrong
    prose = _INLINE_CODE.sub("", _without_code(text))
    for kind, (signs, advice) in _KINDS.items():
        if found := signs.search(prose):
            return (
                f'"{cut(found[0], 40)}" is {kind} in Markdown, which a card does not take: it is '
                f"shown as it stands; {advice}, or put it between backticks if the signs are meant"
            )
    return ""


def _without_code(text: str) -> str:
    return "\n".join("" if block.is_code else block.text for block in markdown.blocks(text))


def _fence(text: str) -> str:
    """What is wrong with the code between fences."""
    if not markdown.has_fence(text):
        return ""
    lines = list(markdown.lines(text))
    if lines[-1].kind is markdown.Kind.CODE:
        return "code that begins with a fence is not ended by one; add a line of the same signs"
    if sum(line.kind is markdown.Kind.FENCE for line in lines) % 2:
        return "a fence without code below it; delete it, or end the code that it begins"
    if any("```" in line.text for line in lines if line.kind is markdown.Kind.PROSE):
        return (
            "``` stands on a line with other text; a fence needs a line of its own, so begin the "
            "text with | and put the code on the lines below"
        )
    return ""
