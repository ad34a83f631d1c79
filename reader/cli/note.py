"""`reader note`: the note about an article."""

from __future__ import annotations

from argparse import Namespace

from reader.cli import record, table
from reader.cli.console import Console
from reader.cli.library import library
from reader.errors import NotFoundError, UsageError
from reader.newsroom import Newsroom
from reader.text import safe

__all__ = ["run"]

_EMPTY = "the note is empty; 'reader note ID --remove' takes the one there is away"


def run(args: Namespace, console: Console) -> int:
    """Write a note, print or remove it, or list all there are; returns the exit status."""
    target, *words = args.words or [""]
    if args.remove and (words or not target):
        raise UsageError("--remove takes an article and no text (reader note --help)")
    with library(args, console) as newsroom:
        if not target:
            return _all(args, console, newsroom)
        article = newsroom.find(target)
        if args.remove:
            if newsroom.annotating.write(article, "") is None:
                raise NotFoundError(f"{safe(target)}: has no note")
            _tell(args, console, newsroom, "removed", article)
        elif words:
            text = console.read().decode("utf-8", "replace") if words == ["-"] else " ".join(words)
            if not text.strip():
                raise UsageError(_EMPTY)
            newsroom.annotating.write(article, text)
            _tell(args, console, newsroom, "noted", article)
        else:
            _print(args, console, newsroom, article)
    return 0


def _tell(args: Namespace, console: Console, newsroom: Newsroom, done: str, article: str) -> None:
    note = newsroom.annotating.note_of(article)
    title = note.title if note else _title(newsroom, article)
    if args.json:
        console.record(record.note(article, title, note))
    else:
        table.line(console, (done, article, title))


def _print(args: Namespace, console: Console, newsroom: Newsroom, article: str) -> None:
    note = newsroom.annotating.note_of(article)
    if args.json:
        console.record(record.note(article, note.title if note else _title(newsroom, article), note))
    elif note is not None:
        console.write(note.text)
    elif console.pretty:
        console.complain("there is no note about it; reader note ID TEXT writes one")


def _all(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    notes = newsroom.annotating.notes()
    for note in notes:
        first = note.text.partition("\n")[0]
        if args.json:
            console.record(record.note(note.article, note.title, note))
        elif console.pretty:
            table.row(console, (note.article[:10], record.day(note.changed), note.title, first), (10, 10, 24))
        else:
            table.row(console, (note.article, record.iso(note.changed) or "", note.title, first), ())
    if not notes and console.pretty:
        console.complain("there are no notes yet; reader note ID TEXT writes one")
    return 0


def _title(newsroom: Newsroom, article: str) -> str:
    row = newsroom.headline(article)
    return row.title if row else ""
