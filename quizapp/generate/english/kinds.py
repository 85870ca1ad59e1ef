"""Words that tell what a name is: `the firm Acme`, `Reid Park Zoo`, `X, a mayor`."""

import tomllib
from functools import cache
from pathlib import Path

from quizapp.generate.english.lexicon import GEOGRAPHY, ROLES
from quizapp.generate.facts import Noun

_WORDS: dict[Noun, str] = {
    "body": (
        "company firm corporation corp inc ltd limited plc llc gmbh holdings group conglomerate"
        " bank university college institute academy school council committee commission panel"
        " ministry department office bureau agency authority administration court tribunal"
        " parliament senate congress assembly cabinet party union federation confederation"
        " association society trust foundation fund charity organisation organization alliance bloc"
        " coalition pact compact front movement faction network police army navy guard board"
        " institution laboratory museum hospital clinic zoo library airline airlines airways motors"
        " industries pharmaceuticals technologies industrials partners brothers sons associates"
        " studios newspaper broadcaster publisher retailer manufacturer maker operator contractor"
        " supplier brewer regulator watchdog militia consortium cooperative co-operative chamber"
        " secretariat directorate brigade start-up startup subsidiary arm carmaker automaker lender"
        " insurer refiner distillery brewery think-tank nonprofit government community homes"
        " shipyard bakery seminary orchestra choir faculty outlet grouping"
    ),
    "place": (
        "county street road avenue square lane bridge park airport port harbour harbor station"
        " stadium arena village town suburb district region province peninsula territory forest"
        " hotel farm castle palace cathedral hall pier quay dam mall prison cemetery capital city"
        " borough parish neighbourhood neighborhood municipality hamlet resort hometown crossing"
    ),
    "thing": (
        "act bill law treaty convention accord agreement protocol charter constitution award prize"
        " medal cup trophy championship championships tournament games marathon festival carnival"
        " tour series league division film movie novel book album song opera musical programme"
        " program podcast app software system platform device phone smartphone smartwatch watch"
        " tablet console handset aircraft jet helicopter rocket satellite spacecraft probe rover"
        " lander telescope ship boat yacht ferry vessel tanker submarine trawler frigate tug"
        " tugboat barge cutter schooner catamaran cruiser destroyer lifeboat dredger warship liner"
        " storm hurricane cyclone typhoon tornado earthquake comet asteroid planet virus disease"
        " variant vaccine drug medicine bacterium gene protein species elephant lion lioness tiger"
        " tigress bear panda gorilla whale dolphin dog cat horse pony donkey cow bull calf pig"
        " sheep goat bird eagle owl falcon penguin parrot fish shark turtle tortoise snake"
        " crocodile alligator wolf fox deer rhino rhinoceros hippo hippopotamus giraffe zebra"
        " monkey chimpanzee orangutan otter seal walrus beaver puppy kitten cub foal stallion mare"
        " gelding greyhound racehorse animal mammal creature lynx leopard cheetah jaguar puma hyena"
        " koala kangaroo camel llama alpaca hedgehog raven swan stork brand product whisky beer"
        " wine cigarette perfume cheese operation project plan initiative strategy campaign scheme"
        " budget report study survey index journal letters newsletter painting sculpture statue"
        " portrait theory syndrome prototype engine chip processor chatbot robot drone missile"
        " derby lottery clause amendment currency cryptocurrency token supplement herd locomotive"
        " train feature tool hashtag category masters open times weekly quarterly day eve christmas"
        " easter ramadan"
    ),
    "team": "team side club squad franchise fc afc",
    "person": (
        "man woman boy girl husband wife widow widower teenager grandmother grandfather sheriff"
        " ceo coo cfo pm speaker co-founder constable detective correspondent columnist"
        " entrepreneur businessman businesswoman billionaire actor actress singer musician composer"
        " conductor pianist violinist painter sculptor poet novelist playwright photographer"
        " astronaut pilot soldier sailor veterinarian zookeeper ranger congressman congresswoman"
        " negotiator archbishop lieutenant major sociologist psychologist biochemist geneticist"
        " archaeologist anthropologist meteorologist neuroscientist student pupil mechanic builder"
        " chef banker investor trader independent republican democrat favourite favorite teenager"
        " jockey firefighter forecaster singer drummer guitarist lawmaker comedian dancer"
        " bodyguard paramedic pathologist surveyor sniper smuggler tycoon magnate socialite"
        " qualifier newcomer"
    ),
}
_MIXED = frozenset("city report study survey day open arm side house state city world".split())
"""Words that tell what a name is only where they describe it, not as its own last word."""
FAMILY = frozenset(
    "family brothers sisters clan dynasty siblings couple twins households group"
    " administration estate".split()
)
"""Words that make several people, or none, of a surname before them."""
LOOSE = frozenset(
    (
        "leader member owner partner parent founder champion head host substitute forward keeper"
        " defender minder winner player boss king queen prince princess chief specialist"
        " resident rider general developer expert driver captain"
    ).split()
)
"""Roles that firms, teams, states and animals have too: `market leader Acme`."""


