"""How a card reads: whole answers, a sentence that holds together, nothing given away."""

import re

from quizapp.generate.deixis import parts
from quizapp.generate.draft import Draft
from quizapp.generate.english.lexicon import COMMON_TAILS
from quizapp.generate.wording import FRAMED

LONGEST_PROMPT = 260
LONGEST_TOLD = 320
"""For a whole sentence of the article, with the title before it."""
LONGEST_ANSWER = 240
MOST_WORDS = 30
"""For a question of one sentence."""
SHORTEST_PROMPT = 18
_FOCUSING = frozenset("only just even also still not already both more fewer less".split())
"""What an answer may not begin with: it sets it against something that the card leaves out."""
_IDLE = COMMON_TAILS | frozenset(
    (
        "according article what which when where whom many did does do be been being by state"
        " organisation say said says more most also not no"
    ).split()
)


def constituents(draft: Draft) -> str:
    for answer in draft.answers:
        words = re.findall(r"[\w'’-]+", answer)
        if not words:
            return "the answer is empty"
        if words[-1].lower() in COMMON_TAILS - {"who", "in", "on", "over", "about"}:
            return f'the answer ends in "{words[-1]}"'
        if answer.count("(") != answer.count(")"):
            return "the answer has a bracket that is not closed"
        told = draft.template in ("accused", "denied", "what-said")
        if words[0].lower() == "that" and draft.type == "flashcard" and not told:
            return 'the answer begins with "that"'
        if draft.template in ("what", "subject", "cloze") and words[0].lower() in _FOCUSING:
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
    if speaker is not None and question.count(speaker.name) > 1:
        return "its speaker is named twice"
    if question.lower().count("according to") > 1:
        return "it names two sources"
    longest = LONGEST_TOLD if draft.fact.kind == "detail" else LONGEST_PROMPT
    if not SHORTEST_PROMPT <= len(question) <= longest:
        return f"the question has {len(question)} characters"
    if re.search(r" (?:on|in|by|from|since|until)[?]$", question):
        return "the question breaks off"
    words = len(FRAMED.sub("", question).split())
    if words > MOST_WORDS and draft.template in ("what", "subject", "when", "how-many"):
        return f"the question has {words} words"
    if any(len(answer) > LONGEST_ANSWER for answer in draft.answers):
        return "the answer is too long"
    for text in parts(draft):
        if text.count('"') % 2 or text.count("(") != text.count(")"):
            return "a quotation mark or a bracket is left open"
        if re.search(r"\b(\w{3,}) \1\b", text) or re.search(r" [,.;?]|,,|\.\.|\band, ", text):
            return "a word is doubled, or a sign is loose"
        if re.search(r"\bbetween (?!.* and )", text):
            return "a range has no end"
        if re.search(r"\b(?:the|a|an|of|to|and|which|that|than)[?.]$", text):
            return "the sentence breaks off"
    return ""


def content(text: str) -> set[str]:
    return {
        word for word in words_of(text) if word not in _IDLE and (len(word) > 2 or word.isdigit())
    }


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.lower().replace("n't", " not")))
