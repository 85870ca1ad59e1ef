"""Who is what: the roles by which an article introduces its people."""

import re
from collections.abc import Set

from quizapp.generate.article import Article, NumberedPassage
from quizapp.generate.english.kinds import is_role
from quizapp.generate.english.lexicon import COMMON_TAILS
from quizapp.generate.english.names import Names, Role
from quizapp.generate.facts import TextSpan

WIDEST = 110
"""Characters of a role at the most."""
_AFTER = re.compile(
    r"(?:, \d\d)?(?:, (?:who is )?| (?:is|serves as) (?=an? |the ))"
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
_OF_ITS_TIME = frozenset(
    "late former acting then interim outgoing incoming sitting ex caretaker".split()
)
"""Words that a role never loses: without them it would be another, or be held now."""
_OFTEN_FIRST = _OF_ITS_TIME | frozenset(
    "opposition head retired senior chief deputy lead assistant veteran local"
    " vice campaigner lifelong team club fellow shadow".split()
)
_IN_TITLES = _OF_ITS_TIME | frozenset(
    "operating managing leading founding governing ruling visiting breeding marketing engineering"
    " nursing housing planning mining banking shipping boxing racing cycling rowing swimming"
    " teaching training retired elected appointed united".split()
)
"""Words in -ing and -ed that belong to roles."""
_AGE = re.compile(r"^(?:(?:the|an?) )?\d{1,3}-year-old ", re.I)


def find(article: Article, names: Names, verbs: Set[str]) -> None:
    """Add to `names` the roles of the people that it knows.

    Args:
        verbs: the words that are finite verbs in the article, which no role goes beyond.
    """
    for passage in article.passages:
        text = article.text[passage.start : passage.end]
        flat = re.sub(r" ?\([A-Z]{2,8}\)", lambda match: " " * len(match[0]), text)
        for name in [one for one in names.people if one in flat]:
            for match in re.finditer(rf"{re.escape(name)}\b", flat):
                _before(flat, match.start(), name, passage, names, verbs)
                _after(flat, match.start(), name, passage, names)


def _before(
    flat: str, at: int, name: str, passage: NumberedPassage, names: Names, verbs: Set[str]
) -> None:
    """`Kremlin spokesman X`, `the council's leader, X`."""
    start = max(0, at - WIDEST)
    match = re.search(r"(?:[\w’'&.-]+ ){0,7}[\w’'&-]+,? $", flat[start:at])
    role = _last(match[0].rstrip(" ,"), verbs) if match else ""
    if not role or role.startswith("whose "):
        return  # "the party, whose leader, X, …": it is of the party that the sentence goes on
    begins = flat.rfind(role, 0, at)
    span = TextSpan(passage.start + begins, passage.start + at + len(name))
    if match is not None and match[0].rstrip().endswith(","):
        _put_aside(flat, begins, at, name, passage, names)
    first, _, others = role.partition(" ")
    opens = begins == 0 or flat[:begins].endswith((". ", "” ", '" '))
    if opens and (is_role(first) or first.lower() in _OFTEN_FIRST):
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
    closing = _CLOSING.match(flat, end)
    if closing is not None and not inside:
        end = passage.start + closing.end()
        names.asides.append(TextSpan(end - 1, end))


_CLOSING = re.compile(r"(?: of(?: [A-Z][\w-]+)+)?,(?! (?:who|whose|which)\b)")
"""What stands between a name and what goes on without it; none where a remark follows."""


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
        comma = re.match(r",(?! (?:who|whose|which)\b)", following[match.end("role") :]) is not None
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
    head = next((at for at, word in enumerate(bare[:widest]) if is_role(word)), None)
    if head is None or any(_is_foreign(word) for word in bare[:head]):
        return ""
    return _AGE.sub("", _ENDS.split(" ".join(words))[0]).strip()


def _is_foreign(word: str) -> bool:
    """Whether a word before the noun shows that no role is meant."""
    verbal = word.endswith("ed") and word not in _IN_TITLES
    return verbal or (word in _NOT_IN_A_ROLE and word not in ("of", "the", "and", "for"))


_SHORT = frozenset("gov sen rep lt col capt sgt gen dr st u.s u.k".split())
"""Words that are written with a full stop inside a role."""


def _last(text: str, verbs: Set[str]) -> str:
    """The role that `text`, which a name follows, ends with."""
    kept: list[str] = []
    for word in reversed(text.split()):
        bare = word.strip(".").lower()
        verbal = bare.endswith("ing") and bare not in _IN_TITLES
        stops = word.endswith((",", ".")) and bare not in _SHORT and not is_role(bare)
        if bare in _NOT_IN_A_ROLE or verbal or stops or not bare.strip("-–—"):
            break
        if kept and (_is_foreign(bare) or (bare in verbs and not is_role(bare))):
            break
        kept.insert(0, word)
    role = _AGE.sub("", _ARTICLE.sub("", " ".join(kept)))
    return role if role and is_role(role.split()[-1]) else ""
