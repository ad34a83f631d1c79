"""Starts Reader: `python -m reader`, and what the `reader` script calls."""

import sys

from reader.cli import run
from reader.cli.console import Console

__all__ = ["main"]


def main() -> int:
    """Do what the command line says; returns the exit status."""
    return run(sys.argv[1:], Console(sys.stdin, sys.stdout, sys.stderr))


if __name__ == "__main__":
    sys.exit(main())
