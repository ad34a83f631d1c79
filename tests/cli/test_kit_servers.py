"""The faults of the development kit's server, through `reader add` and `reader refresh`: what was there stays there."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.kit import KIT, needs_kit

from .conftest import Reader

pytestmark = needs_kit
SLOW = {"/drip", "/halfopen", "/gzbomb", "/endless"}
"""They take until a deadline; `tests/sources/web` tries them with a short one, the ordeal with the usual one."""
READ = {"/ok", "/setcookie"}


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    script = str(KIT / "hostile" / "faultserver.py")
    server = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert server.stdout is not None
    yield server.stdout.readline().decode().strip()
    server.kill()
    server.communicate()


@pytest.fixture
def reader(empty: Reader) -> Reader:
    empty.home.mkdir(parents=True)
    (empty.home / "config.toml").write_text("[feeds]\nallow_private = true\n")
    return empty


def test_each_fault_is_told_in_one_line_and_the_rest_is_read(reader: Reader, base: str, tmp_path) -> None:
    from urllib.request import urlopen

    with urlopen(f"{base}/") as answer:
        paths = [path.replace("*", "0") for path in json.load(answer)]
    urls = [base + path for path in paths if path not in SLOW]
    listed = tmp_path / "urls"
    listed.write_text("".join(f"{url}\n" for url in urls))
    assert reader("import", str(listed)).status == 0
    for _ in range(2):
        ran = reader("refresh")
        lines = ran.err.splitlines()
        assert ran.status == 1
        assert all(line.startswith("reader: ") and line.isprintable() and len(line) < 300 for line in lines)
        assert "pwned" not in ran.err
        told = [url for url in urls if sum(f"{url}: " in line for line in lines) == 1]
        assert sorted(set(urls) - set(told)) == sorted(base + path for path in READ), lines
    assert {record["title"] for record in reader("list", "--json").records} == {"ok"}
    assert {record["location"] for record in reader("sources", "--json").records} == set(urls)
