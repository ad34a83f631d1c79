"""`reader remove`: forget sources."""

from __future__ import annotations

from argparse import Namespace

from reader.cli import table
from reader.cli.console import Console
from reader.cli.failure import attempts
from reader.cli.library import library
from reader.cli.parser import Parser

__all__ = ["register", "run"]


def register(parser: Parser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="an id or its beginning, a path, or a name, as `sources` tells"
    )


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
                table.row(console, ("removed", source.id, source.kind.value, source.location), (7, 8, 6))
                console.flush()
    return status
