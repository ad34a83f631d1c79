"""What was opened, in order, to walk back and forth in."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["History"]


class History:
    """Ids of articles opened, and where in them one stands."""

    def __init__(self) -> None:
        self._visited: list[str] = []
        self._at = -1

    @property
    def current(self) -> str | None:
        """The article one stands at."""
        return self._visited[self._at] if self._visited else None

    @property
    def walked(self) -> bool:
        """Whether something was open before what one stands at."""
        return self._at > 0

    def begin(self, earlier: Sequence[str]) -> None:
        """Have what was opened another time, the newest first, lie behind what was opened since."""
        kept = [article for article in reversed(earlier) if article not in self._visited]
        self._visited[:0] = kept
        self._at += len(kept)

    def visit(self, article: str) -> None:
        """Open an article: what lay ahead is forgotten."""
        if article != self.current:
            self._visited[self._at + 1 :] = [article]
            self._at += 1

    def back(self, shown: str | None) -> str | None:
        """The article opened before the one shown; after mere looking about, the one opened last."""
        if self.current is not None and self.current != shown:
            return self.current
        if self._at <= 0:
            return None
        self._at -= 1
        return self.current

    def forward(self) -> str | None:
        """The article one came back from."""
        if self._at + 1 >= len(self._visited):
            return None
        self._at += 1
        return self.current
