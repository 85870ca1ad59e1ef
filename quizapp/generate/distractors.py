"""Wrong options: of the same kind as the answer, and never something that is true too."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from quizapp.generate.dates import in_words
from quizapp.generate.facts import Found
from quizapp.generate.states import neighbours, state_of

MOST = 3


def people(answer: str, found: Found, told: str) -> list[str]:
    """Others whom the article names, but not in `told`."""
    others = [one.name for one in found.people if one.name != answer]
    return [name for name in others if not _is_named(name, told)][:MOST]


def bodies(answer: str, named: Iterable[str], told: str) -> list[str]:
    """Other bodies or teams among those `named` by the article, but not in `told`."""
    others = [name for name in named if name not in answer and answer not in name]
    return [name for name in others if not _is_named(name, told)][:MOST]


def states(answer: str, found: Found, told: str) -> list[str]:
    """States of the story first, then neighbours of the answer; none that `told` touches.

    A capital, a people or an adjective in `told` stands for its state.
    """
    state = state_of(answer)
    near = [*found.states, *neighbours(state)]
    return [one for one in dict.fromkeys(near) if one != state and not _is_touched(one, told)][
        :MOST
    ]


def outsiders(members: Sequence[str], told: str) -> list[str]:
    """States of the region of most members that are not in `told`."""
    ranked = Counter(near for member in members for near in neighbours(state_of(member)))
    order = sorted(ranked, key=lambda name: (-ranked[name], name))
    return [name for name in order if name not in members and not _is_touched(name, told)][:MOST]


def _is_touched(state: str, told: str) -> bool:
    words = re.findall(r"[\w'-]+", told.replace("'s", "").replace("’s", ""))
    pairs = (" ".join(pair) for pair in pairwise(words))
    return any(state_of(part) == state for part in (*words, *pairs))


def times(iso: str, known: Iterable[str]) -> list[str]:
    """Other times of the same precision: those of the story, then close ones."""
    alike = [one for one in known if len(one) == len(iso) and one != iso]
    close = [_shifted(iso, by) for by in (-1, 1, -2, 2)]
    chosen = dict.fromkeys([*alike[:1], *close])
    return [in_words(one) for one in chosen if one != iso][:MOST]


def _shifted(iso: str, by: int) -> str:
    year, *rest = map(int, iso.split("-"))
    if not rest:
        return str(year + by)
    if len(rest) == 1:
        months = year * 12 + rest[0] - 1 + by
        return f"{months // 12}-{months % 12 + 1:02}"
    return date.fromordinal(date(year, *rest).toordinal() + by).isoformat()


def numbers(answer: str) -> list[str]:
    """Numbers of about the same size, written in the same way."""
    match = re.search(r"\d[\d,]*(?:\.\d+)?", answer)
    if match is None:
        return []
    written = match[0]
    value = float(written.replace(",", ""))
    decimals = len(written.partition(".")[2])
    small = value < 12 and not decimals
    others = (
        [value - 1, value + 1, value + 2] if small else [value * 0.8, value * 1.25, value * 1.5]
    )
    out = []
    for other in others:
        if not small and not decimals:
            other = _rounded(other, value)
        text = (
            f"{other:,.{decimals}f}"
            if "," in written or value >= 10_000
            else f"{other:.{decimals}f}"
        )
        possible = 0 < other <= 100 if re.search("per ?cent|%", answer) else other > 0
        if possible and text != written:
            out.append(answer.replace(written, text, 1))
    return out[:MOST]


def _rounded(number: float, like: float) -> float:
    """As round as the number that it stands beside."""
    zeros = 0
    while like % 10 ** (zeros + 1) == 0 and 10 ** (zeros + 1) < like:
        zeros += 1
    step = float(10 ** max(zeros - 1, 0))
    return round(number / step) * step


def _is_named(name: str, told: str) -> bool:
    return name in told or re.search(rf"\b{re.escape(name.split()[-1])}\b", told) is not None
