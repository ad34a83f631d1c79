"""Makes the weights by which the article in a page is found: `python -m training.pages KIT/extraction`.

A line of a page is the article's when half of its word 4-grams stand in the page's gold text. Logistic regression
(L2, fixed order, no randomness) weighs the features of `reader.cleaning.extraction.features`; a second, of three
numbers, joins in readability's vote. Figures are from five folds by site: no site is on both sides.

Needs numpy and scikit-learn, which the program itself does not: `pip install numpy scikit-learn`.
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
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from reader.cleaning.extraction.features import Features, features_of
from reader.cleaning.extraction.model import FLAGS
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
STRENGTH = 0.02
"""Inverse of the strength of regularisation."""
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
    tokens: Any


@dataclass(frozen=True)
class Page:
    """A page whose features are numbers, a row a line."""

    labelled: Labelled
    rows: Any

    @property
    def domain(self) -> str:
        """The site it is of."""
        return self.labelled.domain


Name = tuple[str, str]
"""The family and the name of a feature."""


def main() -> None:
    """Read the pages, say how well five folds do, and write the weights made from all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder with gold.json and html/")
    folder = parser.parse_args().folder
    entries = json.loads((folder / "gold.json").read_text("utf-8"))["pages"]
    entries = [(folder, entry) for entry in entries if entry["dataset"] in CORE + LESSER and entry["text"]]
    with Pool() as pool:
        found = [one for one in pool.imap(_labelled, entries, chunksize=4) if one is not None]
    names = _names(found)
    pages = [Page(one, _rows(one.features, names)) for one in found]
    vote = _vote(pages, _folds(pages))
    _write(names, pages, _fitted(pages), vote)
    print(f"{len(pages)} pages: {WEIGHTS}")


def _names(found: Sequence[Labelled]) -> list[Name]:
    """All features worth a weight."""
    pages = Counter(flag for one in found for flag in frozenset().union(*one.features.flags))
    flags = sorted(flag for flag, count in pages.items() if count >= SEEN)
    columns = [(family, name) for family, columns in found[0].features.families.items() for name in columns]
    return [(FLAGS, flag) for flag in flags] + columns


def _rows(features: Features, names: Sequence[Name]) -> Any:
    columns = [
        [flag in held for held in features.flags] if family == FLAGS else features.families[family][flag]
        for family, flag in names
    ]
    return np.array(columns, dtype=np.float32).T


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
    tokens = np.array([len(TOKEN.findall(text)) for text in texts], dtype=np.float32)
    weights = _weights(tokens, wanted, optional) * (1 if entry["dataset"] in CORE else LESSER_WEIGHT)
    voted = np.array([number in votes for number in range(len(texts))], dtype=np.float32)
    features = features_of(standings, page)
    return Labelled(entry["id"], entry["dataset"], entry["domain"], features, voted, wanted, weights, tokens)


def _weights(tokens: Any, wanted: Any, optional: Any) -> Any:
    """How much each line counts: by its share of the page's text, so that all pages count alike."""
    share = np.minimum(tokens / max(1.0, float((tokens * wanted).sum())), 0.3)
    return np.where(optional, 0.0, share * 100 + 0.02)


def _labels(texts: Sequence[str], entry: dict[str, Any]) -> tuple[Any, Any]:
    """Which lines are the article's, each text once, where it is nearest to the others; and which count neither way."""
    gold, optional = _Gold(entry["text"]), _Gold("\n".join(entry.get("optional") or []))
    inside = [number for number, text in enumerate(texts) if gold.share(text) >= 0.5]
    middle = statistics.median(inside) if inside else 0
    first: dict[str, int] = {}
    for number in inside:
        text = texts[number]
        if text not in first or abs(number - middle) < abs(first[text] - middle):
            first[text] = number
    wanted = np.zeros(len(texts), dtype=np.int8)
    wanted[list(first.values())] = 1
    return wanted, np.array([optional.share(text) >= 0.5 for text in texts])


class _Gold:
    """A text that lines are looked up in by their word 4-grams; shorter lines must stand in it whole."""

    def __init__(self, text: str) -> None:
        words = TOKEN.findall(text.lower())
        self._flat = f" {' '.join(words)} "
        self._grams = frozenset(_grams(words))

    def share(self, line: str) -> float:
        words = TOKEN.findall(line.lower())
        if f" {' '.join(words)} " in self._flat and words:
            return 1.0
        grams = list(_grams(words))
        return sum(gram in self._grams for gram in grams) / len(grams) if grams else 0.0


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(GRAM)), strict=False)


def _fitted(pages: Sequence[Page]) -> tuple[Any, float]:
    """The weights of the features, in their own units, and the bias."""
    rows = np.concatenate([page.rows for page in pages])
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1
    model = LogisticRegression(C=STRENGTH, max_iter=300)
    model.fit(
        (rows - mean) / spread,
        np.concatenate([page.labelled.wanted for page in pages]),
        sample_weight=np.concatenate([page.labelled.weights for page in pages]),
    )
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - (weights * mean).sum())


def _folds(pages: Sequence[Page]) -> list[Any]:
    """The score of every line by a model that has not seen its site."""
    domains = sorted({page.domain for page in pages})
    random.Random(0).shuffle(domains)
    fold = {domain: number % FOLDS for number, domain in enumerate(domains)}
    scores: list[Any] = [None] * len(pages)
    for number in range(FOLDS):
        weights, bias = _fitted([page for page in pages if fold[page.domain] != number])
        for at, page in enumerate(pages):
            if fold[page.domain] == number:
                scores[at] = page.rows @ weights + bias
    return scores


def _vote(pages: Sequence[Page], scores: Sequence[Any]) -> tuple[float, float, float]:
    rows = np.column_stack([np.concatenate(scores), np.concatenate([page.labelled.readable for page in pages])])
    model = LogisticRegression(C=1.0)
    model.fit(
        rows,
        np.concatenate([page.labelled.wanted for page in pages]),
        sample_weight=np.concatenate([page.labelled.weights for page in pages]),
    )
    score, vote = model.coef_[0]
    return float(score), float(vote), float(model.intercept_[0])


def _write(
    names: Sequence[Name], pages: Sequence[Page], model: tuple[Any, float], vote: tuple[float, float, float]
) -> None:
    """Weights count from what is usual for a line of an article, so that they tell what speaks against a line."""
    weights, bias = model
    rows = np.concatenate([page.rows[page.labelled.wanted > 0] for page in pages])
    share = np.concatenate([page.labelled.weights[page.labelled.wanted > 0] for page in pages])
    usual = np.average(rows, axis=0, weights=share)
    families: dict[str, dict[str, list[float]]] = {}
    for (family, name), weight, mean in zip(names, weights, usual, strict=True):
        if weight:
            families.setdefault(family, {})[name] = [_rounded(weight), _rounded(mean)]
    data = {
        "bias": _rounded(bias + float((weights * usual).sum())),
        "vote": [_rounded(number) for number in vote],
        "families": families,
    }
    WEIGHTS.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


def _rounded(number: float) -> float:
    return float(f"{number:.4g}") if math.isfinite(number) else 0.0


if __name__ == "__main__":
    main()
