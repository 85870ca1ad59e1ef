"""What the offline reader makes of sentences: facts as they were meant, or none."""

from pathlib import Path

import pytest

from tests.generate.conftest import facts, understood

pytestmark = pytest.mark.generator

INTRODUCED = "Mira Olsen, the mayor of Tarnby, spoke to reporters about the harbour. "


def said(tmp_path: Path, story: str) -> list[tuple[str, str]]:
    """Who says what, of the clauses of a story; an empty name for the article itself."""
    return [
        (fact.speaker.name if fact.speaker else "", fact.text)
        for fact in facts(tmp_path, story)
        if fact.clause is not None
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge was not repaired by the city.",
        "The city did not repair the bridge.",
        "The city has never repaired the bridge.",
        "The city could not repair the bridge.",
        "The city won't repair the bridge.",
        "The bridge wasn't safe for lorries.",
        "Mira Olsen said the bridge should not be repaired by the city.",
    ],
)
def test_a_negation_is_never_lost(sentence: str, tmp_path: Path) -> None:
    told = [fact for fact in facts(tmp_path, INTRODUCED + sentence) if "bridge" in fact.text]
    assert len(told) == 1
    assert told[0].polarity is False
    assert {"not", "never", "n't"} & set(told[0].text.split())


def test_a_speaker_is_found_before_after_and_around_the_words(tmp_path: Path) -> None:
    story = INTRODUCED + (
        '\n\n"The harbour has lost its last ferry," Olsen said. "The ferry carried the mail."'
        '\n\n"The mail now takes two days," she added.'
        '\n\nThe fisherman Per Lund told Radio Tarnby: "The fog has kept every boat at home."'
    )
    told = dict(reversed(pair) for pair in said(tmp_path, story))
    assert told["the harbour has lost its last ferry"] == "Mira Olsen"
    assert told["the ferry carried the mail"] == "Mira Olsen"
    assert told["the mail takes two days"] == "Mira Olsen"
    assert told["the fog has kept every boat at home"] == "Per Lund"


def test_a_quote_that_goes_on_in_the_next_passage_has_the_same_speaker(tmp_path: Path) -> None:
    story = INTRODUCED + (
        '\n\n"The harbour has lost its last ferry," Olsen said.'
        '\n\n"The storm broke the long pier.\n\n"The owners sold the ferry abroad."'
    )
    told = dict(reversed(pair) for pair in said(tmp_path, story))
    assert told["the storm broke the long pier"] == "Mira Olsen"
    assert told["the owners sold the ferry abroad"] == "Mira Olsen"


@pytest.mark.parametrize(
    "sentence",
    [
        "Per Lund hopes that the ferry will return to Tarnby.",
        "The ferry was said to have been sold to Denmark.",
        "The ferry has allegedly been sold to Denmark.",
        "Has the ferry been sold to Denmark?",
        "The paper wrote that the ferry sank in 1920; this is an error.",
        "It is feared that the ferry was sold to Denmark.",
    ],
)
def test_what_nobody_answers_for_is_no_fact(sentence: str, tmp_path: Path) -> None:
    told = [text for _, text in said(tmp_path, INTRODUCED + sentence) if "ferry" in text]
    assert not [text for text in told if not text.startswith("Per Lund hopes")]


def test_what_is_denied_is_kept_apart_from_what_is_said(tmp_path: Path) -> None:
    story = INTRODUCED + "Olsen denied that the city had sold the ferry."
    (fact,) = [one for one in facts(tmp_path, story) if "ferry" in one.text]
    assert (fact.modality, fact.speaker and fact.speaker.name) == ("denied", "Mira Olsen")


def test_a_reason_belongs_to_its_own_clause(tmp_path: Path) -> None:
    story = "The ferry was sold because the pier had been broken by a storm."
    (fact,) = facts(tmp_path, story, "cause")
    assert fact.text == "the ferry was sold"
    assert fact.slots["cause"].text == "because the pier had been broken by a storm"


