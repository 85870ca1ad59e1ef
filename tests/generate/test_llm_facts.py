"""What becomes of the facts that a model tells: places in the article, facts, cards."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quizapp.generate.article import Article, Form, NumberedPassage, read
from quizapp.generate.choose import choose
from quizapp.generate.facts import Fact, Found, Speaker, Time
from tests.generate.llm_server import answer, reader

pytestmark = pytest.mark.generator

TOWN = """\
Ferry to Skarn Island stops

10 June 2025

The Harbour Trust, or HT, stopped the ferry to Skarn Island on Monday because its hull had rusted.

“The boat was not able to leave the harbour safely,” Lena Brook, the harbour master of Tolby,
told the town council. She said the island’s only road – a track of mud – will reopen on Friday.

The Island Party has accused the Harbour Trust of hiding a report of its own engineers.

Joss Wick, who speaks for the trust, denies that the report was hidden. The trust would buy
another boat if the council paid half of the price, and the trust did not sell the old one.

The trust was founded in 1931. Dock workers had warned it. The closure was followed by a
run on bread in Skarn Island.

If the engineers agree, Skarn will get a bridge. “It was good that the winter was mild,” said a
fisherman whom Brook knows. The member states signed; their claims and reports are known.
It is not clear when the ferry will sail again.
"""
PEOPLE = {"people": ["Lena Brook", "Joss Wick"], "bodies": ["Harbour Trust", "Island Party"]}
STOPPED = {
    "kind": "cause",
    "quote": "The Harbour Trust, or HT, stopped the ferry to Skarn Island on Monday",
    "subject": "The Harbour Trust",
    "auxiliary": "did",
    "verb": "stopped",
    "base": "stop",
    "object": "the ferry to Skarn Island",
    "rest": "on Monday",
    "time": "on Monday",
    "cause": "because its hull had rusted",
}
UNABLE = {
    "kind": "failure",
    "quote": "The boat was not able to leave the harbour safely",
    "speaker": "Lena Brook",
    "subject": "The boat",
    "verb": "was not able",
    "rest": "to leave the harbour safely",
}
ACCUSED = {
    "kind": "accusation",
    "quote": "The Island Party has accused the Harbour Trust of hiding a report",
    "speaker": "the Island Party",
    "subject": "the Island Party",
    "verb": "has accused",
    "object": "the Harbour Trust",
    "rest": "of hiding a report",
}
HARBOUR_MASTER = {
    "kind": "role",
    "quote": "Lena Brook, the harbour master of Tolby",
    "person": "Lena Brook",
    "role": "harbour master of Tolby",
}
SOLD = {
    "kind": "event",
    "quote": "the trust did not sell the old one",
    "subject": "the trust",
    "verb": "did not sell",
    "base": "not sell",
    "object": "the old one",
}


@pytest.fixture
def article(tmp_path: Path) -> Article:
    path = tmp_path / "ferry.txt"
    path.write_text(TOWN)
    return read(path)


@pytest.fixture
def told(article: Article, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What is found, and what was dropped, when a model tells these facts and mends none."""

    def tell(*facts: dict[str, Any]) -> tuple[Found, list[str]]:
        with reader(monkeypatch, answer(*facts, **PEOPLE)) as (llm, _):
            return llm.read(article), llm.dropped

    return tell


def only(result: tuple[Found, list[str]]) -> Fact:
    found, dropped = result
    assert dropped == []
    (fact,) = found.facts
    return fact


def test_good_facts_end_in_accepted_cards(told: Any, article: Article) -> None:
    found, dropped = told(HARBOUR_MASTER, STOPPED, UNABLE, ACCUSED)
    assert dropped == []
    cards = {draft.template: draft for draft in choose(article, found).drafts}
    assert cards["why"].fields["answer"] == "Because its hull had rusted."
    assert "did the Harbour Trust stop the ferry to Skarn Island?" in cards["why"].question
    assert "has the Island Party accused the Harbour Trust" in cards["accused"].question
    assert cards["accused"].fact.modality == "accusation"
    assert cards["accused"].fields["answer"] == "Hiding a report"


def test_proofs_and_slots_are_pieces_of_the_article(told: Any, article: Article) -> None:
    found, _ = told(HARBOUR_MASTER, STOPPED, UNABLE, ACCUSED)
    assert len(found.facts) == 4
    for fact in found.facts:
        passage = article.passages[fact.passage - 1]
        assert passage.start <= fact.proof.start < fact.proof.end <= passage.end
        for mention in fact.slots.values():
            assert article.text[mention.span.start : mention.span.end] == mention.text


def test_a_cause_beside_the_quote_is_taken_into_the_proof(told: Any, article: Article) -> None:
    fact = only(told(STOPPED))
    proof = article.text[fact.proof.start : fact.proof.end]
    assert proof.endswith("because its hull had rusted")
    assert fact.text == "the Harbour Trust stopped the ferry to Skarn Island"
    assert fact.time == Time("on Monday", "2025-06-09", "day")


