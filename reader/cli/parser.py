"""From words to a command and its arguments; help and completions are made from the same parsers."""

from __future__ import annotations

from argparse import Namespace

from reader.cli import COMMANDS
from reader.cli.arguments import ARGUMENTS, online
from reader.cli.command_parser import Parser, PathAction, section

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["complete_parser", "parse"]

_USAGE = "reader [--home DIR] [PATH|URL ...]\n       reader [--home DIR] COMMAND ..."
_DESCRIPTION = """\
A terminal news reader that cleans text and keeps what it cut.

Without a command it opens the screen. `reader COMMAND --help` tells more
about a command."""


class _ScreenParser(Parser):
    """Parses the paths the screen is to open with, and explains the commands too."""

    def __init__(self) -> None:
        super().__init__(prog="reader", usage=_USAGE, description=_DESCRIPTION)
        self.add_argument(
            "paths",
            nargs="*",
            action=PathAction,
            metavar="PATH|URL",
            help="a file, a folder, a feed or a page, added to the library first",
        )
        online(self)

    def format_help(self) -> str:
        summaries = ((name, summary) for name, (_, summary) in COMMANDS.items())
        return f"{super().format_help()}\n{section('commands', summaries)}"


def parse(argv: Sequence[str]) -> tuple[str, Namespace]:
    """The module of the command to run, and its arguments; raises UsageError or Answer."""
    name, words = _split(argv)
    if name is None:
        return "screen", _ScreenParser().understand(words)
    module, summary = COMMANDS[name]
    parser = Parser(prog=f"reader {name}", description=_sentence(summary))
    ARGUMENTS[name](parser)
    return module, parser.understand(words)


def complete_parser(*, terse: bool = False) -> Parser:
    """The parser of everything, for completions and the manual page; `terse` says nothing twice."""
    parser = Parser(prog="reader", usage=_USAGE, description=_DESCRIPTION)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="reader", parser_class=Parser)
    for name, (_, summary) in COMMANDS.items():
        its = commands.add_parser(name, help=summary, description=_sentence(summary))
        ARGUMENTS[name](its)
        if terse:
            its.description = its.epilog
    return parser


def _split(argv: Sequence[str]) -> tuple[str | None, list[str]]:
    """The command, if the first word that is no option names one, and the other words."""
    index = 0
    while index < len(argv) and argv[index].startswith("-") and argv[index] not in {"-", "--"}:
        index += 2 if argv[index] == "--home" else 1
    if index < len(argv) and argv[index] in COMMANDS:
        return argv[index], [*argv[:index], *argv[index + 1 :]]
    return None, list(argv)


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."
