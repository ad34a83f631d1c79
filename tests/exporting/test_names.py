"""Names of files made of titles."""

from dataclasses import replace
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given

from reader.exporting.names import among_others, of_title

from .examples import RICH, patient, words


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kestrel Bridge: “shut”!", "kestrel-bridge-shut"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\x", "c-windows-x"),
        (".hidden", "hidden"),
        ("NUL", "nul-article"),
        ("…", "article"),
        ("日本の橋が閉鎖", "日本の橋が閉鎖"),
        ("word " * 40, "word-" * 11 + "word"),
    ],
)
def test_names(title: str, name: str) -> None:
    assert of_title(title) == name


@given(words)
@patient(60)
def test_no_title_leads_out_of_its_folder(title: str) -> None:
    name = among_others(replace(RICH, title=title * 20)) + ".md"
    for kind in (PurePosixPath, PureWindowsPath):
        assert kind(name).name == name
    assert not name.startswith(".")
    assert len(name.encode()) < 255
    assert name.isprintable()


def test_day_and_id_tell_articles_of_one_title_apart() -> None:
    assert among_others(replace(RICH, title="Ferry")) == "2026-03-02-ferry-012345"
    assert among_others(replace(RICH, title="Ferry", published=None, id="ffff00001111")) == "ferry-ffff00"
