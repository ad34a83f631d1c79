"""`reader unbookmark`: keep articles no more."""

from __future__ import annotations

from argparse import Namespace

from reader.cli.acknowledge import acknowledged
from reader.cli.console import Console
from reader.cli.library import library

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Take each article off the shelf; returns the exit status."""
    with library(args, console) as newsroom:
        return acknowledged(args, console, newsroom, "unbookmarked", newsroom.unbookmark)
