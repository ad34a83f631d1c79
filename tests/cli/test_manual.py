"""The manual page, and completions of what is exported."""

import shutil
import subprocess

import pytest

from reader.actions import ACTIONS
from reader.cli import COMMANDS

from .conftest import Reader


def test_it_names_every_command_and_every_key(empty: Reader) -> None:
    page = empty("manual").out
    assert page.startswith(".TH READER ")
    for name in COMMANDS:
        assert f".SS \\fBreader {name}\\fR".replace("-", "\\-") in page or f".SS \\fBreader {name}\\fR" in page
    for action in ACTIONS:
        assert f"[{action.name}]" in page
    for said in ("READER_HOME", "shelf.json", ".SH EXIT STATUS", "\\-\\-backup"):
        assert said in page
    assert page.isascii()


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not here")
def test_it_is_shown_without_a_warning(empty: Reader) -> None:
    ran = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8"], input=empty("manual").out, capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
    assert "EXIT STATUS" in ran.stdout.replace("\b", "").replace("EEXXIITT", "EXIT").replace("SSTTAATTUUSS", "STATUS")


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_completions_know_what_is_exported(empty: Reader, shell: str) -> None:
    script = empty("completion", shell).out
    for option in ("--bookmarks", "--backup", "--story", "--format", "--with-secrets", "epub", "manual"):
        assert option in script
