"""The list of stories and a story's timeline."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reader.config import Config
from reader.errors import ReaderError
from reader.ui.arrangement import Pane
from tests.fakes import NOW, FakeNewsroom, made
from tests.ui.conftest import MEDIUM, NARROW, TINY, WIDE, Open, Session
from tests.ui.stories import BRIDGE, CLOSED, DINNER, MEMO, QUEUES, REPAIR, REPRINT, TARIFF, VOTE, with_stories
from tests.ui.test_hostile import HOSTILE

STORIES = ("v", "G", "enter")
"""The keys that show the list of stories where there are no sources."""


def open_article(session: Session) -> str | None:
    article = session.main.reading.article
    return None if article is None or session.main.story.shown else article.id


class TestList:
    async def test_a_row_says_how_much_is_told_by_how_many_and_since_when(self, opened: Open) -> None:
        room = with_stories()
        room.mark([VOTE.id], read=True)
        room.mark([room.articles[6].id], read=True)
        async with opened(room) as session:
            await session.press(*STORIES)
            assert session.text.splitlines()[0].startswith(" Reader  Stories")
            assert "2 stories" in session.text.splitlines()[0]
            assert session.lines("● Kestrel Bridge shut")
            assert session.lines("3 h · 4 reports · 4 sources · 9 days")
            assert session.lines("Water tariff")
            assert not session.lines("● Water tariff")
            assert session.lines("Wed · 2 reports · 1 source · 1 day")

    async def test_news_in_what_is_followed_is_counted_and_comes_first(self, opened: Open) -> None:
        room = with_stories()
        room.stories.followed(TARIFF, VOTE.id)
        async with opened(room) as session:
            await session.press("v")
            await session.until(lambda: session.lines("1 new"))
            assert "Stories" in session.lines("1 new")[0]
            await session.press("G", "enter")
            assert session.lines("1 new since Wednesday · 2 reports")
            item = session.main.story_list.item
            assert item is not None
            assert item.id == TARIFF
            assert "2 stories · 1 new" in session.text.splitlines()[0]

    async def test_moving_previews_the_timeline_and_looks_at_nothing(self, opened: Open) -> None:
        room = with_stories()
        room.stories.followed(TARIFF, VOTE.id)
        room.stories.followed(BRIDGE, CLOSED.id)
        async with opened(room) as session:
            await session.press(*STORIES, "j")
            await session.until(lambda: session.lines("Dunmere passes smaller tariff"))
            await session.press("k")
            await session.until(lambda: session.lines("Ferry queues stretch"))
            assert session.here is Pane.HEADLINES
            assert room.did("looked_at") == []

    async def test_without_stories_a_sentence_says_what_makes_one(self, opened: Open) -> None:
        async with opened(FakeNewsroom([DINNER])) as session:
            await session.press(*STORIES)
            assert "No stories yet." in session.text
            await session.press("j", "enter", "F", "m", "A", "n", "S", "plus", "minus", "x", "l", "l", "q", "q")
            await session.press("v", "g", "enter")
            assert session.lines(DINNER.title)

    async def test_a_filter_leaves_the_stories_that_match(self, opened: Open) -> None:
        async with opened(with_stories()) as session:
            await session.press(*STORIES, "f")
            await session.write("split")
            assert session.main.story_list.count == 1
            assert session.lines("Water tariff")
            await session.write(" nowhere")
            assert "No story matches “split nowhere”." in " ".join(session.text.split())
            await session.press("escape")
            assert session.main.story_list.count == 2

    async def test_another_view_shows_articles_again(self, opened: Open) -> None:
        async with opened(with_stories()) as session:
            await session.press(*STORIES, "enter", "v", "g", "j", "enter")
            assert session.here is Pane.HEADLINES
            assert session.lines("Headlines")
            assert session.lines("There was soup.")
            assert not session.lines("days without a report")

    async def test_many_stories_come_as_they_are_looked_at(self, opened: Open) -> None:
        room = FakeNewsroom()
        for number in range(450):
            pair = [
                made(f"{number}-{part}", f"Report {number}-{part}", "Text.", published=NOW - timedelta(hours=number))
                for part in "ab"
            ]
            room.take(*pair)
            room.stories.group(f"s{number}", f"Story {number}", *(one.id for one in pair))
        async with opened(room) as session:
            await session.press(*STORIES)
            assert "200+ stories" in session.text.splitlines()[0]
            session.main.story_list.select(180)
            await session.settle()
            assert session.main.story_list.count == 400
            await session.press("G")
            assert "450 stories" in session.text.splitlines()[0]
            assert session.lines("▌● Story 449")
            await session.press("g")
            assert session.lines("▌● Story 0")

    async def test_g_goes_to_the_very_end_at_once(self, opened: Open) -> None:
        room = with_stories()
        room.stories.each = lambda *_, **__: (  # type: ignore[method-assign]
            (replace(story, id=f"{story.id}-{number}", name=f"Story {number}"), reports)
            for number in range(5000)
            for story, reports in [room.stories.story(BRIDGE)]
        )
        async with opened(room) as session:
            await session.press(*STORIES, "G")
            await session.until(lambda: session.lines("▌● Story 4999"))

    async def test_m_marks_the_reports_of_a_story_read_and_undo_takes_it_back(self, opened: Open) -> None:
        room = with_stories()
        async with opened(room) as session:
            await session.press(*STORIES, "m")
            assert not session.lines("● Kestrel Bridge shut")
            assert all(room.states[one.id].read for one in (CLOSED, REPRINT, QUEUES, REPAIR, MEMO))
            await session.press("U")
            await session.until(lambda: session.lines("● Kestrel Bridge shut"))

    async def test_n_goes_to_the_next_story_with_something_unread(self, opened: Open) -> None:
        room = with_stories()
        async with opened(room) as session:
            await session.press(*STORIES, "n")
            assert session.main.story_list.index == 1
            room.mark([VOTE.id, room.articles[6].id], read=True)
            await session.press("n")
            assert session.main.story_list.index == 0


class TestTimeline:
    async def test_reports_stand_under_their_days_with_who_was_first(self, opened: Open) -> None:
        async with opened(with_stories()) as session:
            await session.press(*STORIES, "enter")
            for line in (
                "4 reports and 1 copy · 4 sources · 9 days",
                "First of those with a date: Harbour Post",
                "Thu 12 Nov 2026",
                "3 days without a report",
                "14:30 · Harbour Post · first to report · +1",
                "17:30 · Northline Wire",
                "Today",
                "Without a date",
            ):
                assert session.lines(line), line
            assert (
                session.text.index(CLOSED.title[:30]) < session.text.index("Ferry queues") < session.text.index("Today")
            )
            assert session.text.index("Without a date") < session.text.index(MEMO.title)

    async def test_what_each_adds_is_told_where_it_was_looked_at(self, opened: Open) -> None:
        room = with_stories()
        async with opened(room) as session:
            await session.press(*STORIES, "enter")
            assert not session.lines("adds")
            room.stories.told[QUEUES.id] = (7, 3)
            room.stories.told[REPAIR.id] = (0, 0)
            room._version += 1
            await session.until(lambda: session.lines("adds 7 sentences"))
            assert session.lines("3 new to you")
            assert session.lines("adds nothing")

    async def test_enter_opens_a_report_and_q_goes_all_the_way_back(self, opened: Open) -> None:
        async with opened(with_stories()) as session:
            await session.press(*STORIES, "enter", "j", "enter")
            assert open_article(session) == QUEUES.id
            assert session.lines("Ferries sail every ten minutes.")
            await session.press("q")
            assert session.main.story.shown
            item = session.main.timeline.item
            assert item is not None
            assert item.headline.id == QUEUES.id
            await session.press("escape")
            assert session.here is Pane.HEADLINES
            assert session.main.story_list.has_focus

    @pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW, TINY])
    async def test_it_works_in_any_terminal(self, opened: Open, size: tuple[int, int]) -> None:
        async with opened(with_stories(), size=size) as session:
            await session.press(*STORIES)
            assert session.lines("▌● Kestrel Bridge shut")
            await session.press("enter")
            assert session.lines("▌● Kestrel Bridge closed")
            for key in "jjkGg":
                await session.press(key)
                strips = session.app.screen._compositor.render_strips()
                assert {strip.cell_length for strip in strips} == {size[0]}
                assert session.lines("▌●")
            await session.press("enter")
            assert open_article(session) == CLOSED.id
            assert session.lines(CLOSED.title[:20])
            await session.press("q", "q")
            assert session.lines("▌● Kestrel Bridge shut")

    async def test_on_a_low_screen_one_comes_to_what_stands_above(self, opened: Open) -> None:
        async with opened(with_stories(), size=TINY) as session:
            await session.press(*STORIES, "enter", "G", "g")
            assert session.lines("▌● Kestrel Bridge closed")
            await session.press("k")
            assert session.lines("   Kestrel Bridge shut")
            await session.press("j")
            assert session.lines("▌● Ferry queues")

    async def test_marks_work_as_in_lists(self, opened: Open) -> None:
        room = with_stories()
        async with opened(room) as session:
            await session.press(*STORIES, "enter", "j", "m", "b")
            assert room.states[QUEUES.id].read
            assert room.states[QUEUES.id].bookmarked
            assert session.lines("Northline Wire · ★")
            assert not session.lines("● Ferry queues")
            await session.press("A")
            await session.until(lambda: room.did("mark_all") != [])
            assert [query.stories for query in room.did("mark_all")] == [(BRIDGE,)]  # type: ignore[attr-defined]

    async def test_looking_at_a_timeline_reads_no_article(self, opened: Open) -> None:
        room = with_stories()
        async with opened(room, config=Config(ascii=False, mark_read_after=0.05)) as session:
            await session.press(*STORIES, "enter")
            await session.pilot.pause(0.3)
            assert room.did("mark") == []
            await session.press("enter")
            await session.until(lambda: room.did("mark") == [((CLOSED.id,), True)])

    async def test_n_opens_the_next_unread_report_of_the_story(self, opened: Open) -> None:
        room = with_stories()
        room.mark([QUEUES.id], read=True)
        async with opened(room) as session:
            await session.press(*STORIES, "enter", "n")
            assert open_article(session) == REPAIR.id
            await session.press("n")
            assert open_article(session) == MEMO.id
            await session.press("p")
            assert open_article(session) == CLOSED.id

    async def test_the_keys_of_a_text_say_that_a_report_must_be_opened(self, opened: Open) -> None:
        async with opened(with_stories()) as session:
            await session.press(*STORIES, "enter", "x", "X")
            assert len([toast for toast in session.toasts if "opens a report" in toast]) == 2

    async def test_what_is_for_one_article_asks_for_a_report(self, opened: Open) -> None:
        async with opened(with_stories()) as session:
            await session.press(*STORIES, "b", "o", "y", "r")
            assert len([toast for toast in session.toasts if "This is for a report" in toast]) == 4
            await session.press("enter", "y")
            assert f"Copied {CLOSED.url}" in session.toasts

    async def test_finding_and_choosing_in_a_report_end_where_its_story_is_shown(self, opened: Open) -> None:
        async with opened(with_stories()) as session:
            await session.press(*STORIES, "enter", "enter", "slash")
            await session.write("crack")
            await session.press("enter", "S")
            assert session.main.story.shown
            assert not session.lines("Find")
            await session.press("enter", "X", "S", "q")
            assert session.here is Pane.HEADLINES

    async def test_the_mouse_goes_into_a_story_and_a_report(self, opened: Open) -> None:
        async with opened(with_stories()) as session:
            await session.press(*STORIES)
            row = next(y for y, line in enumerate(session.text.splitlines()) if "Water tariff" in line)
            await session.pilot.click(offset=(6, row))
            await session.settle()
            assert session.lines("Dunmere passes smaller tariff")
            assert session.here is Pane.ARTICLE
            row = next(y for y, line in enumerate(session.text.splitlines()) if "Dunmere passes" in line)
            await session.pilot.click(offset=(50, row))
            await session.settle()
            assert open_article(session) == VOTE.id

    async def test_a_story_that_falls_apart_while_one_is_in_it_says_so(self, opened: Open) -> None:
        room = with_stories()
        async with opened(room) as session:
            await session.press(*STORIES, "j", "enter")
            room.stories.group(TARIFF, "Water tariff", VOTE.id)
            await session.until(lambda: session.lines("No second report"))
            await session.press("j", "enter", "F", "q")
            assert session.here is Pane.HEADLINES
            await session.until(lambda: session.main.story_list.count == 1)

    async def test_a_failure_is_told_and_the_list_goes_on(self, opened: Open) -> None:
        room = with_stories()
        async with opened(room) as session:
            await session.press(*STORIES)
            room.fail("story", ReaderError("the disk is gone"))
            await session.press("j", "enter")
            assert "the disk is gone" in session.toasts
            await session.press("q", "k")
            assert session.here is Pane.HEADLINES

    async def test_keys_pressed_before_the_story_is_there_are_not_lost(self, opened: Open) -> None:
        room = with_stories()
        async with opened(room) as session:
            await session.press(*STORIES, "j")
            with room.held("story") as gate:
                await session.press_only("k", "enter", "j", "enter")
                await session.pilot.pause(0.1)
                gate.set()
                await session.settle()
            await session.until(lambda: open_article(session) == QUEUES.id)


class TestFromAnArticle:
    async def test_s_opens_its_story_and_q_goes_back_to_it(self, opened: Open) -> None:
        async with opened(with_stories()) as session:
            await session.press("j", "enter")
            assert open_article(session) == REPAIR.id
            await session.press("S")
            assert session.lines("4 reports and 1 copy")
            await session.press("g", "enter")
            assert open_article(session) == CLOSED.id
            await session.press("S")
            assert session.main.story.shown
            await session.press("q")
            assert session.here is Pane.ARTICLE
            assert open_article(session) == REPAIR.id
            await session.press("q")
            assert session.here is Pane.HEADLINES

    async def test_s_in_a_list_goes_back_to_the_list(self, opened: Open) -> None:
        async with opened(with_stories()) as session:
            await session.press("j", "S")
            assert session.main.story.shown
            await session.press("j", "enter", "q", "q")
            assert session.here is Pane.HEADLINES
            assert open_article(session) == REPAIR.id

    async def test_going_to_the_list_shows_its_article_again(self, opened: Open) -> None:
        async with opened(with_stories()) as session:
            await session.press("j", "S", "g", "enter", "h")
            assert session.here is Pane.HEADLINES
            assert open_article(session) == REPAIR.id

    async def test_back_goes_from_the_story_to_the_article(self, opened: Open) -> None:
        async with opened(with_stories()) as session:
            await session.press("j", "enter", "S", "H")
            assert open_article(session) == REPAIR.id

    async def test_an_article_that_stands_alone_says_so(self, opened: Open) -> None:
        async with opened(with_stories()) as session:
            await session.press("enter", "S")
            assert any("No other report" in toast for toast in session.toasts)
            assert open_article(session) == DINNER.id

    async def test_what_is_related_tells_the_story_and_its_newest_report_first(self, opened: Open) -> None:
        room = with_stories()
        room.stories.followed(BRIDGE, *room.stories.groups[BRIDGE].articles)
        async with opened(room) as session:
            await session.press("j", "enter", "l")
            text = session.text
            assert session.lines("S opens it · followed")
            assert text.index("In this story") < text.index("Kestrel Bridge shut") < text.index("Northline Wire")
            related = session.main.related.item
            assert related is not None
            assert related.id == QUEUES.id
            await session.press("j", "S")
            assert session.main.story.shown
            await session.press("q")
            assert session.here is Pane.RELATED
            related = session.main.related.item
            assert related is not None
            assert related.id == CLOSED.id


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_names_and_titles_are_shown_as_they_are(opened: Open, text: str) -> None:
    size = WIDE if HOSTILE.index(text) % 2 else NARROW
    articles = [
        made(f"{number}", f"{text} {number}", text, source=text, published=NOW - timedelta(days=number))
        for number in range(2)
    ]
    room = FakeNewsroom(articles)
    room.stories.group("s", f"story {text}", *(article.id for article in articles))
    async with opened(room, size=size) as session:
        await session.press(*STORIES)
        assert session.lines(f"● story {text}")
        await session.press("enter")
        assert session.lines(f"● {text} 0")
        await session.press("F", "minus")
        assert any(f"story {text}" in toast for toast in session.toasts)
        await session.press("q", "v", "g", "j", "enter", "enter", "l")
        assert session.app.is_running


async def test_stories_in_plain_ascii(opened: Open) -> None:
    room = with_stories()
    room.stories.followed(BRIDGE, CLOSED.id)
    async with opened(room, config=Config(ascii=True)) as session:
        for keys in (STORIES, ("enter",), ("enter", "l"), ("h", "q")):
            await session.press(*keys)
            assert session.text.isascii(), [line for line in session.text.splitlines() if not line.isascii()]
