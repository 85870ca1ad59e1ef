"""Long articles, weak models and servers that fail, loop, stall or never end."""

import json
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner

from quizapp.cli.generate import command
from quizapp.core.errors import GenerateError
from quizapp.generate.article import Article, read
from quizapp.generate.facts import Found
from quizapp.generate.llm.reader import LlmReader
from tests.generate.llm_server import Raw, Reply, answer, completion, events, reader
from tests.generate.test_article import STORY, write

pytestmark = pytest.mark.generator

TOWNS = ["Ansty", "Belford", "Calder", "Dunmore", "Esk", "Farrow", "Garth", "Holm"]


def closed(town: str) -> dict[str, Any]:
    """What a good model tells of the paragraph of a town."""
    return {
        "kind": "cause",
        "quote": f"The council of {town} closed its old market",
        "subject": f"the council of {town}",
        "verb": "closed",
        "base": "close",
        "object": "its old market",
        "cause": "because the roof had begun to leak in the winter",
    }


def streamed(before: str, **rest: Any) -> Raw:
    return Raw(events(before), kind="text/event-stream", **rest)


NOISE = "".join(Random(1).choices("abcdefgh ", k=70_000))
GOOD = {town: answer(closed(town)) for town in TOWNS}


@pytest.fixture
def article(tmp_path: Path) -> Article:
    """Eight long paragraphs, each of which is asked about by itself."""
    filler = " and the people of the town said that they would miss it on the days to come" * 6
    text = "".join(
        f"The council of {town} closed its old market because the roof had begun to leak in the"
        f" winter{filler}.\n\n"
        for town in TOWNS
    )
    path = tmp_path / "markets.txt"
    path.write_text(f"Eight towns of the valley close their markets\n\n3 May 2025\n\n{text}")
    return read(path)


def towns(found: Found) -> list[str]:
    return [town for fact in found.facts for town in TOWNS if town in fact.text]


def test_a_long_article_is_asked_about_a_few_paragraphs_at_a_time(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, *GOOD.values()) as (llm, script):
        assert towns(llm.read(article)) == TOWNS
    questions = script.questions()
    assert len(questions) == len(TOWNS)
    for number, (town, question) in enumerate(zip(TOWNS, questions, strict=True), 1):
        assert "Eight towns of the valley close their markets" in question
        assert f"[{number}] The council of {town}" in question
        assert f"[{number + 1}]" not in question
    assert "The council of Ansty" in questions[1]  # to know who a pronoun is
    assert llm.dropped == []


def test_a_paragraph_that_is_too_long_is_cut_between_its_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.txt"
    sentence = "The council of {} closed its old market, and it said “we will miss it.” "
    path.write_text("".join(sentence.format(f"{town}{n}") for town in TOWNS for n in range(10)))
    with reader(monkeypatch, answer()) as (llm, script):
        llm.read(read(path))
    for question in script.questions():
        _, _, asked = question.partition("The paragraphs:")
        assert len(asked.split()) < 200
        lines = asked.strip().split("\n")
        assert all(re.match(r"\[\d\] The council .*”$", line) for line in lines)


