"""Settings: a TOML file read into a `Config`; every error names file, line and key, and says what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reader.actions import keymap
from reader.errors import ConfigError

__all__ = ["THEMES", "Config", "as_toml", "load"]

THEMES = (
    "reader-night",
    "reader-paper",
    "textual-dark",
    "textual-light",
    "ansi-dark",
    "ansi-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "tokyo-night",
)
"""Names of themes: our two, then Textual's."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a person can set."""

    measure: int = 72
    """Columns of a line of text, 30 to 160."""
    mark_read_after: float = 2.0
    """Seconds in the article until it counts as read, 0 to 600."""
    theme: str = "reader-night"
    """One of `THEMES`; a theme chosen on the screen goes before it."""
    ascii: bool | None = None
    """Marks in plain ASCII; None asks the locale."""
    watch: bool = True
    """Take in new files of added folders while the screen is open."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys in place of an action's own, by the action's name."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """How one value is read."""

    section: str
    right: str
    """What would be right, in words."""
    fits: Callable[[Any], bool]


def _number(value: object, low: float, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


_SETTINGS = {
    "measure": _Setting(
        "reading", "a whole number from 30 to 160", lambda v: isinstance(v, int) and _number(v, 30, 160)
    ),
    "mark_read_after": _Setting("reading", "seconds, a number from 0 to 600", lambda v: _number(v, 0, 600)),
    "theme": _Setting("screen", "one of " + ", ".join(THEMES), lambda v: v in THEMES),
    "ascii": _Setting("screen", "true or false", lambda v: isinstance(v, bool)),
    "watch": _Setting("screen", "true or false", lambda v: isinstance(v, bool)),
}
_SECTIONS = ("reading", "screen", "keys")


def load(path: Path) -> Config:
    """The settings in the file at `path`; the defaults where there is none. Raises ConfigError."""
    text = _text_of(path)
    if text is None:
        return Config()
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: this is not TOML: {error}") from None
    config = Config()
    for section, values in data.items():
        if section not in _SECTIONS:
            raise _error(path, text, section, "", f"unknown; sections are {', '.join(_SECTIONS)}")
        if not isinstance(values, dict):
            raise _error(path, text, section, "", f"must be a section: write [{section}] on a line of its own")
        config = (
            _with_keys(path, text, config, values) if section == "keys" else _with(path, text, config, section, values)
        )
    return config


def as_toml(config: Config) -> str:
    """The settings as a file that `load` reads."""
    lines: list[str] = []
    for section in _SECTIONS[:2]:
        lines += ["", f"[{section}]"] if lines else [f"[{section}]"]
        for name, setting in _SETTINGS.items():
            if setting.section == section:
                value = getattr(config, name)
                lines.append(
                    f"{name} = {_toml(value)}" if value is not None else f"# {name} = {setting.right}; not set"
                )
    lines += ["", "[keys]"]
    lines += [f"{name} = {_toml(keys)}" for name, keys in config.keys.items()]
    return "\n".join(lines) + "\n"


def _text_of(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None


def _with(path: Path, text: str, config: Config, section: str, values: Mapping[str, object]) -> Config:
    known = [name for name, setting in _SETTINGS.items() if setting.section == section]
    for name, value in values.items():
        if name not in known:
            raise _error(path, text, section, name, f"unknown; [{section}] has {', '.join(known)}")
        if not _SETTINGS[name].fits(value):
            raise _error(path, text, section, name, f"{value!r} will not do; it must be {_SETTINGS[name].right}")
    return replace(config, **dict(values))  # type: ignore[arg-type]  # each value was checked above


def _with_keys(path: Path, text: str, config: Config, values: Mapping[str, object]) -> Config:
    keys: dict[str, tuple[str, ...]] = {}
    for name, value in values.items():
        written = [value] if isinstance(value, str) else value
        if not isinstance(written, list) or not written or not all(isinstance(key, str) for key in written):
            raise _error(path, text, "keys", name, 'must be a key ("m") or a list of keys (["m", "f2"])')
        keys[name] = tuple(written)
    try:
        keymap(keys)
    except ConfigError as error:
        meant = next((name for name in keys if re.search(rf"\b{re.escape(name)}\b", str(error))), "")
        raise ConfigError(f"{path}{_line(text, 'keys', meant)}: {error}") from None
    return replace(config, keys=keys)


def _error(path: Path, text: str, section: str, name: str, complaint: str) -> ConfigError:
    place = f"[{section}] {name}" if name else f"[{section}]"
    return ConfigError(f"{path}{_line(text, section, name)}: {place}: {complaint}")


def _line(text: str, section: str, name: str) -> str:
    """ ":12" where the key, or else its section, can be found; "" where not."""
    header = re.compile(rf"\s*\[\s*{re.escape(section)}\s*\]|\s*{re.escape(section)}\s*[.=]")
    key = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[.=]")
    found = 0
    for number, line in enumerate(text.splitlines(), 1):
        if found and name and key.match(line):
            return f":{number}"
        if not found and header.match(line):
            found = number
    return f":{found}" if found else ""


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)
