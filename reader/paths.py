"""Where things are: the user's folders and the files that come with the program."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Home", "absolute", "home", "resource"]


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one user; none of them need exist."""

    config: Path
    data: Path
    cache: Path
    state: Path

    @property
    def config_file(self) -> Path:
        """Settings, TOML, written by the user only."""
        return self.config / "config.toml"

    @property
    def shelf_file(self) -> Path:
        """What the user made."""
        return self.data / "shelf.json"

    @property
    def archive_file(self) -> Path:
        """What was collected."""
        return self.data / "archive.sqlite3"

    @property
    def log_file(self) -> Path:
        """What went wrong, for a bug report."""
        return self.state / "reader.log"

    @classmethod
    def under(cls, folder: Path) -> Home:
        """Everything below one folder."""
        return cls(folder, folder / "data", folder / "cache", folder / "state")


def home(folder: str | None = None) -> Home:
    """The user's folders: under `folder`, else under $READER_HOME, else where the platform keeps such things."""
    chosen = folder or os.environ.get("READER_HOME")
    if chosen:
        return Home.under(Path(chosen).expanduser().absolute())
    if sys.platform == "linux":  # importing platformdirs takes longer than all the rest of `reader --help`: 21 ms
        return _xdg()
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("reader", appauthor=False)
    return Home(
        Path(dirs.user_config_path), Path(dirs.user_data_path), Path(dirs.user_cache_path), Path(dirs.user_state_path)
    )


def _xdg() -> Home:
    """Where the XDG Base Directory Specification has them; it says to ignore what is not absolute."""

    def folder(variable: str, default: str) -> Path:
        chosen = Path(os.environ.get(variable, ""))
        return (chosen if chosen.is_absolute() else Path.home() / default) / "reader"

    return Home(
        folder("XDG_CONFIG_HOME", ".config"),
        folder("XDG_DATA_HOME", ".local/share"),
        folder("XDG_CACHE_HOME", ".cache"),
        folder("XDG_STATE_HOME", ".local/state"),
    )


def resource(name: str) -> Path:
    """A folder that comes with the program ("styles", "seeds"): inside the package when installed, else beside it."""
    package = Path(__file__).parent
    inside = package / name
    return inside if inside.exists() else package.parent / name


def absolute(path: str) -> Path:
    """A path as it is remembered: absolute, without "..", links followed."""
    try:
        return Path(path).expanduser().resolve()
    except (OSError, RuntimeError, ValueError):
        return Path(path)
