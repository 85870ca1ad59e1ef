"""The conversation with a model, held with a real server whose answers are scripted."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizapp.core.errors import GenerateError
from quizapp.generate.article import Article, read
from quizapp.generate.facts import Found
from quizapp.generate.llm.reader import LlmReader
from tests.generate.llm_server import (
    Raw,
    Reply,
    Script,
    answer,
    completion,
    events,
    reader,
    serving,
)
from tests.generate.test_article import STORY

pytestmark = pytest.mark.generator

ROLE = {
    "kind": "role",
    "quote": "said the baker Ida Moss, who has worked there for years",
    "person": "Ida Moss",
    "role": "baker",
}
EVENT = {
    "kind": "event",
    "passage": 2,
    "quote": "Their union accepted an offer of the owners",
    "subject": "their union",
    "auxiliary": "did",
    "verb": "accepted",
    "base": "accept",
    "object": "an offer of the owners",
}
UNGROUNDED = {**EVENT, "quote": "The union refused every offer of the owners"}


@pytest.fixture
def article(tmp_path: Path) -> Article:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return read(path)


def kinds(found: Found) -> list[str]:
    return sorted(fact.kind for fact in found.facts)


def sent_back(script: Script) -> str:
    return str(script.asked[1]["messages"][-1]["content"])


def test_the_model_is_asked_for_json_of_a_schema_facts_first_and_not_without_end(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_LLM_KEY", "sesame")
    with reader(monkeypatch, answer(ROLE, EVENT)) as (llm, script):
        assert kinds(llm.read(article)) == ["event", "role"]
    (request,) = script.asked
    assert (request["model"], request["temperature"], request["seed"]) == ("scripted", 0, 1)
    assert 0 < request["max_tokens"] < 10_000
    lists = request["response_format"]["json_schema"]["schema"]["properties"]
    assert next(iter(lists)) == "facts"
    assert all(0 < one["maxItems"] < 20 for one in lists.values())
    assert lists["facts"]["items"]["additionalProperties"] is False
    for passage in article.passages:
        assert article.text[passage.start : passage.end] in script.questions()[0]
    assert script.keys == ["Bearer sesame"]


def test_the_same_answer_gives_the_same_facts(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, answer(ROLE, EVENT), answer(EVENT, ROLE, EVENT)) as (llm, _):
        assert llm.read(article) == llm.read(article)


def test_an_answer_of_another_shape_is_sent_back(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, '{"questions": ["Who?"]}', answer(EVENT)) as (llm, script):
        assert kinds(llm.read(article)) == ["event"]
    assert '"facts"' in sent_back(script)


@pytest.mark.parametrize(
    "wrapped",
    [
        "Here are the facts:\n```json\n{}\n```\nI hope they help.",
        "```\n{}\n```",
        "Sure! {} Is {{this}} what you want?",
        'Is it {{"facts": []}}? No.</think>{}',
    ],
)
def test_what_is_around_the_json_is_no_matter(
    wrapped: str, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, wrapped.format(answer(EVENT))) as (llm, script):
        assert kinds(llm.read(article)) == ["event"]
    assert len(script.asked) == 1


def test_a_bare_list_and_nulls_and_fields_too_many_are_understood(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    nulls = dict.fromkeys(("speaker", "members", "closed", "passage", "denied", "person"))
    with reader(monkeypatch, json.dumps([{**nulls, **EVENT, "mood": "calm"}])) as (llm, script):
        assert kinds(llm.read(article)) == ["event"]
    assert len(script.asked) == 1


@pytest.mark.parametrize("passage", ["[2]", "second", 2.5, 99, -1, [2], True])
def test_a_number_of_a_paragraph_that_is_wrong_costs_nothing(
    passage: object, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, answer({**EVENT, "passage": passage})) as (llm, script):
        (fact,) = llm.read(article).facts
    assert fact.passage == 2
    assert len(script.asked) == 1


@pytest.mark.parametrize(
    "form",
    [
        lambda text: json.dumps(completion(text, "length")),
        lambda text: events(text, "length"),
        events,
        lambda text: events(text) + json.dumps({"error": {"message": "out of memory"}}),
    ],
)
def test_an_answer_that_breaks_off_gives_the_facts_that_are_whole(
    form: Callable[[str], str], article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = answer(ROLE, EVENT)
    broken = Raw(form(whole[: whole.index('"base"')]))
    with reader(monkeypatch, broken) as (llm, _):
        assert kinds(llm.read(article)) == ["role"]


def test_an_entry_out_of_shape_does_not_cost_the_others(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, answer(ROLE, {"kind": "poem", "quote": "x"})) as (llm, script):
        assert kinds(llm.read(article)) == ["role"]
    assert "fact 2: kind" in sent_back(script)
    assert len(llm.dropped) == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (UNGROUNDED, "refused every offer"),
        ({**EVENT, "object": "a bribe"}, '`object` "a bribe" is not in the quote'),
        ({**EVENT, "base": "reject"}, '"reject" is not the base form of "accepted"'),
        ({**EVENT, "verb": ""}, "verb must be given"),
        ({**ROLE, "role": "chief baker"}, '`role` "chief baker"'),
    ],
)
def test_a_wrong_entry_is_named_to_the_model_and_mended(
    wrong: dict[str, Any], told: str, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = EVENT if wrong["kind"] == "event" else ROLE
    with reader(monkeypatch, answer(wrong), answer(good)) as (llm, script):
        assert kinds(llm.read(article)) == [good["kind"]]
    assert told in sent_back(script)
    assert llm.dropped == []


def test_what_is_never_mended_is_dropped_and_the_rest_is_kept(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, answer(ROLE, UNGROUNDED)) as (llm, script):
        assert kinds(llm.read(article)) == ["role"]
    assert len(script.asked) == 2
    assert "refused every offer" in "".join(llm.dropped)


@pytest.mark.parametrize("second", [answer(EVENT), "I am sorry, I have lost my way."])
def test_good_facts_stay_when_the_model_does_not_repeat_them(
    second: str, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, answer(ROLE, UNGROUNDED), second) as (llm, _):
        assert "role" in kinds(llm.read(article))


def test_a_server_that_knows_no_response_format_is_asked_in_plain_words(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(
        monkeypatch, answer(EVENT), refuses=lambda request: "response_format" in request
    ) as (llm, script):
        assert kinds(llm.read(article)) == ["event"]
    assert len(script.asked) == 2
    assert "tools" not in script.asked[1]
    assert '"facts"' in script.asked[1]["messages"][0]["content"]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("I am sorry, I cannot help with that.", 'but "I am sorry, I cannot help with that."'),
        (Raw(json.dumps(completion(None, refusal="No."))), "no usable answer"),
        (Raw(json.dumps({**completion(""), "choices": []})), "no usable answer"),
        (Raw("<html>Welcome</html>", kind="text/html"), "check QUIZAPP_LLM_URL"),
        (Raw("{oops"), "no usable answer"),
        (Raw("<html>\nout of\norder</html>", 500, "text/html"), "answered 500"),
        (500, "answered 500 for the model scripted (not here); check QUIZAPP_LLM_MODEL"),
        (401, "check QUIZAPP_LLM_KEY"),
        (400, "answered 400"),
    ],
)
def test_a_failure_is_one_line_that_says_what_to_do(
    reply: Reply, said: str, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, reply) as (llm, script), pytest.raises(GenerateError) as error:
        llm.read(article)
    assert reply != 500 or len(script.asked) == 1
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "late",
    [
        Raw("", status=0, then=""),
        Raw("", then=""),
        Raw("", then=" ", pause=0.02),
        Raw("", then=": still here\n", pause=0.02),
        Raw("", status=500, then=" ", pause=0.02),
        Raw(events("  "), then=""),
    ],
)
def test_a_server_that_never_ends_is_left_after_the_time_limit(
    late: Raw, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_LLM_TIMEOUT", "0.2")
    told = pytest.raises(GenerateError, match=r"no answer in 0\.2 seconds; QUIZAPP_LLM_TIMEOUT")
    with reader(monkeypatch, late) as (llm, _), told:
        llm.read(article)


def test_where_nobody_listens_the_error_says_so_without_the_password(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Script([""])) as url:
        pass  # the port is free again
    monkeypatch.setenv("QUIZAPP_LLM_URL", url.replace("//", "//ann:sesame@"))
    monkeypatch.setenv("QUIZAPP_LLM_MODEL", "scripted")
    with pytest.raises(GenerateError, match="nobody answers there") as error:
        LlmReader().read(article)
    assert "sesame" not in str(error.value)


def test_the_article_goes_to_no_other_server(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Script([answer(EVENT)])
    with serving(other) as elsewhere:
        monkeypatch.setenv("HTTP_PROXY", elsewhere.removesuffix("/v1"))
        moved = Raw("{}", 307, location=f"{elsewhere}/chat/completions")
        with reader(monkeypatch, moved) as (llm, script), pytest.raises(GenerateError):
            llm.read(article)
    assert len(script.asked) == 1
    assert other.asked == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("URL", "", "needs QUIZAPP_LLM_URL, such as QUIZAPP_LLM_URL=http://"),
        ("URL", "localhost:11434/v1", "give a URL such as http://"),
        ("MODEL", "", "needs QUIZAPP_LLM_MODEL, such as"),
        ("TIMEOUT", "-1", "number of seconds"),
        ("TOTAL", "soon", "number of seconds"),
        ("KEY", "ses\name", "QUIZAPP_LLM_KEY"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_named(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_LLM_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("QUIZAPP_LLM_MODEL", "scripted")
    monkeypatch.setenv(f"QUIZAPP_LLM_{name}", value)
    with pytest.raises(GenerateError) as error:
        LlmReader()
    assert said in str(error.value)
