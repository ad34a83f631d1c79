"""`reader export` of articles, and a backup and the way back."""

import json
import os
import stat
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from .conftest import BRIDGE, REOPENING, WATER, Reader


class TestWhich:
    def test_all_without_a_word_where_nobody_is_flooded(self, stocked: Reader) -> None:
        ran = stocked("export")
        assert (ran.status, ran.err) == (0, "")
        assert [line[2:] for line in ran.out.splitlines() if line.startswith("# ")] == [REOPENING, BRIDGE, WATER]
        asked = stocked("export", terminal=True)
        assert (asked.status, asked.out) == (2, "")
        assert "say what is to go out" in asked.err

    def test_a_query_an_id_and_a_place(self, stocked: Reader, news: Path) -> None:
        ident = stocked.id_of(WATER)
        for words in (
            [ident],
            [ident[:9]],
            [str(news / "water.txt")],
            ["title:votes"],
            ["dunmere", "since:2026-02-01"],
        ):
            ran = stocked("export", *words)
            assert (ran.status, ran.out.count("\n# ")) == (0, 1)
            assert f"\n# {WATER}\n" in ran.out
        assert stocked("export", "9999").status == 1  # words, and not the beginning of an id

    def test_a_story_in_order_and_what_was_kept(self, stocked: Reader) -> None:
        stories = stocked("stories", "--json").records
        told = stories[0]["story"]
        by_story = stocked("export", "--story", told)
        assert by_story.out.index(f"# {BRIDGE}") < by_story.out.index(f"# {REOPENING}")
        assert stocked("export", told).out == by_story.out
        other = next(one["id"] for one in stories[0]["articles"] if one["id"] != told)
        assert stocked("export", other).out.count("\n# ") == 1
        assert stocked("export", "--article", told).out.count("\n# ") == 1
        stocked("bookmark", stocked.id_of(WATER))
        stocked("tag", stocked.id_of(WATER), "later")
        stocked("note", stocked.id_of(WATER), "Ask Ines.")
        facts = yaml.safe_load(stocked("export", "--bookmarks").out.split("---\n")[1])
        assert (facts["tags"], facts["note"]) == (["later"], "Ask Ines.")
        assert facts["bookmarked"].year >= 2024

    def test_nothing_to_export_is_said_and_nothing_written(self, stocked: Reader, tmp_path: Path) -> None:
        for words in (["zeppelin"], ["--bookmarks"]):
            ran = stocked("export", *words, "-o", str(tmp_path / "x.md"))
            assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
            assert "nothing was written" in ran.err
        assert not (tmp_path / "x.md").exists()

    @pytest.mark.parametrize(
        "words",
        [
            ["-o", "x"],
            ["--format", "epub"],
            ["--opml", "--bookmarks"],
            ["--opml", "word"],
            ["--backup", "word"],
            ["--bookmarks", "word"],
            ["word", "-o", "x.opml"],
            ["--force"],
            ["--format", "pdf"],
            ["-o", "folder/", "--format", "json"],
            ["since:never"],
        ],
    )
    def test_wrong_usage_is_one_line(self, stocked: Reader, words: list[str]) -> None:
        ran = stocked("export", *words)
        assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)


