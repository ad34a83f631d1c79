"""Tags and notes: what people write about articles.

Both are on the Shelf and come back with the article, whatever becomes of the Archive and its sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from reader.errors import AnnotationError, NotFoundError
from reader.model import Headline, Note, Tagging
from reader.newsroom.values import Change
from reader.store.archive import Archive
from reader.store.shelf import Shelf
from reader.text import clip, safe, safe_note, squash

__all__ = ["LONGEST_NOTE", "Annotating", "tidy_tag"]

LONGEST_NOTE = 50_000
"""Characters: twenty pages. The Shelf is written whole at each change."""
_LONGEST_TAG = 60
_QUOTED = 50
_CHANGED_SINCE = "the note about “{title}” was changed by somebody else since, and was left as it is"


@dataclass(frozen=True, slots=True)
class _Held:
    """What is tagged and noted at one version of the Shelf."""

    version: int
    tags: Mapping[str, tuple[str, ...]]
    noted: frozenset[str]


class Annotating:
    """The tags and notes of one library. Every method may raise StoreError."""

    def __init__(self, archive: Archive, shelf: Shelf, now: Callable[[], datetime]) -> None:
        self._archive = archive
        self._shelf = shelf
        self._now = now
        self._cached: _Held | None = None

    # seeing them

    def tags_of(self, article: str) -> tuple[str, ...]:
        """The tags of an article, in the order they were given."""
        return self._held().tags.get(article, ())

    def note_of(self, article: str) -> Note | None:
        """The note about an article."""
        return self._shelf.annotations.note(article) if article in self._held().noted else None

    def notes(self) -> list[Note]:
        """All notes, the last written first."""
        return self._shelf.annotations.notes()

    def known_tags(self) -> dict[str, int]:
        """Every tag of articles and of sources, in the order of letters, with how many articles have it themselves."""
        spelt = self._spelt()
        counted = Counter(tag.casefold() for tags in self._held().tags.values() for tag in tags)
        return {spelt[folded]: counted[folded] for folded in sorted(spelt)}

    def marked(self, headlines: list[Headline]) -> list[Headline]:
        """Rows with their tags, and whether there is a note about them."""
        held = self._held() if headlines else None
        if held is None or not (held.tags or held.noted):
            return headlines
        return [
            replace(row, tags=held.tags.get(row.id, ()), noted=row.id in held.noted)
            if row.id in held.tags or row.id in held.noted
            else row
            for row in headlines
        ]

    # tags

    def tag(self, articles: Sequence[str], tags: Iterable[str]) -> Change | None:
        """Give articles tags; None where they have them all. Undone, only what was added goes.

        Raises AnnotationError for what cannot be a tag, NotFoundError.
        """
        spelt = self._spelt()
        wanted = [spelt.get(tag.casefold(), tag) for tag in _tidied(tags)]
        snapshots = {article: self._snapshot(article) for article in articles}
        added: dict[str, tuple[str, ...]] = {}

        def change(held: Mapping[str, Tagging]) -> Mapping[str, Tagging | None]:
            new: dict[str, Tagging | None] = {}
            for article, snapshot in snapshots.items():
                before = held.get(article) or Tagging(article, (), **snapshot)
                missing = _without(wanted, before.tags)
                if missing:
                    added[article] = missing
                    new[article] = replace(before, tags=(*before.tags, *missing))
            return new

        self._shelf.annotations.retag(change)
        if not added:
            return None
        told = dict.fromkeys(tag for tags in added.values() for tag in tags)
        label = f"Tagged {_called(list(added), snapshots)} {_listed(told)}"
        return Change(label, lambda: self._take(added))

    def untag(self, articles: Sequence[str], tags: Iterable[str] | None = None) -> Change | None:
        """Take tags from articles, or all; None where they had none of them. Undone, each stands where it stood."""
        unwanted = None if tags is None else _tidied(tags)
        before: dict[str, Tagging] = {}
        taken: dict[str, None] = {}

        def change(held: Mapping[str, Tagging]) -> Mapping[str, Tagging | None]:
            new: dict[str, Tagging | None] = {}
            for article in (article for article in articles if article in held):
                tags = held[article].tags
                left = () if unwanted is None else _without(tags, unwanted)
                if left != tags:
                    before[article] = held[article]
                    taken.update(dict.fromkeys(_without(tags, left)))
                    new[article] = replace(held[article], tags=left) if left else None
            return new

        self._shelf.annotations.retag(change)
        if not before:
            return None
        titles = {article: {"title": one.title} for article, one in before.items()}
        label = f"Took {_listed(taken)} off {_called(list(before), titles)}"
        return Change(label, lambda: self._give_back(before, frozenset(tag.casefold() for tag in taken)))

    def _take(self, added: Mapping[str, tuple[str, ...]]) -> None:
        def change(held: Mapping[str, Tagging]) -> Mapping[str, Tagging | None]:
            left = {article: _without(held[article].tags, tags) for article, tags in added.items() if article in held}
            return {article: replace(held[article], tags=tags) if tags else None for article, tags in left.items()}

        self._shelf.annotations.retag(change)

    def _give_back(self, before: Mapping[str, Tagging], taken: frozenset[str]) -> None:
        """Put back the tags taken, where they stood among those that are left; what was added since comes behind."""

        def change(held: Mapping[str, Tagging]) -> Mapping[str, Tagging | None]:
            new: dict[str, Tagging | None] = {}
            for article, was in before.items():
                now = held[article].tags if article in held else ()
                folded = {tag.casefold() for tag in now} | taken
                stood = [tag for tag in was.tags if tag.casefold() in folded]
                new[article] = replace(held.get(article, was), tags=(*stood, *_without(now, stood)))
            return new

        self._shelf.annotations.retag(change)

    # notes

    def write(self, article: str, text: str) -> Change | None:
        """Write the note about an article, in the place of the one there is; without words it goes. None where it is
        so already. Undone, the note before stands there again, unless somebody else wrote another one meanwhile.

        Raises AnnotationError where it is too long, NotFoundError.
        """
        wanted = safe_note(text)
        if len(wanted) > LONGEST_NOTE:
            raise AnnotationError(
                f"the note has {len(wanted):,} characters, and {LONGEST_NOTE:,} is the most; make it shorter"
            )
        snapshot, now = self._snapshot(article) if wanted else {}, self._now()
        stood: list[Note | None] = []

        def change(held: Note | None) -> Note | None:
            stood.append(held)
            if not wanted:
                return None
            if held is None:
                return Note(article, wanted, now, now, **snapshot)
            return held if held.text == wanted else replace(held, text=wanted, changed=now, **snapshot)

        self._shelf.annotations.rewrite(article, change)
        before = stood[0]
        if wanted == (before.text if before else ""):
            return None
        title = snapshot.get("title") or (before.title if before else "")
        done = "Kept the note about" if wanted else "Removed the note about"
        label = f"{done} “{clip(title, _QUOTED)}”"
        return Change(label, lambda: self._unwrite(article, before, wanted, title))

    def _unwrite(self, article: str, before: Note | None, written: str, title: str) -> None:
        def change(held: Note | None) -> Note | None:
            if (held.text if held else "") != written:
                raise AnnotationError(_CHANGED_SINCE.format(title=clip(title, _QUOTED)))
            return before

        self._shelf.annotations.rewrite(article, change)

    # within

    def _held(self) -> _Held:
        version = self._shelf.version()
        held = self._cached
        if held is None or held.version != version:
            annotations = self._shelf.annotations
            held = self._cached = _Held(version, annotations.tags(), annotations.noted())
        return held

    def _spelt(self) -> dict[str, str]:
        """How each tag was first written, by its small letters."""
        spelt: dict[str, str] = {}
        sources = (source.tags for source in self._shelf.sources())
        for tags in (*self._held().tags.values(), *sources):
            for tag in tags:
                spelt.setdefault(tag.casefold(), tag)
        return spelt

    def _snapshot(self, article: str) -> dict[str, Any]:
        """What is kept of an article with what someone writes about it. Raises NotFoundError."""
        row = self._archive.headline(article)
        if row is not None:
            kept: Headline | Note | Tagging = row
        else:
            annotations = self._shelf.annotations
            written: list[Note | Tagging] = [*annotations.taggings(), *annotations.notes()]
            found = next((one for one in written if one.article == article), None)
            if found is None:
                raise NotFoundError(f"{safe(article)}: no such article")
            kept = found
        return {name: getattr(kept, name) for name in ("title", "source", "published", "url", "path")}


def tidy_tag(text: str) -> str:
    """A tag as it can stand anywhere: one safe line without quotes and commas, and no sign before it.

    A query could not name it with quotes, a comma parts two, and a dash begins an option. Raises AnnotationError.
    """
    tag = squash(safe(text).replace('"', " ").replace(",", " ")).lstrip("-# ")
    if not any(char.isalnum() or ord(char) > 0x7F for char in tag):
        raise AnnotationError(f"“{clip(safe(text), _QUOTED)}”: a tag needs a letter or a digit")
    if len(tag) > _LONGEST_TAG:
        raise AnnotationError(f"“{clip(tag, _QUOTED)}”: a tag has {_LONGEST_TAG} characters at most")
    return tag


def _called(articles: Sequence[str], known: Mapping[str, Mapping[str, Any]]) -> str:
    if len(articles) > 1:
        return f"{len(articles)} articles"
    return f"“{clip(known[articles[0]]['title'], _QUOTED)}”"


def _listed(tags: Iterable[str]) -> str:
    return clip(", ".join(tags), 2 * _QUOTED)


def _tidied(texts: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for text in texts:
        for part in text.split(","):
            if part.strip():
                tag = tidy_tag(part)
                found.setdefault(tag.casefold(), tag)
    if not found:
        raise AnnotationError("a tag needs a letter or a digit")
    return list(found.values())


def _without(tags: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Those that are not among others, whatever their capitals."""
    folded = {tag.casefold() for tag in others}
    return tuple(tag for tag in tags if tag.casefold() not in folded)
