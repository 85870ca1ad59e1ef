"""Whether what a pronoun stands for is named before it, in the same question or sentence."""

import re

from quizapp.generate.draft import Draft
from quizapp.generate.facts import Clause

_EXPLETIVE = re.compile(
    r"it (?:will |would |could |may |might )?(?:takes? |took "
    r"|(?:is|was) (?!(?:expected|due|likely|set|said|believed|thought|able|going|ready)\b)\w+"
    r" (?:that|to) )",
    re.I,
)
_SUBORDINATE = re.compile(
    r"\b(?:that|because|if|when|since|where|as|although|unless|before|after|whether|until|and"
    r"|but|while|once|how|why) $"
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
_OPENERS = frozenset("Which What Who Whom Of In On Why Where How When Put Match As By".split())
_HE = ("he", "she", "him", "her", "his", "hers", "himself", "herself")
_THEY = ("they", "them", "their", "theirs")
_SEVERAL = ("state", "body", "team", "people")
_NAME = r"[A-Z][\w'’-]+ [A-Z][\w'’-]+"


def is_bound(match: re.Match[str], text: str, draft: Draft) -> bool:
    """Whether the pronoun that `match` found in `text` of a card can be understood there."""
    pronoun, before = match[0].lower(), text[: match.start()]
    clause = draft.fact.clause
    if draft.fact.kind == "detail" and _is_inside(pronoun, before):
        return True
    if pronoun == "it" and _EXPLETIVE.match(text[match.start() :]):
        return True
    if pronoun == "it" and "condition" in draft.fact.slots:
        return _is_in_condition(before)
    reason = draft.template == "why" and re.search(r"\b(?:because|since|as) $", before, re.I)
    if clause is not None and reason and _agrees(pronoun, clause):
        return True
    if pronoun == "it" and re.search(r"^the \w+(?: '\w+')? \w+ that $", before):
        return True  # "the word means that it is …"
    named = clause is not None and _are_several(clause) and clause.subject.text in before
    if named and pronoun in ("they", "their"):
        return True
    if draft.template == "subject" and pronoun in ("its", "itself", "his", "her", "their"):
        return not draft.answers[0].lower().startswith(f"{pronoun} ")
    if pronoun in _HE:
        return _is_somebody(pronoun, before, text[match.end() :], draft)
    return _is_something(pronoun, before, clause)


def _are_several(clause: Clause) -> bool:
    return clause.plural or clause.subject.noun in _SEVERAL


def _is_in_condition(before: str) -> bool:
    """`what would follow if [the fund] says …, it`: named in the condition itself."""
    frame = r"^(?:According to [^,]*, )?(?:[Ww]hat would follow if|[Ii]f) "
    return re.search(r"\b(?:the|an?|its) \w|\b[A-Z]\w", re.sub(frame, "", before)) is not None


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
    words = [word for word in re.findall(r"[\w'’-]+", before) if word not in _OPENERS]
    if words and before.startswith(words[0]) and words[0].lower() in _PLAIN:
        words = words[1:]  # its capital is that of the sentence
    named = any(word[0].isupper() for word in words)
    if pronoun == "them":
        return (
            re.search(r"\b(?:the|all|both|two|three|four|\d+) [\w ]*?\w{2,}s\b", before) is not None
        )
    if pronoun in _THEY:
        several = any(word.endswith("s") and len(word) > 3 for word in words)
        return several or (pronoun == "their" and named)
    subject = clause.subject.text if clause is not None and not clause.plural else ""
    if pronoun == "it" and subject and len(before.partition(subject)[2].split()) >= _FAR:
        return True
    if clause is not None and not named and clause.subject.text.lower().startswith(f"{pronoun} "):
        return False
    if pronoun == "it":
        return named and _SUBORDINATE.search(before) is not None
    # "its" and "itself" may go back to any noun that was named with an article
    return named or re.search(r"\b(?:the|an?) \w+(?: \S+){2,} ?$", before, re.I) is not None


def _is_inside(pronoun: str, before: str) -> bool:
    """Whether a whole sentence has named, well before a pronoun, what it can stand for."""
    if len(before.split()) < 4:
        return False
    parted = re.search(
        r",|\b(?:that|because|when|which|and|but|if|as|after|before|who|to|or)\b", before
    )
    if pronoun in ("it", "them") and not parted:
        return False  # "a row closed it"
    if pronoun in ("it", "its", "itself"):
        return re.search(r"\b(?:the|an?) \w|\w [A-Z]|^[A-Z]\w+(?:'s)? ", before, re.I) is not None
    if pronoun in ("they", "them", "their", "theirs"):
        return re.search(r"\w{3,}s\b|\bpeople\b|^[A-Z]\w+,? |\w [A-Z]\w+", before) is not None
    return False


def _agrees(pronoun: str, clause: Clause) -> bool:
    """Whether a reason that begins with a pronoun can mean the subject of what it explains."""
    if clause.plural:
        return pronoun == "they"
    people = ("he", "she") if clause.subject.noun == "person" else ("it", "they")
    return pronoun in people
