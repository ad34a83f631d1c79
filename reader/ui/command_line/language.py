"""The language of the command line: what was typed, read into a command; and how what was typed may go on.

Pure: it knows neither the screen nor the library. What can be named is handed in as `Known`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from reader.errors import CommandError
from reader.text import clip, fold, safe, squash
from reader.ui.command_line.query_language import Candidate, Completion, Known, complete_query, ranked

__all__ = ["ROW", "Argument", "Command", "Verb", "complete", "parse"]


class Argument(StrEnum):
    """What stands behind a command, in the word the help has for it."""

    NOTHING = ""
    QUERY = "QUERY"
    ARTICLE = "QUERY or ID"
    VIEW = "NAME"
    THEME = "THEME"
    SOURCE = "SOURCE"
    TAGS = "TAG …"
    SETTING = "NAME VALUE"
    COMMAND = "WORD"
    TEXT = "TEXT"
    ADDRESS = "ADDRESS"
    FILE = "FILE"


@dataclass(frozen=True, slots=True)
class Verb:
    """A command as the line knows it."""

    name: str
    help: str
    argument: Argument = Argument.NOTHING
    needed: bool = False
    """Whether it means nothing without an argument."""
    also: tuple[str, ...] = ()
    """Other names it answers to."""
    brief: str = ""
    """What it does in few words, for a narrow screen; none where its name says it."""


@dataclass(frozen=True, slots=True)
class Command:
    """What was typed, understood: a verb and what stands behind it."""

    verb: str
    argument: str = ""
    """As typed, without the space around it; for `:42` and `:$` the number, 0 for the last row."""


ROW = "row"
"""The verb of `:42` and `:$`."""
_LONGEST = 40
_SHOWN = 400
"""Candidates at most; nobody looks through more."""


def parse(text: str, verbs: Sequence[Verb]) -> Command:
    """Read a command line; raises CommandError saying what is wrong and what is nearest."""
    typed, argument = _parted(text)
    if not typed:
        raise CommandError("Type a command; Tab shows them all.")
    if typed == "$" or typed.isdecimal():
        if argument:
            raise CommandError(f"A row stands alone: “:{clip(typed, _LONGEST)}”.")
        return Command(ROW, "0" if typed == "$" else _row(typed))
    verb = _named(typed, verbs)
    if argument and verb.argument is Argument.NOTHING:
        raise CommandError(f"“:{verb.name}” takes nothing behind it.")
    if verb.needed and not argument:
        raise CommandError(f"“:{verb.name}” needs {verb.argument} behind it.")
    return Command(verb.name, argument)


def _row(typed: str) -> str:
    number = int(typed[:9]) if len(typed) < 10 else 10**9
    if number < 1:
        raise CommandError("Rows count from 1; “:$” is the last.")
    return str(number)


def _parted(text: str) -> tuple[str, str]:
    """The verb as typed, and what stands behind it. A number or `$` needs no space."""
    line = squash(safe(text)).removeprefix(":").lstrip()
    verb, _, argument = line.partition(" ")
    return verb, argument.strip()


def _named(typed: str, verbs: Sequence[Verb]) -> Verb:
    """The verb meant by a name, another name, or the one beginning of its name that no other has."""
    wanted = plain(typed)
    names = _names(verbs)
    if wanted in names:
        return names[wanted]
    begun = {names[name].name: names[name] for name in names if name.startswith(wanted)} if wanted else {}
    if len(begun) == 1:
        return next(iter(begun.values()))
    shown = clip(typed, _LONGEST)
    if begun:
        some = ", ".join(f":{name}" for name in sorted(begun)[:4])
        raise CommandError(f"“{shown}” may be {some}{' …' if len(begun) > 4 else ''}; type more of it.")
    near = get_close_matches(wanted, names, n=1, cutoff=0.5)
    hint = f"; did you mean “:{names[near[0]].name}”?" if near else "; Tab shows them all."
    raise CommandError(f"There is no command “{shown}”{hint}")


def plain(name: str) -> str:
    """A name as it is compared: "Mark-all read" is "mark_all_read"."""
    return "_".join(fold(name).replace("-", " ").replace("/", " ").replace("_", " ").split())


def _names(verbs: Iterable[Verb]) -> dict[str, Verb]:
    """Verbs by all their names; a name goes before another verb's other name."""
    verbs = list(verbs)
    names = {plain(other): verb for verb in reversed(verbs) for other in verb.also}
    return names | {plain(verb.name): verb for verb in verbs}


