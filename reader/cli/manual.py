"""`reader manual`: the manual page, made from the parsers of the command line and the table of actions."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterable

from reader import __version__
from reader.actions import ACTIONS, key_label
from reader.cli.console import Console
from reader.cli.parser import complete_parser

__all__ = ["page", "run"]

_SYNOPSIS = (
    ("reader", "[--home DIR] [PATH|URL ...]"),
    ("reader", "[--home DIR] COMMAND ..."),
)
_FILES = (
    ("config.toml", "in the config folder: settings, which you write; 'reader config' prints those in force"),
    ("shelf.json", "in the data folder: what you made; a copy beside it as shelf.json.bak"),
    ("archive.sqlite3", "in the data folder: what was collected, and how far you read"),
    ("reader.log", "in the state folder: what went wrong"),
)
_PLACES = "The folders are those of the platform (XDG on Linux); 'reader --help' ends with them."
_ENVIRONMENT = (
    ("READER_HOME", "a folder that everything is kept under, as with --home"),
    ("NO_COLOR", "where it is set, nothing is coloured"),
    ("http_proxy, https_proxy, no_proxy", "the proxies that servers are asked through"),
)
_STATUS = (
    ("0", "all was done"),
    ("1", "something failed; each is said in one line on standard error, the rest was done"),
    ("2", "wrong usage"),
)


def run(_args: Namespace, console: Console) -> int:
    """Print the page as roff; returns the exit status."""
    console.write(page().removesuffix("\n"))
    return 0


def page() -> str:
    """The page, for `man -l` and the like."""
    from argparse_manpage.manpage import Manpage

    parser = complete_parser(terse=True)
    data = {
        "description": "a terminal news reader that cleans text with receipts",
        "project_name": "reader",
        "version": __version__,
        "manual_title": "Reader",
    }
    manual = Manpage(parser, _data=data, format="single-commands-section")
    manual.add_section("synopsis", "=", "\n.br\n".join(f"\\fB{name}\\fR {_escaped(rest)}" for name, rest in _SYNOPSIS))
    manual.add_section("keys", "=", _keys())
    manual.add_section("files", "=", f"{_escaped(_PLACES)}\n{_terms(_FILES)}")
    manual.add_section("environment", "=", _terms(_ENVIRONMENT))
    manual.add_section("exit status", "=", _terms(_STATUS))
    return _guarded(_told_once(str(manual)))


def _keys() -> str:
    """Every action by its group, as the keys are without settings."""
    parts = ["Each can be given other keys in the settings, under [keys], by the name in brackets."]
    for group in dict.fromkeys(action.group for action in ACTIONS):
        its = [action for action in ACTIONS if action.group == group]
        rows = ((" ".join(map(key_label, one.keys)), f"{one.help} [{one.name}]") for one in its)
        parts += [f".SS {_escaped(group)}", _terms(rows)]
    return "\n".join(parts)


def _terms(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f".TP\n\\fB{_escaped(term)}\\fR\n{_escaped(text)}" for term, text in rows)


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return _CONTROL.sub(r"\\&", "".join(_SIGNS.get(char, char) for char in plain))


_SIGNS = {"^": "\\(ha", "~": "\\(ti", "`": "\\(ga"}
_CONTROL = re.compile(r"^(?=['.])", re.MULTILINE)
_REQUEST = re.compile(r"\.(?:TH|SH|SS|TP|RS|RE|B|I|UR|UE|PP|nf|fi|br)\b")


_BESIDES = (
    re.compile(r"\.TP\n\\fB\\-\\-(?:version|home)\\fR.*\n.*\n(?:\n|(?=\.RE))"),
    re.compile(r"\noptions:\n\.RS 7\n\.RE\n"),
    re.compile(r"\n(?=\n\n)"),
)
"""What every command takes, which the head of the page tells; and what is left of that."""


def _told_once(roff: str) -> str:
    head, first, rest = roff.partition(".SS ")
    for unwanted in _BESIDES:
        rest = unwanted.sub("", rest)
    return head + first + rest


def _guarded(roff: str) -> str:
    """A page in ASCII, in which no words are taken for requests: a line of them may begin with a quote or a dot."""
    lines = (line if _REQUEST.match(line) else _CONTROL.sub(r"\\&", line) for line in roff.split("\n"))
    return "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in "\n".join(lines))
