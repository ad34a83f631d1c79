"""The last screen, painted at the start before anything heavy is loaded, where it is still true.

Nothing but what stands here is loaded for it: a first frame of Textual's takes 200 ms and more, this one 30. It is kept
as lines of text with colours, one for each line of the terminal, so that nothing need be laid out; what tells the time
from now ("3 h", "Yesterday") is kept in every width it may come to have and filled in when it is painted. Whether it is
true is told by a stamp of all it depends on: it is painted only where that is what it was when it was kept.
"""

from __future__ import annotations

import os
import time

from reader.days import day_name, short_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime
    from typing import Any

    from reader.first_keys import FirstKeys, Rows

__all__ = [
    "DAY_WIDTHS",
    "ENTER",
    "ROW_WIDTHS",
    "SLOT",
    "Glimpse",
    "days_line",
    "fixed_line",
    "keep",
    "paint",
    "row_line",
    "stamp",
]

SLOT = "\ue010"
"""Stands in a line for each cell of what tells the time."""
ROW_WIDTHS = (3, 4, 5, 6, 9, 10)
"""Cells that `short_date` may take: "now", "23 h", "today", "59 min", "yesterday", "2024-11-02"."""
DAY_WIDTHS = (5, 9, 14, 15)
"""Cells that `day_name` may take: "Today", "Yesterday", "Mon 2 Nov 2026", "Fri 20 Nov 2026"."""
ENTER = "\x1b[?1049h"
"""Shows the other screen of a terminal, which programs paint on."""
_LEAVE = "\x1b[?2026l\x1b[0m\x1b[?1049l\x1b[?25h"
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
"""What a terminal that knows of it shows all at once."""
_HEAD = "reader glimpse 2"
_TEXT = bytes(range(0x20, 0x7F)) + bytes(range(0x80, 0x100))
"""Bytes of text that are no control characters; what of them encodes such a character is looked for apart."""
_KEPT = b"\t\n\x1b"
"""Control characters between parts of a line, between lines, and before colours."""
_C1 = "".join(map(chr, range(0x80, 0xA0)))
_MOST = 1 << 20
"""Bytes that are read at most."""
_FACTS = 4
"""Lines about rows before those that show them."""
_FIXED, _ROW, _DAY = "=", "@", "#"
_ENVIRONMENT = ("TERM", "COLORTERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG", "TZ", "TMUX", "TERM_PROGRAM")


class Glimpse:
    """A screen that was painted; the terminal is as Textual will have it until it is given back."""

    taken = False
    """Whether Textual has taken over, and will show the other screen again at the end."""
    over = False
    """Whether keys are answered by somebody else now."""

    def __init__(self, terminal: int, attributes: list[Any]) -> None:
        self.attributes = attributes
        """What the terminal was set to before."""
        self._terminal = terminal
        self._first_keys: FirstKeys | None = None
        self._given_back = False

    def answer(self, rows: Callable[[], Rows | None], keyboard: int) -> None:
        """Answer the first keys, by moving in these rows, until what was typed is asked for."""
        from reader.first_keys import FirstKeys

        self._first_keys = FirstKeys(keyboard, self._terminal, rows)
        self._first_keys.start()

    def typed(self) -> bytes:
        """All that was typed; from now on somebody else reads the keyboard."""
        typed = self._first_keys.stop() if self._first_keys is not None else b""
        self.over = True
        return typed

    @property
    def waits(self) -> bool:
        """Whether something was typed that was not answered."""
        return self._first_keys is not None and self._first_keys.waits

    @property
    def steps(self) -> int:
        """Steps from row to row that were answered: what was typed begins with them."""
        return self._first_keys.steps if self._first_keys is not None else 0

    def give_back(self) -> None:
        """Give the terminal back as it was, once; Textual takes what it finds for that."""
        import termios

        if self._given_back:
            return
        self._given_back = True
        self.typed()
        termios.tcsetattr(self._terminal, termios.TCSANOW, self.attributes)
        if not self.taken:
            os.write(self._terminal, _LEAVE.encode())


def stamp(files: Iterable[str], size: tuple[int, int], *more: object) -> str:
    """All that a screen depends on, in one line: the library's and other files, the terminal, where and when one is."""
    facts = [f"{size[0]}x{size[1]}", *map(repr, more), *(repr(os.environ.get(name)) for name in _ENVIRONMENT)]
    facts += [repr(time.tzname), *map(_state, files)]
    return " ".join(facts).replace("\n", " ")


def _state(file: str) -> str:
    try:
        held = os.stat(file)
    except OSError:
        return "-"
    # An empty log beside the archive is the same as none: it comes and goes as the library is opened.
    return f"{held.st_mtime_ns}:{held.st_size}:{held.st_ino}" if held.st_size else "-"


# what is kept


def fixed_line(text: str) -> str:
    """A line as it is."""
    return f"{_FIXED}\t{text}"


def row_line(published: date | datetime, before: Mapping[int, str], after: str) -> str:
    """A line that tells when something was published; `before` has its first part for each width that may be needed."""
    from datetime import datetime

    when = str(published.timestamp() if isinstance(published, datetime) else published.toordinal())
    return f"{_ROW}\t{when}\t{_variants(before)}\t{after}"


