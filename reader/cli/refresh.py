"""`reader refresh`: look again at what was added."""

from __future__ import annotations

from argparse import Namespace

from reader.cli.background import catch_up
from reader.cli.console import Console
from reader.cli.failure import attempts
from reader.cli.library import library
from reader.cli.progress import progress
from reader.cli.scan import complaints, summary

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Read what is new and changed, and sum it up; returns the exit status."""
    status = 0
    chosen: list[str] = []
    with library(args, console, online=True) as newsroom:
        for attempt in attempts(args.sources, newsroom.source, args.home):
            if attempt.result is None:
                status = 1
                console.complain(attempt.error or "")
            else:
                chosen.append(attempt.result.id)
        if args.sources and not chosen:
            return status
        with progress(console, "reading") as tell:
            report = newsroom.look(chosen if args.sources else None, tell)
        console.write(summary(report))
        console.flush()
        status = complaints(report, console, verbose=args.verbose) or status
        with progress(console, "fetching pages") as tell:
            newsroom.fetch_pages(tell)
        catch_up(newsroom, args, console, report)
    return status
