"""`reader tag`: the tags of articles."""

from __future__ import annotations

from argparse import Namespace

from reader.cli import record, table
from reader.cli.console import Console
from reader.cli.failure import attempts
from reader.cli.library import library
from reader.errors import NotFoundError
from reader.newsroom import Newsroom
from reader.text import clip, safe

__all__ = ["retag", "run"]

_QUOTED = 50


def run(args: Namespace, console: Console) -> int:
    """Tag articles, list the tags of one, or all there are; returns the exit status."""
    with library(args, console) as newsroom:
        if args.add or args.remove:
            return retag(args, console, newsroom, args.words, args.add or [], args.remove or [])
        if not args.words:
            return _all(args, console, newsroom)
        article, *tags = args.words
        if tags:
            return retag(args, console, newsroom, [article], tags, [])
        return _of_one(args, console, newsroom, article)


def retag(
    args: Namespace,
    console: Console,
    newsroom: Newsroom,
    articles: list[str],
    added: list[str],
    removed: list[str] | None,
) -> int:
    """Give articles tags and take others off, all where `removed` is None; each is told with those it has then."""

    def work(target: str) -> tuple[str, str, tuple[str, ...]]:
        article = newsroom.find(target)
        row = newsroom.headline(article)
        title = row.title if row else newsroom.article(article).title
        if added:
            newsroom.annotating.tag([article], added)
        if removed != [] and newsroom.annotating.untag([article], removed) is None:
            which = f"no tag {', '.join(removed)}" if removed else "no tags"
            raise NotFoundError(f"{safe(target)}: has {clip(safe(which), _QUOTED)}")
        return article, title, newsroom.annotating.tags_of(article)

    if not articles:
        console.complain("which article? 'reader tag ID --add TAG' (reader tag --help)")
        return 2
    status = 0
    for attempt in attempts(articles, work, args.home):
        if attempt.result is None:
            status = 1
            console.complain(attempt.error or "")
        elif args.json:
            console.record(record.tags(*attempt.result))
        else:
            article, title, tags = attempt.result
            table.line(console, ("tagged" if added else "untagged", article, title, ", ".join(tags)))
        console.flush()
    return status


def _of_one(args: Namespace, console: Console, newsroom: Newsroom, target: str) -> int:
    article = newsroom.find(target)
    tags = newsroom.annotating.tags_of(article)
    if args.json:
        console.record(record.tags(article, newsroom.article(article).title, tags))
        return 0
    for tag in tags:
        table.line(console, (tag,))
    if not tags and console.pretty:
        console.complain("it has no tags; reader tag ID TAG gives it one")
    return 0


def _all(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    known = newsroom.annotating.known_tags()
    for tag, articles in known.items():
        if args.json:
            console.record({"tag": tag, "articles": articles})
        elif console.pretty:
            table.row(console, (f"{articles:>6,}", tag), (6,))
        else:
            table.row(console, (tag, str(articles)), ())
    if not known and console.pretty:
        console.complain("there are no tags yet; reader tag ID TAG gives an article one")
    return 0
