"""Whether a card can be understood by itself: `it`, `the deal` and `last week` must stand in it."""

import re
from collections.abc import Iterator
from itertools import chain

from quizapp.generate.article import Article
from quizapp.generate.dates import MONTH, WEEKDAY
from quizapp.generate.draft import Draft
from quizapp.generate.english.lexicon import NEEDS_CONTEXT, ROLES
from quizapp.generate.facts import Clause
from quizapp.generate.states import state_of, states
from quizapp.generate.words import words_of

_POINTING = re.compile(
    r"\b(?:I|we|us|our|ours|my|me|you|your|this|these|here|today|yesterday|tomorrow|tonight"
    r"|those(?! (?:who|of|in|with|given|that|\w+ed)\b)"
    r"|there(?! (?:is|are|was|were|ha[sd]|have|will|would|could|may|might|can|must|should"
    r"|be|being)\b)"
    r"|now|ago|the same|half that|so-called|such(?! as\b)|an? \w+ one|ones"
    r"|(?:just|only) one(?! \w+s\b)"
    r"|(?<!no )one(?= (?:since|from|before|after|until)\b|[?.])|the next \w+|afterwards|others"
    r"|the rest(?! of)|in (?:exchange|return)(?! for)|instead(?! of)|either(?=[?.])|too(?=[?.])"
    r"|do so|did so|done so|(?:called|calls|described|dismissed) that"
    r"|each one|in each(?= (?:under|for|on|at|by|with|over)\b|[?.,])"
    r"|the (?:first|second|third|last) (?:point|question|reason|part)"
    r"|(?:would|does|did|will|could|can|should|might|was|is|were|are)"
    r" that(?! \w+ (?:who|which|that))"
    r"|such(?= promise)|that(?=[?.,])|the other(?! \w+s\b)"
    r"|(?:before|by|since|until) then|that (?:down|up|off|away|out|to|by|in|on|at|as)"
    r"|the \d+-year-old(?=,|\?| (?:ha[sd]|have|is|was|who|will|would|said|\w+ed|broke|took|won|led"
    r"|ran|made|came|went|got|beat|set)\b)"
    r"|(?:at|in|on|of|from|to|with|by|for|during) that (?:year|month|week|day|table|time|point"
    r"|question|case|place|one))\b"
    r"|(?:^|[,:] |\b(?:because|if|and|but) )that (?:is|was|would|will|has|had)\b"
    r"|\bthat [a-z]+(?=[,?](?! (?:who|which|where)))"
    r"|(?:reply|answer|response|explanation)(?=\?)",
    re.I,
)
_POINTING_SUBJECT = re.compile(
    r"(?:they|he|she|half|most|some|many|several|few|all|both|none|others)$"
    r"|(?:that|this|these|those) \w",
    re.I,
)
_PRONOUN = re.compile(
    r"\b(it|they|them|he|she|him|her|his|its|their|theirs|hers|himself|herself|itself)\b", re.I
)
_DEFINITE = re.compile(
    r"\b[Tt]he (?:(?:other|two|three|four|new|latest|current|proposed|final|whole"
    r"|home|visiting) )?(\w+)(?:'s)?"
    r"(?=(?P<after>\s\w+|[,.;:?!]|$))"
)
_RELATIVE = re.compile(
    rf"\b(?:(?<!every )(?<!each )(?<!good ){WEEKDAY}(?! \d)"
    r"|(?:last|next|this) (?:week|month|year|spring|summer|autumn|winter|night|season|weekend"
    rf"|{MONTH}"
    r"|\w+day)|(?:week|day|month|year)s?"
    r" (?:later|earlier|ago|before(?! (?:the|an?|its|their|his|her|[A-Z]))))\b",
    re.I,
)
_FRAMES = re.compile(
    r"\bthe article\b|\b(?:[Ww]hich of|[Pp]ut) these\b"
    r"|^(?:[Aa]ccording to (?:the )?[A-Z][^,]*, "
    r"|[Ww]ho said, according to the article, that "
    r"|(?:[Tt]o whom|[Oo]n which day) did [A-Z][^?]*? say that )?"
)
"""What a template says of the card itself, and the speaker, whom nothing that follows need mean."""
_DEFINING = frozenset("of for that who which in between to against on by from with over at".split())


