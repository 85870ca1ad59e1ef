"""A client for the language server with which editors complete and check YAML."""

import json
import subprocess
from pathlib import Path
from typing import Any, Self

Message = dict[str, Any]


class LanguageServer:
    """yaml-language-server, told to use one schema for all files."""

    def __init__(self, command: str, schema: Path) -> None:
        self._process = subprocess.Popen(
            [command, "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._asked = 0
        self._settings = {
            "yaml": {
                "validate": True,
                "completion": True,
                "schemas": {schema.as_uri(): "*.yaml"},
                "schemaStore": {"enable": False},
            }
        }
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self._settings})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def problems(self, name: str, text: str) -> list[tuple[int, str]]:
        """What it says of a file: the line (from 1) and the message of each problem."""
        uri = self._open(name, text)
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics":
                told = message["params"]
                if told["uri"] == uri:
                    return [
                        (one["range"]["start"]["line"] + 1, one["message"])
                        for one in told["diagnostics"]
                    ]

    def completions(self, name: str, text: str) -> list[str]:
        """What it offers at the end of a file."""
        uri = self._open(name, text)
        *lines, last = text.split("\n")
        place = {"line": len(lines), "character": len(last)}
        found = self._ask(
            "textDocument/completion", {"textDocument": {"uri": uri}, "position": place}
        )
        return [one["label"] for one in found["items"]]

    def _open(self, name: str, text: str) -> str:
        uri = f"file:///{name}"
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def _tell(self, method: str, params: Message) -> None:
        self._send({"method": method, "params": params})

    def _ask(self, method: str, params: Message) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self._asked and "method" not in message:
                return message["result"]

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _next(self) -> Message:
        """The next message; what the server asks for is answered on the way."""
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has ended"
        message: Message = json.loads(self._process.stdout.read(length))
        if "id" in message and "method" in message:
            wanted = (
                message.get("params", {}).get("items", [])
                if message["method"] == ("workspace/configuration")
                else None
            )
            result = (
                None
                if wanted is None
                else [self._settings.get(str(one.get("section")), {}) for one in wanted]
            )
            self._send({"id": message["id"], "result": result})
        return message
