import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from reader.model import Article, Block, DateOrigin, Pointer, article_id
from reader.query import parse_query
from reader.store.archive import Archive, Incoming
from reader.store.listing import Tagged

ROOT = Path(__file__).parents[2]
TODAY = date(2022, 3, 10)
Arriving = Callable[..., Incoming]
Now = Callable[[], datetime]
Child = Callable[..., "subprocess.Popen[str]"]


def ids(archive: Archive, query: str = "") -> list[str]:
    rows, _ = archive.listing(parse_query(query, TODAY))
    return [headline.id for headline in archive.headlines(rows)]


def titles(archive: Archive, query: str = "", tagged: Sequence[Tagged] = ()) -> list[str]:
    rows, _ = archive.listing(parse_query(query, TODAY), tagged)
    return [headline.title for headline in archive.headlines(rows)]


class Clock:
    """A time that moves only when told to."""

    def __init__(self) -> None:
        self.time = datetime(2022, 3, 10, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **step: float) -> None:
        self.time += timedelta(**step)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def archive(tmp_path: Path, clock: Clock) -> Iterator[Archive]:
    opened = Archive(tmp_path / "data" / "archive.sqlite3", clock)
    yield opened
    opened.close()


def _arriving(
    key: str,
    *,
    title: str = "A title",
    text: str = "Some text.",
    published: date | datetime | None = None,
    source: str | None = None,
    language: str | None = None,
    url: str | None = None,
    path: str | None = None,
    pointers: tuple[Pointer, ...] = (),
    origin: str = "folder",
    digest: str | None = None,
    stamp: str = "1",
) -> Incoming:
    """An article as a source brings it; its digest follows from title and text unless given."""
    article = Article(
        id=article_id(key),
        key=key,
        title=title,
        blocks=tuple(Block.of(part) for part in text.split("\n\n")),
        published=published,
        dated=DateOrigin.STATED if published else None,
        source=source,
        language=language,
        url=url,
        path=path,
        pointers=pointers,
    )
    return Incoming(article, origin, digest if digest is not None else f"{title}\n{text}", stamp)


@pytest.fixture
def arriving() -> Callable[..., Incoming]:
    return _arriving


@pytest.fixture
def in_child() -> Callable[..., "subprocess.Popen[str]"]:
    """Start Python code in a process of its own, with arguments."""

    def start(code: str, *arguments: object) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    return start


@pytest.fixture
def readable_folder() -> Iterator[Path]:
    """A folder that everyone may read and nobody write."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def library(archive: Archive, arriving: Arriving) -> Archive:
    archive.put(
        [
            arriving("old", title="Old", text="rates rise", published=date(2022, 2, 1), source="The Daily Planet"),
            arriving(
                "mid", title="Mid", text="rates fall", published=date(2022, 3, 1), source="Le Monde Été", language="fr"
            ),
            arriving("new", title="New", text="markets", published=date(2022, 3, 9), source="Planet", language="en-gb"),
            arriving("undated", title="Undated", text="rising markets fall", language="en", origin="single"),
        ]
    )
    archive.mark([article_id("mid")], True)
    archive.flag_bookmarks([article_id("old")])
    return archive
