"""A pasted text taken apart: headline, dates, who wrote it, the story in passages, and the rest."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from quizapp.generate.structure import datelines, dating, forms, headlines, speakers
from quizapp.generate.structure.furniture import (
    AGENCY,
    NAME,
    furniture,
    is_sentence,
    reads_as_prose,
)
from quizapp.generate.structure.paragraphs import Paragraph

MOST_IN_SENTENCE = 1_500
"""Characters; a longer one is a list, a table or no text at all."""
MOST_IN_PASSAGE = 4_000
_LEAST_OF_STORY = 9
"""Words of the sentence that a story begins with."""
_LONG = 18
"""Words of a line that is kept although it does not end as a sentence does."""
_CREDIT_AFTER = re.compile(
    r"(?<=[.!?\"”)])\s*(?:[(\[](?:(?:additional |further )?(?:reporting|writing|editing|compiled"
    r"|written|edited)\b"
    r"|with (?:inputs?|files|reporting|agencies)|source:)[^()\[\]]{0,300}[)\]]\.?"
    rf"|[(\[](?:{AGENCY.pattern})(?:/[\w/ ]{{1,20}})?[)\]]\.?|[–—-]{{1,2}} ?"
    rf"(?:{AGENCY.pattern})\.?)$",
    re.I,
)
_CUT_OFF = re.compile(
    r"(?:(?<=[.!?] )|(?<=[.!?][\"”] )|^)[^.!?\"“”]{1,400}(?:\[?…\]?|\[?\.\.\.\]?)$"
)
_ALONE = re.compile(rf"(?:by |BY )?({NAME})(?:\s*[,|].{{0,60}})?")
_BY = re.compile(rf"(?i:by|words by|written by)\s*:?\s+({NAME}(?:(?:,| and| &) {NAME}){{0,2}})")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is no part of the story."""

    line: int
    text: str
    reason: str


@dataclass
class Parts:
    """`headline` is empty when the text has none; `passages` are the story, without labels."""

    headline: str = ""
    dated: dating.Dating = field(default_factory=dating.Dating)
    form: forms.Form = "news"
    author: str = ""
    passages: list[str] = field(default_factory=list)
    dropped: list[LeftOut] = field(default_factory=list)


def take_apart(paragraphs: Sequence[Paragraph], title: str = "", day: date | None = None) -> Parts:
    """The parts of a text; `title` and `day` are what a page's own data say, and win."""
    return _Reading(list(paragraphs), title, day).parts()


def head(paragraphs: Sequence[Paragraph]) -> Parts:
    """Headline, dates, form and author of what stands above the numbered passages of a text."""
    return _Reading(list(paragraphs), "", None).head_only()


