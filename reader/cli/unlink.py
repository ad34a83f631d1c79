"""`reader unlink`: have articles in different stories, whatever they say."""

from __future__ import annotations

from argparse import Namespace

from reader.cli.acknowledge import acknowledged
from reader.cli.console import Console
from reader.cli.library import library

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Keep each of the others out of the article's story; returns the exit status."""
    with library(args, console) as newsroom:
        article = newsroom.find(args.article)
        return acknowledged(args, console, newsroom, "unlinked", lambda other: newsroom.stories.unlink(article, other))
