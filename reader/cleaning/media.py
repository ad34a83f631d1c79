"""What a page shows beside its text, pictures, films and sound: what to call it, and the address it is at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.address import web_address
from reader.text import squash

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["EMBEDS", "address_of", "alternative", "embedded", "is_glyph", "picture_in", "places", "reduce_embeds"]

EMBEDS = ("iframe", "video", "audio")
ALT_WORDS = 4
"""Words of an alternative text that says something; with fewer it is a label."""
_GLYPH = re.compile(
    r"(?:^|[\s_-])(?:emoji|smiley|smilies|math|latex|tex|mwe-math\S*|wp-katex\S*)(?:[\s_-]|$)", re.IGNORECASE
)
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-full-src", "src")
"""Where the address of a picture stands; a page that loads late has a blank one in `src`."""
_FILM = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?|youtu|vimeo|dailymotion|twitch|tiktok|brightcove|jwplatform|jwplayer|kaltura|rumble)"
    r"\.\w+$"
)
_SOUND = re.compile(
    r"(?:^|\.)(?:soundcloud|spotify|acast|podbean|simplecast|megaphone|art19|buzzsprout|podigee|spreaker)\.\w+$"
)
_MACHINERY = re.compile(
    r"googletagmanager|doubleclick|googlesyndication|recaptcha|/ads?[/.?]|adservice|amazon-adsystem|facebook\.com/plugins/"
    r"(?:like|page|share)|disqus|onetrust|consent|newsletter|subscribe|/signup|/login|criteo|taboola|outbrain",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"\s*[01](?:px|\.0)?\s*$")


def reduce_embeds(root: HtmlElement) -> None:
    """Leave of each film, sound and page within the page only what it is and where; of those not shown nothing."""
    for element in list(root.iter(*EMBEDS)):
        source = next((one for one in _sources(element) if one), None)
        title, tag = element.get("title") or element.get("aria-label") or "", element.tag
        if source is None or _unseen(element) or element.getparent() is None:
            element.drop_tree()
            continue
        element.clear(keep_tail=True)
        element.tag = tag
        element.set("src", source)
        element.set("title", title)


def embedded(element: HtmlElement, base: str | None) -> tuple[str, str] | None:
    """What a film, sound or page within the page is called, and its address; None for the machinery of the page."""
    address = web_address(element.get("src") or "", base)
    if address is None or _MACHINERY.search(address):
        return None
    host = urlsplit(address).hostname or ""
    kind = "Video" if element.tag == "video" or _FILM.search(host) else "Page"
    kind = "Audio" if element.tag == "audio" or _SOUND.search(host) else kind
    title = squash(element.get("title") or "")
    return f"{kind} at {host.removeprefix('www.')}{f': {title}' if title else ''}", address


def address_of(picture: HtmlElement, base: str | None) -> str | None:
    """The address of a picture, the largest where there are several."""
    candidates = (*(picture.get(name) for name in _SOURCES), *_sets(picture))
    return next((address for one in candidates if one and (address := web_address(one, base))), None)


def places(caption: HtmlElement) -> Iterator[HtmlElement]:
    """Where the picture of a caption may stand: in its figure, or else close around it."""
    figure = caption if caption.tag == "figure" else next(caption.iterancestors("figure"), None)
    if figure is not None:
        yield figure
    else:
        yield from islice(caption.iterancestors(), 2)


def picture_in(around: HtmlElement, base: str | None) -> str | None:
    """The address of the picture in a part of the page: a figure's first, elsewhere the only one."""
    pictures = list(islice(around.iter("img"), 2))
    if not pictures or (around.tag != "figure" and len(pictures) > 1):
        return None
    return address_of(pictures[0], base)


def alternative(picture: HtmlElement) -> str:
    """What a picture's alternative text says of it; "" where that is a label."""
    alt = squash(picture.get("alt") or "")
    return alt if len(alt.split()) >= ALT_WORDS else ""


def is_glyph(element: HtmlElement) -> bool:
    """Whether a picture stands for letters within the line: an emoji, a formula."""
    alt = (element.get("alt") or "").strip()
    return bool(alt) and (bool(_GLYPH.search(element.get("class") or "")) or (len(alt) < 5 and not alt.isascii()))


def _sources(element: HtmlElement) -> Iterator[str | None]:
    yield from (element.get(name) for name in ("data-src", "data-lazy-src", "src"))
    yield from (source.get("src") for source in element.iter("source"))


def _unseen(element: HtmlElement) -> bool:
    sizes = (element.get("width") or "", element.get("height") or "")
    style = (element.get("style") or "").replace(" ", "").lower()
    return any(map(_NOTHING.match, sizes)) or "display:none" in style or "visibility:hidden" in style


def _sets(element: HtmlElement) -> Iterator[str]:
    """The addresses of the sets of pictures to choose from, the largest of each."""
    picture = element.getparent()
    chosen = picture.findall("source") if picture is not None and picture.tag == "picture" else []
    for one in (element, *chosen):
        for name in ("srcset", "data-srcset"):
            offers = [offer.split() for offer in (one.get(name) or "").split(", ")]
            if offers[-1]:
                yield max(filter(None, offers), key=_offered)[0]


def _offered(offer: list[str]) -> float:
    size = offer[-1][:-1]
    return float(size) if len(offer) > 1 and size.replace(".", "", 1).isdecimal() else 0.0
