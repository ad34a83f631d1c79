"""Dates and clocks that make no sense, in articles and on this machine; and names of entries that change.

Nothing may crash, no article may come twice, what was read stays read, the order is one order, and feeds are asked
neither without end nor never again.
"""

from __future__ import annotations

import io
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from reader.cli import run as command_line
from reader.cli.console import Console
from reader.config import Config
from reader.model import Headline
from reader.newsroom import Newsroom, open_newsroom
from reader.paths import Home
from reader.query import Query, parse_query
from reader.ui.wording.dates import day_groups, long_date, short_date, since_words, until_words
from tests.hostile_texts import heeded
from tests.ordeal.serving import Answer, alone, server
from tests.ordeal.trial import Outcome, Trial

__all__ = ["TRIAL"]

_CONFIG = Config(ascii=False, allow_private=True, watch=False, refresh_minutes=30)
_ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Kiritimati",
    "Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca", "Antarctica/Troll",
)  # fmt: skip
_OFFSETS = (
    timedelta(hours=-23, minutes=-59),
    timedelta(hours=23, minutes=59),
    timedelta(minutes=1),
    timedelta(hours=14),
)
_NOWS = (
    datetime(2026, 11, 20, 18, 30, tzinfo=UTC),
    datetime(2026, 3, 29, 2, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 2, 30, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(1969, 12, 31, 12, tzinfo=UTC),
    datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    datetime(2106, 2, 7, 6, 28, 16, tzinfo=UTC),
    datetime(2024, 2, 29, 12, tzinfo=UTC),
    datetime(2000, 1, 1, tzinfo=UTC),
    datetime(1902, 1, 1, tzinfo=UTC),
    datetime(2199, 12, 31, tzinfo=UTC),
    datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC),
)
"""What the clock may say; the first is what it usually says."""
_DATES = (
    "0001-01-01", "0000-00-00", "9999-12-31", "9999-12-31T23:59:59Z", "-0001-01-01", "10000-01-01", "1899-12-31",
    "1900-01-01", "1900-01-01T00:00:00+14:00", "2100-12-31T23:59:59-12:00", "2101-01-01", "1970-01-01T00:00:00Z",
    "2038-01-19T03:14:08Z", "2026-02-29", "2024-02-29", "2026-06-30T23:59:60Z", "2016-12-31T23:59:60+00:00",
    "2026-03-29T02:30:00", "2026-10-25T02:30:00", "2026-11-20T18:30:00+99:99", "2026-11-20T18:30:00-99:99",
    "2026-11-20T24:00:00Z", "2026-11-20T18:30", "2026-11-20 18:30 XYZ", "Fri, 20 Nov 2026 18:30:00 +9999",
    "Fri, 20 Nov 2026 18:30:00 -2400", "Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:60 GMT",
    "Sun, 29 Mar 2026 02:30:00", "Thu, 32 Foo 2026", "Thu, 01 Jan 70 00:00:00 GMT", "20 November", "02/03/2026",
    "1e9", "1764000000", "99999999999999999999", "NaN", "now", "tomorrow", "", "   ", "٢٠٢٦-١١-٢٠", "2026年11月20日",
    "2026-W47-5", "2026-324", "2099-01-01", "2026-11-20T18:30:00.999999999999Z", "2026-11-20T18:30:00Z",
    "2026-11-19", "2026-11-21T00:00:00+05:45", "2525-01-01",
)  # fmt: skip
_QUERIES = (
    "since:0001-01-01", "before:0001-01-01", "since:9999-12-31", "before:9999-12-31", "since:1d", "since:99999d",
    "before:99999d", "since:0d", "since:2024-02-29", "since:9999w", "since:2026-03-29 before:2026-03-29",
    "before:2w since:1900-01-01", "harbour since:3d",
)  # fmt: skip
_SAID = "The harbour {n} was quiet on that day, said the harbour master, and stayed so."
_FORMATS = {
    "a{n}.txt": "Title {n}\n\n{date}\n\n" + _SAID,
    "b{n}.txt": " date {date} " + _SAID,
    "{name}c{n}.txt": "Title {n}\n\n" + _SAID,
    "d{n}.md": "---\ntitle: Title {n}\ndate: {date}\n---\n" + _SAID,
    "e{n}.html": (
        "<html><head><title>Title {n}</title><meta property='article:published_time' content='{date}'></head><body>"
        "<article><time datetime='{date}'>{date}</time><p>" + _SAID + "</p></article>"
    ),
    "f{n}.eml": "From: a@b.example\nSubject: Title {n}\nDate: {date}\n\n" + _SAID,
    "g{n}.jsonl": '{{"title": "Title {n}", "text": "' + _SAID + '", "published": "{date}"}}\n',
    "h{n}.xml": (
        "<rss version='2.0'><channel><title>F</title><item><title>Title {n}</title><guid>{n}</guid>"
        "<pubDate>{date}</pubDate><description>" + _SAID + "</description></item></channel></rss>"
    ),
    "i{n}.atom": (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><entry><title>Title {n}</title><id>{n}</id>"
        "<updated>{date}</updated><content>" + _SAID + "</content></entry></feed>"
    ),
    "j{n}.json": (
        '{{"version": "https://jsonfeed.org/version/1", "title": "F", "items": [{{"id": "{n}", "title": "Title {n}", '
        '"content_text": "' + _SAID + '", "date_published": "{date}"}}]}}'
    ),
}


