"""What is sent along with a question, and what the headers of an answer say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from reader import __version__
from reader.sources.web.exchange import Request

__all__ = ["USER_AGENT", "charset_of", "fresh_for", "media_of", "retry_after", "sent", "validator"]

USER_AGENT = f"Reader/{__version__} (feed reader; reader-tui on PyPI)"
"""Says what it is and where whoever is bothered by it finds out more."""
LONGEST_WAIT = 7 * 86_400.0
"""Seconds; what a server asks for beyond that is a mistake, or `immutable` for what is not."""

_ACCEPT = {
    "feed": "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9,"
    " application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1",
    "page": "text/html, application/xhtml+xml;q=0.9, application/xml;q=0.5, */*;q=0.1",
    "picture": "image/webp, image/png, image/jpeg, image/gif, image/*;q=0.5, */*;q=0.1",
}
_LONGEST_VALIDATOR = 512
_LONGEST_DATE = 64
_SECONDS = re.compile(r"[0-9]{1,18}")
_MAX_AGE = re.compile(r'(?:^|[\s,;])max-age\s*=\s*"?([0-9]{1,18})(?![0-9])', re.IGNORECASE)
_NEVER_FRESH = re.compile(r"(?:^|[\s,;])no-(?:store|cache)\b", re.IGNORECASE)
_MEDIA = re.compile(r"\s*([\w.+-]{1,64}/[\w.+-]{1,128})\s*(?:;|,|$)", re.ASCII)
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:+-]{1,40})""", re.ASCII | re.IGNORECASE)


def sent(request: Request, user_agent: str) -> dict[str, str]:
    """The headers of a question; no cookies, nothing about the person."""
    headers = {
        "User-Agent": user_agent,
        "Accept": _ACCEPT.get(request.accept, "*/*"),
        "Accept-Encoding": "gzip, deflate",
    }
    if etag := validator(request.etag):
        headers["If-None-Match"] = etag
    if modified := validator(request.modified):
        headers["If-Modified-Since"] = modified
    return headers


def validator(value: str | None) -> str | None:
    """An ETag or Last-Modified that may be kept and sent back: short, plain ASCII; else None."""
    text = (value or "").strip()
    return text if text and len(text) <= _LONGEST_VALIDATOR and text.isascii() and text.isprintable() else None


def media_of(content_type: str | None) -> str:
    """The media type in lower case without parameters; "" where none is stated."""
    match = _MEDIA.match(content_type or "")
    return match[1].lower() if match else ""


def charset_of(content_type: str | None) -> str | None:
    """The charset parameter in lower case."""
    match = _CHARSET.search(content_type or "")
    return match[1].lower() if match else None


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds to leave a server alone for, at most seven days, by its Retry-After; None where it says nothing."""
    text = (value or "").strip()
    if _SECONDS.fullmatch(text):
        return min(float(text), LONGEST_WAIT)
    until = _date(text)
    return _bounded((until - (now or datetime.now(UTC))).total_seconds()) if until else None


def fresh_for(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds for which an answer holds by its cache headers, at most seven days; None where they say nothing."""
    control = headers.get("Cache-Control", "")
    if _NEVER_FRESH.search(control):
        return 0.0
    if match := _MAX_AGE.search(control):
        age = headers.get("Age", "").strip()
        return _bounded(float(match[1]) - (float(age) if _SECONDS.fullmatch(age) else 0.0))
    expires = headers.get("Expires")
    if expires is None:
        return None
    until = _date(expires)
    if until is None:
        return 0.0  # "0" and "-1" are how many say that it is old already
    return _bounded((until - (_date(headers.get("Date", "")) or now or datetime.now(UTC))).total_seconds())


def _bounded(seconds: float) -> float:
    return min(max(seconds, 0.0), LONGEST_WAIT)


def _date(text: str) -> datetime | None:
    """A date of HTTP, any of its three forms."""
    if len(text) > _LONGEST_DATE:
        return None
    try:
        date = parsedate_to_datetime(text.strip())
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
