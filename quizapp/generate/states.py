"""States with their capitals and people, by region: what names a state, and what is like it."""

from functools import cache

# name, capital, people or adjective (several with /), other names (several with /)
_REGIONS = {
    "Northern Europe": """
        Denmark,Copenhagen,Danish/Danes; Estonia,Tallinn,Estonian; Finland,Helsinki,Finnish/Finns
        Iceland,Reykjavik,Icelandic; Ireland,Dublin,Irish; Latvia,Riga,Latvian
        Lithuania,Vilnius,Lithuanian; Norway,Oslo,Norwegian; Sweden,Stockholm,Swedish/Swedes
        United Kingdom,London,British/Britons,UK/U.K./Britain/Great Britain""",
    "Western Europe": """
        Austria,Vienna,Austrian; Belgium,Brussels,Belgian; France,Paris,French
        Germany,Berlin,German; Luxembourg,,Luxembourgish; Netherlands,Amsterdam,Dutch
        Switzerland,Bern,Swiss; Liechtenstein,Vaduz,; Monaco,,""",
    "Southern Europe": """
        Albania,Tirana,Albanian; Andorra,,; Bosnia and Herzegovina,Sarajevo,Bosnian,Bosnia
        Croatia,Zagreb,Croatian; Cyprus,Nicosia,Cypriot; Greece,Athens,Greek; Italy,Rome,Italian
        Kosovo,Pristina,Kosovar; Malta,Valletta,Maltese; Montenegro,Podgorica,Montenegrin
        North Macedonia,Skopje,Macedonian; Portugal,Lisbon,Portuguese; Serbia,Belgrade,Serbian
        Slovenia,Ljubljana,Slovenian; Spain,Madrid,Spanish; San Marino,,""",
    "Eastern Europe": """
        Belarus,Minsk,Belarusian; Bulgaria,Sofia,Bulgarian; Czech Republic,Prague,Czech,Czechia
        Hungary,Budapest,Hungarian; Moldova,Chisinau,Moldovan; Poland,Warsaw,Polish/Poles
        Romania,Bucharest,Romanian; Russia,Moscow,Russian,Russian Federation
        Slovakia,Bratislava,Slovak; Ukraine,Kyiv,Ukrainian""",
    "Caucasus and Central Asia": """
        Armenia,Yerevan,Armenian; Azerbaijan,Baku,Azerbaijani; Georgia,Tbilisi,Georgian
        Kazakhstan,Astana,Kazakh; Kyrgyzstan,Bishkek,Kyrgyz; Tajikistan,Dushanbe,Tajik
        Turkmenistan,Ashgabat,Turkmen; Uzbekistan,Tashkent,Uzbek; Mongolia,Ulaanbaatar,Mongolian""",
    "Middle East": """
        Bahrain,Manama,Bahraini; Egypt,Cairo,Egyptian; Iran,Tehran,Iranian; Iraq,Baghdad,Iraqi
        Israel,Jerusalem,Israeli; Jordan,Amman,Jordanian; Kuwait,,Kuwaiti; Lebanon,Beirut,Lebanese
        Oman,Muscat,Omani; Qatar,Doha,Qatari; Saudi Arabia,Riyadh,Saudi; Syria,Damascus,Syrian
        Turkey,Ankara,Turkish/Turks,Türkiye; United Arab Emirates,Abu Dhabi,Emirati,UAE
        Yemen,Sanaa,Yemeni""",
    "South Asia": """
        Afghanistan,Kabul,Afghan; Bangladesh,Dhaka,Bangladeshi; Bhutan,Thimphu,Bhutanese
        India,New Delhi,Indian; Maldives,Male,; Nepal,Kathmandu,Nepali; Pakistan,Islamabad,Pakistani
        Sri Lanka,Colombo,Sri Lankan""",
    "East Asia": """
        China,Beijing,Chinese; Japan,Tokyo,Japanese; North Korea,Pyongyang,North Korean
        South Korea,Seoul,South Korean; Taiwan,Taipei,Taiwanese""",
    "South-East Asia": """
        Brunei,,; Cambodia,Phnom Penh,Cambodian; Indonesia,Jakarta,Indonesian; Laos,Vientiane,Lao
        Malaysia,Kuala Lumpur,Malaysian; Myanmar,Naypyidaw,Burmese,Burma
        Philippines,Manila,Philippine/Filipino; Singapore,,Singaporean; Thailand,Bangkok,Thai
        Timor-Leste,Dili,Timorese,East Timor; Vietnam,Hanoi,Vietnamese""",
    "North Africa": """
        Algeria,Algiers,Algerian; Libya,Tripoli,Libyan; Mauritania,Nouakchott,Mauritanian
        Morocco,Rabat,Moroccan; Sudan,Khartoum,Sudanese; Tunisia,Tunis,Tunisian""",
    "West Africa": """
        Benin,Porto-Novo,Beninese; Burkina Faso,Ouagadougou,Burkinabe; Cape Verde,Praia,
        Gambia,Banjul,Gambian; Ghana,Accra,Ghanaian; Guinea,Conakry,Guinean; Guinea-Bissau,Bissau,
        Ivory Coast,Yamoussoukro,Ivorian,Côte d'Ivoire; Liberia,Monrovia,Liberian
        Mali,Bamako,Malian; Niger,Niamey,Nigerien; Nigeria,Abuja,Nigerian
        Senegal,Dakar,Senegalese; Sierra Leone,Freetown,Sierra Leonean; Togo,Lome,Togolese""",
    "Central Africa": """
        Cameroon,Yaounde,Cameroonian; Central African Republic,Bangui,; Chad,N'Djamena,Chadian
        Congo,Brazzaville,Congolese; Democratic Republic of the Congo,Kinshasa,,DR Congo
        Equatorial Guinea,Malabo,; Gabon,Libreville,Gabonese""",
    "East Africa": """
        Burundi,Gitega,Burundian; Djibouti,,; Eritrea,Asmara,Eritrean
        Ethiopia,Addis Ababa,Ethiopian
        Kenya,Nairobi,Kenyan; Rwanda,Kigali,Rwandan; Somalia,Mogadishu,Somali
        South Sudan,Juba,South Sudanese; Tanzania,Dodoma,Tanzanian; Uganda,Kampala,Ugandan""",
    "Southern Africa": """
        Angola,Luanda,Angolan; Botswana,Gaborone,; Eswatini,Mbabane,; Lesotho,Maseru,
        Madagascar,Antananarivo,Malagasy; Malawi,Lilongwe,Malawian; Mauritius,Port Louis,Mauritian
        Mozambique,Maputo,Mozambican; Namibia,Windhoek,Namibian; South Africa,Pretoria,South African
        Zambia,Lusaka,Zambian; Zimbabwe,Harare,Zimbabwean""",
    "North America": """
        Canada,Ottawa,Canadian; Mexico,Mexico City,Mexican
        United States,Washington,American,US/U.S./USA/America; Bahamas,Nassau,; Cuba,Havana,Cuban
        Dominican Republic,Santo Domingo,; Haiti,Port-au-Prince,Haitian; Jamaica,Kingston,Jamaican
        Barbados,Bridgetown,; Trinidad and Tobago,Port of Spain,""",
    "Central America": """
        Belize,Belmopan,; Costa Rica,San Jose,Costa Rican; El Salvador,San Salvador,Salvadoran
        Guatemala,Guatemala City,Guatemalan; Honduras,Tegucigalpa,Honduran
        Nicaragua,Managua,Nicaraguan; Panama,Panama City,Panamanian""",
    "South America": """
        Argentina,Buenos Aires,Argentine/Argentinian; Bolivia,La Paz,Bolivian
        Brazil,Brasilia,Brazilian; Chile,Santiago,Chilean; Colombia,Bogota,Colombian
        Ecuador,Quito,Ecuadorian; Guyana,Georgetown,Guyanese; Paraguay,Asuncion,Paraguayan
        Peru,Lima,Peruvian; Suriname,Paramaribo,; Uruguay,Montevideo,Uruguayan
        Venezuela,Caracas,Venezuelan""",
    "Oceania": """
        Australia,Canberra,Australian; Fiji,Suva,Fijian; New Zealand,Wellington,
        Papua New Guinea,Port Moresby,; Samoa,Apia,Samoan; Solomon Islands,Honiara,
        Tonga,,Tongan; Vanuatu,Port Vila,""",
}

