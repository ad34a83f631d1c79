"""`reader resolve`: which article held a headline means."""

from __future__ import annotations

from argparse import Namespace

from reader.cli import record, table
from reader.cli.console import Console
from reader.cli.library import library
from reader.model import Resolution
from reader.text import safe, squash

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Print an answer for each headline, in order; returns the exit status."""
    given = (squash(safe(headline)) for headline in args.headlines)
    with library(args, console) as newsroom:
        for answer in newsroom.resolve(given if args.headlines else console.lines()):
            if args.json:
                console.record(_record(answer))
            else:
                _print(answer, console)
    return 0


def _record(answer: Resolution) -> dict[str, object]:
    return {
        "headline": answer.headline,
        "id": answer.article,
        "url": record.address(answer.url),
        "score": round(answer.score, 4),
    }


def _print(answer: Resolution, console: Console) -> None:
    if console.pretty:
        table.row(console, (answer.article or "not in your library", answer.headline), (19,))
    else:
        table.row(console, (answer.headline, answer.article or "", record.address(answer.url) or ""), ())
