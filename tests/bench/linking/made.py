"""A made-up library as news would fill it, the same at every run: for what linking costs, not for how well it works.

Words follow Zipf's law with a long tail of names, which is what finding candidates costs by. Stories of one to five
reports come day after day for four years; their reports share names, words and a quoted sentence or two.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from reader.model import Article, Block, DateOrigin, Pointer, article_id
from reader.store.archive import Incoming

__all__ = ["incoming"]

_START = datetime(2022, 1, 1, tzinfo=UTC)
_DAYS = 4 * 365
_SYLLABLES = [
    *("ka", "le", "mi", "no", "ru", "sta", "ven", "dor", "hal", "bri", "ton", "mar", "el", "is", "or", "an"),
    *("dun", "fer", "wick", "ash", "per", "go", "ti", "sel", "va", "qui", "lo", "ne", "ster", "ham", "pol", "cu"),
]
_COMMON, _TOPICS, _TOPICAL, _NAMES = 30_000, 400, 200, 60_000
_SIZES, _SIZE_WEIGHTS = (1, 2, 3, 4, 5), (45, 20, 15, 12, 8)
"""Reports of a story, and how often each number comes up: 2.2 on average."""
_LENGTHS = (60, 400)
_SHARES = {"common": 0.6, "topic": 0.14, "story": 0.18, "names": 0.08}
"""What the words of a report are drawn from."""
_COPIED = 0.05
"""Reports after a story's first that are that one again under another title."""
_POINTING = 0.05
"""Articles with two headlines below: one of an article held, one of nothing held."""
_RECENT = 500


@dataclass(frozen=True)
class _Story:
    """What the reports of one event draw from."""

    topic: Sequence[str]
    words: Sequence[str]
    names: Sequence[str]
    quotes: Sequence[str]
    begins: datetime


class _World:
    """Words and names, and chance."""

    def __init__(self) -> None:
        self.chance = random.Random(7)
        self._words = _distinct(self.chance, _COMMON, (1, 4))
        self._names = [name.capitalize() for name in _distinct(self.chance, _NAMES, (2, 4))]
        self._often = list(accumulate(1 / (rank + 3) for rank in range(_COMMON)))
        self._known = list(accumulate(1 / (rank + 30) for rank in range(_NAMES)))
        self._topics = [self.chance.sample(self._words[200:], _TOPICAL) for _ in range(_TOPICS)]

    def story(self, begins: datetime) -> _Story:
        """An event, some of whose names were never heard before."""
        unheard = ["".join(self.chance.choices(_SYLLABLES, k=5)).capitalize() for _ in range(self.chance.randint(0, 2))]
        names = self.chance.choices(self._names, cum_weights=self._known, k=self.chance.randint(3, 7)) + unheard
        words = self.chance.sample(self._words[500:], 25)
        topic = self.chance.choice(self._topics)
        quotes = [f"“{_sentence(self._common(12) + self.chance.choices(words, k=4))}”" for _ in range(3)]
        return _Story(topic, words, names, quotes, begins)

    def title(self, story: _Story) -> str:
        """A headline of six to ten words."""
        words = self.chance.sample(story.words, 3) + self._common(self.chance.randint(1, 4))
        names = self.chance.sample(story.names, 2)
        self.chance.shuffle(words)
        return " ".join([names[0], *words, names[1]])

    def text(self, story: _Story) -> list[str]:
        """The paragraphs of a report."""
        size = self.chance.randint(*_LENGTHS)
        count = {of: round(size * share) for of, share in _SHARES.items()}
        words = self._common(count["common"])
        words += self.chance.choices(story.topic, k=count["topic"])
        words += self.chance.choices(story.words, k=count["story"])
        words += self.chance.choices(story.names, k=count["names"])
        self.chance.shuffle(words)
        sentences = []
        while words:
            length = self.chance.randint(8, 26)
            sentences.append(_sentence(words[:length]))
            del words[:length]
        sentences.insert(len(sentences) // 2, self.chance.choice(story.quotes))
        return [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]

    def _common(self, count: int) -> list[str]:
        return self.chance.choices(self._words, cum_weights=self._often, k=count)


def incoming(count: int) -> Iterator[Incoming]:
    """So many articles, story by story, as they would come in after cleaning."""
    world = _World()
    recent: deque[str] = deque(maxlen=_RECENT)
    number = 0
    while number < count:
        story = world.story(_START + timedelta(days=_DAYS * number / count))
        first: list[str] = []
        for _ in range(*world.chance.choices(_SIZES, _SIZE_WEIGHTS)):
            if number == count:
                return
            title = world.title(story)
            copied = first and world.chance.random() < _COPIED
            paragraphs = first if copied else world.text(story)
            first = first or paragraphs
            pointing = recent and world.chance.random() < _POINTING
            pointers = (world.chance.choice(recent), world.title(story)) if pointing else ()
            recent.append(title)
            when = story.begins + timedelta(hours=world.chance.uniform(0, 72))
            yield _article(number, title, paragraphs, pointers, when)
            number += 1


def _article(number: int, title: str, text: Sequence[str], pointers: Sequence[str], when: datetime) -> Incoming:
    key = f"url:https://made.example/{number}"
    article = Article(
        id=article_id(key),
        key=key,
        title=title,
        blocks=tuple(map(Block.of, text)),
        published=when,
        dated=DateOrigin.STATED,
        source=f"Wire {number * 7919 % 200}",
        language="en",
        url=key.removeprefix("url:"),
        pointers=tuple(map(Pointer, pointers)),
    )
    return Incoming(article, "made", str(number), "")


def _sentence(words: Sequence[str]) -> str:
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."


def _distinct(chance: random.Random, count: int, syllables: tuple[int, int]) -> list[str]:
    """So many different words, the shorter ones rather first, as in any language."""
    found: dict[str, float] = {}
    while len(found) < count:
        word = "".join(chance.choices(_SYLLABLES, k=chance.randint(*syllables)))
        found[word] = len(word) + chance.uniform(0, 6)
    return sorted(found, key=found.__getitem__)
