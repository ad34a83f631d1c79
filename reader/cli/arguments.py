"""What words each command takes. Nothing is imported here that a command needs to run, so help costs little."""

from __future__ import annotations

from reader.cli.command_parser import Parser, PathAction, QueryAction, count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

__all__ = ["ARGUMENTS", "most", "online"]

_FEW = 50
"""Rows that a person is shown at most, unless asked for more."""

_ARTICLE = "an id or its beginning (four digits or more), an address held, a path"
_STORY = f"a story's id or its beginning, or one of its articles: {_ARTICLE}"
_SOURCE = "an id or its beginning, a path, an address, or a name"
_QUERY = (
    'words that must all occur, "a phrase" (quoted for the shell too), source: title: lang: tag: story: since: before: '
    "is:unread|read|bookmarked|tagged|noted|muted; -word, which must not occur"
)


_SOURCE_COMMANDS = (
    ("list", "all sources and how they are doing"),
    ("rename SOURCE NAME", "call it so, whatever it calls itself"),
    ("tag SOURCE TAG ...", "give it tags, which count for its articles too"),
    ("untag SOURCE [TAG ...]", "take these tags off it, or all"),
    ("pause SOURCE ...", "leave it alone until it is resumed"),
    ("resume SOURCE ...", "look at it again"),
    ("pages SOURCE auto|always|never", "fetch the pages its entries link to;"),
    ("", "auto: where it carries summaries only"),
    ("mute [SOURCE] --query QUERY", "keep what matches out of all lists, of one"),
    ("", "source or all; list is:muted shows it"),
    ("unmute MUTE ...", "show it again; MUTE is an id or a query"),
    ("mutes", "what is muted, and how much that is"),
)

_SEARCH_COMMANDS = (
    ("list", "all of them, with how many articles each finds"),
    ("add NAME QUERY ...", "keep a query; it is a view of the screen too"),
    ("rename NAME NEW", "call it otherwise"),
    ("remove NAME ...", "keep them no more"),
)


def _add(parser: Parser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        action=PathAction,
        metavar="PATH|URL",
        help="a file, a folder that is watched from then on, a feed, a page whose feed is found, or a page to keep",
    )
    online(parser)
    _verbose(parser)


def _refresh(parser: Parser) -> None:
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help=f"{_SOURCE}; all without any")
    online(parser)
    _verbose(parser)


def _catch_up(parser: Parser) -> None:
    parser.add_argument(
        "--background",
        action="store_true",
        help="say nothing, give way to everything, leave it to another that is at it",
    )


def _list(parser: Parser) -> None:
    parser.add_argument("query", nargs="*", action=QueryAction, metavar="QUERY", help=_QUERY)
    _limit_or_all(parser)
    _json(parser)


def _search(parser: Parser) -> None:
    parser.add_argument("query", nargs="+", action=QueryAction, metavar="QUERY", help=_QUERY)
    _limit(parser, 50, "how many at most")
    _json(parser)


def _show(parser: Parser) -> None:
    parser.add_argument(
        "targets", nargs="+", action=PathAction, metavar="TARGET", help=f"{_ARTICLE}, or - for standard input"
    )
    parser.add_argument("--cuts", action="store_true", help="print what was cut too, in its place, with the reason")
    parser.add_argument("--changes", action="store_true", help="print instead what its publisher has changed in it")
    _json(parser)


def _related(parser: Parser) -> None:
    _articles(parser, "TARGET")
    _limit(parser, 20, "how many a target at most")
    _json(parser)


def _stories(parser: Parser) -> None:
    parser.add_argument(
        "query", nargs="*", action=QueryAction, metavar="QUERY", help=f"of which an article matches: {_QUERY}"
    )
    parser.add_argument("--followed", action="store_true", help="only what is followed, however few reports are held")
    _limit_or_all(parser)
    _json(parser)


def _story(parser: Parser) -> None:
    parser.add_argument("targets", nargs="+", metavar="TARGET", help=_STORY)
    _json(parser)


def _follow(parser: Parser) -> None:
    parser.add_argument("targets", nargs="+", metavar="STORY", help=_STORY)


def _link(parser: Parser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help=_ARTICLE)
    parser.add_argument("targets", nargs="+", metavar="OTHER", help="articles, named in the same ways")


