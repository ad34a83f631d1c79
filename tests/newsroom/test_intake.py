"""What becomes of a document whose parser was killed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.errors import CleaningError
from reader.guard import Closed, InProcess, Killed
from reader.model import Document, Media, ScanReport, Source, SourceKind
from reader.newsroom.intake import Intake, clean_one
from reader.store.archive import Archive
from tests.fakes import NOW

PAGE = Document("file:/a.html", b"<p>The river rose in the night.</p>", Media.HTML, "a.html")


class Breaking(InProcess):
    """A worker in whose hands the first pieces of work break."""

    def __init__(self, *troubles: Exception) -> None:
        self._troubles = list(troubles)

    def map(self, function: Callable[[Any], Any], values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            yield self._troubles.pop(0) if self._troubles else next(super().map(function, [value]))


def test_its_bare_words_are_shown_and_it_is_said() -> None:
    article = clean_one(PAGE, Breaking(Killed("it took longer than 5 seconds")))
    assert article.text == "The river rose in the night."
    assert article.notices == ("Read as bare text: it took longer than 5 seconds.",)


def test_what_not_even_its_bare_words_can_be_had_of_is_refused_in_one_line() -> None:
    with pytest.raises(
        CleaningError, match=r"a\.html: it cannot be read, not even as bare text \(its parser crashed\)"
    ):
        clean_one(PAGE, Breaking(Killed("it took longer"), Killed("its parser crashed")))


def test_what_was_only_broken_off_is_no_bare_text() -> None:
    with pytest.raises(CleaningError, match=r"a\.html: was not read: Reader was closing"):
        clean_one(PAGE, Breaking(Closed("Reader was closing")))


def test_of_what_is_large_only_the_beginning_is_looked_at() -> None:
    lines = b"The river rose in the night.\n" * 400_000
    article = clean_one(replace(PAGE, data=lines), Breaking(Killed("it took longer than 5 seconds")))
    assert "Only its first 8 MB were looked at." in article.notices
    assert article.text.startswith("The river rose in the night.")
    assert not any("damaged" in notice for notice in article.notices)


def scanned(home: Path, place: Path, *troubles: Exception) -> ScanReport:
    archive = Archive(home / "archive.db", lambda: NOW)
    source = Source("s1", SourceKind.FOLDER, str(place), "s1", NOW)
    return Intake(archive, Breaking(*troubles)).scan(source, ())


def test_a_file_whose_parser_was_killed_is_told_of(tmp_path: Path) -> None:
    place = tmp_path / "news"
    place.mkdir()
    for name in "ab":
        (place / f"{name}.html").write_text(f"<p>The river rose in the night, {name} says.</p>")
    report = scanned(tmp_path, place, Killed("it took longer than 5 seconds"))
    assert report.new == 2
    assert [skipped.told for skipped in report.skipped] == [
        f"{place / 'a.html'}: was read as bare text: it took longer than 5 seconds"
    ]
    assert report.skipped[0].failed


def test_of_a_file_of_many_it_is_told_which(tmp_path: Path) -> None:
    place = tmp_path / "news"
    place.mkdir()
    (place / "a.jsonl").write_text('{"html": "<p>The river rose in the night.</p>", "title": "River"}\n')
    report = scanned(tmp_path, place, Killed("it took longer than 5 seconds"))
    assert [skipped.reason for skipped in report.skipped] == [
        "'River' was read as bare text: it took longer than 5 seconds"
    ]
