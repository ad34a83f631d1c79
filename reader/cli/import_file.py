"""`reader import`: take in a file of articles, once."""

from __future__ import annotations

from argparse import Namespace
from functools import partial

from reader.cli.console import Console
from reader.cli.failure import attempts
from reader.cli.library import library
from reader.cli.progress import progress
from reader.cli.scan import complaints, summary
from reader.model import ScanReport
from reader.newsroom import Newsroom

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Take in each file and sum it up; returns the exit status."""
    status = 0
    with library(args, console) as newsroom:
        for attempt in attempts(args.files, partial(_taken_in, newsroom, console), args.home):
            if attempt.result is None:
                status = 1
                console.complain(attempt.error or "")
            else:
                console.write(summary(attempt.result))
                status = complaints(attempt.result, console, verbose=args.verbose) or status
    return status


def _taken_in(newsroom: Newsroom, console: Console, path: str) -> ScanReport:
    with progress(console, "importing") as tell:
        return newsroom.import_file(path, tell)
