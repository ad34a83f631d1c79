"""`reader refresh`: look again at what was added."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from reader.cli.background import catch_up
from reader.cli.console import Console
from reader.cli.failure import attempts
from reader.cli.library import library
from reader.cli.progress import progress
from reader.cli.scan import complaints, summary
from reader.errors import NotFoundError
from reader.model import SourceStatus

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Read what is new and changed, and sum it up; returns the exit status."""
    status = 0
    chosen: list[str] = []
    with library(args, console, online=True) as newsroom:
        known = newsroom.sources()
        for attempt in attempts(args.sources, lambda word: _source(known, word), args.home):
            if attempt.result is None:
                status = 1
                console.complain(attempt.error or "")
            else:
                chosen.append(attempt.result)
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


def _source(known: Sequence[SourceStatus], word: str) -> str:
    for fits in (
        [status for status in known if word in (status.source.id, status.source.location, status.source.name)],
        [status for status in known if status.source.id.startswith(word)],
    ):
        if len(fits) == 1:
            return fits[0].source.id
    raise NotFoundError(f"{word!r} is no source, or more than one; reader sources lists them")
