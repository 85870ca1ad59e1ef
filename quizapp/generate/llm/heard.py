"""What a model says, listened to only as long as something comes of it."""

import re
from collections.abc import AsyncIterator
from typing import Any

from pydantic_core import from_json

MOST_BYTES = 4 * 1024 * 1024
"""Of a response: a stream wraps some 300 bytes around each word."""
MOST_CHARACTERS = 60_000
"""Of what the model says."""
_EVERY = 200
"""Characters after which it is looked at again whether the model repeats itself."""
_TAIL, _KEY, _FEWEST = 6000, 40, 240
"""Characters of the end that are looked at, and of its own end that are searched in it; and over
how many something comes again at least, to be a repetition."""


class Heard:
    """A response as it comes in, be it a stream of events or one object."""

    def __init__(self) -> None:
        self.text = ""
        """What the model said."""
        self.broken = ""
        """Why its end is missing, as `repeated itself`; empty when it is whole."""
        self.fault = ""
        """What the server says is wrong."""
        self._size = 0
        self._looked = 0
        self._done = False
        self._line = bytearray()
        self._body = bytearray()

    @property
    def said(self) -> str:
        """What was said after all thoughts."""
        return self.text.rpartition("</think>")[2]

    async def listen(self, pieces: AsyncIterator[bytes]) -> None:
        async for piece in pieces:
            self._size += len(piece)
            self._line += piece
            if b"\n" in piece:
                *lines, self._line = self._line.split(b"\n")
                for line in filter(None, lines):
                    self._read(line)
            if self._size > MOST_BYTES:
                self.broken = f"was longer than {MOST_BYTES // 2**20} MB"
            if self.broken or self._done:
                return
        self._read(self._line)
        if self._body.strip():
            self._take(self._body)

    def _read(self, line: bytearray) -> None:
        """An event has `data:` before it; all else is a piece of one object, or a comment."""
        if not line.startswith(b"data:"):
            self._body += line if line[:1] != b":" else b""
        elif (data := line[5:].strip()) == b"[DONE]":
            self._done = True
        else:
            self._take(data)

    def _take(self, data: bytearray) -> None:
        try:
            reply = from_json(bytes(data))
        except ValueError:  # no JSON, or too deep
            return
        self.text += _words(reply)
        match reply:
            case {"choices": [{"finish_reason": "length"}, *_]}:
                self.broken = "was too long for the model"
            case {"error": {"message": str(fault)} | str(fault)} | {"message": str(fault)}:
                self.fault = fault
                self.broken = "ended in an error of the server"
        if len(self.text) > MOST_CHARACTERS:
            self.text = self.text[:MOST_CHARACTERS]
            self.broken = f"was longer than {MOST_CHARACTERS:,} characters"
        elif len(self.text) - self._looked >= _EVERY:
            self._looked = len(self.text)
            if repeats_itself(self.text):
                self.broken = "repeated itself"


def _words(reply: Any) -> str:
    """What the model says in a whole response, or in an event of a stream."""
    match reply:
        case {"choices": [{"delta": {"content": str(words)}}, *_]}:
            return words
        case {"choices": [{"message": {"content": str(words)}}, *_]}:
            return words
    return ""


def repeats_itself(text: str) -> bool:
    """Whether a text ends in the same three times or in blanks, or in the same but for its numbers
    six times."""
    tail = text[-_TAIL:]
    return _ends_in_same(tail, 3) or _ends_in_same(re.sub(r"\d", "0", tail), 6)


def _ends_in_same(text: str, times: int) -> bool:
    before = text.rfind(text[-_KEY:], 0, -1)
    period = len(text) - _KEY - before
    run = max(times * period, _FEWEST)
    return before >= 0 and run <= len(text) and text[-run + period :] == text[-run:-period]
