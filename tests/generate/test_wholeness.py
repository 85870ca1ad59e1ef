"""No card lacks a noun that it needs, and none says what only half a sentence says."""

from pathlib import Path

import pytest

from quizapp.generate.article import read
from quizapp.generate.choose import choose
from tests.generate.conftest import article, loaded

pytestmark = pytest.mark.generator

_PASSED = ("value", "duplicates")
"""Gates of what may be asked, and is not for the sake of others."""

CAST = (
    "Armenia and Norway signed the Harbour Treaty, said Mira Olsen, the prime minister of Norway,"
    " in Oslo. "
)


def judged(tmp_path: Path, story: str) -> dict[str, tuple[str, str]]:
    """Each question on a story with its answers, and the gate that stopped it."""
    told = article(tmp_path, CAST + "\n\n" + story)
    chosen = choose(told, loaded().read(told))
    drafts = [(one, "") for one in chosen.drafts]
    drafts += [(one.draft, one.gate if one.gate not in _PASSED else "") for one in chosen.rejected]
    return {
        one.question: (" / ".join(one.answers), gate)
        for one, gate in drafts
        if one.fact.passage >= 2
    }


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "Armenia will attend only if the islands are left off the agenda.",
            "Under what condition will Armenia attend?",
        ),
        ("Olsen acknowledged the changes to the software.", "What did Mira Olsen acknowledge?"),
        ("Norway could not verify the claim.", "What could Norway not do?"),
        ("Builders in Norway buy most of their cement.", "What do builders in Norway buy?"),
        (
            "Olsen urged both governments to accept mediation by the bishop of Oslo.",
            "What did Mira Olsen urge both governments to do?",
        ),
        (
            "The first draft contained a clause on rebuilding the northern pier for the navy.",
            "What did the first draft contain?",
        ),
        (
            "Armenia expects that many of its fishermen will find work on land.",
            "What does Armenia expect?",
        ),
        ("If all goes well, Norway will reopen the harbour.", "What will follow if all goes well?"),
        (
            "If all goes well, Norway will reopen the harbour.",
            "Under what condition will Norway reopen the harbour?",
        ),
        (
            "Olsen accused Armenia of sitting on the report.",
            "Of what did Mira Olsen accuse Armenia, according to the article?",
        ),
        ("Olsen studies coastal trade at the University of Bergen.", "What does Mira Olsen study?"),
    ],
)
def test_a_question_that_lacks_a_noun_is_not_asked(
    sentence: str, question: str, tmp_path: Path
) -> None:
    stopped = judged(tmp_path, sentence)
    assert question not in stopped or stopped[question][1]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "Armenia will attend the summit in Oslo only if the islands are left off the agenda.",
            "Under what condition will Armenia attend the summit in Oslo?",
        ),
        (
            "Norway rejected suggestions that it was to blame for the dead fish.",
            "What did Norway reject?",
        ),
        (
            "Norway suspended its participation in the fishing and security pact.",
            "What did Norway suspend?",
        ),
        (
            "Olsen urged Armenia and Norway to accept mediation by the bishop of Oslo.",
            "What did Mira Olsen urge Armenia and Norway to do?",
        ),
    ],
)
def test_a_question_with_all_its_nouns_is_asked(
    sentence: str, question: str, tmp_path: Path
) -> None:
    assert judged(tmp_path, sentence)[question][1] == ""


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "The Norwegian ministry said it was investigating and could not confirm a link to the"
            " outage.",
            "What did the Norwegian ministry say it was doing?",
        ),
        (
            "Analysts said the coal condition of the Harbour Treaty might prove harder still.",
            "might do?",
        ),
        (
            "A Norwegian official gave a different account, saying that Olsen had promised to halve"
            " the catch from 2029.",
            "With what argument",
        ),
        (
            "A trawler from Bergen lay near the cable. The ship's owner denied that the vessel had"
            " caused the damage.",
            "What did the ship's owner deny?",
        ),
        (
            "Armenian ships must leave if Norway rejects it, or no vote is held by then.",
            "Under what condition must Armenian ships leave?",
        ),
        (
            "Two Norwegian officials asked not to be identified.",
            "How many Norwegian officials",
        ),
        (
            "An act of 1963 forbids Norway to give away anything in its harbour museums.",
            "does an act of 1963 forbid?",
        ),
        (
            "Norway had proposed raising the harbour fee to six crowns and handing the pier over to"
            " a charity.",
            "What had Norway proposed raising?",
        ),
        ("Councillor Dean Holt leads the opposition group in Norway's parliament.", "What leads"),
    ],
)
def test_a_question_that_its_answer_does_not_fit_is_not_asked(
    sentence: str, question: str, tmp_path: Path
) -> None:
    stopped = judged(tmp_path, sentence)
    assert not [one for one, (_, gate) in stopped.items() if question in one and not gate]


