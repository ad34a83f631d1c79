"""`list`, `search`, `related` and `resolve`."""

import json
import os
import re

import pytest

from reader.cli import record

from .conftest import BRIDGE, REOPENING, WATER

LIST_FIELDS = [
    *("id", "title", "source", "published", "added", "url", "path", "read", "bookmarked", "tags", "words", "story"),
    "copy_of",
]


def test_list_is_newest_first(stocked):
    ran = stocked("list")
    assert ran.status == 0
    assert [row[4] for row in ran.rows] == [REOPENING, BRIDGE, WATER]
    assert [row[1] for row in ran.rows] == ["2026-03-07", "2026-03-02", "2026-02-10"]
    assert [row[2] for row in ran.rows] == ["N", "N", "N"]


def test_list_json_has_the_promised_fields_in_order(stocked, news):
    record = stocked("list", "--json").records[0]
    assert list(record)[: len(LIST_FIELDS)] == LIST_FIELDS
    assert record["title"] == REOPENING
    assert record["published"] == "2026-03-07"
    assert record["path"] == str(news / "reopening.txt")
    assert record["read"] is False
    assert record["tags"] == []
    assert record["words"] > 20


def test_programs_get_all_and_people_a_screenful(stocked, tmp_path):
    many = tmp_path / "many.jsonl"
    many.write_text(
        "".join(json.dumps({"id": f"{n}", "title": f"Title {n}", "text": f"Text {n}."}) + "\n" for n in range(60))
    )
    stocked("import", str(many))
    assert len(stocked("list").rows) == 50
    assert len(stocked("list", "--json").records) == 63


def test_limit(stocked):
    assert len(stocked("list", "--limit", "2").rows) == 2
    assert len(stocked("list", "--limit", "0").rows) == 3
    assert len(stocked("search", "Kestrel", "--limit", "1").rows) == 1


def test_a_query_narrows_the_list(stocked):
    assert [row[4] for row in stocked("list", "title:water").rows] == [WATER]
    assert [row[4] for row in stocked("list", "since:2026-03-01", "ferries").rows] == [BRIDGE]


