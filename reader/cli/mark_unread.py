"""`reader mark-unread`: mark articles unread."""

from __future__ import annotations

from argparse import Namespace

from reader.cli.acknowledge import acknowledged
from reader.cli.console import Console
from reader.cli.library import library
from reader.cli.parser import Parser

__all__ = ["register", "run"]


def register(parser: Parser) -> None:
    """Add the command's arguments."""
    parser.add_argument("targets", nargs="+", metavar="ID", help="an id or its beginning, an address held, a path")


def run(args: Namespace, console: Console) -> int:
    """Mark each article; returns the exit status."""
    with library(args, console) as newsroom:
        return acknowledged(args, console, newsroom, "unread", lambda id_: newsroom.mark([id_], read=False))
