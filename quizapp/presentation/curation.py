"""What is said while drafts are curated: of a draft, of a verdict on it, and of a whole sitting."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizapp.author.curate.curation import Curation
from quizapp.author.curate.draft_view import DraftView, DraftViews
from quizapp.author.curate.verdict_store import DraftKey, NotedVerdict
from quizapp.core import words
from quizapp.core.text import cut
from quizapp.deck.diagnostics import Diagnostic
from quizapp.deck.source_text import Passage
from quizapp.generate.verdicts import DraftVerdict, DropReason, VerdictKind
from quizapp.presentation.styled import Line, Styled, Tone
from quizapp.questions.union import QUESTION_TYPES, AnyQuestion

HEADING = "Curate"
NONE_WAITS = "No draft waits"
NO_DRAFTS = (
    "There is no card with `status: draft` in these decks. `quizapp generate ARTICLE -o FOLDER`"
    " makes some from an article."
)
ALL_DECIDED = "All drafts are decided"
GO_ON_LATER = "Everything is saved; the same command, or c on Home, goes on."
GONE = "This card is not in its file any more."
UNREADABLE = "This card cannot be shown as learners would see it, as it has an error. Its lines:"
NO_PASSAGE = "No passage of a text is named as the place that it comes from."
CHANGED = "The file was changed outside; this is how it is now."
READABLE = "The file can be read again."
ANSWER = "Answer"
EDIT = "Edit the draft"
MOVE = "Move it to which deck?"
MOVE_NOTE = "It takes along what its deck says of all its cards, and stays a draft."
CHANGE_TYPE = "Which type should it be?"
ALSO_TRUE = "Which option is true as well?"
ALSO_TRUE_NOTE = "It is taken out; who chose it would have been marked wrong."
ALSO_TRUE_EDIT = "also true"
"""What such an edit is called where verdicts are kept."""
SEARCH = "words of the question"
ANY = "All of them"
BY_VERDICT = "Show which?"
BY_DECK = "Of which deck?"
BY_TYPE = "Of which type?"
BY_PASSAGE = "Of which passage?"
DECIDED_ALREADY = "That is decided already; u takes verdicts back, the last one first."
DROP_NOTE = "The reason is remembered, so that the next `quizapp generate` goes by it."

REASONS: dict[DropReason, str] = {
    DropReason.WRONG: "What it says is not so",
    DropReason.NOT_IN_TEXT: "The text does not say this",
    DropReason.TWO_ANSWERS: "Another option is right as well",
    DropReason.TRIVIAL: "Nobody needs to be asked this",
    DropReason.DUPLICATE: "Another card asks the same",
    DropReason.UNFAIR: "Nobody could know this, or tell it from the others",
    DropReason.UNCLEAR: "Nobody can tell what is meant who has only the card",
    DropReason.BADLY_PUT: "Right, but so worded that rewriting takes too long",
}
"""Why a draft is dropped, in the order in which the reasons are offered, each in a few words."""

_KINDS = {
    VerdictKind.KEPT: ("✓", "Kept", Tone.GOOD),
    VerdictKind.EDITED: ("✎", "Edited", Tone.ACCENT),
    VerdictKind.DROPPED: ("✗", "Dropped", Tone.BAD),
    VerdictKind.MOVED: ("→", "Moved", Tone.ACCENT),
}
DRAFT = Styled("· Draft", Tone.FAINT)


# where one is


def place(curation: Curation) -> str:
    """`12 of 48`"""
    count = len(curation.queue)
    return f"{min(curation.at + 1, count):,} of {count:,}"


def time_left(curation: Curation) -> str:
    """`about 6 min left`; empty when nothing waits."""
    seconds = curation.seconds_left
    if not seconds:
        return ""
    minutes = seconds / 60
    return f"about {minutes:,.0f} min left" if minutes >= 1 else "less than a minute left"


def share_decided(curation: Curation) -> float:
    """Of the drafts of this sitting, 0 to 1."""
    count = len(curation.queue)
    return 1 - len(curation.waiting) / count if count else 1.0


# a draft


class Behind(NamedTuple):
    """Something that stands behind a card. `text` is a deck's, with its Markdown."""

    label: str
    text: str


