"""Makes a tree of HTML that is safe to walk: bounded depth, white space squeezed, nothing that runs or hides."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from reader.cleaning.media import reduce_embeds

__all__ = ["TooDeepError", "TooLongError", "flattened", "page_tree", "without_active"]

_INDENTS = re.compile(r"\n[ \n]+")
_BLANKS = re.compile(r"  +")
_LONG_BLANKS = re.compile(r"[ \t]{200,}")
_PRE = re.compile(r"<pre[\s>]", re.IGNORECASE)
_PRE_END = re.compile(r"</pre", re.IGNORECASE)
_SUBSET = re.compile(r"<!DOCTYPE[^<>\[]{0,500}\[.{0,5000}?\]\s*>", re.IGNORECASE | re.DOTALL)
_HEAD = 10_000
"""Characters at the beginning among which a document type stands."""
_TAG = re.compile(r"</?([a-zA-Z][\w:-]*)[^<>]*>")
_KEPT_FLAT = frozenset(["html", "head", "body", "title", "meta", "script", "style", "p", "li", "br"])
_CONTROLS = re.compile(
    r"(?:\x1b|&#0*27;|&#[xX]0*1[bB];)\[[0-?]*[ -/]*[@-~]"
    "|[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]"
)
"""What no tree can hold; with an escape goes what it would make a terminal do."""
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]*)|0*([0-9]*));?")
_ATTRIBUTES = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_ATTRIBUTE = re.compile(r"""\s[^\s=<>"']+(?:\s?=\s?(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_MOST_ATTRIBUTES = 400
"""Attributes an element has at most: the parser compares each with all the others."""
_NO_WORDS = (
    "script", "style", "noscript", "template", "applet", "svg", "canvas", "input", "select", "textarea",
    "datalist", "link", "meta", "frameset",
)  # fmt: skip
_ACTIVE = ("object", "embed", "map", "button", "progress", "meter", "dialog")
_UNSEEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden\w*|screen-?reader(?:-text|-only|text)?|a11y-hidden|u-hidden-visually|katex-html)(?:\s|$)",
    re.IGNORECASE,
)
"""Names of what is there only to be read out: "opens new tab"."""
_UNSEEN_MOST = 120
_WAYS_BACK = ("↩", "↑", "⤴", "↵", "^", "¶")
"""Links from a note to its mark, and from a heading to itself."""
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_HIDDEN_MOST = 0.5


class TooDeepError(ValueError):
    """The elements are nested deeper than any page written by people."""


class TooLongError(ValueError):
    """One text or attribute is longer than the parser takes; what stands behind it would be lost without a word."""


def page_tree(source: str) -> HtmlElement:
    """The tree of a page or fragment. Raises TooDeepError, TooLongError, and ValueError where there is no element.

    White space is squeezed first: 100 kB of blanks keep the patterns of later steps busy for minutes.
    """
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    # Forms and fields need no classes of their own here; its way to give them some is a call for every element.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    plain = _REFERENCE.sub(_allowed, _CONTROLS.sub("", source))
    # A parser of HTML takes the end of a document type's own rules for text.
    squeezed = _squeezed(_SUBSET.sub("", plain[:_HEAD], count=1) + plain[_HEAD:])
    data = _ATTRIBUTES.sub(_fewer, squeezed).encode("utf-8")
    try:
        root = document_fromstring(data, parser=parser, ensure_head_body=True)
    except etree.ParserError as error:
        raise ValueError(str(error)) from error
    except etree.XMLSyntaxError as error:
        out_of_memory = getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY
        raise (MemoryError if out_of_memory else ValueError)(str(error)) from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise TooDeepError("too deeply nested")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooLongError("one text is too long")
    return root


def _allowed(reference: re.Match[str]) -> str:
    """A reference to a character as it is; nothing where XML knows no such character: no tree may be given one."""
    hexadecimal, decimal = reference.groups()
    digits = hexadecimal or decimal
    if not digits or len(digits) > 7:
        return "\ufffd" if digits else reference[0]
    code = int(digits, 16 if hexadecimal else 10)
    if code in (11, 12):
        return " "
    known = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF
    return reference[0] if known else ""


def _fewer(tag: re.Match[str]) -> str:
    """The beginning of a tag without what is beyond all measure in number."""
    behind = next(islice(_ATTRIBUTE.finditer(tag[0]), _MOST_ATTRIBUTES, None), None)
    return tag[0] if behind is None else tag[0][: behind.start()]


def flattened(source: str) -> str:
    """The source with only the tags of paragraphs, so that nothing nests."""
    return _TAG.sub(lambda tag: tag.group() if tag[1].lower() in _KEPT_FLAT else " ", source)


def without_active(root: HtmlElement) -> HtmlElement:
    """The tree without what runs, loads, asks for input or is hidden; text that follows such elements stays."""
    _settle(root)
    for element in list(root.iter(*_NO_WORDS)):
        element.drop_tree()
    reduce_embeds(root)
    for link in root.xpath("//a[starts-with(@href, '#')]"):
        if link.text_content().strip("\ufe0e\ufe0f\xa0 \n") in _WAYS_BACK and link.getparent() is not None:
            link.drop_tree()
    most = _HIDDEN_MOST * len(root.text_content())
    unseen = [element for element in root.xpath("//*[@class]") if _is_unseen(element.get("class"))]
    for element in unseen:
        if element.tag != "body" and len(element.text_content()) < _UNSEEN_MOST and element.getparent() is not None:
            element.drop_tree()
    suspects = [*root.iter(*_ACTIVE), *root.xpath("//*[@hidden or @style or @aria-modal]")]
    for element in suspects:
        # A tag left open swallows the page behind it, and some pages stay hidden until a script shows them.
        if _is_hidden(element) and element.getparent() is not None and len(element.text_content()) < most:
            element.drop_tree()
    return root


def _settle(root: HtmlElement) -> None:
    """Put the parts of a streamed page where they belong.

    React sends what is ready later as `<div hidden id="S:1">` behind the page, and a script would move it to where
    `<template id="B:1">` stands; a page saved as it came has all of its text there.
    """
    places = {place.get("id"): place for place in root.iter("template") if place.get("id")}
    for part in root.xpath("//div[@hidden][starts-with(@id, 'S:')]"):
        del part.attrib["hidden"]
        number = part.get("id")[2:]
        place = next((place for kind in "BP" if (place := places.get(f"{kind}:{number}")) is not None), None)
        if place is not None and part not in place.iterancestors():
            place.addnext(part)


@lru_cache(maxsize=20_000)
def _is_unseen(classes: str) -> bool:
    return bool(_UNSEEN_CLASS.search(classes))


def _is_hidden(element: HtmlElement) -> bool:
    if element.tag in _ACTIVE or element.get("hidden") is not None or element.get("aria-modal") == "true":
        return True
    return bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def _squeezed(source: str) -> str:
    """White space folded to one character, except where it is meant, in `pre`."""
    if not any(tag in source for tag in ("<pre", "<PRE", "<Pre")):
        return _fold(source)
    parts: list[str] = []
    at = 0
    while opening := _PRE.search(source, at):
        ending = _PRE_END.search(source, opening.end())
        if not ending:
            break
        parts.append(_fold(source[at : opening.start()]))
        parts.append(_LONG_BLANKS.sub(" " * 200, source[opening.start() : ending.start()]))
        at = ending.start()
    parts.append(_fold(source[at:]))
    return "".join(parts)


def _fold(source: str) -> str:
    for blank in "\t\r\f\v":
        source = source.replace(blank, " ")
    return _BLANKS.sub(" ", _INDENTS.sub("\n", source))
