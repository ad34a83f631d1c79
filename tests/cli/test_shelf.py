"""`bookmark`, `unbookmark`, `bookmarks`, `mark-read`, `mark-unread`."""

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
    fields = ["id", "title", "source", "published", "url", "path", "added"]
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
