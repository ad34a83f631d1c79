"""Where the user's folders are, as text: it loads next to nothing, as the first screen is painted with it."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["ARCHIVE", "CONFIG", "SHELF", "Folders", "folders"]

Folders = tuple[str, str, str, str]
"""For settings, what the user made and what was collected, what can be made again, and how things stand."""
CONFIG: Final = "config.toml"
SHELF: Final = "shelf.json"
ARCHIVE: Final = "archive.sqlite3"


def folders(folder: str | None = None) -> Folders | None:
    """The user's folders: under `folder`, else under $READER_HOME, else where XDG has them; None where XDG is unknown.

    The XDG Base Directory Specification says to ignore what is not absolute. Raises ValueError, with what is to be
    told, where it cannot be known which folder is meant.
    """
    chosen = folder or os.environ.get("READER_HOME")
    if chosen:
        base = _absolute(chosen)
        return base, os.path.join(base, "data"), os.path.join(base, "cache"), os.path.join(base, "state")
    if sys.platform != "linux":
        return None
    return (
        _xdg("XDG_CONFIG_HOME", ".config"),
        _xdg("XDG_DATA_HOME", ".local/share"),
        _xdg("XDG_CACHE_HOME", ".cache"),
        _xdg("XDG_STATE_HOME", ".local/state"),
    )


def _absolute(chosen: str) -> str:
    expanded = os.path.expanduser(chosen)
    if expanded.startswith("~"):
        raise ValueError(f"{chosen}: no such user is known; name the folder from / on")
    if os.path.isabs(expanded):
        return expanded
    try:
        return os.path.join(os.getcwd(), expanded)
    except OSError:
        raise ValueError(f"{chosen}: the working directory is gone; name the folder from / on") from None


def _xdg(variable: str, default: str) -> str:
    chosen = os.environ.get(variable, "")
    base = chosen if os.path.isabs(chosen) else _absolute(os.path.join("~", default))
    return os.path.join(base, "reader")
