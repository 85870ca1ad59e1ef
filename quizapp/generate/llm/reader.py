"""One question to the model, with its answer checked against the article before it is taken."""

import os
from typing import TYPE_CHECKING, Any

from quizapp.errors import GenerateError
from quizapp.generate.article import Article, missing
from quizapp.generate.facts import Found
from quizapp.generate.llm.convert import convert
from quizapp.generate.llm.grounding import faults
from quizapp.generate.llm.told import INSTRUCTIONS, Answer
from quizapp.text import clean, cut

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from pydantic_ai import Agent, RunContext

RETRIES = 2
"""How often an answer that is wrong in form, or not grounded, is sent back."""
TIMEOUT = 120.0
_URL, _MODEL, _KEY, _TIMEOUT = (
    f"QUIZAPP_LLM_{name}" for name in ("URL", "MODEL", "KEY", "TIMEOUT")
)


class LlmReader:
    """Reads an article by asking the endpoint in `QUIZAPP_LLM_URL`.

    Raises:
        GenerateError: the endpoint is not named, does not answer, or gives no usable answer.
    """

    def __init__(self) -> None:
        self.dropped: list[str] = []
        """What the model told and could not prove, a line each."""
        self._url = _setting(_URL, "http://127.0.0.1:11434/v1")
        self._model = _setting(_MODEL, "qwen3:8b")
        told = os.environ.get(_TIMEOUT) or str(TIMEOUT)
        try:
            self._seconds = float(told)
        except ValueError:
            raise GenerateError(f'{_TIMEOUT} is "{told}"; give a number of seconds') from None

    def read(self, article: Article) -> Found:
        answer = self._ask(article)
        grounded = []
        for told in answer.facts:
            if wrong := next(faults(told, article), None):
                self.dropped.append(f"{told.kind}: {cut(wrong, 160)}")
            else:
                grounded.append(told)
        found, unusable = convert(grounded, article)
        self.dropped += [cut(line, 160) for line in unusable]
        return found

    def _ask(self, article: Article) -> Answer:
        """The answer by JSON schema, or in plain text where the server knows no schema."""
        try:
            from pydantic_ai import NativeOutput, PromptedOutput
            from pydantic_ai.exceptions import AgentRunError, ModelHTTPError
        except ImportError:
            raise GenerateError(missing("llm", "the reader llm")) from None
        try:
            try:
                return self._run(NativeOutput(Answer), article)
            except ModelHTTPError as error:
                if error.status_code not in (400, 404, 422, 501):
                    raise
                return self._run(PromptedOutput(Answer), article)
        except ModelHTTPError as error:
            message = f"{self._url} answered {error.status_code} for the model {self._model}"
            raise GenerateError(f"{message}; check {_MODEL} and the server's log") from None
        except AgentRunError as error:
            raise GenerateError(self._told(error)) from None

    def _run(self, output: Any, article: Article) -> Answer:
        import asyncio

        from openai import AsyncOpenAI

        async def ask() -> Answer:
            key = os.environ.get(_KEY) or "none"
            async with AsyncOpenAI(
                base_url=self._url, api_key=key, timeout=self._seconds, max_retries=0
            ) as client:
                agent = self._agent(output, article, client)
                return (await agent.run(f"{article.title}\n\n{article.text}")).output

        return asyncio.run(ask())

    def _agent(self, output: Any, article: Article, client: "AsyncOpenAI") -> "Agent[None, Answer]":
        from pydantic_ai import Agent, ModelRetry
        from pydantic_ai.models.openai import OpenAIChatModel
        from pydantic_ai.profiles.openai import OpenAIModelProfile
        from pydantic_ai.providers.openai import OpenAIProvider

        model = OpenAIChatModel(
            self._model,
            provider=OpenAIProvider(openai_client=client),
            profile=OpenAIModelProfile(supports_json_schema_output=True),
        )
        agent: Agent[None, Answer] = Agent(
            model,
            output_type=output,
            instructions=INSTRUCTIONS,
            retries=RETRIES,
            model_settings={"temperature": 0.0, "seed": 1},
        )

        @agent.output_validator
        def grounded(context: "RunContext[None]", answer: Answer) -> Answer:
            """Send what is not in the article back, as long as there are tries left."""
            wrong = [fault for told in answer.facts for fault in faults(told, article)]
            if wrong and context.retry < RETRIES:
                listed = "\n".join(f"- {fault}" for fault in wrong)
                raise ModelRetry(f"Mend these and return all facts again:\n{listed}")
            return answer

        return agent

    def _told(self, error: Exception) -> str:
        name = type(error).__name__
        reason = cut(clean(str(error)), 120)
        if "Timeout" in name or "timed out" in reason.lower():
            return f"{self._url}: no answer in {self._seconds:g} seconds; {_TIMEOUT} sets the limit"
        if "Connection" in name or "onnection" in reason:
            return f"{self._url}: nobody answers there; start the server, or mend {_URL}"
        return f"{self._model} gave no usable answer ({reason}); try again, or a larger model"


def _setting(name: str, example: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise GenerateError(f"the reader llm needs {name}, such as {name}={example}")
    return value
