import json
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from subprocess import Popen

import pytest

from reader.errors import NewerStoreError, StoreError
from reader.model import Bookmark, Correction, Follow, LineRule, Mute, Pages, RuleAction, Source, SourceKind
from reader.store.atomic import previous
from reader.store.listing import Tagged
from reader.store.shelf import Shelf
from reader.store.storage import MIGRATIONS, ShelfFile, Tables

Now = Callable[[], datetime]
Child = Callable[..., "Popen[str]"]

NOON = datetime(2022, 3, 10, 12, tzinfo=UTC)
KEPT = Bookmark(
    "00aa",
    "Ärger — “quoted” 北",
    "Paper",
    date(2022, 2, 25),
    "https://e.org/a",
    "/caf\udce9.txt",
    NOON,
    "One.\n\nTwo.",
)
SOURCE = Source("f1", SourceKind.FOLDER, "/news", "News", NOON)


def bookmark(article: str, hour: int = 12) -> Bookmark:
    return Bookmark(article, f"Title {article}", None, None, None, None, datetime(2022, 3, 10, hour, tzinfo=UTC))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "shelf.json"


@pytest.fixture
def shelf(path: Path, clock: Now) -> Shelf:
    return Shelf(path, clock)


class TestWhatIsKept:
    def test_a_bookmark_comes_back_as_it_was_to_anyone(self, shelf: Shelf, path: Path, clock: Now) -> None:
        assert shelf.bookmark(KEPT)
        assert Shelf(path, clock).bookmarks() == [KEPT]
        assert shelf.bookmarked() == {"00aa"}

    def test_an_instant_stays_an_instant(self, shelf: Shelf) -> None:
        one = Bookmark("a", "T", None, NOON, None, None, NOON)
        shelf.bookmark(one)
        assert shelf.bookmarks() == [one]

    def test_bookmarks_are_kept_once_newest_first(self, shelf: Shelf) -> None:
        assert [shelf.bookmark(bookmark(name, hour)) for name, hour in (("a", 9), ("b", 11), ("c", 10))] == [True] * 3
        assert not shelf.bookmark(bookmark("b", 20))
        assert [one.article for one in shelf.bookmarks()] == ["b", "c", "a"]

    def test_a_removed_bookmark_can_be_put_back_as_it_was(self, shelf: Shelf) -> None:
        shelf.bookmark(bookmark("a", 9))
        shelf.bookmark(bookmark("b", 10))
        removed = shelf.unbookmark("a")
        assert removed == bookmark("a", 9)
        assert shelf.bookmarked() == {"b"}
        assert shelf.unbookmark("a") is None
        assert shelf.bookmark(removed)
        assert [one.article for one in shelf.bookmarks()] == ["b", "a"]

    def test_sources(self, shelf: Shelf) -> None:
        other = Source("f2", SourceKind.FILE, "/one.txt", "One", NOON)
        shelf.remember(SOURCE)
        shelf.remember(other)
        renamed = Source("f1", SourceKind.FOLDER, "/news", "The news", NOON)
        shelf.remember(renamed)
        assert shelf.sources() == [renamed, other]
        shelf.forget("f1")
        shelf.forget("never held")
        assert shelf.sources() == [other]

    def test_a_source_keeps_what_was_said_of_it(self, shelf: Shelf, path: Path, clock: Now) -> None:
        said = replace(SOURCE, tags=("news", "sea"), paused=True, pages=Pages.NEVER, named=True, site="https://e.org/")
        shelf.remember(said)
        assert Shelf(path, clock).sources() == [said]

    def test_sources_of_older_versions_read_as_usual_ones(self, path: Path, clock: Now) -> None:
        path.parent.mkdir()
        old = {"id": "f1", "kind": "folder", "location": "/news", "name": "News", "added": NOON.isoformat()}
        rows = {"1": old, "2": old | {"id": "f2", "tags": "news"}, "3": old | {"id": "f3", "pages": "maybe"}}
        path.write_text(json.dumps({"version": 1, "sources": rows}))
        shelf = Shelf(path, clock)
        assert shelf.sources() == [SOURCE]
        assert ["row 2" in shelf.notices[0], "row 3" in shelf.notices[1]] == [True, True]
        shelf.remember(replace(SOURCE, paused=True))
        kept = json.loads(path.read_bytes())["sources"]
        assert (kept["1"]["paused"], kept["2"], kept["3"]) == (True, rows["2"], rows["3"])

    def test_many_sources_are_kept_at_once(self, shelf: Shelf) -> None:
        shelf.remember(SOURCE)
        many = [replace(SOURCE, id=f"m{number}") for number in range(50)]
        shelf.revise(lambda held: [*many, replace(held[0], name="Renamed")])
        assert shelf.sources() == [replace(SOURCE, name="Renamed"), *many]
        before = shelf.version()
        shelf.revise(lambda held: [])
        assert shelf.version() == before
        shelf.forget("f1", *(one.id for one in many[1:]))
        assert shelf.sources() == many[:1]

    def test_mutes(self, shelf: Shelf, path: Path, clock: Now) -> None:
        one, other = Mute("1a", "title:horoscope", None, NOON), Mute("2b", "“cup” -final", "f1", NOON)
        assert [shelf.mute(one), shelf.mute(other), shelf.mute(one)] == [True, True, False]
        assert Shelf(path, clock).mutes() == [one, other]
        assert shelf.unmute("1a") == one
        assert shelf.unmute("1a") is None
        assert shelf.mutes() == [other]
        assert shelf.check() == []

    def test_restored_cuts(self, shelf: Shelf) -> None:
        assert shelf.restored("a") == frozenset()
        assert shelf.restore("a", "Follow us")
        assert not shelf.restore("a", "Follow us")
        assert shelf.restore("b", "Read more")
        assert shelf.restored("a") == {"Follow us"}
        assert shelf.hide("a", "Follow us")
        assert not shelf.hide("a", "Follow us")
        assert shelf.restored("a") == frozenset()

    def test_rules(self, shelf: Shelf, path: Path, clock: Now) -> None:
        cut = LineRule("1a", "Follow us", RuleAction.CUT, "Post", added=NOON)
        keep = LineRule("2b", "Read on", RuleAction.KEEP, None, begins=True, added=NOON)
        assert shelf.teach(cut) is None
        assert shelf.teach(keep) is None
        assert Shelf(path, clock).rules() == [cut, keep]
        other = LineRule("1a", "FOLLOW US!", RuleAction.KEEP, "Post", added=NOON)
        assert shelf.teach(other) == cut
        assert shelf.rules() == [other, keep]
        assert shelf.unteach("1a") == other
        assert shelf.unteach("1a") is None
        assert shelf.rules() == [keep]
        assert shelf.check() == []

    def test_a_rule_not_understood_is_kept_and_told(self, path: Path, clock: Now) -> None:
        path.parent.mkdir()
        sound = {
            "id": "c",
            "text": "c\u202ec",
            "action": "cut",
            "source": "P\x1b[2J",
            "added": "2022-03-01",
            "mood": "calm",
        }
        rows = {
            "1": {"id": "a", "text": "a", "action": "burn", "source": None, "added": "2022-03-01"},
            "2": {"id": "b", "text": 5, "action": "cut", "source": None, "added": "2022-03-01"},
            "3": {"id": "d", "text": "d", "action": "cut", "source": None, "begins": "yes", "added": "2022-03-01"},
            "4": sound,
        }
        path.write_text(json.dumps({"version": 1, "rules": rows}))
        shelf = Shelf(path, clock)
        assert [(rule.text, rule.source) for rule in shelf.rules()] == [("cc", "P")]
        assert [notice.partition(": ")[2][:14] for notice in shelf.notices] == [
            f"row {row} of rules"[:14] for row in "123"
        ]
        shelf.teach(LineRule("e", "e", RuleAction.CUT, None, added=NOON))
        kept = json.loads(path.read_bytes())["rules"]
        assert {row: kept[row] for row in rows} == rows

    def test_follows(self, shelf: Shelf, path: Path, clock: Now) -> None:
        one = Follow("aa00", "The bridge — “open”", NOON, NOON, ("a1", "b2"))
        other = Follow("bb11", "The tariff", NOON, NOON, ())
        assert shelf.follow(one) is None
        assert shelf.follow(other) is None
        assert Shelf(path, clock).follows() == [one, other]
        later = Follow("aa00", "The bridge", NOON, datetime(2022, 3, 11, tzinfo=UTC), ("a1",))
        assert shelf.follow(later) == one
        assert shelf.follows() == [later, other]
        assert shelf.unfollow("aa00") == later
        assert shelf.unfollow("aa00") is None
        assert shelf.follows() == [other]

    def test_of_corrections_the_last_word_holds(self, shelf: Shelf, path: Path, clock: Now) -> None:
        together, apart = Correction(("a", "b"), True, NOON), Correction(("a", "b"), False, NOON)
        other = Correction(("a", "c"), False, NOON)
        assert shelf.correct([together, other]) == []
        assert shelf.correct([apart]) == [together]
        assert sorted(Shelf(path, clock).corrections(), key=lambda one: one.articles) == [apart, other]
        shelf.uncorrect([("a", "b"), ("a", "d")])
        shelf.uncorrect([("a", "b")])
        assert shelf.corrections() == [other]
        assert [row["verdict"] for row in json.loads(path.read_bytes())["links"].values()] == ["apart"]

    def test_follows_and_corrections_not_understood_are_kept_and_told(self, path: Path, clock: Now) -> None:
        rows = {
            "follows": {
                "1": {"story": "aa", "name": "T", "added": "soon", "seen": "2022-03-10T12:00:00", "articles": ["x"]},
                "2": {"story": "bb", "name": "U", "added": "2022-03-10", "seen": "2022-03-10", "articles": "x"},
            },
            "links": {
                "1": {"first": "b", "second": "a", "verdict": "together", "added": "2022-03-10"},
                "2": {"first": "a", "second": "a", "verdict": "together", "added": "2022-03-10"},
                "3": {"first": "a", "second": "c", "verdict": "maybe", "added": "2022-03-10"},
            },
        }
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({"version": 1, **rows}))
        shelf = Shelf(path, clock)
        assert [(one.story, one.seen) for one in shelf.follows()] == [("aa", NOON)]
        assert [one.articles for one in shelf.corrections()] == [("a", "b")]
        told = [notice.split(": ", 1)[1] for notice in shelf.notices]
        assert [one.split(" is ")[0].split(" has ")[0] for one in told] == [
            "row 1 of follows",
            "row 2 of follows",
            "row 2 of links",
            "row 3 of links",
        ]
        shelf.correct([Correction(("a", "b"), False, NOON)])
        kept = json.loads(path.read_bytes())
        assert kept["follows"] == rows["follows"]
        links = {"2": rows["links"]["2"], "3": rows["links"]["3"]}
        assert {number: row for number, row in kept["links"].items() if number != "4"} == links
        assert kept["links"]["4"]["verdict"] == "apart"

    def test_the_session(self, shelf: Shelf, path: Path, clock: Now) -> None:
        assert shelf.value("theme") is None
        shelf.keep("theme", "night")
        shelf.keep("theme", "paper")
        assert Shelf(path, clock).value("theme") == "paper"

    def test_keeping_what_is_kept_writes_nothing(self, shelf: Shelf) -> None:
        shelf.keep("theme", "night")
        before = shelf.version()
        shelf.keep("theme", "night")
        shelf.bookmark(KEPT)
        changed = shelf.version()
        assert changed != before
        shelf.bookmark(KEPT)
        shelf.unbookmark("never held")
        shelf.forget("never held")
        assert shelf.version() == changed

    def test_tags(self, path: Path, clock: Now) -> None:
        rows = {"1": {"article": "a", "tags": ["Economy", "home"]}, "2": {"article": "b", "tags": ["economy"]}}
        path.parent.mkdir()
        path.write_text(json.dumps({"version": 1, "tags": rows}))
        shelf = Shelf(path, clock)
        assert shelf.annotations.tags() == {"a": ("Economy", "home"), "b": ("economy",)}
        shelf.remember(replace(SOURCE, tags=("Home", "sea")))
        assert shelf.tagged(["economy"]) == [Tagged(frozenset({"a", "b"}))]
        assert shelf.tagged(["economy", "HOME"]) == [
            Tagged(frozenset({"a", "b"})),
            Tagged(frozenset({"a"}), frozenset({"f1"})),
        ]
        assert shelf.tagged([]) == []

    def test_the_file_is_json_that_people_can_read(self, shelf: Shelf, path: Path) -> None:
        shelf.bookmark(KEPT)
        text = path.read_text("utf-8")
        assert "Ärger — “quoted” 北" in text
        assert json.loads(text)["bookmarks"]["1"]["published"] == "2022-02-25"

    def test_a_link_goes_on_leading_to_the_file(self, tmp_path: Path, clock: Now) -> None:
        (tmp_path / "synced").mkdir()
        link = tmp_path / "shelf.json"
        link.symlink_to(tmp_path / "synced" / "shelf.json")
        Shelf(link, clock).bookmark(KEPT)
        assert link.is_symlink()
        assert Shelf(tmp_path / "synced" / "shelf.json", clock).bookmarked() == {"00aa"}


