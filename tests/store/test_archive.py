import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.model import (
    Article,
    Attachment,
    Block,
    BlockKind,
    Counts,
    Cut,
    DateOrigin,
    Place,
    Pointer,
    Reason,
    Span,
    Style,
    article_id,
)
from reader.query import Query, parse_query
from reader.store.archive import Archive, Incoming
from reader.store.listing import Tagged
from tests.store.conftest import TODAY, Arriving, Child, Now, ids, titles

RICH = Article(
    id=article_id("rich"),
    key="rich",
    title="Ärger — “quoted”",
    blocks=(
        Block(BlockKind.HEADING, (Span("Part one"),), level=2),
        Block(
            BlockKind.PARAGRAPH,
            (Span("Plain, "), Span("bold", Style.STRONG | Style.EMPHASIS), Span("link", Style.PLAIN, "https://e.org/")),
        ),
        Block(BlockKind.ITEM, (Span("first"),), level=1, marker="•"),
        Block(BlockKind.TABLE, (Span("a b\nc d"),), rows=(("a", "b"), ("c", "d"))),
        Block(BlockKind.RULE, ()),
    ),
    byline="N. Writer",
    published=datetime(2022, 2, 25, 8, 30, tzinfo=timezone(timedelta(hours=2))),
    dated=DateOrigin.NAME,
    source="Paper",
    language="en-gb",
    url="https://e.org/rich",
    path="/news/rich.txt",
    cuts=(Cut("Follow us", Reason.PROMOTION, "phrase: follow us", 1, "https://e.org/f"),),
    pointers=(Pointer("One more", "https://e.org/1"), Pointer("Another")),
    notices=("The date was read from the file's name",),
)


