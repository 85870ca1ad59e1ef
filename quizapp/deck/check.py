"""From the bytes of a deck file to its questions, or to all that is wrong with them."""

import gc
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from quizapp.core.codes import Code, Loc, Problem
from quizapp.core.languages import LANGUAGES, language
from quizapp.core.text import cut, nearest
from quizapp.core.words import count
from quizapp.deck import lint
from quizapp.deck.by_place import RIGHT, answers_by_place, foreign_answers
from quizapp.deck.cueing import cues
from quizapp.deck.deck_lint import deck_problems
from quizapp.deck.diagnostics import Diagnostic, Report, file_diagnostic
from quizapp.deck.files import SourceTextError, read_article, read_bytes
from quizapp.deck.header import DeckHeader, Defaults, is_newer
from quizapp.deck.item_lint import item_problems
from quizapp.deck.lexicon import language_of_cards
from quizapp.deck.losses import losses, split_items
from quizapp.deck.messages import (
    IN_DEFAULTS,
    MEANT_BY,
    beyond_this_version,
    field_problems,
    is_unknown,
    same_letters,
    suggestion,
)
from quizapp.deck.plain_cards import read_deck
from quizapp.deck.reader import Document
from quizapp.deck.salvage import is_broken, salvage
from quizapp.deck.silences import Silences
from quizapp.deck.source_text import SourceText
from quizapp.deck.topic_lint import told_by_topic
from quizapp.questions.base import FileBeside
from quizapp.questions.union import QUESTION_TYPES, AnyQuestion


@dataclass(frozen=True, slots=True)
class CheckedDeck:
    """What a deck file holds. Without errors there is a header, and all questions are there."""

    diagnostics: tuple[Diagnostic, ...]
    header: DeckHeader | None = None
    questions: tuple[AnyQuestion, ...] = ()
    text: str = ""
    """The name of the source text; empty without one."""
    article: str = ""
    """SHA-256 of the source text as it was checked, or why it could not be used."""
    source: SourceText | None = field(default=None, repr=False)
    """That text, where it could be used."""
    language: str = ""
    """Of the deck: as its author says it, or else as its own words do."""
    errors: int = 0
    """Those that are not worth a diagnostic any more included."""


def check_file(path: Path, shown: str = "") -> CheckedDeck:
    """Check the deck at `path`; diagnostics name it `shown`. Never raises for what is in it."""
    data = read_bytes(path)
    if isinstance(data, Problem):
        return CheckedDeck((file_diagnostic(shown or str(path), data),))
    return check_bytes(data, path, shown)


def check_bytes(data: bytes, path: Path, shown: str = "") -> CheckedDeck:
    """Check a deck file that has been read. `path` says where its source text is."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    report = Report(shown or str(path), data.decode(errors="replace"))
    if (nul := data.find(0)) >= 0:
        at = len(data[:nul].decode(errors="replace"))
        report.add(at, Code.UNREADABLE, "binary data, not text; a deck is a YAML file in UTF-8")
        return CheckedDeck(report.diagnostics())
    try:
        data.decode()
    except UnicodeDecodeError as error:
        at = len(data[: error.start].decode())
        message = f"not UTF-8 text (byte {data[error.start]:#04x}); save the file as UTF-8"
        report.add(at, Code.UNREADABLE, message)
        return CheckedDeck(report.diagnostics())
    with _no_collector():
        document = read_deck(report) or (salvage(report) if is_broken(report) else None)
        if document is None:
            return CheckedDeck(report.diagnostics(), errors=report.errors)
        return _Checker(report, document, path).run(document.value)


def diagnostics_of(path: Path, shown: str, problems: Iterable[Problem]) -> tuple[Diagnostic, ...]:
    """What was found in a deck that has been checked; the file is read again for the places."""
    problems = list(problems)
    data = read_bytes(path) if problems else b""
    if isinstance(data, Problem):
        return (file_diagnostic(shown, data),)
    report = Report(shown, data.removeprefix(b"\xef\xbb\xbf").decode(errors="replace"))
    if problems and (document := read_deck(report)) is not None:
        for problem in problems:
            report.add(document.locate(problem.loc) or 0, problem.code, problem.message)
    return report.diagnostics()


@contextmanager
def _no_collector() -> Iterator[None]:
    """Hundreds of thousands of values are made and none is garbage: this saves a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


