"""Which addresses of the network are nobody's business but one's own: private, loopback and special ones."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

__all__ = ["is_local_name", "is_private"]

_SPECIAL = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this host
            "10.0.0.0/8",
            "100.64.0.0/10",  # between a provider and its customers (CGNAT)
            "127.0.0.0/8",
            "169.254.0.0/16",  # this link; the metadata of clouds too
            "172.16.0.0/12",
            "192.0.0.0/24",  # protocols of the network itself
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # relays of 6to4, no longer in use
            "192.168.0.0/16",
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",  # multicast, reserved, broadcast
        ),
    )
)
"""The IANA registry of special-purpose addresses, with what may never be the address of a server."""
_PUBLIC = IPv6Network("2000::/3")
"""All of IPv6 that is given out; everything else is special."""
_SPECIAL_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # Teredo and protocols of the network itself
            "2001:db8::/32",  # documentation
            "3fff::/20",
        ),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
"""Where networks without IPv4 put the IPv4 addresses of others."""


def is_private(address: str) -> bool:
    """Whether a numeric address is not one of the public network; so is what is no address.

    IPv6 addresses that carry one of IPv4 (mapped, 6to4, NAT64) are judged by that one.
    """
    try:
        number = ip_address(address.partition("%")[0])
    except ValueError:
        return True
    if isinstance(number, IPv6Address):
        carried = _carried(number)
        if carried is None:
            return number not in _PUBLIC or any(number in network for network in _SPECIAL_6)
        number = carried
    return any(number in network for network in _SPECIAL)


def _carried(number: IPv6Address) -> IPv4Address | None:
    if number in _NAT64:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour


def is_local_name(host: str) -> bool:
    """Whether a name means this machine wherever it is looked up (RFC 6761)."""
    return host == "localhost" or host.endswith(".localhost")