def test_a_source_is_found_by_every_name_that_is_shown_of_it(stocked, news, tmp_path):
    lines = [
        {"id": "1", "title": "One", "text": "Words.", "url": "https://travels.example/1"},
        {"id": "2", "title": "Two", "text": "Words.", "source": "Daily Planet", "url": "https://planet.example/2"},
    ]
    (tmp_path / "imported.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    stocked("import", str(tmp_path / "imported.jsonl"))
    found = {
        name: {row[4] for row in stocked("list", f"source:{name}").rows}
        for name in (news.name, "imported", "travels.ex", "PLANET", "planet.example", "nobody")
    }
    assert found == {
        news.name: {REOPENING, BRIDGE, WATER},
        "imported": {"One", "Two"},
        "travels.ex": {"One"},
        "PLANET": {"Two"},
        "planet.example": set(),
        "nobody": set(),
    }
    assert len(stocked("search", "Kestrel", f"source:{news.name}").rows) == 2
    assert len(stocked("stories", f"source:{news.name}").rows) == 1


def test_a_file_without_a_date_shows_its_own_time_and_says_so(empty, tmp_path):
    (tmp_path / "undated.txt").write_text("A plain headline\n\nSome words follow it, and then they end.\n")
    os.utime(tmp_path / "undated.txt", (1_790_000_000, 1_790_000_000))
    empty("add", str(tmp_path / "undated.txt"))
    record = empty("list", "--json").records[0]
    assert (record["published"], record["dated"]) == ("2026-09-21T14:13:20+00:00", "file")


def test_search_shows_the_words_around_the_match(stocked):
    plain = stocked("search", "crack", "dive")
    assert plain.rows[0][4] == BRIDGE
    assert "crack" in plain.rows[0][5]
    record = stocked("search", "crack", "dive", "--json").records[0]
    assert list(record)[: len(LIST_FIELDS)] == LIST_FIELDS
    assert "crack" in record["snippet"]
    assert not re.search("[\ue000\ue001]", plain.out + record["snippet"])


@pytest.mark.parametrize("words", [["list", "zzzz"], ["search", "zzzz"], ["list", "--json", "zzzz"]])
def test_no_match_prints_nothing_and_is_no_failure(stocked, words):
    ran = stocked(*words)
    assert (ran.status, ran.out, ran.err) == (0, "", "")


def test_on_a_terminal_rows_are_aligned_and_fit(stocked):
    ran = stocked("list", terminal=True)
    plain = [re.sub(r"\x1b\[\d*m", "", line) for line in ran.out.splitlines()]
    assert len({line.index("2026-") for line in plain}) == 1
    assert all(len(line) <= 80 for line in plain)
    assert "\x1b[1m" in ran.out


def test_no_color_is_respected(stocked, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in stocked("list", terminal=True).out


def test_an_empty_library_says_what_to_do(empty):
    ran = empty("list", terminal=True)
    assert ran.status == 0
    assert "reader add" in ran.err


def test_related_tells_why(stocked):
    target = stocked.id_of(BRIDGE)
    records = stocked("related", target, "--json").records
    assert list(records[0])[:10] == [
        *("target", "id", "title", "source", "published", "group", "score", "why", "new_sentences", "url")
    ]
    assert {record["target"] for record in records} == {target}
    by_title = {record["title"]: record for record in records}
    assert by_title[REOPENING]["id"] == stocked.id_of(REOPENING)
    assert by_title[REOPENING]["why"]
    fleet = by_title["Fishing fleet moves to the north quay for the winter"]
    assert fleet["id"] is None
    assert fleet["group"] == "pointer"


def test_related_rows_of_many_targets_follow_in_order(stocked):
    first, second = stocked.id_of(BRIDGE), stocked.id_of(REOPENING)
    ran = stocked("related", "--json", "--limit", "1", first, "nowhere", second)
    assert ran.status == 1
    assert [record["target"] for record in ran.records] == [first, "nowhere", second]
    assert "nowhere" in ran.records[1]["error"]
    assert ran.err.count("\n") == 1


def test_related_plain(stocked):
    target = stocked.id_of(BRIDGE)
    rows = stocked("related", target).rows
    assert {len(row) for row in rows} == {8}
    assert {row[0] for row in rows} == {target}
    assert "not in your library" in stocked("related", target, terminal=True).out


def test_resolve_answers_each_headline_in_order(stocked):
    ran = stocked("resolve", "--json", "Nothing of the kind anywhere", REOPENING)
    assert ran.status == 0
    assert [list(record) for record in ran.records] == [["headline", "id", "url", "score"]] * 2
    assert [record["id"] for record in ran.records] == [None, stocked.id_of(REOPENING)]


def test_resolve_answers_each_line_of_standard_input_blank_ones_too(stocked):
    ran = stocked("resolve", "--json", stdin=f"{WATER}\r\n\n\xff odd\n \n{BRIDGE}".encode("latin-1"))
    ids = [record["id"] for record in ran.records]
    assert ids == [stocked.id_of(WATER), None, None, None, stocked.id_of(BRIDGE)]


@pytest.mark.parametrize("words", [[""], [" "], ["!?"], ["", ""]])
def test_search_for_nothing_is_wrong_usage(stocked, words):
    ran = stocked("search", *words)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "needs a word" in ran.err


def test_search_takes_a_filter_alone(stocked):
    assert len(stocked("search", "is:unread").rows) == 3


def test_resolve_plain(stocked):
    assert stocked("resolve", WATER).rows == [[WATER, stocked.id_of(WATER), ""]]
    assert "not in your library" in stocked("resolve", "Nothing of the kind", terminal=True).out


def test_a_list_shows_each_text_once_and_json_every_article(stocked, news, tmp_path):
    first = stocked.id_of(BRIDGE)
    again = tmp_path / "again.txt"
    again.write_text((news / "bridge.txt").read_text("utf-8") + "\nFurther reporting by the desk.\n", "utf-8")
    stocked("add", str(again))
    assert [(row[0], row[2]) for row in stocked("list", "title:queues").rows] == [(first, "N+1")]
    assert [row[0] for row in stocked("search", "title:queues").rows] == [first]
    for command in ("list", "search"):
        records = stocked(command, "title:queues", "--json").records
        assert {(record["id"] == first, record["copy_of"]) for record in records} == {(True, None), (False, first)}


QUOTE = "“I would rather explain a closed bridge than a fallen one,” said Ines Marrable, the mayor of Port Ansel."
TEXTS = (
    f"The Kestrel Bridge in Port Ansel was closed on Sunday after divers found a crack.\n\n{QUOTE}",
    f"Queues for the Port Ansel ferry reached the market on Monday without the Kestrel Bridge.\n\n{QUOTE}",
)


@pytest.fixture
def secretive(empty, tmp_path):
    """A library of two articles of one story, at addresses with a login and a token in them."""
    file = tmp_path / "in.jsonl"
    lines = [
        {"title": title, "text": text, "published": "2026-03-02", "url": f"http://me:hunter2@h.example/{at}?token=hush"}
        for at, (title, text) in enumerate(zip((BRIDGE, REOPENING), TEXTS, strict=True))
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert empty("import", str(file)).out == "2 new\n"
    return empty


def test_logins_and_tokens_in_addresses_are_masked_wherever_these_are_shown(secretive):
    bridge = secretive.id_of(BRIDGE)
    secretive("bookmark", bridge)
    secretive("note", bridge, "Ask Ines.")
    secretive("pin", bridge, secretive.id_of(REOPENING))
    ways = [
        ["bookmarks"], ["bookmarks", "--json"], ["list", "--json"], ["search", "Kestrel", "--json"], ["note", "--json"],
        ["show", bridge, "--json"], ["related", bridge, "--json"], ["stories", "--json"], ["story", bridge, "--json"],
        ["resolve", REOPENING], ["resolve", REOPENING, "--json"],
    ]  # fmt: skip
    for words in ways:
        ran = secretive(*words)
        assert "h.example/" in ran.out, words
        assert "token=…" in ran.out, words
        assert not {"hunter2", "hush"} & set(re.split(r"\W", ran.out)), words


@pytest.mark.parametrize(
    "url",
    [
        None, "", "https://h.example/a?", "https://h.example/a?b=1&c#", "HTTPS://h.example/ä?x=%7E;y", "http://[::1/",
        "mailto:me@h.example", "https://h.example//a/../b?utm_source=rss", "https://h.example/a?q=a+b&=&x",
    ],
)  # fmt: skip
def test_an_address_without_a_secret_is_given_byte_for_byte(url):
    assert record.address(url) == url
