"""Simple methods that need nothing beside what Reader itself is made with."""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass

from rapidfuzz import process, utils

from tests.bench.linking.bars import best_bar
from tests.bench.linking.kit import Kit

__all__ = ["Contained", "contained", "looks_like", "more_like_this"]

_TERMS = 25
_FOUND = 10
_RUN = 3


def more_like_this(kit: Kit) -> dict[str, list[str]]:
    """SQLite's full-text index asked for an article's 25 most telling words (tf-idf), in the order of its `rank`."""
    words = {one["id"]: Counter(_words(f"{one['title']} {one['text']}")) for one in kit.articles}
    spread = Counter(word for counted in words.values() for word in counted)
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE held USING fts5 (id UNINDEXED, title, text)")
        db.executemany("INSERT INTO held VALUES (:id, :title, :text)", kit.articles)
        related = {}
        for asked in kit.queries():
            telling = {
                word: (1 + math.log(count)) * math.log(len(words) / spread[word])
                for word, count in words[asked].items()
            }
            query = " OR ".join(f'"{word}"' for word in sorted(telling, key=lambda word: -telling[word])[:_TERMS])
            found = db.execute("SELECT id FROM held WHERE held MATCH ? ORDER BY rank LIMIT ?", (query, _FOUND + 1))
            related[asked] = [other for (other,) in found if other != asked]
        return related


def looks_like(kit: Kit, scorer: Callable[..., float]) -> tuple[list[str | None], float]:
    """For each headline the title that a measure of rapidfuzz finds most alike, and the bar that is best here."""
    held = {one["id"]: utils.default_process(one["title"]) for one in kit.articles if one["id"] not in kit.hidden}
    found = [process.extractOne(utils.default_process(one["q"]), held, scorer=scorer) for one in kit.headlines]
    answers = [(score, other) for _, score, other in found]
    gold = [one["gold"] for one in kit.headlines]
    judged = [(score, other == right) for (score, other), right in zip(answers, gold, strict=True)]
    bar = best_bar(judged, sum(right is not None for right in gold))
    return [other if score >= bar else None for score, other in answers], bar


@dataclass(frozen=True)
class Contained:
    """What containment of runs of three words finds with a bar."""

    bar: float
    copies: dict[str, str | None]
    among: int
    """How many of the kit's articles themselves it takes for copies of one that stands before them."""


def contained(kit: Kit) -> tuple[Contained, Contained]:
    """For each copy the article that shares most with it, of the runs of three words of the shorter one.

    First with the bar that is best for the copies alone; then with the one that is best if each of the articles that
    is taken for a copy counts as a wrong answer (a few are copies).
    """
    texts = _Containment({one["id"]: _runs(one["text"]) for one in (*kit.articles, *kit.copies)})
    among = [texts.best(one["id"])[0] for one in kit.articles]  # each is laid beside those before it, and then held
    best = {one["id"]: texts.best(one["id"], keep=False) for one in kit.copies}
    right = {one["id"]: one["of"] for one in kit.copies}
    answers = [(share, other == right[copy]) for copy, (share, other) in best.items()]
    bars = (best_bar(answers, len(right)), best_bar([*answers, *((share, False) for share in among)], len(right)))
    alone, all_in = (
        Contained(
            bar,
            {copy: other if share >= bar else None for copy, (share, other) in best.items()},
            sum(share >= bar for share in among),
        )
        for bar in bars
    )
    return alone, all_in


class _Containment:
    """Texts by their runs of words, held one after another."""

    def __init__(self, runs: Mapping[str, set[str]]) -> None:
        self._runs = runs
        self._holders: dict[str, list[str]] = defaultdict(list)

    def best(self, one: str, *, keep: bool = True) -> tuple[float, str]:
        """How much of the shorter stands in the longer, of the text held for which that is most; and which it is."""
        its = self._runs[one]
        shared = Counter(other for run in its for other in self._holders.get(run, ()))
        shares = [(count / min(len(its), len(self._runs[other])), other) for other, count in shared.items()]
        for run in its if keep else ():
            self._holders[run].append(one)
        return max(shares, default=(0.0, ""))


def _runs(text: str) -> set[str]:
    words = _words(text)
    return {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
