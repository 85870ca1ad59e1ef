"""Who speaks in an interview: `Q:` and `A:`, names before a colon, questions set in bold."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from quizapp.generate.structure.furniture import NAME
from quizapp.generate.structure.paragraphs import Paragraph

INTERVIEWEE = "the interviewee"
"""The one who answers, where the text does not say the name."""
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_LABEL = re.compile(
    rf"(?P<label>Q|A|Question|Answer|QUESTION|ANSWER|{_UPPER}[\w.’'-]{{1,20}}(?: (?:de |van |von "
    rf"|al-)?{_UPPER}[\w.’'-]{{0,20}}){{0,4}})"
    r"(?: \([^()]{1,30}\))?(?::\s*|\.\s+(?=[\"“A-Z])(?<=[QA]\.\s))"
)
_ASKERS = frozenset("q question interviewer host moderator reporter journalist".split())
_ANSWERERS = frozenset(("a", "answer"))
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|we|We|my|My|our|Our|me|us)\b")
_WITH = re.compile(
    rf"\b(?i:interview(?:ed)?(?: with)?|spoke (?:to|with)|talked (?:to|with)|sat down with"
    rf"|speaks to|conversation"
    rf" with|Q&A(?: with)?:?|questions for|asked)\s+(?:[a-z][\w-]* (?:[\w-]+ ){{0,4}}?|(?:Dr|Mr|Mrs"
    rf"|Ms|Prof|Professor|Mayor|Sir|Minister)\.? )?"
    rf"(?P<name>{NAME})"
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """`label`: characters before what is said; `speaker`: empty for narrator and interviewer."""

    label: int = 0
    speaker: str = ""
    is_question: bool = False


def label(text: str) -> re.Match[str] | None:
    """`Jane Roe: ` before what is said."""
    return _LABEL.match(text[:100])


def labels_joined(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines, with a speaker's name on a line of its own put before what is said."""
    alone = Counter(
        one.text
        for one in lines
        if len(one.text) < 60 and one.text.endswith(":") and _is_label(one.text)
    )
    out: list[Paragraph] = []
    for one in lines:
        if out and alone[out[-1].text] > 1:
            out[-1] = replace(out[-1], text=f"{out[-1].text} {one.text}")
        else:
            out.append(one)
    return out


def _is_label(text: str) -> bool:
    found = label(text)
    return found is not None and found.end() == len(text)


def with_speakers(title: str, passages: Sequence[str], questions: Set[str]) -> list[str]:
    """The passages of an interview, each with a label; empty when the text is none.

    `questions` are paragraphs that the page itself sets off as such.
    """
    asked = [place for place, text in enumerate(passages) if text in questions]
    if len(asked) < 3:
        asked = bare_questions(passages)
    if has_labels(passages):
        name = interviewee(title, passages)
        answer = r"^(?:A|Answer|ANSWER)[.:] ?"
        return [re.sub(answer, f"{name}: ", one) if name else one for one in passages]
    if not asked:
        return []
    name = interviewee(title, passages[: asked[0] + 1]) or "A"
    labels = {place + 1: name for place in asked} | dict.fromkeys(asked, "Q")
    return [
        f"{labels[place]}: {text}" if place in labels else text
        for place, text in enumerate(passages)
    ]


def has_labels(passages: Sequence[str]) -> bool:
    """Whether speakers are named before a colon, again and again, in most of a text."""
    labels = Counter(found["label"] for one in passages if (found := label(one)))
    again = {name for name, number in labels.items() if number > 1}
    number = sum(labels[name] for name in again)
    asks = any(_asks(name, passages) for name in again)
    return (
        len(again) >= 2
        and number >= (4 if asks else 5)
        and number >= (0.3 if asks else 0.6) * len(passages)
    )


def bare_questions(passages: Sequence[str]) -> list[int]:
    """The places of paragraphs that ask, in a text that answers in the first person."""
    asked = [
        place
        for place, text in enumerate(passages)
        if text.endswith("?") and len(text) < 500 and not re.search('["“”]', text)
    ]
    answers = [
        passages[one + 1] for one in asked if one + 1 < len(passages) and one + 1 not in asked
    ]
    personal = sum(
        _FIRST_PERSON.search(re.sub(r"[“\"][^”\"]{0,2000}[”\"]", "", one)) is not None
        for one in answers
    )
    fits = len(asked) >= 3 and len(asked) >= 0.2 * len(passages) and personal >= 0.6 * len(answers)
    return asked if fits and len(answers) >= 3 else []


def interviewee(title: str, passages: Sequence[str]) -> str:
    """The name of the one who answers, as headline or introduction give it."""
    for text in (title, *passages[:4]):
        if match := _WITH.search(text[:600]):
            return match["name"].removesuffix("’s").removesuffix("'s")
    return ""


def spoken(passages: Sequence[str]) -> list[Spoken]:
    """Who speaks in each passage of an interview; without a label it is the one before."""
    labels = [label(one) for one in passages]
    counts = Counter(found["label"] for found in labels if found)
    known = {
        name
        for name, number in counts.items()
        if number > 1 or name.lower() in _ASKERS | _ANSWERERS or _asks(name, passages)
    }
    asking = {name for name in known if _asks(name, passages)}
    narrated = " ".join(text for text, found in zip(passages, labels, strict=True) if not found)
    out: list[Spoken] = []
    last = Spoken()
    for text, found in zip(passages, labels, strict=True):
        if found is None or found["label"] not in known:
            out.append(Spoken(0, last.speaker, last.is_question and text.endswith("?")))
            continue
        name = found["label"]
        if name in asking:
            last = Spoken(found.end(), "", True)
        elif name.lower() in _ANSWERERS:
            last = Spoken(found.end(), INTERVIEWEE)
        else:
            last = Spoken(found.end(), _full(name, narrated))
        out.append(last)
    return out


def _asks(name: str, passages: Sequence[str]) -> bool:
    """Whether a label is the interviewer's: most of what it stands before are questions."""
    if name.lower() in _ASKERS:
        return True
    if name.lower() in _ANSWERERS:
        return False
    said = [one for one in passages if (found := label(one)) and found["label"] == name]
    return len(said) > 1 and sum(one.rstrip('"” )').endswith("?") for one in said) > 0.6 * len(said)


def _full(name: str, narrated: str) -> str:
    """`ROE` as `Jane Roe`, where the introduction says it."""
    shown = name.title() if name.isupper() and len(name) > 4 else name
    if " " in shown:
        return shown
    match = re.search(rf"\b({_UPPER}[\w’'-]{{1,20}} {re.escape(shown)})\b", narrated)
    return match[1] if match else shown
