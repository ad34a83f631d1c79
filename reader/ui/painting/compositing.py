"""Bringing what changed to the terminal: those cells of those widgets, and nothing else.

Textual draws every widget that has a line in common with a change, cuts all lines where any widget begins or ends, and
puts together what lies in the change: for two rows of a list beside an article it draws the article as well, and a
list that scrolls costs as much as a whole screen. Here a change is what it is: pieces of the screen, each drawn by the
widget that is seen there. What one sees is the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

__all__ = ["FrugalCompositor", "paint_now"]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the screen, and what it shows, line by line."""

    x: int
    y: int
    strips: list[Strip]


class _Update(CompositorUpdate):
    """Pieces of the screen as a terminal is told to show them."""

    def __init__(self, pieces: list[_Piece]) -> None:
        self._pieces = pieces

    def render_segments(self, console: Console) -> str:
        """The sequences for a terminal."""
        return "".join(
            f"\x1b[{line};{piece.x + 1}H{strip.render(console)}"
            for piece in self._pieces
            for line, strip in enumerate(piece.strips, piece.y + 1)
        )


class FrugalCompositor(Compositor):
    """Draws of every change only what is seen of it."""

    def render_full_update(self, simplify: bool = False) -> CompositorUpdate:  # type: ignore[override]  # noqa: FBT001, FBT002
        """All there is to see; `simplify` is asked for by those who draw pictures of it."""
        if simplify:
            return super().render_full_update(simplify)
        self._dirty_regions.clear()
        update = _Update(self._drawn([self.size.region]))
        for widget in (self.root, *self.visible_widgets):
            if widget is not None:
                widget._repaint_required = False  # noqa: SLF001  # it has just been drawn
        return update

    def render_partial_update(self) -> CompositorUpdate | None:  # type: ignore[override]
        """What changed since the last update; None where that is nothing one sees."""
        changed = [region.intersection(self.size.region) for region in self._dirty_regions]
        self._dirty_regions.clear()
        pieces = self._drawn(_apart(changed))
        return _Update(pieces) if pieces else None

    def _drawn(self, changed: Iterable[Region]) -> list[_Piece]:
        return [_draw(seen, widget, place) for region in changed for seen, widget, place in self._seen_in(region)]

    def _seen_in(self, region: Region) -> list[tuple[Region, Widget, Region]]:
        """Whom one sees where in a region, and where all of them would be: asked from the front to the back."""
        found: list[tuple[Region, Widget, Region]] = []
        gaps = [region] if region else []
        for widget, (place, clip) in self.visible_widgets.items():
            shown = place.intersection(clip)
            if not shown.overlaps(region) or not widget.is_attached:  # it has gone already, and is laid out anew soon
                continue
            left: list[Region] = []
            for gap in gaps:
                seen = gap.intersection(shown)
                if seen:
                    found.append((seen, widget, place))
                    left += _around(gap, seen)
                else:
                    left.append(gap)
            gaps = left
            if not gaps:
                break
        return found


def _apart(regions: Iterable[Region]) -> list[Region]:
    """The regions that lie in no other: a pane is told to have changed with all that is in it."""
    kept: list[Region] = []
    for region in sorted(set(regions), key=lambda region: region.area, reverse=True):
        if not any(other.contains_region(region) for other in kept):
            kept.append(region)
    return kept


def _around(gap: Region, seen: Region) -> list[Region]:
    """What is left of a region: above, left of, right of and below a part of it."""
    parts = (
        Region(gap.x, gap.y, gap.width, seen.y - gap.y),
        Region(gap.x, seen.y, seen.x - gap.x, seen.height),
        Region(seen.right, seen.y, gap.right - seen.right, seen.height),
        Region(gap.x, seen.bottom, gap.width, gap.bottom - seen.bottom),
    )
    return [part for part in parts if part]


def _draw(seen: Region, widget: Widget, place: Region) -> _Piece:
    return _Piece(seen.x, seen.y, widget.render_lines(seen.translate((-place.x, -place.y))))


def paint_now(screen: Screen[None], widgets: Iterable[Widget]) -> None:
    """Show at once what changed in widgets, if no other has to be laid out anew; Textual would do it a moment later."""
    seen = screen._compositor.visible_widgets  # noqa: SLF001
    shown = {widget for widget in widgets if widget in seen}
    if not screen.is_current or screen.app._batch_count or _moves(screen, seen.keys() - shown):  # noqa: SLF001
        return
    changed = {widget for widget in shown if widget._repaint_required or widget._layout_required}  # noqa: SLF001
    moved = [widget for widget in changed if widget._layout_required]  # noqa: SLF001
    for widget in changed:
        widget._repaint_required = widget._layout_required = False  # noqa: SLF001
    if changed:  # and what others told the screen of: refreshing it forgets them
        screen._compositor.update_widgets(changed | screen._dirty_widgets)  # noqa: SLF001
    if moved:
        _lay_out(screen, moved)
    elif changed:
        screen._compositor_refresh()  # noqa: SLF001


def _lay_out(screen: Screen[None], moved: Iterable[Widget]) -> None:
    """Place anew what is in and around widgets, as Textual does once they have told the screen."""
    for widget in moved:
        inner: Widget = widget
        for outer in widget.ancestors:
            if not isinstance(outer, Widget):
                break
            outer._clear_arrangement_cache()  # noqa: SLF001
            outer._layout_updates += 1  # noqa: SLF001
            screen._layout_widgets.setdefault(outer, set()).add(inner)  # noqa: SLF001
            if not outer.styles.auto_dimensions:
                break
            inner = outer
    screen._refresh_layout()  # noqa: SLF001


def _moves(screen: Screen[None], seen: Iterable[Widget]) -> bool:
    """Whether something is about to have another place."""
    return screen._layout_required or any(widget._layout_required for widget in seen)  # noqa: SLF001
