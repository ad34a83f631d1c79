"""Makes the weights by which the article in a page is found: `python -m training.pages KIT/extraction`.

A line of a page is the article's when half of its word 4-grams stand in the page's gold text. Logistic regression
(L2, fixed order, no randomness) weighs the features of `reader.cleaning.extraction.features`; a second one weighs them
again beside what the first made of the lines around, from folds by site, so that it learns from what the first is like
on sites it has not seen; a third, of three numbers, joins in readability's vote. Pages of which only snippets are
known take part with the labels that a model of the others gives them.

Needs numpy and scikit-learn, which the program itself does not; `make bench-cleaning` installs them, and says how the
model does on sites it has not seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from reader.cleaning.extraction.context import CONTEXT, context_of
from reader.cleaning.extraction.features import Features, features_of
from reader.cleaning.extraction.model import FLAGS, probability
from reader.cleaning.extraction.vote import readable
from reader.cleaning.metadata import read_page
from reader.cleaning.tree import page_tree, without_active
from reader.cleaning.walk import walk

WEIGHTS = Path(__file__).parent.parent / "reader" / "cleaning" / "extraction" / "weights.json"
CORE = ("scrapinghub", "fundus-eval", "fundus-tests", "wcxb-article")
"""The sets that count; their gold text was made or checked by people."""
LESSER = ("mozilla-readability", "newspaper4k-tests")
"""Sets that tell what one library puts out; they count for less."""
LESSER_WEIGHT = 0.3
SNIPPETS = "trafilatura-snippets"
"""A set of which only a few wanted and unwanted snippets of each page are known."""
SNIPPET_WEIGHT = 0.5
HINT = 4.0
"""Log odds that a snippet adds to a line it stands in, or takes away."""
ALONE, AMONG = 0.02, 0.05
"""Inverse strengths of regularisation."""
FOLDS = 5
GRAM = 4
TOKEN = re.compile(r"\w+")
SEEN = 8
"""Pages a flag must be held on to be given a weight."""


@dataclass(frozen=True)
class Labelled:
    """The lines of a page with their features and labels."""

    id: str
    dataset: str
    domain: str
    features: Features
    readable: Any
    wanted: Any
    weights: Any
    hints: Any
    """1 for a line that a wanted snippet stands in, -1 for an unwanted one's, else 0."""


@dataclass(frozen=True)
class Page:
    """A page whose features are numbers, a row a line."""

    labelled: Labelled
    rows: Any
    wanted: Any
    weights: Any

    @property
    def domain(self) -> str:
        """The site it is of."""
        return self.labelled.domain


@dataclass(frozen=True)
class Fit:
    """The weights of features in their own units."""

    weights: Any
    bias: float

    def scores(self, rows: Any) -> Any:
        """The log odds of lines."""
        return rows @ self.weights + self.bias


@dataclass(frozen=True)
class Model:
    """All that is learned."""

    alone: Fit
    among: Fit
    vote: tuple[float, float, float]

    def scores(self, page: Page) -> Any:
        """The log odds of a page's lines before the vote."""
        first = self.alone.scores(page.rows)
        return self.among.scores(_among(page, first))


Name = tuple[str, str]
"""The family and the name of a feature."""


def main() -> None:
    """Read the pages and write the weights made from all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder with gold.json and html/")
    found = labelled(parser.parse_args().folder)
    names = names_of(found)
    pages = [page_of(one, names) for one in found]
    WEIGHTS.write_text(written(names, pages, fitted(pages)), "utf-8")
    print(f"{len(pages)} pages: {WEIGHTS}")


def labelled(folder: Path) -> list[Labelled]:
    """All pages of the kit's folder that something is known of."""
    entries = json.loads((folder / "gold.json").read_text("utf-8"))["pages"]
    known = [(folder, entry) for entry in entries if entry["text"] or entry["dataset"] == SNIPPETS]
    with Pool() as pool:
        return [one for one in pool.imap(_labelled, known, chunksize=4) if one is not None]


def names_of(found: Sequence[Labelled]) -> list[Name]:
    """All features worth a weight."""
    pages = Counter(flag for one in found for flag in frozenset().union(*one.features.flags))
    flags = sorted(flag for flag, count in pages.items() if count >= SEEN)
    columns = [(family, name) for family, columns in found[0].features.families.items() for name in columns]
    return [(FLAGS, flag) for flag in flags] + columns


