"""Mutated pages, feeds, mails and lists, through all that a document goes through: added, listed, opened, shown.

Nothing may crash, nothing may vanish without a word, no parser may take more than its memory, and no article may keep
the screen for long. `mutating.mutant` makes number N of a seed from these two alone.
"""

from __future__ import annotations

import asyncio
import gc
import gzip
import random
import re
import time
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from reader.config import Config
from reader.errors import ReaderError
from reader.model import Article, ScanReport, Skipped
from reader.newsroom import Newsroom, open_newsroom
from reader.paths import Home
from reader.query import Query
from reader.ui.article.reading import sheet_of
from reader.ui.typesetting.layout import lay_out
from tests.hostile_texts import heeded
from tests.ordeal.children import Children, children_left
from tests.ordeal.corpora import Specimen, corpora
from tests.ordeal.mutating import mutant
from tests.ordeal.serving import Answer, alone, server
from tests.ordeal.trial import Outcome, Trial

__all__ = ["TRIAL"]

_NOW = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
_BATCH = 100
_CONFIG = Config(ascii=False, allow_private=True, watch=False, refresh_minutes=0)
_FEEDS = (".xml", ".rss", ".atom", ".json")
_LISTS = (".opml", "")
_WIDTHS = (20, 40, 80, 200)
_MEMORY = 300
_LONGEST = 2.0
_FIRST, _MORE = 100, 400
"""Lines that are laid out when an article is opened, and in one go later on."""
_SCREEN_EVERY = 10
"""Every so many batches what came in is opened on the screen too."""
_CANARY = "Port Ansel's harbour ferries carried twice their usual load on Monday, the operator said."
_ADDRESS = re.compile(r"https?://\S+")
_TYPES = (
    "application/rss+xml",
    "text/html",
    "text/xml; charset=utf-16",
    "application/json",
    "",
    "application/octet-stream",
)


@dataclass
class _Found:
    """What came of it until now."""

    failures: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_of: str = ""
    reasons: Counter[str] = field(default_factory=Counter)

    def wrong(self, number: int, one: Specimen, what: object) -> None:
        self.failures.append(f"#{number} ({one.name}{one.suffix}): {what}")

    def took(self, seconds: float, what: str) -> None:
        if seconds > self.slowest:
            self.slowest, self.slowest_of = seconds, what

    def told(self, skipped: Skipped) -> None:
        """Something was reported."""
        self.counts["reported"] += 1
        self.counts["killed"] += any(word in skipped.reason for word in ("it took", "its parser crashed"))
        self.reasons["".join(" " if char.isdecimal() else char for char in skipped.reason.partition(": ")[0])[:60]] += 1


def _run(count: int, seed: int, scratch: Path) -> Outcome:
    found = _Found()
    with Children() as children, server() as (base, bodies), alone(base):
        for first in range(0, count, _BATCH):
            numbers = range(first, min(first + _BATCH, count))
            mutants = {number: mutant(random.Random(f"{seed}-{number}"), corpora()) for number in numbers}
            _Batch(found, mutants, scratch / str(first), base, bodies).go(
                on_screen=first // _BATCH % _SCREEN_EVERY == 1
            )
            if children.peak > _MEMORY:
                found.failures.append(f"#{first} to #{numbers[-1]}: a parser took {children.peak} MB")
                children.peak = 0
            found.counts["most MB"] = max(found.counts["most MB"], children.peak)
    figures = {
        "slowest for the screen": f"{found.slowest:.2f} s, {found.slowest_of}",
        "a parser's memory at most": f"{found.counts.pop('most MB')} MB",
        "came of it": ", ".join(f"{name} {number:,}" for name, number in found.counts.most_common()),
        "reported": "; ".join(f"{number:,} {reason!r}" for reason, number in found.reasons.most_common(12)),
    }
    return Outcome(count, tuple(found.failures), figures)


