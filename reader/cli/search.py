"""`reader search`: headlines, best match first, with the words around the match."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from reader.cli import headlines
from reader.cli.console import Console
from reader.cli.library import library, query
from reader.errors import UsageError
from reader.query import Query

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Print what matches; returns the exit status."""
    asked = query(args.query)
    if replace(asked, text="") == Query():
        raise UsageError("search needs a word to look for, or a filter such as is:unread; 'reader list' lists all")
    with library(args, console) as newsroom:
        return headlines.write(newsroom.search(asked, args.limit, whole=args.json), args, console, newsroom)