_DEMONYM = re.compile(
    r"\b[Tt]he ([A-Z]\w+)(?=[,?.]|'s | (?:has|had|is|was|who|said|will|would|did|does|\w+ed"
    r"|won|took|led|beat|made|came|went|lost|ran|broke|got|set)\b|$)"
)
"""`the German`, of a person who was named before."""
_CLOSING = frozenset(
    (
        ", . ; : ! ? and is was are were will would has have had can could may might should must"
        " did does do as if when because after before until since without during than into under"
        " but or"
    ).split()
) | {""}
"""What follows a noun phrase that is complete."""


def pointing(draft: Draft, article: Article, about: str = "") -> str:
    """The first thing that points outside the card, as a reason to reject it; or nothing.

    Args:
        about: the line above the question, which tells what `the vote` is.
    """
    clause = draft.fact.clause
    if clause is not None and draft.fact.kind != "open_question" and (vague := _vague(clause)):
        return vague
    for place, text in enumerate(parts(draft)):
        if place > 0 and draft.type in ("flashcard", "multi_choice"):
            reason = _in_answer(_QUOTED.sub(" ", text), draft, article, about)
        else:
            told = _QUOTED.sub(lambda one: _OWN.sub(" ", one[0]), text)
            reason = _in_question(_FRAMES.sub("", told), draft, article, about)
        if reason:
            return reason
    return ""


def _in_question(text: str, draft: Draft, article: Article, about: str) -> str:
    if reason := _undated(text, _POINTING):
        return reason
    if unowned := _unowned(text, draft):
        return f'"{unowned}" stands for nothing in the card'
    known = _proven(draft)
    for match in _PRONOUN.finditer(text):
        if match[0].lower() not in known and not is_bound(match, text, draft):
            return f'"{match[0]}" stands for nothing in the card'
    loose = next(_loose(text, draft, article, about), None)
    return f'"{loose[0].strip()}" was introduced elsewhere' if loose else ""


def _in_answer(text: str, draft: Draft, article: Article, about: str) -> str:
    """Less is asked of an answer: it stands behind its question."""
    if draft.template == "response":
        text = _TO_THE_CLAIM.sub(" ", text)
    if reason := _undated(text, _POINTING_ANSWER):
        return reason
    for match in _PRONOUN.finditer(text):
        known = _is_of_the_asked(match[0], draft) and not _DONE_TO_IT.match(text)
        if not known and not is_bound(match, text, draft, draft.question):
            return f'"{match[0]}" stands for nothing in the card'
    whose = re.match(r"that (its|their|his|her)\b", text, re.I)
    if whose and not _is_of_speaker(whose[1].lower(), draft):
        return f'"{whose[1]}" stands for nothing in the card'
    if bare := _BARE_POINTER.search(text):
        return f'"{bare[0]}" was introduced elsewhere'
    whole = f"{draft.question} {text}"
    told = article.text[: draft.fact.proof.start].lower()
    for match in _DEFINITE.finditer(whole, len(draft.question)):
        noun = match[1].lower()
        if noun in _VAGUE and noun not in _known(about) and _is_loose(match, whole, told, ""):
            return f'"{match[0].strip()}" was introduced elsewhere'
    return ""


def _undated(text: str, pointing: re.Pattern[str]) -> str:
    """What points at something, at somebody of a nation, or at a day."""
    found = next((one for one in pointing.finditer(text) if not _is_in_name(one, text)), None)
    if found is not None:
        return f'"{found[0]}" points outside the card'
    found = next((one for one in _DEMONYM.finditer(text) if state_of(one[1])), None)
    if found is not None:
        return f'"{found[0]}" does not say who'
    found = _RELATIVE.search(text)
    return f'"{found[0]}" depends on the day of the article' if found else ""


def _known(about: str) -> set[str]:
    """The nouns that need no word more, below this line."""
    return words_of(about) | _AT_HOME | (_OF_EVERY_KIND if about else set())


