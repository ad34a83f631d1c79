"""`show`: from the library, from a file, from standard input."""

import re

import pytest

from .conftest import BRIDGE, REOPENING, WATER

FIELDS = [
    *("id", "path", "url", "title", "byline", "published", "source", "language", "words", "text", "blocks", "cuts"),
    *("pointers", "notices", "dated", "categories", "attachments", "tags", "note"),
]
PROMOTION = "Follow us on Instagram for more harbour news!"


def test_json_has_the_promised_fields(stocked, news):
    ran = stocked("show", "--json", stocked.id_of(BRIDGE))
    (record,) = ran.records
    assert ran.status == 0
    assert list(record)[: len(FIELDS)] == FIELDS
    assert record["title"] == BRIDGE
    assert record["published"] == "2026-03-02"
    assert record["path"] == str(news / "bridge.txt")
    assert PROMOTION not in record["text"]
    assert record["text"].split("\n\n")[0] == record["blocks"][0]["text"]
    assert [list(cut) for cut in record["cuts"]] == [["text", "reason", "rule", "after"]] * len(record["cuts"])
    assert PROMOTION in [cut["text"] for cut in record["cuts"]]
    assert record["pointers"][0] == {"title": REOPENING, "url": None, "article": stocked.id_of(REOPENING)}
    assert record["pointers"][1]["article"] is None


def test_plain_is_title_origin_text_and_pointers(stocked):
    lines = stocked("show", stocked.id_of(BRIDGE)).out.splitlines()
    assert lines[0] == BRIDGE
    assert lines[1].startswith("2026-03-02") or " · 2026-03-02" in lines[1]
    assert lines[2] == ""
    assert lines[3].startswith("Port Ansel's harbour ferries")
    assert lines[3].endswith("for a second week.")
    assert PROMOTION not in lines
    assert f"• {REOPENING} [{stocked.id_of(REOPENING)}]" in lines
    assert "• Fishing fleet moves to the north quay for the winter [not in your library]" in lines


def test_what_came_with_an_article_is_named_and_nothing_is_fetched(empty, tmp_path):
    feed = tmp_path / "feed.xml"
    feed.write_text(
        "<rss version='2.0'><channel><title>Chronicle</title><item><title>Storm</title><guid>g</guid><category>Weather"
        "</category><description>Rain fell all day.</description><enclosure url='https://d.example/a.mp3?token=secret' "
        "type='audio/mpeg' length='12345678'/></item></channel></rss>"
    )
    empty("add", str(feed))
    target = empty.id_of("Storm")
    assert empty("show", target).out.splitlines()[-3:] == [
        *("", "Filed under: Weather", "Attached: audio/mpeg · 12.3 MB · https://d.example/a.mp3?token=…")
    ]
    (record,) = empty("show", "--json", target).records
    assert record["categories"] == ["Weather"]
    assert record["attachments"] == [
        {"url": "https://d.example/a.mp3?token=…", "media": "audio/mpeg", "size": 12_345_678, "title": None}
    ]


def test_cuts_stand_in_their_place_with_the_reason(stocked):
    ran = stocked("show", "--cuts", stocked.id_of(BRIDGE))
    assert re.search(r"^✂ " + re.escape(PROMOTION) + r" \[[a-z ]+; .+\]$", ran.out, re.MULTILINE)
    before, after = ran.out.split(PROMOTION)
    assert "second week" in before
    assert "eastern pier" in after


def test_marks_are_ascii_where_the_encoding_is_not_utf8(stocked):
    ran = stocked("show", "--cuts", stocked.id_of(BRIDGE), encoding="latin-1")
    assert f"x {PROMOTION}" in ran.out
    assert f"* {REOPENING}" in ran.out


def test_json_is_utf8_whatever_the_encoding(empty):
    text = "Ein Titel über Größe\n\nDie Brücke über den Fluß bleibt gesperrt — 日本語も読める。\n"
    ran = empty("show", "--json", "-", stdin=text.encode(), encoding="latin-1")
    assert "日本語も読める" in ran.records[0]["text"]


def test_text_is_wrapped_on_a_terminal_only(stocked):
    target = stocked.id_of(BRIDGE)
    assert max(map(len, stocked("show", target).out.splitlines())) > 100
    on_terminal = re.sub(r"\x1b\[\d*m", "", stocked("show", target, terminal=True).out)
    assert max(map(len, on_terminal.split("The article points to")[0].splitlines())) <= 72


def test_targets_in_order_and_a_failing_one_in_its_place(stocked, news):
    ran = stocked("show", "--json", stocked.id_of(WATER), "/no/such/file.txt", str(news / "bridge.txt"))
    assert ran.status == 1
    assert [record.get("title") for record in ran.records] == [WATER, None, BRIDGE]
    assert list(ran.records[1]) == ["path", "error"]
    assert ran.records[1]["path"] == "/no/such/file.txt"
    assert "/no/such/file.txt" in ran.err
    assert ran.err.count("\n") == 1


def test_plain_goes_on_after_a_failing_target(stocked):
    ran = stocked("show", "/no/such/file.txt", stocked.id_of(WATER))
    assert ran.status == 1
    assert ran.out.startswith(WATER)


def test_an_unique_beginning_of_an_id_will_do(stocked):
    whole = stocked.id_of(WATER)
    assert stocked("show", whole[:6]).out == stocked("show", whole).out


@pytest.mark.parametrize("digits", [1, 3])
def test_of_a_shorter_one_it_is_said_that_it_is_too_short(stocked, digits):
    ran = stocked("show", stocked.id_of(WATER)[:digits])
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.endswith("no such file, and too little of an id; give four of its digits or more\n")


def test_a_file_is_shown_without_being_added(empty, news):
    ran = empty("show", str(news / "water.txt"))
    assert ran.status == 0
    assert ran.out.startswith(WATER)
    assert empty("list").out == ""


def test_standard_input_can_be_read_once(empty):
    text = f"{WATER}\n\n2026-02-10\n\nThe council voted on Tuesday for a rise of nine per cent in the price of water.\n"
    ran = empty("show", "--json", "-", "-", stdin=text.encode())
    assert ran.status == 1
    assert ran.records[0]["title"] == WATER
    assert "only once" in ran.records[1]["error"]


@pytest.mark.parametrize("data", [b"", b"\0\0\0\0", b"\xff\xfe\xff\xff" * 20, b"\x89PNG\r\n\x1a\n\0"])
def test_bytes_that_are_no_article_never_end_in_a_traceback(empty, data):
    ran = empty("show", "-", stdin=data)
    assert ran.status in {0, 1}
    assert "Traceback" not in ran.err
    assert "went wrong inside" not in ran.err


def test_a_folder_is_told_to_be_one(stocked, tmp_path):
    ran = stocked("show", str(tmp_path))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"reader: {tmp_path}: it is a folder; 'reader add' takes folders\n"


def test_a_long_title_is_wrapped_where_a_person_looks(stocked, tmp_path):
    page = tmp_path / "long.md"
    page.write_text(f"---\ntitle: {'Harbour ' * 20}\n---\n\nFerries run late, the board said on Tuesday.\n")
    assert max(map(len, stocked("show", str(page), terminal=True).out.splitlines())) <= 80
    assert stocked("show", str(page)).out.splitlines()[0] == ("Harbour " * 20).strip()