@cache
def _table() -> dict[str, Noun]:
    return {word: kind for kind, words in _WORDS.items() for word in words.split()}


def is_role(word: str) -> bool:
    """Whether a word says what somebody is: `minister`, `co-founder`, `president-elect`."""
    bare = word.lower().strip(".,")
    for prefix in ("ex-", "co-", "vice-", "then-", "deputy-", "mid-"):
        bare = bare.removeprefix(prefix)
    for suffix in ("-elect", "-designate", "-general", "-in-chief"):
        bare = bare.removesuffix(suffix)
    return bare in ROLES or _table().get(bare) == "person"


def described_by(noun: str) -> Noun | None:
    """The class of what a common noun describes; None where it tells none."""
    word = noun.lower()
    kind = _table().get(word) or _table().get(word.removesuffix("s"))
    if kind is None and (is_role(word) or is_role(word.removesuffix("s"))):
        return "person"
    if kind is None and noun.title() in GEOGRAPHY:
        return "place"
    return kind


def shown_by(name: str) -> Noun | None:
    """The class that a name's own words tell, by the noun that it is built on; None for none.

    `Ministry of Health` is built on its first word, `Reid Park Zoo` on its last.
    """
    head = name.split(" of ")[0].split(" for ")[0] if " of " in name or " for " in name else name
    words = head.replace(",", "").split()
    if not words or len(name.split()) < 2:
        return None
    last = words[-1].strip(".")
    if last in GEOGRAPHY:
        return "place"
    first = words[0].lower()
    if first in ("hurricane", "storm", "cyclone", "typhoon", "comet", "operation", "project"):
        return "thing"
    if first in ("lake", "mount", "river", "cape", "fort", "port", "county"):
        return "place"
    kind = _table().get(last.lower())
    if name.endswith(("Space Station", "Centre Court", "Center Court")):
        return "thing"
    if last.lower() in ("centre", "center") and name != head:
        return "body"  # "Centre for Northern Policy"
    if last.lower() == "club":
        return "body"
    if first == "friends" and name != head:
        return "body"
    if last.lower() in _MIXED or kind in ("person", "team"):
        return None
    if (
        first in ("university", "bank", "ministry", "department", "hospital", "institute")
        and " " in name
    ):
        return "body"
    return kind


@cache
def given_names() -> dict[str, str]:
    """Given names that are common in news, one of the signs that a name is a person's.

    Each with `he` or `she` where only men or only women bear it, else with nothing.
    """
    path = Path(__file__).with_name("data") / "given_names.toml"
    listed = tomllib.loads(path.read_text("utf-8"))
    sexes = {"he": "he", "she": "she", "either": ""}
    return {name: sexes[who] for who, names in listed.items() for name in names.split()}
