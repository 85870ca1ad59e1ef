"""What makes a single question unfair, or easy for who knows nothing of the matter.

The rules are those of two guides for who writes tests: Haladyna, Downing and Rodriguez, "A review
of multiple-choice item-writing guidelines for classroom assessment" (2002), and the item-writing
guide of the National Board of Medical Examiners (NBME). `explanations.toml` says which is whose.
All that looks at words is for English; nothing here needs grammar.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from quizapp.core.codes import Code, Loc, Problem
from quizapp.core.languages import language
from quizapp.core.text import cut
from quizapp.questions.choice import Choice
from quizapp.questions.formal import is_formal
from quizapp.questions.multi_choice import MultiChoice
from quizapp.questions.union import AnyQuestion

# the longer patterns are compiled when a card calls for one, since that takes some milliseconds
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


LONGEST_READ = 500
"""Characters of a prompt or of all options that patterns are tried on: they go back and forth."""


def item_problems(questions: Sequence[AnyQuestion]) -> Iterator[Problem]:
    """Of each question by itself, drafts among them; paths start at the cards."""
    for at, question in enumerate(questions):
        if question.status == "retired":
            continue
        for problem in _of(question):
            yield problem._replace(loc=(at, *problem.loc))


def is_english(question: AnyQuestion) -> bool:
    return question.language == "en" or language(question.language).code == "en"


def _of(question: AnyQuestion) -> Iterator[Problem]:
    english = is_english(question)
    if question.type == "choice" or question.type == "multi_choice":
        options = "\0".join(question.options).casefold()
        yield from _alike_options(question, options)
        if english:
            yield from _above(question, options)
            yield from _absolutes(question, options)
            yield from _negative(question)
            yield from _clue(question)
    if question.type == "choice" and len(question.distractors) == 1:
        yield from _one_distractor(question, english)
    if english and question.claim == "attributed" and question.by:
        yield from _speaker(question)
    if question.explain:
        yield from _thin(question)


# -- options ---------------------------------------------------------------------------------------

_ABOVE = (
    r"(?:all|none|both|neither|some|any|most) of (?:the above|the following|these|those)"
    r"(?: (?:answers|options|choices))?"
    r"|(?:all|none|both) of the (?:answers|options|choices)(?: (?:above|given|listed|here))?"
    r"|all (?:answers|options|of them) are (?:right|correct|true)"
    r"|(?:both )?\(?[a-e]\)?(?:, \(?[a-e]\)?)*,? (?:and|&) \(?[a-e]\)?(?: only)?"
    r"|more than one of (?:the above|these)"
)


def _above(question: Choice | MultiChoice, options: str) -> Iterator[Problem]:
    if len(options) > LONGEST_READ or not any(one in options for one in (" of ", " and ", " & ")):
        return
    for name, index, option in _placed(question):
        if re.fullmatch(_ABOVE, option.casefold().strip(" .")):
            message = (
                f'"{cut(option)}" is no option of its own: who knows two others, or rules one out, '
                "knows whether it is right; write one more wrong answer, or none"
            )
            yield Problem((name, *index), Code.ALL_OF_THE_ABOVE, message)


def _placed(question: Choice | MultiChoice) -> Iterator[tuple[str, tuple[int, ...], str]]:
    """Each option with its field, and its index in that."""
    if question.type == "choice":
        yield "answer", (), question.answer
    else:
        yield from (("answers", (at,), one) for at, one in enumerate(question.answers))
    yield from (("distractors", (at,), one) for at, one in enumerate(question.distractors))


_EITHER_OR = (
    "yes no",
    "true false",
    "right wrong",
    "before after",
    "earlier later",
    "more less fewer",
    "higher lower",
    "larger smaller",
    "longer shorter",
    "rise fall rose fell rises falls",
    "up down",
    "increase decrease increases decreases increased decreased",
    "left right",
    "north south",
    "east west",
    "for against",
    "with without",
    "male female",
    "man woman",
    "first second last",
    "only both",
    "and or",
    "positive negative",
    "can cannot",
    "always never",
    "inside outside",
    "above below",
    "the same different",
    "masculine feminine",
    "singular plural",
)
_OPPOSITES: Mapping[str, frozenset[str]] = {
    word: frozenset(words.split()) for words in _EITHER_OR for word in words.split()
}
_NEGATIONS = frozenset(("not", "no", "never", "cannot"))


def _one_distractor(question: Choice, english: bool) -> Iterator[Problem]:
    answer, [distractor] = question.answer, question.distractors
    if english and _is_either_or(question.prompt, answer, distractor):
        return
    message = (
        f'"{cut(distractor)}" is the only wrong option, so that every second guess is right; '
        "write one or two more, or ask for the answer with `type: typed`"
    )
    yield Problem(("distractors",), Code.ONE_DISTRACTOR, message)


def _is_either_or(prompt: str, one: str, other: str) -> bool:
    """Whether there is no third answer: the prompt names the two, or they are opposites."""
    asked = f" {' '.join(WORD.findall(prompt.casefold()))} "
    first, second = (WORD.findall(text.casefold()) for text in (one, other))
    if " or " in asked and all(f" {' '.join(words)} " in asked for words in (first, second)):
        return True
    ours, theirs = set(first) - set(second), set(second) - set(first)
    if (ours ^ theirs) & _NEGATIONS or any("n't" in w or "n’t" in w for w in ours ^ theirs):
        return True
    return any(_OPPOSITES.get(word, frozenset()) & theirs for word in ours) or any(
        f"{prefix}{word}" in theirs or f"{prefix}{other_word}" in ours
        for prefix in ("un", "in", "im", "il", "ir", "dis", "non", "a")
        for word in ours
        for other_word in theirs
    )


class _Span(NamedTuple):
    """An option that is a range of numbers, ends included; of the same `rest`, two may overlap."""

    low: float
    high: float
    rest: str


_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_RANGE = rf"(?P<before>\D*?)[ ]?{_NUMBER} ?(?:-|–|to|and) ?{_NUMBER}(?P<rest>\D*)"
_OPEN = (
    r"(?P<side>more than|over|above|at least|from|less than|fewer than|under|below|up to|at most)"
    rf" {_NUMBER}(?P<rest>\D*)"
)
_UPWARDS = frozenset(("more than", "over", "above", "at least", "from"))
_A_DIGIT = re.compile(r"\d")
_YEARS = range(1000, 2101)


def _alike_options(question: Choice | MultiChoice, options: str) -> Iterator[Problem]:
    """Two options that are one but for capitals, or of which one is a part of the other."""
    shown = question.options
    if len(set(options.split("\0"))) < len(shown):
        for one, other in combinations(shown, 2):
            if one != other and one.casefold() == other.casefold() and not _is_code(one):
                yield _overlap(question, other, f'differs from "{cut(one)}" in its capitals only')
                return
    if len(options) <= LONGEST_READ and _A_DIGIT.search(options):
        spans = [(one, span) for one in shown if (span := _span(one))]
        for (one, first), (other, second) in combinations(spans, 2):
            if first.rest == second.rest and first.low <= second.high and second.low <= first.high:
                yield _overlap(question, other, f'overlaps "{cut(one)}": some numbers are in both')
                return
    if question.type == "choice" and " and " in options and is_english(question):
        lists = [(one, frozenset(_LISTED.split(one.casefold()))) for one in shown]
        for (one, ours), (other, theirs) in combinations(lists, 2):
            if min(len(ours), len(theirs)) == 1 and (ours < theirs or theirs < ours):
                part, whole = (one, other) if ours < theirs else (other, one)
                yield _overlap(question, part, f'is a part of "{cut(whole)}"')
                return


_LISTED = re.compile(r",? and |, ")


def _is_code(option: str) -> bool:
    return "`" in option or is_formal(option)


def _span(option: str) -> _Span | None:
    if found := re.fullmatch(_RANGE, option, re.IGNORECASE):
        low, high = (float(found[number].replace(",", "")) for number in (2, 3))
        if low in _YEARS and high in _YEARS:  # a time that has two ends, and no range to be in
            return None
        rest = f"{found['before']} {found['rest']}".strip().casefold()
        return _Span(low, high, rest) if low < high else None
    if found := re.fullmatch(_OPEN, option, re.IGNORECASE):
        number, rest = float(found[2].replace(",", "")), found["rest"].strip().casefold()
        ends = (number, float("inf")) if found["side"].casefold() in _UPWARDS else (0, number)
        is_exclusive = found["side"].casefold() in ("more than", "over", "above")
        return _Span(ends[0] + is_exclusive * 1e-9, ends[1] - (not ends[0]) * 1e-9, rest)
    return None


def _overlap(question: Choice | MultiChoice, option: str, what: str) -> Problem:
    message = f'"{cut(option)}" {what}; only one option should be able to be right'
    if question.type == "multi_choice":
        message = f'"{cut(option)}" {what}; options should not depend on each other'
    place: Loc = next((name, *index) for name, index, one in _placed(question) if one == option)
    return Problem(place, Code.OVERLAP, message)


_ABSOLUTE = frozenset(
    "always never all only every everyone everybody none nobody entirely completely totally"
    " absolutely exclusively invariably".split()
)


def _absolutes(question: Choice | MultiChoice, options: str) -> Iterator[Problem]:
    """Most wrong options go too far, and no right one does."""
    if _ABSOLUTE.isdisjoint(options.replace("\0", " ").split()):
        return
    right = (question.answer,) if question.type == "choice" else question.answers
    if _goes_too_far(question.prompt) or any(map(_goes_too_far, right)):
        return
    far = [one for one in question.distractors if _goes_too_far(one)]
    if len(far) >= 2 and 2 * len(far) > len(question.distractors):
        words = ", ".join(dict.fromkeys(word for one in far for word in sorted(_goes_too_far(one))))
        message = (
            f"{len(far)} of {len(question.distractors)} wrong options, and no right one, go to "
            f"extremes ({words}), which gives them away; put them as carefully as the answer"
        )
        yield Problem(("distractors",), Code.ABSOLUTE, message)


def _goes_too_far(text: str) -> frozenset[str]:
    return _ABSOLUTE.intersection(WORD.findall(text.casefold()))


# -- prompts ---------------------------------------------------------------------------------------

_MAIN = (
    r"(?:(?!\b(?:that|if|because|whether|why|reasons?|said|says?|saying|told|thinks?|believes?"
    r"|claims?|when|while|but|although|though|after|before|since|until|would)\b)[^.?!;:,])"
)
"""A sign of the main clause, as far as one can tell without grammar."""
_HELPING = "is|are|was|were|does|do|did|has|have|had|can|could|will|may|might|should"
_NEGATIVE = (
    rf"\b(?:[Ww]hich|[Ww]ho|[Ww]hat)\b{_MAIN}*?\b"
    rf"(?:(?:{_HELPING})n['’]t\b|cannot\b"
    rf"|(?:{_HELPING})\b{_MAIN}{{0,40}}?\snot\b(?! (?:only|just|yet)\b))"
    r"|\b(?:[Aa]ll|[Ee]ach|[Ee]very|[Aa]ny)\b[^.?!]*\bexcept\b(?=[^.?!]{0,20}[.:?…]?\s*$)"
)


def _negative(question: Choice | MultiChoice) -> Iterator[Problem]:
    prompt = question.prompt
    if len(prompt) > LONGEST_READ:
        return
    if not any(sign in prompt for sign in ("not", "n't", "n’t", "except")):
        return
    if found := re.search(_NEGATIVE, prompt):
        word = re.split(r"\s", found[0].strip())[-1]
        shown = "EXCEPT" if "except" in found[0] else "NOT"
        message = (
            f'"{word}" is read over, and then a right answer looks wrong; write it as {shown} or '
            f"*{shown.lower()}*, or better ask for what is so"
        )
        yield Problem(("prompt",), Code.NEGATIVE, message)


_NO_CLUE = frozenset(
    "about after again against among because been before being between could does during each"
    " first following from have into just like made make many more most much must never only other"
    " over same should some such than that their them then there these they this those through"
    " time under until very want were what when where which while with without would year years"
    " people country countries state states".split()
)


def _clue(question: Choice | MultiChoice) -> Iterator[Problem]:
    """A word of the answer's own that the prompt has as well."""
    if question.type != "choice" or len(question.distractors) < 2:
        return
    answer = _telling(question.answer)
    if not answer:
        return
    shared = answer & _telling(question.prompt)
    if not shared:
        return
    asked = set(WORD.findall(question.prompt.casefold()))
    if any(asked.issuperset(WORD.findall(one.casefold())) for one in question.distractors):
        return  # the prompt names several of the options
    others = {word for one in question.distractors for word in _telling(one)}
    clues = sorted(word for word in shared if not any(map(word.startswith, _stems(others))))
    if clues:
        message = (
            f'of all options only the right one has "{clues[0]}", a word of the prompt, which '
            "points to it; put one of the two in other words, or let wrong options have it too"
        )
        yield Problem(("prompt",), Code.CLUE, message)


