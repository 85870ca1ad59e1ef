"""A real server on this machine that answers as an OpenAI-compatible endpoint does, by script."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = str | int
"""The text that the model says, or the status of a refusal by the server."""


@dataclass
class Script:
    """What to answer, in order, the last one again and again; and what was asked."""

    replies: list[Reply]
    asked: list[dict[str, Any]] = field(default_factory=list)
    hang: threading.Event | None = None
    """Wait for this before answering."""
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
            reply = script.next(json.loads(self.rfile.read(length)))
            if script.hang is not None:
                script.hang.wait(20)
            status, body = (200, _completion(reply)) if isinstance(reply, str) else (reply, {})
            data = json.dumps(body or {"error": {"message": "not here"}}).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
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
        if script.hang is not None:
            script.hang.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _completion(text: str) -> dict[str, Any]:
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": text},
            }
        ],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