# completion


def complete(text: str, verbs: Sequence[Verb], known: Known, settings: Mapping[str, Sequence[str]]) -> Completion:
    """What may stand at the end of what was typed; `settings` names those that can be set, with values to choose."""
    head = text.lstrip(" :")
    begin = len(text) - len(head)
    if " " not in head:
        return Completion(begin, tuple(_verbs(head, verbs))[:_SHOWN])
    typed, _, rest = head.partition(" ")
    begin += len(typed) + 1
    begin += len(rest) - len(rest.lstrip())
    try:
        verb = _named(typed, verbs)
    except CommandError:
        return Completion(begin)
    return _argument(verb, text, begin, known, settings, verbs)


def _verbs(typed: str, verbs: Sequence[Verb]) -> Iterator[Candidate]:
    """The commands whose names begin so, then those that have the words somewhere."""
    wanted = plain(typed)
    first = [verb for verb in verbs if plain(verb.name).startswith(wanted)]
    also = [verb for verb in verbs if any(plain(other).startswith(wanted) for other in verb.also)]
    within = [verb for verb in verbs if wanted and wanted in plain(f"{verb.name} {' '.join(verb.also)}")]
    for verb in dict.fromkeys((*first, *also, *within)):
        behind = f" {verb.argument}" if verb.argument else ""
        yield Candidate(verb.name + (" " if verb.argument else ""), verb.help, verb.name + behind, brief=verb.brief)


def _argument(
    verb: Verb, text: str, begin: int, known: Known, settings: Mapping[str, Sequence[str]], verbs: Sequence[Verb]
) -> Completion:
    typed = text[begin:]
    if verb.argument in (Argument.QUERY, Argument.ARTICLE):
        held = known.searches if verb.argument is Argument.QUERY else known.titles
        whole = ranked(typed, (Candidate(one.text, one.note) for one in held), within=True)
        inner = complete_query(typed, known)
        if inner.candidates:
            return Completion(begin + inner.start, inner.candidates)
        return Completion(begin, tuple(whole)[:_SHOWN] if typed or verb.argument is Argument.QUERY else ())
    if verb.argument is Argument.TAGS:
        begin = len(text) - len(text.rpartition(" ")[2])
        alone = [tag for tag in known.tags if " " not in tag.text]  # a space parts two tags
        return Completion(begin, tuple(ranked(text[begin:], alone)))
    if verb.argument is Argument.SETTING:
        return _setting(text, begin, settings)
    if verb.argument is Argument.COMMAND:
        return Completion(
            begin, tuple(ranked(typed, (Candidate(one.name, one.help, brief=one.brief) for one in verbs)))
        )
    offered: dict[Argument, Sequence[Candidate]] = {
        Argument.VIEW: known.views,
        Argument.THEME: known.themes,
        Argument.SOURCE: known.sources,
    }
    return Completion(begin, tuple(ranked(typed, offered.get(verb.argument, ()), within=True))[:_SHOWN])


def _setting(text: str, begin: int, settings: Mapping[str, Sequence[str]]) -> Completion:
    name, space, value = text[begin:].partition(" ")
    if not space:
        return Completion(begin, tuple(ranked(name, (Candidate(f"{one} ", "", one) for one in settings))))
    begin += len(name) + 1
    begin += len(value) - len(value.lstrip())
    return Completion(begin, tuple(ranked(text[begin:], (Candidate(one) for one in settings.get(plain(name), ())))))
