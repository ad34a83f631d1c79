"""The bombs and odd files of the development kit, through the whole command: one clear line each, and no stop."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit import KIT, needs_kit

from .conftest import Reader

pytestmark = needs_kit
REFUSED = {
    "quadratic.xml": "declares XML entities of its own",
    "comments_50k.html": "there is no text in it",
    "bomb_1gib.xml.gz": "is not text",
    "zeros_2gb.txt": "is larger than 50 MB",
    "guid_storm.xml": "only its first 2,000 of 5,000 entries were read",
}
"""What is told of them; of all others nothing need be told."""
ODD = {
    "pipe.txt": "is a pipe",
    "loop1.txt": "there is no such file",
    "zero.txt": "is a device",
    "sock.txt": "is a socket",
    "dangling.html": "there is no such file",
    "empty.md": "there is no text in it",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bombs")
    script = str(KIT / "hostile" / "bombs.py")
    subprocess.run([sys.executable, script, str(folder), "--size", "small", "--fs"], check=True, capture_output=True)
    return folder


def one_line(err: str) -> bool:
    return all(line.startswith("reader: ") and line.isprintable() and len(line) < 700 for line in err.splitlines())


def test_every_bomb_is_read_or_told_of(empty: Reader, made: Path) -> None:
    bombs = sorted(path for path in made.iterdir() if path.is_file() and path.name != "index.json")
    ran = empty("add", *map(str, bombs))
    assert ran.status == 1
    assert one_line(ran.err)
    held = {line.split("\t")[3].rpartition(" (")[0]: "(0 articles)" not in line for line in ran.out.splitlines()}
    for bomb in bombs:
        said = [line for line in ran.err.splitlines() if str(bomb) in line]
        assert held[str(bomb)] or said, bomb.name
        assert REFUSED.get(bomb.name, "") in "".join(said), bomb.name


def test_what_is_no_file_is_refused_in_one_line_and_not_kept(empty: Reader, made: Path) -> None:
    for name, why in ODD.items():
        ran = empty("add", str(made / "fs" / name))
        assert (ran.status, ran.err.count("\n")) == (1, 1), name
        assert why in ran.err
        shown = empty("show", str(made / "fs" / name))
        assert (shown.status, shown.err.count("\n")) == (1, 1), name
    assert [row[0] for row in empty("sources").rows] == [row[0] for row in empty("sources").rows if "empty" in str(row)]


def test_a_folder_of_odd_files_is_gone_through(empty: Reader, made: Path) -> None:
    ran = empty("add", "--verbose", str(made / "fs"))
    assert one_line(ran.err)
    for name in ("pipe.txt", "sock.txt"):
        assert any(name in line and "no regular file" in line for line in ran.err.splitlines())
    for name in ("zero.txt", "passwd.txt"):
        assert any(name in line and "leads out of the folder" in line for line in ran.err.splitlines())
    listed = empty("list", "--json")
    places = " ".join(record["path"] or "" for record in listed.records)
    assert len(listed.records) >= 9
    assert "/etc/passwd" not in places
    assert not Path("/tmp/CANARY_PWNED").exists()
    again = empty("refresh")
    assert "new" in again.out
    assert one_line(again.err)