class TestPut:
    def test_an_article_comes_back_as_it_was(self, archive: Archive) -> None:
        assert archive.put([Incoming(RICH, "folder", "d", "s")]) == (1, 0)
        assert archive.article(RICH.id) == RICH
        assert archive.articles(["none", RICH.id]) == [RICH]

    def test_so_do_what_it_is_filed_under_and_what_came_with_it(self, archive: Archive) -> None:
        files = (Attachment("https://e.org/a.mp3", "audio/mpeg", 7, "Part one"), Attachment("https://e.org/b"))
        article = replace(RICH, categories=("World",), attachments=files)
        archive.put([Incoming(article, "folder", "d", "s")])
        assert archive.article(RICH.id) == article

    def test_its_row_holds_what_a_list_shows(self, archive: Archive, clock: Now) -> None:
        archive.put([Incoming(RICH, "folder", "d", "s")])
        headline = archive.headline(RICH.id)
        assert headline is not None
        assert (headline.title, headline.source, headline.published) == (RICH.title, "Paper", RICH.published)
        assert (headline.language, headline.url, headline.path) == ("en-gb", RICH.url, RICH.path)
        assert headline.words == 9
        assert headline.added == clock()
        assert not headline.read
        assert headline.snippet is None

    def test_a_file_name_that_is_no_text_comes_back(self, archive: Archive, arriving: Arriving) -> None:
        odd = "/news/caf\udce9.txt"
        archive.put([arriving(f"file:{odd}", path=odd)])
        (held,) = archive.known("folder").values()
        assert (held.key, held.path) == (f"file:{odd}", odd)
        assert archive.find(odd) == [held.id]
        assert archive.put([arriving(f"file:{odd}", path=odd)]) == (0, 0)

    def test_the_same_again_is_neither_new_nor_changed(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving("a", stamp="1")])
        assert archive.put([arriving("a", stamp="2")]) == (0, 0)
        assert archive.known("folder")["a"].stamp == "2"

    def test_an_update_replaces_the_content_and_the_index(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving("a", title="Old", text="alpha")])
        assert archive.put([arriving("a", title="New", text="beta")]) == (0, 1)
        assert titles(archive, "beta") == ["New"]
        assert titles(archive, "alpha") == []
        assert archive.check() == []

    def test_an_update_keeps_what_the_reader_did(self, archive: Archive, arriving: Arriving, clock: Now) -> None:
        ident = article_id("a")
        archive.put([arriving("a", text="one")], bookmarked=[ident])
        archive.mark([ident], True)
        archive.remember(ident, Place(3, 14, 0.5))
        before = archive.headline(ident)
        clock.forward(days=1)  # type: ignore[attr-defined]
        archive.put([arriving("a", text="one, two")])
        after = archive.headline(ident)
        assert before is not None
        assert after == replace(before, words=2)
        assert after.progress == 0.5
        assert after.read
        assert after.bookmarked
        assert archive.place(ident) == Place(3, 14, 0.5)

    def test_a_batch_that_fails_leaves_nothing(self, archive: Archive, arriving: Arriving) -> None:
        broken = arriving("b", title="\ud800")
        with pytest.raises(UnicodeEncodeError):
            archive.put([arriving("a"), broken])
        assert archive.total() == 0
        assert archive.put([arriving("a")]) == (1, 0)

    def test_what_vanished_is_kept_and_may_come_back(self, archive: Archive, arriving: Arriving) -> None:
        ident = article_id("a")
        archive.put([arriving("a")])
        assert archive.mark_gone(["a", "never held"]) == 1
        assert archive.mark_gone(["a"]) == 0
        assert archive.known("folder")["a"].gone
        assert ids(archive) == [ident]
        assert archive.put([arriving("a")]) == (0, 0)
        assert not archive.known("folder")["a"].gone

    def test_a_moved_file_keeps_its_id_and_reading_state(self, archive: Archive, arriving: Arriving) -> None:
        ident = article_id("file:/a")
        archive.put([arriving("file:/a", path="/a")])
        archive.mark([ident], True)
        archive.mark_gone(["file:/a"])
        archive.moved("file:/a", arriving("file:/b", path="/b"))
        (held,) = archive.known("folder").values()
        assert (held.id, held.key, held.path, held.gone) == (ident, "file:/b", "/b", False)
        headline = archive.headline(ident)
        assert headline is not None
        assert headline.read

    def test_a_new_file_where_a_moved_one_stood_gets_an_id_of_its_own(
        self, archive: Archive, arriving: Arriving
    ) -> None:
        archive.put([arriving("file:/a")])
        archive.moved("file:/a", arriving("file:/b"))
        assert archive.put([arriving("file:/a", title="Newcomer")]) == (1, 0)
        known = archive.known("folder")
        assert known["file:/b"].id == article_id("file:/a")
        assert known["file:/a"].id != known["file:/b"].id
        assert archive.put([arriving("file:/a", title="Newcomer")]) == (0, 0)

    def test_moving_to_a_place_already_held_updates_what_is_there(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving("a", title="A"), arriving("b", title="B")])
        archive.moved("a", arriving("b", title="A"))
        assert sorted(titles(archive)) == ["A", "A"]
        assert archive.total() == 2


class TestForget:
    def test_deletes_a_source_except_what_is_kept(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving(key, text=f"body {key}") for key in "abc"])
        archive.put([arriving("d", origin="other", text="body d")])
        archive.checked("folder", None)
        assert archive.forget("folder", [article_id("b")]) == 2
        assert sorted(ids(archive, "body")) == sorted([article_id("b"), article_id("d")])
        assert archive.article(article_id("a")) is None
        assert set(archive.origins()) == {"other"}
        headline = archive.headline(article_id("b"))
        assert headline is not None
        assert headline.gone
        assert archive.check() == []

    def test_what_was_kept_belongs_to_the_source_that_brings_it_again(
        self, archive: Archive, arriving: Arriving
    ) -> None:
        archive.put([arriving("a")])
        archive.forget("folder", [article_id("a")])
        assert archive.put([arriving("a", origin="again")]) == (0, 0)
        assert archive.known("again")["a"].id == article_id("a")

    def test_a_row_number_never_comes_to_mean_another_article(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving("a")])
        rows, _ = archive.listing(Query())
        archive.forget("folder", [])
        archive.put([arriving("b")])
        assert archive.headlines(rows) == []

    def test_a_pointer_to_what_was_deleted_is_open_again(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving("a", pointers=(Pointer("See B"),)), arriving("b", origin="other")])
        archive.resolve_pointers([(article_id("a"), 0, article_id("b"))])
        archive.forget("other", [])
        assert archive.unresolved() == [(article_id("a"), 0, "See B", None)]