_PLACES = (
    "Alabama/Alaska/Arizona/Arkansas/California/Colorado/Connecticut/Delaware/Florida/Hawaii/Idaho"
    "/Illinois/Indiana/Iowa/Kansas/Kentucky/Louisiana/Maine/Maryland/Massachusetts/Michigan"
    "/Minnesota/Mississippi/Missouri/Montana/Nebraska/Nevada/New Hampshire/New Jersey/New Mexico"
    "/New York/North Carolina/North Dakota/Ohio/Oklahoma/Oregon/Pennsylvania/Rhode Island"
    "/South Carolina/South Dakota/Tennessee/Texas/Utah/Vermont/Virginia/West Virginia/Wisconsin"
    "/Wyoming/Ontario/Quebec/Alberta/British Columbia/Nova Scotia/New South Wales/Queensland"
    "/Tasmania/England/Scotland/Wales/Northern Ireland/Catalonia/Bavaria/Crimea/Donbas/Gaza"
    "/West Bank/Greenland/Puerto Rico/Kashmir/Xinjiang/Tibet/Nagorno-Karabakh/Chechnya/Siberia"
    "/Africa/Asia/Europe/North America/South America/Latin America/Central America/Antarctica"
    "/Oceania/Arctic/Middle East/Far East/Central Asia/Southeast Asia/South Asia/Caucasus"
    "/South Caucasus/Balkans/Scandinavia/Caribbean/Mediterranean/Eastern Mediterranean/Baltic"
    "/Atlantic/Pacific/Sahara/Sahel/Alps/Andes/Himalayas/Black Sea/Red Sea/Persian Gulf/Danube"
    "/Rhine/Nile/London/Edinburgh/Glasgow/Manchester/Birmingham/Liverpool/Leeds/Sheffield/Bristol"
    "/Cardiff/Belfast/Munich/Hamburg/Frankfurt/Cologne/Lyon/Marseille/Strasbourg/Geneva/Zurich"
    "/Milan/Naples/Turin/Venice/Barcelona/Seville/Porto/Rotterdam/The Hague/Antwerp/Gothenburg"
    "/Bergen/Krakow/Gdansk/Istanbul/St Petersburg/St. Petersburg/Kharkiv/Odesa/Lviv/Dubai/Tel Aviv"
    "/Mumbai/Kolkata/Karachi/Lahore/Shanghai/Hong Kong/Shenzhen/Osaka/Kyoto/Sydney/Melbourne"
    "/Brisbane/Perth/Auckland/Toronto/Montreal/Vancouver/Chicago/Los Angeles/San Francisco"
    "/San Diego/Boston/Philadelphia/Houston/Dallas/Miami/Atlanta/Seattle/Denver/Detroit/Las Vegas"
    "/New Orleans/Rio de Janeiro/Sao Paulo/São Paulo/Lagos/Johannesburg/Cape Town/Durban/Casablanca"
    "/Alexandria/Aleppo/Mosul/Medellin/Guayaquil"
)


