"""What somebody did, must do or cannot do, what became of something, and what for."""

import re
from collections.abc import Iterator
from dataclasses import replace

from quizapp.generate import distractors, wording
from quizapp.generate.draft import Draft, complete, is_torn, key
from quizapp.generate.facts import ClauseGap, Fact, Found, joined
from quizapp.generate.states import state_of

LONGEST_ASKED = 34
"""Words of an answer that is the rest of a sentence."""
SHORTEST_ASKED = 3
FEWEST_LED = 4
"""Words before the subject that are worth asking for."""
FEWEST_ASKED = 3
"""Words that tell what it is that lasts until then."""
LONGEST_DAY = 6
"""Words of a time; what has more is an event."""
FEWEST_OF_SOMEBODY = 5
"""Words that tell what somebody did, where it is asked who did it."""
_CONTESTS = "beat defeat face meet overcome stun edge thrash join".split()
_GIVING = frozenset(
    "bring give offer send cost promise grant hand show teach owe pay lend sell deny win supply"
    " present provide add compare link blame attribute ban warn inform tell ask".split()
)
_OF_THE_OBJECT = re.compile(r"(?:to|for|of|about|on|with|between|against|over|from) ")
_MEASURE = re.compile(
    r"(?:(?:about|around|almost|nearly|roughly|some|more than|less than|at least|up to|only|just"
    r"|another|an? (?:further|extra|additional)) )*(?:[£$€]\d|\d[\d,.]* (?:million|billion"
    r"|per ?cent|euros?|dollars?|pounds?|crowns?|tonnes?)\b"
    r"|a (?:third|quarter|half|fifth|tenth) of|half )",
    re.I,
)
_LIGHT = frozenset("have be do make take get give carry put bring see hold call keep go".split())
_WITH_PARTICLE = re.compile(r" (?:off|out|up|down|over|away|back|aside|through|forward|together)$")
"""`put off`, `carry out`: with its particle such a verb says enough."""
_MODALS = {"must": 0.78, "can": 0.68, "should": 0.68, "shall": 0.72}
"""What a question with `do` is still specific with: a duty, a permission, an advice."""
_CAUSING = frozenset(
    "cause lead result force prompt trigger prevent allow mean threaten enable ensure provoke spark"
    " drive contribute raise reduce cut boost save end block delay halt".split()
)
_CAUSED = _CAUSING | frozenset("drive fuel hit damage hamper limit motivate inspire".split())
_DECIDING = frozenset(
    "agree decide plan promise vow refuse offer propose threaten vote seek intend pledge order ask"
    " urge tell require oblige forbid ban permit instruct try fail want expect hope aim need"
    " commit invite persuade continue begin start".split()
)
"""Verbs that are asked with `to do`."""
_STATES = (
    "consist include comprise contain belong remain seem appear mean lie stand involve become face"
    " lose suffer receive see cost represent hold last amount count reach measure weigh".split()
)
"""Verbs of what something is or has, and not of what it does."""
_HAPPENING = frozenset(
    "begin start end continue resume take come go open close run expire happen occur arrive depart"
    " appear remain stay last".split()
)
"""Verbs of what things do by themselves."""
_REJECTING = ("deny", "reject", "dismiss", "dispute")
_BOUND = re.compile(
    r"(?:required|obliged|entitled|allowed|bound|forced|expected|due|set|able|willing|ready|likely"
    r"|unlikely|reluctant|prepared|determined|free|poised) to "
)
_UNABLE = re.compile(r"\b(unable to|not (?:\w+ )?able to) ")
_INDEFINITE = re.compile(
    r"(?:an? \S+(?: \S+)?$|some |many |most |few |several |more |no |every |each of"
    r"|one |two |three |\d|it$|there$"
    r"|this\b|that\b|these\b|those\b|others?\b|both\b|all\b|half\b|what |who |nobody|nothing"
    r"|neither|either|none|not |every\w+|any\w*|no-one|eight|five|four|six|seven|nine|ten|those"
    r"|about \d|around |nearly |more than|less than|only |just |over |at least|up to )",
    re.I,
)
_NAMED = ("person", "people", "team", "state", "body")


