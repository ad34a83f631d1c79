"""The Archive: what was collected, in SQLite with a full-text index. It can be rebuilt from the sources."""

# ruff: noqa: S608 - statements are put together from constants of this package; every value is bound.

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reader.errors import DamagedStoreError, StoreError
from reader.model import Article, Counts, Headline, Place
from reader.query import Query
from reader.store import health, intake, listing, pointer
from reader.store.copies import Copies, fold, fold_found
from reader.store.database import Database
from reader.store.entries import Entries
from reader.store.feed_state import FeedStates
from reader.store.head import head
from reader.store.intake import Incoming, Known
from reader.store.kin import Kin
from reader.store.lines import Lines
from reader.store.listing import MUTED, SHOWN, Condition, Tagged
from reader.store.muted import Muted, Rule, hide
from reader.store.newest import newest
from reader.store.reading_state import ReadingStates
from reader.store.row import ARTICLE, HEADLINE, moment, read_article, read_headline, stored
from reader.store.stories import HeldStories
from reader.store.titles import Titles

__all__ = ["Archive", "Incoming", "Known", "OriginState"]

_PREFIX = re.compile(r"[0-9a-f]{4,}")
_BROUGHT_AGAIN = "'reader doctor', then 'reader refresh' bring it again"
_HAS_TEXT = "(body.row IS NOT NULL OR NOT EXISTS (SELECT 1 FROM parcel WHERE row = article.row AND cleaned = ''))"
"""Whether it has a text, or should have: one that was lost is damage, one that is still to be made is not."""
_MATCHES = 5
_MANY = 1_000


@dataclass(frozen=True, slots=True)
class OriginState:
    """How one source is doing."""

    checked: datetime | None
    notice: str | None
    articles: int
    unread: int


