"""Fits the weights by which related articles are ranked and grouped: `python -m training.linking KIT/related`.

Reader itself brings the articles in; then each is asked for its kin. `ORDER` comes of a softmax over the kin of each
article (those of its story against all others), `BOND` of a logistic regression over pairs; both with L2, a fixed order
and no randomness. Every set weighs the same. The figures are those of five folds by story: each article is ranked and
bound by weights made without the articles of its story.

Needs numpy, SciPy and scikit-learn, which the program itself does not. Prints the weights; they are kept in
`reader/linking/kinship.py`.
"""

from __future__ import annotations

import argparse
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from reader.linking.grouping import SURE, group
from reader.linking.kinship import BOND, ORDER, bond_features, days_between, order_features
from reader.newsroom import open_newsroom
from reader.newsroom.comparing import circle_of, pair_of
from reader.paths import Home
from reader.store.archive import Archive
from tests.bench.linking.kit import Kit, id_of, written

__all__ = ["held_out"]

FOLDS = 5
STRENGTH = 1e-3
"""Of the regularisation of the order's weights."""
Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Case:
    """An article and another one, as seen from it."""

    article: int
    other: int
    kin: bool
    """Whether the other is among its kin; it may also be the other way round only."""
    order: tuple[float, ...]
    bond: tuple[float, ...]
    same: bool


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the kit's folder 'related'")
    measured = Kit(parser.parse_args().folder)
    sample = _sample(measured)
    unseen = HeldOut(measured, sample)
    print("order", _table(measured.ranked(unseen.ranked())))
    for sure in (0.25, 0.3, 0.35, 0.4, 0.45):
        print("bond", sure, _table(measured.clustered(unseen.stories(sure))))
    everything = np.ones(len(sample.ids), dtype=bool)
    print("ORDER", _named(ORDER, sample.order.fit(everything)))
    weights, bias = sample.bond.fit(everything)
    print("BOND", _named(BOND, weights), "BOND_BIAS", round(float(bias), 2))


def held_out(measured: Kit) -> tuple[dict[str, list[str]], list[list[str]]]:
    """What each query is ranked and all articles grouped by, as Reader would, with weights that saw no such story."""
    unseen = HeldOut(measured, _sample(measured))
    stories = unseen.stories(SURE)
    return unseen.ranked(stories), stories


@dataclass(frozen=True)
class Sample:
    """The kit's articles with their kin, and what is fitted to them."""

    ids: list[str]
    cases: list[Case]
    copies: list[tuple[int, int]]
    """Copies with their originals, by their numbers in `ids`."""
    order: _Order
    bond: _Bond


def _sample(measured: Kit) -> Sample:
    ids = [one["id"] for one in measured.articles]
    cases, copies = _cases(measured, ids)
    sets = Counter(one["set"] for one in measured.articles)
    weight = np.array([len(ids) / len(sets) / sets[one["set"]] for one in measured.articles])
    return Sample(ids, cases, copies, _Order(cases, weight), _Bond(cases, weight))


def _cases(measured: Kit, ids: Sequence[str]) -> tuple[list[Case], list[tuple[int, int]]]:
    """All articles with all their kin, by their numbers in `ids`, article by article; and the copies among them."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home.under(Path(folder) / "home")
        with closing(open_newsroom(home)) as newsroom:
            newsroom.import_file(str(written(measured.articles, Path(folder) / "articles.jsonl")))
        with closing(Archive(home.archive_file, lambda: datetime.now().astimezone())) as archive:
            rows = range(1, archive.total() + 1)
            place = {one: number for number, one in enumerate(ids)}
            numbers = {row: place[id_of(one.url)] for row, one in zip(rows, archive.headlines(rows), strict=True)}
            with archive.kin.reading() as tables:
                kept = {one.row: one for one in tables.kept(rows) if one.copy_of is None}
                copies = [(numbers[copy], numbers[original]) for copy, original in tables.originals(rows).items()]
    circles = {row: circle_of(one.near) for row, one in kept.items()}
    near = {(row, other.row): other for row, one in kept.items() for other in one.near}
    own = frozenset(near)
    near |= {(b, a): one._replace(row=a) for (a, b), one in near.items() if (b, a) not in near}
    cases = []
    for (row, other), one in sorted(near.items()):
        pair = pair_of(one, days_between(kept[row].published, kept[other].published))
        same = measured.stories[ids[numbers[row]]] == measured.stories[ids[numbers[other]]]
        ranked, bonds = order_features(pair, circles[other]), bond_features(pair, circles[row], circles[other])
        cases.append(Case(numbers[row], numbers[other], (row, other) in own, ranked, bonds, same))
    return cases, copies


class _Order:
    """The ranking of each article's kin: a linear score, fitted by a softmax over the list."""

    def __init__(self, cases: Sequence[Case], weight: Array) -> None:
        self._rows = np.array([case.order for case in cases])
        self._scale = self._rows.std(axis=0) + 1e-9
        self._same = np.array([case.same for case in cases], dtype=float)
        self._of = np.array([case.article for case in cases])
        self._kin = np.array([case.kin for case in cases])
        self._weight = weight

    def fit(self, among: Array) -> Array:
        """Weights from the lists of these articles."""
        chosen = np.flatnonzero(among[self._of] & self._kin)
        rows, same = self._rows[chosen] / self._scale, self._same[chosen]
        lists, starts = _lists(self._of[chosen])
        wanted = np.bincount(lists, same)
        share = (self._weight[self._of[chosen]] / np.maximum(wanted, 1)[lists]) * same
        total = share.sum()

        def loss(weights: Array) -> tuple[float, Array]:
            score = rows @ weights
            power = np.exp(np.minimum(score - np.maximum.reduceat(score, starts)[lists], 50))
            others = np.add.reduceat(power * (1 - same), starts)[lists]
            chance = power / (power + others + 1e-12)
            pull = np.add.reduceat(share / (power + others + 1e-12), starts)[lists]
            slope = -share * (1 - chance) + (1 - same) * power * pull
            value = -(share * np.log(chance + 1e-12)).sum() / total + STRENGTH * weights @ weights
            return float(value), rows.T @ slope / total + 2 * STRENGTH * weights

        found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
        return np.asarray(found.x / self._scale)

    def scores(self, weights: Array) -> Array:
        """The score of every case."""
        return np.asarray(self._rows @ weights)


