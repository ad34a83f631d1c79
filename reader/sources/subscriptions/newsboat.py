"""newsboat's `urls` file: a feed a line, behind it what it is tagged with. Nothing in it is ever run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.errors import SourceError
from reader.model import Skipped
from reader.sources.subscriptions.subscription import MOST, Subscription, SubscriptionList, address, tags, title

__all__ = ["looks_like_urls", "read_urls"]

_TOKEN = re.compile(
    r'[ \t\r]*(?:(?P<comment>#).*|"(?P<quoted>[^"\\]*(?:\\(?:.|\Z)[^"\\]*)*)"?|(?P<bare>[^ \t\r"#][^ \t\r]*))',
    re.DOTALL,
)
_BREAK = re.compile(r"\r\n?|\n")
_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
_LINE = re.compile(r'\s*"?(?:https?|feed|exec|filter|query|file):', re.IGNORECASE)
_LOOKED_AT = 1_000
"""Lines by which a file is told."""
_REFUSED = {
    "exec:": "is a command whose output is the feed, and Reader runs none; save the output as a file and add that",
    "filter:": "sends a feed through a command, and Reader runs none; give the feed's address alone",
    "query:": "is a question to newsboat and no feed; 'reader list QUERY' asks Reader",
    "file:": "names a file; 'reader add PATH' takes feeds that are files",
}
"""Why lines that begin so are not taken. What they say is not repeated: commands hold passwords."""


def looks_like_urls(text: str) -> bool:
    """Whether most lines of a text, comments aside, begin as in a `urls` file."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip() and not line.lstrip().startswith("#")]
    return 2 * sum(_LINE.match(line) is not None for line in lines) > len(lines)


def read_urls(text: str, name: str) -> SubscriptionList:
    """The feeds of a `urls` file; each line that is none that can be had is refused with its number."""
    found: list[Subscription] = []
    refused: list[Skipped] = []
    for number, line in enumerate(_BREAK.split(text), 1):
        tokens = list(_tokens(line))
        if not tokens:
            continue
        place = f"{name} line {number}"
        if len(found) + len(refused) == MOST:
            refused.append(Skipped(place, f"only the first {MOST:,} lines were read", failed=True))
            break
        try:
            found.append(_subscription(*tokens))
        except SourceError as error:
            refused.append(Skipped(place, str(error), failed=True))
    return SubscriptionList(tuple(found), tuple(refused))


def _subscription(link: str, *labels: str) -> Subscription:
    """`~` stands before a name; `!` hides a feed in newsboat's list, which Reader has no like of."""
    for scheme, reason in _REFUSED.items():
        if link.lower().startswith(scheme):
            raise SourceError(f"{scheme} {reason}")
    url = address(link)
    named = next((label[1:] for label in labels if label.startswith("~")), None)
    return Subscription(url, title(named, url), tags(label for label in labels if label[:1] not in ("~", "!")))


def _tokens(line: str) -> Iterator[str]:
    """Words, or words in quotes, as newsboat tells them; what `#` begins is a comment."""
    position = 0
    while match := _TOKEN.match(line, position):
        if match["comment"]:
            return
        quoted = match["quoted"]
        yield match["bare"] if quoted is None else _ESCAPE.sub(lambda one: _ESCAPED.get(one[1], one[1]), quoted)
        position = match.end()
