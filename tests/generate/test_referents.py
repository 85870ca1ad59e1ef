"""A question says which thing it asks about, where the article leaves no doubt; else it is none."""

from pathlib import Path

import pytest

from quizapp.generate.choose import choose
from tests.generate.conftest import article, understood

pytestmark = pytest.mark.generator

ABOUT_BOATS = (
    "Norway and Denmark quarrel over boats. Norway sold boats. Denmark bought boats.\n\n"
    "Norway and Denmark met in Lund.\n\n"
)
UNCLEAR = ("deixis", "grounding")


def asked(tmp_path: Path, story: str) -> list[str]:
    """The questions that can be understood, whether or not they are worth a card."""
    chosen = choose(article(tmp_path, story), understood(tmp_path, story))
    left = [one.draft for one in chosen.rejected if one.gate not in UNCLEAR]
    return [one.question for one in (*chosen.drafts, *left)]


def asks(tmp_path: Path, story: str, words: str) -> bool:
    return any(words in question for question in asked(tmp_path, story))


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (
            "A fire that destroyed two sheds near the pier was put out on Monday.\n\n"
            "The fire killed 40 sheep in the village of Lund.",
            "the fire that destroyed two sheds near the pier kill",
        ),
        (
            "Mira Olsen, whose coalition has a majority of three, is back.\n\n"
            "On Monday the coalition lost 14 seats in the parliament of Norway.",
            "Mira Olsen's coalition lose",
        ),
        (
            "A toll on boats from Lund was announced by the king.\n\n"
            "The toll brings Norway 12 million euros a year.",
            "the toll on boats from Lund bring",
        ),
        (
            f"{ABOUT_BOATS}Only the Tarnby Traders' Association was heard by the judges.\n\n"
            "The association collected 40,000 signatures in Norway.",
            "the Tarnby Traders' Association collect",
        ),
    ],
)
def test_a_thing_is_called_by_what_was_told_of_it(story: str, words: str, tmp_path: Path) -> None:
    assert asks(tmp_path, story, words)


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (
            "A fire that destroyed two sheds was put out. A fire at the mill was worse.\n\n"
            "The fire killed 40 sheep in the village of Lund.",
            "the fire",
        ),
        (
            "A court in Lund heard of boats. The Northern Court of Appeal heard of them too.\n\n"
            "The court named 40 sailors of Norway.",
            "the court in Lund name",
        ),
        (
            "Norway and Denmark met. A toll on boats from Lund was announced by the king.\n\n"
            "The toll was cut in March at their request from 14 euros to 12 euros.",
            "at their request",
        ),
        (
            "Their report was late. A report on the boats of Lund is due.\n\n"
            "The report named 40 sailors of Norway.",
            "the report",
        ),
        (
            f"{ABOUT_BOATS}The judges heard the Tarnby Traders' Association.\n\n"
            "The judges heard the Lund Farmers' Association.\n\n"
            "The association collected 40,000 signatures in Norway.",
            "ssociation collect",
        ),
        (
            "Judges heard the Tarnby Trust. They also heard an association of farmers.\n\n"
            "The association collected 40,000 signatures in Norway.",
            "Trust collect",
        ),
    ],
)
def test_a_thing_that_may_be_another_is_not_asked_about(
    story: str, words: str, tmp_path: Path
) -> None:
    assert not asks(tmp_path, story, words)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("The council agreed last month to sell 14 old boats to Norway.", "January 2025"),
        ("The council agreed on Monday night to sell 14 old boats to Norway.", "24 February 2025"),
        ("Sales of old boats in Norway rose from 14 in 2022 to 19 last year.", "2024"),
        ("Norway will elect a new king of the boats in May next year.", "May 2026"),
        ("Next year's race of old boats will be held in Norway.", "2026"),
    ],
)
def test_a_time_that_depends_on_the_day_gets_its_date(
    told: str, words: str, tmp_path: Path
) -> None:
    found = understood(tmp_path, told).facts
    assert any(words in f"{one.text} {one.time.iso if one.time else ''}" for one in found) or asks(
        tmp_path, told, words
    )


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (
            "In fact Mira Olsen was not dismissed. Peter Lund had asked her to sell 14 boats.",
            "had Peter Lund asked Mira Olsen",
        ),
        (
            "Mira Olsen runs the harbour. Her coach, Peter Lund, is from Norway."
            " She sells 14 boats a year to Norway.",
            "does Mira Olsen sell",
        ),
        (
            "Peter Lund is known in Norway. Clara Holm, a sailor, leads the harbour of Tarnby."
            " She sells 14 boats a year to Norway.",
            "does Clara Holm sell",
        ),
        (
            "Mira Olsen was not dismissed. Peter Lund had asked her to sell 14 boats to Norway,"
            " officials familiar with the matter said.",
            "had Peter Lund asked Mira Olsen",
        ),
        (
            "Peter Lund told reporters his country had sold 14 boats to Norway.",
            "According to Peter Lund, how many boats had his country sold",
        ),
    ],
)
def test_a_person_at_hand_is_whom_a_pronoun_means(story: str, words: str, tmp_path: Path) -> None:
    assert asks(tmp_path, story, words)


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (
            "Mira Olsen and Clara Holm were not dismissed. Peter Lund had asked her to sell boats.",
            "had Peter Lund asked",
        ),
        (
            "Mira Olsen was not dismissed. Peter Lund's wife said she had sold 14 boats to Norway.",
            "Mira Olsen sold",
        ),
        (
            "Mira Olsen met the minister. Peter Lund had asked her to sell 14 boats to Norway.",
            "had Peter Lund asked Mira Olsen",
        ),
        (
            "Peter Lund is known in Norway. Ostrin Vale leads the harbour of Tarnby."
            " He sells 14 boats a year to Norway.",
            "does Peter Lund sell",
        ),
        (
            "Peter Lund sold 14 boats. A Danish official, who did not give a name because he was"
            " not allowed to speak, praised Norway.",
            "Peter Lund was not allowed",
        ),
        (
            "Norway argues that it would put 14 captains of Tarnby out of work.",
            "According to Norway",
        ),
    ],
)
def test_a_pronoun_that_may_mean_another_is_not_filled(
    story: str, words: str, tmp_path: Path
) -> None:
    assert not asks(tmp_path, story, words)