class TestFind:
    def test_by_id_prefix_address_and_path(self, archive: Archive) -> None:
        archive.put([Incoming(RICH, "folder", "d", "s")])
        for target in (RICH.id, RICH.id[:4], RICH.id[:9].upper(), RICH.url, RICH.path):
            assert archive.find(str(target)) == [RICH.id]

    @pytest.mark.parametrize("target", ["", RICH.id[:3], "zzzz", "https://e.org/", "%", "\ud800"])
    def test_nothing_else(self, archive: Archive, target: str) -> None:
        archive.put([Incoming(RICH, "folder", "d", "s")])
        assert archive.find(target) == []

    def test_a_prefix_of_several_gives_them_all(self, archive: Archive, arriving: Arriving) -> None:
        first, second = arriving("a"), arriving("b")
        archive.put(
            [
                replace(first, article=replace(first.article, id="abcd000000000000")),
                replace(second, article=replace(second.article, id="abcd111111111111")),
            ]
        )
        assert sorted(archive.find("abcd")) == ["abcd000000000000", "abcd111111111111"]
        assert archive.find("abcd0") == ["abcd000000000000"]


class TestListing:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", ["Undated", "New", "Mid", "Old"]),
            ("is:unread", ["Undated", "New", "Old"]),
            ("is:read", ["Mid"]),
            ("is:bookmarked", ["Old"]),
            ("rates", ["Mid", "Old"]),
            ("rates fall", ["Mid"]),
            ('"rates fall"', ["Mid"]),
            ('"fall rates"', []),
            ("ris*", ["Undated", "Old"]),
            ("-rates", ["Undated", "New"]),
            ('rates -"rates rise"', ["Mid"]),
            ("title:new", ["New"]),
            ("title:rates", []),
            ("RATES", ["Mid", "Old"]),
            ("source:planet", ["New", "Old"]),
            ('source:"daily planet"', ["Old"]),
            ("source:ETE", ["Mid"]),
            ("source:folder", ["New", "Mid", "Old"]),
            ("source:mars", []),
            ("source:planet source:monde", ["New", "Mid", "Old"]),
            ("lang:en", ["Undated", "New"]),
            ("lang:en-gb", ["New"]),
            ("lang:e", []),
            ("since:2022-03-01", ["Undated", "New", "Mid"]),
            ("before:2022-03-01", ["Old"]),
            ("since:2022-03-01 before:2022-03-02", ["Mid"]),
            ("is:unread markets", ["Undated", "New"]),
            ("…", ["Undated", "New", "Mid", "Old"]),
            ("markets …", ["Undated", "New"]),
        ],
    )
    def test_what_a_query_finds_newest_first(self, library: Archive, query: str, expected: list[str]) -> None:
        assert titles(library, query) == expected

    def test_instants_go_with_the_rows(self, library: Archive) -> None:
        rows, instants = library.listing(Query())
        assert len(rows) == len(instants) == 4
        assert list(instants) == sorted(instants, reverse=True)
        assert instants[3] == datetime(2022, 2, 1, 12, tzinfo=UTC).timestamp()

    def test_only_what_is_tagged(self, library: Archive) -> None:
        tagged = [Tagged(frozenset({article_id("mid"), article_id("new")}))]
        rows, _ = library.listing(Query(), tagged)
        assert [headline.title for headline in library.headlines(rows)] == ["New", "Mid"]
        assert [found.title for found in library.search(parse_query("rates", TODAY), 9, tagged)] == ["Mid"]
        assert library.mark_matching(Query(), tagged) == [article_id("new")]
        assert len(library.listing(Query(), [Tagged()])[0]) == 0

    def test_a_tag_of_a_source_counts_for_its_articles(self, library: Archive, arriving: Arriving) -> None:
        library.put([arriving("sea", title="Sea", origin="harbour"), arriving("quay", title="Quay", origin="harbour")])
        news = Tagged(frozenset({article_id("mid")}), frozenset({"harbour", "elsewhere"}))
        late = Tagged(frozenset({article_id("quay"), article_id("new")}))
        assert titles(library, "", [news]) == ["Quay", "Sea", "Mid"]
        assert titles(library, "", [Tagged(origins=frozenset({"harbour"}))]) == ["Quay", "Sea"]
        assert titles(library, "", [news, late]) == ["Quay"]

    def test_days_begin_at_midnight_in_the_clocks_zone(self, tmp_path: Path, arriving: Arriving) -> None:
        ahead = timezone(timedelta(hours=9))
        with closing(Archive(tmp_path / "a.sqlite3", lambda: datetime(2022, 3, 10, tzinfo=ahead))) as archive:
            late = datetime(2022, 2, 28, 16, tzinfo=UTC)  # the first of March there
            archive.put([arriving("a", published=late)])
            assert len(ids(archive, "since:2022-03-01")) == 1

    def test_headlines_come_in_the_order_asked_for(self, library: Archive) -> None:
        rows, _ = library.listing(Query())
        shuffled = [rows[2], rows[0], 10_000, rows[3]]
        assert [headline.title for headline in library.headlines(shuffled)] == ["Mid", "Undated", "Old"]

    def test_more_rows_than_one_statement_carries(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving(f"k{number:04}", title=f"{number:04}") for number in range(1_200)])
        assert titles(archive) == [f"{number:04}" for number in reversed(range(1_200))]
        assert len(archive.mark(ids(archive), True)) == 1_200


