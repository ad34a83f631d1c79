"""Two themes of our own; the contrast of every role with its background is checked by a test.

Every other theme speaks for the same roles with its own colours.
"""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

__all__ = ["NIGHT", "PAPER", "with_roles"]

_SAME = {
    "reader-strong": "foreground",
    "reader-heading": "text-accent",
    "reader-link": "text-primary",
    "reader-mark": "text-accent",
    "reader-bad": "text-error",
    "reader-added": "text-success",
    "reader-bar": "surface",
    "reader-match-now": "warning",
}
_MIXED = {
    "reader-muted": ("foreground", 0.85),
    "reader-line": ("foreground", 0.25),
    "reader-row": ("primary", 0.2),
    "reader-row-dim": ("primary", 0.1),
    "reader-match": ("warning", 0.25),
}
"""A colour, and how much of it is laid on the background."""
_CODE = {
    "reader-code-keyword": "reader-mark",
    "reader-code-string": "reader-added",
    "reader-code-comment": "reader-muted",
    "reader-code-number": "reader-link",
    "reader-code-name": "reader-heading",
}
"""What the parts of a program have in common with other roles, as far as that can be read on a panel."""
_READABLE = 4.5
"""The least contrast of text with its background (WCAG AA)."""


def with_roles(variables: dict[str, str]) -> dict[str, str]:
    """A theme's variables, and from its own colours what it does not say about the roles."""
    same = {role: variables[name] for role, name in _SAME.items()}
    mixed = {role: _mixed(variables, name, share) for role, (name, share) in _MIXED.items()}
    ink = "#000000" if Color.parse(variables["warning"]).brightness > 0.5 else "#ffffff"
    every = {"reader-match-ink": ink, "reader-told": _dimmed(variables)} | same | mixed | variables
    return {role: _on_panel(every, every[name]) for role, name in _CODE.items()} | every


def _mixed(variables: dict[str, str], name: str, share: float) -> str:
    ground, colour = Color.parse(variables["background"]), Color.parse(variables[name])
    if ground.ansi is not None or colour.ansi is not None:
        return "ansi_default"  # the terminal's own colours cannot be mixed
    return ground.blend(colour, share).hex


def _dimmed(variables: dict[str, str]) -> str:
    """The text's colour as pale as it can be read: at most by four tenths, and 4.5 : 1 where the theme's text is."""
    ground, ink = Color.parse(variables["background"]), Color.parse(variables["foreground"])
    if ground.ansi is not None or ink.ansi is not None:
        return "ansi_default"
    shades = (ground.blend(ink, share / 20) for share in range(12, 20))
    return next((shade for shade in shades if _contrast(shade, ground) >= _READABLE), ink).hex


def _on_panel(variables: dict[str, str], name: str) -> str:
    """A colour as it is, or as much nearer to the text's as it takes to be read on a panel."""
    panel, colour, ink = (Color.parse(one) for one in (variables["panel"], name, variables["foreground"]))
    if any(one.ansi is not None for one in (panel, colour, ink)):
        return "ansi_default"
    shades = (colour.blend(ink, share / 10) for share in range(10))
    return next((shade for shade in shades if _contrast(shade, panel) >= _READABLE), ink).hex


def _contrast(one: Color, other: Color) -> float:
    """How far apart two colours are, 1 to 21, as WCAG has it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


NIGHT = Theme(
    name="reader-night",
    dark=True,
    primary="#d9a05b",
    secondary="#8fb7c6",
    accent="#e3b069",
    foreground="#e2d9ca",
    background="#181614",
    surface="#211e1b",
    panel="#2a2622",
    success="#a3b878",
    warning="#e0a84e",
    error="#e58573",
    variables={
        "reader-strong": "#f6efe2",
        "reader-muted": "#aa9f90",
        "reader-told": "#a69b8c",
        "reader-heading": "#ebc487",
        "reader-link": "#94bfd0",
        "reader-mark": "#e3b069",
        "reader-bad": "#e58573",
        "reader-added": "#a3b878",
        "reader-line": "#3b352e",
        "reader-bar": "#211e1b",
        "reader-row": "#3d3224",
        "reader-row-dim": "#282420",
        "reader-match": "#594012",
        "reader-match-now": "#e3b069",
        "reader-match-ink": "#181614",
        "scrollbar": "#3b352e",
        "scrollbar-hover": "#5a5044",
        "scrollbar-active": "#d9a05b",
        "scrollbar-background": "#181614",
        "scrollbar-background-hover": "#181614",
        "scrollbar-background-active": "#181614",
        "scrollbar-corner-color": "#181614",
        "input-cursor-background": "#e3b069",
        "input-cursor-foreground": "#181614",
        "input-selection-background": "#594012",
        "screen-selection-background": "#594012",
    },
)
"""Dark and warm; the default."""

PAPER = Theme(
    name="reader-paper",
    dark=False,
    primary="#93480f",
    secondary="#1d5f7c",
    accent="#93480f",
    foreground="#2e2922",
    background="#f8f3e8",
    surface="#f0e9da",
    panel="#e9e0cd",
    success="#4b6113",
    warning="#8a5a00",
    error="#a3301f",
    variables={
        "reader-strong": "#16120d",
        "reader-muted": "#635a4d",
        "reader-told": "#665d52",
        "reader-heading": "#7d3c0a",
        "reader-link": "#175875",
        "reader-mark": "#93480f",
        "reader-bad": "#a3301f",
        "reader-added": "#4b6113",
        "reader-line": "#d8ccb4",
        "reader-bar": "#f0e9da",
        "reader-row": "#ecd9b2",
        "reader-row-dim": "#f0e8d6",
        "reader-match": "#f5d98b",
        "reader-match-now": "#93480f",
        "reader-match-ink": "#fbf7ee",
        "scrollbar": "#d8ccb4",
        "scrollbar-hover": "#bfb093",
        "scrollbar-active": "#93480f",
        "scrollbar-background": "#f8f3e8",
        "scrollbar-background-hover": "#f8f3e8",
        "scrollbar-background-active": "#f8f3e8",
        "scrollbar-corner-color": "#f8f3e8",
        "input-cursor-background": "#93480f",
        "input-cursor-foreground": "#f8f3e8",
        "input-selection-background": "#f5d98b",
        "screen-selection-background": "#f5d98b",
    },
)
"""Light, like paper."""