def told(found: Found) -> list[Fact]:
    """The facts whose clause says by itself that something is so."""
    return [fact for fact in found.facts if fact.clause and fact.tells and not _asks_press(fact)]


def drafts(found: Found) -> Iterator[Draft]:
    for fact in told(found):
        yield from _who(fact, found)
        yield from _cannot(fact)
        yield from _do(fact)
        yield from _became(fact)
        yield from _is_what(fact)
        yield from _listed(fact)
        yield from _cause(fact)
        yield from _stance(fact)
        yield from _instead(fact)
        yield from _lacks(fact)
        yield from _led(fact)
        assert fact.clause is not None
        for gap in fact.clause.gaps:
            if gap.leaves_a_sentence:
                yield from _what_for(fact, gap)
                yield from _until(fact, gap)
                yield from _means(fact, gap)
                yield from _to_do(fact, gap)
                yield from _what(fact, gap)
    for fact in found.facts:
        if fact.kind == "open_question":
            yield from _open(fact)


_PRESS = re.compile(
    r"\b(?:comment|interview|spoke|spoken|told(?! to)|speaking|anonym\w+"
    r"|be (?:named|identified|quoted))\b"
)


def _asks_press(fact: Fact) -> bool:
    """`The paper has contacted the ministry for comment`: of how the story was made."""
    return _PRESS.search(fact.text) is not None


def flashcard(
    fact: Fact, template: str, prompt: str, answer: str, proof: str, weight: float
) -> Draft:
    assert fact.clause is not None
    fields: dict[str, object] = {"prompt": prompt, "answer": wording.sentence(answer)}
    return Draft(template, "flashcard", fields, (fact,), (proof,), weight, key(fact.clause))


def _who(fact: Fact, found: Found) -> Iterator[Draft]:
    """`Who led the study?`: for a person or a state, of whom enough is told."""
    clause = fact.clause
    assert clause is not None
    subject = clause.subject
    if subject.noun not in ("person", "state", "team") or clause.several or clause.lemma == "be":
        return
    if len(clause.rest.split()) < FEWEST_OF_SOMEBODY or clause.negated:
        return
    if fact.speaker is not None or clause.lemma in _LIGHT | {"say", "want"}:
        return
    told = f"{clause.rest} {clause.lead}"
    if subject.noun == "person":
        name = next((one.name for one in found.people if one.name in subject.text), "")
        wrong = distractors.people(name, found, told)
    elif subject.noun == "state":
        name = state_of(subject.text)
        wrong = distractors.states(subject.text, found, told)
    else:
        name, wrong = subject.text, distractors.bodies(subject.text, found.teams, told)
    if not name or (name != subject.text and subject.noun != "person") or len(wrong) < 2:
        return
    prompt = complete(fact, wording.asked_subject(clause))
    fields: dict[str, object] = {"prompt": prompt, "answer": name, "distractors": wrong}
    weight = 0.62 if subject.noun == "person" else 0.6
    yield Draft("who", "choice", fields, (fact,), (subject.text,), weight, key(clause))


def is_asked_of(fact: Fact) -> bool:
    """Whether its subject can be named in a question."""
    clause = fact.clause
    assert clause is not None
    words = clause.subject.text.split()
    general = clause.auxiliary in ("does", "must", "can", "may", "should") and fact.speaker is None
    if general and re.match(r"an? \w+", clause.subject.text) and len(words) < 4:
        return True  # "a resolution requires …": any of its kind
    return not _INDEFINITE.match(clause.subject.text) and len(words) <= 12 and not clause.several


