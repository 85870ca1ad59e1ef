"""Which class a name is of, by passages that were invented for it."""

from pathlib import Path

import pytest

from tests.generate.conftest import facts, named

pytestmark = pytest.mark.generator

CLASSES: dict[str, tuple[str, str]] = {
    # what the passage has, the passage, and each name with its class
    "clubs play in the plural": (
        "Harlow Rovers have 40 points. Rovers visit Tansley on Sunday, and Tansley have not"
        " lost a match all season. Striker Ben Orr scored both goals.",
        "Rovers team; Tansley team; Ben Orr person",
    ),
    "players named once": (
        "Spain's Marta Vidal beat Denmark's Ida Krogh in the final of the Lindley Open. Vidal,"
        " 24, had never won a match on grass.",
        "Marta Vidal person; Lindley Open thing; Vidal person",
    ),
    "coach before name": (
        "Coach Petr Havel praised goalkeeper Ana Ruiz after the match at Corley Arena.",
        "Petr Havel person; Ana Ruiz person; Corley Arena place",
    ),
    "horse": (
        "The horse Silver Dancer won the Marlow Cup by a length. Silver Dancer is trained by"
        " Tom Reed, 51.",
        "Silver Dancer thing; Marlow Cup thing; Tom Reed person",
    ),
    "yacht": (
        "The yacht Morning Tide sank off Kelby. Morning Tide had left the port of Dunholm on"
        " Monday.",
        "Morning Tide thing",
    ),
    "ferry": (
        "The ferry Astrid Maria ran aground near Skelby with 90 passengers. Astrid Maria was"
        " built in 1988.",
        "Astrid Maria thing",
    ),
    "elephant": (
        "Officials at Corby Zoo said the calf was born to Tamba, a 22-year-old elephant. Tamba"
        " has given birth before. She was pregnant for 22 months.",
        "Corby Zoo body; Tamba thing",
    ),
    "bear": (
        "A bear named Otto was moved to a park in Romania. Otto, 7, lived in a cage for years.",
        "Otto thing; Romania state",
    ),
    "dog": (
        "Police dog Bella found the boy. Bella, who is six, works with Sergeant Nina Cole.",
        "Bella thing; Nina Cole person",
    ),
    "gorilla": (
        "The gorilla Samson escaped on Friday. Samson has lived at the zoo since 2009. Keepers"
        " said he was calm.",
        "Samson thing",
    ),
    "whale": (
        "Scientists named the whale Freya Lund after a singer.",
        "Freya Lund thing",
    ),
    "species": (
        "The Laysan albatross, or Phoebastria immutabilis, nests on the island.",
        "Phoebastria thing",
    ),
    "phone": (
        "Orbit unveiled the Nova 7 and a cheaper tablet, the Nova Lite. Orbit chief executive"
        " Jane Roe said the Nova 7 would cost 499 dollars.",
        "Orbit body; Nova thing; Nova Lite thing; Jane Roe person",
    ),
    "drug": (
        "The drug Velorin cut deaths by a third. Velorin is made by Kestrel Pharmaceuticals.",
        "Velorin thing; Kestrel Pharmaceuticals body",
    ),
    "car": (
        "Its best-selling car, the Marlin, was recalled. The Marlin has been sold since 2019.",
        "Marlin thing",
    ),
    "brands": (
        "The firm owns brands such as Lucky Star, Rothfield and Camber.",
        "Lucky Star thing; Rothfield thing; Camber thing",
    ),
    "whisky": (
        "The whisky Glen Torran has won three medals. Glen Torran is sold in 20 countries.",
        "Glen Torran thing",
    ),
    "software": (
        "The app FindMe lists 200 shelters. Users of FindMe rose by half.",
        "FindMe thing",
    ),
    "chatbot": (
        "The chatbot Clara Bright answers calls. Clara Bright was built by two students.",
        "Clara Bright thing",
    ),
    "rocket": (
        "The Osprey 9 rocket lifted off from Cape Rowan. Osprey 9 carried two satellites.",
        "Osprey thing; Cape Rowan place",
    ),
    "storm": (
        "Hurricane Delia weakened on Friday. Delia had killed two people. Governor Ann Shaw"
        " told residents to stay inside.",
        "Delia thing; Hurricane Delia thing; Ann Shaw person",
    ),
    "cyclone": (
        "Cyclone Maru hit the coast. Maru was the strongest cyclone in a decade.",
        "Maru thing",
    ),
    "planet": (
        "The planet Kelvara orbits a small star. Kelvara is twice as large as Earth.",
        "Kelvara thing",
    ),
    "comet": (
        "Comet Harding-Ito will be visible in May. Harding-Ito was discovered by two amateurs.",
        "Comet Harding-Ito thing",
    ),
    "law": (
        "The Clean Rivers Act was passed in June. The Act bans two chemicals.",
        "Clean Rivers Act thing",
    ),
    "treaty": (
        "The Treaty of Corvin was signed in 1921.",
        "Treaty of Corvin thing",
    ),
    "award": (
        "She won the Halden Prize in 2019. The Halden Prize is worth 50,000 euros.",
        "Halden Prize thing",
    ),
    "film": (
        "The film Anna Karlsson opens in May. Anna Karlsson cost 4 million euros.",
        "Anna Karlsson thing",
    ),
    "novel": (
        "Her novel Blue Harbour sold 10,000 copies. Blue Harbour is set in Malta.",
        "Blue Harbour thing; Malta state",
    ),
    "tug": (
        "The tug Edwin P. Stone sank near Bell Rock. Officials said Edwin P. Stone was empty.",
        "Edwin P. Stone thing",
    ),
    "titles of works": (
        'Ida Holm, an actress, won for "As in Heaven". Critics preferred "As in Heaven" too.',
        "Ida Holm person; Heaven thing",
    ),
    "disease": (
        "The disease Marlow fever spread to two towns. Doctors fear that Marlow fever is airborne.",
        "Marlow thing",
    ),
    "operation": (
        "Operation Night Owl began in March. Police said Operation Night Owl led to 14 arrests.",
        "Operation Night Owl thing",
    ),
    "hashtag": (
        "Thousands posted under the hashtag #SaveOurPier on Twitter.",
        "SaveOurPier thing; Twitter thing",
    ),
    "ship prefix": (
        "The frigate HMS Dauntless arrived in Valletta on Monday.",
        "HMS Dauntless thing; Valletta place",
    ),
    "festival": (
        "The Saltmarsh Festival drew 4,000 visitors.",
        "Saltmarsh Festival thing",
    ),
    "firm with a form": (
        "Acme Ltd said on Monday that it would cut 40 jobs. The company employs 900 people.",
        "Acme Ltd body",
    ),
    "firm described": (
        "Brightwater, a retailer based in Leeds, will close 12 shops. Brightwater said sales"
        " had fallen.",
        "Brightwater body; Leeds place",
    ),
    "firm by noun": (
        "The carmaker Veltro has sacked its chief executive, Luca Bassi. Veltro said the"
        " decision was final.",
        "Veltro body; Luca Bassi person",
    ),
    "acronym of a body": (
        "The Northern Fisheries Organisation (NFO) met in Oslo. The NFO said stocks had fallen.",
        "NFO body; Northern Fisheries Organisation body; Oslo place",
    ),
    "acronym of a thing": (
        "The Gross Regional Product (GRP) rose by 2 per cent. The GRP had fallen in May.",
        "GRP thing",
    ),
    "university": (
        "Researchers at the University of Carrow and Vesterby University led the study.",
        "University of Carrow body; Vesterby University body",
    ),
    "ministry": (
        "The Ministry of Health said on Monday that 12 people had died.",
        "Ministry of Health body",
    ),
    "party": (
        "The Coast Party won 14 seats. The Coast Party leader, Ines Gale, thanked voters.",
        "Coast Party body; Ines Gale person",
    ),
    "sheriffs office": (
        "The Stanton County Sheriff's Office arrested two men on Friday.",
        "Stanton County Sheriff's Office body",
    ),
    "agency is no actor": (
        "The talks failed, Reuters reported, citing two diplomats. A spokesman told AFP that"
        " they would resume.",
        "Reuters thing; AFP thing",
    ),
    "agency that acts": (
        "Reuters chief executive Ann Lee said Reuters would cut 60 jobs. Reuters employs 2,500"
        " people.",
        "Reuters body; Ann Lee person",
    ),
    "platform": (
        "She wrote on Facebook that she was well.",
        "Facebook thing",
    ),
    "village": (
        "The village of Tolby lost its school. Tolby has 400 residents.",
        "Tolby place",
    ),
    "town in": (
        "The factory is in Marden, Ohio. The mayor of Marden, Sue Ott, said 300 people lived in"
        " Marden.",
        "Marden place; Sue Ott person",
    ),
    "river": (
        "The River Wend burst its banks. The Wend had not flooded since 1987.",
        "River Wend place",
    ),
    "street": (
        "A shop in Ferry Street caught fire.",
        "Ferry Street place",
    ),
    "island of a phone": (
        "The phone has a feature called Bright Island. Bright Island shows messages.",
        "Bright Island thing",
    ),
    "state": (
        "Armenia and the United States signed a deal in Yerevan.",
        "Armenia state; United States state; Yerevan place",
    ),
    "region": (
        "Fighting spread across the Middle East.",
        "Middle East place",
    ),
    "dateline": (
        "MARLINGTON, Ohio (AP) — Two men were arrested on Monday. Sheriff Dale Roe said nobody"
        " was hurt.",
        "MARLINGTON thing; AP thing; Dale Roe person",
    ),
    "surname with a title": (
        "Prime Minister Orlov met President Castell on Monday.",
        "Orlov person; Castell person",
    ),
    "family": (
        "The Smith family owns 70 percent of Smith Holdings. The Smith family backs the deal.",
        "Smith thing; Smith Holdings body",
    ),
    "brothers": (
        "The Koster brothers gave money to both parties.",
        "Koster thing",
    ),
    "foundation": (
        "The Vance Foundation paid for the school. Robert Vance, a banker, founded it in 1998.",
        "Vance Foundation body; Robert Vance person",
    ),
    "group of a surname": (
        "The Mallory Group bought the paper. Its owner, Karl Mallory, 70, said he was proud.",
        "Mallory Group body; Karl Mallory person",
    ),
    "party label": (
        "Sen. Ruth Dale (D-Springfield) voted against the bill. Rep. Tom Hart (R) voted for it.",
        "Ruth Dale person; Tom Hart person; D-Springfield thing",
    ),
    "minister of": (
        "Estonian Minister of Foreign Affairs Jaan Tamm attended the talks. Tamm said little.",
        "Jaan Tamm person; Tamm person",
    ),
    "role behind": (
        "The head of the harbour, Lena Brook, resigned. Per Dahl, a fisherman, applauded.",
        "Lena Brook person; Per Dahl person",
    ),
    "market leader": (
        "The deal would make it larger than market leader Tessco, a rival said.",
        "Tessco thing",
    ),
    "member state": (
        "Founding member Malta voted against the plan.",
        "Malta state",
    ),
    "people of a state": (
        "The Danes voted on Sunday.",
        "Danes people",
    ),
    "capitalised adjective": (
        "Civic Democrats and Christian Democrats hold half of the seats.",
        "Civic Democrats thing; Christian Democrats thing",
    ),
    "regional words": (
        "The Lucky Strike mine closed in 1980.",
        "Lucky Strike thing",
    ),
    "mayor of city": (
        "The mayor of Ashdown, Carla Ruiz, opened the Ashdown Bridge on Friday. Ruiz, a former"
        " nurse, said Ashdown had waited for years.",
        "Carla Ruiz person; Ruiz person; Ashdown Bridge place; Ashdown place",
    ),
    "science firm": (
        "Researchers at Helix Bio, a start-up in Basel, tested the compound HB-12 on mice."
        " Helix Bio said the compound, named Torvexin, was safe.",
        "Helix Bio body; HB-12 thing; Torvexin thing",
    ),
    "cyber": (
        "A group of hackers called Night Heron stole data from Lanmark Bank. Night Heron"
        " demanded 2 million dollars.",
        "Lanmark Bank body",
    ),
    "weather two": (
        "Storm Petra brought gusts of 140 km/h. Petra is the fifth storm of the season, the Met"
        " Office said.",
        "Petra thing; Storm Petra thing; Met Office body",
    ),
    "cat": (
        "The cat Felix Brown was rescued from a roof by firefighter Dan Cole.",
        "Felix Brown thing; Dan Cole person",
    ),
    "racing": (
        "Red Comet, a six-year-old gelding, won the Tansley Stakes. Jockey Amy Frost, 29,"
        " called it the best day of her life.",
        "Red Comet thing; Amy Frost person",
    ),
    "panda": (
        "Zoo director Ilse Kern said the panda Mei Lan was eating well. Mei Lan arrived from"
        " China in 2012.",
        "Ilse Kern person; Mei Lan thing; China state",
    ),
    "treaty org": (
        "Finland joined the North Atlantic Treaty Organization (NATO) in 2023. NATO said it was"
        " ready.",
        "NATO body; Finland state",
    ),
    "court": (
        "The Supreme Court ruled against Farrow Mining Corp on Tuesday. Justice Elena Ortiz"
        " wrote the opinion.",
        "Supreme Court body; Farrow Mining Corp body; Elena Ortiz person",
    ),
    "band": (
        "The band Silver Lake will play in Oslo. Singer Kari Moe said the band had written 12"
        " songs.",
        "Kari Moe person; Oslo place",
    ),
    "game": (
        "The studio Pinewheel will release the game Iron Valley in May. Iron Valley sold out in"
        " a day.",
        "Iron Valley thing",
    ),
    "satellite": (
        "The satellite Aurora Borne was lost on Sunday. The European Space Agency said Aurora"
        " Borne had stopped sending.",
        "Aurora Borne thing; European Space Agency body",
    ),
    "regional gov": (
        "Texas Governor Mark Dunn signed the Safe Roads Act. Dunn said Texas would be safer.",
        "Mark Dunn person; Safe Roads Act thing; Texas place",
    ),
    "two dots": (
        "U.S. Sen. Carol Finch met Gen. Tom Brand in Washington.",
        "Carol Finch person",
    ),
    "union leader": (
        "Union leader Sam Okoye said drivers would strike. Okoye leads the Transport Workers"
        " Union.",
        "Sam Okoye person; Transport Workers Union body",
    ),
    "unknown name": (
        "Residents blamed Merewood for the smell. Merewood closed in April.",
        "Merewood thing",
    ),
    "paper": (
        "The newspaper Morning Ledger reported the theft. The Morning Ledger has 40 staff.",
        "Morning Ledger body",
    ),
    "village no": (
        "Floods hit the villages of Marra and Sool.",
        "Marra place",
    ),
    "king": (
        "King Harald of Norway visited Queen Sofia on Monday.",
        "Harald person; Sofia person",
    ),
    "museum": (
        "The Corvin Museum bought a painting, The Blue Boat, for 3 million euros.",
        "Corvin Museum body",
    ),
    "stock": (
        "Shares in Novatek Systems fell 12 percent. Analysts at Bryce & Co said Novatek Systems"
        " had lost customers.",
        "Novatek Systems body",
    ),
    "drug firm": (
        "Patients who took Zelvorin lived longer, according to Orbis Pharma, which makes Zelvorin.",
        "Zelvorin thing",
    ),
    "police dept": (
        "The Dayton Police Department named the victim as Carl Hughes, 34. Hughes worked at"
        " Dayton Airport.",
        "Dayton Police Department body; Carl Hughes person; Dayton Airport place",
    ),
    "tennis": (
        "Top seed Lena Fric beat Olga Mar 6-4, 6-3 at the Kelby Open. Fric will meet Zoe Tan in"
        " the final.",
        "Lena Fric person; Kelby Open thing",
    ),
    "nba": (
        "The Harbour Hawks beat the Midland Bears 102-98 on Friday. Hawks guard Joe Tull scored"
        " 31 points. The Bears have lost six games, coach Ray Hill said.",
        "Joe Tull person; Ray Hill person",
    ),
    "chinese name": (
        "Foreign minister Wang Lei met Kim Soo-jin, the South Korean envoy. Wang said talks"
        " went well.",
        "Wang Lei person; Kim Soo-jin person",
    ),
    "arabic": (
        "Defence minister Khalid bin Salem told reporters that Yemen was ready.",
        "Khalid bin Salem person; Yemen state",
    ),
    "estate": (
        "The Harlow estate was sold. Planning officer Ben Harlow approved it.",
        "Ben Harlow person",
    ),
    "quake": (
        "The earthquake struck near Tamra, a town of 20,000 people.",
        "Tamra place",
    ),
    "bill": (
        "Senators debated the Farm Bill. The Farm Bill would cost 3 billion dollars.",
        "Farm Bill thing",
    ),
    "currency": (
        "The token Lumora lost half of its value. Lumora was launched by two students.",
        "Lumora thing",
    ),
    "hospital": (
        "Doctors at St Anne's Hospital treated 14 people. St Anne's Hospital said three were in"
        " intensive care.",
        "St Anne's Hospital body",
    ),
    "nickname": (
        "Hurricane hunters flew into Odette. Odette was moving north, forecaster Lisa Park said.",
        "Odette thing; Lisa Park person",
    ),
}


