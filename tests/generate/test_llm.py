"""The reader that asks a model, against a real server whose answers are scripted."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from quizapp.errors import GenerateError
from quizapp.generate.article import Article, read
from quizapp.generate.choose import choose
from quizapp.generate.facts import Found
from quizapp.generate.llm import LlmReader
from tests.generate.llm_server import Reply, Script, serving
from tests.generate.test_article import STORY

ROLE = {
    "kind": "role",
    "quote": "said the baker Ida Moss, who has worked there for years",
    "person": "Ida Moss",
    "role": "baker",
}
EVENT = {
    "kind": "event",
    "quote": "Their union accepted an offer of the owners",
    "subject": "their union",
    "auxiliary": "did",
    "verb": "accepted",
    "base": "accept",
    "object": "an offer of the owners",
}
CAUSE = {
    "kind": "event",
    "quote": "The bakers of the town of Orrin have ended a strike that had kept its ovens cold",
    "subject": "The bakers of the town of Orrin",
    "auxiliary": "have",
    "verb": "have ended",
    "base": "ended",
    "object": "a strike that had kept its ovens cold",
}
UNGROUNDED = {**EVENT, "quote": "The union refused every offer of the owners"}
STRANGE_OBJECT = {**EVENT, "object": "a bribe"}


def answer(*facts: dict[str, Any]) -> str:
    return json.dumps({"facts": facts})


@pytest.fixture
def article(tmp_path: Path) -> Article:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return read(path)


@contextmanager
def reader(
    monkeypatch: pytest.MonkeyPatch, *replies: Reply, **options: Any
) -> Iterator[tuple[LlmReader, Script]]:
    script = Script(list(replies), **options)
    with serving(script) as url:
        monkeypatch.setenv("QUIZAPP_LLM_URL", url)
        monkeypatch.setenv("QUIZAPP_LLM_MODEL", "scripted")
        yield LlmReader(), script


def kinds(found: Found) -> list[str]:
    return [fact.kind for fact in found.facts]


def test_a_good_answer_becomes_facts_and_cards(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, answer(ROLE, EVENT, CAUSE)) as (llm, script):
        found = llm.read(article)
    assert sorted(kinds(found)) == ["event", "event", "role"]
    for fact in found.facts:
        words = article.text[fact.proof.start : fact.proof.end]
        assert words in [one["quote"] for one in (ROLE, EVENT, CAUSE)]
    assert len(script.asked) == 1
    assert script.asked[0]["response_format"]["type"] == "json_schema"
    cards = choose(article, found).drafts
    assert "What have the bakers of the town of Orrin ended?" in [one.question for one in cards]


def test_an_answer_of_another_shape_is_sent_back(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, '{"questions": ["Who?"]}', answer(EVENT)) as (llm, script):
        assert kinds(llm.read(article)) == ["event"]
    assert len(script.asked) == 2


def test_fences_around_the_answer_are_no_matter(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    fenced = f"Here are the facts:\n```json\n{answer(EVENT)}\n```\n"
    with reader(monkeypatch, fenced) as (llm, _):
        assert kinds(llm.read(article)) == ["event"]


@pytest.mark.parametrize("wrong", [UNGROUNDED, STRANGE_OBJECT])
def test_what_is_not_in_the_article_is_sent_back_to_be_mended(
    wrong: dict[str, Any], article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, answer(ROLE, wrong), answer(ROLE, EVENT)) as (llm, script):
        assert sorted(kinds(llm.read(article))) == ["event", "role"]
    assert llm.dropped == []
    sent_back = json.dumps(script.asked[1]["messages"][-1], ensure_ascii=False)
    assert "is not in" in sent_back


def test_what_is_never_mended_is_dropped_and_the_rest_is_kept(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, answer(ROLE, UNGROUNDED)) as (llm, script):
        assert kinds(llm.read(article)) == ["role"]
    assert len(script.asked) == 3
    assert len(llm.dropped) == 1
    assert "refused every offer" in llm.dropped[0]


def test_a_server_that_knows_no_schema_is_asked_in_plain_words(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def knows_none(request: dict[str, Any]) -> bool:
        return request.get("response_format", {}).get("type") == "json_schema"

    with reader(monkeypatch, answer(EVENT), refuses=knows_none) as (llm, script):
        assert kinds(llm.read(article)) == ["event"]
    assert len(script.asked) == 2


def test_a_quote_may_differ_in_spacing_and_in_the_kind_of_quotation_marks(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = {**ROLE, "quote": "“We are glad that there is  bread again,” said the baker Ida Moss"}
    with reader(monkeypatch, answer(spoken)) as (llm, _):
        (fact,) = llm.read(article).facts
    assert article.text[fact.proof.start : fact.proof.end].startswith('"We are glad')


@pytest.mark.parametrize(
    ("replies", "said"),
    [
        (["I am sorry, I cannot help with that."], "no usable answer"),
        ([500], "answered 500"),
        ([401], "answered 401"),
        ([400], "answered 400"),
    ],
)
def test_a_failure_is_one_line_that_says_what_to_do(
    replies: list[Reply], said: str, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, *replies) as (llm, _), pytest.raises(GenerateError) as error:
        llm.read(article)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_server_that_hangs_is_left_after_the_time_limit(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_LLM_TIMEOUT", "0.2")
    late = reader(monkeypatch, answer(EVENT), hang=threading.Event())
    with late as (llm, _), pytest.raises(GenerateError, match=r"no answer in 0\.2 seconds"):
        llm.read(article)


def test_where_nobody_listens_the_error_says_so(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Script([""])) as url:
        pass  # the port is free again
    monkeypatch.setenv("QUIZAPP_LLM_URL", url)
    monkeypatch.setenv("QUIZAPP_LLM_MODEL", "scripted")
    with pytest.raises(GenerateError, match="nobody answers there"):
        LlmReader().read(article)


def test_settings_that_are_missing_or_wrong_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUIZAPP_LLM_URL", raising=False)
    with pytest.raises(GenerateError, match="needs QUIZAPP_LLM_URL, such as"):
        LlmReader()
    monkeypatch.setenv("QUIZAPP_LLM_URL", "http://127.0.0.1:1/v1")
    monkeypatch.delenv("QUIZAPP_LLM_MODEL", raising=False)
    with pytest.raises(GenerateError, match="needs QUIZAPP_LLM_MODEL"):
        LlmReader()
    monkeypatch.setenv("QUIZAPP_LLM_MODEL", "m")
    monkeypatch.setenv("QUIZAPP_LLM_TIMEOUT", "soon")
    with pytest.raises(GenerateError, match="number of seconds"):
        LlmReader()
