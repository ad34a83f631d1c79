"""Links and paths: where a browser is sent, where files are written, where connections are made."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from reader.config import Config
from reader.errors import ReaderError
from reader.exporting.names import of_title
from reader.newsroom import open_newsroom
from reader.paths import Home
from reader.sources.web.exchange import FetchError, Request
from reader.sources.web.fetcher import Fetcher
from reader.sources.web.private import is_private
from reader.ui.opening.choosing import open_address
from reader.ui.visiting.addresses import destination
from tests.cli.conftest import Reader
from tests.ordeal.hostile import Hostile
from tests.ordeal.spellings import Link, links, private_hosts, titles
from tests.ordeal.strange import opml
from tests.ordeal.trial import Outcome, Trial
from tests.sources.web.server import Server, redirect
from tests.ui.conftest import Session, _opened

__all__ = ["TRIAL", "fetched", "followed", "led_on", "named", "opened", "run_by_program", "written"]

_WINDOWS = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")})
_RECORDER = '#!/bin/sh\nprintf \'%s\\n\' "$#" "$@" >> "$RECORDED"\n'
_OPENS = "import sys\nfrom reader.ui.visiting.browser import start\nfor line in sys.stdin: start(line.rstrip('\\n'))"


# links


def followed(held: Sequence[Link]) -> Iterator[str]:
    """What becomes of each link, as far as that is thought and not done."""
    for link in held:
        found = destination(link.href, link.words)
        if found is None:
            if link.host:
                yield f"{link.href!a} is not opened at all"
            continue
        where = urlsplit(found.url)
        if where.scheme not in ("http", "https") or not found.url.isprintable() or "\\" in where.netloc:
            yield f"{link.href!a} would be opened as {found.url!a}"
        if found.host != link.host or where.hostname != link.host or not found.host.isascii():
            yield f"{link.href!a} is shown as {found.host!a}, opened at {where.hostname!a} and leads to {link.host!a}"
        if link.deceives and found.doubt is None:
            yield f"{link.href!a} ({link.words}) is opened without a word"
        if not link.deceives and found.doubt is not None:
            yield f"{link.href!a} ({link.words}) is doubted: {found.doubt}"


async def opened(held: Sequence[Link]) -> list[str]:
    """The same on the screen: what is opened at once, and what only after the host was shown."""
    found = []
    async with _opened(size=(100, 30)) as session:
        sent: list[str] = []
        session.app.open_url = lambda url, **_: sent.append(url)  # type: ignore[method-assign]
        for link in held:
            open_address(session.main, link.href, link.words)
            await session.pilot.pause()
            asked = session.app.screen is not session.main
            if asked and link.host not in _in_box(session):
                found.append(f"{link.href!a}: {link.host} is not shown")
            if asked != link.deceives or len(sent) != (1 if link.host and not asked else 0):
                found.append(f"{link.href!a} ({link.words}): asked {asked}, opened {sent}")
            if asked:
                await session.pilot.press("escape")
            sent.clear()
    return found


def _in_box(session: Session) -> str:
    """What the box that is open says, without the spaces between."""
    box = session.app.screen.query_one("#box").region
    strips = session.app.screen._compositor.render_strips()[box.y : box.bottom]
    return re.sub(r"\s|[^\x00-\x7f]", "", "".join(strip.crop(box.x, box.right).text for strip in strips))


def run_by_program(held: Sequence[Link], folder: Path) -> Iterator[str]:
    """What a browser is really started with: one argument, the address."""
    browser, log = folder / "browser", folder / "recorded"
    browser.write_text(_RECORDER)
    browser.chmod(0o755)
    urls = [found.url for link in held if (found := destination(link.href))]
    ran = subprocess.run(
        [sys.executable, "-c", _OPENS],
        input="".join(f"{url}\n" for url in urls).encode(),
        env={**os.environ, "BROWSER": f"{browser} %s", "RECORDED": str(log)},
        cwd=folder,
        capture_output=True,
        check=False,
    )
    recorded = log.read_text("utf-8").splitlines() if log.exists() else []
    if ran.returncode or recorded != [word for url in urls for word in ("1", url)]:
        yield f"the browser was started with {recorded[:6]!a} …, {ran.stderr.decode()[-200:]}"
    strays = {path.name for path in folder.iterdir()} - {"browser", "recorded"}
    if strays:
        yield f"a shell was at work: {strays}"


# paths


def named(held: Sequence[str]) -> Iterator[str]:
    """Names of files made of titles."""
    for title in held:
        name = of_title(title)
        if not name or name != name.strip(" .-") or any(char in name for char in '/\\:*?"<>|\0\n%~$') or ".." in name:
            yield f"{title!a} makes {name!a}"
        if name.partition(".")[0].lower() in _WINDOWS or len(name.encode()) > 200:
            yield f"{title!a} makes {name!a}, which some systems do not take"


def written(held: Sequence[str], folder: Path) -> Iterator[str]:
    """Articles of these titles exported into a folder in which links wait under the names they will have."""
    reader = Reader(folder / "home")
    outside = folder / "outside"
    outside.mkdir()
    canary = outside / "canary"
    canary.write_text("untouched")
    lines = [
        {
            "id": f"../{title}{at}",
            "title": title,
            "text": f"Words number {at} of a text. " * 9,
            "url": f"https://a.example/{at}",
        }
        for at, title in enumerate(held)
    ]
    (folder / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    reader("import", str(folder / "in.jsonl"))
    before = _files(folder)
    reader("export", "-o", f"{folder}/each/")
    first = _files(folder) - before
    if len(first) < len(held) or any(path.parent.name != "each" for path in first):
        yield f"{len(first)} files of {len(held)} were written, among them {sorted(map(str, first))[:3]!a}"
    for number, file in enumerate(sorted(first)):
        file.unlink()
        file.symlink_to(canary if number % 2 else outside / f"new{number}")
    for more in ([], ["--force"]):
        reader("export", *more, "-o", f"{folder}/each/")
        if canary.read_text() != "untouched" or len(list(outside.iterdir())) > 1:
            yield f"something was written through a link: {sorted(path.name for path in outside.iterdir())}"
    for name in ("one.md", "one.jsonl", "one.epub", "one.opml"):
        for target in (canary, outside / "nothing"):
            link = folder / name
            link.unlink(missing_ok=True)
            link.symlink_to(target)
            for more in ([], ["--force"]):
                ran = reader("export", *more, "-o", str(link))
                if ran.status != 1 or not link.is_symlink() or "is a link" not in ran.err:
                    yield f"{name}: a link was written over without a word: {ran.err!a}"
            if canary.read_text() != "untouched" or len(list(outside.iterdir())) > 1:
                yield f"{name}: written through a link"


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file() and "home" not in path.relative_to(folder).parts}


# connections

_connected: list[object] | None = None


def _heard(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.connect" and _connected is not None and isinstance(args[1], tuple):
        _connected.append(args[1])


sys.addaudithook(_heard)


@contextmanager
def _connections() -> Iterator[list[object]]:
    """Every connection of this process, as the interpreter itself tells."""
    global _connected  # noqa: PLW0603  # an audit hook stays for good and hears everybody
    _connected = made = []
    try:
        yield made
    finally:
        _connected = None


def fetched(hosts: Sequence[str], seed: int) -> Iterator[str]:
    """Addresses of private places asked for directly, and names that mean them."""
    chance = Random(seed)

    def by_name(host: str, port: int) -> list[tuple[int, tuple[object, ...]]]:
        several = chance.choice(
            (["127.0.0.1"], ["10.0.0.1", "169.254.169.254"], ["::1"], ["::ffff:192.168.0.1", "fd00::1"])
        )
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, (one, port)) for one in several]

    with Fetcher(by_name=by_name) as fetcher:
        for number, host in enumerate((*hosts, *(f"rebound{at}.example" for at in range(len(hosts) // 10)))):
            url = f"{'https' if number % 7 == 6 else 'http'}://{host}{'' if '@' in host else ':8080'}/"
            with _connections() as made:
                try:
                    fetcher.fetch(Request(url))
                    yield f"{url!a} was answered"
                except FetchError as error:
                    if not str(error).isprintable():
                        yield f"{url!a}: {error!a}"
            if made:
                yield f"{url!a} was connected to: {made}"


def led_on(hosts: Sequence[str]) -> Iterator[str]:
    """The same addresses where a redirect leads there."""
    with Server({}) as server, Fetcher(refused=lambda one: one != "127.0.0.1" and is_private(one)) as fetcher:
        for number, host in enumerate(hosts):
            server.routes[f"/{number}"] = redirect(
                f"{('http://', 'https://', '//', 'HTTP://')[number % 4]}{host}:{server.port + 1}/x"
            )
            with _connections() as made:
                try:
                    fetcher.fetch(Request(server.url(f"/{number}")))
                    yield f"a redirect to {host!a} was answered"
                except FetchError:
                    pass
            if elsewhere := [place for place in made if place[0] != "127.0.0.1"]:
                yield f"a redirect to {host!a} was followed to {elsewhere}"


def through_program(hosts: Sequence[str], folder: Path) -> Iterator[str]:
    """The same addresses given to every command and box that asks servers."""
    reader = Reader(folder / "ssrf")
    urls = [f"http://{host}/feed" for host in hosts if not host.endswith("example")]
    listed = [Hostile(f"feed {at}", "") for at in range(len(urls))]
    (folder / "ssrf.opml").write_bytes(opml(listed, lambda at: urls[at]))
    (folder / "urls").write_text("".join(f"{url}\n" for url in urls), "utf-8")
    with _connections() as made:
        reader("add", "--verbose", *urls)
        reader("import", str(folder / "ssrf.opml"))
        reader("import", str(folder / "urls"))
        ran = reader("refresh", "--verbose")
        with closing(open_newsroom(Home.under(reader.home), Config())) as newsroom:
            for url in urls:
                for ask in (newsroom.offer, newsroom.subscribe, lambda one: newsroom.pictures.at(one, 9, 9)):
                    try:
                        ask(url)
                    except ReaderError as error:
                        if not str(error).isprintable():
                            yield f"{url!a}: {error!a}"
            newsroom.look()
            newsroom.fetch_pages()
    if made:
        yield f"connections were made: {made[:5]}"
    if any(not line.isprintable() for line in ran.err.splitlines()):
        yield f"refresh says {ran.err[-300:]!a}"


def _run(count: int, seed: int, folder: Path) -> Outcome:
    held, hosts, called = links(count, seed), private_hosts(count, seed), titles(count, seed)
    few = max(count // 10, 20)
    failures = [*followed(held), *asyncio.run(opened(held[:few]))]
    (folder / "browser").mkdir()
    failures += run_by_program(held[: few * 2], folder / "browser")
    (folder / "export").mkdir()
    failures += [*named(called), *written(called[:few], folder / "export")]
    failures += [*fetched(hosts, seed), *led_on(hosts[: few * 3]), *through_program(hosts[:few], folder)]
    return Outcome(3 * count, tuple(failures), {"links, titles and private addresses, each": f"{count:,}"})


TRIAL = Trial(
    "only http and https open, after the host was shown where it could deceive; nothing is written outside the folder"
    " chosen; no connection is made to a private address",
    2_000,
    _run,
)
