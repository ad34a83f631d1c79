"""Where articles come from: files, folders and saved feeds become documents."""

from reader.sources.files import documents, kind_problem
from reader.sources.folders import is_there, stamp, walk
from reader.sources.watch import watch

__all__ = ["documents", "is_there", "kind_problem", "stamp", "walk", "watch"]
