"""`reader config`: the settings that count, or whether a file of them will do."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from reader.cli.console import Console
from reader.config import as_toml, load
from reader.errors import ConfigError
from reader.paths import home
from reader.text import safe, safe_lines

__all__ = ["run"]


def run(args: Namespace, console: Console) -> int:
    """Print the settings as TOML and where they are kept; returns the exit status. Raises ConfigError."""
    if args.check is not None:
        path = Path(args.check)
        if not path.exists():
            raise ConfigError(f"{path}: there is no such file")
        load(path)
        console.write(f"{safe(str(path))}: these settings will do")
        return 0
    path = home(args.home).config_file
    config = load(path)
    console.write(f"# {safe(str(path))}{'' if path.exists() else ' (not there yet: these are the defaults)'}")
    console.write(safe_lines(as_toml(config)).rstrip())
    return 0