def _loose(text: str, draft: Draft, article: Article, about: str) -> Iterator[re.Match[str]]:
    """The nouns with `the` of a text that nothing explains."""
    told = article.text[: draft.fact.proof.start].lower()
    subject = draft.fact.clause.subject.text if draft.fact.clause is not None else ""
    known = _known(about) | draft.explained
    if PAPERS & words_of(about) and _has_one_paper(article.text):
        known |= PAPERS
    for match in _DEFINITE.finditer(text):
        noun = match[1].lower()
        explained = {noun, noun.removesuffix("s"), f"{noun}s"} & known
        idiom = _IDIOM.search(text[max(0, match.start() - 20) : match.end() + 8])
        if not explained and not idiom and _is_loose(match, text, told, subject):
            yield match


PAPERS = frozenset("treaty pact accord compact convention protocol charter agreement".split())
"""Nouns by which what states have signed is called in turn."""


def _has_one_paper(text: str) -> bool:
    """Whether an article tells of one treaty only: no other by name, and none that comes in."""
    nouns = "|".join(PAPERS)
    named = re.findall(rf"\b(?:[A-Z][\w-]+ )+(?:{nouns.title()})\b", text)
    several = rf"\b(?:another|other|both|two|three|(?:new|separate|earlier)) (?:{nouns})"
    return len({one.split()[-2:][0] for one in named}) < 2 and not re.search(several, text, re.I)


_IDIOM = re.compile(
    r"\b(?:familiar with|knowledge of|briefed on|discuss|comment on) the (?:matter|talks)\b"
    r"|\bby the time\b|\bfor the time being\b",
    re.I,
)
"""`an official familiar with the matter`: what papers say whatever it is about."""
_POINTING_ANSWER = re.compile(
    r"\bthere(?! (?:is|are|was|were|ha[sd]|have|will|would|could|may|might|can|must|should|be))\b"
    r"|\b(?:I|we|us|our|ours|my|me|you|your|here|today|yesterday|tomorrow|tonight|ago|so-called"
    r"|(?:this|these) \w+|this(?=[,.?])|half that|do so|did so|done so"
    r"|(?:would|does|did|will|could) that"
    r"|the (?:first|second|third|last) (?:point|question|reason|part)|another one|the alternative"
    r"|such(?! as\b)|the next \w+|(?:before|by|since|until) then)\b"
    r"|\b(?:two|three|four|five|six|\d+) more\.?$"
    r"|^(?:that )?(?:this|these|those|that) (?:is|was|are|were|would|will|has|had)\b",
    re.I,
)
"""What may not be in an answer, which stands behind its question."""


_TO_THE_CLAIM = re.compile(
    r"\b(?:such|by then|of (?:that|this))\b|(?<=^That )this (?=[a-z])|(?<=^That )those (?=\w)"
)
"""What goes back to the claim that the question tells."""
_DONE_TO_IT = re.compile(r"to \w+(?: (?:for|about|with|on|off|up|down|out|over))? it\b", re.I)
"""`[The council voted] to sell it`: something else than the council."""


_OF_IT = ("state", "body", "team", "place", "thing")


def _is_of_speaker(whose: str, draft: Draft) -> bool:
    """Whether somebody who says `that its lease …` is one of whom `its` is said."""
    speaker = draft.fact.speaker
    owners = {"its": ("state", "body", "team"), "their": ("people", "team", "body")}
    named = speaker is not None and speaker.name[0].isupper() and speaker.noun == "thing"
    fits = speaker is not None and speaker.noun in owners.get(whose, ("person",))
    fits = fits or (named and whose == "its")
    return fits or whose in _proven(draft)


def _proven(draft: Draft) -> frozenset[str]:
    """The pronouns of a question that are known to mean its speaker or its subject.

    The reader of the article has proven it; where the question asks for that one, it is not named.
    """
    clause, speaker = draft.fact.clause, draft.fact.speaker
    owners = [clause.subject.text if clause is not None else "", speaker.name if speaker else ""]
    question = draft.question.lower()
    named = any(owner and owner.lower() in question for owner in owners) or draft.template == "who"
    return draft.explained | (draft.fact.own if named else frozenset())


