"""What opens over the panes, and whether it is still there for answers that come to it."""

from __future__ import annotations

from typing import Any, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

__all__ = ["Box", "is_open"]

Result = TypeVar("Result")


class Box(ModalScreen[Result]):
    """A screen over the others, which is closed once, however often it is told to."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close it, with a result. A key, a click or an answer may come while it closes: Textual would end there."""
        return super().dismiss(result) if is_open(self) else AwaitComplete()


def is_open(box: Screen[Any]) -> bool:
    """Whether a box is shown, maybe below another. One being closed is attached still, but its widgets may be gone."""
    return box.is_attached and box in box.app.screen_stack
