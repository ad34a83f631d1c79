"""A program in a pseudo-terminal, its screen read through a terminal emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

__all__ = ["Terminal"]

# Queries and strings that the emulator would print as text.
_UNREAD = re.compile(
    rb"\x1b\[[<>=?][0-9;]*u|\x1b\[\?[0-9;]*\$p|\x1bP[^\x1b]*\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    rb"|\x1b\[[0-9;]*t|\x1b\[>[0-9;]*[a-zA-Z]"
)


class Terminal:
    """Starts a program, types at it, and reads what a person would see."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 120,
        rows: int = 40,
        folder: Path | None = None,
    ) -> None:
        """`folder` is where it is started, where that is not here."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.output = bytearray()  # bytes would be copied whole with each piece that comes
        self.status: int | None = None
        self.gone = False
        variables = {
            **{name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}},
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            **environment,
        }
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            try:
                if folder:
                    os.chdir(folder)
                os.execvpe(command[0], list(command), variables)
            finally:
                os._exit(127)
        self.resize(columns, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if not self.gone:
            os.close(self.file)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal."""
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows, columns)

    def stop(self, seconds: float = 30) -> None:
        """Stop the program as a shell's ^Z does, and go on reading until it has."""
        os.kill(self.pid, signal.SIGTSTP)
        end = time.monotonic() + seconds
        while os.waitpid(self.pid, os.WUNTRACED | os.WNOHANG) == (0, 0):
            assert time.monotonic() < end, f"never stopped:\n{self.text()}"
            self.read(0.05)

    def hang_up(self) -> None:
        """Take the terminal away from the program."""
        self.gone = True
        os.close(self.file)

    def clear(self) -> None:
        """Forget what the screen shows, as a terminal does that others wrote to meanwhile."""
        self._screen.reset()

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.file, keys.encode())

    def _line(self, y: int) -> str:
        """What stands on a line, in the midst of an update too: of a wide character there may be only one cell then."""
        cells = self._screen.buffer[y]
        return "".join(cells[x].data for x in range(self._screen.columns))

    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(self._line(y).rstrip() for y in range(self._screen.lines))

    @property
    def cursor(self) -> tuple[int, int] | None:
        """Row and column of the terminal's cursor; None where it is hidden."""
        cursor = self._screen.cursor
        return None if cursor.hidden else (cursor.y, cursor.x)

    @property
    def line(self) -> str:
        """The line that the cursor stands on, which a screen reader reads."""
        return self._line(self._screen.cursor.y).strip()

    def wait(self, pattern: str, seconds: float = 30) -> str:
        """The screen, as soon as it matches; an assertion error showing the screen when it never does."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.text()):
            assert time.monotonic() < end, f"never saw {pattern!r}:\n{self.text()}"
            assert self.read(0.2) or self.status is None, f"ended before {pattern!r}:\n{self.text()}"
        return self.text()

    def rest(self) -> None:
        """Read until nothing more comes for a moment."""
        while self.read(0.3):
            pass

    def wait_line(self, pattern: str, seconds: float = 30) -> str:
        """The line with the cursor, as soon as it matches."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.line):
            assert time.monotonic() < end, f"never came to {pattern!r}, but {self.line!r}:\n{self.text()}"
            self.read(0.2)
        return self.line

    def wait_end(self, seconds: float = 30) -> int:
        """The exit status, when the program ends by itself."""
        end = time.monotonic() + seconds
        while self.status is None:
            assert time.monotonic() < end, f"never ended:\n{self.text()}"
            self.read(0.1)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.status = os.waitstatus_to_exitcode(status)
        while self.read(0.1):
            pass
        return self.status

    def read(self, seconds: float) -> bool:
        """Take in what the program writes, waiting so many seconds at most; whether something came."""
        if self.gone:
            time.sleep(seconds)
            return False
        ready, _, _ = select.select([self.file], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.file, 65536)
        except OSError:
            return False
        self.output += data
        self._answer(data)
        self._stream.feed(_UNREAD.sub(b"", data))
        return bool(data)

    def _answer(self, data: bytes) -> None:
        """Answer what programs ask a terminal."""
        for question, answer in (
            (b"\x1b[6n", b"\x1b[1;1R"),
            (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
            (b"\x1b[c", b"\x1b[?62;22c"),
        ):
            if question in data:
                os.write(self.file, answer)