class TestOtherVersions:
    def test_what_a_later_version_added_is_kept(self, path: Path, clock: Now) -> None:
        path.parent.mkdir()
        rows = {"7": {"id": "f1", "kind": "folder", "location": "/n", "name": "N", "added": "2022-03-01", "hue": "red"}}
        path.write_text(json.dumps({"version": 1, "sources": rows, "moods": {"1": {"mood": "calm"}}, "maker": "x"}))
        shelf = Shelf(path, clock)
        shelf.remember(SOURCE)
        shelf.bookmark(KEPT)
        whole = json.loads(path.read_bytes())
        assert whole["moods"] == {"1": {"mood": "calm"}}
        assert whole["maker"] == "x"
        assert whole["sources"]["7"]["hue"] == "red"
        assert whole["sources"]["7"]["name"] == "News"

    def test_a_newer_file_is_left_untouched(self, path: Path, clock: Now) -> None:
        path.parent.mkdir()
        path.write_text('{"version": 99}')
        with pytest.raises(NewerStoreError, match="newer Reader"):
            Shelf(path, clock)
        assert {entry.name: entry.read_text() for entry in path.parent.iterdir()} == {"shelf.json": '{"version": 99}'}

    def test_a_newer_file_that_came_while_running_is_left_untouched(self, shelf: Shelf, path: Path) -> None:
        shelf.bookmark(KEPT)
        path.write_text('{"version": 99}')
        with pytest.raises(NewerStoreError):
            shelf.bookmark(bookmark("b"))
        assert path.read_text() == '{"version": 99}'

    def test_an_older_file_is_copied_and_brought_up_to_date(self, path: Path, clock: Now) -> None:
        path.parent.mkdir()
        old = '{"session": {"1": {"name": "theme", "value": "night"}}}'
        path.write_text(old)
        shelf = Shelf(path, clock)
        assert shelf.value("theme") == "night"
        assert json.loads(path.read_bytes())["version"] == len(MIGRATIONS)
        assert path.with_name("shelf.json.v0.bak").read_text() == old

    def test_each_step_is_taken_once(self, path: Path, clock: Now) -> None:
        def louder(tables: Tables) -> Tables:
            return tables | {"volume": tables.get("volume", 0) + 1}

        path.parent.mkdir()
        path.write_text('{"version": 1, "session": {}, "volume": 1}')
        steps = (*MIGRATIONS, louder, louder)
        for _ in range(2):
            assert ShelfFile(path, clock, steps).load() == {"session": {}, "volume": 3}
        assert path.with_name("shelf.json.v1.bak").read_text() == '{"version": 1, "session": {}, "volume": 1}'