def _telling(text: str) -> set[str]:
    found = WORD.findall(text.casefold())
    return {word for word in found if len(word) > 3 and not word.isdigit()} - _NO_CLUE


def _stems(words: Iterable[str]) -> set[str]:
    return {word[: max(4, len(word) - 2)] for word in words}


# -- who says it, and why --------------------------------------------------------------------------

_TOLD = (
    r"\b(?:according|says?|said|saying|claim(?:s|ed)?|argue[sd]?|think(?:s|ing)?|believe[sd]?"
    r"|view|words|opinion|accus\w+|blame[sd]?|call(?:s|ed)?|describe[sd]?|estimate[sd]?|quoted?"
    r"|complain\w*|explain\w*|expect(?:s|ed)?|fear(?:s|ed)?|told|tells?|warn\w*|suggest\w*"
    r"|reasons?|report\w*|announce[sd]?|den(?:y|ies|ied)|promise[sd]?|criticis\w+|criticiz\w+)\b"
)
_TITLES = frozenset("the and for his her who from with its".split())


def _speaker(question: AnyQuestion) -> Iterator[Problem]:
    shown = _shown(question)
    if re.search(_TOLD, shown, re.IGNORECASE):
        return
    words = set(WORD.findall(shown.casefold()))
    if any(
        word in words or f"{word}'s" in words or f"{word}’s" in words
        for word in _names(question.by)
        if len(word) > 2 and word not in _TITLES
    ):
        return
    message = (
        f"this is asked as a fact, and is only what somebody says; begin with "
        f'"According to {cut(question.by.split(",")[0], 40)}, …"'
    )
    field = "text" if question.type == "cloze" else "prompt"
    yield Problem((field,), Code.SPEAKER, message)


