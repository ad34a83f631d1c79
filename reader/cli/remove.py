"""`reader remove`: forget sources."""

from __future__ import annotations

from argparse import Namespace

from reader.address import masked
from reader.cli import table
from reader.cli.console import Console
from reader.cli.failure import attempts
from reader.cli.library import library

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Forget each source and its articles, those bookmarked aside; returns the exit status."""
    status = 0
    with library(args, console) as newsroom:
        for attempt in attempts(args.sources, newsroom.remove, args.home):
            if attempt.result is None:
                status = 1
                console.complain(attempt.error or "")
            else:
                source = attempt.result
                table.line(console, ("removed", source.id, source.kind.value, masked(source.location)))
                console.flush()
    return status