DAMAGED = [
    b"",
    b"{",
    b"\xff\xfe\x00",
    b"[]",
    b"null",
    b"{}",
    b'{"moods": {}}',
    b"[" * 100_000,
    b'{"version": "x"}',
    b'{"bookmarks": {"x": {}}}',
    b'{"version": 2}',
    b'{"version": 1, "moods": {}}',
]


class TestDamage:
    @pytest.mark.parametrize("damage", DAMAGED)
    def test_its_copy_is_put_back_and_told(self, path: Path, clock: Now, damage: bytes) -> None:
        writer = Shelf(path, clock)
        writer.bookmark(bookmark("a"))
        writer.bookmark(bookmark("b"))
        path.write_bytes(damage)
        shelf = Shelf(path, clock)
        assert shelf.bookmarked() == {"a", "b"}
        (notice,) = shelf.notices
        (aside,) = path.parent.glob("shelf.json.damaged-*")
        assert aside.read_bytes() == damage
        assert aside.name in notice
        assert "put back" in notice
        assert shelf.bookmark(bookmark("c"))
        assert Shelf(path, clock).bookmarked() == {"a", "b", "c"}

    def test_a_backup_in_its_place_is_set_aside_and_told_to_be_one(self, path: Path, clock: Now) -> None:
        Shelf(path, clock).bookmark(KEPT)
        whole = path.read_bytes()
        path.write_text(json.dumps({"format": "reader-backup", "version": 1, "shelf": {}, "reading": []}))
        shelf = Shelf(path, clock)
        assert shelf.bookmarks() == [KEPT]
        assert path.read_bytes() == previous(path).read_bytes() == whole
        (aside,) = path.parent.glob("shelf.json.damaged-*")
        said = f"{path}: is a backup, which 'reader import' takes, and is kept as {aside.name}; its copy was put back"
        assert shelf.notices == [said]

    @pytest.mark.parametrize("at", range(0, 300, 7))
    def test_one_other_byte_is_seen_wherever_it_stands(self, path: Path, clock: Now, at: int) -> None:
        Shelf(path, clock).bookmark(KEPT)
        data = bytearray(path.read_bytes())
        data[at % len(data)] ^= 0x02
        path.write_bytes(data)
        assert Shelf(path, clock).bookmarks() == [KEPT]
        assert path.read_bytes() == previous(path).read_bytes()

    def test_an_edit_that_might_be_decay_is_told_and_taken_once_the_checksum_is_out(
        self, path: Path, clock: Now
    ) -> None:
        Shelf(path, clock).keep("theme", "paper")
        edited = path.read_text().replace("paper", "night")
        path.write_text(edited)
        told = Shelf(path, clock)
        assert told.value("theme") == "paper"
        assert "checksum" in told.notices[0]
        path.write_text("".join(line for line in edited.splitlines(keepends=True) if "checksum" not in line))
        shelf = Shelf(path, clock)
        assert shelf.value("theme") == "night"
        assert shelf.notices == []

    @pytest.mark.parametrize("cut", [1, 40, 400])
    def test_a_piece_cut_out_of_it_is_seen_though_the_rest_makes_sense(self, path: Path, clock: Now, cut: int) -> None:
        writer = Shelf(path, clock)
        for number in range(5):
            writer.bookmark(bookmark("a" * 500 + str(number)))
        whole = path.read_bytes()
        start = whole.index(b"aaaa")
        path.write_bytes(whole[:start] + whole[start + cut :])
        assert Shelf(path, clock).bookmarked() == {"a" * 500 + str(number) for number in range(5)}

    @pytest.mark.parametrize("indent", [None, 2])
    def test_what_another_program_wrote_is_taken_as_it_is(self, path: Path, clock: Now, indent: int | None) -> None:
        Shelf(path, clock).keep("theme", "paper")
        whole = json.loads(path.read_bytes())
        whole["session"]["1"]["value"] = "darkest"
        path.write_text(json.dumps(whole, indent=indent))
        shelf = Shelf(path, clock)
        assert shelf.value("theme") == "darkest"
        assert shelf.notices == []

    @pytest.mark.parametrize("version", [1, 9])
    def test_a_version_counts_for_more_than_a_checksum(self, path: Path, clock: Now, version: int) -> None:
        Shelf(path, clock).keep("theme", "paper")
        other = path.read_text().replace('"version": 2', f'"version": {version}')
        path.write_text(other)
        if version > len(MIGRATIONS):
            with pytest.raises(NewerStoreError):
                Shelf(path, clock)
            assert path.read_text() == other
        else:
            assert Shelf(path, clock).value("theme") == "paper"
            assert path.with_name("shelf.json.v1.bak").read_text() == other

    def test_where_the_copy_is_damaged_too_whole_rows_are_put_back(self, path: Path, clock: Now) -> None:
        writer = Shelf(path, clock)
        for name in "abcd":
            writer.bookmark(bookmark(name))
        writer.keep("theme", "night")
        whole = path.read_bytes()
        cut, other = whole.index(b'"b"'), whole.index(b'"c"')
        path.write_bytes(whole[:cut] + b"\0" * 40 + whole[cut + 40 :])
        previous(path).write_bytes(whole[:other] + b"\0" * 40 + whole[other + 40 :])
        shelf = Shelf(path, clock)
        assert shelf.bookmarked() == {"a", "b", "c", "d"}
        assert shelf.value("theme") == "night"
        assert "rows of it could still be read" in shelf.notices[0]
        assert len(list(path.parent.glob("*.damaged-*"))) == 2

    def test_the_doctor_makes_a_copy_that_is_missing_or_another(self, shelf: Shelf, path: Path) -> None:
        shelf.keep("theme", "night")
        for spoil in (previous(path).unlink, lambda: previous(path).write_bytes(b"x")):
            spoil()
            assert not shelf.has_copy()
            shelf.copy_again()
            assert shelf.has_copy()
            assert previous(path).read_bytes() == path.read_bytes()

    @pytest.mark.parametrize("copy", [None, b"{"])
    def test_without_a_good_copy_an_empty_shelf_is_begun(self, path: Path, clock: Now, copy: bytes | None) -> None:
        path.parent.mkdir()
        path.write_bytes(b"{")
        if copy is not None:
            previous(path).write_bytes(copy)
        shelf = Shelf(path, clock)
        assert shelf.bookmarks() == []
        assert "empty shelf was begun" in shelf.notices[0]
        kept = {entry.read_bytes() for entry in path.parent.glob("*.damaged-*")}
        assert kept == {b"{"}

    def test_a_link_that_leads_back_to_itself_is_one_clear_line(self, path: Path, clock: Now) -> None:
        path.parent.mkdir()
        path.symlink_to(path.name)
        with pytest.raises(StoreError, match=r"shelf\.json: cannot be read"):
            Shelf(path, clock)

    @pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
    def test_what_is_no_file_is_neither_waited_for_nor_read(self, path: Path, clock: Now, kind: str) -> None:
        path.parent.mkdir()
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "device":
            path.symlink_to("/dev/zero")
        else:
            path.mkdir()
        with pytest.raises(StoreError, match="no plain file"):
            Shelf(path, clock).bookmarks()

    def test_a_size_that_makes_no_sense_is_not_read(self, path: Path, clock: Now) -> None:
        Shelf(path, clock).bookmark(KEPT)
        os.truncate(path, 300 * 2**30)
        with pytest.raises(StoreError, match=r"shelf.json: is larger than anything Reader writes there"):
            Shelf(path, clock)
        path.unlink()
        assert Shelf(path, clock).bookmarks() == [KEPT]

    @pytest.mark.parametrize("sound", [True, False])
    def test_a_lost_file_is_taken_from_its_copy_which_is_never_written_over_silently(
        self, path: Path, clock: Now, sound: bool
    ) -> None:
        writer = Shelf(path, clock)
        writer.bookmark(bookmark("a"))
        writer.bookmark(bookmark("b"))
        path.unlink()
        if not sound:
            previous(path).write_bytes(b"{")
        shelf = Shelf(path, clock)
        assert shelf.bookmarked() == ({"a", "b"} if sound else set())
        (notice,) = shelf.notices
        assert "was missing" in notice
        assert ("put back" if sound else "empty shelf was begun") in notice
        assert [entry.read_bytes() for entry in path.parent.glob("shelf.json.bak.damaged-*")] == [b"{"] * (not sound)
        assert Shelf(path, clock).notices == []

    def test_damage_while_running_is_told_too(self, shelf: Shelf, path: Path) -> None:
        shelf.bookmark(bookmark("a"))
        shelf.bookmark(bookmark("b"))
        path.write_bytes(b"{ broken by hand")
        assert shelf.bookmark(bookmark("c"))
        assert shelf.bookmarked() == {"a", "b", "c"}
        assert len(shelf.notices) == 1

    def test_a_row_not_understood_is_passed_over_kept_and_told_once(self, path: Path, clock: Now) -> None:
        path.parent.mkdir()
        rows = {
            "1": {"article": "a"},
            "2": {"article": "b", "title": "B", "added": "2022-03-01"},
            "3": {"article": "c", "title": 5, "added": "2022-03-01"},
        }
        path.write_text(json.dumps({"version": 1, "bookmarks": rows}))
        shelf = Shelf(path, clock)
        for _ in range(2):
            assert [one.article for one in shelf.bookmarks()] == ["b"]
        assert len(shelf.notices) == 2
        assert "row 1 of bookmarks" in shelf.notices[0]
        assert shelf.check() == shelf.notices
        assert shelf.unbookmark("a") is None
        shelf.bookmark(bookmark("e"))
        assert json.loads(path.read_bytes())["bookmarks"]["1"] == {"article": "a"}

    def test_a_row_with_a_date_that_is_none_is_shown_and_told_at_once(self, path: Path, clock: Now) -> None:
        path.parent.mkdir()
        kept = {
            "1": {"article": "a", "title": "A", "added": "soon", "published": None},
            "2": {"article": "b", "title": "B", "added": "2022-03-01", "published": "2022-02-31"},
        }
        sources = {"1": {"id": "f1", "kind": "folder", "location": "/n", "name": "N", "added": None}}
        path.write_text(json.dumps({"version": 1, "bookmarks": kept, "sources": sources}))
        shelf = Shelf(path, clock)
        assert [notice.partition(": row ")[2] for notice in shelf.notices] == [
            "1 of bookmarks has a date that is not one: added",
            "2 of bookmarks has a date that is not one: published",
            "1 of sources has a date that is not one: added",
        ]
        assert [(one.article, one.published, one.added.year) for one in shelf.bookmarks()] == [
            ("b", None, 2022),
            ("a", None, 1970),
        ]
        assert [one.id for one in shelf.sources()] == ["f1"]

    def test_a_sound_shelf_has_no_problems(self, shelf: Shelf) -> None:
        shelf.bookmark(KEPT)
        shelf.remember(SOURCE)
        shelf.restore("a", "text")
        shelf.keep("theme", "night")
        assert shelf.check() == []
        assert shelf.notices == []

    def test_control_characters_written_by_hand_do_not_come_through(self, path: Path, clock: Now) -> None:
        path.parent.mkdir()
        rows = {"1": {"article": "a", "title": "\x1b[2JT\u202eitle", "added": "2022-03-01", "text": "a\x1b]0;x\x07\nb"}}
        path.write_text(json.dumps({"version": 1, "bookmarks": rows}))
        (held,) = Shelf(path, clock).bookmarks()
        assert held.title == "Title"
        assert "\x1b" not in str(held.text)


