"""Lists of subscriptions in and out, and `reader sources` with its commands."""

import json
import os
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.cli.console import Console
from reader.cli.source_table import span, write_sources
from reader.model import Health, Source, SourceKind, SourceStatus

from .conftest import BRIDGE, REOPENING, WATER, Reader, Stream

FIELDS = [
    *("id", "kind", "name", "location", "articles", "unread", "checked", "notice"),
    *("tags", "paused", "pages", "succeeded", "next_try", "failures", "gone", "weekly"),
]
URLS = """\
# mine
https://post.example/feed.xml news "local news" "~The Post"
https://shed.example/rss?token=hush
exec:~/hush.sh
https://me:hush@herald.example/f
"""


@pytest.fixture
def urls(tmp_path: Path) -> Path:
    file = tmp_path / "urls"
    file.write_text(URLS)
    return file


@pytest.fixture
def reader(empty: Reader, urls: Path) -> Reader:
    """A Reader with two feeds."""
    assert empty("import", str(urls)).out.startswith("2 feeds added")
    return empty


def named(reader: Reader, name: str) -> dict:
    return next(record for record in reader("sources", "--json").records if record["name"] == name)


class TestImport:
    def test_a_list_is_summed_up_and_each_line_refused_is_told(self, empty: Reader, urls: Path) -> None:
        ran = empty("import", str(urls))
        assert (ran.status, ran.out) == (1, "2 feeds added, 2 refused; 'reader refresh' fetches them\n")
        first, second = ran.err.splitlines()
        assert first.startswith(f"reader: {urls} line 4: exec: is a command")
        assert second.startswith(f"reader: {urls} line 5: https://herald.example/f: a login does not belong")
        assert "hush" not in ran.err
        again = empty("import", str(urls))
        assert (again.status, again.out) == (1, "0 feeds added, 2 were there, 2 refused\n")

    def test_opml_is_told_by_what_it_holds(self, empty: Reader, tmp_path: Path) -> None:
        file = tmp_path / "export.xml"
        file.write_text(
            '<opml><body><outline text="Sea"><outline xmlUrl="https://a.example/f"/></outline></body></opml>'
        )
        ran = empty("import", str(file))
        assert (ran.status, ran.out, ran.err) == (0, "1 feed added; 'reader refresh' fetches it\n", "")
        (record,) = empty("sources", "--json").records
        assert (record["kind"], record["name"], record["tags"]) == ("feed", "a.example", ["Sea"])

    def test_one_bad_file_never_stops_the_rest(self, empty: Reader, urls: Path, tmp_path: Path) -> None:
        (tmp_path / "broken.opml").write_text("<opml><body>\n<outline")
        (tmp_path / "articles.jsonl").write_text(json.dumps({"title": WATER, "text": "Water is dearer now."}))
        ran = empty("import", str(tmp_path / "broken.opml"), str(urls), str(tmp_path / "articles.jsonl"))
        assert ran.status == 1
        assert [line.split(",")[0] for line in ran.out.splitlines()] == ["2 feeds added", "1 new"]
        assert f"{tmp_path / 'broken.opml'}: is broken at line 2" in ran.err.splitlines()[0]

    def test_nothing_is_said_of_a_lost_library_before_the_first_refresh(self, reader: Reader) -> None:
        assert reader("list").err == ""


