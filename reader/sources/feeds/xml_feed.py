"""RSS, RDF and Atom, where they are well-formed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from reader.errors import SourceError
from reader.sources.feeds import usual
from reader.sources.feeds.elements import LANG, base_of, content, kind, mark, said, usually_named
from reader.sources.feeds.item import MOST, Channel, Item, Outline, too_many
from reader.sources.feeds.rhythm import rhythm

__all__ = ["outline"]

_ENTRIES = ("item", "entry")
_ABOUT = ("description", "subtitle", "tagline", "dc:description", "itunes:summary")


def outline(text: str, url: str | None) -> Outline | None:
    """The feed found at `url`; None where it is not well-formed, or of none of the usual formats."""
    root = _root(usually_named(text))
    if root is None or kind(root.tag) not in ("rss", "rdf:rdf", "feed"):
        return None
    channel = next((child for child in root if kind(child.tag) == "channel"), root)
    holders = [root] if channel is root else [channel, root]
    found = [(holder, child) for holder in holders for child in holder if kind(child.tag) in _ENTRIES]
    if len(found) < sum(kind(element.tag) in _ENTRIES for element in root.iter()):
        return None
    base = base_of(channel, base_of(root, "", url) if channel is not root else "", url)
    entries = _Entries(text, root, found[:MOST], base, url)
    return Outline(_channel(root, channel, base, url), entries, too_many(len(found)))


def _root(text: str) -> Element | None:
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - what declares entities was refused
    except (ElementTree.ParseError, ValueError):
        return None


class _Entries:
    """The entries of a feed, of which the unusual ones go through feedparser, all together."""

    def __init__(
        self, text: str, root: Element, found: list[tuple[Element, Element]], base: str, url: str | None
    ) -> None:
        self._text = text
        self._root = root
        self._found = found
        self._base = base
        self._url = url

    @cached_property
    def marks(self) -> Sequence[str]:
        return [mark(entry) for _, entry in self._found]

    def label(self, number: int) -> tuple[str, str]:
        return usual.label(self._found[number][1], self._base, self._url)

    def items(self, numbers: Sequence[int]) -> list[Item]:
        atom = kind(self._root.tag) == "feed"
        read: dict[int, Item] = {}
        for number in numbers:
            try:
                read[number] = usual.item(self._found[number][1], self._base, self._url, atom=atom)
            except usual.UnusualError:
                continue
        left = [number for number in numbers if number not in read]
        if left:
            read.update(zip(left, self._unusual(left), strict=True))
        return [read[number] for number in numbers]

    def _unusual(self, numbers: Sequence[int]) -> list[Item]:
        """These entries as feedparser sees them, in a feed without the others."""
        from reader.sources.feeds.unusual import items_of

        found = items_of(self._text_of(numbers) or self._text, self._url)
        if len(found) > len(numbers):
            found = [found[number] for number in numbers if number < len(found)]
        if len(found) != len(numbers):
            raise SourceError("is written in a way that cannot be read")
        return found

    def _text_of(self, numbers: Sequence[int]) -> str | None:
        """The feed with only these entries; None where it is to be taken as it is."""
        if len(numbers) == len(self._found):
            return None
        try:
            return ElementTree.tostring(self._with_only([self._found[number][1] for number in numbers]), "unicode")
        except RecursionError:
            return None

    def _with_only(self, wanted: list[Element]) -> Element:
        """The feed without the entries that are not wanted."""
        others = {id(entry) for _, entry in self._found} - set(map(id, wanted))
        holders = {id(holder) for holder, _ in self._found}

        def kept(element: Element) -> Element:
            copy = Element(element.tag, element.attrib)
            copy.text, copy.tail = element.text, element.tail
            copy.extend(kept(one) if id(one) in holders else one for one in element if id(one) not in others)
            return copy

        return kept(self._root)


def _channel(root: Element, channel: Element, base: str, url: str | None) -> Channel:
    said_of = {kind(child.tag): child for child in reversed(channel) if kind(child.tag)}
    titles = (content(said_of[name]) for name in ("title", "dc:title") if name in said_of)
    about = (content(said_of[name]) for name in _ABOUT if name in said_of)
    spoken = (said(said_of[name]) for name in ("language", "dc:language") if name in said_of)
    stated = {name: said(said_of[name]) for name in ("ttl", "sy:updateperiod", "sy:updatefrequency") if name in said_of}
    return Channel(
        title=next(filter(None, titles), ""),
        link=usual.label(channel, base, url)[1],
        description=next(filter(None, about), ""),
        language=next(filter(None, spoken), "") or channel.get(LANG) or root.get(LANG) or "",
        rhythm=rhythm(
            stated.get("ttl"),
            stated.get("sy:updateperiod"),
            stated.get("sy:updatefrequency"),
            map(said, said_of.get("skiphours", ())),
            map(said, said_of.get("skipdays", ())),
        ),
    )
