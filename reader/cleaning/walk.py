"""Walks a page from top to bottom and makes a line of each paragraph, heading, list item ..."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.address import web_address
from reader.cleaning.blocks import BREAK, Line, Piece, code_line, illustrated, table_line, text_line
from reader.cleaning.inline import BRACKETS, has_brackets, quoted, raised, stands_for
from reader.cleaning.media import EMBEDS, address_of, alternative, embedded, is_glyph, picture_in, places
from reader.cleaning.numbering import Numbering
from reader.cleaning.tables import data_rows
from reader.cleaning.zones import zone_of
from reader.model import Block, BlockKind, Style
from reader.text import squash

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Standing", "upwards", "walk"]

_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
])  # fmt: skip
_STYLES = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), Style.EMPHASIS),
    **dict.fromkeys(("strong", "b", "dt"), Style.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), Style.CODE),
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol", "menu", "dir")
_CAPTIONS = ("figure", "figcaption", "caption")
_TELLING = frozenset([*_STYLES, *_HEADINGS, *_LISTS, *_CAPTIONS, "a", "blockquote", "dd", "li"])
"""The tags that change what a line inside them is."""
_CAPTION: Mapping[str, Any] = {"kind": BlockKind.CAPTION, "level": 0}
_BEGINNING = frozenset([
    *_LISTS, *EMBEDS, *BRACKETS, "annotation", "annotation-xml", "br", "hr", "img", "li", "math", "pre", "sup", "table",
    "td",
])  # fmt: skip
"""The tags that stand for something by themselves."""
_LANGUAGE = re.compile(r"(?:\blang(?:uage)?|\bbrush:?|\bsource)[-: ]([\w+#.-]+)")
_LINE_NUMBERS = re.compile(r"\b(?:gutter|linenos?|line-?numbers?|lineno|blob-num)\b")
_SENTENCE_END = re.compile(r"""[.!?…。！？:]["'”’»」)\]]*\s*$""")
_POEM_CLASS = re.compile(r"\b(?:poem|poetry|verse|lyrics|stanza)", re.IGNORECASE)
_ZONE_MOST = 0.3
_RUNNING = 60


class Standing(NamedTuple):
    """A line and the element of the page it stands in."""

    line: Line
    element: HtmlElement
    linked: float = 0.0
    """The share of its text that is links, be their addresses of the web or not, 0..1."""


class _Frame(NamedTuple):
    """What holds inside an element that is open."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    zone: str = ""
    style: Style = Style.PLAIN
    href: str | None = None
    anchor: bool = False
    lists: int = 0
    quotes: int = 0


def walk(root: HtmlElement, base: str | None) -> list[Standing]:
    """The lines below `root` in document order; relative links are seen from `base`.

    Goes without recursion, so depth costs nothing. Comments, scripts and what is hidden must be gone before.
    """
    from lxml.etree import iterwalk

    gathering = _Gathering(root, base)
    steps = iterwalk(root, events=("start", "end"))
    for event, element in steps:
        if event == "end":
            gathering.leave(element, tail=element is not root)
        elif not gathering.enter(element):
            steps.skip_subtree()
    return gathering.standings


def upwards(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element and all that it stands in, from the inside out."""
    yield element
    yield from element.iterancestors()