class TestSearch:
    def test_a_match_in_the_title_counts_more(self, archive: Archive, arriving: Arriving) -> None:
        archive.put(
            [
                arriving("t", title="Grain harvest", text="Nothing of note was said."),
                arriving("b", title="Weather", text="The harvest was good, said some."),
            ]
        )
        assert [found.title for found in archive.search(parse_query("harvest", TODAY), 9)] == [
            "Grain harvest",
            "Weather",
        ]
        assert len(archive.search(parse_query("harvest", TODAY), 1)) == 1

    def test_the_snippet_marks_what_matched(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving("a", text="A good \ue000harvest\ue001 came.\n\nLate grain too.")])
        (found,) = archive.search(parse_query('harvest "grain too"', TODAY), 9)
        assert found.snippet == "A good \ue000harvest\ue001 came. Late \ue000grain too\ue001."

    def test_without_words_newest_first(self, library: Archive) -> None:
        assert [found.title for found in library.search(Query(), 2)] == ["Undated", "New"]

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("我喜欢吃北京烤鸭和饺子", "北京"),
            ("きょうは東京タワーへ行きました", "東京タワー"),
            ("วันนี้อากาศดีมาก", "อากาศ"),
            ("今日Appleが発表した新製品", "apple"),
            ("Ready🚀for launch", "launch"),
            ("Ready🚀for launch", "for"),
            ("ข่าวจากLondonวันนี้", "london"),
        ],
    )
    def test_a_word_inside_a_sentence_without_spaces(
        self, archive: Archive, arriving: Arriving, text: str, word: str
    ) -> None:
        archive.put([arriving("a", text=text), arriving("b", text="unrelated 京北")])
        (found,) = archive.search(parse_query(word, TODAY), 9)
        assert found.id == article_id("a")
        assert found.snippet is not None
        assert found.snippet.replace("\ue000", "").replace("\ue001", "") == text
        assert f"\ue000{word}\ue001" in found.snippet.lower()

    @pytest.mark.parametrize("query", ["Zurich", "ZÜRICH", "zurich", "zür*"])
    def test_accents_and_capitals_do_not_matter(self, archive: Archive, arriving: Arriving, query: str) -> None:
        archive.put([arriving("a", text="Aus Zürich gemeldet")])
        assert len(ids(archive, query)) == 1

    @settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(
        st.one_of(
            st.text(max_size=40),
            st.lists(
                st.sampled_from(
                    [
                        "rates",
                        '"',
                        "'",
                        "(",
                        ")",
                        "*",
                        "^",
                        "+",
                        "-",
                        " ",
                        " AND ",
                        " OR ",
                        " NOT ",
                        " NEAR(",
                        ",",
                        ":",
                        "{",
                        "}",
                        "title",
                        ";",
                        "\x00",
                        "北",
                        "--",
                    ]
                ),
                max_size=12,
            ).map("".join),
        )
    )
    def test_no_text_is_an_error_in_the_index(self, library: Archive, text: str) -> None:
        queries = [
            Query(words=(text,)),
            Query(phrases=(text, "rates")),
            Query(without=(text,)),
            Query(words=("rates",), without=(text, text)),
            Query(titles=(text,), words=(text + "*",)),
        ]
        for query in queries:
            assert len(library.search(query, 9)) <= 4
            assert len(library.listing(query)[0]) <= 4

    def test_hundreds_of_words_are_no_error(self, library: Archive) -> None:
        many = tuple(f"word{number}" for number in range(3_000))
        assert library.search(Query(words=many), 9) == []
        assert len(library.listing(Query(without=many))[0]) == 4

    def test_what_asks_for_too_much_is_no_damage(self, library: Archive, tmp_path: Path) -> None:
        with pytest.raises(QueryError, match="too much is asked for"):
            library.listing(Query(), [Tagged(frozenset({str(number)})) for number in range(1_500)])
        assert not list((tmp_path / "data").glob("*.doubted"))
        assert len(library.listing(Query())[0]) == 4


