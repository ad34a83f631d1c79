"""`reader bookmark`: keep articles."""

from __future__ import annotations

from argparse import Namespace

from reader.cli.acknowledge import acknowledged
from reader.cli.console import Console
from reader.cli.library import library

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Keep each article; returns the exit status."""
    with library(args, console) as newsroom:
        return acknowledged(args, console, newsroom, "bookmarked", lambda id_: newsroom.bookmark(id_, text=args.text))