class _Bond:
    """The chance that two articles are of one story: logistic regression."""

    def __init__(self, cases: Sequence[Case], weight: Array) -> None:
        self._rows = np.array([case.bond for case in cases])
        self._scale = self._rows.std(axis=0) + 1e-9
        self._same = np.array([case.same for case in cases])
        self._articles = np.array([(case.article, case.other) for case in cases])
        self._weight = weight[self._articles].sum(axis=1)

    def fit(self, among: Array) -> tuple[Array, float]:
        """Weights and bias from the pairs within these articles."""
        chosen = among[self._articles].all(axis=1)
        model = LogisticRegression(C=1.0, max_iter=3000)
        model.fit(self._rows[chosen] / self._scale, self._same[chosen], sample_weight=self._weight[chosen])
        return np.asarray(model.coef_[0] / self._scale), float(model.intercept_[0])

    def chances(self, weights: Array, bias: float) -> Array:
        """The chance of every case."""
        return np.asarray(1 / (1 + np.exp(-(self._rows @ weights + bias))))


class HeldOut:
    """What articles are to weights whose fitting their story took no part in."""

    def __init__(self, measured: Kit, sample: Sample) -> None:
        self._measured = measured
        self._sample = sample
        folds = np.array([zlib.crc32(measured.stories[one].encode()) % FOLDS for one in sample.ids])
        of = folds[np.array([case.article for case in sample.cases])]
        self._scores, self._chances = np.zeros(len(of)), np.zeros(len(of))
        for fold in range(FOLDS):
            unseen = of == fold
            self._scores[unseen] = sample.order.scores(sample.order.fit(folds != fold))[unseen]
            self._chances[unseen] = sample.bond.chances(*sample.bond.fit(folds != fold))[unseen]

    def ranked(self, stories: Iterable[Iterable[str]] = ()) -> dict[str, list[str]]:
        """For each query its copies, then those of its story if there are any, then its kin by their scores.

        A copy has the kin of its original.
        """
        ids = self._sample.ids
        place = {one: number for number, story in enumerate(stories) for one in story}
        originals = {ids[copy]: ids[original] for copy, original in self._sample.copies}
        same: dict[str, list[str]] = {}
        for copy, original in originals.items():
            same.setdefault(original, []).append(copy)
        kin: dict[str, list[tuple[int, bool, float, str]]] = {}
        for case, score in zip(self._sample.cases, self._scores.tolist(), strict=True):
            if case.kin:
                one, other = ids[case.article], ids[case.other]
                looser = one not in place or place[one] != place.get(other)
                told = [(1 + looser, False, -score, other)]
                told += [] if looser else [(1, True, -score, copy) for copy in same.get(other, ())]
                kin.setdefault(one, []).extend(told)
        found = {}
        for asked in self._measured.queries():
            original = originals.get(asked, asked)
            copies = [one for one in (original, *same.get(original, ())) if one != asked]
            found[asked] = copies + [other for *_, other in sorted(kin.get(original, ()))]
        return found

    def stories(self, sure: float) -> list[list[str]]:
        """All articles in groups."""
        folded = {copy for copy, _ in self._sample.copies}
        bonds = {
            (case.article, case.other): chance
            for case, chance in zip(self._sample.cases, self._chances.tolist(), strict=True)
            if case.article < case.other and not folded.intersection((case.article, case.other))
        }
        together = [(min(pair), max(pair)) for pair in self._sample.copies]
        return [[self._sample.ids[number] for number in one] for one in group(bonds, together, sure=sure)]


def _lists(of: Array) -> tuple[Array, Array]:
    """For each case the number of its list, and for each list its first case."""
    starts = np.flatnonzero(np.r_[True, of[1:] != of[:-1]])
    return np.cumsum(np.r_[True, of[1:] != of[:-1]]) - 1, starts


def _named(names: Mapping[str, float], weights: Array) -> dict[str, float]:
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def _table(table: Mapping[str, Sequence[float]]) -> str:
    return "  ".join(f"{name} {'/'.join(f'{value:.3f}' for value in row[:3])}" for name, row in table.items())


if __name__ == "__main__":
    main()
