"""Prints how well Reader links beside simple methods, in one run, and what linking costs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from tests.bench.linking import reader, simple, tables
from tests.bench.linking.cost import cost
from tests.bench.linking.kit import Kit
from tests.kit import KIT

_SIZE = 20_000
_FITTED = (
    "The weights of `reader` were fitted on these very stories, so its figures here flatter it. For `stories unseen` "
    "they are fitted without the story at hand, in five folds by story. How copies are told was also tried out on "
    "these copies; for them there is no such figure. A bar in brackets was chosen on the kit, as the best there is: "
    "that flatters its method."
)
_DATED = (
    "The dated part is the mean over the queries whose own article has a date (all of basil, bizen and vi that were "
    "asked, and the dated ones of allsides), each counting the same; they are asked in the whole library, in which "
    "most have none. Nearness in time falls by a factor of e in five days, to no less than 0.3; what counts where a "
    "date is not known stands in brackets."
)


@dataclass
class _Methods:
    """What each method makes of the kit."""

    ranking: dict[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    stories: dict[str, list[list[str]]] = field(default_factory=dict)
    headlines: dict[str, Sequence[str | None]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def main() -> None:
    """Measure everything once; without the kit only what linking costs, and say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=_SIZE, help="articles of the made-up library (%(default)s)")
    size = parser.parse_args().size
    folder = KIT / "related"
    if folder.is_dir():
        for line in _kit(Kit(folder)):
            print(line, flush=True)
    else:
        print("how well it links is skipped: the development kit with its stories is not beside this checkout\n")
    print("## Cost\n")
    for line in cost(size):
        print(line, flush=True)


def _kit(kit: Kit) -> Iterator[str]:
    """All tables on the kit."""
    methods = _Methods()
    methods.ranking["reader"], methods.stories["reader"] = reader.related_and_stories(kit)
    methods.headlines["reader"] = reader.resolved(kit)
    _unseen(kit, methods)
    methods.ranking["full text, more like this, 25 words"] = simple.more_like_this(kit)
    _vectors(kit, methods)
    for name, scorer in (("token_set_ratio", fuzz.token_set_ratio), ("WRatio", fuzz.WRatio)):
        found, bar = simple.looks_like(kit, scorer)
        methods.headlines[f"rapidfuzz {name} ({bar:.0f})"] = found
    yield from ("## Related, ranked", "", *tables.ranking(kit, methods.ranking), "", _DATED, "")
    yield from ("## Stories", "", *tables.stories(kit, methods.stories), "")
    yield from ("## Headlines without an address", "", *tables.headlines(kit, methods.headlines), "")
    yield from ("## Copies", "", *_copies(kit), "", _FITTED, *methods.left_out, "")


def _unseen(kit: Kit, methods: _Methods) -> None:
    """Reader with weights that were fitted without the stories at hand."""
    try:
        from training import linking, titles
    except ImportError as error:
        methods.left_out.append(f"reader on stories unseen is left out: what fits it is not installed here ({error})")
        return
    name = "reader, stories unseen"
    methods.ranking[name], methods.stories[name] = linking.held_out(kit)
    methods.headlines[name] = titles.unseen(kit.folder)


def _vectors(kit: Kit, methods: _Methods) -> None:
    try:
        from tests.bench.linking.vectors import Vectors
    except ImportError as error:
        methods.left_out.append(f"tf-idf is left out: what it needs is not installed here ({error})")
        return
    whole, titles = Vectors(kit), Vectors(kit, titles_only=True)
    methods.ranking["tf-idf, cosine"] = whole.ranked()
    methods.ranking["tf-idf, cosine, nearness in time (1.0)"] = whole.ranked(1.0)
    methods.ranking["tf-idf, cosine, nearness in time (0.3)"] = whole.ranked(0.3)
    methods.ranking["titles only, cosine"] = titles.ranked()
    for name, (stories, bar) in {
        "average link over tf-idf": whole.grouped(),
        "average link over tf-idf and nearness in time": whole.grouped(1.0),
        "average link over titles only": titles.grouped(),
    }.items():
        methods.stories[f"{name} ({bar:.2f})"] = stories


def _copies(kit: Kit) -> Iterator[str]:
    ours = reader.originals(kit)
    taken = sum(ours.get(one["id"]) is not None for one in kit.articles)
    alone, all_in = simple.contained(kit)
    theirs = {
        f"runs of 3 words, share of the shorter ({alone.bar:.2f})": alone,
        f"the same, articles taken for copies being wrong ({all_in.bar:.2f})": all_in,
    }
    found = {"reader": ours} | {name: one.copies for name, one in theirs.items()}
    among = {"reader": taken} | {name: one.among for name, one in theirs.items()}
    yield from tables.copies(kit, found, among)


main()