def page_of(one: Labelled, names: Sequence[Name]) -> Page:
    """A page as numbers."""
    columns = [
        [flag in held for held in one.features.flags] if family == FLAGS else one.features.families[family][flag]
        for family, flag in names
    ]
    return Page(one, np.array(columns, dtype=np.float32).T, one.wanted, one.weights)


def fitted(pages: Sequence[Page]) -> Model:
    """The model of these pages."""
    known = [page for page in pages if page.labelled.dataset != SNIPPETS]
    first = _fit([(page.rows, page) for page in known], ALONE)
    pages = known + [_guessed(page, first) for page in pages if page.labelled.dataset == SNIPPETS]
    alone = _fit([(page.rows, page) for page in pages], ALONE)
    unseen = _unseen(pages)
    beside = [(_among(page, scores), page) for page, scores in zip(pages, unseen, strict=True)]
    among = _fit(beside, AMONG)
    return Model(alone, among, _vote([(among.scores(rows), page) for rows, page in beside if page in known]))


def _labelled(task: tuple[Path, dict[str, Any]]) -> Labelled | None:
    folder, entry = task
    with gzip.open(folder / entry["file"], "rt", encoding="utf-8", newline="") as file:
        root = page_tree(file.read())
    page = read_page(root, entry["url"])
    standings = walk(without_active(root).find("body"), entry["url"])
    if not standings:
        return None
    votes = readable(root, standings) or frozenset()
    texts = [standing.line.block.text for standing in standings]
    wanted, optional = _labels(texts, entry)
    features = features_of(standings, page)
    weights = _weights(np.array(features.sizes), wanted, optional) * (1 if entry["dataset"] in CORE else LESSER_WEIGHT)
    voted = np.array([number in votes for number in range(len(texts))], dtype=np.float32)
    return Labelled(
        entry["id"], entry["dataset"], entry["domain"], features, voted, wanted, weights, _hints(texts, entry)
    )


def _hints(texts: Sequence[str], entry: dict[str, Any]) -> Any:
    plain = [" ".join(text.split()) for text in texts]
    hints = np.zeros(len(texts))
    for hint, snippets in ((-1, entry.get("without")), (1, entry.get("with"))):
        for snippet in filter(None, (" ".join(snippet.split()) for snippet in snippets or ())):
            hints[[snippet in text for text in plain]] = hint
    return hints


def _guessed(page: Page, model: Fit) -> Page:
    """A page of which only snippets are known, with the labels a model gives it, the surer the weightier."""
    scores = model.scores(page.rows) + HINT * page.labelled.hints
    wanted = (scores > 0).astype(np.int8)
    sure = np.abs(2 * np.array(list(map(probability, scores))) - 1)
    weights = _weights(np.array(page.labelled.features.sizes), wanted, np.zeros(len(scores), dtype=bool))
    return replace(page, wanted=wanted, weights=weights * sure * SNIPPET_WEIGHT)


def _weights(sizes: Any, wanted: Any, optional: Any) -> Any:
    """How much each line counts: by its share of the page's text, so that all pages count alike."""
    share = np.minimum(sizes / max(1.0, float((sizes * wanted).sum())), 0.3)
    return np.where(optional, 0.0, share * 100 + 0.02)


def _labels(texts: Sequence[str], entry: dict[str, Any]) -> tuple[Any, Any]:
    """Which lines are the article's, each text as often as the gold holds it, and which count neither way."""
    gold, optional = _Gold(entry["text"]), _Gold("\n".join(entry.get("optional") or []))
    plain = [_plain(text) for text in texts]
    inside = [number for number, text in enumerate(texts) if gold.share(text) >= 0.5]
    long = [number for number in inside if len(plain[number].split()) >= GRAM]
    places: dict[str, list[int]] = {}
    for number in inside:
        within = long and long[0] <= number <= long[-1]
        if number in long or within or plain[number] in gold.lines:
            places.setdefault(plain[number], []).append(number)
    middle = statistics.median(long or inside or [0])
    wanted = np.zeros(len(texts), dtype=np.int8)
    for text, numbers in places.items():
        nearest = sorted(numbers, key=lambda number: abs(number - middle))
        wanted[nearest[: max(1, gold.times(text))]] = 1
    return wanted, np.array([optional.share(text) >= 0.5 for text in texts])


def _plain(text: str) -> str:
    return " ".join(TOKEN.findall(text.lower()))


