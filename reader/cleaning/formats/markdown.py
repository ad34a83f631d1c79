"""Markdown: CommonMark with tables, strikethrough, tasks and footnotes, below front matter.

HTML inside it is not interpreted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.address import is_trap, left_out, web_address
from reader.cleaning.blocks import (
    BREAK,
    Line,
    Parsed,
    Piece,
    code_line,
    illustrated,
    links_of,
    spans_of,
    table_line,
    text_line,
)
from reader.cleaning.encoding import text_of
from reader.cleaning.formats import plain
from reader.cleaning.formats.markdown_notes import split_notes
from reader.cleaning.inline import raised_text
from reader.model import Block, BlockKind, Document, Facts, Style
from reader.text import fold, unescaped

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["LARGEST", "parse"]

LARGEST = 2_000_000
"""Characters looked at."""
_TAG = re.compile(r"<!--.*?-->|<(script|style)\b[^<>]*>.*?</\1\s*>|</?[a-zA-Z][^<>]*>", re.DOTALL | re.IGNORECASE)
_DEEPEST = 100
"""Levels of lists and quotes; people write ten."""
_TOO_DEEP = "Its lists and quotes are nested too deeply; it is shown as plain text."
_NOTE = re.compile(r"\[\^([^\s\[\]]{1,80})\]")
_TASK = re.compile(r"\[([ xX])\] +(.*)", re.DOTALL)
_READING = {"rt": "(", "/rt": ")"}
_STYLES = {"em": Style.EMPHASIS, "strong": Style.STRONG}


def parse(document: Document) -> Parsed:
    """Read a Markdown document. Raises CleaningError where it is no text."""
    from reader.cleaning.front_matter import split_front_matter

    text, notices = text_of(document)
    if len(text) > LARGEST:
        notices += (f"Only its first {LARGEST:,} characters were read.",)
    front, body = split_front_matter(text[:LARGEST].replace("\r\n", "\n").replace("\r", "\n"))
    body, notes = split_notes(body)
    tokens = _tokens(body)
    if any(token.level >= _DEEPEST - 2 for token in tokens):  # what is deeper is not parsed
        bare = plain.parse_text(body, titled=True)
        return replace(bare, facts=front.facts, notices=(*notices, *front.notices, _TOO_DEEP))
    reading = _Reading(front.facts.url, notes)
    lines = [*reading.lines(tokens), *reading.notes()]
    facts, lines = _titled(front.facts, lines, document.facts.title)
    refused = left_out((*front.traps, *reading.traps))
    return Parsed(facts, tuple(lines), (*notices, *front.notices, *([refused] if refused else [])))


def _titled(facts: Facts, lines: list[Line], known: str | None) -> tuple[Facts, list[Line]]:
    """The title and the lines without the heading that gives or repeats it."""
    title = known or facts.title
    for number, line in enumerate(lines):
        block = line.block
        if block.kind is not BlockKind.HEADING or block.level != 1:
            continue
        if title is None or fold(block.text) == fold(title):
            if len(lines) > 1:
                lines[number] = replace(line, outside="title")
            return (replace(facts, title=block.text) if title is None else facts), lines
        break
    return facts, lines


def _tokens(text: str) -> list[Token]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - judged in `_address`
    return parser.parse(text)


@dataclass(slots=True)
class _List:
    """A list that is open: the number of its next item, None where items have none."""

    number: int | None


class _Reading:
    """Turns the tokens of a text into lines, knowing the lists and quotes around each."""

    def __init__(self, base: str | None, notes: Mapping[str, str]) -> None:
        self.traps: list[str] = []
        """Addresses of links that are none of the web."""
        self._base = base
        self._notes = notes
        self._numbers: dict[str, int] = {}  # of the notes, as the text comes to them
        self._lists: list[_List] = []
        self._quotes = 0
        self._marker = ""
        self._heading = 0
        self._rows: list[list[Token]] | None = None

    def lines(self, tokens: Sequence[Token]) -> Iterator[Line]:
        """The lines that the tokens make."""
        for token in tokens:
            yield from filter(None, self._lines(token))

    def notes(self) -> Iterator[Line]:
        """The notes that the text refers to, each behind its number, and the others."""
        for name in self._notes:
            self._number(name)
        for name, number in sorted(self._numbers.items(), key=lambda item: item[1]):
            for at, line in enumerate(self.lines(_tokens(self._notes[name]))):
                if line.block.kind is BlockKind.PARAGRAPH:
                    marker = "" if at else f"[{number}]"
                    yield replace(line, block=replace(line.block, kind=BlockKind.ITEM, marker=marker))
                else:
                    yield line

    def _lines(self, token: Token) -> Iterator[Line | None]:
        if token.type == "inline":
            if self._rows is not None:
                self._rows[-1].append(token)
            else:
                yield self._text(token)
                yield from self._pictures(token)
        elif token.type in ("fence", "code_block"):
            yield code_line(token.content, token.info.split(" ")[0])
        elif token.type == "hr":
            yield Line(Block(BlockKind.RULE, ()))
        elif token.type == "html_block":
            yield self._plain(token.content)
        elif token.type == "table_close":
            yield self._table()
        else:
            self._step(token)

    def _step(self, token: Token) -> None:
        """Go into or out of what surrounds text."""
        opens = token.nesting == 1
        match token.type.removesuffix("_open").removesuffix("_close"):
            case "heading":
                self._heading = int(token.tag[1]) if opens else 0
            case "blockquote":
                self._quotes += token.nesting
            case "bullet_list" | "ordered_list" if opens:
                self._lists.append(_List(int(token.attrs.get("start", 1)) if token.tag == "ol" else None))
            case "bullet_list" | "ordered_list":
                self._lists.pop()
            case "list_item" if opens:
                self._marker = self._next_marker()
            case "table" if opens:
                self._rows = []
            case "tr" if opens and self._rows is not None:
                self._rows.append([])

    def _next_marker(self) -> str:
        around = self._lists[-1]
        if around.number is None:
            return "•"
        around.number += 1
        return f"{around.number - 1}."

    def _text(self, token: Token) -> Line | None:
        marker, self._marker = self._marker, ""
        pieces = self._pieces(token)
        if self._heading:
            return text_line(BlockKind.HEADING, pieces, level=self._heading)
        if self._lists:
            task = _TASK.match(pieces[0].text) if pieces and marker else None
            if task:
                marker, pieces = f"[{task[1].lower()}]", [pieces[0]._replace(text=task[2]), *pieces[1:]]
            return text_line(BlockKind.ITEM, pieces, level=len(self._lists) - 1, marker=marker)
        if self._quotes:
            return text_line(BlockKind.QUOTE, pieces, level=self._quotes - 1)
        return text_line(BlockKind.PARAGRAPH, pieces)

    def _pictures(self, token: Token) -> Iterator[Line | None]:
        for child in token.children or ():
            if child.type == "image":
                told = child.content or str(child.attrs.get("title", ""))
                line = text_line(BlockKind.CAPTION, [Piece(told)], zone="figure")
                yield line and illustrated(line, self._address(str(child.attrs.get("src", ""))))

    def _plain(self, html: str) -> Line | None:
        return text_line(BlockKind.PARAGRAPH, [Piece(unescaped(_TAG.sub(" ", html)))])

    def _table(self) -> Line | None:
        rows, self._rows = self._rows or [], None
        spans = [[spans_of(self._pieces(cell)) for cell in row] for row in rows]
        links = tuple(link for row in spans for cell in row for link in links_of(cell))
        return table_line([["".join(span.text for span in cell) for cell in row] for row in spans], links=links)

    def _pieces(self, token: Token) -> list[Piece]:
        pieces: list[Piece] = []
        style, href, high = Style.PLAIN, None, False
        for child in token.children or ():
            name, _, edge = child.type.rpartition("_")
            if name in _STYLES:
                style = style | _STYLES[name] if edge == "open" else style & ~_STYLES[name]
            elif name == "link":
                href = self._address(str(child.attrs.get("href", ""))) if edge == "open" else None
            elif child.type == "code_inline":
                pieces.append(Piece(child.content, style | Style.CODE, href))
            elif child.type == "hardbreak":
                pieces.append(BREAK)
            elif child.type == "softbreak":
                pieces.append(Piece(" ", style, href))
            elif child.type == "html_inline":
                tag = child.content.strip("<> ").rstrip("/ ").lower()
                high = tag == "sup"
                pieces += [BREAK] if tag == "br" else [Piece(_READING.get(tag, ""), style, href)]
            elif child.type in ("text", "text_special"):
                text = _NOTE.sub(self._reference, child.content)
                pieces.append(Piece(raised_text(text) or text if high else text, style, href))
        return pieces

    def _reference(self, found: re.Match[str]) -> str:
        return f"[{self._number(found[1])}]" if found[1] in self._notes else found[0]

    def _number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers) + 1)

    def _address(self, link: str) -> str | None:
        if is_trap(link, self._base):
            self.traps.append(link)
        return web_address(link, self._base)
