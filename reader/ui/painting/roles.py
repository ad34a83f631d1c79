"""The roles text plays on the screen; what each looks like is said in styles/roles.tcss."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Spacing
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from reader.ui.painting.cells import width_of
from reader.ui.widgets.calm_scroll_bar import CalmScrollBar

__all__ = ["ROLES", "ROLE_CLASSES", "Painted", "ink"]

ROLES = (
    "added",
    "bad",
    "bar",
    "byline",
    "caption",
    "code",
    "code-block",
    "code-comment",
    "code-keyword",
    "code-name",
    "code-number",
    "code-string",
    "cut",
    "cut-mark",
    "cut-reason",
    "differs",
    "emphasis",
    "end",
    "found",
    "group",
    "heading",
    "heading-small",
    "key",
    "label",
    "line",
    "link",
    "link-number",
    "mark",
    "marker",
    "match",
    "match-now",
    "muted",
    "notice",
    "quote",
    "read",
    "removed",
    "rule",
    "selected",
    "selected-dim",
    "strong",
    "table",
    "table-head",
    "text",
    "title",
    "told",
    "unread",
    "why",
)
"""Every role there is."""

_GROUNDED = ("match", "match-now", "hint", "chosen")
"""Roles that keep their own ground, whatever is laid over the line."""
_NO_FRAME = Spacing()
_COMPONENTS = {role: f"role-{role}" for role in ROLES}
ROLE_CLASSES = set(_COMPONENTS.values())
"""What a screen whose widgets draw with roles has as its component classes."""


def ink(screen: Screen[Any], roles: str) -> Style:
    """The style of one or more roles, separated by spaces, later ones going before earlier ones."""
    return screen.get_component_rich_style(*(_COMPONENTS[role] for role in roles.split()), partial=True)


class Painted(Widget):
    """A widget that draws lines of text with roles."""

    _base: Style | None = None
    _ground: Color | None = None

    @property
    def base(self) -> Style:
        """What its text looks like where it plays no role."""
        self._base = self._base or self.rich_style
        return self._base

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar beside its lines."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = CalmScrollBar(thickness=self.scrollbar_size_vertical)
            bar.display = False
            self.app._start_widget(self, bar)  # noqa: SLF001  # as Textual does with its own
            self.app.stylesheet.apply(bar)  # else the first change of the focus would lay out the whole screen
        return self._vertical_scrollbar

    def palette(self) -> tuple[Style, ...]:
        """What text looks like in every role, and in none."""
        return self.base, *(ink(self.screen, role) for role in ROLES)

    def notify_style_update(self) -> None:
        """Its colours may be others."""
        self._base = self._ground = None
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its lines in a region of it; where it has no frame, nothing need be put around them, nor be kept."""
        if not self.is_attached:  # it goes, and is still where it was until all is laid out anew
            return [Strip.blank(crop.width)] * crop.height
        if self.styles.gutter != _NO_FRAME or self.opacity != 1:
            return super().render_lines(crop)
        self._ground = background = self._ground or self.background_colors[1]
        (start, end), base = crop.column_span, self.base  # beside a line there may be room for a bar
        strips = [self.render_line(y).crop_extend(start, end, base) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            if isinstance(line_filter, ANSIToTruecolor):  # no role has a colour of the terminal's own, nor is it dimmed
                continue
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return strips

    def paint(self, pieces: list[tuple[str, str]] | tuple[tuple[str, str], ...], width: int, over: str = "") -> Strip:
        """A line of `width` cells; `over` is a role laid over all of it."""
        screen, base = self.screen, self.base
        laid = ink(screen, over) if over else None
        segments: list[Segment] = []
        used = 0
        for text, roles in pieces:
            style = base + ink(screen, roles) if roles else base
            segments.append(Segment(text, style + laid if laid and not roles.endswith(_GROUNDED) else style))
            used += width_of(text)
        if used < width:
            segments.append(Segment(" " * (width - used), base + laid if laid else base))
        return Strip(segments, max(used, width)).crop(0, width)
