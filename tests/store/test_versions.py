"""Archives of every earlier version: opened, brought up to date, and kept beside as they were."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from reader.query import Query
from reader.store.archive import Archive, Incoming
from reader.store.connection import connect
from reader.store.row import pack
from reader.store.schema import MIGRATIONS, migrate

_ARTICLE = """
    INSERT INTO article (id, key, origin, title, words, sort, added, updated, digest, stamp, read, bookmarked)
    VALUES (:id, :key, 'folder', :title, 2, 5.0, 1.0, 1.0, 'd', 's', 1, 1)
"""


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_an_older_archive_is_kept_and_brought_up_to_date(
    tmp_path: Path, clock: Callable[[], datetime], arriving: Callable[..., Incoming], version: int
) -> None:
    path, article = tmp_path / "archive.sqlite3", arriving("a", title="Ferry", text="rates rise").article
    with closing(connect(path)) as db:
        migrate(db, path, MIGRATIONS[:version])
        db.execute(_ARTICLE, {"id": article.id, "key": article.key, "title": article.title})
        db.execute("INSERT INTO body (row, blocks) VALUES (1, ?)", (pack(article),))
        db.execute("INSERT INTO text (row, title, text) VALUES (1, 'Ferry', 'rates rise')")
        db.execute("INSERT INTO fulltext (rowid, title, text) VALUES (1, 'Ferry', 'rates rise')")
    with closing(Archive(path, clock)) as archive:
        (row,) = archive.search(Query(words=("rise",)), 5)
        assert (row.title, row.read, row.bookmarked) == ("Ferry", True, True)
        held = archive.article(row.id)
        assert held is not None
        assert held.text == article.text
        assert archive.check() == []
        assert archive.notices == []
    with closing(sqlite3.connect(tmp_path / f"archive.sqlite3.v{version}.bak")) as before:
        assert before.execute("PRAGMA user_version").fetchone() == (version,)
        assert before.execute("SELECT title FROM article").fetchall() == [("Ferry",)]
