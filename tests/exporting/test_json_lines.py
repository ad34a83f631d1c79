"""Articles as JSON Lines: what goes out comes in again."""

import io
import json
from pathlib import Path

from hypothesis import given

from reader.exporting.clipping import Clipping, veiled
from reader.exporting.json_lines import record
from reader.guard import InProcess
from reader.model import Document
from reader.sources.records import records

from .examples import CLIPPING, RICH, clippings, patient


def test_the_fields() -> None:
    said = record(veiled(CLIPPING)[0])
    assert (said["tags"], said["note"]) == (["later", "boats: big"], CLIPPING.note)
    assert said["bookmarked"] == "2026-11-20T18:30:05+00:00"
    assert said["url"] == "https://post.example/bridge?access_token=…"
    assert record(veiled(CLIPPING, secrets=True)[0])["url"] == RICH.url
    assert said["cuts"] == [{"text": "Follow us", "reason": "subscribe", "rule": "phrase: en follow", "after": 1}]


@given(clippings)
@patient(60)
def test_it_reads_back_as_json_and_as_a_record(clipping: Clipping) -> None:
    said = record(veiled(clipping, secrets=True)[0])
    line = json.dumps(said)
    assert json.loads(line) == said
    article = clipping.article
    read = list(records(io.BytesIO(line.encode()), Path("/x.jsonl"), InProcess()))
    if not article.text.strip():
        assert not isinstance(read[0], Document)
        return
    (document,) = read
    assert isinstance(document, Document)
    assert document.data == article.text.encode("utf-8", "replace")
    assert document.facts.url == said["url"]
    assert document.name == article.id
    if article.published is not None and 1900 <= article.published.year <= 2100:
        expected = article.published
        assert document.facts.published == (expected.replace(microsecond=0) if hasattr(expected, "hour") else expected)
