"""What an address really leads to, before a browser is given it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from reader.address import web_address
from reader.text import clip, safe

__all__ = ["Destination", "destination"]


@dataclass(frozen=True, slots=True)
class Destination:
    """A web address that may be opened."""

    url: str
    host: str
    """The real host, letters of other scripts spelled out ("xn--…")."""
    doubt: str | None
    """Why a person should look twice; None where there is no reason."""


def destination(url: str) -> Destination | None:
    """Where an address leads; None where it is no web address."""
    held = web_address(url)
    if held is None:
        return None
    parts = urlsplit(held)
    name = parts.hostname or ""
    try:
        host = name.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    if parts.username is not None or parts.password is not None:
        user = clip(safe(parts.username or ""), 40)
        return Destination(held, host, f"What stands before the @ (“{user}”) is a user's name, not the site's.")
    if host != name or "xn--" in host:
        return Destination(held, host, "The site's name has letters that may look like others.")
    return Destination(held, host, None)