def test_not_because_may_deny_the_reason_and_is_left_alone(tmp_path: Path) -> None:
    assert facts(tmp_path, "The ferry was not sold because of the storm.", "cause") == []
    fronted = "Because the pier had been broken by a storm, the ferry could not be sold."
    (fact,) = facts(tmp_path, fronted, "cause")
    assert fact.text == "the ferry could not be sold"


def test_a_list_of_members_is_open_where_the_text_says_so(tmp_path: Path) -> None:
    closed = "The Northern Fish Council (NFC) consists of Norway, Iceland and Denmark."
    (fact,) = facts(tmp_path, closed, "membership")
    assert [member.text for member in fact.members] == ["Norway", "Iceland", "Denmark"]
    assert (fact.slots["group"].text, fact.closed) == ("NFC", True)
    opened = "The Northern Fish Council (NFC) also includes Norway, Iceland and Denmark."
    assert facts(tmp_path, opened, "membership")[0].closed is False


def test_people_have_their_roles_and_teams_are_no_people(tmp_path: Path) -> None:
    story = (
        "Harbour coach Ana Lind praised goalkeeper Bo Strand. Eva Holm, 34, a teacher from"
        " Tarnby, watched. City Rovers have 20 points, and Rovers visit Lakeside soon."
    )
    people = {one.name: one.role for one in understood(tmp_path, story).people}
    assert people == {
        "Ana Lind": "Harbour coach",
        "Bo Strand": "goalkeeper",
        "Eva Holm": "teacher from Tarnby",
    }


def test_a_day_is_dated_from_the_article_and_a_saying_from_its_own_day(tmp_path: Path) -> None:
    story = INTRODUCED + (
        "The ferry was sold in January. Olsen said on Monday that the pier was safe."
    )
    sold, safe = (one for one in facts(tmp_path, story) if one.time or one.said)
    assert (sold.time and sold.time.iso, sold.said) == ("2025-01", None)
    assert (safe.time, safe.said and safe.said.iso) == (None, "2025-02-24")


def test_an_accusation_names_its_accuser_or_nobody(tmp_path: Path) -> None:
    story = INTRODUCED + (
        "Olsen accused the owners of selling the ferry in secret. The owners were accused of greed."
    )
    first, second = facts(tmp_path, story, "accusation")
    assert first.speaker is not None
    assert (first.speaker.name, first.modality) == ("Mira Olsen", "accusation")
    assert (second.speaker, second.modality) == (None, "accusation")


def test_every_proof_is_the_place_of_its_words(tmp_path: Path) -> None:
    story = INTRODUCED + 'The city (or what is left of it) "could not repair" the long bridge.'
    for fact in facts(tmp_path, story):
        assert fact.proof.start < fact.proof.end
    (fact,) = [one for one in facts(tmp_path, story) if "bridge" in one.text]
    from tests.generate.conftest import article

    text = article(tmp_path, story).text
    proof = text[fact.proof.start : fact.proof.end]
    assert proof.startswith("The city (or what")
    assert proof.endswith("long bridge")
    assert fact.text == "the city could not repair the long bridge"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            'She told Radio Tarnby that the pier "has not held its promise".',
            "the pier has not held its promise",
        ),
        (
            "Olsen praised the old ferry, which she said the town can no longer rely on for mail.",
            "the town can no longer rely on the old ferry for mail",
        ),
    ],
)
def test_what_somebody_told_is_theirs_however_it_is_put(
    sentence: str, text: str, tmp_path: Path
) -> None:
    assert ("Mira Olsen", text) in said(tmp_path, INTRODUCED + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Olsen could not say whether the ferry was sold.",
        "Olsen did not say that the ferry was sold.",
        "The study could not show which owner the ferry belonged to.",
    ],
)
def test_an_open_question_is_no_statement(sentence: str, tmp_path: Path) -> None:
    assert not [text for _, text in said(tmp_path, INTRODUCED + sentence) if "the ferry" in text]


def test_who_is_meant_is_left_open_where_two_people_may_be(tmp_path: Path) -> None:
    story = INTRODUCED + "Mats Lund pushed Ida Holm as she jumped. If he is right, Olsen must pay."
    told = " ".join(text for _, text in said(tmp_path, story))
    assert "as she jumped" in told
    assert "Olsen is right" not in told


