"""The folder that a run writes: what is there already stays, and nothing is written half."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizapp.core.errors import GenerateError
from quizapp.core.text import cut
from quizapp.deck.check import check_bytes
from quizapp.deck.editing import dump
from quizapp.deck.files import FACTS_FILE, is_record
from quizapp.deck.modeline import BESIDE, MODELINE, is_free, schema_text
from quizapp.generate import staging
from quizapp.generate.article import Article
from quizapp.generate.cardfile import card_name
from quizapp.generate.choose import ChosenDrafts
from quizapp.generate.deckfile import DeckFile
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Found
from quizapp.generate.merging import ChangedCard, DeckChange, Merge, follow_in
from quizapp.generate.record import FactsRecord, digest_of, record, text_of
from quizapp.generate.themes import TITLES
from quizapp.generate.verdicts import VerdictLog
from quizapp.generate.versions import PassageChanges, Versions

ARTICLE_FILE = "article.md"
HEAD_OF_BEFORE = "-"
"""For the digest of a head that an earlier version of quizapp wrote, and nobody knows."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one deck."""

    path: Path
    cards: int
    added: int
    rewritten: int
    kept: int
    """Cards that a person approved, changed or wrote."""
    followed: int
    """Those of them whose evidence was changed, as the article was."""
    removed: int
    deleted: int
    """Cards that a person took out, and that stay out."""


@dataclass(frozen=True, slots=True)
class FolderOutcome:
    """What a run has done in its folder."""

    decks: tuple[Written, ...]
    passages: PassageChanges | None
    """None where the article is as it was, or new."""
    changed: tuple[ChangedCard, ...]
    """Cards that a person answers for, and should look at."""
    away: tuple[str, ...]
    """The files of decks that a person deleted, and that would have had cards."""
    asked: int
    """Drafts that were not written because cards of a person ask the same."""
    is_lost: bool
    """Whether the decks were there and the record was not."""


@dataclass(frozen=True)
class FolderState:
    """A folder as it is before a run."""

    record: FactsRecord
    versions: Versions
    is_new: bool
    """Whether the article is the one of the last run, in other words."""
    decks: Mapping[str, DeckFile]
    """By theme, those that earlier runs wrote."""
    others: tuple[DeckFile, ...]
    """Decks of people that quote the article."""
    closed: frozenset[str]
    """Themes whose files are decks of people."""


