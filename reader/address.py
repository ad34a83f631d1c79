"""Which texts are addresses of web pages: the one gate for links from outside."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

__all__ = ["web_address"]

_LONGEST = 4096
# White space, control, bidi and invisible characters: no honest address holds them, and they hide where it leads.
_UNFIT = re.compile("[\x00-\x20\x7f-\xa0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def web_address(text: str, base: str | None = None) -> str | None:
    """The absolute http or https address that `text` means, seen from the page `base`; None where it means none."""
    link = text.strip(" \t\r\n").replace(" ", "%20")
    if not link or len(link) > _LONGEST or _UNFIT.search(link):
        return None
    try:
        link = urljoin(base, link) if base else link
        parts = urlsplit(link)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return link if valid else None
