"""Passwords and tokens in addresses and logins: seen in no log, export, error, crash report or list of processes."""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
import time
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from urllib.parse import quote
from xml.sax.saxutils import escape

from reader.cli.failure import explain
from tests.cli.conftest import Ran, Reader
from tests.ordeal.trial import Outcome, Trial
from tests.sources.web.server import Route, Server, answer, redirect

__all__ = ["TRIAL", "addresses", "leaks"]

_BATCH = 25
_NAMES = (
    *(
        "token",
        "key",
        "api_key",
        "apikey",
        "auth",
        "sig",
        "signature",
        "access_token",
        "password",
        "pwd",
        "secret",
        "session",
    ),
    *(
        "private_token",
        "X-Amz-Signature",
        "X-Amz-Credential",
        "feed_key",
        "authToken",
        "sid",
        "jwt",
        "code",
        "userkey",
        "PHPSESSID",
    ),
)
_ABOUT = (
    *(
        "show",
        "show --json",
        "related",
        "story",
        "bookmark",
        "unbookmark",
        "mark-read",
        "follow",
        "unfollow",
        "resolve --json",
    ),
    *(
        "refresh",
        "remove",
        "sources pause",
        "sources resume",
        "sources tag X y",
        "sources rename X y",
        "sources mute X --query z",
    ),
    *(
        "sources pages X never",
        "export --article",
        "export --story",
        "export",
        "tag X y",
        "note X y",
        "untag",
        "pin abc",
        "pin X abc",
    ),
    *(
        "unlink abc",
        "import",
        "add",
        "list",
        "search",
        "list --json",
        "rules test x --source",
        "config --check",
        "list --limit",
    ),
    *("searches remove", "sources unmute", "completion", "export --format", "export -o", "--home /dev/null/x show"),
)


def addresses(base: str, secrets: Sequence[str], chance: Random) -> list[str]:
    """An address for each secret, at a server that is there; what its path begins with says how it fails."""
    return [_address(base, secret, at, chance) for at, secret in enumerate(secrets)]


def _address(base: str, secret: str, at: int, chance: Random) -> str:
    way = f"/{chance.choice(list(_WAYS))}/{at}"
    host = base.partition("//")[2]
    name = chance.choice(_NAMES)
    return (
        f"{base}{way}?{name}={secret}",
        f"http://reader:{secret}@{host}{way}",
        f"{base}{way}?a=b&{name}={secret}&c=d#x",
        f"http://{secret}@{host}{way}",
        f"{base}{way}/token/{secret}/feed.xml",
        f"https://{host}{way}?{name}={secret}",
        f"http://nowhere.invalid{way}?{name}={secret}",
        f"http://127.0.0.1:9{way}?{name}={secret}",
        f"{base}{way}#access_token={secret}",
        f"{base}{way};jsessionid={secret}",
        f"{base}{way}?next={quote(f'https://x:{secret}@a.example/', safe='')}",
        f"http://10.255.255.1{way}?{name.upper()}={secret}",
        f"ftp://me:{secret}@{host}{way}",
        f"http://[::1{way}?{name}={secret}",
        f"http://a%20b@{secret}:{secret}@{host}{way}?{name}={secret}",
        f"HTTP://Me:{secret}@{host}{way}",
    )[at % 16]


def _feed(secret: str, base: str) -> bytes:
    """A feed whose links have the secret too, as those of private feeds do."""
    link = escape(f"{base}/page?token={secret}")
    items = "".join(
        f"<item><title>Ferry number {at} leaves</title><guid>{at}{secret}</guid><link>{link}&amp;n={at}</link>"
        f'<enclosure url="{link}" type="audio/mpeg" length="1"/><description>{"The boat left the quay. " * 9}{at}'
        f"{escape(f'<a href={chr(34)}{base}/more?auth={secret}{chr(34)}>more</a>')}</description></item>"
        for at in range(2)
    )
    return f"<rss version='2.0'><channel><title>Boats</title><link>{link}</link>{items}</channel></rss>".encode()


