"""The command line. One module a command, each with `run(args, console) -> exit status`.

What stands here and in `console` and the parsers is paid by `reader --help` too, so it imports
next to nothing: bare Python starts in 10 ms, `typing` adds 5, `dataclasses` 10, platformdirs 27.
"""

from __future__ import annotations

from importlib import import_module

from reader.cli.console import Console, OutputError
from reader.errors import DamagedStoreError, QueryError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COMMANDS", "run"]

COMMANDS = {
    "add": ("add", "remember files, folders, feeds and pages, and read them"),
    "refresh": ("refresh", "look again at what was added"),
    "catch-up": ("catch_up", "make the texts and links of what came in"),
    "list": ("list", "list articles, newest first"),
    "search": ("search", "find articles, best match first"),
    "show": ("show", "print an article, cleaned"),
    "related": ("related", "list what is linked to an article, and why"),
    "stories": ("stories", "list stories, followed ones with news first"),
    "story": ("story", "print a story's reports by day"),
    "follow": ("follow", "follow stories: what is new in them comes first"),
    "unfollow": ("unfollow", "follow stories no more"),
    "pin": ("pin", "have articles in one story, whatever they say"),
    "unlink": ("unlink", "have articles in different stories, whatever they say"),
    "resolve": ("resolve", "tell which article a headline means"),
    "bookmark": ("bookmark", "keep articles"),
    "unbookmark": ("unbookmark", "keep articles no more"),
    "bookmarks": ("bookmarks", "list what was kept"),
    "tag": ("tag", "give articles tags, list them, take them off"),
    "untag": ("untag", "take tags off an article"),
    "note": ("note", "write a note about an article, print or remove it"),
    "mark-read": ("mark_read", "mark articles read"),
    "mark-unread": ("mark_unread", "mark articles unread"),
    "searches": ("searches", "list, add, rename and remove saved searches"),
    "sources": ("sources", "list, name, tag, pause and mute what feeds the library"),
    "remove": ("remove", "forget a source and its articles"),
    "rules": ("rules", "list, make, undo and test rules about what is cut"),
    "import": ("import_file", "take in subscriptions, a file of articles, or a backup, once"),
    "export": ("export", "write out articles, subscriptions, or a backup"),
    "doctor": ("doctor", "check the library and repair it"),
    "config": ("config", "print the settings, or check a file of them"),
    "completion": ("completion", "print completions for a shell"),
    "manual": ("manual", "print the manual page, for man"),
}
"""For each command its module in this package and what it does."""

DONE, FAILED, WRONG_USAGE, CLOSED_PIPE = 0, 1, 2, 141
_SCREEN = "screen"


def run(argv: Sequence[str], console: Console) -> int:
    """Do what the words say; whatever goes wrong is told in one line. Returns the exit status."""
    try:
        status = _obey(argv, console)
        console.flush()
    except KeyboardInterrupt as interrupt:
        from reader.cli.ending import status_of

        return status_of(interrupt)
    except OutputError as lost:
        console.abandon()
        if lost.reason is None:
            return CLOSED_PIPE
        console.complain(f"the output cannot be written: {lost.reason}")
        return FAILED
    return status


def _obey(argv: Sequence[str], console: Console, *, again: bool = False) -> int:
    """`again`: it is the second try, after the first met with damage, which opening the library once more mends."""
    from reader.cli.command_parser import Answer
    from reader.cli.parser import parse

    folder = None
    try:
        command, args = parse(argv)
        folder = args.home
        if command != _SCREEN:  # which gives the terminal back before it ends
            from reader.cli.ending import heed

            heed()
        return int(import_module(f"reader.cli.{command}").run(args, console))
    except Answer as answer:
        console.write(answer.text)
        return DONE
    except (UsageError, QueryError) as error:
        console.complain(str(error))
        return WRONG_USAGE
    except OutputError:
        raise
    except DamagedStoreError as error:
        if again or console.touched:
            console.complain(str(error))
            return FAILED
        return _obey(argv, console, again=True)
    except Exception as error:  # noqa: BLE001  # `explain` logs what no one expected
        from reader.cli.failure import explain

        console.complain(explain(error, folder))
        return FAILED
