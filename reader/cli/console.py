"""What a command reads from and writes to: data on stdout, messages on stderr."""

from __future__ import annotations

import io
import os
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TextIO

    from reader.last_screen import LastScreen

__all__ = ["Console", "OutputError"]

_IN_ASCII = str.maketrans({"✂": "x", "•": "*", "·": "-", "…": "...", "—": "-", "–": "-"})
_STDIN_LIMIT = 64 << 20


class OutputError(Exception):
    """What was written to stdout reaches no one; `reason` says why, None where the other end just went away."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.reason = None if isinstance(error, BrokenPipeError) else error.strerror


class Console:
    """The three streams of a process, or what stands in for them; a missing one (closed by the caller) is empty."""

    def __init__(
        self,
        stdin: TextIO | None,
        stdout: TextIO | None,
        stderr: TextIO | None,
        last_screen: LastScreen | None = None,
    ) -> None:
        self.last_screen = last_screen
        """What may be painted on the terminal already."""
        self._stdin = stdin or _nowhere("r")
        self._stdout = stdout or _nowhere("w")
        self._stderr = stderr or _nowhere("w")
        self._stdin_used = False
        self.touched = False
        """Whether anything was read from stdin or written to stdout, which cannot be done a second time."""
        self.unicode = _encoding(self._stdout).startswith("utf")
        """Whether stdout takes any character."""
        _reconfigure(self._stdout, errors="replace")

    @property
    def pretty(self) -> bool:
        """Whether a person is looking: stdout is a terminal."""
        return self._stdout.isatty()

    @property
    def interactive(self) -> bool:
        """Whether there is a terminal on both ends, as the screen needs."""
        return self._stdin.isatty() and self._stdout.isatty()

    @property
    def watched(self) -> bool:
        """Whether stderr is a terminal, so that progress is seen and not kept."""
        return self._stderr.isatty()

    @property
    def width(self) -> int:
        """Columns of the terminal, 80 where that is unknown."""
        import shutil

        return shutil.get_terminal_size((80, 24)).columns

    def bold(self, text: str) -> str:
        """`text` set in bold, where that can be seen and is wanted."""
        plain = not self.pretty or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return text if plain else f"\x1b[1m{text}\x1b[22m"

    def write(self, line: str) -> None:
        """A line of data; text from outside must have passed `safe`. Raises OutputError."""
        self._put(line if self.unicode else line.translate(_IN_ASCII))

    def record(self, fields: Mapping[str, object]) -> None:
        """One JSON object on a line of its own, always UTF-8.

        Raises OutputError.
        """
        from reader.text import in_json

        _reconfigure(self._stdout, encoding="utf-8")
        self._put(in_json(fields))

    def complain(self, message: str) -> None:
        """One line on stderr about something that went wrong or should be known; logs are made of such lines."""
        from reader.address import masked_within
        from reader.text import safe

        self.flush()
        self._tell(f"reader: {masked_within(safe(message))}\n")

    def overwrite(self, text: str) -> None:
        """Put `text` in place of the progress line on stderr."""
        self._tell(f"\r{text}\x1b[K")

    def flush(self) -> None:
        """Hand on everything written; raises OutputError."""
        try:
            self._stdout.flush()
        except OSError as error:
            raise OutputError(error) from None

    def abandon(self) -> None:
        """Write nothing more to stdout, not at the end of the process either."""
        lost, self._stdout = self._stdout, _nowhere("w")
        with suppress(OSError):  # without a descriptor there is nothing to be flushed at the end
            os.dup2(self._stdout.fileno(), lost.fileno())

    def read(self) -> bytes:
        """All of stdin, which can be had once; raises SourceError."""
        from reader.errors import SourceError

        if self._stdin_used:
            raise SourceError("-: standard input can be read only once; name it once")
        self._stdin_used = self.touched = True
        data = self._stdin.buffer.read(_STDIN_LIMIT + 1)
        if len(data) > _STDIN_LIMIT:
            raise SourceError(f"-: standard input is larger than {_STDIN_LIMIT >> 20} MB; hand over less")
        return data

    def lines(self) -> Iterator[str]:
        """The lines of stdin, safe, as they come; blank ones are empty."""
        from reader.text import safe, squash

        self.touched = True
        for line in self._stdin.buffer:
            yield squash(safe(line.decode("utf-8", "replace")))

    def _put(self, line: str) -> None:
        self.touched = True
        try:
            self._stdout.write(line + "\n")
        except OSError as error:
            raise OutputError(error) from None

    def _tell(self, text: str) -> None:
        with suppress(OSError):  # nobody is left to be told that nobody is told
            self._stderr.write(text)
            self._stderr.flush()


def _nowhere(mode: str) -> TextIO:
    return io.TextIOWrapper(io.FileIO(os.devnull, mode))


def _encoding(stream: TextIO) -> str:
    return (getattr(stream, "encoding", None) or "utf-8").lower()


def _reconfigure(stream: TextIO, **settings: str) -> None:
    if reconfigure := getattr(stream, "reconfigure", None):
        reconfigure(**settings)
