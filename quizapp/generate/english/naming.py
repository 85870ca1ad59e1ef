"""Facts that names and lists give by themselves: roles, short names, descriptions, members."""

import re
from collections.abc import Iterator

from quizapp.generate.article import Article, NumberedPassage
from quizapp.generate.english.lexicon import ROLES
from quizapp.generate.english.membership import group_of, lists
from quizapp.generate.english.names import OF_ANOTHER_TIME, Names
from quizapp.generate.facts import Fact, Mention, TextSpan, Time
from quizapp.generate.states import state_of

_ITEM = r"(?:(?:the )?[A-Z][\w’'&-]*(?: (?:of |the |and )?[A-Z][\w’'&-]*){0,4})"
_ROLE = "|".join(sorted(ROLES))
_SEEN_AS = re.compile(
    r"(?P<what>\bthe (?:[\w’'-]+ ){1,4}[\w’'-]+), (?P<how>(?:recogni[sz]ed|known|regarded|seen)"
    r"(?: \w+(?: as well)?){0,2}) as (?P<name>[^,.;]{4,60}?)(?= which| that| but|[,.;])"
)
_FOUNDED = re.compile(
    r"(?P<what>(?:[Tt]he |[Aa]n? )?[^,.;()\"“”]{3,70}?)(?: \([A-Z]{2,8}\))?,?"
    r" (?:(?:which|that) )?"
    r"(?:was |were |first )?"
    r"(?:formed|founded|established|set up|created|launched)(?: as [^,.;]{3,30})?"
    r" in (?P<year>(?:1[5-9]|20)\d\d)\b"
)


def facts(article: Article, names: Names) -> Iterator[Fact]:
    yield from _roles(names)
    for long, short in names.short.items():
        span, number = names.short_spans[long]
        what = Mention(re.sub("^the ", "", long), span, "body")
        slots = {"what": what, "name": Mention(short, span, "body")}
        yield Fact("known_as", "abbreviation", number, span, slots)
    for passage in article.passages:
        yield from _described(article, passage, names)
        yield from lists(article, passage, names)
        yield from _seen_as(article, passage)
        yield from _founded(article, passage, names)


def _roles(names: Names) -> Iterator[Fact]:
    seen: set[tuple[str, str]] = set()
    for role in names.roles:
        first = {*re.split(r"[ -]", role.text.lower().partition(" and ")[0])}
        joined = rf" and (?=(?:{_ROLE})\b)"
        # "former mayor and chair of Z": whether still chair, is not said
        apart = [role.text] if first & OF_ANOTHER_TIME else re.split(joined, role.text)
        for text in apart:
            if (role.person, text) not in seen:
                seen.add((role.person, text))
                slots = {
                    "person": Mention(role.person, role.span, "person"),
                    "role": Mention(text, role.span, "thing"),
                }
                yield Fact("role", "role", role.passage, role.span, slots)


def _described(article: Article, passage: NumberedPassage, names: Names) -> Iterator[Fact]:
    """`the X (Y), a group of …`: what a body or a thing with a name is."""
    text = article.text[passage.start : passage.end]
    for match in re.finditer(
        rf"(?P<what>{_ITEM})(?: \([A-Z]+\))?, (?P<name>an? [a-z][^,.;:\"“”()]{{8,110}})[,.]", text
    ):
        what = re.sub(r"^[Tt]he ", "", match["what"])
        if names.person(what) or state_of(what.split()[-1]):
            continue
        what = names.short.get(what, what)
        if names.noun(what) != "body" and what not in names.bodies:
            continue
        if re.search(r"\b(?:which|who|said|says)\b", match["name"]):
            continue
        span = TextSpan(passage.start + match.start(), passage.start + match.end("name"))
        spot = TextSpan(passage.start + match.start("name"), passage.start + match.end("name"))
        slots = {"what": Mention(what, span, "body"), "name": Mention(match["name"], spot)}
        yield Fact("definition", "apposition", passage.number, span, slots)


def _seen_as(article: Article, passage: NumberedPassage) -> Iterator[Fact]:
    """`the X region, recognised as part of Y`, `what was known in Z as W`."""
    text = article.text[passage.start : passage.end]
    for match in _SEEN_AS.finditer(text):
        start = passage.start + match.start("what")
        spot = TextSpan(passage.start + match.start("name"), passage.start + match.end("name"))
        slots = {
            "what": Mention(match["what"], TextSpan(start, passage.start + match.end("what"))),
            "as": Mention(match["how"], TextSpan(passage.start + match.start("how"), spot.start)),
            "name": Mention(match["name"], spot),
        }
        yield Fact("definition", "seen as", passage.number, TextSpan(start, spot.end), slots)


def _founded(article: Article, passage: NumberedPassage, names: Names) -> Iterator[Fact]:
    text = article.text[passage.start : passage.end]
    for match in _FOUNDED.finditer(text):
        body = group_of(match["what"].strip(), text[: match.start()], names)
        if not body:
            following = re.match(rf", (?:the )?({_ITEM})", text[match.end() :])
            body = names.short.get(following[1], following[1]) if following else ""
        if names.noun(body) not in ("body", "team"):
            continue
        span = TextSpan(passage.start + match.start(), passage.start + match.end())
        spot = TextSpan(passage.start + match.start("year"), passage.start + match.end("year"))
        slots = {"what": Mention(body, span, "body"), "name": Mention(match["year"], spot, "date")}
        time = Time(match["year"], match["year"], "year")
        yield Fact("founded", "founded", passage.number, span, slots, time=time)