@dataclass
class _Found:
    failures: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


class _Clock:
    """This machine's clock, as a person or a battery sets it."""

    def __init__(self, moment: datetime, zone: tzinfo) -> None:
        self.zone = zone
        self.moment = moment.replace(tzinfo=zone)

    def __call__(self) -> datetime:
        return self.moment

    def go(self, by: timedelta) -> None:
        self.moment = (self.moment.astimezone(UTC) + by).astimezone(self.zone)


def _run(count: int, seed: int, scratch: Path) -> Outcome:
    found = _Found()
    rounds: tuple[Callable[[_Round], None], ...] = (_stated, _set_back, _renamed)
    with server() as (base, bodies), alone(base):
        for number in range(count):
            kind = rounds[number % len(rounds)]
            one = _Round(found, number, random.Random(f"{seed}-{number}"), scratch / str(number), base, bodies)
            try:
                kind(one)
            except Exception as error:  # noqa: BLE001 - that is what is looked for
                one.wrong(f"{kind.__name__} crashed: {error!r}")
            found.counts[kind.__name__.strip("_").replace("_", " ")] += 1
    told = ", ".join(f"{name} {number:,}" for name, number in found.counts.items())
    return Outcome(count, tuple(found.failures), {"what was done": told})


@dataclass
class _Round:
    """One library, one clock, one feed."""

    found: _Found
    number: int
    choice: random.Random
    scratch: Path
    base: str
    bodies: dict[str, Answer]

    def __post_init__(self) -> None:
        self.scratch.mkdir(parents=True)
        zone = self.choice.choice(_ZONES)
        self.zone_name = zone
        fixed = self.choice.random() < 0.3
        self.clock = _Clock(
            self.choice.choice(_NOWS) if self.choice.random() < 0.6 else _NOWS[0],
            timezone(self.choice.choice(_OFFSETS)) if fixed else ZoneInfo(zone),
        )
        self.url = f"{self.base}/{self.number}.xml"

    @property
    def home(self) -> Home:
        return Home.under(self.scratch / "home")

    def room(self) -> Newsroom:
        return open_newsroom(self.home, _CONFIG, now=self.clock)

    def serve(self, body: str) -> None:
        self.bodies[f"/{self.number}.xml"] = ({"Content-Type": "application/rss+xml"}, body.encode())

    def wrong(self, what: str) -> None:
        self.found.failures.append(f"#{self.number}, {self.clock.moment.isoformat()} in {self.zone_name}: {what}")

    def check(self, holds: bool, what: str) -> None:
        if not holds:
            self.wrong(what)


def _rows(room: Newsroom) -> list[Headline]:
    return room.headlines(room.listing(Query(), whole=True).rows)


def _stated(one: _Round) -> None:
    """Articles of every format that state dates that make no sense, and all that shows, counts or sorts them."""
    folder = one.scratch / "in"
    folder.mkdir()
    written = 0
    for name, text in _FORMATS.items():
        for _ in range(3):
            stated = one.choice.choice(_DATES)
            safe_name = "".join(char if char.isalnum() or char == "-" else "_" for char in stated)
            place = folder / name.format(n=written, name=safe_name)
            place.write_text(text.format(n=written, date=stated))
            if one.choice.random() < 0.3:
                seconds = one.choice.choice((0.0, -1.0, 4e9, 1e10, 1e12, -1e11, 2**31 - 1.0))
                os.utime(place, (seconds, seconds))
            written += 1
    with closing(one.room()) as room:
        _, report = room.add([str(folder)])
        one.check(not report.skipped, f"not all was read: {[skipped.told for skipped in report.skipped][:3]}")
        rows = _rows(room)
        one.check(len(rows) == written, f"{len(rows)} articles of {written}")
        one.check(len({row.id for row in rows}) == len(rows), "an article is there twice")
        one.check(rows == _rows(room), "another order the second time")
        _shown(one, room, rows)
        for text in _QUERIES:
            query = parse_query(text, one.clock().date())
            one.check(len(room.listing(query).rows) <= written and room.count(query, 999).all <= written, text)
            room.search(query), room.newest(query)
        one.found.counts["dates stated"] += written
    with _in_zone(one.zone_name):
        for words in (
            ["list"],
            ["list", "--json"],
            ["search", "harbour since:3d"],
            ["sources"],
            ["show", rows[0].id],
            ["export"],
        ):
            _command(one, *words)
    with closing(one.room()) as room:
        report = room.rescan()
        one.check((report.new, report.changed) == (0, 0), f"a second look found {report}")
        one.check([row.id for row in _rows(room)] == [row.id for row in rows], "another order after a second look")
    _later(one, rows)


