"""`reader pin`: have articles in one story, whatever they say."""

from __future__ import annotations

from argparse import Namespace

from reader.cli.acknowledge import acknowledged
from reader.cli.console import Console
from reader.cli.library import library

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Put each of the others into the article's story; returns the exit status."""
    with library(args, console) as newsroom:
        article = newsroom.find(args.article)
        return acknowledged(args, console, newsroom, "pinned", lambda other: newsroom.stories.pin(article, other))
