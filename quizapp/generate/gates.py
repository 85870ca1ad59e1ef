"""What every draft card must pass. A gate gives the reason to reject a card, or nothing.

grounding     the words that prove the card stand in the article, and the answer in them
constituents  the answer is whole: it does not begin or end in the middle of a phrase
deixis        nothing points at something that only the article's reader has before them
leak          the question does not give the answer away
distractors   at least two wrong options, of the same kind, none of them true
whole         no noun is missing that its verb or its nouns need
modality      a claim names who makes it, an accusation is asked as one
consistency   nothing rests on a passage that contradicts another
form          it reads as a question: not too long, no loose ends
duplicates    no two cards ask the same"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from quizapp.generate.about import AboutLine
from quizapp.generate.article import Article
from quizapp.generate.dates import RELATIVE, in_words, resolve
from quizapp.generate.deixis import loose_nouns, parts, pointing
from quizapp.generate.draft import Draft
from quizapp.generate.english.lexicon import COMMON_TAILS
from quizapp.generate.english.names import sex
from quizapp.generate.facts import Fact, Found, TextSpan
from quizapp.generate.states import state_of
from quizapp.generate.wholeness import incomplete
from quizapp.generate.words import content, words_of


@dataclass(frozen=True, slots=True)
class Rejection:
    """A draft that is not written, the gate that stopped it, and why."""

    draft: Draft
    gate: str
    reason: str


@dataclass(frozen=True)
class Gates:
    """The gates for the cards of one article."""

    article: Article
    found: Found
    doubtful: tuple[TextSpan, ...] = ()
    about: AboutLine = field(default_factory=lambda: AboutLine(()))

    @classmethod
    def of(cls, article: Article, found: Found) -> "Gates":
        doubtful = tuple(contradicted(found.facts, article))
        return cls(article, found, doubtful, AboutLine.of(article, found))

    def line(self, draft: Draft) -> AboutLine:
        """The line of a card: the deck's without what tells the answer, with what it needs."""
        shown = self.about.beside(draft)
        needed = loose_nouns(draft, self.article, shown.text)
        things = [self.found.things[noun] for noun in needed if noun in self.found.things]
        if not things or len(things) < len(needed):
            return shown
        return shown.naming(list(dict.fromkeys(things))).beside(draft)

    def judge(self, draft: Draft) -> Rejection | None:
        gates: dict[str, Callable[[Draft], str]] = {
            "consistency": self.consistency,
            "grounding": self.grounding,
            "form": form,
            "constituents": constituents,
            "deixis": self.deixis,
            "whole": lambda draft: incomplete(draft, self.article, self.line(draft).text),
            "modality": modality,
            "time": lost_time,
            "place": lambda draft: unplaced(draft, self.line(draft).text),
            "leak": leak,
            "distractors": self.distractors,
        }
        for name, gate in gates.items():
            if reason := gate(draft):
                return Rejection(draft, name, reason)
        return None

    def stands(self, statement: str, fact: Fact) -> bool:
        """Whether a statement may stand in a list of several people's."""
        assert fact.speaker is not None
        pairs = {"pairs": {statement: fact.speaker.name}}
        shown = {"prompt": "Match each statement with who made it.", **pairs}
        alone = Draft("match-statements", "matching", shown, (fact,), (fact.speaker.name,), 1.0)
        return self.judge(alone) is None

    def deixis(self, draft: Draft) -> str:
        return self._of_another(draft) or pointing(draft, self.article, self.line(draft).text)

    def _of_another(self, draft: Draft) -> str:
        """`her government` where the only person whom the card names is a man."""
        told = " ".join(parts(draft))
        named = [one.name for one in self.found.people if one.name in told]
        known = self.found.sexes.get(named[0], "") if len(named) == 1 else ""
        for word in re.findall(r"\w+", told.partition(named[0])[2]) if known else ():
            if word.lower() in _OPENING_NOUNS or sex(word) == known:
                return ""  # what follows may be of whom that phrase speaks
            if sex(word):
                return f'"{word}" is somebody else than {named[0]}'
        return ""

    def grounding(self, draft: Draft) -> str:
        for fact in draft.facts:
            if not any(
                one.start <= fact.proof.start and fact.proof.end <= one.end
                for one in self.article.passages
            ):
                return "the proof does not lie in one passage"
        proof = " ".join(self.article.text[one.proof.start : one.proof.end] for one in draft.facts)
        there = words_of(proof) | {word for fact in draft.facts for word in _names(fact)}
        for match in RELATIVE.finditer(proof):
            iso = resolve(match[0], self.article.days, match[0].lower().startswith("next"))
            there |= words_of(in_words(iso)) if iso else set()
        for answer in draft.answers:
            if torn := _torn(answer, proof):
                return f'something is missing after "{torn}" of the answer'
            strange = [
                word
                for word in sorted(words_of(answer))
                if word not in there and not self._is_name(word)
            ]
            if strange and (set(strange) - self._known or 2 * len(strange) > len(words_of(answer))):
                return f'"{strange[0]}" of the answer is not in the proof'
        return ""

    def _is_name(self, word: str) -> bool:
        """Whether a word was put in for a pronoun or a short name."""
        return word in self._named or bool(state_of(word.title()))

    @cached_property
    def _known(self) -> set[str]:
        return words_of(self.article.text)

    @cached_property
    def _named(self) -> set[str]:
        people = (one.name for one in self.found.people)
        return words_of(" ".join([*people, *self.found.bodies, *self.found.states]))

    def distractors(self, draft: Draft) -> str:
        if draft.type not in ("choice", "multi_choice"):
            return ""
        wrong = draft.distractors
        if len(wrong) < 2:
            return "fewer than two wrong options"
        right = (
            [str(draft.fields.get("answer", ""))]
            if draft.type == "choice"
            else draft.fields["answers"]
        )
        if len({one.casefold() for one in (*wrong, *right)}) < len(wrong) + len(right):
            return "two options are the same"
        for one in wrong:
            if any(state_of(one) and state_of(one) == state_of(other) for other in right):
                return f'"{one}" stands for the answer'
        if draft.template == "members":
            told = {state_of(word) for word in re.findall(r"[A-Z][\w-]+", self.article.text)}
            true_too = [one for one in wrong if state_of(one) in told]
            if true_too:
                return f'"{true_too[0]}" is in the article and may be a member'
        return ""

    def consistency(self, draft: Draft) -> str:
        for fact in draft.facts:
            for span in self.doubtful:
                if fact.proof.touches(span) and (
                    fact.kind == "founded" or uses(draft, self.article, span)
                ):
                    words = self.article.text[span.start : span.end]
                    return f'"{words}" contradicts an earlier year in the article'
        return ""


