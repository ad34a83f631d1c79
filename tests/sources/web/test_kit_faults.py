"""The faults of the development kit's server: each ends in time with one line."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from reader.sources.web.errand import Limits
from reader.sources.web.exchange import FetchError, Request, Response, Trouble
from reader.sources.web.fetcher import Fetcher
from tests.kit import KIT, needs_kit

pytestmark = needs_kit
LIMITS = Limits(answer=5, idle=1, total=6)
PATIENT = Limits(answer=100, total=100)
"""For the bomb: its server packs it anew each time."""
EXPECTED = {
    "/ok": 200,
    "/404": Trouble.STATUS,
    "/500": Trouble.STATUS,
    "/503": Trouble.STATUS,
    "/403": Trouble.STATUS,
    "/401": Trouble.STATUS,
    "/410": Trouble.STATUS,
    "/429": Trouble.STATUS,
    "/loop*": Trouble.REDIRECT,
    "/self": Trouble.REDIRECT,
    "/tofile": Trouble.REDIRECT,
    "/tolocal": Trouble.CONNECT,
    "/portal": 200,
    "/login": 200,
    "/drip": Trouble.TIMEOUT,
    "/halfopen": Trouble.TIMEOUT,
    "/cut": Trouble.BROKEN,
    "/gzbomb": Trouble.SIZE,
    "/badgzip": Trouble.BROKEN,
    "/endless": Trouble.SIZE,
    "/bighdr": Trouble.BROKEN,
    "/etagloop": Trouble.STATUS,
    "/empty": 200,
    "/pathbody": 200,
    "/escreason": Trouble.STATUS,
    "/setcookie": 200,
}


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = subprocess.Popen(
        [sys.executable, str(KIT / "hostile" / "faultserver.py")], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert server.stdout is not None
    yield server.stdout.readline().decode().strip()
    server.kill()
    server.communicate()


def outcome(url: str) -> Response | FetchError:
    """One Fetcher each: all paths are on one host, of which only two are asked at a time."""
    limits = PATIENT if url.endswith("/gzbomb") else LIMITS
    with Fetcher(allow_private=True, limits=limits) as fetcher:
        try:
            return fetcher.fetch(Request(url))
        except FetchError as error:
            return error


def test_each_ends_with_an_answer_or_one_line(base):
    paths = json.loads(outcome(f"{base}/").body)
    with ThreadPoolExecutor(len(paths)) as threads:
        found = dict(zip(paths, threads.map(lambda path: outcome(base + path.replace("*", "0")), paths), strict=True))
    ends = {path: 200 if isinstance(end, Response) else end.trouble for path, end in found.items()}
    assert ends == EXPECTED
    assert all(str(end).isprintable() for end in found.values() if isinstance(end, FetchError))
    assert found["/429"].retry_after == 3600
    assert found["/portal"].media == "text/html"


def test_none_of_it_is_reached_without_leave(base):
    with Fetcher(limits=LIMITS) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(Request(f"{base}/tolocal"))
    assert caught.value.trouble is Trouble.REFUSED
