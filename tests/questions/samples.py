"""Questions of every type, by hand and at random."""

from typing import Any, get_args

from hypothesis import strategies as st

from quizapp.questions.union import ENTRY, QUESTION_TYPES, AnyQuestion

BY_HAND: tuple[dict[str, Any], ...] = (
    *({"type": name, **model.example} for name, model in QUESTION_TYPES.items()),
    {"type": "flashcard", "prompt": "front", "answer": "back", "reverse": "true"},
    {"type": "cloze", "text": "{{c1::Yerevan::a city}} is the capital of {{c2::Armenia}}."},
    {"type": "cloze", "text": "{{c1::One}} and {{c1::two::not one}}"},
    {
        "type": "choice",
        "prompt": "Which?",
        "answer": "this",
        "distractors": ["that", "none of these"],
        "pin": ["none of these"],
        "feedback": {"that": "No, the other."},
    },
    {"type": "multi_choice", "prompt": "Which?", "answers": ["a", "b"], "distractors": ["c", "d"]},
    {"type": "true_false", "prompt": "It is so.", "answer": "false", "feedback": {"true": "No."}},
    {"type": "typed", "prompt": "Who?", "answer": "Pashinyan", "accept": ["Nikol Pashinyan"]},
    {"type": "typed", "prompt": "Which sign?", "answer": "?!"},
    {"type": "numeric", "prompt": "When?", "answer": "1992"},
    {"type": "numeric", "prompt": "How much?", "answer": "-3.50", "tolerance": "0.5", "unit": "%"},
    {"type": "ordering", "prompt": "In order?", "items": ["one", "two", "three"]},
    {"type": "matching", "prompt": "Match.", "pairs": {"a": "1", "b": "2", "c": "1"}},
    {"type": "matching", "prompt": "?", "pairs": {"a": "1", "b": "2"}, "distractors": ["3", "4"]},
    {
        "type": "multi_choice",
        "prompt": "All?",
        "answers": ["a", "b"],
        "distractors": ["c"],
        "points": "2.5",
        "partial": "false",
    },
    {"type": "ordering", "prompt": "All?", "items": ["one", "two", "three"], "partial": "false"},
    {"type": "matching", "prompt": "All?", "pairs": {"a": "1", "b": "2"}, "partial": "false"},
    {"type": "cloze", "text": "{{c1::One}} and {{c1::two}}", "partial": "false"},
)

_words = st.text(min_size=1, max_size=12)
_gap = st.from_regex(r"[^{}:]{0,5}\{\{c[12]::[^{}:]{1,6}(::[^{}:]{0,4})?\}\}", fullmatch=True)
_switch = st.sampled_from(["true", "false"])
_numbers = st.decimals(-(10**12), 10**12, allow_nan=False, places=3).map(str)

_AT_RANDOM = (
    st.fixed_dictionaries(
        {
            "type": st.just("flashcard"),
            "prompt": _words,
            "answer": _words,
            "reverse": st.sampled_from(["true", "false"]),
        }
    ),
    st.fixed_dictionaries({"type": st.just("cloze"), "text": st.lists(_gap).map("".join)}),
    st.fixed_dictionaries(
        {
            "type": st.just("choice"),
            "prompt": _words,
            "answer": _words,
            "distractors": st.lists(_words, min_size=1, max_size=5),
        }
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("multi_choice"),
            "prompt": _words,
            "answers": st.lists(_words, min_size=1, max_size=4),
            "distractors": st.lists(_words, min_size=1, max_size=4),
            "partial": _switch,
        }
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("true_false"),
            "prompt": _words,
            "answer": st.sampled_from(["true", "false"]),
        }
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("typed"),
            "prompt": _words,
            "answer": _words,
            "accept": st.lists(_words, max_size=3),
            "case_sensitive": st.sampled_from(["true", "false"]),
        }
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("numeric"),
            "prompt": _words,
            "answer": _numbers,
            "tolerance": st.sampled_from(["0", "0.5", "10"]),
            "unit": st.sampled_from(["", "%", "km ", "m2", "e", "people"]),
        }
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("ordering"),
            "prompt": _words,
            "items": st.lists(_words, min_size=2, max_size=6),
            "partial": _switch,
        }
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("matching"),
            "prompt": _words,
            "pairs": st.dictionaries(_words, _words, min_size=2, max_size=6),
            "distractors": st.lists(_words, max_size=3),
            "partial": _switch,
        }
    ),
)


def question(raw: dict[str, Any]) -> AnyQuestion:
    return ENTRY.validate_python({"id": "sample", **raw})


def _usable(raw: dict[str, Any]) -> bool:
    try:
        return not list(question(raw).problems())
    except ValueError:
        return False


questions = st.one_of(st.sampled_from(BY_HAND), *_AT_RANDOM).filter(_usable).map(question)
"""Questions in which `check` finds no error."""

TYPES = get_args(AnyQuestion)
