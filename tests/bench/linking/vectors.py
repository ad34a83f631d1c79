"""Simple methods over tf-idf vectors. Needs numpy, SciPy and scikit-learn, which the program itself does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.feature_extraction.text import TfidfVectorizer

from tests.bench.linking.kit import Kit

__all__ = ["Vectors"]

_FOUND = 10
_DAYS = 5.0
_FLOOR = 0.3
_BARS = [bar / 100 for bar in range(50, 100, 2)]


class Vectors:
    """All articles of the kit as vectors of their words, weighed by how rare they are: length 1."""

    def __init__(self, kit: Kit, *, titles_only: bool = False) -> None:
        self._kit = kit
        self._ids = [one["id"] for one in kit.articles]
        texts = [one["title"] if titles_only else f"{one['title']} {one['text']}" for one in kit.articles]
        self._rows: Any = TfidfVectorizer(sublinear_tf=True, token_pattern=r"(?u)\b\w+\b").fit_transform(texts)

    def ranked(self, undated: float | None = None) -> dict[str, list[str]]:
        """For each query the articles with the highest cosine.

        Given what to count where a date is not known, it is the cosine times how near they are in time.
        """
        place = {one: number for number, one in enumerate(self._ids)}
        asked = self._kit.queries()
        numbers = [place[one] for one in asked]
        likeness = (self._rows[numbers] @ self._rows.T).toarray()
        if undated is not None:
            likeness *= self._nearness(numbers, undated)
        likeness[range(len(numbers)), numbers] = -1
        best = np.argsort(-likeness, axis=1, kind="stable")[:, :_FOUND]
        return {one: [self._ids[other] for other in row] for one, row in zip(asked, best, strict=True)}

    def grouped(self, undated: float | None = None) -> tuple[list[list[str]], float]:
        """Average link over all articles, cut at the distance that is best on the kit, and that distance.

        `undated` as for `ranked`.
        """
        likeness = (self._rows @ self._rows.T).toarray()
        if undated is not None:
            likeness *= self._nearness(range(len(self._ids)), undated)
        distances = 1 - likeness
        np.fill_diagonal(distances, 0)
        tree = linkage(squareform(np.maximum(distances, 0), checks=False), "average")
        stories = {bar: self._stories(fcluster(tree, bar, "distance")) for bar in _BARS}
        best = max(_BARS, key=lambda bar: self._kit.clustered(stories[bar])["macro"][2])
        return stories[best], best

    def _stories(self, numbers: Sequence[int]) -> list[list[str]]:
        stories: dict[int, list[str]] = {}
        for one, number in zip(self._ids, numbers, strict=True):
            stories.setdefault(number, []).append(one)
        return list(stories.values())

    def _nearness(self, asked: Sequence[int], undated: float) -> Any:
        """Falls by a factor of e in five days, to no less than 0.3; `undated` where a date is not known."""
        dates = [one["date"] for one in self._kit.articles]
        days = np.array([date.fromisoformat(when[:10]).toordinal() if when else np.nan for when in dates])
        apart = np.abs(days[list(asked)][:, None] - days[None, :])
        return np.where(np.isnan(apart), undated, _FLOOR + (1 - _FLOOR) * np.exp(-apart / _DAYS))
