"""What a screen shows, as a small SVG: grounds as rectangles, runs of letters as texts of a fixed length.

Textual's own export asks the network for a font, draws each segment's ground apart and is four times the size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

__all__ = ["drawn"]

CELL, LINE, SIZE, EDGE = 9.6, 20, 16, 12
"""Width and height of a cell, of the letters, of the edge around all, in pixels: six tenths of their height is how wide
the letters of most such fonts are, for what does not heed the length of a text."""
FONTS = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
BLOCKS = {"▌": (0, 0, 0.5, 1), "│": (0.45, 0, 0.1, 1), "▎": (0, 0, 0.25, 1)} | {
    block: (0, 1 - eighths / 8, 1, eighths / 8) for eighths, block in enumerate("▁▂▃▄▅▆▇█", 1)
}
"""Signs that are drawn, for fonts leave gaps around them: left, top, width, height as parts of the cell."""
Run = tuple[int, str, Style]
"""At which cell some text begins, the text, its style."""


def drawn(strips: Sequence[Strip], title: str) -> str:
    """The lines of a screen as SVG; `title` says in words what they show."""
    columns = max(strip.cell_length for strip in strips)
    width, height = _pixels(columns) + 2 * EDGE, len(strips) * LINE + 2 * EDGE
    ground = _ground(next(_runs(strips[-1]))[2])
    styles: dict[str, str] = {}
    body = "\n".join(line for row, strip in enumerate(strips) for line in _line(row, strip, ground, styles))
    sheet = "\n".join(f".{name}{{{rules}}}" for rules, name in styles.items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'xml:space="preserve">\n'
        f"<title>{escape(title)}</title>\n"
        f"<style>text{{font:{SIZE}px {FONTS};white-space:pre}}\n{sheet}</style>\n"
        f'<rect width="{width}" height="{height}" rx="8" fill="{ground}"/>\n'
        f'<g transform="translate({EDGE} {EDGE})" shape-rendering="crispEdges">\n{body}\n</g>\n</svg>\n'
    )


def _line(row: int, strip: Strip, ground: str, styles: dict[str, str]) -> Iterator[str]:
    runs = list(_runs(strip))
    for fill, same in groupby(runs, key=lambda run: _ground(run[2])):
        cells = list(same)
        if fill != ground:
            wide = sum(cell_len(text) for _, text, _ in cells)
            yield _rectangle(cells[0][0], row, wide, fill)
    for at, text, style in runs:
        yield from _letters(at, row, text, style, styles)


def _rectangle(at: int, row: int, cells: int, fill: str) -> str:
    place = f'x="{_pixels(at)}" y="{row * LINE}" width="{_pixels(cells)}" height="{LINE}"'
    return f'<rect {place} fill="{fill}"/>'


def _block(at: int, row: int, part: tuple[float, float, float, float], fill: str) -> str:
    left, top, width, height = part
    place = f'x="{_pixels(at + left)}" y="{round((row + top) * LINE, 1)}"'
    return f'<rect {place} width="{_pixels(width)}" height="{round(height * LINE, 1)}" fill="{fill}"/>'


def _letters(at: int, row: int, text: str, style: Style, styles: dict[str, str]) -> Iterator[str]:
    """The text without the spaces around it, in exactly its cells whatever the font."""
    if text.strip(" ") in BLOCKS:
        yield _block(at + text.index(text.strip(" ")), row, BLOCKS[text.strip(" ")], _ink(style))
        return
    begin, text = at + len(text) - len(text.lstrip(" ")), text.strip(" ")
    if text:
        name = styles.setdefault(_rules(style), f"s{len(styles)}")
        length = f'textLength="{_pixels(cell_len(text))}" lengthAdjust="spacingAndGlyphs"'
        place = f'x="{_pixels(begin)}" y="{row * LINE + 15}"'
        yield f'<text class="{name}" {place} {length}>{escape(text, quote=False)}</text>'


def _pixels(cells: int) -> float:
    return round(cells * CELL, 1)


def _runs(strip: Strip) -> Iterator[Run]:
    """Neighbours of one style as one."""
    at = 0
    segments = [segment for segment in strip if segment.text]
    for style, same in groupby(segments, key=_style):
        text = "".join(segment.text for segment in same)
        yield at, text, style
        at += cell_len(text)


def _style(segment: Segment) -> Style:
    style = segment.style or Style()
    colours = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
    return Style(color=colours[0], bgcolor=colours[1], bold=style.bold, italic=style.italic, underline=style.underline)


def _ground(style: Style) -> str:
    return style.bgcolor.get_truecolor().hex if style.bgcolor is not None else "#000000"


def _ink(style: Style) -> str:
    return style.color.get_truecolor().hex if style.color is not None else "#ffffff"


def _rules(style: Style) -> str:
    rules = [f"fill:{_ink(style)}"]
    rules += ["font-weight:bold"] if style.bold else []
    rules += ["font-style:italic"] if style.italic else []
    rules += ["text-decoration:underline"] if style.underline else []
    return ";".join(rules)