class TestWhere:
    def test_the_ending_tells_the_format(self, stocked: Reader, tmp_path: Path) -> None:
        for name in ("a.md", "a.jsonl", "a.epub", "a.json"):
            ran = stocked("export", "-o", str(tmp_path / name))
            assert (ran.status, ran.out) == (0, f"3 articles written to {tmp_path / name}\n")
        assert (tmp_path / "a.md").read_text() == stocked("export").out
        assert (tmp_path / "a.jsonl").read_text() == (tmp_path / "a.json").read_text()
        assert ZipFile(tmp_path / "a.epub").testzip() is None
        assert stocked("export", "--format", "json", "-o", str(tmp_path / "a.txt")).status == 0
        assert (tmp_path / "a.txt").read_text() == (tmp_path / "a.jsonl").read_text()

    def test_json_has_the_fields_of_show_and_comes_in_again(self, stocked: Reader, empty: Reader, tmp_path) -> None:
        file = tmp_path / "all.jsonl"
        stocked("export", "-o", str(file))
        rows = [json.loads(line) for line in file.read_text().splitlines()]
        assert [list(row) for row in rows] == [
            [*stocked("show", row["id"], "--json").records[0], "bookmarked"] for row in rows
        ]
        assert stocked("export", "--format", "json").records == rows
        assert empty("import", str(file)).out.startswith("3 new")
        again = {row["title"]: row for row in empty("list", "--json").records}
        for row in rows:
            held = again[row["title"]]
            assert (held["published"], held["source"], held["url"]) == (row["published"], row["source"], row["url"])
            assert empty("show", held["id"], "--json").records[0]["text"] == row["text"]

    def test_a_folder_gets_a_file_an_article_and_keeps_what_is_there(self, stocked: Reader, tmp_path: Path) -> None:
        folder = tmp_path / "notes"
        assert stocked("export", "-o", f"{folder}/").status == 0
        files = sorted(folder.iterdir())
        assert [file.name[:17] for file in files] == ["2026-02-10-counci", "2026-03-02-ferry-", "2026-03-07-kestre"]
        files[0].write_text("mine")
        files[1].unlink()
        ran = stocked("export", "-o", str(folder))
        assert (ran.status, ran.out) == (1, f"1 article written to {folder}\n")
        assert ran.err == "reader: 2 files were there already and left as they were; --force writes over them\n"
        assert files[0].read_text() == "mine"
        assert stocked("export", "-o", str(folder), "--force").status == 0
        assert WATER in files[0].read_text()

    def test_a_file_that_is_there_stays_unless_it_is_to_go(self, stocked: Reader, tmp_path: Path) -> None:
        file = tmp_path / "a.md"
        file.write_text("mine")
        ran = stocked("export", "-o", str(file))
        assert (ran.status, ran.err) == (1, f"reader: {file}: is there already; --force writes over it\n")
        assert file.read_text() == "mine"
        assert stocked("export", "-o", str(file), "--force").status == 0
        assert (tmp_path / "a.md.bak").read_text() == "mine"

    @pytest.mark.parametrize(
        "words",
        [["--format", "markdown"], ["--format", "json"], ["--format", "epub"], ["--opml"], ["--backup"]],
        ids=lambda words: words[-1],
    )
    def test_the_library_is_never_written_over(self, stocked: Reader, tmp_path: Path, words: list[str]) -> None:
        data, synced = stocked.home / "data", tmp_path / "synced"
        stocked("bookmark", stocked.id_of(WATER))
        synced.mkdir()
        (data / "shelf.json").rename(synced / "shelf.json")
        (data / "shelf.json").symlink_to(synced / "shelf.json")
        (tmp_path / "link").symlink_to(data)
        (tmp_path / "shelf").symlink_to(data / "shelf.json")
        held = (data / "archive.sqlite3").read_bytes(), (synced / "shelf.json").read_bytes()
        names = ("archive.sqlite3", "shelf.json", "shelf.json.bak", "archive.sqlite3.lock", "new")
        places = [data / name for name in names]
        places += [tmp_path / "link" / "archive.sqlite3", synced / "shelf.json", synced / "shelf.json.lock"]
        for place in places:
            ran = stocked("export", *words, "-o", str(place), "--force")
            assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
            assert "is where the library itself is kept; name a file in another folder" in ran.err
        assert stocked("export", *words, "-o", str(tmp_path / "shelf"), "--force").status == 1
        assert ((data / "archive.sqlite3").read_bytes(), (synced / "shelf.json").read_bytes()) == held
        assert stocked("export", *words, "-o", str(synced / "other")).status == 0

    def test_nor_is_a_folder_within_it_filled(self, stocked: Reader) -> None:
        data = stocked.home / "data"
        before = {file.name for file in data.iterdir()}
        for place in (f"{data}", f"{data}/", f"{data}/new/"):
            ran = stocked("export", "-o", place)
            assert (ran.status, ran.err.count("\n")) == (1, 1)
            assert "is where the library itself is kept" in ran.err
        assert {file.name for file in data.iterdir()} <= before | {"shelf.json.lock"}

    def test_what_cannot_be_written_is_one_line_and_leaves_nothing(self, stocked: Reader, tmp_path: Path) -> None:
        for place in (tmp_path / "none" / "a.md", tmp_path / "none" / "a.epub"):
            ran = stocked("export", "-o", str(place))
            assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
        if Path("/dev/full").exists():
            full = stocked("export", "-o", "/dev/full", "--format", "json", "--force")
            assert (full.status, full.err) == (1, "reader: /dev/full: is no file that could be written over\n")
        (tmp_path / "file").write_text("")
        ran = stocked("export", "-o", f"{tmp_path / 'file'}/")
        assert (ran.status, ran.err.count("\n")) == (1, 1)
        assert sorted(one.name for one in tmp_path.iterdir() if one.name != "stocked-home") == ["file"]

    def test_tokens_stay_here(self, empty: Reader, tmp_path: Path) -> None:
        file = tmp_path / "in.jsonl"
        file.write_text(json.dumps({"title": WATER, "text": "Dearer now.", "url": "https://a.example/w?token=hush"}))
        empty("import", str(file))
        for name in ("a.md", "a.jsonl"):
            ran = empty("export", "-o", str(tmp_path / name))
            assert ran.err == "reader: 1 address is masked because of tokens in them; --with-secrets writes all of it\n"
            assert "hush" not in (tmp_path / name).read_text()
        assert "hush" in empty("export", "--with-secrets").out