def _cannot(fact: Fact) -> Iterator[Draft]:
    """`What was Russia unable to do?`"""
    clause = fact.clause
    assert clause is not None
    if not is_asked_of(fact) or (clause.lemma == "be" and not _UNABLE.search(clause.text)):
        return
    told = joined(clause.bare, clause.rest)
    if match := _UNABLE.search(told):
        answer = told[match.end() :]
        unable = joined(told[: match.start()].strip(), "unable to do")
        prompt = wording.asked(replace(clause, bare=""), "What", unable)
    elif clause.auxiliary in ("can", "could", "must", "may") and (
        match := re.match(r"(not|no longer|never) ", clause.bare + " ")
    ):
        answer = joined(clause.bare[match.end() :], clause.rest)
        prompt = wording.asked(replace(clause, bare=""), "What", f"{match[1]} do")
        if clause.form != "does":
            return
    elif clause.auxiliary in ("has", "have") and clause.form == "does":
        match = re.match(r"(never|not yet|still not) (?!been )", clause.bare + " ")
        if match is None:
            return
        answer = joined(clause.bare[match.end() :], clause.rest)
        if len(answer.split()) < 3 or re.search(r" (?:it|this|that|them|so)$", answer):
            return
        prompt = wording.asked(replace(clause, bare=""), "What", f"{match[1]} done")
    else:
        return
    if len(answer.split()) >= 2:
        prompt = complete(fact, prompt)
        yield flashcard(fact, "cannot", prompt, answer, answer, 0.84)


def _do(fact: Fact) -> Iterator[Draft]:
    """`What must each member do under the agreement?`, answered with all that follows.

    Of what somebody did or will do there is too much to ask so openly.
    """
    clause = fact.clause
    assert clause is not None
    avowed = fact.speaker is not None and fact.speaker.name == clause.subject.text and fact.how
    fits = clause.form == "does" and not clause.negated and is_asked_of(fact)
    if not fits or clause.lemma in _STATES or clause.lemma in _HAPPENING:
        return
    answer = joined(clause.bare, clause.rest)
    if not 5 <= len(answer.split()) <= LONGEST_ASKED:
        return
    is_half = clause.auxiliary == "may" and " but not " in answer
    if (clause.auxiliary in _MODALS or is_half) and not avowed:
        prompt = complete(fact, wording.asked(replace(clause, bare="", gaps=()), "What", "do"))
        yield flashcard(fact, "do", prompt, answer, answer, _MODALS.get(clause.auxiliary, 0.8))


def _became(fact: Fact) -> Iterator[Draft]:
    """`What happened to the fund in 2023?`"""
    clause = fact.clause
    assert clause is not None
    passive = clause.form == "is done"
    if not (passive and clause.auxiliary in ("will", "would")):
        return  # of what was done, the one who did it, or what for, is the better question
    if clause.negated:
        return
    if not is_asked_of(fact) or _BOUND.match(joined(clause.bare, clause.rest)):
        return
    subject = clause.subject
    if re.match(r"an? ", subject.text, re.I):
        return  # what comes in as new has no past to which something may happen
    if subject.noun == "people" and not re.match(r"the |[A-Z]", subject.text):
        return
    told = joined(clause.verb, clause.rest)
    known = (
        re.match(r"(?:the |its |[A-Z]|[\w-]+['’]s? )", subject.text)
        or len(subject.text.split()) > 2
    )
    if len(clause.rest.split()) < (2 if known else 6):
        return
    asked = f"What {clause.auxiliary} happen to"
    question = joined(asked, subject.text, wording.tail(clause.lead)) + "?"
    answer = joined(subject.text, told)
    yield flashcard(fact, "became", complete(fact, question), answer, told, 0.62)


_DATED = re.compile(r" (?:in|on) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:1[5-9]|20)\d\d$")
"""A time at the end, which may as well be that of the whole."""
_STANCES = frozenset(
    "acknowledge admit concede confirm deny dismiss dispute oppose refute reject".split()
)
"""Verbs of where somebody stands on what is said or asked of them."""
_BARE_STANCE = re.compile(
    r"\bsuch\b|^(?:the|this|that|these|those)(?!.* (?:that|of|to|for|from|by|not) )"
)
"""An object that only takes up what was said before."""


