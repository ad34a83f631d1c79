"""`reader related`: what is linked to an article, why, and how much in it is new."""

from __future__ import annotations

from argparse import Namespace

from reader.cli import record, table
from reader.cli.console import Console
from reader.cli.failure import attempts
from reader.cli.library import library
from reader.model import Related

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Print the rows of each target in order; returns the exit status."""
    status = 0
    with library(args, console) as newsroom:
        for attempt in attempts(args.targets, lambda target: newsroom.related(target, args.limit), args.home):
            if attempt.result is None:
                status = 1
                if args.json:
                    console.record({"target": attempt.target, "error": attempt.error})
                console.complain(attempt.error or "")
            for row in attempt.result or ():
                if args.json:
                    console.record(record.related(attempt.target, row))
                else:
                    _print(attempt.target, row, console)
            console.flush()
    return status


def _print(target: str, row: Related, console: Console) -> None:
    why = "; ".join(row.why)
    new = "" if row.new_sentences is None else str(row.new_sentences)
    if console.pretty:
        day, counted = record.day(row.published), f"{new} new" if new else ""
        fields = (row.group.value, (row.id or "")[:10], day, row.source or "", counted, row.title)
        table.row(console, fields, (7, 10, 10, 14, 7), strong=row.id is not None)
        if why:
            table.row(console, ("", why), (7,))
        return
    published = record.iso(row.published) or ""
    table.row(console, (target, row.group.value, row.id or "", published, row.source or "", row.title, why, new), ())