@dataclass
class Folder:
    """An output folder."""

    path: Path
    slug: str
    is_corrected: bool = False
    """Whether a person has corrected `article.md`, and the article itself is as it was; then
    `article.md` is what should be read."""
    was_finished: bool = False
    """Whether an earlier run had been cut short."""

    @classmethod
    def open(cls, path: Path, slug: str, article: Article, source: Path | None = None) -> "Folder":
        """Look at what is there.

        Args:
            source: the file that the article was read from.

        Raises:
            GenerateError: it holds another article, decks that no run has written or that have
                errors, or cannot be written.
        """
        if path.exists() and not path.is_dir():
            raise GenerateError(f"{path}: not a folder; choose another with -o")
        if path.exists() and not os.access(path, os.W_OK):
            raise GenerateError(f"{path}: cannot be written (read-only); choose another with -o")
        folder = cls(path, slug)
        if (path / staging.STAGED).exists():
            with staging.writing(path):
                folder.was_finished = staging.finish(path)
        own = path / ARTICLE_FILE
        if source is None or not own.exists() or not own.samefile(source):
            there = article_in(path)
            known = FactsRecord.in_folder(path)
            if there is not None and there != article.text and not known.is_of(there):
                folder.is_corrected = known.is_of(article.text)
                if not folder.is_corrected:
                    raise GenerateError(
                        f"{own}: was changed by hand, and the article has changed too; bring both"
                        f" together in that file, and run: quizapp generate {own} -o {path}"
                    )
        if not folder.is_corrected:
            folder._state(article)
        return folder

    def write(
        self, article: Article, found: Found, chosen: ChosenDrafts, approved: bool
    ) -> FolderOutcome:
        """Write article, decks and record; all of them, or nothing.

        Raises:
            GenerateError: a deck has errors, or the folder cannot be written.
        """
        with staging.writing(self.path):
            staging.finish(self.path)
            # looked at once more: another run may have written since
            return self._write(article, found, chosen, approved, self._state(article))

    def _write(
        self,
        article: Article,
        found: Found,
        chosen: ChosenDrafts,
        approved: bool,
        state: FolderState,
    ) -> FolderOutcome:
        is_lost = bool(state.decks) and not state.record.written
        if is_lost:
            _refuse_foreign(state.decks, chosen.drafts)
        there = {name for deck in (*state.decks.values(), *state.others) for name in deck.names}
        merge = Merge(
            article,
            state.record,
            state.decks,
            state.others,
            approved,
            chosen.about,
            state.closed,
            [one for one in VerdictLog.in_folder(self.path).dropped if one.card not in there],
        )
        merge.run(chosen.drafts, found)
        slug = _slug(state.decks) or self.slug
        files: dict[str, str | None] = {ARTICLE_FILE: article.text}
        heads = {name: HEAD_OF_BEFORE for name in (*state.decks, *merge.away)}
        heads |= state.record.heads
        done, changed = [], []
        for name in [*TITLES, *(one for one in merge.changes if one not in TITLES)]:
            change = merge.changes.get(name)
            if change is None:
                continue
            path = change.deck.path if change.deck else self.path / f"{name}.yaml"
            body = merge.text(change, state.versions)
            if not change.cards:
                files[path.name] = None
                heads.pop(name, None)
            elif change.deck and not merge.has_own_head(name):
                files[path.name] = change.deck.head + body  # a person has written in its head
            else:
                named = change.deck.fields["deck"] if change.deck else f"{slug}-{name}"
                head = _head(named, TITLES.get(name, name), article, chosen.about)
                files[path.name] = head + body
                heads[name] = digest_of(head)
            done.append(_written(path, change))
            changed += change.changed
        checked = tuple(name for name, text in files.items() if text is not None)
        for deck in state.others:
            text, those = follow_in(deck, state.versions)
            changed += those
            if state.is_new:
                files[deck.path.name] = text
        named = any(text and MODELINE in text for text in files.values())
        if named and is_free(self.path / BESIDE):
            files[BESIDE] = schema_text()
        files[FACTS_FILE] = record(article, found, chosen, heads, merge.marks)
        other = {name: text for name, text in files.items() if text_of(self.path / name) != text}
        if other:  # the article goes along, since decks are checked against it
            staging.replace(
                self.path,
                {ARTICLE_FILE: article.text} | other,
                lambda staged: self._check(staged, checked, files),
            )
        else:
            self._check(self.path, checked, files)
        return FolderOutcome(
            tuple(done),
            state.versions.changes if state.is_new and state.versions.before else None,
            tuple(changed),
            tuple(f"{name}.yaml" for name in merge.left_out),
            merge.asked,
            is_lost,
        )

    def _check(self, staged: Path, names: Iterable[str], files: Mapping[str, str | None]) -> None:
        for name in names:
            text = files[name]
            if name == ARTICLE_FILE or text is None:
                continue
            checked = check_bytes(text.encode(), staged / name, str(self.path / name))
            errors = [one for one in checked.diagnostics if one.severity == "error"]
            if errors:
                raise GenerateError(f"{errors[0]}; mend it first; nothing was written")

    def _state(self, article: Article) -> FolderState:
        """Raises: GenerateError: as for `open`."""
        known = FactsRecord.in_folder(self.path)
        there = article_in(self.path)
        before = article.text if there is None else there
        if there is None and not known.is_of(article.text):
            raise GenerateError(
                f"{self.path / ARTICLE_FILE}: is not there, and the decks were made from another"
                " text; put the file back, or choose another folder with -o"
            )
        if there is not None and not known.is_of(there):
            before = ""  # a person has corrected it
        versions = Versions(before, article.text)
        if before and before != article.text and not versions.are_one_article:
            raise GenerateError(
                f"{self.path / ARTICLE_FILE}: holds another article; choose another folder with -o"
            )
        decks, others, closed = self._decks(known, there is not None)
        return FolderState(known, versions, before != article.text, decks, others, closed)

    def _decks(
        self, known: FactsRecord, has_article: bool
    ) -> tuple[dict[str, DeckFile], tuple[DeckFile, ...], frozenset[str]]:
        """Decks of ours by theme, those of others, and the themes whose files are of others."""
        ours: dict[str, DeckFile] = {}
        others: dict[str, DeckFile] = {}
        closed = set()
        for path in sorted(self.path.glob("*.yaml")) if self.path.is_dir() else ():
            name = path.stem
            if is_record(path) or name.startswith("."):
                continue
            try:
                deck = DeckFile.of(path, text_of(path) or "")
            except GenerateError:
                if name in known.written:
                    raise
                deck = None
            if deck is not None and name in known.written:
                ours[name] = deck
                continue
            source = deck.fields.get("source") if deck else None
            quotes = isinstance(source, dict) and source.get("text") == ARTICLE_FILE
            if name in TITLES and not known.written:
                if deck is None or not quotes or not has_article:
                    raise _foreign(path)
                ours[name] = deck  # the record is lost
            elif deck is not None and quotes:
                others[name] = deck
            if name in TITLES and name not in ours:
                closed.add(name)
        for theme, cards in known.written.items():
            if theme not in ours and (name := _renamed(cards, others)):
                ours[theme] = others.pop(name)
        return ours, tuple(others.values()), frozenset(closed - ours.keys())


