"""What Reader makes of the kit: brought in and asked as from outside, through the facade, in a home of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from reader.model import RelatedGroup
from reader.newsroom import Newsroom, open_newsroom
from reader.paths import Home
from reader.query import Query
from tests.bench.linking.kit import Kit, Record, address_of, id_of, written

__all__ = ["originals", "related_and_stories", "resolved"]

_LIMIT = 10


def related_and_stories(kit: Kit) -> tuple[dict[str, list[str]], list[list[str]]]:
    """For each query its related articles, pointers left out; and all stories with their members, copies included."""
    with _library(kit.articles) as newsroom:
        related = {
            asked: [
                id_of(row.url)
                for row in newsroom.related(newsroom.find(address_of(asked)), _LIMIT)
                if row.group is not RelatedGroup.POINTER
            ]
            for asked in kit.queries()
        }
        stories = [
            [id_of(row.url) for report in reports for row in (report.headline, *report.copies)]
            for _, reports in newsroom.stories.each(whole=True)
        ]
    return related, stories


def resolved(kit: Kit) -> list[str | None]:
    """For each headline the article it is taken for, in a library without those that are to be absent."""
    with _library([one for one in kit.articles if one["id"] not in kit.hidden]) as newsroom:
        return [id_of(found.url) or None for found in newsroom.resolve([one["q"] for one in kit.headlines])]


def originals(kit: Kit) -> dict[str, str | None]:
    """For each article and each copy what it is taken to be a copy of; the copies come in after the articles."""
    with _library(kit.articles, kit.copies) as newsroom:
        rows = newsroom.headlines(newsroom.listing(Query(), whole=True).rows)
        kit_ids = {row.id: id_of(row.url) for row in rows}
        return {id_of(row.url): kit_ids[row.copy_of] if row.copy_of else None for row in rows}


@contextmanager
def _library(*imported: Sequence[Record]) -> Iterator[Newsroom]:
    with tempfile.TemporaryDirectory() as folder, closing(open_newsroom(Home.under(Path(folder) / "home"))) as newsroom:
        for articles in imported:
            newsroom.import_file(str(written(articles, Path(folder) / "articles.jsonl")))
        yield newsroom
