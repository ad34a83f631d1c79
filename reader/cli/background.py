"""Leaving what follows a look at the sources to a process of its own, where it would keep a person waiting."""

from __future__ import annotations

import subprocess
import sys
from argparse import Namespace
from contextlib import suppress

from reader.cli.console import Console
from reader.cli.progress import progress
from reader.model import ScanReport
from reader.newsroom import Newsroom

__all__ = ["catch_up"]

_FEW = 150
"""Articles that are dealt with at once: about a second."""


def catch_up(newsroom: Newsroom, args: Namespace, console: Console, report: ScanReport) -> None:
    """Make texts and links of what came in: of a few articles at once, of many in the background."""
    waiting = newsroom.backlog()
    if not (waiting or report.new or report.changed or report.gone):
        return
    if waiting > _FEW and _started(args):
        console.complain(
            f"{waiting:,} articles are there to be read; search and links for them follow in the background "
            "('reader catch-up' waits for that)"
        )
        return
    with progress(console, "linking") as tell:
        newsroom.settle(report, tell)


def _started(args: Namespace) -> bool:
    """Whether the process could be started."""
    place = ("--home", args.home) if args.home else ()  # else the environment says where, as it did here
    command = [sys.executable, "-P", "-m", "reader", *place, "catch-up", "--background"]
    nowhere = subprocess.DEVNULL
    with suppress(OSError):
        subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
        return True
    return False
