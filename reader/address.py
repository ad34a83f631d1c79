"""Which texts are addresses of web pages: the one gate for links from outside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from ipaddress import IPv6Address
from itertools import pairwise
from pathlib import PurePath
from urllib.parse import unquote_plus, urljoin, urlsplit, urlunsplit

from reader.text import clip, safe, squash

__all__ = [
    "comparable",
    "host_in_ascii",
    "is_address",
    "is_tracker",
    "is_trap",
    "left_out",
    "masked",
    "masked_within",
    "outlet",
    "spellings",
    "web_address",
]

_LONGEST = 4096
_USUAL = re.compile(
    r"https?://[a-z0-9][a-z0-9.-]*(?::[1-9]\d{0,3})?(?:/(?![./])[\w!$&'()*+,:=@~%./-]*)?(?:\?[\w!$&'()*+,:=@~%./-]+)?",
    re.ASCII,
)
"""Addresses that nothing needs be done to: lower case, no user, no dots or slashes that mean something."""
_UNUSUAL = re.compile(r"/\.|//.*//")
_SHOWN = 60
_TRAP = re.compile(r"(?:javascript|vbscript|data|file)\s*:|-|https?:[/\\]*[^/?#]*[\\%]", re.IGNORECASE)
"""What runs, opens a file or is taken for an option; and hosts that programs read differently."""
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")
"""What stands for a dot between the labels of a host."""
_LABEL = re.compile(r"[a-z0-9_-]{1,63}\Z")
_NO_LETTER = re.compile(r"[\x00-,./:-^`{-\x7f]")
"""What of ASCII no label holds."""
_TRACKER = re.compile(
    r"(?:(?:utm|mtm|hsa|ns)_\w+|(?:pk|piwik|matomo|at)_(?:campaign|kwd|keyword|source|medium|content|custom\w*|link\w*)|"
    r"(?:fb|g|d|y|ys|tw|tt|ob_)clid|msclkid|gbraid|wbraid|gclsrc|srsltid|mc_[ce]id|_hsenc|_hsmi|__hs\w+|_g[al]|mkt_tok|"
    r"igsh(?:id)?|ref_src|ref_url|cmp(?:id)?|xtor|wt[._]mc(?:_\w+)?|[oni]cid|ftag|sr_share|oly_\w+_id|vero_\w+|"
    r"guccounter|guce_\w+)\Z",
    re.IGNORECASE | re.ASCII,
)
"""Names of parameters that tell where a reader came from, and nothing of what is to be read."""
_FED = re.compile(r"(?:partner|emc|source|src|ref|from|via|campaign)=(?:rss|atom|feed)\Z", re.IGNORECASE | re.ASCII)
_NOWHERE = re.compile(r"javascript:\s*(?:void\b[^;]*|//|#|(?:return )?false)?\s*;?\s*\Z", re.IGNORECASE)

_SECRET = re.compile(
    r"(?:.*[^a-z])?(?:token|key|api_?key|auth|authorization|secret|password|passwd|pass|pwd|sig|signature|session|credential)"
    r"|.*(?:token|apikey|secret|password|passwd|signature|sess(?:ion)?id|hmac|ticket|credentials?)|code|jwt|sid|bearer"
    r"|(?:user|feed|site|app|access|client|member|subscriber|account|private|my|rss|login)_?key",
    re.IGNORECASE,
)
"""Names of parameters whose values are nobody's business, as a word of their own or at the end of another."""
_SECRET_FOLDER = re.compile(r"(?:\w+[_-])?tokens?|(?:api|feed|secret|private)[_-]?keys?", re.IGNORECASE)
_RANDOM = re.compile(r"[\w+/=.~-]{24,}", re.ASCII)
_HIDDEN = "…"
_WITHIN = re.compile(r"(?<![\w+.-])[a-z][a-z0-9+.-]*:/{1,2}[^\s'\"<>]+", re.IGNORECASE)
"""An address among words; one with a single slash is what became of one that was taken for a path."""


def web_address(text: str, base: str | None = None) -> str | None:
    """The absolute http or https address that `text` means, seen from the page `base`; None where it means none.

    Nor does an address that holds control, bidi or invisible characters: they hide where it leads.
    """
    link = text.strip(" \t\r\n").replace(" ", "%20")
    usual = _absolute(link, base) if link[:1] == "/" else link
    if _USUAL.fullmatch(usual) and not _UNUSUAL.search(usual) and len(usual) <= _LONGEST:
        return usual
    if not link or len(link) > _LONGEST or not link.isprintable() or link[0] == "-":  # of those some are options
        return None
    try:
        parts = urlsplit(urljoin(base, link) if base else link)
        host = parts.hostname or ""
        valid = parts.scheme in ("http", "https") and bool(host) and parts.port != 0
    except ValueError:
        return None
    doubtful = "\\" in parts.netloc or ("%" in host and ":" not in host)  # programs do not agree where that leads
    return parts.geturl() if valid and not doubtful else None


def host_in_ascii(name: str) -> str | None:
    """A host as the network and browsers know it, letters of other scripts spelled out ("xn--…"); None for none.

    As browsers do it (UTS 46), not as Python's codec does: that takes "ß" for "ss", which is another host.
    """
    if ":" in name:
        try:
            IPv6Address(name)
        except ValueError:
            return None
        return name
    plain = name if name.isascii() else unicodedata.normalize("NFKC", name.translate(_DOTS).lower()).lower()
    if safe(plain) != plain:
        return None
    labels = [_label_in_ascii(label) for label in plain.removesuffix(".").split(".")]
    host = ".".join(labels)
    return host if len(host) <= 253 and all(map(_LABEL.match, labels)) else None


