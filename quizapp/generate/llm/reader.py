"""A conversation with the model: its answer is checked against the article and sent back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quizapp.core.errors import GenerateError
from quizapp.core.text import cut
from quizapp.generate.article import Article, missing
from quizapp.generate.facts import Found
from quizapp.generate.llm.answer import INSTRUCTIONS, LlmAnswer, Told, Unread, parse, shown
from quizapp.generate.llm.convert import Conversion
from quizapp.generate.llm.endpoint import Endpoint
from quizapp.generate.llm.grounding import Grounded, ground, is_named

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from pydantic_ai import Agent, RunContext

RETRIES = 2
"""How often an answer that is out of shape, or not grounded, is sent back."""
MOST_NAMED = 12
"""Wrong entries that are named to the model at a time: more would crowd a small one out."""
_UNKNOWN_FORMAT = (400, 404, 422, 501)
"""What a server answers when it knows no `response_format`."""


class LlmReader:
    """Reads an article by asking the endpoint in `QUIZAPP_LLM_URL`.

    Raises:
        GenerateError: the endpoint is not named, does not answer, or gives no usable answer.
    """

    def __init__(self) -> None:
        self.dropped: list[str] = []
        """What the model told and could not prove, a line each."""
        self._endpoint = Endpoint.named()

    def read(self, article: Article) -> Found:
        answer = self._ask(article)
        conversion = Conversion(
            article,
            dict.fromkeys((one for one in answer.people if is_named(one, article)), ""),
            [one for one in answer.bodies if is_named(one, article)],
        )
        grounded: list[Grounded] = []
        for number, entry in enumerate(answer.facts, 1):
            if isinstance(entry, Unread):
                self._drop(f"fact {number}: {entry.reason}")
                continue
            one = ground(entry, article)
            if one.faults:
                self._drop(f"{entry.kind}: {one.faults[0]}")
            else:
                grounded.append(one)
        found = conversion.found(grounded)
        for line in conversion.dropped:
            self._drop(line)
        return found

    def _drop(self, line: str) -> None:
        self.dropped.append(cut(line, 200))

    def _ask(self, article: Article) -> LlmAnswer:
        """The answer held to a JSON schema, or asked for in words alone where that is refused."""
        try:
            import openai  # noqa: F401  (pydantic_ai needs it only when it asks)
            from pydantic_ai import ModelHTTPError, UnexpectedModelBehavior
        except ImportError:
            raise GenerateError(missing("llm", "the reader llm")) from None
        talk = _Talk(article, self._endpoint)
        schema = {"name": "facts", "schema": LlmAnswer.model_json_schema()}
        held = {"response_format": {"type": "json_schema", "json_schema": schema}}
        with self._endpoint.errors(talk.last):
            try:
                try:
                    return talk.run(held)
                except ModelHTTPError as error:
                    if error.status_code not in _UNKNOWN_FORMAT:
                        raise
                return talk.run({})
            except UnexpectedModelBehavior:
                if not talk.answers:
                    raise
                return talk.all()  # asked to mend some of it, the model lost its way


@dataclass
class _Talk:
    article: Article
    endpoint: Endpoint
    said: list[str] = field(default_factory=list)
    answers: list[LlmAnswer] = field(default_factory=list)
    """All that could be read, the last one last."""

    def last(self) -> str:
        """What the model said last."""
        return shown(self.said[-1]) if self.said else ""

    def run(self, body: dict[str, Any]) -> LlmAnswer:
        """Ask, with `body` added to the request; blocks."""
        import asyncio

        async def ask() -> LlmAnswer:
            # a server that sends a byte now and then never runs into the limit of a request
            async with asyncio.timeout(self.endpoint.seconds * (RETRIES + 1)):
                async with self.endpoint.client() as client:
                    await self._agent(client, body).run(self.article.text)
            return self.all()

        return asyncio.run(ask())

    def all(self) -> LlmAnswer:
        """The last answer, with the good facts of those before it: not all models repeat them."""
        *before, last = self.answers
        good = [fact for one in before for fact in one.facts if not self._faults([fact])]
        return LlmAnswer(
            people=tuple(name for one in self.answers for name in one.people),
            bodies=tuple(name for one in self.answers for name in one.bodies),
            facts=tuple(dict.fromkeys([*good, *last.facts])),
        )

    def _agent(self, client: "AsyncOpenAI", body: dict[str, Any]) -> "Agent[None, LlmAnswer]":
        from pydantic_ai import Agent, ModelRetry, TextOutput
        from pydantic_ai.models.openai import OpenAIChatModel
        from pydantic_ai.providers.openai import OpenAIProvider

        def understood(text: str) -> LlmAnswer:
            self.said.append(text)
            try:
                return parse(text)
            except ValueError as error:
                raise ModelRetry(f"Answer with the JSON object and nothing else: {error}") from None

        model = OpenAIChatModel(self.endpoint.model, provider=OpenAIProvider(openai_client=client))
        agent: Agent[None, LlmAnswer] = Agent(
            model,
            output_type=TextOutput(understood),
            instructions=INSTRUCTIONS,
            retries=RETRIES,
            model_settings={"temperature": 0.0, "seed": 1, "extra_body": body},
        )

        @agent.output_validator
        def grounded(context: "RunContext[None]", answer: LlmAnswer) -> LlmAnswer:
            """Send back what is not in the article, as long as there are tries left."""
            self.answers.append(answer)
            wrong = self._faults(answer.facts)
            if wrong and context.retry < RETRIES:
                listed = "\n".join(f"- {fault}" for fault in wrong[:MOST_NAMED])
                raise ModelRetry(
                    f"Mend these facts, or leave them out, and return all facts again:\n{listed}"
                )
            return answer

        return agent

    def _faults(self, facts: Iterable[Told | Unread]) -> list[str]:
        """What is wrong with each fact, as the model is told."""
        faults = []
        for number, entry in enumerate(facts, 1):
            if isinstance(entry, Unread):
                faults.append(f"fact {number}: {entry.reason}")
                continue
            one = ground(entry, self.article)
            wrong = one.faults[:2]
            if not wrong and isinstance(fact := Conversion(self.article).fact(one), str):
                wrong = [fact]
            faults += [f"fact {number} ({entry.kind}): {fault}" for fault in wrong]
        return faults
