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
    kind: str = "application/json"
    location: str = ""


Reply = str | int | Raw
"""The text that the model says, or the status of a refusal by the server, or a whole response."""


@dataclass
class Script:
    """What to answer, in order, the last one again and again; and what was asked."""

    replies: list[Reply]
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    hang: threading.Event | None = None
    """Wait for this before answering."""
    drip: threading.Event | None = None
    """Send a blank now and then, and never an answer, until this is set."""
    refuses: Callable[[dict[str, Any]], bool] = lambda _request: False
    """Requests that are answered with 400, whatever comes next."""

    def next(self, request: dict[str, Any]) -> Reply:
        self.asked.append(request)
        if self.refuses(request):
            return 400
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def serving(script: Script) -> Iterator[str]:
    """Serve the script; gives the base URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            script.keys.append(self.headers["Authorization"])
            reply = _raw(script.next(json.loads(self.rfile.read(length))))
            if script.hang is not None:
                script.hang.wait(20)
            data = reply.body.encode()
            try:
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.kind)
                if reply.location:
                    self.send_header("Location", reply.location)
                if script.drip is not None:
                    self.end_headers()
                    while not script.drip.wait(0.02):
                        self.wfile.write(b" ")
                    return
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            except OSError:
                pass  # the client has gone

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        for event in (script.hang, script.drip):
            if event is not None:
                event.set()
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


def answer(*facts: dict[str, Any], **lists: list[str]) -> str:
    """The JSON that a model is asked for."""
    return json.dumps({**lists, "facts": facts})


def _raw(reply: Reply) -> Raw:
    if isinstance(reply, Raw):
        return reply
    if isinstance(reply, int):
        return Raw(json.dumps({"error": {"message": "not here"}}), reply)
    return Raw(json.dumps(completion(reply)))


def completion(text: str | None, finish: str = "stop", **more: object) -> dict[str, Any]:
    message = {"role": "assistant", "content": text, **more}
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "finish_reason": finish, "message": message}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
