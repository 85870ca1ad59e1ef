"""What people are: the roles in which an article introduces them."""

import re

from quizapp.generate.article import Article, NumberedPassage
from quizapp.generate.english.lexicon import COMMON_TAILS, ROLES
from quizapp.generate.english.names import Names, Role
from quizapp.generate.facts import TextSpan

WIDEST = 110
"""Characters of a role at the most."""
_AFTER = re.compile(
    r"(?:, \d\d)?(?:, (?:who (?:is|was) )?| (?:is|was|serves as|became) (?=an? |the ))"
    r"(?P<role>[^,.;:\"“”]{3,110})(?=[,.;]|$)"
)
_LEADERS = {
    "chairs": "chair",
    "leads": "leader",
    "heads": "head",
    "owns": "owner",
    "manages": "manager",
    "coaches": "coach",
    "edits": "editor",
    "captains": "captain",
    "founded": "founder",
}
_LEADS = re.compile(
    rf"(?:, \d\d)?, who (?P<verb>{'|'.join(_LEADERS)}) (?P<what>[^,.;:\"“”]{{3,70}})(?=[,.;])"
)
_ARTICLE = re.compile(r"^(?:the|an?|his|her|its|our|their|another|fellow) ", re.I)
_ENDS = re.compile(r" (?:who|which|that|when|where|said|says|told|and (?:the|an?)) ")
_NOT_IN_A_ROLE = COMMON_TAILS | frozenset(
    (
        "persuade urge ask meet thank tell call invite accuse defeat face see join beat help"
        " replace let said says told were when after while if because since alongside via without"
        " did what where but nor among including against according both scored than through"
        " led substitute replaced joined called had being under how before until during"
    ).split()
)
_OFTEN_FIRST = frozenset(
    "opposition head former retired senior chief deputy lead assistant veteran local acting interim"
    " vice campaigner lifelong team club fellow".split()
)


def find(article: Article, names: Names) -> None:
    """Add to `names` the roles of the people that it knows."""
    for passage in article.passages:
        text = article.text[passage.start : passage.end]
        flat = re.sub(r" ?\([A-Z]{2,8}\)", lambda match: " " * len(match[0]), text)
        for name in names.people:
            for match in re.finditer(rf"{re.escape(name)}\b", flat):
                _before(flat, match.start(), name, passage, names)
                _after(flat, match.start(), name, passage, names)


def _before(flat: str, at: int, name: str, passage: NumberedPassage, names: Names) -> None:
    """`Kremlin spokesman X`, `the council's leader, X`."""
    start = max(0, at - WIDEST)
    match = re.search(r"(?:[\w’'&.-]+ ){0,7}[\w’'&-]+,? $", flat[start:at])
    role = _last(match[0].rstrip(" ,")) if match else ""
    if not role:
        return
    begins = flat.rfind(role, 0, at)
    span = TextSpan(passage.start + begins, passage.start + at + len(name))
    if match is not None and match[0].rstrip().endswith(","):
        _put_aside(flat, begins, at, name, passage, names)
    first, _, others = role.partition(" ")
    opens = begins == 0 or flat[:begins].endswith((". ", "” ", '" '))
    if opens and (first.lower() in ROLES | _OFTEN_FIRST):
        role = f"{first.lower()} {others}".strip()
    _note(names, Role(name, role, span, passage.number))


def _put_aside(
    flat: str, begins: int, at: int, name: str, passage: NumberedPassage, names: Names
) -> None:
    """Leave out `its deputy leader, ` before a name, and the comma after it."""
    lead = re.search(r"(?:\b(?:the|its|their|his|her|an?) (?:[a-z]+ ){0,2})?$", flat[:begins], re.I)
    begins = lead.start() if lead else begins
    names.asides.append(TextSpan(passage.start + begins, passage.start + at))
    end = at + len(name)
    source = flat[:begins].rfind("according to")
    inside = source >= 0 and not re.search(r"[,.;]", flat[source:begins])
    # "one idea, according to the officer, X, is …": the comma closes the remark
    if flat[end : end + 1] == "," and not inside:
        names.asides.append(TextSpan(passage.start + end, passage.start + end + 1))


def _after(flat: str, at: int, name: str, passage: NumberedPassage, names: Names) -> None:
    """`X, the mayor of Y,`, `X, 43, who is a teacher in Y.`, `X is the captain of Y`."""
    following = flat[at + len(name) : at + len(name) + 2 * WIDEST]
    end = passage.start + at + len(name)
    if aged := re.match(r", \d\d(?=,)", following):
        alone = re.match(
            r", (?!(?:an?|the|its|their|who|whose|which|from|of) )", following[aged.end() :]
        )
        names.asides.append(TextSpan(end, end + aged.end() + bool(alone)))
    if leads := _LEADS.match(following):
        what = re.split(r" and \w+(?:ed|s)\b", leads["what"])[0]
        role = f"{_LEADERS[leads['verb']]} of {what}"
        _note(
            names, Role(name, role, TextSpan(passage.start + at, end + leads.end()), passage.number)
        )
        comma = following[leads.end() :].startswith(",")
        names.asides.append(TextSpan(end, end + leads.end() + comma))
        return
    match = _AFTER.match(following)
    role = _first(match["role"]) if match else ""
    if match is None or not role:
        return
    _note(
        names,
        Role(name, role, TextSpan(passage.start + at, end + match.end("role")), passage.number),
    )
    if following.startswith(","):
        comma = following[match.end("role") :].startswith(",")
        names.asides.append(TextSpan(end, end + match.end("role") + comma))


def _note(names: Names, role: Role) -> None:
    names.roles.append(role)
    names.people[role.person] = names.people[role.person] or role.text


def _first(text: str) -> str:
    """The role that `text`, which follows a name, begins with."""
    text = " ".join(text.split())
    if text.startswith("who "):
        _, _, text = text.partition(" as ")
    words = _ARTICLE.sub("", text).split()
    bare = [word.lower() for word in words]
    widest = 9 if len(words) < len(text.split()) else 3  # fewer words without an article
    head = next((at for at, word in enumerate(bare[:widest]) if word in ROLES), None)
    if head is None or any(_is_foreign(word) for word in bare[:head]):
        return ""
    return _ENDS.split(" ".join(words))[0].strip()


def _is_foreign(word: str) -> bool:
    """Whether a word before the noun shows that no role is meant."""
    verbal = word.endswith("ed") and word not in ("retired", "elected", "appointed", "united")
    return verbal or (word in _NOT_IN_A_ROLE and word not in ("of", "the", "and", "for"))


def _last(text: str) -> str:
    """The role that `text`, which a name follows, ends with."""
    kept: list[str] = []
    for word in reversed(text.split()):
        bare = word.strip(".").lower()
        if bare in _NOT_IN_A_ROLE or bare.endswith("ing") or word.endswith((",", ".")):
            break
        if kept and _is_foreign(bare):
            break
        kept.insert(0, word)
    role = _ARTICLE.sub("", " ".join(kept))
    return role if role and role.split()[-1].lower() in ROLES else ""
