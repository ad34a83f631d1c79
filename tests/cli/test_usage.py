"""Which words are a command, what help tells, and what wrong words lead to."""

from pathlib import Path

import pytest

from reader import __version__
from reader.cli import COMMANDS

from .conftest import WATER, Reader


@pytest.mark.parametrize("words", [["--help"], ["-h"]])
def test_help_names_every_command_and_ends_with_where_the_files_are(empty, words):
    ran = empty(*words)
    assert ran.status == 0
    assert not ran.err
    for name, (_, summary) in COMMANDS.items():
        assert f"  {name} " in ran.out
        assert summary in ran.out
    last = ran.out.rstrip().splitlines()[-4:]
    assert [line.split()[0] for line in last] == ["settings", "library", "cache", "log"]
    assert all(str(empty.home) in line for line in last)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(empty, name):
    ran = empty(name, "--help")
    assert ran.status == 0
    assert ran.out.startswith(f"usage: reader {name}")
    assert str(empty.home) in ran.out.splitlines()[-1]


def test_version(empty):
    assert empty("--version").out == f"reader {__version__}\n"


def test_a_misspelt_command_is_told_with_a_guess(empty):
    ran = empty("lsit")
    assert ran.status == 2
    assert not ran.out
    assert ran.err == (
        "reader: 'lsit' is neither a command nor an existing file or folder; did you mean 'list'? (reader --help)\n"
    )


def test_a_word_like_nothing_is_told_without_a_guess(empty):
    ran = empty("qqqqqq")
    assert ran.status == 2
    assert "did you mean" not in ran.err


def test_a_command_wins_over_a_folder_of_its_name(empty, tmp_path, monkeypatch):
    (tmp_path / "list").mkdir()
    monkeypatch.chdir(tmp_path)
    assert empty("list").status == 0
    assert "needs a terminal" in empty("./list").err


@pytest.mark.parametrize("words", [[], ["https://news.example/a"], ["."]])
def test_without_a_terminal_there_is_no_screen(empty, words):
    ran = empty(*words)
    assert ran.status == 2
    assert not ran.out
    assert "needs a terminal" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["list", "--limt", "3"], "--limt"),
        (["list", "--limit", "three"], "three"),
        (["list", "--limit", "-3"], "--limit"),
        (["search", "x", "--limit", "99999999999999999999"], "--limit"),
        (["list", "bridge", "--ferry"], "unrecognized arguments: --ferry"),
        (["show"], "TARGET"),
        (["show", "--bogus"], "unrecognized arguments: --bogus"),
        (["show", "-x"], "unrecognized arguments: -x"),
        (["remove", "--bogus=1", "--json"], "unrecognized arguments: --bogus=1 --json"),
        (["search"], "QUERY"),
        (["completion", "tcsh"], "tcsh"),
        (["--bogus"], "--bogus"),
        (["--home"], "--home"),
        (["list", "since:yesterday"], "since"),
        (["search", '"never closed'], "quote"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(empty, words, named):
    ran = empty(*words)
    assert ran.status == 2
    assert not ran.out
    assert ran.err.startswith("reader: ")
    assert ran.err.count("\n") == 1
    assert named in ran.err


def test_options_may_stand_before_between_and_behind(stocked):
    before, behind = stocked("list", "--limit", "1", "bridge"), stocked("list", "bridge", "--limit", "1")
    assert before.out
    assert before == behind
    shown = stocked("show", stocked.id_of("Council votes for a smaller rise in water bills"), "--json", "nothing")
    assert [("error" in record) for record in shown.records] == [False, True]


def test_behind_two_dashes_a_word_may_begin_with_one(stocked):
    titles = [row[4] for row in stocked("list", "--", "Kestrel", "-Saturday").rows]
    assert titles == ["Ferry queues grow as Kestrel Bridge stays shut"]


@pytest.mark.parametrize(
    "words",
    [
        ["list", "Kestrel", "-Saturday"],
        ["list", "-Saturday", "Kestrel"],
        ["list", "-horses", "-o", "-json", '-"to reopen to cars"', "Kestrel", "--limit", "3"],
        ["list", "--limit=3", "Kestrel", "-Saturday"],
        ["search", "Kestrel", "-Saturday"],
    ],
)
def test_a_word_of_a_query_may_begin_with_a_dash(stocked, words):
    ran = stocked(*words)
    assert [row[4] for row in ran.rows] == ["Ferry queues grow as Kestrel Bridge stays shut"], ran.err


def test_so_may_one_of_every_command_that_takes_a_query(stocked, tmp_path):
    assert stocked("stories", "-lottery").status == 0
    assert stocked("export", "Kestrel", "-Saturday", "--format", "json").out.count("\n") == 1
    assert stocked("export", "Kestrel", "-Saturday", f"-o{tmp_path / 'one.jsonl'}").status == 0
    assert (tmp_path / "one.jsonl").read_text().count("\n") == 1
    assert stocked("searches", "add", "Bridges", "Kestrel", "-Saturday").out.endswith("Kestrel -Saturday\n")
    assert "-Saturday" in stocked("sources", "mute", "--query", "-Saturday").out


def test_home_may_stand_behind_the_command(empty, tmp_path):
    ran = empty("config", "--home", str(tmp_path / "elsewhere"))
    assert str(tmp_path / "elsewhere") in ran.out


@pytest.mark.parametrize("words", [["list"], ["config"], ["--help"], ["doctor"]])
def test_a_home_of_a_user_whom_nobody_knows_is_wrong_usage(tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    ran = Reader(Path("~no-such-user/x"))(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "reader: ~no-such-user/x: no such user is known; name the folder from / on\n"
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """A working directory that is gone."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()


@pytest.mark.usefixtures("nowhere")
def test_without_a_working_directory_all_goes_on_that_needs_none(stocked, news, tmp_path):
    assert len(stocked("list").rows) == 3
    assert stocked("bookmark", stocked.id_of(WATER)[:8]).status == 0
    assert len(stocked("bookmarks").rows) == 1
    assert stocked("export", "--format", "json", "-o", str(tmp_path / "all.jsonl")).status == 0
    (tmp_path / "more.txt").write_text("One more headline\n\nAnd what it says, in a line of its own.\n")
    assert stocked("add", str(tmp_path / "more.txt")).status == 0
    assert stocked("refresh").out == "0 new, 4 unchanged\n"
    ran = stocked("add", "relative.txt")
    assert (ran.status, ran.err) == (1, "reader: relative.txt: there is no such file or folder\n")


@pytest.mark.usefixtures("nowhere")
def test_without_a_working_directory_a_home_in_it_is_none():
    ran = Reader(Path("home"))("list")
    assert (ran.status, ran.err) == (2, "reader: home: the working directory is gone; name the folder from / on\n")


def test_a_broken_configuration_stops_no_command_but_is_named_by_config(stocked):
    (stocked.home / "config.toml").write_text("[reading]\nmeasure = 5\n")
    assert stocked("list").status == 0
    ran = stocked("config")
    assert ran.status == 1
    assert "config.toml:2" in ran.err
    assert ran.err.count("\n") == 1
