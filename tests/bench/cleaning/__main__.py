"""Prints how well and how fast cleaning works, beside readability-lxml and trafilatura, in one run."""

from __future__ import annotations

import sys

from tests.bench.cleaning.extractors import extractors
from tests.bench.cleaning.lines import labelled_lines, seed, whole_outputs
from tests.bench.cleaning.pages import measure, one_process, report
from tests.kit import KIT

_TRAINED = (
    "The weights of `reader` were made from these very pages, so its figures here flatter it. For `site unseen` they "
    "are made without the pages of the site at hand, in five folds."
)


def main() -> None:
    """Measure everything once; without the kit say why nothing is measured."""
    folder = KIT / "extraction"
    if not folder.is_dir():
        print("skipped: the development kit with its pages and lines is not beside this checkout")
        return
    found, left_out = extractors(folder)
    print(
        "\n".join(["## Pages: body text, 4-gram F1 / precision / recall", "", *report(folder, measure(folder, found))])
    )
    print("\n".join(["", one_process(folder), "", _TRAINED, *left_out]))
    print("\n".join(["", "## Lines, each in its place in a plain text", "", *labelled_lines(folder)]))
    print("\n".join(["", "## Whole outputs of libraries, cleaned as plain text", "", *whole_outputs(folder)]))
    print("\n".join(["", seed(KIT / "seed")]))
    sys.stdout.flush()


main()
