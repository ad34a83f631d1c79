"""Hostile texts in every field there is, on every way out: commands, exports, the log, the screen, a terminal."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import re
import shutil
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from html import unescape
from itertools import repeat
from pathlib import Path

from tests.cli.conftest import Ran, Reader
from tests.ordeal.hostile import Hostile, controls, hostile_texts
from tests.ordeal.screens import every_action, everything, read_through
from tests.ordeal.sequences import new_sequences
from tests.ordeal.strange import feeds, fill, opml, records
from tests.ordeal.trial import Outcome, Trial
from tests.sources.web.server import Server, answer
from tests.terminal.terminal import Terminal
from tests.ui.conftest import _opened

__all__ = ["TRIAL", "Library", "argued", "exported", "listed", "sent", "shown"]

_BATCH = 250
_RECORDS = 4
"""Of so many texts one is a record of its own as well as a file."""
_ACTED = 40
"""Texts of a batch that the screen is filled with while every action is called."""
_SIZES = ((120, 40), (80, 24), (60, 20))
_KEYS = (
    *(
        "j",
        "j",
        "\r",
        " ",
        "x",
        "l",
        "j",
        "h",
        ";",
        "\x1b",
        "S",
        "\x1b",
        "v",
        "j",
        "\x1b",
        "f",
        "kite",
        "\x1b",
        "/",
        "kite",
    ),
    *(
        "\x1b",
        "t",
        "\x1b",
        "N",
        "\x1b",
        "i",
        "\x1b",
        "e",
        "\x1b",
        "'",
        "\x1b",
        ":",
        "\x1b",
        "\x10",
        "\x1b",
        "?",
        "\x1b",
    ),
    *("C", "\x1b", "a", "\x1b", "b", "m", "U", "o", "\x1b", "G", "k", "k", "g"),
)
"""Through the panes and all boxes; `o` finds no browser here."""
_OURS = re.compile("\x1b\\[(?:1|22)m|\r[^\r]*\x1b\\[K|\n|\t")
"""What commands print on a terminal beside words: bold, and progress in place of what stood there."""
_PLAIN = re.compile("[\n\t]")
_INSIDE = "went wrong inside"
_MOST_FEEDS = 12
"""Feeds asked for a batch: each is a round of parsing apart."""

_LISTINGS = (
    *(
        "list",
        "list --limit 0",
        "search kite*",
        "stories",
        "stories --followed",
        "bookmarks",
        "sources",
        "sources mutes",
    ),
    *("searches", "rules", "tag", "note", "doctor"),
)
_ABOUT = ("show", "related", "story", "tag", "note", "bookmark", "mark-read", "mark-unread", "follow", "resolve")
_ARGUED = (
    *(
        "show {}",
        "show --json {}",
        "related {}",
        "related --json {}",
        "story {}",
        "bookmark {}",
        "unbookmark {}",
        "mark-read {}",
    ),
    *("add {}", "refresh {}", "remove {}", "import {}", "list {}", "list --json {}", "search {}", "search title:{}"),
    *("list source:{}", "list tag:{}", "list since:{}", "list is:{}", "list lang:{}", "list --limit {}", "stories {}"),
    *(
        "resolve {}",
        "resolve --json {}",
        "rules add {}",
        "rules add x{} --source {}",
        "rules test {}",
        "rules remove {}",
    ),
    *(
        "rules pin {}",
        "rules list --source {}",
        "rules test x --source {}",
        "tag {}",
        "untag {}",
        "tag ID {}",
        "note ID {}",
    ),
    *(
        "note {}",
        "tag --add {} ID",
        "searches add {} kite*",
        "searches add n{} {}",
        "searches remove {}",
        "sources rename {} x",
    ),
    *("searches rename {} {}", "sources tag {} y", "sources mute --query {}", "sources unmute {}", "sources pause {}"),
    *("config --check {}", "completion {}", "export {}", "export -o {}", "export --format {}", "export --article {}"),
    *(
        "export --story {}",
        "{}",
        "--{}",
        "show -- {}",
        "follow {}",
        "unfollow {}",
        "pin {} ID",
        "pin ID {}",
        "unlink ID {}",
    ),
    *("--home {} config", "catch-up {}", "doctor {}", "manual {}"),
)


class Library:
    """A library into which all texts of a batch came by every way there is."""

    def __init__(self, folder: Path, texts: Sequence[Hostile]) -> None:
        """What the commands say meanwhile is kept in `said`."""
        self.folder, self.texts = folder, texts
        folder.mkdir(parents=True)
        self.reader = Reader(folder / "home")
        self.said: list[tuple[str, Ran]] = []
        fill(folder / "strange", texts)
        (folder / "articles.jsonl").write_bytes(records(texts[::_RECORDS]))
        self.run("add", "--verbose", str(folder / "strange"))
        self.run("import", "--verbose", str(folder / "articles.jsonl"))
        self.ids = [row["id"] for row in self.reader("list", "--json").records]
        self._subscribe()
        self._annotate()

    def run(self, *words: str, **how: bool) -> Ran:
        """Run a command and keep what it says."""
        ran = self.reader(*words, **how)
        self.said.append((" ".join(words)[:120], ran))
        return ran

    def _subscribe(self) -> None:
        few = self.texts[:_MOST_FEEDS]
        with Server({}) as server:
            for at, one in enumerate(few):
                server.routes[f"/{at}"] = _answered(one.text, at)
            (self.folder / "feeds.opml").write_bytes(opml(few, lambda at: server.url(f"/{at}")))
            self.run("import", "--verbose", str(self.folder / "feeds.opml"))
            self.run("refresh", "--allow-private", "--verbose")
            self.run(
                "add", "--allow-private", server.url("/1"), server.url("/3"), server.url("/5"), server.url("/nowhere")
            )

    def _annotate(self) -> None:
        self.run("bookmark", "--text", *self.ids[:20])
        for at, one in enumerate(self.texts[:40]):
            ident = self.ids[at % len(self.ids)]
            text = one.text.replace("\0", "")
            self.run("tag", ident, f"{text}x")
            self.run("note", ident, f"{text}x")
            self.run("searches", "add", f"{text}x", f'"{one.word}"')
            self.run("rules", "add", f"Mark {text}", "--source", text)
            self.run("sources", "mute", "--query", f'"{one.word} {at} never"')


def _answered(text: str, at: int) -> bytes:
    """A feed, or a server's error; the text stands in headers and the status line too."""
    said = text.encode("utf-8", "replace").replace(b"\r", b"").replace(b"\n", b"")
    if at % 3 == 2:
        return b"HTTP/1.1 %d %s\r\nX-Y: %s\r\nContent-Length: 0\r\n\r\n" % (
            (404, 503, 429, 302)[at % 4],
            said[:200],
            said[:200],
        )
    body = feeds(text, at)[at % 2].encode("utf-8", "replace")
    return (
        answer(200, body)
        .replace(b"200 Whatever", b"200 " + said[:200].replace(b"\n", b""))
        .replace(b"\r\n\r\n", b'\r\nETag: "%s"\r\n\r\n' % said[:100], 1)
    )


