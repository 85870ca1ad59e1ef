"""Where the model answers, and what can go wrong on the way there."""

import math
import os
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from quizapp.core.errors import GenerateError
from quizapp.core.installing import missing
from quizapp.core.text import clean, cut
from quizapp.generate.llm.heard import Heard

if TYPE_CHECKING:
    from ssl import SSLContext

    from httpx2 import AsyncClient

SECONDS = 300.0
"""How long one answer may take: a small model on a processor says some ten words a second."""
MOST_SECONDS = 3600.0
"""How long all answers on one article may take."""
MOST_TOKENS = 4096
"""Of an answer, thoughts included."""
_URL, _MODEL, _KEY, _TIMEOUT, _TOTAL = (
    f"QUIZAPP_LLM_{name}" for name in ("URL", "MODEL", "KEY", "TIMEOUT", "TOTAL")
)
_EXAMPLE = "http://127.0.0.1:11434/v1"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_UNKNOWN = (400, 404, 422, 501)
"""What a server answers when it does not know a part of the request."""

Message = dict[str, str]
"""`role` and `content`."""


@dataclass
class Endpoint:
    """An OpenAI-compatible server and one of its models."""

    url: str
    model: str
    key: str
    seconds: float
    most_seconds: float
    optional: list[dict[str, Any]]
    """What is asked for beside the answer itself; the last one goes first where it is refused."""
    failures: int = 0
    """How often in a row it said nothing."""

    @classmethod
    def named(cls, schema: dict[str, Any]) -> "Endpoint":
        """The one that the environment names, held to answers of a JSON schema.

        Raises:
            GenerateError: it names none, or none that can be asked, or the extra is missing.
        """
        try:
            import httpx2  # noqa: F401  (told here, once, and not for each piece of an article)
        except ImportError:
            raise GenerateError(missing("llm", "the reader llm")) from None
        url = _setting(_URL, _EXAMPLE)
        model = _setting(_MODEL, "qwen3:8b")
        try:
            parts = urlsplit(url)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname)
            usable = usable and parts.port != 0 and re.fullmatch(r"[!-~]+", url) is not None
        except ValueError:  # a port or a bracket that cannot be
            usable = False
        if not usable:
            raise GenerateError(f'{_URL} is "{_shown(url)}"; give a URL such as {_EXAMPLE}')
        key = os.environ.get(_KEY, "").strip() or "none"
        if not re.fullmatch(r"[!-~]+", key):
            raise GenerateError(f"{_KEY} has signs that no key has; copy it once more")
        form = {"type": "json_schema", "json_schema": {"name": "facts", "schema": schema}}
        settings = {"stream": True, "temperature": 0, "seed": 1, "max_tokens": MOST_TOKENS}
        optional: list[dict[str, Any]] = [settings, {"response_format": form}]
        return cls(
            url, model, key, _seconds(_TIMEOUT, SECONDS), _seconds(_TOTAL, MOST_SECONDS), optional
        )

    def ask(self, messages: list[Message], seconds: float) -> Heard:
        """What the model says, as far as it came; asked once: to ask again is for the user to say.

        Raises:
            GenerateError: it said nothing.
        """
        import asyncio

        import httpx2

        heard = Heard()
        self.failures += 1
        limit = _TIMEOUT if self.seconds <= seconds else _TOTAL
        seconds = max(0.0, min(seconds, self.seconds))
        failure = ""
        try:
            asyncio.run(asyncio.wait_for(self._hear(messages, heard), seconds))
        except TimeoutError:
            heard.broken = f"was not complete after {round(seconds, 1):g} seconds"
            failure = f"no answer in {round(seconds, 1):g} seconds; {limit} sets the limit"
        except httpx2.ConnectError as error:
            reason = _shown(str(error))
            failure = f"nobody answers there ({reason}); start the server, or mend {_URL}"
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
            # the last two where a proxy or certificates are named that cannot be used
            heard.broken = "was cut off by the server"
            failure = f"the connection broke ({_shown(str(error))}); look into the server's log"
        if heard.text.strip():
            self.failures = 0
            return heard
        reason = heard.fault or heard.broken or "no words in it"
        raise GenerateError(
            f"{self._place}: {failure}"
            if failure
            else f"{self._place}: {self._named} gave no usable answer ({_shown(reason)}); check"
            f" {_URL}, which mostly ends in /v1, or try another model"
        )

    async def _hear(self, messages: list[Message], heard: Heard) -> None:
        address = f"{self.url.rstrip('/')}/chat/completions"
        optional = list(self.optional)
        async with self._client() as client:
            while True:
                body: dict[str, Any] = {"model": self.model, "messages": messages}
                for part in optional:
                    body |= part
                async with client.stream("POST", address, json=body) as response:
                    if response.is_success:
                        self.optional = optional
                        await heard.listen(response.aiter_raw())
                        return
                    if response.status_code in _UNKNOWN and optional:
                        optional.pop()
                        continue
                    said = Heard()
                    await said.listen(response.aiter_raw())
                    raise GenerateError(self._refused(response.status_code, said.fault))

    def _client(self) -> "AsyncClient":
        """A client that goes nowhere but to this endpoint: no redirects, no proxy to this machine.

        It limits no time: a server that sends a byte now and then would never run into that.
        """
        from httpx2 import AsyncClient

        away = urlsplit(self.url).hostname not in _LOOPBACK
        headers = {"Authorization": f"Bearer {self.key}", "Accept-Encoding": "identity"}
        return AsyncClient(
            headers=headers,
            timeout=None,
            follow_redirects=False,
            trust_env=away,
            verify=_certificates(),
        )

    def unusable(self, heard: Heard) -> GenerateError:
        """The error for words that are no answer."""
        said = cut(clean(heard.said), 60)
        end = f", which {heard.broken}" if heard.broken else ""
        return GenerateError(
            f'{self._place}: {self._named} gave no usable answer but "{said}"{end};'
            " try a larger model"
        )

    def _refused(self, status: int, fault: str) -> str:
        reason = f" ({_shown(fault)})" if fault else ""
        todo = {
            401: f"check {_KEY}",
            403: f"check {_KEY}",
            404: f"check {_URL} and {_MODEL}",
            429: "try again later",
        }.get(status, f"check {_MODEL} and the server's log")
        return f"{self._place} answered {status} for {self._named}{reason}; {todo}"

    @property
    def _place(self) -> str:
        """The URL without a password."""
        return _shown(re.sub(r"//[^/]*@", "//", self.url))

    @property
    def _named(self) -> str:
        return f"the model {_shown(self.model)}"


@cache
def _certificates() -> "SSLContext":
    """Those that the machine trusts; 20 ms to load."""
    from httpx2 import create_ssl_context

    return create_ssl_context()


def _setting(name: str, example: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise GenerateError(f"the reader llm needs {name}, such as {name}={example}")
    return value


def _seconds(name: str, usual: float) -> float:
    told = os.environ.get(name) or str(usual)
    try:
        seconds = float(told)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise GenerateError(f'{name} is "{_shown(told)}"; give a number of seconds')
    return seconds


def _shown(text: str) -> str:
    return cut(clean(text), 100)
