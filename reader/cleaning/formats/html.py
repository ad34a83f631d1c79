"""HTML: a saved page, of which the article is found, or a fragment such as a feed's entry, which is all article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.address import is_trap, left_out, web_address
from reader.cleaning.blocks import Line, Parsed
from reader.cleaning.encoding import declared_in_markup, text_of
from reader.cleaning.extraction.article import extract
from reader.cleaning.formats import stripped
from reader.cleaning.metadata import read_page
from reader.cleaning.page_state import state_body
from reader.cleaning.tree import TooDeepError, TooLongError, flattened, page_tree, without_active
from reader.cleaning.walk import Standing, upwards, walk
from reader.model import BlockKind, Document, Facts
from reader.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["LARGEST", "MANY", "parse", "parse_html"]

LARGEST = 20_000_000
"""Characters looked at; no page written by people comes near."""
MANY = 20_000
"""Lines among which an article is looked for; weighing so many takes two seconds."""
_PAGE = re.compile(r"<(?:html|body|head)[\s>]", re.IGNORECASE)
_WORD = re.compile(r"\w")
_NOTHING_SHOWN = "Its structure shows no text; its bare words are shown."


def parse(document: Document) -> Parsed:
    """Read an HTML document. Raises CleaningError where it is no text."""
    text, notices = text_of(document, declared_in_markup(document.data))
    parsed = parse_html(text, document.facts)
    return replace(parsed, notices=notices + parsed.notices)


def parse_html(text: str, known: Facts = Facts(), *, fragment: bool = False) -> Parsed:  # noqa: B008 - a frozen value
    """Read HTML that came from `known.url`; of a fragment, or without html, head and body, all is the article."""
    root, notices = _tree(text)
    if root is None:
        return _bare(text, Facts(), notices)
    alive = list(root.iter())  # lxml makes an element anew each time it is come by, unless one holds on to it
    page = read_page(root, known.url)
    base = _base(root, page.facts.url)
    standings = walk(without_active(root).find("body"), base)
    if len(standings) > MANY:
        lines = tuple(standing.line for standing in standings)
        notices += (f"Its {len(lines):,} lines are too many to look for an article in them; all are shown.",)
    elif _PAGE.search(text) and not fragment:
        lines, more = extract(root, standings, page, lambda: state_body(text, page.facts.title or ""))
        notices += more
    else:
        lines = tuple(standing.line for standing in standings)
    if not lines:
        return _bare(text, page.facts, (*notices, _NOTHING_SHOWN))
    refused = left_out((*page.traps, *_traps(standings, lines, base)))
    del alive
    notices += (refused,) if refused else ()
    return Parsed(page.facts, _without_title(lines, known.title or page.facts.title), notices)


def _tree(text: str) -> tuple[HtmlElement | None, tuple[str, ...]]:
    notices: tuple[str, ...] = ()
    if len(text) > LARGEST:
        notices = (f"Only its first {LARGEST:,} characters were read.",)
    try:
        try:
            return page_tree(text[:LARGEST]), notices
        except TooDeepError:
            notices += ("The page is nested too deeply; it is shown without its structure.",)
            return page_tree(flattened(text[:LARGEST])), notices
    except TooLongError:
        return None, (*notices, "One text in it is longer than its parser takes; its bare words are shown.")
    except ValueError:
        return None, (*notices, _NOTHING_SHOWN)


def _traps(standings: Sequence[Standing], lines: Sequence[Line], base: str | None) -> Iterator[str]:
    """The addresses of links that are none of the web, in the part of the page that is shown."""
    shown = lines[len(lines) - len(standings) :]  # before them may stand lines that are in no element
    kept = {standing.element for standing, line in zip(standings, shown, strict=True) if not line.outside}
    around = {standing.element for standing in standings}
    for link in standings[0].element.getroottree().iter("a") if kept else ():
        href = link.get("href") or ""
        if is_trap(href, base) and next((one for one in upwards(link) if one in around), None) in kept:
            yield href


def _bare(text: str, facts: Facts, notices: tuple[str, ...]) -> Parsed:
    """The words that stand in the text beside its title, if any, where parsing shows none."""
    parsed = stripped.parse_text(text)
    lines = tuple(line for line in parsed.lines if _WORD.search(line.block.text) and line.block.text != facts.title)
    return Parsed(facts, lines, (*notices, *parsed.notices) if lines else ())


def _without_title(lines: tuple[Line, ...], title: str | None) -> tuple[Line, ...]:
    """The lines with the headings that only repeat the article's title marked, unless there is nothing else."""
    plain = fold(title or "")
    repeats = {
        number
        for number, line in enumerate(lines)
        if line.block.kind is BlockKind.HEADING and fold(line.block.text) == plain
    }
    kept = {number for number, line in enumerate(lines) if not line.outside}
    if not plain or not repeats or kept <= repeats:
        return lines
    return tuple(replace(line, outside="title") if at in repeats else line for at, line in enumerate(lines))


def _base(root: HtmlElement, url: str | None) -> str | None:
    """The address that relative links are seen from."""
    stated = root.find(".//base[@href]")
    return (web_address(stated.get("href"), url) if stated is not None else None) or url
