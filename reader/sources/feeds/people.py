"""Who wrote an entry: feeds give names, mail addresses, or both in several orders."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.text import safe, squash

__all__ = ["names"]

_MOST = 5
_LONGEST = 300
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.ASCII)
_AROUND = "()<>[],; \t\r\n"


def names(people: Iterable[str]) -> str:
    """The names of those who wrote something, without mail addresses; those where there is nothing else."""
    found: dict[str, None] = {}
    for person in people:
        name = _name(person)
        if name:
            found[name] = None
    return ", ".join(list(found)[:_MOST])


def _name(person: str) -> str:
    written = squash(safe(person[:_LONGEST]))
    if "@" not in written:
        return written
    name = _MAIL.sub("", written).replace("mailto:", "").strip(_AROUND)
    return name or written
