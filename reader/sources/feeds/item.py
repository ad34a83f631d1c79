"""An entry and its feed as any format gives them: nothing named, resolved or packed yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from reader.feed import Rhythm
from reader.model import Attachment

__all__ = ["DAMAGED", "ENTRY", "MOST", "Body", "Channel", "Entries", "Item", "Outline", "too_many"]

DAMAGED = "the feed is damaged; what is whole in it was read"
ENTRY = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)[\s>]", re.IGNORECASE)
"""Where an entry begins in the text of a feed in XML."""
MOST = 2_000
"""Entries taken from one feed."""


@dataclass(frozen=True, slots=True)
class Body:
    """One of the texts that an entry carries."""

    text: str
    plain: bool = False
    """Whether it is said to be plain text, which need not be true."""
    base: str = ""
    """The address that relative ones in it are seen from, where its feed states one."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as its feed writes it; "" where it says nothing."""

    ident: str = ""
    link: str = ""
    title: str | None = None
    """None where it has none; markup may be in it."""
    byline: str = ""
    published: date | datetime | None = None
    source: str = ""
    """The title of the feed it was taken over from."""
    language: str = ""
    bodies: tuple[Body, ...] = ()
    categories: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself."""

    title: str = ""
    link: str = ""
    description: str = ""
    language: str = ""
    rhythm: Rhythm = field(default_factory=Rhythm)


class Entries(Protocol):
    """The entries of a feed, the first `MOST`, of which only those asked for are read in full."""

    @property
    def marks(self) -> Sequence[str]:
        """For each entry, in order, a hash of all of it."""

    def label(self, number: int) -> tuple[str, str]:
        """The id and the address of an entry as written; cheap."""

    def items(self, numbers: Sequence[int]) -> list[Item]:
        """These entries in full."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed of which is known what it is and how many entries it has."""

    channel: Channel
    entries: Entries
    remarks: tuple[str, ...] = ()
    """What is wrong with it, in words."""


def too_many(total: int) -> tuple[str, ...]:
    """What is to be said of a feed of so many entries."""
    return (f"only its first {MOST:,} of {total:,} entries were read",) if total > MOST else ()
