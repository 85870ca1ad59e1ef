"""Curation on stdin and stdout. Prints `saved` after each verdict that is on the disk."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from quizapp.author.curate.curation import Curation
from quizapp.author.curate.draft_view import DraftView, DraftViews
from quizapp.author.curate.moving import conversions, without_option
from quizapp.core import editor, markdown
from quizapp.core.day import Clock
from quizapp.core.errors import EditError
from quizapp.core.text import clean, nearest
from quizapp.generate.verdicts import DropReason
from quizapp.plain import replies
from quizapp.plain.console import Console, EndOfInput
from quizapp.plain.dialogue import SIGN, Dialogue, perform
from quizapp.plain.replies import UnusableReply
from quizapp.presentation import curation as said
from quizapp.presentation.actions import PLAIN_CURATE
from quizapp.presentation.styled import plain
from quizapp.questions.interactions import Interaction
from quizapp.questions.union import AnyQuestion

_LISTS = frozenset("answers distractors items tags accept pin".split())
"""Fields of several entries."""
_REASONS = tuple(said.REASONS)


def curate(paths: Sequence[Path], clock: Clock, console: Console | None = None) -> None:
    """Go through the drafts of these deck files until all are decided, or the input ends.

    Raises:
        EditError, GenerateError: what is known of earlier verdicts or runs cannot be read.
    """
    console = console or Console.standard()
    curation = Curation.open(paths, clock)
    dialogue = CurationDialogue(console, curation)
    console.say(*map(clean, said.left_out(curation)))
    if curation.queue:
        console.say(_INTRODUCTION)
    try:
        dialogue.run()
    except (EndOfInput, KeyboardInterrupt):
        console.say("")
    console.say(*dialogue.summary())


_INTRODUCTION = (
    "keep, drop REASON or later; help lists all commands. The reasons: "
    + ", ".join(f"{number} {reason}" for number, reason in enumerate(_REASONS, 1))
    + "."
)


class CurationDialogue(Dialogue):
    actions = PLAIN_CURATE

    def __init__(self, console: Console, curation: Curation) -> None:
        super().__init__(console)
        self._curation = curation
        self._views = DraftViews(curation)
        self._shown: object = None
        """The draft that has been said, as it was."""

    def can(self, action: str) -> bool:
        return action != "undo" or self._curation.can_undo

    @property
    def is_over(self) -> bool:
        return self._curation.current is None

    def show(self) -> None:
        key = self._curation.current
        entry = self._curation.entry(key) if key else None
        if key is None or (key, entry) == self._shown:
            return
        self._say("", *self._lines(self._views.of(key)))
        self._shown = key, entry

    def reply(self, text: str) -> None:
        if not text:
            raise UnusableReply("Type keep, drop REASON, later or help")
        name, _, rest = text.partition(" ")
        short = {"k": "keep", "d": "drop", "l": "later", "u": "undo", "e": "edit", "q": "end"}
        perform(f"{SIGN}{short.get(name.lower(), name)} {rest}".rstrip(), self.commands)

    def take(self, line: str) -> None:
        try:
            super().take(line)
        except EditError as error:
            self._say(f"{clean(str(error))}.")
            self._shown = None

    # what is said

    def _lines(self, view: DraftView) -> Iterator[str]:
        place = ", ".join(part for part in (said.place(self._curation), self._time_left()) if part)
        standing = said.standing(self._curation, view).text
        yield f"{clean(view.title)} ({place}; {standing.lstrip('· ').lower()})"
        if view.question is None:
            yield said.UNREADABLE if view.entry else said.GONE
            yield from clean(view.entry.lines).rstrip().split("\n") if view.entry else ()
        else:
            yield from _asked(view.question)
        for number in view.entry.passages if view.entry else ():
            quotes = [one.quote for one in view.evidence if one.passage == number]
            yield f"Passage {number}: {' … '.join(f'“{one}”' for one in quotes)}"
        for _, entry in view.neighbours:
            state = "a draft" if entry.is_draft else "kept"
            yield f"  also from there: {clean(entry.question)} ({state})"
        for _, entry in view.lookalikes:
            yield f"  {said.LOOKALIKES.lower()}: {clean(entry.question)}"
        for found in view.problems:
            yield clean(plain(said.problem(found)))

    def _time_left(self) -> str:
        return said.time_left(self._curation)

    def summary(self) -> Iterator[str]:
        curation = self._curation
        yield f"{said.summary_heading(curation)}."
        if not curation.queue:
            yield said.NO_DRAFTS
            return
        yield from (plain(line).rstrip() for line in said.summary(curation))
        for heading, passages in said.without_card(self._views):
            yield f"{heading}:"
            yield from map(clean, passages)
        yield from said.next_steps(curation)

    # what can be done

    def do_keep(self) -> None:
        self._curation.keep()
        self._say("saved")

    def do_drop(self, text: str) -> None:
        reason = _reason(text)
        self._curation.drop(reason)
        self._say("saved", f"Dropped: {reason}.")

    def do_later(self) -> None:
        self._curation.later()
        self._say(said.put_off())

    def do_set(self, text: str) -> None:
        name, _, value = text.partition(" ")
        if not value:
            raise UnusableReply(f"Write {SIGN}set FIELD VALUE, such as {SIGN}set hint Think of it")
        several = name in _LISTS or (name == "hint" and "|" in value)
        told: Any = [part.strip() for part in value.split("|")] if several else value
        self._curation.edit({name: told})
        self._say("saved")

    def do_unset(self, name: str) -> None:
        self._curation.edit({name: None})
        self._say("saved")

    def do_true(self, text: str) -> None:
        question = self._question()
        options = getattr(_interaction(question, ""), "options", ())
        if not replies.is_number(text) or not 0 < int(text) <= len(options):
            there = f"the number of a wrong option, 1 to {len(options)}"
            raise UnusableReply(f"Use {there}" if options else "This card has no options")
        self._curation.edit(without_option(question, options[int(text) - 1]), "also true")
        self._say("saved")

    def do_type(self, text: str) -> None:
        made = conversions(self._question())
        if text not in made:
            there = " or ".join(made) or "nothing else"
            raise UnusableReply(f"This card can become {there}")
        self._curation.edit(made[text], f"type: {text}")
        self._say("saved")

    def do_move(self, text: str) -> None:
        targets = {path.stem: path for path in self._curation.targets()}
        if text.removesuffix(".yaml") not in targets:
            there = " or ".join(targets) or "no other deck of this folder"
            raise UnusableReply(f"It can go to {clean(there)}")
        self._curation.move(targets[text.removesuffix(".yaml")])
        self._say("saved")

    def do_edit(self) -> None:
        key = self._curation.current
        if key is None:
            return
        line = self._curation.store.files[key.path].line_of(key.id)
        if not self._console.is_screen:
            raise EditError(
                f"no editor can be opened in a pipe; the card is in {key.path}, line {line}"
            )
        self._say(editor.waiting(key.path))
        if problem := editor.run(editor.command_to_open(key.path, line)):
            raise EditError(problem)
        self._say("saved" if self._curation.take_up() else "Nothing was changed.")

    def do_source(self) -> None:
        if key := self._curation.current:
            for passage in said.quoted_passages(self._views.of(key)):
                self._say(f"{passage.number}  {markdown.unfenced(passage.text)}")

    def do_next(self) -> None:
        self._curation.step(1)

    def do_back(self) -> None:
        self._curation.step(-1)

    def do_undo(self) -> None:
        self._say(said.taken_back(self._curation.undo()))

    def do_list(self) -> None:
        for number, key in enumerate(self._curation.queue, 1):
            entry = self._curation.entry(key)
            standing = said.short_standing(self._curation, key).text
            asked = clean(entry.question) if entry else ""
            self._say(f"{number:>4}  {standing}  {clean(key.path.stem)}/{key.id}  {asked}".rstrip())

    def do_left(self) -> None:
        self._say(f"{len(self._curation.waiting)} wait, {self._time_left()}.")

    def _question(self) -> AnyQuestion:
        key = self._curation.current
        question = self._views.of(key).question if key else None
        if question is None:
            raise UnusableReply("The card has an error; mend that first")
        return question


def _asked(question: AnyQuestion) -> Iterator[str]:
    """What learners are asked, and what stands behind it."""
    for number, variant in enumerate(question.variants):
        *asked, _how = replies.lines(_interaction(question, variant))
        yield from asked
        for one in said.behind(question, variant):
            if number == 0 or one.label == "Answer":
                yield f"{one.label}: {markdown.plain(one.text)}"


def _interaction(question: AnyQuestion, variant: str) -> Interaction:
    """With its options in the same order whenever it is shown."""
    return question.interaction(variant, Random(question.id))


def _reason(text: str) -> DropReason:
    """By its number, or by the beginning of its name."""
    if replies.is_number(text) and 0 < int(text) <= len(_REASONS):
        return _REASONS[int(text) - 1]
    found = [one for one in _REASONS if one.startswith(text.lower())]
    if len(found) == 1:
        return found[0]
    near = nearest(text, tuple(_REASONS))
    hint = f"did you mean {near}?" if near else f"use 1 to {len(_REASONS)}, or its name"
    raise UnusableReply(f"No reason is called so; {hint}")
