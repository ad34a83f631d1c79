"""Asking before an address is opened that may not be what it seems."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.text import clip, safe
from reader.ui.addresses import Destination
from reader.ui.roles import ROLE_CLASSES

__all__ = ["ConfirmScreen"]


class ConfirmScreen(ModalScreen[bool]):
    """Shows where an address really leads; the result is whether to open it."""

    COMPONENT_CLASSES = ROLE_CLASSES
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)", "open", show=False),
        Binding("escape,q,n", "answer(False)", "do not open", show=False),
    ]

    def __init__(self, destination: Destination) -> None:
        super().__init__()
        self._destination = destination

    def compose(self) -> ComposeResult:
        """The host, the doubt, the address."""
        with Vertical(id="box"):
            yield Static(Content(f"Open {self._destination.host} in the browser?"), id="box-title", markup=False)
            yield Static(Content(self._destination.doubt or ""), classes="box-text", markup=False)
            yield Static(Content(clip(safe(self._destination.url), 300)), classes="box-text", markup=False)
            yield Static(Content("Enter opens it   Esc does not"), id="box-foot", markup=False)

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001  # called by name
        """Close with the answer."""
        self.dismiss(answer)
