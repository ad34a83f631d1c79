"""The development kit's articles, stories, headlines and copies, and its own scoring."""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = ["Kit", "Record", "address_of", "id_of", "written"]

Record = dict[str, Any]
_ADDRESS = "https://kit.example/"


class Kit:
    """One folder of the kit, KIT/related."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def articles(self) -> list[Record]:
        """Articles: id, set, lang, title, text, date, source."""
        return _lines(self.folder / "articles.jsonl.gz")

    @cached_property
    def copies(self) -> list[Record]:
        """Made-up copies of some of the articles: id, of, kind, title, text."""
        return _lines(self.folder / "neardup.jsonl.gz")

    @cached_property
    def headlines(self) -> list[Record]:
        """Headlines without an address: q, gold, kind, story."""
        return [json.loads(line) for line in (self.folder / "titles.jsonl").read_text("utf-8").splitlines()]

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Ids of the articles that are not held when headlines are resolved."""
        return frozenset(json.loads((self.folder / "titles_hidden.json").read_text("utf-8")))

    @cached_property
    def stories(self) -> dict[str, str]:
        """The story of each labelled article."""
        return dict(self.scoring.labels(self.folder))

    @cached_property
    def scoring(self) -> ModuleType:
        """The kit's own scoring."""
        spec = importlib.util.spec_from_file_location("kit_score", self.folder / "score.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def queries(self) -> list[str]:
        """Ids of the articles whose related ones are asked for."""
        return list(self.scoring.queries(self.folder)[0])

    def ranked(self, related: Mapping[str, Sequence[str]]) -> Record:
        """nDCG@5, MRR@10, R@5, R@10 for each set, and their means as "macro"."""
        predictions = [{"id": asked, "related": list(found)} for asked, found in related.items()]
        return _with_macro(self.scoring.rank(self.folder, predictions)[1])

    def clustered(self, stories: Iterable[Iterable[str]]) -> Record:
        """B-cubed precision, recall and F1 for each set, and their means as "macro"."""
        predictions = [{"articles": list(story)} for story in stories]
        return _with_macro(self.scoring.clusters(self.folder, predictions)[1])

    def resolved(self, found: Sequence[str | None]) -> Record:
        """Precision, recall, F1 of what each headline was taken for, "exact", and by kind."""
        return dict(self.scoring.titles(self.folder, [{"n": n, "id": one} for n, one in enumerate(found)])[1])

    def folded(self, originals: Mapping[str, str | None]) -> Record:
        """Precision, recall, F1 of what copies were taken to be copies of, "all", and by kind."""
        return dict(self.scoring.copies(self.folder, [{"id": a, "of": b} for a, b in originals.items()])[1])


def written(articles: Iterable[Record], path: Path) -> Path:
    """Articles as a JSON Lines file that Reader imports; their addresses end in their ids."""
    with path.open("w", encoding="utf-8") as file:
        for one in articles:
            record = {name: one[name] for name in ("id", "title", "text")}
            record |= {"published": one.get("date"), "source": one.get("source"), "url": address_of(one["id"])}
            file.write(json.dumps(record) + "\n")
    return path


def address_of(article: str) -> str:
    """The address that an article of the kit has in Reader."""
    return _ADDRESS + article


def id_of(address: str | None) -> str:
    """The kit's id of an article by its address; "" where it is none of the kit's."""
    return address.removeprefix(_ADDRESS) if address and address.startswith(_ADDRESS) else ""


def _lines(path: Path) -> list[Record]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def _with_macro(table: dict[str, list[float]]) -> Record:
    return {**table, "macro": [sum(column) / len(column) for column in zip(*table.values(), strict=True)]}
