"""Every error Reader raises on purpose.

    ReaderError
    ├── UsageError            the command line was used wrongly (exit 2)
    ├── ConfigError           a configuration file says something impossible
    ├── QueryError            a search query cannot be understood
    ├── CommandError          a line of the screen's command line cannot be done
    ├── SourceError           a file, folder or address cannot be read
    ├── CleaningError         a document could not be turned into an article
    ├── RuleError             a rule about lines cannot be
    ├── AnnotationError       a tag, a note or a saved search cannot be kept so
    ├── NotFoundError         no article, bookmark or source answers to that name
    └── StoreError            the Archive or the Shelf cannot be opened or written
        ├── NewerStoreError   written by a newer Reader; left untouched
        └── DamagedStoreError cannot be read; was set aside

A message is one line for a person: it names the file or address and says what to do.
"""

__all__ = [
    "AnnotationError",
    "CleaningError",
    "CommandError",
    "ConfigError",
    "DamagedStoreError",
    "NewerStoreError",
    "NotFoundError",
    "QueryError",
    "ReaderError",
    "RuleError",
    "SourceError",
    "StoreError",
    "UsageError",
]


class ReaderError(Exception):
    """Anything that went wrong and can be told to a person in one line."""


class UsageError(ReaderError):
    """The command line was used wrongly."""


class ConfigError(ReaderError):
    """A configuration file says something impossible; the message names file, line and key."""


class QueryError(ReaderError):
    """A query cannot be understood or answered; `position` is the character where it goes wrong, from 0."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


class CommandError(ReaderError):
    """What was typed on the screen's command line cannot be done; the message says what would be right."""


class SourceError(ReaderError):
    """A file, folder or address cannot be read."""


class CleaningError(ReaderError):
    """A document could not be turned into an article."""


class RuleError(ReaderError):
    """A rule about lines cannot be: it says nothing, or is about nearly everything."""


class AnnotationError(ReaderError):
    """A tag, a note or a saved search cannot be kept so: it says nothing, is too long, or has been changed since."""


class NotFoundError(ReaderError):
    """No article, bookmark or source answers to the name given."""


class StoreError(ReaderError):
    """The Archive or the Shelf cannot be opened or written."""


class NewerStoreError(StoreError):
    """The store was written by a newer Reader and was left untouched."""


class DamagedStoreError(StoreError):
    """The store cannot be read and was set aside."""