@pytest.mark.parametrize(("story", "classes"), CLASSES.values(), ids=list(CLASSES))
def test_a_name_has_a_class_only_where_the_text_shows_it(
    story: str, classes: str, tmp_path: Path
) -> None:
    names = named(tmp_path, story)
    wanted = dict(one.strip().rsplit(" ", 1) for one in classes.split(";"))
    assert {name: names.noun(name) for name in wanted} == wanted


def test_people_who_share_a_surname_are_both_known_and_the_surname_alone_is_neither(
    tmp_path: Path,
) -> None:
    story = (
        "The mayor, Anna Berg, met her brother, the fisherman Nils Berg. Berg said little."
        " Councillor Eva Lund left early. Lund was tired."
    )
    names = named(tmp_path, story)
    assert [*names.people] == ["Anna Berg", "Nils Berg", "Eva Lund"]
    assert names.person("Berg") == ""
    assert names.person("Lund") == "Eva Lund"
    assert names.person("Karin Lund") == ""


@pytest.mark.parametrize(
    ("story", "surname"),
    [
        ("Councillor Ida Green left. Green paint was spilled on the green door.", "Green"),
        ("Minister Paul May resigned. In May he had been ill.", "May"),
        ("The writer Tom Leeds moved away. He had lived in Leeds for years.", "Leeds"),
    ],
)
def test_a_surname_that_is_another_word_too_stands_for_nobody(
    story: str, surname: str, tmp_path: Path
) -> None:
    names = named(tmp_path, story)
    assert len(names.people) == 1
    assert names.person(surname) == ""


