"""Answers judged as in a deck: with its language's words, and a few of its own."""

import json
from typing import Any

from quizapp.deck.lexicon import DeckLexicon
from quizapp.questions.base import Grade
from tests.questions.samples import question


def judge(answer: str, typed: str, language: str = "en", **more: Any) -> Grade:
    """Grade what was typed; `words` are other answers of the deck, `source` what it quotes."""
    more.setdefault("type", "typed")
    others, source = more.pop("words", ()), more.pop("source", "")
    asked = question({"prompt": "?", "answer": answer, "language": language, **more})
    lines = [asked.model_dump_json().encode()]
    lines += [json.dumps({"answer": word}).encode() for word in others]
    return asked.grade("", typed, DeckLexicon(language, lambda: lines, lambda: source))
