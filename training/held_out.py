"""The cleaner on sites it has not seen: for each page the weights are made without the pages of its fold of sites.

`python -m tests.bench.cleaning` shows it beside the libraries.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from reader.cleaning.extraction.model import Weights, read
from training.pages import fitted, folds_of, labelled, names_of, page_of, written

__all__ = ["held_out"]


def held_out(folder: Path, extract: Callable[[str, str], str]) -> Callable[[str, str], str]:
    """`extract` (a page and its address to a text) with the weights that have not seen the page's site."""
    found = labelled(folder)
    names = names_of(found)
    pages = [page_of(one, names) for one in found]
    folds = folds_of(pages)
    weights: dict[int, Weights] = {}
    for number in sorted(set(folds)):
        others = [page for page, fold in zip(pages, folds, strict=True) if fold != number]
        weights[number] = read(written(names, others, fitted(others)))
    by_site = {page.domain: weights[fold] for page, fold in zip(pages, folds, strict=True)}
    entries = json.loads((folder / "gold.json").read_text("utf-8"))["pages"]
    sites = {entry["url"]: entry["domain"] for entry in entries}

    def unseen(html: str, url: str) -> str:
        site = by_site.get(sites.get(url, ""))
        with patch("reader.cleaning.extraction.article.weights", lambda: site or weights[0]):
            return extract(html, url)

    return unseen