def _resolve(parser: Parser) -> None:
    parser.add_argument("headlines", nargs="*", metavar="HEADLINE", help="without any, standard input, one a line")
    _json(parser)


def _bookmark(parser: Parser) -> None:
    _articles(parser, "ID")
    parser.add_argument("--text", action="store_true", help="keep the text too, apart from the archive")


def _tag(parser: Parser) -> None:
    parser.add_argument(
        "words",
        nargs="*",
        metavar="ID [TAG ...]",
        help=f"an article ({_ARTICLE}) and the tags it gets, in quotes where a space stands in one; without tags its "
        "own are listed, without a word all there are; with --add or --remove every word is an article",
    )
    parser.add_argument("--add", action="append", metavar="TAG", help="give the articles this tag; may be repeated")
    parser.add_argument("--remove", action="append", metavar="TAG", help="take this tag off; may be repeated")
    _json(parser)


def _untag(parser: Parser) -> None:
    parser.add_argument("article", metavar="ID", help=_ARTICLE)
    parser.add_argument("tags", nargs="*", metavar="TAG", help="what goes; all without any")
    _json(parser)


def _note(parser: Parser) -> None:
    parser.add_argument(
        "words",
        nargs="*",
        metavar="ID [TEXT]",
        help=f"an article ({_ARTICLE}) and the text of the note, or - for standard input, which takes the place of the "
        "one before; without a text the note is printed, without a word all notes are listed",
    )
    parser.add_argument("--remove", action="store_true", help="take the note away")
    _json(parser)


def _searches(parser: Parser) -> None:
    parser.add_argument(
        "command",
        nargs="?",
        choices=[words.split()[0] for words, _ in _SEARCH_COMMANDS],
        default="list",
        metavar="COMMAND",
        help="one of those below; list without any",
    )
    parser.add_argument(
        "words", nargs="*", action=QueryAction, metavar="WORD", help="what the command takes; NAME is a name or an id"
    )
    parser.add_argument("--stories", action="store_true", help="add: it asks for stories in place of articles")
    _json(parser)
    parser.epilog = "\n".join(["commands:", *(f"  {words:<31} {does}" for words, does in _SEARCH_COMMANDS)])


def _mark(parser: Parser) -> None:
    _articles(parser, "ID")


def _sources(parser: Parser) -> None:
    parser.add_argument(
        "command",
        nargs="?",
        choices=[words.split()[0] for words, _ in _SOURCE_COMMANDS if words],
        default="list",
        metavar="COMMAND",
        help="one of those below; list without any",
    )
    parser.add_argument("words", nargs="*", metavar="WORD", help=f"what the command takes; SOURCE is {_SOURCE}")
    parser.add_argument(
        "--query",
        action=QueryAction,
        metavar="QUERY",
        help='mute: in quotes, words, "a phrase", -word, title: source: lang: since: before:',
    )
    _json(parser)
    parser.epilog = "\n".join(["commands:", *(f"  {words:<31} {does}" for words, does in _SOURCE_COMMANDS)])


def _remove(parser: Parser) -> None:
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help=_SOURCE)


def _import(parser: Parser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        action=PathAction,
        metavar="FILE",
        help="subscriptions: OPML, or newsboat's urls; articles: JSON Lines (.jsonl) with id, title, text or html, "
        "published, source, url; a backup that 'reader export --backup' wrote",
    )
    _verbose(parser)


