"""Tags, notes and searches kept: what people write about articles, and taking it back."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reader.errors import AnnotationError, NotFoundError, QueryError
from reader.model import Headline
from reader.newsroom import Newsroom, open_newsroom
from reader.paths import Home
from reader.query import parse_query

HOSTILE = "a\x1b[31mb\u202ec\x00[/x][@click=app.quit]d"


@pytest.fixture
def room(newsroom: Newsroom, articles: Path) -> Newsroom:
    newsroom.add([str(articles)])
    return newsroom


@pytest.fixture
def other(room: Newsroom, home: Home) -> Iterator[Newsroom]:
    """The same library in another process, as far as that can be told."""
    opened = open_newsroom(home)
    yield opened
    opened.close()


def found(room: Newsroom, query: str) -> list[str]:
    rows = room.headlines(room.listing(parse_query(query, date(2026, 11, 20))).rows)
    return [row.title.split()[0].lower() for row in rows]


def rows(room: Newsroom) -> dict[str, Headline]:
    listed = room.headlines(room.listing(parse_query("", date(2026, 11, 20))).rows)
    return {row.title.split()[0].lower(): row for row in listed}


def shelf(home: Home, table: str) -> list[dict[str, object]]:
    return [*json.loads(home.shelf_file.read_bytes()).get(table, {}).values()]


class TestTags:
    def test_they_are_found_listed_and_taken_back(self, room: Newsroom) -> None:
        bridge, ferry = rows(room)["kestrel"].id, rows(room)["ferry"].id
        change = room.annotating.tag([bridge, ferry], ["later", " sea  side "])
        assert change is not None
        assert change.label == "Tagged 2 articles later, sea side"
        assert room.annotating.tags_of(bridge) == rows(room)["kestrel"].tags == ("later", "sea side")
        assert found(room, "tag:LATER") == found(room, 'tag:"sea side" is:tagged') == ["ferry", "kestrel"]
        assert room.annotating.known_tags() == {"later": 2, "sea side": 2}
        change.undo()
        assert room.annotating.known_tags() == {}
        assert found(room, "is:tagged") == []

    def test_one_that_is_there_is_no_change_and_keeps_how_it_was_first_written(self, room: Newsroom) -> None:
        bridge, ferry = rows(room)["kestrel"].id, rows(room)["ferry"].id
        room.annotating.tag([bridge], ["Ålesund"])
        assert room.annotating.tag([bridge], ["åLESUND"]) is None
        room.annotating.tag([ferry], ["ålesund"])
        assert room.annotating.tags_of(ferry) == ("Ålesund",)
        assert room.annotating.untag([ferry], ["none of it"]) is None

    def test_a_sources_tags_are_known_and_are_not_its_articles_own(self, room: Newsroom) -> None:
        room.subscriptions.tag(room.sources()[0].source, ["Harbour"])
        assert room.annotating.known_tags() == {"Harbour": 0}
        assert len(found(room, "tag:harbour")) == 3
        assert found(room, "is:tagged") == []

    def test_undoing_leaves_what_somebody_else_did_meanwhile(self, room: Newsroom, other: Newsroom) -> None:
        bridge = rows(room)["kestrel"].id
        room.annotating.tag([bridge], ["a", "b", "c"])
        taken = room.annotating.untag([bridge], ["b"])
        other.annotating.tag([bridge], ["d"])
        assert taken is not None
        taken.undo()
        assert room.annotating.tags_of(bridge) == ("a", "b", "c", "d")
        added = room.annotating.tag([bridge], ["e"])
        other.annotating.untag([bridge], ["a"])
        assert added is not None
        added.undo()
        assert other.annotating.tags_of(bridge) == ("b", "c", "d")

    def test_taking_all_away_is_undone_field_by_field(self, room: Newsroom, home: Home) -> None:
        bridge = rows(room)["kestrel"].id
        room.annotating.tag([bridge], ["a", "b"])
        before = shelf(home, "tags")
        taken = room.annotating.untag([bridge])
        assert shelf(home, "tags") == []
        assert taken is not None
        assert taken.label == "Took a, b off “Kestrel Bridge closed after divers find crack”"
        taken.undo()
        assert shelf(home, "tags") == before

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("later, economy", ("later", "economy")),
            ('"to read"', ("to read",)),
            ("--now", ("now",)),
            ("#sea", ("sea",)),
            (HOSTILE, ("abc[/x][@click=app.quit]d",)),
        ],
    )
    def test_signs_that_mean_something_elsewhere_go(self, room: Newsroom, typed: str, kept: tuple[str, ...]) -> None:
        bridge = rows(room)["kestrel"].id
        room.annotating.tag([bridge], [typed])
        assert room.annotating.tags_of(bridge) == kept
        assert all(found(room, f'tag:"{tag}"') == ["kestrel"] for tag in kept)

    @pytest.mark.parametrize("typed", ["", " , ", '"-"', "x" * 61])
    def test_what_cannot_be_one_is_refused(self, room: Newsroom, typed: str) -> None:
        with pytest.raises(AnnotationError, match="a tag"):
            room.annotating.tag([rows(room)["kestrel"].id], [typed])

    def test_an_article_that_is_not_there_is_refused(self, room: Newsroom) -> None:
        with pytest.raises(NotFoundError, match="no such article"):
            room.annotating.tag(["none"], ["later"])


class TestNotes:
    def test_it_is_written_changed_removed_and_each_is_undone(self, room: Newsroom, home: Home) -> None:
        bridge = rows(room)["kestrel"].id
        writing = room.annotating.write(bridge, "\n\nAsk Ines:\r\n\twhich bearing?  \n\n")
        first = room.annotating.note_of(bridge)
        assert first is not None
        assert first.text == "Ask Ines:\n\twhich bearing?"
        assert (first.title, first.written) == (rows(room)["kestrel"].title, first.changed)
        assert found(room, "is:noted") == ["kestrel"]
        assert rows(room)["kestrel"].noted
        stood = shelf(home, "notes")
        assert room.annotating.write(bridge, "Ask Ines:\n\twhich bearing?") is None
        changing = room.annotating.write(bridge, "Asked.")
        removing = room.annotating.write(bridge, " \n")
        assert room.annotating.note_of(bridge) is None
        assert writing is not None
        assert changing is not None
        assert removing is not None
        assert removing.label == "Removed the note about “Kestrel Bridge closed after divers find crack”"
        removing.undo()
        assert [note.text for note in room.annotating.notes()] == ["Asked."]
        changing.undo()
        assert shelf(home, "notes") == stood
        writing.undo()
        assert shelf(home, "notes") == []
        assert room.annotating.write(bridge, "") is None

    def test_undoing_never_takes_what_somebody_else_wrote(self, room: Newsroom, other: Newsroom) -> None:
        bridge = rows(room)["kestrel"].id
        writing = room.annotating.write(bridge, "Mine.")
        other.annotating.write(bridge, "Theirs.")
        assert writing is not None
        with pytest.raises(AnnotationError, match="changed by somebody else"):
            writing.undo()
        assert [note.text for note in room.annotating.notes()] == ["Theirs."]

    def test_hostile_text_is_made_safe_and_a_book_is_refused(self, room: Newsroom) -> None:
        bridge = rows(room)["kestrel"].id
        room.annotating.write(bridge, f"{HOSTILE}\n\t{HOSTILE}")
        [note] = room.annotating.notes()
        assert note.text == "abc[/x][@click=app.quit]d\n\tabc[/x][@click=app.quit]d"
        with pytest.raises(AnnotationError, match="60,000 characters"):
            room.annotating.write(bridge, "x" * 60_000)
        assert room.annotating.notes() == [note]


class TestWhatStays:
    def test_an_article_written_about_survives_its_source(self, room: Newsroom) -> None:
        room.annotating.tag([rows(room)["kestrel"].id], ["later"])
        room.annotating.write(rows(room)["ferry"].id, "Ask.")
        room.remove(room.sources()[0].source.id)
        assert {row.title.split()[0]: (row.tags, row.noted) for row in rows(room).values()} == {
            "Kestrel": (("later",), False),
            "Ferry": ((), True),
        }

    def test_without_the_archive_it_means_something_and_comes_back_with_the_article(
        self, room: Newsroom, home: Home, articles: Path
    ) -> None:
        bridge, ferry = rows(room)["kestrel"], rows(room)["ferry"]
        room.annotating.tag([bridge.id], ["later"])
        room.annotating.write(ferry.id, "Ask.")
        room.close()
        home.archive_file.unlink()
        again = open_newsroom(home)
        assert again.find(bridge.id[:6]) == bridge.id
        assert again.find(str(ferry.path)) == ferry.id
        assert (again.article(bridge.id).title, again.article(ferry.id).title) == (bridge.title, ferry.title)
        assert again.article(ferry.id).notices == ("Only your note is left of this article.",)
        assert again.annotating.tag([ferry.id], ["sea"]) is not None
        taken = again.annotating.write(ferry.id, "")
        assert taken is not None
        taken.undo()
        again.add([str(articles)])
        assert rows(again)["ferry"].tags == ("sea",)
        assert (rows(again)["kestrel"].tags, rows(again)["ferry"].noted) == (("later",), True)
        again.close()

    def test_a_mute_may_not_go_by_them(self, room: Newsroom) -> None:
        with pytest.raises(Exception, match="is: changes"):
            room.muting.mute("is:noted crack")


class TestSearches:
    def test_they_are_kept_renamed_removed_and_each_is_undone(self, room: Newsroom, home: Home) -> None:
        adding = room.searches.add(" The  bridge ", "kestrel since:3d")
        room.searches.add("Water", "tag:water", stories=True)
        assert [(one.name, one.query, one.stories) for one in room.searches.all()] == [
            ("The bridge", "kestrel since:3d", False),
            ("Water", "tag:water", True),
        ]
        stood = shelf(home, "searches")
        renaming = room.searches.rename(room.searches.named("the BRIDGE"), "Bridge")
        assert room.searches.rename(room.searches.named("Bridge"), "Bridge") is None
        removing = room.searches.remove(room.searches.named("bridge"))
        assert [one.name for one in room.searches.all()] == ["Water"]
        removing.undo()
        assert [one.name for one in room.searches.all()] == ["Bridge", "Water"]
        assert renaming is not None
        renaming.undo()
        assert sorted(shelf(home, "searches"), key=str) == sorted(stood, key=str)
        adding.undo()
        assert [one.name for one in room.searches.all()] == ["Water"]

    def test_a_name_stands_once(self, room: Newsroom, other: Newsroom) -> None:
        room.searches.add("Bridge", "kestrel")
        removing = room.searches.remove(room.searches.named("bridge"))
        other.searches.add("BRIDGE", "old bridge")
        with pytest.raises(AnnotationError, match="already"):
            room.searches.add("bridge", "kestrel")
        with pytest.raises(AnnotationError, match="already"):
            removing.undo()
        assert [one.query for one in other.searches.all()] == ["old bridge"]

    def test_what_cannot_be_asked_or_called_so_is_refused(self, room: Newsroom) -> None:
        with pytest.raises(QueryError):
            room.searches.add("Bridge", "is:nonsense")
        for name, query in (("", "x"), ("x" * 81, "x"), ("Nothing", " ")):
            with pytest.raises(AnnotationError):
                room.searches.add(name, query)
        with pytest.raises(NotFoundError, match="'reader searches' lists them"):
            room.searches.named("none")
        room.searches.add(HOSTILE, "x")
        assert room.searches.all()[0].name == "abc[/x][@click=app.quit]d"

    def test_counting(self, room: Newsroom) -> None:
        room.mark([rows(room)["ferry"].id], read=True)
        query = parse_query("port", date(2026, 11, 20))
        counts = room.count(query, 100)
        assert (counts.all, counts.unread) == (2, 1)
        assert room.count(query, 1).all == 1
