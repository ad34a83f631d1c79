"""How sources are doing, told in the rail and in a box, and what can be done with them."""

from datetime import timedelta

from reader.errors import StoreError
from reader.model import Health, Pages, SourceKind
from reader.ui.lists.views import as_query, tag_views
from reader.ui.painting.marks import UNICODE
from reader.ui.screens.source import SourceScreen
from reader.ui.wording.health import facts, mark_of, note_of
from tests.fake_subscriptions import FakeSubscriptions, feed
from tests.fakes import NOW, FakeNewsroom, made, source
from tests.ui.conftest import MEDIUM, NARROW, TINY, Open, Session
from tests.ui.library import BRIDGE, library
from tests.ui.test_hostile import HOSTILE


def feeds() -> FakeNewsroom:
    room = library()
    room._sources = [
        feed("Harbour Post", "https://harbour-post.example/feed?token=s3cr3ts3cr3t", tags=("news", "Coast")),
        feed("Northline Wire", "https://northline.example/rss", tags=("News",)),
        feed("Dunmere Chronicle", "https://dunmere.example/atom", paused=True),
        feed("Orbit & Weather", "https://orbit.example/feed"),
        source("Maren Courier", "/news/maren"),
    ]
    room.subscriptions.health = {
        "Harbour Post": Health(NOW - timedelta(hours=1), NOW + timedelta(minutes=30), weekly=14.2),
        "Northline Wire": Health(NOW - timedelta(days=2), NOW + timedelta(hours=5), failures=4, weekly=0.4),
        "Orbit & Weather": Health(gone=True, failures=1),
    }
    room.subscriptions.notices = {"Northline Wire": "the server answers 503 (service unavailable)"}
    return room


def line_of(session: Session, words: str) -> str:
    parts = session.lines(words)[0].split("│")
    return (parts[1] if len(parts) > 2 else parts[0]).strip(" ▌")  # a box has an edge on both sides, the rail none


def test_marks_and_words_say_how_a_source_is_doing() -> None:
    held: FakeSubscriptions = feeds().subscriptions
    harbour, northline, dunmere, orbit, maren = (held.status(one) for one in held.room._sources)
    assert [mark_of(one, UNICODE)[0] for one in (harbour, northline, dunmere, orbit, maren)] == [
        " ",
        "!",
        "‖",
        "×",
        " ",
    ]
    assert note_of(harbour, NOW, UNICODE) == "14 a week · #news · #Coast"
    assert note_of(northline, NOW, UNICODE) == (
        "the server answers 503 (service unavailable) · 4 times in a row · next try 23:30 · less than 1 a week · #News"
    )
    assert note_of(dunmere, NOW, UNICODE) == "paused"
    assert note_of(orbit, NOW, UNICODE) == "gone, its server says"
    known = dict(facts(northline, NOW))
    assert known["Trouble"] == "the server answers 503 (service unavailable) (4 times in a row)"
    assert known["Answered"] == "Wednesday"
    assert dict(facts(harbour, NOW))["Next try"] == "19:00"
    assert "s3cr3t" not in dict(facts(harbour, NOW))["Feed"]
    assert dict(facts(dunmere, NOW))["Next try"] == "when it is resumed"
    assert dict(facts(maren, NOW)) == {"Folder": "/news/maren", "Articles": "1, 1 unread", "Looked at": "18:30"}
    held.notices["Harbour Post"], held.notices["Maren Courier"] = "3 entries have no date", "2 files could not be read"
    assert mark_of(held.status(harbour.source), UNICODE)[0] == " "
    assert dict(facts(held.status(harbour.source), NOW))["Note"] == "3 entries have no date"
    assert mark_of(held.status(maren.source), UNICODE)[0] == "!"


def test_each_tag_of_sources_is_a_view_whatever_its_capitals() -> None:
    room = feeds()
    room._sources[4] = feed("Maren Courier", "https://m.example/", tags=('a "quoted" tag', "two words"))
    views = {view.name: (as_query(view, ""), len(its)) for view, its in tag_views(room.sources())}
    assert views == {
        "Tag: Coast": ('tag:"Coast"', 1),
        "Tag: news": ('tag:"news"', 2),
        "Tag: two words": ('tag:"two words"', 1),
    }


async def test_the_rail_shows_how_sources_are_doing_and_views_of_tags(opened: Open) -> None:
    async with opened(feeds(), size=NARROW) as session:
        await session.press("v")
        await session.press("G")
        assert line_of(session, "Orbit & Weather").startswith("× Orbit & Weather")
        assert line_of(session, "Dunmere Chronicle").startswith("‖ Dunmere Chronicle")
        await session.press("k", "k", "k")
        assert line_of(session, "Northline Wire").startswith("! Northline Wire")
        session.room.subscriptions.health["Northern Wire"] = Health(failures=5)
        session.room.subscriptions.rename(session.room._sources[1], "Northern Wire")
        await session.until(lambda: session.lines("▌! Northern Wire"))
        await session.press("slash", *"trouble")
        assert session.lines("Northern")
        assert session.lines("Orbit")
        assert not session.lines("Harbour Post  ")
        await session.press("escape", "v", "g", "i")
        assert session.toasts[-1] == "Go to a source or a search; i shows what can be done with it."
        await session.press("j", "j", "j", "j", "j", "enter")
        assert session.text.splitlines()[0].startswith(" Reader  Tag: news")
        assert session.main.headlines.count == 4


