"""`doctor`, `config` and `completion`."""

import os
import sqlite3
import subprocess
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from reader.cli import COMMANDS
from reader.config import Config, load

from .conftest import BRIDGE


def test_doctor_finds_a_library_well(stocked):
    ran = stocked("doctor")
    assert ran.status == 0
    assert {row[0] for row in ran.rows} == {"fine:"}
    assert any("3 articles" in row[1] for row in ran.rows)


def test_doctor_json(stocked):
    records = stocked("doctor", "--dry-run", "--json").records
    assert records
    assert all(list(record) == ["text", "problem", "repaired"] for record in records)
    assert not any(record["problem"] for record in records)


def test_doctor_tells_of_a_damaged_shelf_and_the_library_still_opens(stocked):
    (stocked.home / "data" / "shelf.json").write_bytes(b"{torn")
    ran = stocked("doctor")
    assert "Traceback" not in ran.err
    assert "shelf" in (ran.out + ran.err).lower()
    assert stocked("list").status == 0


def test_a_rehearsal_of_the_doctor_touches_nothing(stocked):
    data = stocked.home / "data"
    (data / "shelf.json").write_bytes(b"{torn")
    whole = (data / "archive.sqlite3").read_bytes()
    (data / "archive.sqlite3").write_bytes(whole[: len(whole) // 8 * 7])
    before = {file.name: file.read_bytes() for file in data.iterdir()}
    ran = stocked("doctor", "--dry-run")
    assert ran.status == 1
    assert "Nothing was changed" in ran.rows[0][1]
    for name in ("shelf.json", "archive.sqlite3"):
        assert any(row[0] == "problem:" and row[1].startswith(f"{data / name}: was damaged") for row in ran.rows)
    assert not any(row[0] == "repaired:" for row in ran.rows)
    assert {file.name: file.read_bytes() for file in data.iterdir()} == before


@pytest.mark.parametrize("name", ["shelf.json", "shelf.json.bak", "archive.sqlite3"])
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda place: place.symlink_to("/dev/zero"), "is no plain file; see what stands there"),
        (os.mkfifo, "is no plain file; see what stands there"),
        (Path.mkdir, "is no plain file; see what stands there"),
        (lambda place: place.symlink_to(place.name), "cannot be copied to be looked at"),
    ],
    ids=["device", "pipe", "folder", "loop"],
)
def test_a_rehearsal_reads_plain_files_only(stocked, name, make, said):
    place = stocked.home / "data" / name
    place.unlink()
    make(place)
    ran = stocked("doctor", "--dry-run")
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith(f"reader: {place}: {said}")


@pytest.mark.parametrize("name", ["shelf.json", "archive.sqlite3"])
def test_a_rehearsal_copies_no_file_there_is_no_room_for(stocked, name):
    place = stocked.home / "data" / name
    place.touch()
    os.truncate(place, 2**43)
    ran = stocked("doctor", "--dry-run")
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith(f"reader: {place}: ")


@pytest.mark.parametrize("make", [Path.mkdir, lambda place: place.symlink_to(place.name)], ids=["folder", "loop"])
def test_what_is_no_lock_is_named_with_what_to_do_and_found_by_the_doctor(stocked, make):
    lock = stocked.home / "data" / "shelf.json.lock"
    lock.unlink()
    make(lock)
    said = f"{lock}: cannot be used as a lock ("
    ran = stocked("bookmark", stocked.id_of(BRIDGE))
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith(f"reader: {said}")
    assert ran.err.endswith("); remove it, a new one is made; nothing was changed\n")
    for words in (["doctor", "--dry-run"], ["doctor"]):
        found = stocked(*words)
        assert (found.status, found.err) == (1, "")
        assert [row[1].startswith(said) for row in found.rows if row[0] == "problem:"] == [True]
    assert lock.is_symlink() or lock.is_dir()


def spoil(archive):
    with closing(sqlite3.connect(archive)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'article_sort'").fetchone()
    with archive.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xee" * 64)


def test_a_command_that_meets_with_damage_has_it_mended_and_goes_on(stocked):
    titles = stocked("list").out
    spoil(stocked.home / "data" / "archive.sqlite3")
    ran = stocked("list")
    assert (ran.status, ran.out) == (0, titles)
    assert "was damaged" in ran.err
    assert (stocked("list").err, stocked("list").out) == ("", titles)


def test_config_prints_settings_that_can_be_read_again(empty, tmp_path):
    ran = empty("config")
    assert ran.out.startswith(f"# {empty.home / 'config.toml'} (not there yet")
    (tmp_path / "copy.toml").write_text(ran.out)
    assert load(tmp_path / "copy.toml") == Config()


def test_config_prints_what_counts(empty):
    empty.home.mkdir()
    (empty.home / "config.toml").write_text('[reading]\nmeasure = 90\n[keys]\nopen = ["f2"]\n')
    ran = empty("config")
    settings = tomllib.loads(ran.out)
    assert settings["reading"]["measure"] == 90
    assert settings["keys"] == {"open": ["f2"]}
    assert "not there" not in ran.out


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("[reading]\nmeasure = 60\n", 0, "will do"),
        ("[reading]\nmeasure = 6\n", 1, ":2"),
        ("[reading\n", 1, "not TOML"),
        ("[reeding]\n", 1, "reeding"),
    ],
)
def test_config_checks_a_file(empty, tmp_path, text, status, told):
    file = tmp_path / "try.toml"
    file.write_text(text)
    ran = empty("config", "--check", str(file))
    assert ran.status == status
    assert told in ran.out + ran.err
    assert str(file) in ran.out + ran.err


def test_config_check_of_no_file(empty):
    ran = empty("config", "--check", "/no/such.toml")
    assert (ran.status, ran.out) == (1, "")
    assert "/no/such.toml" in ran.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command(empty, shell):
    ran = empty("completion", shell)
    assert ran.status == 0
    assert not ran.err
    for name in COMMANDS:
        assert name in ran.out
    assert "dry-run" in ran.out or "dry_run" in ran.out


def test_bash_can_read_its_completion(empty):
    script = empty("completion", "bash").out
    check = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True, check=False)
    assert (check.returncode, check.stderr) == (0, "")