class TestExport:
    def test_all_feeds_go_out_and_come_back(self, reader: Reader, tmp_path: Path) -> None:
        reader("sources", "rename", "shed.example", "Shed & <Co>")
        file = tmp_path / "out.opml"
        ran = reader("export", "--opml", "--with-secrets", "-o", str(file))
        assert (ran.status, ran.out, ran.err) == (0, f"2 feeds written to {file}\n", "")
        other = Reader(tmp_path / "other")
        assert other("import", str(file)).status == 0
        keep = ("name", "tags", "location")
        assert [[one[field] for field in keep] for one in other("sources", "--json").records] == [
            [one[field] for field in keep] for one in reader("sources", "--json").records
        ]
        assert other("export", "--opml", "--with-secrets").out.splitlines()[5:] == file.read_text().splitlines()[5:]

    def test_tokens_stay_here_unless_they_are_asked_for(self, reader: Reader) -> None:
        ran = reader("export", "--opml")
        assert ran.status == 0
        assert "hush" not in ran.out + ran.err
        assert ran.err == "reader: 1 address is masked because of tokens in them; --with-secrets writes all of it\n"
        whole = reader("export", "--opml", "--with-secrets")
        assert whole.err == ""
        assert [one.get("xmlUrl") for one in ET.fromstring(whole.out).findall(".//*[@xmlUrl]")] == [
            "https://shed.example/rss?token=hush",
            "https://post.example/feed.xml",
        ]

    def test_a_file_that_is_there_is_not_written_over_unless_that_is_wanted(self, reader: Reader, tmp_path) -> None:
        file = tmp_path / "out.opml"
        file.write_text("mine")
        ran = reader("export", "--opml", "-o", str(file))
        assert (ran.status, ran.out) == (1, "")
        assert ran.err == f"reader: {file}: is there already; --force writes over it\n"
        assert file.read_text() == "mine"
        assert reader("export", "--opml", "--force", "-o", str(file)).status == 0
        assert file.read_text().startswith("<?xml")
        assert (tmp_path / "out.opml.bak").read_text() == "mine"

    def test_what_is_no_file_is_never_replaced(self, reader: Reader, tmp_path: Path) -> None:
        ran = reader("export", "--opml", "--force", "-o", str(tmp_path))
        assert (ran.status, ran.out) == (1, "")
        assert ran.err == f"reader: {tmp_path}: is no file that could be written over\n"
        missing = reader("export", "--opml", "-o", str(tmp_path / "none" / "out.opml"))
        assert (missing.status, missing.err.count("\n")) == (1, 1)

    @pytest.mark.parametrize("words", [["-o", "x"], ["--opml", "--force"], ["--opml", "word"], ["--json"]])
    def test_without_knowing_what_nothing_is_written(self, reader: Reader, words: list[str]) -> None:
        ran = reader("export", *words)
        assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert "--opml" in reader("export", terminal=True).err

    def test_an_empty_library_is_a_list_too(self, empty: Reader) -> None:
        assert ET.fromstring(empty("export", "--opml").out).findall("body/outline") == []

    def test_pages_are_said_to_be_left_out(self, reader: Reader) -> None:
        file = reader.home / "data" / "shelf.json"
        shelf = json.loads(file.read_text())
        shelf["sources"]["1"]["kind"] = "page"
        file.write_text(json.dumps(shelf))
        ran = reader("export", "--opml", "--with-secrets")
        assert "post.example" not in ran.out
        assert ran.err == "reader: 1 page is left out: OPML is for feeds\n"


class TestSources:
    def test_what_json_says(self, reader: Reader) -> None:
        shed, post = reader("sources", "--json").records
        assert list(post) == FIELDS
        assert (post["kind"], post["name"], post["tags"]) == ("feed", "The Post", ["news", "local news"])
        assert (post["paused"], post["pages"], post["succeeded"], post["weekly"]) == (False, "auto", None, None)
        assert (shed["name"], shed["location"]) == ("shed.example", "https://shed.example/rss?token=…")

    def test_no_way_of_listing_tells_a_token(self, reader: Reader) -> None:
        for ran in (reader("sources"), reader("sources", terminal=True), reader("sources", "--json")):
            assert "hush" not in ran.out
            assert "shed.example" in ran.out

    def test_a_source_is_found_by_its_address_as_it_is_shown(self, reader: Reader) -> None:
        for word in ("https://shed.example/rss?token=hush", "https://shed.example/rss?token=…", "shed.example"):
            assert reader("sources", "pause", word).status == 0

    def test_renaming(self, reader: Reader) -> None:
        ran = reader("sources", "rename", "The Post", "Mine")
        assert ran.rows == [["renamed", named(reader, "Mine")["id"], "Renamed “The Post” to “Mine”"]]
        assert reader("import", str(reader.home.parent / "urls")).status == 1
        assert {record["name"] for record in reader("sources", "--json").records} == {"Mine", "shed.example"}

    def test_tagging_adds_and_untagging_takes_away(self, reader: Reader) -> None:
        reader("sources", "tag", "The Post", "sea", "NEWS")
        assert named(reader, "The Post")["tags"] == ["news", "local news", "sea"]
        reader("sources", "untag", "The Post", "News", "nothing")
        assert named(reader, "The Post")["tags"] == ["local news", "sea"]
        assert reader("sources", "untag", "The Post").rows[0][2] == "Untagged “The Post”"
        assert named(reader, "The Post")["tags"] == []

    def test_pausing_several_one_of_which_is_not_there(self, reader: Reader) -> None:
        ran = reader("sources", "pause", "nowhere", "The Post", "shed.example")
        assert ran.status == 1
        assert [row[0] for row in ran.rows] == ["paused", "paused"]
        assert ran.err == "reader: nowhere: no such source; 'reader sources' lists them\n"
        assert [row[7] for row in reader("sources").rows] == ["paused", "paused"]
        reader("sources", "resume", "The Post")
        assert named(reader, "The Post")["paused"] is False

    def test_pages(self, reader: Reader) -> None:
        assert reader("sources", "pages", "The Post", "never").status == 0
        assert named(reader, "The Post")["pages"] == "never"

    def test_what_was_done_can_be_told_in_json(self, reader: Reader) -> None:
        (record,) = reader("sources", "pause", "The Post", "--json").records
        assert record == {"done": "paused", "id": named(reader, "The Post")["id"], "says": "Paused “The Post”"}

    def test_what_was_imported_once_is_no_source_to_change(self, empty: Reader, tmp_path: Path) -> None:
        file = tmp_path / "a.jsonl"
        file.write_text(json.dumps({"title": WATER, "text": "Water is dearer now."}))
        empty("import", str(file))
        ran = empty("sources", "rename", "Imported", "Mine")
        assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)

    def test_wrong_words_change_nothing(self, reader: Reader) -> None:
        before = (reader.home / "data" / "shelf.json").read_bytes()
        for words in (
            ["burn"],
            ["list", "x"],
            ["mutes", "x"],
            ["rename", "x"],
            ["rename", "x", "y", "z"],
            ["tag", "x"],
            ["tag"],
            ["untag"],
            ["pause"],
            ["resume"],
            ["pages", "x"],
            ["pages", "The Post", "maybe"],
            ["mute"],
            ["mute", "x"],
            ["mute", "x", "y", "--query", "z"],
            ["mute", "--query", "sorce:x"],
            ["unmute"],
            ["list", "--query", "x"],
            ["pause", "x", "--query", "x"],
        ):
            ran = reader("sources", *words)
            assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1), words
            assert (reader.home / "data" / "shelf.json").read_bytes() == before, words

    def test_help_explains_every_command(self, empty: Reader) -> None:
        said = empty("sources", "--help").out
        for command in ("rename SOURCE NAME", "untag SOURCE [TAG ...]", "mute [SOURCE] --query QUERY", "mutes"):
            assert f"  {command} " in said
        assert max(map(len, said.partition("files:")[0].splitlines())) <= 80