@pytest.fixture
def kept(stocked: Reader) -> Reader:
    """A library in which somebody has made something of everything."""
    bridge, water = stocked.id_of(BRIDGE), stocked.id_of(WATER)
    stocked("bookmark", "--text", bridge)
    stocked("tag", bridge, "later", "boats")
    stocked("note", water, "Ask Ines.")
    stocked("searches", "add", "Bridges", "bridge")
    stocked("rules", "add", "Follow us everywhere")
    stocked("sources", "mute", "--query", "lottery")
    stocked("unlink", bridge, water)
    stocked("mark-read", water)
    return stocked


class TestBackup:
    def backup(self, reader: Reader, folder: Path, name: str = "b.json") -> Path:
        file = folder / name
        ran = reader("export", "--backup", "-o", str(file))
        assert (ran.status, ran.out) == (0, f"backup written to {file}\n")
        assert ran.err.count("\n") == 1
        return file

    def shelf(self, reader: Reader) -> dict:
        held = json.loads((reader.home / "data" / "shelf.json").read_text())
        return {
            name: sorted(json.dumps(row, sort_keys=True) for row in rows.values())
            for name, rows in held.items()
            if isinstance(rows, dict)
        }

    def test_all_of_it_comes_back_into_an_empty_library(self, kept: Reader, empty: Reader, news, tmp_path) -> None:
        file = self.backup(kept, tmp_path)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        ran = empty("import", str(file))
        assert ran.status == 0, ran.err
        assert ran.out.startswith("1 bookmark, 1 tagged article, 1 note, 1 source, 1 saved search, 1 rule, 1 mute, ")
        assert "1 place kept for articles that come in later" in ran.out
        assert self.shelf(empty) == self.shelf(kept)
        assert ran.err == ""  # there was nothing to keep a copy of
        empty("refresh")
        rows = {row["title"]: row for row in empty("list", "--json").records}
        assert (rows[WATER]["read"], rows[BRIDGE]["read"]) == (True, False)
        assert rows[BRIDGE]["bookmarked"]
        assert rows[BRIDGE]["tags"] == ["later", "boats"]
        again = empty("import", str(file))
        assert (again.status, again.out) == (0, "nothing in it that was not there\n")

    def test_in_the_place_of_the_shelf_it_empties_nothing(self, kept: Reader, empty: Reader, tmp_path: Path) -> None:
        file, shelf = self.backup(kept, tmp_path), kept.home / "data" / "shelf.json"
        rows = self.shelf(kept)
        shelf.write_bytes(file.read_bytes())
        ran = kept("bookmarks")
        assert (ran.status, len(ran.rows), ran.err.count("\n")) == (0, 1, 1)
        assert "is a backup, which 'reader import' takes, and is kept as" in ran.err
        assert self.shelf(kept) == rows
        (aside,) = shelf.parent.glob("shelf.json.damaged-*")
        assert empty("import", str(aside)).status == 0
        assert self.shelf(empty) == rows

    def test_nothing_that_is_there_is_lost(self, kept: Reader, tmp_path: Path) -> None:
        file = self.backup(kept, tmp_path)
        bridge, water = kept.id_of(BRIDGE), kept.id_of(WATER)
        kept("unbookmark", bridge)
        kept("untag", bridge, "boats")
        kept("tag", bridge, "Mine")
        kept("note", water, "Asked her.")
        kept("mark-unread", water)
        before, rows = (kept.home / "data" / "shelf.json").read_bytes(), self.shelf(kept)
        ran = kept("import", str(file))
        assert ran.status == 0
        (copy,) = (kept.home / "data").glob("shelf.json.before-*")
        assert copy.read_bytes() == before
        assert ran.err == f"reader: the Shelf as it was before is kept as {copy}\n"
        assert "1 bookmark added" in ran.out
        assert "1 article read as far as before" in ran.out
        shown = {row["id"]: row for row in kept("show", bridge, water, "--json").records}
        assert shown[bridge]["tags"] == ["later", "Mine", "boats"]
        assert shown[water]["note"] == "Asked her.\n\nAsk Ines."
        again = kept("import", str(file))
        assert (again.out, again.err) == ("nothing in it that was not there\n", "")
        copy.replace(kept.home / "data" / "shelf.json")
        assert self.shelf(kept) == rows

    def test_a_feed_under_another_id_stays_one(self, empty: Reader, tmp_path: Path) -> None:
        urls = tmp_path / "urls"
        urls.write_text("https://post.example/feed.xml?token=hush news\n")
        empty("import", str(urls))
        empty("sources", "mute", "post.example", "--query", "lottery")
        file = self.backup(empty, tmp_path)
        assert "hush" in file.read_text()
        other = Reader(tmp_path / "other")
        urls.write_text("http://post.example/feed.xml?token=hush mine\n")
        other("import", str(urls))
        other("import", str(file))
        (source,) = other("sources", "--json").records
        assert source["tags"] == ["mine", "news"]
        (mute,) = other("sources", "mutes", "--json").records
        assert (mute["source"], mute["problem"]) == (source["id"], None)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (lambda whole: whole | {"version": 99}, "written by a newer Reader"),
            (lambda whole: whole | {"shelf": {**whole["shelf"], "version": 99}}, "written by a newer Reader"),
            (lambda whole: whole | {"shelf": []}, "is a damaged backup"),
            (lambda whole: whole | {"shelf": {"version": 1, "tables": {"bookmarks": [1]}}}, "is a damaged backup"),
            (lambda whole: {"format": whole["format"]}, "is a damaged backup"),
        ],
    )
    def test_what_is_of_no_use_is_one_line_and_nothing_half_done(self, kept, empty, tmp_path, change, said) -> None:
        file = self.backup(kept, tmp_path)
        file.write_text(json.dumps(change(json.loads(file.read_text()))))
        ran = empty("import", str(file))
        assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert said in ran.err
        assert not (empty.home / "data" / "shelf.json").exists()

    def test_half_a_file(self, kept: Reader, empty: Reader, tmp_path: Path) -> None:
        file = self.backup(kept, tmp_path)
        file.write_bytes(file.read_bytes()[:-40])
        ran = empty("import", str(file))
        assert (ran.status, ran.err.count("\n")) == (1, 1)
        assert "is a damaged backup" in ran.err

    def test_rows_that_make_no_sense_are_left_out_and_told(self, kept: Reader, empty: Reader, tmp_path: Path) -> None:
        file = self.backup(kept, tmp_path)
        whole = json.loads(file.read_text())
        whole["shelf"]["tables"]["bookmarks"]["7"] = {"article": 3}
        whole["shelf"]["tables"]["later"] = {"1": {"what": "a later Reader has"}}
        whole["reading"] += [[1, 2], ["file:/x", "yes", None, None, None, None]]
        file.write_text(json.dumps(whole))
        ran = empty("import", str(file))
        assert ran.status == 1
        assert ran.err == f"reader: {file}: 3 parts of it are not understood and left out\n"
        assert len(self.shelf(empty)["bookmarks"]) == 1
        assert self.shelf(empty)["later"] == ['{"what": "a later Reader has"}']

    @pytest.mark.parametrize(
        "row",
        [
            '["k", false, null, 3, 3, -Infinity]',
            '["k", false, null, 3, 3, 1e308]',
            '["k", false, null, 3, 3, NaN]',
            '["k", false, null, 3, 3, -0.1]',
            f'["k", false, null, 3, 3, {10**400}]',
            '["k", false, null, -3, 3, 0.5]',
            f'["k", false, null, {2**62}, 3, 0.5]',
            f'["k", false, null, {10**30}, 1, 0.5]',
            '["k", true, 1, Infinity, 2, 0.5]',
            '["k", true, 1, 3, NaN, 0.5]',
            '["k", true, Infinity, null, null, null]',
            f'["k", true, {10**30}, null, null, null]',
            '["k", true, true, null, null, null]',
        ],
    )
    def test_numbers_that_no_reading_comes_to_are_left_out(self, kept: Reader, empty: Reader, tmp_path, row) -> None:
        file = self.backup(kept, tmp_path)
        whole = json.loads(file.read_text())
        states = len(whole["reading"])
        whole["reading"].append("HERE")
        file.write_text(json.dumps(whole).replace('"HERE"', row))
        ran = empty("import", str(file))
        assert (ran.status, ran.err) == (1, f"reader: {file}: 1 part of it is not understood and left out\n")
        assert f"{states} place kept" in ran.out

    def test_a_version_that_is_no_number_is_damage(self, kept: Reader, empty: Reader, tmp_path: Path) -> None:
        file = self.backup(kept, tmp_path)
        whole = json.loads(file.read_text())
        whole["shelf"]["version"] = float("inf")
        file.write_text(json.dumps(whole))
        ran = empty("import", str(file))
        assert (ran.status, ran.err.count("\n")) == (1, 1)
        assert "is a damaged backup" in ran.err

    @pytest.mark.parametrize("location", ["file:///etc/passwd", "-oProxyCommand=x", "https://", ""])
    @pytest.mark.parametrize("kind", ["feed", "page"])
    def test_a_feed_at_no_address_of_the_web_is_left_out(self, empty: Reader, tmp_path, kind, location) -> None:
        urls = tmp_path / "urls"
        urls.write_text("https://post.example/feed.xml news\nhttps://shed.example/feed.xml\n")
        empty("import", str(urls))
        file = self.backup(empty, tmp_path)
        whole = json.loads(file.read_text())
        first = next(iter(whole["shelf"]["tables"]["sources"].values()))
        first |= {"kind": kind, "location": location}
        file.write_text(json.dumps(whole))
        other = Reader(tmp_path / "other")
        ran = other("import", str(file))
        assert (ran.status, ran.err) == (1, f"reader: {file}: 1 part of it is not understood and left out\n")
        assert len(other("sources", "--json").records) == 1

    def test_names_that_are_no_utf8_come_along(self, empty: Reader, tmp_path: Path) -> None:
        folder = tmp_path / "odd"
        folder.mkdir()
        try:
            (folder / os.fsdecode(b"caf\xe9.txt")).write_text(f"{WATER}\n\nWater is dearer now, the council said.\n")
        except OSError:
            pytest.skip("this file system takes UTF-8 only")
        empty("add", str(folder))
        empty("mark-read", empty.id_of(WATER))
        file = self.backup(empty, tmp_path)
        other = Reader(tmp_path / "other")
        other("import", str(file))
        other("refresh")
        assert [row["read"] for row in other("list", "--json").records] == [True]