def _stance(fact: Fact) -> Iterator[Draft]:
    """`What has the ministry denied?`, of `denied supplying weapons to the rebels`."""
    clause = fact.clause
    assert clause is not None
    fits = clause.lemma in _STANCES and clause.form == "does" and not clause.negated
    if not fits or clause.subject.noun not in _NAMED or not is_asked_of(fact):
        return
    if _BARE_STANCE.search(clause.rest) or " and " in clause.rest:
        return
    least = 2 if re.match(r"\w+ing ", clause.rest) else 4
    if least <= len(clause.rest.split()) <= LONGEST_ASKED:
        prompt = complete(fact, wording.asked(clause, "What", ""))
        yield flashcard(fact, "stance", prompt, clause.rest, clause.rest, 0.86)


_INSTEAD = re.compile(r"(?:^|,? )(?:instead of|rather than) (?P<other>\w+ing .+)$", re.I)


def _instead(fact: Fact) -> Iterator[Draft]:
    """`What will Norway do instead of closing the port?`"""
    clause = fact.clause
    assert clause is not None
    match = _INSTEAD.search(clause.lead) or _INSTEAD.search(clause.rest)
    if match is None or clause.form != "does" or clause.negated or not is_asked_of(fact):
        return
    rest = _INSTEAD.sub("", clause.rest)
    done = "done" if clause.auxiliary in ("has", "have", "had") else "do"
    if len(rest.split()) >= 2 and " " not in clause.bare:
        bare = replace(clause, bare="", lead="")
        prompt = complete(fact, wording.asked(bare, "What", f"{done} instead of {match['other']}"))
        answer = joined(clause.bare, rest)
        yield flashcard(fact, "instead", prompt, answer, answer, 0.86)


def _lacks(fact: Fact) -> Iterator[Draft]:
    """`What does the tribunal not have?`, of `has no means of enforcing its rulings`."""
    clause = fact.clause
    assert clause is not None
    match = re.match(r"no (?!one\b|longer\b|more\b|idea\b|doubt\b)(.+)", clause.rest)
    if clause.lemma != "have" or match is None or " no " in match[1] or not is_asked_of(fact):
        return
    if len(match[1].split()) >= 4 and clause.bare == "have":
        prompt = complete(fact, wording.asked(clause, "What", "").replace(" have?", " not have?"))
        yield flashcard(fact, "cannot", prompt, match[1], match[1], 0.8)


def _led(fact: Fact) -> Iterator[Draft]:
    """What stands first in a sentence: its purpose, its means, or what went before."""
    clause = fact.clause
    assert clause is not None
    lead = wording.tail(clause.lead)
    bare = replace(clause, lead="")
    if len(lead.split()) < FEWEST_LED or clause.negated or not is_asked_of(fact):
        return
    if re.match(r"to [a-z]+ (?:\S+ ){2}", lead):
        prompt = complete(fact, wording.asked(bare, "Why", clause.rest))
        yield flashcard(fact, "what-for", prompt, lead, lead, 0.88)
    elif re.match(r"by [a-z]+ing ", lead):
        prompt = complete(fact, wording.asked(bare, "How", clause.rest))
        yield flashcard(fact, "how", prompt, lead, lead, 0.84)
    elif re.match(r"(?:after|when|once) (?!.*\bhappened\b)", lead):
        past = clause.auxiliary in ("did", "was", "were", "had", "could", "has", "have")
        happens = {"will": "will happen", "would": "would happen"}.get(
            clause.auxiliary, "happened" if past else "happens"
        )
        prompt = complete(fact, f"What {happens} {lead}?")
        yield flashcard(fact, "after", prompt, bare.text, bare.text, 0.8)