class TestMutes:
    def test_what_is_muted_is_in_no_list_and_comes_back(self, stocked: Reader) -> None:
        ran = stocked("sources", "mute", "--query", "title:kestrel")
        ((done, ident, says),) = ran.rows
        assert (done, says) == ("muted", "Muted “title:kestrel”, 2 articles now")
        assert [row[4] for row in stocked("list").rows] == [WATER]
        assert [row[4] for row in stocked("list", "is:muted").rows] == [REOPENING, BRIDGE]
        assert stocked("sources").rows[0][2:4] == ["1", "1"]
        assert stocked("sources", "mutes").rows == [[ident, "2", "", "all sources", "title:kestrel", ""]]
        (record,) = stocked("sources", "mutes", "--json").records
        assert list(record) == ["id", "query", "source", "name", "articles", "added", "problem"]
        assert stocked("sources", "unmute", "Title:Kestrel").rows[0][:2] == ["unmuted", ident]
        assert len(stocked("list").rows) == 3

    def test_rows_say_that_they_are_muted_only_where_that_was_asked(self, stocked: Reader) -> None:
        stocked("sources", "mute", "--query", "title:water")
        assert [record["muted"] for record in stocked("list", "--json", "is:muted").records] == [True]
        assert all("muted" not in record for record in stocked("list", "--json").records)

    def test_a_mute_of_one_source(self, stocked: Reader, news: Path) -> None:
        stocked("sources", "mute", str(news), "--query", "water")
        (record,) = stocked("sources", "mutes", "--json").records
        assert (record["name"], record["source"]) == ("news", stocked("sources", "--json").records[0]["id"])
        assert "news" in stocked("sources", "mutes", terminal=True).out

    def test_what_was_muted_is_shown_by_its_id(self, stocked: Reader) -> None:
        ident = stocked.id_of(WATER)
        stocked("sources", "mute", "--query", "water")
        assert stocked("show", ident, "--json").records[0]["title"] == WATER

    @pytest.mark.parametrize("query", ["is:unread", "tag:x water", "", "…"])
    def test_a_mute_that_cannot_be_is_one_line(self, stocked: Reader, query: str) -> None:
        ran = stocked("sources", "mute", "--query", query)
        assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert stocked("sources", "mutes").out == ""

    def test_a_mute_that_is_not_there_does_not_stop_the_rest(self, stocked: Reader) -> None:
        stocked("sources", "mute", "--query", "water")
        ran = stocked("sources", "unmute", "nothing", "water")
        assert (ran.status, len(ran.rows)) == (1, 1)
        assert ran.err == "reader: nothing: no such mute; 'reader sources mutes' lists them\n"

    def test_a_terminal_is_told_when_nothing_is_muted(self, empty: Reader) -> None:
        assert "reader sources mute" in empty("sources", "mutes", terminal=True).err


