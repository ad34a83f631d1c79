"""`reader import`: take in a list of subscriptions, a file of articles, or a backup, once."""

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
from reader.newsroom.backup import Restored
from reader.newsroom.subscriptions import Taken

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Take in each file and sum it up; returns the exit status."""
    status = 0
    with library(args, console) as newsroom:
        for attempt in attempts(args.files, partial(_taken_in, newsroom, console), args.home):
            if attempt.result is None:
                status = 1
                console.complain(attempt.error or "")
            elif isinstance(attempt.result, Restored):
                status = _restored(attempt.target, attempt.result, console) or status
            elif isinstance(attempt.result, Taken):
                console.write(_summary(attempt.result))
                refused = ScanReport(skipped=attempt.result.refused)
                status = complaints(refused, console, verbose=args.verbose) or status
            else:
                console.write(summary(attempt.result))
                status = complaints(attempt.result, console, verbose=args.verbose) or status
    return status


def _taken_in(newsroom: Newsroom, console: Console, path: str) -> ScanReport | Taken | Restored:
    backup = newsroom.backups.read(path)
    if backup is not None:
        return newsroom.backups.take(backup)
    listed = newsroom.subscriptions.read(path)
    if listed is not None:
        return newsroom.subscriptions.take(listed)
    with progress(console, "importing") as tell:
        return newsroom.import_file(path, tell)


def _restored(path: str, restored: Restored, console: Console) -> int:
    """Say what came of a backup; the exit status."""
    fetched = "; 'reader refresh' brings the articles of its sources" if restored.added.get("sources") else ""
    console.write(f"{restored.label}{fetched}")
    if restored.before is not None:
        console.complain(f"the Shelf as it was before is kept as {restored.before}")
    if restored.refused:
        many = "1 part of it is" if restored.refused == 1 else f"{restored.refused} parts of it are"
        console.complain(f"{path}: {many} not understood and left out")
    return 1 if restored.refused else 0


def _summary(taken: Taken) -> str:
    """What came of a list, in numbers, and what to do next."""
    said = ["1 feed added" if len(taken.added) == 1 else f"{len(taken.added)} feeds added"]
    if taken.held:
        said.append("1 was there" if len(taken.held) == 1 else f"{len(taken.held)} were there")
    if taken.refused:
        said.append(f"{len(taken.refused)} refused")
    told = ", ".join(said)
    return f"{told}; 'reader refresh' fetches {'it' if len(taken.added) == 1 else 'them'}" if taken.added else told
