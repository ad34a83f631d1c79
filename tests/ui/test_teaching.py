"""Teaching on the screen: a line is chosen, and lines like it are cut or kept from then on."""

import pytest

from reader.errors import StoreError
from reader.model import Block, BlockKind, Cut, LineRule, Reason, RuleAction, RuleOrigin, RuleStatus
from reader.ui.arrangement import Pane
from tests.fakes import FakeNewsroom, made
from tests.ui.conftest import MEDIUM, NARROW, TINY, WIDE, Open
from tests.ui.test_hostile import HOSTILE

SAYS = "“We would rather explain a queue than a collapse,” said Ida Varn, who leads the inspection."
FOLLOW = "Follow the Harbour Post on every channel and never miss a tide."


def footer(text: str) -> str:
    return text.splitlines()[-1]


async def test_a_line_is_chosen_and_lines_like_it_are_cut(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "X")
        assert session.here is Pane.ARTICLE
        assert "j k next line   Enter cut such lines   Esc done" in footer(session.text)
        await session.press("j", "enter")
        assert "in 1 article " in session.lines("Always cut lines like this from Harbour Post")[0]
        assert "Lines are alike when their words are" in session.text
        await session.press("enter")
        assert session.room.did("teach") == [(SAYS, RuleAction.CUT, "Harbour Post")]
        assert f"Lines like “{SAYS}” of Harbour Post are cut from now on · U undoes" in session.toasts
        session.app.clear_notifications()
        await session.settle()
        assert "We would rather" not in session.text
        assert "next line" not in footer(session.text)
        await session.press("U")
        assert "We would rather" in session.text


async def test_a_line_cut_by_a_rule_is_shown_with_its_receipt_and_restored(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "X", "j", "X", "enter", "x")
        session.app.clear_notifications()
        await session.settle()
        assert "taught · your rule for Harbour Post says so" in session.text
        await session.press("x")
        assert session.room.did("restore") == [SAYS]
        assert "taught ·" not in session.text


async def test_from_any_source(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "X", "enter", "j", "enter")
        [(text, action, source)] = session.room.did("teach")
        assert text.startswith("Inspectors closed the Kestrel Bridge")
        assert (action, source) == (RuleAction.CUT, None)


async def test_a_cut_line_is_never_cut_again(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "x")
        assert "X never cut such lines" in footer(session.text)
        await session.press("X")
        assert session.lines("Restore this line, in this article")
        assert session.lines("Cut as promotion")
        await session.press("j", "enter")
        assert session.room.did("teach") == [(FOLLOW, RuleAction.KEEP, "Harbour Post")]
        session.app.clear_notifications()
        await session.settle()
        assert "promotion · phrase" not in session.text
        assert FOLLOW[:30] in session.text
        assert "share · it says “share this article”" in session.text
        await session.press("U")
        assert "promotion · it begins with “follow”" in session.text


async def test_a_cut_line_is_restored_here_only_or_always_cut(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "x", "X", "enter")
        assert session.room.did("restore") == [FOLLOW]
        assert session.room.did("teach") == []
        await session.press("X", "G", "enter")
        assert session.room.did("teach") == [("Share this article", RuleAction.CUT, None)]


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW, TINY])
async def test_it_fits_every_screen(opened: Open, size: tuple[int, int]) -> None:
    async with opened(size=size) as session:
        await session.press("j", "x")
        assert "Follow the Harbour Post" in session.text
        assert "X never cut" in footer(session.text) or size == TINY
        await session.press("X")
        assert "Never cut lines like this" in session.text
        await session.press("escape", "escape", "g", "X", "j", "j")
        assert "What is known" in session.text
        assert "Enter cut" in footer(session.text)
        await session.press("enter", "enter")
        assert session.room.did("teach") == [("What is known", RuleAction.CUT, "Harbour Post")]


async def test_choosing_is_left_without_a_trace(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "X", "j", "escape")
        assert "next line" not in footer(session.text)
        assert session.here is Pane.ARTICLE
        await session.press("X", "enter", "escape")
        assert "next line" in footer(session.text)
        await session.press("q", "q")
        assert session.here is Pane.HEADLINES
        assert session.room.did("teach") == []


async def test_the_cursor_goes_to_every_line_and_no_further(opened: Open) -> None:
    async with opened(size=NARROW) as session:
        await session.press("j", "X", *("j" for _ in range(20)))
        chosen = session.main.view.chosen
        assert chosen is not None
        assert chosen.text == "The city promises a first report before the end of the week."
        assert session.lines("The city promises")
        await session.press(*("k" for _ in range(20)))
        chosen = session.main.view.chosen
        assert isinstance(chosen, Block)
        assert chosen.text.startswith("Inspectors closed")


async def test_keys_typed_faster_than_they_are_answered(opened: Open) -> None:
    async with opened() as session:
        await session.burst("j", "X", "j", "enter", "enter")
        await session.until(lambda: session.room.did("teach"))
        assert session.room.did("teach") == [(SAYS, RuleAction.CUT, "Harbour Post")]