TAKEN_UP = {
    # what the noun takes up: a body, or nothing where another may be meant
    "a bloc by its long name": (
        "The Collective Security Treaty Organization (CSTO) met on Monday. Armenia has left it.",
        {"bloc": "CSTO", "alliance": "CSTO", "pact": "CSTO", "organization": "CSTO"},
    ),
    "another that does nothing here": (
        "The Lowland Defence Pact (LDP), a group of small states, met on Monday. It is an answer to"
        " NATO, officials said.",
        {"pact": "LDP", "alliance": "LDP", "bloc": "LDP"},
    ),
    "another that is only mentioned": (
        "The Lowland Defence Pact (LDP) met on Monday. Malta trades with Norland through the"
        " Northern Customs Union.",
        {"pact": "LDP", "alliance": "LDP", "bloc": "LDP"},
    ),
    "another that acts": (
        "The Lowland Defence Pact (LDP), a group of small states, met on Monday. NATO said it had"
        " sent nobody.",
        {"alliance": "", "bloc": ""},
    ),
    "two of one body": (
        "The European Union agreed on a ban. The EU will vote again in May.",
        {"bloc": "EU", "union": "EU"},
    ),
    "one that everybody knows": (
        "The EU agreed on a ban on Monday.",
        {"bloc": "EU", "union": "EU"},
    ),
    "one firm": (
        "Acme Ltd will close a mill. Officials in Kelby said they had not been told.",
        {"company": "Acme Ltd", "firm": "Acme Ltd", "council": ""},
    ),
    "a firm by apposition": (
        "Brightwater, a brewer from Kelby, lost money. Brightwater said it would sell its pubs.",
        {"company": "Brightwater", "brewer": "", "firm": "Brightwater"},
    ),
    "a firm by copula": (
        "Corvia is a company that makes tents. Corvia said the tents were safe.",
        {"company": "Corvia"},
    ),
    "two firms": (
        "Acme Ltd will buy Globe Holdings. Globe Holdings said that shareholders had agreed.",
        {"company": "", "firm": ""},
    ),
    "a firm and another without a name": (
        "Acme Ltd will close a mill. A rival company from Leeds has offered to buy it.",
        {"company": ""},
    ),
    "both companies": (
        "Acme Ltd will merge with a brewer. Both companies said that no jobs would be lost.",
        {"company": ""},
    ),
    "a council among others": (
        "Tolby Town Council voted on Monday. Two other councils will vote in May.",
        {"council": ""},
    ),
    "one council": ("Tolby Town Council voted on Monday.", {"council": "Tolby Town Council"}),
    "a party beside an alliance that is called one": (
        "Norway will leave the Northern Guard, a defence alliance. Opposition leader Eva Lund's"
        " Civic Bloc won in May. A spokesman for the alliance was ill.",
        {"alliance": "Northern Guard", "pact": "Northern Guard"},
    ),
    "a trade union is no alliance": (
        "The Harbour Workers Union called a strike. The Harbour Workers Union has 400 members.",
        {"union": "Harbour Workers Union", "bloc": "", "alliance": ""},
    ),
}


