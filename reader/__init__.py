"""Reader: a terminal news reader that cleans text with receipts and links one story across many sources."""

__all__ = ["__version__"]

__version__ = "0.1.0"
