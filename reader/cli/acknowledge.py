"""What the commands share that change something about articles or stories, one after the other."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from reader.cli import table
from reader.cli.console import Console
from reader.cli.failure import attempts
from reader.newsroom import Newsroom

__all__ = ["acknowledged", "each_done"]


def acknowledged(
    args: Namespace, console: Console, newsroom: Newsroom, done: str, change: Callable[[str], object]
) -> int:
    """Find each of `args.targets`, change it and say so in a line, once it is done; returns the exit status."""

    def work(target: str) -> tuple[str, str]:
        article = newsroom.find(target)
        row = newsroom.headline(article)
        change(article)
        return article, row.title if row else ""

    return each_done(args, console, done, work)


def each_done(args: Namespace, console: Console, done: str, work: Callable[[str], tuple[str, str]]) -> int:
    """Do `work` on each of `args.targets` and say so, with the id and name it gives; returns the exit status."""
    status = 0
    for attempt in attempts(args.targets, work, args.home):
        if attempt.result is None:
            status = 1
            console.complain(attempt.error or "")
        else:
            table.line(console, (done, *attempt.result))
            console.flush()
    return status
