"""A draft with all that it takes to judge it: as learners see it, where it comes from, what is
wrong with it."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby, islice
from pathlib import Path

from quizapp.author.curate.curation import Curation
from quizapp.author.curate.draft_check import check_alone, problems_alone, problems_of
from quizapp.author.curate.draft_file import CardEntry, DraftFile
from quizapp.author.curate.verdict_store import DraftKey
from quizapp.deck.check import CheckedDeck
from quizapp.deck.deck import Source
from quizapp.deck.diagnostics import Diagnostic
from quizapp.deck.files import SourceTextError, read_article
from quizapp.deck.lexicon import DeckLexicon
from quizapp.deck.source_text import Passage, passages
from quizapp.generate.verdicts import DraftVerdict
from quizapp.questions.base import Evidence, Grade
from quizapp.questions.interactions import Reply
from quizapp.questions.union import AnyQuestion

SHARED = 0.5
"""Of the words of two cards, the share in both from which they may ask the same."""
MOST_COMPARED = 3000
"""Cards of a sitting that are compared with the one that is shown."""
LOOKALIKES = 3
NEIGHBOURS = 20
"""Other cards of a passage that are named; of all, there is the number."""


@dataclass(frozen=True)
class DraftView:
    """A draft as it was at one moment."""

    key: DraftKey
    entry: CardEntry | None
    """With the lines that it had, where it was dropped; None where it is gone otherwise."""
    file: DraftFile
    verdict: DraftVerdict | None
    """What was decided about it in this sitting."""
    neighbours: Sequence[tuple[DraftKey, CardEntry]]
    """Some of the other cards that rest on one of its passages."""
    neighbour_count: int
    """How many there are in all."""
    lookalikes: Sequence[tuple[DraftKey, CardEntry]] = ()
    """Cards from elsewhere that may ask the same, those that are most like it."""

    @property
    def is_there(self) -> bool:
        """Whether it stands in its file."""
        return self.key.id in self.file.entries

    @property
    def title(self) -> str:
        """Of its deck."""
        return self.file.title

    @property
    def question(self) -> AnyQuestion | None:
        """As learners would see it; None while it has errors."""
        return next(iter(self._alone.questions), None) if self._alone else None

    @property
    def source(self) -> Source | None:
        header = self._alone.header if self._alone else None
        return header.source if header else None

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """The whole text of its deck."""
        return _passages(self.file)

    @property
    def evidence(self) -> Sequence[Evidence]:
        return self.question.evidence if self.question else ()

    @cached_property
    def problems(self) -> Sequence[Diagnostic]:
        """What `check` says of it."""
        if self.is_there:
            return problems_of(self.file, self.key.id)
        return problems_alone(self.file, self._alone) if self._alone else ()

    def grade(self, variant: str, reply: Reply) -> Grade:
        """As a review would judge it. There is a question."""
        assert self.question is not None
        lexicon = DeckLexicon(self.question.language, self._lines, self._text)
        return self.question.grade(variant, reply, lexicon)

    def _lines(self) -> Iterator[bytes]:
        return (json.dumps(entry.fields).encode() for entry in self.file.entries.values())

    def _text(self) -> str:
        return "\n".join(one.text for one in self.passages)

    @cached_property
    def _alone(self) -> CheckedDeck | None:
        return check_alone(self.file, self.entry.lines) if self.entry else None


class DraftViews:
    """The drafts of a sitting. What they share is worked out once for each state of a file."""

    def __init__(self, curation: Curation) -> None:
        self._curation = curation
        self._known: dict[Path, tuple[DraftFile, dict[int, dict[str, None]]]] = {}

    def of(self, key: DraftKey) -> DraftView:
        curation = self._curation
        verdict = curation.verdict_on(key)
        entry = curation.card(key)
        file = curation.store.files[key.path]
        ids = dict(self._neighbours(key, entry)) if entry else {}
        first = islice(((path, name) for path, names in ids.items() for name in names), NEIGHBOURS)
        neighbours = [
            (DraftKey(path, name), curation.store.files[path].entries[name]) for path, name in first
        ]
        count = sum(map(len, ids.values()))
        alike = self._lookalikes(key, entry, ids) if entry else ()
        return DraftView(key, entry, file, verdict, neighbours, count, alike)

    def without_card(self) -> Sequence[tuple[str, Sequence[Passage]]]:
        """For each text, its title and the passages on which no card rests, where there are any."""
        found: list[tuple[str, Sequence[Passage]]] = []
        files = [file for _, file in self._files if file.text]
        for _, some in groupby(sorted(files, key=_quoted_file), key=_quoted_file):
            first, *others = some
            used = {
                number
                for one in (first, *others)
                for number, cards in self._by_passage(one.path).items()
                if cards
            }
            unused = [one for one in _passages(first) if one.number not in (None, *used)]
            found += [(first.source_title, unused)] if unused else []
        return found

    @property
    def _files(self) -> Sequence[tuple[Path, DraftFile]]:
        return list(self._curation.store.files.items())

    def _neighbours(
        self, key: DraftKey, entry: CardEntry
    ) -> Iterator[tuple[Path, Collection[str]]]:
        """By file: the ids of the other cards that rest on the same passages of the same text."""
        text = self._curation.store.files[key.path].text
        for path, file in self._files:
            if path.parent != key.path.parent or file.text != text:
                continue
            by_passage = self._by_passage(path)
            each = (by_passage.get(number, ()) for number in sorted(entry.passages))
            names = dict.fromkeys(chain.from_iterable(each))
            if path == key.path:
                names.pop(key.id, None)
            yield path, names

    def _lookalikes(
        self, key: DraftKey, entry: CardEntry, beside: Mapping[Path, Collection[str]]
    ) -> Sequence[tuple[DraftKey, CardEntry]]:
        """Cards that may ask the same, but for those that are shown `beside` it anyway."""
        if sum(len(file.entries) for _, file in self._files) > MOST_COMPARED:
            return ()
        found = [
            (len(entry.words & one.words) / len(entry.words | one.words), DraftKey(path, name), one)
            for path, file in self._files
            for name, one in file.entries.items()
            if (path, name) != key and name not in beside.get(path, ()) and entry.words & one.words
        ]
        found.sort(key=lambda one: -one[0])
        return [(name, one) for share, name, one in found[:LOOKALIKES] if share >= SHARED]

    def _by_passage(self, path: Path) -> Mapping[int, Iterable[str]]:
        """The ids of the cards of a file, by the passages on which they rest."""
        file = self._curation.store.files[path]
        before, found = self._known.get(path, (None, {}))
        if before is file:
            return found
        old, new = before.entries if before else {}, file.entries
        gone = old.keys() - new.keys()
        changed = [name for name, entry in new.items() if old.get(name) is not entry]
        for name in (*gone, *(name for name in changed if name in old)):
            for number in old[name].passages:
                found[number].pop(name, None)
        for name in changed:
            for number in new[name].passages:
                found.setdefault(number, {})[name] = None
        self._known[path] = (file, found)
        return found


def _quoted_file(file: DraftFile) -> tuple[Path, str]:
    return file.path.parent, file.text


def _passages(file: DraftFile) -> Sequence[Passage]:
    name = file.text
    if not name:
        return ()
    try:
        return passages(read_article(file.path, name).decode())
    except SourceTextError:
        return ()
