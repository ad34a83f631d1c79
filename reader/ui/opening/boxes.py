"""What opens over the panes, and whether it is still there for answers that come to it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeVar

from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.await_complete import AwaitComplete
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen

__all__ = ["Box", "is_open"]

Result = TypeVar("Result")


class Box(ModalScreen[Result]):
    """A screen over the others, which is closed once, however often it is told to."""

    def render(self) -> RenderableType:
        """What shows around it: the panes, paler."""
        behind = super().render()
        return _Backdrop(behind.screen, behind.color) if isinstance(behind, BackgroundScreen) else behind

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close it, with a result. A key, a click or an answer may come while it closes: Textual would end there."""
        return super().dismiss(result) if is_open(self) else AwaitComplete()


class _Backdrop(BackgroundScreen):
    """Mixes each colour once, not once for each of the thousand pieces of a screen that have it."""

    @classmethod
    def process_segments(cls, segments: Iterable[Segment], color: Color) -> Iterable[Segment]:
        """The pieces of a screen with a colour laid over them."""
        for piece in segments:
            text, style, control = piece
            yield piece if control else Segment(text, _under(style or Style.null(), color))


@lru_cache(512)
def _under(style: Style, color: Color) -> Style:
    (mixed,) = BackgroundScreen.process_segments([Segment("", style)], color)
    return mixed.style or Style.null()


def is_open(box: Screen[Any]) -> bool:
    """Whether a box is shown, maybe below another. One being closed is attached still, but its widgets may be gone."""
    return box.is_attached and box in box.app.screen_stack
