"""Documents as bytes."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Attachment, Document, Facts, Media
from reader.parcel import DamagedParcelError, pack, pressed, unpack

WHOLE = Document(
    "feed:1#2",
    "Grüße\n\nline".encode(),
    Media.HTML,
    "An entry",
    "/news/a.xml",
    datetime(2026, 11, 1, 12, tzinfo=UTC),
    "utf-8",
    Facts("Title", "Byline", date(2026, 11, 1), "Post", "en", "https://post.example/", ("a", "b"), (Attachment("u"),)),
    ("A notice.",),
)


def test_a_document_comes_back_as_it_was_pressed_or_not() -> None:
    assert unpack(pack(WHOLE)) == WHOLE
    assert unpack(pressed(pack(WHOLE))) == WHOLE
    assert pressed(pressed(pack(WHOLE))) == pressed(pack(WHOLE))


@given(st.binary(), st.text())
def test_whatever_is_in_it(data: bytes, name: str) -> None:
    document = Document("k", data, Media.PLAIN, name)
    assert unpack(pack(document)) == document
    assert unpack(pressed(pack(document))) == document


@given(st.binary())
def test_what_is_no_parcel_is_told(data: bytes) -> None:
    with pytest.raises(DamagedParcelError):
        unpack(data)
