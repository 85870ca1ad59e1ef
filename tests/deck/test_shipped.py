"""What the decks that come with quizapp promise of their cards, one by one."""

from collections.abc import Mapping
from datetime import date

import pytest

from quizapp.core import folders
from quizapp.deck.check import check_file
from quizapp.deck.files import deck_files
from quizapp.questions.choice import Choice
from quizapp.questions.multi_choice import MultiChoice
from quizapp.questions.true_false import TrueFalse
from quizapp.questions.union import AnyQuestion

SPOKE = {
    "Nikol Pashinyan": date(2024, 2, 22),
    "Andranik Kocharyan": date(2024, 2, 26),
    "Dmitry Peskov": date(2024, 2, 26),
    "Olesya Vartanyan": date(2024, 2, 26),
}
"""When those who are quoted said it."""

RETIRED = {
    "consequences": "asked-for-comment asked-without-reply customs-union dependence-and-markets"
    " discussed-with discussed-with-the-west economy-automatic exit-progress match-fields"
    " military-benefits ministries-replied no-reply-printed slow-diversification state-of-play"
    " why-economy-stays",
    "key-figures": "armenian-camp headline-only kocharyan-and-peskov match-channels"
    " pashinyan-office peskov-office putin-headline-only putin-not-quoted"
    " vartanyan-place-and-field vartanyan-spokeswoman venue-nikol-pashinyan who-explained-frozen"
    " who-is-nikol-pashinyan who-missed-clarity who-said-no-formal-procedure-for-leaving"
    " who-said-russias-failure-step-over-nagorno",
    "membership": "armenia-unlike-1999 cloze-nagorno-karabakh-be-breakaway-region exit-procedure"
    " headline-nickname karabakh-majority karabakh-recognition match-bodies member-post-soviet"
    " members-count members-two-implied status-frozen",
    "reasons": "arms-chain baku-accusers first-complaint grievances-growing grievances-since"
    " influence-without-calm karabakh-main-grievance match-grievances months-of-discontent"
    " no-more-reliance security-enormous sphere-of-influence"
    " subject-russia-stop-continuous-attacks-that what-moscow-manage-calm-tension-between"
    " what-olesya-vartanyan-expect-that-neither",
    "timeline": "dateline-puzzle decree-while-leaving formed-in-2022 founding-error invasion-month"
    " karabakh-events karabakh-sequence majority-until match-dates monday-comments"
    " offensive-place pashinyan-date uzbekistan-afterwards uzbekistan-again week-sequence"
    " what-azerbaijan-begin-offensive-nagorno-karabakh years-between years-of-failure",
}
"""By deck: what was asked once. Its ids are never used for another question."""

Questions = Mapping[str, AnyQuestion]


@pytest.fixture(scope="module")
def questions() -> Questions:
    return {
        f"{path.stem}/{question.id}": question
        for path in deck_files(folders.shipped_decks())
        for question in check_file(path).questions
    }


@pytest.fixture(scope="module")
def asked(questions: Questions) -> Questions:
    return {name: one for name, one in questions.items() if one.status == "approved"}


def asks_who_said(question: AnyQuestion) -> bool:
    interactions = ("Who said", "Who told", "Who found", "Who explained", "who is quoted as saying")
    return isinstance(question, Choice) and any(words in question.prompt for words in interactions)


def test_every_wrong_option_is_told_why(asked: Questions) -> None:
    for name, question in asked.items():
        match question:
            case Choice() | MultiChoice():
                assert {*question.distractors} <= question.feedback.keys(), name
            case TrueFalse():
                assert question.feedback.keys() == {"true", "false"}, name


def test_every_card_quotes_its_passage(asked: Questions) -> None:
    for name, question in asked.items():
        assert question.evidence, name
        assert all(one.passage for one in question.evidence), name


def test_a_statement_is_as_of_the_day_on_which_it_was_made(asked: Questions) -> None:
    for name, question in asked.items():
        for speaker, day in SPOKE.items():
            is_answer = asks_who_said(question) and question.solution("") == speaker
            if is_answer or question.by.startswith(speaker):
                assert question.as_of == day, name


def test_only_people_who_are_quoted_can_have_said_it(asked: Questions) -> None:
    for name, question in asked.items():
        if isinstance(question, Choice) and asks_who_said(question):
            assert {*question.options} <= SPOKE.keys(), name


def test_what_the_report_does_not_say_is_marked_and_has_a_source(asked: Questions) -> None:
    for name, question in asked.items():
        if question.note.startswith("Editor's addition:") or "addition" in question.tags:
            assert "addition" in question.tags, name
            assert "Source" in question.note, name


def test_a_question_that_is_asked_no_more_stays_under_its_id(questions: Questions) -> None:
    retired = {name for name, one in questions.items() if one.status == "retired"}
    assert retired == {
        f"{deck}/{name}" for deck, names in RETIRED.items() for name in names.split()
    }


def test_no_card_that_is_asked_is_kept_apart_from_one_that_is_not(questions: Questions) -> None:
    for name, question in questions.items():
        deck, _, _ = name.partition("/")
        others = {questions[f"{deck}/{other}"].status for other in question.apart}
        assert others <= {"approved"}, name
        assert not question.apart or question.status == "approved", name


def test_every_card_says_what_it_is_about(asked: Questions) -> None:
    assert all(one.about for one in asked.values())


def test_the_story_is_told_with_its_reasons(asked: Questions) -> None:
    assert asked.keys() >= {
        "timeline/freeze-announced",
        "reasons/why-2021-and-2022",
        "membership/karabakh-outside-pact",
        "membership/frozen-and-suspended",
    }
