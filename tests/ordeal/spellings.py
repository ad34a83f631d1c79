"""Addresses as a stranger may write them, made by a seed: private ones in every spelling, links that deceive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from random import Random

__all__ = ["Link", "links", "private_hosts", "titles"]

_PRIVATE = tuple(
    map(
        IPv4Network,
        (
            "127.0.0.0/8",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "100.64.0.0/10",
            "0.0.0.0/8",
        ),
    )
)
_PRIVATE_6 = tuple(
    map(IPv6Network, ("::1/128", "::/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "2001:db8::/32"))
)
_METADATA = IPv4Address("169.254.169.254")
_CIRCLED = str.maketrans("123456789", "①②③④⑤⑥⑦⑧⑨")
_FULL = str.maketrans("0123456789abcdefx", "０１２３４５６７８９ａｂｃｄｅｆｘ")


def private_hosts(count: int, seed: int) -> list[str]:
    """So many hosts that are private in one spelling or another, as they stand in an address."""
    return [_host(Random(f"{seed} {at}"), at) for at in range(count)]


def _host(chance: Random, at: int) -> str:
    if at % 5 == 4:
        return _of_ipv6(chance)
    if at % 40 == 38:
        return chance.choice(
            ("localhost", "LocalHost", "localhost.", "a.localhost", "ⓛocalhost", "ｌｏｃａｌｈｏｓｔ", "x:y@localhost")
        )
    return chance.choice(_SPELLINGS)(chance, _private(chance))


def _private(chance: Random) -> IPv4Address:
    network = chance.choice(_PRIVATE)
    return chance.choice((network[chance.randrange(network.num_addresses)], network[1], _METADATA))


def _part(chance: Random, number: int) -> str:
    return chance.choice(
        (str(number), hex(number), f"0{number:o}", f"0x{number:08x}", f"{number:03d}" if number > 99 else str(number))
    )


def _mixed(chance: Random, address: IPv4Address) -> str:
    return ".".join(_part(chance, number) for number in address.packed)


def _short(chance: Random, address: IPv4Address) -> str:
    kept = chance.randrange(1, 4)
    rest = int.from_bytes(address.packed[kept - 1 :], "big")
    return ".".join([*(_part(chance, number) for number in address.packed[: kept - 1]), _part(chance, rest)])


def _whole(chance: Random, address: IPv4Address) -> str:
    return chance.choice(
        (str(int(address)), hex(int(address)), f"0{int(address):o}", hex(int(address)).upper().replace("X", "x"))
    )


def _other_letters(chance: Random, address: IPv4Address) -> str:
    written = str(address).translate(chance.choice((_CIRCLED, _FULL)))
    return written.replace(".", chance.choice((".", "。", "．", "｡")))


def _percent(chance: Random, address: IPv4Address) -> str:
    written = str(address)
    at = chance.randrange(len(written))
    return f"{written[:at]}%{ord(written[at]):02x}{written[at + 1 :]}"


_SPELLINGS: tuple[Callable[[Random, IPv4Address], str], ...] = (
    *(_mixed, _short, _whole, _other_letters, _percent),
    lambda _, address: str(address),
    lambda _, address: f"{address}.",
    lambda _, address: f"news.example@{address}",
    lambda _, address: f"news.example:80@{address}",
    lambda _, address: f"{address}\\@news.example",
    lambda _, address: f"news.example\\@{address}",
    lambda _, address: f"{address}#@news.example",
    lambda _, address: f"{address}?@news.example",
)


def _of_ipv6(chance: Random) -> str:
    inside = int(_private(chance))
    network = chance.choice(_PRIVATE_6)
    number = chance.choice(
        (
            IPv6Address((0xFFFF << 32) | inside),
            IPv6Address(inside),
            IPv6Address((0x64FF9B << 96) | inside),
            IPv6Address((0x64FF9B0001 << 80) | inside),
            IPv6Address((0x2002 << 112) | inside << 80 | 1),
            IPv6Address((0x2001 << 112) | inside),
            IPv6Address((0xFFFF << 48) | inside),
            network[chance.randrange(network.num_addresses)],
        )
    )
    written = chance.choice((str(number), number.exploded, str(number).upper()))
    if int(number) >> 32 == 0xFFFF and chance.random() < 0.5:
        written = f"::ffff:{IPv4Address(inside)}"
    return f"[{written}{chance.choice(('', '', '', '%25lo', '%lo'))}]"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a stranger's."""

    href: str
    words: str
    host: str
    """Where a browser would go with it, as the network knows it; empty for nowhere."""
    deceives: bool
    """Whether a person must see the host first."""


def links(count: int, seed: int) -> list[Link]:
    """So many links: honest ones, those that deceive in one way or another, and what is no address at all."""
    return [_link(Random(f"{seed} {at}"), at) for at in range(count)]