_WAYS: dict[str, Callable[[str, str], Route]] = {
    "fine": lambda secret, base: answer(200, _feed(secret, base)),
    "refused": lambda secret, _: (
        f"HTTP/1.1 403 no {secret}\r\nX: {secret}\r\nContent-Length: 40\r\n\r\n{secret[:40]}".encode()
    ),
    "unknown": lambda secret, _: answer(404, secret.encode(), X=secret),
    "asked": lambda secret, _: answer(401, secret.encode(), WWW_Authenticate=f'Basic realm="{secret}"'),
    "broken": lambda secret, _: f"HTTP/1.1 {secret}\r\n\r\n".encode(),
    "garbage": lambda secret, _: f"{secret}\r\n{secret}".encode(),
    "cut": lambda secret, _: f"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<rss>{secret}".encode(),
    "packed": lambda secret, _: answer(200, secret.encode(), Content_Encoding="gzip"),
    "moved": lambda secret, base: redirect(f"{base}/unknown/x?token={secret}"),
    "moved-for-good": lambda secret, base: redirect(f"{base}/fine/x?token={secret}", 301),
    "moved-to-user": lambda secret, base: redirect(f"http://u:{secret}@127.0.0.1:9/?token={secret}"),
    "moved-away": lambda secret, _: redirect(f"ftp://u:{secret}@a.example/?token={secret}"),
    "turning": lambda secret, base: redirect(f"{base}/turning/x?token={secret}"),
    "no-feed": lambda secret, _: answer(
        200, f"<html><title>{secret[:3]}</title><p>Words.".encode(), Content_Type="text/html"
    ),
    "damaged": lambda secret, base: answer(200, _feed(secret, base)[:-200]),
    "linking": lambda secret, base: answer(
        200,
        f'<html><head><link rel="alternate" type="application/rss+xml" href="{base}/fine/x?token={secret}">'
        f'<link rel="alternate" type="application/rss+xml" href="{base}/cut/x?token={secret}"></head></html>'.encode(),
        Content_Type="text/html",
    ),
}


@contextmanager
def _watched(held: Sequence[str], found: list[str]) -> Iterator[None]:
    """Look at the command lines of all that this process starts, as long as it does."""
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.02):
            for process in Path("/proc").glob("[0-9]*"):
                try:
                    line = (process / "cmdline").read_bytes().decode("utf-8", "replace")
                    mine = f"\nPPid:\t{os.getpid()}\n" in (process / "status").read_text()
                except OSError:
                    continue
                if mine and any(secret in line for secret in held):
                    found.append(f"a process is started as {line[:200]!a}")

    watching = threading.Thread(target=look, daemon=True)
    if Path("/proc").is_dir():
        watching.start()
    yield
    over.set()
    if watching.ident:
        watching.join()


def leaks(secrets: Sequence[str], folder: Path, chance: Random) -> list[str]:
    """What of these secrets is seen where it should not be."""
    folder.mkdir()
    found: list[str] = []
    reader = Reader(folder / "home")
    with Server({}) as server, _watched(secrets, found):
        base = f"http://127.0.0.1:{server.port}"
        urls = addresses(base, secrets, chance)
        for url, secret in zip(urls, secrets, strict=True):
            way = re.search(r"\d/([a-z-]+)/\d|invalid/([a-z-]+)/|\[::1/([a-z-]+)/", url)
            name = next(filter(None, way.groups())) if way else "fine"
            path = "/" + url.partition("//")[2].partition("/")[2].partition("#")[0]
            server.routes[path] = _WAYS[name](secret, base)
        _settings(reader, server.port, secrets[0], folder)
        found += _said(reader, urls, secrets, folder)
    found += _kept(reader, secrets, folder)
    shutil.rmtree(folder)
    return found


def _settings(reader: Reader, port: int, secret: str, folder: Path) -> None:
    """A login for the server, whose password is a secret too."""
    password = folder / "password"
    password.write_text(secret)
    reader.home.mkdir(parents=True)
    (reader.home / "config.toml").write_text(
        f'[feeds]\nallow_private = true\n[logins."127.0.0.1:{port}"]\nuser = "me"\npassword_file = "{password}"\n'
    )