@pytest.mark.parametrize(
    ("sentence", "question", "stopped"),
    [
        (
            "The archive of Oslo missed its deadline two weeks ago because three of its clerks had"
            " fallen ill.",
            "Why did the archive of Oslo miss its deadline?",
            "",
        ),
        (
            "The archive of Oslo reported the loss of two maps two weeks ago.",
            "What did the archive of Oslo report?",
            "time",
        ),
    ],
)
def test_a_reason_holds_whenever_it_was(
    sentence: str, question: str, stopped: str, tmp_path: Path
) -> None:
    path = tmp_path / "undated.md"
    told = article(tmp_path, f"{CAST}\n\n{sentence}")
    path.write_text(told.text.replace("26 February 2025", ""))
    undated = read(path)
    chosen = choose(undated, loaded().read(undated))
    gates = {one.question: "" for one in chosen.drafts}
    gates |= {one.draft.question: one.gate for one in chosen.rejected}
    assert gates[question] == stopped


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The Mill Bridge in Oslo was built in 1934.", "Mill Bridge"),
        ("The Dock Workers' Union represents 640 pilots in Norway.", "How many pilots"),
        ("The ferries of Oslo are grey.", "Who was the prime minister of Norway"),
    ],
)
def test_an_age_a_size_and_an_office_named_by_the_way_are_worth_no_card(
    sentence: str, question: str, tmp_path: Path
) -> None:
    told = article(tmp_path, f"{CAST}\n\n{sentence}")
    chosen = choose(told, loaded().read(told))
    assert not [one for one in chosen.drafts if question in one.question]
    assert [one for one in chosen.rejected if question in one.draft.question]


def test_members_are_those_of_the_pact_that_the_line_above_names(tmp_path: Path) -> None:
    path = tmp_path / "pact.md"
    promise = "Members promise to open their ports to each other's navies and to share radar data."
    path.write_text(
        f"# Norway leaves the Harbour Pact\n\nNorway will leave the Harbour Pact, it said. The"
        f" Harbour Pact has five members on the northern sea.\n\n{promise} Norway signed the"
        " Harbour Pact in 1990, and the Harbour Pact cannot be left in less than a year, as the"
        " other four have told it.\n"
    )
    told = read(path)
    chosen = choose(told, loaded().read(told))
    assert "What do members promise to do?" in {one.question for one in chosen.drafts}


def test_what_stops_on_a_day_is_stopped_from_that_day_on(tmp_path: Path) -> None:
    story = (
        "The Bergen shipyard in Norway will stop production on Sept. 30 for at least eight weeks."
    )
    asked = judged(tmp_path, story)
    assert not [one for one in asked if "how long" in one and " on Sept. 30?" in one]


def test_an_answer_does_not_stop_before_it_is_taken_back(tmp_path: Path) -> None:
    story = (
        "Olsen said she was leaving because she had 'told us the pact was sound, and it was not'."
    )
    assert all("sound" not in answer or gate for answer, gate in judged(tmp_path, story).values())


@pytest.mark.parametrize(
    ("sentence", "untrue"),
    [
        (
            "The Tarn Council, as the island movement calls itself, wants the release of 40 people"
            " from Norway.",
            "According to the island movement",
        ),
        (
            "A person with knowledge of the inquiry said investigators had found cable in the nets"
            " of Norway's trawler.",
            "inquiry find",
        ),
        (
            "The talks froze in 2019 after Olsen sacked eleven judges, and resumed only when she"
            " lost power in 2023.",
            "did Mira Olsen resume",
        ),
        (
            "About 9,000 runners started the race in Norway, some 500 fewer than had registered,"
            " because of the weather.",
            "Why did",
        ),
        (
            "The exiled party, whose leader, Anna Holt, won the last free vote in Norway with 54"
            " per cent, called the pact a disappointment.",
            "the exiled party win",
        ),
        (
            "If Armenia leaves, Norway would lose its majority and the budget, which includes a"
            " rise for teachers, would probably fail.",
            "What would follow",
        ),
        (
            "Olsen said her members would support the pact on two conditions: that foreign boats"
            " land half of their fish in Norwegian harbours, and that a fund be set up.",
            "do foreign boats land",
        ),
        (
            "Patrols stopped for five months in 2016, when Lodmark sued its keeper for fraud, a"
            " claim Ordmark denied.",
            "a claim Ordmark denied",
        ),
    ],
)
def test_half_a_sentence_is_not_asked_as_if_it_were_whole(
    sentence: str, untrue: str, tmp_path: Path
) -> None:
    assert not [question for question in judged(tmp_path, sentence) if untrue in question]


def test_a_campaign_is_no_person_whose_name_is_that_of_its_village(tmp_path: Path) -> None:
    story = (
        "Priya Lund, of Save Thornby, disputed the figures.\n\n"
        "A report by officers said Thornby had room for 105 pupils.\n\n"
        "Save Thornby says the forms were sent out in the holidays."
    )
    told = " ".join(f"{one} {answer}" for one, (answer, _) in judged(tmp_path, story).items())
    assert "Save Thornby had room" not in told
    assert "about Save Thornby" not in told
