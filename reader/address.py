"""Which texts are addresses of web pages: the one gate for links from outside."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

__all__ = ["web_address"]

_LONGEST = 4096


def web_address(text: str, base: str | None = None) -> str | None:
    """The absolute http or https address that `text` means, seen from the page `base`; None where it means none.

    Nor does an address that holds control, bidi or invisible characters: they hide where it leads.
    """
    link = text.strip(" \t\r\n").replace(" ", "%20")
    if not link or len(link) > _LONGEST or not link.isprintable():
        return None
    try:
        parts = urlsplit(urljoin(base, link) if base else link)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts.geturl() if valid else None