class _Reading:
    def __init__(self, paragraphs: list[Paragraph], title: str, day: date | None) -> None:
        self._all = paragraphs
        self._title, self._day = title, day
        self._out = Parts()
        self._dates: list[dating.DateLine] = []
        self._dateline = ""
        self._bylines: list[str] = []

    def head_only(self) -> Parts:
        self._top(self._all, "")
        self._finish([one.text for one in self._all])
        return self._out

    def parts(self) -> Parts:
        rest = speakers.labels_joined([one for one in self._all if self._is_text(one)])
        start = self._start(rest)
        top, body = rest[:start], rest[start:]
        opening = _opening(body)
        if not any(headlines.can_be_headline(one) for one in top) and body:
            top, body = self._unglued(top, body)
        self._bottom(self._finished(self._top(top, opening) + self._story(body)))
        self._finish([one.text for one in self._all])
        return self._out

    # the page

    def _is_text(self, one: Paragraph) -> bool:
        if one.kind == "table":
            self._drop(one, "table")
        elif one.kind == "page":
            self._drop(one, "head or foot of a page")
        elif len(one.text) > 200 and sum(c.isalpha() for c in one.text) < 0.5 * len(one.text):
            self._drop(one, "signs, not words")
        else:
            return True
        return False

    def _start(self, lines: Sequence[Paragraph]) -> int:
        """Where the story begins: at its first long sentence, or below a later headline."""
        fit = [place for place, one in enumerate(lines) if _opens_story(one)]
        if not fit:
            return (
                0 if not any(one.kind == "heading" for one in lines) else self._after_heading(lines)
            )
        start = fit[0]
        total = sum(len(lines[place].text) for place in fit)
        before = 0
        for number, place in enumerate(fit[:4]):
            before += len(lines[place].text)
            if before > 0.25 * total:
                break
            following = fit[number + 1]
            between = lines[place + 1 : following]
            if any(dating.is_date_line(one.text) or _is_byline(one.text) for one in between):
                story = _opening([lines[one] for one in fit[number + 1 :]])
                later = self._headline(between, story)
                above = self._headline(lines[:start], story)
                if later and (above is None or later.kind == "heading" != above.kind):
                    start = following
        story = _opening(lines[start:])
        while start and self._is_short_sentence(lines, start - 1, story):
            start -= 1
        return start

    def _headline(self, lines: Sequence[Paragraph], story: str) -> Paragraph | None:
        fit = [one for one in lines if self._is_candidate(one)]
        place = headlines.headline(fit, story)
        return None if place is None else fit[place]

    @staticmethod
    def _after_heading(lines: Sequence[Paragraph]) -> int:
        return next(place for place, one in enumerate(lines) if one.kind == "heading") + 1

    def _is_short_sentence(self, lines: Sequence[Paragraph], place: int, story: str) -> bool:
        """Whether a short sentence above the first long one belongs to the story."""
        one = lines[place]
        return (
            one.kind == "text"
            and is_sentence(one.text)
            and len(one.text.split()) >= 3
            and not furniture(one.text)
            and not dating.is_date_line(one.text)
            and self._headline(lines[:place], story) is not None
        )

    def _unglued(
        self, top: list[Paragraph], body: list[Paragraph]
    ) -> tuple[list[Paragraph], list[Paragraph]]:
        """A headline in one paragraph with the dateline and the first sentence."""
        first = body[0]
        if cut := datelines.glued(first.text):
            self._dateline = cut.dateline
            top = [*top, replace(first, text=cut.before, kind="heading")]
            body = [replace(first, text=cut.rest), *body[1:]]
        return top, body

    # above the story

    def _top(self, lines: Sequence[Paragraph], opening: str) -> list[Paragraph]:
        """Take headline, dates and bylines; what is left are sentences of the story."""
        chosen = self._headline(lines, opening)
        said = chosen.text if chosen else ""
        self._out.headline = headlines.tidied(self._title or said)
        if chosen and (behind := said.partition(self._out.headline)[2]):
            self._dates.append(dating.DateLine(chosen.line, behind, "near"))
            self._note_byline(behind.strip())
        at = next((place for place, one in enumerate(lines) if one is chosen), len(lines))
        kept = []
        in_menu = _in_menus(lines)
        for place, one in enumerate(lines):
            below = place > at
            if said and one.text.endswith(said):
                label = one.text.removesuffix(said)
                if forms.is_opinion(f"{label}:" if label else said):
                    self._out.form = "opinion"
                continue
            if place not in in_menu and self._says_form(one, below):
                continue
            if self._takes_note(one, _place(one, at - place)):
                continue
            if below and len(one.text) < 60 and (alone := _ALONE.fullmatch(one.text)):
                self._bylines.append(alone[1])
                self._drop(one, "byline")
            elif below and one.kind == "text" and is_sentence(one.text) and len(one.text) > 15:
                kept.append(one)
            elif one.kind == "item":
                self._drop(one, "item of a list")
            else:
                self._drop(one, "no sentence" if below else "above the story")
        return kept

    def _is_candidate(self, one: Paragraph) -> bool:
        return (
            not furniture(one.text)
            and not dating.is_date_line(one.text)
            and not forms.stated(one.text, below=True)
        )

    def _says_form(self, one: Paragraph, below: bool) -> bool:
        """Whether a line says of what form the article is; it is dropped then."""
        stated = forms.stated(one.text, below)
        if stated is None:
            return False
        self._out.form = stated.form
        self._bylines += [stated.author] if stated.author else []
        self._drop(one, "form of the article")
        return True

    def _takes_note(self, one: Paragraph, place: dating.DatePlace) -> bool:
        """Whether a line says when or who, or is furniture; it is dropped then."""
        text = one.text
        rule = furniture(text)
        if dating.is_date_line(text):
            self._dates.append(dating.DateLine(one.line, text, place))
            self._note_byline(text)
            self._drop(one, "date")
        elif rule is not None:
            if rule.reason == "correction or update note":
                self._dates.append(dating.DateLine(one.line, text, place))
            if rule.reason == "byline":
                self._note_byline(text)
            self._drop(one, rule.reason)
        else:
            return False
        return True

    def _note_byline(self, text: str) -> None:
        if (match := _BY.match(text)) or (match := re.match(rf"({NAME})(?=\s*[,|–—-])", text)):
            self._bylines.append(match[1])

    # the story

    def _story(self, body: list[Paragraph]) -> list[Paragraph]:
        lines = list(self._lists(body))
        total = sum(len(one.text) for one in lines if is_sentence(one.text))
        texts = [one.text for one in lines]
        whole = " ".join(texts)
        kept: list[Paragraph] = []
        told = 0
        for place, one in enumerate(lines):
            rule = furniture(one.text)
            if (
                rule is not None
                and rule.ends_story
                and told
                and _is_end(lines[place:], told, total)
            ):
                self._after(lines[place:], rule.reason)
                break
            if (
                self._out.form == "press_release"
                and told > 0.5 * total
                and forms.ends_release(one.text)
            ):
                self._after(lines[place:], "about the sender")
                break
            if forms.is_columnists(one.text) and rule and rule.reason == "who the writer is":
                self._out.form = "opinion"
                self._bylines += re.findall(rf"^{NAME}", one.text)
            if rule is not None or (dating.is_date_line(one.text) and not is_sentence(one.text)):
                self._takes_note(one, "below" if told > 0.7 * total else "near")
                continue
            if again := _again(one.text, texts, place):
                self._drop(one, again)
                continue
            one = self._without_credit(self._without_dateline(one, whole))
            if not _is_told(one):
                self._drop(one, "item of a list" if one.kind == "item" else "no sentence")
                continue
            told += len(one.text)
            kept.append(one)
        return kept

    def _without_credit(self, one: Paragraph) -> Paragraph:
        match = _CREDIT_AFTER.search(one.text, max(0, len(one.text) - 400))
        if match is None:
            return one
        self._out.dropped.append(LeftOut(one.line, match[0].strip(), "credit of a reporter"))
        return replace(one, text=one.text[: match.start()])

    def _without_dateline(self, one: Paragraph, whole: str) -> Paragraph:
        cut = datelines.dateline(one.text, whole)
        if cut is None or len(cut.rest.split()) < 3:
            return one
        self._dateline = self._dateline or cut.dateline
        if forms.is_wire(cut.dateline):
            self._out.form = "press_release"
        self._out.dropped.append(LeftOut(one.line, cut.dateline.strip(), "dateline"))
        return replace(one, text=cut.rest)

    def _lists(self, body: Sequence[Paragraph]) -> Iterator[Paragraph]:
        """Items under a line that ends with a colon are one paragraph with it: `…: a; b; c.`"""
        place = 0
        while place < len(body):
            one = body[place]
            place += 1
            end = place
            while end < len(body) and body[end].kind == "item" and one.kind != "item":
                end += 1
            items = [other.text.rstrip(" ;,") for other in body[place:end]]
            if one.text.endswith(":") and items and len(" ".join(items).split()) <= 120:
                listed = "; ".join(text.rstrip(".") for text in items)
                yield replace(one, text=f"{one.text} {listed}.")
                place = end
            else:
                yield one

    def _after(self, lines: Iterable[Paragraph], reason: str) -> None:
        for one in lines:
            if not self._takes_note(one, "below"):
                self._drop(one, reason)

    def _finished(self, story: list[Paragraph]) -> list[Paragraph]:
        """Without the piece of a sentence at which a page cuts a story off."""
        if not story or not (end := _CUT_OFF.search(story[-1].text)):
            return story
        last = story[-1]
        self._out.dropped.append(LeftOut(last.line, end[0].strip(), "a sentence that is cut off"))
        rest = last.text[: end.start()].rstrip()
        return [*story[:-1], *([replace(last, text=rest)] if rest else [])]

    def _bottom(self, story: list[Paragraph]) -> None:
        """Labels, and passages of a size that can be read."""
        for one in story:
            for piece in _pieces(one.text):
                if len(piece) > MOST_IN_PASSAGE or _longest_sentence(piece) > MOST_IN_SENTENCE:
                    self._drop(one, f"a sentence of more than {MOST_IN_SENTENCE:,} characters")
                else:
                    self._out.passages.append(datelines.without_party_labels(piece))

    # the whole

    def _finish(self, texts: Sequence[str]) -> None:
        out = self._out
        first = dating.day_first(text for text in texts if len(text) < 300)
        out.dated = dating.dated(self._dates, self._dateline, first, self._day)
        if out.form == "opinion":
            out.author = next(iter(self._bylines), "")
            out.author = out.author.title() if out.author.isupper() else out.author
        if out.passages:
            rest = " ".join([*out.passages[1:], out.headline])
            out.passages[0] = headlines.in_lower_case(out.passages[0], rest)
        out.headline = headlines.cased(out.headline, " ".join(out.passages))
        questions = {one.text for one in self._all if one.kind == "question"}
        if said := speakers.with_speakers(out.headline, out.passages, questions):
            out.form, out.passages = "interview", said
        elif out.form == "interview" and out.passages:
            out.form = "news"

    def _drop(self, one: Paragraph, reason: str) -> None:
        self._out.dropped.append(LeftOut(one.line, headlines.shortened(one.text, 160), reason))


