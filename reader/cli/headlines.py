"""What `list` and `search` share: the query's words, and rows of headlines."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable

from reader.cli import record, table
from reader.cli.console import Console
from reader.cli.parser import Parser, count
from reader.model import Headline

__all__ = ["add_limit", "add_query", "write"]


def add_query(parser: Parser, *, nargs: str) -> None:
    """Let the parser take the words of a query."""
    parser.add_argument(
        "query",
        nargs=nargs,
        metavar="QUERY",
        help='words that must all occur, "a phrase" (quoted for the shell too), source: title: lang: tag: since: '
        "before: is:unread|read|bookmarked; after -- also -word, which must not occur",
    )


def add_limit(parser: Parser, default: int, help: str) -> None:  # noqa: A002  # named as argparse names it
    """Let the parser take --limit and --json."""
    parser.add_argument("--limit", type=count, default=default, metavar="N", help=f"{help}, {default} unless given")
    parser.add_argument("--json", action="store_true", help="print JSON Lines")


def write(rows: Iterable[Headline], args: Namespace, console: Console) -> int:
    """Print headlines: id, date, marks (N unread, B bookmarked), source, title, and a search's snippet."""
    written = 0
    for written, row in enumerate(rows, 1):  # noqa: B007  # counts
        snippet = record.unmarked(row.snippet)
        if args.json:
            console.record(record.headline(row) | ({"snippet": snippet} if snippet else {}))
            continue
        marks = ("" if row.read else "N") + ("B" if row.bookmarked else "")
        if console.pretty:
            fields = (row.id[:10], record.day(record.stated(row)), marks, row.source or "", row.title)
            table.row(console, fields, (10, 10, 2, 16), strong=not row.read)
            if snippet:
                table.row(console, ("", snippet), (10,))
        else:
            published = record.iso(record.stated(row)) or ""
            fields = (row.id, published, marks, row.source or "", row.title)
            table.row(console, (*fields, snippet) if snippet else fields, ())
    if not written and console.pretty:
        console.complain("nothing matches" if args.query else "the library is empty; reader add PATH puts something in")
    return 0
