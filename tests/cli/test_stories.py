"""`stories`, `story`, `follow`, `unfollow`, `pin`, `unlink`."""

import json
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime

import pytest

from reader.paths import Home
from reader.store.archive import Archive

from .conftest import BRIDGE, REOPENING, WATER, Reader

STORY = "aa00bb"
NAME = "Kestrel Bridge shut"
FIELDS = ["story", "name", "first", "last", "sources", "articles", "followed", "new"]
MEMBER = ["id", "url", "title", "published", "copy_of"]


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def assign(reader: Reader, stories: dict[str, str | None], **names: str) -> None:
    """Say which articles, by title, are of which stories."""
    ids = {row["title"]: row["id"] for row in reader("list", "--json", "--limit", "0").records}
    with closing(Archive(Home.under(reader.home).archive_file, lambda: datetime.now(UTC))) as archive:
        archive.stories.assign({ids[title]: story for title, story in stories.items()}, names)


def fold(reader: Reader, copy: str, original: str) -> None:
    with closing(sqlite3.connect(Home.under(reader.home).archive_file)) as db, db:
        db.execute("UPDATE article SET copy_of = ? WHERE id = ?", (reader.id_of(original), reader.id_of(copy)))


def take(reader: Reader, tmp_path, *titles: str, **facts: str) -> None:
    """Bring in articles with these titles."""
    file = tmp_path / f"{len(list(tmp_path.iterdir()))}.jsonl"
    records = [{"id": title, "title": title, "text": f"{title}, they said at length.", **facts} for title in titles]
    file.write_text("".join(json.dumps(record) + "\n" for record in records))
    assert reader("import", str(file)).status == 0


@pytest.fixture
def told(stocked) -> Reader:
    """Three articles, two of them of one story."""
    assign(stocked, {BRIDGE: STORY, REOPENING: STORY, WATER: None}, **{STORY: NAME})
    return stocked


def test_stories_are_listed(told):
    ran = told("stories")
    assert (ran.status, ran.err) == (0, "")
    assert ran.rows == [[STORY, "2026-03-02", "2026-03-07", "2", "0", "2", "", "0", "news", NAME]]
    assert told("stories", "lorries").rows == ran.rows
    assert told("stories", "council").out == ""
    assert told("stories", "--limit", "1").rows == ran.rows


def test_stories_json_has_the_promised_fields(told):
    [record] = told("stories", "--json").records
    assert list(record) == FIELDS
    assert (record["story"], record["name"], record["sources"]) == (STORY, NAME, ["news"])
    assert (record["first"], record["last"]) == ("2026-03-02", "2026-03-07")
    assert [list(member) for member in record["articles"]] == [MEMBER, MEMBER]
    assert [member["title"] for member in record["articles"]] == [BRIDGE, REOPENING]
    assert (record["followed"], record["new"]) == (False, 0)


def test_copies_are_among_the_articles(told):
    assign(told, {WATER: STORY})
    fold(told, WATER, REOPENING)
    [record] = told("stories", "--json").records
    assert [(one["title"], one["copy_of"]) for one in record["articles"]] == [
        (BRIDGE, None),
        (REOPENING, None),
        (WATER, told.id_of(REOPENING)),
    ]
    assert told("stories").rows[0][3:5] == ["2", "1"]
    assert "+1" in told("story", STORY, terminal=True).out


def test_json_lists_all_and_a_plain_list_fifty(told, tmp_path):
    take(told, tmp_path, *(f"Report {number}" for number in range(104)))
    assign(
        told,
        {f"Report {number}": f"{number // 2:04x}" for number in range(104)},
        **{f"{number:04x}": f"Story {number}" for number in range(52)},
    )
    assert len(told("stories").rows) == 50
    assert len(told("stories", "--limit", "0").rows) == 53
    assert len(told("stories", "--json").records) == 53
    assert len(told("stories", "--json", "--limit", "2").records) == 2


