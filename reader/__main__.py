"""Starts Reader: `python -m reader`, and what the `reader` script calls."""

import os
import sys
import time

__all__ = ["main"]

_INTERRUPT = 2
_DAY = 86_400
"""Seconds from UTC that a zone must keep within, for a moment to be told in it."""


def main() -> int:
    """Do what the command line says; returns the exit status."""
    last = None
    if max(abs(time.timezone), abs(time.altzone)) >= _DAY:  # nonsense in TZ: then UTC, as for other nonsense
        os.environ["TZ"] = "UTC0"
        time.tzset()
    try:
        from reader.last_screen import paint_at_once  # here, where an interrupt ends it without a word

        last = paint_at_once(sys.argv[1:])
        from reader.cli import run  # behind the painting: it loads what takes three times as long
        from reader.cli.console import Console

        return run(sys.argv[1:], Console(sys.stdin, sys.stdout, sys.stderr, last))
    except KeyboardInterrupt as interrupt:
        return 128 + getattr(interrupt, "number", _INTERRUPT)  # nothing more is loaded for it
    finally:
        if last is not None:
            last.give_back()


if __name__ == "__main__":
    sys.exit(main())
