"""`reader completion`: completions for a shell, made from the parsers of the command line."""

from __future__ import annotations

from argparse import Namespace

from reader.cli.console import Console
from reader.cli.parser import Parser, complete_parser

__all__ = ["register", "run"]

_SHELLS = ("bash", "zsh", "fish")


def register(parser: Parser) -> None:
    """Add the command's arguments."""
    parser.add_argument("shell", choices=_SHELLS, metavar="SHELL", help="bash, zsh or fish")


def run(args: Namespace, console: Console) -> int:
    """Print the script the shell is to read; returns the exit status."""
    import shtab

    console.write(shtab.complete(complete_parser(), args.shell).rstrip())
    return 0
