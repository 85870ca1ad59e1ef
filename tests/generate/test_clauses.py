"""Which statements the offline reader takes from a sentence, and which it leaves alone."""

from pathlib import Path

import pytest

from quizapp.generate.choose import choose
from tests.generate.conftest import article, loaded, understood

pytestmark = pytest.mark.generator

INTRODUCED = "Mira Olsen, the mayor of Tarnby, spoke to reporters about the harbour.\n\n"


def told(tmp_path: Path, story: str) -> set[tuple[str, str, str]]:
    """Speaker, text and condition of the clauses of a story; empty where there is none."""
    return {
        (
            fact.speaker.name if fact.speaker else "",
            fact.text,
            fact.slots["condition"].text if "condition" in fact.slots else "",
        )
        for fact in understood(tmp_path, INTRODUCED + story).facts
        if fact.clause is not None
    }


def texts(tmp_path: Path, story: str) -> set[str]:
    return {text for _, text, _ in told(tmp_path, story)}


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Trade between the two towns, worth 40 million euros a year, has not been affected.",
            "trade between the two towns has not been affected",
        ),
        ("The ferry, for its part, would lose its licence.", "the ferry would lose its licence"),
        ("Olsen, by contrast, has kept only two boats.", "Mira Olsen has kept only two boats"),
        (
            "A second trial, with cameras to record the fish, began in Skive.",
            "a second trial began in Skive",
        ),
        (
            "The strait's only pilot, Paul Lund of Norway, will leave the harbour.",
            "Paul Lund will leave the harbour",
        ),
        (
            "The owner, Anna Holm, welcomed the plan but said that the pier would have to be cut.",
            "the pier would have to be cut",
        ),
        (
            "Anna Holm, the owner, trains all winter at sea, lives on a boat and sells its fish.",
            "Anna Holm sells its fish",
        ),
    ],
)
def test_a_remark_between_subject_and_verb_is_left_out(
    sentence: str, text: str, tmp_path: Path
) -> None:
    assert text in texts(tmp_path, sentence)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Nobody, as far as she knows, has asked the owners.", "nobody has asked"),
        ("The ferry, under the plan, would lose its licence.", "the ferry would lose its licence"),
        ("The bakers, without a loan, will close their shop.", "the bakers will close"),
        (
            "The town would lose its ferry and the school, which has ten pupils, would close.",
            "the town would close",
        ),
    ],
)
def test_what_limits_a_statement_is_never_left_out_as_a_remark(
    sentence: str, text: str, tmp_path: Path
) -> None:
    assert not [one for one in texts(tmp_path, sentence) if text in one]


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "The women's team, who lead their league, are not affected by the ruling.",
            "the women's team are not affected by the ruling",
        ),
        ("A fifth of the boats are damaged by ice.", "a fifth of the boats are damaged by ice"),
        (
            "In 2019 a dispute over nets closed the harbour for eleven days.",
            "a dispute over nets closed the harbour for eleven days",
        ),
        (
            "Boats built after Aug. 1 aren't covered by the rule.",
            "boats built after Aug. 1 are not covered by the rule",
        ),
        ("The species has declined since the storm.", "the species has declined since the storm"),
        ("The old lamps on the pier burned as usual.", "the old lamps on the pier burned as usual"),
        ("Only the top two clubs go up.", "only the top two clubs go up"),
        (
            "Paul Lund, who won in 2019, missed the race because of a broken toe.",
            "Paul Lund missed the race",
        ),
    ],
)
def test_a_verb_goes_with_a_subject_of_many_kinds(sentence: str, text: str, tmp_path: Path) -> None:
    assert text in texts(tmp_path, sentence)


@pytest.mark.parametrize("sentence", ["The list of members are wrong.", "A bridge built in 1934."])
def test_a_verb_that_does_not_go_with_its_subject_tells_nothing(
    sentence: str, tmp_path: Path
) -> None:
    found = understood(tmp_path, INTRODUCED + sentence)
    assert not [one for one in found.facts if "list" in one.text or "bridge" in one.text]


@pytest.mark.parametrize(
    "sentence",
    [
        "Olsen told investors on a call that the pier had cost 40 million euros.",
        "Olsen told councillors before the vote that the pier had cost 40 million euros.",
        "Olsen said in a statement that the pier had cost 40 million euros.",
        "Olsen told a crowd in her home town that the pier had cost 40 million euros.",
    ],
)
def test_what_was_said_may_stand_behind_where_it_was_said(sentence: str, tmp_path: Path) -> None:
    assert ("Mira Olsen", "the pier had cost 40 million euros", "") in told(tmp_path, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Olsen told councillors after reports that the pier had cracked.",
        "Olsen spoke to the council on the assumption that the pier had cracked.",
        "Olsen told councillors during a row over claims that the pier had cracked.",
    ],
)
def test_what_a_noun_tells_is_not_what_was_said(sentence: str, tmp_path: Path) -> None:
    assert "the pier had cracked" not in texts(tmp_path, sentence)


