"""What `check` says of a deck file, kept as long as nothing changes that it depends on.

That is the file itself, its source text, and the program: a check that has learnt something new
says it of old decks too. Whoever has a verdict needs neither pydantic nor a parser.
"""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.core.codes import Problem
from quizapp.deck.cache import Cache, CompiledDeck, Entry, LostEntry
from quizapp.deck.diagnostics import Diagnostic, file_diagnostic
from quizapp.deck.files import SourceTextError, read_article, read_bytes

if TYPE_CHECKING:
    from quizapp.author.check.proposals import Mend
    from quizapp.deck.check import CheckedDeck
    from quizapp.questions.union import AnyQuestion

_PROGRAM = ("core", "questions", "deck", "deck/words", "author", "author/check")
"""Where all that checks a deck is."""


@dataclass(frozen=True, slots=True)
class CheckVerdict:
    diagnostics: tuple[Diagnostic, ...]
    mends: "dict[Diagnostic, Mend]" = field(default_factory=dict)
    text: str = ""
    """The name of the source text; empty without one."""
    slug: str = ""
    """Empty for a deck that has errors, and so are the others."""
    cards: int = 0
    judged_by: str | None = None
    """The language by which typed answers are judged, as the author has not said it; empty when
    the deck's words do not tell it either. None when there is nothing to be said of that."""
    guess_score: float = 0.0
    """The share of the points (0 to 1) that blind guesses earn."""
    silence: frozenset[str] = frozenset()
    """The codes of warnings that the deck does not want."""
    questions: "tuple[AnyQuestion, ...]" = ()
    """Where they were wanted."""


def verdict(
    path: Path, shown: str, cache: Path | None, with_questions: bool = False
) -> CheckVerdict:
    """Check the deck at `path`, or say again what was said of it; diagnostics name it `shown`.

    Args:
        cache: the folder for what may be deleted; None keeps nothing.
        with_questions: they are to be compared with those of other decks.
    """
    data = read_bytes(path)
    if isinstance(data, Problem):
        return CheckVerdict((file_diagnostic(shown, data),))
    kept = Cache(cache / "checks" if cache else None)
    name = sha256(b"\n".join([*_program(), data])).hexdigest()
    entry = kept.load(name)
    if entry is not None and entry.index["article"] == _article(path, entry.index["article"][0]):
        with contextlib.suppress(LostEntry):
            return _read(entry, shown, with_questions)
    from quizapp.deck.check import check_bytes  # pydantic and yaml: 150 ms

    checked = check_bytes(data, path, shown)
    found = _verdict(path, checked)
    index = _written(found) | {"article": [checked.text, checked.article]}
    questions = checked.questions if with_questions else ()  # to write them takes a while
    kept.save(
        name,
        CompiledDeck(
            index | {"has_questions": with_questions},
            ids=[one.id for one in questions],
            lines=[one.model_dump_json(exclude_defaults=True).encode() for one in questions],
        ),
    )
    return replace(found, questions=questions)


def _verdict(path: Path, checked: "CheckedDeck") -> CheckVerdict:
    mends = {}
    if checked.diagnostics:
        from quizapp.author.check.fixing import mends_of

        mends = mends_of(path, checked)
    if checked.header is None:
        return CheckVerdict(checked.diagnostics, mends, checked.text)
    from quizapp.deck.deck_lint import guess_score

    is_typed = any(one.type in ("typed", "cloze", "numeric") for one in checked.questions)
    return CheckVerdict(
        checked.diagnostics,
        mends,
        checked.text,
        checked.header.deck,
        sum(len(question.variants) for question in checked.questions),
        checked.language if is_typed and not checked.header.language else None,
        guess_score(checked.questions),
        frozenset(checked.header.silence),
    )


def _written(found: CheckVerdict) -> dict[str, Any]:
    mends = [found.mends.get(one) for one in found.diagnostics]
    return {
        "diagnostics": [one.kept for one in found.diagnostics],
        "mends": [one and [one.edits, one.does] for one in mends],
        "slug": found.slug,
        "cards": found.cards,
        "judged_by": found.judged_by,
        "guess_score": found.guess_score,
        "silence": sorted(found.silence),
    }


def _read(entry: Entry, shown: str, with_questions: bool) -> CheckVerdict:
    """Raises: LostEntry: it is damaged, or the questions are wanted and were not kept."""
    index = entry.index
    if with_questions and not index["has_questions"]:
        raise LostEntry
    diagnostics = tuple(Diagnostic.of(shown, one) for one in index["diagnostics"])
    mends = {}
    for diagnostic, mend in zip(diagnostics, index["mends"], strict=True):
        if mend:
            from quizapp.author.check.proposals import Edit, Mend

            edits, does = mend
            mends[diagnostic] = Mend(tuple(Edit(*edit) for edit in edits), does)
    questions: tuple[AnyQuestion, ...] = ()
    if with_questions:
        from quizapp.questions.union import parse_question

        questions = tuple(map(parse_question, entry.questions()))
    return CheckVerdict(
        diagnostics,
        mends,
        index["article"][0],
        index["slug"],
        index["cards"],
        index["judged_by"],
        index["guess_score"],
        frozenset(index["silence"]),
        questions,
    )


def _article(path: Path, name: str) -> list[str]:
    """The name of a deck's source text, and its digest or why it cannot be used, as it is now."""
    if not name:
        return ["", ""]
    try:
        return [name, sha256(read_article(path, name)).hexdigest()]
    except SourceTextError as error:
        return [name, str(error)]


def _program() -> Iterator[bytes]:
    """What tells this state of the program from any other."""
    package = Path(__file__).parents[2]
    for part in _PROGRAM:
        with os.scandir(package / part) as files:
            for file in sorted(files, key=lambda one: one.name):
                if file.is_file():
                    status = file.stat()
                    yield f"{part}/{file.name} {status.st_size} {status.st_mtime_ns}".encode()
