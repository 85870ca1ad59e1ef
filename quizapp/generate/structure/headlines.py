"""Which line of the top of a page is the headline, and how it is said."""

import re
from collections.abc import Sequence

from quizapp.core.numbers import NUMBER_WORDS
from quizapp.generate.structure.furniture import FUNCTION_WORDS, NAME
from quizapp.generate.structure.paragraphs import Paragraph

LONGEST = 200
"""Characters of a line that can be a headline."""
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_COMMON = frozenset(
    "a an and as at be by for from has have he her his how in into is it its new no not of off on"
    " or out over says she that the their they this to up was what when who why will with you your"
    " after about news latest world home".split()
)
_LABEL = re.compile(
    r"(?:breaking(?: news)?|live(?: updates?)?|watch|video|exclusive|updated?(?: \d)?|just in"
    r"|developing"
    r"|corrected|refile|wrapup \d|analysis|explainer|factbox|photos|news|world|politics|business"
    r"|local"
    r"|opinion|comment|commentary|editorial|op-?ed|viewpoint|column|letter|interview|press release"
    r"|media release|news release|uk news|us news|(?-i:[A-Z]{4,12}))\s*[:|»>]\s*(?=\S)"
    r"|(?:UPDATE|WRAPUP|CORRECTED|REFILE|EXCLUSIVE|ANALYSIS|RPT)(?: \d)?-(?=\w)",
    re.I,
)
_OUTLET = re.compile(
    r"(?:[\w.'’&]+ ){0,4}(?:news|times|post|herald|gazette|journal|tribune|chronicle|guardian"
    r"|telegraph|reuters"
    r"|bbc|cnn|ap|afp|npr|independent|observer|mirror|star|sun|mail|press|today|online|tv|radio"
    r"|dispatch|review"
    r"|monitor|daily|weekly|\w+\.(?:com|org|net|co\.uk))(?: [\w.'’&]+){0,3}",
    re.I,
)
_SITE = re.compile(r"\s+(?:\||[-–—]|::|»|•|·)\s+(?=[^|–—»•·]{2,50}$)")
_BYLINE_AFTER = re.compile(rf"\s+(?:By|BY|by)\s+{NAME}\b")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE_AFTER = re.compile(
    rf"\s+(?:[-–|•]\s*)?(?:(?:Published|Updated|Posted)(?: on)?:?\s+)?(?:\w{{3,9}}day,? )?"
    rf"(?:{_MONTHS} \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTHS} \d{{4}}|\d{{4}}-\d\d-\d\d)\b"
)


def content_words(text: str) -> set[str]:
    """The words of a text that carry its matter, cut to their first six letters."""
    found = (re.sub(r"['’]s?$", "", word.lower()) for word in _WORD.findall(text))
    return {word[:6] for word in found if word not in _COMMON and len(word) > 1}


def headline(lines: Sequence[Paragraph], story: str) -> int | None:
    """The place of the headline among the lines above a story; None when none is one.

    What a headline says is told again in the first sentences, which is what tells it from the
    names of sections and from teasers of other stories.
    """
    marked = [place for place, line in enumerate(lines) if line.kind == "heading"]
    if marked == [0]:
        return 0  # whoever marks one heading, at the top, means it
    words = content_words(story)
    texts = [line.text for line in lines]
    best: tuple[float, int] | None = None
    for place, line in enumerate(lines):
        said = tidied(line.text)
        number = len(said.split())
        if not can_be_headline(line) or number < (2 if line.kind == "heading" else 3):
            continue
        own = content_words(said)
        shared = len(own & words) / max(3, len(own))
        first_heading = line.kind == "heading" and not any(
            other.kind == "heading" for other in lines[:place]
        )
        score = (
            2 * shared
            + 0.8 * first_heading
            + 0.3 * (line.kind == "heading")
            + 0.4 * (texts.count(line.text) > 1)
            + 0.5 * (5 <= number <= 20)
            - 0.6 * said.endswith((".", ":", ","))
            - 0.6 * said[0].islower()
            - 0.6 * (len(lines) - place > 12)
        )
        if score >= 0.9 and (best is None or score > best[0] + 0.45):
            best = (score, place)
    if best is None:
        return _only_one(lines)
    found = best[1]
    for place, text in enumerate(texts):  # the way to a page may be glued to its headline
        if 15 < len(text) < len(texts[found]) and texts[found].endswith(text):
            found = place
    return found


def _only_one(lines: Sequence[Paragraph]) -> int | None:
    """The line above a story that says other words than its headline, when there is but one."""
    fit = [
        place
        for place, line in enumerate(lines)
        if can_be_headline(line)
        and 4 <= len(line.text.split()) <= 20
        and line.text[-1] not in ".:,"
    ]
    return fit[0] if len(fit) == 1 and fit[0] >= len(lines) - 2 and len(lines) <= 4 else None


