"""What a soak reads: a few thousand articles in files, and feeds on loopback that bring more while it runs."""

from __future__ import annotations

import io
import re
import threading
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self
from xml.sax.saxutils import escape

__all__ = ["Feeds", "Press", "write_articles"]

_SYLLABLES = re.findall(r"\w+", "ba den fi gor hul jak lem mon nar pol rik sta tev vim wol zan ther lin mar kot")
_COMMON = re.findall(r"\w+", "the of and to in a that was for it on with as by at from said will would have not but")
_FIRST = date(2026, 1, 1)
_CARRIED = 30
"""Entries that a feed has at a time."""


class Press:
    """Makes up articles about events, several of each; the same seed makes the same."""

    def __init__(self, seed: int) -> None:
        self._random = Random(f"press {seed}")
        self.words = ["".join(self._random.choices(_SYLLABLES, k=self._random.randint(2, 4))) for _ in range(3000)]
        self._events: list[list[str]] = []

    def title(self, event: Sequence[str]) -> str:
        """A headline about an event."""
        names = self._random.sample(event, 3)
        return f"{names[0].title()} {self._random.choice(self.words)} {names[1]} {names[2].title()}"

    def event(self) -> list[str]:
        """What an article is about: a new event, or one that was told of before."""
        if self._events and self._random.random() < 0.5:
            return self._random.choice(self._events[-60:])
        self._events.append(self._random.sample(self.words, 12))
        return self._events[-1]

    def sentence(self, event: Sequence[str]) -> str:
        """A sentence that names what an event is about."""
        pools = (_COMMON, self.words, event)
        chosen = self._random.choices(pools, (5, 3, 2), k=self._random.randint(6, 24))
        words = [self._random.choice(pool).title() if pool is event else self._random.choice(pool) for pool in chosen]
        return f"{' '.join(words).capitalize()}."

    def paragraphs(self, event: Sequence[str], most: int) -> list[str]:
        """A text, seldom a very long one."""
        count = self._random.choice((2, 4, 6, 8, 12, most))
        return [" ".join(self.sentence(event) for _ in range(self._random.randint(1, 6))) for _ in range(count)]

    def markdown(self, number: int) -> str:
        """An article as a file has it."""
        event = self.event()
        day = _FIRST + timedelta(days=number % 330)
        parts = [f"date: {day.isoformat()}", f"# {self.title(event)}"]
        parts += [self._formed(paragraph, event) for paragraph in self.paragraphs(event, 150)]
        return "\n\n".join([*parts, "Read more:", *(self.title(event) for _ in range(3))]) + "\n"

    def _formed(self, paragraph: str, event: Sequence[str]) -> str:
        place = f"http://127.0.0.1:9/{self._random.choice(event)}"
        return self._random.choice(
            [
                *[paragraph] * 8,
                f"## {self.title(event)}\n\n{paragraph}",
                f"> {paragraph}",
                "\n".join(f"- {self.sentence(event)}" for _ in range(4)),
                f"{paragraph} [{self.title(event)}]({place})",
                "```python\n" + "\n".join(f"{word} = '{word}'" for word in event) + "\n```",
                "\n".join(["| name | so many |", "|---|---|", *(f"| {word} | {len(word)} |" for word in event)]),
            ]
        )


def write_articles(press: Press, folder: Path, count: int, first: int = 0) -> None:
    """So many files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        (folder / f"{number:05}.md").write_text(press.markdown(number))


class Feeds:
    """A server of feeds; each has a new entry every so often."""

    def __init__(self, press: Press, count: int, every: float) -> None:
        self._press, self._count, self._every = press, count, every
        self._making = threading.Lock()
        self._began = time.monotonic()
        self._entries: dict[int, list[str]] = {number: [] for number in range(count)}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @cached_property
    def addresses(self) -> list[str]:
        """Where the feeds are."""
        return [f"{self._base}/feed/{number}" for number in range(self._count)]

    @property
    def carried(self) -> int:
        """Entries that came so far."""
        return sum(map(len, self._entries.values()))

    @property
    def _base(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def _feed(self, number: int) -> bytes:
        with self._making:
            entries = self._entries[number]
            while len(entries) < 10 + (time.monotonic() - self._began) / self._every:
                entries.append(self._entry(number, len(entries)))
            carried = "".join(reversed(entries[-_CARRIED:]))
        return (
            '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
            f"<channel><title>Wire {number}</title><link>{self._base}/</link>{carried}</channel></rss>"
        ).encode()

    def _entry(self, feed: int, number: int) -> str:
        press, event = self._press, self._press.event()
        picture = f'<p><img src="{self._base}/picture/{feed}-{number}.png" alt="{press.title(event)}"/></p>'
        body = picture + "".join(f"<p>{text}</p>" for text in press.paragraphs(event, 60))
        return (
            f"<item><title>{escape(press.title(event))}</title><guid>{feed}-{number}</guid>"
            f"<link>{self._base}/page/{feed}-{number}</link><pubDate>{format_datetime(datetime.now(UTC))}</pubDate>"
            f"<content:encoded>{escape(body)}</content:encoded></item>"
        )

    def _answer(self, path: str) -> tuple[str, bytes] | None:
        _, kind, name = [*path.split("/"), "", ""][:3]
        if kind == "feed" and name.isdecimal() and int(name) < self._count:
            return "application/rss+xml", self._feed(int(name))
        if kind == "picture":
            return "image/png", _picture(name)
        return None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        feeds = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer = feeds._answer(self.path)
                self.send_response(200 if answer else 404)
                kind, body = answer or ("text/plain", b"")
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        return Handler


def _picture(name: str) -> bytes:
    from PIL import Image

    random = Random(name)
    image = Image.new("RGB", (random.randint(80, 640), random.randint(80, 480)), tuple(random.choices(range(256), k=3)))
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()
