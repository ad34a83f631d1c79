"""`reader story`: the reports of a story, by day."""

from __future__ import annotations

from argparse import Namespace

from reader.cli import record, table
from reader.cli.console import Console
from reader.cli.failure import attempts
from reader.cli.library import library
from reader.cli.timeline_text import write
from reader.model import Report, Story

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Print each story in order; returns the exit status."""
    status, shown = 0, False
    with library(args, console) as newsroom:
        for attempt in attempts(args.targets, newsroom.stories.story, args.home):
            if attempt.result is None:
                status = 1
                if args.json:
                    console.record({"target": attempt.target, "error": attempt.error})
                console.complain(attempt.error or "")
            elif args.json:
                console.record(record.timeline(*attempt.result))
            elif console.pretty:
                write(*attempt.result, console, apart=shown)
                shown = True
            else:
                _print(*attempt.result, console)
            console.flush()
    return status


def _print(story: Story, reports: list[Report], console: Console) -> None:
    for report in reports:
        row = report.headline
        told = (row.id, record.iso(row.published) or "", "" if row.read else "N", row.source or "", row.title)
        sentences = ("" if count is None else str(count) for count in (report.added, report.new))
        table.row(console, (story.id, *told, str(len(report.copies)), *sentences), ())
