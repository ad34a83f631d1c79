"""A command that is told to end: in good order, and told in its exit status as a shell tells it."""

from __future__ import annotations

import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

__all__ = ["heed", "status_of"]

_SHELL = 128
"""What shells add to the number of a signal."""


class _Ended(KeyboardInterrupt):
    """Told to end by another signal than that of ^C; what is unfinished goes, as for that one."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def heed() -> None:
    """Let what ends a terminal's or a system's programs end this one like ^C: no file is left half written.

    What is ignored stays so, as under nohup. Told twice it ends at once.
    """
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def status_of(interrupt: KeyboardInterrupt) -> int:
    """The exit status that tells of it."""
    return _SHELL + (interrupt.number if isinstance(interrupt, _Ended) else signal.SIGINT)


def _end(number: int, _: object) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)
    raise _Ended(number)
