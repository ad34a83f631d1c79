"""Somebody at the keyboard: a seeded mix of all that is done on the screen, none of which leaves the program."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import count
from os import kill
from pathlib import Path
from random import Random
from signal import SIGCONT

from tests.terminal.terminal import Terminal

__all__ = ["BOXES", "Person"]

ESCAPE, ENTER, TAB = "\x1b", "\r", "\t"
UP, DOWN, LEFT, RIGHT, PAGE = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C", "\x1b[6~"
BOXES = ("\x10", "\x1bOP", *"?/aeNtS;TviCE'P:fWX")
"""Keys that open something."""
_TYPED = (":", "f", "/", "a", "e", "N", "t", "W", "?", "\x10")
"""Those that open something one types in."""
_SIZES = ((120, 40), (120, 40), (200, 60), (80, 24), (100, 30), (60, 20), (40, 12), (160, 50))
_ALONE = 0.15
"""Seconds behind an escape: what comes sooner makes another key of both."""
_PATIENCE = 90.0
"""Seconds that an answer to a key is waited for at most: the machine may be busy with other things."""


class Person:
    """Does one thing after another; `words` are what is looked for, `place` is where exports go."""

    def __init__(self, terminal: Terminal, random: Random, words: Sequence[str], place: Path) -> None:
        self._terminal, self._random = terminal, random
        # Where a word comes to stand in a list after all, none of its letters may be the key that leaves.
        self._words = [word for word in words if "q" not in word]
        self._place = place
        self._numbers = count(1)
        self.slowest = 0.0
        """Seconds that the slowest answer took."""
        self._deeds: dict[Callable[[], None], int] = {
            self._step: 10,
            self._read: 20,
            self._look: 12,
            self._find: 8,
            self._narrow: 6,
            self._find_in_text: 4,
            self._mark: 8,
            self._note: 3,
            self._tag: 3,
            self._export: 3,
            self._command: 6,
            self._walk: 6,
            self._view: 3,
            self._theme: 1,
            self._refresh: 1,
            self._click: 4,
            self._resize: 2,
            self._paste: 2,
            self._stop: 1,
        }

    def act(self) -> str:
        """Do one thing, and come back from it; returns what it was."""
        (deed,) = self._random.choices(list(self._deeds), list(self._deeds.values()))
        deed()
        self.come_back()
        return deed.__name__.removeprefix("_")

    def come_back(self) -> None:
        """Close whatever is open."""
        for _ in range(3):
            self.press(ESCAPE, _ALONE)

    def press(self, keys: str, rest: float = 0.05) -> None:
        """Type, and take in what comes of it."""
        self._terminal.press(keys)
        end = time.monotonic() + rest
        while self._terminal.read(max(end - time.monotonic(), 0)) and time.monotonic() < end:
            pass

    def is_answered(self) -> bool:
        """Whether what one types is seen."""
        token = f"x{next(self._numbers)}x"
        self.come_back()
        self.press(":", 0.3)
        self.press(token)
        begun = time.monotonic()
        while token not in self._terminal.text():
            if time.monotonic() > begun + _PATIENCE:
                return False
            self._terminal.read(0.2)
        self.slowest = max(self.slowest, time.monotonic() - begun)
        self.come_back()
        return True

    def _word(self) -> str:
        return self._random.choice(self._words)

    def _times(self, key: str, most: int) -> None:
        for _ in range(self._random.randint(1, most)):
            self.press(key)

    def _step(self) -> None:
        self._times(self._random.choice("jjjknp"), 15)
        self.press(self._random.choice(("", "", "g", "G", PAGE, PAGE, "h", "l")))

    def _read(self) -> None:
        """An article, to its end or not."""
        self.press("h", 0.1)
        self._times("j", 4)
        self.press(ENTER, 0.2)
        self._times(" ", 8)
        self.press(self._random.choice(("", "x", "xx", "d", "zz", "<", ">", "gG", "l")), 0.1)

    def _look(self) -> None:
        """Into a box or two."""
        for _ in range(self._random.randint(1, 2)):
            key = self._random.choice(BOXES)
            self.press(key, 0.3)
            if key in _TYPED and self._random.random() < 0.7:
                self.press(self._word()[:6], 0.2)
            else:
                self._times(self._random.choice((DOWN, UP, LEFT, RIGHT, TAB)), 4)
            self.press(ESCAPE, _ALONE)

    def _find(self) -> None:
        self.press("h/", 0.3)
        self.press(
            " ".join(self._word() for _ in range(self._random.randint(1, 2)))[: self._random.randint(3, 20)], 0.4
        )
        self._times(DOWN, 5)
        self.press(self._random.choice((ENTER, ENTER, TAB, ESCAPE)), 0.3)
        self._times(" ", 2)

    def _narrow(self) -> None:
        self.press("f", 0.2)
        for letter in self._word()[:5]:
            self.press(letter, 0.02)
        self.press(self._random.choice((ENTER, ESCAPE)), 0.3)
        self._times("j", 6)
        self.press(ESCAPE, _ALONE)

    def _find_in_text(self) -> None:
        self.press("h" + ENTER, 0.2)
        self.press("/", 0.2)
        self.press(self._word()[:3] + ENTER, 0.2)
        self._times("n", 5)

    def _mark(self) -> None:
        """Something, and take it back, mostly."""
        self._times(self._random.choice("bmsMAF"), 2)
        self._times("U", 2)

    def _note(self) -> None:
        self.press("N", 0.3)
        self.press(f"{self._word()} {self._word()}", 0.1)

    def _tag(self) -> None:
        self.press("t", 0.3)
        self.press(self._word()[:2] + ENTER, 0.2)

    def _export(self) -> None:
        self.press(self._random.choice(("h", "l", "")))
        name = self._place / f"{next(self._numbers) % 50}.{self._random.choice(('md', 'jsonl', 'epub'))}"
        name.unlink(missing_ok=True)
        self.press(":", 0.2)
        self.press(f"export {name}{ENTER}", 0.5)

    def _command(self) -> None:
        words = ("open", "search", "filter", "help", "set measure 60", "set measure 72", "story", "read", "unread")
        self.press(":", 0.2)
        self.press(self._random.choice([*words, "$", "17", "1", "jumps", "nonsense", "tag", "rename"]) + " ", 0.1)
        self.press(self._random.choice(("", self._word(), TAB, TAB + TAB)), 0.2)
        self.press(self._random.choice((ENTER, ESCAPE)), 0.3)

    def _walk(self) -> None:
        """Back and forth in what was opened, and along what is related."""
        self.press("l", 0.1)
        self._times("j", 3)
        self.press(ENTER, 0.3)
        self._times(self._random.choice("HL"), 4)

    def _view(self) -> None:
        self.press("v", 0.4)
        self._times(DOWN, 12)
        self.press(ENTER, 0.4)
        self._step()
        self.press(":", 0.2)
        self.press(f"view {self._random.choice(('all', 'all', 'inbox', 'stories', 'bookmarks'))}{ENTER}", 0.3)

    def _theme(self) -> None:
        self.press("T", 0.3)
        self._times(DOWN, 6)
        self.press(self._random.choice((ENTER, ESCAPE)), 0.3)

    def _refresh(self) -> None:
        self.press(self._random.choice("Rr"), 0.5)

    def _click(self) -> None:
        x, y = self._random.randint(1, 120), self._random.randint(1, 40)
        for _ in range(self._random.randint(1, 5)):
            button = self._random.choice((0, 0, 64, 65, 65))
            self.press(f"\x1b[<{button};{x};{y}M" + ("" if button else f"\x1b[<0;{x};{y}m"))

    def _resize(self) -> None:
        self._terminal.resize(*self._random.choice(_SIZES))
        self.press("j", 0.4)
        self._step()
        self._terminal.resize(120, 40)
        self.press("", 0.3)

    def _paste(self) -> None:
        self.press(self._random.choice(_TYPED[:6]), 0.3)
        self.press(f"\x1b[200~{self._word()} {self._word()}\x1b[201~", 0.2)

    def _stop(self) -> None:
        self._terminal.stop()
        kill(self._terminal.pid, SIGCONT)
        self.press("j", 0.3)