def _unowned(question: str, draft: Draft) -> str:
    """`its`, `his` or `their` before which the question names nobody whose it can be."""
    clause, speaker = draft.fact.clause, draft.fact.speaker
    owners = [(clause.subject.text, clause.subject.noun)] if clause is not None else []
    owners += [(speaker.name, speaker.noun)] if speaker is not None else []
    known = _proven(draft)
    begins = re.match(r"(?:its|his|her|their)\b", clause.subject.text if clause else "", re.I)
    if begins and begins[0].lower() not in known and clause and clause.subject.text in question:
        return begins[0]  # nobody has proven whose
    for match in re.finditer(r"\b(its|his|her|their)\b", question):
        if match[1] in known or (match[1] == "her" and _OBJECT.match(question[match.end() :])):
            continue
        before = question[: match.start()]
        sought = {"its": _OF_IT, "their": (*_OF_IT, "people")}.get(match[1], ("person",))
        named = any(
            owner.lower() in before.lower()
            and noun in sought
            and not re.match(match[1], owner, re.I)
            for owner, noun in owners
        )
        within = re.search(r"\b(?:every|each|if|unless|when|because|that|who|which) \S+ ", before)
        counted = draft.template == "how-many" and match[1] == "their"
        listed = draft.type == "matching" and match[1] == "their"
        named = named or counted or _is_of_the_cited(match[1], before, draft)
        named = named or (listed and _SEVERAL_NAMED.search(before) is not None)
        if not named and not within and draft.template != "who":
            return match[0]
    return ""


_SEVERAL_NAMED = re.compile(r"\b[a-z]{3,}(?<!ha)(?<!wa)(?<!thi)(?<!doe)s\b|\b(?:people|children)\b")
"""Several of something, in a statement that stands in a list."""


def _is_of_the_cited(whose: str, before: str, draft: Draft) -> bool:
    """`According to Saar, how much would the move cost his company`: nobody else is named.

    Args:
        before: what stands between the speaker and the pronoun.
    """
    clause, speaker = draft.fact.clause, draft.fact.speaker
    if speaker is None or not draft.question.startswith(f"According to {speaker.name}, "):
        return False
    owners = {"its": ("state", "body", "team"), "their": ("people", "team")}
    other = clause is not None and clause.subject.text != speaker.name
    rival = other and clause is not None and clause.subject.noun in (*_SEVERAL, "person")
    words = before.split()[1:]  # the first begins the question
    others = any(one[0].isupper() or one.lower() in ROLES for one in words)
    return speaker.noun in owners.get(whose, ("person",)) and not rival and not others


def _is_in_name(match: re.Match[str], text: str) -> bool:
    """`Save Our Bakery`: a capital in the midst of a sentence."""
    word = match[0]
    inside = match.start() > 0 and text[match.start() - 1] == " "
    return word[0].isupper() and word != "I" and inside and text[match.start() - 2] not in ".?!:"


_QUOTED = re.compile(r"“[^”]*”")
"""The words of a named speaker, in which `we` is theirs."""
_OWN = re.compile(r"\b(?:I|we|us|our|ours|my|me|mine)\b", re.I)
_AT_HOME = frozenset(
    "government police parliament army economy world sea public internet weather north south east"
    " west war sun moon earth future past court president press media".split()
)
"""Nouns of which every story has one."""
_VAGUE = frozenset(
    "rule measure alternative issue issues boxes messages matter problem idea plan scheme proposal"
    " announcement reason latter former sign".split()
)
"""Nouns with which an answer only points back."""
_OF_EVERY_KIND = frozenset(
    "researchers scientists authors study team council councillors ministers officials town city"
    " village county project"
    " residents police prosecutors judge jury lawyers placebo".split()
)
"""Those who act in a kind of story: once its topic is known, so are they."""
_BARE_POINTER = re.compile(
    r"\b[Tt]he (?:two|three|latter|former|other|others|pair|same|rest|duo|trio)(?=[,.?]| (?:is|was"
    r"|are|were|had|has|have|will|would)\b)|^[Tt]he same \w+\.?$"
)


