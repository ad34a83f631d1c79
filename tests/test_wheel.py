"""What is installed is whole: a wheel, in an environment of its own, far from the checkout."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment with the wheel in it."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(build, check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")], check=True)
    python = folder / "venv" / "bin" / "python"
    wheel = next(folder.glob("reader_tui-*.whl"))
    subprocess.run([*pip, "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)], check=True)
    return python.parent


def run(programs: Path, name: str, *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run an installed program; its dependencies are borrowed from here, `reader` itself is not."""
    environment = {**os.environ, "PYTHONPATH": sysconfig.get_path("purelib"), "READER_HOME": str(home)}
    return subprocess.run(
        [str(programs / name), *words], cwd=home, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", ["reader", "reader-tui"])
def test_both_programs_are_there(installed: Path, tmp_path: Path, name: str) -> None:
    shown = run(installed, name, "--version", home=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("reader ")


def test_styles_seeds_and_phrases_are_inside(installed: Path, tmp_path: Path) -> None:
    code = (
        "import reader; from reader.paths import resource; from reader.cleaning.phrases import lexicon;"
        "assert 'site-packages' in reader.__file__, reader.__file__;"
        "assert list(resource('styles').glob('*.tcss')) and len(list(resource('seeds').rglob('*.*'))) >= 16;"
        "assert 'site-packages' in str(resource('styles')) and lexicon().related"
    )
    checked = run(installed, "python", "-c", code, home=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_manual_page_is_where_man_looks(installed: Path, tmp_path: Path) -> None:
    held = (installed.parent / "share" / "man" / "man1" / "reader.1").read_text()
    printed = run(installed, "reader", "manual", home=tmp_path).stdout
    assert held.splitlines()[1:] == printed.splitlines()[1:]  # the first has the day it was made
    assert held.startswith(".TH READER ")


def test_an_article_is_shown(installed: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><title>Bridge shut</title><body><p>" + "The bridge is shut. " * 30 + "</p></body></html>")
    shown = run(installed, "reader", "show", str(page), home=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "The bridge is shut." in shown.stdout
