"""`reader show`: articles, cleaned, in the library or not."""

from __future__ import annotations

from argparse import Namespace
from functools import partial

from reader.cli import editions_text, record
from reader.cli.article_text import write
from reader.cli.console import Console
from reader.cli.failure import Attempt, attempts
from reader.cli.library import library
from reader.guard import cores
from reader.model import Article
from reader.newsroom import Newsroom
from reader.text import safe

__all__ = ["run"]

_AHEAD = 4
"""Targets under way for each core: one that takes long does not leave the cores idle at once."""


def run(args: Namespace, console: Console) -> int:
    """Print each article in order as soon as it is there; returns the exit status."""
    if args.changes:
        return _changes(args, console)
    status, shown = 0, False
    with library(args, console) as newsroom:
        read = partial(_read, newsroom, console)
        for attempt in attempts(args.targets, read, args.home, ahead=_AHEAD * cores()):
            if attempt.result is None:
                status = 1
                _complain(attempt, args, console)
            elif args.json:
                written = newsroom.annotating
                tags, note = written.tags_of(attempt.result.id), written.note_of(attempt.result.id)
                console.record(record.article(attempt.result, tags, note))
            else:
                if shown:
                    console.write("\n")
                _print(attempt.result, args, console)
                _annotated(attempt.result, newsroom, console)
                shown = True
            console.flush()
    return status


def _changes(args: Namespace, console: Console) -> int:
    """Print what was changed in each article; returns the exit status."""
    status = 0
    with library(args, console) as newsroom:
        for attempt in attempts(args.targets, newsroom.find, args.home):
            if attempt.result is None:
                status = 1
                console.complain(attempt.error or "")
                continue
            editions = newsroom.editions(attempt.result)
            if not args.json:
                editions_text.write(editions, console)
                continue
            for edition in editions:
                console.record(editions_text.record(attempt.result, edition))
    return status


def _read(newsroom: Newsroom, console: Console, target: str) -> Article:
    if target == "-":
        return newsroom.clean(console.read(), "standard input")
    return newsroom.read(target)


def _annotated(article: Article, newsroom: Newsroom, console: Console) -> None:
    """What someone wrote about an article, below it."""
    tags, note = newsroom.annotating.tags_of(article.id), newsroom.annotating.note_of(article.id)
    if tags:
        console.write(f"\nTags: {', '.join(tags)}")
    if note is not None:
        console.write("\nYour note:")
        console.write(note.text)


def _complain(attempt: Attempt[Article], args: Namespace, console: Console) -> None:
    if args.json:
        console.record({"path": attempt.target, "error": attempt.error})
    console.complain(attempt.error or "")


def _print(article: Article, args: Namespace, console: Console) -> None:
    write(article, console, cuts=args.cuts)
    for notice in article.notices:
        console.complain(f"{safe(article.title)}: {notice}")
