"""From a document to an article: what is the text, what was cut and why, what does it point to."""

from reader.cleaning.clean import clean, clean_plainly
from reader.cleaning.rules import overlay

__all__ = ["clean", "clean_plainly", "overlay"]
