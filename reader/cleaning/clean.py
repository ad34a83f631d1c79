"""Turns a document into an article that keeps a receipt for every line removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from reader.errors import CleaningError
from reader.model import Article, Block, BlockKind, Cut, DateOrigin, Document, Facts, Media, Pointer, Reason, article_id
from reader.text import fold, safe, squash

if TYPE_CHECKING:  # who has a guarded child clean does not pay for what cleaning needs
    from reader.cleaning.blocks import Line, Parsed
    from reader.cleaning.boilerplate import Verdict
    from reader.cleaning.pointers import RelatedList

__all__ = ["clean", "clean_plainly"]

TITLE = "title"
"""The rule of a line that only repeats the title: it stands at the head of the article and needs no receipt."""

Dated = tuple[date | datetime | None, DateOrigin | None]


def clean(document: Document) -> Article:
    """The article in a document. Raises CleaningError where there is no text in it at all."""
    return _article(document, _parse(document))


def clean_plainly(document: Document, notice: str) -> Article:
    """The article read as bare text, for when its own format could not be parsed; says so by `notice`."""
    from reader.cleaning.formats import stripped

    parsed = stripped.parse(document)
    return _article(document, replace(parsed, notices=(notice, *parsed.notices)))


def _parse(document: Document) -> Parsed:
    match document.media:
        case Media.PLAIN:
            from reader.cleaning.formats import plain

            return plain.parse(document)
        case Media.MARKDOWN:
            from reader.cleaning.formats import markdown

            return markdown.parse(document)
        case Media.HTML:
            from reader.cleaning.formats import html

            return html.parse(document)
        case Media.MHTML:
            from reader.cleaning.formats import mhtml

            return mhtml.parse(document)
        case Media.MAIL:
            from reader.cleaning.formats import mail

            return mail.parse(document)


def _article(document: Document, parsed: Parsed) -> Article:
    from reader.cleaning.boilerplate import Verdict, judge
    from reader.cleaning.head import read_head
    from reader.cleaning.pointers import find

    facts, lines = read_head(parsed.lines, _merged(document.facts, parsed.facts))
    related = find(lines)
    settled = frozenset(number for found in related for number in found.lines)
    verdicts, held_back = judge(lines, settled)
    for found in related:
        verdicts.update({number: Verdict(Reason.RELATED, found.rule) for number in found.lines})
    blocks, cuts = _split(lines, verdicts)
    if not blocks and not cuts:
        raise CleaningError(f"{safe(document.name)}: there is no text in it")
    notices = [*document.notices, *parsed.notices, *([held_back] if held_back else [])]
    if not blocks:
        blocks, cuts = _split(lines, {})
        notices.append("All of its text looks like promotion; everything is shown.")
    published, dated = _dated(document, facts)
    return Article(
        id=article_id(document.key),
        key=document.key,
        title=_title(facts, blocks, document),
        blocks=tuple(blocks),
        byline=facts.byline,
        published=published,
        dated=dated,
        source=facts.source,
        language=facts.language.lower() if facts.language else None,
        url=facts.url,
        path=document.path,
        cuts=tuple(cuts),
        pointers=_pointers(related),
        notices=tuple(notices),
        categories=document.facts.categories,
        attachments=document.facts.attachments,
    )


def _split(lines: Sequence[Line], verdicts: dict[int, Verdict]) -> tuple[list[Block], list[Cut]]:
    """What stays and what goes, each cut knowing which kept block it stood behind."""
    blocks: list[Block] = []
    cuts: list[Cut] = []
    for number, line in enumerate(lines):
        verdict = verdicts.get(number)
        if verdict is None:
            blocks.append(line.block)
        elif (text := line.block.text) and not text.isspace() and verdict.rule != TITLE:
            written = f"{line.block.marker} {text}" if line.block.marker[:1].isdigit() else text
            href = line.links[0][1] if line.links else None
            cuts.append(Cut(written, verdict.reason, verdict.rule, len(blocks) - 1, href))
    return _without_edge_rules(blocks, cuts)


def _without_edge_rules(blocks: list[Block], cuts: list[Cut]) -> tuple[list[Block], list[Cut]]:
    """A rule that cutting has left at the very end separates nothing any more."""
    kept = len(blocks)
    while kept and blocks[kept - 1].kind is BlockKind.RULE:
        kept -= 1
    if kept == len(blocks):
        return blocks, cuts
    return blocks[:kept], [replace(cut, after=min(cut.after, kept - 1)) for cut in cuts]


def _merged(first: Facts, second: Facts) -> Facts:
    """Facts known from outside win over those the text gives."""
    return Facts(
        title=first.title or second.title,
        byline=first.byline or second.byline,
        published=first.published or second.published,
        source=first.source or second.source,
        language=first.language or second.language,
        url=first.url or second.url,
    )


def _title(facts: Facts, blocks: Sequence[Block], document: Document) -> str:
    from reader.cleaning.formats.plain import title_from

    if facts.title and squash(safe(facts.title)):
        return squash(safe(facts.title))
    heading = next((block.text for block in blocks[:2] if block.kind is BlockKind.HEADING), None)
    text = heading or next((block.text for block in blocks if block.text.strip()), "")
    return title_from(text) or safe(document.name)


def _dated(document: Document, facts: Facts) -> Dated:
    from reader.cleaning.dates import date_in_name

    if facts.published:
        return facts.published, DateOrigin.STATED
    named = date_in_name(document.name)
    if named:
        return named, DateOrigin.NAME
    if document.modified:
        return document.modified.astimezone(UTC), DateOrigin.FILE
    return None, None


def _pointers(related: Sequence[RelatedList]) -> tuple[Pointer, ...]:
    """All pointers in order, each headline once; one with an address wins."""
    seen: dict[str, Pointer] = {}
    for pointer in (pointer for found in related for pointer in found.pointers):
        title = fold(pointer.title)
        if title not in seen or (pointer.url and not seen[title].url):
            seen[title] = pointer
    return tuple(seen.values())
