"""Articles as JSON, in the fields that `reader show --json` prints and `reader import` reads again."""

from __future__ import annotations

from reader.exporting.clipping import Clipping, iso
from reader.model import Block, BlockKind
from reader.text import count_words

__all__ = ["Record", "article", "record"]

Record = dict[str, object]


def record(clipping: Clipping) -> Record:
    """All that is known of an article, and when it was kept."""
    return {**article(clipping), "bookmarked": iso(clipping.bookmarked)}


def article(clipping: Clipping) -> Record:
    """An article with its text, all that was cut from it, and what someone wrote about it."""
    shown = clipping.article
    return {
        "id": shown.id,
        "path": shown.path,
        "url": shown.url,
        "title": shown.title,
        "byline": shown.byline,
        "published": iso(shown.published),
        "source": shown.source,
        "language": shown.language,
        "words": count_words(shown.text),
        "text": shown.text,
        "blocks": [_block(block) for block in shown.blocks],
        "cuts": [
            {"text": cut.text, "reason": cut.reason.value, "rule": cut.rule, "after": cut.after} for cut in shown.cuts
        ],
        "pointers": [
            {"title": pointer.title, "url": pointer.url, "article": pointer.article} for pointer in shown.pointers
        ],
        "notices": list(shown.notices),
        "dated": shown.dated,
        "categories": list(shown.categories),
        "attachments": [
            {"url": one.url, "media": one.media, "size": one.size, "title": one.title} for one in shown.attachments
        ],
        "tags": list(clipping.tags),
        "note": clipping.note or None,
    }


def _block(block: Block) -> Record:
    """What a block says, and beyond that only what it has: a level, what stands before it, cells, an address."""
    caption = block.kind is BlockKind.CAPTION
    more = {
        "level": block.level or None,
        ("language" if block.kind is BlockKind.CODE else "marker"): block.marker or None,
        "rows": [list(row) for row in block.rows] or None,
        "url": next((span.href for span in block.spans if span.href), None) if caption else None,
    }
    return {"kind": block.kind.value, "text": block.text} | {name: value for name, value in more.items() if value}
