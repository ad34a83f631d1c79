"""Pages with gold text: each extractor on each page, taking turns, so that the machine's moods hit all alike."""

from __future__ import annotations

import gzip
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median
from types import ModuleType
from typing import Any

from reader.guard import cores
from tests.bench.cleaning.extractors import Extract

__all__ = ["CORE", "Outcome", "measure", "one_process", "report"]

CORE = ("scrapinghub", "fundus-eval", "fundus-tests", "wcxb-article")
"""The sets that count; see the kit's README for how far to trust each."""
PROGRAM = str(Path(sys.executable).with_name("reader"))
_FAILED = 0.5
"""F1 below which a page counts as failed."""


@dataclass
class Outcome:
    """What one extractor made of the pages."""

    shares: dict[str, list[tuple[float, float, float]]] = field(default_factory=dict)
    """For each set, a page each: 4-grams found, let in, and missed, scaled to sum 1."""
    times: list[float] = field(default_factory=list)
    """Milliseconds a page."""
    failed: list[str] = field(default_factory=list)
    """The pages with an F1 under one half."""
    empty: int = 0


def measure(folder: Path, extractors: Mapping[str, Extract]) -> dict[str, Outcome]:
    """Run all on all pages of the core sets."""
    score = _scoring(folder)
    outcomes = {name: Outcome() for name in extractors}
    names = list(extractors)
    for name in names:  # what is loaded at first use is not the page's time
        _text(extractors[name], "<html><body><article><p>One sentence, and another.</p></article></body></html>", "")
    for number, (entry, html) in enumerate(_gold(folder)):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            start = time.perf_counter()
            text = _text(extractors[name], html, entry["url"])
            outcomes[name].times.append((time.perf_counter() - start) * 1000)
            _judge(outcomes[name], entry, text, score)
    return outcomes


def one_process(folder: Path) -> str:
    """What `reader show --json FILE …` takes for all the pages as files: starting, reading, and printing too."""
    with tempfile.TemporaryDirectory() as place:
        files = []
        for number, (_, html) in enumerate(_gold(folder)):
            files.append(Path(place) / f"{number}.html")
            files[-1].write_text(html, "utf-8", "surrogatepass", newline="")
        command = [PROGRAM, "--home", f"{place}/home", "show", "--json", *map(str, files)]
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    each = 1000 / len(files)
    return (
        f"`reader show --json` with all {len(files)} pages as files, in one process on {cores()} cores: "
        f"{wall * each:.1f} ms a page ({busy * each:.1f} ms of CPU), its start included"
    )


def report(folder: Path, outcomes: Mapping[str, Outcome]) -> Iterator[str]:
    """The figures as a table in Markdown."""
    score = _scoring(folder)
    pages = {name: len(next(iter(outcomes.values())).shares[name]) for name in CORE}
    heads = [f"{name} ({count})" for name, count in pages.items()]
    yield f"| F1 / P / R | {' | '.join(heads)} | mean F1 | under {_FAILED} F1 | empty | ms median | ms p99 |"
    yield f"|---|{'---|' * (len(CORE) + 5)}"
    for name, outcome in outcomes.items():
        sums = [score.summary(outcome.shares[dataset]) for dataset in CORE]
        figures = [f"{f1:.3f} / {precision:.3f} / {recall:.3f}" for f1, precision, recall in sums]
        times = sorted(outcome.times)
        last = [
            f"{fmean(f1 for f1, _, _ in sums):.4f}",
            f"{len(outcome.failed)} of {len(times)}",
            str(outcome.empty),
            f"{median(times):.1f}",
            f"{times[int(0.99 * (len(times) - 1))]:.0f}",
        ]
        yield f"| {name} | {' | '.join([*figures, *last])} |"


def _text(extract: Extract, html: str, url: str) -> str:
    try:
        return extract(html, url)
    except Exception:  # noqa: BLE001 - a library's failure is a result here
        return ""


def _judge(outcome: Outcome, entry: dict[str, Any], text: str, score: ModuleType) -> None:
    shares = score.tp_fp_fn(entry["text"], text, entry.get("optional") or ())
    outcome.shares.setdefault(entry["dataset"], []).append(shares)
    outcome.empty += not text.strip()
    if not text.strip() or score.f1(score.prec(*shares), score.rec(*shares)) < _FAILED:
        outcome.failed.append(entry["id"])


def _gold(folder: Path) -> Iterator[tuple[dict[str, Any], str]]:
    for entry in json.loads((folder / "gold.json").read_text("utf-8"))["pages"]:
        if entry["dataset"] in CORE and entry["text"]:
            with gzip.open(folder / entry["file"], "rt", encoding="utf-8", newline="") as file:
                yield entry, file.read()


def _scoring(folder: Path) -> ModuleType:
    """The kit's own measure, as it stands there."""
    spec = importlib.util.spec_from_file_location("kit_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
