"""The figures on the kit as tables in Markdown, a row for each method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from tests.bench.linking.dated import dated_part
from tests.bench.linking.kit import Kit

__all__ = ["copies", "headlines", "ranking", "stories", "strangers"]

_SETS = ("allsides", "ecb", "basil", "bizen", "vi")


def ranking(kit: Kit, methods: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[str]:
    """For each query what is related, best first."""
    groups, relevant = kit.scoring.sets(kit.folder), kit.scoring.queries(kit.folder)[1]
    asked = Counter(groups[one] for one in relevant)
    dated = {one["id"] for one in kit.articles if one["date"]}
    heads = [f"{name} ({asked[name]})" for name in _SETS]
    yield _cells("nDCG@5 / MRR@10", *heads, "macro", f"dated part ({len(dated.intersection(relevant))})")
    yield _rule(len(heads) + 3)
    for name, related in methods.items():
        table = kit.ranked(related)
        figures = [_figures(table[part][:2]) for part in (*_SETS, "macro")]
        yield _cells(name, *figures, _figures(dated_part(related, relevant, dated)))


def stories(kit: Kit, methods: Mapping[str, Iterable[Iterable[str]]]) -> Iterator[str]:
    """Groups of articles."""
    yield _cells("B-cubed P / R / F1", *_SETS, "macro")
    yield _rule(len(_SETS) + 2)
    for name, groups in methods.items():
        table = kit.clustered(groups)
        yield _cells(name, *(_figures(table[part]) for part in (*_SETS, "macro")))


def headlines(kit: Kit, methods: Mapping[str, Sequence[str | None]]) -> Iterator[str]:
    """For each headline the article it is taken for."""
    tables = {name: kit.resolved(found) for name, found in methods.items()}
    yield _cells("headlines", *methods)
    yield _rule(len(methods) + 1)
    yield _cells("P / R / F1", *(_figures(table["exact"]) for table in tables.values()))
    yield _cells("answers naming another story", *(str(strangers(kit, found)) for found in methods.values()))
    for kind in next(iter(tables.values())):
        if kind.startswith(" "):
            label = kind.strip().replace("(share right, n=", "(right, of ")
            yield _cells(label, *(f"{table[kind][0]:.3f}" for table in tables.values()))


def copies(kit: Kit, methods: Mapping[str, Mapping[str, str | None]], among: Mapping[str, int]) -> Iterator[str]:
    """For each copy what it is taken to be one of; and how many of the kit's articles are taken for copies."""
    tables = {name: kit.folded(found) for name, found in methods.items()}
    yield _cells(f"{len(kit.copies)} copies", *methods)
    yield _rule(len(methods) + 1)
    yield _cells("P / R / F1", *(_figures(table["all"]) for table in tables.values()))
    for kind in next(iter(tables.values())):
        if kind != "all":
            yield _cells(kind.strip(), *(f"{table[kind][1]:.3f}" for table in tables.values()))
    yield _cells(f"articles taken for copies, of {len(kit.articles):,}", *(str(among[name]) for name in methods))


def strangers(kit: Kit, found: Sequence[str | None]) -> int:
    """How many answers are articles of another story than the headline's."""
    asked = zip(found, kit.headlines, strict=True)
    return sum(answer is not None and kit.stories[answer] != one["story"] for answer, one in asked)


def _figures(values: Collection[float]) -> str:
    return " / ".join(f"{value:.3f}" for value in values)


def _cells(*values: str) -> str:
    return f"| {' | '.join(values)} |"


def _rule(columns: int) -> str:
    return "|" + "---|" * columns
