"""Puts the manual page, which is made from the program itself, into the wheel, so that `man reader` finds it."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

__all__ = ["ManualHook"]


class ManualHook(BuildHookInterface[Any]):
    """Makes the page while a wheel is built."""

    _folder: TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make it, and say where it goes."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from reader.cli.manual import page

        self._folder = TemporaryDirectory()
        made = Path(self._folder.name) / "reader.1"
        made.write_text(page(), encoding="utf-8")
        build_data["shared_data"][str(made)] = "share/man/man1/reader.1"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  # its face
        """Leave nothing behind."""
        if self._folder is not None:
            self._folder.cleanup()