_TAILS = ("", "/", "/a?b=c#d", "/$(touch x)", "/;id", "/`id`", "/|x", "/&x", "/%0a", "/'\"", "/a b", "/--help", "?-P=x")
_SCHEMES = ("http://", "https://", "HTTPS://", "hTTp://")
_NEVER = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:x", "\x01javascript:x"),
    *("vbscript:x", "data:text/html,<script>", "file:///etc/passwd", "file://host/share", "FILE:/etc/passwd"),
    *("ftp://a.example/", "--help", "-P/evil", "-o/tmp/x https://a.example/", "mailto:a@b.example", "ssh://a.example"),
    *("smb://x/y", "about:config", "blob:x", "chrome://settings", "view-source:https://a.example/", "jar:file:///x!/"),
    *("\\\\server\\share", "C:\\x.exe", "/etc/passwd", "https:///nowhere", "https://", "http:", "://a.example"),
    *(
        "https//a.example",
        "ｈｔｔｐｓ://a.example/",
        "https://a.example:0/",
        "https://a.exa\nmple/",
        "x:https://a.example",
    ),
    *("https://a.example/\x1b]0;x\x07", "https://a.example/\u202e", "https://a\u200b.example/", "http://a\\b/"),
    *("https://a.example\\.bank.example/", "https://bank.example\\@a.example/", "https://a%2eexample/"),
    *(
        "https://a.example%2f.bank.example/",
        "https://[::1",
        "https://[x]/",
        "https://a..example/",
        "https://.a.example/",
    ),
    "https://a.example .bank.example/",
)


def _link(chance: Random, at: int) -> Link:
    site = f"{chance.choice(('evil', 'news', 'a-b', 'x1'))}{at}.example"
    scheme, tail = chance.choice(_SCHEMES), chance.choice(_TAILS)
    words = chance.choice(
        ("read on", "https://bank.example/login", "bank.com", "www.bank.example", "a picture", "Node.js")
    )
    named = "bank" in words
    match at % 11:
        case 0:
            return Link(chance.choice(_NEVER), words, "", False)
        case 1:
            user = chance.choice(("bank.example", "bank.example:443", ":x", "bank.example%2f", "user:pass"))
            return Link(f"{scheme}{user}@{site}{tail}", words, site, True)
        case 2:
            lookalike, spelled = chance.choice(
                (("bаnk", "xn--bnk-6cd"), ("pаypаl", "xn--pypl-53dc"), ("faß", "xn--fa-hia"))
            )
            return Link(f"{scheme}{lookalike}.{site}{tail}", words, f"{spelled}.{site}", True)
        case 3:
            return Link(f"{scheme}xn--bnk-6cd.{site}{tail}", words, f"xn--bnk-6cd.{site}", True)
        case 4:
            dot = chance.choice("。．｡")
            return Link(f"{scheme}{site.replace('.', dot)}{tail}", words, site, True)
        case 5:
            address = _private(chance)
            spelled = chance.choice((_mixed, _short, _whole, _other_letters))(chance, address)
            return Link(f"{scheme}{spelled}{tail}", words, str(address), True)
        case 6:
            long = ".".join(["www.bank.example", *("login-secure" for _ in range(chance.randint(3, 9))), site])
            return Link(f"{scheme}{long}{tail}", words, long, True)
        case 7:
            return Link(f"{scheme}{site.translate(_FULL)}{tail}", words, site, True)
        case 8:
            near = chance.choice(("localhost", "router", "nas.local", "x.internal"))
            return Link(f"{scheme}{near}{tail}", words, near, True)
        case 9:
            return Link(f"{scheme}{site.upper()}.:8080{tail}", words, site, named)
        case _:
            return Link(f"{scheme}{site}{tail}", words, site, named)


_TITLES = (
    *("../../../etc/passwd", "/etc/passwd", "..", ".", "", "...", "CON", "con.txt", "NUL", "aux.", "COM1", "com¹"),
    *(
        "LPT9.md",
        "prn ",
        "-rf",
        "--help",
        "~",
        "~root",
        "a/b",
        "a\\b",
        "C:\\x",
        "a:b",
        "a*b?",
        "name.",
        "name ",
        " name",
    ),
    *("\0name", "a\0/../b", "\n", "x" * 500, "漢" * 300, "é" * 300, "\u202egnp.exe", "%2e%2e%2f", "..%c0%af", "．．／"),
    *("a\u2215b", ".hidden", ".ssh/authorized_keys", "$HOME", "`id`"),
)


def titles(count: int, seed: int) -> list[str]:
    """So many titles that would lead out of a folder, or mean something to a system, if they were names of files."""
    chance = Random(seed)
    return ["".join(chance.choice(_TITLES) for _ in range(chance.randint(1, 3))) for _ in range(count)]
