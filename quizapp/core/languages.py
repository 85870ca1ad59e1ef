"""What grading has to know of a language: its articles, its number words, how it writes numbers.

A language goes by its ISO 639-1 code. A code that is not in here, or none, is a language of which
nothing is known: then nothing bound to a language applies.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

Forms = Mapping[str, frozenset[str]]
"""Articles, each with the genders (and cases) that it may stand for."""


def _articles(text: str) -> Forms:
    """From `der:mn,fd die:fn,fa …`: two articles agree when they share a form."""
    pairs = (one.split(":") for one in text.split())
    return {article: frozenset(forms.split(",")) for article, forms in pairs}


def _words(text: str) -> Mapping[str, int]:
    return {word: number for number, words in enumerate(text.split()) for word in words.split("/")}


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str = ""
    articles: Forms = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Number words from zero up."""
    decimal_comma: bool = False
    function_words: frozenset[str] = frozenset()
    """So common that a few sentences are known by them."""
    slips: bool = True
    """Whether a letter may be wrong; in Han, kana and Hangul each one is a syllable or a word."""
    marks_count: bool = False
    """Whether marks on Latin letters are tones, and count."""


_LANGUAGES = (
    Language(
        "en",
        "English",
        _articles("the:x a:x an:x"),
        _words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen twenty"
        ),
        function_words=frozenset(
            "the of and to in is that was for it with as on by at from which are his were who what"
            " did how when where why does has have this be or an".split()
        ),
    ),
    Language(
        "de",
        "German",
        _articles(
            "der:mn,fd,fg,pg die:fn,fa,pn,pa das:nn,na den:ma,pd dem:md,nd des:mg,ng ein:mn,nn,na"
            " eine:fn,fa einen:ma einem:md,nd einer:fd,fg eines:mg,ng"
        ),
        _words(
            "null eins/ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn"
            " vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig"
        ),
        decimal_comma=True,
        function_words=frozenset(
            "der die das und ist nicht von mit dem den des ein eine einen zu auf für sich auch als"
            " wer wie wann wo warum welche welcher welches wird wurde sind war hat bei nach".split()
        ),
    ),
    Language(
        "fr",
        "French",
        _articles("le:m la:f l':m,f les:p un:m une:f des:p"),
        _words(
            "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze"
            " quinze seize dix-sept dix-huit dix-neuf vingt"
        ),
        decimal_comma=True,
        function_words=frozenset(
            "le la les des et est une du dans que qui pour sur au aux par avec ce cette pas sont"
            " quel quelle quels quelles où comment pourquoi été ont".split()
        ),
    ),
    Language(
        "es",
        "Spanish",
        _articles("el:m la:f lo:n los:mp las:fp un:m una:f unos:mp unas:fp"),
        _words(
            "cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece"
            " catorce quince dieciséis diecisiete dieciocho diecinueve veinte"
        ),
        decimal_comma=True,
        function_words=frozenset(
            "el la los las de que y es en un una del por con para se su qué cuál cuáles quién cómo"
            " dónde cuándo fue son está más como".split()
        ),
    ),
    Language(
        "it",
        "Italian",
        _articles("il:m lo:m la:f l':m,f i:mp gli:mp le:fp un:m uno:m una:f un':f"),
        _words(
            "zero uno/un/una due tre quattro cinque sei sette otto nove dieci undici dodici tredici"
            " quattordici quindici sedici diciassette diciotto diciannove venti"
        ),
        decimal_comma=True,
        function_words=frozenset(
            "il lo la gli le di che è e un una del della dei delle nel nella per con si chi quale"
            " quali come dove quando perché sono stato non".split()
        ),
    ),
    Language(
        "pt",
        "Portuguese",
        _articles("o:m a:f os:mp as:fp um:m uma:f uns:mp umas:fp"),
        _words(
            "zero um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze"
            " catorze/quatorze quinze dezesseis/dezasseis dezessete/dezassete dezoito"
            " dezenove/dezanove vinte"
        ),
        decimal_comma=True,
        function_words=frozenset(
            "o os as de que e é um uma do da dos das no na em para com por não se qual quais quem"
            " como onde quando foi são está mais".split()
        ),
    ),
    Language(
        "nl",
        "Dutch",
        _articles("de:c,p het:n een:c,n"),
        _words(
            "nul een/één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien"
            " vijftien zestien zeventien achttien negentien twintig"
        ),
        decimal_comma=True,
        function_words=frozenset(
            "de het een van en is in dat op te zijn met voor niet aan er om door wie wat welke hoe"
            " waar wanneer waarom werd wordt naar bij".split()
        ),
    ),
    Language(
        "sv",
        "Swedish",
        _articles("en:c ett:n"),
        _words("noll en/ett två tre fyra fem sex sju åtta nio tio elva tolv"),
        decimal_comma=True,
        function_words=frozenset(
            "och att det som en på är av för den till inte med ett vad vem hur när varför var"
            " vilken vilket har från".split()
        ),
    ),
    Language(
        "da",
        "Danish",
        _articles("en:c et:n"),
        _words("nul en/et to tre fire fem seks syv otte ni ti elleve tolv"),
        decimal_comma=True,
        function_words=frozenset(
            "og at det som en på er af for den til ikke med et hvad hvem hvordan hvornår hvorfor"
            " hvor hvilken hvilket har fra blev".split()
        ),
    ),
    Language(
        "no",
        "Norwegian",
        _articles("en:m,f ei:f et:n"),
        _words("null en/ett/ei to tre fire fem seks sju/syv åtte ni ti elleve tolv"),
        decimal_comma=True,
        function_words=frozenset(
            "og å det som en på er av for den til ikke med et hva hvem hvordan når hvorfor hvor"
            " hvilken hvilket har fra ble".split()
        ),
    ),
    Language(
        "pl",
        "Polish",
        decimal_comma=True,
        function_words=frozenset(
            "i w na z się do jest nie to że jak o po kto co który która które kiedy gdzie dlaczego"
            " był była od przez dla".split()
        ),
    ),
    Language(
        "cs",
        "Czech",
        decimal_comma=True,
        function_words=frozenset(
            "a v na se je že s z do o by to kdo co který která které kdy kde proč jak byl byla"
            " pro jsou při".split()
        ),
    ),
    Language(
        "hu",
        "Hungarian",
        _articles("a:x az:x egy:x"),
        decimal_comma=True,
        function_words=frozenset(
            "a az és hogy nem is egy volt ez mi ki melyik mikor hol miért hogyan van meg".split()
        ),
    ),
    Language(
        "tr",
        "Turkish",
        decimal_comma=True,
        function_words=frozenset(
            "ve bir bu için ile de da ne kim hangi nasıl nerede neden olarak olan değil kaç".split()
        ),
    ),
    Language("ro", "Romanian", _articles("un:m,n o:f"), decimal_comma=True),
    Language("fi", "Finnish", decimal_comma=True),
    Language("ru", "Russian", decimal_comma=True),
    Language("uk", "Ukrainian", decimal_comma=True),
    Language("bg", "Bulgarian", decimal_comma=True),
    Language(
        "el",
        "Greek",
        _articles("ο:m η:f το:n οι:mp,fp τα:np ένας:m μία:f μια:f ένα:n"),
        decimal_comma=True,
    ),
    Language("hy", "Armenian", decimal_comma=True),
    Language("ka", "Georgian", decimal_comma=True),
    Language("he", "Hebrew"),
    Language("ar", "Arabic"),
    Language("fa", "Persian"),
    Language("hi", "Hindi"),
    Language("bn", "Bengali"),
    Language("ta", "Tamil"),
    Language("th", "Thai"),
    Language("vi", "Vietnamese", decimal_comma=True, marks_count=True),
    Language("zh", "Chinese", slips=False, marks_count=True),
    Language("ja", "Japanese", slips=False),
    Language("ko", "Korean", slips=False),
)

