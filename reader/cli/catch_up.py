"""`reader catch-up`: make the texts and links of what came in, or wait until that is done."""

from __future__ import annotations

import os
from argparse import Namespace
from contextlib import suppress

from reader.cli.console import Console
from reader.cli.library import library
from reader.cli.progress import progress
from reader.newsroom import Newsroom

__all__ = ["run"]

_PATIENCE = 5.0
"""Seconds that one in the background waits for another that may be about to end."""
_NICE = 19


def run(args: Namespace, console: Console) -> int:
    """Settle all that waits; returns the exit status."""
    with library(args, console) as newsroom:
        if args.background:
            with suppress(OSError):
                os.nice(_NICE)
            _in_background(newsroom)
            return 0
        with progress(console, "linking") as tell:
            newsroom.catch_up(progress=tell)
    return 0


def _in_background(newsroom: Newsroom) -> None:
    """As long as something waits and becomes less: what comes in meanwhile is settled too."""
    before, waiting = None, newsroom.backlog()
    while waiting and waiting != before and newsroom.catch_up(_PATIENCE):
        before, waiting = waiting, newsroom.backlog()
