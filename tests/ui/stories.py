"""A small library with stories, of our own writing."""

from __future__ import annotations

from datetime import date, timedelta

from reader.model import DateOrigin, Related, RelatedGroup
from tests.fakes import NOW, FakeNewsroom, made

__all__ = ["BRIDGE", "CLOSED", "DINNER", "MEMO", "QUEUES", "REPAIR", "REPRINT", "TARIFF", "VOTE", "with_stories"]

BRIDGE, TARIFF = "b1", "t1"
CLOSED = made(
    "closed",
    "Kestrel Bridge closed after divers find a crack",
    "Divers found a crack in a bearing.",
    source="Harbour Post",
    published=NOW - timedelta(days=8, hours=4),
    url="https://harbour-post.example/closed",
)
REPRINT = made(
    "reprint",
    "Bridge closed: crack in a bearing",
    "Divers found a crack in a bearing.",
    source="Coast Echo",
    published=NOW - timedelta(days=8, hours=2),
)
QUEUES = made(
    "queues",
    "Ferry queues stretch to the fish market",
    "Ferries sail every ten minutes.",
    source="Northline Wire",
    published=NOW - timedelta(days=4, hours=1),
)
REPAIR = made(
    "repair",
    "Bearing to be cast in Halden, says the mayor",
    "The mayor named a day in spring.",
    source="Harbour Post",
    published=NOW - timedelta(hours=3),
)
MEMO = made(
    "memo",
    "The memo that went into a drawer",
    "An engineer wrote it down in 2019.",
    source="Maren Courier",
    published=date(2026, 11, 2),
    dated=DateOrigin.FILE,
)
VOTE = made("vote", "Dunmere passes smaller tariff", "It was a split vote.", published=date(2026, 11, 18))
_BILLS = made("bills", "What the tariff means for bills", "Nine crowns more a month.", published=date(2026, 11, 18))
DINNER = made("dinner", "Lighthouse keepers hold their dinner", "There was soup.", published=NOW - timedelta(hours=1))


def with_stories() -> FakeNewsroom:
    """Two stories, five reports of one of them with a reprint folded in, and an article that stands alone."""
    related = [
        Related(CLOSED.id, CLOSED.title, RelatedGroup.STORY, 0.9, ("names: Kestrel",), CLOSED.source, CLOSED.published),
        Related(QUEUES.id, QUEUES.title, RelatedGroup.STORY, 0.6, ("names: Kestrel",), QUEUES.source, QUEUES.published),
        Related(None, "A map of all detours", RelatedGroup.POINTER, 0.0, ()),
        Related(DINNER.id, DINNER.title, RelatedGroup.RELATED, 0.3, ("names: Port Ansel",)),
    ]
    articles = [CLOSED, REPRINT, QUEUES, REPAIR, MEMO, VOTE, _BILLS, DINNER]
    room = FakeNewsroom(articles, {REPAIR.id: related})
    room.stories.group(BRIDGE, "Kestrel Bridge shut", *(one.id for one in articles[:5]))
    room.stories.group(TARIFF, "Water tariff", VOTE.id, _BILLS.id)
    room.stories.copies[REPRINT.id] = CLOSED.id
    return room