@pytest.mark.parametrize(
    ("sentence", "untold"),
    [
        ('The quarrel was loud. The delay was "a slip and nothing more".', "a slip"),
        ("Olsen fears a storm; if so, the ferry may not sail again.", "sail again"),
    ],
)
def test_words_that_hang_on_something_else_are_left_alone(
    sentence: str, untold: str, tmp_path: Path
) -> None:
    told = said(tmp_path, INTRODUCED + "Olsen likes the harbour. " + sentence)
    assert not [text for _, text in told if untold in text]


def test_this_takes_up_a_concern_only_to_deny_it_as_a_reason(tmp_path: Path) -> None:
    story = "Olsen raised concerns about noise. "
    denied = said(tmp_path, INTRODUCED + story + '"This is not among the reasons," she said.')
    other = said(tmp_path, INTRODUCED + story + '"This is not about the boats," she said.')
    assert any("noise" in text and "among the reasons" in text for _, text in denied)
    assert not any("noise" in text and "about the boats" in text for _, text in other)


def test_a_year_that_is_only_compared_with_dates_nothing(tmp_path: Path) -> None:
    story = "Last year 4,120 people used the ferry, 9 per cent more than in 2023."
    (event,) = [one for one in facts(tmp_path, story) if one.time]
    assert event.time is not None
    assert event.time.iso == "2024"


def told(tmp_path: Path, story: str) -> set[str]:
    return {text for _, text in said(tmp_path, INTRODUCED + story)}


def test_a_remark_between_commas_tells_as_much_as_its_sentence(tmp_path: Path) -> None:
    story = (
        "The ferry, which carried the mail, was sold. The pier, built by Danes in 1920, is gone."
        " The storm came on 3 March, when divers found a crack in the pier."
    )
    assert told(tmp_path, story) >= {
        "the ferry carried the mail",
        "the pier was built by Danes",
        "divers found a crack in the pier",
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "The city sold the ferry, which surprised the town.",
        "The new terminal, built by Danes in 2030, will replace the pier.",
        "A row over the pier, settled in 2020, has come back.",
        "Olsen said that the ferry, which carried the mail, had been sold.",
    ],
)
def test_a_remark_is_left_alone_where_it_may_be_on_something_else(
    sentence: str, tmp_path: Path
) -> None:
    wrong = ("the ferry surprised", "was built", "was settled", "the ferry carried")
    assert not [text for text in told(tmp_path, sentence) if text.startswith(wrong)]
    assert "the pier was settled" not in told(tmp_path, sentence)


def test_a_participle_may_accuse(tmp_path: Path) -> None:
    story = "Norway left the talks on Monday, accusing Denmark of hiding the true figures."
    (fact,) = facts(tmp_path, story, "accusation")
    assert fact.modality == "accusation"
    assert fact.text == "Norway accused Denmark of hiding the true figures"


def test_he_is_nobody_where_two_people_were_named_before(tmp_path: Path) -> None:
    story = "Mats Lund brought on Tom Holm in the last minute. He scored the third goal."
    assert not [text for text in told(tmp_path, story) if text.startswith("Mats Lund scored")]


@pytest.mark.parametrize(
    "story",
    [
        "The crowd had come for Ida Holm. The qualifier beat Ida Holm. She will play the final.",
        "Her coach, Ida Holm, was pleased. She trains at night.",
        "The Friends of Tarnby, founded by Ida Holm, 78, which has raised 12 million euros, met.",
    ],
)
def test_she_is_not_simply_whoever_was_named_last(story: str, tmp_path: Path) -> None:
    wrong = ("Ida Holm will play", "Ida Holm trains", "Ida Holm has raised")
    assert not [text for text in told(tmp_path, "\n\n" + story) if text.startswith(wrong)]


def test_he_said_is_the_one_who_has_just_been_given_the_word(tmp_path: Path) -> None:
    story = INTRODUCED + (
        '\n\n"The pier is safe for boats," Olsen said.'
        "\n\nHer deputy, Per Lund, said the ferry matters more because it carries the mail."
        ' "The lamps on the pier are new," he said. "The boats on the pier are old."'
    )
    assert {
        ("Per Lund", "the lamps on the pier are new"),
        ("Per Lund", "the boats on the pier are old"),
    } <= set(said(tmp_path, story))


