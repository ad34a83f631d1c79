"""The terminal at its worst: gone for good, or left to others for a while."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol, TextIO, cast

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from reader.ui.terminal.output import Output
from reader.ui.terminal.pen import sparing
from reader.ui.terminal.typed import Typed

__all__ = ["SteadfastDriver"]

_LISTEN, _READ = 0.1, 4096
"""Seconds that a key is waited for at a time, and bytes that are read at once."""
_SEQUENCE = 0.05
"""Seconds behind an escape: what belongs to it has come by then."""
_LOOK = 1.0
"""Seconds between two looks whether the terminal is still there."""


class _WithChords(Protocol):
    """A program that knows which keys with alt it has."""

    def is_chord(self, character: str) -> bool: ...


class SteadfastDriver(LinuxDriver):
    """Ends the program when its terminal is gone, and comes back in order to one that others had.

    Textual's own would read the end of a terminal without end, and wait for ever to write to none.
    """

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        # Where errors go, which Textual takes, may be a file, or nowhere; that this is a terminal is known.
        self._file: Any = _Lenient(sys.__stdout__ or self._file)
        self._given_back = self._has_begun = False
        self._output: Output | None = None
        self.typed_before = b""
        """What was typed before this read anything; it comes first."""
        # Textual's handlers may come in the midst of what they do themselves; these wait for their turn.
        with suppress(ValueError, RuntimeError):  # not in the main thread
            self._loop.add_signal_handler(signal.SIGTSTP, self._stop)
            self._loop.add_signal_handler(signal.SIGCONT, self._go_on)
        self._loop.call_later(_LOOK, self._look)

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        self._has_begun = True
        with suppress(OSError):  # another's terminal; Textual's own way of writing is left
            self._output = Output.to(self._file.fileno(), self._loop)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        super().stop_application_mode()
        self._has_begun = False

    def close(self) -> None:
        """Write what is left to be written."""
        if self._output is not None:
            self._output.close()
            self._output = None
        super().close()

    def write(self, data: str) -> None:
        """Write, in fewer bytes where there are fewer."""
        if self._output is None:
            super().write(sparing(data))
        else:
            self._output.write(sparing(data))

    def flush(self) -> None:
        """What was written shall be seen now."""
        if self._output is not None:
            self._output.flush()

    def takes(self, more: Callable[[], None]) -> bool:
        """Whether the terminal follows; where it does not, `more` is called once it has taken in what it was sent."""
        if self._output is None or not self._output.is_behind:
            return True
        self._output.afterwards(more)
        return False

    def run_input_thread(self) -> None:
        """Read what is typed, for as long as there is anything to read from."""
        parser = XTermParser()
        typed = Typed(cast("_WithChords", self._app).is_chord)
        text = typed.text(self.typed_before)
        try:
            while not self.exit_event.is_set():
                for event in parser.feed(text) if text else ():  # without text it would end
                    self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
                text = typed.text(self._read(_SEQUENCE if typed.holds else _LISTEN))
        except OSError:
            if not self._gone:
                raise

    def send_message(self, message: Message) -> None:
        """Hand on what was typed, without the task that Textual makes for each."""
        self._loop.call_soon_threadsafe(self._app.post_message, message)

    def _read(self, seconds: float) -> bytes:
        """What comes in a moment, if anything does."""
        ready, _, _ = select.select([self.fileno], [], [], seconds)
        return os.read(self.fileno, _READ) if ready else b""

    @property
    def _gone(self) -> bool:
        asked = select.poll()
        asked.register(self.fileno, 0)
        return bool(asked.poll(0))

    def _look(self) -> None:
        if self._gone:
            self.exit_event.set()  # whoever reads must not go on
            signal.raise_signal(signal.SIGHUP)  # which came already, unless it was another's terminal
        else:
            self._loop.call_later(_LOOK, self._look)

    def _stop(self) -> None:
        if self._has_begun and not self._gone:  # at the end it was given back already, and is not taken again
            self.suspend_application_mode()
            self._given_back = True
        # Nobody would let it go on again whose terminal went meanwhile.
        signal.raise_signal(signal.SIGHUP if self._gone else signal.SIGSTOP)

    def _go_on(self) -> None:
        if self._gone or not (self._has_begun or self._given_back):
            return
        if not self._given_back:  # whoever stopped the program did not ask
            self.suspend_application_mode()
        self._given_back = False
        self._must_signal_resume = True
        self.resume_application_mode()


class _Lenient:
    """A file to write to, be it there or not."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()
