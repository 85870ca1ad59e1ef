"""What somebody says of something: asked by speaker and topic, answered in whole."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from quizapp.generate import wording
from quizapp.generate.cards import statements
from quizapp.generate.dates import in_words
from quizapp.generate.draft import MOST_TO_MATCH, Draft, matching
from quizapp.generate.facts import Fact, Found, Speaker
from quizapp.generate.words import content

_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|us|me)\b", re.I)
_BACK = re.compile(
    r"“?(?:it|they|he|she|this|that|these|those|its|their|his|her|such|there)\b", re.I
)
"""How a statement begins that only goes on with what was said before."""
_JOINT = re.compile(r"^(?:but|and|or|so|then),? ", re.I)
_AND_THAT = re.compile(r"\b(and|but) that (?=(?:the|an?|its|their|no)\b|[A-Z\d])")
_DESCRIBED = re.compile(
    r"the \w+s\b|(?:an?|one) (?:unnamed )?[A-Z]\w+ \w|an? .* (?:for|at|of|from) (?:the )?[A-Z]"
    r"|(?:two|three|four|five|several) [\w ]+s (?:at|from|of|in|familiar|close|with) "
)
"""Speakers without a name of whom it is told which they are."""
TELLING = frozenset(
    "warn propose recommend demand promise vow predict estimate admit concede complain insist"
    " claim announce confirm acknowledge suggest argue conclude find discover reveal show deny"
    " fear hope believe think declare allege maintain report decide".split()
)
"""Verbs that say more than `say`."""
_PINNING = frozenset(
    "admit concede acknowledge promise vow demand propose recommend deny reveal announce find"
    " confirm".split()
)
"""Those by which alone a learner knows which of somebody's statements is meant."""
_DEMANDING = frozenset("demand promise vow propose recommend".split())
"""Those that ask for one thing, in however few words."""
_WITH_TOPIC = frozenset("warn find discover reveal show claim argue report suggest".split())
_OPEN = frozenset(
    "argue claim complain suggest think hope fear report show find declare warn promise reveal"
    " confirm estimate predict conclude discover insist maintain accept expect agree say state"
    " write".split()
)
"""Verbs that ask too openly without the topic."""
LONGEST_SAID = 28
"""Words of a statement that a learner can still give as one answer."""
FEWEST_LISTED, MOST_LISTED = 5, 22
"""Words of a statement that stands among others."""
FEWEST_TOLD = 4
"""Those of them that tell something."""
_FINDING = re.compile(
    r"\b(?:study|trial|report|survey|paper|analysis|poll|review|inquiry|researchers|scientists|team"
    r"|authors|investigators|investigation)\b"
)
"""Sources that find something."""
_TEXT = re.compile(r"\b(?:study|trial|report|survey|paper|analysis|poll|review|inquiry)\b")
_WEIGHING = re.compile(
    r"\b(?:because|unless|if|until|not|never|no longer|cannot|could|would|must|should|only|despite"
    r"|although|instead|rather than|more than|less than|so that|failed|refused)\b"
)


def drafts(found: Found, alone: Callable[[str, Fact], str]) -> Iterator[Draft]:
    """All cards on what somebody says.

    Args:
        alone: a statement with what it takes for known; empty where it cannot stand by itself.
    """
    claims = [fact for fact in found.facts if fact.kind == "claim" and fact.speaker]
    stated = list(statements.drafts(found, claims))
    asked = {draft.fact.proof for draft in stated}
    yield from _by_verb([one for one in claims if _is_pinned(one) or one.proof not in asked])
    yield from stated
    told = {
        text: fact for fact in claims if _is_short(fact) and (text := alone(_listed(fact), fact))
    }
    yield from _match(told)
    for name in dict.fromkeys(fact.speaker.name for fact in told.values() if fact.speaker):
        yield from _points(name, told)


def _is_pinned(fact: Fact) -> bool:
    """Whether speaker and verb alone tell which statement is meant."""
    text = fact.speaker is not None and _TEXT.search(statements.head(fact.speaker.name)) is not None
    return text or fact.how in _PINNING


def _words(fact: Fact) -> str:
    """The claim as an answer: as it was quoted, or behind `that`."""
    words = fact.slots["words"].text
    if not fact.verbatim:
        return f"That {words}."
    if words.casefold().strip(".") == fact.verbatim.casefold().strip("."):
        return f"“{fact.verbatim[:1].upper()}{fact.verbatim[1:].rstrip('.')}.”"
    if _FIRST_PERSON.search(words):
        return f"“{fact.verbatim[:1].upper()}{fact.verbatim[1:].rstrip('.')}.”"
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _worth(fact: Fact) -> float:
    words = fact.slots["words"].text
    weighing = bool(_WEIGHING.search(words))
    return 0.7 + 0.08 * weighing + 0.04 * (fact.how in TELLING) - 0.1 * (len(words.split()) < 6)


