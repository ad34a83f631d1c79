"""Where things are: the user's folders and the files that come with the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reader.errors import UsageError
from reader.folders import ARCHIVE, CONFIG, SHELF, folders

__all__ = ["Home", "absolute", "home", "resource", "unfollowed"]


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
        return self.config / CONFIG

    @property
    def shelf_file(self) -> Path:
        """What the user made."""
        return self.data / SHELF

    @property
    def archive_file(self) -> Path:
        """What was collected."""
        return self.data / ARCHIVE

    @property
    def log_file(self) -> Path:
        """What went wrong, for a bug report."""
        return self.state / "reader.log"

    @classmethod
    def under(cls, folder: Path) -> Home:
        """Everything below one folder."""
        return cls(folder, folder / "data", folder / "cache", folder / "state")


def home(folder: str | None = None) -> Home:
    """The user's folders: under `folder`, else under $READER_HOME, else where the platform keeps such things.

    Raises UsageError where it cannot be known which folder is meant.
    """
    try:
        found = folders(folder)
    except ValueError as error:
        raise UsageError(str(error)) from error
    if found is not None:
        return Home(*map(Path, found))
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("reader", appauthor=False)
    return Home(
        Path(dirs.user_config_path), Path(dirs.user_data_path), Path(dirs.user_cache_path), Path(dirs.user_state_path)
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


def unfollowed(path: str) -> Path:
    """The same for a file to be written: a link that waits under its name is not followed, its folder's are."""
    named = Path(path)
    return absolute(str(named.parent)) / named.name if named.name not in ("", "..", "~") else absolute(path)
