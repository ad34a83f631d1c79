"""Telling which kind of list a file is, by what it holds, and reading it."""

from __future__ import annotations

from pathlib import Path

from reader.errors import SourceError
from reader.guard import Worker
from reader.sources.files import opened
from reader.sources.subscriptions.newsboat import looks_like_urls, read_urls
from reader.sources.subscriptions.opml import looks_like_opml, read_opml
from reader.sources.subscriptions.subscription import SubscriptionFile, SubscriptionList
from reader.text import safe

__all__ = ["LARGEST", "read_file", "read_list"]

LARGEST = 16_000_000
"""Bytes a list may have."""
_RECORDS = ".jsonl"
_NEITHER = (
    "{name}: is no list of subscriptions (OPML, or newsboat's urls) and no JSON Lines (.jsonl); "
    "for articles and feeds saved as files use 'reader add'"
)


def read_file(path: Path, name: str, worker: Worker) -> SubscriptionList | None:
    """The subscriptions in a file, read in `worker`; None where it holds articles as JSON Lines.

    Raises SourceError in one line that names the file as `name`.
    """
    try:
        with opened(path) as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise SourceError(f"{name}: cannot be read: {error.strerror or error}") from error
    except SourceError as error:
        raise SourceError(f"{name}: {error}") from error
    if path.suffix.lower() == _RECORDS and not looks_like_opml(data):
        return None
    if len(data) > LARGEST:
        raise SourceError(f"{name}: is larger than {LARGEST // 1_000_000} MB, which no list of subscriptions is")
    outcome = worker.submit(read_list, SubscriptionFile(data, name)).result()
    if isinstance(outcome, SourceError):
        raise outcome
    if isinstance(outcome, Exception):
        raise SourceError(f"{name}: cannot be read: {safe(str(outcome)) or type(outcome).__name__}") from outcome
    return outcome


def read_list(file: SubscriptionFile) -> SubscriptionList:
    """The subscriptions that bytes hold, in whichever format. Raises SourceError where it is none known."""
    if looks_like_opml(file.data):
        return read_opml(file.data, file.name)
    if not file.data.strip():
        raise SourceError(f"{file.name}: is empty")
    text = file.data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    if "\0" not in text and looks_like_urls(text):
        return read_urls(text, file.name)
    if text.lstrip().startswith("{"):
        raise SourceError(f"{file.name}: if it holds JSON Lines of articles, let its name end in {_RECORDS}")
    raise SourceError(_NEITHER.format(name=file.name))
