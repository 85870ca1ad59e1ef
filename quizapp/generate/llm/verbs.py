"""English verbs in the pieces that a question is put together from."""

import re
from dataclasses import dataclass
from typing import Literal

_BE = frozenset("is are was were".split())
_HELPERS = _BE | frozenset(
    "has have had will would can could may might must shall should do does did".split()
)
_SHORT = {"won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not"}
_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "arose:arise ate:eat beat:beat became:become began:begin bent:bend bit:bite blew:blow"
        " bore:bear bought:buy bound:bind broke:break brought:bring built:build burnt:burn"
        " came:come cast:cast caught:catch chose:choose cost:cost crept:creep cut:cut dealt:deal"
        " did:do drank:drink drew:draw drove:drive dug:dig fed:feed fell:fall felt:feel"
        " fled:flee flew:fly forbade:forbid forgot:forget fought:fight found:find froze:freeze"
        " gave:give got:get grew:grow ground:grind had:have has:have heard:hear held:hold hid:hide"
        " hit:hit hung:hang hurt:hurt kept:keep knew:know laid:lay lay:lie led:lead left:leave"
        " lent:lend let:let lost:lose made:make meant:mean met:meet oversaw:oversee paid:pay"
        " put:put quit:quit ran:run rang:ring read:read rebuilt:rebuild rode:ride rose:rise"
        " said:say sang:sing sank:sink sat:sit saw:see sent:send set:set shook:shake shot:shoot"
        " shrank:shrink shut:shut slept:sleep slid:slide sold:sell sought:seek spent:spend"
        " split:split spoke:speak spread:spread sprang:spring stole:steal stood:stand"
        " struck:strike stuck:stick swam:swim swept:sweep swore:swear taught:teach"
        " thought:think threw:throw told:tell took:take tore:tear understood:understand"
        " undertook:undertake upheld:uphold went:go withdrew:withdraw withheld:withhold"
        " woke:wake won:win wore:wear wound:wind wrote:write"
    ).split()
)
_INFLECTED = re.compile(r"[^e]ed$|[^s]s$")
_PARTICIPLE = re.compile(r"(?:ed|en|own|awn|un|done|gone)$")
_NOT = re.compile(r"\b(?:not|never|cannot|no longer)\b|n['’]t\b", re.I)


@dataclass(frozen=True, slots=True)
class Verb:
    """`has not met`: in a question `has … not met`."""

    text: str
    auxiliary: str
    bare: str
    lemma: str
    negated: bool
    form: Literal["does", "is done", "is"] = "does"
    """Whether its subject acts, is acted upon, or is something."""


def verb(text: str, auxiliary: str, base: str) -> Verb | None:
    """The verb in its pieces; None when `base` is no base form of it.

    Args:
        text: as in the article, `launched` or `was not able`.
        auxiliary: for a question, of use only where the verb has none of its own.
        base: the same; it is compared with the verb, so that no other can be put in its place.
    """
    text = _written_out(text)
    first, _, others = text.partition(" ")
    helper = first.lower()
    negated = _NOT.search(text) is not None
    main = helper in ("has", "have", "had", "do", "does", "did") and not others
    if helper in _HELPERS and not main:
        if not others and helper not in _BE:
            return None
        last = others.split()[-1].lower() if others else "be"
        return Verb(text, helper, others, _lemma(last), negated, _form(f"{helper} {others}", last))
    words = text.split()
    bases = base.split()
    if len(words) != len(bases):
        return None
    changed = [pair for pair in zip(words, bases, strict=True) if pair[0] != pair[1]]
    if len(changed) > 1:
        return None
    form, bare = changed[0] if changed else (words[-1], words[-1])
    form, bare = form.lower(), bare.lower()
    if form == bare:
        alike = _IRREGULAR.get(form) == bare  # `put` may be either
        if not alike and (auxiliary in ("did", "does") or _INFLECTED.search(form)):
            return None
        asked = auxiliary if alike and auxiliary in ("do", "did") else "did" if alike else "do"
    elif form in (f"{bare}s", f"{bare}es", bare[:-1] + "ies") or (form, bare) == ("has", "have"):
        asked = "does"
    elif _is_past(form, bare):
        asked = "did"
    else:
        return None
    return Verb(text, asked, base, bare, negated)


def _form(verb: str, last: str) -> Literal["does", "is done", "is"]:
    if not re.search(r"\b(?:is|are|was|were|be|been)\b", verb) or last.endswith("ing"):
        return "does"
    if last not in ("been", "open") and (_PARTICIPLE.search(last) or last in _IRREGULAR):
        return "is done"
    return "is"


def _written_out(text: str) -> str:
    """`wasn't able` with its `not` in full."""
    words = text.replace("’", "'").split()
    return " ".join(_SHORT.get(word, re.sub(r"n't$", " not", word)) for word in words)


def _is_past(form: str, bare: str) -> bool:
    if not bare:
        return False
    regular = {f"{bare}ed", f"{bare}{bare[-1]}ed"}
    if bare.endswith("e"):
        regular = {f"{bare}d"}
    elif re.search(r"[^aeiou]y$", bare):
        regular = {bare[:-1] + "ied"}
    return form in regular or _IRREGULAR.get(form) == bare


def _lemma(form: str) -> str:
    """Of the last word after a helper, where that can be told."""
    return {"accused": "accuse", "been": "be"}.get(form) or _IRREGULAR.get(form, form)
