"""Where articles come from: files, folders and saved feeds become documents."""

from reader.sources.files import documents
from reader.sources.folders import stamp, walk
from reader.sources.watch import watch

__all__ = ["documents", "stamp", "walk", "watch"]
