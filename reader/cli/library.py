"""Opening the library for a command."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime

from reader.cli.console import Console
from reader.newsroom import Newsroom, open_newsroom
from reader.paths import home
from reader.query import Query, parse_query

__all__ = ["library", "query"]


@contextmanager
def library(args: Namespace, console: Console) -> Iterator[Newsroom]:
    """The library that --home or the environment names, open; what went wrong in opening it is told."""
    with closing(open_newsroom(home(args.home))) as newsroom:
        for notice in newsroom.notices:
            console.complain(notice)
        yield newsroom


def query(words: list[str]) -> Query:
    """What the words ask for; raises QueryError."""
    return parse_query(" ".join(words), datetime.now().astimezone().date())
