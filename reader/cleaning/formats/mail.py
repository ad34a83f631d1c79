"""Mail saved as a file (.eml), newsletters above all: the HTML part where there is one, else the text."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import InvalidBase64CharactersDefect, MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from itertools import islice

from reader.cleaning.blocks import Parsed
from reader.cleaning.dates import parse_date
from reader.cleaning.encoding import declared_in_markup, decode, is_text
from reader.errors import CleaningError
from reader.model import Document, Facts
from reader.text import clip, safe, squash

__all__ = ["bare", "body_of", "first_part", "header", "message_of", "parse"]

_LONGEST = 300
_PARTS = 200
_DAMAGED = "A part of the message is not in the code it is said to be in; some of it may be missing."
_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What the standard library raises over malformed messages, when a part or a header is looked at."""


def parse(document: Document) -> Parsed:
    """Read a mail. Raises CleaningError where it is no text."""
    message = message_of(document)
    if message is None:
        return bare(document)
    parsed = _body(message)
    return replace(parsed, facts=_facts(message, parsed.facts))


def message_of(document: Document) -> EmailMessage | None:
    """The message in a file, None where there is none. Raises CleaningError where it is no text."""
    if not is_text(document.data):
        raise CleaningError(f"{safe(document.name)}: is not text; open it with another program")
    try:
        return message_from_bytes(document.data, policy=policy.default)
    except _BROKEN:
        return None


def bare(document: Document) -> Parsed:
    """The words of what should be a message and is none."""
    from reader.cleaning.formats import stripped

    return _noted(stripped.parse(document), "It is no message that can be read; its bare words are shown.")


def header(message: EmailMessage, name: str) -> str:
    """A header as one safe line; "" where it is missing or malformed."""
    # Cut before it is understood: that takes time by the square of its length.
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    try:
        value = str(policy.default.header_factory(name, str(raw)[: 4 * _LONGEST].replace("\n", "").replace("\r", "")))
    except _BROKEN:
        return ""
    text, _ = decode(value.encode("utf-8", "surrogateescape"))  # bytes beyond ASCII that no encoded word announces
    return clip(squash(safe(text)), _LONGEST)


def first_part(message: EmailMessage, kind: str) -> EmailMessage | None:
    """The first part of this type that is no attachment."""
    try:
        for part in islice(message.walk(), _PARTS):
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                return part
    except _BROKEN:
        pass
    return None


def body_of(part: EmailMessage) -> tuple[str, str | None]:
    """The text of one part of a message, and a notice where it is not in the encoding it states."""
    try:
        data, stated = part.get_payload(decode=True), part.get_content_charset()
    except _BROKEN:
        return "", "A part of the message is malformed and was left out."
    if not isinstance(data, bytes):
        return "", None
    text, notice = decode(data, stated or declared_in_markup(data))
    if any(isinstance(defect, InvalidBase64CharactersDefect) for defect in part.defects):
        notice = _DAMAGED
    return text, notice


def _body(message: EmailMessage) -> Parsed:
    """The HTML part, all of it: a newsletter has no page around it. Where that shows nothing, the text part."""
    html = first_part(message, "text/html")
    if html:
        from reader.cleaning.formats.html import parse_html

        text, notice = body_of(html)
        parsed = _noted(parse_html(text, fragment=True), notice)
        if parsed.lines:
            return parsed
    plain = first_part(message, "text/plain")
    if plain:
        from reader.cleaning.formats.plain import parse_text

        text, notice = body_of(plain)
        return _noted(parse_text(text, titled=bool(header(message, "Subject"))), notice)
    return Parsed(Facts(), (), ("There is no text among its parts.",))


def _noted(parsed: Parsed, notice: str | None) -> Parsed:
    return replace(parsed, notices=(notice, *parsed.notices)) if notice else parsed


def _facts(message: EmailMessage, within: Facts) -> Facts:
    name, address = parseaddr(header(message, "From"))
    return replace(
        within,
        title=header(message, "Subject") or within.title,
        byline=within.byline or name or None,
        source=within.source or name or address.rpartition("@")[2] or None,
        published=parse_date(header(message, "Date")) or within.published,
        url=None,  # what a mail's template calls its address is not this mail's
    )
