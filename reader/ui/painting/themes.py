"""Three themes of our own; the contrast of every role with all it can stand on is checked by a test.

Every other theme speaks for the same roles with its own colours, made readable where they are not.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.color import Color
from textual.theme import Theme

__all__ = ["CONTRAST", "NIGHT", "OURS", "PAPER", "contrast", "with_roles"]

_INKS = {
    "foreground": "foreground",
    "reader-strong": "foreground",
    "reader-heading": "text-accent",
    "reader-group": "text-accent",
    "reader-link": "text-primary",
    "reader-mark": "text-accent",
    "reader-bad": "text-error",
    "reader-added": "text-success",
    "reader-code-keyword": "text-accent",
    "reader-code-string": "text-success",
    "reader-code-number": "text-primary",
    "reader-code-name": "text-accent",
}
"""Colours of text, and the colour of a theme each is when the theme does not say."""
_PALE = {"reader-muted": 0.85, "reader-told": 0.6, "reader-code-comment": 0.85}
"""Colours of text, and how much of a theme's foreground is laid on its background for them, or more."""
_GROUNDS = {
    "reader-row": ("primary", 0.2),
    "reader-row-dim": ("primary", 0.1),
    "reader-match": ("warning", 0.25),
    "reader-line": ("foreground", 0.25),
    "scrollbar": ("foreground", 0.45),
    "scrollbar-background": ("foreground", 0.0),
}
"""A colour, and how much of it is laid on the background."""
_UNDER_TEXT = ("background", "panel", "reader-bar", "reader-row", "reader-row-dim")
"""What any text may stand on."""
_CODE = {
    "reader-code-keyword": "reader-mark",
    "reader-code-string": "reader-added",
    "reader-code-comment": "reader-muted",
    "reader-code-number": "reader-link",
    "reader-code-name": "reader-heading",
}
"""What the parts of a program have in common with other roles."""
_READABLE = 4.5
"""The least contrast of text with its background (WCAG AA)."""
_BLACK, _WHITE = Color(0, 0, 0), Color(255, 255, 255)


def with_roles(variables: dict[str, str]) -> dict[str, str]:
    """A theme's variables, and from its own colours what it does not say about the roles.

    What could not be read is made lighter or darker until it can. Ours say everything and are taken as they are; the
    colours of a terminal's own palette are not known here and cannot be mixed.
    """
    every = variables if "reader-strong" in variables else variables | _roles(variables)
    return every | {role: every[name] for role, name in _CODE.items()}


def _roles(variables: dict[str, str]) -> dict[str, str]:
    if Color.parse(variables["background"]).ansi is not None or Color.parse(variables["foreground"]).ansi is not None:
        return _in_ansi(variables)
    roles = {"reader-bar": variables["surface"], "reader-match-now": variables["warning"]}
    roles |= {role: _mixed(variables, name, share).hex for role, (name, share) in _GROUNDS.items()}
    below = [Color.parse((variables | roles)[name]) for name in _UNDER_TEXT]
    inks = {role: Color.parse(variables[name]) for role, name in _INKS.items()}
    inks |= {role: _mixed(variables, "foreground", share) for role, share in _PALE.items()}
    roles |= {role: _readable(ink, below).hex for role, ink in inks.items()}
    roles["reader-strong"] = _readable(inks["reader-strong"], [*below, Color.parse(roles["reader-match"])]).hex
    roles["reader-match-ink"] = _extreme([Color.parse(roles["reader-match-now"])]).hex
    return roles


def _in_ansi(variables: dict[str, str]) -> dict[str, str]:
    same = {role: variables[name] for role, name in _INKS.items()}
    plain = dict.fromkeys([*_PALE, *_GROUNDS], "ansi_default")
    ink = "#000000" if Color.parse(variables["warning"]).brightness > 0.5 else "#ffffff"
    found = {"reader-bar": variables["surface"], "reader-match-now": variables["warning"], "reader-match-ink": ink}
    return found | same | plain | variables


def _mixed(variables: dict[str, str], name: str, share: float) -> Color:
    return Color.parse(variables["background"]).blend(Color.parse(variables[name]), share)


def _readable(ink: Color, grounds: Sequence[Color]) -> Color:
    """The colour, or the one nearest to it on its way to white or black that can be read on all the grounds."""
    extreme = _extreme(grounds)
    shades = (ink.blend(extreme, step / 20) for step in range(20))
    return next((shade for shade in shades if _least(shade, grounds) >= _READABLE), extreme)


def _extreme(grounds: Sequence[Color]) -> Color:
    return max((_BLACK, _WHITE), key=lambda ink: _least(ink, grounds))


def _least(ink: Color, grounds: Sequence[Color]) -> float:
    return min(contrast(ink, ground) for ground in grounds)


def contrast(one: Color, other: Color) -> float:
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
        "reader-group": "#c9ad82",
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
        "reader-code-keyword": "#e3b069",
        "reader-code-string": "#a3b878",
        "reader-code-comment": "#aa9f90",
        "reader-code-number": "#94bfd0",
        "reader-code-name": "#ebc487",
        "scrollbar": "#756b5d",
        "scrollbar-hover": "#8a7e6d",
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
        "reader-group": "#74552f",
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
        "reader-code-keyword": "#93480f",
        "reader-code-string": "#4b6113",
        "reader-code-comment": "#635a4d",
        "reader-code-number": "#175875",
        "reader-code-name": "#7d3c0a",
        "scrollbar": "#8f836c",
        "scrollbar-hover": "#7a6f5c",
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

CONTRAST = Theme(
    name="reader-contrast",
    dark=True,
    primary="#ffd34d",
    secondary="#7fdfff",
    accent="#ffd34d",
    foreground="#f4f4f4",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#8ff07a",
    warning="#ffd34d",
    error="#ffab9f",
    variables={
        "reader-strong": "#ffffff",
        "reader-muted": "#cfcfcf",
        "reader-told": "#b8b8b8",
        "reader-heading": "#ffd34d",
        "reader-group": "#ead9a0",
        "reader-link": "#7fdfff",
        "reader-mark": "#ffd34d",
        "reader-bad": "#ffab9f",
        "reader-added": "#8ff07a",
        "reader-line": "#8a8a8a",
        "reader-bar": "#000000",
        "reader-row": "#002a4a",
        "reader-row-dim": "#1c2a36",
        "reader-match": "#5c3d00",
        "reader-match-now": "#ffd34d",
        "reader-match-ink": "#000000",
        "reader-code-keyword": "#ffd34d",
        "reader-code-string": "#8ff07a",
        "reader-code-comment": "#cfcfcf",
        "reader-code-number": "#7fdfff",
        "reader-code-name": "#ffd34d",
        "scrollbar": "#8a8a8a",
        "scrollbar-hover": "#cfcfcf",
        "scrollbar-active": "#ffd34d",
        "scrollbar-background": "#000000",
        "scrollbar-background-hover": "#000000",
        "scrollbar-background-active": "#000000",
        "scrollbar-corner-color": "#000000",
        "input-cursor-background": "#ffd34d",
        "input-cursor-foreground": "#000000",
        "input-selection-background": "#003a66",
        "screen-selection-background": "#003a66",
    },
)
"""White on black, nothing paler than 7 : 1 (WCAG AAA)."""

OURS = (NIGHT, PAPER, CONTRAST)