def _in_menus(lines: Sequence[Paragraph]) -> set[int]:
    """The places of lines that are names of sections at the head of a page, or stand among them."""
    found = {place for place, one in enumerate(lines) if len(_PARTING.findall(one.text)) > 2}
    short = [len(one.text.split()) <= 2 and not re.search(r"\d", one.text) for one in lines]
    before, run = [], 0
    for is_short in short:
        before.append(run)  # so many short lines stand right above
        run = run + 1 if is_short else 0
    run = 0
    for place in reversed(range(len(lines))):
        if before[place] + run >= 3:
            found.add(place)
        run = run + 1 if short[place] else 0
    return found


_PARTING = re.compile(r"[|/·•]")


def _place(one: Paragraph, above: int) -> dating.DatePlace:
    """What a date is that stands so many lines above the headline."""
    if above > 0 and dating.is_of_the_day(one.text):
        return "today"
    return "near" if above <= 2 else "header"


def _opening(story: Sequence[Paragraph]) -> str:
    return " ".join(one.text for one in story[:4])[:1500]


def _opens_story(one: Paragraph) -> bool:
    """Whether a paragraph may be the first of a story."""
    words = len(one.text.split())
    if one.kind in ("heading", "question") or words < _LEAST_OF_STORY:
        return (
            speakers.label(one.text) is not None
            and one.kind == "text"
            and words >= 3
            and is_sentence(one.text)
        )
    if furniture(one.text) or dating.is_date_line(one.text):
        return False
    return re.search(r"\.[\"”’')\]]{0,3}$", one.text) is not None or (
        words >= 30 and reads_as_prose(one.text)
    )


