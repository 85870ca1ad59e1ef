"""A real server on this machine that answers as an OpenAI-compatible endpoint does, by script."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from quizapp.generate.llm.reader import LlmReader


@dataclass(frozen=True)
class Raw:
    """A response in full, where the model's words are not what matters."""

    body: str
    status: int = 200
    """0 for none, not even a head."""
    kind: str = "application/json"
    location: str = ""
    then: str | None = None
    """What is sent after the body again and again, until the client goes; empty for silence."""
    pause: float = 0.0
    """Seconds between what is sent then."""


Reply = str | int | Raw
"""The text that the model says, or the status of a refusal by the server, or a whole response."""


@dataclass
class Script:
    """What to answer, in order, the last one again and again; and what was asked."""

    replies: list[Reply]
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    """Ends what is sent again and again."""
    sent: int = 0
    """Bytes of what was sent again and again."""
    refuses: Callable[[dict[str, Any]], bool] = lambda _request: False
    """Requests that are answered with 400, whatever comes next."""

    def next(self, request: dict[str, Any]) -> Raw:
        self.asked.append(request)
        if self.refuses(request):
            return _raw(400, request)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return _raw(reply, request)

    def questions(self) -> list[str]:
        """What the model was told of paragraphs, without what was sent back to it."""
        said = [one["messages"][-1]["content"] for one in self.asked]
        return [one for one in said if "The paragraphs:" in one]


@contextmanager
def serving(script: Script) -> Iterator[str]:
    """Serve the script; gives the base URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            script.keys.append(self.headers["Authorization"])
            reply = script.next(json.loads(self.rfile.read(length)))
            try:
                if reply.status:
                    self.send_response(reply.status)
                    self.send_header("Content-Type", reply.kind)
                    if reply.location:
                        self.send_header("Location", reply.location)
                    self.end_headers()
                    self.wfile.write(reply.body.encode())
                if reply.then is not None:
                    again = reply.then.encode()
                    while not script.over.wait(reply.pause):
                        script.sent += self.wfile.write(again)
            except OSError:
                pass  # the client has gone

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        script.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def reader(
    monkeypatch: pytest.MonkeyPatch, *replies: Reply, **options: Any
) -> Iterator[tuple[LlmReader, Script]]:
    """A reader whose endpoint is a server with these replies."""
    script = Script(list(replies), **options)
    with serving(script) as url:
        monkeypatch.setenv("QUIZAPP_LLM_URL", url)
        monkeypatch.setenv("QUIZAPP_LLM_MODEL", "scripted")
        yield LlmReader(), script


def answer(*facts: Any, **lists: list[str]) -> str:
    """The JSON that a model is asked for."""
    return json.dumps({"facts": facts, **lists})


def _raw(reply: Reply, request: dict[str, Any]) -> Raw:
    if isinstance(reply, Raw):
        return reply
    if isinstance(reply, int):
        return Raw(json.dumps({"error": {"message": "not here"}}), reply)
    if request.get("stream"):
        return Raw(f"{events(reply, 'stop')}data: [DONE]\n\n", kind="text/event-stream")
    return Raw(json.dumps(completion(reply)))


def completion(text: str | None, finish: str = "stop", **more: object) -> dict[str, Any]:
    message = {"role": "assistant", "content": text, **more}
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
    }


def events(text: str, finish: str = "") -> str:
    """The text as a stream, a few letters at a time; without an end when `finish` is empty."""
    deltas = [{"delta": {"content": text[at : at + 50]}} for at in range(0, len(text), 50)]
    if finish:
        deltas.append({"delta": {}, "finish_reason": finish})
    return "".join(f"data: {json.dumps({'choices': [delta]})}\n\n" for delta in deltas)
