import queue
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.sources import watch


class Watching:
    """A watch in a thread of its own, and what it told."""

    def __init__(self, *paths: Path) -> None:
        self.told: queue.Queue[set[str]] = queue.Queue()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=watch, args=(lambda: paths, self._stop, self.told.put), daemon=True)
        self._thread.start()

    def hears_of(self, path: Path, change) -> None:
        """Make changes until one is told: a watch takes a moment to begin."""
        for number in range(100):
            change(number)
            try:
                while True:
                    if str(path) in self.told.get(timeout=0.5):
                        return
            except queue.Empty:
                continue
        pytest.fail(f"nothing was told of {path}")

    def end(self) -> None:
        self._stop.set()
        self._thread.join(20)
        assert not self._thread.is_alive()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "news"
    place.mkdir()
    return place


@pytest.fixture
def watching(folder: Path) -> Iterator[Watching]:
    found = Watching(folder)
    yield found
    found.end()


def test_changes_below_a_folder_are_told(folder, watching):
    (folder / "deep").mkdir()
    path = folder / "deep" / "a.txt"
    watching.hears_of(path, lambda number: path.write_text(f"words {number}"))


def test_a_folder_may_go_and_come_back(folder, watching):
    path = folder / "a.txt"
    watching.hears_of(path, lambda number: path.write_text(f"words {number}"))
    shutil.rmtree(folder)
    folder.mkdir()
    watching.hears_of(path, lambda number: path.write_text(f"again {number}"))


def test_a_file_may_be_replaced_as_editors_do(tmp_path):
    path, new = tmp_path / "a.txt", tmp_path / "new"
    path.write_text("words")
    watching = Watching(path)

    def replaced(number: int) -> None:
        new.write_text(f"words {number}")
        new.replace(path)

    watching.hears_of(path, replaced)
    watching.hears_of(path, replaced)
    watching.end()


def test_a_place_that_is_not_there_yet_is_waited_for(tmp_path):
    later = tmp_path / "later"
    watching = Watching(later)

    def come_and_go(number: int) -> None:
        """By turns three seconds there and not, for the first look may find it there; looks are two seconds apart."""
        later.mkdir(exist_ok=True)
        if number // 6 % 2:
            later.rmdir()

    watching.hears_of(later, come_and_go)
    watching.end()


def test_without_places_it_waits_for_its_end():
    Watching().end()


def test_a_place_that_cannot_even_be_looked_for_does_not_end_the_watch(folder: Path) -> None:
    watching = Watching(folder.parent / ("x" * 300), folder)
    note = folder / "note.txt"
    watching.hears_of(note, lambda number: note.write_text(f"words {number}"))
    watching.end()