@pytest.mark.parametrize(("story", "wanted"), TAKEN_UP.values(), ids=list(TAKEN_UP))
def test_a_noun_takes_up_a_body_only_where_no_other_may_be_meant(
    story: str, wanted: dict[str, str], tmp_path: Path
) -> None:
    names = named(tmp_path, story)
    assert {noun: names.classes.get(noun, "") for noun in wanted} == wanted


HOLDERS = {
    "one minister": ("Trade minister Ana Vidal spoke. The minister left early.", "Ana Vidal"),
    "a deputy is another": ("Deputy mayor Ana Vidal spoke. The mayor left early.", ""),
    "a former one is another": ("Former mayor Ana Vidal spoke. The mayor left early.", ""),
    "one of two": ("Ministers Ana Vidal and Per Dahl spoke. The minister wept.", ""),
    "one that has no name": ("Mayor Ana Vidal met another mayor. The mayor left early.", ""),
    "whoever of two teams": (
        "Goalkeeper Ana Vidal came on. The ball flew past the goalkeeper.",
        "",
    ),
    "whose spokesman": ("Per Dahl, a spokesman for the mayor, spoke. The mayor left.", ""),
}


@pytest.mark.parametrize(("story", "holder"), HOLDERS.values(), ids=list(HOLDERS))
def test_a_role_stands_for_its_only_holder(story: str, holder: str, tmp_path: Path) -> None:
    role = next(one for one in ("minister", "goalkeeper", "mayor") if f"the {one}" in story.lower())
    assert named(tmp_path, story).by_role(role) == holder


