"""Whether what a model told stands in the article, and where."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from quizapp.core.text import cut
from quizapp.generate.article import Article, NumberedPassage
from quizapp.generate.facts import Mention, TextSpan
from quizapp.generate.llm.answer import Told

_MARKS = "[\"“”„«»'‘’`]"
_DASHES = "[-‐‑‒–—]"
_SPACE = r"\s+"
_ADVERBS = r"\s+(?:(?!(?:not|never|no|hardly|barely)\b)\w+\s+){0,2}?"
"""What may stand between the words of a verb: `has [also] accepted`."""
_LONGEST_VERB = 8
"""Words; each may have others after it, so that many of them take very long to look for."""
_WORD = re.compile(r"[^\W_]+")
_NEGATION = re.compile(
    r"(?:\b(?:not|never|no|neither|nor|hardly|scarcely|barely|without|no longer)|n['’]t)"
    r"(?= (?:the |an? |any )?$)",
    re.I,
)
_UNSURE = re.compile(r"\b(?:allegedly|reportedly|apparently|supposedly|rumou?red)\b", re.I)
_SAID = (
    r"\b(?:sa(?:id|ys?)|t(?:old|ells?)|according to|denie[sd]|(?:claim|add)(?:s|ed) that"
    r"|(?:accus|alleg|announc|argu|claim|declar|explain|insist|promis|stat|suggest|threaten|warn)ed"
    r"|(?:accus|alleg|argu)es|(?:insist|suggest|warn)s)\b"
)
_CONDITION = r"(?:if|unless|provided that|as long as)\b"
_END = re.compile(r"(?<=[.!?…])[\"”’)]* +(?=[\"“‘(]*[A-Z]|$)")
"""Between two sentences."""
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|you|who|this|that)$", re.I)
_DETERMINER = re.compile(r"(?:the|an?|its|their|his|her|our) (?=.)", re.I)

_VOICES = {"opinion": "the author", "press_release": "the press release"}
"""Who says all of a text that names no author."""
_QUOTED = ("verb", "object", "rest")
"""Slots that stand in the quote itself, in one piece."""
_NEARBY = ("cause", "condition", "time", "role", "name", "told_to")
"""Slots that may stand beside the quote, in its paragraph; the proof then takes them in."""
_NAMES = ("speaker", "person", "group", "what")
_ANYWHERE = (*_NAMES, "subject")
"""Slots that may be taken from another paragraph, as a name is for a pronoun."""


@dataclass
class Grounded:
    """A fact with the places of its quote and slots, or with what is wrong about it."""

    told: Told
    passage: int
    proof: TextSpan
    voice: str = ""
    """Who says all of the passage: whoever is interviewed, or signed an opinion."""
    slots: dict[str, Mention] = field(default_factory=dict)
    members: list[Mention] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        return self.slots[name].text if name in self.slots else ""


def ground(told: Told, article: Article) -> Grounded:
    """Look every slot up. Texts are then the article's own, but for the case of a first letter."""
    found = locate(told.quote, article, told.passage)
    if found is None:
        fault = f'the quote "{cut(told.quote, 100)}" is not in one paragraph of the article'
        return Grounded(told, 0, TextSpan(0, 0), faults=[f"{fault}, word for word"])
    quote, passage = found
    author = article.author or _VOICES.get(article.form, "")
    out = Grounded(told, passage.number, quote, passage.speaker or author)
    if passage.is_question:
        out.faults.append("this is a question of the interviewer; leave the fact out")
    around = TextSpan(passage.start, passage.end)
    everywhere = [TextSpan(one.start, one.end) for one in article.passages]
    within: dict[str, list[TextSpan]] = {name: [quote] for name in _QUOTED}
    within |= {name: [quote, around] for name in (*_NEARBY, "members")}
    within |= {name: [quote, around, *everywhere] for name in _ANYWHERE}
    named = [(name, getattr(told, name)) for name in (*_QUOTED, *_NEARBY, *_ANYWHERE)]
    for name, text in [*named, *(("members", member) for member in told.members)]:
        if not text:
            continue
        mention = _mention(name, text, article, within[name])
        if mention is None:
            out.faults.append(f'`{name}` "{cut(text, 80)}" is not in the quote in these words')
        elif name == "members":
            out.members.append(mention)
        else:
            out.slots[name] = mention
    beside = [out.slots[name].span for name in _NEARBY if name in out.slots]
    out.proof = _around([quote, *beside, *(member.span for member in out.members)])
    out.faults += _doubts(out, article)
    return out


def _mention(name: str, text: str, article: Article, places: Iterable[TextSpan]) -> Mention | None:
    """The slot where it stands, at best where no `not` is right before it."""
    determiner = _DETERMINER.match(text) if name in _ANYWHERE else None
    bare = text[determiner.end() :] if determiner else text
    if name == "verb" and len(text.split()) > _LONGEST_VERB:
        return None
    joint = _ADVERBS if name == "verb" else _SPACE
    spans = [span for place in places for span in _all(bare, article, place, joint, re.I)]
    if not spans:
        return None
    span = next((one for one in spans if not _denied(one, article)), spans[0])
    if name == "verb":
        return Mention(text, span)
    there = " ".join(article.text[span.start : span.end].split())
    first = bare.lstrip(" ,.;")[0]
    if there[0].lower() == first.lower():
        there = first + there[1:]
    return Mention(determiner[0].lower() + there if determiner else there, span)


