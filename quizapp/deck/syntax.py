"""What a YAML parser complains about, in plain words."""

from typing import Any

from quizapp.codes import Code

# a piece of the parser's own words (libyaml's, then PyYAML's where it differs), and ours
_WORDS = (
    ("mapping values are not allowed", 'a ": " inside a text; put the whole text in quotes'),
    ("block sequence entries are not allowed", 'a "- " does not fit here; one a line'),
    ("did not find expected key", "this does not fit; check indents and quotes, here and above"),
    ("expected <block end>", "this does not fit; check indents and quotes, here and above"),
    (
        "expected '-' indicator",
        'this does not fit; items begin with "- ", and their fields stand below',
    ),
    ("expected ',' or ']'", 'a list in [ ] is not closed or lacks a ","'),
    ("expected ',' or '}'", 'a mapping in { } is not closed or lacks a ","'),
    ("could not find expected ':'", 'a ":" is missing after this, or a quote above is not closed'),
    ("found unexpected end of stream", "this quote is never closed"),
    ("found unexpected document indicator", "this quote is never closed"),
    ("unknown escape character", "an escape that YAML does not know; use single quotes instead"),
    ("did not find expected hexdecimal", "an escape that YAML does not know; use single quotes"),
    ("violate", "a tab in the indentation; use spaces"),
    ("anchor", "a text that begins with & or * needs quotes"),
    ("alias", "a text that begins with & or * needs quotes"),
    ("tag", "a text that begins with ! needs quotes"),
    ("directive", "a text that begins with % needs quotes"),
    ("block scalar", "after | or > comes the text on lines of its own, further to the right"),
)
_SEEN_AT_THE_OPENING = ("never closed", "is not closed", "& or *")


def in_plain_words(error: Any, text: str) -> tuple[int, Code, str]:
    """Offset, code and message of a `yaml.YAMLError`, which has marks in most cases."""
    if not hasattr(error, "problem_mark"):
        at = getattr(error, "position", 0)
        return min(max(at, 0), len(text)), Code.SYNTAX, "this is not YAML; delete the odd character"
    problem = error.problem or ""
    if "cannot start any token" in problem:
        return _odd_beginning(error, text)
    complaint = f"{problem} {error.context or ''}"
    words = next((ours for theirs, ours in _WORDS if theirs in complaint), "")
    opening = any(piece in words for piece in _SEEN_AT_THE_OPENING)
    marks = (error.problem_mark, error.context_mark)
    mark = next((mark for mark in (marks[::-1] if opening else marks) if mark is not None), None)
    message = words or f"this is not YAML: {problem}"
    return _offset(mark, text), Code.SYNTAX, message


def _odd_beginning(error: Any, text: str) -> tuple[int, Code, str]:
    at = _offset(error.problem_mark, text)
    found = text[at : at + 1]
    if found == "\t":
        return at, Code.SYNTAX, "a tab in the indentation; use spaces"
    return at, Code.SYNTAX, f"a text that begins with {found} needs quotes"


def _offset(mark: Any, text: str) -> int:
    return min(mark.index, len(text)) if mark is not None else 0
