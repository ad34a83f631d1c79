"""`reader resolve`: which article held a headline means."""

from __future__ import annotations

from argparse import Namespace

from reader.cli import table
from reader.cli.console import Console
from reader.cli.library import library
from reader.cli.parser import Parser
from reader.model import Resolution
from reader.text import safe, squash

__all__ = ["register", "run"]


def register(parser: Parser) -> None:
    """Add the command's arguments."""
    parser.add_argument("headlines", nargs="*", metavar="HEADLINE", help="without any, standard input, one a line")
    parser.add_argument("--json", action="store_true", help="print JSON Lines")


def run(args: Namespace, console: Console) -> int:
    """Print an answer for each headline, in order; returns the exit status."""
    given = (squash(safe(headline)) for headline in args.headlines)
    with library(args, console) as newsroom:
        for answer in newsroom.resolve(given if args.headlines else console.lines()):
            if args.json:
                console.record(_record(answer))
            else:
                _print(answer, console)
    return 0


def _record(answer: Resolution) -> dict[str, object]:
    return {
        "headline": answer.headline,
        "id": answer.article,
        "url": answer.url,
        "score": round(answer.score, 4),
    }


def _print(answer: Resolution, console: Console) -> None:
    meant = answer.article or ("not in your library" if console.pretty else "")
    table.row(
        console,
        (meant, answer.headline) if console.pretty else (answer.headline, meant, answer.url or ""),
        (19,) if console.pretty else (),
    )
