"""Articles on their way out of the library: which ones, with what a person put on them, and into which file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from reader.errors import NotFoundError, ReaderError, StoreError
from reader.exporting.clipping import Clipping, Format, veiled
from reader.exporting.epub import MOST
from reader.exporting.epub import write as write_book
from reader.exporting.names import among_others, of_title
from reader.exporting.place import check_apart, check_free
from reader.model import Article, Bookmark, Headline, Report, Skipped, Story
from reader.newsroom.values import Listing, Progress
from reader.query import Query
from reader.store.atomic import writing
from reader.text import in_json, safe

__all__ = ["Exporting", "Exports", "Library", "Selection"]

_TOO_MANY = "{place}: a book takes {most:,} articles at most, and these are {count:,}; choose fewer, or another format"
_ROWS = 500
"""Headlines asked for at a time."""


class Stories(Protocol):
    """Where the reports of a story are asked for."""

    def story(self, target: str) -> tuple[Story, list[Report]]:
        """A story and its reports by time. Raises NotFoundError."""


class Library(Protocol):
    """What is asked for articles: a newsroom."""

    @property
    def stories(self) -> Stories:
        """Its stories."""

    def find(self, target: str) -> str:
        """The id of the article a person means. Raises NotFoundError."""

    def article(self, article: str) -> Article:
        """An article, by id. Raises NotFoundError."""

    def listing(self, query: Query, *, whole: bool = False) -> Listing:
        """What matches, newest first."""

    def headlines(self, rows: Sequence[int]) -> list[Headline]:
        """The rows of a listing."""

    def bookmarks(self) -> list[Bookmark]:
        """What is kept, newest first."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles are to go out, in order."""

    title: str
    """What a book of them is called."""
    articles: tuple[str, ...]
    """Their ids."""

    @property
    def name(self) -> str:
        """What a file of them may be called, without an ending."""
        return of_title(self.title, "articles")


@dataclass(slots=True)
class Exports:
    """What came of an export; it counts while that goes on."""

    written: int = 0
    """Articles that went out."""
    masked: int = 0
    """Addresses in which something was masked."""
    held_back: int = 0
    """Articles whose files were there already and were left as they were."""
    failed: tuple[Skipped, ...] = ()
    """Articles that could not be read, and why; the rest went on."""