def _said(reader: Reader, urls: Sequence[str], secrets: Sequence[str], folder: Path) -> Iterator[str]:
    """What every command says that is given such an address, or comes to one by itself."""
    hidden = re.compile(
        "|".join(map(re.escape, [*secrets, *(b64encode(f"me:{one}".encode()).decode() for one in secrets)]))
    )

    def say(words: Sequence[str], *, data: bool = False) -> Iterator[str]:
        for more in ([], ["--json"]) if words[0] in ("sources", "doctor") else ([],):
            ran: Ran = reader(*words, *more)
            for stream, said in (("out", "" if data else ran.out), ("err", ran.err)):
                if seen := hidden.search(said):
                    line = next(line for line in said.splitlines() if seen[0] in line)
                    yield f"{' '.join(words)[:90]!a}, std{stream}: {line[:160]!a}"
            if "went wrong inside" in ran.err:
                yield f"{' '.join(words)[:90]!a}: {ran.err[-160:]!a}"

    outlines = "".join(
        f'<outline text="feed {at}" xmlUrl="{escape(url)}" htmlUrl="{escape(url)}"/>' for at, url in enumerate(urls)
    )
    (folder / "in.opml").write_text(f"<opml version='2.0'><body>{outlines}</body></opml>")
    (folder / "urls").write_text(
        "".join(f'{url} "!tag"\n' for url in urls) + "".join(f"exec:curl {url}\n" for url in urls)
    )
    (folder / "in.jsonl").write_text(
        "".join(json.dumps({"id": url, "url": url, "text": "Words. " * 9}) + "\n" for url in urls)
    )
    for url in urls:
        yield from say(["add", "--verbose", url])
    for name in ("in.opml", "urls", "in.jsonl"):
        yield from say(["import", "--verbose", str(folder / name)])
    for words in (
        ["refresh", "--verbose"],
        ["refresh", "--verbose"],
        ["sources"],
        ["doctor"],
        ["config"],
        ["list"],
        ["bookmarks"],
    ):
        yield from say(words)
    for at, url in enumerate(urls):
        for form in (_ABOUT[at % len(_ABOUT)], _ABOUT[(at * 7 + 3) % len(_ABOUT)], _ABOUT[(at * 11 + 5) % len(_ABOUT)]):
            words = [url if word == "X" else word for word in form.split()]
            held = form.split()[0] in ("show", "related", "story", "list", "search", "resolve", "searches")
            yield from say(words if "X" in form.split() else [*words, url], data=held)


def _kept(reader: Reader, secrets: Sequence[str], folder: Path) -> Iterator[str]:
    """What is written out, and into the log, a crash too."""
    out = folder / "out"
    out.mkdir()
    reader("bookmark", "--text", *[row["id"] for row in reader("list", "--json").records][:9])
    for name in ("all.md", "all.jsonl", "all.epub", "feeds.opml", "each/"):
        reader("export", "-o", f"{out}/{name}")
    for form in ("markdown", "json"):
        (out / f"printed.{form}").write_text(reader("export", "--format", form).out)
    explained = explain(RuntimeError(f"{secrets[0]} {secrets[-1]}"), str(reader.home))
    (out / "explained").write_text(explained)
    for file in [*out.rglob("*"), *reader.home.rglob("*.log*")]:
        if file.is_file():
            for where, text in _texts(file):
                if seen := next((secret for secret in secrets if secret in text), ""):
                    at = text.index(seen)
                    yield f"{where}: {text[max(at - 80, 0) : at + 40]!a}"
    if "in.jsonl" not in {path.name for path in folder.iterdir()} or not (out / "all.jsonl").exists():
        yield "nothing was exported"


def _texts(file: Path) -> Iterator[tuple[str, str]]:
    if file.suffix == ".epub":
        with zipfile.ZipFile(file) as book:
            yield from ((f"{file.name}/{name}", book.read(name).decode("utf-8", "replace")) for name in book.namelist())
    else:
        yield file.name, file.read_text("utf-8", "replace")


def _run(count: int, seed: int, folder: Path) -> Outcome:
    began, found = time.monotonic(), list[str]()
    for first in range(0, count, _BATCH):
        chance = Random(f"{seed} {first}")
        secrets = [f"hunter{at:04d}x{chance.randrange(10**6):06d}" for at in range(first, min(first + _BATCH, count))]
        found += leaks(secrets, folder / str(first), chance)
    return Outcome(count, tuple(found), {"a secret": f"{(time.monotonic() - began) / max(count, 1):.1f} s"})


TRIAL = Trial("no password, no token is seen in a log, an export, an error, a crash report or the processes", 500, _run)
