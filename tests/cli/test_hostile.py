"""Whatever strangers wrote, in titles, texts, names and arguments: a terminal gets none of it to act on."""

import json
import re
from contextlib import closing
from datetime import UTC, datetime

import pytest

from reader.paths import Home
from reader.store.archive import Archive
from reader.text import safe

from .conftest import Reader

ATTACKS = {
    "escape": "\x1b[31mCANARY\x1b[2J\x1b]0;owned\x07\x1bPq\x1b\\",
    "c1": "\x9b31mCANARY\x9d0;owned\x9c\x90\x84",
    "bidi": "\u202eCANARY\u2066 txt.exe\u2069",
    "unseen": "CAN\u200bARY\ufeff\u00ad\U000e0041\u2028x\x85y",
    "controls": "CANARY\x00\x07\x08\x7f\x0b\x0c\r\n\tx",
    "markup": "CANARY [/foo] [@click=app.quit]x[/] [link=file:///etc/passwd]",
    "halves": "CANARY \ud800 \udfff",
}
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A library in which every text is an attack, all of them about one thing."""
    folder = tmp_path_factory.mktemp("hostile")
    records = (
        {
            "id": f"{name}{attack}",
            "title": f"{attack} {name} lantern festival",
            "text": f"The lantern festival of Dunmere drew crowds, {attack} said.\n\n{attack}\n\nThe end of {name}.",
            "source": attack,
            "url": f"https://news.example/{name}{attack}",
            "published": "2026-03-02",
        }
        for name, attack in ATTACKS.items()
    )
    (folder / "articles.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    reader = Reader(folder / "home")
    reader("import", str(folder / "articles.jsonl"))
    ids = [record["id"] for record in reader("list", "--json").records]
    assert len(ids) == len(ATTACKS)
    reader("bookmark", "--text", *ids)
    with closing(Archive(Home.under(reader.home).archive_file, lambda: datetime.now(UTC))) as archive:
        archive.stories.assign(dict.fromkeys(ids, "aa00bb"), {"aa00bb": safe(" ".join(ATTACKS.values()))})
    reader("follow", "aa00bb")
    for attack in ATTACKS.values():
        reader("rules", "add", f"Mark {attack}", "--source", attack)
    return reader, ids


@pytest.mark.parametrize("json_lines", [[], ["--json"]], ids=["plain", "json"])
@pytest.mark.parametrize(
    "command",
    ["list", "search", "show", "related", "resolve", "bookmarks", "sources", "doctor", "rules", "stories", "story"],
)
def test_what_is_in_the_library_is_printed_safe(hostile, command, json_lines):
    reader, ids = hostile
    words = {"search": ["lantern"], "show": ["--cuts", *ids] if not json_lines else ids, "related": ids}
    words["story"] = ["aa00bb"]
    words["resolve"] = [attack + " lantern festival" for attack in ATTACKS.values()]
    ran = reader(command, *json_lines, *words.get(command, []))
    assert not FORBIDDEN.search(ran.out + ran.err)
    assert ran.status == 0
    if command in {"list", "search", "show", "bookmarks", "resolve", "rules", "stories", "story"}:
        assert "CANARY" in ran.out


@pytest.mark.parametrize("command", ["bookmark", "unbookmark", "mark-read", "mark-unread"])
def test_acknowledgements_are_safe(hostile, command):
    reader, ids = hostile
    ran = reader(command, *ids)
    assert not FORBIDDEN.search(ran.out + ran.err)
    assert len(ran.rows) == len(ids)
    assert {len(row) for row in ran.rows} == {3}
    reader("bookmark", "--text", *ids)


def test_what_is_written_about_articles_is_printed_safe(hostile):
    reader, ids = hostile
    for attack in ATTACKS.values():
        ran = reader("tag", ids[0], f"{attack} x")
        ran = ran if ran.status else reader("note", ids[0], attack + "x")
        ran = ran if ran.status else reader("searches", "add", f"{attack} x", "x")
        assert not FORBIDDEN.search(ran.out + ran.err)
    for words in (["tag"], ["note"], ["note", ids[0]], ["tag", ids[0]], ["searches"], ["show", ids[0]]):
        for json_lines in ([], ["--json"]):
            ran = reader(*words, *json_lines)
            assert not FORBIDDEN.search(ran.out.replace("\t", "").replace("\n", "") + ran.err)
            assert ran.out


def test_records_stay_one_line_with_the_same_fields(hostile):
    reader, ids = hostile
    assert {len(row) for row in reader("list").rows} == {5}
    assert len(reader("list", "--json").out.splitlines()) == len(ids)
    assert {len(row) for row in reader("bookmarks").rows} == {5}


def test_on_a_terminal_only_bold_is_ours(hostile):
    reader, ids = hostile
    for words in (["list"], ["search", "lantern"], ["related", *ids], ["bookmarks"], ["show", *ids]):
        ran = reader(*words, terminal=True)
        assert not FORBIDDEN.search(re.sub(r"\x1b\[(1|22)m", "", ran.out) + ran.err)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
@pytest.mark.parametrize(
    "words",
    [
        *("show", "show --json", "related", "bookmark", "add", "refresh", "remove", "import", "list"),
        *("config --check", "completion", "list --limit", ""),
        *("story", "follow", "unfollow", "export --story", "export --article", "resolve", "sources pause"),
        *(
            "rules",
            "rules add",
            "rules test",
            "rules remove",
            "rules pin",
            "rules list --source",
            "rules test x --source",
            "tag",
            "note",
            "untag",
            "searches add x",
            "searches remove",
        ),
    ],
)
def test_arguments_are_echoed_safe(empty, attack, words):
    ran = empty(*words.split(), attack)
    assert not FORBIDDEN.search(ran.out + ran.err)
    assert "went wrong inside" not in ran.err
    assert ran.err.count("\n") <= 1


@pytest.mark.parametrize("name", [name for name in ATTACKS if name != "halves"])
def test_file_names_are_printed_safe(empty, tmp_path, name):
    folder = tmp_path / ATTACKS[name].replace("\x00", "").replace("/", "|")
    folder.mkdir()
    (folder / "good.txt").write_text("A quiet headline\n\n2026-03-02\n\nNothing at all is wrong with this text.\n")
    added = empty("add", "--verbose", str(folder), str(folder / "missing"))
    assert "CANARY" in added.out
    runs = [added, empty("sources"), empty("sources", "--json"), empty("list", "--json"), empty("refresh")]
    runs += [empty("show", str(folder / "good.txt"), "--json"), empty("--home", str(folder), "--help")]
    for ran in runs:
        assert not FORBIDDEN.search(ran.out + ran.err)


def test_json_names_a_path_exactly(empty):
    record = empty("show", "--json", "/no/\u202esuch\x1b/\udcff").records[0]
    assert record["path"] == "/no/\u202esuch\x1b/\udcff"
