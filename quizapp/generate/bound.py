"""Whether a pronoun of a card can be understood there: who or what it is stands before it."""

import re

from quizapp.generate.draft import Draft
from quizapp.generate.english.lexicon import ROLES
from quizapp.generate.facts import Clause

DONE_TO_IT = re.compile(r"to \w+(?: (?:for|about|with|on|off|up|down|out|over))? it\b", re.I)
"""`[The council voted] to sell it`: something else than the council."""
_OF_IT = ("state", "body", "team", "place", "thing")
_SEVERAL_NAMED = re.compile(r"\b[a-z]{3,}(?<!ha)(?<!wa)(?<!thi)(?<!doe)s\b|\b(?:people|children)\b")
"""Several of something, in a statement that stands in a list."""
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
_OF_THEM = re.compile(
    r"\b(?:\w{3,}s|people|women|men|children)\b[^,;]*, (?:the )?\w+(?: \w+)? of $"
)
"""`two people drowned, one of [them]`."""


def is_bound(match: re.Match[str], text: str, draft: Draft, asked: str = "") -> bool:
    """Whether the pronoun that `match` found in `text` of a card can be understood there.

    Args:
        asked: the question, where the text is its answer.
    """
    pronoun, before = match[0].lower(), f"{asked} {text[: match.start()]}".lstrip()
    clause = draft.fact.clause
    if any(pronoun == one and f" {noun} " in f"{before} " for one, noun in draft.fact.within):
        return True
    if pronoun == "it" and asked and DONE_TO_IT.match(text):
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


def _agrees(pronoun: str, clause: Clause) -> bool:
    """Whether a reason that begins with a pronoun can mean the subject of what it explains."""
    if clause.plural:
        return pronoun == "they"
    single = clause.subject.noun in ("person", "people")
    people = ("he", "she") if single else ("it", "they")
    return pronoun in people


def proven(draft: Draft) -> frozenset[str]:
    """The pronouns of a question that are known to mean its speaker or its subject.

    The reader of the article has proven it; where the question asks for that one, it is not named.
    """
    clause, speaker = draft.fact.clause, draft.fact.speaker
    owners = [clause.subject.text if clause is not None else "", speaker.name if speaker else ""]
    question = draft.question.lower()
    named = any(owner and owner.lower() in question for owner in owners) or draft.template == "who"
    return draft.explained | (draft.fact.own if named else frozenset())


def unowned(question: str, draft: Draft) -> str:
    """`its`, `his` or `their` before which the question names nobody whose it can be."""
    clause, speaker = draft.fact.clause, draft.fact.speaker
    owners = [(clause.subject.text, clause.subject.noun)] if clause is not None else []
    owners += [(speaker.name, speaker.noun)] if speaker is not None else []
    known = proven(draft)
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


def is_of_the_asked(pronoun: str, draft: Draft) -> bool:
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
    if word in _THEY and "it" in proven(draft):
        return False  # then they are others
    if word in _THEY or word == "them":
        return "people" in nouns or "team" in nouns
    return any(noun in ("state", "body", "team", "place", "thing") for noun in nouns)


def is_of_speaker(whose: str, draft: Draft) -> bool:
    """Whether somebody who says `that its lease …` is one of whom `its` is said."""
    speaker = draft.fact.speaker
    owners = {"its": ("state", "body", "team"), "their": ("people", "team", "body")}
    named = speaker is not None and speaker.name[0].isupper() and speaker.noun == "thing"
    fits = speaker is not None and speaker.noun in owners.get(whose, ("person",))
    fits = fits or (named and whose == "its")
    return fits or whose in proven(draft)
