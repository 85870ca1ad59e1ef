"""Articles with words, signs and passages out of place: nothing crashes, no deck has an error.

python -m tests.faults.articles [--articles N] [--seed S]
"""

import argparse
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from quizapp.core.errors import GenerateError
from quizapp.generate.article import read
from quizapp.generate.choose import choose
from quizapp.generate.english.reader import EnglishReader
from quizapp.generate.facts import Reader
from quizapp.generate.folder import Folder

TEXTS = Path(__file__).parent.parent / "generate"
JOINTS = [", ", " because ", " when ", " after ", " if ", " while ", " since ", " and ", " but "]
SIGNS = [*"\"“”()'’;:—#£%é|\t&*…", "\n", "\n\n", "[3] ", "{{", "}}", "- ", "\u200d", "\x1b[2J"]
WORDS = ["said", "denied", "not", "", "accused of", "because", "has", "the", "a", "was"]


def harmed(random: Random, texts: list[str]) -> str:
    """One of the texts after a few accidents."""
    text = random.choice(texts)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(text))
        match random.randrange(8):
            case 0:
                words = text.split(" ")
                one, other = random.randrange(len(words)), random.randrange(len(words))
                words[one], words[other] = words[other], words[one]
                text = " ".join(words)
            case 1:
                text = text[:at] + random.choice(SIGNS) + text[at:]
            case 2:
                text = text[:at] + text[at + random.randint(1, 200) :]
            case 3:
                passages = text.split("\n\n")
                passages += random.sample(random.choice(texts).split("\n\n"), 2)
                random.shuffle(passages)
                text = "\n\n".join(passages)
            case 4:
                text = text.replace(random.choice(WORDS[6:]), random.choice(WORDS))
            case 5:
                text = text[:at] + text[at : at + 30].upper() * random.randint(1, 4) + text[at:]
            case 6:
                sentences = text.split(". ")
                place, joint = random.randrange(len(sentences)), random.choice(JOINTS)
                first, found, last = sentences[place].partition(joint)
                if found:  # "it is shut because of rain": "because of rain, it is shut"
                    sentences[place] = f"{joint.strip().capitalize()} {last}, {first}"
                text = ". ".join(sentences)
            case 7:
                passages = text.split("\n\n")
                place = random.randrange(len(passages))
                words = passages[place].split(" ")
                passages[place] = " ".join(words[random.randrange(len(words)) :])
                text = "\n\n".join(passages)
    return text


def survive(text: str, published: date | None, reader: Reader) -> str:
    """Read, write, and write again; says what became of it.

    Raises:
        AssertionError: the second run did not find what the first had left.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "story.md", Path(folder) / "out"
        source.write_text(text)
        try:
            article = read(source, published)
        except GenerateError:
            return "refused"
        found = reader.read(article)
        chosen = choose(article, found)
        if not chosen.drafts:
            return "no cards"
        Folder.open(out, "story", article).write(article, found, chosen, False)
        again = replace(read(out / "article.md", article.published), dated_from=article.dated_from)
        assert again.text == article.text
        before = {path.name: path.read_bytes() for path in out.iterdir()}
        Folder.open(out, "story", again).write(again, found, chosen, False)
        assert {path.name: path.read_bytes() for path in out.iterdir()} == before
        return "decks"


def campaign(number: int, seed: int, reader: Reader) -> Counter[str]:
    texts = [path.read_text() for path in sorted(TEXTS.glob("*/*.md"))]
    became: Counter[str] = Counter()
    for place in range(number):
        random = Random(f"{seed} {place}")
        published = random.choice([None, date(2025, 3, 1)])
        became[survive(harmed(random, texts), published, reader)] += 1
    return became


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    became = campaign(given.articles, given.seed, EnglishReader())
    print(f"{given.articles} harmed articles, none crashed:", dict(became))


if __name__ == "__main__":
    main()
