"""Keys answered before anything heavy is loaded: one moves in the rows of the last screen, which is painted already.

A thread reads the terminal until the screen takes over, which is given all that was typed and does it again, unseen:
what one sees is what the screen comes to. Only steps from row to row are answered, as long as nothing but a row would
look different for them; with any other key it stops, and with all that comes behind it.
"""

from __future__ import annotations

import os
import select
from threading import Thread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["FirstKeys", "Rows", "kept_rows", "rows_of"]

_PATIENCE = 0.05
"""Seconds that the rest of a key's sequence is waited for, should the screen take over in the middle of one."""
_PARTS = 5


class Rows:
    """The rows in view as they look selected and not, and the keys that go from one to the next."""

    def __init__(
        self, down: Sequence[bytes], up: Sequence[bytes], at: int, places: Sequence[int], lines: Sequence[str]
    ) -> None:
        """`down`, `up`: what the terminal sends for keys. `at`: the row selected, from 0. `places`: the line of the
        screen that tells which row is selected, then for each row the one it begins on, from 1. `lines`: for each row
        its two lines, the two of it selected, and the line that tells that it is.
        """
        self.down, self.up, self.at, self.lines = tuple(down), tuple(up), at, lines
        self._top, *self.places = places

    def step(self, far: int) -> str | None:
        """Go on by so many rows; returns what the terminal is to show for it, None where the rows in view end."""
        before, after = self.at, self.at + far
        if not 0 <= after < len(self.places):
            return None
        self.at = after
        return self._row(before, 0) + self._row(after, 2) + _at(self._top, self._parts(after)[4])

    def _row(self, row: int, first: int) -> str:
        parts, place = self._parts(row), self.places[row]
        return _at(place, parts[first]) + _at(place + 1, parts[first + 1])

    def _parts(self, row: int) -> Sequence[str]:
        return self.lines[row * _PARTS : (row + 1) * _PARTS]


def _at(line: int, text: str) -> str:
    return f"\x1b[{line};1H{text}\x1b[0m"


def kept_rows(
    down: Sequence[bytes], up: Sequence[bytes], at: int, places: Sequence[int], lines: Sequence[str]
) -> list[str]:
    """Rows as lines to keep; for what they are see `Rows`, `lines` as such are kept themselves."""
    keys = [" ".join(key.hex() for key in way) for way in (down, up)]
    return [*keys, str(at), " ".join(map(str, places)), *lines]


def rows_of(kept: Sequence[str]) -> Rows:
    """The rows in lines that were kept. Raises ValueError."""
    down, up, at, places, *lines = kept
    rows = Rows(
        [bytes.fromhex(key) for key in down.split()],
        [bytes.fromhex(key) for key in up.split()],
        int(at),
        [int(place) for place in places.split()],
        lines,
    )
    if len(rows.lines) != len(rows.places) * _PARTS or not 0 <= rows.at < len(rows.places):
        raise ValueError("not the rows of a screen")
    return rows


class FirstKeys(Thread):
    """Reads the terminal and answers, until it is told to stop."""

    def __init__(self, keyboard: int, terminal: int, rows: Callable[[], Rows | None]) -> None:
        """`rows` is asked at the first key; None where there are none to move in."""
        super().__init__(name="first keys", daemon=True)
        self._keyboard, self._terminal, self._ask = keyboard, terminal, rows
        self._size = os.get_terminal_size(terminal)
        self._rows: Rows | None = None
        self._typed = b""
        self._done = 0
        """Bytes of what was typed that were answered."""
        self._answers = True
        self._wake, self._woken = os.pipe()
        self.steps = 0
        """Steps that were answered."""

    def run(self) -> None:
        """Answer keys as they come."""
        try:
            while True:
                ready, _, _ = select.select([self._keyboard, self._wake], [], [])
                if self._wake in ready:
                    return
                data = os.read(self._keyboard, 1024)
                if not data:
                    return
                self._typed += data
                self._answer()
        except OSError:  # the terminal is gone, which the screen will notice too
            return

    @property
    def waits(self) -> bool:
        """Whether something was typed that is not answered here."""
        return self._done < len(self._typed)

    def stop(self) -> bytes:
        """Leave the terminal to others; returns all that was typed."""
        if self._woken >= 0:
            os.write(self._woken, b".")
            self.join()
            os.close(self._wake)
            os.close(self._woken)
            self._woken = -1
            if _is_begun(self._typed) and select.select([self._keyboard], [], [], _PATIENCE)[0]:
                self._typed += os.read(self._keyboard, 1024)
        typed, self._typed = self._typed, b""
        return typed

    def _answer(self) -> None:
        if self._answers and self._rows is None:
            self._rows = self._ask()
        while self._answers and self._done < len(self._typed):
            self._answers = self._rows is not None and self._step(self._rows)

    def _step(self, rows: Rows) -> bool:
        """Answer the next key; False where it is not to be answered here."""
        rest = self._typed[self._done :]
        for far, keys in ((1, rows.down), (-1, rows.up)):
            key = next((key for key in keys if rest.startswith(key)), None)
            if key is None:
                continue
            shown = rows.step(far)
            if shown is None or os.get_terminal_size(self._terminal) != self._size:
                return False
            os.write(self._terminal, shown.encode())
            self._done += len(key)
            self.steps += 1
            return True
        return False


def _is_begun(typed: bytes) -> bool:
    """Whether it may end within the sequence of a key."""
    return b"\x1b" in typed[-8:]
