"""The documents say what the program does."""

import re
from pathlib import Path

import pytest

from reader.actions import ACTIONS, Action, key_label
from reader.cli.parser import complete_parser
from reader.config import THEMES, Config, as_toml

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_every_key_stands_in_the_readme(action: Action) -> None:
    keys = " ".join(f"`{key_label(key)}`" for key in action.keys)
    assert f"| {keys} | {action.help} |" in README


def commands() -> list[str]:
    parser = complete_parser()
    return sorted({name for group in parser._subparsers._group_actions for name in group.choices})  # type: ignore[union-attr]


@pytest.mark.parametrize("command", commands())
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"`reader {command}" in README


def test_the_readme_names_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"`reader ([a-z][a-z-]+)", README))
    assert named <= set(commands())


def test_two_commands_come_first_then_the_picture() -> None:
    first, picture = README.index("make run"), README.index("docs/pictures/screen.svg")
    assert first < picture < 600


def test_links_lead_to_files() -> None:
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_folder_of_the_package_stands_in_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for folder in (ROOT / "reader").iterdir():
        if folder.is_dir() and not folder.name.startswith("__"):
            assert f"{folder.name}/" in text, folder.name


def test_every_setting_is_printed() -> None:
    printed = as_toml(Config())
    for section in ("[reading]", "[screen]", "[feeds]", "[keys]"):
        assert section in printed


def test_every_setting_of_the_screen_stands_in_its_document() -> None:
    text = (ROOT / "docs" / "screen.md").read_text("utf-8")
    of_screen = as_toml(Config()).partition("[feeds]")[0]
    for name in re.findall(r"^(?:# )?([a-z_]+) =", of_screen, re.MULTILINE):
        assert f"| `{name}` |" in text, name
    assert all(f"`{theme}`" in text for theme in THEMES if theme.startswith("reader-"))