def test_a_tag_of_a_source_finds_its_articles(stocked: Reader, news: Path) -> None:
    assert stocked("list", "tag:papers").rows == []
    stocked("sources", "tag", str(news), "Papers")
    assert len(stocked("list", "tag:papers").rows) == 3
    assert [row[4] for row in stocked("search", "tag:papers", "title:water").rows] == [WATER]
    assert stocked("list", "tag:papers", "tag:other").rows == []


NOW = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
FEED = Source("0a1b2c3d", SourceKind.FEED, "https://post.example/f?key=hush", "The Post", NOW, ("news", "sea"))


def table(status: SourceStatus, *, terminal: bool = True) -> str:
    out = Stream(terminal=terminal)
    write_sources([status], Console(Stream(), out, Stream()), NOW)
    return out.said()


class TestHealth:
    def test_a_table_says_how_a_feed_is_doing(self) -> None:
        soon = NOW + timedelta(minutes=30, seconds=30)
        health = Health(NOW - timedelta(hours=3, minutes=5), soon, 3, weekly=5.25)
        said = table(SourceStatus(FEED, 340, 12, NOW, "the server said 503\x1b[2J", health)).splitlines()
        assert said[0].split() == ["id", "kind", "unread/all", "a", "week", "read", "next", "\x1b[1mname\x1b[22m"]
        assert said[1].split()[:9] == ["0a1b2c3d", "feed", "12/340", "5.2", "3", "h", "30", "min", "The"]
        assert said[2:] == ["          tagged news, sea", "          ! the server said 503 (3 times in a row)"]
        assert "hush" not in "".join(said)
        assert all(len(line) <= 80 for line in said[1:])

    def test_a_narrow_terminal_has_fewer_columns(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "60")
        said = table(SourceStatus(FEED, 340, 12, NOW, "no answer " * 12, Health(failures=2))).splitlines()
        assert said[1].startswith("0a1b2c3d  feed    12/340      The Post")
        assert all(len(line) <= 60 for line in said[1:])
        assert said[-1].endswith("(2 times in a row)")
        assert "          paused" in table(SourceStatus(replace(FEED, paused=True), 0, 0, None, None)).splitlines()

    def test_what_is_paused_or_gone_is_not_tried(self) -> None:
        paused = table(SourceStatus(replace(FEED, paused=True), 0, 0, None, None, Health(next_try=NOW)))
        assert "paused  The Post" in paused
        gone = table(SourceStatus(FEED, 0, 0, None, None, Health(gone=True, next_try=NOW)))
        assert "gone    The Post" in gone
        assert "gone for good" in gone

    def test_programs_get_it_in_columns(self) -> None:
        health = Health(NOW, NOW + timedelta(hours=1), 2, weekly=12.345)
        (row,) = (
            line.split("\t")
            for line in table(SourceStatus(FEED, 5, 4, NOW, "no\tanswer", health), terminal=False).splitlines()
        )
        iso = NOW.isoformat(timespec="seconds")
        assert row[:8] == ["0a1b2c3d", "feed", "5", "4", "The Post", "https://post.example/f?key=…", "news, sea", ""]
        assert row[8] == iso
        assert row[10:] == ["12.3", "2", "no answer"]

    @pytest.mark.parametrize(
        ("seconds", "said"),
        [(-5, "now"), (59, "now"), (60, "1 min"), (7_199, "1 h"), (86_400 * 3, "3 d"), (4e7, "462 d")],
    )
    def test_lengths_of_time(self, seconds: float, said: str) -> None:
        assert span(seconds) == said


def test_importing_a_pipe_does_not_wait_for_a_writer(empty, tmp_path):
    os.mkfifo(tmp_path / "pipe.json")
    ran = empty("import", str(tmp_path / "pipe.json"))
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "a pipe" in ran.err


def test_what_is_no_file_is_refused_and_not_kept(empty, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    for words in (("add", str(tmp_path / "pipe.txt")), ("show", str(tmp_path / "pipe.txt"))):
        ran = empty(*words)
        assert (ran.status, ran.err.count("\n")) == (1, 1)
        assert "is a pipe" in ran.err
    assert "pipe" not in empty("sources").out
