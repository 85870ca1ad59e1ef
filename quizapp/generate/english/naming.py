"""Facts that names and lists give by themselves: roles, short names, descriptions, members."""

import re
from collections.abc import Iterator

from quizapp.generate.article import Article, NumberedPassage
from quizapp.generate.english.lexicon import ROLES
from quizapp.generate.english.names import Names
from quizapp.generate.facts import Fact, Mention, TextSpan, Time
from quizapp.generate.states import state_of

_ITEM = r"(?:(?:the )?[A-Z][\w’'&-]*(?: (?:of |the |and )?[A-Z][\w’'&-]*){0,4})"
_LIST = rf"(?P<list>{_ITEM}(?:, {_ITEM})*,? and {_ITEM})"
_GATHERS = (
    r"(?P<also>also )?(?P<verb>consist(?:s|ed)? of|(?:is|was) made up of|compris(?:es|ed|e)"
    r"|brings? together|brought together|group(?:s|ed)|unite[sd]?|is composed of|include[sd]?"
    r"|has as members|counts? among its members)"
)
_OPEN = re.compile(r"\b(?:includ\w+|among|such as|also|other members|further)\b", re.I)
_MEMBERS = re.compile(
    r"(?P<subject>[^.;]*?\b(?:members|member states|founders|parties|signatories)\b[^.;]{0,40}?)"
    rf" (?:were|are|being|, namely|:) {_LIST}"
)
_BESIDES = re.compile(
    rf"[Bb]esides (?:the )?(?:\w+ )?(?:founders|members|states|founding members), {_LIST},"
)
_GROUP = re.compile(
    rf"(?P<subject>[^.;,:]*?)(?:, [^.;,:]{{3,60}},)? {_GATHERS}"
    rf" (?:[a-z]+ (?:members|states|countries),? )?{_LIST}"
)
_ROLE = "|".join(sorted(ROLES))
_SEEN_AS = re.compile(
    r"(?P<what>\bthe (?:[\w’'-]+ ){1,4}[\w’'-]+), (?P<how>(?:recogni[sz]ed|known|regarded|seen)"
    r"(?: \w+(?: as well)?){0,2}) as (?P<name>[^,.;]{4,60}?)(?= which| that| but|[,.;])"
)
_FOUNDED = re.compile(
    r"(?P<what>(?:[Tt]he |[Aa]n? )?[^,.;()\"“”]{3,70}?),? (?:(?:which|that) )?"
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
        yield from _gathered(article, passage, names)
        yield from _seen_as(article, passage)
        yield from _founded(article, passage, names)


def _roles(names: Names) -> Iterator[Fact]:
    seen: set[tuple[str, str]] = set()
    for role in names.roles:
        for text in re.split(rf" and (?=(?:{_ROLE})\b)", role.text):
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


def _gathered(article: Article, passage: NumberedPassage, names: Names) -> Iterator[Fact]:
    text = article.text[passage.start : passage.end]
    for pattern in (_GROUP, _MEMBERS):
        for match in pattern.finditer(text):
            group = _group(match["subject"], names)
            if not group and re.search(r"\b[Ii]ts (?:other )?members\b", match["subject"]):
                group = _last_body(text[: match.start()], names)
            items = _items(match["list"])
            if not group or len(items) < 2 or len(set(map(names.noun, items))) > 1:
                continue
            span = TextSpan(passage.start + match.start(), passage.start + match.end())
            if (before := _BESIDES.search(text, 0, match.end())) is not None:
                items = [*_items(before["list"]), *items]
                span = TextSpan(passage.start + before.start(), span.end)
            members = tuple(Mention(item, span, names.noun(item)) for item in items)
            closed = _OPEN.search(match[0]) is None
            slots = {"group": Mention(group, span, "body")}
            yield Fact("membership", "list", passage.number, span, slots, members, closed)


def _last_body(text: str, names: Names) -> str:
    """The body that was named last."""
    known = [*names.short.items(), *((name, name) for name in names.bodies)]
    found = [(text.rfind(name), shown) for name, shown in known if name in text]
    return max(found)[1] if found else ""


def _items(text: str) -> list[str]:
    return [
        re.sub(r"^the ", "", one.strip()) for one in re.split(r",? and |, ", text) if one.strip()
    ]


def _group(subject: str, names: Names) -> str:
    """The body that a list of members belongs to."""
    known = [body for body in names.bodies if re.search(rf"\b{re.escape(body)}\b", subject)]
    if known:
        return max(known, key=lambda body: (subject.rfind(body), len(body)))
    for noun in re.findall(r"[a-z]+", subject.lower()):
        if noun in names.classes:
            return names.classes[noun]
    takes_up = re.fullmatch(r"\W*it(?: now)?", subject) or re.search(r"\bmembers\b", subject)
    if takes_up and "alliance" in names.classes:
        return names.classes["alliance"]
    return ""


def _founded(article: Article, passage: NumberedPassage, names: Names) -> Iterator[Fact]:
    text = article.text[passage.start : passage.end]
    for match in _FOUNDED.finditer(text):
        what = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", match["what"].strip())
        body = _group(what, names)
        if not body:
            following = re.match(rf", (?:the )?({_ITEM})", text[match.end() :])
            body = names.short.get(following[1], following[1]) if following else ""
        if not body:
            continue
        span = TextSpan(passage.start + match.start(), passage.start + match.end())
        spot = TextSpan(passage.start + match.start("year"), passage.start + match.end("year"))
        slots = {"what": Mention(body, span, "body"), "name": Mention(match["year"], spot, "date")}
        time = Time(match["year"], match["year"], "year")
        yield Fact("founded", "founded", passage.number, span, slots, time=time)