def test_people_bodies_and_states_are_those_of_the_article(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = {"people": ["Lena Brook", "Ann Other"], "bodies": ["Island Party", "Sea Guild"]}
    with reader(monkeypatch, answer(HARBOUR_MASTER, **lists)) as (llm, _):
        found = llm.read(article)
    assert found.people == (Speaker("Lena Brook", "harbour master of Tolby"),)
    assert found.bodies == ("Island Party",)


def test_a_claim_has_its_speaker_with_the_role(told: Any) -> None:
    found, _ = told(HARBOUR_MASTER, UNABLE)
    (claim,) = [fact for fact in found.facts if fact.kind == "failure"]
    assert claim.speaker == Speaker("Lena Brook", "harbour master of Tolby", "person")
    assert (claim.modality, claim.polarity) == ("attributed", False)
    assert claim.text == "the boat was not able to leave the harbour safely"
    assert claim.clause is not None
    assert claim.clause.form == "is"


def test_a_statement_is_a_claim_and_to_whom_it_was_made(told: Any) -> None:
    found, _ = told({**UNABLE, "kind": "statement", "told_to": "the town council"})
    assert [fact.kind for fact in found.facts] == ["event", "statement"]
    assert found.facts[1].slots["venue"].text == "the town council"


def test_what_somebody_denies_is_denied(told: Any) -> None:
    denial = {
        "kind": "event",
        "quote": "Joss Wick, who speaks for the trust, denies that the report was hidden",
        "speaker": "Joss Wick",
        "denied": True,
        "subject": "the report",
        "verb": "was hidden",
    }
    assert only(told(denial)).modality == "denied"


def test_a_condition_makes_a_conditional_and_will_looks_ahead(told: Any) -> None:
    bought = {
        "kind": "event",
        "quote": "The trust would buy another boat if the council paid half of the price",
        "subject": "the trust",
        "verb": "would buy",
        "object": "another boat",
        "condition": "if the council paid half of the price",
    }
    reopened = {
        "kind": "event",
        "quote": "the island's only road - a track of mud -  will reopen on Friday",
        "speaker": "Lena Brook",
        "subject": "the island's only road",
        "verb": "will reopen",
        "time": "on Friday",
    }
    found, _ = told(bought, reopened)
    facts = {fact.kind: fact for fact in found.facts}
    assert "condition" in facts["conditional"].slots
    assert facts["event"].time == Time("on Friday", "2025-06-13", "day")
    assert facts["event"].clause is not None
    assert facts["event"].clause.subject.text == "the island’s only road"


def test_names_and_years_and_what_followed_become_facts(told: Any) -> None:
    founded = {
        "kind": "founded",
        "quote": "The trust was founded in 1931",
        "what": "Harbour Trust",
        "name": 1931,
    }
    known = {"kind": "known_as", "quote": "Harbour Trust, or HT", "what": "Harbour Trust"}
    known["name"] = "HT"
    followed = {
        "kind": "sequence",
        "quote": "The closure was followed by a run on bread in Skarn Island",
        "subject": "the closure",
        "object": "a run on bread in Skarn Island",
    }
    found, _ = told(founded, known, followed)
    facts = {fact.kind: fact for fact in found.facts}
    assert facts["founded"].time == Time("1931", "1931", "year")
    assert facts["known_as"].slots["what"].text == "Harbour Trust"
    assert facts["sequence"].text == "the closure was followed by a run on bread in Skarn Island"
    assert facts["sequence"].clause is not None
    assert facts["sequence"].clause.form == "is done"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"verb": "sell", "base": "sell"}, 'leaves out the "not"'),
        ({"verb": "did", "base": "do", "object": "the old one"}, 'leaves out the "not"'),
        ({"verb": "did sell"}, "`verb`"),
        ({"object": "one the old"}, "`object`"),
        ({"object": "half of the price"}, "`object`"),
        ({"quote": "the trust did ... sell the old one"}, "the quote"),
        ({"quote": "he trust did not sell the old one"}, "the quote"),
        ({"quote": "half of the price, and the trust did not sell"}, "`object`"),
        ({"speaker": "the mayor"}, "`speaker`"),
        ({"cause": "because it was old"}, "`cause`"),
    ],
)
def test_what_turns_the_meaning_or_is_made_up_is_dropped(
    change: dict[str, Any], reason: str, told: Any
) -> None:
    assert only(told(SOLD)).polarity is False  # nor is a "not" missed that the verb takes up
    assert only(told({**SOLD, "verb": "did not", "base": "not", "object": "sell the old one"}))
    found, dropped = told({**SOLD, **change})
    assert found.facts == ()
    assert reason in "".join(dropped)


def test_a_subject_is_written_as_in_the_middle_of_a_sentence(told: Any) -> None:
    warned = {"kind": "event", "quote": "Dock workers had warned it", "verb": "had warned"}
    fact = only(told({**warned, "subject": "dock workers", "object": "it"}))
    assert fact.text == "dock workers had warned it"


