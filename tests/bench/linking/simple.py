"""Simple methods that need nothing beside what Reader itself is made with."""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import closing

from rapidfuzz import process, utils

from tests.bench.linking.bars import best_bar
from tests.bench.linking.kit import Kit

__all__ = ["contained", "looks_like", "more_like_this"]

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


def contained(kit: Kit) -> tuple[dict[str, str | None], float]:
    """For each copy the article with which it shares most runs of three words, of the shorter's; and the best bar."""
    runs = {copy["id"]: _runs(copy["text"]) for copy in kit.copies}
    holders: dict[str, list[str]] = defaultdict(list)
    for copy, its in runs.items():
        for run in its:
            holders[run].append(copy)
    best: dict[str, tuple[float, str]] = {}
    for article in kit.articles:
        its = _runs(article["text"])
        for copy, shared in Counter(copy for run in its for copy in holders.get(run, ())).items():
            share = shared / min(len(its), len(runs[copy]))
            best[copy] = max(best.get(copy, (0.0, "")), (share, article["id"]))
    right = {copy["id"]: copy["of"] for copy in kit.copies}
    bar = best_bar([(share, other == right[copy]) for copy, (share, other) in best.items()], len(right))
    return {copy: other if share >= bar else None for copy, (share, other) in best.items()}, bar


def _runs(text: str) -> set[str]:
    words = _words(text)
    return {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
