"""The screen as lines to be kept for the next start, and the rows in view as they look selected and not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import App
from textual.strip import Strip

from reader.first_keys import kept_rows
from reader.glimpse import DAY_WIDTHS, ROW_WIDTHS, SLOT, days_line, fixed_line, row_line
from reader.ui.arrangement import Pane

if TYPE_CHECKING:
    from reader.ui.painting.roles import Painted
    from reader.ui.screens.main import MainScreen
    from reader.ui.widgets.headline_list import HeadlineList

__all__ = ["capture", "capture_rows"]

_SENT = {"down": [b"\x1b[B", b"\x1bOB"], "up": [b"\x1b[A", b"\x1bOA"]}
"""What terminals send for the arrows."""


def capture(app: App[None], main: MainScreen) -> list[str]:
    """The screen as lines to be kept; none where it says more than can be kept true."""
    main.status.rest()
    main.status.rest(quiet=True)
    strips = main._compositor.render_strips()  # noqa: SLF001  # what is shown, as there is no other way to it
    if any(SLOT in strip.text for strip in strips):  # in a title, say: it would be taken for a place to tell the time
        return []
    rows = main.headlines.content_region
    lines = [_without_related(main, strip, y) for y, strip in enumerate(strips)]
    return [
        _line(app, main, line, y) if rows.width and rows.y <= y < rows.bottom else fixed_line(_ink(app, line))
        for y, line in enumerate(lines)
    ]


def capture_rows(app: App[None], main: MainScreen) -> list[str]:
    """The rows in view, selected and not, as lines to be kept; none where a step changes more than rows."""
    rows, top = main.headlines, main.titles[Pane.HEADLINES]
    seen = rows.rows_in_view()
    listed = main.here is Pane.HEADLINES and rows.index in seen and not main.browsing.news
    if not listed or rows.content_region.x or top.region.x:
        return []
    first = rows.content_region.y - rows.scroll_offset.y + 1
    lines = [line for index in seen for line in _row(app, main, index)]
    places = [top.region.y + 1, *(first + rows.line_of(index) for index in seen)]
    down, up = (_sequences(main.bound[way]) for way in ("down", "up"))
    return kept_rows(down, up, seen.index(rows.index), places, lines)


def _row(app: App[None], main: MainScreen, index: int) -> list[str]:
    rows = main.headlines
    y = rows.line_of(index) - rows.scroll_offset.y
    lines = [_row_part(app, rows, y + line, selected=selected) for selected in (False, True) for line in (0, 1)]
    top = main.titles[Pane.HEADLINES]
    return [*lines, fixed_line(_ink(app, _filtered(app, top, top.saying(main.status.place(index)))))]


def _row_part(app: App[None], rows: HeadlineList, y: int, *, selected: bool) -> str:
    slots = rows.slots(y, selected=selected)
    if slots is None:
        return fixed_line(_ink(app, _filtered(app, rows, rows.strip(y, selected=selected))))
    when, told = slots
    return row_line(when, {width: _ink(app, _filtered(app, rows, told(SLOT * width))) for width in ROW_WIDTHS}, "")


def _sequences(keys: Sequence[str]) -> list[bytes]:
    """What terminals send for keys, as far as it is the same everywhere."""
    return [sent for key in keys for sent in _SENT.get(key, [key.encode()] if len(key) == 1 else [])]


def _without_related(main: MainScreen, strip: Strip, y: int) -> Strip:
    """What is related tells times too, and comes a moment after the rest anyhow."""
    related = main.related.region
    if not related.width or not related.y <= y < related.bottom:
        return strip
    before, _, after = _cut(strip, related.x, related.right, main.size.width)
    return Strip.join([before, Strip.blank(related.width, main.related.rich_style), after])


def _line(app: App[None], main: MainScreen, strip: Strip, y: int) -> str:
    rows = main.headlines.content_region
    slots = main.headlines.slots(y - rows.y)
    if slots is None:
        return fixed_line(_ink(app, strip))
    when, told = slots
    before, _, after = _cut(strip, rows.x, rows.x + main.headlines.scrollable_content_region.width, app.size.width)

    def told_in(width: int) -> str:
        return _ink(app, Strip.join([before, _filtered(app, main.headlines, told(SLOT * width))]))

    if main.headlines.is_heading(y - rows.y):
        return days_line(when, {width: told_in(width) for width in DAY_WIDTHS}, _ink(app, after))
    return row_line(when, {width: told_in(width) for width in ROW_WIDTHS}, _ink(app, after))


def _filtered(app: App[None], widget: Painted, strip: Strip) -> Strip:
    for line_filter in app.get_line_filters():
        strip = strip.apply_filter(line_filter, widget.background_colors[1])
    return strip


def _cut(strip: Strip, start: int, end: int, width: int) -> tuple[Strip, Strip, Strip]:
    return strip.crop(0, start), strip.crop(start, end), strip.crop(end, width)


def _ink(app: App[None], strip: Strip) -> str:
    return strip.render(app.console)
