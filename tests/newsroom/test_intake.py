"""What becomes of a document whose parser was killed."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from reader.errors import CleaningError
from reader.guard import Closed, InProcess, Killed
from reader.model import Document, Media
from reader.newsroom.intake import clean_one

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
