"""The roles text plays on the screen; what each looks like is said in styles/roles.tcss."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from reader.ui.cells import width_of

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

_GROUNDED = ("match", "match-now")
"""Roles that keep their own ground, whatever is laid over the line."""
_COMPONENTS = {role: f"role-{role}" for role in ROLES}
ROLE_CLASSES = set(_COMPONENTS.values())
"""What a screen whose widgets draw with roles has as its component classes."""


def ink(screen: Screen[Any], roles: str) -> Style:
    """The style of one or more roles, separated by spaces, later ones going before earlier ones."""
    return screen.get_component_rich_style(*(_COMPONENTS[role] for role in roles.split()), partial=True)


class Painted(Widget):
    """A widget that draws lines of text with roles."""

    def paint(self, pieces: list[tuple[str, str]] | tuple[tuple[str, str], ...], width: int, over: str = "") -> Strip:
        """A line of `width` cells; `over` is a role laid over all of it."""
        screen, base = self.screen, self.rich_style
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