LANGUAGES = {one.code: one for one in _LANGUAGES}
_OTHER_CODES = {"nb": "no", "nn": "no", "iw": "he", "cmn": "zh"}


@cache
def language(code: str) -> Language:
    """By its code, `pt-BR` and the like included."""
    short = code.strip().lower().replace("_", "-").split("-")[0]
    short = _OTHER_CODES.get(short, short)
    return LANGUAGES.get(short, Language(short))


_SCRIPTS = {
    "GREEK": "el",
    "HEBREW": "he",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "THAI": "th",
    "HANGUL": "ko",
    "JAPANESE": "ja",
    "CJK": "zh",
}
_FEW = 6
"""Letters; fewer tell nothing."""
_PLAIN = 4
"""So many different function words make a language plain, if twice as many as of any other."""


def of_words(texts: Iterable[str]) -> str:
    """The code of the language that texts are written in, where that is plain; else ""."""
    found = Counter(word for text in texts for word in words(text))
    letters = Counter[str]()
    for word, number in found.items():
        for letter in word:
            letters[letter] += number
    scripts = Counter[str]()
    for letter, number in letters.items():
        scripts[_script(letter)] += number
    if scripts["HIRAGANA"] or scripts["KATAKANA"]:  # Japanese is written in three scripts
        three = ("HIRAGANA", "KATAKANA", "CJK")
        scripts["JAPANESE"] = sum(scripts.pop(one, 0) for one in three)
    script, number = max(scripts.items(), key=lambda one: one[1], default=("", 0))
    if number < _FEW or number < 0.7 * scripts.total():
        return ""
    match script:
        case "LATIN":
            return _latin(found)
        case "CYRILLIC":
            return _by_letters(letters, uk="іїєґ", ru="ыэё")
        case "ARABIC":
            return _by_letters(letters, fa="پچژگ", ar="ةىأإ")
        case _:
            return _SCRIPTS.get(script, "")


def _by_letters(letters: Counter[str], **languages: str) -> str:
    return next((code for code, own in languages.items() if letters.keys() & set(own)), "")


def _latin(found: Counter[str]) -> str:
    known = sorted(
        (
            len(hits := found.keys() & one.function_words),
            sum(found[word] for word in hits),
            one.code,
        )
        for one in _LANGUAGES
        if one.function_words
    )
    (second, second_sum, _), (most, most_sum, code) = known[-2:]
    plain = most >= _PLAIN and most_sum >= found.total() / 12
    return code if plain and most >= 1.5 * second and most_sum > 1.5 * second_sum else ""


def words(text: str) -> list[str]:
    """The words of a text, in lower case, without figures and signs."""
    bare = "".join(char if char.isalpha() or unicodedata.combining(char) else " " for char in text)
    return bare.lower().split()


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]
