"""`reader rules`: what is cut and kept beyond cleaning itself, for which source, and why."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable

from reader.cli import record, table
from reader.cli.console import Console
from reader.cli.failure import attempts
from reader.cli.library import library
from reader.errors import NotFoundError, UsageError
from reader.model import LineRule, LineVerdict, RuleAction, RuleStatus
from reader.newsroom import Change, Newsroom
from reader.text import safe, squash

__all__ = ["run"]

_ONE_LINE = "{command} takes one line; put it in quotes (reader rules --help)"
_IDS = "{command} takes rules by their ids or texts; 'reader rules' lists them (reader rules --help)"


def run(args: Namespace, console: Console) -> int:
    """List rules, make one, undo some, or tell what would become of lines; returns the exit status."""
    commands: dict[str, Callable[[Namespace, Console, Newsroom], int]] = {
        "list": _list,
        "add": _add,
        "remove": _remove,
        "pin": _pin,
        "test": _test,
    }
    if (args.keep or args.cut or args.begins) and args.command != "add":
        raise UsageError("--cut, --keep and --begins go with 'reader rules add' (reader rules --help)")
    if args.source is not None and not squash(safe(args.source)):
        raise UsageError("--source needs a name (reader rules --help)")
    with library(args, console) as newsroom:
        return commands[args.command](args, console, newsroom)


def _list(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    if args.texts:
        raise UsageError("list takes no lines; 'reader rules test LINE' tells what becomes of one")
    found = newsroom.teaching.all(args.source)
    if args.source and not found and not newsroom.teaching.source(args.source)[1]:
        raise NotFoundError(f"{safe(args.source)}: no article held is of that source, and no rule about it")
    for status in found:
        if args.json:
            console.record(record.rule(status))
        else:
            _print(status, console)
    if not found and console.pretty:
        console.complain("there are no rules yet; reader rules add LINE makes one, others are learned as articles come")
    return 0


def _add(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    if len(args.texts) != 1:
        raise UsageError(_ONE_LINE.format(command="add"))
    source = _source(args, console, newsroom)
    action = RuleAction.KEEP if args.keep else RuleAction.CUT
    rule = newsroom.teaching.rule(args.texts[0], action, source, begins=args.begins)
    _tell(args, console, "added", rule, newsroom.teaching.teach(rule))
    return 0


def _remove(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    return _each(args, console, newsroom, "removed", newsroom.teaching.forget)


def _pin(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    return _each(args, console, newsroom, "pinned", newsroom.teaching.pin)


def _each(
    args: Namespace, console: Console, newsroom: Newsroom, done: str, change: Callable[[LineRule], Change]
) -> int:
    if not args.texts:
        raise UsageError(_IDS.format(command=args.command))

    def work(name: str) -> tuple[LineRule, Change]:
        rule = newsroom.teaching.named(name, args.source)
        return rule, change(rule)

    status = 0
    for attempt in attempts(args.texts, work, args.home):
        if attempt.result is None:
            status = 1
            console.complain(attempt.error or "")
        else:
            _tell(args, console, done, *attempt.result)
            console.flush()
    return status


def _test(args: Namespace, console: Console, newsroom: Newsroom) -> int:
    if len(args.texts) > 1:
        raise UsageError(_ONE_LINE.format(command="test"))
    source = _source(args, console, newsroom)
    given: Iterable[str] = map(squash, map(safe, args.texts)) if args.texts else console.lines()
    for text in given:
        verdict = newsroom.teaching.test(text, source)
        if args.json:
            console.record(record.verdict(verdict, source))
        else:
            _explain(verdict, console)
    return 0


def _source(args: Namespace, console: Console, newsroom: Newsroom) -> str | None:
    """The source as its articles write it; one of which nothing is held is said to be so, lest it be mistyped."""
    if args.source is None:
        return None
    source, held = newsroom.teaching.source(args.source)
    if not held:
        console.complain(f"no article of {source} is held yet")
    return source


def _tell(args: Namespace, console: Console, done: str, rule: LineRule, change: Change) -> None:
    if args.json:
        console.record({"done": done, "id": rule.id, "text": rule.text, "source": rule.source, "says": change.label})
    else:
        table.line(console, (done, rule.id, change.label))


def _print(status: RuleStatus, console: Console) -> None:
    rule = status.rule
    articles = "" if status.articles is None else str(status.articles)
    source, match = rule.source or "all sources", "begins" if rule.begins else "line"
    if console.pretty:
        text = f"{rule.text} …" if rule.begins else rule.text
        table.row(console, (rule.id, rule.action, rule.origin, articles, source, text), (8, 4, 7, 6, 16))
    else:
        table.row(console, (rule.id, rule.action, rule.origin, articles, source, match, rule.text), ())


def _explain(verdict: LineVerdict, console: Console) -> None:
    if console.pretty:
        table.line(console, (verdict.why,))
    else:
        table.row(console, (verdict.action, verdict.rule or "", verdict.why, verdict.text), ())