def test_who_is_known_is_told_to_the_model_with_the_next_paragraphs(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = answer(closed("Ansty"), people=["Ann Nobody"], bodies=["council of Ansty", "Sea Guild"])
    with reader(monkeypatch, first, *list(GOOD.values())[1:]) as (llm, script):
        llm.read(article)
    assert all("Organisations: council of Ansty" in one for one in script.questions()[1:])
    assert "Nobody" not in "".join(script.questions())


@pytest.mark.parametrize(
    ("lost", "why"),
    [
        (500, "answered 500"),
        (429, "try again later"),
        ("I am sorry, I cannot help with that.", "no usable answer but"),
        (streamed('{"facts": [{"kind": "cause", "quo'), "no usable answer but"),
        (Raw("{oops"), "no usable answer"),
        (Raw("<html>Down</html>", 503, "text/html"), "answered 503"),
        (Raw('data: {"error": {"message": "out of memory"}}\n\n'), "out of memory"),
        (streamed("", then=""), "no answer in 0.5 seconds"),
        (streamed(NOISE), "longer than 60,000 characters"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_paragraphs_that_fail_do_not_cost_the_others(
    lost: Reply, why: str, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_LLM_TIMEOUT", "0.5")
    sent_back = isinstance(lost, str) or (isinstance(lost, Raw) and "quo" in lost.body)
    replies = [GOOD["Ansty"], GOOD["Belford"], *[lost] * (1 + sent_back), *list(GOOD.values())[3:]]
    with reader(monkeypatch, *replies) as (llm, _):
        assert towns(llm.read(article)) == [town for town in TOWNS if town != "Calder"]
    (line,) = llm.dropped
    assert line.startswith("passage 3: ")
    assert why in line


def test_a_server_that_dies_is_not_asked_for_ever(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, GOOD["Ansty"], 500) as (llm, script):
        assert towns(llm.read(article)) == ["Ansty"]
    assert len(script.asked) == 4
    assert [line.partition(":")[0] for line in llm.dropped] == [
        "passage 2",
        "passage 3",
        "passages 4 to 8",
    ]


def test_the_time_for_a_whole_article_has_a_limit(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_LLM_TOTAL", "0.5")
    silent = streamed("", then="")
    with reader(monkeypatch, GOOD["Ansty"], silent) as (llm, script):
        assert towns(llm.read(article)) == ["Ansty"]
    assert len(script.asked) == 2
    (line,) = llm.dropped
    assert line.startswith("passages 2 to 8: ")
    assert "QUIZAPP_LLM_TOTAL sets the limit" in line


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C works as in a terminal, even where the tests were started in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_keeps_what_was_read(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupts(request: dict[str, Any]) -> bool:
        if "[3] The council" in request["messages"][-1]["content"]:
            os.kill(os.getpid(), signal.SIGINT)
        return False

    silent = streamed("", then="")
    replies = (GOOD["Ansty"], GOOD["Belford"], silent)
    with reader(monkeypatch, *replies, refuses=interrupts) as (llm, _):
        assert towns(llm.read(article)) == ["Ansty", "Belford"]
    assert llm.dropped == ["passages 3 to 8: interrupted"]


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_before_anything_was_read_is_an_interrupt(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupts(_request: dict[str, Any]) -> bool:
        os.kill(os.getpid(), signal.SIGINT)
        return False

    with (
        reader(monkeypatch, streamed("", then=""), refuses=interrupts) as (llm, _),
        pytest.raises(KeyboardInterrupt),
    ):
        llm.read(article)


def test_how_far_it_has_come_is_told(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    with reader(monkeypatch, answer()) as (llm, _):
        llm.progress = lambda done, pieces: told.append((done, pieces))
        llm.read(article)
    assert told == [(done, len(TOWNS)) for done in range(len(TOWNS) + 1)]


@pytest.mark.usefixtures("article")
def test_the_command_tells_what_was_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = [str(tmp_path / "markets.txt"), "-o", str(tmp_path / "decks"), "--reader", "llm"]
    with reader(monkeypatch, GOOD["Ansty"], 500):
        result = CliRunner().invoke(command, call)
    assert result.exit_code == 0
    assert "dropped: passages 4 to 8: " in result.stderr
    assert "1 fact: 1 cause" in result.stdout


FACT = json.dumps(closed("Ansty"))


@pytest.mark.parametrize(
    ("told", "again"),
    [
        (f'{{"facts": [{FACT}', f", {FACT}"),
        (f'{{"facts": [{FACT}], "people": ["Ann Fell"', ', "Ann Fell"'),
        (f'{{"facts": [{FACT}], "people": ["A"', ', "Ann Fell", "Bo Ash", "Cy Oak"'),
        (f'{{"facts": [{FACT}', ', {"kind": "role", "passage": 7, "quote": ""}'),
        (f'{{"facts": [{FACT}]', " "),
        (f'{{"facts": [{FACT}]', "\n\n"),
        (f'{{"facts": [{FACT}, {{"kind": "role", "quote": "', "very "),
        (f'{{"facts": [{FACT}', ", []"),
    ],
    ids=range(8),
)
def test_a_model_that_loops_is_cut_and_what_is_whole_is_used(
    told: str, again: str, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, streamed(told, then=events(again)), answer()) as (llm, script):
        assert towns(llm.read(article)) == ["Ansty"]
    assert len(script.asked) == len(TOWNS)  # what loops is not asked to mend anything
    assert any("the answer repeated itself" in line for line in llm.dropped)


def test_facts_that_are_much_alike_are_no_loop(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = dict.fromkeys(("speaker", "told_to", "person", "role", "group", "condition"), "")
    facts = [{**closed("Ansty"), **empty, "time": f"in {year}"} for year in range(1900, 1905)]
    with reader(monkeypatch, json.dumps({"facts": [*facts, closed("Ansty")]}), answer()) as (
        llm,
        _,
    ):
        assert towns(llm.read(article)) == ["Ansty"]
    assert not any("repeated" in line for line in llm.dropped)


def test_a_loop_that_counts_is_a_loop(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = "".join(f', {{"kind": "founded", "name": {year}}}' for year in range(1000, 1900))
    with reader(monkeypatch, f'{{"facts": [{FACT}{counted}', answer()) as (llm, _):
        assert towns(llm.read(article)) == ["Ansty"]
    assert any("the answer repeated itself" in line for line in llm.dropped)


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("body", [" ", ": on\n", "x", "data: {}\n", "\n", "data:"])
def test_a_response_without_end_is_left(
    body: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = Raw("", status, then=body * (65_536 // len(body)))
    with reader(monkeypatch, endless) as (llm, script), pytest.raises(GenerateError) as error:
        llm.read(read(write(tmp_path, STORY)))
    assert script.sent < 20 * 2**20  # what is heard, and what is under way
    assert ("longer than 4 MB" if status == 200 else "answered 500") in str(error.value)


@pytest.mark.parametrize(
    "reply",
    [
        Raw("[" * 1_000_000),
        Raw('{"choices":' * 100_000),
        Raw("data: " + "[" * 1_000_000 + "\n\n"),
        Raw(json.dumps(completion("[" * 1_000_000))),
        Raw(json.dumps(completion('{"facts": ' * 100_000))),
        Raw(json.dumps(completion('{"facts": [' + '{"kind": ' * 5_000 + "1" + "}" * 5_000 + "]}"))),
        Raw("[" * 1_000_000, 500),
        "[" * 50_000,
        '{"a":' * 10_000,
        '{"facts": [' + "[" * 500 + "]" * 500 + "]}",
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_nested_too_deep_is_no_answer(
    reply: Reply, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, GOOD["Ansty"], reply) as (llm, _):
        assert towns(llm.read(article)) == ["Ansty"]
    assert llm.dropped[0].startswith("passage 2: ")


NEVER = "9" * 5_000
STRANGE = [
    "null",
    "3",
    '"text"',
    "[1, 2]",
    "{}",
    '{"kind": "event"}',
    '{"kind": 7, "quote": []}',
    '{"kind": "event", "quote": {"a": 1}, "passage": "first"}',
    f'{{"kind": "event", "quote": "The council of Ansty", "passage": {NEVER[:300]}}}',
    '{"kind": "event", "quote": "The council of Ansty", "passage": 1e999, "verb": NaN}',
    '{"kind": "event", "quote": "The council of Ansty", "passage": -1, "denied": "perhaps"}',
    '{"kind": "membership", "quote": "The council of Ansty", "members": "Ansty, Esk"}',
    f'{{"kind": "role", "quote": "{NOISE[:2_000]}"}}',
    '{"kind": "событие", "quote": "Совет закрыл рынок"}',
    '{"kind": "event", "quote": "Совет закрыл рынок", "subject": "Совет", "verb": "закрыл"}',
    '{"kind": "event", "quote": "\\ud800\\u001b[31m", "subject": "\\u202e"}',
]


@pytest.mark.parametrize("entry", STRANGE, ids=range(len(STRANGE)))
def test_a_strange_entry_costs_no_other_and_reaches_no_terminal(
    entry: str, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, f'{{"facts": [{entry}, {FACT}], "people": {entry}}}') as (llm, _):
        assert towns(llm.read(article)) == ["Ansty"]
    assert llm.dropped[0].startswith("passage 1: fact ")
    assert "\x1b" not in "".join(llm.dropped)


def test_numbers_that_python_refuses_to_read_cost_only_their_entry(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = f'{{"kind": "event", "quote": "x", "passage": {NEVER}}}'
    with reader(monkeypatch, f'{{"facts": [{huge}, {FACT}]}}') as (llm, _):
        assert towns(llm.read(article)) == ["Ansty"]


def test_a_server_that_knows_few_settings_is_asked_without_them_from_then_on(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"model", "messages"}
    with reader(
        monkeypatch, *GOOD.values(), refuses=lambda request: not request.keys() <= known
    ) as (llm, script):
        assert towns(llm.read(article)) == TOWNS
    assert len(script.asked) == len(TOWNS) + 2


@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream", ""])
def test_a_wrong_content_type_is_no_matter(
    kind: str, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies = [Raw(events(one), kind=kind) for one in GOOD.values()]
    with reader(monkeypatch, *replies) as (llm, _):
        assert towns(llm.read(article)) == TOWNS


def test_a_verb_of_many_words_is_not_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    echo = "it " * 150
    endless = {
        "kind": "event",
        "quote": echo,
        "subject": "the council",
        "verb": "it " * 60 + "so",
    }
    story = f"{STORY}\n\nThen the council heard: {echo}and so on.\n"
    with reader(monkeypatch, answer(endless)) as (llm, _):
        assert llm.read(read(write(tmp_path, story))).facts == ()
    assert "`verb`" in "".join(llm.dropped)


@pytest.mark.parametrize(
    ("name", "value"), [("HTTP_PROXY", "nonsense://x"), ("HTTP_PROXY", "http://[::1/")]
)
def test_a_proxy_that_cannot_be_is_one_line(
    name: str, value: str, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_LLM_URL", "http://model.invalid/v1")
    monkeypatch.setenv("QUIZAPP_LLM_MODEL", "scripted")
    monkeypatch.setenv(name, value)
    with pytest.raises(GenerateError, match="the connection broke"):
        LlmReader().read(article)