def _by_verb(claims: Sequence[Fact]) -> Iterator[Draft]:
    """`What did X warn?`, where X warns of one thing only."""
    said = Counter(fact.speaker.name for fact in claims if fact.speaker)
    times = Counter((fact.speaker.name, fact.how) for fact in claims if fact.speaker)
    for fact in claims:
        speaker = fact.speaker
        assert speaker is not None
        says = fact.how in ("say", "report", "write", "show", "state", "accord")
        found = says and _TEXT.search(statements.head(speaker.name)) is not None
        if times[speaker.name, fact.how] > 1 or (fact.how not in TELLING and not found):
            continue
        if fact.how in _WITH_TOPIC and "topic" in fact.slots:
            continue
        topic = fact.slots.get("topic")
        if len(fact.slots["words"].text.split()) > LONGEST_SAID + 6:
            continue
        alone = _FINDING.search(speaker.name) and said[speaker.name] == 1
        if fact.how in _OPEN and (topic is None or not _leads(fact)) and not alone:
            continue
        about = f" about {topic.text}" if topic and fact.how in _OPEN and _leads(fact) else ""
        who = wording.called(speaker.name)
        verb = "find" if found else fact.how
        prompt = f"What did {who} {verb}{about}{_when(fact)}?"
        fields = {"prompt": prompt, "answer": _words(fact)}
        answers = (fact.slots["words"].text,)
        template = "denied" if fact.modality == "denied" else "what-said"
        worth = _worth(fact) + 0.08 + 0.06 * (template == "denied")
        worth += 0.12 * (fact.how in _DEMANDING)
        yield Draft(
            template,
            "flashcard",
            fields,
            (fact,),
            answers,
            worth,
            f"{speaker.name} {fact.how}",
        )


def _when(fact: Fact) -> str:
    """` in March 2024`, of what was said some time before the article."""
    said = fact.said
    if said is None or said.precision not in ("month", "year"):
        return ""
    return f" in {in_words(said.iso)}"


def _leads(fact: Fact) -> bool:
    """Whether a statement begins with what it is about."""
    topic, words = fact.slots["topic"].text, fact.slots["words"].text
    return words.casefold().startswith(topic.casefold())


def _is_short(fact: Fact) -> bool:
    """Whether it can stand in a list, without its speaker."""
    words, speaker = fact.slots["words"].text, fact.speaker
    if fact.modality != "attributed" or speaker is None or fact.how in _DEMANDING:
        return False
    shown = _listed(fact)
    told = content(shown)
    return (
        _is_known(speaker)
        and FEWEST_LISTED <= len(words.split()) <= MOST_LISTED
        and len(told) >= FEWEST_TOLD
        and not content(speaker.name) & told
        and not (speaker.role and content(speaker.role) <= told)
        and not _BACK.match(shown)
    )


def _is_known(speaker: Speaker) -> bool:
    """Whether the name alone tells who it is: `a spokesman` may be anybody's."""
    if speaker.noun in ("person", "body", "state"):
        return True
    text = _TEXT.search(statements.head(speaker.name)) is not None
    return not text and (speaker.name[0].isupper() or _DESCRIBED.match(speaker.name) is not None)


def _listed(fact: Fact) -> str:
    """A statement as one of several: in its speaker's own words where it speaks of them."""
    words = fact.slots["words"].text
    quoted = fact.verbatim.strip(" .")
    reworded = words.casefold().strip(" .") != quoted.casefold()
    if quoted and (reworded or _FIRST_PERSON.search(quoted)):
        return f"“{_capital(_JOINT.sub('', quoted))}.”"
    return _capital(_AND_THAT.sub(r"\1 ", _JOINT.sub("", words)))


def _match(told: Mapping[str, Fact]) -> Iterator[Draft]:
    chosen: dict[str, tuple[str, Fact]] = {}
    for text, fact in sorted(told.items(), key=lambda one: (_oddness(one[0]), one[1].proof)):
        alike = any(len(content(text) & content(one)) > 2 for one, _ in chosen.values())
        if fact.speaker and not alike:
            chosen.setdefault(fact.speaker.name, (text, fact))
    pairs = sorted(list(chosen.values())[:MOST_TO_MATCH], key=lambda one: one[1].proof)
    yield from matching(
        "match-statements",
        "Match each statement with who made it.",
        {text: fact.speaker.name for text, fact in pairs if fact.speaker},
        [fact for _, fact in pairs],
    )


def _oddness(text: str) -> int:
    """How far a statement is from one of good length in plain words."""
    return abs(len(text) - 70) + 15 * text.startswith("“")


def _points(name: str, told: Mapping[str, Fact]) -> Iterator[Draft]:
    """Which of these points did X make: the others' points are the wrong options."""
    mine = [text for text, fact in told.items() if _is_by(fact, name)][:3]
    others = [text for text, fact in told.items() if not _is_by(fact, name)][:3]
    if len(mine) >= 2 and len(others) >= 2:
        fields = {
            "prompt": f"Which of these points did {wording.called(name)} make?",
            "answers": mine,
            "distractors": others,
        }
        facts = tuple(told[text] for text in mine)
        answers = tuple(fact.slots["words"].text for fact in facts)
        yield Draft("points", "multi_choice", fields, facts, answers, 0.9, name)


def _is_by(fact: Fact, name: str) -> bool:
    return fact.speaker is not None and fact.speaker.name == name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
