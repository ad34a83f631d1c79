"""Rows of headlines, as `list` and `search` print them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from itertools import islice

from reader.cli import record, table
from reader.cli.console import Console
from reader.model import Headline
from reader.newsroom import Newsroom

__all__ = ["write"]

_PAGE = 500
"""Rows whose stories are asked for at a time."""


def write(rows: Iterable[Headline], args: Namespace, console: Console, newsroom: Newsroom) -> int:
    """Print headlines: id, date, marks (N unread, B bookmarked, +3 with copies), source, title, a search's snippet."""
    written = 0
    for written, (row, story) in enumerate(_with_stories(rows, newsroom, wanted=args.json), 1):  # noqa: B007  # counts
        snippet = record.unmarked(row.snippet)
        if args.json:
            console.record(record.headline(row, story) | ({"snippet": snippet} if snippet else {}))
            continue
        marks = ("" if row.read else "N") + ("B" if row.bookmarked else "") + (f"+{row.copies}" if row.copies else "")
        if console.pretty:
            fields = (row.id[:10], record.day(row.published), marks, row.source or "", row.title)
            table.row(console, fields, (10, 10, 4, 16), strong=not row.read)
            if snippet:
                table.row(console, ("", snippet), (10,))
        else:
            published = record.iso(row.published) or ""
            fields = (row.id, published, marks, row.source or "", row.title)
            table.row(console, (*fields, snippet) if snippet else fields, ())
    if not written and console.pretty:
        console.complain("nothing matches" if args.query else "the library is empty; reader add PATH puts something in")
    return 0


def _with_stories(
    rows: Iterable[Headline], newsroom: Newsroom, *, wanted: bool
) -> Iterator[tuple[Headline, str | None]]:
    """Each row with the id of its story; None where it is of none, or where that is not wanted."""
    rest = iter(rows)
    while page := list(islice(rest, _PAGE)):
        stories = newsroom.stories.of_articles([row.id for row in page]) if wanted else {}
        yield from ((row, stories.get(row.id)) for row in page)
