"""Each gate stops what it is there to stop, and lets the good card through."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quizapp.generate.article import Article
from quizapp.generate.choose import choose
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Clause, Fact, Found, Mention, Speaker, TextSpan
from quizapp.generate.gates import Gates
from tests.generate.conftest import article, understood

pytestmark = pytest.mark.generator

STORY = (
    "Mira Olsen, the mayor of Tarnby, said on Monday that the city had sold its last ferry to"
    " Denmark. The Tarnby Ferry Company was founded in 1990."
)


@pytest.fixture
def story(tmp_path: Path) -> Article:
    return article(tmp_path, STORY)


def fact(story: Article, words: str = "the city had sold its last ferry", **changes: Any) -> Fact:
    start = story.text.index(words)
    proof = TextSpan(start, start + len(words))
    clause = Clause(
        Mention("the city of Tarnby", proof), False, "had", "had sold", "sold", "its last ferry"
    )
    whole: dict[str, Any] = {
        "kind": "event",
        "rule": "test",
        "passage": next(one.number for one in story.passages if one.start <= start <= one.end),
        "proof": proof,
        "clause": clause,
        **changes,
    }
    return Fact(**whole)


def draft(one: Fact, **changes: Any) -> Draft:
    whole = Draft(
        "what",
        "flashcard",
        {"prompt": "What had the city of Tarnby sold to Denmark?", "answer": "Its last ferry"},
        (one,),
        ("its last ferry",),
        0.8,
    )
    return replace(whole, **changes)


def gate(story: Article, one: Draft, found: Found | None = None) -> str:
    judged = Gates.of(story, found or Found((one.fact,))).judge(one)
    return judged.gate if judged else ""


def test_a_good_card_passes(story: Article) -> None:
    assert gate(story, draft(fact(story))) == ""


def test_a_question_that_tells_the_whole_news_is_not_asked_for_a_name(story: Article) -> None:
    news = "sold the last ferry of the city to Denmark, who"
    asked = {"prompt": f"Who {' '.join([news] * 3)} bought it?", "answer": "Its last ferry"}
    assert gate(story, draft(fact(story), template="who", fields=asked)) == "form"


def test_an_answer_that_the_proof_does_not_hold_is_not_grounded(story: Article) -> None:
    assert gate(story, draft(fact(story), answers=("its new train",))) == "grounding"


def test_a_proof_across_passages_is_none(story: Article) -> None:
    wide = replace(fact(story), proof=TextSpan(story.passages[0].start, story.passages[1].end))
    assert gate(story, draft(wide)) == "grounding"


@pytest.mark.parametrize("answer", ["its last ferry to", "the", "its"])
def test_half_a_phrase_is_no_answer(story: Article, answer: str) -> None:
    one = fact(story, "the city had sold its last ferry to")
    assert gate(story, draft(one, answers=(answer,))) == "constituents"


@pytest.mark.parametrize(
    "question",
    [
        "What had it sold to Denmark in January?",
        "What had they sold to Denmark in January?",
        "What did we sell to Denmark in January?",
        "What was sold to Denmark on Monday?",
        "What was sold to Denmark last month?",
        "What had the company sold to Denmark?",
        "Why was that sold to Denmark this year?",
    ],
)
def test_a_question_that_points_outside_the_card_is_stopped(story: Article, question: str) -> None:
    asked = {"prompt": question, "answer": "A last ferry"}
    assert gate(story, draft(fact(story), fields=asked)) == "deixis"


@pytest.mark.parametrize(
    ("answer", "stopped"),
    [("The same note.", "deixis"), ("Its last ferry.", ""), ("The others.", "deixis")],
)
def test_an_answer_that_only_points_is_stopped(story: Article, answer: str, stopped: str) -> None:
    asked = {"prompt": "What had the city of Tarnby sold to Denmark?", "answer": answer}
    assert gate(story, draft(fact(story), fields=asked, answers=("its last ferry",))) == stopped


def test_a_noun_is_understood_where_the_about_line_names_it(tmp_path: Path) -> None:
    story = article(tmp_path, STORY + " The company left. The company paid. The company closed.")
    one = draft(fact(story), fields={"prompt": "What had the company sold?", "answer": "A ferry"})
    assert gate(story, one) == "deixis"
    assert gate(story, one, Found((one.fact,), topics=("Tarnby", "the boat company"))) == ""
    assert gate(story, one, Found((one.fact,), things={"company": "the boat company"})) == ""


def test_the_about_line_never_tells_the_answer(tmp_path: Path) -> None:
    story = article(tmp_path, STORY)
    found = Found((fact(story),), topics=("Tarnby", "the last ferry"))
    line = Gates.of(story, found).line(draft(fact(story)))
    assert line.topics == ("Tarnby",)


def test_a_question_must_not_hold_its_answer(story: Article) -> None:
    asked = {"prompt": "What last ferry had Tarnby sold?", "answer": "Its last ferry"}
    assert gate(story, draft(fact(story), fields=asked)) == "leak"


@pytest.mark.parametrize(
    ("distractors", "stopped"),
    [
        (["Norway"], "distractors"),
        (["Norway", "Copenhagen"], "distractors"),
        (["Norway", "Denmark"], "distractors"),
        (["Norway", "Sweden"], ""),
    ],
)
def test_wrong_options_are_two_and_none_stands_for_the_answer(
    story: Article, distractors: list[str], stopped: str
) -> None:
    asked = {
        "prompt": "Which state bought a ferry from Tarnby?",
        "answer": "Denmark",
        "distractors": distractors,
    }
    one = fact(story, "the city had sold its last ferry to Denmark")
    card = draft(one, type="choice", template="subject", fields=asked, answers=("Denmark",))
    assert gate(story, card) == stopped


def test_a_member_that_a_list_leaves_out_is_no_wrong_option(tmp_path: Path) -> None:
    told = (
        "Russia spoke first. The Northern Fish Council (NFC) also includes Belarus, Ukraine and"
        " Moldova."
    )
    found = understood(tmp_path, told)
    drafts = choose(article(tmp_path, told), found).drafts
    (card,) = [one for one in drafts if one.template == "members"]
    assert "Russia" not in card.distractors
    assert len(card.distractors) >= 2
    harmed = replace(card, fields={**card.fields, "distractors": ["Russia", "Poland"]})
    assert gate(article(tmp_path, told), harmed, found) == "distractors"


def test_a_claim_names_who_makes_it(story: Article) -> None:
    claimed = fact(story, speaker=Speaker("Mira Olsen"), modality="attributed")
    assert gate(story, draft(claimed)) == "modality"
    prompt = "According to Mira Olsen, what had the city of Tarnby sold to Denmark?"
    asked = {"prompt": prompt, "answer": "Its last ferry"}
    assert gate(story, draft(claimed, fields=asked)) == ""


@pytest.mark.parametrize("modality", ["accusation", "denied"])
def test_a_charge_or_a_denial_is_not_asked_as_a_fact(story: Article, modality: str) -> None:
    assert gate(story, draft(fact(story, modality=modality))) == "modality"


def test_a_founding_year_that_comes_too_late_is_not_taught(tmp_path: Path) -> None:
    told = (
        "The Northern Fish Council (NFC) failed the fishermen of Norway in 2019 and 2020."
        "\n\nThe NFC, founded in 2021, has an office in the harbour of Bergen."
    )
    chosen = choose(article(tmp_path, told), understood(tmp_path, told))
    stopped = [one for one in chosen.rejected if one.gate == "consistency"]
    assert {one.draft.template for one in stopped} >= {"founded", "when"}
    assert not [one for one in chosen.drafts if "2021" in f"{one.question} {one.answers}"]


def test_no_fact_has_more_than_two_cards_and_no_question_comes_twice(tmp_path: Path) -> None:
    chosen = choose(article(tmp_path, STORY), understood(tmp_path, STORY)).drafts
    single = [one for one in chosen if len(one.facts) == 1]
    for one in single:
        assert sum(other.fact == one.fact for other in single) <= 2
    assert len({one.question for one in chosen}) == len(chosen)


def test_a_template_and_a_rule_can_be_switched_off_to_see_what_they_bring(tmp_path: Path) -> None:
    told = article(tmp_path, STORY)
    found = understood(tmp_path, STORY)
    whole = choose(told, found).drafts
    assert whole
    for draft in whole:
        for off in (draft.template, draft.fact.rule):
            rest = choose(told, found, without={off}).drafts
            assert draft not in rest
            assert off not in {one.template for one in rest} | {one.fact.rule for one in rest}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What did Mira Olsen sell before the announcement?", "Its last ferry"),
        ("What did Mira Olsen sell because of the deployment?", "Its last ferry"),
        ("What would follow unless it was supported?", "The city would sell its last ferry"),
        ("How have its costs changed, according to Mira Olsen?", "They rose"),
        ("What would Tarnby do if it breaks that promise, unless it is ill?", "Sell its ferry"),
        ("What did Mira Olsen count in each under the bridge?", "Its last ferry"),
        ("What did Mira Olsen accuse the city of?", "Leaking it"),
        ("What is the reply?", "That it had sold its last ferry"),
    ],
)
def test_a_word_that_takes_up_what_is_not_on_the_card_stops_it(
    story: Article, question: str, answer: str
) -> None:
    subject = Mention("Mira Olsen", fact(story).proof, "person")
    said = Clause(subject, False, "had", "had sold", "sold", "its last ferry")
    told = fact(story, clause=said)
    assert gate(story, draft(told, fields={"prompt": question, "answer": answer})) == "deixis"


@pytest.mark.parametrize(
    "question",
    ["What did the government of Tarnby sell?", "What had the opposition of Tarnby sold?"],
)
def test_what_every_story_has_stops_no_card(story: Article, question: str) -> None:
    fields = {"prompt": question, "answer": "Its last ferry"}
    assert gate(story, draft(fact(story), fields=fields)) == ""


def test_an_answer_without_the_half_of_a_relative_clause_is_not_grounded(tmp_path: Path) -> None:
    words = "the city of Tarnby lost a race in Lund, where it came last but one and sold its boat"
    told = article(tmp_path, f"In 2024 {words}. Then the mayor of Tarnby spoke to reporters.")
    one = fact(told, words)
    assert gate(told, draft(one, answers=("a race in Lund one and sold its boat",))) == "grounding"
    assert gate(told, draft(one, answers=("a race in Lund",))) == ""
