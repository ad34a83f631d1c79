"""`reader list`: headlines, newest first."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from reader.cli import headlines
from reader.cli.arguments import most
from reader.cli.console import Console
from reader.cli.library import library, query
from reader.model import Headline
from reader.newsroom import Newsroom
from reader.query import Query

__all__ = ["run"]

_PAGE = 500


def run(args: Namespace, console: Console) -> int:
    """Print what matches; returns the exit status."""
    asked = query(args.query)
    with library(args, console) as newsroom:
        return headlines.write(_rows(newsroom, asked, most(args), whole=args.json), args, console, newsroom)


def _rows(newsroom: Newsroom, asked: Query, limit: int, *, whole: bool) -> Iterator[Headline]:
    rows = newsroom.listing(asked, whole=whole).rows
    rows = rows[:limit] if limit else rows
    for start in range(0, len(rows), _PAGE):
        yield from newsroom.headlines(rows[start : start + _PAGE])
