"""What an address really leads to, before a browser is given it."""

from __future__ import annotations

import re
import socket
import unicodedata
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from reader.address import host_in_ascii, web_address
from reader.text import clip, safe

__all__ = ["Destination", "destination"]

_LONG, _DEEP = 50, 5
"""Characters and labels that a host may have before its end, which is what counts, may be overlooked."""
_NAMED = re.compile(
    r"(?<![\w@.-])(?P<begun>https?:/*|www\.)?(?P<host>[^\W_](?:[\w-]*\.)+(?P<end>[^\W\d_]{2,}))(?![\w-])(?P<at>@)?",
    re.IGNORECASE,
)
"""A host as it stands among words."""
_COMMON = frozenset(
    {"com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "app", "dev", "news", "bank", "online"}
)
_ALSO_FILES = frozenset(
    {"cc", "cs", "js", "md", "mk", "ml", "pl", "ps", "py", "rb", "rs", "sh", "so", "st", "ts", "vb"}
)
"""Ends of two letters that names of files and programs have as often as hosts ("main.py", "Node.js")."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A web address that may be opened."""

    url: str
    """With the host as it is shown: nobody needs to read it anew."""
    host: str
    """The real host, letters of other scripts spelled out ("xn--…"), numbers as numbers are usually written."""
    doubt: str | None
    """Why a person should look twice; None where there is no reason."""


def destination(url: str, words: str = "") -> Destination | None:
    """Where an address leads; None where it is no web address. `words` are those of the link to it."""
    held = web_address(url)
    if held is None:
        return None
    parts = urlsplit(held)
    name = parts.hostname or ""
    host = host_in_ascii(name)
    if host is None:
        return None
    number = _number(host)
    return Destination(_with_host(parts, number or host), number or host, _doubt(parts, host, number, words))


def _with_host(parts: SplitResult, host: str) -> str:
    user, at, _ = parts.netloc.rpartition("@")
    port = f":{parts.port}" if parts.port is not None else ""
    return parts._replace(netloc=f"{user}{at}{f'[{host}]' if ':' in host else host}{port}").geturl()


def _number(host: str) -> str | None:
    """The address of the network that a host is in some spelling, as it is usually written; None for a name."""
    if ":" in host:
        return host
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


def _doubt(parts: SplitResult, host: str, number: str | None, words: str) -> str | None:
    if parts.username is not None or parts.password is not None:
        user = clip(safe(parts.username or ""), 40)
        return f"What stands before the @ (“{user}”) is a user's name, not the site's."
    if host != (parts.hostname or "").removesuffix(".") or "xn--" in host:
        return "The site's name has letters that may look like others."
    if number is not None:
        return "The site has no name, only a number."
    if "." not in host or host.endswith((".localhost", ".local", ".internal", ".lan", ".home.arpa")):
        return "This is no site of the web, but one of this machine or its network."
    if len(host) > _LONG or host.count(".") >= _DEEP:
        return f"The site's name is long; its end says whose it is: {'.'.join(host.split('.')[-3:])}"
    named = _other_host(words, host)
    return f"The link's words name another site: {clip(safe(named), 60)}" if named else None


def _other_host(words: str, host: str) -> str | None:
    """A host that words name, where it is not the one they lead to, nor one of the same site."""
    for found in _NAMED.finditer(unicodedata.normalize("NFKC", words)):
        name = (host_in_ascii(found["host"]) or found["host"]).removeprefix("www.").lower()
        end = found["end"].lower()
        usual = end in _COMMON or (len(end) == 2 and end not in _ALSO_FILES)
        is_host = found["begun"] or (usual and not found["at"])
        if is_host and not _of_one_site(name, host.removeprefix("www.")):
            return found["host"]
    return None


def _of_one_site(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
