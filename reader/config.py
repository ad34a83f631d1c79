"""Settings: a TOML file read into a `Config`; every error names file, line and key, and says what would be right.

No error repeats a value, or a name that is none of a setting: either may be a password put in the wrong place.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reader.actions import keymap
from reader.errors import ConfigError

__all__ = ["THEMES", "Config", "Login", "as_toml", "changed", "load"]

THEMES = (
    "reader-night",
    "reader-paper",
    "reader-contrast",
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
"""Names of themes: our three, then Textual's."""


@dataclass(frozen=True, slots=True)
class Login:
    """How one logs in at a server; of the three ways to a password exactly one is set. None holds the password."""

    user: str
    password_command: str | None = None
    """A command, run without a shell; the password is the first line it prints."""
    password_file: str | None = None
    """A file; the password is its first line. Begins with / or ~."""
    password_env: str | None = None
    """The name of a variable of the environment."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a person can set."""

    measure: int = 72
    """Columns of a line of text, 30 to 160."""
    mark_read_after: float = 2.0
    """Seconds in the article until it counts as read, 0 to 600."""
    mark_read_at: int = 50
    """Percent of a text longer than the screen that must have come into view as well, 0 to 100."""
    mark_read_by_hand: bool = False
    """Whether an article counts as read only once one says so."""
    links: str = "underlined"
    """How links stand in the text: "underlined", "numbered" with their addresses below it, or "plain"."""
    hyphenate: bool = False
    """Whether long words may be parted at the end of a line, by the language's rules."""
    bidi: str = "terminal"
    """Who puts text that runs from right to left in order: the "terminal", or "reader" for one that does not."""
    theme: str = "reader-night"
    """One of `THEMES`; a theme chosen on the screen goes before it."""
    ascii: bool | None = None
    """Marks in plain ASCII; None asks the locale."""
    mouse: bool = True
    """Whether the mouse is heeded; without, the terminal selects text by itself."""
    screen_reader: bool = False
    """Whether the screen is for a screen reader: no boxes, one pane at a time, the cursor where the focus is."""
    watch: bool = True
    """Take in new files of added folders while the screen is open."""
    refresh_minutes: int = 30
    """Minutes until feeds are asked again by themselves while the screen is open, 0 to 1440; 0 is never."""
    allow_private: bool = False
    """Whether feeds and pages may come from private and loopback addresses."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys in place of an action's own, by the action's name."""
    logins: Mapping[str, Login] = field(default_factory=dict)
    """Logins by host, in lower case, or by `host:port` where the port is not the usual one."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """How one value is read."""

    section: str
    right: str
    """What would be right, in words."""
    fits: Callable[[Any], bool]


def _number(value: object, low: float, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def _yes_or_no(section: str) -> _Setting:
    return _Setting(section, "true or false", lambda v: isinstance(v, bool))


def _choice(section: str, *values: str) -> _Setting:
    return _Setting(section, "one of " + ", ".join(values), lambda v: v in values)


_SETTINGS = {
    "measure": _Setting(
        "reading", "a whole number from 30 to 160", lambda v: isinstance(v, int) and _number(v, 30, 160)
    ),
    "mark_read_after": _Setting("reading", "seconds, a number from 0 to 600", lambda v: _number(v, 0, 600)),
    "mark_read_at": _Setting(
        "reading", "percent, a whole number from 0 to 100", lambda v: isinstance(v, int) and _number(v, 0, 100)
    ),
    "mark_read_by_hand": _yes_or_no("reading"),
    "links": _choice("reading", "underlined", "numbered", "plain"),
    "hyphenate": _yes_or_no("reading"),
    "bidi": _choice("reading", "terminal", "reader"),
    "theme": _Setting("screen", "one of " + ", ".join(THEMES), lambda v: v in THEMES),
    "ascii": _yes_or_no("screen"),
    "mouse": _yes_or_no("screen"),
    "screen_reader": _yes_or_no("screen"),
    "watch": _yes_or_no("screen"),
    "refresh_minutes": _Setting(
        "feeds", "a whole number from 0 to 1440; 0 is never", lambda v: isinstance(v, int) and _number(v, 0, 1440)
    ),
    "allow_private": _yes_or_no("feeds"),
}
_PLAIN = ("reading", "screen", "feeds")
_SECTIONS = (*_PLAIN, "keys", "logins")
_WAYS = ("password_command", "password_file", "password_env")
_LOGIN = ("user", *_WAYS, "password")
_LARGEST = 1_000_000
"""Bytes that the file may have."""
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
"""A name as settings, sections and actions have one."""
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")


def load(path: Path) -> Config:
    """The settings in the file at `path`; the defaults where there is none. Raises ConfigError."""
    text = _text_of(path)
    if text is None:
        return Config()
    config = Config()
    for section, values in _parsed(path, text).items():
        if section not in _SECTIONS:
            shown = f"[{_shown(section)}]"
            raise _error(path, text, section, "", f"unknown; sections are {', '.join(_SECTIONS)}", shown)
        if not isinstance(values, dict):
            raise _error(path, text, section, "", f"must be a section: write [{section}] on a line of its own")
        if section == "keys":
            config = _with_keys(path, text, config, values)
        elif section == "logins":
            config = replace(config, logins=_logins(path, text, values))
        else:
            config = _with(path, text, config, section, values)
    return config


def as_toml(config: Config) -> str:
    """The settings as a file that `load` reads."""
    lines: list[str] = []
    for section in _PLAIN:
        lines += ["", f"[{section}]"] if lines else [f"[{section}]"]
        for name, setting in _SETTINGS.items():
            if setting.section == section:
                value = getattr(config, name)
                lines.append(
                    f"{name} = {_toml(value)}" if value is not None else f"# {name} = {setting.right}; not set"
                )
    lines += ["", "[keys]"]
    lines += ["# What stands behind a # is as it is without being set."]
    for name, keys in keymap(config.keys).items():
        lines.append(f"{name} = {_toml(config.keys[name])}" if name in config.keys else f"# {name} = {_toml(keys)}")
    for host, login in config.logins.items():
        lines += ["", f"[{_section(host)}]", f"user = {_toml(login.user)}"]
        lines += [f"{way} = {_toml(value)}" for way in _WAYS if (value := getattr(login, way)) is not None]
    return "\n".join(lines) + "\n"


def changed(config: Config, name: str, written: str) -> Config:
    """Settings with another value for one of them, written as in a file or without quotes. Raises ConfigError."""
    import tomllib

    try:
        value = tomllib.loads(f"value = {written}").get("value")
    except (ValueError, RecursionError):  # TOML's own is a ValueError
        value = written
    if not _SETTINGS[name].fits(value):
        raise ConfigError(f"{name}: {written!r} will not do; it must be {_SETTINGS[name].right}")
    return replace(config, **{name: value})  # type: ignore[arg-type]  # it was checked above


def _parsed(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: this is not TOML: {_told(str(error))}") from None
    except RecursionError:
        raise ConfigError(f"{path}: lists or tables are nested too deeply in it") from None
    except ValueError:  # Python reads no number of thousands of digits
        raise ConfigError(f"{path}: a number in it is too long") from None


def _told(error: str) -> str:
    """What TOML's parser says, without the names that it repeats."""
    if not error.startswith(("Cannot", "Duplicate")):
        return error
    return f"something is said twice {error[error.rindex('(') :]}"


