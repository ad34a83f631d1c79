"""Going round in candidates with Tab: what stands in the line, what it was before, what would come next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.ui.command_line.query_language import Candidate, Completion

__all__ = ["Completing"]


class Completing:
    """The candidates for a line, and which of them stands in it."""

    def __init__(self, complete: Callable[[str], Completion]) -> None:
        self._complete = complete
        self._completion = Completion(0)
        self._stem: str | None = None
        """What stood in the line before a candidate was put there; None while none was."""
        self.at = -1
        """Which candidate stands in the line; -1 for none."""

    @property
    def candidates(self) -> Sequence[Candidate]:
        """What may be put into the line."""
        return self._completion.candidates

    def look(self, text: str) -> None:
        """The line holds a text: know its candidates, unless one of them was just put there."""
        if self._stem is None or text != self._put_there:
            self._stem, self.at = None, -1
            self._completion = self._complete(text)

    def step(self, text: str, step: int) -> str | None:
        """The line with the next candidate (1) or the one before (-1); None where there is none."""
        self.look(text)
        count = len(self.candidates)
        if not count:
            return None
        if self._stem is None:
            self._stem, self.at = text, -1 if step > 0 else 0
        self.at = (self.at + step) % count
        put = self._put_there
        if count == 1:
            self._stem, self.at = None, -1  # there is nothing to choose from: Tab goes on behind it
            self._completion = self._complete(put)
        return put

    def rest(self, text: str) -> str:
        """The whole line as the first candidate would have it, where that only adds to it; else nothing."""
        typed = text[self._completion.start :]
        first = next(iter(self.candidates), None)
        if self._stem is not None or not typed or first is None or not first.text.lower().startswith(typed.lower()):
            return ""
        return text + first.text[len(typed) :].rstrip()

    @property
    def _put_there(self) -> str:
        stem = self._stem or ""
        return stem[: self._completion.start] + self.candidates[self.at].text
