"""An article for a screen reader: a cursor goes through it line by line, and the terminal's own cursor with it."""

from __future__ import annotations

from reader.model import Place
from reader.ui.typesetting.layout import Sheet
from reader.ui.widgets.article_view import ArticleView

__all__ = ["SpokenArticle"]


class SpokenArticle(ArticleView):
    """Up and down go to the next line with something on it; what is longer than a screen scrolls along."""

    _at = 0

    @property
    def line(self) -> int:
        """The line one is on: of the cut or the block that is chosen the first, else the one being read."""
        chosen = (number for number, line in enumerate(self._lines) if self._is_on(line))
        return next(chosen, self._at)

    def show(self, sheet: Sheet, place: Place) -> None:
        """Show an article; one is on the first line in view."""
        super().show(sheet, place)
        self._read_from(self.scroll_offset.y)

    def move(self, way: str) -> None:
        """Go to the next line or the one before; by pages, to the first line of the page."""
        if way not in ("down", "up"):
            super().move(way)
            self._read_from(len(self._lines) - 1 if way == "bottom" else self.scroll_offset.y)
        elif self.chosen is not None:
            super().move(way)
        else:
            self._step_line(1 if way == "down" else -1)

    def resized(self) -> None:
        """Lay the text out for the new width; one is on the first line in view."""
        super().resized()
        self._read_from(self.scroll_offset.y)

    def _step_line(self, step: int) -> None:
        ahead = range(self._at + step, len(self._lines) if step > 0 else -1, step)
        self._at = next((number for number in ahead if self._is_written(number)), self._at)
        self._bring(self._at)
        self.refresh()

    def _read_from(self, top: int) -> None:
        self._at = next((number for number in range(top, len(self._lines)) if self._is_written(number)), top)
        self.refresh()

    def _is_written(self, number: int) -> bool:
        return not self._lines[number].text.isspace() and bool(self._lines[number].text)

    def _reveal_match(self) -> None:
        super()._reveal_match()
        if self.finding.line is not None:
            self._at = self.finding.line
