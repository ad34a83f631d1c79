"""Mends what is wrong most often in feeds, so that the rest of them is read as it was meant."""

from __future__ import annotations

import re
from html.entities import html5

from reader.sources.feeds.elements import NAMESPACES

__all__ = ["mended_markup"]

_OF_XML = ("amp", "lt", "gt", "quot", "apos")
_CONTROL = re.compile("(?:\x1b|&#(?:27|x1b|x1B);)\\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML forbids; with an escape goes what it would make a terminal do."""
_SPOT = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    r"|&(?:#(?P<decimal>[0-9]{1,7});|#[xX](?P<hexadecimal>[0-9a-fA-F]{1,6});|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?"
    r"|<(?![A-Za-z_:/!?])",
    re.DOTALL,
)
"""What may be wrong, and the sections in which nothing of it is."""
_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF)\b")


def mended_markup(text: str) -> str:
    """Markup in which characters that XML forbids are gone and stray marks, HTML's entities and prefixes are right."""
    return _declared(_SPOT.sub(_right, _CONTROL.sub("", text)))


def _right(match: re.Match[str]) -> str:
    spot = match[0]
    if len(spot) == 1:
        return "&lt;" if spot == "<" else "&amp;"
    if match["name"]:
        return spot if match["name"] in _OF_XML else _escaped(html5.get(f"{match['name']};", spot))
    if spot[0] == "&":
        code = int(match["decimal"]) if match["decimal"] else int(match["hexadecimal"], 16)
        return spot if _is_allowed(code) else ""
    return spot


def _is_allowed(code: int) -> bool:
    """Whether XML allows a character."""
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _declared(text: str) -> str:
    """Markup in which the prefixes that everyone knows are declared where they are used."""
    missing = [
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in NAMESPACES.items()
        if f"<{prefix}:" in text and f"xmlns:{prefix}" not in text
    ]
    return _ROOT.sub(lambda match: match[0] + "".join(missing), text, count=1) if missing else text
