"""What is typed into the command line, without a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.actions import ACTIONS
from reader.errors import CommandError
from reader.ui.command_line.commands import VERBS
from reader.ui.command_line.completing import Completing
from reader.ui.command_line.language import Command, complete, parse
from reader.ui.command_line.ordering import SETTINGS
from reader.ui.command_line.query_language import Candidate, Known
from reader.ui.command_line.recall import Recall

KNOWN = Known(
    views=(Candidate("Inbox"), Candidate("Harbour Post"), Candidate("Northline Wire")),
    sources=(Candidate("Harbour Post"), Candidate("Northline Wire")),
    tags=(Candidate("port"), Candidate("weather"), Candidate("long reads")),
    themes=(Candidate("nord"), Candidate("reader-night")),
)


def offered(text: str) -> list[str]:
    """The line with each of its candidates."""
    found = complete(text, VERBS, KNOWN, SETTINGS)
    return [text[: found.start] + one.text for one in found.candidates]


@pytest.mark.parametrize("name", [action.name for action in ACTIONS if action.name not in ("close", "command")])
def test_every_action_is_a_command_by_its_name(name: str) -> None:
    assert parse(name, VERBS) == parse(f" :{name.replace('_', '-').upper()} ", VERBS) == Command(name)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("q", Command("quit")),
        ("all-read", Command("mark_all_read")),
        ("42", Command("row", "42")),
        ("$", Command("row", "0")),
        ("theme   nord", Command("theme", "nord")),
        ("open  a  bridge", Command("open", "a bridge")),
        ("bookm", Command("bookmark")),
    ],
)
def test_a_line_is_understood(text: str, command: Command) -> None:
    assert parse(text, VERBS) == command


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("bokmark", "There is no command “bokmark”; did you mean “:bookmark”?"),
        ("zzzz", "There is no command “zzzz”; Tab shows them all."),
        ("copy", "“copy” may be :copy_address, :copy_text; type more of it."),
        ("quit now", "“:quit” takes nothing behind it."),
        ("view", "“:view” needs NAME behind it."),
        ("0", "Rows count from 1; “:$” is the last."),
        ("7 up", "A row stands alone: “:7”."),
        ("  : ", "Type a command; Tab shows them all."),
    ],
)
def test_a_wrong_line_is_told_what_would_be_right(text: str, complaint: str) -> None:
    with pytest.raises(CommandError) as caught:
        parse(text, VERBS)
    assert str(caught.value) == complaint


def test_what_only_a_key_can_do_is_no_command() -> None:
    assert not {"close ", "close", "command"} & {*offered("c"), *offered("")}


def test_what_may_follow_is_offered() -> None:
    assert offered("the")[0] == "theme "
    assert offered("theme n") == ["theme nord", "theme reader-night"]
    assert offered("view wire") == ["view Northline Wire"]
    assert offered("tag port we") == ["tag port weather"]
    assert offered("tag lo") == []  # as two tags it would be given
    assert offered("filter tag:lo") == ['filter tag:"long reads" ']
    assert offered("set mea") == ["set measure "]
    assert "set measure 72" in offered("set measure ")
    assert offered("filter kestrel sou") == ["filter kestrel source:"]
    assert offered("search source:har") == ['search source:"Harbour Post" ']
    assert offered("search is:unr") == ["search is:unread "]
    assert offered('search "is:unr') == []
    assert offered("help boo") == ["help bookmark"]
    assert offered("nothing like it") == []


@given(st.text(max_size=30))
def test_any_line_is_understood_or_refused_in_one_line(text: str) -> None:
    said = verb = ""
    try:
        verb = parse(text, VERBS).verb
    except CommandError as error:
        said = str(error)
    assert len(said.splitlines()) == (not verb)
    assert verb in {"", "row", *(known.name for known in VERBS)}


@given(st.one_of(st.text(max_size=20), st.sampled_from([verb.name for verb in VERBS])), st.text(max_size=20))
def test_completing_keeps_what_stands_before_and_can_go_round(head: str, rest: str) -> None:
    text = f"{head} {rest}"
    completing = Completing(lambda typed: complete(typed, VERBS, KNOWN, SETTINGS))
    start = complete(text, VERBS, KNOWN, SETTINGS).start
    assert 0 <= start <= len(text)
    first = completing.step(text, 1)
    if first is not None:
        assert first.startswith(text[:start])
        count = len(complete(text, VERBS, KNOWN, SETTINGS).candidates)
        if count > 1:
            again = first
            for _ in range(count):
                again = completing.step(again, 1) or ""
            assert again == first
    completing.look(text)
    assert completing.rest(text) == "" or completing.rest(text).startswith(text)


def test_history_goes_by_what_stands_there_and_comes_back_to_it() -> None:
    recall = Recall(["view Wire", "theme nord", "view Inbox"])
    assert recall.older("v") == "view Wire"
    assert recall.older("view Wire") == "view Inbox"
    assert recall.older("view Inbox") is None
    assert recall.newer("view Inbox") == "view Wire"
    assert recall.newer("view Wire") == "v"
    assert recall.newer("v") is None
    assert Recall().older("") is None


def test_the_beginning_that_commands_for_one_and_for_all_articles_share_is_neither() -> None:
    with pytest.raises(CommandError, match=r"“mark” may be :mark_all_read, :read, :unread"):
        parse("mark", VERBS)
    assert parse("mark-read", VERBS).verb == "read"
