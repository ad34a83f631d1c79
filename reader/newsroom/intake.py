"""Bringing articles in: from a source's files through cleaning to the Archive.

Files that have not changed are told by size and time and not read again. Outside formats are cleaned in a
killable child; what breaks there comes in as bare text, with a notice. A vanished file's article stays, marked
as gone; found again elsewhere with the same content, it is the same article.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from reader.cleaning.clean import clean, clean_plainly
from reader.errors import CleaningError, SourceError
from reader.guard import Closed, Killed, Worker
from reader.model import Article, Document, Media, ScanReport, Skipped, Source, SourceKind
from reader.newsroom.copying import Apart, Copying, none_apart
from reader.newsroom.learning import Learning, taken_lines
from reader.newsroom.values import IMPORTED, Progress
from reader.sources import documents, is_there, stamp, walk
from reader.store.archive import Archive, Incoming, Known
from reader.text import clip, safe

__all__ = ["CLEANING", "Intake", "clean_one", "cleaned", "digest", "read_one", "rescued"]

CLEANING = "2"
"""Raise when cleaning has become better: files are then read again at the next scan."""
BATCH = 64
"""Documents that go into the Archive together: a durable write costs about 12 ms whatever its size."""
BATCH_BYTES = 8_000_000
LARGE = 500_000
"""Bytes of plain text from which on it is read in the guard too."""


_PLAIN = frozenset({".txt", ".text"})
_TITLE = 60
"""Characters of a title in what is said of an article."""
_BARE = "Read as bare text"
"""How the notice of an article begins whose parser was killed or failed; why stands behind it."""
_RESCUED = 8_000_000
"""Bytes that bare words are taken from: more of them than are kept, and little enough for any text to be read."""


class Intake:
    """Reads sources into one Archive."""

    learning: Learning
    """What is learned from the articles as they come."""
    copying: Copying
    """Which of them are copies."""

    def __init__(self, archive: Archive, worker: Worker, apart: Callable[[], Apart] = none_apart) -> None:
        self._archive = archive
        self._worker = worker
        self.learning = Learning(archive)
        self.copying = Copying(archive, apart)

    def scan(
        self,
        source: Source,
        bookmarked: Collection[str],
        progress: Progress | None = None,
        lost: Collection[str] = (),
    ) -> ScanReport:
        """Bring the Archive up to date with a source. Raises SourceError when the source itself cannot be read.

        `lost` are ids of sources that are no longer where they were: their articles may turn up in this one.
        """
        scan = _Scan(self._archive, self._worker, self.copying, source.id, bookmarked, progress, lost)
        root = Path(source.location)
        there = is_there(root)
        if source.kind is SourceKind.FOLDER:
            if not (there and root.is_dir()):
                raise SourceError(f"{safe(source.location)}: the folder is not there; its articles are kept")
            return scan.run(list(walk(root)), complete=True)
        if not there and self._archive.known(source.id):
            return scan.run([], complete=True)
        return scan.run([root], complete=True)

    def take(self, path: Path, bookmarked: Collection[str], progress: Progress | None = None) -> ScanReport:
        """Bring in the articles of one file that is not remembered."""
        scan = _Scan(self._archive, self._worker, self.copying, IMPORTED, bookmarked, progress)
        return scan.run([path], complete=False)


def clean_one(document: Document, worker: Worker) -> Article:
    """One article, cleaned in the worker where its format asks for it. Raises CleaningError."""
    outcome = next(iter(cleaned([document], worker)))[1]
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def read_one(place: Path, worker: Worker) -> Article:
    """The one article of a file that is not in the library. Raises SourceError or CleaningError."""
    found = list(documents(place, worker))
    read = [document for document in found if isinstance(document, Document)]
    reasons = [skipped.reason for skipped in found if isinstance(skipped, Skipped)]
    if not read:
        raise SourceError(f"{safe(str(place))}: {reasons[0] if reasons else 'there is no article in it'}")
    if len(read) > 1:
        raise SourceError(f"{safe(str(place))}: it holds {len(read)} articles; add it and name them by their ids")
    return clean_one(read[0], worker)


class _Scan:
    """One look at one source."""

    def __init__(
        self,
        archive: Archive,
        worker: Worker,
        copying: Copying,
        origin: str,
        bookmarked: Collection[str],
        progress: Progress | None,
        lost: Collection[str] = (),
    ) -> None:
        self._archive = archive
        self._learning = Learning(archive)
        self._copying = copying
        self._worker = worker
        self._origin = origin
        self._bookmarked = bookmarked
        self._progress = progress
        self._known = archive.known(origin)
        self._by_path: dict[str, list[Known]] = defaultdict(list)
        for known in self._known.values():
            self._by_path[known.path or ""].append(known)
        self._elsewhere = {key: known for origin in lost for key, known in archive.known(origin).items()}
        self._unfinished: dict[str, Incoming] = {}
        self._seen: set[str] = set()
        self._skipped: list[Skipped] = []
        self._stamps: dict[str, str] = {}
        self._done = 0
        self._total = 0

    def run(self, entries: Sequence[Path | Skipped], *, complete: bool) -> ScanReport:
        """Read what is new or changed; with `complete`, what is held and was not seen is gone."""
        self._skipped += [entry for entry in entries if isinstance(entry, Skipped)]
        paths = [entry for entry in entries if isinstance(entry, Path)]
        self._total = len(paths)
        self._tell()
        # Plain texts first: they show at once, while the guard for the others is still starting.
        fresh = sorted(
            (path for path in paths if not self._unchanged(path)), key=lambda path: path.suffix not in _PLAIN
        )
        unchanged = len(self._seen)
        vanished: dict[str, Known] = {}
        if complete:
            held = {str(path) for path in paths}
            vanished = {key: known for key, known in self._known.items() if self._vanished(known, held)}
            vanished |= self._elsewhere
        report = self._read(fresh, vanished)
        gone = 0
        if complete:
            lost = [key for key in self._known if key not in self._seen and not self._unsure(self._known[key])]
            gone = self._archive.mark_gone(lost)
        return report + ScanReport(unchanged=unchanged, gone=gone, skipped=tuple(self._skipped))

    def _unchanged(self, path: Path) -> bool:
        """Whether a file is as it was when last read; notes its articles as seen."""
        now = _stamped(path)
        self._stamps[str(path)] = now
        held = self._by_path.get(str(path), [])
        if not held or not now or any(known.stamp != now or known.gone for known in held):
            return False
        self._seen.update(known.key for known in held)
        self._done += 1
        return True

    def _read(self, paths: Sequence[Path], vanished: dict[str, Known]) -> ScanReport:
        report = ScanReport()
        by_digest = {known.digest: key for key, known in vanished.items()}
        for batch in _batches(self._documents(paths)):
            incoming = [found for found in self._incoming(batch) if not self._moved(found, by_digest)]
            new, changed = self._archive.put(incoming, self._bookmarked)
            self._learning.learn({number for one in incoming for number in one.lines})
            self._copying.settle(len(batch))
            report += ScanReport(new=new, changed=changed, unchanged=len(batch) - new - changed)
            self._done += len(batch)
            self._tell()
        self._archive.put([*self._unfinished.values()], self._bookmarked)
        return report

    def _documents(self, paths: Iterable[Path]) -> Iterator[Document]:
        for path in paths:
            try:
                for found in documents(path, self._worker):
                    if isinstance(found, Skipped):
                        self._skipped.append(found)
                    else:
                        yield found
            except SourceError as error:
                self._skipped.append(Skipped(safe(str(path)), safe(str(error)), failed=True))

    def _incoming(self, batch: Sequence[Document]) -> Iterator[Incoming]:
        for number, (document, outcome) in enumerate(cleaned(batch, self._worker)):
            self._tell(number)  # which may end it: a batch takes seconds on a slow machine
            self._seen.add(document.key)
            if isinstance(outcome, Exception):
                self._skipped.append(Skipped(safe(document.path or document.name), safe(str(outcome)), failed=True))
                continue
            if why := rescued(outcome, alone=document.key == f"file:{document.path}"):
                self._skipped.append(Skipped(safe(document.path or document.name), why, failed=True))
            yield self._stamped(document, outcome)

    def _stamped(self, document: Document, article: Article) -> Incoming:
        """An article with the stamp of its file.

        The first article of a file that holds many gets it last, when all are in: broken off before, the file does
        not count as read.
        """
        path = document.path or ""
        stamp = self._stamps.get(path, "")
        incoming = Incoming(article, self._origin, digest(document), stamp, *taken_lines(article))
        if document.key == f"file:{path}" or path in self._unfinished:
            return incoming
        self._unfinished[path] = incoming
        return replace(incoming, stamp="")

    def _moved(self, incoming: Incoming, by_digest: dict[str, str]) -> bool:
        """Whether this is a vanished file's article at a new place; then it goes on under its old id."""
        old_key = by_digest.pop(incoming.digest, None)
        if old_key is None or incoming.article.key in self._known:
            return False
        self._archive.mark_gone([old_key])
        self._archive.moved(old_key, incoming)
        self._known.pop(old_key, None)
        return True

    def _vanished(self, known: Known, held: Collection[str]) -> bool:
        return known.path is not None and known.path not in held and not self._unsure(known)

    def _unsure(self, known: Known) -> bool:
        """Whether an article's file could not be looked at, which is not the same as gone."""
        place = safe(known.path or "")
        failed = [skipped.path for skipped in self._skipped if skipped.failed]
        return any(place == path or place.startswith(path.rstrip("/") + "/") for path in failed if path)

    def _tell(self, more: int = 0) -> None:
        done = self._done + more
        if self._progress:
            self._progress(done, max(self._total, done))


