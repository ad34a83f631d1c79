"""The lock beside a store's file, and what may stand in its place."""

from pathlib import Path

import pytest

from reader.store import lock
from tests.store.conftest import Child

_OWNER = """
import os, sys
import filelock  # before the change of user, who may not read where Python is
from pathlib import Path
from reader.store import lock
if os.geteuid() == 0:
    os.setuid(65534)
file = Path(sys.argv[1])
with lock.new(file):
    pass
lock.beside(file).chmod(0)
print(lock.fault(file))
print(lock.mend(file), oct(lock.beside(file).stat().st_mode & 0o777))
with lock.new(file):
    print(lock.fault(file))
"""


def test_the_owner_of_one_that_nobody_may_write_gets_it_back(readable_folder: Path, in_child: Child) -> None:
    readable_folder.chmod(0o777)
    file = readable_folder / "shelf.json"
    out, err = in_child(_OWNER, file).communicate()
    assert err == ""
    fault, mended, left = out.splitlines()
    assert fault == f"{file}.lock: cannot be used as a lock (Permission denied); remove it, a new one is made"
    assert (mended, left) == ("True 0o600", "None")


@pytest.mark.parametrize("make", [Path.mkdir, lambda place: place.symlink_to("elsewhere")], ids=["folder", "link"])
def test_what_is_no_lock_is_left_to_people(tmp_path: Path, make) -> None:
    file = tmp_path / "shelf.json"
    make(lock.beside(file))
    assert not lock.mend(file)
    assert str(lock.beside(file)) in str(lock.fault(file))
    assert list(tmp_path.iterdir()) == [lock.beside(file)]


def test_one_that_is_not_there_or_is_held_has_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "shelf.json"
    assert lock.fault(file) is None
    with lock.new(file):
        assert lock.fault(file) is None
        assert lock.beside(file).stat().st_mode & 0o777 == 0o600
