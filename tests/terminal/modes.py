"""What a program has left a terminal set to, told by what it wrote and by the terminal's own settings."""

from __future__ import annotations

import os
import pty
import re
import termios
from functools import cache
from typing import Any

__all__ = ["left_changed", "usual_settings"]

_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_PUSHED, _POPPED = re.compile(rb"\x1b\[>[0-9]*u"), re.compile(rb"\x1b\[<[0-9]*u")
_ON = (b"7", b"25")
"""Modes that are on before: lines are wrapped, the cursor is seen."""


def left_changed(output: bytes, settings: list[Any]) -> list[str]:
    """What is not as it was before the program began, in words; `settings` are the terminal's of now."""
    return [*_modes(output), *_keyboard(output), *_settings(settings)]


@cache
def usual_settings() -> tuple[Any, ...]:
    """What a terminal is set to before any program has it."""
    controller, terminal = pty.openpty()
    try:
        return tuple(map(_plain, termios.tcgetattr(terminal)))
    finally:
        os.close(controller)
        os.close(terminal)


def _modes(output: bytes) -> list[str]:
    last = {mode: state for modes, state in _MODE.findall(output) for mode in modes.split(b";")}
    return [f"mode {mode.decode()} is left {state.decode()}" for mode, state in last.items() if _is_wrong(mode, state)]


def _is_wrong(mode: bytes, state: bytes) -> bool:
    return state != (b"h" if mode in _ON else b"l")


def _keyboard(output: bytes) -> list[str]:
    pushed = len(_PUSHED.findall(output)) - len(_POPPED.findall(output))
    return [f"the keyboard's mode was set {pushed} times more than given back"] if pushed > 0 else []


def _settings(settings: list[Any]) -> list[str]:
    names = ("input", "output", "control", "local", "input speed", "output speed", "characters")
    now = map(_plain, settings)
    return [
        f"{name} settings are left changed" for name, a, b in zip(names, usual_settings(), now, strict=True) if a != b
    ]


def _plain(value: Any) -> Any:
    return tuple(map(str, value)) if isinstance(value, list) else value