def _is_of_the_asked(pronoun: str, draft: Draft) -> bool:
    """Whether a pronoun of an answer can mean the one whom the question names."""
    speaker, clause = draft.fact.speaker, draft.fact.clause
    word = pronoun.lower()
    nouns = []
    if speaker is not None and speaker.name in draft.question:
        nouns.append(speaker.noun)
    if clause is not None and clause.subject.text in draft.question:
        single = clause.subject.noun == "people" and not clause.plural
        nouns.append("people" if clause.plural else "person" if single else clause.subject.noun)
    topic = draft.fact.slots.get("topic")
    if topic is not None and topic.text in draft.question:
        nouns.append(topic.noun)
    if word in _HE:
        return "person" in nouns
    if word in _THEY and "it" in _proven(draft):
        return False  # then they are others
    if word in _THEY or word == "them":
        return "people" in nouns or "team" in nouns
    return any(noun in ("state", "body", "team", "place", "thing") for noun in nouns)


def loose_nouns(draft: Draft, article: Article, about: str = "") -> list[str]:
    """The nouns of a question that it takes for known, though the line above does not name them."""
    asked = parts(draft) if draft.type == "matching" else [next(parts(draft))]
    loose = (_loose(_FRAMES.sub("", text), draft, article, about) for text in asked)
    return [match[1].lower() for match in chain.from_iterable(loose)]


def _vague(clause: Clause) -> str:
    """What is wrong with a subject that names nobody: `they`, `half`, `the Italian`."""
    subject = clause.subject.text
    demonym = re.fullmatch(r"[Tt]he ([A-Z]\w+)", subject)
    national = demonym is not None and state_of(demonym[1]) and demonym[1] not in states()
    side = re.fullmatch(r"[Tt]he [A-Z]\w+ ([a-z]+)", subject)
    if side and side[1] in NEEDS_CONTEXT and state_of(subject.split()[1]):
        return f'"{subject}" does not say who'  # "the Finnish side"
    if national or re.fullmatch(r"[Tt]he \d+-year-old", subject):
        return f'"{subject}" does not say who'
    return f'"{subject}" stands for nothing in the card' if _POINTING_SUBJECT.match(subject) else ""


def parts(draft: Draft) -> Iterator[str]:
    """What must be understood by itself; an open answer follows its question."""
    question = re.sub(r"\{\{c\d+::(.*?)(?:::.*?)?\}\}", r"\1", draft.question)
    match draft.type:
        case "flashcard":
            yield question
            yield str(draft.fields["answer"])
        case "choice" | "typed":
            yield f"{question} {draft.fields['answer']}"
        case "multi_choice":
            yield question
            yield from (*draft.fields["answers"], *draft.distractors)
        case "matching":
            yield from (*draft.fields["pairs"], *draft.fields["pairs"].values())
        case "ordering":
            yield from draft.fields["items"]
        case _:
            yield question


def _is_loose(match: re.Match[str], text: str, told: str, subject: str) -> bool:
    """Whether `the deal` comes without what tells which deal, here or before.

    Args:
        told: the article up to here; what it has named, the card has not.
        subject: of the clause that is asked about.
    """
    noun = match[1].lower()
    if match[0].endswith("'s") and noun in ("children", "people", "women", "men"):
        return False
    following = match["after"].strip().lower()
    if noun in _BEFORE_NOUNS and following not in _CLOSING:
        return False
    whole = match[0].endswith("'s") or following in _CLOSING or match[0].lower() == subject.lower()
    taken_up = whole and match[1].islower() and re.search(rf"\b{noun}\b", told) is not None
    of_deed = whole and match[1].islower() and (_OF_A_DEED.search(noun) or noun in _TAKING_UP)
    numbered = whole and _NUMBERED.match(match[0]) and noun not in _WELL_KNOWN_PAIRS
    back = taken_up or of_deed or numbered or noun in NEEDS_CONTEXT
    if not back or following in _DEFINING | NEEDS_CONTEXT:
        return False
    if numbered and re.match(r", [A-Z]", text[match.end() :]):
        return False  # "the two founders, Finland and Latvia"
    return re.search(rf"\b{noun}\b", text[: match.start()], re.I) is None


