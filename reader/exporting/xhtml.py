"""The blocks of an article as XHTML: well formed whatever they hold, without scripts and without anything remote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from reader.address import web_address
from reader.model import Block, BlockKind, Span, Style
from reader.text import safe, safe_lines

__all__ = ["anchor", "body", "known_language", "page", "words"]

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML has no place for."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi", "ckb"})
_NUMBER = re.compile(r"(\d{1,9})[.)]\Z", re.ASCII)
_BULLETS = frozenset("•◦▪‣*-+·–—")
_HEADINGS = 6
_DEEPEST = 12
"""Lists within lists; what is deeper stands with those."""
_PAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{language}>
<head><meta charset="utf-8"/><title>{title}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
{body}
</body>
</html>
"""


def page(title: str, inside: Iterable[str], language: str | None = None) -> str:
    """A whole document; what is `inside` is XHTML already."""
    return _PAGE.format(title=words(title) or "Untitled", body="\n".join(inside), language=_spoken(language))


def words(text: str) -> str:
    """One line of plain words."""
    return escape(_ILLEGAL.sub("", safe(text)))


def anchor(url: str, text: str) -> str:
    """A link to a page of the web; the words alone where the address is none."""
    found = web_address(url)
    return f'<a href="{_href(found)}">{text}</a>' if found and text else text


def known_language(tag: str | None) -> str | None:
    """A language as a book may name it; None where it is none."""
    plain = (tag or "").replace("_", "-")
    return plain if _LANGUAGE.match(plain) else None


def body(blocks: Sequence[Block]) -> Iterator[str]:
    """The blocks, those that belong together as one list or quote."""
    for kind, group in groupby(blocks, lambda block: block.kind):
        if kind is BlockKind.ITEM:
            yield _Listing(list(group)).written()
        elif kind is BlockKind.QUOTE:
            yield from _quotes(group)
        else:
            yield from filter(None, (_BLOCKS[kind](block) for block in group))


def _spoken(language: str | None) -> str:
    tag = known_language(language)
    if tag is None:
        return ""
    side = ' dir="rtl"' if tag.split("-")[0].lower() in _RIGHT_TO_LEFT else ""
    return f' xml:lang="{tag}" lang="{tag}"{side}'


def _inline(spans: Iterable[Span]) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    text = escape(_ILLEGAL.sub("", safe_lines(span.text))).replace("\n", "<br/>")
    if not text:
        return ""
    for style, tag in ((Style.CODE, "code"), (Style.EMPHASIS, "em"), (Style.STRONG, "strong")):
        if span.style & style:
            text = f"<{tag}>{text}</{tag}>"
    return anchor(span.href, text) if span.href else text


def _href(url: str) -> str:
    """An address as the attribute has it: signs that no address may hold are coded."""
    coded = re.sub(r'[^!-~]|["<>\\^`{|}]', lambda found: _coded(found[0]), url)
    return escape(coded)


def _coded(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


def _paragraph(block: Block) -> str:
    inside = _inline(block.spans)
    return f"<p>{inside}</p>" if inside else ""


def _heading(block: Block) -> str:
    """One level lower than in the article: the highest is its headline's."""
    level, inside = min(max(block.level, 1) + 1, _HEADINGS), _inline(block.spans)
    return f"<h{level}>{inside}</h{level}>" if inside else ""


def _code(block: Block) -> str:
    return f"<pre><code>{escape(_ILLEGAL.sub('', safe_lines(block.text)))}</code></pre>"


def _table(block: Block) -> str:
    if not block.rows:
        return _paragraph(block)
    width = max(map(len, block.rows))
    rows = []
    for number, row in enumerate(block.rows):
        tag = "th" if number == 0 else "td"
        cells = "".join(f"<{tag}>{words(cell)}</{tag}>" for cell in (*row, *[""] * (width - len(row))))
        rows.append(f"<tr>{cells}</tr>")
    head, *rest = rows
    below = f"<tbody>{''.join(rest)}</tbody>" if rest else ""
    return f"<table><thead>{head}</thead>{below}</table>"


def _caption(block: Block) -> str:
    inside = _inline(block.spans)
    return f'<p class="caption">{inside}</p>' if inside else ""


_BLOCKS: dict[BlockKind, Callable[[Block], str]] = {
    BlockKind.PARAGRAPH: _paragraph,
    BlockKind.HEADING: _heading,
    BlockKind.CODE: _code,
    BlockKind.TABLE: _table,
    BlockKind.CAPTION: _caption,
    BlockKind.RULE: lambda _: "<hr/>",
}


def _quotes(blocks: Iterable[Block]) -> Iterator[str]:
    for level, group in groupby(blocks, lambda block: block.level):
        inside = "".join(map(_paragraph, group))
        depth = min(level, _HEADINGS) + 1
        if inside:
            yield "<blockquote>" * depth + inside + "</blockquote>" * depth


class _Listing:
    """A run of list items as lists within lists."""

    def __init__(self, items: list[Block]) -> None:
        self._items = [replace(item, level=min(item.level, _DEEPEST)) for item in items]
        self._at = 0

    def written(self) -> str:
        """All of them."""
        lists = []
        while self._at < len(self._items):
            lists.append(self._list(self._items[self._at].level))
        return "\n".join(lists)

    def _list(self, level: int) -> str:
        """From the next item on, as long as the items stand this deep or deeper and are of its kind."""
        tag = _tag(self._items[self._at])
        entries = []
        while self._at < len(self._items):
            item = self._items[self._at]
            if item.level < level or (item.level == level and item.marker and _tag(item) != tag):
                break
            entries.append(self._entry(level))
        return f"<{tag}>{''.join(entries)}</{tag}>"

    def _entry(self, level: int) -> str:
        """An item, the paragraphs that go on with it, and the lists below it."""
        item = self._items[self._at]
        self._at += 1
        number = _NUMBER.match(item.marker)
        value = f' value="{int(number[1])}"' if number else ""
        said = "" if number or item.marker in ("", *_BULLETS) else f"{words(item.marker)} "
        inside = [f"{said}{_inline(item.spans)}"]
        while self._at < len(self._items):
            after = self._items[self._at]
            if after.level > level:
                inside.append(self._list(after.level))
            elif after.level == level and not after.marker:
                inside.append(_paragraph(after))
                self._at += 1
            else:
                break
        return f"<li{value}>{''.join(inside)}</li>"


def _tag(item: Block) -> str:
    return "ol" if _NUMBER.match(item.marker) else "ul"
