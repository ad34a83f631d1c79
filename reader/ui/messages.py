"""What the widgets tell the screen, each in the past tense."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget

__all__ = ["ActionCalled", "ArticleScrolled", "LinkClicked", "MoreWanted", "PageMissed", "RowHighlighted", "RowOpened"]


class ActionCalled(Message):
    """An action was called by the mouse."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class PageMissed(Message):
    """Rows came into view whose headlines are not held."""

    def __init__(self, page: int, rows: tuple[int, ...]) -> None:
        super().__init__()
        self.page = page
        self.rows = rows


class MoreWanted(Message):
    """The end of what is held of a list came near."""

    def __init__(self, *, all: bool) -> None:  # noqa: A002  # the plain word
        super().__init__()
        self.all = all
        """Whether one is going to the very end."""


class RowHighlighted(Message):
    """Another row of a list was selected."""

    def __init__(self, rows: Widget) -> None:
        super().__init__()
        self.rows = rows


class RowOpened(Message):
    """A row of a list was clicked, and so selected and opened."""

    def __init__(self, rows: Widget) -> None:
        super().__init__()
        self.rows = rows


class ArticleScrolled(Message):
    """The article was moved by the person reading."""


class LinkClicked(Message):
    """A link in the text was clicked; `words` are those it is made of."""

    def __init__(self, href: str, words: str) -> None:
        super().__init__()
        self.href = href
        self.words = words