def can_be_headline(line: Paragraph) -> bool:
    """Whether a line has the length and the signs of a headline."""
    text = line.text
    if line.kind not in ("heading", "text", "question") or not 8 <= len(text) <= LONGEST:
        return False
    if text.count("|") > 1 or text.count(" > ") or text.count("»") or text.count(" / ") > 1:
        return False
    letters = sum(one.isalpha() for one in text)
    return len(text.split()) <= 30 and letters > 0.6 * len(text)


def tidied(text: str) -> str:
    """A headline without its label, and without outlet, byline and date behind it."""
    text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    for pattern in (_BYLINE_AFTER, _DATE_AFTER):
        if (match := pattern.search(text)) and len(text[: match.start()].split()) >= 4:
            text = text[: match.start()]
    while (match := _SITE.search(text)) and len(text[: match.start()].split()) >= 4:
        outlet = text[match.end() :]
        if "|" not in match[0] and not (_OUTLET.fullmatch(outlet) and outlet[0].isupper()):
            break
        text = text[: match.start()]
    return text.strip(" -–—|:•·#") or text.strip("# ")


def cased(title: str, story: str) -> str:
    """A headline in capitals as a sentence, where the story shows how each word is written."""
    letters = [one for one in title if one.isalpha()]
    if not letters or sum(one.isupper() for one in letters) < 0.9 * len(letters):
        return title
    if len(title.split()) < 3:
        return title
    inner = re.findall(r"(?<=[\w,;] )[^\W_]+(?:['’.-][^\W_]+)*", story)
    lower = {word for word in inner if word[0].islower()}
    stems = {word[:5] for word in lower if len(word) > 4}
    proper = {word.lower(): word for word in inner if word[0].isupper()}
    out: list[str] = []
    for word in re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*|[\W_]+", title):
        low = word.lower()
        if not word[0].isalnum() or word.isdigit() or not any(one.isalpha() for one in word):
            out.append(word)
        elif low in _COMMON or low in lower:
            if low in proper and low not in _COMMON:
                return title  # a name and a word: which one is meant?
            out.append(low)
        elif low in proper:
            out.append(proper[low])
        elif low.removesuffix("'s").removesuffix("’s") in proper:
            out.append(proper[low[:-2]] + low[-2:])
        elif low[:5] in stems and len(low) > 4 and not any(one[:5] == low[:5] for one in proper):
            out.append(low)
        else:
            return title
    said = "".join(out)
    return said[0].upper() + said[1:]


_SMALL_CAPITALS = re.compile(r"(?:(?:[A-Z][A-Z'’.-]+|[AI])(?:,? |$)){1,6}(?=[A-Z]?[a-z\d]|[£€$])")
_SHORTEST_WORD = 4
"""Letters from which words in capitals, several in a row, are hardly an abbreviation."""


def in_lower_case(opening: str, rest: str) -> str:
    """The opening of a story without the capitals that a paper sets its first words in.

    `HARWICK TOWN have won` is Harwick Town, as the rest of the page has it; letters that stand for
    a name stay as they are.
    """
    match = _SMALL_CAPITALS.match(opening)
    words = match[0].split() if match else []
    whole = f"{rest} {opening[len(' '.join(words)) :]}"
    known = set(re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", whole))
    names = set(re.findall(r"(?<=[\w,;] )[A-Z][^\W_]+(?:['’.-][^\W_]+)*", whole))
    lower = {one for one in known if one.islower()} | _COMMON | FUNCTION_WORDS | set(NUMBER_WORDS)
    plain = [one.strip(",").lower() for one in words]
    long = len(words) > 1 and all(len(one) >= _SHORTEST_WORD for one in plain)
    if not long and not any(one in lower or one.title() in known for one in plain):
        return opening
    out: list[str] = []
    for word, low in zip(words, plain, strict=True):
        named = low.title() in names and (low not in lower or bool(out and out[-1].istitle()))
        if low in lower and not named:
            out.append(word.lower())
        elif low.upper() in known or (len(low) < _SHORTEST_WORD and not named):
            out.append(word)
        else:
            out.append(word.title())
    told = " ".join(out)
    return told[:1].upper() + told[1:] + opening[len(told) :]


def stand_in(first: str) -> str:
    """What a text without a headline is called: the beginning of its first sentence."""
    text = first.lstrip("\"“'‘")
    clause = re.split(r"[,;:](?=\s)|\s[–—-]\s", text, maxsplit=1)[0]
    if len(clause.split()) < 4 or len(clause) > 90:
        clause = text
    return shortened(clause.rstrip(".,;: "), 90)


def shortened(text: str, longest: int = 120) -> str:
    """`text` cut at a word."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    return (head[: head.rfind(" ")] if " " in head[20:] else head).rstrip(" ,;:–—-") + "…"
