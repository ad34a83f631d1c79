"""`reader rules`: list, add, remove, pin, test."""

import pytest

from tests.newsroom.test_line_rules import PROMISE, STORIES

from .conftest import Reader

FIELDS = ["id", "action", "text", "begins", "source", "origin", "articles", "added"]
FERRIES = STORIES["bridge"][2]


@pytest.fixture
def post(tmp_path):
    """Three articles of a folder that end alike."""
    folder = tmp_path / "Harbour Post"
    folder.mkdir()
    for name in ("bridge", "water", "petrel"):
        (folder / f"{name}.txt").write_text("\n\n".join([*STORIES[name], PROMISE]))
    return folder


@pytest.fixture
def reader(post, tmp_path) -> Reader:
    """A Reader that holds them."""
    opened = Reader(tmp_path / "home")
    assert opened("add", str(post)).status == 0
    return opened


@pytest.fixture
def cuts(reader, post):
    """The texts cut from one of the articles."""
    return lambda: [cut["text"] for cut in reader("show", "--json", str(post / "bridge.txt")).records[0]["cuts"]]


def test_what_was_learned_is_listed(reader, cuts):
    [record] = reader("rules", "--json").records
    assert list(record) == FIELDS
    learned = {"action": "cut", "source": "Harbour Post", "origin": "learned", "articles": 3, "added": None}
    assert {name: record[name] for name in learned} == learned
    assert reader("rules", "list").rows == [[record["id"], "cut", "learned", "3", "Harbour Post", "line", PROMISE]]
    assert cuts() == [PROMISE]


def test_a_rule_is_added_for_a_source_and_holds_at_once(reader, cuts):
    ran = reader("rules", "add", FERRIES.upper(), "--source", "harbour post")
    assert (ran.status, ran.err) == (0, "")
    assert ran.rows[0][0] == "added"
    assert "of Harbour Post are cut from now on" in ran.rows[0][2]
    assert cuts() == [FERRIES, PROMISE]
    yours = reader("rules", "--json").records[0]
    assert (yours["origin"], yours["source"], yours["articles"]) == ("yours", "Harbour Post", 1)
    assert reader("rules", "remove", yours["id"]).rows[0][:2] == ["removed", yours["id"]]
    assert cuts() == [PROMISE]


def test_keeping_and_beginnings(reader, cuts):
    reader("rules", "add", "--begins", "Ferries will run")
    reader("rules", "add", "--keep", PROMISE)
    assert cuts() == [FERRIES]
    rows = reader("rules").rows
    assert [row[1:] for row in rows] == [
        ["cut", "yours", "", "all sources", "begins", "Ferries will run"],
        ["keep", "yours", "", "all sources", "line", PROMISE],
    ]


def test_a_learned_rule_is_removed_for_good_and_says_so(reader, cuts):
    ran = reader("rules", "remove", PROMISE)
    assert "will not be learned again" in ran.out
    assert cuts() == []
    reader("refresh")
    assert cuts() == []
    assert [row[1:3] for row in reader("rules").rows] == [["keep", "yours"]]


def test_a_learned_rule_is_pinned(reader, cuts):
    ident = reader("rules").rows[0][0]
    assert reader("rules", "pin", ident[:5]).rows[0][:2] == ["pinned", ident]
    assert [row[:4] for row in reader("rules").rows] == [[ident, "cut", "yours", "3"]]


def test_a_rule_that_is_not_there_does_not_stop_the_rest(reader):
    ran = reader("rules", "remove", "nothing like it", PROMISE)
    assert ran.status == 1
    assert [row[0] for row in ran.rows] == ["removed"]
    assert ran.err == "reader: nothing like it: no such rule; 'reader rules' lists them\n"


def test_rules_of_one_source(reader):
    reader("rules", "add", "Read our magazine", "--source", "Elsewhere")
    assert [row[4] for row in reader("rules", "--source", "HARBOUR POST").rows] == ["Harbour Post"]
    assert [row[4] for row in reader("rules", "--source", "Elsewhere").rows] == ["Elsewhere"]
    unknown = reader("rules", "--source", "Nowhere")
    assert (unknown.status, unknown.out) == (1, "")
    assert "Nowhere: no article held is of that source" in unknown.err


def test_a_source_nothing_is_held_of_is_told_and_taken(reader):
    ran = reader("rules", "add", "Read our magazine", "--source", "Nowhere")
    assert (ran.status, ran.err) == (0, "reader: no article of Nowhere is held yet\n")


def test_trying_a_line(reader):
    ran = reader("rules", "test", PROMISE, "--source", "harbour post")
    assert ran.rows[0][:2] == ["cut", "learned: stands in 3 articles of Harbour Post"]
    assert reader("rules", "test", PROMISE).rows == [["keep", "", "It stays: no rule is about it.", PROMISE]]


def test_trying_many_lines_from_standard_input(reader):
    ran = reader("rules", "test", "--json", stdin=b"Follow us on Facebook for more.\n\nFerries run.\n")
    assert [list(record) for record in ran.records] == [["text", "source", "action", "reason", "rule", "why"]] * 3
    assert [record["action"] for record in ran.records] == ["cut", "keep", "keep"]
    assert [record["reason"] for record in ran.records] == ["promotion", None, None]
    assert ran.records[0]["rule"] == "begins with (en): follow us"
    assert ran.records[0]["why"] == "It is cut: promotion, it begins with “follow us”."


def test_adding_can_be_told_in_json(reader):
    [record] = reader("rules", "add", "Read our magazine", "--json").records
    assert list(record) == ["done", "id", "text", "source", "says"]
    assert record["id"] == reader("rules", "--json").records[0]["id"]


@pytest.mark.parametrize(
    "words",
    [
        ["burn", "x"],
        ["add"],
        ["add", "Follow", "us"],
        ["add", "x", "--keep", "--cut"],
        ["add", "x", "--source", " "],
        ["remove"],
        ["pin"],
        ["test", "a", "b"],
        ["list", "x"],
        ["list", "--keep"],
    ],
    ids=" ".join,
)
def test_wrong_words_change_nothing(reader, words):
    before = reader("rules").out
    ran = reader("rules", *words)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert reader("rules").out == before


@pytest.mark.parametrize("words", [["add", ""], ["add", "\u202e"], ["add", "--begins", "a"]])
def test_a_rule_that_cannot_be_is_one_line(reader, words):
    ran = reader("rules", *words)
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)


def test_a_terminal_is_told_when_there_are_none(empty):
    assert "reader rules add" in empty("rules", terminal=True).err
