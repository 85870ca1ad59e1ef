"""The words of a text that tell something, to compare what two texts say."""

import re

_IDLE = frozenset(
    (
        "of to in on at by for with from and or the a an that which who as than into about over"
        " under between among is are was were has have had will would not its their his her"
        " according article what when where whom many did does do be been being by state"
        " organisation say said says more most also no it they he she this year month day"
    ).split()
)


def content(text: str) -> set[str]:
    """The words but for those that every sentence has; numbers count."""
    return {
        word for word in words_of(text) if word not in _IDLE and (len(word) > 2 or word.isdigit())
    }


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.lower().replace("n't", " not")))