LONGEST_DEFAULTS = 4000
_ID_WRITTEN = re.compile(r"""\bid\b[ :]*["']?([a-z0-9][a-z0-9-]*)""", re.IGNORECASE)
"""What may be the id of a card that cannot be read."""

_A_DECK = "a deck"


def _a_card(kind: str) -> str:
    article = "an" if kind[0] in "aeiou" else "a"
    noun = "" if kind.endswith("card") else " card"
    return f"{article} {kind.replace('_', '-')}{noun}"


def _holders() -> dict[str, set[str]]:
    holders: dict[str, set[str]] = {name: {_A_DECK} for name in DeckHeader.model_fields}
    for kind, model in QUESTION_TYPES.items():
        for name in model.model_fields:
            holders.setdefault(name, set()).add(_a_card(kind))
    for name in Defaults.model_fields:
        holders[name].add(IN_DEFAULTS)
    return holders


_HOLDERS = _holders()
"""Each field that there is, by what may hold it."""
_FILE_BESIDE: TypeAdapter[str] = TypeAdapter(FileBeside)


@dataclass
class _Checker:
    report: Report
    document: Document
    path: Path
    text: str = ""
    """As in `CheckedDeck`, and so is `digest`."""
    digest: str = ""
    signs: Sequence[str] = lint.MARKDOWN_SIGNS
    """Of Markdown, that the file may hold."""
    later: dict[str, int] | None = None
    """Of a deck for a later quizapp: what this one does not know, and where it first stands."""
    silences: Silences = field(default_factory=Silences)

    def run(self, raw: dict[str, Any]) -> CheckedDeck:
        if is_newer(raw.get("requires")):
            self.later = {}
        cards = raw.get("cards")
        misnamed = next((name for name in raw if "cards" in MEANT_BY.get(name, ())), "")
        if cards is None and isinstance(raw.get(misnamed), list):
            cards, raw[misnamed] = raw[misnamed], []  # their mistakes are told in the same run
            self.document.offsets.values["cards"] = self.document.offsets.values[misnamed]
        if isinstance(cards, list):
            raw["cards"] = cards[:1]  # the header only has to know that there are some
        header = self.header(raw)
        article = self.article(raw)
        cards = cards if isinstance(cards, list) else []
        self.silences = Silences.of(raw, cards)
        defaults = self.usable_defaults(raw)
        spoken = header.language if header and header.language else language_of_cards(cards)
        if spoken:
            defaults = {"language": spoken, **defaults}
        if header and header.about:
            defaults = {"about": header.about, **defaults}
        to_clean = lint.may_need_cleaning(self.report.text)
        self.signs = lint.markdown_signs(self.report.text)
        questions = []
        for index, card in enumerate(cards):
            if self.report.is_full:
                article = None  # nobody would see what is wrong with further quotes
            question = self.question(("cards", index), card, defaults, article)
            questions += [] if question is None else [question]
            if to_clean:
                for problem in lint.harmful_characters(card):
                    self.add(("cards", index), problem)
            cards[index] = lint.named(card)  # the rest is not wanted any more
        unread = _ID_WRITTEN.findall(self.report.text) if self.report.errors else ()
        for problem in (*lint.duplicate_ids(cards), *lint.unknown_apart(cards, unread)):
            self.add(("cards",), problem)
        if to_clean:
            raw["cards"] = []
            for problem in lint.harmful_characters(raw):
                self.add((), problem)
        self.quiet_losses(header)
        if self.later:
            places = sorted(self.later.items(), key=lambda one: one[1])
            used = [f"{name} (line {self.report.line_of(at)})" for name, at in places]
            message = beyond_this_version(raw["requires"].strip(), used)
            self.add(("requires",), Problem((), Code.NEWER, message))
        if self.report.errors:
            return self.checked()
        self.unchecked(questions)
        for problem in chain(
            item_problems(questions),
            answers_by_place(questions),
            deck_problems(questions, self.silences),
        ):
            if self.report.is_full:
                break
            self.add(("cards",), problem)
        topic = header.about if header else ""
        for index, problem in chain(told_by_topic(questions, topic), cues(questions, topic)):
            if self.report.is_full:
                break  # there may be as many as there are pairs of cards
            self.add(("cards", index), problem)
        if not self.report.is_full:  # else not all was looked at
            for problem in self.silences.unused():
                self.add((), problem)
        return replace(
            self.checked(),
            header=header,
            questions=tuple(questions),
            source=article,
            language=spoken,
        )

    def quiet_losses(self, header: DeckHeader | None) -> None:
        """What would be left out without a word."""
        lost = ((start, one) for start, text in self.document.parts for one in losses(text))
        for start, (at, message) in chain(
            lost, ((0, one) for one in split_items(self.report.text))
        ):
            card = self.document.card_at(start + at) if Code.LOST in self.silences.codes else None
            if not self.silences.cover(() if card is None else ("cards", card), Code.LOST):
                self.report.add(start + at, Code.LOST, message)
        if header and header.language and not language(header.language).name:
            named = header.language.title()
            near = next((code for code, its in LANGUAGES.items() if its.name == named), "")
            write = f"write a code such as {near or 'en'}"
            message = f'nothing is known of "{header.language}"; {write}'
            self.add(("language",), Problem((), Code.LANGUAGE, message, near))

    def unchecked(self, questions: list[AnyQuestion]) -> None:
        """Quotes that nothing is checked against."""
        quoting = [place for place, one in enumerate(questions) if one.evidence]
        if quoting and not self.text:
            message = (
                f"{count(len(quoting), 'card')} with quotes that nothing is checked against; name"
                " the text that they are from: `source: {text: article.md}`"
            )
            self.add(("cards", quoting[0], "evidence"), Problem((), Code.UNCHECKED, message))

    def checked(self) -> CheckedDeck:
        found, errors = self.report.diagnostics(), self.report.errors
        return CheckedDeck(found, text=self.text, article=self.digest, errors=errors)

    def add(self, base: Loc, problem: Problem) -> None:
        """Report a problem at a path that starts at `base`."""
        loc = (*base, *problem.loc)
        if self.silences.cover(loc, problem.code) or any(
            self.document.is_reported((*base, on)) for on in _DEPENDS_ON.get(problem.code, ())
        ):
            return
        if problem.code is Code.MISSING:
            at = self.document.locate(loc[:-1])
        elif problem.code in (Code.UNKNOWN_FIELD, Code.UNKNOWN_OPTION):
            at = self.document.locate_key(loc)
        elif loc[-1:] == ("[key]",):
            at = self.document.locate_key(loc[:-1])
        else:
            at = self.document.locate(loc)
        if at is not None:
            self.report.add(at, problem.code, problem.message, problem.instead)

    def add_invalid(self, base: Loc, invalid: ValidationError, what: str) -> None:
        errors = invalid.errors(include_url=False)
        known = [one for one in errors if not self.is_later(base, one)]
        problems = field_problems(known, what, _HOLDERS)
        for done, problem in enumerate(problems):
            if self.report.is_full:
                self.report.add_hidden(len(problems) - done, Code.WRONG_VALUE)
                break
            self.add(base, problem)

    def is_later(self, base: Loc, error: Mapping[str, Any]) -> bool:
        """Whether a later version may well know what this one complains of; it is noted, then."""
        if self.later is None or not (is_unknown(error) or error["type"] == "literal_error"):
            return False
        loc = (*base, *error["loc"])
        name = str(loc[-1])
        self.note_later(name if is_unknown(error) else f"{name}: {error['input']}", loc)
        return True

    def note_later(self, name: str, loc: Loc) -> None:
        assert self.later is not None
        at = self.document.locate_key(loc)
        self.later.setdefault(f"`{cut(name, 40)}`", at or 0)

    def header(self, raw: dict[str, Any]) -> DeckHeader | None:
        try:
            return DeckHeader.model_validate(raw)
        except ValidationError as invalid:
            self.add_invalid((), invalid, _A_DECK)
        return None

    def usable_defaults(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The defaults less those that are wrong, which have been reported where they stand."""
        defaults = raw.get("defaults")
        if not isinstance(defaults, dict):
            return {}
        if len(str(defaults)) > LONGEST_DEFAULTS:  # each card has all of them
            message = f"`defaults` are too long; {LONGEST_DEFAULTS:,} characters are the most"
            self.add(("defaults",), Problem((), Code.LIMIT, message))
            return {}
        try:
            Defaults.model_validate(defaults)
        except ValidationError as invalid:
            wrong = {error["loc"][0] for error in invalid.errors(include_url=False)}
            return {key: value for key, value in defaults.items() if key not in wrong}
        return defaults

    def article(self, raw: dict[str, Any]) -> SourceText | None:
        source = raw.get("source")
        name = source.get("text") if isinstance(source, dict) else None
        if not name or not isinstance(name, str):
            return None
        try:
            self.text = _FILE_BESIDE.validate_python(name)
            article = SourceText(name, read_article(self.path, name))
            self.digest = article.digest
            return article
        except ValidationError:
            return None  # reported with the header
        except SourceTextError as error:
            self.digest = str(error)
            message = f"{cut(name)} {error}"
            self.add(("source", "text"), Problem((), Code.SOURCE_TEXT, message))
        return None

    def question(
        self, base: Loc, card: Any, defaults: dict[str, Any], article: SourceText | None
    ) -> AnyQuestion | None:
        if not isinstance(card, dict):
            message = "a card is a mapping: lines of `key: value`, the first after `- `"
            self.add(base, Problem((), Code.WRONG_VALUE, message))
            return None
        kind = card.get("type")
        if not isinstance(kind, str) or kind not in QUESTION_TYPES:
            if self.later is not None and isinstance(kind, str):
                self.note_later(f"type: {kind}", (*base, "type"))
                return None
            self.add(base, _no_type(card))
            misnamed = _type_misnamed(card)
            card = {("type" if key == misnamed else key): value for key, value in card.items()}
            kind = _likely_type(card)
            if not kind:
                return None
            card["type"] = kind  # its other mistakes are told in the same run
        model = QUESTION_TYPES[kind]
        whole = _merged(card, defaults, model) if defaults else card
        try:
            question = model.model_validate(whole)
        except ValidationError as invalid:
            self.add_invalid(base, invalid, _a_card(kind))
            for problem in foreign_answers(card) if kind in ("choice", "multi_choice") else ():
                self.add(base, problem)
            wrong = {str(error["loc"][0]) for error in invalid.errors(include_url=False)}
        else:
            for problem in lint.problems(question, article, self.signs):
                self.add(base, problem)
            return question
        for problem in _problems_of_the_rest(model, whole, wrong, article):
            self.add(base, problem)
        return None


def _no_type(card: Mapping[str, Any]) -> Problem:
    kinds = ", ".join(QUESTION_TYPES)
    if wrong := _type_misnamed(card):
        message = f"a card has no field `{cut(wrong)}`; did you mean `type`?"
        return Problem((wrong,), Code.UNKNOWN_FIELD, message, "type")
    if "type" not in card:
        return Problem(("type",), Code.MISSING, f"a card needs `type`, one of {kinds}")
    kind = card["type"]
    if not isinstance(kind, str):
        return Problem(("type",), Code.WRONG_VALUE, f"`type` must be one of {kinds}")
    if _is_one_of_several(card):
        message = f'no card type is called "{cut(kind)}"; with one right answer it is `choice`'
        return Problem(("type",), Code.WRONG_VALUE, message, "choice")
    hint = suggestion(kind, QUESTION_TYPES)
    hint = f"{hint} The types are {kinds}" if "mean" in hint else f"the types are {kinds}"
    message = f'no card type is called "{cut(kind)}"; {hint}'
    return Problem(("type",), Code.WRONG_VALUE, message, same_letters(kind, QUESTION_TYPES))


def _is_one_of_several(card: Mapping[str, Any]) -> bool:
    """Whether it is what other programs call multiple choice, with one right answer."""
    right = [card[name] for name in RIGHT if name in card]
    letters = re.sub(r"[^a-z]", "", card["type"].lower())
    return letters in _MULTIPLE_CHOICE and len(right) == 1 and isinstance(right[0], str)


_MULTIPLE_CHOICE = ("multiplechoice", "multichoice", "mcq", "mc", "singlechoice")


def _type_misnamed(card: Mapping[str, Any]) -> str:
    """The field that holds a type under a misspelt name; empty when there is none."""
    if "type" in card:
        return ""
    strange = (key for key in card if key not in _HOLDERS and len(key) < 7)
    return next((key for key in strange if nearest(key, ("type",))), "")


_TELLING = {
    "text": "cloze",
    "pairs": "matching",
    "items": "ordering",
    "answers": "multi_choice",
    "distractors": "choice",
    "tolerance": "numeric",
    "unit": "numeric",
    "accept": "typed",
    "reverse": "flashcard",
}
"""Fields by which a card without a type shows which it is."""


def _likely_type(card: Mapping[str, Any]) -> str:
    """What a card with a wrong type, or none, was most likely meant to be; empty if unknown."""
    kind = card.get("type")
    if isinstance(kind, str) and _is_one_of_several(card):
        return "choice"
    near = nearest(kind, tuple(QUESTION_TYPES)) if isinstance(kind, str) else None
    named = {name for field in card for name in (field, *MEANT_BY.get(field, ())[:1])}
    told = (kind for field, kind in _TELLING.items() if field in named)
    return near or next(told, "flashcard" if {"front", "back"} <= set(card) else "")


@cache
def _fields_of(model: type[AnyQuestion]) -> frozenset[str]:
    """Those that defaults are given to."""
    return frozenset(model.model_fields) - frozenset([] if model.is_graded else ["points"])


def _merged(
    card: dict[str, Any], defaults: dict[str, Any], model: type[AnyQuestion]
) -> dict[str, Any]:
    """The card's own fields win; its tags come first, so that they keep their places."""
    fields = _fields_of(model)
    merged = {name: value for name, value in defaults.items() if name in fields} | card
    own, others = card.get("tags"), defaults.get("tags")
    if isinstance(own, list) and isinstance(others, list):
        mine = {tag for tag in own if isinstance(tag, str)}
        merged["tags"] = own + [tag for tag in others if tag not in mine]
    return merged


# what a card that has wrong fields is given in their place, so that the others are checked too
_STAND_IN = "\N{HORIZONTAL ELLIPSIS}"
_STAND_INS: dict[str, Any] = {
    "id": "x",
    "prompt": _STAND_IN,
    "answer": _STAND_IN,
    "answers": [_STAND_IN],
    "distractors": [_STAND_IN * 2],
    "items": [_STAND_IN, _STAND_IN * 2],
    "pairs": {_STAND_IN: _STAND_IN, _STAND_IN * 2: _STAND_IN},
    "text": "{{c1::x}}",
}
_STAND_IN_ANSWERS = {"numeric": 0, "true_false": True}
_DEPENDS_ON = {
    Code.UNKNOWN_OPTION: {"answer", "answers", "distractors", "text"},
    Code.NEEDS_BY: {"by", "claim"},
}
"""Problems that are certain only when these fields, where the type has them, are right."""


def _problems_of_the_rest(
    model: type[AnyQuestion],
    card: Mapping[str, Any],
    wrong: Collection[str],
    article: SourceText | None,
) -> Iterator[Problem]:
    """The problems of the fields that are not `wrong`, the rest being filled in."""
    stand_ins = {**_STAND_INS, "answer": _STAND_IN_ANSWERS.get(str(card.get("type")), _STAND_IN)}
    usable = {key: value for key, value in card.items() if key not in wrong}
    filled = {
        name: stand_ins[name]
        for name, field in model.model_fields.items()
        if field.is_required() and name not in usable and name in stand_ins
    }
    try:
        question = model.model_validate({**usable, **filled})
    except ValidationError:
        return
    unsure = {*filled, *wrong}
    for problem in lint.problems(question, article):
        if problem.loc[0] not in unsure and not _DEPENDS_ON.get(problem.code, set()) & unsure:
            yield problem