_OPENING_NOUNS = ("the", "a", "an", "their", "its")


def _torn(answer: str, proof: str) -> str:
    """The word after which an answer leaves out the half of a relative clause."""
    words: list[str] = re.findall(r"[\w'’-]+", answer)
    for one, other in pairwise(words):
        left_out = rf"\b{re.escape(one)}, (?:where|who|which|whose|when) [^,]* {re.escape(other)}\b"
        if f"{one} {other}" not in proof and re.search(left_out, proof):
            return one
    return ""


_OWNED = re.compile(r"(?:his|her|its|their|our|my|your|this|that|the (?:other|same)|one) ", re.I)


def modality(draft: Draft) -> str:
    for fact in draft.facts:
        if fact.speaker is not None and _OWNED.match(fact.speaker.name):
            return f'whose "{fact.speaker.name}" is, nothing says'
        if fact.modality == "attributed" and fact.speaker is not None:
            if draft.template == "response":
                continue  # the answer names who says it
            named = f"{draft.question} {' '.join(draft.answers)}"
            if fact.speaker.name.removeprefix("The ") not in named:
                return f"a claim of {fact.speaker.name} that does not name its speaker"
        if fact.modality == "denied" and draft.template not in ("denied", "response"):
            return "what is denied would be asked as if it were said"
        if fact.modality == "accusation" and draft.template != "accused":
            return "an accusation may only be asked as what was alleged"
    return ""


