"""Key bindings, made from the table of actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual.binding import Binding, BindingType

from reader.actions import ACTIONS, Action, Where, key_label, keymap

__all__ = ["BINDINGS", "called_in", "names_by_key", "remapped", "shown_keys"]

_NO_KEY = "none"
"""Stands for no key: no key has this name, and an empty one would leave the action those it has."""
BINDINGS: list[BindingType] = [
    Binding(
        ",".join(action.keys), f"do('{action.name}')", action.label, show=False, id=action.name, tooltip=action.help
    )
    for action in ACTIONS
]
"""Each action as a binding that calls `do` with its name."""


def remapped(overrides: Mapping[str, Sequence[str] | str]) -> dict[str, str]:
    """Overrides in the form Textual's keymap takes; raises ConfigError."""
    keys = keymap(overrides)
    return {name: ",".join(keys[name]) or _NO_KEY for name in overrides}


def shown_keys(overrides: Mapping[str, Sequence[str] | str], *, plain: bool = False) -> dict[str, list[str]]:
    """For every action its keys as people write them; `plain` keeps to ASCII."""
    return {name: [key_label(key, plain=plain) for key in keys] for name, keys in keymap(overrides).items()}


def names_by_key(overrides: Mapping[str, Sequence[str] | str]) -> dict[str, list[tuple[str, Where]]]:
    """For every key the actions it calls, and where."""
    names: dict[str, list[tuple[str, Where]]] = {}
    keys = keymap(overrides)
    for action in ACTIONS:
        for key in keys[action.name]:
            names.setdefault(key, []).append((action.name, action.where))
    return names


def called_in(where: Where) -> Iterable[Action]:
    """The actions that can be called in a pane."""
    return (action for action in ACTIONS if action.where in (where, Where.ANYWHERE))
