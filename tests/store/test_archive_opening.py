"""Opening an Archive: where there is none, an older or newer one, or none that can be written."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import NewerStoreError, StoreError
from reader.model import (
    article_id,
)
from reader.store.archive import Archive
from reader.store.database import Database
from reader.store.schema import MIGRATIONS
from tests.store.conftest import Arriving, Child, Now, ids


def test_what_was_kept_is_there_again(tmp_path: Path, clock: Now, arriving: Arriving) -> None:
    path = tmp_path / "new" / "folder" / "archive.sqlite3"
    with closing(Archive(path, clock)) as archive:
        archive.put([arriving("a")])
    with closing(Archive(path, clock)) as archive:
        assert archive.total() == 1
        assert archive.notices == []


def test_a_newer_one_is_left_untouched(tmp_path: Path, clock: Now) -> None:
    path = tmp_path / "archive.sqlite3"
    Archive(path, clock).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(NewerStoreError, match="newer Reader"):
        Archive(path, clock)
    assert path.read_bytes() == before


def test_an_older_one_is_copied_and_brought_up_to_date(tmp_path: Path, clock: Now, arriving: Arriving) -> None:
    path = tmp_path / "archive.sqlite3"
    with closing(Archive(path, clock)) as archive:
        archive.put([arriving("a")])
    steps = (*MIGRATIONS, ("ALTER TABLE article ADD COLUMN mood TEXT", "UPDATE article SET mood = 'calm'"))
    with closing(Database(path, clock, steps)) as database, database.read() as db:
        assert db.execute("SELECT id, mood FROM article").fetchall() == [(article_id("a"), "calm")]
    shutil.copy(tmp_path / f"archive.sqlite3.v{len(MIGRATIONS)}.bak", tmp_path / "old.sqlite3")
    with closing(Archive(tmp_path / "old.sqlite3", clock)) as archive:
        assert ids(archive) == [article_id("a")]


def test_all_that_is_made_can_be_read_by_its_owner_alone(tmp_path: Path, clock: Now, arriving: Arriving) -> None:
    tmp_path.chmod(0o755)
    path = tmp_path / "archive.sqlite3"
    (tmp_path / "link.sqlite3").symlink_to(path)
    with closing(Archive(tmp_path / "link.sqlite3", clock)) as archive:
        archive.put([arriving("a")])
        with closing(Database(path, clock, (*MIGRATIONS, ("ALTER TABLE article ADD COLUMN mood TEXT",)))):
            assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}
            assert {"archive.sqlite3-wal", f"archive.sqlite3.v{len(MIGRATIONS)}.bak"} < {
                f.name for f in tmp_path.iterdir()
            }


def test_one_set_aside_and_the_new_one_too(tmp_path: Path, clock: Now, arriving: Arriving) -> None:
    path = tmp_path / "archive.sqlite3"
    with closing(Archive(path, clock)) as archive:
        archive.put([arriving("a")])
        archive.renew()
    assert len(list(tmp_path.iterdir())) > 2
    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}


def test_what_everybody_may_read_stays_so(tmp_path: Path, clock: Now) -> None:
    path = tmp_path / "archive.sqlite3"
    Archive(path, clock).close()
    path.chmod(0o644)
    Archive(path, clock).close()
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_step_that_fails_changes_nothing(tmp_path: Path, clock: Now, arriving: Arriving) -> None:
    path = tmp_path / "archive.sqlite3"
    with closing(Archive(path, clock)) as archive:
        archive.put([arriving("a")])
    with pytest.raises(StoreError):
        Database(path, clock, (*MIGRATIONS, ("ALTER TABLE article ADD COLUMN mood TEXT", "nonsense")))
    with closing(Archive(path, clock)) as archive:
        assert archive.total() == 1


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path, clock: Now) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="file") as caught:
        Archive(tmp_path / "file" / "archive.sqlite3", clock)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "make",
    [
        Path.mkdir,
        os.mkfifo,
        lambda place: place.symlink_to("/dev/zero"),
        lambda place: place.symlink_to(place.name),
    ],
    ids=["folder", "pipe", "device", "loop"],
)
def test_with_something_else_in_its_place_it_is_empty_and_says_so(
    tmp_path: Path, clock: Now, arriving: Arriving, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "archive.sqlite3"
    make(path)
    why = f"{path}: is no plain file; see what stands there, or use another folder with --home"
    with closing(Archive(path, clock)) as archive:
        assert archive.notices == [f"{why}; files can be read, and nothing is kept"]
        assert archive.total() == 0
        with pytest.raises(StoreError) as refused:
            archive.put([arriving("a")])
        assert str(refused.value) == f"{why}; nothing was changed"
    assert os.path.lexists(path)


def test_a_path_too_long_for_it_is_told_to_be(tmp_path: Path, clock: Now, arriving: Arriving) -> None:
    path = tmp_path.joinpath(*["long" * 40] * 3, "archive.sqlite3")
    with closing(Archive(path, clock)) as archive:
        assert [notice.partition(": ")[2].partition("(")[0] for notice in archive.notices] == ["its path is too long "]
        with pytest.raises(StoreError, match=r"its path is too long .* nothing was changed"):
            archive.put([arriving("a")])


def test_where_none_can_be_made_it_is_empty_and_says_so(readable_folder: Path, in_child: Child) -> None:
    path = readable_folder / "archive.sqlite3"
    out, err = in_child(_OPENER, path).communicate()
    assert err == ""
    assert out.splitlines() == [
        f"{path}: cannot be made; files can be read, and nothing is kept",
        "0",
        f"{path}: is read-only; nothing was changed",
    ]


def test_one_that_cannot_be_written_is_read(
    readable_folder: Path, in_child: Child, clock: Now, arriving: Arriving
) -> None:
    path = readable_folder / "archive.sqlite3"
    readable_folder.chmod(0o755)
    with closing(Archive(path, clock)) as archive:
        archive.put([arriving("a"), arriving("b")])
    path.chmod(0o644)
    readable_folder.chmod(0o555)
    out, err = in_child(_OPENER, path).communicate()
    assert err == ""
    assert out.splitlines() == [
        f"{path}: cannot be written (read-only, or the disk is full); it can be read, and nothing is changed",
        "2",
        f"{path}: is read-only; nothing was changed",
    ]
    assert [file.name for file in readable_folder.iterdir()] == ["archive.sqlite3"]


def test_a_full_disk_is_one_clear_line_and_changes_nothing(tmp_path: Path, clock: Now, in_child: Child) -> None:
    path = tmp_path / "archive.sqlite3"
    Archive(path, clock).close()
    out, err = in_child(_FULL, path).communicate()
    assert err == ""
    assert out.startswith(f"{path}: the disk ")
    assert out.endswith("make room and try again\n0\n")
    with closing(Archive(path, clock)) as archive:
        assert archive.check() == []


def test_a_closed_one_says_so(tmp_path: Path, clock: Now) -> None:
    archive = Archive(tmp_path / "archive.sqlite3", clock)
    archive.close()
    with pytest.raises(StoreError, match="closed"):
        archive.total()


_OPENER = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from reader.errors import StoreError
from reader.query import Query
from reader.store.archive import Archive
if os.geteuid() == 0:
    os.setuid(65534)
archive = Archive(Path(sys.argv[1]), lambda: datetime.now(UTC))
print(*archive.notices)
print(len(archive.headlines(archive.listing(Query())[0])))
archive.resolve_pointers([("a", 0, "b")])
try:
    archive.mark(["a"], True)
except StoreError as error:
    print(error)
"""

_FULL = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from reader.errors import StoreError
from reader.model import Article, Block, article_id
from reader.store.archive import Archive, Incoming
archive = Archive(Path(sys.argv[1]), lambda: datetime.now(UTC))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
many = [Incoming(Article(article_id(str(k)), str(k), str(k), (Block.of("text"),)), "o", "d", "s") for k in range(900)]
try:
    archive.put(many)
except StoreError as error:
    print(error)
print(archive.total())
"""