def _is_what(fact: Fact) -> Iterator[Draft]:
    """`What is the Harbour Treaty?`, of a name that the text says what it is."""
    clause = fact.clause
    assert clause is not None
    subject = clause.subject
    named = subject.text.removeprefix("the ")[:1].isupper() and subject.noun not in (
        "person",
        "people",
        "state",
    )
    if clause.form != "is" or clause.negated or not named or clause.plural or clause.lead:
        return
    if clause.auxiliary not in ("is", "was") or not re.match(r"(?:an?|the|one of) ", clause.rest):
        return
    least = 2 if re.match(r"\w+ing ", clause.rest) else 4
    if least <= len(clause.rest.split()) <= LONGEST_ASKED:
        prompt = complete(fact, f"What {clause.auxiliary} {subject.text}?")
        yield flashcard(fact, "is-what", prompt, clause.rest, clause.rest, 0.74)


_NO_OBJECT = re.compile(r"(?:when|as|after|before|until|once|while|in|on|at|with|by|for)\b")


def _cause(fact: Fact) -> Iterator[Draft]:
    """`What led to the closure?`"""
    clause = fact.clause
    assert clause is not None
    if clause.lemma not in _CAUSING or clause.form != "does" or clause.negated:
        return
    if clause.subject.noun != "thing" or len(clause.subject.text.split()) < 3:
        return
    if re.search(r"[A-Z]\w+ [A-Z]\w+$", clause.subject.text) or _NO_OBJECT.match(clause.rest):
        return  # somebody, or what came to its end by itself
    if len(clause.rest.split()) < 3 or re.match(
        r"(?:it|this|that|which)\b", clause.subject.text, re.I
    ):
        return
    prompt = complete(fact, wording.asked_subject(clause))
    yield flashcard(fact, "cause", prompt, clause.subject.text, clause.subject.text, 0.76)


def _what_for(fact: Fact, gap: ClauseGap) -> Iterator[Draft]:
    """`Why is a cut needed?`, of `needed to save the stock`."""
    clause = fact.clause
    assert clause is not None
    if (
        gap.role not in ("purpose", "after")
        or gap.after
        or not 3 <= len(gap.answer.text.split()) <= LONGEST_ASKED
    ):
        return
    if not is_asked_of(fact) or (gap.role == "after" and clause.negated):
        return
    if gap.role == "after" and re.search(r",? and (?:had|was|were) ", gap.answer.text):
        return
    prompt = complete(fact, wording.asked_gap(clause, gap))
    named, worth = ("what-for", 0.88) if gap.role == "purpose" else ("after", 0.78)
    yield flashcard(fact, named, prompt, gap.answer.text, gap.answer.text, worth)


def _means(fact: Fact, gap: ClauseGap) -> Iterator[Draft]:
    """`How does the trust hope to clear the backlog?`, of `by opening on Sundays`."""
    clause = fact.clause
    assert clause is not None
    fits = gap.role == "means" and not gap.after and not clause.negated and gap.before
    if fits and len(gap.answer.text.split()) >= FEWEST_LED and is_asked_of(fact):
        prompt = complete(fact, wording.asked_gap(clause, gap))
        yield flashcard(fact, "how", prompt, gap.answer.text, gap.answer.text, 0.84)


def _until(fact: Fact, gap: ClauseGap) -> Iterator[Draft]:
    """`Until when will the parliament not vote on it?`"""
    clause = fact.clause
    assert clause is not None
    asked = len(f"{clause.subject.text} {gap.before}".split())
    if gap.role != "until" or gap.after or asked < FEWEST_ASKED or not is_asked_of(fact):
        return
    if fact.speaker is not None and fact.speaker.name in gap.answer.text:
        return  # "until my grandchildren pay for it"
    prompt = complete(fact, wording.asked_gap(clause, gap))
    event = len(gap.answer.text.split()) > LONGEST_DAY
    yield flashcard(fact, "until", prompt, gap.answer.text, gap.answer.text, 0.78 + 0.14 * event)