def _wrong(where: str, ran: Ran, *, terminal: bool = False) -> Iterator[str]:
    ours = _OURS if terminal else _PLAIN
    for stream, said in (("out", ran.out), ("err", ran.err)):
        if found := sorted(set(controls(ours.sub("", said)))):
            yield f"{where}: std{stream} holds {' '.join(found[:5])}"
    if _INSIDE in ran.err or ran.status not in (0, 1, 2):
        yield f"{where}: {ran.err.strip()[-200:]!a}"


def listed(library: Library) -> Iterator[str]:
    """Everything that is printed about a library, plain, as JSON and on a terminal; and whether it can be read."""
    for words, ran in library.said:
        yield from _wrong(ascii(words), ran)
    seen = ""
    runs = [words.split() for words in _LISTINGS]
    runs += [[words, *library.ids[:30]] for words in _ABOUT]
    runs += [["show", "--cuts", *library.ids[:30]], ["show", "--changes", *library.ids[:5]]]
    for words in runs:
        for more, terminal in (([], False), ([], True), (["--json"], False)):
            ran = library.reader(*words[:1], *more, *words[1:], terminal=terminal)
            yield from _wrong(" ".join([*words[:2], *more, "on a terminal" * terminal]), ran, terminal=terminal)
    for at in range(0, len(library.ids), 200):
        ran = library.reader("show", "--json", *library.ids[at : at + 200])
        seen += ran.out
        plain = library.reader("show", *library.ids[at : at + 200])
        yield from _wrong("show", plain)
        seen += plain.out.replace("\n", "")
    yield from (
        f"{one.word} cannot be read anywhere: {one.text[:200]!a}" for one in library.texts if one.word not in seen
    )


def argued(library: Library, texts: Sequence[Hostile], first: int) -> Iterator[str]:
    """Each text as an argument of one command or another."""
    for at, one in enumerate(texts, first):
        form, text = _ARGUED[at % len(_ARGUED)], one.text.replace("\0", "")
        words = [word.replace("ID", library.ids[0]).replace("{}", text) for word in form.split()]
        terminal = at // len(_ARGUED) % 2 == 1
        ran = library.reader(*words, terminal=terminal)
        yield from _wrong(f"{form} with {text[:200]!a}", ran, terminal=terminal)
        if ran.err.count("\n") > 3:
            yield f"{form} with {text[:200]!a}: {ran.err.count(chr(10))} lines are complained"