async def test_an_article_without_lines_says_so(opened: Open) -> None:
    room = FakeNewsroom([made("empty", "Empty", blocks=(Block.of("", BlockKind.RULE),))])
    async with opened(room) as session:
        await session.press("X")
        assert session.toasts == ["There is no line to choose in this article."]


async def test_an_article_of_no_known_source_has_rules_for_all_only(opened: Open) -> None:
    room = FakeNewsroom([made("bare", "Bare", "One line.", source=None)])
    async with opened(room) as session:
        await session.press("X", "enter")
        assert len(session.lines("lines like this from")) == 1
        await session.press("enter")
        assert session.room.did("teach") == [("One line.", RuleAction.CUT, None)]


async def test_a_rule_that_cannot_be_kept_says_so_and_nothing_changes(opened: Open) -> None:
    async with opened() as session:
        session.room.fail("teach", StoreError("shelf.json: the disk is full; make room and try again"))
        await session.press("j", "X", "j", "enter", "enter")
        assert session.toasts == ["shelf.json: the disk is full; make room and try again"]
        assert "We would rather" in session.text
        await session.press("X")
        assert "next line" in footer(session.text)


async def test_a_rule_made_elsewhere_shows_on_the_open_article(opened: Open) -> None:
    async with opened() as session:
        await session.press("j", "enter")
        assert "We would rather" in session.text
        teaching = session.room.teaching
        teaching.teach(teaching.rule(SAYS, RuleAction.CUT, None))
        await session.until(lambda: "We would rather" not in session.text)
        await session.settle()
        assert session.main.reading.article is not None
        assert SAYS in [cut.text for cut in session.main.reading.article.cuts]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_lines_are_shown_as_they_are(opened: Open, text: str) -> None:
    line = f"line {text}"
    cut = Cut(f"cut {text}", Reason.PROMOTION, text, 0)
    async with opened(FakeNewsroom([made("hostile", "Title", line, source=text, cuts=(cut,))])) as session:
        await session.press("X", "enter")
        assert f"“line {text}”" in session.text
        assert session.text.count(text) >= 2
        await session.press("escape", "escape", "x", "X")
        assert f"“cut {text}”" in session.text
        await session.press("j", "enter")
        assert f"Lines like “cut {text}” of {text} stay from now on · U undoes" in session.toasts
        await session.press("C")
        assert f"cut {text}" in session.text
        assert f"kept · {text}" in session.text
        await session.press("enter")
        assert f"“cut {text}”" in session.text
        assert session.app.is_running


LEARNED = LineRule(
    "1a2b3c4d", "Printed on paper from Halden Mills", RuleAction.CUT, "Harbour Post", origin=RuleOrigin.LEARNED
)


async def test_rules_are_shown_and_undone(opened: Open) -> None:
    async with opened() as session:
        await session.press("C")
        assert "No rules yet. X on a line" in session.text
        await session.press("escape", "j", "X", "j", "enter", "enter", "C")
        assert session.lines("Yours")
        assert session.lines("cut · Harbour Post")
        assert session.lines("in 1 ")
        await session.press("enter")
        assert "Follow this rule no more" in session.text
        await session.press("enter")
        assert "Forgot a rule · U undoes" in session.toasts
        session.app.clear_notifications()
        await session.settle()
        assert "We would rather" in session.text
        await session.press("U")
        session.app.clear_notifications()
        await session.settle()
        assert "We would rather" not in session.text


async def test_what_was_learned_is_undone_or_pinned(opened: Open) -> None:
    async with opened(size=NARROW) as session:
        session.room.teaching.learned = [RuleStatus(LEARNED, 14)]
        await session.press("C")
        assert session.lines("Learned from the library")
        assert session.lines("in 14")
        await session.press("enter", "j", "enter")
        await session.press("C", "enter")
        assert "Follow this rule no more" in session.text
        await session.press("escape", "U", "C", "enter", "enter")
        assert session.room.did("teach") == [
            (LEARNED.text, RuleAction.CUT, "Harbour Post"),
            (LEARNED.text, RuleAction.KEEP, "Harbour Post"),
        ]


async def test_rules_that_cannot_be_listed_say_so(opened: Open) -> None:
    async with opened() as session:
        session.room.fail("rules", StoreError("archive.sqlite3: it is damaged; run 'reader doctor'"))
        await session.press("C")
        assert session.toasts == ["archive.sqlite3: it is damaged; run 'reader doctor'"]
        await session.press("enter", "escape", "j")
        assert session.app.is_running


async def test_a_rule_about_a_line_without_end_takes_a_few_rows_of_the_list(opened: Open) -> None:
    async with opened() as session:
        teaching = session.room.teaching
        teaching.teach(teaching.rule("word after word " * 500, RuleAction.CUT, None))
        teaching.teach(teaching.rule("Ferries", RuleAction.KEEP, None, begins=True))
        await session.press("C")
        assert 2 <= len(session.lines("word after word")) <= 4
        assert "all lines that begin so are kept · all sources" in session.text
