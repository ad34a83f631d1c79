"""A few of the passwords and tokens that the whole trial tries."""

from pathlib import Path
from random import Random

import pytest

from reader.address import masked_within
from tests.ordeal.secrets import leaks


def test_secrets_are_not_seen(tmp_path: Path) -> None:
    assert leaks([f"hunter{at}x123456" for at in range(3)], tmp_path / "few", Random(1)) == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("http://me:pw1@a.example/x: no such file", "http://a.example/x: no such file"),
        ("ftp://me:pw1@a.example: no", "ftp://a.example: no"),
        ("config http:/a.example/?token=pw1 is none", "config http:///a.example/?token=… is none"),
        ("'https://a.example/?token=pw1' is no source", "'https://a.example/?token=…' is no source"),
        ("https://[::1/?key=pw1: no", "https://[::1/"),
        ("a plain sentence: one/two // three", "a plain sentence: one/two // three"),
        ("https://a.example/b?c=d: the server answers 404", "https://a.example/b?c=d: the server answers 404"),
    ],
)
def test_addresses_within_a_sentence_are_masked(said: str, shown: str) -> None:
    assert masked_within(said).startswith(shown)
    assert "pw1" not in masked_within(said)
