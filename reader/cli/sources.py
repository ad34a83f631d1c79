"""`reader sources`: what feeds the library."""

from __future__ import annotations

from argparse import Namespace

from reader.cli import record, table
from reader.cli.console import Console
from reader.cli.library import library
from reader.model import SourceStatus

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Print the sources and how they are doing; returns the exit status."""
    with library(args, console) as newsroom:
        found = newsroom.sources()
    for status in found:
        if args.json:
            console.record(record.source(status))
        else:
            _print(status, console)
    if not found and console.pretty:
        console.complain("there are no sources; reader add PATH adds a file or a folder")
    return 0


def _print(status: SourceStatus, console: Console) -> None:
    source = status.source
    name = f"{source.name} ({status.notice})" if status.notice else source.name
    fields = (source.id, source.kind.value, str(status.articles), str(status.unread), name, source.location)
    table.row(console, fields, (8, 6, 6, 6, 20))