class TestReadingState:
    def test_marking_tells_what_really_changed(self, library: Archive) -> None:
        old, mid = article_id("old"), article_id("mid")
        assert library.mark([old, mid, "none"], True) == [old]
        assert sorted(library.mark([old, mid], False)) == sorted([old, mid])
        assert library.counts() == Counts(4, 4, 1)

    def test_marking_all_that_matches(self, library: Archive) -> None:
        assert library.mark_matching(parse_query("rates", TODAY)) == [article_id("old")]
        assert library.counts() == Counts(4, 2, 1)
        assert len(library.mark_matching(Query())) == 2

    def test_the_place_in_an_article(self, library: Archive) -> None:
        assert library.place(article_id("old")) is None
        library.remember(article_id("old"), Place(2, 7, 0.25))
        library.remember("not held", Place())
        assert library.place(article_id("old")) == Place(2, 7, 0.25)

    def test_bookmark_marks_are_made_equal_to_the_shelf(self, library: Archive) -> None:
        library.flag_bookmarks([article_id("new"), article_id("mid"), "not held"])
        assert titles(library, "is:bookmarked") == ["New", "Mid"]
        before = library.version()
        library.flag_bookmarks({article_id("mid"), article_id("new")})
        assert library.version() == before

    def test_what_was_marked_survives_a_kill(
        self, tmp_path: Path, clock: Now, arriving: Arriving, in_child: Child
    ) -> None:
        path = tmp_path / "archive.sqlite3"
        with closing(Archive(path, clock)) as archive:
            archive.put([arriving(f"k{number}") for number in range(2_000)])
            everything = ids(archive)
        child = in_child(_MARKER, path, *everything)
        assert child.stdout is not None
        acknowledged = [child.stdout.readline().strip() for _ in range(60)]
        child.kill()
        acknowledged += child.communicate()[0].split("\n")[:-1]
        with closing(Archive(path, clock)) as archive:
            assert set(acknowledged) <= set(ids(archive, "is:read"))


_MARKER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from reader.store.archive import Archive
archive = Archive(Path(sys.argv[1]), lambda: datetime.now(UTC))
for ident in sys.argv[2:]:
    archive.mark([ident], True)
    print(ident, flush=True)