def days_line(day: date, before: Mapping[int, str], after: str) -> str:
    """A line that names a day."""
    return f"{_DAY}\t{day.toordinal()}\t{_variants(before)}\t{after}"


def _variants(before: Mapping[int, str]) -> str:
    return "\t".join([str(len(before)), *(f"{width}\t{text}" for width, text in before.items())])


def keep(file: str, said: str, lines: Sequence[str], rows: Sequence[str] = ()) -> None:
    """Write a screen down for the next start, and the rows one may move in; nobody else may read it. Raises OSError."""
    from pathlib import Path

    from reader.errors import ReaderError

    body = "\n".join(lines)
    if not _is_harmless("\n".join([*lines, *rows])) or any("\n" in line for line in (*lines, *rows)):
        raise ReaderError("The screen holds what a terminal would not only show.")
    more = "\n".join(rows)
    text = "\n".join([_HEAD, said, f"{len(body)} {len(more)}", body + more])
    kept = Path(file)
    unfinished = kept.with_name(f"{kept.name}.{os.getpid()}.tmp")
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        unfinished.touch(0o600)
        unfinished.write_text(text, "utf-8")
        unfinished.replace(kept)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


# what is painted


def paint(file: str, said: str, terminal: int = 1, keyboard: int = 0) -> Glimpse | None:
    """Paint the screen kept, if it was kept under the same stamp, and move in its rows as `keyboard` says from then on.

    None where there is none that is true.
    """
    kept = _kept(file, said)
    if kept is None or len(kept[0]) > os.get_terminal_size(terminal).lines:
        return None
    lines, rows = kept
    screen = "".join(f"\x1b[{number};1H{line}\x1b[0m" for number, line in enumerate(lines, 1))
    import termios

    painted = Glimpse(terminal, termios.tcgetattr(terminal))
    try:
        _make_ready(terminal)
        data = f"{_BEGIN}{ENTER}\x1b[?25l\x1b[2J{screen}{_END}".encode()
        while data:
            data = data[os.write(terminal, data) :]
        painted.answer(lambda: _rows(rows), keyboard)
    except BaseException:  # an interrupt, too
        painted.give_back()
        raise
    return painted


def _make_ready(terminal: int) -> None:
    """As Textual sets it. What is typed until then waits in the terminal; an interrupt is still one."""
    import termios

    raw = termios.tcgetattr(terminal)
    raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    termios.tcsetattr(terminal, termios.TCSANOW, raw)


def _kept(file: str, said: str) -> tuple[list[str], list[str]] | None:
    """The lines kept under a stamp, told as of now, and those about rows; None for what is not whole, or not true."""
    try:
        head, known, sizes, rest = _content(file).split("\n", 3)
        first, second = map(int, sizes.split())
    except (OSError, ValueError):
        return None
    if head != _HEAD or known != said or len(rest) != first + second:
        return None
    lines = _all_told(rest[:first].split("\n"))
    return (lines, rest[first:].split("\n")) if lines is not None else None


def _all_told(lines: list[str]) -> list[str] | None:
    from datetime import datetime

    now = datetime.now().astimezone()
    if not _is_harmless("\n".join(lines)):
        return None
    try:
        return [_told(line, now) for line in lines]
    except (ValueError, KeyError, OverflowError, OSError):
        return None


def _rows(kept: list[str]) -> Rows | None:
    from reader.first_keys import rows_of

    told = _all_told(kept[_FACTS:])
    try:
        return rows_of([*kept[:_FACTS], *told]) if told else None
    except ValueError:
        return None


def _content(file: str) -> str:
    """The text of a plain file: no pipe is waited for, no link followed. Raises OSError, ValueError."""
    import stat

    opened = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(opened, "rb") as held:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise ValueError
        return held.read(_MOST).decode()


def _told(line: str, now: datetime) -> str:
    kind, *parts = line.split("\t")
    if kind == _FIXED:
        (text,) = parts
        return text
    from datetime import date, datetime

    when, count, *variants, after = parts
    before = dict(zip(map(int, variants[::2]), variants[1::2], strict=True))
    if len(before) != int(count):
        raise ValueError
    if kind == _DAY:
        told = day_name(date.fromordinal(int(when)), now.date())
    else:
        moment = datetime.fromtimestamp(float(when), now.tzinfo) if "." in when else date.fromordinal(int(when))
        told = short_date(moment, now)
    return before[len(told)].replace(SLOT * len(told), told) + after


def _is_harmless(text: str) -> bool:
    """Whether it is text, in lines, and colours, and nothing else that a terminal would heed."""
    if text.encode("utf-8", "replace").translate(None, _TEXT).strip(_KEPT) or any(char in text for char in _C1):
        return False
    return all(map(_is_colour, text.split("\x1b")[1:]))


def _is_colour(part: str) -> bool:
    """Whether what follows an escape sets colours, and then is text."""
    numbers, m, _ = part.partition("m")
    return m == "m" and numbers[:1] == "[" and not numbers[1:].strip("0123456789;:")