def test_articles_say_their_story_and_are_asked_for_by_it(told):
    assert {row["title"]: row["story"] for row in told("list", "--json").records} == {
        REOPENING: STORY,
        BRIDGE: STORY,
        WATER: None,
    }
    assert [row["story"] for row in told("search", "--json", "council").records] == [None]
    assert [row[4] for row in told("list", f"story:{STORY[:4]}").rows] == [REOPENING, BRIDGE]
    assert [row[4] for row in told("search", "story:aa00 lorries").rows] == [REOPENING]
    assert told("list", "story:ffff").out == ""


def test_a_story_is_a_timeline_on_a_terminal(told):
    told("mark-read", told.id_of(REOPENING))
    lines = told("story", told.id_of(BRIDGE), terminal=True).out.splitlines()
    assert lines[:3] == [f"\x1b[1m{NAME}\x1b[22m", f"{STORY} · 2 reports · 1 source", "first: news, Monday 2026-03-02"]
    assert lines[3:] == [
        "",
        "\x1b[1mMonday 2026-03-02\x1b[22m",
        f"      N \x1b[1m{BRIDGE}\x1b[22m",
        f"        news · {told.id_of(BRIDGE)[:10]} · adds 2 sentences · 2 new to you",
        "",
        "4 days without a report",
        "",
        "\x1b[1mSaturday 2026-03-07\x1b[22m",
        f"        {REOPENING}",
        f"        news · {told.id_of(REOPENING)[:10]} · adds 2 sentences",
    ]


def test_reports_without_a_date_come_last_and_who_was_first_is_not_claimed(told, tmp_path):
    take(told, tmp_path, "Somebody said so", source="Echo")
    assign(told, {"Somebody said so": STORY})
    out = told("story", STORY, terminal=True).out
    assert "first of those with a date: news, Monday 2026-03-02" in out
    assert out.index("Without a date") > out.index(REOPENING)
    assert f"Echo · {told.id_of('Somebody said so')[:10]}" in out


def test_hours_are_shown(told, tmp_path):
    take(told, tmp_path, "Early", source="Echo", published="2026-03-01T06:30:00Z")
    assign(told, {"Early": STORY})
    out = told("story", STORY, terminal=True).out
    assert "first: Echo, Sunday 2026-03-01 06:30" in out
    assert "06:30 N \x1b[1mEarly" in out


def test_a_story_is_a_row_a_report_for_programs(told):
    assert told("story", STORY).rows == [
        [STORY, told.id_of(BRIDGE), "2026-03-02", "N", "", BRIDGE, "0", "2", "2"],
        [STORY, told.id_of(REOPENING), "2026-03-07", "N", "", REOPENING, "0", "2", "2"],
    ]


def test_story_json_says_more_of_each_article(told):
    [record] = told("story", "--json", STORY).records
    assert list(record) == FIELDS
    assert [list(one) for one in record["articles"]] == [[*MEMBER, "source", "added", "new"]] * 2
    assert [(one["title"], one["added"], one["new"]) for one in record["articles"]] == [
        (BRIDGE, 2, 2),
        (REOPENING, 2, 2),
    ]


def test_a_target_unknown_does_not_stop_the_rest(told):
    ran = told("story", "--json", "nowhere", told.id_of(WATER), STORY)
    assert ran.status == 1
    assert [record.get("target") for record in ran.records] == ["nowhere", told.id_of(WATER), None]
    assert [record.get("story") for record in ran.records] == [None, None, STORY]
    assert ran.err.count("\n") == 2
    assert "'reader stories' lists the stories" in ran.err
    assert f"{told.id_of(WATER)}: no other report of its story is held" in ran.err


