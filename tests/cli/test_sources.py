"""`add`, `refresh`, `sources`, `remove`, `import`."""

import json
import os
import shutil

import pytest

from .conftest import BRIDGE, REOPENING, WATER, Reader


@pytest.fixture
def folder(news, tmp_path):
    shutil.copytree(news, tmp_path / "news")
    return tmp_path / "news"


def test_add_tells_each_source(empty, folder):
    ran = empty("add", str(folder))
    assert ran.status == 0
    ((word, source, kind, told),) = ran.rows
    assert (word, kind, told) == ("added", "folder", f"{folder} (3 articles)")
    assert ran.err == "reader: 1 file was passed over (--verbose says which and why)\n"
    assert [record["id"] for record in empty("sources", "--json").records] == [source]


def test_verbose_names_what_was_passed_over(empty, folder):
    ran = empty("add", "--verbose", str(folder))
    assert ran.status == 0
    assert str(folder / "picture.png") in ran.err


def test_one_bad_location_never_stops_the_rest(empty, folder):
    ran = empty("add", "/no/such/folder", "https://news.example/feed", str(folder / "water.txt"))
    assert ran.status == 1
    assert [row[2:] for row in ran.rows] == [["file", f"{folder / 'water.txt'} (1 article)"]]
    first, second = ran.err.splitlines()
    assert "/no/such/folder" in first
    assert "https://news.example/feed" in second