_CONCEDED = ("deny", "dispute", "recommend")
"""Verbs of which it is told as well what somebody does not do: `does not deny that …`."""


def _to_do(fact: Fact, gap: ClauseGap) -> Iterator[Draft]:
    """`What did the council agree to do?`"""
    clause = fact.clause
    assert clause is not None
    if (gap.role == "that" and gap.before) or gap.before.endswith("whether"):
        return
    duty = gap.role == "to_do" and clause.lemma == "have" and re.match("an? ", clause.subject.text)
    if not (duty or is_asked_of(fact)):
        return
    if gap.role == "that" and clause.negated and clause.lemma in _CONCEDED and not gap.after:
        prompt = complete(fact, wording.asked_gap(clause, gap))
        yield flashcard(fact, "denied", prompt, gap.answer.text, gap.answer.text, 0.86)
    if gap.role not in ("to_do", "that") or gap.after or clause.negated:
        return
    if gap.role == "to_do" and clause.lemma == "have" and not gap.before:
        yield from _duty(fact, gap)
        return
    bound = clause.subject.noun in _NAMED and _BOUND.search(f"{clause.verb} {gap.before} to ")
    if gap.role == "to_do" and clause.lemma not in _DECIDING | _CAUSING and not bound:
        return
    if not 3 <= len(gap.answer.text.split()) <= LONGEST_ASKED:
        return
    if _DATED.search(gap.answer.text) and fact.time is None:
        return
    awaited = clause.lemma in ("expect", "set", "schedule") and clause.subject.noun not in _NAMED
    if awaited:
        return  # "the work is expected to take a year": asked as when, or how long
    prompt = complete(fact, wording.asked_gap(clause, gap))
    yield flashcard(fact, "to-do", prompt, gap.answer.text, gap.answer.text, 0.82)


def _duty(fact: Fact, gap: ClauseGap) -> Iterator[Draft]:
    """`What does a member have to do?`"""
    clause = fact.clause
    assert clause is not None
    answer = gap.answer.text.removeprefix("to ")
    if len(answer.split()) >= 3 and clause.auxiliary in ("does", "do", "did", "will", "would"):
        prompt = complete(fact, wording.asked_gap(clause, gap))
        yield flashcard(fact, "do", prompt, answer, answer, 0.8)


def _listed(fact: Fact) -> Iterator[Draft]:
    """`What three things do experts put the surge down to?`, of a colon and a list."""
    clause, listed = fact.clause, fact.slots.get("list")
    if clause is None or listed is None or clause.form == "is" or not is_asked_of(fact):
        return
    match = _COUNTED.search(clause.rest)
    if match is not None:
        if _OF_THE_DAY.search(clause.lead):
            clause = replace(clause, lead="")  # "Under the deal signed three years ago, …"
        before, wh = clause.rest[: match.start()].strip(), "What"
        if placed := re.search(r" ?\b(on|between|under|among)$", before):
            before, wh = before[: placed.start()], f"{placed[1].title()} what"
        rest = joined(before, match["tail"] or "")
        prompt = complete(fact, wording.asked(clause, f"{wh} {match['counted']}", rest))
        yield flashcard(fact, "list", prompt, listed.text, listed.text, 0.9)


_COUNTED = re.compile(
    r"\b(?P<counted>(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+) [a-z-]+"
    r"(?: [a-z-]+)??)(?: (?P<tail>(?:by|before|after|until|in|from) [^:]+))?$"
)
_OF_THE_DAY = re.compile(r"\b(?:ago|last|this|next|earlier|later)\b")


