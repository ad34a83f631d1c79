"""Labelled lines, whole outputs and the seed: what is cut of what should go, and of what should stay."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reader.cleaning.clean import clean
from reader.errors import CleaningError
from reader.model import Document, Facts, Media
from reader.text import fold, safe, words

__all__ = ["labelled_lines", "seed", "whole_outputs"]

_BEFORE = (
    "The harbour office counted forty-one boats on the river that morning, three fewer than in the week before.",
    "Nobody on the quay could say where the missing three had gone, and the weather had been calm.",
    "A clerk walked the length of the pier twice, with a lantern, and wrote down every name he could read.",
)
_AFTER = (
    "By noon two of the boats had come back, low in the water and without a word from those aboard.",
    "The third was found at the mill, tied to a willow, with its nets folded and its lamp still warm.",
    "The office has closed its book on the matter, and the clerk has asked for a longer lantern.",
)
"""An article of our own that a line is put into, between the lines it stood between."""
_NEWS = ("scrapinghub", "fundus-eval", "fundus-tests")


def labelled_lines(folder: Path) -> Iterator[str]:
    """How many lines of promotion go, and how many real ones, each cleaned in its place in a plain text."""
    sizes: Counter[str] = Counter()
    gone: Counter[str] = Counter()
    for row in _rows(folder / "lines-dev.jsonl"):
        cut = _is_cut(row)
        for kind in _kinds(row):
            sizes[kind] += 1
            gone[kind] += cut
    for row in _rows(folder / "lines-handmade.jsonl"):
        kind = f"written for the set, {row['label']}"
        sizes[kind] += 1
        gone[kind] += _is_cut(row)
    yield "| lines | removed | of |"
    yield "|---|---|---|"
    for kind in sizes:
        yield f"| {kind} | {100 * gone[kind] / sizes[kind]:.2f} % | {sizes[kind]} |"


def whole_outputs(folder: Path) -> Iterator[str]:
    """What is left of the junk in whole outputs of two libraries on news pages, and what of the text is lost."""
    sizes: Counter[tuple[str, str]] = Counter()
    left: Counter[tuple[str, str]] = Counter()
    for row in _rows(folder / "texts-dev.jsonl"):
        kept = _kept([text for _, text in row["lines"]], row["title"])
        for label, text in row["lines"]:
            key = (row["extractor"], label)
            sizes[key] += 1
            left[key] += _words(text) in kept
    yield "| output of | junk lines left | of | content lines lost | of |"
    yield "|---|---|---|---|---|"
    for name in sorted({name for name, _ in sizes}):
        junk, content = (name, "junk"), (name, "content")
        lost = sizes[content] - left[content]
        share, missed = left[junk] / sizes[junk], lost / sizes[content]
        yield f"| {name} | {100 * share:.1f} % | {sizes[junk]} | {100 * missed:.2f} % | {sizes[content]} |"


def seed(folder: Path) -> str:
    """What becomes of the article that the project began with, in one line."""
    gold = json.loads((folder / "seed-gold.json").read_text("utf-8"))
    data = (folder / gold["source"]).read_bytes()
    article = clean(Document("seed", data, Media.PLAIN, gold["source"]))
    kept = {_words(block.text) for block in article.blocks}
    wanted = [_words(text.removeprefix(gold["date_prefix"])) for label, text in gold["lines"] if label == "content"]
    junk = [_words(text) for label, text in gold["lines"] if label == "junk"]
    return (
        f"seed: {sum(text in kept for text in wanted)} of {len(wanted)} lines kept, "
        f"{sum(text not in kept for text in junk)} of {len(junk)} cut, date {article.published}, "
        f"{len(article.pointers)} pointers"
    )


def _kinds(row: dict[str, Any]) -> Iterator[str]:
    if row["label"] == "content":
        yield "real, all"
        if row["hard"]:
            yield "real, the hard ones"
    elif row["label"] == "promo":
        yield "promotion, share, subscribe, ad"
    else:
        yield f"{row['label']} (not counted)"


def _is_cut(row: dict[str, Any]) -> bool:
    around = (row.get("prev") or "", row.get("next") or "")
    where = row.get("where", "inside")
    before = () if where == "before" else _BEFORE + _AFTER[:1]
    after = () if where == "after" else _BEFORE[2:] + _AFTER
    return _words(row["text"]) not in _kept([*before, around[0], row["text"], around[1], *after], "Three boats")


def _kept(lines: Sequence[str], title: str) -> frozenset[str]:
    """The words of each line that stays of a plain text with these."""
    data = "\n\n".join(line for line in lines if line.strip()).encode("utf-8", "surrogatepass")
    document = Document("bench", data, Media.PLAIN, "lines.txt", facts=Facts(title=title or None))
    try:
        blocks = clean(document).blocks
    except CleaningError:
        return frozenset()
    return frozenset(said for block in blocks for said in (_words(block.text), _words(f"{block.marker} {block.text}")))


def _words(line: str) -> str:
    """What a line says, whatever signs, spaces and unseen characters it has."""
    return " ".join(words(fold(safe(line))))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
