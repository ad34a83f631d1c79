"""Rows of headlines, as `list` and `search` print them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence

from reader.cli import record, table
from reader.cli.console import Console
from reader.model import Headline
from reader.newsroom import Newsroom

__all__ = ["write"]


def write(pages: Iterable[Sequence[Headline]], args: Namespace, console: Console, newsroom: Newsroom) -> int:
    """Print headlines: id, date, marks (N unread, B bookmarked), source, title, and a search's snippet."""
    written = 0
    for page in pages:
        written += len(page)
        if args.json:
            _records(page, console, newsroom)
        else:
            _lines(page, console)
    if not written and console.pretty:
        console.complain("nothing matches" if args.query else "the library is empty; reader add PATH puts something in")
    return 0


def _records(page: Sequence[Headline], console: Console, newsroom: Newsroom) -> None:
    stories = newsroom.stories.of_articles([row.id for row in page])
    for row in page:
        snippet = record.unmarked(row.snippet)
        console.record(record.headline(row, stories.get(row.id)) | ({"snippet": snippet} if snippet else {}))


def _lines(page: Sequence[Headline], console: Console) -> None:
    for row in page:
        snippet = record.unmarked(row.snippet)
        marks = ("" if row.read else "N") + ("B" if row.bookmarked else "")
        if console.pretty:
            fields = (row.id[:10], record.day(row.published), marks, row.source or "", row.title)
            table.row(console, fields, (10, 10, 2, 16), strong=not row.read)
            if snippet:
                table.row(console, ("", snippet), (10,))
        else:
            published = record.iso(row.published) or ""
            fields = (row.id, published, marks, row.source or "", row.title)
            table.row(console, (*fields, snippet) if snippet else fields, ())