def article_in(folder: Path) -> str | None:
    """The article that a folder holds; None without one."""
    text = text_of(folder / ARTICLE_FILE)
    return text and text.removeprefix("\ufeff").replace("\r\n", "\n")


def _renamed(cards: Iterable[str], others: Mapping[str, DeckFile]) -> str:
    """The deck that holds most of the cards; empty where none holds any."""
    found = {name: len(deck.names.keys() & set(cards)) for name, deck in others.items()}
    best = max(found, key=lambda name: found[name], default="")
    return best if best and found[best] else ""


def _foreign(path: Path) -> GenerateError:
    return GenerateError(f"{path}: was not written by quizapp; choose another folder with -o")


def _refuse_foreign(decks: Mapping[str, DeckFile], drafts: Iterable[Draft]) -> None:
    """Without a record, a deck is ours when it has a card that we would write."""
    names = {card_name(draft) for draft in drafts}
    for deck in decks.values():
        if names.isdisjoint(deck.names):
            raise _foreign(deck.path)


def _slug(decks: Mapping[str, DeckFile]) -> str:
    """What the names of the decks that are there begin with."""
    for theme, deck in decks.items():
        name = str(deck.fields.get("deck", ""))
        if name.endswith(f"-{theme}"):
            return name.removesuffix(f"-{theme}")
    return ""


def _written(path: Path, change: DeckChange) -> Written:
    return Written(
        path,
        change.cards,
        len(change.new),
        len(change.instead),
        len(change.kept),
        change.moved,
        len(change.gone),
        change.deleted,
    )


def _head(name: str, title: str, article: Article, about: str) -> str:
    """All of a deck above its cards."""
    source: dict[str, Any] = {"title": article.title}
    if article.publisher:
        source["publisher"] = article.publisher
    source["text"] = ARTICLE_FILE
    if article.published:
        source["published"] = article.published.isoformat()
    head = {
        "deck": name,
        "title": cut(f"{title}: {article.title}", 120),
        "language": "en",
        "about": about,
        "source": source,
    }
    return MODELINE + dump({key: value for key, value in head.items() if value}) + "cards:\n"