def _names(by: str) -> set[str]:
    """The words of a name, and names within what somebody is: `Ann Lee, of Tarnby Bank`."""
    name, _, rest = by.partition(",")
    named = [word for word in WORD.findall(rest) if word[0].isupper()]
    return {word.casefold() for word in (*WORD.findall(name), *named)}


def _shown(question: AnyQuestion) -> str:
    """What stands on the screen before an answer, and what may be picked."""
    texts = [question.about]
    for name, value in question:
        if name in ("prompt", "text"):
            texts.append(value)
        elif name in ("answer", "answers", "distractors", "items", "pairs"):
            texts += (value,) if isinstance(value, str) else map(str, _all(value))
    return "\n".join(texts)


def _all(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return (*value, *value.values())
    return value if isinstance(value, tuple) else ()


_FILLERS = frozenset(
    "a an the is are was were be been has have had does do did it its this that of in to and so not"
    " no yes true false right wrong correct answer option statement because here therefore thus"
    " indeed called name".split()
)


def _thin(question: AnyQuestion) -> Iterator[Problem]:
    """An explanation that says the question and its answer once more."""
    if question.evidence or question.note or question.type in ("cloze", "ordering", "matching"):
        return
    if getattr(question, "feedback", None):
        return
    right = question.solution(question.variants[0])
    answer = right if isinstance(right, str) else " ".join(map(str, right))
    asked = f"{getattr(question, 'prompt', '')} {answer}"
    if len(question.explain) > len(asked) + 40:
        return
    new = set(WORD.findall(question.explain.casefold())) - _FILLERS
    if not new - set(WORD.findall(asked.casefold())):
        message = (
            "this says the question and its answer once more; say why it is so, or what wrong "
            "answers overlook, or leave it out"
        )
        yield Problem(("explain",), Code.EXPLANATION, message)