def whole(tmp_path: Path, story: str) -> list[str]:
    """Question and answer of the cards that are made."""
    chosen = choose(article(tmp_path, story), understood(tmp_path, story))
    return [f"{one.question} {one.fields.get('answer', '')}" for one in chosen.drafts]


PETITION = "attracted 8,450 names by the time it was handed in on 7 February."


@pytest.mark.parametrize(
    ("told", "card"),
    [
        (
            "Councillors in Norway have voted by 11 to 8 to close the oldest pier and sell it.",
            "to do? To close the oldest pier and sell it.",
        ),
        (f"The petition against boats {PETITION}", "by the time it was handed in"),
        (
            "Two sailors have drowned off Norway since 2019, one of them a boy of 14.",
            "one of them a boy of 14? 2",
        ),
        (
            "Varland said on Tuesday it would leave the Hallin Accord in March, accusing its"
            " partners of buying boats without consulting it.",
            "of buying boats without consulting it",
        ),
        (
            '"If I turn back, I lose the contract with Norway," said Karl Olsen, a skipper.',
            "does he lose the contract with Norway? If he turns back.",
        ),
        (
            "Olsen told of a promise of new boats for Norway. Denmark denied any such promise.",
            "promise of new boats for Norway",
        ),
    ],
)
def test_a_pronoun_stays_where_its_noun_stands_before_it_on_the_card(
    told: str, card: str, tmp_path: Path
) -> None:
    assert any(card in one for one in whole(tmp_path, ABOUT_BOATS + told))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            "Norway has an old pier. The council of Norway has voted by 11 to 8 to sell it.",
            "to sell it",
        ),
        (f"The council {PETITION}", "handed in"),
        (f"The petition of a village against boats {PETITION}", "handed in"),
        (
            "Olsen told of a promise of new boats and of a promise of new piers for Norway."
            " Denmark denied any such promise.",
            "promise",
        ),
    ],
)
def test_a_pronoun_without_its_noun_on_the_card_stops_it(
    told: str, words: str, tmp_path: Path
) -> None:
    assert not any(words in one for one in whole(tmp_path, ABOUT_BOATS + told))


@pytest.mark.parametrize(
    "told",
    [
        '"The longer I wait for Norway, the less I want a boat," said Karl Olsen, a skipper.',
        "About 2,600 sailors a year were killed or injured by mines off Norway.",
    ],
)
def test_half_of_what_hangs_together_is_not_asked(told: str, tmp_path: Path) -> None:
    cards = asked(tmp_path, ABOUT_BOATS + told)
    assert not any("want" in one or "killed" in one for one in cards)


def test_an_accused_body_is_named_in_full(tmp_path: Path) -> None:
    told = (
        "The Tarnby Water Authority sells water. It has 40 wells near Lund.\n\n"
        "Karl Olsen, a skipper from Norway, accused the authority of hiding a report."
    )
    assert asks(tmp_path, ABOUT_BOATS + told, "accuse the Tarnby Water Authority")


def test_a_union_beside_the_story_is_no_pact(tmp_path: Path) -> None:
    told = (
        "Norway and Denmark signed the Hallin Accord, a pact on herring, in 2019."
        " Talks with the European Union follow.\n\n"
        "Karl Olsen, a skipper from Norway, said fishermen would leave the pact in March."
    )
    assert not asks(tmp_path, ABOUT_BOATS + told, "leave the European Union")
    assert not any("leave the European Union" in one for one in whole(tmp_path, told))


@pytest.mark.parametrize(
    ("told", "words", "is_asked"),
    [
        ("Tobias Lund, an envoy, accused her government of selling boats.", "her gov", False),
        ("Tobias Lund, an envoy, accused his government of selling boats.", "his gov", True),
        ("Tobias Lund urged his sister to sell her boats in Norway.", "her boats", True),
    ],
)
def test_what_is_hers_is_not_asked_of_a_man(
    told: str, words: str, is_asked: bool, tmp_path: Path
) -> None:
    story = f"{ABOUT_BOATS}Tobias Lund said he was tired of the boats.\n\n{told}"
    assert any(words in one for one in whole(tmp_path, story)) == is_asked


@pytest.mark.parametrize(
    ("told", "words", "is_asked"),
    [
        ("The two countries will build a new pier in Lund.", "the two countries", True),
        ("Norway is to move the two sheds to Lund.", "the two sheds", False),
        ("Norway sold the boats for half that.", "half that", False),
    ],
)
def test_the_two_of_something_need_to_be_told_which(
    told: str, words: str, is_asked: bool, tmp_path: Path
) -> None:
    assert any(words in one for one in whole(tmp_path, ABOUT_BOATS + told)) == is_asked