"""


class TestPointers:
    def test_are_resolved_and_found_from_both_ends(self, archive: Archive, arriving: Arriving) -> None:
        a, b = article_id("a"), article_id("b")
        pointers = (Pointer("See B", "https://e.org/b"), Pointer("Unknown"))
        archive.put([arriving("a", pointers=pointers), arriving("b")])
        assert archive.unresolved() == [(a, 0, "See B", "https://e.org/b"), (a, 1, "Unknown", None)]
        archive.resolve_pointers([(a, 0, b)])
        assert archive.unresolved(5) == [(a, 1, "Unknown", None)]
        assert archive.pointing_to(b) == [a]
        article = archive.article(a)
        assert article is not None
        assert [pointer.article for pointer in article.pointers] == [b, None]

    def test_a_changed_article_starts_with_open_pointers(self, archive: Archive, arriving: Arriving) -> None:
        a, b = article_id("a"), article_id("b")
        archive.put([arriving("a", pointers=(Pointer("See B"), Pointer("X"))), arriving("b")])
        archive.resolve_pointers([(a, 0, b)])
        archive.put([arriving("a", text="changed", pointers=(Pointer("See B"),))])
        assert archive.unresolved() == [(a, 0, "See B", None)]
        assert archive.pointing_to(b) == []

    def test_articles_by_address(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving("a", url="https://e.org/a"), arriving("b")])
        assert archive.by_url(["https://e.org/a", "https://e.org/x", "\ud800"]) == {"https://e.org/a": article_id("a")}


class TestOrigins:
    def test_tell_how_sources_are_doing(self, library: Archive, clock: Now) -> None:
        library.checked("folder", "could not be read")
        library.checked("empty", None)
        origins = library.origins()
        assert (origins["folder"].articles, origins["folder"].unread) == (3, 2)
        assert (origins["folder"].checked, origins["folder"].notice) == (clock(), "could not be read")
        assert (origins["single"].checked, origins["single"].articles) == (None, 1)
        assert (origins["empty"].articles, origins["empty"].notice) == (0, None)


class TestVersion:
    def test_changes_with_every_writer_and_with_nothing_else(
        self, library: Archive, clock: Now, tmp_path: Path
    ) -> None:
        first = library.version()
        ids(library)
        assert library.version() == first
        library.mark([article_id("old")], True)
        second = library.version()
        assert second != first
        thread = threading.Thread(target=library.mark, args=([article_id("old")], False))
        thread.start()
        thread.join()
        third = library.version()
        assert third not in {first, second}
        with closing(Archive(tmp_path / "data" / "archive.sqlite3", clock)) as other:
            other.mark([article_id("old")], True)
        assert library.version() != third


class TestManyAtOnce:
    def test_threads_read_and_write(self, archive: Archive, arriving: Arriving) -> None:
        failures: list[Exception] = []

        def work(name: str) -> None:
            try:
                for number in range(20):
                    archive.put([arriving(f"{name}{number}")])
                    archive.listing(Query())
            except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
                failures.append(error)

        threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert archive.total() == 80

    def test_processes_open_a_new_one_and_write(self, tmp_path: Path, clock: Now, in_child: Child) -> None:
        path = tmp_path / "archive.sqlite3"
        children = [in_child(_WRITER, path, name) for name in "abc"]
        assert [(child.communicate()[1], child.returncode) for child in children] == [("", 0)] * 3
        with closing(Archive(path, clock)) as archive:
            assert archive.total() == 60
            assert archive.check() == []


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from reader.model import Article, Block, article_id
from reader.store.archive import Archive, Incoming
archive = Archive(Path(sys.argv[1]), lambda: datetime.now(UTC))
for number in range(20):
    key = f"{sys.argv[2]}{number}"
    archive.put([Incoming(Article(article_id(key), key, key, (Block.of("text"),)), "o", "d", "s")])
"""


class TestNovelty:
    def test_when_it_was_read_is_told_of_what_is_read(self, archive: Archive, clock: Now, arriving: Arriving) -> None:
        archive.put([arriving("a"), arriving("b"), arriving("c")])
        archive.mark([article_id("a")], True)
        clock.forward(hours=1)  # type: ignore[attr-defined]
        archive.mark([article_id("b")], True)
        read = archive.read_at([article_id(key) for key in ("a", "b", "c", "never held")])
        assert set(read) == {article_id("a"), article_id("b")}
        assert read[article_id("b")] - read[article_id("a")] == 3600

    def test_copies_follow_the_articles_they_tell_the_same_as(self, archive: Archive, arriving: Arriving) -> None:
        archive.put([arriving(key) for key in ("original", "copy", "other copy", "stranger")])
        with archive._database.write() as db:
            for key in ("copy", "other copy"):
                values = (article_id("original"), article_id(key))
                db.execute("UPDATE article SET copy_of = ? WHERE id = ?", values)
        family = {article_id(key) for key in ("original", "copy", "other copy")}
        for key in ("original", "copy"):
            found = archive.with_copies([article_id(key)])
            assert found[0] == article_id(key)
            assert set(found) == family
            assert len(found) == 3
        assert archive.with_copies([article_id("stranger"), "never held"]) == [article_id("stranger"), "never held"]
        assert archive.with_copies([]) == []