def _shown(one: _Round, room: Newsroom, rows: list[Headline]) -> None:
    """Each date as lists and articles tell it, and the days that rows are grouped by."""
    now = one.clock()
    instants = room.listing(Query(), whole=True).instants
    one.check(list(instants) == sorted(instants, reverse=True), "the list is not ordered by its instants")
    groups = day_groups(list(instants), now)
    one.check([group.first for group in groups] == sorted({group.first for group in groups}), "days out of order")
    for row in rows:
        article = room.article(row.id)
        if row.published is not None:
            said = (short_date(row.published, now), long_date(row.published, now, article.dated))
            one.check(all(text.isprintable() and 0 < len(text) < 70 for text in said), f"a date is told as {said}")
            one.check(len(said[0]) <= 10, f"a date is too long for its column: {said[0]}")
        one.check(not heeded(row.title), "a title a terminal would heed")
    for moment in (now, now - timedelta(days=400), now + timedelta(days=400), datetime(1900, 1, 1, tzinfo=UTC)):
        one.check(all(text(moment, now).isprintable() for text in (since_words, until_words)), f"{moment} in words")


def _later(one: _Round, rows: list[Headline]) -> None:
    """The same library in another zone, years later or before."""
    one.clock.zone = ZoneInfo(one.choice.choice(_ZONES))
    one.clock.go(one.choice.choice((timedelta(days=-9000), timedelta(days=9000), timedelta(hours=-3), timedelta(0))))
    with closing(one.room()) as room:
        one.check([row.id for row in _rows(room)] == [row.id for row in rows], "another order under another clock")
        _shown(one, room, _rows(room))


def _command(one: _Round, *words: str) -> str:
    """What the command line says; nothing but what was asked for, and no trace of a crash."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    status = command_line(["--home", str(one.scratch / "home"), *words], Console(None, out, err))
    for stream in (out, err):
        stream.flush()
    said, complained = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]
    one.check(status == 0 and "inside Reader" not in complained, f"{words}: {status} {complained[:200]}")
    return str(said)


@contextmanager
def _in_zone(name: str) -> Iterator[None]:
    """The machine's own zone, as commands see it."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


_JUMPS = (
    timedelta(hours=-1), timedelta(hours=-13), timedelta(days=-3), timedelta(days=-400), timedelta(days=-9000),
    timedelta(hours=1), timedelta(minutes=31), timedelta(days=2), timedelta(days=4000), timedelta(0),
)  # fmt: skip


def _entry(number: int, guid: str = "", stated: str = "", link: str = "") -> str:
    text = f"The harbour master of place {number} told {number * 7} people about pier {number * 13} and its lamps."
    return (
        f"<item><title>Title {number} of the harbour</title>{guid}{link and f'<link>{link}</link>'}"
        f"{stated and f'<pubDate>{stated}</pubDate>'}<description>{text} {text[::-1]}</description></item>"
    )


def _feed(entries: list[str]) -> str:
    return f"<rss version='2.0'><channel><title>Post</title>{''.join(entries)}</channel></rss>"


def _set_back(one: _Round) -> None:
    """The clock is set back and forth between looks, marks, bookmarks, undoing and backups."""
    guid, count = "<guid isPermaLink='false'>g{0}</guid>", 12
    dates = [one.choice.choice(("", *_DATES[:30])) for _ in range(40)]
    one.serve(_feed([_entry(at, guid.format(at), dates[at]) for at in range(count)]))
    with closing(one.room()) as room:
        room.add([one.url])
        rows = _rows(room)
        one.check(len(rows) == count, f"{len(rows)} articles of {count}")
        kept = one.choice.sample([row.id for row in rows], 4)
    asked_by_itself: list[datetime] = []
    for _ in range(3):
        one.clock.go(one.choice.choice(_JUMPS))
        count += 1
        one.serve(_feed([_entry(at, guid.format(at), dates[at]) for at in range(count - 1, count - 9, -1)]))
        with closing(one.room()) as room:
            before = [row.id for row in _rows(room)]
            room.mark(kept[:2], read=True)
            room.bookmark(kept[2]), room.bookmark(kept[3]).undo()
            backup = one.scratch / "backup.json"
            backup.write_text(room.backups.text())
            held = room.backups.read(str(backup))
            one.check(held is not None and room.backups.take(held).added == {}, "a backup taken back added something")
            report = room.rescan()
            new = [row.id for row in _rows(room) if row.id not in before]
            one.check(len(new) == 1 and report.new == 1, f"{len(new)} new after a look, {report.new} told of, not 1")
            one.check([row.id for row in _rows(room) if row.id in before] == before, "another order after a look")
            _kept(one, room, kept)
            _by_itself(one, room, asked_by_itself)