class _Gathering:
    """Lines so far, the inline text of the block that is open, and the elements around it."""

    def __init__(self, root: HtmlElement, base: str | None) -> None:
        self.standings: list[Standing] = []
        self._base = base
        self._root = root
        self._prose = _prose(root)
        self._pieces: list[Piece] = []
        self._open = [_Frame()]  # for every element around
        self._blocks = [(self._open[0], root)]  # the block elements among them
        self._marker = ""
        self._numbers: list[Numbering] = []  # for each open list
        self._figures: dict[HtmlElement, bool] = {}
        self._pictures: dict[HtmlElement, str | None] = {}

    def enter(self, element: HtmlElement) -> bool:
        """Open an element; False where its inside is already dealt with."""
        frame = self._frame(element)
        self._open.append(frame)
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
            self._blocks.append((frame, element))
        goes_in = tag not in _BEGINNING or self._begin(element, frame)
        if goes_in:
            self._say(element.text, frame)
        return goes_in

    def leave(self, element: HtmlElement, *, tail: bool) -> None:
        """Close an element and take up the text that follows it."""
        self._open.pop()
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
            self._blocks.pop()
        if tag == "li":
            self._marker = ""
        elif tag in _LISTS:
            self._numbers.pop()
        elif tag in BRACKETS:
            self._bracket(element, closing=True)
        if tail:
            self._say(element.tail, self._open[-1])

    def _say(self, text: str | None, frame: _Frame) -> None:
        """Take up text; blanks only where something stands before them."""
        if text and (self._pieces or not text.isspace()):
            self._pieces.append(Piece(text, frame.style, frame.href, frame.anchor))

    def _frame(self, element: HtmlElement) -> _Frame:
        around = self._open[-1]
        tag = element.tag
        zone = zone_of(element)
        if not zone or around.quotes or self._is_frame(element):  # who is quoted may stand in a footer
            zone = around.zone
        if tag not in _TELLING:
            if zone == around.zone:
                return around
            return around._replace(zone=zone, **(_CAPTION if zone == "figure" else {}))
        if tag in _CAPTIONS or (zone == "figure" and tag not in _HEADINGS):
            around = around._replace(**_CAPTION)
        return around._replace(zone=zone, **self._changed(element, around))

    def _changed(self, element: HtmlElement, around: _Frame) -> dict[str, Any]:
        """What an element changes for what stands in it."""
        tag = element.tag
        if tag in _STYLES:
            return {"style": around.style | _STYLES[tag]}
        if tag == "a":
            href = element.get("href")
            return {} if href is None else {"href": web_address(href, self._base), "anchor": True}
        if around.kind is BlockKind.CAPTION:
            return {}
        if tag in _HEADINGS:
            return {"kind": BlockKind.HEADING, "level": _HEADINGS[tag]}
        if tag == "blockquote":
            return {"kind": BlockKind.QUOTE, "level": around.quotes, "quotes": around.quotes + 1}
        if tag in _LISTS:
            return {"lists": around.lists + 1}
        return {"kind": BlockKind.ITEM, "level": max(around.lists - 1, 0)} if tag in ("dd", "li") else {}

    def _is_frame(self, element: HtmlElement) -> bool:
        """Whether an element holds much of the page's prose: it is no zone then, whatever it is called."""
        return self._prose.get(element, 0) > _ZONE_MOST * self._prose[self._root]

    def _begin(self, element: HtmlElement, frame: _Frame) -> bool:
        """Say what the element itself stands for; False where its inside is dealt with."""
        tag = element.tag
        if tag in _LISTS:
            self._numbers.append(Numbering(element))
        elif tag == "li":
            self._marker = (self._numbers[-1] if self._numbers else Numbering()).marker(element)
        elif tag in BRACKETS:
            self._bracket(element)
        elif tag == "table":
            return not self._table(element, frame)
        elif tag in ("sup", "math"):
            return not self._set_apart(element, frame)
        elif tag == "td":
            return not _LINE_NUMBERS.search(element.get("class") or "")
        else:
            self._stand(element, frame)
            return tag in ("br", "hr", "img")
        return True

    def _stand(self, element: HtmlElement, frame: _Frame) -> None:
        """Keep what is no text: breaks, rules, pictures, code, films."""
        tag = element.tag
        if tag == "br":
            if self._pieces:
                self._pieces.append(BREAK)
        elif tag == "hr":
            self._keep(Line(Block(BlockKind.RULE, ()), zone=frame.zone), element)
        elif tag == "img":
            self._image(element, frame)
        elif tag in EMBEDS:
            self._illustrate(embedded(element, self._base), element, frame)
        elif tag == "pre" and not _LINE_NUMBERS.search(element.get("class") or ""):
            self._keep(code_line(_preformatted(element), _language(element), zone=frame.zone), element)

    def _set_apart(self, element: HtmlElement, frame: _Frame) -> bool:
        """Say what is set high or in two dimensions so that it reads the same on a line; False where it does anyway."""
        text = raised(element) if element.tag == "sup" else stands_for(element)
        self._say(text, frame)
        return bool(text)

    def _bracket(self, element: HtmlElement, *, closing: bool = False) -> None:
        if element.tag == "q" and quoted(element):
            return
        if element.tag == "rt" and has_brackets(element):
            return
        within = element.tag == "q" and next(element.iterancestors("q"), None) is not None
        self._say(BRACKETS["q q" if within else element.tag][closing], self._open[-1])

    def _image(self, element: HtmlElement, frame: _Frame) -> None:
        """What a picture shows stands for it, where nothing else says so."""
        if is_glyph(element):
            self._say(element.get("alt"), frame)
        elif alternative(element) and (not frame.href or frame.kind is BlockKind.CAPTION):
            figure = next(element.iterancestors("figure"), None)
            if figure is None or not self._says(figure):
                self._illustrate((alternative(element), address_of(element, self._base)), element, frame)

    def _says(self, figure: HtmlElement) -> bool:
        """Whether a figure says something of its pictures."""
        if figure not in self._figures:
            self._figures[figure] = bool(squash(figure.text_content()))
        return self._figures[figure]

    def _pictured(self, caption: HtmlElement) -> str | None:
        """The address of the picture that a caption is about."""
        for around in places(caption):
            if around not in self._pictures:
                self._pictures[around] = picture_in(around, self._base)
            if self._pictures[around]:
                return self._pictures[around]
        return None

    def _illustrate(self, told: tuple[str, str | None] | None, element: HtmlElement, frame: _Frame) -> None:
        """Keep a line for what is seen or heard: what it is and where."""
        line = told and text_line(BlockKind.CAPTION, [Piece(told[0])], zone=frame.zone or "figure")
        if told and line:
            self._keep(illustrated(line, told[1]), element)

    def _table(self, element: HtmlElement, frame: _Frame) -> bool:
        rows = data_rows(element)
        if rows:
            title = element.find("caption")
            if title is not None:
                self._keep(text_line(BlockKind.CAPTION, [Piece(title.text_content())], zone=frame.zone), element)
            self._keep(table_line(rows, links=self._links(element), zone=frame.zone), element)
        return bool(rows)

    def _links(self, element: HtmlElement) -> tuple[tuple[str, str], ...]:
        found = ((squash(a.text_content()), web_address(a.get("href") or "", self._base)) for a in element.iter("a"))
        return tuple((text, url) for text, url in found if text and url)

    def _keep(self, line: Line | None, element: HtmlElement, linked: float = 0.0) -> None:
        if line:
            self.standings.append(Standing(line, element, linked))

    def _flush(self) -> None:
        pieces, self._pieces = self._pieces, []
        if not pieces:
            return
        frame, element = self._blocks[-1]
        broken = BREAK in pieces
        for group in _paragraphs(pieces, verse=_is_verse(pieces, element)) if broken else (pieces,):
            line = text_line(frame.kind, group, level=frame.level, marker=self._marker, zone=frame.zone)
            if line:
                if frame.kind is BlockKind.CAPTION:
                    line = illustrated(line, self._pictured(element))
                self._keep(line, element, _linked(group))
                self._marker = ""


