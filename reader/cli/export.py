"""`reader export`: write out what is yours, for other programs or for another time."""

from __future__ import annotations

from argparse import Namespace

from reader.cli.console import Console
from reader.cli.library import library
from reader.errors import ReaderError, UsageError
from reader.paths import absolute
from reader.store.atomic import write
from reader.text import safe

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Write the subscriptions; returns the exit status. Raises UsageError and other ReaderErrors."""
    if not args.opml:
        raise UsageError("export writes your subscriptions with --opml (reader export --help)")
    if args.force and not args.output:
        raise UsageError("--force goes with -o FILE (reader export --help)")
    with library(args, console) as newsroom:
        opml = newsroom.subscriptions.opml(secrets=args.with_secrets)
    if args.output:
        _write(args.output, opml.text, force=args.force)
        console.write(f"{_count(opml.feeds, 'feed', 'feeds')} written to {safe(args.output)}")
    else:
        console.write(opml.text.removesuffix("\n"))
    if opml.masked:
        many = _count(opml.masked, "address is", "addresses are")
        console.complain(f"{many} masked because of tokens in them; --with-secrets writes all of it")
    if opml.pages:
        console.complain(f"{_count(opml.pages, 'page is', 'pages are')} left out: OPML is for feeds")
    return 0


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {many}"


def _write(name: str, text: str, *, force: bool) -> None:
    file = absolute(name)
    if file.exists() and not file.is_file():
        raise ReaderError(f"{safe(name)}: is no file that could be written over")
    if file.exists() and not force:
        raise ReaderError(f"{safe(name)}: is there already; --force writes over it")
    write(file, text.encode("utf-8"))