_NUMBERED = re.compile(r"the (?:two|three|four) ", re.I)
_WELL_KNOWN_PAIRS = ("countries", "governments", "states", "nations")
"""Those of which a story of two states hardly has others."""
_BEFORE_NOUNS = ("former", "latter", "state")
"""`the former judge`, `the state inspection`: of what follows."""
_OF_A_DEED = re.compile(
    r"(?<!govern)(?<!parlia)(?<!environ)(?:ment|sion|ance|ence|osure|arison)$"
    r"|(?<!opposi)(?<!popula)(?<!constitu)(?<!elec)tion$"
)
"""`the deployment`, `the comparison`: a noun that says what somebody has done, as told before."""
_TAKING_UP = frozenset(
    (
        "collapse link kingdom approach surge method clash ship vessel boat plane aircraft vehicle"
        " owner"
    ).split()
)
"""Others that tell of what was told before, though by another word."""


_EXPLETIVE = re.compile(
    r"it (?:will |would |could |may |might )?(?:takes? |took "
    r"|(?:is|was) (?!(?:expected|due|likely|set|said|believed|thought|able|going|ready)\b)\w+"
    r" (?:that|to) |(?:is|was|be) too (?:late|early|soon)\b)",
    re.I,
)
_SUBORDINATE = re.compile(
    r"\b(?:because|if|when|since|as|although|unless|before|after|until|while|once) $"
)
_OBJECT = re.compile(r"\s*(?:[,.;?]|(?:to|and|in|at|for|with|by|on|from|that|as|when)\b|$)")
"""What follows `her` where it is not somebody's something."""
_FAR = 6
"""Words after its subject from which `it` is hardly the object of the same verb."""
_PLAIN = frozenset(
    "the a an in on at after before since if when while because with without for from by under"
    " over during until unless as there all some many most no not one two three four five six"
    " nobody everybody both each every other members leaving only about at least more than".split()
)
_SINGLE = frozenset("across always does happens perhaps this unless versus".split())
"""Words on an `s` that make nothing several."""
_OPENERS = frozenset("Which What Who Whom Of In On Why Where How When Put Match As By".split())
_HE = ("he", "she", "him", "her", "his", "hers", "himself", "herself")
_THEY = ("they", "them", "their", "theirs")
_SEVERAL = ("state", "body", "team", "people")
_NAME = r"[A-Z][\w'’-]+ [A-Z][\w'’-]+"


def is_bound(match: re.Match[str], text: str, draft: Draft, asked: str = "") -> bool:
    """Whether the pronoun that `match` found in `text` of a card can be understood there.

    Args:
        asked: the question, where the text is its answer.
    """
    pronoun, before = match[0].lower(), f"{asked} {text[: match.start()]}".lstrip()
    clause = draft.fact.clause
    if any(pronoun == one and f" {noun} " in f"{before} " for one, noun in draft.fact.within):
        return True
    if pronoun == "it" and asked and _DONE_TO_IT.match(text):
        return False
    if pronoun == "it" and _EXPLETIVE.match(text[match.start() :]):
        return True
    if pronoun in ("its", "their") and re.search(r"\b(?:every|each) \w", before, re.I):
        return True
    if pronoun == "it" and "condition" in draft.fact.slots:
        return _is_in_condition(before, clause)
    reason = draft.template == "why" and re.search(r"\b(?:because|since|as) $", before, re.I)
    if clause is not None and reason and _agrees(pronoun, clause):
        return True
    if pronoun == "it" and re.search(r"^the \w+(?: '\w+')? \w+ that $", before):
        return True  # "the word means that it is …"
    named = clause is not None and _are_several(clause) and clause.subject.text in before
    if named and pronoun in ("they", "their"):
        return True
    speaker = draft.fact.speaker
    itself = speaker is not None and clause is not None and clause.subject.text == speaker.name
    opened = before.lower().startswith("according to ") or draft.template == "said-that" or itself
    if speaker is not None and opened and pronoun in ("its", "it", "his", "her", "their"):
        owner = {"its": ("state", "body"), "it": ("state", "body"), "their": ("people", "team")}
        named = speaker.noun == "thing" and speaker.name[0].isupper() and pronoun in ("it", "its")
        if named or speaker.noun in owner.get(pronoun, ("person",)):
            return True
    if draft.template == "who" and pronoun in ("its", "itself", "he", "she", "his", "her", "their"):
        return not draft.answers[0].lower().startswith(f"{pronoun} ")
    if pronoun in _HE:
        return _is_somebody(pronoun, before, text[match.end() :], draft)
    if pronoun == "it":  # the capital of the answer is that of a sentence
        before = f"{asked} {text[:1].lower()}{text[1 : match.start()]}"
    before = _without_people(before, draft)
    return _is_something(pronoun, before, clause)


