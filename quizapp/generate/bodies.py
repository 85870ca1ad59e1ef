"""Bodies that news takes for known, with their other names: what is the same, and what it is."""

from functools import cache

# name and other names (with /), then the nouns that take it up
_BODIES = """
    EU/European Union: bloc union; NATO/Nato/North Atlantic Treaty Organization: alliance bloc
    UN/United Nations/U.N.: organisation
    CSTO/Collective Security Treaty Organization: alliance bloc
    EAEU/Eurasian Economic Union: bloc union; CIS/Commonwealth of Independent States: bloc
    AU/African Union: bloc union; ASEAN/Association of Southeast Asian Nations: bloc
    OSCE/Organization for Security and Co-operation in Europe: organisation
    SCO/Shanghai Cooperation Organisation: bloc; Mercosur/Southern Common Market: bloc
    OPEC/Organization of the Petroleum Exporting Countries: cartel group
    ECOWAS/Economic Community of West African States: bloc; Arab League/League of Arab States: bloc
    WHO/World Health Organization: agency; IMF/International Monetary Fund: fund lender
    World Bank: lender; WTO/World Trade Organization: organisation
    IAEA/International Atomic Energy Agency: agency watchdog; G7/Group of Seven: group
    G20/Group of Twenty: group; BRICS: bloc group; Council of Europe: body
    European Commission: commission; European Council: body; European Parliament: parliament
    European Central Bank/ECB: bank; Federal Reserve/Fed: bank; Bank of England: bank
    Kremlin: ; White House: ; Pentagon: ; Downing Street:
    Hamas: group; Hezbollah: group; Taliban: group
    ICC/International Criminal Court: court; ICJ/International Court of Justice: court
    FBI/Federal Bureau of Investigation: agency; CIA/Central Intelligence Agency: agency
    NASA/National Aeronautics and Space Administration: agency; ESA/European Space Agency: agency
    FIFA: body; UEFA: body; IOC/International Olympic Committee: committee
    NHS/National Health Service: service; Red Cross: charity
"""
_SOURCES = frozenset(
    (
        "Reuters/AP/Associated Press/AFP/Agence France-Presse/TASS/Tass/Interfax/RIA/RIA Novosti"
        "/Bloomberg/BBC/CNN/NBC/ABC/CBS/Fox News/Newsweek/Xinhua/dpa/DPA/ANSA/Kyodo/PTI/UPI/TNA"
        "/Sky News/ITV/NPR/PBS/Al Jazeera/Politico/Axios/Der Spiegel/Le Monde/El País/The Guardian"
        "/Guardian/New York Times/Washington Post/Wall Street Journal/Financial Times/News AM"
        "/France 24/Euronews/Deutsche Welle/Twitter/Facebook/Telegram/Instagram/YouTube/TikTok"
    ).split("/")
)


@cache
def _rows() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    rows = (row.partition(":") for row in _BODIES.replace("\n", ";").split(";") if row.strip())
    return tuple(
        (tuple(names.strip().split("/")), tuple(nouns.split())) for names, _, nouns in rows
    )


@cache
def known_bodies() -> dict[str, str]:
    """Each name of a known body with the one that stands for all."""
    return {name: names[0] for names, _ in _rows() for name in names}


@cache
def nouns_of(name: str) -> tuple[str, ...]:
    """The nouns by which a known body is taken up, such as `bloc`."""
    return next((nouns for names, nouns in _rows() if name in names), ())


def is_source(name: str) -> bool:
    """Whether a name is that of an agency, a paper or a platform that news is taken from."""
    return name in _SOURCES


def initials(name: str) -> str:
    """`CSTO`, of `Collective Security Treaty Organization`."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def is_same_body(one: str, other: str) -> bool:
    """Whether two names can be those of one body: by a table, initials, or one within the other."""
    one, other = (name.removeprefix("the ").removeprefix("The ") for name in (one, other))
    table = known_bodies()
    if table.get(one, one) == table.get(other, other):
        return True
    short, long = sorted((one, other), key=len)
    if short.isupper() and len(long.split()) > 1 and short == initials(long):
        return True
    return f" {short.casefold()} " in f" {long.casefold()} "