def exported(library: Library) -> Iterator[str]:
    """Everything that is written out, opened again."""
    out = library.folder / "out"
    out.mkdir()
    for name in ("all.md", "all.jsonl", "all.epub", "feeds.opml", "kept.backup.json", "each/"):
        more = ["--backup"] if "backup" in name else []
        ran = library.reader("export", *more, "-o", f"{out}/{name}")
        yield from _wrong(f"export {name}", ran)
        if ran.status:
            yield f"export {name}: {ran.err[-200:]!a}"
    for form in ("markdown", "json"):
        yield from _wrong(f"export --format {form}", library.reader("export", "--format", form))
    for file in sorted(out.rglob("*")):
        if file.is_file():
            yield from _in_file(file)
    strays = [
        path for path in library.folder.parent.iterdir() if path != library.folder and path.name.startswith("stray")
    ]
    yield from (f"export wrote {path}" for path in strays)
    log = library.reader.home / "state" / "log.txt"
    for held in [log, *library.reader.home.rglob("*.log")]:
        if held.is_file():
            yield from _in_text(str(held.name), held.read_text("utf-8", "surrogateescape"))
    whole = (out / "all.jsonl").read_text("utf-8") + (out / "all.md").read_text("utf-8")
    yield from (f"{one.word} is in no export: {one.text[:200]!a}" for one in library.texts if one.word not in whole)


def _in_file(file: Path) -> Iterator[str]:
    if file.suffix == ".epub":
        with zipfile.ZipFile(file) as book:
            for name in book.namelist():
                yield from _in_text(f"{file.name}/{name}", unescape(book.read(name).decode("utf-8", "surrogateescape")))
        return
    text = file.read_text("utf-8", "surrogateescape")
    yield from _in_text(ascii(file.name), text)
    if file.suffix == ".opml":
        yield from _in_text(file.name, unescape(text))
    if file.suffix == ".jsonl":
        for line in text.split("\n")[:-1]:
            values = json.loads(line)
            values.pop("id", None), values.pop("path", None)
            yield from _in_text(file.name, " ".join(_strings(values)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _strings(one) if name != "path" else ()
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _in_text(where: str, text: str) -> Iterator[str]:
    if found := sorted(set(controls(_PLAIN.sub("", text)))):
        yield f"{where} holds {' '.join(found[:5])}"


async def shown(texts: Sequence[Hostile], size: tuple[int, int], *, at: int = 0) -> list[str]:
    """The screen, every word read and every action called."""
    raw = [one.text for one in texts]
    async with _opened(everything(raw), (100, 120)) as session:
        seen = await read_through(session)
    found = [f"{one.word} is not on the screen: {one.text[:200]!a}" for one in texts if one.word not in seen]
    few = raw[at : at + _ACTED] or raw[:_ACTED]
    async with _opened(everything(few), size) as session:
        return found + await every_action(session, few)


def sent(home: Path) -> bytes:
    """What a terminal is sent while one walks through a library."""
    log = home.parent / "home-before"
    shutil.copytree(home, log)
    command = [str(Path(sys.executable).with_name("reader"))]
    with Terminal(command, {"READER_HOME": str(log), "BROWSER": "true", "TZ": ":\x1b]0;tz"}) as terminal:
        terminal.wait("kite|plain", 90)
        terminal.rest()
        for key in _KEYS:
            terminal.press(key)
            terminal.rest()
        terminal.press("Q")
        ended = terminal.wait_end(60)
    shutil.rmtree(log)
    assert ended == 0, f"it ended with {ended}"
    return bytes(terminal.output)


def batch(texts: Sequence[Hostile], first: int, folder: Path, benign: bytes) -> tuple[list[str], Counter[str]]:
    """What goes wrong with a library full of these texts, and how many seconds each part of that took."""
    failures: list[str] = []
    began, took = time.monotonic(), Counter[str]()

    def spent(on: str) -> None:
        nonlocal began
        took[on], began = round(time.monotonic() - began), time.monotonic()

    library = Library(folder / str(first), texts)
    spent("libraries")
    failures += listed(library)
    spent("listings")
    failures += argued(library, texts, first)
    spent("arguments")
    failures += exported(library)
    spent("exports")
    number = first // _BATCH
    failures += asyncio.run(shown(texts, _SIZES[number % len(_SIZES)], at=number * 7))
    spent("screens")
    failures += [f"from {first}: a terminal is sent {one}" for one in new_sequences(benign, sent(library.reader.home))]
    spent("terminals")
    shutil.rmtree(library.folder)
    return failures, took


def _run(count: int, seed: int, folder: Path) -> Outcome:
    plain = [Hostile(f"plain {one.word} [x] words", one.word) for one in hostile_texts(min(60, count), seed)]
    benign = sent(Library(folder / "benign", plain).reader.home)
    parts = range(0, count, _BATCH)
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as processes:
        came = list(
            processes.map(
                batch,
                [hostile_texts(min(_BATCH, count - first), seed, first) for first in parts],
                parts,
                repeat(folder),
                repeat(benign),
            )
        )
    took = sum((spent for _, spent in came), Counter[str]())
    failures = tuple(failure for failed, _ in came for failure in failed)
    return Outcome(count, failures, {"seconds": ", ".join(f"{name} {value:,}" for name, value in took.items())})


TRIAL = Trial("no terminal sequence of a stranger's on any way out, no crash, every word still readable", 5_000, _run)
