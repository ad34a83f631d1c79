"""`reader searches`: queries kept under a name."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from reader.cli import record, table
from reader.cli.console import Console
from reader.cli.failure import attempts
from reader.cli.library import library, query
from reader.errors import QueryError, UsageError
from reader.model import Counts, SavedSearch
from reader.newsroom import Newsroom

__all__ = ["run"]

_ALL = 2**62


def run(args: Namespace, console: Console) -> int:
    """List searches, keep one, rename one, remove some; returns the exit status."""
    commands: dict[str, Callable[[Namespace, Console, Newsroom], int]] = {
        "list": _list,
        "add": _add,
        "rename": _rename,
        "remove": _remove,
    }
    if args.stories and args.command != "add":
        raise UsageError("--stories goes with 'reader searches add' (reader searches --help)")
    with library(args, console) as newsroom:
        return commands[args.command](args, console, newsroom)


def _list(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    if args.words:
        raise UsageError("list takes no words; 'reader searches add NAME QUERY' keeps a search")
    found = newsroom.searches.all()
    for saved in found:
        counts, problem = _counted(newsroom, saved)
        if args.json:
            console.record(record.search(saved, counts, problem))
            continue
        many = f"{counts.unread}/{counts.all}" if counts else "stories" if saved.stories else "?"
        table.row(console, (saved.id, many, saved.name, saved.query), (8, 12, 24))
        if problem:
            console.complain(f"{saved.name}: {problem}")
    if not found and console.pretty:
        console.complain("there are no saved searches yet; reader searches add NAME QUERY keeps one")
    return 0


def _counted(newsroom: Newsroom, saved: SavedSearch) -> tuple[Counts | None, str | None]:
    """How much a search finds, or why it cannot be asked: somebody may have edited it."""
    try:
        asked = query([saved.query])
    except QueryError as error:
        return None, str(error)
    return (None if saved.stories else newsroom.count(asked, _ALL)), None


def _add(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    if len(args.words) < 2:
        raise UsageError("add takes a name and a query, each in quotes (reader searches --help)")
    name, *words = args.words
    newsroom.searches.add(name, " ".join(words), stories=args.stories)
    _tell(args, console, "added", newsroom.searches.named(name))
    return 0


def _rename(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    if len(args.words) != 2:
        raise UsageError("rename takes a search and its new name, each in quotes (reader searches --help)")
    saved = newsroom.searches.named(args.words[0])
    newsroom.searches.rename(saved, args.words[1])
    _tell(args, console, "renamed", newsroom.searches.named(saved.id))
    return 0


def _remove(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    if not args.words:
        raise UsageError("remove takes searches by their names or ids (reader searches --help)")

    def work(name: str) -> SavedSearch:
        saved = newsroom.searches.named(name)
        newsroom.searches.remove(saved)
        return saved

    status = 0
    for attempt in attempts(args.words, work, args.home):
        if attempt.result is None:
            status = 1
            console.complain(attempt.error or "")
        else:
            _tell(args, console, "removed", attempt.result)
        console.flush()
    return status


def _tell(args: Namespace, console: Console, done: str, saved: SavedSearch) -> None:
    if args.json:
        console.record({"done": done, "id": saved.id, "name": saved.name, "query": saved.query})
    else:
        table.line(console, (done, saved.id, saved.name, saved.query))
