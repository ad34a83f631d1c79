"""Which texts are addresses of web pages: the one gate for links from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from urllib.parse import urljoin, urlsplit

from reader.text import clip, safe, squash

__all__ = ["is_trap", "left_out", "masked", "outlet", "web_address"]

_LONGEST = 4096
_USUAL = re.compile(
    r"https?://[a-z0-9][a-z0-9.-]*(?:/(?![./])[\w!$&'()*+,:=@~%./-]*)?(?:\?[\w!$&'()*+,:=@~%./-]+)?", re.ASCII
)
"""Addresses that nothing needs be done to: lower case, no port, no user, no dots or slashes that mean something."""
_UNUSUAL = re.compile(r"/\.|//.*//")
_SHOWN = 60
_TRAP = re.compile(r"(?:javascript|vbscript|data|file)\s*:|-", re.IGNORECASE)
_SECRET = re.compile(
    r"(?<=[?&;])((?:\w*[._-])?(?:api_?key|key|token|secret|auth|pass(?:word|wd)?|pwd|sig(?:nature)?|session|sid)=)[^&;#]+",
    re.IGNORECASE,
)
_NOWHERE = re.compile(r"javascript:\s*(?:void\b[^;]*|//|#|(?:return )?false)?\s*;?\s*\Z", re.IGNORECASE)


def web_address(text: str, base: str | None = None) -> str | None:
    """The absolute http or https address that `text` means, seen from the page `base`; None where it means none.

    Nor does an address that holds control, bidi or invisible characters: they hide where it leads.
    """
    link = text.strip(" \t\r\n").replace(" ", "%20")
    usual = _absolute(link, base) if link[:1] == "/" else link
    if _USUAL.fullmatch(usual) and not _UNUSUAL.search(usual) and len(usual) <= _LONGEST:
        return usual
    if not link or len(link) > _LONGEST or not link.isprintable():
        return None
    try:
        parts = urlsplit(urljoin(base, link) if base else link)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts.geturl() if valid else None


def _absolute(path: str, base: str | None) -> str:
    """A path seen from a usual address; "" where that needs more thought."""
    if not base or path[1:2] == "/" or not _USUAL.fullmatch(base):
        return ""
    scheme, _, host, *rest = base.split("/", 3)
    return f"{scheme}//{host}{path}" if rest and "?" not in host else ""


def is_trap(text: str, base: str | None = None) -> bool:
    """Whether `text` is no address of the web but would do something: run, open a file, be taken for an option, hide.

    Scripts that do nothing, which pages put behind buttons, are none; nor are mail addresses and the like.
    """
    link = text.strip(" \t\r\n")
    if not link or (link.isprintable() and not _TRAP.match(link)):
        return False
    return not (web_address(link, base) or _NOWHERE.match(link))


def outlet(source: str | None, url: str | None, path: str | None) -> str | None:
    """Whose rules an article follows: its publisher's, else those of its address's host, else of its file's folder.

    None where nothing of it is known.
    """
    if source and squash(source):
        return squash(safe(source))
    host = _host(url)
    if host:
        return host
    folder = squash(safe(PurePath(path).parent.name)) if path else ""
    return folder or None


def _host(url: str | None) -> str:
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return ""
    return squash(safe(host or "")).removeprefix("www.")


def left_out(links: Iterable[str]) -> str | None:
    """One notice about the traps an article had among its links; None where there are none."""
    traps = list(links)
    if not traps:
        return None
    example = clip(squash(safe(traps[0][: 4 * _SHOWN])), _SHOWN)
    if len(traps) == 1:
        return f"1 link was left out: its address is none of the web ({example})."
    return f"{len(traps)} links were left out: their addresses are none of the web (the first: {example})."


def masked(url: str) -> str:
    """An address as it may be shown: without a login in it, and without the values of what looks like a token."""
    head, slashes, rest = url.partition("//")
    host, slash, path = rest.partition("/")
    return _SECRET.sub(r"\1…", f"{head}{slashes}{host.rpartition('@')[2]}{slash}{path}")
