"""`reader bookmarks`: what was kept."""

from __future__ import annotations

from argparse import Namespace

from reader.cli import record, table
from reader.cli.console import Console
from reader.cli.library import library
from reader.model import Bookmark

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Print the bookmarks, newest first; returns the exit status."""
    with library(args, console) as newsroom:
        kept, written = newsroom.bookmarks(), newsroom.annotating
        notes = {note.article: note for note in written.notes()} if args.json else {}
        for bookmark in kept:
            if args.json:
                tags = written.tags_of(bookmark.article)
                console.record(record.bookmark(bookmark, tags, notes.get(bookmark.article)))
            else:
                _print(bookmark, console)
    if not kept and console.pretty:
        console.complain("nothing is bookmarked; reader bookmark ID keeps an article")
    return 0


def _print(kept: Bookmark, console: Console) -> None:
    if console.pretty:
        fields = (kept.article[:10], record.day(kept.published), kept.source or "", kept.title)
        table.row(console, fields, (10, 10, 16))
    else:
        published, place = record.iso(kept.published) or "", record.address(kept.url) or kept.path or ""
        table.row(console, (kept.article, published, kept.source or "", kept.title, place), ())
