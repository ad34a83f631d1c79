"""Starts Reader: `python -m reader`, and what the `reader` script calls."""

import sys

__all__ = ["main"]

_INTERRUPTED = 130


def main() -> int:
    """Do what the command line says; returns the exit status."""
    last = None
    try:
        from reader.last_screen import paint_at_once  # here, where an interrupt ends it without a word

        last = paint_at_once(sys.argv[1:])
        from reader.cli import run  # behind the painting: it loads what takes three times as long
        from reader.cli.console import Console

        return run(sys.argv[1:], Console(sys.stdin, sys.stdout, sys.stderr, last))
    except KeyboardInterrupt:
        return _INTERRUPTED
    finally:
        if last is not None:
            last.give_back()


if __name__ == "__main__":
    sys.exit(main())
