"""From a document to an article: what is the text, what was cut and why, what does it point to."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.cleaning.clean import clean, clean_plainly
    from reader.cleaning.rules import overlay

__all__ = ["clean", "clean_plainly", "overlay"]


def __getattr__(name: str) -> object:
    """Load the cleaning itself when it is first asked for: who only tells of a cut needs none of its 25 ms."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module("reader.cleaning.rules" if name == "overlay" else "reader.cleaning.clean")
    return getattr(module, name)