_PASSED = re.compile(
    r"\b(?:this|ago|earlier|later|before|previous|last|next|then|recently)\b", re.I
)


def unplaced(draft: Draft, about: str) -> str:
    """A question for a name must say of which story: the line may have lost what told it."""
    if draft.template != "who":
        return ""
    rest = draft.question.split(" ", 2)[-1]
    named = re.search(r"(?<![.?!] )\b[A-Z][a-z]", f"x {rest}") or re.search(
        r"[A-Z]\w+.*·", about[1:]
    )
    return "" if named else "nothing says of which story it is"


_OF_A_REASON = ("why", "what-for")
"""Templates whose answer is right whenever it was: for one event, which is over or sure to come."""


def lost_time(draft: Draft) -> str:
    """`three months ago` was taken off, and no date is known to put in its place."""
    for fact in draft.facts:
        said = fact.said
        long_ago = said is not None and said.precision in ("month", "year")
        if long_ago and draft.template not in ("what-said", "denied"):
            return "when it was said would be lost"
        for time in (fact.time, fact.said):
            lost = time is not None and not time.iso
            if lost and draft.template in ("turned", "cannot", "not-a-reason"):
                return f'"{time.text}" would be lost' if time else ""
            lately = time is said and time is not None and re.search(r"week|night|day", time.text)
            timeless = time is fact.time and draft.template in _OF_A_REASON
            if time is None or not lost or lately or timeless:
                continue
            if _PASSED.search(time.text):
                return f'"{time.text}" would be lost'
    return ""


def same(draft: Draft, others: Sequence[Draft]) -> str:
    """Whether a card asks what one of the others asks already."""
    mine = content(draft.question)
    for other in others:
        theirs = content(other.question)
        if draft.question == other.question or (
            draft.answers == other.answers and draft.answers and _overlap(mine, theirs) > 0.6
        ):
            return f'asks the same as "{other.question}"'
        alike = draft.template == other.template or (
            draft.fields.get("answer", "") == other.fields.get("answer")
        )
        if alike and _overlap(mine, theirs) > 0.85:
            return f'is almost the same as "{other.question}"'
    return ""


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _names(fact: Fact) -> set[str]:
    named = [mention.text for mention in (*fact.slots.values(), *fact.members)]
    return words_of(" ".join([*named, fact.speaker.name if fact.speaker else ""]))


_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“])")


def contradicted(facts: Sequence[Fact], article: Article) -> Iterator[TextSpan]:
    """Proofs of a founding year later than something that the founded body took part in.

    A sentence that names the body and an earlier year is enough: better a good card less than a
    wrong year taught.
    """
    long = {
        fact.slots["name"].text: fact.slots["what"].text
        for fact in facts
        if fact.kind == "known_as"
    }
    for fact in facts:
        if fact.kind != "founded" or fact.time is None:
            continue
        what = fact.slots["what"].text
        names = [re.escape(name) for name in (what, long.get(what)) if name]
        named = re.compile(rf"\b(?:{'|'.join(names)})\b")
        others = [one for one in facts if not one.proof.touches(fact.proof)]
        told = any(named.search(one.text) and _is_earlier(one, fact.time.iso) for one in others)
        if told or any(
            named.search(sentence) and any(year < fact.time.iso for year in _YEAR.findall(sentence))
            for sentence in _sentences(article, fact.proof)
        ):
            yield fact.proof


def _sentences(article: Article, less: TextSpan) -> Iterator[str]:
    """The sentences of the article but for the one that holds `less`."""
    for passage in article.passages:
        start = passage.start
        for end in [m.end() for m in _END.finditer(article.text, passage.start, passage.end)]:
            if not TextSpan(start, end).touches(less):
                yield article.text[start:end]
            start = end
        if start < passage.end and not TextSpan(start, passage.end).touches(less):
            yield article.text[start : passage.end]


def _is_earlier(fact: Fact, year: str) -> bool:
    """Whether a fact names a year before `year`, or another founding year."""
    time = fact.time.text if fact.time else ""
    years = _YEAR.findall(f"{fact.text} {time}")
    return any(one < year or (fact.kind == "founded" and one != year) for one in years)


