"""Everything a stranger can hand over, filled with hostile texts: files of every kind, feeds, subscriptions."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from tests.ordeal.hostile import Hostile

__all__ = ["feeds", "file_name", "fill", "opml", "records"]

_ENCODINGS = (
    "utf-8",
    "utf-16",
    "utf-16-be",
    "latin-1",
    "cp1252",
    "gb18030",
    "hz",
    "iso2022_jp",
    "utf-7",
    "shift_jis",
    "koi8-r",
)
_LONGEST_NAME = 200
_PROSE = (
    "The harbour office of Port Ansel counted {at} boats on Monday, and {many} of them had come from the north quay. "
    "Nobody had expected number {at} before the summer, said the master of the harbour, who keeps the books."
)


def fill(folder: Path, texts: Sequence[Hostile]) -> None:
    """A file for each text, of one kind after another, under a name that is hostile too."""
    folder.mkdir(parents=True, exist_ok=True)
    within = folder / file_name(texts[0].text, "folder")
    within.mkdir(exist_ok=True)
    for at, one in enumerate(texts):
        ending, data = _FILES[at % len(_FILES)](one.text, at)
        name = file_name(texts[(at * 7) % len(texts)].text, f"{at}")
        (within if at % 3 else folder).joinpath(name + ending).write_bytes(data)


def file_name(text: str, apart: str) -> str:
    """A text as far as it can be the name of a file."""
    raw = text.replace("\0", "").replace("/", "|").encode("utf-8", "surrogateescape" if _escapable(text) else "replace")
    return os.fsdecode(raw[:_LONGEST_NAME]) + apart


def _escapable(text: str) -> bool:
    return all(not "\ud800" <= char <= "\udc7f" and not "\udd00" <= char <= "\udfff" for char in text)


def _prose(at: int) -> str:
    return _PROSE.format(at=at * 13 + 7, many=at * 5 + 3)


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _entities(text: str) -> str:
    return "".join(char if char.isalnum() and char.isascii() else f"&#{ord(char)};" for char in text)


def _html_of(said: str, at: int, charset: str = "utf-8") -> str:
    return (
        f'<!doctype html><html><head><meta charset="{charset}"><title>{said}</title>'
        f'<meta name="author" content="{said}"><meta property="og:site_name" content="{said}">'
        f'<meta name="keywords" content="{said}"></head><body><article><h1>{said}</h1><p class="byline">By {said}</p>'
        f"<p>{_prose(at)}</p><p>{said}</p><h2>{said}</h2><ul><li>{said}</li><li>{_prose(at)}</li></ul>"
        f'<p><a href="https://a.example/{at}" title="{said}">{said}</a> and <a href="{said}">more</a></p>'
        f'<figure><img src="https://a.example/{at}.png" alt="{said}"><figcaption>{said}</figcaption></figure>'
        f"<table><tr><th>{said}</th><td>{at}</td></tr><tr><td>a</td><td>{said}</td></tr></table>"
        f"<pre><code>{said}</code></pre><blockquote>{said}</blockquote><p>{_prose(at + 1)}</p></article></body></html>"
    )


def _plain(text: str, at: int) -> tuple[str, bytes]:
    return ".txt", _utf8(f"{text}\nBy {text}\n\n2026-03-02\n\n{_prose(at)}\n\n{text}\n\nRead more:\n\n{text}\n")


def _encoded(text: str, at: int) -> tuple[str, bytes]:
    encoding = _ENCODINGS[at // len(_FILES) % len(_ENCODINGS)]
    return ".txt", f"{text}\n\n2026-03-02\n\n{_prose(at)}\n\n{text}\n".encode(encoding, "ignore")


def _encoded_html(text: str, at: int) -> tuple[str, bytes]:
    encoding = _ENCODINGS[at // len(_FILES) % len(_ENCODINGS)]
    return ".html", _html_of(escape(text, {'"': "&quot;"}), at, encoding).encode(encoding, "ignore")


def _markdown(text: str, at: int) -> tuple[str, bytes]:
    return ".md", _utf8(
        f"---\ntitle: {json.dumps(text)}\nauthor: {json.dumps(text)}\ntags: [{json.dumps(text)}]\n---\n\n"
        f"# {text}\n\n{_prose(at)}\n\n{text}\n\n"
        f'[{text}](https://a.example/{at} "{text}") ![{text}](https://a.example/x.png)\n\n- {text}\n\n> {text}\n\n'
        f"| {text} | b |\n|---|---|\n| {text} | c |\n\n```{text}\n{text}\n```\n\n`{text}` **{text}**\n"
    )


def _html(text: str, at: int) -> tuple[str, bytes]:
    return ".html", _utf8(_html_of(_entities(text), at))


def _raw_html(text: str, at: int) -> tuple[str, bytes]:
    return ".htm", _utf8(_html_of(text.replace("<", "&lt;").replace('"', "&quot;"), at))


def _mail(text: str, at: int) -> tuple[str, bytes]:
    word = "=?utf-8?B?" + base64.b64encode(_utf8(text)[:900]).decode() + "?="
    head = (
        f"From: {word} <a@b.example>\nSubject: {word}\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n"
        "Content-Type: text/plain; charset=utf-8\n"
    )
    return ".eml", _utf8(f"{head}\n{_prose(at)}\n\n{text}\n\n{_prose(at + 1)}\n")


def _rss(text: str, at: int) -> tuple[str, bytes]:
    return ".xml", _utf8(feeds(text, at)[0])


def _atom(text: str, at: int) -> tuple[str, bytes]:
    return ".atom", _utf8(feeds(text, at)[1])


def _json_feed(text: str, at: int) -> tuple[str, bytes]:
    return ".json", _utf8(feeds(text, at)[2])


def _jsonl(text: str, at: int) -> tuple[str, bytes]:
    return ".jsonl", records([Hostile(text, "")], at)


_FILES: tuple[Callable[[str, int], tuple[str, bytes]], ...] = (
    *(_plain, _markdown, _html, _encoded, _rss, _raw_html, _jsonl, _mail, _atom, _encoded_html, _json_feed),
)


def records(texts: Sequence[Hostile], first: int = 0) -> bytes:
    """Articles in JSON Lines with a text in each field."""
    lines = [
        {
            "id": f"{at}{one.text}",
            "title": one.text,
            "byline": one.text,
            ("text" if at % 2 else "html"): f"{_prose(at)}\n\n{one.text}\n\n{_prose(at + 1)}",
            "source": one.text,
            "url": f"https://n.example/{at}?{one.text}",
            "published": "2026-03-02",
            "language": one.text,
            "tags": [one.text],
        }
        for at, one in enumerate(texts, first)
    ]
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def feeds(text: str, at: int) -> tuple[str, str, str]:
    """RSS, Atom and JSON Feed with a text in each field."""
    said = escape(text, {'"': "&quot;"}) if at % 2 else _entities(text)
    html = escape(f"<p>{_prose(at)}</p><p>{_entities(text)}</p><a href='{_entities(text)}'>{_entities(text)}</a>")
    rss = (
        f"<rss version='2.0'><channel><title>{said}</title><link>https://f.example/{at}</link>"
        f"<description>{said}</description><item><title>{said}</title><author>{said}</author>"
        f'<category>{said}</category><guid isPermaLink="false">{said}</guid><link>https://f.example/{at}/1</link>'
        f'<enclosure url="https://f.example/{at}.mp3" type="{said}" length="{said}"/>'
        f"<pubDate>{said}</pubDate><description>{html}</description></item><item><title>other {at}</title>"
        f"<link>{said}</link><description>{_prose(at + 2)}</description></item></channel></rss>"
    )
    atom = (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title type='html'>{said}</title><id>{said}</id>"
        f"<author><name>{said}</name></author><entry><title>{said}</title><id>{said}</id>"
        f'<link href="https://f.example/a{at}"/><category term="{said}" label="{said}"/>'
        f'<link rel="enclosure" href="https://f.example/a{at}.ogg" title="{said}" type="{said}"/>'
        f"<updated>2026-03-02T10:00:00Z</updated><summary>{said}</summary>"
        f"<content type='html'>{html}</content></entry></feed>"
    )
    item = {
        "id": text,
        "title": text,
        "content_text": f"{_prose(at)}\n\n{text}",
        "authors": [{"name": text}],
        "tags": [text],
        "url": f"https://f.example/j{at}",
        "attachments": [{"url": f"https://f.example/j{at}.mp3", "title": text, "mime_type": text}],
    }
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": text, "items": [item]}
    return rss, atom, json.dumps(whole)


def opml(texts: Sequence[Hostile], address: Callable[[int], str]) -> bytes:
    """A list of subscriptions, each under a hostile name in a hostile folder; `address` tells that of a number."""
    outlines = "".join(
        f'<outline text="{_entities(one.text)}"><outline text="{_entities(one.text)}" title="{_entities(one.text)}" '
        f'category="{_entities(one.text)}" htmlUrl="{_entities(one.text)}" xmlUrl="{escape(address(at))}"/></outline>'
        for at, one in enumerate(texts)
    )
    return f'<?xml version="1.1"?><opml version="2.0"><body>{outlines}</body></opml>'.encode()