def cleaned(batch: Sequence[Document], worker: Worker) -> Iterator[tuple[Document, Article | Exception]]:
    """Each document with its article or what went wrong; our own linear parser runs here, all others in the worker."""
    own = [document for document in batch if _is_harmless(document)]
    outside = [document for document in batch if not _is_harmless(document)]
    for document in own:
        try:
            yield document, clean(document)
        except CleaningError as error:
            yield document, error
    for document, outcome in zip(outside, worker.map(clean, outside) if outside else (), strict=False):
        if isinstance(outcome, CleaningError | Article):
            yield document, outcome
        else:
            yield document, _rescued(document, outcome, worker)


def rescued(article: Article, *, alone: bool) -> str | None:
    """Why only the bare words of an article could be read, if so; unless it is `alone` in its file, with its title."""
    notice = next((notice for notice in article.notices if notice.startswith(_BARE)), None)
    if notice is None:
        return None
    said = f"was {notice[0].lower()}{notice[1:].rstrip('.')}"
    return said if alone else f"{clip(article.title, _TITLE)!r} {said}"


def _is_harmless(document: Document) -> bool:
    """Whether a document may be read right here: our own parser is linear, but a large text takes its time."""
    return document.media is Media.PLAIN and len(document.data) <= LARGE


def _rescued(document: Document, trouble: Exception, worker: Worker) -> Article | Exception:
    """The bare words, read in the worker as well: what broke one parser may be too much for patterns too."""
    if isinstance(trouble, Closed):
        return CleaningError(f"{safe(document.name)}: was not read: {safe(str(trouble))}")
    what = str(trouble) if isinstance(trouble, Killed) else f"it could not be parsed ({type(trouble).__name__})"
    rescue = partial(clean_plainly, notice=f"{_BARE}: {safe(what)}.")
    outcome = next(iter(worker.map(rescue, [_beginning(document)])))
    if isinstance(outcome, Article | CleaningError):
        return outcome
    return CleaningError(f"{safe(document.name)}: it cannot be read, not even as bare text ({safe(str(outcome))})")


def _beginning(document: Document) -> Document:
    """A document cut off behind a line."""
    if len(document.data) <= _RESCUED:
        return document
    end = document.data.rfind(b"\n", 0, _RESCUED) + 1
    notice = f"Only its first {_RESCUED // 1_000_000} MB were looked at."
    return replace(document, data=document.data[: end or _RESCUED], notices=(*document.notices, notice))


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The first batch is small, so that something shows at once."""
    batch: list[Document] = []
    size, limit = 0, BATCH // 8
    for document in documents:
        batch.append(document)
        size += len(document.data)
        if len(batch) >= limit or size >= BATCH_BYTES:
            yield batch
            batch, size, limit = [], 0, BATCH
    if batch:
        yield batch


def _stamped(path: Path) -> str:
    """What tells cheaply that a file need not be read again; "" where it cannot be told."""
    try:
        return f"{CLEANING}:{stamp(path)}"
    except (OSError, ValueError):  # ValueError: it is no path that a file could have
        return ""


def digest(document: Document) -> str:
    """Tells one content from another, and what one cleaning made of it from what another did."""
    facts = repr((CLEANING, document.media, document.facts)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(facts + document.data, digest_size=16).hexdigest()