ROLES = {
    # the story, and each role that it proves: person: role
    "late": ("The late mayor Ana Vidal built the pier.", "Ana Vidal: late mayor"),
    "former": ("Former Prime Minister Ana Vidal spoke.", "Ana Vidal: former Prime Minister"),
    "acting": ("The acting director, Per Dahl, resigned.", "Per Dahl: acting director"),
    "then": ("Then-president Ana Vidal signed the law.", "Ana Vidal: then-president"),
    "elect": ("President-elect Ana Vidal spoke.", "Ana Vidal: president-elect"),
    "ex": ("Ex-minister Ana Vidal spoke.", "Ana Vidal: ex-minister"),
    "outgoing": ("The outgoing governor, Per Dahl, spoke.", "Per Dahl: outgoing governor"),
    "incoming": ("Incoming coach Per Dahl spoke.", "Per Dahl: incoming coach"),
    "deputy": ("Deputy mayor Per Dahl spoke.", "Per Dahl: deputy mayor"),
    "shadow": ("Shadow finance minister Ana Vidal spoke.", "Ana Vidal: shadow finance minister"),
    "interim": ("Interim leader Ana Vidal spoke.", "Ana Vidal: interim leader"),
    "was": ("Ana Vidal was the mayor of Tolby for years. Vidal spoke.", ""),
    "until": (
        "Ana Vidal, mayor of Tolby until 2019, spoke.",
        "Ana Vidal: mayor of Tolby until 2019",
    ),
    "two": (
        "Ana Vidal, an MP from the ruling Coast Party and chair of the finance committee, spoke.",
        "Ana Vidal: MP from the ruling Coast Party; Ana Vidal: chair of the finance committee",
    ),
    "two of another time": (
        "Ana Vidal, a former mayor and chair of the board, spoke.",
        "Ana Vidal: former mayor and chair of the board",
    ),
    "an age is none": ("Per Dahl, 42, spoke. Dahl was tired.", ""),
    "behind an age": ("Per Dahl, 42, a fisherman, spoke.", "Per Dahl: fisherman"),
    "an age before it": ("The 51-year-old sergeant Per Dahl spoke.", "Per Dahl: sergeant"),
    "what is done is none": ("Per Dahl, seen leaving the harbour, spoke. Dahl was tired.", ""),
    "what is hoped is none": ("Per Dahl, who hopes to become mayor, spoke. Dahl left.", ""),
    "a verb before it": (
        "The night saw Danish actress Ida Holm win the prize.",
        "Ida Holm: Danish actress",
    ),
    "operating": (
        "Acme Chief Operating Officer Per Dahl spoke.",
        "Per Dahl: Acme Chief Operating Officer",
    ),
    "is": ("Per Dahl is the captain of the ferry. Dahl spoke.", "Per Dahl: captain of the ferry"),
}


