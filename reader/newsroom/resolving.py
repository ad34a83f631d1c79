"""Which article held a printed headline means: one asked for, or a pointer's, now or when that article arrives later.

What comes in is compared with the headlines that wait. Where it may be meant, or may make doubtful which is, the
headline is asked for again like any other; so it does not matter in which order things come.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from reader.linking.headline import Wording, readings
from reader.linking.titles import LEAST, Candidate, Match, best, likelihood
from reader.model import Article, Pointer, Resolution
from reader.store.archive import Archive
from reader.store.titles import Arrival, Titles, Wanted

__all__ = ["Apart", "Resolving"]

CANDIDATES = 40
"""Titles that are fetched for a headline."""
AT_ONCE = 100
"""Arrivals or headlines looked at between two writes."""
MOST = 1_000
"""Headlines asked for after a scan at most; others wait for the next, or until their article is read."""
SHARED = 0.27
"""What a headline and a title share at least, for their lengths, where the one may be the other. On the development kit
it was 0.34 for the least alike that were found to be one, and 0.28 for the least alike that made one doubtful."""
_CHANGED = 100
"""A library that has grown or shrunk by more than one in so many is another, as to how much its words tell."""

Apart = Collection[frozenset[str]]
"""Pairs of ids of articles that a person told apart."""


class Resolving:
    """Resolves headlines, from one Archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._rarity = _Rarity(archive.titles, 0)

    def resolve(self, headlines: Iterable[str]) -> Iterator[Resolution]:
        """For each headline the article it means, as far as that is sure."""
        rarity = self._rarities()
        for headline in headlines:
            match = best(headline, self._candidates(headline, rarity), rarity)
            found = self._archive.headline(match.article) if match else None
            if match and found:
                yield Resolution(headline, found.id, found.url, round(match.score, 3))
            else:
                yield Resolution(headline, None, None, 0.0)

    def pointed(self, article: Article, apart: Apart = ()) -> Article:
        """The article with its pointers resolved as far as the library allows now; new finds are kept."""
        rarity = self._rarities()
        found: list[tuple[str, int, str]] = []
        pointers: list[Pointer] = []
        for position, pointer in enumerate(article.pointers):
            held = pointer.article
            if held in {None, article.id} or frozenset({held, article.id}) in apart:
                held = self._target(Wanted(article.id, position, pointer.title, pointer.url, None, 0), apart, rarity)
                if held:
                    found.append((article.id, position, held))
            pointers.append(replace(pointer, article=held))
        if found:
            self._archive.resolve_pointers(found)
        return replace(article, pointers=tuple(pointers))

    def settle(self, apart: Apart = ()) -> None:
        """Resolve what pointers wait for, after articles came in, changed or went."""
        rarity = self._rarities()
        titles = self._archive.titles
        if not titles.nothing_to_compare():
            while arrivals := titles.arrivals(AT_ONCE):
                titles.compared(arrivals, [headline for one in arrivals for headline in self._meant(one, rarity)])
        for _ in range(MOST // AT_ONCE):
            waiting = titles.open_pointers(AT_ONCE)
            if not waiting:
                return
            titles.settled([(one, self._target(one, apart, rarity)) for one in waiting])

    def _meant(self, arrival: Arrival, rarity: _Rarity) -> Iterator[str]:
        """The waiting headlines that may mean this article."""
        title = Wording(arrival.title)
        words = frozenset(title.words)
        rarity.learn(words)
        waiting = self._archive.titles.wanted({word: rarity(word) for word in words})
        rarity.learn(word for _, others in waiting for word in others)
        weight = sum(map(rarity, words))
        for headline, others in waiting:
            shared = sum(map(rarity, words.intersection(others)))
            near = shared >= SHARED * math.sqrt(weight * sum(map(rarity, others)))
            if near and likelihood(readings(headline), title, rarity) >= LEAST:
                yield headline

    def _target(self, wanted: Wanted, apart: Apart, rarity: _Rarity) -> str | None:
        """The article a pointer means: never its own, nor one that a person told apart from it."""

        def may_be(held: str) -> bool:
            return held != wanted.article and frozenset({held, wanted.article}) not in apart

        if wanted.url:
            held = self._archive.by_url([wanted.url]).get(wanted.url)
            if held and may_be(held):
                return held
        match = self._match(wanted, apart, rarity)
        return match.article if match and may_be(match.article) else None

    def _match(self, wanted: Wanted, apart: Apart, rarity: _Rarity) -> Match | None:
        """Its own article stands last, so that of two with one title it is the other; but it may be what is meant."""
        candidates = [
            candidate
            for candidate in self._candidates(wanted.title, rarity)
            if frozenset({candidate[0], wanted.article}) not in apart
        ]
        candidates.sort(key=lambda candidate: candidate[0] == wanted.article)
        return best(wanted.title, candidates, rarity)

    def _rarities(self) -> _Rarity:
        """What is known of words already, unless the library has changed so much that it must be asked anew."""
        total = self._archive.titles.total()
        if abs(total - self._rarity.total) * _CHANGED >= total:
            self._rarity = _Rarity(self._archive.titles, total)
        return self._rarity

    def _candidates(self, headline: str, rarity: _Rarity) -> list[Candidate]:
        asked = [word for way in readings(headline) for word in way.words]
        rarity.learn(asked)
        held = self._archive.titles.candidates({word: rarity(word) for word in asked}, CANDIDATES)
        found = [(article, Wording(title)) for article, title in held]
        rarity.learn(word for _, title in found for word in title.words)
        return found


class _Rarity:
    """How much words tell in a library of some size."""

    total: int
    """How many articles it held."""

    def __init__(self, titles: Titles, total: int) -> None:
        self._titles = titles
        self.total = total
        self._known: dict[str, float] = {}

    def __call__(self, word: str) -> float:
        if word not in self._known:
            self.learn([word])
        return self._known[word]

    def learn(self, words: Iterable[str]) -> None:
        """Look up many words at once."""
        unknown = {word for word in words if word not in self._known}
        for word, held in self._titles.frequencies(sorted(unknown)).items() if unknown else ():
            told = math.log((self.total + 1) / (min(held, self.total) + 0.5))
            self._known[word] = told / math.log(2 * self.total + 2)
