"""Where the model answers, and what can go wrong on the way there."""

import math
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from json import JSONDecodeError
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from quizapp.core.errors import GenerateError
from quizapp.core.text import clean, cut

if TYPE_CHECKING:
    from openai import AsyncOpenAI

SECONDS = 120.0
"""How long an answer may take, unless `QUIZAPP_LLM_TIMEOUT` says otherwise."""
_URL, _MODEL, _KEY, _TIMEOUT = (
    f"QUIZAPP_LLM_{name}" for name in ("URL", "MODEL", "KEY", "TIMEOUT")
)
_EXAMPLE = "http://127.0.0.1:11434/v1"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Endpoint:
    """An OpenAI-compatible server and one of its models."""

    url: str
    model: str
    key: str
    seconds: float

    @classmethod
    def named(cls) -> "Endpoint":
        """The one that the environment names.

        Raises:
            GenerateError: it names none, or none that can be asked.
        """
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
        told = os.environ.get(_TIMEOUT) or str(SECONDS)
        try:
            seconds = float(told)
        except ValueError:
            seconds = math.nan
        if not 0 < seconds < math.inf:
            raise GenerateError(f'{_TIMEOUT} is "{_shown(told)}"; give a number of seconds')
        return cls(url, model, os.environ.get(_KEY) or "none", seconds)

    def client(self) -> "AsyncOpenAI":
        """A client that goes nowhere but to this endpoint: no redirects, no proxy to this machine.

        It asks once: to ask again is for the user to say.
        """
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient

        away = urlsplit(self.url).hostname not in _LOOPBACK
        return AsyncOpenAI(
            base_url=self.url,
            api_key=self.key,
            timeout=self.seconds,
            max_retries=0,
            http_client=DefaultAsyncHttpxClient(follow_redirects=False, trust_env=away),
        )

    @contextmanager
    def errors(self, said: Callable[[], str]) -> Iterator[None]:
        """Turn every failure of a conversation into one line; `said` is the model's last word."""
        from openai import APIConnectionError, APITimeoutError, OpenAIError
        from pydantic_ai.exceptions import AgentRunError, ModelHTTPError

        try:
            yield
        except ModelHTTPError as error:
            raise GenerateError(self._refused(error.status_code, error.body)) from None
        except (
            AgentRunError,
            OpenAIError,
            TimeoutError,
            JSONDecodeError,  # not all releases of pydantic-ai take these two up
            IndexError,  # an answer without choices
        ) as error:
            if _is_caused_by(error, (APITimeoutError, TimeoutError)):
                message = f"no answer in {self.seconds:g} seconds; {_TIMEOUT} sets the limit"
            elif _is_caused_by(error, (APIConnectionError,)):
                message = f"nobody answers there; start the server, or mend {_URL}"
            elif last := said():
                message = f'{self._named} gave no usable answer but "{last}"; try a larger model'
            else:
                reason = _shown(getattr(error, "message", "no message in it"))
                message = (
                    f"{self._named} gave no usable answer ({reason});"
                    f" check {_URL}, which mostly ends in /v1, or try another model"
                )
            raise GenerateError(f"{self._place}: {message}") from None

    def _refused(self, status: int, body: object) -> str:
        """`body` is what the server said, parsed where it is JSON."""
        message = body
        while isinstance(message, dict):
            message = message.get("message") or message.get("error")
        reason = f" ({_shown(message)})" if isinstance(message, str) and message else ""
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


def _setting(name: str, example: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        raise GenerateError(f"the reader llm needs {name}, such as {name}={example}")
    return value


def _shown(text: str) -> str:
    return cut(clean(text), 100)


def _is_caused_by(error: BaseException | None, kinds: tuple[type[BaseException], ...]) -> bool:
    while error is not None:
        if isinstance(error, kinds):
            return True
        error = error.__cause__ or error.__context__
    return False
