"""Wrong options: of the class and sort of the answer, and none true or another name of it.

`told` is all that a learner reads beside the options; what it names is no option. Where two good
options are not to be had, there are none, and the question is better asked openly.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from itertools import chain, combinations, pairwise

from quizapp.core.numbers import NUMBER_WORDS
from quizapp.generate.bodies import initials, is_same_body, known_bodies
from quizapp.generate.dates import in_words
from quizapp.generate.facts import Found
from quizapp.generate.states import capitals, neighbours, state_of

MOST = 3
FEWEST = 2


def people(answer: str, found: Found, told: str) -> list[str]:
    """Others whom the article names in full, of the same walk of life where that is known."""
    walks = {one.name: _sort(one.role, _WALKS) for one in found.people}
    others = {
        name: walk
        for name, walk in walks.items()
        if " " in name and not _is_told(name.split()[-1], told)
        if not {*answer.split()} <= {*name.split()}
    }
    return _alike(walks.get(answer, ""), others)


def bodies(answer: str, named: Iterable[str], told: str) -> list[str]:
    """Other bodies or teams among those `named`: parties beside a party."""
    fits: list[str] = []
    for name in named:
        owned = re.search(r"['’]s? ", name)  # "Berg's party" may be the answer by another name
        same = any(is_same_body(name, other) for other in (answer, *fits))
        if not (owned or same or state_of(name) or _is_body_told(name, told)):
            fits.append(name)
    return _alike(_sort(answer, _BODIES), {name: _sort(name, _BODIES) for name in fits})


def states(answer: str, found: Found, told: str) -> list[str]:
    """States of the story first, then neighbours of the answer; capitals beside a capital.

    A capital, a people or an adjective in `told` stands for its state.
    """
    state = state_of(answer)
    near = dict.fromkeys([*found.states, *neighbours(state)])
    fits = [one for one in near if one != state and not _is_touched(one, told)]
    if answer in capitals():
        seats = {state: capital for capital, state in capitals().items()}
        fits = [seats[one] for one in fits if one in seats]
    return _enough(fits)


def outsiders(members: Sequence[str], told: str) -> list[str]:
    """States of the region of most members that are not in `told`."""
    ranked = Counter(near for member in members for near in neighbours(state_of(member)))
    order = sorted(ranked, key=lambda name: (-ranked[name], name))
    inside = {state_of(member) for member in members}
    return _enough(name for name in order if name not in inside and not _is_touched(name, told))


_WALKS = {
    "politics": (
        "minister president premier chancellor senator mp lawmaker legislator deputy governor mayor"
        " councillor councilor ambassador envoy diplomat secretary commissioner leader politician"
        " congressman congresswoman spokesman spokeswoman spokesperson negotiator chair opposition"
    ),
    "sport": (
        "coach trainer midfielder striker defender goalkeeper keeper winger referee umpire player"
        " skipper rider sprinter runner rower swimmer champion captain manager qualifier"
    ),
    "science": (
        "researcher scientist physicist chemist biologist astronomer geologist ecologist professor"
        " lecturer historian economist epidemiologist virologist author co-author climatologist"
        " glaciologist oceanographer analyst expert"
    ),
    "business": "ceo cfo executive founder co-founder owner director entrepreneur banker investor",
    "law": "judge prosecutor lawyer attorney sheriff officer inspector sergeant detective",
    "faith": "bishop priest imam rabbi archbishop pope",
}
_BODIES = {
    "party": "party coalition front movement faction democrats liberals",
    "school": "university college institute academy school laboratory",
    "office": (
        "ministry department council committee commission agency authority parliament senate court"
        " police assembly board"
    ),
    "firm": "ltd inc corp plc limited group holdings company bank industries motors homes",
    "charity": "foundation trust charity association society union federation friends",
}


def _sort(text: str, table: dict[str, str]) -> str:
    """The row of a table that has a word of the text; empty for none, or for several."""
    words = {*text.lower().split()}
    fits = [sort for sort, row in table.items() if words & {*row.split()}]
    return fits[0] if len(fits) == 1 else ""


def _alike(sort: str, others: dict[str, str]) -> list[str]:
    """Those of one sort with the answer first, then those of no known sort; none of another.

    Args:
        others: each name with its sort.
    """
    ranked = sorted(others, key=lambda name: others[name] != sort)
    return _enough(name for name in ranked if not sort or others[name] in ("", sort))


def _enough(names: Iterable[str]) -> list[str]:
    chosen = list(dict.fromkeys(names))[:MOST]
    return chosen if len(chosen) >= FEWEST else []


def _is_told(name: str, told: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told) is not None


def _is_body_told(name: str, told: str) -> bool:
    """Whether a body is named, by whatever name."""
    known = known_bodies()
    ways = {other for other, one in known.items() if one == known.get(name)}
    short = initials(name) if len(name.split()) > 2 else name
    return any(_is_told(way, told) for way in (name, short, *ways))


def _is_touched(state: str, told: str) -> bool:
    words = re.findall(r"[\w'-]+", told.replace("'s", "").replace("’s", ""))
    pairs = (" ".join(pair) for pair in pairwise(words))
    return any(state_of(part) == state for part in (*words, *pairs))


def _draw(text: str, among: int) -> int:
    """A number below `among`: the same for the same text, and as good as random for others."""
    return int(sha256(text.encode()).hexdigest(), 16) % among


_STEPS = {
    4: ((1, 4, 9, 6), (3, 7, 2, 5)),
    7: ((1, 5, 12, 3), (2, 6, 12, 4)),
    10: ((1, 7, 30, 14), (7, 31, 3, 14)),
}
"""How far wrong times lie from the right one to either side, by the length of its ISO form."""
_FAR = {4: 15, 7: 24, 10: 120}
"""Years, months or days beyond which nobody takes one time of a story for another."""


def times(iso: str, known: Iterable[str], told: str = "", latest: str = "") -> list[str]:
    """Times that one could mistake for it: those of the story, then others at either side.

    Args:
        iso: a year, a month or a day, such as `2023`, `2023-09` or `2024-02-22`.
        known: the times of the story, in the same form.
        latest: no option lies behind it, where it is given.
    """
    near, far = _STEPS[len(iso)]
    earlier = _draw(told + iso, MOST + 1)
    if _draw(iso + told, 2):
        near, far = far, near
    before = [_shifted(iso, -step) for step in near]
    after = [_shifted(iso, step) for step in far]
    later = MOST - earlier
    sides = [*before[:earlier], *after[:later], *after[later:], *before[earlier:]]
    story = [one for one in {*known} if len(one) == len(iso) and _gap(one, iso) <= _FAR[len(iso)]]
    chosen: list[str] = []
    for one in (*sorted(story, key=lambda other: (_gap(other, iso), other)), *sides):
        there = [iso, *chosen]
        close = sum(_gap(a, b) <= 1 for a, b in combinations([*there, one], 2))
        fits = one not in there and close <= 1 and (not latest or one <= latest)
        if fits and not _is_told(in_words(one), told) and len(chosen) < MOST:
            chosen.append(one)
    return _enough(in_words(one) for one in chosen)


def _gap(one: str, other: str) -> int:
    return abs(_place(one) - _place(other))


def _place(iso: str) -> int:
    """Where a time stands among those of its precision."""
    year, *rest = map(int, iso.split("-"))
    if not rest:
        return year
    return year * 12 + rest[0] if len(rest) == 1 else date(year, *rest).toordinal()


def _shifted(iso: str, by: int) -> str:
    place = _place(iso) + by
    if len(iso) == 4:
        return str(place)
    if len(iso) == 7:
        return f"{(place - 1) // 12}-{(place - 1) % 12 + 1:02}"
    return date.fromordinal(place).isoformat()


_LESS = (0.88, 0.76, 0.67, 0.81)
_MORE = (1.14, 1.27, 1.45, 1.36)


def numbers(answer: str, told: str = "") -> list[str]:
    """Numbers of the same size, as round and written as the right one, which may have any rank."""
    found = re.findall(r"\d[\d,]*(?:\.\d+)?", answer)
    if not found:
        return _in_words(answer, told)
    written = found[0]
    if len(found) > 1:
        return []  # a score, or from one to another
    decimals = len(written.partition(".")[2])
    digits = int(re.sub(r"[,.]", "", written))
    if not digits:
        return []
    zeros = 0 if decimals else len(str(digits)) - len(str(digits).rstrip("0"))
    share = re.search(r"per ?cent|%", answer) is not None
    others = []
    for lead in _others(digits // 10**zeros, answer + told):
        number = lead * 10**zeros / 10**decimals
        if share and number > 100:
            continue
        grouped = "," in written or (number >= 10_000 and not decimals)
        text = f"{number:,.{decimals}f}" if grouped else f"{number:.{decimals}f}"
        if not _is_told(text, told):
            others.append(answer.replace(written, text, 1))
    return _enough(others)


def _others(lead: int, seed: str) -> Iterator[int]:
    """Other leading digits: as many below the right ones as a draw says, the rest above."""
    below = _draw(seed, MOST + 1)
    if lead < 12:
        less = list(range(lead - 1, 0, -1))
        more = list(range(lead + 1, lead + MOST + 2))
    else:
        turn = _draw(seed + "turn", len(_LESS))
        less = [_as_round(lead * by, lead) for by in (*_LESS[turn:], *_LESS[:turn])]
        more = [_as_round(lead * by, lead) for by in (*_MORE[turn:], *_MORE[:turn])]
    order = chain(less[:below], more[: MOST - below], less[below:], more[MOST - below :])
    return (one for one in dict.fromkeys(order) if one != lead)


def _as_round(number: float, like: int) -> int:
    """A whole number that ends in a digit other than 0, and is not the one it is like."""
    whole = round(number)
    while whole % 10 == 0 or whole == like:
        whole += 1 if number > like else -1
    return whole


def _in_words(answer: str, told: str) -> list[str]:
    """Other numbers for the only one that is written as a word."""
    found = [word for word in re.findall(r"[a-z]+", answer.lower()) if NUMBER_WORDS.get(word)]
    if len(found) != 1 or found[0] == "one":
        return []  # "one boat" would be "two boat"
    names = {number: word for word, number in NUMBER_WORDS.items()}
    others = _others(int(NUMBER_WORDS[found[0]]), answer + told)
    shown = [names[one] for one in others if one > 1 and one in names]
    written = re.compile(rf"\b{found[0]}\b", re.I)
    capital = answer[:1].isupper() and answer.lower().startswith(found[0])
    return _enough(
        written.sub(word.capitalize() if capital else word, answer, count=1)
        for word in shown
        if not _is_told(word, told)
    )
