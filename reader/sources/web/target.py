"""An address taken apart into what is connected to and what is asked for there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from reader.address import host_in_ascii, web_address
from reader.sources.web.exchange import FetchError, Trouble

__all__ = ["Target"]

_USUAL_PORTS = {"http": 80, "https": 443}
_PRINTED = "!#$%&'()*+,/:;=?@[]~"
"""What stays as it is in a path and a query, letters, digits and -._ aside."""
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Target:
    """Where one hop of a fetch goes."""

    url: str
    """The address, without what is behind a #."""
    scheme: str
    host: str
    """Lower case, in ASCII; an IPv6 address without brackets."""
    port: int
    path: str
    """With the query, as it is sent."""

    @property
    def authority(self) -> str:
        """Host and port as they are sent; the usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _USUAL_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def key(self) -> tuple[str, str, int]:
        """Connections to the same may be used for one another."""
        return self.scheme, self.host, self.port

    @classmethod
    def of(cls, url: str) -> Target:
        """What `url` means. Raises FetchError (REFUSED) where it is no web address or holds a user or password."""
        address = web_address(url)
        if address is None:
            raise FetchError(Trouble.REFUSED, "this is not an address of the web")
        parts = urlsplit(address)
        if "@" in parts.netloc:
            raise FetchError(
                Trouble.REFUSED, "the address holds a user name or password; put a login into the config instead"
            )
        host = _host(parts.hostname or "")
        path = quote(_LONE_PERCENT.sub("%25", parts.path or "/"), safe=_PRINTED)
        query = quote(_LONE_PERCENT.sub("%25", parts.query), safe=_PRINTED)
        return cls(
            urlunsplit((parts.scheme, parts.netloc, parts.path, parts.query, "")),
            parts.scheme,
            host,
            parts.port or _USUAL_PORTS[parts.scheme],
            f"{path}?{query}" if query else path,
        )


def _host(name: str) -> str:
    """A host name in ASCII. Raises FetchError."""
    host = host_in_ascii(name)
    if host is None:
        raise FetchError(Trouble.REFUSED, "the name of the host is none that there can be")
    return host