def test_a_file_of_many_bad_lines_is_told_of_in_few_and_how_many_more(empty, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_text("no record\n" * 3_000)
    ran = empty("add", str(bad))
    assert ran.status == 1
    *_, last = lines = ran.err.splitlines()
    assert len(lines) < 30
    assert "2,990 more of its lines" in last


LONG = f"/tmp/{'x' * 300}"


def test_what_cannot_even_be_looked_for_never_stops_the_rest(empty, folder):
    ran = empty("add", LONG, f"/tmp{'/yy' * 2_000}", str(folder / "water.txt"))
    assert ran.status == 1
    assert [row[2:] for row in ran.rows] == [["file", f"{folder / 'water.txt'} (1 article)"]]
    assert [line.endswith("cannot be read: File name too long") for line in ran.err.splitlines()] == [True, True]


@pytest.mark.parametrize("kind", ["file", "folder"])
@pytest.mark.parametrize("location", [LONG, f"/tmp{'/yy' * 2_000}", "/tmp/\ud800", "/tmp/a\0b"])
def test_a_source_that_cannot_be_looked_at_is_told_and_the_others_are_read(empty, folder, tmp_path, kind, location):
    empty("add", str(folder / "water.txt"), str(folder / "bridge.txt"))
    backup = tmp_path / "backup.json"
    empty("export", "--backup", "-o", str(backup))
    whole = json.loads(backup.read_text())
    first = next(iter(whole["shelf"]["tables"]["sources"].values()))
    first |= {"kind": kind, "location": location}
    backup.write_text(json.dumps(whole))
    other = Reader(tmp_path / "other")
    other("import", str(backup))
    first = other("refresh")
    assert (first.status, first.out) == (1, "1 new\n")
    again = other("refresh")
    assert (again.status, again.out, again.err.count("\n")) == (1, "0 new, 1 unchanged\n", 1)
    assert again.err.startswith(f"reader: {location[:5]}")


def test_refresh_sums_up(empty, folder):
    empty("add", str(folder))
    assert empty("refresh").out == "0 new, 3 unchanged\n"
    (folder / "bridge.txt").unlink()
    text = (folder / "water.txt").read_text().replace("nine per cent", "eight per cent, not nine,")
    (folder / "water.txt").write_text(text)
    os.utime(folder / "water.txt", ns=(0, 0))
    (folder / "late.txt").write_text("A late headline\n\n2026-04-01\n\nWhat came late is worth the wait, they said.\n")
    assert empty("refresh").out == "1 new, 1 changed, 1 gone, 1 unchanged\n"
    assert len(empty("list").rows) == 4


def test_refresh_one_source(empty, folder, tmp_path):
    (tmp_path / "other.txt").write_text("Another headline\n\n2026-04-01\n\nSomething else went on elsewhere.\n")
    empty("add", str(folder), str(tmp_path / "other.txt"))
    for name in (str(folder), "news", empty("sources", "--json").records[0]["id"]):
        assert empty("refresh", name).status == 0
    assert empty("refresh", "other.txt").out == "0 new, 1 unchanged\n"


def test_refresh_of_an_unknown_source_is_told(empty, folder):
    empty("add", str(folder))
    alone = empty("refresh", "nowhere")
    assert (alone.status, alone.out) == (1, "")
    beside = empty("refresh", "nowhere", str(folder))
    assert (beside.status, beside.out) == (1, "0 new, 3 unchanged\n")
    assert beside.err.startswith("reader: nowhere: no such source; 'reader sources' lists them\n")


def test_refresh_of_a_name_that_two_have_says_so(empty, folder, tmp_path):
    (tmp_path / "other").mkdir()
    shutil.copytree(folder, tmp_path / "other" / "news")
    empty("add", str(folder), str(tmp_path / "other" / "news"))
    ran = empty("refresh", "news")
    assert (ran.status, ran.err) == (1, "reader: news: 2 sources are meant; 'reader sources' lists them\n")


def test_sources_json_has_the_promised_fields(stocked, news):
    (record,) = stocked("sources", "--json").records
    assert list(record)[:8] == ["id", "kind", "name", "location", "articles", "unread", "checked", "notice"]
    assert record["kind"] == "folder"
    assert record["location"] == str(news)
    assert (record["articles"], record["unread"]) == (3, 3)
    assert record["checked"]
    assert stocked("sources").rows[0][:6] == [record["id"], "folder", "3", "3", "news", str(news)]


def test_remove_keeps_what_is_bookmarked(stocked, news):
    stocked("bookmark", stocked.id_of(WATER))
    ran = stocked("remove", "nowhere", str(news))
    assert ran.status == 1
    assert [[row[0], *row[2:]] for row in ran.rows] == [["removed", "folder", str(news)]]
    assert stocked("sources").out == ""
    assert [row[3] for row in stocked("bookmarks").rows] == [WATER]
    assert not {BRIDGE, REOPENING} & {row[4] for row in stocked("list").rows}


def test_import_takes_in_json_lines(empty, tmp_path):
    lines = [
        {"id": "a", "title": BRIDGE, "text": "The bridge stays shut.", "published": "2026-03-02", "source": "Post"},
        {"id": "b", "title": WATER, "text": "Water is dearer.", "published": None, "url": "https://water.example/b"},
    ]
    file = tmp_path / "articles.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines) + "{broken\n")
    ran = empty("import", str(file))
    assert ran.status == 1
    assert ran.out.startswith("2 new")
    assert str(file) in ran.err
    assert empty("show", "--json", "https://water.example/b").records[0]["title"] == WATER
    assert {row[3] for row in empty("list").rows} >= {"Post"}


def test_what_cannot_be_imported_is_told(empty, tmp_path):
    (tmp_path / "page.html").write_text("<html>")
    ran = empty("import", str(tmp_path / "page.html"), "/no/such.jsonl")
    assert (ran.status, ran.out) == (1, "")
    first, second = ran.err.splitlines()
    assert "page.html" in first
    assert ".jsonl" in first
    assert "/no/such.jsonl" in second


def test_progress_is_for_terminals_and_leaves_nothing_behind(empty, folder):
    ran = empty("add", str(folder), terminal=True)
    assert "\r" in ran.err
    assert ran.err.split("\r")[-1].startswith("\x1b[K")
    assert "\r" not in empty("refresh").err


def test_import_of_what_is_not_there_says_so_whatever_its_name(empty):
    ran = empty("import", "/no/such")
    assert ran.status == 1
    assert ran.err == "reader: /no/such: there is no such file\n"


def test_a_file_that_fails_is_named_once(empty, folder):
    (folder / "blank.html").write_text("<html><body></body></html>")
    ran = empty("add", str(folder))
    (told,) = (line for line in ran.err.splitlines() if "blank.html" in line)
    assert told.count("blank.html") == 1
    assert "there is no text in it" in told
