"""The Archive's tables, as a list of steps from nothing to now."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from reader.errors import NewerStoreError, StoreError
from reader.store.atomic import begin

__all__ = ["APPLICATION", "MIGRATIONS", "POINTERS", "WITHOUT_POINTERS", "Migration", "is_no_archive", "migrate"]

APPLICATION = 0x52445231
"""SQLite's application id of an Archive, "RDR1": tells it from other programs' databases."""

_PAUSES = (0.01,) * 20 + (0.1,) * 48
"""Seconds between tries to be alone with a new file; five in all."""

Migration = tuple[str, ...]
"""The statements that lead from one version to the next."""

_FIRST: Migration = (
    # AUTOINCREMENT: a list on a screen holds row numbers, so a number must never come to mean another article.
    """
    CREATE TABLE article (
        row INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        key TEXT NOT NULL UNIQUE,
        origin TEXT NOT NULL,
        path TEXT,
        url TEXT,
        title TEXT NOT NULL,
        byline TEXT,
        published TEXT,
        dated TEXT,
        source TEXT,
        language TEXT,
        words INTEGER NOT NULL,
        sort REAL NOT NULL,
        added REAL NOT NULL,
        updated REAL NOT NULL,
        digest TEXT NOT NULL,
        stamp TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0,
        read INTEGER NOT NULL DEFAULT 0,
        read_at REAL,
        bookmarked INTEGER NOT NULL DEFAULT 0,
        copy_of TEXT,
        place_block INTEGER,
        place_offset INTEGER,
        progress REAL
    )
    """,
    "CREATE INDEX article_sort ON article (sort)",
    "CREATE INDEX article_read ON article (read, sort)",
    "CREATE INDEX article_bookmarked ON article (sort) WHERE bookmarked = 1",
    "CREATE INDEX article_origin ON article (origin, read, sort)",
    "CREATE INDEX article_source ON article (source, sort)",
    "CREATE INDEX article_language ON article (language, sort)",
    "CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL",
    "CREATE INDEX article_path ON article (path) WHERE path IS NOT NULL",
    "CREATE TABLE body (row INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE, blocks BLOB NOT NULL)",
    """
    CREATE TABLE text (
        row INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
        title TEXT NOT NULL,
        text TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE pointer (
        row INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        position INTEGER NOT NULL,
        title TEXT NOT NULL,
        url TEXT,
        target INTEGER REFERENCES article ON DELETE SET NULL,
        PRIMARY KEY (row, position)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX pointer_target ON pointer (target)",
    "CREATE TABLE origin_state (origin TEXT PRIMARY KEY, checked REAL NOT NULL, notice TEXT) WITHOUT ROWID",
    """
    CREATE VIRTUAL TABLE fulltext USING fts5 (
        title, text, content = 'text', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2'
    )
    """,
    "INSERT INTO fulltext (fulltext, rank) VALUES ('rank', 'bm25(5.0, 1.0)')",
    "CREATE VIRTUAL TABLE term USING fts5vocab (fulltext, row)",
    f"PRAGMA application_id = {APPLICATION}",
)

_SALVAGED: Migration = (
    """
    CREATE TABLE salvaged (
        row INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        read INTEGER NOT NULL,
        read_at REAL,
        place_block INTEGER,
        place_offset INTEGER,
        progress REAL
    )
    """,
)
"""Reading state out of a damaged archive, for articles that have not come in again yet."""

_LINES: Migration = (
    "ALTER TABLE article ADD COLUMN outlet TEXT",
    "CREATE INDEX article_outlet ON article (outlet)",
    """
    CREATE TABLE line (
        row INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        number INTEGER NOT NULL,
        PRIMARY KEY (row, number)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX line_number ON line (number)",
    """
    CREATE TABLE learned (
        number INTEGER PRIMARY KEY,
        outlet TEXT NOT NULL,
        text TEXT NOT NULL,
        judged INTEGER NOT NULL,
        articles INTEGER NOT NULL
    )
    """,
    "CREATE INDEX learned_outlet ON learned (outlet) WHERE text <> ''",
)
"""Which lines stand in which articles, so that boilerplate is found; an outlet of NULL: still to be taken."""

_STORIES: Migration = (
    "ALTER TABLE article ADD COLUMN story INTEGER",
    "ALTER TABLE article ADD COLUMN linked INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX article_story ON article (story, sort) WHERE story IS NOT NULL",
    "CREATE INDEX article_story_newest ON article (sort, story) WHERE story IS NOT NULL",
    "CREATE TABLE story (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL)",
)
"""Which articles tell of one event; an article with `linked` 0 waits to be looked at."""

_COPIES: Migration = (
    "ALTER TABLE article ADD COLUMN matched INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX article_unmatched ON article (row) WHERE matched = 0",
    "CREATE INDEX article_copy ON article (copy_of) WHERE copy_of IS NOT NULL",
    "CREATE TABLE copy_mark (bucket INTEGER PRIMARY KEY, holders BLOB NOT NULL)",
)
"""Which articles are copies (`copy_of` names an original, never a copy); one with `matched` 0 is still to be compared
with the others. Marks by which an original is found lie packed by the thousands: see `reader.store.copies`."""

_KIN: Migration = (
    "CREATE TABLE spread (term INTEGER PRIMARY KEY, articles INTEGER NOT NULL)",
    "CREATE TABLE posting (term INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (term, row)) WITHOUT ROWID",
    """
    CREATE TABLE sketch (
        row INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
        terms BLOB NOT NULL,
        whole REAL NOT NULL,
        head REAL NOT NULL,
        title REAL NOT NULL,
        total INTEGER NOT NULL,
        kin BLOB NOT NULL DEFAULT x''
    )
    """,
    "CREATE INDEX sketch_total ON sketch (total)",
    "CREATE TABLE counted (row INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE, terms BLOB NOT NULL)",
    "CREATE INDEX article_unlinked ON article (linked) WHERE linked < 3",
)
"""What articles are compared by, and the kin found of each; see `reader.store.kin`."""

_WORDS = "(words, content = '', detail = none, columnsize = 0, tokenize = 'ascii')"
POINTERS: Migration = (
    "CREATE TABLE titled (row INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE, words TEXT NOT NULL)",
    f"CREATE VIRTUAL TABLE title USING fts5 {_WORDS}",
    "CREATE VIRTUAL TABLE title_word USING fts5vocab (title, row)",
    """
    CREATE TRIGGER titled_new AFTER INSERT ON titled BEGIN
        INSERT INTO title (rowid, words) VALUES (new.row, new.words);
    END
    """,
    """
    CREATE TRIGGER titled_changed AFTER UPDATE OF words ON titled WHEN old.words <> new.words BEGIN
        INSERT INTO title (title, rowid, words) VALUES ('delete', old.row, old.words);
        INSERT INTO title (rowid, words) VALUES (new.row, new.words);
    END
    """,
    """
    CREATE TRIGGER titled_gone AFTER DELETE ON titled BEGIN
        INSERT INTO title (title, rowid, words) VALUES ('delete', old.row, old.words);
    END
    """,
    "INSERT INTO titled (row, words) SELECT row, title_words(CAST(title AS BLOB)) FROM article",
    """
    CREATE TABLE arrived (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        row INTEGER NOT NULL UNIQUE REFERENCES article ON DELETE CASCADE
    )
    """,
    "CREATE TRIGGER article_new AFTER INSERT ON article BEGIN INSERT INTO arrived (row) VALUES (new.row); END",
    """
    CREATE TRIGGER article_renamed AFTER UPDATE OF title, url ON article
    WHEN old.title IS NOT new.title OR old.url IS NOT new.url BEGIN
        INSERT OR REPLACE INTO arrived (row) VALUES (new.row);
        UPDATE pointer SET target = NULL WHERE target = new.row;
    END
    """,
    """
    CREATE TABLE wanted (
        number INTEGER PRIMARY KEY,
        title TEXT NOT NULL UNIQUE,
        doubts INTEGER NOT NULL DEFAULT 1,
        settled INTEGER NOT NULL DEFAULT 0,
        words TEXT
    )
    """,
    "CREATE INDEX wanted_open ON wanted (number) WHERE settled < doubts",
    f"CREATE VIRTUAL TABLE wanted_title USING fts5 {_WORDS}",
    "CREATE VIRTUAL TABLE wanted_word USING fts5vocab (wanted_title, row)",
    """
    CREATE TRIGGER wanted_told AFTER UPDATE OF words ON wanted WHEN old.words IS NULL AND new.words IS NOT NULL BEGIN
        INSERT INTO wanted_title (rowid, words) VALUES (new.number, new.words);
    END
    """,
    """
    CREATE TRIGGER wanted_gone AFTER DELETE ON wanted WHEN old.words IS NOT NULL BEGIN
        INSERT INTO wanted_title (wanted_title, rowid, words) VALUES ('delete', old.number, old.words);
    END
    """,
    "CREATE INDEX pointer_title ON pointer (title)",
    "CREATE INDEX pointer_url ON pointer (url) WHERE url IS NOT NULL",
    """
    CREATE TRIGGER pointer_new AFTER INSERT ON pointer BEGIN
        INSERT INTO wanted (title) VALUES (new.title) ON CONFLICT (title) DO UPDATE SET doubts = doubts + 1;
    END
    """,
    """
    CREATE TRIGGER pointer_freed AFTER UPDATE OF target ON pointer WHEN new.target IS NULL BEGIN
        UPDATE wanted SET doubts = doubts + 1 WHERE title = new.title;
    END
    """,
    """
    CREATE TRIGGER pointer_gone AFTER DELETE ON pointer BEGIN
        DELETE FROM wanted WHERE title = old.title AND NOT EXISTS (SELECT 1 FROM pointer WHERE title = old.title);
    END
    """,
    "INSERT INTO wanted (title) SELECT DISTINCT title FROM pointer",
)
"""Titles by their words; the headlines that pointers name, by theirs once they were asked for; what arrived since.

A headline is to be looked at while it has more `doubts` than were `settled`: a number, so that an answer found before
the last doubt arose cannot pass for one to it. An article in `arrived` is to be compared with the headlines that were
looked at before. `title_words` is our own function, see `connection`.
"""
WITHOUT_POINTERS: Migration = (
    *(f"DROP TRIGGER IF EXISTS {name}" for name in ("article_new", "article_renamed")),
    *(f"DROP TRIGGER IF EXISTS {name}" for name in ("pointer_new", "pointer_freed", "pointer_gone")),
    *(f"DROP TRIGGER IF EXISTS {name}" for name in ("titled_new", "titled_changed", "titled_gone")),
    *(f"DROP TRIGGER IF EXISTS {name}" for name in ("wanted_told", "wanted_gone")),
    # A damaged index cannot be dropped before it is emptied.
    "INSERT INTO title (title) VALUES ('delete-all')",
    "INSERT INTO wanted_title (wanted_title) VALUES ('delete-all')",
    *(f"DROP TABLE IF EXISTS {name}" for name in ("title_word", "title", "titled", "arrived")),
    *(f"DROP TABLE IF EXISTS {name}" for name in ("wanted_word", "wanted_title", "wanted")),
    "DROP INDEX IF EXISTS pointer_title",
    "DROP INDEX IF EXISTS pointer_url",
)
"""Takes away what `POINTERS` makes, so that it can be made anew; nothing is lost with it."""

_FEEDS: Migration = (
    "ALTER TABLE article ADD COLUMN muted INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX article_muted ON article (origin, read, sort) WHERE muted = 1 AND bookmarked = 0",
    """
    CREATE TABLE parcel (
        row INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
        data BLOB NOT NULL,
        cleaned TEXT NOT NULL DEFAULT '',
        page BLOB,
        wanted INTEGER NOT NULL DEFAULT 0,
        seen REAL NOT NULL
    )
    """,
    "CREATE INDEX parcel_cleaned ON parcel (cleaned)",
    "CREATE INDEX parcel_wanted ON parcel (row) WHERE wanted = 1",
    """
    CREATE TABLE version (
        row INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        number INTEGER NOT NULL,
        data BLOB NOT NULL,
        seen REAL NOT NULL,
        PRIMARY KEY (row, number)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE entry (
        origin TEXT NOT NULL,
        name TEXT NOT NULL,
        row INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        mark TEXT NOT NULL,
        link TEXT,
        content TEXT NOT NULL,
        PRIMARY KEY (origin, name)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX entry_row ON entry (row)",
    "CREATE INDEX entry_link ON entry (link) WHERE link IS NOT NULL",
    """
    CREATE TABLE feed (
        origin TEXT PRIMARY KEY,
        etag TEXT,
        modified TEXT,
        body TEXT,
        succeeded REAL,
        failures INTEGER NOT NULL DEFAULT 0,
        held_off REAL,
        next REAL,
        gone INTEGER NOT NULL DEFAULT 0,
        moved_to TEXT,
        moved INTEGER NOT NULL DEFAULT 0,
        rhythm TEXT NOT NULL DEFAULT '',
        took REAL
    ) WITHOUT ROWID
    """,
    "CREATE TABLE host (name TEXT PRIMARY KEY, held_off REAL NOT NULL) WITHOUT ROWID",
)
"""Feeds. `entry` says which article an entry of a feed is. `parcel` has articles as they came: those with `cleaned` ''
are still to be cleaned; `wanted` 1: the page they link to is to be fetched. `version` has what they were before they
were edited. `feed` and `host` say when to ask again: not before `held_off`, which is their servers' own word."""

MIGRATIONS: tuple[Migration, ...] = (_FIRST, _SALVAGED, _LINES, _STORIES, _COPIES, _KIN, POINTERS, _FEEDS)
"""Step n leads from version n to n + 1; a step that was published is never changed."""


def migrate(db: sqlite3.Connection, path: Path, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a database to the last version; an older one that holds something is copied beside itself first.

    Raises NewerStoreError, or StoreError for another program's database, before anything is touched.
    """
    if _version(db) == len(steps):
        return
    _recognise(db, path, len(steps))
    _keep_changes_beside(db)
    db.execute("BEGIN IMMEDIATE")
    try:
        version = _version(db)  # another process may have been faster
        if 0 < version < len(steps):
            _back_up(path, version)
        for step in steps[version:]:
            for statement in step:
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {len(steps)}")
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def is_no_archive(db: sqlite3.Connection) -> str | None:
    """Why a database is none of ours, in words; None where it is one, or empty."""
    version, application, tables = _marks(db)
    if not tables:
        return None
    if application != APPLICATION:
        return "was another program's database"
    return "was damaged and could not be mended" if version <= 0 else None


def _marks(db: sqlite3.Connection) -> tuple[int, int, int]:
    """Version, application and number of tables of one moment: another process may be making them just now."""
    db.execute("BEGIN")
    version = _version(db)
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    db.execute("COMMIT")
    return version, int(application), int(tables)


def _keep_changes_beside(db: sqlite3.Connection) -> None:
    """Switch to a write-ahead log. While another process does the same, SQLite refuses at once instead of waiting."""
    for pause in (*_PAUSES, None):
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or pause is None:
                raise
            time.sleep(pause)
        else:
            return


def _recognise(db: sqlite3.Connection, path: Path, known: int) -> None:
    version, application, tables = _marks(db)
    if tables and application != APPLICATION:
        raise StoreError(f"{path}: is another program's database; move it away, or choose another folder with --home")
    if version > known:
        raise NewerStoreError(
            f"{path}: was written by a newer Reader (version {version}, this one knows {known}); "
            "it was left as it is; use the newer Reader, or another folder with --home"
        )


def _version(db: sqlite3.Connection) -> int:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    return int(version)


def _back_up(path: Path, version: int) -> None:
    copy = path.with_name(f"{path.name}.v{version}.bak")
    unfinished = copy.with_name(f"{copy.name}.{os.getpid()}.tmp")
    begin(unfinished)
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
        unfinished.replace(copy)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise StoreError(f"{path}: cannot be copied before it is brought up to date ({error}); make room") from error
