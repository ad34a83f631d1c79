"""`reader add`: remember files and folders."""

from __future__ import annotations

from argparse import Namespace

from reader.address import is_address, masked
from reader.cli import table
from reader.cli.console import Console
from reader.cli.library import library
from reader.cli.progress import progress
from reader.cli.scan import complaints

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Add what can be added and tell what cannot; returns the exit status."""
    with library(args, console, online=True) as newsroom:
        with progress(console, "reading") as tell:
            added, report = newsroom.add(args.paths, tell)
        articles = {status.source.id: status.articles for status in newsroom.sources()}
    for source in added:
        held = articles.get(source.id, 0)
        count = "(1 article)" if held == 1 else f"({held} articles)"
        shown = masked(source.location) if is_address(source.location) else source.location
        table.line(console, ("added", source.id, source.kind.value, f"{shown} {count}"))
    return complaints(report, console, verbose=args.verbose)