def uses(draft: Draft, article: Article, span: TextSpan) -> bool:
    """Whether a card says the year that stands in a doubtful place."""
    year = re.search(r"(?:1[5-9]|20)\d\d", article.text[span.start : span.end])
    return year is not None and year[0] in f"{draft.question} {' '.join(draft.answers)}"


LONGEST_PROMPT = 260
LONGEST_ANSWER = 240
MOST_WORDS = 30
"""For a question of one sentence."""
_OF_ONE_SENTENCE = ("what", "who", "subject", "when", "how-many")
SHORTEST_PROMPT = 12
_FOCUSING = frozenset("only just even also still not already both more fewer less".split())
"""What an answer may not begin with: it sets it against something that the card leaves out."""


def constituents(draft: Draft) -> str:
    for answer in draft.answers:
        words = re.findall(r"[\w'’-]+", answer)
        if not words:
            return "the answer is empty"
        if words[-1].lower() in COMMON_TAILS - {"who", "in", "on", "over", "about"}:
            return f'the answer ends in "{words[-1]}"'
        if answer.count("(") != answer.count(")"):
            return "the answer has a bracket that is not closed"
        told = draft.template in ("accused", "denied", "list", "what-said", "said-about", "to-do")
        if words[0].lower() == "that" and draft.type == "flashcard" and not told:
            return 'the answer begins with "that"'
        if (
            draft.template in ("what", "subject", "cloze")
            and words[0].lower() in _FOCUSING
            and not (re.match(r"(?:more|fewer|less) than \S*\d", answer))
        ):
            return f'the answer begins with "{words[0]}"'
        if draft.type in ("choice", "typed", "cloze") and words[0].lower() in (
            "and",
            "or",
            "but",
            "which",
            "that",
        ):
            return f'the answer begins with "{words[0]}"'
    return ""


def leak(draft: Draft) -> str:
    if draft.type in ("true_false", "matching", "ordering", "multi_choice"):
        return ""
    question = re.sub(r"\{\{c\d+::.*?\}\}", " ", draft.question)
    question = re.sub(r"^According to [^,]+, ", "", question) if draft.type != "typed" else question
    there = content(question)
    for answer in draft.answers:
        words = content(answer)
        if draft.type == "cloze" and (numbers := {one for one in words if one[0].isdigit()}):
            words = numbers  # its unit may stand elsewhere too
        if draft.type == "flashcard":
            if words and len(words & there) > len(words) / 2:
                return "most of the answer stands in the question"
        elif draft.template == "role":
            continue
        elif found := sorted(words & there):
            return f'"{found[0]}" of the answer stands in the question'
    return ""


def form(draft: Draft) -> str:
    question = draft.question
    speaker = draft.fact.speaker
    twice = draft.template != "response" or speaker is None or speaker.noun == "person"
    if speaker is not None and twice and question.count(speaker.name) > 1:
        return "its speaker is named twice"
    if question.lower().count("according to") > 1:
        return "it names two sources"
    if not SHORTEST_PROMPT <= len(question) <= LONGEST_PROMPT:
        return f"the question has {len(question)} characters"
    ends = re.search(r" (?:on|in|by|from|since|until)[?]$", question)
    if ends and draft.template != "what":
        return "the question breaks off"
    words = len(question.split())
    if words > MOST_WORDS and draft.template in _OF_ONE_SENTENCE:
        return f"the question has {words} words"
    if any(len(answer) > LONGEST_ANSWER for answer in draft.answers):
        return "the answer is too long"
    for text in parts(draft):
        if text.count('"') % 2 or text.count("(") != text.count(")"):
            return "a quotation mark or a bracket is left open"
        if re.search(r"\b(\w{3,}) \1\b", text) or re.search(r" [,.;?]|,,|\.\.|\band, ", text):
            return "a word is doubled, or a sign is loose"
        if re.search(r"\bbetween (?=[\d£$€A-Z])(?!.* and )", text):
            return "a range has no end"
        if re.search(r"\b(?:the|a|an|and|which|that|than)[?.]$|\b(?:of|to)\.$", text):
            return "the sentence breaks off"
    return ""
