"""Going back and forth in what was typed before, like a shell: Up brings what begins as what stands there."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["Recall"]


class Recall:
    """What was typed before, the newest first, and where in it one is."""

    def __init__(self, lines: Sequence[str] = ()) -> None:
        self.lines: Sequence[str] = lines
        self._typed = ""
        self._at = -1
        self._shown: str | None = None

    def older(self, now: str) -> str | None:
        """What stands before it in the history; None where nothing does."""
        self._begin(now)
        for at in range(self._at + 1, len(self.lines)):
            if self.lines[at].startswith(self._typed) and self.lines[at] != now:
                return self._show(at)
        return None

    def newer(self, now: str) -> str | None:
        """What came after it, at last what was typed; None where one was not in the history."""
        self._begin(now)
        if self._at < 0:
            return None
        for at in range(self._at - 1, -1, -1):
            if self.lines[at].startswith(self._typed) and self.lines[at] != now:
                return self._show(at)
        self._at, self._shown = -1, None
        return self._typed

    def _begin(self, now: str) -> None:
        """What was changed since is where one begins anew."""
        if now != self._shown:
            self._typed, self._at = now, -1

    def _show(self, at: int) -> str:
        self._at, self._shown = at, self.lines[at]
        return self.lines[at]
