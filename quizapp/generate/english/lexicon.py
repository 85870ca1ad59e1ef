"""Words that the rules of this reader look for."""

SAY = frozenset(
    (
        "say tell add warn explain argue claim note insist deny acknowledge announce confirm"
        " predict believe think stress estimate caution suggest concede admit recall remark"
        " report reply respond state declare promise vow comment describe emphasize emphasise"
        " point hope fear conclude maintain complain call joke write observe urge"
        " propose recommend demand find show discover reveal indicate demonstrate calculate allege"
        " testify counter retort contend assert"
    ).split()
)
"""Verbs that report what somebody said or holds."""

REPORTING = SAY - {
    "call",
    "describe",
    "comment",
    "point",
    "urge",
    "hope",
    "fear",
}
"""Those that may stand between a speaker and a clause."""

DENYING = frozenset({"deny", "reject", "dispute"})
ACCUSING = frozenset({"accuse", "allege", "blame", "charge", "suspect"})
STATUS = frozenset(
    (
        "freeze suspend leave join quit withdraw resign retire close reopen ban elect appoint"
        " name approve reject cancel postpone adopt pass scrap dissolve abolish win lose sign"
        " ratify acquire sell demolish restore relegate promote"
    ).split()
)

ANY_DECISION = ("decision", "move", "step")
DECISIONS = {
    "announce": ("announcement",),
    "say": ("announcement",),
    "vote": ("vote",),
    "approve": ("approval", "vote"),
    "rule": ("ruling",),
    "refuse": ("refusal",),
    "withdraw": ("withdrawal",),
    "leave": ("withdrawal", "departure"),
    "quit": ("withdrawal", "departure"),
    "suspend": ("suspension",),
    "offer": ("offer",),
    "propose": ("proposal", "plan"),
    "plan": ("plan",),
    "ban": ("ban",),
    "freeze": ("freeze",),
    "impose": ("sanctions", "ban"),
    "agree": ("agreement",),
    "reject": ("rejection",),
    "close": ("closure",),
    "resign": ("resignation", "departure"),
}
"""Nouns that take up what a verb has told, by the verb."""
DECIDING = frozenset({*DECISIONS, "decide", "order", "join", "cancel", "postpone", "halt", "end"})

ROLES = frozenset(
    (
        "minister president premier chancellor senator mp lawmaker legislator deputy governor"
        " mayor councillor councilor spokesman spokeswoman spokesperson ambassador envoy"
        " diplomat secretary chair chairman chairwoman chairperson leader head chief director"
        " manager executive founder owner commissioner clerk dean rector principal headteacher"
        " teacher professor lecturer researcher scientist physicist chemist biologist"
        " astronomer geologist ecologist botanist glaciologist climatologist oceanographer"
        " engineer economist historian analyst expert adviser advisor consultant lawyer"
        " attorney judge prosecutor officer inspector sergeant general admiral colonel"
        " commander captain coach trainer midfielder striker defender goalkeeper keeper winger"
        " substitute forward referee umpire player skipper rider driver sprinter runner rower"
        " swimmer"
        " author co-author investigator doctor surgeon nurse farmer resident shopkeeper baker"
        " editor reporter journalist activist campaigner organiser organizer treasurer planner"
        " architect surveyor superintendent administrator coordinator curator librarian bishop"
        " priest imam rabbi king queen prince princess member specialist palaeontologist"
        " paleontologist hydrologist seismologist virologist epidemiologist geochemist"
        " statistician volcanologist entomologist ornithologist zoologist champion"
        " physiotherapist vice-captain vice-chair marshal warden partner parent pensioner"
        " fisherman captain-general medic physician postdoc supervisor steward boss"
    ).split()
)
"""Nouns that say what somebody is, in their last word."""

