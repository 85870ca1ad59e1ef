"""The folder that a run writes: what is there already stays, and nothing is written half."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizapp.core.codes import Problem
from quizapp.core.errors import DeckError, GenerateError
from quizapp.core.text import cut
from quizapp.deck.check import check_bytes
from quizapp.deck.diagnostics import Report
from quizapp.deck.editing import blocks, changed, dump, dump_card
from quizapp.deck.files import FACTS_FILE, read_bytes
from quizapp.deck.reader import read
from quizapp.generate.article import Article
from quizapp.generate.cardfile import digest, entries
from quizapp.generate.choose import ChosenDrafts, themes
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Fact, Found

ARTICLE_FILE = "article.md"
TITLES = {
    "membership": "Members and names",
    "key-figures": "Key figures",
    "reasons": "Reasons",
    "timeline": "Timeline",
}


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one deck."""

    theme: str
    path: Path
    cards: int
    added: int
    kept: int
    """Cards that a person approved, changed or wrote."""
    removed: int
    deleted: int
    """Cards that a person took out, and that stay out."""


@dataclass
class Folder:
    """An output folder as it is before a run."""

    path: Path
    slug: str
    known: dict[str, dict[str, str]] = field(default_factory=dict)
    """The digests of all cards that earlier runs wrote, by theme and id."""

    @classmethod
    def open(cls, path: Path, slug: str, article: Article) -> "Folder":
        """Look at what is there.

        Raises:
            GenerateError: it holds another article, or decks that no run has written.
        """
        if path.exists() and not path.is_dir():
            raise GenerateError(f"{path}: not a folder; choose another with -o")
        folder = cls(path, slug, _known(path / FACTS_FILE))
        there = _text(path / ARTICLE_FILE)
        if there is not None and there != article.text:
            raise GenerateError(
                f"{path / ARTICLE_FILE}: holds another text; choose another folder with -o"
            )
        for theme in TITLES:
            if folder.deck(theme).exists() and theme not in folder.known:
                raise GenerateError(
                    f"{folder.deck(theme)}: was not written by quizapp;"
                    " choose another folder with -o"
                )
        return folder

    def deck(self, theme: str) -> Path:
        return self.path / f"{theme}.yaml"

    def write(
        self, article: Article, found: Found, chosen: ChosenDrafts, approved: bool
    ) -> tuple[Written, ...]:
        """Write article, decks and record; all of them, or nothing.

        Raises:
            GenerateError: a deck has errors, or the folder cannot be written.
        """
        files: dict[str, str] = {ARTICLE_FILE: article.text}
        done = []
        digests = {theme: dict(known) for theme, known in self.known.items()}
        by_theme = themes(chosen.drafts)
        for theme in TITLES:
            text, written, fresh = self._merged(theme, by_theme.get(theme, []), article, approved)
            if text is not None:
                files[f"{theme}.yaml"] = text
                digests[theme] = fresh
                done.append(written)
        files[FACTS_FILE] = record(article, found, chosen, digests)
        self._replace(files)
        return tuple(done)

    def _merged(
        self, theme: str, drafts: Sequence[Draft], article: Article, approved: bool
    ) -> tuple[str | None, Written, dict[str, str]]:
        """A deck's new text, None for no deck; what was done; the digests to remember."""
        path = self.deck(theme)
        known = self.known.get(theme, {})
        made = {card["id"]: card for _, card in entries(drafts, article, approved)}
        text = _text(path)
        if text is None:
            cards = list(made.values())
            written = Written(theme, path, len(cards), len(cards), 0, 0, 0)
            if not cards:
                return None, written, {}
            listed = "\n".join(dump_card(card) for card in cards)
            body = f"{_head(theme, self.slug, article)}cards:\n{listed}"
            return body, written, {name: digest(card) for name, card in made.items()}
        if _claim_by_default(text, path) != "fact":
            made = {name: _with_claim(card) for name, card in made.items()}
        try:
            there = {block.id: block.card for block in blocks(text, str(path))}
            untouched = {
                name
                for name, card in there.items()
                if card.get("status") == "draft" and known.get(name) == digest(card)
            }
            kept = there.keys() - untouched
            earlier = {old for card in there.values() for old in card.get("was", ())}
            deleted = (known.keys() - there.keys()) | earlier
            renewed = {name: made[name] for name in made if name not in kept | deleted}
            same = {
                name for name in untouched & renewed.keys() if digest(renewed[name]) == known[name]
            }
            new = [card for name, card in renewed.items() if name not in same]
            if not same | kept and not new:
                new, untouched = [], set()  # a deck cannot be empty
            text = changed(text, str(path), untouched - same, new)
        except DeckError as error:
            raise GenerateError(f"{error}; nothing was written") from None
        added = sum(card["id"] not in untouched for card in new)
        removed = len(untouched - renewed.keys())
        written = Written(
            theme,
            path,
            len(there) - removed + added,
            added,
            len(kept),
            removed,
            len(deleted & made.keys()),
        )
        fresh = {name: known[name] for name in known}
        return text, written, fresh | {name: digest(card) for name, card in renewed.items()}

    def _replace(self, files: dict[str, str]) -> None:
        """Write all files beside the folder, check the decks, then put each in its place."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            beside = Path(tempfile.mkdtemp(prefix=".generate-", dir=self.path))
            try:
                for name, text in files.items():
                    with (beside / name).open("w", encoding="utf-8", newline="\n") as file:
                        file.write(text)
                        file.flush()
                        os.fsync(file.fileno())
                for name in files:
                    if name.removesuffix(".yaml") in TITLES:
                        self._check(beside / name)
                for name in files:
                    (beside / name).replace(self.path / name)
            finally:
                shutil.rmtree(beside, ignore_errors=True)
        except OSError as error:
            raise GenerateError(f"{self.path}: cannot be written: {error.strerror}") from None

    def _check(self, path: Path) -> None:
        checked = check_bytes(path.read_bytes(), path, str(self.path / path.name))
        errors = [one for one in checked.diagnostics if one.severity == "error"]
        if errors:
            raise GenerateError(f"{errors[0]}; mend it first; nothing was written")


def _head(theme: str, slug: str, article: Article) -> str:
    source: dict[str, Any] = {"title": article.title, "text": ARTICLE_FILE}
    if article.published:
        source["published"] = article.published.isoformat()
    head = {
        "deck": f"{slug}-{theme}",
        "title": f"{TITLES[theme]}: {article.title}"[:120],
        "language": "en",
        "source": source,
    }
    return dump(head)


def _text(path: Path) -> str | None:
    """A file's text as it is, line breaks included; None when there is none."""
    if not path.exists():
        return None
    data = read_bytes(path)
    if isinstance(data, Problem):
        raise GenerateError(f"{path}: {data.message}")
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise GenerateError(f"{path}: not UTF-8 text; nothing was written") from None


