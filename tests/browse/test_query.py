"""The search language: what is read, how it is written, and how mistakes are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.browse.query import CLAIMS, DEEPEST, FIELDS, LONGEST, TYPES, parse
from quizapp.browse.terms import (
    And,
    Compared,
    DueOn,
    Everything,
    FromPassages,
    HasWords,
    InField,
    Is,
    Not,
    Or,
    Pattern,
    Query,
    Within,
    Without,
)
from quizapp.core.day import Day
from quizapp.core.errors import SearchError
from quizapp.questions.union import QUESTION_TYPES
from tests.browse.queries import QUERIES


def words(text: str) -> HasWords:
    return HasWords(Pattern((text,)))


@given(QUERIES)
def test_what_is_printed_reads_as_the_same(query: Query) -> None:
    assert parse(str(query)) == query


@given(st.text() | st.text('ab "()-:*\\or<>=dueistag07', max_size=30))
def test_whatever_is_typed_is_read_or_refused_at_a_place_within_it(text: str) -> None:
    for typing in (False, True):
        found = read(text, typing)
        if isinstance(found, SearchError):
            assert 0 <= found.start <= found.end <= len(text)
            assert found.wrong
            assert found.fix
        else:
            assert parse(str(found)) == found


def read(text: str, typing: bool) -> Query | SearchError:
    try:
        return parse(text, typing=typing)
    except SearchError as error:
        return error


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Everything()),
        (" \u3000", Everything()),
        ("a b", And((words("a"), words("b")))),
        ("a and b AND c", And((words("a"), words("b"), words("c")))),
        ("a b or c", Or((And((words("a"), words("b"))), words("c")))),
        ("a (b OR c)", And((words("a"), Or((words("b"), words("c")))))),
        ("(a b) (c)", And((words("a"), words("b"), words("c")))),
        ("--a", Not(Not(words("a")))),
        ("-(a or b)", Not(Or((words("a"), words("b"))))),
        ("or a", And((words("or"), words("a")))),
        ("order android", And((words("order"), words("android")))),
        ('"a b"c', And((words("a b"), words("c")))),
        ('"is:due" 12:30 https://a.b', parse('"is:due" "12:30" "https://a.b"')),
        ("well-known - x", And((words("well-known"), words("-"), words("x")))),
        ("a*b", HasWords(Pattern(("a", "b")))),
        (r"a\*b \-c \"d \\", parse(r'"a\*b" "-c" "\"d" "\\"')),
        (r"\frac{1}{2}", words(r"\frac{1}{2}")),
        ("TAG:News", InField("tag", Pattern(("News",)))),
        ('tag:"a b"', InField("tag", Pattern(("a b",)))),
        ("tag:a::b*", InField("tag", Pattern(("a::b", "")))),
        ("hard::names tag::x", And((words("hard::names"), InField("tag", Pattern((":x",)))))),
        ("tag:none", Without("tag")),
        ('tag:"none"', InField("tag", Pattern(("none",)))),
        ("is:Learn", Is("learning")),
        ("type:multi-choice", InField("type", Pattern(("multi_choice",)))),
        ("type:*choice", InField("type", Pattern(("", "choice")))),
        ("passage:3", FromPassages(3, 3)),
        ("passage:3-5", FromPassages(3, 5)),
        ("prop:stability>21", Compared("stability", ">", 21)),
        ("prop:s>=3w", Compared("stability", ">=", 21)),
        ("prop:r<90%", Compared("retrievability", "<", 0.9)),
        ("lapses!=3", Compared("lapses", "!=", 3)),
        ("prop:due<-2", Compared("due", "<", -2)),
        ("due<1w", Compared("due", "<", 7)),
        ("due:today", Compared("due", "<=", 0)),
        ("due=today", Compared("due", "=", 0)),
        ("due:tomorrow", Compared("due", "=", 1)),
        ("due:3", Compared("due", "=", 3)),
        ("due<2024-02-26", DueOn("<", Day(738942))),
        ("answered:today", Within("answered", 1)),
        ("rated:7", Within("answered", 7)),
        ("introduced:2w", Within("introduced", 14)),
        ("a<b", words("a<b")),
    ],
)
def test_a_text_is_read_as_the_field_reads_it(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    "text",
    [
        "Հայաստան",
        "Россия",
        "ارمينيا",
        "ארמניה",
        "आर्मेनिया",
        "อาร์เมเนีย",
        "亚美尼亚",
        "cafe\u0301",
        "ＦＵＬＬ",
        "がぎ",
    ],
)
def test_words_of_every_script_are_words(text: str) -> None:
    assert parse(text) == words(text)
    assert parse(f"-{text} deck:{text}") == And(
        (Not(words(text)), InField("deck", Pattern((text,))))
    )
    assert str(words(text)) == text


@pytest.mark.parametrize(
    ("text", "place", "wrong", "fix"),
    [
        ("a tga:news", "tga:", 'no field is called "tga"', "did you mean tag:?"),
        ("note:x", "note:", 'no field is called "note"', 'in quotes: "note:x"'),
        ("added:7d", "added:", "no field", "introduced:7d"),
        ("a tag: b", "tag:", "has no value", "right after the colon"),
        ("a is:leach b", "leach", 'no state is called "leach"', "did you mean leech?"),
        ("type:quiz", "quiz", "no type", "there are flashcard, cloze"),
        ("claim:true", "true", "no claim", "fact, attributed and disputed"),
        ("flag:8", "8", "is no flag", "1 to 7"),
        ("passage:5-3", "5-3", "is no passage", "passage:3-5"),
        ("prop:stability", "stability", "compares nothing", "stability>21"),
        ("prop:stabilty>2", "stabilty", "no property", "did you mean stability?"),
        ("prop:foo>2", "foo", "no property", "there are stability"),
        ("a prop:lapses>x b", "x", '"x" is no lapses', "use a number"),
        ("prop:r<1d", "1d", "is no retrievability", "0.9, or 90%"),
        ("due<soon", "soon", '"soon" is no day', "due<7d"),
        ("due:2024-02-30", "2024-02-30", "is no day", "a date"),
        ("answered:0d", "0d", "is no number of days", "answered:7d"),
        ("lapse>3", "lapse", "no property", "did you mean lapses?"),
        ('a "b c', '"', "not closed", 'add "'),
        ("a (b or c", "(", "not closed", "add )"),
        ("a b) c", ")", "nothing was opened", "delete it"),
        ("a () b", "()", "nothing stands between", "write what to look for"),
        ("a or", "or", 'nothing follows "or"', "in quotes"),
        ("a or or b", "or", 'nothing follows "or"', "in quotes"),
        ("a -", "-", 'nothing follows "-"', "-tag:news"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_write(
    text: str, place: str, wrong: str, fix: str
) -> None:
    with pytest.raises(SearchError) as found:
        parse(text)
    error = found.value
    assert text[error.start : error.end] == place
    assert wrong in error.wrong
    assert fix in error.fix


def test_what_is_still_open_ends_with_the_text_while_somebody_types() -> None:
    assert parse('a ("b c', typing=True) == parse('a ("b c")')
    assert parse('tag:"a b', typing=True) == parse('tag:"a b"')


def test_a_query_too_long_or_too_deep_is_refused() -> None:
    for text in ("a" * (LONGEST + 1), "(" * (DEEPEST + 1) + "a", "-" * (DEEPEST + 1) + "a"):
        with pytest.raises(SearchError):
            parse(text)
    assert parse("-" * DEEPEST + "a")


def test_the_names_of_values_are_those_that_there_are() -> None:
    assert set(TYPES) == set(QUESTION_TYPES)
    assert set(CLAIMS) == {"fact", "attributed", "disputed"}


def test_each_field_says_how_to_write_its_value() -> None:
    for name in FIELDS:
        with pytest.raises(SearchError, match="write it right after the colon"):
            parse(f"{name}:")
