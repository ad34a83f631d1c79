"""`reader untag`: take tags off an article."""

from __future__ import annotations

from argparse import Namespace

from reader.cli.console import Console
from reader.cli.library import library
from reader.cli.tag import retag

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Take the tags named off an article, or all; returns the exit status."""
    with library(args, console) as newsroom:
        return retag(args, console, newsroom, [args.article], [], args.tags or None)