CLASSES = {
    "alliance": "alliance bloc pact group grouping organisation organization union treaty body"
    " compact league",
    "company": "company firm manufacturer operator developer contractor business",
    "club": "club team side",
    "council": "council authority",
    "committee": "committee commission panel",
    "party": "party faction",
    "ministry": "ministry department",
    "university": "university college institute",
    "agency": "agency regulator",
}
"""Nouns that may take up the name of a body, by what the body is."""

ORGANISATIONS = frozenset(
    (
        "council authority committee commission panel ministry department company firm agency"
        " regulator government parliament board union party university"
    ).split()
)
"""Nouns for bodies that decide and act."""

PLURAL_PEOPLE = frozenset(
    (
        "people residents officials ministers lawmakers scientists researchers experts"
        " analysts supporters fans players voters critics opponents farmers parents teachers"
        " pupils students workers protesters campaigners councillors engineers reporters"
        " journalists authorities governments children families shopkeepers members organisers"
        " organizers rivals fishermen"
        " traders tourists passengers visitors neighbours neighbors men women mothers fathers boys"
        " girls growers owners runners spectators patients volunteers sources"
    ).split()
)

NEEDS_CONTEXT = frozenset(
    (
        "country bloc pact alliance group organisation organization region area minister"
        " president club team side council committee party ministry company firm agency"
        " university study report paper move decision plan deal conflict dispute pair two"
        " three trio former latter man woman players scheme project proposal measure vote"
        " motion match game race result goal defeat victory win loss incident case issue"
        " matter problem situation question answer statement remark comment interview meeting"
        " summit talks agreement treaty accord article city town village district state nation"
        " government coach captain striker keeper goalkeeper visitors hosts authors team's"
        " researchers scientists sample samples site area's model data results findings"
        " mission instrument experiment amendment bill law letter increase reduction change"
        " work repairs structure building bridge road school station figure figures sum money"
        " cost others rest same one ones latter's spokesman spokeswoman official officials"
        " residents delegation session day week month year season half period time place"
        " allegation claim accusation complaint charge demand request warning idea step crowd"
        " leak cost pool amendment gallery basin deadline rule alternative boxes messages"
        " sign event"
    ).split()
)
"""Nouns that, with `the` alone before them, point at something said before."""

COMMON_TAILS = frozenset(
    (
        "of to in on at by for with from and or the a an that which who as than into about"
        " over under between among is are was were has have had will would not its their his"
        " her"
    ).split()
)
"""Words with which a constituent never ends."""

GEOGRAPHY = frozenset(
    "Glacier Icefield Mount Peak Mountain Mountains Hill Hills Sea Ocean Strait Gulf Canal River"
    " Lake Bay Island Islands Valley Cape Fjord Desert Plateau Plain Reef Falls Coast Beach".split()
)
"""Last words of places that no people live in."""
TITLES = frozenset("Mr Mrs Ms Dr Prof Professor Sir Dame Lord Lady Cllr".split())
TEAMS = GEOGRAPHY | frozenset(
    "Rovers United City Town Athletic Wanderers Rangers Wolves Albion County Harriers University"
    " Council Club Party Union Institute Street Road Bridge School Group News Treaty Act"
    " Park Lane Hall Centre Center Museum Hospital Bank League Cup Trust Society Association"
    " Committee Agency Ministry Homes Partners"
    " Holdings Brothers Sons Foundation Fund"
    " Hotel Farm Ltd History Studies Letters Quarterly Weekly Baths Pool Pools Leisure"
    " Telescope Space Mission Probe Programme Program Project Lottery Survey Laboratory Masters"
    " Open Tournament Marathon Games"
    " Dam Airport Port Point Harbour Harbor Forest Observatory"
    " Library Theatre Theater Stadium Arena Station College Academy Square Avenue Castle Tower"
    " Gate Garden Gardens Green Heath Moor Springs Creek"
    " Province Region State Republic Kingdom Clinic Court House Palace Cathedral Church Abbey"
    " Festival Prize Award Report Times Post Herald Journal Gazette Tribune Reports Review"
    " Nature Science Division Championship Compact Pact Accord Convention".split()
)
"""Words with which a name is not that of a person."""