def _claim_by_default(text: str, path: Path) -> str:
    """What the deck says of cards that do not say whether they are a fact or a claim."""
    tree = read(Report(str(path), text))
    defaults = tree.value.get("defaults") if tree and isinstance(tree.value, dict) else None
    return str(defaults.get("claim", "fact")) if isinstance(defaults, dict) else "fact"


def _with_claim(card: dict[str, Any]) -> dict[str, Any]:
    """The card with what it takes for granted said, before its tags."""
    if "claim" in card:
        return card
    out: dict[str, Any] = {}
    for name, value in card.items():
        if name == "tags":
            out["claim"] = "fact"
        out[name] = value
    return out


def _known(path: Path) -> dict[str, dict[str, str]]:
    """The digests that the last run recorded; nothing when there was none."""
    text = _text(path)
    if text is None:
        return {}
    tree = read(Report(str(path), text))
    written = tree.value.get("written") if tree and isinstance(tree.value, dict) else None
    if not isinstance(written, dict):
        raise GenerateError(f"{path}: is no record of quizapp; choose another folder with -o")
    return {
        theme: {str(name): str(mark) for name, mark in cards.items()}
        if isinstance(cards, dict)
        else {}
        for theme, cards in written.items()
    }


_HEAD = """\
# What quizapp made out in article.md, and why some cards were not written.
# Each run of `quizapp generate` makes this file anew; to change cards, edit the decks.
# `written` is how the next run knows the cards that you approved, changed or deleted: keep it.
"""


def record(
    article: Article, found: Found, chosen: ChosenDrafts, written: dict[str, dict[str, str]]
) -> str:
    content: dict[str, Any] = {"facts_of": "article.md"}
    if article.published:
        content["published"] = article.published.isoformat()
    if article.updated:
        content["updated"] = article.updated.isoformat()
    content["facts"] = [_fact(fact, article) for fact in found.facts]
    content["rejected"] = [
        {
            "gate": one.gate,
            "reason": cut(one.reason, 160),
            "card": one.draft.question,
            "passage": str(one.draft.fact.passage),
        }
        for one in chosen.rejected
    ]
    content["written"] = written
    return _HEAD + dump({key: value for key, value in content.items() if value})


def _fact(fact: Fact, article: Article) -> dict[str, Any]:
    out: dict[str, Any] = {"kind": fact.kind, "says": fact.text, "modality": fact.modality}
    if fact.speaker:
        out["speaker"] = fact.speaker.name
    if not fact.polarity:
        out["polarity"] = "negative"
    if fact.clause:
        out |= {name: mention.text for name, mention in fact.slots.items()}
    if fact.kind == "membership":
        out["list"] = "closed" if fact.closed else "open"
    if fact.time:
        out["time"] = fact.time.text + (
            f" ({fact.time.iso})" if fact.time.iso else " (not certain)"
        )
    out |= {
        "passage": str(fact.passage),
        "proof": article.text[fact.proof.start : fact.proof.end],
        "characters": f"{fact.proof.start}-{fact.proof.end}",
        "rule": fact.rule,
    }
    return out
