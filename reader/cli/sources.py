"""`reader sources`: what feeds the library, how it is doing, and what it is to be called, tagged and shown of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime

from reader.cli import record, table
from reader.cli.console import Console
from reader.cli.failure import attempts
from reader.cli.library import library
from reader.cli.source_table import write_mutes, write_sources
from reader.errors import UsageError
from reader.model import Pages, Source
from reader.newsroom import Change, Newsroom
from reader.newsroom.subscriptions import Subscriptions

__all__ = ["run"]

_SOURCES = "{command} takes sources; 'reader sources' lists them (reader sources --help)"
_Deed = Callable[[Subscriptions, Source], Change]


def run(args: Namespace, console: Console) -> int:
    """List the sources or the mutes, or change one; returns the exit status. Raises UsageError."""
    if args.query is not None and args.command != "mute":
        raise UsageError("--query goes with 'reader sources mute' (reader sources --help)")
    with library(args, console) as newsroom:
        return _COMMANDS[args.command](args, console, newsroom)


def _list(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    _expect(args, 0, "")
    found = newsroom.sources()
    if args.json:
        for status in found:
            console.record(record.source(status))
    else:
        write_sources(found, console, datetime.now(UTC))
    if not found and console.pretty:
        console.complain("there are no sources; reader add PATH adds a file or a folder, reader import FILE feeds")
    return 0


def _mutes(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    _expect(args, 0, "")
    found = newsroom.muting.all()
    if args.json:
        for status in found:
            console.record(record.mute(status))
    else:
        write_mutes(found, console)
    if not found and console.pretty:
        console.complain("nothing is muted; reader sources mute [SOURCE] --query QUERY mutes what matches")
    return 0


def _rename(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    _expect(args, 2, "a source and its new name; put it in quotes")
    return _each(args, console, newsroom, args.words[:1], "renamed", lambda it, one: it.rename(one, args.words[1]))


def _tag(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    if len(args.words) < 2:
        raise UsageError("tag takes a source and tags (reader sources --help)")
    name, *tags = args.words
    return _each(args, console, newsroom, [name], "tagged", lambda it, one: it.tag(one, [*one.tags, *tags]))


def _untag(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    if not args.words:
        raise UsageError("untag takes a source, and tags unless all are to go (reader sources --help)")
    name, *tags = args.words
    unwanted = {tag.casefold() for tag in tags}

    def left(source: Source) -> list[str]:
        return [tag for tag in source.tags if tags and tag.casefold() not in unwanted]

    return _each(args, console, newsroom, [name], "untagged", lambda it, one: it.tag(one, left(one)))


def _pause(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    return _each(args, console, newsroom, args.words, "paused", lambda it, one: it.pause(one, paused=True))


def _resume(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    return _each(args, console, newsroom, args.words, "resumed", lambda it, one: it.pause(one, paused=False))


def _pages(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    _expect(args, 2, "a source and one of auto, always, never")
    name, choice = args.words
    if choice not in list(Pages):
        raise UsageError(f"pages are fetched auto, always or never, not {choice!r} (reader sources --help)")
    return _each(args, console, newsroom, [name], "pages", lambda it, one: it.pages(one, Pages(choice)))


def _mute(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    if args.query is None or len(args.words) > 1:
        raise UsageError("mute takes --query QUERY, and a source unless it is for all (reader sources --help)")
    source = newsroom.source(args.words[0]) if args.words else None
    mute = newsroom.muting.mute(args.query, source)
    _tell(args, console, "muted", mute.id, newsroom.muting.apply(mute))
    return 0


def _unmute(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    if not args.words:
        raise UsageError("unmute takes mutes; 'reader sources mutes' lists them (reader sources --help)")

    def work(name: str) -> tuple[str, Change]:
        mute = newsroom.muting.named(name)
        return mute.id, newsroom.muting.lift(mute)

    return _done(args, console, args.words, "unmuted", work)


def _each(args: Namespace, console: Console, newsroom: Newsroom, names: list[str], done: str, deed: _Deed) -> int:
    if not names:
        raise UsageError(_SOURCES.format(command=args.command))

    def work(name: str) -> tuple[str, Change]:
        source = newsroom.source(name)
        return source.id, deed(newsroom.subscriptions, source)

    return _done(args, console, names, done, work)


def _done(
    args: Namespace, console: Console, names: list[str], done: str, work: Callable[[str], tuple[str, Change]]
) -> int:
    """Change each and say so once it is done; one that fails does not stop the rest."""
    status = 0
    for attempt in attempts(names, work, args.home):
        if attempt.result is None:
            status = 1
            console.complain(attempt.error or "")
        else:
            _tell(args, console, done, *attempt.result)
            console.flush()
    return status


def _tell(args: Namespace, console: Console, done: str, ident: str, change: Change) -> None:
    if args.json:
        console.record({"done": done, "id": ident, "says": change.label})
    else:
        table.line(console, (done, ident, change.label))


def _expect(args: Namespace, words: int, what: str) -> None:
    if len(args.words) != words:
        takes = f"takes {what}" if what else "takes no more words"
        raise UsageError(f"{args.command} {takes} (reader sources --help)")


_COMMANDS: dict[str, Callable[[Namespace, Console, Newsroom], int]] = {
    "list": _list,
    "rename": _rename,
    "tag": _tag,
    "untag": _untag,
    "pause": _pause,
    "resume": _resume,
    "pages": _pages,
    "mute": _mute,
    "unmute": _unmute,
    "mutes": _mutes,
}
