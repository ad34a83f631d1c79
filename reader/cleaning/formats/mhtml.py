"""A page saved as one file by a browser (.mhtml): the page among its parts, and the address it came from."""

from __future__ import annotations

from dataclasses import replace

from reader.address import web_address
from reader.cleaning.blocks import Parsed
from reader.cleaning.formats.html import parse_html
from reader.cleaning.formats.mail import bare, body_of, first_part, header, message_of
from reader.model import Document, Facts

__all__ = ["parse"]


def parse(document: Document) -> Parsed:
    """Read a saved page. Raises CleaningError where it is no text."""
    message = message_of(document)
    if message is None:
        return bare(document)
    part = first_part(message, "text/html") or first_part(message, "application/xhtml+xml")
    if part is None:
        return Parsed(Facts(), (), ("There is no page among its parts.",))
    url = web_address(header(message, "Snapshot-Content-Location")) or web_address(header(part, "Content-Location"))
    text, notice = body_of(part)
    parsed = parse_html(text, replace(document.facts, url=document.facts.url or url))
    title = parsed.facts.title or header(message, "Subject") or None
    facts = replace(parsed.facts, title=title, url=parsed.facts.url or url)
    return Parsed(facts, parsed.lines, (notice, *parsed.notices) if notice else parsed.notices)
