"""The last screen of a library: painted at once at a plain start, and kept when one leaves."""

from __future__ import annotations

import os
import signal

from reader import __version__, glimpse
from reader.folders import ARCHIVE, CONFIG, SHELF, folders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

    from reader.folders import Folders
    from reader.glimpse import Glimpse

__all__ = ["LastScreen", "paint_at_once"]

_HOME = "--home"


class LastScreen:
    """Where it is kept, what it depends on, and whether it is painted."""

    def __init__(self, place: Folders) -> None:
        config, data, cache, _ = place
        archive = os.path.join(data, ARCHIVE)
        self._file = os.path.join(cache, "glimpse")
        self._files = (archive, f"{archive}-wal", os.path.join(data, SHELF), os.path.join(config, CONFIG))
        self.painted: Glimpse | None = None

    def paint(self) -> None:
        """Paint it, where it is true. Raises OSError."""
        said = self._stamp(os.get_terminal_size(1))
        numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
        for number in numbers:
            signal.signal(number, self._end)  # until the application is there, which heeds them itself
        signal.pthread_sigmask(signal.SIG_BLOCK, (*numbers, signal.SIGTSTP))
        try:
            self.painted = glimpse.paint(self._file, said)
        finally:
            # What was painted is only stopped once it can be given back and painted again: by the application.
            signal.pthread_sigmask(signal.SIG_UNBLOCK, numbers if self.painted else (*numbers, signal.SIGTSTP))

    def _end(self, number: int, _: object) -> NoReturn:
        """End at once: nothing is begun yet that could be lost.

        An exception would be, where it comes in the midst of an import or of looking for garbage.
        """
        try:
            self.give_back()
        finally:
            os._exit(128 + number)

    def keep(self, lines: Sequence[str], rows: Sequence[str], size: tuple[int, int]) -> None:
        """Keep the last screen and the rows one may move in. Raises OSError, ReaderError."""
        glimpse.keep(self._file, self._stamp(size), lines, rows)

    def give_back(self) -> None:
        """Give the terminal back as it was, if anything was painted."""
        if self.painted is not None:
            self.painted.give_back()

    def _stamp(self, size: tuple[int, int]) -> str:
        return glimpse.stamp(self._files, size, __version__)


def paint_at_once(argv: Sequence[str]) -> LastScreen | None:
    """The last screen, painted if it is true; None for anything but a plain start on a library that is there."""
    named = argv[1] if len(argv) == 2 and argv[0] == _HOME else None
    if (argv and not named) or {"COLUMNS", "LINES"} & os.environ.keys():
        return None
    try:
        place = folders(named)
        if place is None or not (os.path.exists(os.path.join(place[1], SHELF)) and os.isatty(0) and os.isatty(1)):
            return None
        last = LastScreen(place)
        last.paint()
    except (OSError, ValueError):  # whatever is wrong is told when it is needed
        return None
    return last