def _label_in_ascii(label: str) -> str:
    """Empty for what is no label."""
    if label.isascii():
        return label
    return "" if _NO_LETTER.search(label) else f"xn--{label.encode('punycode').decode('ascii')}"


def _absolute(path: str, base: str | None) -> str:
    """A path seen from a usual address; "" where that needs more thought."""
    if not base or path[1:2] == "/" or not _USUAL.fullmatch(base):
        return ""
    scheme, _, host, *rest = base.split("/", 3)
    return f"{scheme}//{host}{path}" if rest and "?" not in host else ""


def comparable(url: str) -> str:
    """An address as addresses are compared: the same for all that lead to the same place in the usual ways.

    Without scheme, "www.", default port, user, trackers, a slash at its end and a fragment (but "#!…", which is a place
    of its own); its host in lower case, its parameters in order.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return squash(url)
    place = host.removeprefix("www.") + (f":{port}" if port and port not in (80, 443) else "")
    said = sorted(one for one in parts.query.split("&") if one and not is_tracker(one)) if parts.query else ()
    query = f"?{'&'.join(said)}" if said else ""
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"{place}{parts.path.rstrip('/')}{query}{fragment}"


def spellings(url: str) -> list[str]:
    """An address and other ways in which the same is usually written, the likeliest first.

    Without fragment and trackers, with and without "www." and a slash at its end, with https and http.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return [url]
    if "@" in parts.netloc or parts.fragment.startswith("!"):
        return [url]
    said = "&".join(one for one in parts.query.split("&") if one and not is_tracker(one))
    bare_host = parts.netloc.removeprefix("www.")
    hosts = (parts.netloc, bare_host if bare_host != parts.netloc else f"www.{bare_host}")
    bare = parts.path.rstrip("/")
    paths = dict.fromkeys((parts.path, bare or "/", f"{bare}/", bare))
    schemes = dict.fromkeys((parts.scheme, "https", "http"))
    ways = [
        urlunsplit((scheme, netloc, path, query, ""))
        for scheme in schemes
        for netloc in hosts
        for path in paths
        for query in dict.fromkeys((said, parts.query))
    ]
    return list(dict.fromkeys((url, *ways)))


def is_tracker(parameter: str) -> bool:
    """Whether a parameter of an address ("utm_source=rss") only tells where a reader came from."""
    return bool(_TRACKER.match(parameter.partition("=")[0]) or _FED.match(parameter))


def is_address(text: str) -> bool:
    """Whether a person means an address of the web by it, and not a path."""
    return text.strip().lower().startswith(("http://", "https://"))


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
    """An address as people and logs may see it: without user and password, and without what looks like a key.

    Hidden are values of parameters that are named like a secret or look random (24 characters or more), and what
    follows a folder like /token/ in the path. The result is for reading, not for fetching; it is safe to show. An
    address in which nothing has to be hidden stays as it is written.
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # as "http://[::1": nothing is known of what stands where
        return safe(re.sub(r"//[^/?#]*@", "//", url).partition("?")[0])
    netloc = parts.netloc.rpartition("@")[2]
    path = parts.path if netloc or parts.scheme == "mailto" else parts.path.rpartition("@")[2]
    shown = (parts.scheme, netloc, _masked_path(path), _masked_values(parts.query), _masked_values(parts.fragment))
    return safe(url if shown == parts else urlunsplit(shown))


def masked_within(text: str) -> str:
    """A sentence as people and logs may see it, the addresses in it masked."""
    return _WITHIN.sub(lambda found: masked(found[0]), text)


def _masked_path(path: str) -> str:
    folders = path.split("/")
    for at, (before, folder) in enumerate(pairwise(folders), 1):
        if folder and _SECRET_FOLDER.fullmatch(before):
            folders[at] = _HIDDEN
        elif ";" in folder:
            name, _, values = folder.partition(";")
            folders[at] = f"{name};{_masked_values(values)}"
    return "/".join(folders)


def _masked_values(text: str) -> str:
    """A query with the values hidden that are secrets; so a lone value."""
    return "".join(_masked_value(part) for part in re.split("([&;])", text))


def _masked_value(part: str) -> str:
    name, _, value = part.partition("=")
    if not value.strip("="):
        return _HIDDEN if _is_random(part) else part
    plain = unquote_plus(value)
    hidden = _SECRET.fullmatch(unquote_plus(name).rstrip("[]")) or _is_random(plain)
    return f"{name}={_HIDDEN}" if hidden or ("://" in plain and masked(plain) != safe(plain)) else part


def _is_random(value: str) -> bool:
    """Whether a value is long and no words: its parts mix letters and digits, or are too long for one."""
    if not _RANDOM.fullmatch(value):
        return False
    pieces = re.split(r"[+/=.~_-]+", value)
    mixed = sum(len(piece) for piece in pieces if not piece.isalpha() and not piece.isdigit())
    return 2 * mixed >= len(value) or any(piece.isalpha() and len(piece) >= 24 for piece in pieces)
