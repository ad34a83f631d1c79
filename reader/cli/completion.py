"""`reader completion`: completions for a shell, made from the parsers of the command line."""

from __future__ import annotations

from argparse import Namespace

from reader.cli.console import Console
from reader.cli.parser import complete_parser

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Print the script the shell is to read; returns the exit status."""
    import shtab

    console.write(shtab.complete(complete_parser(), args.shell).rstrip())
    return 0