class Exporting:
    """Chooses articles of one library and writes them."""

    def __init__(
        self,
        library: Library,
        now: Callable[[], datetime],
        annotated: Callable[[str], tuple[tuple[str, ...], str]],
        stores: Sequence[Path] = (),
    ) -> None:
        """`annotated` tells the tags and the note of an article; `stores` are the library's own files."""
        self._library = library
        self._now = now
        self._annotated = annotated
        self._stores = stores

    # which

    def article(self, target: str) -> Selection:
        """One article, by what `Newsroom.find` takes. Raises NotFoundError."""
        article = self._library.find(target)
        return Selection(self._library.article(article).title, (article,))

    def story(self, target: str, *, whole: bool = False) -> Selection:
        """The reports of a story by time; with `whole` their copies too. Raises NotFoundError."""
        return _reports(*self._library.stories.story(target), whole=whole)

    def named(self, target: str, *, whole: bool = False) -> Selection:
        """The story whose id it is or begins, else the article that is meant: a story has the id of one of its own.

        Raises NotFoundError.
        """
        with suppress(NotFoundError):
            story, reports = self._library.stories.story(target)
            if story.id.startswith(target.lower()):
                return _reports(story, reports, whole=whole)
        return self.article(target)

    def matching(self, query: Query, title: str = "", *, whole: bool = False) -> Selection:
        """What a query matches, newest first; copies folded as in a list, unless the `whole` is wanted."""
        rows = self._library.listing(query, whole=whole).rows
        parts = (self._library.headlines(rows[at : at + _ROWS]) for at in range(0, len(rows), _ROWS))
        articles = tuple(row.id for part in parts for row in part)
        return Selection(title or query.text or "All articles", articles)

    def bookmarks(self) -> Selection:
        """What is kept, the last kept first; what is held no more too, as its bookmark has it."""
        return Selection("Bookmarks", tuple(kept.article for kept in self._library.bookmarks()))

    # writing

    def check(self, place: Path) -> None:
        """Raises StoreError where writing there would write over the library."""
        check_apart(place, self._stores)

    def write_text(self, text: str, place: Path, *, force: bool = False, private: bool = False) -> None:
        """Write what is all of one text into a file, as `write` does; `private`: for nobody else to read."""
        self.check(place)
        check_free(place, force=force)
        with writing(place, private=private) as file:
            file.write(text.encode())

    def clippings(
        self, selection: Selection, exports: Exports, progress: Progress | None = None, *, secrets: bool = False
    ) -> Iterator[Clipping]:
        """The articles as they go out, one after another; one that cannot be read is told in `exports`."""
        kept = {one.article: one.added for one in self._library.bookmarks()}
        for number, ident in enumerate(selection.articles):
            if progress is not None:
                progress(number, len(selection.articles))
            try:
                article = self._library.article(ident)
            except ReaderError as error:
                exports.failed += (Skipped(ident, safe(str(error)), failed=True),)
                continue
            tags, note = self._annotated(ident)
            clipping, hidden = veiled(Clipping(article, tags, note, kept.get(ident)), secrets=secrets)
            exports.masked += hidden
            exports.written += 1
            yield clipping

    def write(
        self,
        selection: Selection,
        form: Format,
        place: Path,
        progress: Progress | None = None,
        *,
        force: bool = False,
        secrets: bool = False,
    ) -> Exports:
        """Write a file, whole or not at all; a file an article where `place` is a folder.

        What is there is written over only by `force`, and then kept beside as `.bak`. Raises StoreError, Cancelled.
        """
        self.check(place)
        exports = Exports()
        clippings = self.clippings(selection, exports, progress, secrets=secrets)
        if place.is_dir():
            _write_each(place, clippings, exports, form, force=force)
            return exports
        check_free(place, force=force)
        if form is Format.EPUB and len(selection.articles) > MOST:
            raise StoreError(_TOO_MANY.format(place=safe(str(place)), count=len(selection.articles), most=MOST))
        with writing(place) as file:
            if form is Format.EPUB:
                write_book(file, selection.title, clippings, self._now())
            else:
                _write_all(file, clippings, form)
            if not exports.written:
                raise StoreError(f"{place}: nothing was written; {_first(exports)}")
        return exports


def _reports(story: Story, reports: Sequence[Report], *, whole: bool) -> Selection:
    articles = [one.id for report in reports for one in (report.headline, *(report.copies if whole else ()))]
    return Selection(story.name, tuple(articles))


def _write_all(file: BinaryIO, clippings: Iterator[Clipping], form: Format) -> None:
    for number, clipping in enumerate(clippings):
        text = _text(clipping, form)
        between = "\n" if number and form is Format.MARKDOWN else ""
        file.write(f"{between}{text}".encode("utf-8", "replace"))


def _write_each(folder: Path, clippings: Iterator[Clipping], exports: Exports, form: Format, *, force: bool) -> None:
    for clipping in clippings:
        file = folder / f"{among_others(clipping.article)}{form.ending}"
        if not force and (file.exists() or file.is_symlink()):
            exports.held_back += 1
            exports.written -= 1
            continue
        with writing(file, synced=False) as opened:
            opened.write(_text(clipping, form).encode("utf-8", "replace"))
    os.sync()  # once for all of them


def _text(clipping: Clipping, form: Format) -> str:
    """An article as lines of text, the last one ended."""
    if form is Format.MARKDOWN:
        from reader.exporting.markdown import document

        return document(clipping)
    from reader.exporting.json_lines import record

    return in_json(record(clipping)) + "\n"


def _first(exports: Exports) -> str:
    return exports.failed[0].reason if exports.failed else "there was nothing to write"
