"""Sources by the names that people see, which the Archive does not know."""

from __future__ import annotations

from dataclasses import replace

from reader.newsroom.values import IMPORTED
from reader.query import Query
from reader.store.shelf import Shelf
from reader.text import fold

__all__ = ["IMPORTED_NAME", "meant", "names"]

IMPORTED_NAME = "Imported"
"""What stands for all that was imported without a source."""


def names(shelf: Shelf) -> dict[str, str]:
    """What each source is called, by its id."""
    return {source.id: source.name for source in shelf.sources()} | {IMPORTED: IMPORTED_NAME}


def meant(query: Query, shelf: Shelf) -> Query:
    """The query with the ids of the sources in whose names a name that it asks for occurs."""
    if not query.sources:
        return query
    parts = [fold(part) for part in query.sources]
    ids = [ident for ident, name in names(shelf).items() if any(part in fold(name) for part in parts)]
    return replace(query, sources=(*query.sources, *ids))