def _denied(span: TextSpan, article: Article) -> TextSpan | None:
    """Where the negation right before a place stands."""
    start = article.text.rfind("\n", 0, span.start) + 1
    found = _NEGATION.search(article.text[start : span.start])
    return TextSpan(start + found.start(), start + found.end()) if found else None


def _doubts(found: Grounded, article: Article) -> Iterator[str]:
    """Each `not` before or after a slot that no slot takes up, a condition or a speaker that was
    left out, and what nobody answers for."""
    spans = [mention.span for mention in found.slots.values()]
    for name, mention in found.slots.items():
        nots = [] if name in _NAMES else [_denied(mention.span, article)]
        if name == "verb":
            end = mention.span.end
            later = re.match(r"\s+(?:not|never|no longer)\b", article.text[end : found.proof.end])
            nots += [TextSpan(end + 1, end + later.end())] if later else []
        for one in nots:
            if one is not None and not any(span.holds(one) for span in spans):
                left = article.text[one.start : one.end]
                yield f'`{name}` "{cut(mention.text, 80)}" leaves out the "{left}" beside it'
    if _PRONOUN.match(found.told.speaker):
        yield f'`speaker` "{found.told.speaker}" is a pronoun; give the name'
    if "verb" not in found.slots:
        return
    proof = article.text[found.proof.start : found.proof.end]
    verb = found.slots["verb"].span.start
    before, after, quoted = _sentence(found.proof, verb, article)
    unsure = _UNSURE.search(proof)
    if unsure is not None and found.told.kind != "accusation":
        yield f'"{unsure[0]}" is in the quote, so that nobody answers for it; leave the fact out'
    condition = (
        re.search(rf"\b{_CONDITION}", proof, re.I)
        or re.match(rf",? {_CONDITION}", after, re.I)
        or re.match(rf"\W*{_CONDITION}[^,]*, ?$", before, re.I)
    )
    if condition and "condition" not in found.slots:
        yield f'`condition` is needed: it is so only "{condition[0].strip(" ,")}"'
    if (
        not (found.told.speaker or found.voice)
        and not re.search(_SAID, found.text("verb"), re.I)
        and (
            re.search(_SAID, before + article.text[found.proof.start : verb], re.I)
            or re.match(rf"\W*[,”\"]\W*(?:\w+\W+){{0,5}}?{_SAID}", after, re.I)
            or quoted
        )
    ):
        yield "`speaker` is needed: somebody says it, and the article does not"


def _sentence(span: TextSpan, verb: int, article: Article) -> tuple[str, str, bool]:
    """What is before and after a place in its sentence, and whether its verb is in quotation
    marks."""
    passage = next(one for one in article.passages if one.start <= span.start < one.end)
    before = article.text[passage.start : span.start]
    after = article.text[span.end : passage.end]
    marks = article.text[passage.start : verb]
    quoted = marks.count("“") > marks.count("”") or marks.count('"') % 2 == 1
    return _END.split(before)[-1], _END.split(after)[0], quoted


def locate(
    quote: str, article: Article, number: int = 0
) -> tuple[TextSpan, NumberedPassage] | None:
    """Where a quote stands, with its passage; `number` is where it is looked for first.

    Spacing, the kind of quotation marks and the length of dashes are free.
    """
    passages = sorted(article.passages, key=lambda one: one.number != number)
    for text in (quote, quote.strip(" ,;." + _MARKS)):
        for passage in passages:
            for span in _all(text, article, TextSpan(passage.start, passage.end)):
                return span, passage
    return None


def is_named(name: str, article: Article) -> bool:
    """Whether a name stands anywhere in the article."""
    whole = TextSpan(0, len(article.text))
    return any(True for _ in _all(name, article, whole))


def _all(
    text: str, article: Article, place: TextSpan, joint: str = _SPACE, flags: int = 0
) -> Iterator[TextSpan]:
    """Every place in which `text` stands as whole words."""
    text = text.strip(" ,.;" if flags else " ,;")
    if not _WORD.search(text):
        return
    words = []
    for word in text.split():
        loose = re.sub(_MARKS, lambda _: _MARKS, re.escape(word))
        words.append(re.sub(r"\\-|[‐‑‒–—]", lambda _: _DASHES, loose))
    pattern = re.compile(r"(?<!\w)" + joint.join(words) + r"(?!\w)", flags)
    for match in pattern.finditer(article.text, place.start, place.end):
        yield TextSpan(*match.span())


def _around(spans: Iterable[TextSpan]) -> TextSpan:
    spans = list(spans)
    return TextSpan(min(one.start for one in spans), max(one.end for one in spans))
