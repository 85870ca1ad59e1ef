"""Question forms: a clause and what is asked of it, put into a sentence."""

import re
from datetime import date

from quizapp.generate.facts import Clause, ClauseGap, Fact, Mention, Noun, Speaker, joined

_SINGULAR = {"have": "has", "are": "is", "were": "was", "do": "does", "'re": "is"}
_WHICH: dict[Noun, str] = {
    "person": "Who",
    "people": "Who",
    "state": "Which state",
    "body": "Which organisation",
    "team": "Which team",
    "place": "Which place",
    "date": "What",
    "number": "What",
    "thing": "What",
}


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def opening(fact: Fact, where: str = "") -> str:
    """`According to …, `, or nothing when the article says so itself."""
    if fact.speaker is None or fact.modality in ("asserted", "accusation"):
        return where
    return f"According to {called(fact.speaker.name)}, "


_OWNING = {"it": "its", "he": "his", "she": "her", "they": "their"}
_OBJECT = {"it": "it", "he": "him", "she": "her", "they": "them"}
_LEADING = re.compile(
    r"(?:\b(?:do|does|did|has|have|had|is|are|was|were|will|would|can|could|may|might|must|shall"
    r"|should|that|if|unless|when|before|after|because|since|as|while|until|and|but)|,) $",
    re.I,
)
"""What a subject follows in a question."""


def once(text: str, speaker: Speaker | None, pronoun: str = "") -> str:
    """A question in which a speaker who tells of themselves is named but once.

    Args:
        pronoun: how the article calls the speaker there, where that is known.
    """
    if speaker is None or not text.startswith(f"According to {called(speaker.name)}, "):
        return text
    head = f"According to {called(speaker.name)}, "
    return head + called_again(text[len(head) :], speaker, pronoun)


def called_again(text: str, speaker: Speaker, pronoun: str = "") -> str:
    """Words behind those that name a speaker, with a pronoun for the name, where one is known."""
    word = pronoun or ("it" if speaker.noun in ("state", "body") else "")
    if not word:
        return text
    name = re.escape(speaker.name.removeprefix("the "))
    return re.sub(rf"\b(?:the )?{name}(['’]s?)?(?![\w-])", lambda one: _form(word, one), text)


def _form(word: str, match: re.Match[str]) -> str:
    """`she`, `her` for whom something is done, or `her` for what is hers."""
    if match[1]:
        return _OWNING[word]
    return word if _LEADING.search(match.string[: match.start()]) else _OBJECT[word]


def called(name: str) -> str:
    """A name in the middle of a sentence: `the European Commission`."""
    return f"the {name[4:]}" if name.startswith("The ") else name


def begin(opened: str, question: str) -> str:
    """The question after its opening, with one capital."""
    whole = opened + (question[:1].lower() + question[1:] if opened else question)
    return whole[:1].upper() + whole[1:]


def tail(lead: str) -> str:
    """What stood first in a statement, at the end of a question."""
    return (
        lead[:1].lower() + lead[1:] if re.match(r"[A-Z][a-z]+ ", lead) and _is_plain(lead) else lead
    )


def _is_plain(lead: str) -> bool:
    first = lead.split()[0].lower()
    return first in (
        (
            "in on at by under with without during for from of about after before since until when"
            " as because if unless over through between among to within against across along"
        ).split()
    )


def asked(clause: Clause, wh: str, rest: str) -> str:
    """`Why did Armenia stop profiting?`: wh, auxiliary, subject, bare verb, rest."""
    return (
        joined(wh, clause.auxiliary, clause.subject.text, clause.bare, rest, tail(clause.lead))
        + "?"
    )


def asked_subject(clause: Clause) -> str:
    """`Which state launched an offensive?`"""
    wh = _WHICH[clause.subject.noun]
    first, _, others = clause.verb.partition(" ")
    several = wh.startswith("Which ") and " and " in clause.subject.text
    verb = clause.verb if several else joined(_SINGULAR.get(first, first), others)
    return joined(wh + "s" * several, verb, clause.rest, tail(clause.lead)) + "?"


def joined_question(wh: str, clause: Clause) -> str:
    """The question in which `wh` takes the subject's place."""
    return joined(wh, clause.verb, clause.rest, tail(clause.lead)) + "?"


def asked_gap(clause: Clause, gap: ClauseGap) -> str:
    """`What did Baku launch in the region?`"""
    rest = joined(gap.before, gap.after)
    several = " and " in gap.answer.text
    match gap.role:
        case "count":
            return asked(clause, f"How many {gap.counted}", rest)
        case "of":
            return asked(clause, "Of what", rest)
        case "purpose":
            return asked(clause, "Why", rest)
        case "to_do":
            return asked(clause, "What", joined(gap.before, "to do", gap.after))
        case "target":
            return asked(clause, "What", joined(gap.before, gap.preposition, gap.after))
        case "after":
            return asked(clause, "After what", rest)
        case "as":
            return asked(clause, "As what", rest)
        case "since":
            return asked(clause, "Since when", rest)
        case "means":
            return asked(clause, "How", rest)
        case "until":
            return asked(clause, "Until when", rest)
        case "duration":
            return asked(clause, "For how long", rest)
        case "agent":
            acting = ("person", "people", "state", "body", "team")
            return asked(clause, "By whom" if gap.answer.noun in acting else "By what", rest)
        case "place":
            return asked(clause, "Where", rest)
        case "object":
            wh = {
                "person": "Whom",
                "people": "Whom",
                "state": "Which state",
                "body": "Which organisation",
                "team": "Which team",
            }
            contest = gap.answer.noun != "person" and clause.lemma in ("win", "lose", "lead", "top")
            asked_for = "What" if contest else wh.get(gap.answer.noun, "What")
            return asked(clause, asked_for + "s" * (several and " " in asked_for), rest)
    return asked(clause, "What", rest)


def begin_statement(opened: str, text: str) -> str:
    return opened + text if opened else text[:1].upper() + text[1:]


def by(speaker: Speaker) -> str:
    """Name and role, as `by` of a card."""
    return f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name


def month(day: date | None) -> str:
    """` in February 2024`, or nothing."""
    return f" in {day:%B %Y}" if day else ""


def shown(mention: Mention) -> str:
    return mention.text[:1].upper() + mention.text[1:]