def _kept(one: _Round, room: Newsroom, kept: list[str]) -> None:
    states = {row.id: row for row in _rows(room)}
    one.check(all(states[ident].read for ident in kept[:2]), "what was read is unread again")
    one.check([mark.article for mark in room.bookmarks()] == [kept[2]], "the bookmark is gone or doubled")


def _by_itself(one: _Round, room: Newsroom, asked: list[datetime]) -> None:
    """The feed is asked by itself within a day, whatever the clock did, and not twice within a minute."""
    first = _is_due(room)
    one.clock.go(timedelta(seconds=30))
    one.check(not (first and _is_due(room)), "it is asked twice within a minute")
    one.clock.go(-timedelta(days=800))
    one.check(_is_due(room), "after the clock went back by years it is not asked any more")
    one.check(not _is_due(room), "after the clock went back by years it is asked again and again")
    one.clock.go(timedelta(days=801, hours=1))
    one.check(_is_due(room), "it is not asked in a day")
    asked.append(one.clock())


def _is_due(room: Newsroom) -> bool:
    """Whether the feed is asked when its time is looked at."""
    report = room.look_at_due()
    return bool(report.unchanged or report.new or report.changed or report.skipped)


def _renamed(one: _Round) -> None:
    """A feed whose entries have other names each time, or the same, or none."""
    count = 1_000 if one.number % 60 == 32 else 40
    how = one.choice.choice(
        ("all new", "all new and links", "one for all", "empty", "swapped", "https", "reversed", "dates too")
    )
    one.serve(_feed(_named(one, how, count, 0)))
    with closing(one.room()) as room:
        room.add([one.url])
        rows = _rows(room)
        one.check(len(rows) == count, f"{how}: {len(rows)} articles of {count}")
        room.mark([row.id for row in rows[::2]], read=True)
        room.bookmark(rows[1].id)
        for turn in range(1, 4):
            one.clock.go(timedelta(hours=1))
            one.serve(_feed(_named(one, how, count, turn)))
            report = room.rescan()
            now = _rows(room)
            one.check(len(now) == count, f"{how}: {len(now)} articles of {count}, turn {turn}")
            one.check(report.new == 0, f"{how}: {report.new} told of as new, turn {turn}")
            if how == "swapped":  # an entry is known by its name: what another now says under it is an edit
                continue
            one.check([row.id for row in now] == [row.id for row in rows], f"{how}: another order, turn {turn}")
            one.check(
                [row.read for row in now] == [at % 2 == 0 for at in range(len(now))],
                f"{how}: read otherwise, turn {turn}",
            )
            one.check([mark.article for mark in room.bookmarks()] == [rows[1].id], f"{how}: another bookmark")
    one.found.counts["entries renamed"] += 3 * count


def _named(one: _Round, how: str, count: int, turn: int) -> list[str]:
    stated = "Fri, 20 Nov 2026 {:02}:{:02}:00 GMT"
    entries = []
    for at in range(count):
        moment = stated.format(at // 60 % 24, at % 60)
        link = f"http://post.example/{at}"
        other = (at + turn) % count
        guid = {
            "all new": f"new-{turn}-{at}", "all new and links": f"new-{turn}-{at}", "one for all": "same", "empty": "",
            "swapped": f"g{other}", "https": f"http{'s' if turn % 2 else ''}://post.example/{at}", "reversed": f"g{at}",
            "dates too": f"new-{turn}-{at}",
        }[how]  # fmt: skip
        link = {"all new and links": f"{link}?turn={turn}", "one for all": link, "dates too": "", "https": guid}.get(
            how, link
        )
        moment = "" if how == "dates too" else moment
        entries.append(_entry(at, f"<guid isPermaLink='false'>{guid}</guid>", moment, link))
    return entries[::-1] if how == "reversed" and turn % 2 else entries


TRIAL = Trial("dates and clocks that make no sense, and names that change: no crash, no flood, one order", 600, _run)