def _prose(root: HtmlElement) -> dict[HtmlElement, int]:
    """How many characters of running text each element holds; short runs are menus and buttons."""
    sizes: dict[HtmlElement, int] = dict.fromkeys(root.iter(), 0)
    for element in reversed(sizes):
        text, tail = element.text, element.tail
        if text and len(text) >= _RUNNING:
            sizes[element] += len(text)
        around = element.getparent()
        if around in sizes and element is not root:
            sizes[around] += sizes[element] + (len(tail) if tail and len(tail) >= _RUNNING else 0)
    return sizes


def _paragraphs(pieces: list[Piece], *, verse: bool) -> Iterator[list[Piece]]:
    """The pieces parted where two breaks meet, and at one break after a sentence; in verse single breaks stay."""
    group: list[Piece] = []
    waiting = False
    for piece in pieces:
        if piece is BREAK:
            if waiting:
                yield group
                group = []
            waiting = bool(group) and not waiting
        elif not piece.text.strip():
            group.append(piece)
        else:
            if waiting and not verse and _ends_sentence(group):
                yield group
                group = []
            elif waiting:
                group.append(BREAK if verse else Piece(" "))
            group.append(piece)
            waiting = False
    yield group


def _linked(group: Sequence[Piece]) -> float:
    """The share of the letters that stands in links."""
    if not any(piece.anchor for piece in group):
        return 0.0
    sizes = [(len("".join(piece.text.split())), piece.anchor) for piece in group]
    return sum(size for size, anchor in sizes if anchor) / (sum(size for size, _ in sizes) or 1)


def _ends_sentence(group: list[Piece]) -> bool:
    text = next((piece.text for piece in reversed(group) if piece.text.strip()), "")
    return bool(_SENTENCE_END.search(text))


def _is_verse(pieces: list[Piece], element: HtmlElement) -> bool:
    """Whether the breaks of a block are its form: many short lines."""
    breaks = sum(piece is BREAK for piece in pieces)
    if breaks < 1 or element.tag in _HEADINGS:
        return False
    if _POEM_CLASS.search(element.get("class") or ""):
        return True
    return breaks >= 3 and sum(len(piece.text) for piece in pieces) / (breaks + 1) < 60


def _preformatted(element: HtmlElement) -> str:
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return str(element.text_content())


def _language(element: HtmlElement) -> str:
    """The language of code, as it or the two parts around it say."""
    inner = element.find(".//code")
    around = islice(upwards(element), 3)
    for one in (*([inner] if inner is not None else []), *around):
        stated = one.get("data-lang") or one.get("data-language")
        match = _LANGUAGE.search(one.get("class") or "")
        if stated or match:
            return str(stated or (match and match[1]))
    return ""