class _Batch:
    """Some mutants, taken into a library of their own."""

    def __init__(
        self,
        found: _Found,
        mutants: dict[int, Specimen],
        scratch: Path,
        base: str,
        bodies: dict[str, Answer],
    ) -> None:
        self._found = found
        self._mutants = mutants
        self._home = Home.under(scratch / "home")
        self._folder = scratch / "in"
        self._base = base
        self._bodies = bodies
        self._folder.mkdir(parents=True)
        self._homeless = {number for number, one in mutants.items() if one.suffix in _LISTS}
        self._served = {
            number for number, one in mutants.items() if number % (2 if one.suffix in _FEEDS else 9) == 0
        } - self._homeless

    def go(self, *, on_screen: bool) -> None:
        with closing(open_newsroom(self._home, _CONFIG, now=lambda: _NOW)) as room:
            self._from_files(room)
            self._from_servers(room)
            self._lists(room)
            self._read(room)
        if left := children_left():
            self._found.failures.append(f"#{min(self._mutants)}: children are left: {left}")
        if on_screen:
            self._found.failures += asyncio.run(_on_screen(self._home, min(self._mutants)))

    def _from_files(self, room: Newsroom) -> None:
        """A folder of them all; each must be there afterwards or be told of."""
        paths = {number: self._folder / f"m{number}{one.suffix}" for number, one in self._mutants.items()}
        paths = {number: path for number, path in paths.items() if number not in self._homeless | self._served}
        for number, path in paths.items():
            path.write_bytes(self._mutants[number].data)
        (self._folder / "zz.html").write_text(f"<html><body><p>{_CANARY}</p></body></html>")
        report = self._guarded(min(self._mutants), lambda: room.add([str(self._folder)])[1])
        held = _paths(room)
        for number, path in paths.items():
            said = [one for one in report.skipped if one.path.partition(" line ")[0] == str(path)]
            self._judge(number, said, str(path))
            if not said and any("Read as bare text" in notice for notice in held.get(str(path), ())):
                self._found.wrong(number, self._mutants[number], "its parser was killed, which nobody was told")
            if not said and str(path) not in held and not self._has_twin(number, paths, held):
                self._found.wrong(number, self._mutants[number], "came to nothing, without a word")
        if str(self._folder / "zz.html") not in held:
            self._found.failures.append(f"#{min(self._mutants)}: a whole page beside them was lost")

    def _has_twin(self, number: int, paths: Mapping[int, Path], held: Collection[str]) -> bool:
        """Whether another mutant of the same document is held: what has one id or one address is one article."""
        name = self._mutants[number].name
        return any(
            other != number and self._mutants[other].name == name and str(paths[other]) in held for other in paths
        )

    def _from_servers(self, room: Newsroom) -> None:
        """Feeds and pages of a server, subscribed to, and asked again when they have changed once more."""
        for number in sorted(self._served):
            one, choice = self._mutants[number], random.Random(f"web-{number}")
            path = f"/{number}{one.suffix}"
            url = self._base + path
            self._bodies[path] = _as_answer(choice, one)
            said = self._guarded(number, lambda url=url: room.add([url])[1]).skipped
            self._judge(number, said, url)
            held = any(status.source.location == url for status in room.sources())
            if not held and not said:
                self._found.wrong(number, one, "could not be subscribed to, without a word")
            self._bodies[path] = _as_answer(choice, mutant(choice, [one, *corpora()[:12]]))
        report = self._guarded(min(self._mutants), room.rescan)
        for skipped in report.skipped:
            self._judge(min(self._mutants), [skipped], skipped.path)
        self._bodies.clear()

    def _lists(self, room: Newsroom) -> None:
        for number in sorted(self._homeless):
            place = self._folder.parent / f"list{number}{self._mutants[number].suffix}"
            place.write_bytes(self._mutants[number].data)
            self._guarded(number, lambda place=place: _import(room, str(place)))

    def _guarded(self, number: int, work: Callable[[], ScanReport]) -> ScanReport:
        """What came of work; a ReaderError is one too, anything else is a crash."""
        start = time.thread_time()
        try:
            report = work()
        except ReaderError as error:
            self._one_line(number, str(error))
            report = ScanReport(skipped=(Skipped("", str(error), failed=True),))
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            self._found.wrong(number, self._mutants[number], f"crashed: {error!r}")
            report = ScanReport()
        self._found.counts["seconds of the parent"] += round(time.thread_time() - start)
        return report

    def _judge(self, number: int, said: Iterable[Skipped], place: str) -> None:
        for skipped in said:
            self._found.told(skipped)
            self._one_line(number, skipped.told)
            if place not in skipped.told and "://" not in skipped.told:  # a page's feed is told of by its own address
                self._found.wrong(number, self._mutants[number], f"the line does not say where: {skipped.told!r}")

    def _one_line(self, number: int, line: str) -> None:
        words = _ADDRESS.sub("", line)  # which has to be whole where one is to choose between some
        if not line.isprintable() or heeded(line) or len(words) > 600 or "Traceback" in line:
            self._found.wrong(number, self._mutants[number], f"no clear line: {line[:300]!r}")

    def _read(self, room: Newsroom) -> None:
        """Open all that came, as the screen does, and like it not looking for garbage among what was there."""
        gc.collect()
        gc.freeze()
        choice = random.Random(f"read-{min(self._mutants)}")
        listing = room.listing(Query(), whole=True)
        for headline in room.headlines(listing.rows):
            where = f"#{min(self._mutants)}+ {headline.title[:30]!r}"
            try:
                start = time.thread_time()
                article = room.article(headline.id)
                where += f" of {(article.path or article.url or '')[-30:]}"
                self._kept_waiting(time.thread_time() - start, f"{where}, opened")
                width = choice.choice(_WIDTHS)
                start = time.thread_time()
                laid = lay_out(sheet_of(article, headline, _NOW), width, cuts=True)
                laid.reach(_FIRST)
                self._kept_waiting(time.thread_time() - start, f"{where}, first laid out in {width} columns")
                while not laid.whole:
                    start = time.thread_time()
                    laid.go_on(_MORE)
                    self._kept_waiting(time.thread_time() - start, f"{where}, more laid out in {width} columns")
                lines = len(laid)
            except Exception as error:  # noqa: BLE001 - that is what is looked for
                self._found.failures.append(f"{where}: crashed: {error!r}")
                continue
            self._found.counts["articles"] += 1
            self._found.counts["lines"] += lines
            self._found.counts["read as bare text"] += any("bare" in notice for notice in article.notices)
            if problem := _problem(article):
                self._found.failures.append(f"{where}: {problem}")
        gc.unfreeze()

    def _kept_waiting(self, seconds: float, what: str) -> None:
        self._found.took(seconds, what)
        if seconds > _LONGEST:
            self._found.failures.append(f"{what}: kept the screen {seconds:.1f} s")