def _what(fact: Fact, gap: ClauseGap) -> Iterator[Draft]:
    """`What did Baku launch in September 2023?`"""
    clause = fact.clause
    assert clause is not None
    caused = gap.role == "agent" and (gap.answer.noun in _NAMED or clause.lemma in _CAUSED)
    described = gap.role == "as" or (gap.role == "complement" and clause.lemma == "call")
    if not (caused or described or gap.role in ("object", "of", "target")) or not is_asked_of(fact):
        return
    if re.search(r" (?:to|towards?|into) ", gap.answer.text) and gap.answer.noun in _NAMED:
        return  # "lifts [the side to 31 points]"
    words = len(gap.answer.text.split())
    rest = len(f"{gap.before} {gap.after}".split())
    told = clause.lemma in _CAUSING and gap.role == "target"
    wanted = clause.lemma in ("need", "want") and fact.speaker is not None
    if clause.lemma in ("have", "need", "want", "run", "lead", "spend") and not wanted:
        return
    asked = len(f"{clause.subject.text} {gap.before} {gap.after} {clause.lead}".split())
    telling = asked >= 7 and re.search(r"[A-Z\d]", gap.answer.text)
    least = 2 if caused or told or described or telling else SHORTEST_ASKED
    if not least <= words <= LONGEST_ASKED or (clause.negated and gap.role != "object"):
        return
    if (
        clause.lemma in _LIGHT
        and not _WITH_PARTICLE.search(clause.bare)
        and (rest < 3 or not re.match(r"(?:an?|the|its|their) ", gap.answer.text))
    ):
        return  # "take stock", "make way": a verb in two words
    if " whether " in f" {gap.before} " or " and to " in f" {gap.before} {gap.after} ":
        return
    if re.search(
        r" by (?:up to |about |at least )?(?:\d|two|three|four|five|six|seven|eight|nine|ten)",
        gap.answer.text,
    ):
        return  # "slow an attack by nine days": it is asked by how much
    if gap.counted and gap.answer.noun in ("people", "number"):
        return  # it is asked how many
    if re.search(r"\b(?:fewer|less|more) ", gap.answer.text) and gap.answer.text[:1].isdigit():
        return  # "38 per cent fewer queens": asked by how much
    if gap.after.startswith(("that ", "at ", "by ", "than ")) or gap.after[:1].isdigit():
        return
    if is_torn(gap) or clause.lemma in ("see", "watch", "hear", "let", "help", *_CONTESTS):
        return
    weight = (
        0.66
        + 0.01 * min(words, 10)
        + 0.06 * clause.negated
        + 0.06 * (clause.lemma in _CAUSING | _DECIDING | _CAUSED)
    )
    weight += 0.14 * (clause.lemma in _REJECTING)
    weight -= 0.08 * (fact.speaker is not None)  # rather the whole of what they said
    small = re.match(r"(?:\d+ |one |two |three |four |five |six )", gap.answer.text)
    weight -= 0.16 * (small is not None)
    answer = gap.answer.text
    if gap.role == "object" and clause.lemma not in _GIVING and _OF_THE_OBJECT.match(gap.after):
        # "lost its only bus to the hospital": rather of the bus than of the loss
        answer, gap = joined(answer, gap.after), replace(gap, after="")
    prompt = wording.asked_gap(clause, gap)
    if _MEASURE.match(answer) and prompt.startswith("What "):
        weight += 0.08 * (fact.speaker is not None)
        prompt = f"How much {prompt[len('What ') :]}"
    yield flashcard(fact, "what", complete(fact, prompt), answer, answer, weight)


def _open(fact: Fact) -> Iterator[Draft]:
    """`What has the ministry not said?`"""
    told = fact.slots["open"].text
    if fact.clause is None:
        prompt = "What is not clear, according to the article?"
        if fact.speaker is not None:
            prompt = f"What is not clear, according to {fact.speaker.name}?"
        name = told
    else:
        prompt = wording.asked(fact.clause, "What", "")
        name = key(fact.clause)
    if len(told.split()) < 4:
        return
    fields: dict[str, object] = {"prompt": prompt, "answer": wording.sentence(told)}
    yield Draft("open", "flashcard", fields, (fact,), (told,), 0.84, name)