def test_what_is_followed_is_told_when_it_has_news(told, tmp_path):
    take(told, tmp_path, "Tariff up", "Tariff down", published="2026-04-01")
    assign(told, {"Tariff up": "bb11cc", "Tariff down": "bb11cc"}, bb11cc="Water tariff")
    assert told("follow", STORY[:4]).rows == [["followed", STORY, NAME]]
    told("pin", told.id_of(BRIDGE), told.id_of(REOPENING))
    assert [row[0] for row in told("stories").rows] == ["bb11cc", STORY]
    take(told, tmp_path, "Lorries return", published="2026-03-09")
    assign(told, {BRIDGE: STORY, REOPENING: STORY, "Lorries return": STORY}, **{STORY: NAME})
    assign(told, {"Tariff up": "bb11cc", "Tariff down": "bb11cc"}, bb11cc="Water tariff")
    assert [row[0] for row in told("stories").rows] == [STORY, "bb11cc"]
    assert told("stories", "--followed").rows[0][6:8] == ["followed", "1"]
    assert [(record["story"], record["followed"], record["new"]) for record in told("stories", "--json").records] == [
        (STORY, True, 1),
        ("bb11cc", False, 0),
    ]
    assert "1 new" in told("stories", terminal=True).out
    assert "followed · 1 new since" in told("story", STORY, terminal=True).out
    assert [row[:2] for row in told("unfollow", told.id_of(BRIDGE)).rows] == [["unfollowed", STORY]]
    assert told("stories", "--followed").out == ""


def test_a_followed_story_outlives_its_articles(told):
    told("follow", STORY)
    told("remove", "news")
    assert told("stories").out == ""
    assert [record["articles"] for record in told("stories", "--followed", "--json").records] == [[]]
    assert "no report of it is held any more" in told("story", STORY, terminal=True).out
    assert told("unfollow", STORY).status == 0
    again = told("unfollow", STORY)
    assert (again.status, again.err.count("\n")) == (1, 1)


@pytest.mark.parametrize("command", ["follow", "unfollow"])
def test_following_what_is_not_there_goes_on_with_the_rest(told, command):
    told("follow", STORY)
    ran = told(command, "nowhere", STORY)
    assert ran.status == 1
    assert ran.rows == [[f"{command}ed", STORY, NAME]]
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(("command", "verdict"), [("pin", "together"), ("unlink", "apart")])
def test_corrections_are_kept_on_the_shelf(told, command, verdict):
    article, others = told.id_of(WATER), [told.id_of(BRIDGE), told.id_of(REOPENING)]
    ran = told(command, article[:8], others[0], "nowhere", others[1])
    assert ran.status == 1
    assert ran.rows == [
        [f"{command}ned" if command == "pin" else f"{command}ed", others[0], BRIDGE],
        [f"{command}ned" if command == "pin" else f"{command}ed", others[1], REOPENING],
    ]
    kept = json.loads(Home.under(told.home).shelf_file.read_bytes())["links"].values()
    assert {(row["verdict"], *sorted([row["first"], row["second"]])) for row in kept} == {
        (verdict, *sorted([article, other])) for other in others
    }
    assert "2 corrections" in told("doctor").out


@pytest.mark.parametrize("words", [["nowhere", "x"], []])
def test_a_correction_needs_an_article_that_is_held(told, words):
    ran = told("pin", *words)
    assert ran.status == (1 if words else 2)
    assert (ran.out, ran.err.count("\n")) == ("", 1)


def test_behind_two_dashes_all_words_are_articles(told):
    ran = told("pin", "--", "--json", told.id_of(WATER))
    assert ran.status == 1
    assert ran.err.startswith("reader: --json: no such file")


def test_an_article_is_not_pinned_to_itself(told):
    ran = told("pin", told.id_of(WATER), told.id_of(WATER))
    assert (ran.status, ran.out) == (1, "")
    assert "the same article twice" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "there are no stories"),
        (["bridge"], "no story matches"),
        (["--followed"], "reader follow STORY follows a story"),
    ],
)
def test_a_terminal_is_told_when_there_is_nothing(empty, words, said):
    ran = empty("stories", *words, terminal=True)
    assert (ran.status, ran.out) == (0, "")
    assert said in ran.err
    assert empty("stories", *words).err == ""