def _import(room: Newsroom, path: str) -> ScanReport:
    listed = room.subscriptions.read(path)
    return ScanReport(skipped=room.subscriptions.take(listed).refused) if listed else room.import_file(path)


def _paths(room: Newsroom) -> dict[str, tuple[str, ...]]:
    """The files that articles were made of, and what is to be known of these."""
    rows = room.listing(Query(), whole=True).rows
    articles = [room.article(headline.id) for headline in room.headlines(rows)]
    return {article.path or "": article.notices for article in articles}


def _problem(article: Article) -> str | None:
    """What is wrong with an article."""
    if not any(part.text.strip() for part in (*article.blocks, *article.cuts)):
        return f"it is empty, notices {article.notices}"
    texts = [article.title, article.text, article.byline or "", article.source or "", *article.notices]
    texts += [cut.text for cut in article.cuts] + [pointer.title for pointer in article.pointers]
    odd = {char for text in texts for char in heeded(text.replace("\n", "").replace("\t", ""))}
    return f"a terminal would heed {odd}" if odd else None


async def _on_screen(home: Home, number: int) -> list[str]:
    """Open all articles on the screen and go through them; what went wrong."""
    from reader.ui.app import ReaderApp

    choice = random.Random(f"screen-{number}")
    app = ReaderApp(lambda: open_newsroom(home, _CONFIG, now=lambda: _NOW), _CONFIG, now=lambda: _NOW)
    size = choice.choice(((120, 40), (80, 24), (40, 12), (200, 60)))
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            for _ in range(100):
                await pilot.pause(0.02)
                if app.main.browsing.query is not None:
                    break
            for _ in range(12):
                await pilot.press("j")
                await pilot.press(
                    "enter", "end", "pageup", "x", "home", "pagedown", choice.choice(("E", "o", "d", "x", "i"))
                )
                await pilot.press("escape", "escape", "h")
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return [f"#{number}: the screen crashed at {size}: {error!r}"]
    return []


def _as_answer(choice: random.Random, one: Specimen) -> Answer:
    """The headers and the body of an answer, packed, damaged or lied about."""
    headers = {"Content-Type": choice.choice(_TYPES)}
    body = one.data
    how = choice.random()
    if how < 0.2:
        headers["Content-Encoding"], body = "gzip", gzip.compress(body, 1)
    elif how < 0.4:
        headers["Content-Encoding"], body = "deflate", zlib.compress(body, 1)
    elif how < 0.5:
        headers["Content-Encoding"] = choice.choice(("gzip", "br", "deflate, gzip", "x-y"))
    if how < 0.4 and choice.random() < 0.3 and body:
        at = choice.randrange(len(body))
        body = choice.choice((body[:at], body[:at] + b"\xff" + body[at + 1 :], body * 2))
    return headers, body


TRIAL = Trial("mutated pages, feeds, mails and lists: no crash, nothing lost in silence, 300 MB, 2 s", 20_000, _run)