def behind(question: AnyQuestion, variant: str) -> Iterator[Behind]:
    """What learners see after the answer, for who has to judge the card at one glance."""
    solution = question.solution(variant)
    right = solution if isinstance(solution, str) else "; ".join(solution)
    if question.type == "matching":
        right = question.sides(variant).back.replace("\n", "; ")
    if question.type == "ordering":
        right = " → ".join(solution)
    yield Behind(ANSWER, right)
    texts = {
        "Why": question.explain,
        "Note": question.note,
        "Claim" if question.by else "Dated": question.attribution.removeprefix("Claim of "),
        **{f"Hint {n}" if len(question.hint) > 1 else "Hint": text
           for n, text in enumerate(question.hint, 1)},
        "Tags": ", ".join(question.tags),
    }  # fmt: skip
    yield from (Behind(label, text) for label, text in texts.items() if text)


def type_now(label: str) -> str:
    return f"Now it is: {label}. It stays a draft; u takes it back."


def no_other_type(question: AnyQuestion) -> str:
    """Why it cannot become another type as it is."""
    several = len(question.variants)
    why = (
        f"These are {several} cards in one, which cannot become a single one."
        if several > 1
        else "Its answer is too long to be typed, and there are no options to choose from."
    )
    return f"{why} e opens its form, where any type can be chosen."


def why_drop(number: int) -> str:
    return "Drop it: why?" if number == 1 else f"Drop {words.count(number, 'draft')}: why?"


def moved(title: str) -> str:
    return f"Moved to {title}."


def list_heading(shown: int, count: int) -> str:
    """Above the list of all drafts."""
    return words.count(count, "draft") if shown == count else f"{shown:,} of {count:,} drafts"


def marked(number: int) -> str:
    return f"{number:,} marked"


def kind_of(view: DraftView) -> str:
    return type_label(view.entry.type) if view.entry else ""


def type_label(kind: str) -> str:
    """What learners call a type: `one option`."""
    model = QUESTION_TYPES.get(kind)
    return model.label if model else kind


def variant_of(question: AnyQuestion, variant: str) -> str:
    """`card 2 of 3`, where a question makes several; else empty."""
    all_of_them = question.variants
    if len(all_of_them) < 2:
        return ""
    return f"card {all_of_them.index(variant) + 1} of {len(all_of_them)}"


def standing(curation: Curation, view: DraftView) -> Styled:
    """What became of a draft so far: `✓ Kept`, `✗ Dropped: trivial`, `✎ Edited, still a draft`."""
    key = view.key
    if (kind := curation.decided.get(key)) and view.verdict:
        sign, name, tone = _KINDS[kind]
        reason = view.verdict.reason if kind is VerdictKind.DROPPED else ""
        return Styled(f"{sign} {name}{f': {reason}' if reason else ''}", tone)
    if not view.is_there:
        return Styled("✗ Gone", Tone.BAD)
    if not (view.entry and view.entry.is_draft):
        return Styled("✓ Approved elsewhere", Tone.GOOD)
    if key in curation.edited:
        return Styled("✎ Edited, still a draft", Tone.ACCENT)
    return DRAFT


def short_standing(curation: Curation, key: DraftKey) -> Styled:
    """The same in one word, for a line of a list."""
    if kind := curation.decided.get(key):
        sign, name, tone = _KINDS[kind]
        return Styled(f"{sign} {name}", tone)
    entry = curation.entry(key)
    if entry is None:
        return Styled("✗ Gone", Tone.BAD)
    if not entry.is_draft:
        return Styled("✓ Kept", Tone.GOOD)
    return Styled("✎ Edited", Tone.ACCENT) if key in curation.edited else DRAFT


def problem(found: Diagnostic) -> Line:
    """The sign with its word, the message, the code."""
    is_error = found.code.severity == "error"
    sign = Styled("✗ Error  ", Tone.BAD) if is_error else Styled("! Warning  ", Tone.ALERT)
    return (sign, Styled(found.message), Styled(f"  {found.code}", Tone.FAINT))


NO_PROBLEM: Line = (Styled("✓ Check  ", Tone.GOOD), Styled("nothing found", Tone.FAINT))


def quoted_passages(view: DraftView) -> Sequence[Passage]:
    """Those on which the draft rests; empty where they are not known."""
    numbers = view.entry.passages if view.entry else frozenset()
    return [
        one
        for one in view.passages
        if one.number in numbers
        or any(each.passage is None and each.quote in one.text for each in view.evidence)
    ]


