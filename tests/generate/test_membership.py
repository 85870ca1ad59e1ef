"""Lists of members, however they are phrased: whose, who, and whether that is all."""

from pathlib import Path

import pytest

from tests.generate.conftest import facts

pytestmark = pytest.mark.generator

LISTS = [
    # the story, whose list it is, its members, and whether it is whole
    (
        "The Lowland Customs Union (LCU) comprises Malta, Cyprus and Greece, Per Dahl said.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The members of the Lowland Customs Union (LCU) are Malta, Cyprus and Greece.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) met. Malta, Cyprus and Greece are the members of the LCU.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) met. Malta, Cyprus and Greece are members of the LCU.",
        "LCU",
        "Malta, Cyprus, Greece",
        False,
    ),
    (
        "The Lowland Customs Union (LCU) comprises Malta, Cyprus and Greece.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) met. No state wants to leave the LCU, whose founding"
        " members are Malta, Cyprus and Greece.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Cod Pact is a defence agreement between three countries on the North Sea: Orvania,"
        " Tessaly and St. Marrow.",
        "Cod Pact",
        "Orvania, Tessaly, St. Marrow",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) met. Its other members are Malta, Cyprus and Greece."
        " Decisions are taken by all.",
        "LCU",
        "Malta, Cyprus, Greece",
        False,
    ),
    (
        "The Lowland Customs Union (LCU) includes Malta, Cyprus and Greece.",
        "LCU",
        "Malta, Cyprus, Greece",
        False,
    ),
    (
        "The Lowland Customs Union (LCU) is made up of Malta, Cyprus and Greece.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU), which brings together Malta, Cyprus and Greece, met"
        " on Monday.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) has three members: Malta, Cyprus and Greece.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) has five members, among them Malta, Cyprus and Greece.",
        "LCU",
        "Malta, Cyprus, Greece",
        False,
    ),
    (
        "The Lowland Customs Union (LCU) groups Malta, Cyprus and Greece, as well as Albania.",
        "LCU",
        "Malta, Cyprus, Greece, Albania",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) groups Malta, Cyprus, Greece, plus Albania.",
        "LCU",
        "Malta, Cyprus, Greece, Albania",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) unites Malta and Cyprus along with Greece.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) consists of Malta, the largest of them, Cyprus and"
        " Greece.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) consists of Malta, Bosnia and Herzegovina, and Greece.",
        "LCU",
        "Malta, Bosnia and Herzegovina, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) consists of Malta, Cyprus and Greece, among others.",
        "LCU",
        "Malta, Cyprus, Greece",
        False,
    ),
    (
        "The Lowland Customs Union (LCU) consists of Malta, Cyprus, Greece and two others.",
        "LCU",
        "Malta, Cyprus, Greece",
        False,
    ),
    (
        "The Lowland Customs Union (LCU) met. Its members, Malta, Cyprus and Greece, agreed on"
        " a tax.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) met. LCU members Malta and Cyprus agreed on a tax.",
        "LCU",
        "Malta, Cyprus",
        False,
    ),
    (
        "The three members of the Lowland Customs Union (LCU) - Malta, Cyprus and Greece - agreed.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) was founded in 1990 by Malta. The other members are"
        " Cyprus and Greece.",
        "LCU",
        "Cyprus, Greece",
        False,
    ),
    (
        "Malta, Cyprus and Greece make up the Lowland Customs Union (LCU).",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) has four members, including Malta and Cyprus.",
        "LCU",
        "Malta, Cyprus",
        False,
    ),
    (
        "The Lowland Customs Union (LCU) has four members: Malta, Cyprus and Greece.",
        "LCU",
        "Malta, Cyprus, Greece",
        False,
    ),
    (
        "The Better Tolby coalition is made up of the Coast Party, the Labour Union and the"
        " Green Front.",
        "Better Tolby",
        "Coast Party, Labour Union, Green Front",
        True,
    ),
    (
        "The Mallory Group owns three firms: Acme Ltd, Globe Holdings and Norel Motors.",
        "Mallory Group",
        "Acme Ltd, Globe Holdings, Norel Motors",
        True,
    ),
    (
        "The alliance, the Lowland Defence Pact (LDP), is joined by Malta, Cyprus and Greece.",
        "",
        "",
        False,
    ),
    (
        "Malta, Cyprus and Greece visited the Lowland Customs Union (LCU).",
        "",
        "",
        False,
    ),
    (
        "The Lowland Customs Union (LCU) includes Malta, the Coast Party and Per Dahl.",
        "",
        "",
        False,
    ),
    (
        "The rescue plan has three parts: a new bridge, a tram line and a park.",
        "rescue plan",
        "new bridge, tram line, park",
        True,
    ),
    (
        "The team consists of Per Dahl, Ana Vidal and Nils Berg.",
        "",
        "",
        False,
    ),
    (
        "The Tolby Rescue Committee consists of Per Dahl, Ana Vidal and Nils Berg.",
        "Tolby Rescue Committee",
        "Per Dahl, Ana Vidal, Nils Berg",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) met. The LCU's summit brings together Malta, Cyprus"
        " and Greece.",
        "",
        "",
        False,
    ),
    (
        "A meeting of the Lowland Customs Union (LCU) grouped Malta, Cyprus and Greece.",
        "",
        "",
        False,
    ),
    (
        "The sanctions list of the Lowland Customs Union (LCU) includes Malta, Cyprus and Greece.",
        "",
        "",
        False,
    ),
    (
        "The Lowland Customs Union (LCU) sanctions list includes Malta, Cyprus and Greece.",
        "",
        "",
        False,
    ),
    (
        "Three states — Malta, Cyprus and Greece — belong to the Lowland Customs Union (LCU).",
        "LCU",
        "Malta, Cyprus, Greece",
        False,
    ),
    (
        "NATO members Poland, Estonia and Latvia sent planes on Monday.",
        "NATO",
        "Poland, Estonia, Latvia",
        False,
    ),
    (
        "A military alliance formed in 1990, the Lowland Defence Pact (LDP) also consists of"
        " Malta, Cyprus and Greece and, akin to others, it has a court.",
        "LDP",
        "Malta, Cyprus, Greece",
        False,
    ),
    (
        "The Lowland Customs Union (LCU) met on Monday. The bloc's members are Malta, Cyprus"
        " and Greece.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) met on Monday. The three member states, Malta, Cyprus"
        " and Greece, agreed.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) met on Monday. It groups Malta, Cyprus and Greece.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) met on Monday. NATO said it had sent nobody. Its"
        " members are Malta, Cyprus and Greece.",
        "",
        "",
        False,
    ),
    (
        "The report includes Malta, Cyprus and Greece.",
        "",
        "",
        False,
    ),
    (
        "The Lowland Customs Union (LCU) consists of Malta, Cyprus and Greece's northern islands.",
        "",
        "",
        False,
    ),
    (
        "Besides the founders, Malta and Cyprus, the members of the Lowland Customs Union (LCU)"
        " are Greece and Albania.",
        "LCU",
        "Malta, Cyprus, Greece, Albania",
        True,
    ),
    (
        "The Lowland Customs Union (LCU) is an economic bloc comprising Malta, Cyprus (its"
        " seat) and Greece.",
        "LCU",
        "Malta, Cyprus, Greece",
        True,
    ),
    (
        "Members of the Lowland Customs Union (LCU) include Malta, Cyprus and Greece.",
        "LCU",
        "Malta, Cyprus, Greece",
        False,
    ),
    (
        "The governing coalition is made up of the Coast Party, the Green Front and the Labour"
        " Union.",
        "governing coalition",
        "Coast Party, Green Front, Labour Union",
        True,
    ),
    (
        "The consortium consists of Acme Ltd, Globe Holdings and Norel Motors.",
        "",
        "",
        False,
    ),
    (
        "The Tolby Alliance, a coalition of the Coast Party, the Green Front and the Labour"
        " Union, won.",
        "Tolby Alliance",
        "Coast Party, Green Front, Labour Union",
        True,
    ),
]


