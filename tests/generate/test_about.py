"""The line above each question tells which story it is: its actors and its matter, no news."""

from pathlib import Path

import pytest

from quizapp.generate.article import read
from quizapp.generate.choose import choose
from tests.generate.conftest import loaded

BAN = (
    "Orvik has banned timber exports to Halden after a dispute about a lighthouse."
    " The ban on timber exports begins in May.\n\n"
    "Orvik said on Monday that the ban would protect its forests. Halden buys half of the timber"
    " that Orvik sells, and a spokesman for Halden called the ban unfair.\n"
)
LEASE = (
    "The foreign minister of Zarrenia resigned on Friday, hours after the highest court voided a"
    " port lease. Zarrenia had signed the port lease with a foreign company.\n\n"
    "Zarrenia will pay the company for the lease. Nobody in Zarrenia knows what the lease cost.\n"
)
SCHOOL = (
    "Councillors in Fenwick have voted to close Moss Lane school. The closure was opposed by"
    " parents, who filled the public gallery.\n\n"
    "The public gallery was cleared twice. Moss Lane school has 48 pupils, and the closure of the"
    " school would save money, Fenwick says.\n"
)
CABLE = (
    "Police in Sandoway detained the captain of a trawler after the undersea cable was cut.\n\n"
    "The undersea cable was laid in 2009. Sandoway has no other, and the cable will be repaired in"
    " June. The captain is from Kelmark. Sandoway thanked Kelmark, and Kelmark offered a ship.\n"
)
BELLS = (
    'Ada Fenn smells the smoke. "It is like a struck match," Fenn says of the bell foundry.\n\n'
    "Fenn is the ninth of her family to run the foundry. A struck match is what Fenn waits for."
    " The foundry will pour its last bell in May, and Fenn will leave.\n"
)
LIGHT = (
    "Street lights harm bumblebee colonies, a study says. Bumblebee colonies near street lights"
    " were smaller, in the Netherlands and in Denmark.\n\n"
    "The colonies in the Netherlands were watched for a year. In the Netherlands there are many"
    " lights, and in Denmark there are fewer. Bumblebee colonies need the dark.\n"
)
TOUR = (
    "Nora Velden took the lead of the Tour of the Marches on Sunday, after a climb in the rain.\n\n"
    "Velden had never won a stage of the Tour of the Marches before. The Tour of the Marches ends"
    " in Lund on Saturday, and Velden said that she was afraid of the wind.\n"
)
PLANT = (
    "Brandle Motors will shut its Dover plant in May and recalls scooters.\n\n"
    "The Dover plant makes scooters. Brandle Motors said that the scooter recall had been too"
    " costly, and that the recall would go on. The plant opened in 1990,"
    " and the union has called for talks.\n"
)
LIDO = (
    "The only open-air lido in Thornby will close in May after councillors voted to end its grant."
    " The closure of the lido was opposed by swimmers.\n\n"
    "The old lido needs a new roof. Swimmers say that the old lido should stay, and a closure"
    " would cost jobs. Nobody knows who would buy the ground under it.\n"
)
LAMPS = (
    "Harbour lamps that are dimmed at night leave more beetles alive, according to a study by the"
    " University of Thornby. Harbour lamps were dimmed on ten quays.\n\n"
    "Beetles fly to the light and die. The study counted the beetles of each quay for a year, and"
    " harbour lamps were then changed in Thornby.\n"
)
SANCTIONS = (
    "The Northern Trade Union has renewed its sanctions on Garth for a year. Garth called the step"
    " unwise.\n\n"
    "The Northern Trade Union has nine members. The Northern Trade Union needs all of them to renew"
    " sanctions, and Garth hopes that the Northern Trade Union will be divided in May. Garth sells"
    " oil to four of them.\n"
)
SHARES = (
    "Shares in Orlane lost a fifth of their value on Monday after Orlane recalled more ferries. The"
    " ferry recall would cost nine million, Orlane said.\n\n"
    "The ferry recall began in May, and the recall is the first for Orlane since 1960. The engines,"
    " which Orlane buys abroad, overheat.\n"
)
POST = (
    "Liis Tamm of Estonia was elected head of the harbour agency on Monday after a long night."
    " Tamm had forty votes.\n\n"
    "Tamm has worked at the harbour agency since 2009. The harbour agency has a new post for its"
    " head, and Tamm will take the post in June. Tamm said that she was surprised.\n"
)
UNION = (
    "Leaders of the nine-nation Arran Union have agreed to admit Sarvey. Sarvey asked for it in"
    " 2020.\n\n"
    "Sarvey must first change its courts, the leaders of the nine-nation Arran Union said. A"
    " minister of Sarvey thanked them, and Sarvey will send an envoy to them.\n"
)
ALLIANCE = (
    "Denmark is asking Norway why it froze its part in the Northern Defence Organization (NDO),"
    " the military alliance of the north.\n\n"
    "A military alliance formed in 1992, the NDO has six members. Norway said the military"
    " alliance had failed Norway. Norway has not left the NDO, and Denmark leads it. Norway buys"
    " arms from Denmark, and Norway sells oil.\n"
)


