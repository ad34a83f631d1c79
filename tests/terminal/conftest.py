"""Libraries that are made once, however many tests and workers begin with them."""

import fcntl
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = str(Path(sys.executable).with_name("reader"))


MadeOnce = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """A folder under some name, filled by the first worker that asks for it; nobody changes what is in it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder, made = shared / name, shared / f"{name}.made"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                made.touch()
        return folder

    return make


@pytest.fixture(scope="session")
def _sampled(made_once: MadeOnce) -> Path:
    def fill(folder: Path) -> None:
        with Terminal([PROGRAM, str(ROOT / "seeds")], {"READER_HOME": str(folder)}) as terminal:
            terminal.wait("40 articles")
            terminal.wait("40 new")
            terminal.press("Q")
            assert terminal.wait_end() == 0

    return made_once("sampled", fill)


@pytest.fixture
def sampled(_sampled: Path, tmp_path: Path) -> dict[str, str]:
    """Where a library is that holds the sample articles already: a copy for each test."""
    return {"READER_HOME": str(shutil.copytree(_sampled, tmp_path / "home"))}