class Archive:
    """All articles held and how far they are read. May be used from several threads and processes at once.

    Every method may raise StoreError, with a message for a person, and one that takes a query QueryError, where that
    asks for more at once than SQLite takes. `now` tells the time, and in its zone days begin.
    """

    notices: list[str]
    """What happened while opening that a person should know."""
    lines: Lines
    """Which lines stand in which articles."""
    copies: Copies
    """Which articles are copies of which."""
    stories: HeldStories
    """Which articles tell of one event."""
    kin: Kin
    """What articles are compared by."""
    titles: Titles
    """The titles held, and the headlines that pointers wait with."""
    entries: Entries
    """What came out of feeds, as it came."""
    feeds: FeedStates
    """When feeds were asked, and when they may be again."""
    muted: Muted
    """What rules keep out of the lists."""
    reading: ReadingStates
    """How far articles are read."""

    def __init__(self, path: Path, now: Callable[[], datetime], mutes: Callable[[], Sequence[Rule]] = tuple) -> None:
        """`mutes` tells what is muted of what comes in, which the Shelf knows."""
        self._database = Database(path, now, refill=health.refill)
        self.lines = Lines(self._database)
        self.copies = Copies(self._database)
        self.stories = HeldStories(self._database, now)
        self.kin = Kin(self._database)
        self.titles = Titles(self._database)
        self.entries = Entries(self._database, now)
        self.feeds = FeedStates(self._database)
        self.muted = Muted(self._database, now, mutes)
        self.reading = ReadingStates(self._database)
        self._now = now
        self._unanalysed = 0
        self.notices = self._database.notices
        if self._database.doubted:
            self._mend()

    def close(self) -> None:
        """Close the file; nothing may be asked afterwards."""
        self._database.close()

    @property
    def file(self) -> Path:
        """What it is kept in."""
        return self._database.path

    def version(self) -> int:
        """Another number after anyone, this process or another, has changed something."""
        return self._database.version()

    # bringing in and taking out

    def put(self, batch: Sequence[Incoming], bookmarked: Collection[str] = ()) -> tuple[int, int]:
        """Insert or update by key, all or none; how many were new and how many changed.

        An update keeps id, reading state, place and bookmark. A new article is given another id than its own where
        that is still held by one that moved; `known` tells. `bookmarked` are ids on the Shelf, for new articles.
        """
        with self._database.write() as db:
            new, changed = intake.put(db, batch, frozenset(bookmarked), self._moment())
            if new or changed:
                self.muted.settle_new(db, [incoming.article.key for incoming in batch])
        self._analyse_after(new + changed)
        return new, changed

    def known(self, origin: str) -> dict[str, Known]:
        """What is held of one source, by key."""
        with self._database.read() as db:
            return intake.known(db, origin)

    def mark_gone(self, keys: Sequence[str]) -> int:
        """Note that these have vanished from their source; how many had not before."""
        with self._database.write() as db:
            return intake.mark_gone(db, keys)

    def moved(self, old_key: str, incoming: Incoming) -> None:
        """Let the article of `old_key` go on, under its old id, as `incoming`."""
        with self._database.write() as db:
            intake.move(db, old_key, incoming, self._moment())
            self.muted.settle_new(db, [incoming.article.key])

    def forget(self, origin: str, keep: Collection[str]) -> int:
        """Delete what came through a source; ids in `keep` stay without a source. How many were deleted."""
        with self._database.write() as db:
            deleted = intake.forget(db, origin, keep)
            self.muted.settle_all(db)
            return deleted

    # one article

    def article(self, article: str) -> Article | None:
        """An article held; StoreError where its text is damaged."""
        with self._database.read() as db:
            try:
                return _article(db, article)
            except ValueError as error:
                raise StoreError(
                    f"The text of article {article} is damaged; 'reader doctor', then 'reader refresh' bring it again"
                ) from error

    def articles(self, ids: Sequence[str]) -> list[Article]:
        """The articles held of those asked for, in that order; one whose text is damaged is left out."""
        found = []
        with self._database.read() as db:
            for one in dict.fromkeys(ids):
                with suppress(ValueError):
                    found.append(_article(db, one))
        return [article for article in found if article is not None]

    def find(self, target: str) -> list[str]:
        """Ids of the articles meant by an id, else by an address or path, else by four or more of an id's first digits.

        More than one, at most five, where it is not clear which is meant.
        """
        with self._database.read() as db:
            exact = stored(target)
            found = _ids(db, "id = ?", exact) or _ids(db, "url = ? OR path = ?", exact, exact)
            start = target.lower()
            if not found and _PREFIX.fullmatch(start):
                found = _ids(db, "id >= ? AND id < ?", start, start + "g")
            return found

    def origin(self, article: str) -> str | None:
        """The id of the source an article came through; None where it is not held."""
        with self._database.read() as db:
            row = db.execute("SELECT origin FROM article WHERE id = ?", (article,)).fetchone()
            return str(row[0]) if row else None

    def place(self, article: str) -> Place | None:
        """How far an article was read; None where it never was opened."""
        with self._database.read() as db:
            row = db.execute(
                "SELECT place_block, place_offset, progress FROM article WHERE id = ? AND place_block IS NOT NULL",
                (article,),
            ).fetchone()
            return Place(*row) if row else None

    def remember(self, article: str, place: Place) -> None:
        """Note how far an article is read; nothing where it is not held."""
        with self._database.write() as db:
            db.execute(
                "UPDATE article SET place_block = ?, place_offset = ?, progress = ? WHERE id = ?",
                (place.block, place.offset, place.progress, article),
            )

    # lists: what is muted only where the query asks for it; `tagged` is what its tags stand on, which the Shelf knows

    def listing(
        self, query: Query, tagged: Sequence[Tagged] = (), *, whole: bool = False
    ) -> tuple[array[int], array[float]]:
        """Row numbers of what matches, newest first, and for each the seconds since the epoch it is ordered by.

        Copies of what else matches are folded away, unless the `whole` is asked for.
        """
        with self._database.read() as db:
            found = listing.listing(db, self._condition(db, query, tagged))
            found = found if query.muted else hide(db, *found)
            return found if whole else fold(db, *found)

    def head(self, count: int) -> tuple[array[int], array[float], int]:
        """Like `listing` of all, but only what is on top; and how many copies are folded away in all of it."""
        with self._database.read() as db:
            return head(db, count)

    def headlines(self, rows: Sequence[int]) -> list[Headline]:
        """The rows of a listing, in that order; rows deleted since are left out. Tags are not filled in."""
        with self._database.read() as db:
            return listing.headlines(db, rows)

    def headline(self, article: str) -> Headline | None:
        """The row of one article."""
        with self._database.read() as db:
            row = db.execute(f"SELECT {HEADLINE} FROM article WHERE id = ?", (article,)).fetchone()
            return read_headline(row) if row else None

    def search(self, query: Query, limit: int, tagged: Sequence[Tagged] = (), *, whole: bool = False) -> list[Headline]:
        """Best match first, with snippets; newest first where the query has no words. Copies fold as in `listing`."""
        with self._database.read() as db:
            wanted = self._shown(db, query, tagged)
            return _told(lambda most: listing.search(db, wanted, most), limit, whole=whole)

    def newest(self, query: Query, limit: int, tagged: Sequence[Tagged] = (), *, whole: bool = False) -> list[Headline]:
        """Like `search`, but newest first and without snippets, which takes a few milliseconds in any library."""
        with self._database.read() as db:
            wanted = self._shown(db, query, tagged)
            return _told(lambda most: listing.headlines(db, newest(db, query, wanted, most)), limit, whole=whole)

    def counts(self) -> Counts:
        """How many articles are held, unread, bookmarked; what is muted counts as none of them."""
        with self._database.read() as db:
            total, unread, bookmarked, muted, muted_unread = db.execute(
                "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM article WHERE read = 0), "
                "(SELECT count(*) FROM article WHERE bookmarked = 1), "
                f"(SELECT count(*) FROM article WHERE {MUTED}), "
                f"(SELECT count(*) FROM article WHERE {MUTED} AND read = 0)"
            ).fetchone()
            return Counts(total - muted, unread - muted_unread, bookmarked)

    def count(self, query: Query, most: int, tagged: Sequence[Tagged] = ()) -> Counts:
        """How many articles match, copies too; `most` at most are counted."""
        with self._database.read() as db:
            return listing.count(db, self._shown(db, query, tagged), most)

    def total(self) -> int:
        """How many articles are held, muted ones too."""
        with self._database.read() as db:
            (total,) = db.execute("SELECT count(*) FROM article").fetchone()
            return int(total)

    # reading state

    def mark(self, ids: Sequence[str], read: bool) -> list[str]:  # noqa: FBT001
        """Mark read or unread; the ids of those that were not so before."""
        with self._database.write() as db:
            return listing.mark(db, ids, self._moment(), read=read)

    def mark_matching(self, query: Query, tagged: Sequence[Tagged] = ()) -> list[str]:
        """Mark read what matches; the ids of those that were unread."""
        with self._database.write() as db:
            return listing.mark_matching(db, self._shown(db, query, tagged), self._moment())

    def flag_bookmarks(self, ids: Collection[str]) -> None:
        """Make the bookmark marks equal to this set, which the Shelf holds."""
        wanted = frozenset(ids)
        with self._database.write() as db:
            flagged = frozenset(ident for (ident,) in db.execute("SELECT id FROM article WHERE bookmarked = 1"))
            changes = [(0, ident) for ident in flagged - wanted] + [(1, ident) for ident in wanted - flagged]
            db.executemany("UPDATE article SET bookmarked = ? WHERE id = ?", changes)

    def read_at(self, ids: Sequence[str]) -> dict[str, float]:
        """For those of these that are read when they were, in seconds since the epoch; 0 where that is not known."""
        with self._database.read() as db:
            return listing.read_at(db, ids)

    # links between articles

    def with_copies(self, ids: Sequence[str]) -> list[str]:
        """These articles, in that order, and then all others that are copies of them or of the same original."""
        with self._database.read() as db:
            return listing.with_copies(db, ids)

    def unresolved(self, limit: int = 100_000) -> list[tuple[str, int, str, str | None]]:
        """Article id, position, title and address of pointers that mean no article yet."""
        with self._database.read() as db:
            return pointer.unresolved(db, limit)

    def resolve_pointers(self, found: Sequence[tuple[str, int, str]]) -> None:
        """Note for pointers (article id, position) the id of the article they mean.

        Nothing where that cannot be written: it saves a search, and reading must not fail for want of it.
        """
        with suppress(StoreError), self._database.write() as db:
            pointer.resolve(db, found)

    def pointing_to(self, article: str) -> list[str]:
        """Ids of the articles whose pointers mean this one, newest first."""
        with self._database.read() as db:
            return pointer.pointing_to(db, article)

    def by_url(self, urls: Sequence[str]) -> dict[str, str]:
        """Which article is held of each address; addresses not held are left out."""
        with self._database.read() as db:
            return pointer.by_url(db, urls)

    # sources

    def origins(self) -> dict[str, OriginState]:
        """How each source is doing, by its id; what is muted of it does not count."""
        with self._database.read() as db:
            checks = {origin: (checked, notice) for origin, checked, notice in db.execute("SELECT * FROM origin_state")}
            counted = db.execute(
                "SELECT origin, count(*), sum(read = 0) FROM article WHERE origin <> '' GROUP BY origin"
            )
            counts = {origin: (articles, unread) for origin, articles, unread in counted}
            muted = db.execute(f"SELECT origin, count(*), sum(read = 0) FROM article WHERE {MUTED} GROUP BY origin")
            for origin, articles, unread in muted:
                held = counts.get(origin, (articles, unread))
                counts[origin] = (held[0] - articles, held[1] - unread)
        return {
            origin: OriginState(
                moment(checks[origin][0]) if origin in checks else None,
                checks[origin][1] if origin in checks else None,
                *counts.get(origin, (0, 0)),
            )
            for origin in checks | counts
        }

    def checked(self, origin: str, notice: str | None) -> None:
        """Note that a source was looked at now, and what went wrong."""
        with self._database.write() as db:
            db.execute("INSERT OR REPLACE INTO origin_state VALUES (?, ?, ?)", (origin, self._moment(), notice))

    # care

    def check(self) -> list[str]:
        """What is wrong with the Archive, in words; nothing when all is well. Takes a while: it looks at everything."""
        found: list[str] = []
        try:
            with self._database.write() as db:
                found = health.problems(db)
        except DamagedStoreError as error:
            return found or [str(error)]
        return found

    def rebuild(self) -> bool:
        """Make the indexes anew, drop what belongs to no article, let damaged articles be read again.

        False where the file is too damaged for that; then it can only be renewed.
        """
        try:
            with self._database.write() as db:
                health.rebuild(db)
            with self._database.write() as db:
                return not health.is_broken(db)
        except DamagedStoreError:
            return False

    def renew(self) -> str:
        """Set the file aside and begin a new one with what could be saved of it; tells so."""
        return self._database.renew()

    def trust(self) -> None:
        """Damage that was met with is mended, or was none: the next start need not look for it."""
        self._database.trust()

    def _mend(self) -> None:
        """Do of itself what the doctor does, as somebody has met with damage; a disk too full for it is told."""
        try:
            with self._database.alone():
                if self._database.doubted:
                    self._mended()
        except StoreError as error:
            self.notices.append(str(error))

    def _mended(self) -> None:
        problems = self.check()
        if not self.rebuild():
            self.notices.append(self.renew())
        elif problems:
            self.notices.append(f"{self._database.path}: was damaged ({problems[0]}) and has been mended")
        self.trust()

    def _condition(self, db: sqlite3.Connection, query: Query, tagged: Sequence[Tagged]) -> Condition:
        return listing.condition(db, query, tagged, self._now().tzinfo)

    def _shown(self, db: sqlite3.Connection, query: Query, tagged: Sequence[Tagged]) -> Condition:
        """The same where every row is looked at anyhow."""
        wanted = self._condition(db, query, tagged)
        if not query.muted:
            wanted.add(SHOWN)
        return wanted

    def _moment(self) -> float:
        return self._now().timestamp()

    def _analyse_after(self, put: int) -> None:
        """Let SQLite look at its tables anew when they have grown by half, so that many batches pay for few looks."""
        self._unanalysed += put
        if self._unanalysed >= _MANY and self._unanalysed * 3 >= self.total():
            with self._database.write() as db:
                health.analyse(db)
            self._unanalysed = 0


def _article(db: sqlite3.Connection, article: str) -> Article | None:
    row = db.execute(
        f"SELECT article.row, {ARTICLE} FROM article LEFT JOIN body USING (row) WHERE id = ? AND {_HAS_TEXT}",
        (article,),
    ).fetchone()
    return read_article(row[1:], pointer.pointers(db, row[0])) if row else None


def _ids(db: sqlite3.Connection, condition: str, *values: object) -> list[str]:
    found = db.execute(
        f"SELECT id FROM article WHERE {condition} ORDER BY sort DESC, row DESC LIMIT {_MATCHES}",
        values,
    )
    return [ident for (ident,) in found]


def _told(ask: Callable[[int], list[Headline]], limit: int, *, whole: bool) -> list[Headline]:
    """So many of what is found, if there are; where copies are folded, more is asked for in the place of those."""
    most = limit
    while True:
        found = ask(most)
        told = found if whole else fold_found(found)
        if len(told) >= limit or len(found) < most:
            return told[:limit]
        most *= 2
