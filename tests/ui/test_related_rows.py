"""Rows of what is related, as they are drawn."""

from datetime import UTC, datetime

import pytest

from reader.model import Related, RelatedGroup
from reader.ui.painting.marks import UNICODE
from reader.ui.wording.rows import Look, related_row

LOOK = Look(datetime(2026, 11, 21, 9, tzinfo=UTC), UNICODE, {"browser": "o"})


@pytest.mark.parametrize(
    ("source", "url", "path", "told"),
    [
        ("The Daily Ledger", "https://ledger.test/a", "/news/a.html", "The Daily Ledger"),
        (None, "https://www.bote.test/a", "/news/a.html", "bote.test"),
        (None, None, "/news/harbour/a.txt", "harbour"),
        (None, None, None, ""),
    ],
)
def test_a_row_names_who_published_the_report_as_far_as_that_is_known(
    source: str | None, url: str | None, path: str | None, told: str
) -> None:
    row = Related("1", "A report", RelatedGroup.STORY, 0.5, ("same quote",), source=source, url=url, path=path)
    _, *facts = ["".join(text for text, _ in line).strip() for line in related_row(row, 60, LOOK)]
    assert facts == [part for part in (told, "same quote") if part]
