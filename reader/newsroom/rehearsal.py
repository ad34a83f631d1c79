"""What the doctor would find and do, found out on a copy: opening a damaged store mends it already."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from reader.newsroom.care import locks_at_fault
from reader.newsroom.opening import open_newsroom
from reader.newsroom.values import Finding
from reader.paths import Home
from reader.store.snapshot import copy_archive, copy_shelf

__all__ = ["rehearse"]

_SAID = Finding("Nothing was changed: this is what would be found, and repaired as far as it can be")


def rehearse(home: Home, *, now: Callable[[], datetime] | None = None) -> list[Finding]:
    """The findings of a doctor who may change nothing. Raises StoreError, also where there is no room for a copy."""
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        copy = Home.under(Path(folder).resolve())
        copy.data.mkdir()
        copy_archive(home.archive_file, copy.archive_file)
        copy_shelf(home.shelf_file, copy.shelf_file)
        with closing(open_newsroom(copy, now=now)) as newsroom:
            findings = newsroom.doctor()
    locks = locks_at_fault(Path(os.path.realpath(home.shelf_file)), home.archive_file)  # the copy has others
    there, here = str(copy.data), str(home.data)
    told = [replace(found, text=found.text.replace(there, here), repaired=False) for found in findings]
    return [_SAID, *locks, *told]