def test_the_german_is_whoever_was_told_of_last(tmp_path: Path) -> None:
    story = "Captain Per Lund was cheerful. The Norwegian praised the old harbour."
    assert "Per Lund praised the old harbour" in told(tmp_path, story)


def test_a_short_utterance_is_its_speakers_too(tmp_path: Path) -> None:
    story = INTRODUCED + '"The ferries can wait until May," Olsen said. "Cables cannot wait."'
    assert ("Mira Olsen", "cables can not wait") in said(tmp_path, story) or (
        "Mira Olsen",
        "cables cannot wait",
    ) in said(tmp_path, story)


def test_a_day_is_dated_only_where_it_is_certain_whether_it_is_past(tmp_path: Path) -> None:
    story = (
        "\n\nThe 12 boats of Tarnby will sail to the island of Holm on Friday."
        "\n\nThe 14 boats of Holm came back to the harbour of Tarnby on Friday."
        "\n\nThe 16 boats of Lund hoped to come back to the harbour before Friday."
    )
    told = {fact.text: fact.time.iso if fact.time else "" for fact in facts(tmp_path, story)}
    assert told["the 12 boats of Tarnby will sail to the island of Holm"] == "2025-02-28"
    assert told["the 14 boats of Holm came back to the harbour of Tarnby"] == "2025-02-21"
    assert told["the 16 boats of Lund hoped to come back to the harbour before Friday"] == ""


def test_a_double_name_stays_one_name(tmp_path: Path) -> None:
    story = "Per Lund-Holm, the coach of Tarnby, resigned. Lund-Holm said the pier was safe."
    found = understood(tmp_path, story)
    assert [one.name for one in found.people if "Lund" in one.name] == ["Per Lund-Holm"]
    assert ("Per Lund-Holm", "the pier was safe") in said(tmp_path, story)


def test_a_firm_is_no_person(tmp_path: Path) -> None:
    story = INTRODUCED + "The contractor, Brackley Vane, has left the harbour of Tarnby."
    assert [one.name for one in understood(tmp_path, story).people] == ["Mira Olsen"]


def test_what_somebody_did_besides_saying_it_is_their_own_deed(tmp_path: Path) -> None:
    story = INTRODUCED + (
        "Mira Olsen said the ferry would not return until it was mended, and accused the owners"
        " of hiding its age."
    )
    accused = facts(tmp_path, story, "accusation")
    assert [fact.speaker.name for fact in accused if fact.speaker] == ["Mira Olsen"]
    story = INTRODUCED + "The board concluded that the ferry was safe and sold it to Denmark."
    assert not [text for _, text in said(tmp_path, story) if "sold" in text]


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Tarnby is barred from selling the ferry once it has been mended.", "once it has been"),
        ("The ferry was sold after the owners worked past 1am without pay.", "without pay"),
    ],
)
def test_what_limits_a_clause_stays_with_it(sentence: str, kept: str, tmp_path: Path) -> None:
    told = [text for _, text in said(tmp_path, INTRODUCED + sentence) if "ferry" in text]
    assert all(kept in text for text in told)


def test_a_condition_that_its_order_puts_is_no_fact(tmp_path: Path) -> None:
    story = INTRODUCED + "Should nobody buy the ferry, the mail will be flown to Tarnby."
    told = said(tmp_path, story)
    assert not [text for _, text in told if "nobody" in text]


def test_a_government_that_speaks_of_its_state_is_named(tmp_path: Path) -> None:
    story = INTRODUCED + "Denmark will sell the old ferry in May, its government said."
    assert ("Denmark's government", "Denmark will sell the old ferry") in said(tmp_path, story)


def test_who_only_said_something_has_decided_nothing(tmp_path: Path) -> None:
    story = INTRODUCED + "Mira Olsen said the ferry was old.\n\nThe decision angered the owners."
    assert not [text for _, text in said(tmp_path, story) if "Olsen's decision" in text]