def about(folder: Path, title: str, text: str) -> str:
    path = folder / "story.md"
    path.write_text(f"# {title}\n\n26 February 2025\n\n{text}")
    told = read(path)
    return choose(told, loaded().read(told)).about.removesuffix(" · February 2025")


@pytest.mark.parametrize(
    ("title", "text", "line"),
    [
        (
            "Orvik bans timber exports to Halden",
            BAN,
            "Orvik, Halden and the ban on timber exports",
        ),
        (
            "Zarrenia foreign minister quits after court voids port lease",
            LEASE,
            "Zarrenia and the port lease",
        ),
        (
            "Fenwick votes to close Moss Lane school",
            SCHOOL,
            "Fenwick and the closure of Moss Lane school",
        ),
        ("Sandoway offline as undersea cable is cut", CABLE, "Sandoway and the undersea cable"),
        (
            "The last pour: at a bell foundry that is closing",
            BELLS,
            "The bell foundry",
        ),
        (
            "Street lights cut bumblebee colonies by a quarter",
            LIGHT,
            "Bumblebee colonies and street lights",
        ),
        (
            "Velden wins in the rain to take Tour of the Marches lead",
            TOUR,
            "Nora Velden and the Tour of the Marches",
        ),
        (
            "Brandle Motors to Shut Dover Plant as Scooter Recall Grows",
            PLANT,
            "Brandle Motors, the Dover plant and the scooter recall",
        ),
        (
            "Town votes to close old lido despite protest",
            LIDO,
            "Thornby and the closure of the old lido",
        ),
        (
            "Dimmed harbour lamps double beetle numbers, study finds",
            LAMPS,
            "Harbour lamps and beetles",
        ),
        (
            "Divided union renews Garth sanctions",
            SANCTIONS,
            "The Northern Trade Union and the sanctions on Garth",
        ),
        ("Orlane slumps as ferry recall grows", SHARES, "Orlane and the ferry recall"),
        ("Estonian wins harbour agency post", POST, "The harbour agency post"),
        ("Denmark presses neighbor over exit", ALLIANCE, "Norway, Denmark and the NDO"),
        ("Arran Union clears Sarvey to join in 2031", UNION, "The Arran Union and Sarvey"),
    ],
)
def test_the_line_names_what_the_title_is_about(
    tmp_path: Path, title: str, text: str, line: str
) -> None:
    assert about(tmp_path, title, text) == line


def test_what_a_title_says_but_the_story_never_takes_up_is_no_matter(tmp_path: Path) -> None:
    line = about(tmp_path, "Orvik bans timber exports in late cliffhanger", BAN)
    assert "cliffhanger" not in line
    assert "timber exports" in line


def test_a_title_that_is_somebodys_utterance_does_not_name_the_matter(tmp_path: Path) -> None:
    line = about(tmp_path, '"You cannot lend us our own grandmother"', CABLE)
    assert "grandmother" not in line
    assert "undersea cable" in line


def test_a_long_line_drops_an_actor_and_keeps_its_matter(tmp_path: Path) -> None:
    long = SCHOOL.replace("Fenwick", "Northern Fenwick District Parish")
    line = about(tmp_path, "Northern Fenwick District Parish to close Moss Lane school", long)
    assert line == "The closure of Moss Lane school"


def test_a_body_of_the_title_stays_beside_a_state_that_is_named_far_more_often(
    tmp_path: Path,
) -> None:
    named = "asks waits pays reads writes listens hopes works votes cares speaks stands".split()
    text = (
        "The Halden Alliance (HAL) was founded in 1990. Norway left the HAL in May, and the HAL"
        f" is waiting.\n\n{' '.join(f'In the end Norway {one} for it all.' for one in named)}\n"
    )
    assert about(tmp_path, "Norway and the HAL: gone", text).startswith("Norway and the HAL")