class TestManyAtOnce:
    def test_two_processes_lose_nothing(self, path: Path, clock: Now, in_child: Child) -> None:
        children = [in_child(_WRITER, path, name, 50) for name in "ab"]
        assert [(child.communicate()[1], child.returncode) for child in children] == [("", 0)] * 2
        shelf = Shelf(path, clock)
        assert shelf.bookmarked() == {f"{name}{number}" for name in "ab" for number in range(50)}
        assert shelf.notices == []

    def test_threads_and_a_process_lose_nothing(self, shelf: Shelf, path: Path, in_child: Child) -> None:
        child = in_child(_WRITER, path, "p", 20)
        threads = [
            threading.Thread(target=lambda name=name: [shelf.bookmark(bookmark(f"{name}{n}")) for n in range(20)])
            for name in "xy"
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert child.communicate()[1] == ""
        assert shelf.bookmarked() == {f"{name}{number}" for name in "pxy" for number in range(20)}

    def test_one_sees_what_the_other_wrote(self, shelf: Shelf, path: Path, clock: Now) -> None:
        other = Shelf(path, clock)
        for number in range(5):
            shelf.bookmark(bookmark(f"a{number}"))
            before = shelf.version()
            other.bookmark(bookmark(f"b{number}"))
            assert shelf.version() != before
            assert len(shelf.bookmarked()) == len(other.bookmarked()) == 2 * number + 2


class TestKill:
    @pytest.mark.parametrize("seed", range(12))
    def test_every_acknowledged_bookmark_is_there(self, path: Path, clock: Now, in_child: Child, seed: int) -> None:
        child = in_child(_WRITER, path, "k", 100_000)
        assert child.stdout is not None
        acknowledged = [child.stdout.readline().strip() for _ in range(3)]
        time.sleep(random.Random(seed).uniform(0, 0.1))
        child.send_signal(signal.SIGKILL)
        # The last line may be cut off.
        acknowledged += child.communicate()[0].split("\n")[:-1]
        shelf = Shelf(path, clock)
        assert set(acknowledged) <= shelf.bookmarked()
        assert shelf.notices == []
        assert shelf.bookmark(bookmark("after"))
        assert not list(path.parent.glob(".*.tmp"))


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from reader.model import Bookmark
from reader.store.shelf import Shelf
now = lambda: datetime.now(UTC)
shelf = Shelf(Path(sys.argv[1]), now)
for number in range(int(sys.argv[3])):
    name = f"{sys.argv[2]}{number}"
    shelf.bookmark(Bookmark(name, name, None, None, None, None, now()))
    print(name, flush=True)
"""


class TestTrouble:
    def test_a_full_disk_leaves_the_shelf_as_it_was(self, path: Path, clock: Now, in_child: Child) -> None:
        Shelf(path, clock).bookmark(KEPT)
        before = path.read_bytes()
        out, err = in_child(_FULL, path).communicate()
        assert err == ""
        assert out.startswith(f"{path}: cannot be written")
        assert out.endswith("00aa\n")
        assert path.read_bytes() == before

    def test_a_file_in_the_way_is_one_clear_line(self, tmp_path: Path, clock: Now) -> None:
        (tmp_path / "file").write_text("in the way")
        with pytest.raises(StoreError, match="file") as caught:
            Shelf(tmp_path / "file" / "shelf.json", clock)
        assert "\n" not in str(caught.value)

    def test_a_folder_in_its_place_is_one_clear_line(self, path: Path, clock: Now) -> None:
        path.mkdir(parents=True)
        with pytest.raises(StoreError, match="no plain file"):
            Shelf(path, clock)

    @pytest.mark.parametrize(
        ("content", "copy"),
        [
            (b'{"version": 1, "session": {"1": {"name": "theme", "value": "paper"}}}', None),
            (b'{"session": {"1": {"name": "theme", "value": "paper"}}}', None),
            (b"{", b'{"version": 1, "session": {"1": {"name": "theme", "value": "paper"}}}'),
            (None, b'{"version": 1, "session": {"1": {"name": "theme", "value": "paper"}}}'),
        ],
        ids=["sound", "older", "damaged", "missing"],
    )
    def test_a_read_only_folder_can_be_read_and_says_so_on_writing(
        self, readable_folder: Path, in_child: Child, content: bytes | None, copy: bytes | None
    ) -> None:
        path = readable_folder / "shelf.json"
        files = {path: content, previous(path): copy}
        held = {file: data for file, data in files.items() if data is not None}
        readable_folder.chmod(0o755)
        for file, data in held.items():
            file.write_bytes(data)
            file.chmod(0o644)
        readable_folder.chmod(0o555)
        out, err = in_child(_READER, path).communicate()
        assert err == ""
        first, second, notices = out.splitlines()
        assert first == "paper"
        assert second.startswith(f"{path}: cannot be locked for writing")
        assert second.endswith("nothing was changed")
        assert notices == str(int(copy is not None))
        assert {file: file.read_bytes() for file in readable_folder.iterdir()} == held


_FULL = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from reader.errors import StoreError
from reader.model import Bookmark
from reader.store.shelf import Shelf
now = lambda: datetime.now(UTC)
shelf = Shelf(Path(sys.argv[1]), now)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    shelf.bookmark(Bookmark("b", "x" * 9000, None, None, None, None, now()))
except StoreError as error:
    print(error)
print(*sorted(shelf.bookmarked()))
"""

_READER = """
import os, sys
import filelock  # before the change of user, who may not read where Python is
from datetime import UTC, datetime
from pathlib import Path
from reader.errors import StoreError
from reader.store.shelf import Shelf
if os.geteuid() == 0:
    os.setuid(65534)
shelf = Shelf(Path(sys.argv[1]), lambda: datetime.now(UTC))
print(shelf.value("theme"))
try:
    shelf.keep("theme", "night")
except StoreError as error:
    print(error)
print(len(shelf.notices))
"""
