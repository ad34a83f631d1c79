"""Where a file may go out to: over nothing that is there unless that is meant, and never into the library itself."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from reader.errors import StoreError
from reader.text import safe

__all__ = ["check_apart", "check_free"]


def check_apart(place: Path, stores: Iterable[Path]) -> None:
    """Raises StoreError for what lies among the files of the library, whatever links lead there."""
    if any(_is_beside(place, store) for store in stores):
        raise StoreError(f"{safe(str(place))}: is where the library itself is kept; name a file in another folder")


def check_free(place: Path, *, force: bool) -> None:
    """Raises StoreError for what cannot be written over, or may not be without `force`."""
    with suppress(OSError):  # writing tells what that means
        if place.is_symlink():
            raise StoreError(f"{safe(str(place))}: is a link to another file; name that file itself")
        if place.exists() and not place.is_file():
            raise StoreError(f"{safe(str(place))}: is no file that could be written over")
        if place.exists() and not force:
            raise StoreError(f"{safe(str(place))}: is there already; --force writes over it")


def _is_beside(place: Path, store: Path) -> bool:
    """Whether it is in the store's folder, or where a link in that leads: the file there and those named after it."""
    real, folder, file = (Path(os.path.realpath(path)) for path in (place, store.parent, store))
    return real.is_relative_to(folder) or (real.parent == file.parent and real.name.startswith(file.name))
