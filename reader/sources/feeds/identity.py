"""What makes an entry the same the next time its feed is read."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter
from urllib.parse import parse_qsl, urlencode, urlsplit

from reader.address import comparable, web_address
from reader.sources.feeds.item import Entries, Item
from reader.text import clip, fold, safe, squash

__all__ = ["digest", "file_names", "names"]

_LONGEST = 300
_WEB = re.compile(r"https?://", re.IGNORECASE)
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|mc_cid|mc_eid|igshid|ref_src|cmpid|ns_\w+)\Z", re.IGNORECASE)


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits that change when any of the parts does."""
    data = b"\0".join(part if isinstance(part, bytes) else str(part).encode(errors="surrogatepass") for part in parts)
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def names(entries: Entries, wanted: Iterable[int], site: str | None) -> dict[int, str]:
    """The names of the entries `wanted`: the id, else the address, else title and date.

    What shares a name is told apart by address, title and date, and where these are the same too by text; so a name
    depends on nothing but its entry and whether others have the same. What still has a name of an earlier one says
    nothing else, and is left out.
    """
    asked = set(wanted)
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    for number in _once(entries.marks):
        sharing[_base(*entries.label(number), site)].append(number)
    found: dict[str, int] = {}
    for base, numbers in sharing.items():
        if base and len(numbers) == 1:
            found[base] = numbers[0]
        elif not asked.isdisjoint(numbers):
            for number, name in zip(numbers, _apart(base, entries.items(numbers), site), strict=True):
                found.setdefault(name, number)
    return {number: name for name, number in sorted(found.items(), key=itemgetter(1)) if number in asked}


def _once(marks: Sequence[str]) -> Iterable[int]:
    """The entries without those that an earlier one is a copy of, letter for letter."""
    return {mark: number for number, mark in reversed(list(enumerate(marks)))}.values()


def _base(ident: str, link: str, site: str | None) -> str:
    """What an entry calls itself; "" where that is nothing."""
    stated = squash(safe(ident)) if ident else ""
    if not stated or _WEB.match(stated):
        stated = _place(stated or web_address(link, site) or squash(safe(link)))
    return stated if len(stated) <= _LONGEST else f"{stated[: _LONGEST // 2]} {digest(stated)}"


def _place(url: str) -> str:
    """An address for comparing, with the place in its page: two entries may be on one."""
    _, _, fragment = url.partition("#")
    whole = comparable(url)
    return f"{whole}#{fragment}" if fragment and not fragment.startswith("!") and "=" not in fragment else whole


def _apart(base: str, items: Sequence[Item], site: str | None) -> list[str]:
    """The names of entries that share one, or have none."""
    stems = [_stem(base, item, site) for item in items]
    count = Counter(stems)
    return [
        stem if count[stem] == 1 else f"{stem} {digest(*(body.text for body in item.bodies))}"
        for stem, item in zip(stems, items, strict=True)
    ]


def _stem(base: str, item: Item, site: str | None) -> str:
    title, day = fold(safe(item.title or "")), item.published.isoformat() if item.published else ""
    if base:
        return f"{base} {digest(_place(web_address(item.link, site) or item.link), title, day)}"
    return f"{clip(title, _LONGEST // 2)} {day}".strip() or digest(*(body.text for body in item.bodies))


def file_names(items: Sequence[Item]) -> list[str]:
    """The names of the entries of a feed in a file. They never change: libraries hold articles under them."""
    stated = [_stated(item) for item in items]
    count = Counter(stated)
    return [
        name if name and count[name] == 1 else f"{name} {_by_text(item)}".strip()
        for name, item in zip(stated, items, strict=True)
    ]


def _stated(item: Item) -> str:
    return (item.ident or _untracked(item.link)).removeprefix("https:").removeprefix("http:")


def _by_text(item: Item) -> str:
    text = max((body.text for body in item.bodies), key=len, default="")
    whole = repr((_untracked(item.link), item.title, text))
    return hashlib.blake2b(whole.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _untracked(link: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(name)
    ]
    return parts._replace(query=urlencode(kept)).geturl()
