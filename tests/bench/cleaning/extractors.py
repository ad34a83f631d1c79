"""The extractors that are compared: each makes the text of an article from a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from reader.cleaning.clean import clean
from reader.errors import CleaningError
from reader.model import Document, Facts, Media

__all__ = ["Extract", "extractors"]

Extract = Callable[[str, str], str]
"""From a page and its address to a text, a paragraph a line; an exception counts as an empty text."""

_BLOCK_END = re.compile(r"</(?:p|div|h[1-6]|li|blockquote|pre|tr|section|article|figcaption)>|<br\s*/?>", re.IGNORECASE)


def extractors(folder: Path) -> tuple[dict[str, Extract], list[str]]:
    """Those that are installed, ours first, and a word about each that is not.

    `folder` holds the pages that the weights are made anew from, for each page without those of its site.
    """
    found: dict[str, Extract] = {"reader": _reader}
    left_out = []
    try:
        from training.held_out import held_out

        found["reader, site unseen"] = held_out(folder, _reader)
    except ImportError as error:
        left_out.append(f"reader on sites unseen is left out: what trains it is not installed here ({error})")
    found["readability-lxml"] = _readability
    try:
        import trafilatura  # noqa: F401

        found["trafilatura"] = _trafilatura
    except ImportError as error:
        left_out.append(f"trafilatura is left out: it is not installed here ({error})")
    return found, left_out


def _reader(html: str, url: str) -> str:
    document = Document("bench", html.encode("utf-8", "surrogatepass"), Media.HTML, "page.html", facts=Facts(url=url))
    try:
        return clean(document).text
    except CleaningError:
        return ""


def _readability(html: str, url: str) -> str:
    from lxml.html import fromstring
    from readability import Document as Readable

    summary = Readable(html, url=url).summary(html_partial=True)
    text = str(fromstring(_BLOCK_END.sub(lambda end: f"\n{end[0]}", summary) or "<p></p>").text_content())
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())


def _trafilatura(html: str, url: str) -> str:
    from trafilatura import extract

    return extract(html, url=url, include_comments=False) or ""