@pytest.mark.parametrize("marked", ['"The boat was', "'The boat was", "« The boat\u00a0was"])
def test_a_quote_may_differ_in_spacing_and_in_the_kind_of_marks(
    marked: str, told: Any, article: Article
) -> None:
    fact = only(told({**UNABLE, "quote": f"{marked}  not able to leave the harbour safely,"}))
    assert "The boat was not able" in article.text[fact.proof.start : fact.proof.end]


@pytest.mark.parametrize(
    ("quote", "verb", "more", "reason"),
    [
        ("The boat was not able to leave the harbour safely", "was not able", {}, "`speaker`"),
        ("“The boat was not able to leave", "was not able", {"subject": "the boat"}, "`speaker`"),
        ("the report was hidden", "was hidden", {}, "`speaker`"),
        ("the island's only road - a track of mud - will reopen", "will reopen", {}, "`speaker`"),
        ("The trust would buy another boat", "would buy", {}, "`condition`"),
        ("Skarn will get a bridge", "will get", {}, "`condition`"),
        ("the winter was mild", "was", {"base": "be", "object": "mild"}, "`speaker`"),
        ("The closure was followed by a run", "was followed", {"speaker": "she"}, "a pronoun"),
    ],
)
def test_a_speaker_or_a_condition_that_was_left_out_is_asked_for(
    quote: str, verb: str, more: dict[str, Any], reason: str, told: Any
) -> None:
    subject, _, _ = quote.partition(f" {verb}")
    found, dropped = told(
        {"kind": "event", "quote": quote, "subject": subject, "verb": verb, **more}
    )
    assert found.facts == ()
    assert reason in "".join(dropped)


def test_a_noun_that_looks_like_a_verb_of_saying_asks_for_no_speaker(
    told: Any,
) -> None:
    signed = {"kind": "event", "subject": "the member states", "verb": "signed", "base": "sign"}
    found, dropped = told({**signed, "quote": "The member states signed", "object": ""})
    assert (dropped, len(found.facts)) == ([], 1)


def test_a_surname_is_shown_with_the_first_name(told: Any) -> None:
    found, dropped = told({**UNABLE, "speaker": "Brook"}, HARBOUR_MASTER)
    assert dropped == []
    assert [fact.speaker for fact in found.facts if fact.kind == "failure"] == [
        Speaker("Lena Brook", "harbour master of Tolby")
    ]


def test_what_somebody_says_throughout_is_theirs(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    sold = {**SOLD, "quote": "The trust was founded in 1931", "verb": "was founded", "object": ""}
    with reader(monkeypatch, answer({**sold, "subject": "The trust"}, HARBOUR_MASTER)) as (llm, _):
        found = llm.read(replace(article, form="opinion", author="Lena Brook"))
    speakers = {fact.kind: fact.speaker and fact.speaker.name for fact in found.facts}
    assert speakers == {"event": "Lena Brook", "role": None}


def test_an_interview_is_of_whoever_answers(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = Talk(article.text, article.title, article.published)
    asked = {**SOLD, "kind": "event", "quote": "Dock workers had warned it", "verb": "had warned"}
    asked |= {"subject": "dock workers", "object": "it"}
    with reader(monkeypatch, answer(STOPPED, asked)) as (llm, script):
        (fact,) = llm.read(talk).facts
    assert fact.speaker is not None
    assert fact.speaker.name == "Lena Brook"
    assert "[1] Lena Brook: The Harbour Trust" in script.questions()[0]
    assert "of the interviewer" in "".join(llm.dropped)


class Talk(Article):
    """The first passage answers, the fifth asks."""

    @property
    def passages(self) -> tuple[NumberedPassage, ...]:  # type: ignore[override]
        first, *others, fifth, last = super().passages
        asks = replace(fifth, is_question=True)
        return (replace(first, speaker="Lena Brook"), *others, asks, last)


def test_what_is_left_open_and_what_the_story_is_about_end_in_cards(
    told: Any, article: Article
) -> None:
    unknown = {
        "kind": "open_question",
        "quote": "It is not clear when the ferry will sail again",
        "name": "when the ferry will sail again",
    }
    found, dropped = told(unknown, STOPPED)
    assert dropped == []
    assert found.topics == ("the Harbour Trust", "Lena Brook")
    cards = {draft.template: draft for draft in choose(article, found).drafts}
    assert cards["open"].fields["answer"] == "When the ferry will sail again."


@pytest.mark.parametrize(
    ("form", "who"), [("opinion", "the author"), ("press_release", "the press release")]
)
def test_where_nobody_signed_the_text_itself_says_it(
    form: Form, who: str, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reader(monkeypatch, answer(STOPPED)) as (llm, _):
        (fact,) = llm.read(replace(article, form=form)).facts
    assert fact.speaker is not None
    assert fact.speaker.name == who
