"""What a story is about: the names and things that its top names and that it comes back to."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from math import inf
from typing import TYPE_CHECKING

from quizapp.generate.article import Article
from quizapp.generate.english.names import Names
from quizapp.generate.english.phrase import neighbour
from quizapp.generate.english.titles import (
    OF_SEVERAL_WORDS,
    WordUse,
    is_witness,
    matters,
    names_in,
    plain,
)
from quizapp.generate.states import state_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

MOST_WORDS = 5
MOST_NAMES = 2
OFTEN = 3
"""Mentions from which a story is about a word."""
IN_THE_LEAD = 14
"""What a phrase of the first paragraph must be worth beside names of the title."""
_IDLE = frozenset(
    "year years week month day days time people person man woman number thing way part percent cent"
    " statement comment news report decision move plan round last first end start side place"
    " government minister president spokesman spokeswoman official officials country countries"
    " state states member members million billion group reporters case lot kind hour hours morning"
    " night company firm council group union party team club city town worker workers leader"
    " authority agency ministry share sale stock leader pupil teenager view note jury reader"
    " account front top half".split()
)


def topics(
    article: Article, read: "Callable[[str], Doc]", docs: "Sequence[Doc]", names: Names
) -> tuple[str, ...]:
    """The actors, and the matter that the title names; else what the story comes back to."""
    words = WordUse.of(docs)
    title = read(plain(article.title, words))
    witness = is_witness(title, words)
    counts = _named(docs, names, article.text)
    held: list[str] = []
    for name in names_in(title, words, names, list(counts)) if witness else ():
        shown = _with_article(name, article.text)
        held += [] if shown in held else [shown]
        counts[shown] = counts[shown] or article.text.count(name)
    research = _is_research([title, *docs[:2]])
    matter = _matter(title if witness else None, docs, words, names, bool(held), research)
    fuller = {one: worth for doc in docs[:2] for one, worth in matters(doc, words, names).items()}
    loosely = research and not any(map(_is_whole, matter))
    phrases = _told(matter, fuller, article.text, inf if held else 1 if loosely else OFTEN)
    phrases = [_by_name(one, names, article.text) for one in phrases]
    inside = " ".join(phrases[:MOST_NAMES])
    bodies = _bodies(title, names, counts) if witness else []
    held += [one for one in bodies if one not in held and not _shares(one, inside)]
    actors = _actors(counts, held, names, phrases)
    actors = [one for one in actors if one.removeprefix("the ") not in inside][:MOST_NAMES]
    actors.sort(key=lambda one: held.index(one) if one in held else -1)
    if not actors and any(words.names[one] > 0 for one in inside.split()):
        acting = [one for one in counts if counts[one] > OFTEN and _acts(one, names, inside)]
        actors = sorted(acting, key=lambda one: -counts[one])[:1]
    elif not actors and not research:
        actors = _place(docs[0], names)
    return (*actors, *phrases[: min(MOST_NAMES, 3 - len(actors))])


def _matter(
    title: "Doc | None",
    docs: "Sequence[Doc]",
    words: WordUse,
    names: Names,
    held: bool,
    research: bool,
) -> dict[str, float]:
    """What the title tells of, else the opening, with what each phrase is worth.

    Args:
        title: None where it does not tell the story.
        held: whether the title names somebody or something.
        research: whether somebody found something out, of two things that have to do with another.
    """
    matter = matters(title, words, names) if title is not None else {}
    alone = research and not held and not any(map(_is_whole, matter))
    if title is not None and (not matter or alone):
        matter = {**matters(title, words, names, 1), **matter}
    for doc in docs[:2]:
        lead = {} if matter else matters(doc, words, names)
        best = max(lead, key=lambda one: lead[one], default="")
        whole = bool(best) and lead[best] >= OF_SEVERAL_WORDS
        if whole and (title is None or not held or lead[best] > IN_THE_LEAD):
            matter = {best: 0}
    return matter


def _told(matter: dict[str, float], opened: dict[str, float], text: str, least: float) -> list[str]:
    """The phrases of a matter as the story has them, the worthiest first.

    Args:
        opened: the phrases with which the story begins, in one of which a noun may be told in full.
        least: what a noun alone must be worth to stand beside the first phrase.
    """
    phrases: list[str] = []
    for found in sorted(matter, key=lambda one: -matter[one]):
        bare = found.removeprefix("the ")
        full = [one for one in opened if one.endswith(f" {bare}") and one != found]
        named = all(word[0].isupper() for word in bare.split())
        topic = found
        if " " not in bare and full and not phrases:
            topic = max(full, key=lambda one: opened[one])
        elif named or (found == bare and bare[0].isupper()):
            topic = _with_article(bare, text)
        fits = _is_whole(topic) or not phrases or matter[found] >= least
        if fits and not any(_shares(topic, other) for other in phrases):
            phrases.append(topic)
    return phrases


def _by_name(phrase: str, names: Names, text: str) -> str:
    """`the military alliance` by its name, where the story calls one body so, again and again."""
    body = names.classes.get(phrase.split()[-1], "")
    often = body and len(re.findall(rf"\b{re.escape(body)}\b", text)) >= OFTEN
    return _with_article(body, text) if often and phrase.islower() else phrase


def _is_whole(phrase: str) -> bool:
    return " " in phrase.removeprefix("the ")


_RESEARCH = frozenset("study trial researcher scientist experiment astronomer".split())
_OF_A_TOWN = frozenset("council councillor resident villager".split())


def _is_research(opening: "Sequence[Doc]") -> bool:
    """Whether somebody found something out: where that was is no matter of the story."""
    return any(one.lemma_.lower() in _RESEARCH for doc in opening for one in doc)


def _place(opening: "Doc", names: Names) -> list[str]:
    """The town that a story begins with: `a pool in Northmoor`, `Penbrook councillors`."""
    for first in opening:
        if first.pos_ != "PROPN" or (first.i and first.nbor(-1).pos_ == "PROPN"):
            continue
        last = first
        while neighbour(last) and last.nbor().pos_ == "PROPN":
            last = last.nbor()
        name = opening[first.i : last.i + 1].text
        inside = neighbour(first, -1) in ("in", "at", "of", "near")
        owner = neighbour(last) in ("'s", "’s") or (
            bool(neighbour(last)) and last.nbor().lemma_.lower() in _OF_A_TOWN
        )
        whole = name.istitle() and not names.person(name)
        if whole and (inside or owner) and names.noun(name) in ("thing", "place"):
            return [name]
    return []


def _bodies(title: "Doc", names: Names, counts: Counter[str]) -> list[str]:
    """The bodies that a title calls by their noun: `council` is the Ashwick Town Council."""
    nouns = {one.text for one in title if one.pos_ == "NOUN"}
    return [
        name
        for name in counts
        if names.noun(bare := name.removeprefix("the ")) == "body"
        and len(bare.split()) > 1
        and all(one[0].isupper() for one in bare.split() if len(one) > 3)
        and (bare.split()[-1].lower() in nouns or bare in {names.classes.get(one) for one in nouns})
    ]


def _acts(name: str, names: Names, less: str) -> bool:
    """Whether a name is that of a body or a state, and none of the words of `less`."""
    kind = names.noun(name.removeprefix("the "))
    return kind in ("body", "state") and not _shares(name, less)


def _actors(counts: Counter[str], held: list[str], names: Names, phrases: list[str]) -> list[str]:
    """The names of the title, and who does more in the story than any of them."""
    own = sorted(held, key=lambda one: -counts[one])
    most, times = (counts.most_common(1) or [("", 0)])[0]
    kind = names.noun(most.removeprefix("the "))
    enough = max(6 if phrases else 3, 1.5 * counts[own[0]] if own else 0)
    kinds = {"person", "body", "state"} if own else {"person", "body", "state", "team"}
    whole = not own and kind == "thing" and len(most.split()) > 1
    told = any(_shares(most, other) for other in phrases)
    if most not in own and not told and times >= enough and (kind in kinds or whole):
        own.insert(0, most)
    least = {one: 0.2 if names.noun(one.removeprefix("the ")) == "body" else 0.3 for one in own}
    return [one for one in own if counts[one] >= least[one] * counts[own[0]]]


def _named(docs: "Sequence[Doc]", names: Names, text: str) -> Counter[str]:
    """How often the story comes back to each of its names."""
    counts: Counter[str] = Counter()
    for name in {one for doc in docs for one in _names(doc, names, text)}:
        root = re.escape((state_of(name) or name.split()[-1]).rstrip("s"))
        counts[name] = len(re.findall(rf"\b{root}", text))
    return Counter(dict(sorted(counts.items())))


def things(docs: "Sequence[Doc]") -> dict[str, str]:
    """Nouns that are taken up again and again with `the`, with the fullest phrase for each."""
    taken_up = Counter(
        one.lower_
        for doc in docs
        for one in doc
        if one.pos_ == "NOUN" and neighbour(one, -1) == "the"
    )
    common = _common(docs)
    phrases: dict[str, list[str]] = {}
    for doc in docs:
        for chunk in doc.noun_chunks:
            head = chunk.root
            if head.pos_ == "NOUN" and (phrase := _phrase(chunk, common)):
                phrases.setdefault(head.lower_, []).append(phrase)
    out = {}
    for noun, times in taken_up.items():
        told = phrases.get(noun, [])
        if times < 2 or len(told) < FEWEST_OF_A_THING or noun in _NO_THING:
            continue
        fuller = {one for one in told if one != noun}
        out[noun] = f"the {fuller.pop() if len(fuller) == 1 else noun}"
    return out


FEWEST_OF_A_THING = 3
_NO_THING = _IDLE - frozenset(
    "government council company firm union party city town team ministry decision plan group"
    " workers report country".split()
)


def _is_name(topic: str) -> bool:
    return topic.removeprefix("the ")[0].isupper()


def _shares(one: str, other: str) -> bool:
    if state_of(one) and state_of(one) == state_of(other):
        return True
    mine, theirs = (
        {
            word.rstrip("s")
            for word in text.lower().split()
            if word not in ("the", "of", "on", "for")
        }
        for text in (one, other)
    )
    return bool(mine & theirs)


def _phrase(chunk: "Span", common: frozenset[str]) -> str:
    """A noun with what tells which one it is, without articles, owners and numbers."""
    head = chunk.root
    words = list(chunk)
    owner = next((one for one in words if one.dep_ == "case"), None)
    if owner is not None:
        words = [one for one in words if one.i > owner.i]
    while words and (words[0].dep_ in ("det", "poss", "predet") or words[0].tag_ in _LOOSE):
        if neighbour(words[0]) == "-":
            break
        if words.pop(0).like_num:
            return ""
    while words and words[0].lower_ in ("own", "such", "same", "other", "new", "latest", "last"):
        words.pop(0)
    figures = [one for one in words if one.like_num and neighbour(one) != "-"]
    if not words or figures or any(one.text in "‘’'\"“”,()&" or one.dep_ == "cc" for one in words):
        return ""
    shown = "".join(
        (one.text if _is_capital(one, common) else one.lower_) + one.whitespace_ for one in words
    ).strip()
    if len(shown.split()) > MOST_WORDS:
        return ""
    for one in head.rights:
        if one.dep_ == "prep" and one.lower_ in ("on", "over", "of"):
            below = [two for two in one.subtree]
            dated = any(two.ent_type_ in ("DATE", "TIME") for two in below)
            named = below[-1].pos_ in ("NOUN", "PROPN") and len(below) <= 3 and not dated
            if named and not any(two.tag_ in ("PRP", "PRP$", "CD", "DT") for two in below):
                return shown + " " + "".join(two.text_with_ws for two in below).strip()
    return shown


def _common(docs: "Sequence[Doc]") -> frozenset[str]:
    """The words that the story writes without a capital."""
    return frozenset(one.text for doc in docs for one in doc if one.text.islower())


def _is_capital(token: "Token", common: frozenset[str]) -> bool:
    named = token.pos_ == "PROPN" or bool(token.ent_type_)
    return named and token.lower_ not in common


_LOOSE = ("JJR", "JJS", "RB", "RBR", "RBS", "CD", "PRP$", "DT", "WDT", "PDT")


def _names(doc: "Doc", names: Names, text_of: str) -> list[str]:
    long = [body for body in names.bodies if len(body.split()) > 2 and body in doc.text]
    found = [_with_article(body, text_of) for body in long]
    for entity in doc.ents:
        text = re.sub(r"^(?:the|The) |['’]s$", "", entity.text)
        text = names.named_in(text) or names.surnames.get(text.split()[-1], text)
        inside = re.search(rf"[a-z,’'“] (?:the )?{re.escape(text.split()[-1])}\b", text_of)
        if not inside and entity.label_ != "NORP":
            continue  # its capital is that of a sentence, or of the title
        if entity.label_ in ("DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"):
            continue
        if entity.label_ == "NORP":
            text = state_of(text)
        if entity.label_ == "PERSON" and names.noun(text) != "person":
            continue
        if entity.label_ == "ORG" and names.noun(text) == "thing":
            continue
        if any(text in body for body in long):
            continue
        if text.split()[-1:] in (["of"], ["the"], ["and"], ["in"]):
            continue
        if text and text[0].isupper() and len(text.split()) <= MOST_WORDS:
            short = next(
                (b for b in names.bodies if b != text and b.isupper() and _stands(b, text)), ""
            )
            shown = short or text
            definite = _with_article(shown, text_of) != shown
            if definite and len(shown.split()) == 1 and not shown.isupper():
                continue  # "the Tarasquan army": an adjective
            found.append(_with_article(shown, text_of))
    return found


def _with_article(name: str, text: str) -> str:
    """A name as the story has it: `the Harbour Pact`, `the 14-nation Arran Union`, `Norway`."""
    name = name.removeprefix("the ")
    told = re.findall(
        rf"(\b[Tt]he (?:\w+-(?!year)\w+ )?)?\b{re.escape(name)}\b(?! [A-Z]|['’]s? [A-Z])", text
    )
    definite = sum(bool(one) for one in told) >= max(1, len(told) / 2)
    definite = definite or " of the " in name or name.endswith(" League")
    return f"the {name}" if definite else name


def _stands(short: str, long: str) -> bool:
    letters = "".join(word[0] for word in long.split() if word[0].isupper())
    return letters == short
