"""From words to a command and its arguments; help and completions are made from the same parsers."""

from __future__ import annotations

import argparse
import os
from importlib import import_module

from reader import __version__
from reader.cli import COMMANDS
from reader.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import NoReturn

__all__ = ["Answer", "Parser", "PathAction", "complete_parser", "count", "parse"]

_USAGE = "reader [--home DIR] [PATH ...]\n       reader [--home DIR] COMMAND ..."
_DESCRIPTION = """\
A terminal news reader that cleans text and keeps what it cut.

Without a command it opens the screen. `reader COMMAND --help` tells more
about a command."""

_NO_OPTION = "\0"
"""Before a word that must not be taken for an option; no process can be started with such a word."""


class Answer(Exception):  # noqa: N818  # no error, though it ends the parsing
    """The words ask about Reader itself; `text` is what they want to know."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=15, width=_width())


class _Help(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, *_: object) -> None:
        raise Answer(f"{parser.format_help()}\n\n{_files(namespace.home)}")


class _Version(argparse.Action):
    def __call__(self, *_: object) -> None:
        raise Answer(f"reader {__version__}")


class PathAction(argparse.Action):
    """Takes a word or words that shells complete as paths."""

    def __call__(
        self, _parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: object, *_: object
    ) -> None:
        """Keep what was given."""
        setattr(namespace, self.dest, values)

    @property
    def complete(self) -> object:
        """What shtab asks for."""
        import shtab

        return shtab.FILE


class Parser(argparse.ArgumentParser):
    """Parses a command's words; raises UsageError where argparse would exit, Answer where it would print."""

    def __init__(self, *, prog: str, usage: str | None = None, description: str | None = None) -> None:
        super().__init__(
            prog=prog,
            usage=usage,
            description=description,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.add_argument("-h", "--help", action=_Help, dest=argparse.SUPPRESS, nargs=0, help="print this and go")
        self.add_argument(
            "--version", action=_Version, dest=argparse.SUPPRESS, nargs=0, help="print the version and go"
        )
        self.add_argument(
            "--home", action=PathAction, metavar="DIR", help="keep everything under DIR, as $READER_HOME does"
        )

    def understand(self, words: Sequence[str]) -> argparse.Namespace:
        """The arguments, options among them anywhere; behind "--" no word is an option."""
        args = self.parse_intermixed_args(_disguised(words))
        for name, value in vars(args).items():
            if isinstance(value, list):
                setattr(args, name, [word.removeprefix(_NO_OPTION) for word in value])
        return args

    def error(self, message: str) -> NoReturn:
        """Raise the complaint with a way out."""
        raise UsageError(f"{message} ({self.prog} --help)")


class _ScreenParser(Parser):
    """Parses the paths the screen is to open with, and explains the commands too."""

    def __init__(self) -> None:
        super().__init__(prog="reader", usage=_USAGE, description=_DESCRIPTION)
        self.add_argument(
            "paths", nargs="*", action=PathAction, metavar="PATH", help="a file or folder, added to the library first"
        )

    def format_help(self) -> str:
        summaries = ((name, summary) for name, (_, summary) in COMMANDS.items())
        return f"{super().format_help()}\n{_section('commands', summaries)}"


def parse(argv: Sequence[str]) -> tuple[str, argparse.Namespace]:
    """The module of the command to run, and its arguments; raises UsageError or Answer."""
    name, words = _split(argv)
    if name is None:
        return "screen", _ScreenParser().understand(words)
    module, summary = COMMANDS[name]
    parser = Parser(prog=f"reader {name}", description=_sentence(summary))
    _register(parser, module)
    return module, parser.understand(words)


def complete_parser() -> Parser:
    """The parser of everything, for completions."""
    parser = Parser(prog="reader", usage=_USAGE, description=_DESCRIPTION)
    commands = parser.add_subparsers(metavar="COMMAND", prog="reader", parser_class=Parser)
    for name, (module, summary) in COMMANDS.items():
        _register(commands.add_parser(name, help=summary, description=_sentence(summary)), module)
    return parser


def count(text: str) -> int:
    """A whole number from 0, for `add_argument(type=…)`."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0")
    return int(text)


def _split(argv: Sequence[str]) -> tuple[str | None, list[str]]:
    """The command, if the first word that is no option names one, and the other words."""
    index = 0
    while index < len(argv) and argv[index].startswith("-") and argv[index] not in {"-", "--"}:
        index += 2 if argv[index] == "--home" else 1
    if index < len(argv) and argv[index] in COMMANDS:
        return argv[index], [*argv[:index], *argv[index + 1 :]]
    return None, list(argv)


def _disguised(words: Sequence[str]) -> list[str]:
    """The words without "--", those behind it marked. argparse drops the wrong ones when it parses intermixed."""
    if "--" not in words:
        return list(words)
    end = list(words).index("--")
    return [*words[:end], *(f"{_NO_OPTION}{word}" for word in words[end + 1 :])]


def _register(parser: Parser, module: str) -> None:
    import_module(f"reader.cli.{module}").register(parser)


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."


def _files(folder: str | None) -> str:
    from reader.paths import home

    place = home(folder)
    paths = {"settings": place.config_file, "library": place.data, "cache": place.cache, "log": place.log_file}
    return _section("files", ((name, _shown(str(path))) for name, path in paths.items()))


def _shown(path: str) -> str:
    if path.isprintable():
        return path
    from reader.text import safe  # its patterns take 6 ms to compile, and few paths need them

    return safe(path)


def _section(title: str, rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join([f"{title}:", *(f"  {name:<12} {text}" for name, text in rows)])


def _width() -> int:
    # argparse would import shutil for this, and zlib, bz2 and lzma with it: 3 ms
    try:
        columns = os.get_terminal_size(1).columns
    except OSError:
        columns = 80
    return max(40, min(columns, 100))