class _Gold:
    """A text that lines are looked up in by their word 4-grams; shorter lines must stand in it whole."""

    def __init__(self, text: str) -> None:
        words = TOKEN.findall(text.lower())
        self.lines = frozenset(map(_plain, text.splitlines()))
        self._flat = f" {' '.join(words)} "
        self._grams = frozenset(_grams(words))

    def times(self, line: str) -> int:
        """How often a plain line stands in the text."""
        return self._flat.count(f" {line} ")

    def share(self, line: str) -> float:
        words = TOKEN.findall(line.lower())
        if f" {' '.join(words)} " in self._flat and words:
            return 1.0
        grams = list(_grams(words))
        return sum(gram in self._grams for gram in grams) / len(grams) if grams else 0.0


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(GRAM)), strict=False)


def _fit(lines: Sequence[tuple[Any, Page]], strength: float) -> Fit:
    rows = np.concatenate([rows for rows, _ in lines])
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1
    model = LogisticRegression(C=strength, max_iter=300)
    model.fit(
        (rows - mean) / spread,
        np.concatenate([page.wanted for _, page in lines]),
        sample_weight=np.concatenate([page.weights for _, page in lines]),
    )
    weights = model.coef_[0] / spread
    return Fit(weights, float(model.intercept_[0] - (weights * mean).sum()))


def _among(page: Page, scores: Any) -> Any:
    """The rows of a page beside what a first weighing made of the lines around."""
    likely = list(map(probability, scores))
    around = context_of(list(scores), likely, page.labelled.features.sizes)
    return np.column_stack([page.rows, *(np.array(column, dtype=np.float32) for column in around.values())])


def folds_of(pages: Sequence[Page]) -> list[int]:
    """The number of the fold of each page; all pages of a site are in one."""
    domains = sorted({page.domain for page in pages})
    random.Random(0).shuffle(domains)
    fold = {domain: number % FOLDS for number, domain in enumerate(domains)}
    return [fold[page.domain] for page in pages]


def _unseen(pages: Sequence[Page]) -> list[Any]:
    """The first weighing's score of every line by a model that has not seen its site."""
    folds = folds_of(pages)
    models = [
        _fit([(page.rows, page) for page, fold in zip(pages, folds, strict=True) if fold != number], ALONE)
        for number in range(FOLDS)
    ]
    return [models[fold].scores(page.rows) for page, fold in zip(pages, folds, strict=True)]


def _vote(scored: Sequence[tuple[Any, Page]]) -> tuple[float, float, float]:
    scores = np.concatenate([scores for scores, _ in scored])
    model = LogisticRegression(C=1.0)
    model.fit(
        np.column_stack([scores, np.concatenate([page.labelled.readable for _, page in scored])]),
        np.concatenate([page.wanted for _, page in scored]),
        sample_weight=np.concatenate([page.weights for _, page in scored]),
    )
    score, vote = model.coef_[0]
    return float(score), float(vote), float(model.intercept_[0])


def written(names: Sequence[Name], pages: Sequence[Page], model: Model) -> str:
    """The model as JSON; weights count from what is usual for a line of an article, to tell what speaks against it."""
    around = [(CONTEXT, name) for name in context_of([0.0], [0.5], [1])]
    beside = [_among(page, model.alone.scores(page.rows)) for page in pages]
    data = {
        "vote": [_rounded(number) for number in model.vote],
        "alone": _linear(names, [page.rows for page in pages], pages, model.alone),
        "among": _linear([*names, *around], beside, pages, model.among),
    }
    return json.dumps(data, indent=1) + "\n"


def _linear(names: Sequence[Name], rows: Sequence[Any], pages: Sequence[Page], fit: Fit) -> dict[str, Any]:
    wanted = [page.wanted > 0 for page in pages]
    usual = np.average(
        np.concatenate([row[held] for row, held in zip(rows, wanted, strict=True)]),
        axis=0,
        weights=np.concatenate([page.weights[held] for page, held in zip(pages, wanted, strict=True)]),
    )
    families: dict[str, dict[str, list[float]]] = {}
    for (family, name), weight, mean in zip(names, fit.weights, usual, strict=True):
        if weight:
            families.setdefault(family, {})[name] = [_rounded(weight), _rounded(mean)]
    return {"bias": _rounded(fit.bias + float((fit.weights * usual).sum())), "families": families}


def _rounded(number: float) -> float:
    return float(f"{number:.4g}") if math.isfinite(number) else 0.0


if __name__ == "__main__":
    main()
