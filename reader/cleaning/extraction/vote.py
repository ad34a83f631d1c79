"""Readability's opinion of a page: which of its lines it keeps."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cleaning.walk import Standing

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["readable"]

_MARK = "data-standing"


def readable(root: HtmlElement, standings: Sequence[Standing]) -> frozenset[int] | None:
    """The numbers of the lines that readability keeps; None where it fails.

    Its copy of the page carries marks on the elements, so that no text need be compared.
    """
    from lxml.etree import tostring
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)  # a failure is told by the answer, not on the screen
    for standing in standings:
        standing.element.set(_MARK, "")
    for number, standing in enumerate(standings):
        standing.element.set(_MARK, f"{standing.element.get(_MARK)} {number}")
    document = Document(root)
    document.get_clean_html = lambda: tostring(document.html, encoding="unicode")  # its own is slow, and not needed
    try:
        document.summary()
    except Exception:  # noqa: BLE001 - it raises whatever its parsers raise
        return None
    return frozenset(int(number) for marks in document.html.xpath(f"//@{_MARK}") for number in marks.split())
