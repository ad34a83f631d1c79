"""argparse, taught to raise instead of printing and leaving, and to take options anywhere."""

from __future__ import annotations

import argparse
import os
from itertools import pairwise

from reader import __version__
from reader.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import NoReturn

__all__ = ["Answer", "Parser", "PathAction", "QueryAction", "count", "section"]


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
        raise Answer(f"{parser.format_help().rstrip()}\n\n{_files(namespace.home)}")


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


class QueryAction(argparse.Action):
    """Takes a query, or the words of one, which may begin with a dash: "-ferry"."""

    def __call__(
        self, _parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: object, *_: object
    ) -> None:
        """Keep what was given."""
        setattr(namespace, self.dest, values)


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
        given = self._disguised(words)
        unknown = [word for word in given if _is_like_option(word) and not self._is_option(word)]
        if unknown:  # told before what is missing, which argparse does not
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        args = self.parse_intermixed_args(given)
        for name, value in vars(args).items():
            if isinstance(value, list):
                setattr(args, name, [word.removeprefix(_NO_OPTION) for word in value])
            elif isinstance(value, str):
                setattr(args, name, value.removeprefix(_NO_OPTION))
        return args

    def _disguised(self, words: Sequence[str]) -> list[str]:
        """The words without "--", those that are no options marked. argparse drops the wrong ones when intermixed."""
        end = list(words).index("--") if "--" in words else len(words)
        marked = (self._marked(before, word) for before, word in pairwise(["", *words[:end]]))
        return [*marked, *(f"{_NO_OPTION}{word}" for word in words[end + 1 :])]

    def _marked(self, before: str, word: str) -> str:
        """A word behind another, marked where it is one of a query though it begins with a dash."""
        if word[:1] != "-" or word[1:2] in ("", "-"):
            return word
        asking = self._option_string_actions.get(before)
        if asking is not None and asking.nargs is None:
            return f"{_NO_OPTION}{word}" if isinstance(asking, QueryAction) else word
        asks = any(isinstance(action, QueryAction) and not action.option_strings for action in self._actions)
        return f"{_NO_OPTION}{word}" if asks and not self._is_option(word) else word

    def _is_option(self, word: str) -> bool:
        """Whether a word is one of the options, alone or with its value in it."""
        own = self._option_string_actions
        short = own.get(word[:2])
        return word.partition("=")[0] in own or (short is not None and short.nargs is None)

    def error(self, message: str) -> NoReturn:
        """Raise the complaint with a way out."""
        raise UsageError(f"{message} ({self.prog} --help)")


def count(text: str) -> int:
    """A whole number from 0, for `add_argument(type=…)`."""
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to 999999999")
    return int(text)


def section(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """A titled list of names and what they are, as help shows it."""
    return "\n".join([f"{title}:", *(f"  {name:<12} {text}" for name, text in rows)])


def _is_like_option(word: str) -> bool:
    """Whether argparse takes a word for an option: it begins with a dash, and is no number and no sentence."""
    return word[:1] == "-" and len(word) > 1 and " " not in word and not word[1:].replace(".", "", 1).isdecimal()


def _files(folder: str | None) -> str:
    from reader.paths import home

    place = home(folder)
    paths = {"settings": place.config_file, "library": place.data, "cache": place.cache, "log": place.log_file}
    return section("files", ((name, _shown(str(path))) for name, path in paths.items()))


def _shown(path: str) -> str:
    if path.isprintable():
        return path
    from reader.text import safe  # its patterns take 6 ms to compile, and few paths need them

    return safe(path)


def _width() -> int:
    # argparse would import shutil for this, and zlib, bz2 and lzma with it: 3 ms
    try:
        columns = os.get_terminal_size(1).columns
    except OSError:
        columns = 80
    return max(40, min(columns, 100))