async def test_a_source_is_changed_in_its_box_and_every_change_is_undone(opened: Open) -> None:
    async with opened(feeds(), size=MEDIUM) as session:
        room = session.room
        await session.press("j", "i")
        assert session.lines("Feed        https://harbour-post.example/feed?token=…")
        await session.press("j", "enter")
        await session.fill(" ")
        assert session.lines("A name, please.")
        await session.fill("Port Post")
        await session.press("j", "enter", "comma", "s", "e", "a", "enter", "j", "enter", "j", "enter", "j", "enter")
        harbour = room._sources[0]
        assert (harbour.name, harbour.tags) == ("Port Post", ("news", "Coast", "sea"))
        assert (harbour.pages, harbour.paused) == (Pages.ALWAYS, True)
        assert session.lines("│ Port Post ")
        assert session.lines("Resume")
        assert "Paused “Port Post” · U undoes" in session.toasts
        await session.press("U", "U", "U", "U")
        session.app.screen.renew()
        await session.settle()
        assert session.lines("│ Harbour Post ")
        assert room._sources[0] == feeds()._sources[0]
        await session.press("escape", "r")
        assert room.did("look")[-1] == [harbour.id]


async def test_words_are_muted_and_shown_again(opened: Open) -> None:
    async with opened(feeds(), size=(60, 30)) as session:
        room = session.room
        await session.press("j", "i", *"jjjjj", "enter")
        await session.fill("since:never")
        assert session.lines("is no day")
        await session.fill("cricket")
        assert session.lines("Mute “cricket”")
        await session.press("enter")
        assert room.did("mute") == [("cricket", room._sources[0].id)]
        assert session.lines("Muted       3 articles")
        await session.press("j", "enter")
        assert session.lines("cricket")
        await session.press("enter")
        assert room.did("unmute") == ["cricket"]
        assert not session.lines("Muted  ")
        assert session.lines("▌Mute words")


async def test_removing_what_was_imported_says_that_it_cannot_be_undone(opened: Open) -> None:
    room = feeds()
    room._sources = [source("Imported", "")]
    async with opened(room, size=TINY) as session:
        await session.press("v", "G", "i", "G", "enter")
        said = " ".join(session.text.replace("│", "").split())
        assert "This cannot be undone: what was imported has to be imported again." in said
        assert "Enter removes it Esc does not" in said
        await session.press("enter")
        assert session.toasts[-1] == "Removed “Imported”"


async def test_a_source_is_removed_after_asking_and_comes_back_as_it_was(opened: Open) -> None:
    async with opened(feeds(), size=TINY) as session:
        room = session.room
        room.states[BRIDGE.id].bookmarked = True
        harbour = room._sources[0]
        await session.press("v", "G", "k", "k", "k", "k", "enter")
        assert session.main.headlines.count == 3
        await session.press("enter", "i")
        assert not session.lines("Feed     ")
        await session.press("k")
        assert session.lines("Feed     ")
        await session.press("G", "enter")
        assert "Its 3 articles go from the library. What you bookmarked, tagged or noted stays." in " ".join(
            session.text.replace("│", "").split()
        )
        await session.press("escape")
        assert room.did("remove") == []
        await session.press("enter", "enter")
        assert room.did("remove") == [harbour.id]
        assert session.toasts[-1] == "Removed “Harbour Post” · U undoes"
        assert session.text.splitlines()[0].startswith(" Reader  All")
        await session.press("U")
        assert [(one.name, one.location, one.tags) for one in room._sources[-1:]] == [
            (harbour.name, harbour.location, harbour.tags)
        ]
        assert room.did("look")[-1] == [harbour.id]
        assert "Undone: Removed “Harbour Post”" in session.toasts
        room.fail("remove", StoreError("archive.sqlite3: the disk is full"))
        await session.press("v", "G", "i", "G", "enter", "enter")
        assert session.toasts[-1] == "archive.sqlite3: the disk is full"
        assert "Removing" not in session.text


async def test_an_article_of_no_source_and_names_of_strangers(opened: Open) -> None:
    room = feeds()
    room._sources = [feed(text, f"https://{number}.example/") for number, text in enumerate(HOSTILE)]
    room.subscriptions.notices = {text: f"notice {text}" for text in HOSTILE}
    room.subscriptions.health = {text: Health(failures=1) for text in HOSTILE}
    room.take(made("x", "In a feed", source=HOSTILE[1], published=NOW))
    async with opened(room, size=(120, 60)) as session:
        await session.press("i")
        assert session.lines(f"│ {HOSTILE[1]} ")
        assert session.lines(f"notice {HOSTILE[1]}")
        await session.press("escape", "v")
        assert all(session.lines(f"! {text}") and session.lines(f"notice {text}") for text in HOSTILE)
        await session.press("escape", "j", "i")
        assert session.toasts[-1] == "No source is known for this article; v lists all of them."
        assert not isinstance(session.app.screen, SourceScreen)


async def test_what_is_no_feed_has_less_to_be_done_with(opened: Open) -> None:
    async with opened(feeds(), size=MEDIUM) as session:
        maren = session.room._sources[4]
        assert maren.kind is SourceKind.FOLDER
        await session.press("G", "k", "i")
        assert session.lines("Folder      /news/maren")
        assert not session.lines("Full pages")
        assert not session.lines("Pause")
        session.room._sources.remove(maren)
        session.app.screen.renew()
        await session.settle()
        assert session.toasts == ["This source is no longer there."]
        assert session.app.screen is session.main
