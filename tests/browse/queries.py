"""Queries of any shape, as trees, for Hypothesis."""

from typing import get_args

from hypothesis import strategies as st

from quizapp.browse.query import CLAIMS, TYPES
from quizapp.browse.terms import (
    OPERATORS,
    And,
    CardStateName,
    Compared,
    DueOn,
    FromPassages,
    HasFlag,
    HasWords,
    InField,
    Is,
    Lackable,
    Not,
    Or,
    Pattern,
    Property,
    Query,
    Within,
    Without,
)
from quizapp.core.day import Day

TEXTS = st.text(min_size=1, max_size=8) | st.text('ab*\\"():-<>=or nd', min_size=1, max_size=6)


def pattern(pieces: list[str]) -> Pattern:
    found = Pattern.of(tuple(pieces))
    return found if "".join(found.pieces) or len(found.pieces) > 1 else Pattern(("x",))


PATTERNS = st.lists(TEXTS | st.just(""), min_size=1, max_size=3).map(pattern)
NUMBERS = st.integers(-(10**6), 10**6).map(float) | st.integers(0, 10**6).map(lambda n: n / 10**6)


def compared(name: Property, sign: str, value: float) -> Compared:
    return Compared(name, sign, value)  # type: ignore[arg-type]


TERMS: st.SearchStrategy[Query] = st.one_of(
    st.builds(HasWords, PATTERNS),
    st.builds(InField, st.sampled_from(["deck", "tag", "by", "id"]), PATTERNS),
    st.builds(InField, st.just("type"), st.sampled_from(TYPES).map(lambda one: Pattern((one,)))),
    st.builds(InField, st.just("claim"), st.sampled_from(CLAIMS).map(lambda one: Pattern((one,)))),
    st.builds(Without, st.sampled_from(get_args(Lackable))),
    st.builds(Is, st.sampled_from(get_args(CardStateName))),
    st.builds(HasFlag, st.integers(0, 7)),
    st.tuples(st.integers(0, 999), st.integers(0, 9)).map(
        lambda two: FromPassages(two[0], sum(two))
    ),
    st.builds(
        compared,
        st.sampled_from([one for one in get_args(Property) if one != "due"]),
        st.sampled_from(OPERATORS),
        NUMBERS,
    ),
    st.builds(
        compared,
        st.just("due"),
        st.sampled_from(OPERATORS),
        st.integers(-999, 99999).map(float),
    ),
    st.builds(DueOn, st.sampled_from(OPERATORS), st.integers(1, 3_000_000).map(Day)),
    st.builds(Within, st.sampled_from(["answered", "introduced"]), st.integers(1, 99999)),
)


def _larger(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(inner, min_size=2, max_size=4)
    return st.one_of(
        inner.map(Not),
        several.map(lambda some: And(_flat(some, And))),
        several.map(lambda some: Or(_flat(some, Or))),
    )


def _flat(some: list[Query], kind: type[And] | type[Or]) -> tuple[Query, ...]:
    parts: list[Query] = []
    for one in some:
        parts += one.queries if isinstance(one, kind) else [one]
    return tuple(parts)


QUERIES: st.SearchStrategy[Query] = st.recursive(TERMS, _larger, max_leaves=12)