@pytest.mark.parametrize(
    ("sentence", "text", "condition"),
    [
        (
            "If the dam breaks, Olsen warned, the old town would be flooded.",
            "the old town would be flooded",
            "if the dam breaks",
        ),
        (
            "Unless the pier is repaired, Olsen has told the council, the ferry cannot sail.",
            "the ferry cannot sail",
            "unless the pier is repaired",
        ),
    ],
)
def test_a_condition_before_a_tag_is_one_of_what_is_said(
    sentence: str, text: str, condition: str, tmp_path: Path
) -> None:
    assert ("Mira Olsen", text, condition) in told(tmp_path, sentence)


def test_a_second_verb_behind_a_comma_takes_nothing_from_what_was_said(tmp_path: Path) -> None:
    story = (
        "Chairman Paul Lund said the club would appeal, for which it has ten days and must pay a"
        " fee of £300, returned only in May."
    )
    assert ("Paul Lund", "the club would appeal", "") in told(tmp_path, INTRODUCED + story)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Tarnby must publish the plan, hire an auditor and repair the pier.",
            "Tarnby must repair the pier",
        ),
        ("The panel could have taken seven points but chose six.", "the panel chose six"),
        ("The sponges are found mostly in caves.", "the sponges are found mostly in caves"),
        (
            "A further sum has been promised by the Heritage Trust.",
            "a further sum has been promised by the Heritage Trust",
        ),
        (
            "The union will add two boats to its blacklist.",
            "the union will add two boats to its blacklist",
        ),
    ],
)
def test_a_deed_is_taken(sentence: str, text: str, tmp_path: Path) -> None:
    assert text in texts(tmp_path, sentence)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The firm must not sell the ferry and move its staff.", "move its staff"),
        ("The town must either repair the pier or leave the pact.", "leave the pact"),
        ("Olsen is said to have sold the yacht.", "sold the yacht"),
        ("The plan was described as a failure.", "failure"),
        ("Tarnby Bank denies having had any dealings with the bank.", "dealings with Tarnby"),
    ],
)
def test_what_would_say_more_than_the_sentence_is_left(
    sentence: str, text: str, tmp_path: Path
) -> None:
    assert not [one for one in texts(tmp_path, sentence) if text in one]


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "Olsen does not deny that the results differed.",
            "What does Mira Olsen not deny?",
            "that the results differed",
        ),
        (
            "Olsen denied having received any warning.",
            "What did Mira Olsen deny?",
            "having received any warning",
        ),
        (
            "The Heritage Trust has promised a further sum to the harbour museum, on condition"
            " that work begins before May.",
            "Under what condition has the Heritage Trust promised a further sum"
            " to the harbour museum?",
            "work begins before May",
        ),
    ],
)
def test_a_denial_and_a_promise_are_asked_for(
    sentence: str, question: str, answer: str, tmp_path: Path
) -> None:
    read_in = article(tmp_path, INTRODUCED + sentence)
    asked = choose(read_in, loaded().read(read_in))
    assert (question, (answer,)) in [(one.question, one.answers) for one in asked.drafts]


def test_an_answer_does_not_hide_in_it_what_is_not_said(tmp_path: Path) -> None:
    story = INTRODUCED + "The report on the harbour recommended replacing it within two years."
    read_in = article(tmp_path, story)
    asked = choose(read_in, loaded().read(read_in))
    assert not [one for one in asked.drafts if "replacing it" in one.answers[0]]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The ferry sails before the ice comes.", "only a reason, condition or time"),
        ("Traders in the harbour do not know who will pay for the pier.", "only asked, thought"),
        ("The list of members are wrong.", "a subject that does not go with its verb"),
    ],
)
def test_a_refusal_tells_its_true_reason(sentence: str, reason: str, tmp_path: Path) -> None:
    refused = understood(tmp_path, INTRODUCED + sentence).refused
    assert any(one.rule.startswith(reason) for one in refused)


@pytest.mark.parametrize(
    ("sentence", "speaker", "text"),
    [
        (
            "Fitting the lamps costs about 84 crowns and saves 11 a year, the Federation of Town"
            " Councils estimates, so the work would pay in eight years.",
            "the Federation of Town Councils",
            "fitting the lamps costs about 84 crowns",
        ),
        (
            "If the tests fail, a county grant covering half of the bill falls away.",
            "",
            "a county grant covering half of the bill falls away",
        ),
    ],
)
def test_a_verb_that_the_parser_takes_for_a_noun_is_none(
    sentence: str, speaker: str, text: str, tmp_path: Path
) -> None:
    assert (speaker, text) in {one[:2] for one in told(tmp_path, sentence)}


def test_a_remark_may_be_of_a_nearer_noun(tmp_path: Path) -> None:
    story = "Three envoys familiar with the talks, held since June in Skive, left the town."
    assert not any("held" in one for one in texts(tmp_path, story))


@pytest.mark.parametrize(
    ("sentence", "caused"),
    [
        (
            "Rain cost the town of Skive a day, while cold cost it a week, because a pump froze.",
            False,
        ),
        ("Rain cost the town of Skive a day because a pump had been sold.", True),
    ],
)
def test_a_reason_is_of_the_nearest_clause(sentence: str, caused: bool, tmp_path: Path) -> None:
    facts = understood(tmp_path, INTRODUCED + sentence).facts
    rain = [one for one in facts if one.clause and "rain cost" in one.text]
    assert [("cause" in one.slots) for one in rain] == [caused]
