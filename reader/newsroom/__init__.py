"""The facade: all that can be done with a library, for the command line and the screen alike."""

from reader.newsroom.newsroom import Newsroom
from reader.newsroom.opening import library_is_empty, open_newsroom
from reader.newsroom.values import Cancelled, Change, Finding, Listing, Progress

__all__ = [
    "Cancelled",
    "Change",
    "Finding",
    "Listing",
    "Newsroom",
    "Progress",
    "library_is_empty",
    "open_newsroom",
]
