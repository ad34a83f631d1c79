"""`bookmark`, `unbookmark`, `bookmarks`, `mark-read`, `mark-unread`, `tag`, `untag`, `note`, `searches`."""

import pytest

from .conftest import BRIDGE, REOPENING, WATER


def test_bookmarks_are_kept_newest_first(stocked):
    for title in (WATER, BRIDGE):
        ran = stocked("bookmark", stocked.id_of(title))
        assert (ran.status, ran.rows) == (0, [["bookmarked", stocked.id_of(title), title]])
    assert [row[3] for row in stocked("bookmarks").rows] == [BRIDGE, WATER]
    assert [row[4] for row in stocked("list", "is:bookmarked").rows] == [BRIDGE, WATER]


def test_bookmarks_json_has_the_promised_fields(stocked):
    stocked("bookmark", stocked.id_of(WATER))
    stocked("bookmark", "--text", stocked.id_of(BRIDGE))
    with_text, without = stocked("bookmarks", "--json").records
    fields = ["id", "title", "source", "published", "url", "path", "added", "tags", "note"]
    assert list(without) == fields
    assert list(with_text) == [*fields, "text"]
    assert "eastern pier" in with_text["text"]
    assert without["published"] == "2026-02-10"


def test_unbookmark(stocked):
    target = stocked.id_of(WATER)
    stocked("bookmark", target)
    assert stocked("unbookmark", target).rows == [["unbookmarked", target, WATER]]
    assert stocked("bookmarks").out == ""
    again = stocked("unbookmark", target)
    assert again.status == 1
    assert target in again.err


def test_marks(stocked):
    first, second = stocked.id_of(BRIDGE), stocked.id_of(WATER)
    ran = stocked("mark-read", first, second)
    assert ran.rows == [["read", first, BRIDGE], ["read", second, WATER]]
    assert [row[4] for row in stocked("list", "is:unread").rows] == [REOPENING]
    assert stocked("mark-unread", second).rows == [["unread", second, WATER]]
    assert [row[4] for row in stocked("list", "is:read").rows] == [BRIDGE]
    assert stocked("list", "is:read").rows[0][2] == ""


@pytest.mark.parametrize("command", ["bookmark", "mark-read", "mark-unread"])
def test_a_target_unknown_does_not_stop_the_rest(stocked, command):
    ran = stocked(command, "nowhere", stocked.id_of(WATER)[:8])
    assert ran.status == 1
    assert [row[2] for row in ran.rows] == [WATER]
    assert "nowhere" in ran.err
    assert ran.err.count("\n") == 1


def test_an_article_can_be_named_by_its_path(stocked, news):
    assert stocked("bookmark", str(news / "water.txt")).rows == [["bookmarked", stocked.id_of(WATER), WATER]]


def test_a_terminal_is_told_when_nothing_is_kept(empty):
    assert "reader bookmark" in empty("bookmarks", terminal=True).err


class TestTags:
    def test_they_are_given_listed_and_taken_off(self, stocked):
        water, bridge = stocked.id_of(WATER), stocked.id_of(BRIDGE)
        assert stocked("tag", water, "later", "to read").rows == [["tagged", water, WATER, "later, to read"]]
        assert stocked("tag", "--add", "Later", water, bridge).rows[1] == ["tagged", bridge, BRIDGE, "later"]
        assert stocked("tag", water).out == "later\nto read\n"
        assert stocked("tag").rows == [["later", "2"], ["to read", "1"]]
        assert stocked("tag", bridge, "--json").records == [{"id": bridge, "title": BRIDGE, "tags": ["later"]}]
        assert stocked("tag", water, "--remove", "LATER").rows == [["untagged", water, WATER, "to read"]]
        assert [row[4] for row in stocked("list", "tag:later").rows] == [BRIDGE]
        [row] = stocked("list", "--json", "is:tagged", 'tag:"to read"').records
        assert (row["tags"], row["noted"]) == (["to read"], False)
        assert stocked("untag", water).rows == [["untagged", water, WATER, ""]]

    def test_what_cannot_be_is_one_line(self, stocked):
        water = stocked.id_of(WATER)
        for words in (("nowhere", "x"), (water, '"'), (water, "--remove", "x"), ("--add", "x")):
            ran = stocked("tag", *words)
            assert (ran.status > 0, ran.err.count("\n"), ran.out) == (True, 1, "")
        assert stocked("untag", water).err == f"reader: {water}: has no tags\n"


class TestNotes:
    def test_one_is_written_printed_and_removed(self, stocked):
        water = stocked.id_of(WATER)
        assert stocked("note", water, "Ask", "Lenn Water.").rows == [["noted", water, WATER]]
        assert stocked("note", water[:6]).out == "Ask Lenn Water.\n"
        assert stocked("note", water, "-", stdin=b"One.\r\n\tTwo.\n").status == 0
        assert stocked("note", water).out == "One.\n\tTwo.\n"
        [record] = stocked("note", "--json").records
        assert list(record) == ["id", "title", "note", "written", "changed", "url"]
        assert stocked("note").rows[0][2:] == [WATER, "One."]
        assert "Your note:\nOne.\n\tTwo.\n" in stocked("show", water).out
        assert [stocked("show", "--json", water).records[0][name] for name in ("tags", "note")] == [[], "One.\n\tTwo."]
        assert stocked("list", "is:noted", "--json").records[0]["noted"] is True
        assert stocked("note", water, "--remove").rows == [["removed", water, WATER]]
        assert stocked("note", water, "--json").records[0]["note"] is None
        assert stocked("note", water, "--remove").status == 1

    def test_no_text_is_not_taken_for_removing(self, stocked):
        water = stocked.id_of(WATER)
        stocked("note", water, "Ask.")
        assert stocked("note", water, "").status == 2
        assert stocked("note", water, "-").status == 2
        assert stocked("note", water, "x", "--remove").status == 2
        assert stocked("note", water).out == "Ask.\n"
        ran = stocked("note", water, "-", stdin=b"x" * 60_000)
        assert (ran.status, ran.err.count("\n")) == (1, 1)


def test_bookmarks_carry_tags_and_note(stocked):
    water = stocked.id_of(WATER)
    stocked("bookmark", water)
    stocked("tag", water, "later")
    stocked("note", water, "Ask.")
    [record] = stocked("bookmarks", "--json").records
    assert (record["tags"], record["note"]) == (["later"], "Ask.")


def test_searches(stocked):
    assert stocked("searches", "add", "Bridge", "kestrel", "is:unread").rows[0][2:] == ["Bridge", "kestrel is:unread"]
    stocked("mark-read", stocked.id_of(REOPENING))
    [row] = stocked("searches").rows
    assert row[1:] == ["1/1", "Bridge", "kestrel is:unread"]
    [record] = stocked("searches", "--json").records
    assert (record["articles"], record["unread"], record["stories"]) == (1, 1, False)
    assert stocked("searches", "rename", "bridge", "Span").rows[0][0] == "renamed"
    for words, status in (("add x", 2), ("add x is:x", 2), ("add span y", 1), ("remove nowhere", 1), ("list x", 2)):
        ran = stocked("searches", *words.split())
        assert (ran.status, ran.err.count("\n")) == (status, 1), words
    assert stocked("searches", "remove", row[0]).rows[0][:3] == ["removed", row[0], "Span"]
    assert stocked("searches", terminal=True).out == ""