def _without_people(before: str, draft: Draft) -> str:
    """What stands before a pronoun that means no person."""
    clause, speaker = draft.fact.clause, draft.fact.speaker
    if clause is not None and clause.subject.noun == "person":
        before = before.replace(clause.subject.text, "")
    if speaker is not None and speaker.noun == "person":
        before = before.replace(speaker.name, "")
    return before.lstrip()


def _are_several(clause: Clause) -> bool:
    return clause.plural or clause.subject.noun in _SEVERAL


def _is_in_condition(before: str, clause: Clause | None) -> bool:
    """`what would follow if [the fund] says …, it`: one thing named before it that it can be."""
    frame = (
        r"^(?:According to [^,]*, )?(?:[Ww]hat (?:happens|(?:would|will) (?:have )?follow(?:ed)?)"
        r" (?:if|unless)|[Uu]nder what condition \w+|[Ii]f|[Uu]nless) ?"
    )
    named = re.sub(r"(?<=\? )[A-Z]", lambda match: match[0].lower(), re.sub(frame, "", before))
    if clause is not None and clause.plural:
        named = named.replace(clause.subject.text, "")
    return re.search(r"\b(?:the|an?|its) \w|\b[A-Z]\w", named) is not None


def _is_somebody(pronoun: str, before: str, after: str, draft: Draft) -> bool:
    if pronoun in ("him", "her") and _OBJECT.match(after):
        # nobody does something to themselves as `her`: it needs somebody else before it
        owner = re.search(r"[A-Z][\w-]+ [A-Z][\w-]+['’]s ", before)
        return len(set(re.findall(_NAME, before))) > 1 or owner is not None
    speaker = draft.fact.speaker
    if speaker is not None and speaker.name in draft.question:
        return True
    return re.search(_NAME, before) is not None


def _is_something(pronoun: str, before: str, clause: Clause | None) -> bool:
    if clause is not None and clause.plural and clause.subject.noun == "people":
        before = before.replace(clause.subject.text, "")  # "councillors in Tarnby … its"
    words = [word for word in re.findall(r"[\w'’-]+", before) if word not in _OPENERS]
    if words and before.startswith(words[0]) and words[0].lower() in _PLAIN:
        words = words[1:]  # its capital is that of the sentence
    named = any(word[0].isupper() for word in words)
    if pronoun == "them" and _OF_THEM.search(before):
        return True
    if pronoun == "them":
        return (
            re.search(r"\b(?:the|all|both|two|three|four|\d+) [\w ]*?\w{2,}s\b", before) is not None
        )
    if pronoun in _THEY:
        several = any(
            word.endswith("s") and len(word) > 3 and word[0].islower() and word not in _SINGLE
            for word in words
        )
        return several or (pronoun == "their" and named)
    thing = clause is not None and not clause.plural and clause.subject.noun in _OF_IT
    subject = clause.subject.text if clause is not None and thing else ""
    if pronoun == "it" and subject and len(before.partition(subject)[2].split()) >= _FAR:
        return True
    if clause is not None and not named and clause.subject.text.lower().startswith(f"{pronoun} "):
        return False
    if pronoun in ("its", "itself") and subject and subject in before:
        return True
    if pronoun == "it":
        opened = _SUBORDINATE.search(before) or re.search(r"\b[a-z]+s $", before)
        return named and opened is not None  # "the soldiers [that] it has kept"
    # "its" and "itself" may go back to any noun that was named with an article
    return named or re.search(r"\b(?:the|an?) \w+(?: \S+){2,} ?$", before, re.I) is not None


_OF_THEM = re.compile(
    r"\b(?:\w{3,}s|people|women|men|children)\b[^,;]*, (?:the )?\w+(?: \w+)? of $"
)
"""`two people drowned, one of [them]`."""


def _agrees(pronoun: str, clause: Clause) -> bool:
    """Whether a reason that begins with a pronoun can mean the subject of what it explains."""
    if clause.plural:
        return pronoun == "they"
    single = clause.subject.noun in ("person", "people")
    people = ("he", "she") if single else ("it", "they")
    return pronoun in people