@pytest.mark.parametrize(("story", "wanted"), ROLES.values(), ids=list(ROLES))
def test_a_role_keeps_the_words_that_tell_its_time(story: str, wanted: str, tmp_path: Path) -> None:
    found = [
        f"{one.slots['person'].text}: {one.slots['role'].text}"
        for one in facts(tmp_path, story, "role")
    ]
    assert found == [one for one in wanted.split("; ") if one]


@pytest.mark.parametrize(
    ("story", "fuller"),
    [
        ("The city closed the bridge over the Tarn. The bridge has cracks.", True),
        (
            "The city closed the bridge over the Tarn. A bridge was opened. The bridge has cracks.",
            False,
        ),
        (
            "The city closed the bridge over the Tarn and the bridge over the Wend. The bridge has"
            " cracks.",
            False,
        ),
        (
            "The city closed the bridge over the Tarn. It opened another bridge. The bridge has"
            " cracks.",
            False,
        ),
    ],
)
def test_a_thing_is_taken_up_only_where_there_is_one_of_its_kind(
    story: str, fuller: bool, tmp_path: Path
) -> None:
    told = [one.text for one in facts(tmp_path, story) if "has cracks" in one.text]
    assert told == ["the bridge over the Tarn has cracks" if fuller else "the bridge has cracks"]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("The Vance brothers sold the pier.", "Robert Vance"),
        ("The Vance family sold the pier.", "Robert Vance"),
        ("The Vance Foundation sold the pier.", "Robert Vance"),
    ],
)
def test_a_surname_before_family_or_foundation_is_no_person(
    sentence: str, wrong: str, tmp_path: Path
) -> None:
    story = f"Robert Vance, a banker, spoke. Vance was tired. {sentence}"
    told = [one for one in facts(tmp_path, story) if one.clause and "the pier" in one.text]
    assert told
    assert not [one for one in told if wrong in one.text or one.clause.subject.noun == "person"]


def test_a_role_that_is_left_out_leaves_the_comma_of_what_follows(tmp_path: Path) -> None:
    story = "The plan was the idea of Per Dahl, a councillor, whose party won in May."
    told = [one.text for one in facts(tmp_path, story, "detail")]
    assert not [text for text in told if "Dahl whose" in text]


@pytest.mark.parametrize(
    ("body", "same"),
    [("Northern Fish Treaty Organisation", False), ("Northern Fish Compact", True)],
)
def test_a_treaty_is_not_the_body_that_was_named_after_it(
    body: str, same: bool, tmp_path: Path
) -> None:
    noun = "compact" if same else "treaty"
    story = (
        f"The {body} met in Oslo. The {body} has six members and fined Norway in 2019."
        f" Denmark renewed the {noun}."
    )
    told = [one.text for one in facts(tmp_path, story) if "renewed" in one.text]
    assert told == [f"Denmark renewed the {body if same else noun}"]
