import os
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from subprocess import Popen

import pytest

from reader.errors import StoreError
from reader.store.atomic import previous, set_aside, sweep, write, writing

Child = Callable[..., "Popen[str]"]


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_a_file_is_written_whole_and_the_copy_before_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    write(path, b"one")
    assert path.read_bytes() == b"one"
    assert not previous(path).exists()
    write(path, b"two")
    write(path, b"three")
    assert path.read_bytes() == b"three"
    assert previous(path).read_bytes() == b"two"
    assert names(tmp_path) == {"file.json", "file.json.bak"}


def test_a_new_file_is_private_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    write(path, b"one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    write(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_folder_that_is_missing_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="missing") as caught:
        write(tmp_path / "missing" / "file.json", b"data")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("there", [True, False])
def test_a_full_disk_leaves_the_old_file_and_no_rubbish(tmp_path: Path, in_child: Child, there: bool) -> None:
    path = tmp_path / "file.json"
    if there:
        write(path, b"good")
    before = names(tmp_path)
    out, err = in_child(_FULL, path).communicate()
    assert err == ""
    assert out.startswith(f"{path}: cannot be written")
    assert names(tmp_path) == before
    assert not there or path.read_bytes() == b"good"


_FULL = """
import resource, signal, sys
from pathlib import Path
from reader.errors import StoreError
from reader.store.atomic import write
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write(Path(sys.argv[1]), b"x" * 10_000)
except StoreError as error:
    print(error)
"""


def test_what_killed_writers_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    write(path, b"one")
    write(path, b"two")
    (tmp_path / ".file.json.123.abcd.tmp").write_bytes(b"half")
    (tmp_path / ".other.json.123.abcd.tmp").write_bytes(b"half")
    sweep(path)
    assert names(tmp_path) == {"file.json", "file.json.bak", ".other.json.123.abcd.tmp"}


def test_a_damaged_file_goes_aside_with_its_companions(tmp_path: Path, clock: Callable[[], object]) -> None:
    path = tmp_path / "data.db"
    path.write_bytes(b"bad")
    (tmp_path / "data.db-wal").write_bytes(b"log")
    aside = set_aside(path, clock, ("-wal", "-shm"))  # type: ignore[arg-type]
    assert not path.exists()
    assert aside.read_bytes() == b"bad"
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"log"
    assert "20220310T120000" in aside.name


def test_after_a_kill_between_the_last_steps_nothing_is_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    write(path, b"one")
    previous(path).hardlink_to(path)
    write(path, b"two")
    assert path.read_bytes() == b"two"
    assert previous(path).read_bytes() == b"one"
    assert names(tmp_path) == {"file.json", "file.json.bak"}


def test_a_file_system_without_links_is_served_by_copies(tmp_path: Path) -> None:
    """More links than a file may have is how an ordinary file system comes to refuse one."""
    path = tmp_path / "file.json"
    write(path, b"one")
    crowd = tmp_path / "crowd"
    crowd.mkdir()
    try:
        for number in range(70_000):
            os.link(path, crowd / str(number))
    except OSError:
        write(path, b"two")
    else:
        pytest.skip("this file system allows any number of links")
    finally:
        shutil.rmtree(crowd)
    assert path.read_bytes() == b"two"
    assert previous(path).read_bytes() == b"one"


def test_what_is_written_piece_by_piece_stands_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "book"
    path.write_bytes(b"old")
    path.chmod(0o644)
    with suppress(KeyError), writing(path) as file:
        file.write(b"half of it")
        raise KeyError
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == {"book"}
    with writing(path, private=True) as file:
        file.write(b"new ")
        file.write(b"words")
    assert path.read_bytes() == b"new words"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(tmp_path) == {"book", "book.bak"}
