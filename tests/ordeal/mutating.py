"""Makes hostile documents out of harmless ones: byte by byte, by structure, and by what is known to hurt parsers."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from typing import Any

from tests.ordeal.corpora import Specimen

__all__ = ["MOST", "mutant"]

MOST = 2_000_000
"""Bytes a mutant has at most."""
_TAG = re.compile(rb"<[^<>]{1,400}>")
_TEXT = re.compile(rb">([^<>]{3,})<")
_DATE = re.compile(
    rb"\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|[A-Z][a-z]{2}, \d\d? [A-Z][a-z]{2} \d{4} [\d:]+ \S+"
)
_NUMBER = re.compile(rb"\d+")
_QUOTED = re.compile(rb"\"[^\"<>\n]{0,300}\"|'[^'<>\n]{0,300}'")
_DATES = (
    b"0001-01-01", b"9999-12-31T23:59:59Z", b"-0001-01-01", b"2026-02-30", b"2026-03-29T02:30:00+01:00",
    b"1970-01-01T00:00:00Z", b"2038-01-19T03:14:08Z", b"2026-06-30T23:59:60Z", b"2026-01-01T00:00:00+99:99",
    b"99999999999999999999-01-01", b"Mon, 01 Jan 0001 00:00:00 +0000", b"Fri, 31 Dec 9999 23:59:60 -9999",
    b"Thu, 99 Foo 2026 25:61:61 XYZ", b"1e400", b"", b"2026-01-01T00:00:00.123456789123456789Z", b"10000-01-01",
    b"31 February 2026", b"0000-00-00T00:00:00Z",
)  # fmt: skip
_NUMBERS = (
    b"0",
    b"-1",
    b"9" * 30,
    b"9" * 5_000,
    b"1e999",
    b"2147483648",
    b"18446744073709551616",
    b"NaN",
    b"0x7fffffff",
)
_RUNS = (
    b"<!--", b"<![CDATA[", b"]]>", b"<", b">", b"<a ", b"</", b"<!", b"<?", b"&", b"&#", b"&amp;", b"&#x41;", b"<b>",
    b"<div>", b"<p>", b"<i><b>", b"<table><tr><td>", b"<ul><li>", b"<blockquote>", b"</div>", b"<br>",
    b"<font color=red>", b"<svg><g>", b"<x:y>", b"<item>", b"<entry>", b"<title>", b"<author>a@", b"a@a.", b" ",
    b"\t\n", b"\n", b"\r", b"\n\n> ", b"\0", b"\xff", b"\xe2\x80\xae", b"\xcc\x81", b"\xed\xa0\x80", b"\x1b[31m",
    b"\x9b", b"[", b"](", b"![", b"[a](", b"**", b"*a", b"_a_", b"`", b"``", b"~~", b"> ", b"- ", b"  - ", b"1. ",
    b"| a ", b"|-", b"\n| a | b |", b"# ", b"\n#", b"---\n", b"&a;", b"{", b"[[", b'"', b"'", b"\\", b"a", b"a ",
    b"a, ", b"A. ", b"1", b"1,", b"1. 2. ", b"http://", b"www.a.example ", b"https://a.example/a?", b"(", b"((a)",
    b"=", b"=?utf-8?q?=41?= ", b"=?utf-8?b?", b"=3D", b"=\n", b"\xe6\xbc\xa2", b"\xf0\x9f\x98\x80", b"Read more: ",
    b"By ", b"Photo: ", b"\xc2\xa0", b"\xe2\x80\xa8", b"-", b"...", b"?!", b"@a", b"#a ", b"\xd8\xa7", b"x\xcc\x80",
    b"a-", b"%", b"$", b"~", b"<script>", b"<style>", b"<template>", b"<noscript>", b"<iframe src=a>",
    b"<img src=a alt='a b c d e'>", b"<form><input>", b"<a href=#>a</a>", b"<a href='javascript:a'>a</a>",
    b"<h1>a</h1>", b"<li>a", b"<td>a", b"<tr>", b"<dd>a<dt>b", b"<pre>", b"<span class='sr-only'>a</span>",
    b"<p style='display:none'>a", b"<time datetime=2026-01-01>", b"<meta property=a content=b>",
    b"<link rel=alternate type=application/rss+xml href=a>", b"<base href=//a.example>", b'<div hidden id="S:1">',
)  # fmt: skip
_TOKENS = (
    b'<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>', b'<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">',
    b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;', b"<?xml version='1.0' encoding='utf-7'?>",
    b"<?xml version='1.1' standalone='no'?>", b"<meta charset=utf-16>", b"<meta charset='x-user-defined'>",
    b"</html>", b"</body>", b"<plaintext>", b"<xmp>", b"<listing>", b"<frameset><frame src=a>", b"<math><mtext>",
    b"<svg><foreignObject>", b"<title/>", b"<body><body>", b"<html><html>", b"</channel>", b"</item>", b"</rss>",
    b"<rss><channel>", b'<feed xmlns="">', b"xmlns='urn:x'", b'xml:base="javascript:x"',
    b'xml:lang="' + b"x" * 500 + b'"', b'type="application/octet-stream"', b'mode="base64"', b'type="xhtml"',
    b"Content-Type: multipart/mixed; boundary=\n\n", b"Content-Transfer-Encoding: uuencode\n",
    b"Content-Type: message/rfc822\n\n", b"Content-Type: text/html; charset=unknown-8bit\n", b"\n--b1\n", b"\n\n",
    b"\r\n.\r\n", b"Subject: \n\t\n", b"--b1--", b"```\n", b"~~~\n", b"\n    code\n", b"[a]: <", b"[^1]: [^1]",
    b"<div markdown=1>", b"\n***\n", b"\n===\n", b"\n\n\n|a|\n|-|\n", b"---\ntitle: &a [*a, *a]\n---\n",
    b"---\ntitle: |\n  a\n", b"{}", b"[]", b"null", b"\\u0000", b"\\ud800", b'{"a":', b"true", b"1e400", b"\xfe\xff",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\xff\xfe\0\0", b"\0\0\0\0", b"\x1f\x8b\x08\0", b"%PDF-1.4", b"\x89PNG\r\n\x1a\n",
    b"\xc0\xaf", b"\xf8\x88\x80\x80\x80", b"\xe2\x80\x8f\xe2\x80\xae\xe2\x81\xa6", b"\x1b]0;owned\x07", b"\x1b$B",
    b"\x0e\x0f", b"javascript:alert(1)", b"file:///etc/passwd", b"data:text/html;base64,AAAA", b"//", b"http://[::1",
    b"http://a:99999/", b"https://\xc2\xa0/",
)  # fmt: skip
_ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-8-sig",
    "latin-1",
    "cp1251",
    "shift_jis",
    "gb18030",
    "utf-7",
    "cp037",
    "iso2022_jp",
)
_NAMES = (
    "utf-8",
    "utf-16",
    "latin-1",
    "ascii",
    "rot13",
    "zlib_codec",
    "idna",
    "unknown-8bit",
    "cp437",
    "utf-7",
    "base64",
    "x" * 60,
)
_SHARES = {
    ".html": 36, ".xml": 20, ".atom": 6, ".rss": 4, ".json": 6, ".txt": 7, ".md": 7, ".eml": 6, ".mhtml": 2,
    ".jsonl": 3, ".opml": 2, "": 1,
}  # fmt: skip
"""How many of a hundred are of each kind."""
_SUFFIXES = (".html", ".xml", ".txt", ".md", ".eml", ".mhtml", ".jsonl", ".rss", ".xhtml", ".atom", ".json")


def mutant(choice: random.Random, specimens: Sequence[Specimen]) -> Specimen:
    """A document out of the specimens to which a few things were done."""
    suffix = choice.choices(tuple(_SHARES), tuple(_SHARES.values()))[0]
    one = choice.choice([one for one in specimens if one.suffix == suffix] or specimens)
    data = one.data
    for _ in range(choice.choice((1, 1, 2, 2, 3, 4, 6))):
        data = choice.choice(_MUTATIONS)(choice, data, specimens)[:MOST]
    named = choice.choice(_SUFFIXES) if one.suffix and choice.random() < 0.04 else one.suffix
    return Specimen(one.name, named, data)


Mutation = Callable[[random.Random, bytes, Sequence[Specimen]], bytes]


def _span(choice: random.Random, data: bytes, most: int) -> tuple[int, int]:
    """Where a piece begins and ends; short ones are likelier than long ones."""
    start = choice.randint(0, len(data))
    return start, min(start + _many(choice, most), len(data))


def _many(choice: random.Random, most: int) -> int:
    """A number from one on, its size as likely as its size ten times."""
    return max(int(most ** choice.random()), 1)


def _put(choice: random.Random, data: bytes, piece: bytes) -> bytes:
    """The data with a piece in it, in half of the cases behind a tag."""
    at = choice.randint(0, len(data))
    if choice.random() < 0.5:
        end = data.find(b">", at)
        at = end + 1 if end >= 0 else at
    return data[:at] + piece + data[at:]


def _flips(choice: random.Random, data: bytes, _: Sequence[Specimen]) -> bytes:
    changed = bytearray(data)
    for _at in range(_many(choice, max(len(data) // 20, 1)) if data else 0):
        changed[choice.randrange(len(changed))] = choice.choice((choice.randrange(256), 60, 62, 38, 0, 34))
    return bytes(changed)


def _cut(choice: random.Random, data: bytes, _: Sequence[Specimen]) -> bytes:
    at = choice.randint(0, len(data))
    return data[:at] if choice.random() < 0.8 else data[at:]


def _gap(choice: random.Random, data: bytes, _: Sequence[Specimen]) -> bytes:
    start, end = _span(choice, data, len(data) or 1)
    return data[:start] + data[end:]


def _repeat(choice: random.Random, data: bytes, _: Sequence[Specimen]) -> bytes:
    start, end = _span(choice, data, 2_000)
    times = min(_many(choice, 20_000), max(MOST // max(end - start, 1), 1))
    return data[:end] + data[start:end] * times + data[end:]


def _swap(choice: random.Random, data: bytes, _: Sequence[Specimen]) -> bytes:
    a, b, c = sorted(choice.randint(0, len(data)) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def _splice(choice: random.Random, data: bytes, specimens: Sequence[Specimen]) -> bytes:
    other = choice.choice(specimens).data
    start, end = _span(choice, other, len(other) or 1)
    return _put(choice, data, other[start:end])


def _token(choice: random.Random, data: bytes, _: Sequence[Specimen]) -> bytes:
    token = choice.choice(_TOKENS)
    return token + data if choice.random() < 0.3 else _put(choice, data, token)


def _run(choice: random.Random, data: bytes, _: Sequence[Specimen]) -> bytes:
    """Something a great many times, as patterns fear it."""
    run = choice.choice(_RUNS) + (choice.choice(_RUNS) if choice.random() < 0.2 else b"")
    flood = run * min(_many(choice, 300_000), MOST // len(run))
    return _put(choice, data, flood + choice.choice((b"", b"!", b"x", b"\n", b">")))


def _nested(choice: random.Random, data: bytes, _: Sequence[Specimen]) -> bytes:
    """Elements in elements, closed or not, the document within or beside."""
    name = choice.choice(
        (b"div", b"b", b"blockquote", b"ul><li", b"table><tr><td", b"x", b"span", b"p", b"font", b"outline", b"section")
    )
    depth = _many(choice, 60_000)
    opened = b"<" + name + b">"
    closed = b"".join(b"</" + part + b">" for part in reversed(name.split(b"><")))
    end = closed * depth if choice.random() < 0.6 else b""
    start, stop = _span(choice, data, len(data) or 1)
    return data[:start] + opened * depth + data[start:stop] + end + data[stop:]


def _attributes(choice: random.Random, data: bytes, _: Sequence[Specimen]) -> bytes:
    """A tag with far too many attributes, or one far too long."""
    tags = list(_TAG.finditer(data))
    if not tags:
        return data
    end = choice.choice(tags).end() - 1
    if choice.random() < 0.5:
        flood = b"".join(b' a%d="%d"' % (number, number) for number in range(_many(choice, 50_000)))
    else:
        name = choice.choice(
            (b"class", b"href", b"style", b"id", b"srcset", b"src", b"title", b"alt", b"content", b"xmlns:x", b"url")
        )
        flood = b" " + name + b'="' + choice.choice(_RUNS).replace(b'"', b"") * _many(choice, 100_000) + b'"'
    return data[:end] + flood + data[end:]


def _tags(choice: random.Random, data: bytes, _: Sequence[Specimen]) -> bytes:
    """Some tags gone, doubled, renamed, left open or moved."""
    tags = list(_TAG.finditer(data))
    for tag in sorted(choice.sample(tags, min(_many(choice, 40), len(tags))), key=lambda tag: -tag.start()):
        other = choice.choice(
            (b"", tag[0] * 2, tag[0][:-1], b"</" + tag[0][1:], tag[0].upper(), choice.choice(tags)[0], b"<!--" + tag[0])
        )
        data = data[: tag.start()] + other + data[tag.end() :]
    return data


def _texts(choice: random.Random, data: bytes, _: Sequence[Specimen]) -> bytes:
    """Texts between tags in sections, in comments, as entities, or in place of one another."""
    found = list(_TEXT.finditer(data))
    for text in sorted(choice.sample(found, min(_many(choice, 40), len(found))), key=lambda text: -text.start()):
        inside = text[1]
        other = choice.choice(
            (
                b"<![CDATA[" + inside + b"]]>",
                b"<!--" + inside,
                b"".join(b"&#%d;" % byte for byte in inside[:500]),
                inside[::-1],
                inside * _many(choice, 300),
                choice.choice(found)[1],
                b"",
                b"&lt;b&gt;" + inside,
                b"\0".join((inside, inside)),
            )
        )
        data = data[: text.start(1)] + other + data[text.end(1) :]
    return data


def _values(choice: random.Random, data: bytes, _: Sequence[Specimen]) -> bytes:
    """Dates, numbers or quoted values that make no sense."""
    pattern, others = choice.choice(((_DATE, _DATES), (_NUMBER, _NUMBERS), (_QUOTED, _TOKENS)))
    share = choice.choice((0.05, 0.3, 1.0))
    count = 0

    def other(match: re.Match[bytes]) -> bytes:
        nonlocal count
        count += 1
        if count > 400 or choice.random() > share:
            return match[0]
        value = choice.choice(others)
        return b'"' + value.replace(b'"', b"'") + b'"' if pattern is _QUOTED else value

    return pattern.sub(other, data)


def _encoding(choice: random.Random, data: bytes, _: Sequence[Specimen]) -> bytes:
    """Another encoding than it says, or another word on it than it has."""
    if choice.random() < 0.5:
        name = choice.choice(_NAMES).encode()
        lied = re.sub(rb"(charset|encoding)(\s*=\s*[\"']?)[\w-]+", rb"\g<1>\g<2>" + name, data)
        return lied if lied != data else b'<?xml version="1.0" encoding="%s"?>' % name + data
    return data.decode("utf-8", "replace").encode(choice.choice(_ENCODINGS), "replace")


def _json(choice: random.Random, data: bytes, specimens: Sequence[Specimen]) -> bytes:
    """Values of JSON in one another's places, nested without end, of the wrong kind; of other documents their bytes."""
    try:
        lines = [json.loads(line) for line in data.splitlines()] if data.count(b"\n{") else [json.loads(data)]
    except (ValueError, RecursionError):
        return _values(choice, data, specimens)
    with_odd = [_odd(choice, line, 0) for line in lines]
    return b"\n".join(json.dumps(line).encode("utf-8", "replace") for line in with_odd)


def _odd(choice: random.Random, value: Any, depth: int) -> Any:
    if choice.random() < 0.12:
        deep: Any = 0
        for _ in range(_many(choice, 400)):
            deep = [deep] if choice.random() < 0.5 else {"items": deep}
        return choice.choice(
            (
                None,
                True,
                -1,
                1e308,
                10**400,
                "",
                "x" * _many(choice, 200_000),
                [],
                {},
                deep,
                [value] * _many(choice, 500),
                "\0\x1b[31m\u202e",
                "<p>" * _many(choice, 5_000),
                "9999-12-31T23:59:60Z",
                {"a": value},
                [[value]],
                "\ud800",
            )
        )
    if isinstance(value, dict) and depth < 20:
        return {
            key if choice.random() < 0.95 else key[::-1]: _odd(choice, one, depth + 1) for key, one in value.items()
        }
    if isinstance(value, list) and depth < 20:
        return [_odd(choice, one, depth + 1) for one in value]
    return value


_MUTATIONS: tuple[Mutation, ...] = (
    _flips, _cut, _gap, _repeat, _repeat, _swap, _splice, _token, _token, _run, _run, _run, _nested, _attributes,
    _tags, _texts, _values, _values, _encoding, _json,
)  # fmt: skip