def _text_of(path: Path) -> str | None:
    """What the file holds; a mark of the byte order before it, as some editors write one, is none of it."""
    try:
        return _bytes_of(path).decode("utf-8").removeprefix("\ufeff")
    except (FileNotFoundError, NotADirectoryError):  # a home that is a file is told of where one is to be written
        return None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None


def _bytes_of(path: Path) -> bytes:
    """What is in a plain file: a pipe would be waited for, and a device may have no end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise ConfigError(f"{path}: is no plain file; put the settings into one")
    with path.open("rb") as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ConfigError(f"{path}: is larger than {_LARGEST // 1_000_000} MB, which no settings are")
    return data


def _with(path: Path, text: str, config: Config, section: str, values: Mapping[str, object]) -> Config:
    known = [name for name, setting in _SETTINGS.items() if setting.section == section]
    for name, value in values.items():
        if name not in known:
            shown = f"[{section}] {_shown(name)}"
            raise _error(path, text, section, name, f"unknown; [{section}] has {', '.join(known)}", shown)
        if not _SETTINGS[name].fits(value):
            raise _error(path, text, section, name, f"must be {_SETTINGS[name].right}")
    return replace(config, **dict(values))  # type: ignore[arg-type]  # each value was checked above


def _with_keys(path: Path, text: str, config: Config, values: Mapping[str, object]) -> Config:
    keys: dict[str, tuple[str, ...]] = {}
    for name, value in values.items():
        if not _NAME.fullmatch(name):
            raise _error(path, text, "keys", name, "there is no such action", f"[keys] {_shown(name)}")
        written = [value] if isinstance(value, str) else value
        if not isinstance(written, list) or not all(isinstance(key, str) for key in written):
            raise _error(path, text, "keys", name, 'must be a key ("m") or a list of keys (["m", "f2"]), [] for none')
        keys[name] = tuple(written)
    try:
        keymap(keys)
    except ConfigError as error:
        meant = next((name for name in reversed(keys) if re.search(rf"\b{re.escape(name)}\b", str(error))), "")
        raise ConfigError(f"{path}{_line(text, 'keys', meant)}: {error}") from None
    return replace(config, keys=keys)


def _logins(path: Path, text: str, values: Mapping[str, object]) -> dict[str, Login]:
    """What is said of logins; a complaint repeats none of it but the host and the names that a login has."""
    logins: dict[str, Login] = {}
    for host, said in values.items():
        quoted = 'write [logins."example.org"], with the host in quotes, and user and the like below it'
        if not isinstance(said, dict):
            raise _error(path, text, "logins", host, quoted, "[logins]")
        its = _section(host)
        if any(isinstance(value, dict) for value in said.values()):
            raise _error(path, text, its, "", quoted, "[logins]")
        if not _HOST.fullmatch(host.lower()):
            wrong = 'this is no host; write "example.org" or "example.org:8443"'
            raise _error(path, text, its, "", wrong, "[logins]")
        for name, complaint in _complaints(said):
            raise _error(path, text, its, name, complaint, "" if name in _LOGIN else f"[{its}]")
        logins[host.lower()] = Login(**said)
    return logins


def _complaints(said: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The keys of a login that will not do, and why."""
    either = f"{', '.join(_WAYS[:-1])} or {_WAYS[-1]}"
    for name, value in said.items():
        if name == "password":
            yield name, f"a password is not kept in the settings; use {either}"
        elif name not in _LOGIN:
            yield name, f"a key that is unknown; a login has user and {either}"
        elif not isinstance(value, str) or not value.strip() or not value.isprintable():
            yield name, "must be text in quotes, on one line"
    user, file = str(said.get("user", "")), str(said.get("password_file", "/"))
    if not user or ":" in user:
        yield "user", "must be a name, without a colon"
    if sum(way in said for way in _WAYS) != 1:
        yield "", f"needs exactly one of {either}"
    if not file.startswith(("/", "~")):
        yield "password_file", "must begin with / or ~"


def _section(host: str) -> str:
    return f"logins.{_toml(host)}"


def _shown(name: str) -> str:
    return name if _NAME.fullmatch(name) else "…"


def _error(path: Path, text: str, section: str, name: str, complaint: str, place: str = "") -> ConfigError:
    """With `place` that is said of where it is, and not the names of section and key."""
    place = place or (f"[{section}] {name}" if name else f"[{section}]")
    return ConfigError(f"{path}{_line(text, section, name)}: {place}: {complaint}")


def _line(text: str, section: str, name: str) -> str:
    """ ":12" where the key, or else its section, can be found; "" where not."""
    written = re.escape(section if '"' in section else f'"{section}"').replace('"', "[\"']?")
    header = re.compile(rf"\s*\[\s*{written}\s*\]|\s*\[?{written}\s*[.=]")
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
