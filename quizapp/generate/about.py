"""The about line of a deck: what its story is about, as a topic and not as news."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.generate.article import Article
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Found
from quizapp.generate.words import content

LONGEST = 80
"""Characters of the line."""
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class AboutLine:
    """The names and things that tell which story it is, the most central first, and when it was."""

    topics: tuple[str, ...]
    month: str = ""

    @classmethod
    def of(cls, article: Article, found: Found) -> "AboutLine":
        month = f"{article.published:%B %Y}" if article.published else ""
        topics = list(found.topics)
        while topics and len(cls(tuple(topics), month).text) > LONGEST:
            second_actor = len(topics) > 2 and topics[1].removeprefix("the ")[0].isupper()
            topics.pop(1 if second_actor else -1 if len(topics) > 2 else 0)
        return cls(tuple(topics), month)

    @property
    def text(self) -> str:
        return _BETWEEN.join(part for part in (_joined(self.topics), self.month) if part)

    def beside(self, draft: Draft) -> "AboutLine":
        """The line without what would give the answer of a card away."""
        shown = [one for one in self.topics if not _tells(one, draft)]
        dated = bool(self.month) and any(
            word in " ".join((*draft.answers, str(draft.fields.get("answer", ""))))
            for word in self.month.split()
        )
        hidden = dated and draft.template in ("when", "founded", "order")
        return AboutLine(tuple(shown), "" if hidden else self.month)

    def naming(self, things: Sequence[str]) -> "AboutLine":
        """The line with the things that a question takes for known; the last topics make room."""
        kept = list(self.topics)
        while kept and len(_joined([*kept, *things])) > LONGEST - 18:
            kept.pop()
        return AboutLine((*kept, *things), self.month)


def _tells(topic: str, draft: Draft) -> bool:
    words = content(topic)
    if draft.type == "flashcard":
        told = content(" ".join(draft.answers))
        return bool(told) and (
            len(told & words) > len(told) / 2 or len(told & words) >= max(2, 0.67 * len(words))
        )
    if draft.type == "matching":
        return any(told and told <= words for told in map(content, draft.fields["pairs"].values()))
    answer = draft.fields.get("answer")
    options = [str(answer), *draft.distractors] if isinstance(answer, str) else []
    if draft.type == "multi_choice":
        options = [*draft.fields["answers"], *draft.distractors]
    return any(words & content(option) for option in options)


def _joined(topics: Sequence[str]) -> str:
    if len(topics) < 2:
        return "".join(topics)[:1].upper() + "".join(topics)[1:]
    line = f"{', '.join(topics[:-1])} and {topics[-1]}"
    return line[:1].upper() + line[1:]
