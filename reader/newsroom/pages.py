"""Fetching the pages that entries link to, where their feeds carry only a summary; both are kept."""

from __future__ import annotations

from queue import SimpleQueue
from typing import TYPE_CHECKING

from reader.model import Document, Facts, Media
from reader.newsroom.asking import Asking
from reader.newsroom.values import Progress
from reader.parcel import pack
from reader.sources.web.exchange import FetchError, Request, Response
from reader.store.archive import Archive

if TYPE_CHECKING:
    from reader.sources.web.fetcher import Fetcher

__all__ = ["MOST", "fetch_pages"]

MOST = 200
"""Pages fetched at one look; others wait for the next."""
_UNPACKED = 8
_HTML = ("text/html", "application/xhtml+xml", "")


def fetch_pages(archive: Archive, fetcher: Fetcher, progress: Progress | None = None) -> int:
    """Fetch the pages that are wanted, the newest first; how many came. What cannot be had is not asked for again."""
    wanted = archive.entries.wanted(MOST)
    results: SimpleQueue[tuple[str, Response | FetchError]] = SimpleQueue()
    jobs = [(Request(url, accept="page"), article) for article, url in wanted]
    asking = Asking(
        fetcher, jobs, lambda article, outcome, _took: results.put((article, outcome)), lambda *_: None, _UNPACKED
    )
    came = 0
    try:
        for done in range(len(jobs)):
            if progress:
                progress(done, len(jobs))
            article, outcome = results.get()
            page = _page(article, outcome) if isinstance(outcome, Response) else None
            if isinstance(outcome, Response):
                asking.taken()
            archive.entries.put_page(article, page)
            came += page is not None
    finally:
        asking.close()
    return came


def _page(article: str, response: Response) -> bytes | None:
    if response.media not in _HTML or not response.body.strip():
        return None
    facts = Facts(url=response.url)
    document = Document(
        f"page:{article}", response.body, Media.HTML, response.url, encoding=response.charset, facts=facts
    )
    return pack(document)