def _is_told(one: Paragraph) -> bool:
    """Whether a paragraph below the headline is a part of the story."""
    if one.kind == "heading":
        return False
    if one.kind == "question" or is_sentence(one.text) or re.search(r"[\"”]$", one.text):
        return True
    if speakers.label(one.text) and one.text.endswith(("...", "…")):
        return True
    return (len(one.text.split()) > _LONG and reads_as_prose(one.text)) or (
        re.search(r"[a-z\d]{2}[.!?][\"”]? [A-Z]", one.text) is not None
    )


def _again(text: str, texts: Sequence[str], place: int) -> str:
    """Why a paragraph that stands twice is dropped; empty when it does not, or is to stay."""
    if text in texts[max(0, place - 100) : place]:
        return "said before"
    if place < 2 and [text] == list(texts[place + 1 : place + 2]):
        return "caption of a picture, which stands twice"
    start = text.rstrip(".")
    if place < 3 and len(start) > 40 and any(one.startswith(start) for one in texts[place + 1 : 6]):
        return "said in full below"
    return ""


def _is_byline(text: str) -> bool:
    rule = furniture(text)
    return rule is not None and rule.reason == "byline"


def _is_end(rest: Sequence[Paragraph], told: int, total: int) -> bool:
    """Whether what follows are teasers and comments: as many short lines as sentences."""
    prose = sum(is_sentence(one.text) and len(one.text.split()) >= 8 for one in rest)
    return told > 0.4 * total and len(rest) - prose >= prose


def _pieces(text: str) -> Iterator[str]:
    """A long paragraph in pieces that end where sentences do."""
    while len(text) > MOST_IN_PASSAGE:
        ends = [
            one.end() for one in re.finditer(r"[.!?][\"”]? (?=[\"“A-Z])", text[:MOST_IN_PASSAGE])
        ]
        if not ends:
            break
        yield text[: ends[-1]].rstrip()
        text = text[ends[-1] :]
    yield text


def _longest_sentence(text: str) -> int:
    return max(len(one) for one in re.split(r"(?<=[.!?;:”\"]) ", text))