LOOKALIKES = "May ask the same"


def neighbours_heading(view: DraftView) -> str:
    """Above the other cards of the same passage."""
    count = view.neighbour_count
    if not count:
        return "No other card comes from this passage."
    return f"{words.count(count, 'other card')} from here"


# a verdict


def decided(verdict: DraftVerdict) -> str:
    """`Kept.`, `Dropped: trivial.`"""
    return f"{_KINDS[verdict.kind][1]}{_because(verdict)}."


def several_decided(kind: VerdictKind, number: int, reason: str = "") -> str:
    """`3 drafts kept.`"""
    name = _KINDS[kind][1].lower()
    return f"{words.count(number, 'draft')} {name}{f': {reason}' if reason else ''}."


def put_off(number: int = 1) -> str:
    them = "It comes" if number == 1 else f"{number:,} drafts come"
    return f"{them} again at the end."


def taken_back(noted: Sequence[NotedVerdict]) -> str:
    """`Taken back: kept.`, as one may have forgotten what was done."""
    if not noted:
        return "Taken back: put off."
    verdict = noted[0].verdict
    name = f"{_KINDS[verdict.kind][1].lower()}{_because(verdict)}"
    if len(noted) > 1:
        return f"Taken back: {words.count(len(noted), 'draft')} {name}."
    return f"Taken back: {name}."


def _because(verdict: DraftVerdict) -> str:
    if verdict.kind is VerdictKind.MOVED:
        return f" to {verdict.to}"
    return f": {verdict.reason}" if verdict.reason else ""


# the end


def summary_heading(curation: Curation) -> str:
    if not curation.queue:
        return NONE_WAITS
    waiting = len(curation.waiting)
    return (
        f"{words.count(waiting, 'draft')} still wait{'s' if waiting == 1 else ''}"
        if waiting
        else ALL_DECIDED
    )


def summary(curation: Curation) -> Iterator[Line]:
    """What was decided in this sitting, a line each."""
    tally = curation.tally
    for kind in (VerdictKind.KEPT, VerdictKind.DROPPED):
        sign, name, tone = _KINDS[kind]
        yield (Styled(f"{sign} {name:<9}", tone), Styled(f"{tally[kind]:>4,}", Tone.STRONG))
        if kind is VerdictKind.DROPPED:
            for reason, count in curation.reasons.most_common():
                yield (Styled(f"  {'':<9}{count:>4,}  {reason}", Tone.FAINT),)
    sign, name, tone = _KINDS[VerdictKind.EDITED]
    yield (Styled(f"{sign} {name:<9}", tone), Styled(f"{len(curation.edited):>4,}", Tone.STRONG))
    if waiting := len(curation.waiting):
        yield (Styled(f"· {'Waiting':<9}", Tone.FAINT), Styled(f"{waiting:>4,}", Tone.STRONG))


NEXT = "What to do next"
LONGEST_PASSAGE = 60
"""Characters of a passage without a card that are shown."""


def without_card(views: DraftViews) -> Iterator[tuple[str, Sequence[str]]]:
    """By text, a heading and the passages on which no card rests: `3  Nobody was asked, said …`."""
    for title, passages in views.without_card():
        yield (
            f"{words.count(len(passages), 'passage')} without a card: {cut(title)}",
            [
                f"{one.number:>3}  {cut(' '.join(one.text.split()), LONGEST_PASSAGE)}"
                for one in passages
            ],
        )


def next_steps(curation: Curation) -> Iterator[str]:
    """What to do now, a sentence each."""
    folders = [str(folder) for folder in curation.store.folders]
    where = folders[0] if len(folders) == 1 else "FOLDER"
    if curation.waiting:
        yield GO_ON_LATER
    else:
        yield "Everything is saved in the decks, and in verdicts.yaml beside them."
    yield f"`quizapp check {where}` looks at the whole decks once more."
    if curation.tally[VerdictKind.KEPT]:
        yield f"`quizapp review {where}` asks what you kept."


def left_out(curation: Curation) -> Sequence[str]:
    """What is wrong with decks that could not be opened."""
    return [f"Left out: {one}" for one in curation.unreadable]