@cache
def _rows() -> tuple[tuple[str, str, str, list[str], list[str]], ...]:
    rows = []
    for region, table in _REGIONS.items():
        for row in table.replace("\n", ";").split(";"):
            if row.strip():
                name, capital, people, *others = row.strip().split(",")
                more = others[0].split("/") if others else []
                rows.append((region, name, capital, people.split("/") if people else [], more))
    return tuple(rows)


@cache
def states() -> dict[str, str]:
    """Each name of a state with the one that is shown."""
    return {each: name for _, name, _, _, others in _rows() for each in (name, *others)}


@cache
def capitals() -> dict[str, str]:
    """Each capital with its state."""
    return {capital: name for _, name, capital, _, _ in _rows() if capital}


@cache
def peoples() -> dict[str, str]:
    """Each demonym or adjective with its state."""
    return {word: name for _, name, _, words, _ in _rows() for word in words}


@cache
def places() -> frozenset[str]:
    """Regions, rivers, seas and cities that news takes for known; no states, no capitals."""
    return frozenset(_PLACES.split("/"))


def state_of(name: str) -> str:
    """The state that a name, a capital or a demonym stands for; empty when for none."""
    bare = name.removeprefix("the ").removeprefix("The ")
    return states().get(bare) or capitals().get(bare) or peoples().get(bare) or ""


def neighbours(name: str) -> tuple[str, ...]:
    """States of the same region, in the order of their names."""
    region = next((row[0] for row in _rows() if row[1] == name), "")
    return tuple(row[1] for row in _rows() if row[0] == region and row[1] != name)