def _export(parser: Parser) -> None:
    parser.add_argument(
        "query",
        nargs="*",
        action=QueryAction,
        metavar="QUERY",
        help=f"which articles, all without any: {_QUERY}; or one word alone, the id of a story, else of an article, or "
        "its beginning (four signs or more, digits and letters), an address held, a path",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--article", metavar="ARTICLE", help=f"one article: {_ARTICLE}")
    what.add_argument("--story", metavar="STORY", help=f"the reports of a story in order: {_STORY}")
    what.add_argument("--bookmarks", action="store_true", help="what was kept, the last first")
    what.add_argument("--opml", action="store_true", help="all subscriptions, as other feed readers import them")
    what.add_argument(
        "--backup",
        action="store_true",
        help="all you made and how far you read, as one JSON file that 'reader import' adds to what is there",
    )
    parser.add_argument(
        "--format",
        choices=("markdown", "json", "epub"),
        metavar="FORMAT",
        help="markdown, with the facts above the text in YAML; json (JSON Lines), which 'reader import' reads; epub, "
        "a book of a chapter an article; without it as FILE ends (.md .jsonl .json .epub .opml), else markdown",
    )
    parser.add_argument(
        "-o",
        "--output",
        action=PathAction,
        metavar="FILE",
        help="write into FILE, whole or not at all, or into FOLDER/, a file an article; standard output without it",
    )
    parser.add_argument(
        "--force", action="store_true", help="let files be written over; what they held is kept beside as FILE.bak"
    )
    parser.add_argument(
        "--with-secrets",
        action="store_true",
        help="write tokens in addresses too, which are masked otherwise; a backup always has them",
    )


def _rules(parser: Parser) -> None:
    parser.add_argument(
        "command",
        nargs="?",
        choices=("list", "add", "remove", "pin", "test"),
        default="list",
        metavar="list|add|remove|pin|test",
        help="list (also without a word): all rules, yours and the learned; add: cut or keep lines like one; remove: "
        "undo a rule, a learned one for good; pin: make a learned rule yours; test: tell what becomes of a line",
    )
    parser.add_argument(
        "texts",
        nargs="*",
        metavar="LINE",
        help="for add the line, in quotes; for remove and pin rules, by id or text; for test the line, without one "
        "standard input, one a line",
    )
    parser.add_argument("--source", metavar="NAME", help="only of this source: a publisher, else a host, else a folder")
    deed = parser.add_mutually_exclusive_group()
    deed.add_argument("--cut", action="store_true", help="add: cut such lines, as without a word")
    deed.add_argument("--keep", action="store_true", help="add: keep such lines, whatever cleaning says")
    parser.add_argument("--begins", action="store_true", help="add: all lines that begin so")
    _json(parser)


def _doctor(parser: Parser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="only say what would be repaired")
    _json(parser)


def _config(parser: Parser) -> None:
    parser.add_argument(
        "--check", action=PathAction, metavar="FILE", help="only say whether the settings in FILE will do"
    )


def _completion(parser: Parser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="SHELL", help="bash, zsh or fish")


def _manual(parser: Parser) -> None:
    parser.epilog = "reader manual > ~/.local/share/man/man1/reader.1; then 'man reader' shows it"


def _articles(parser: Parser, metavar: str) -> None:
    parser.add_argument("targets", nargs="+", metavar=metavar, help=_ARTICLE)


def _limit_or_all(parser: Parser) -> None:
    """What `most` reads."""
    parser.add_argument(
        "--limit",
        type=count,
        metavar="N",
        help=f"how many at most (0 means all), {_FEW} unless given, all with --json",
    )


def most(args: Namespace) -> int:
    """How many rows are wanted at most, 0 for all: scripts get all, a person a screenful, unless they say so."""
    if args.limit is not None:
        return int(args.limit)
    return 0 if args.json else _FEW


def _limit(parser: Parser, default: int, meaning: str) -> None:
    parser.add_argument("--limit", type=count, default=default, metavar="N", help=f"{meaning}, {default} unless given")


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON Lines: one object a line")


def online(parser: Parser) -> None:
    """What every command that may ask servers takes."""
    parser.add_argument(
        "--allow-private", action="store_true", help="ask servers on this machine and in private networks too"
    )


def _verbose(parser: Parser) -> None:
    parser.add_argument("--verbose", action="store_true", help="say what was passed over, and why")


ARGUMENTS: dict[str, Callable[[Parser], None]] = {
    "add": _add,
    "refresh": _refresh,
    "catch-up": _catch_up,
    "list": _list,
    "search": _search,
    "show": _show,
    "related": _related,
    "stories": _stories,
    "story": _story,
    "follow": _follow,
    "unfollow": _follow,
    "pin": _link,
    "unlink": _link,
    "resolve": _resolve,
    "bookmark": _bookmark,
    "unbookmark": _mark,
    "bookmarks": _json,
    "tag": _tag,
    "untag": _untag,
    "note": _note,
    "mark-read": _mark,
    "mark-unread": _mark,
    "searches": _searches,
    "sources": _sources,
    "remove": _remove,
    "rules": _rules,
    "import": _import,
    "export": _export,
    "doctor": _doctor,
    "config": _config,
    "completion": _completion,
    "manual": _manual,
}
"""For each command what adds its arguments to a parser."""
