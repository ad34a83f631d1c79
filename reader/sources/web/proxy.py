"""Proxies, as the environment names them: http_proxy, https_proxy, no_proxy."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies_environment

from reader.sources.web.exchange import FetchError, Trouble
from reader.sources.web.target import Target

__all__ = ["Proxies", "Proxy"]


@dataclass(frozen=True, slots=True)
class Proxy:
    """What is connected to in place of the server itself."""

    host: str
    port: int
    headers: dict[str, str]
    """Its login, where it has one: sent to the proxy and to nobody else, never shown."""


class Proxies:
    """The proxies of the environment, as it was when this was made.

    Read as the standard library reads them: lower case goes before upper case, and HTTP_PROXY does not count within
    CGI, where it is a header of whoever asks.
    """

    def __init__(self) -> None:
        self._named = getproxies_environment()

    def to(self, target: Target) -> Proxy | None:
        """The proxy to go through; None for going there directly. Raises FetchError where the one named is none."""
        url = self._named.get(target.scheme)
        if not url or _is_left_out(target.host, self._named.get("no", "")):
            return None
        return _read(url, f"{target.scheme}_proxy")


def _read(url: str, variable: str) -> Proxy:
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        scheme, host, port = parts.scheme, parts.hostname, parts.port or 80
    except ValueError:
        scheme, host, port = "", None, 0
    if scheme != "http" or not host:
        raise FetchError(Trouble.CONNECT, f"{variable} in the environment names no proxy of the form http://host:port")
    if parts.username is None:
        return Proxy(host, port, {})
    login = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return Proxy(host, port, {"Proxy-Authorization": "Basic " + base64.b64encode(login.encode()).decode()})


def _is_left_out(host: str, no_proxy: str) -> bool:
    """Whether no_proxy names the host, a domain it is in, or a network its address is in."""
    names = [name.strip().lower().lstrip(".") for name in no_proxy.split(",")]
    return "*" in names or any(
        name and (host == name or host.endswith(f".{name}") or _is_within(host, name)) for name in names
    )


def _is_within(host: str, network: str) -> bool:
    try:
        return ip_address(host) in ip_network(network, strict=False)
    except ValueError:
        return False
