import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.guard import InProcess, Killed
from reader.model import Document, Facts, Media, Skipped
from reader.sources.records import LONGEST, records

PATH = Path("/news/a.jsonl")


def read(*lines: object) -> list[Document | Skipped]:
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return list(records(io.BytesIO(data), PATH, InProcess()))


def test_a_record_becomes_a_document_with_facts():
    record = {
        "id": "r1",
        "title": "Storm",
        "text": "It rained.\n\nStill.",
        "published": "2026-10-14T07:30:00+01:00",
        "source": "Chronicle",
        "url": "https://dunmere.example/storm",
        "author": ["Sian", "Tom"],
        "language": "en_GB",
    }
    published = datetime(2026, 10, 14, 6, 30, tzinfo=UTC)
    assert read(record) == [
        Document(
            "url:https://dunmere.example/storm",
            b"It rained.\n\nStill.",
            Media.PLAIN,
            "r1",
            str(PATH),
            encoding="utf-8",
            facts=Facts("Storm", "Sian, Tom", published, "Chronicle", "en-gb", "https://dunmere.example/storm"),
        )
    ]


def test_html_is_told_from_text():
    html, text = read({"html": "<p>é</p>", "text": ""}, {"html": "<p>x</p>", "text": "words"})
    assert (html.media, html.data) == (Media.HTML, "<p>é</p>".encode())
    assert (text.media, text.data) == (Media.PLAIN, b"words")


def test_keys_without_an_address_come_from_the_id_or_the_line():
    keys = [document.key for document in read({"text": "x", "id": 7}, {"text": "x"}, {"text": "x", "url": "ftp://x/"})]
    assert keys == ["record:/news/a.jsonl#7", "record:/news/a.jsonl#2", "record:/news/a.jsonl#3"]


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("2026-10-14", date(2026, 10, 14)),
        ("2026-10-14T07:30:00", datetime(2026, 10, 14, 7, 30, tzinfo=UTC)),
        ("2026-10-14T07:30:00Z", datetime(2026, 10, 14, 7, 30, tzinfo=UTC)),
        ("Wed, 14 Oct 2026 07:30:00 GMT", datetime(2026, 10, 14, 7, 30, tzinfo=UTC)),
        ("9999-12-31", None),
        ("yesterday", None),
        (None, None),
        ([], None),
    ],
)
def test_dates(stated, published):
    (document,) = read({"text": "x", "published": stated})
    assert document.facts.published == published


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{broken", "JSON"),
        (b'"text"', "object"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"text": "x", "id": ' + b"9" * 5000 + b"}", "digits"),
        (b"\x89PNG\x1b[2J", "JSON"),
        ({"title": "only"}, "text"),
        ({"text": 7}, "text"),
        ({"text": " ", "html": None}, "text"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(line, reason):
    first, bad, last = read({"text": "one"}, line, {"text": "three"})
    assert (first.data, last.data) == (b"one", b"three")
    assert bad.path == "/news/a.jsonl line 2"
    assert bad.failed
    assert reason in bad.reason
    assert bad.reason.isprintable()


def test_empty_lines_and_a_mark_at_the_start_are_nothing():
    assert [document.data for document in read(b'\xef\xbb\xbf{"text": "one"}', b"", b"  ", {"text": "two"})] == [
        b"one",
        b"two",
    ]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_files_as_other_systems_write_them_are_read(codec):
    lines = '{"text": "Füße"}\r\n{"text": "день\u2028два"}\n\n{broken\n{"text": "三"}'
    one, two, bad, three = records(io.BytesIO(lines.encode(codec)), PATH, InProcess())
    assert [document.data.decode() for document in (one, two, three)] == ["Füße", "день\u2028два", "三"]
    assert bad.path.endswith("line 4")


def test_wide_lines_beyond_all_measure_are_passed_over_and_the_file_stays_open():
    file = io.BytesIO(f'{{"text": "{"x" * (LONGEST + 9)}"}}\n{{"text": "two"}}'.encode("utf-16"))
    bad, good = records(file, PATH, InProcess())
    assert "20 MB" in bad.reason
    assert good.data == b"two"
    assert not file.closed


def test_a_line_beyond_all_measure_is_passed_over():
    bad, good = read(b'{"text": "' + b"x" * (2 * LONGEST) + b'"}', {"text": "two"})
    assert bad.path.endswith("line 1")
    assert "20 MB" in bad.reason
    assert good.data == b"two"


def test_records_are_read_as_they_are_asked_for():
    file = io.BytesIO(b'{"text": "one"}\n' * 100_000)
    next(records(file, PATH, InProcess()))
    assert file.tell() < 100


@pytest.mark.parametrize("link", ["javascript:alert(1)", "--help", "https://dunmere.example/\x1b[2J\n"])
def test_an_address_that_is_none_of_the_web_is_left_out_and_said(link):
    (document,) = read({"text": "x", "url": link})
    assert document.facts.url is None
    assert "1 link was left out" in document.notices[0]
    assert document.notices[0].isprintable()


def test_half_a_surrogate_pair_is_survived():
    (document,) = read(b'{"text": "a\\ud800b", "title": "\\ud800"}')
    assert document.data == b"a?b"
    assert document.facts.title == "\ufffd"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
fields = st.sampled_from(["id", "title", "text", "html", "published", "url", "author"])


@given(st.dictionaries(fields, values))
def test_any_record_is_a_document_or_passed_over(record):
    assert len(read(record)) == 1


class Dead(InProcess):
    """A guard whose children all die."""

    def submit(self, function, value):
        return super().submit(lambda _: Killed("it took more than 250 MB of memory"), value)


def test_a_long_line_is_parsed_where_it_can_do_no_harm():
    file = io.BytesIO(b'{"text": "one", "more": [' + b"[]," * 200_000 + b'[]]}\n{"text": "two"}')
    bad, good = records(file, PATH, Dead())
    assert (bad.path, bad.reason) == (
        "/news/a.jsonl line 1",
        "cannot be read: it took more than 250 MB of memory",
    )
    assert good.data == b"two"
    file.seek(0)
    assert [document.data for document in records(file, PATH, InProcess())] == [b"one", b"two"]


def test_a_file_with_nothing_in_it_is_told_of():
    (nothing,) = read()
    assert (nothing.reason, nothing.failed) == ("there is nothing in it", False)


def test_a_file_that_is_none_of_these_is_told_in_a_few_lines():
    found = read(*[b"no record"] * 3_000, {"text": "It rained."})
    told = [one for one in found if isinstance(one, Skipped)]
    assert [one for one in found if isinstance(one, Document)]
    assert len(told) < 30
    assert told[0].path == f"{PATH} line 1"
    assert told[-1] == Skipped(str(PATH), "2,990 more of its lines are no articles", failed=True)
