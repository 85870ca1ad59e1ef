"""A model is asked about a few paragraphs at a time, and once more where its answer is wrong."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain
from time import monotonic

from quizapp.core.errors import GenerateError
from quizapp.core.text import cut
from quizapp.generate.article import Article
from quizapp.generate.facts import Found
from quizapp.generate.llm.answer import (
    EXAMPLE,
    EXAMPLE_ANSWER,
    INSTRUCTIONS,
    SCHEMA,
    LlmAnswer,
    Told,
    parse,
)
from quizapp.generate.llm.convert import Conversion
from quizapp.generate.llm.endpoint import Endpoint, Message

MOST_WORDS = 130
"""Of the paragraphs that are asked about at a time."""
MOST_NAMED = 12
"""Wrong entries that are named to the model, and names that it is given: more would crowd out the
text in a small one."""
MOST_FAILURES = 3
"""Questions in a row that nobody answers, after which no more are asked."""
_SENTENCE = re.compile(r"\S.*?[.!?…][\"”’')\]]*(?=\s|$)|\S.+", re.DOTALL)

Piece = list[tuple[int, str]]
"""Paragraphs that are asked about together: their numbers and texts."""


class LlmReader:
    """Reads an article by asking the endpoint in `QUIZAPP_LLM_URL`.

    What fails on the way, or is interrupted by Ctrl-C, costs no fact that was read before.

    Args:
        progress: hears how many pieces of an article are done, and how many there are.

    Raises:
        GenerateError: the endpoint is not named.
    """

    def __init__(self, progress: Callable[[int, int], None] = lambda _done, _all: None) -> None:
        self.dropped: list[str] = []
        """What was not read, and what the model told and could not prove, a line each."""
        self.progress = progress
        self._endpoint = Endpoint.named(SCHEMA)

    def read(self, article: Article) -> Found:
        """Ask about one piece after the other.

        Raises:
            GenerateError: none of them had a usable answer.
        """
        conversion = Conversion(article)
        pieces = _pieces(article)
        end = monotonic() + self._endpoint.most_seconds
        answered, why = False, f"{article.title}: no paragraphs to ask about"
        for number, piece in enumerate(pieces):
            self.progress(number, len(pieces))
            before = pieces[number - 1][-1][1] if number else ""
            try:
                self._read(piece, before, conversion, end)
                answered = True
                continue
            except GenerateError as error:
                why = str(error)
                stop = self._endpoint.failures >= MOST_FAILURES or monotonic() >= end
            except KeyboardInterrupt:
                if not answered:
                    raise
                why, stop = "interrupted", True
            self._drop(f"{_name([*chain(*pieces[number:])] if stop else piece)}: {why}")
            if stop:
                break
        self.progress(len(pieces), len(pieces))
        if not answered:
            raise GenerateError(why)
        return conversion.found()

    def _read(self, piece: Piece, before: str, conversion: Conversion, end: float) -> None:
        """Take what the model tells of a piece into the conversion, until `end` on the clock."""
        messages = [*_OPENING, _question(piece, before, conversion)]
        heard = self._endpoint.ask(messages, end - monotonic())
        answer, complaint = _judged(heard.said, conversion)
        if complaint and not heard.broken:
            messages += [_message("assistant", heard.said), _message("user", complaint)]
            try:
                again = self._endpoint.ask(messages, end - monotonic())
                mended, _ = _judged(again.said, conversion)
            except GenerateError:
                mended = None
            if mended and answer:
                good = [fact for fact in answer.facts if not _faults([fact], conversion)]
                answer = replace(answer, facts=(*good, *mended.facts))
            answer = answer or mended
        if answer is None:
            raise self._endpoint.unusable(heard)
        if heard.broken:
            self._drop(f"{_name(piece)}: the answer {heard.broken}; what is whole in it is used")
        if faults := _faults(answer.facts, conversion):
            more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
            self._drop(f"{_name(piece)}: {faults[0]}{more}")
        conversion.take(answer)

    def _drop(self, line: str) -> None:
        self.dropped.append(cut(line, 240))


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


_OPENING = [
    _message("system", INSTRUCTIONS),
    _message("user", EXAMPLE),
    _message("assistant", EXAMPLE_ANSWER),
]
"""The same for all questions: servers keep what they made of it."""


def _pieces(article: Article) -> list[Piece]:
    """The article, a few paragraphs at a time; a long one is cut between its sentences."""
    pieces: list[Piece] = []
    room = 0
    for passage in article.passages:
        text = article.text[passage.start : passage.end]
        voice = f"{passage.speaker}: " if passage.speaker else ""
        parts = [text] if len(text.split()) <= MOST_WORDS else _SENTENCE.findall(text)
        for part in parts:
            words = len(part.split())
            if words > room:
                pieces.append([])
                room = MOST_WORDS
            pieces[-1].append((passage.number, voice + part))
            room -= words
    return pieces


def _name(piece: Piece) -> str:
    first, last = piece[0][0], piece[-1][0]
    return f"passage {first}" if first == last else f"passages {first} to {last}"


def _question(piece: Piece, before: str, conversion: Conversion) -> Message:
    """The paragraphs, and what is needed to know whom their pronouns and surnames mean."""
    people = [f"{name} ({role})" if role else name for name, role in conversion.people.items()]
    told = {
        "Title": conversion.article.title,
        "Author": conversion.article.author,
        "People": "; ".join(people[-MOST_NAMED:]),
        "Organisations": "; ".join(conversion.bodies[-MOST_NAMED:]),
        "What was before": before,
    }
    lines = [f"{name}: {text}" for name, text in told.items() if text]
    lines += ["", "The paragraphs:", *(f"[{number}] {text}" for number, text in piece)]
    return _message("user", "\n".join(lines))


def _judged(said: str, conversion: Conversion) -> tuple[LlmAnswer | None, str]:
    """The answer, and what there is to say to the model about it."""
    try:
        answer = parse(said)
    except ValueError as error:
        return None, f"Answer with the JSON object and nothing else: {error}"
    wrong = _faults(answer.facts, conversion)[:MOST_NAMED]
    listed = "\n".join(f"- {fault}" for fault in wrong)
    told = f"Mend these facts, or leave them out, and return only the mended ones:\n{listed}"
    return answer, told if wrong else ""


def _faults(facts: Iterable[Told | str], conversion: Conversion) -> list[str]:
    """A line for each fact that cannot be used."""
    judged = [(entry, conversion.judge(entry)) for entry in facts]
    return [
        f"fact {number} ({entry.kind}): {fault}"
        if isinstance(entry, Told)
        else f"fact {number}: {fault}"
        for number, (entry, fault) in enumerate(judged, 1)
        if isinstance(fault, str)
    ]