@pytest.mark.parametrize(("story", "group", "members", "whole"), LISTS)
def test_a_list_of_members_is_read_however_it_is_put(
    story: str, group: str, members: str, whole: bool, tmp_path: Path
) -> None:
    found = [
        (one.slots["group"].text, ", ".join(each.text for each in one.members), one.closed)
        for one in facts(tmp_path, story, "membership")
    ]
    assert found == ([(group, members, whole)] if group else [])


@pytest.mark.parametrize(
    ("story", "kind"),
    [
        (
            "The Better Tolby coalition comprises the Coast Party, the Green Front and Civic.",
            "body",
        ),
        ("The Tolby Rescue Committee consists of Per Dahl, Ana Vidal and Nils Berg.", "person"),
        ("The Lowland Customs Union (LCU) comprises Malta, Cyprus and Greece.", "state"),
    ],
)
def test_what_is_listed_together_is_of_one_class(story: str, kind: str, tmp_path: Path) -> None:
    (found,) = facts(tmp_path, story, "membership")
    assert {one.noun for one in found.members} == {kind}


@pytest.mark.parametrize(
    ("story", "founded"),
    [
        ("The Lowland Customs Union (LCU) was founded in 1990.", ["LCU"]),
        ("The Lowland Customs Union (LCU) met. It was founded in 1990.", ["LCU"]),
        ("A bloc founded in 1990, the Lowland Customs Union (LCU) met.", ["LCU"]),
        ("The Lowland Customs Union (LCU) met. The LCU's court was founded in 1990.", []),
        ("A court of the Lowland Customs Union (LCU) was set up in 1990.", []),
        ("The town of Tolby was founded in 1990.", []),
    ],
)
def test_only_what_was_founded_itself_is_said_to_be(
    story: str, founded: list[str], tmp_path: Path
) -> None:
    assert [one.slots["what"].text for one in facts(tmp_path, story, "founded")] == founded
