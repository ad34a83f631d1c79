"""`reader export`: write out articles, subscriptions, or all that is yours, for other programs or another time."""

from __future__ import annotations

import re
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from reader.cli.console import Console
from reader.cli.library import library, query
from reader.cli.progress import progress
from reader.errors import NotFoundError, ReaderError, UsageError
from reader.exporting.clipping import ENDINGS, Format
from reader.newsroom import Newsroom
from reader.newsroom.exporting import Exports, Selection
from reader.paths import unfollowed
from reader.text import safe

__all__ = ["run"]

_HELP = "(reader export --help)"
_OPML = (".opml", ".xml")
_ID = re.compile(r"(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{4,7}|[0-9a-f]{8,16}")
"""An id or its beginning: letters and digits, so that neither "2022" nor "facade" is taken for one."""
_KEPT_BACK = "{many} there already and left as they were; --force writes over them"


def run(args: Namespace, console: Console) -> int:
    """Write what is asked for; returns the exit status. Raises UsageError and other ReaderErrors."""
    if args.force and not args.output:
        raise UsageError(f"--force goes with -o FILE {_HELP}")
    if args.backup:
        if args.query or args.format:
            raise UsageError(f"a backup is of everything; it takes neither words nor --format {_HELP}")
        return _backup(args, console)
    if args.opml or (args.output and args.output.lower().endswith(_OPML) and args.format is None):
        return _opml(args, console)
    if not (args.query or _chosen(args) or args.output) and console.pretty:
        raise UsageError(f"say what is to go out: words, --story, --bookmarks, --opml, --backup, or -o FILE {_HELP}")
    return _articles(args, console)


# articles


@dataclass(frozen=True, slots=True)
class _Target:
    """Where articles go and how they are written there."""

    form: Format
    place: Path | None
    """None for standard output."""


def _articles(args: Namespace, console: Console) -> int:
    target = _target(args)
    if args.query and _chosen(args):
        raise UsageError(f"words choose articles by themselves; leave out either them or the option {_HELP}")
    with library(args, console) as newsroom:
        selection = _selection(args, newsroom, whole=target.form is Format.JSON)
        if not selection.articles:
            raise ReaderError(f"{_meant(args)}: no article is there to be exported; nothing was written")
        if target.place is None:
            exports = _print(newsroom, selection, target.form, args, console)
        else:
            newsroom.exporting.check(target.place)
            _make(target.place, args.output)
            with progress(console, "exporting") as tell:
                exports = newsroom.exporting.write(
                    selection, target.form, target.place, tell, force=args.force, secrets=args.with_secrets
                )
            many = _count(exports.written, "article", "articles")
            console.write(f"{many} written to {safe(args.output)}")
    return _told(exports, console)


def _selection(args: Namespace, newsroom: Newsroom, *, whole: bool) -> Selection:
    exporting = newsroom.exporting
    if args.article:
        return exporting.article(args.article)
    if args.story:
        return exporting.story(args.story, whole=whole)
    if args.bookmarks:
        return exporting.bookmarks()
    word = args.query[0] if len(args.query) == 1 else ""
    doubt: NotFoundError | None = None
    if _is_one(word):
        try:
            return exporting.named(word, whole=whole)
        except NotFoundError as error:
            doubt = error
    found = exporting.matching(query(args.query), whole=whole)
    if doubt is not None and not found.articles:
        raise doubt
    return found


def _is_one(word: str) -> bool:
    """Whether a word may be an article or a story, and is not to be looked for."""
    return bool(_ID.fullmatch(word)) or "://" in word or "/" in word


def _target(args: Namespace) -> _Target:
    if not args.output:
        if args.format == Format.EPUB:
            raise UsageError(f"a book is no text for a terminal; say -o FILE.epub {_HELP}")
        return _Target(Format(args.format or Format.MARKDOWN), None)
    place = unfollowed(args.output)
    if args.output.endswith("/") or place.is_dir():
        form = Format(args.format or Format.MARKDOWN)
        if form is not Format.MARKDOWN:
            raise UsageError(f"into a folder goes Markdown, a file an article; name a file for {form} {_HELP}")
        return _Target(form, place)
    wanted = args.format or ENDINGS.get(place.suffix.lower())
    if wanted is None:
        raise UsageError(
            f"{safe(args.output)}: let the name end in {', '.join(dict.fromkeys(ENDINGS))} or .opml, or say --format"
        )
    return _Target(Format(wanted), place)


def _make(place: Path, name: str) -> None:
    """A folder, where one is named that is not there."""
    if not name.endswith("/"):
        return
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReaderError(f"{safe(name)}: cannot be made a folder ({error.strerror}); choose another") from error


def _print(newsroom: Newsroom, selection: Selection, form: Format, args: Namespace, console: Console) -> Exports:
    from reader.exporting.json_lines import record
    from reader.exporting.markdown import document

    exports = Exports()
    for number, clipping in enumerate(newsroom.exporting.clippings(selection, exports, secrets=args.with_secrets)):
        if form is Format.JSON:
            console.record(record(clipping))
        else:
            between = "\n" if number else ""
            console.write(between + document(clipping).removesuffix("\n"))
    return exports


def _told(exports: Exports, console: Console) -> int:
    for failed in exports.failed:
        console.complain(f"{failed.path}: {failed.reason}")
    _tell_masked(exports.masked, console)
    if exports.held_back:
        console.complain(_KEPT_BACK.format(many=_count(exports.held_back, "file was", "files were")))
    return 1 if exports.failed or exports.held_back else 0


def _chosen(args: Namespace) -> bool:
    return bool(args.article or args.story or args.bookmarks)


def _meant(args: Namespace) -> str:
    if args.article or args.story:
        return safe(args.article or args.story)
    return "bookmarks" if args.bookmarks else safe(" ".join(args.query)) or "the library"


# all that is yours


def _backup(args: Namespace, console: Console) -> int:
    with library(args, console) as newsroom:
        text = newsroom.backups.text()
        if args.output:
            newsroom.exporting.write_text(text, unfollowed(args.output), force=args.force, private=True)
    if not args.output:
        console.write(text.removesuffix("\n"))
        return 0
    console.write(f"backup written to {safe(args.output)}")
    console.complain("addresses in a backup are whole, with the tokens in them; the file is readable for you only")
    return 0


def _opml(args: Namespace, console: Console) -> int:
    if args.query or _chosen(args) or args.format:
        raise UsageError(f"OPML is for all subscriptions; it takes neither articles nor --format {_HELP}")
    with library(args, console) as newsroom:
        opml = newsroom.subscriptions.opml(secrets=args.with_secrets)
        if args.output:
            newsroom.exporting.write_text(opml.text, unfollowed(args.output), force=args.force)
    if args.output:
        console.write(f"{_count(opml.feeds, 'feed', 'feeds')} written to {safe(args.output)}")
    else:
        console.write(opml.text.removesuffix("\n"))
    _tell_masked(opml.masked, console)
    if opml.pages:
        console.complain(f"{_count(opml.pages, 'page is', 'pages are')} left out: OPML is for feeds")
    return 0


def _tell_masked(masked: int, console: Console) -> None:
    if masked:
        many = _count(masked, "address is", "addresses are")
        console.complain(f"{many} masked because of tokens in them; --with-secrets writes all of it")


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {many}"
