"""Articles are put into stories as they come, change and go, and people have the last word."""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.model import Article, Block, DateOrigin, article_id
from reader.newsroom.comparing import terms_of
from reader.newsroom.copying import Copying
from reader.newsroom.corrections import Corrections
from reader.newsroom.grouping import AREA
from reader.newsroom.kindred import KindredFinder, Other
from reader.newsroom.learning import Learning
from reader.newsroom.linking import Linking
from reader.newsroom.resolving import Resolving
from reader.newsroom.settling import Settling
from reader.store.archive import Archive, Incoming
from tests.events import EVENTS, LANGUAGES, filler, storm

DAY = date(2026, 3, 2)
MEMBERS = {event: [f"{event} {number}" for number in range(len(told))] for event, told in EVENTS.items()}
TEXTS = {key: told for event, keys in MEMBERS.items() for key, told in zip(keys, EVENTS[event], strict=True)}
INDEX = st.integers(0, len(TEXTS) - 1)
BRIDGE, TARIFF = MEMBERS["bridge"], MEMBERS["tariff"]


class Library:
    """A library of articles named by keys, with what a person said of them."""

    def __init__(self, path: Path, many: int = 1_000) -> None:
        self.path = path
        self.archive = Archive(path, lambda: datetime(2026, 3, 10, tzinfo=UTC))
        self.said: dict[tuple[str, str], bool] = {}
        self.many = many
        self.settling = self.opened()

    def opened(self) -> Settling:
        copying = Copying(self.archive, lambda: self.corrections().strangers)
        return Settling(self.archive, copying, Learning(self.archive), Resolving(self.archive), self.corrections)

    def corrections(self) -> Corrections:
        together = frozenset(pair for pair, joined in self.said.items() if joined)
        return Corrections(together, frozenset(self.said) - together)

    def put(self, *keys: str, origin: str = "o", day: date | None = DAY, **texts: tuple[str, str]) -> None:
        """Bring articles in, and nothing more."""
        batch = []
        for key in [*keys, *texts]:
            article = written(key, *texts.get(key, TEXTS.get(key, ("", ""))), day)
            batch.append(Incoming(article, origin, f"{article.title} {article.text}", ""))
        self.archive.put(batch)

    def take(self, *keys: str, origin: str = "o", day: date | None = DAY, **texts: tuple[str, str]) -> None:
        """Bring articles in, each at a time of its own."""
        for key in keys:
            self.put(key, origin=origin, day=day)
            self.link()
        for key, told in texts.items():
            self.put(origin=origin, day=day, **{key: told})
            self.link()

    def link(self) -> None:
        Copying(self.archive, lambda: self.corrections().strangers).catch_up()
        Linking(self.archive, self.corrections, self.many).catch_up()

    def forget(self, origin: str) -> None:
        self.archive.forget(origin, ())
        self.link()

    def say(self, one: str, other: str, together: bool | None) -> None:
        """A word about two articles, or the last one taken back."""
        first, second = sorted((article_id(one), article_id(other)))
        if together is None:
            del self.said[first, second]
        else:
            self.said[first, second] = together
        self.settling.corrected([article_id(one), article_id(other)])

    def stories(self) -> set[frozenset[str]]:
        """Keys of the articles of each story of two or more."""
        return {keys for keys in self.ids().values() if len(keys) > 1}

    def ids(self) -> dict[str, frozenset[str]]:
        rows = self.rows("SELECT story.id, key FROM article JOIN story ON number = story")
        return {story: frozenset(key for other, key in rows if other == story) for story, _ in rows}

    def name(self, key: str) -> str:
        [(name,)] = self.rows(f"SELECT name FROM story JOIN article ON number = story WHERE key = '{key}'")
        return str(name)

    def kin(self, key: str) -> list[str]:
        found = KindredFinder(self.archive, self.corrections).of(written(key, *TEXTS.get(key, ("", "")), DAY)).others
        return self.keys(found)

    def keys(self, others: Sequence[Other]) -> list[str]:
        keys = dict(self.rows("SELECT id, key FROM article"))
        return [keys[other.id] for other in others]

    def spread(self) -> dict[int, int]:
        with self.archive.kin.reading() as tables:
            return tables.spread()

    def rows(self, statement: str) -> list[tuple[str, ...]]:
        with closing(sqlite3.connect(self.path)) as db:
            return db.execute(statement).fetchall()

    def change(self, statement: str) -> None:
        with closing(sqlite3.connect(self.path)) as db, db:
            db.execute(statement)


def written(key: str, title: str, text: str, day: date | None = DAY) -> Article:
    dated = DateOrigin.STATED if day else None
    return Article(article_id(key), key, title, (Block.of(text),), published=day, dated=dated)


@pytest.fixture
def libraries(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    made: list[Library] = []

    def make(many: int = 1_000) -> Library:
        made.append(Library(tmp_path / f"{len(made)}.sqlite3", many))
        return made[-1]

    yield make
    for one in made:
        one.archive.close()


@pytest.fixture
def library(libraries: Callable[..., Library]) -> Library:
    """A library with twenty articles about nothing in common."""
    made = libraries()
    made.put(**{f"filler{number}": filler(number) for number in range(20)})
    made.link()
    return made


def stories(*keys: Sequence[str]) -> set[frozenset[str]]:
    return set(map(frozenset, keys))


class TestComing:
    def test_articles_about_one_event_are_one_story_whoever_comes_first(self, library: Library) -> None:
        library.take(*sorted(TEXTS, key=lambda key: key[-1]))
        assert library.stories() == stories(*MEMBERS.values())

    def test_all_at_once_they_are_the_same_stories(self, library: Library) -> None:
        library.put(*TEXTS)
        library.link()
        assert library.stories() == stories(*MEMBERS.values())

    def test_so_they_are_where_many_come_and_all_is_held_in_memory(self, libraries: Callable[..., Library]) -> None:
        one, other = libraries(many=1), libraries(many=10_000)
        for library in (one, other):
            library.put(*TEXTS, **{f"filler{number}": filler(number) for number in range(150)})
            library.link()
            library.take("late", late=TEXTS["bridge 1"])
        assert one.stories() == other.stories()
        assert [one.kin(key) for key in TEXTS] == [other.kin(key) for key in TEXTS]
        assert one.spread() == other.spread()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_language_is_left_out(self, library: Library, language: str) -> None:
        library.take(*BRIDGE)
        one, other = LANGUAGES[language]
        rest = {f"{code}0": told[0] for code, told in LANGUAGES.items() if code != language}
        library.take(**rest, one=one, other=other)
        assert library.stories() == stories(BRIDGE, ("one", "other"))
        assert library.kin("one")[0] == "other"

    def test_undated_articles_join_as_well_as_dated_ones(self, library: Library) -> None:
        library.take("bridge 0")
        library.take("bridge 1", day=None)
        library.take("bridge 2")
        assert library.stories() == stories(BRIDGE)

    def test_a_file_not_held_has_the_same_kin_as_when_it_is(self, library: Library) -> None:
        rest = [key for key in TEXTS if key != "bridge 1"]
        library.put(*rest)
        library.link()
        before = KindredFinder(library.archive).of(written("bridge 1", *TEXTS["bridge 1"]))
        library.take("bridge 1")
        after = KindredFinder(library.archive).of(written("bridge 1", *TEXTS["bridge 1"]))
        assert {other.id for other in before.others} == {other.id for other in after.others}
        assert [other.id for other in before.others[:2]] == [other.id for other in after.others[:2]]
        assert before.terms == after.terms

    def test_reasons_are_there_in_a_library_of_a_few(self, libraries: Callable[..., Library]) -> None:
        library = libraries()
        library.take("bridge 0", "bridge 1", "tariff 0", "strike 0")
        found = KindredFinder(library.archive).of(written("bridge 0", *TEXTS["bridge 0"]))
        assert {"kestrel", "bearing"} <= set(found.terms)
        assert "the" not in found.terms

    def test_an_early_article_is_no_closer_to_all_that_came_after(self, libraries: Callable[..., Library]) -> None:
        library = libraries()
        library.take(*BRIDGE[:1])
        library.put(*TARIFF, *MEMBERS["strike"], **{f"filler{number}": filler(number) for number in range(120)})
        library.link()
        library.take(*BRIDGE[1:])
        assert library.stories() == stories(BRIDGE, TARIFF, MEMBERS["strike"])
        assert set(library.kin("tariff 0")[:2]) == set(TARIFF[1:])


class TestChanging:
    def test_a_story_keeps_its_id_and_name_while_articles_come(self, library: Library) -> None:
        library.take("bridge 0", "bridge 1")
        [ident] = library.ids()
        name = library.name("bridge 0")
        library.take("bridge 2", "tariff 0", "tariff 1")
        assert library.ids()[ident] == frozenset(BRIDGE)
        assert library.name("bridge 0") == name

    def test_and_while_they_go(self, library: Library) -> None:
        library.take("bridge 0", origin="gone")
        library.take("bridge 1", "bridge 2", *TARIFF)
        ids = library.ids()
        library.forget("gone")
        assert library.ids() == {story: keys - {"bridge 0"} for story, keys in ids.items()}
        library.take("bridge 0")
        assert library.ids() == ids

    def test_an_article_that_changes_leaves_one_story_for_another(self, library: Library) -> None:
        library.take(*BRIDGE, *TARIFF[:2])
        library.take(**{"bridge 2": TEXTS["tariff 2"]})
        assert library.stories() == stories(BRIDGE[:2], [*TARIFF[:2], "bridge 2"])
        assert "bridge 2" not in library.kin("bridge 0")
        assert "bridge 2" in library.kin("tariff 0")
        library.take("bridge 2")
        assert library.stories() == stories(BRIDGE, TARIFF[:2])

    def test_a_story_that_has_lost_all_is_gone(self, library: Library) -> None:
        library.take(*BRIDGE, origin="gone")
        library.forget("gone")
        assert library.rows("SELECT * FROM story") == []

    def test_terms_are_counted_back_when_an_article_changes_or_goes(self, library: Library) -> None:
        before = library.spread()
        long = ("Long", " ".join(f"word{number}" for number in range(3_000)))
        library.take(*BRIDGE, origin="gone", long=long)
        library.take(origin="gone", long=TEXTS["tariff 0"])
        library.forget("gone")
        assert library.spread() == before
        assert library.rows("SELECT * FROM posting WHERE row NOT IN (SELECT row FROM article)") == []

    def test_and_when_it_does_so_before_it_was_linked(self, library: Library) -> None:
        before = library.spread()
        library.put("bridge 0", origin="gone")
        with library.archive.kin.changing() as tables:
            rows = [text.row for text in tables.uncounted(10)]
            tables.count(dict.fromkeys(rows, (1, 2, 3)))
        library.put(origin="gone", **{"bridge 0": TEXTS["tariff 0"]})
        library.forget("gone")
        assert library.spread() == before

    def test_who_lost_most_of_its_kin_looks_for_others(self, libraries: Callable[..., Library]) -> None:
        library = libraries()
        told = [storm(number) for number in range(60)]
        library.put(**{f"storm{number}": one for number, one in enumerate(told[:10])})
        library.put(origin="gone", **{f"storm{number}": one for number, one in enumerate(told[10:], 10)})
        library.put(**{f"filler{number}": filler(number) for number in range(60)})
        library.link()
        library.forget("gone")
        keys = dict(library.rows("SELECT row, key FROM article"))
        with library.archive.kin.reading() as tables:
            found = {keys[kept.row]: {keys.get(near.row) for near in kept.near} for kept in tables.kept(keys)}
        left = {f"storm{number}" for number in range(10)}
        assert all(found[key] & left == left - {key} for key in left)
        assert not any(None in kin for kin in found.values())


class TestCopies:
    def test_copies_go_with_their_original_and_do_not_crowd_its_kin(self, library: Library) -> None:
        library.take(*BRIDGE)
        library.take(**{f"copy{number}": TEXTS["bridge 0"] for number in range(30)})
        copies = [f"copy{number}" for number in range(30)]
        assert library.stories() == stories([*BRIDGE, *copies])
        kin = library.kin("bridge 1")
        assert set(kin) == {"bridge 0", "bridge 2", "copy0", "copy1"}
        assert kin.index("bridge 0") < min(kin.index("copy0"), kin.index("copy1"))
        copy = KindredFinder(library.archive).of(written("copy3", *TEXTS["bridge 0"]))
        assert library.keys(copy.others) == library.kin("bridge 0")

    def test_many_copies_make_no_term_common(self, library: Library) -> None:
        before = library.spread()
        library.put(**{f"copy{number}": TEXTS["bridge 0"] for number in range(300)})
        library.link()
        library.take("bridge 1")
        counted = library.spread()
        assert max(count - before.get(term, 0) for term, count in counted.items()) <= 2
        assert len(library.stories()) == 1
        assert len(next(iter(library.stories()))) == 301

    def test_a_copy_takes_the_place_of_its_original(self, library: Library) -> None:
        library.take("bridge 0", origin="gone")
        library.take(copy=TEXTS["bridge 0"])
        library.take("bridge 1", "bridge 2")
        [ident] = library.ids()
        library.forget("gone")
        assert library.ids() == {ident: frozenset({"copy", "bridge 1", "bridge 2"})}
        assert "copy" in library.kin("bridge 1")

    def test_told_apart_they_part_and_taken_back_they_are_copies_again(self, library: Library) -> None:
        library.take(*BRIDGE, copy=TEXTS["bridge 0"])
        original = article_id("bridge 0")
        assert library.archive.copies.beside(original) == [article_id("copy")]
        library.say("bridge 0", "copy", together=False)
        assert library.archive.copies.beside(original) == []
        assert not any({"bridge 0", "copy"} <= story for story in library.stories())
        library.say("bridge 0", "copy", together=None)
        assert library.archive.copies.beside(original) == [article_id("copy")]
        assert library.stories() == stories([*BRIDGE, "copy"])

    def test_what_is_said_of_a_copy_holds_for_its_original(self, library: Library) -> None:
        library.take(*BRIDGE, *TARIFF, copy=TEXTS["bridge 0"])
        library.say("copy", "bridge 1", together=False)
        assert not any({"bridge 0", "bridge 1"} <= story for story in library.stories())
        library.say("copy", "tariff 0", together=True)
        assert any({"copy", "bridge 0", "tariff 0"} <= story for story in library.stories())


class TestCorrections:
    def test_apart_is_apart_whatever_comes_later(self, library: Library) -> None:
        library.take("bridge 0", "bridge 1")
        library.say("bridge 0", "bridge 1", together=False)
        assert library.stories() == set()
        library.take("bridge 2", "tariff 0")
        library.take(**{"bridge 1": TEXTS["bridge 1"]})
        assert not any({"bridge 0", "bridge 1"} <= story for story in library.stories())
        assert len(library.stories()) == 1  # the third is with one of them
        assert "bridge 1" not in library.kin("bridge 0")
        library.say("bridge 0", "bridge 1", together=None)
        assert library.stories() == stories(BRIDGE)

    def test_what_was_put_together_stands_first_though_it_shares_nothing(self, library: Library) -> None:
        library.take(*BRIDGE, "tariff 0")
        library.say("bridge 0", "tariff 0", together=True)
        assert library.kin("bridge 0")[0] == "tariff 0"
        assert set(library.kin("bridge 0")) >= set(BRIDGE) - {"bridge 0"}

    def test_together_is_together_whatever_they_say(self, library: Library) -> None:
        library.take("bridge 0", "bridge 1", "filler1", *TARIFF)
        library.say("bridge 0", "filler1", together=True)
        assert library.stories() == stories([*BRIDGE[:2], "filler1"], TARIFF)
        library.take("bridge 2")
        assert library.stories() == stories([*BRIDGE, "filler1"], TARIFF)
        library.say("bridge 0", "filler1", together=None)
        assert library.stories() == stories(BRIDGE, TARIFF)

    def test_two_stories_put_together_go_on_under_the_greater_ones_id_and_part_again(self, library: Library) -> None:
        library.take(*BRIDGE, *TARIFF[:2])
        ids = library.ids()
        library.say("bridge 0", "tariff 0", together=True)
        assert set(library.ids()) < set(ids)
        assert {"bridge 0", "tariff 0"} <= next(iter(library.stories()))
        library.say("bridge 0", "tariff 0", together=None)
        assert library.ids() == ids

    def test_of_words_that_contradict_each_other_apart_holds(self, library: Library) -> None:
        library.take(*BRIDGE, *TARIFF)
        library.say("bridge 0", "tariff 0", together=False)
        library.say("bridge 0", "bridge 1", together=True)
        library.say("bridge 1", "tariff 0", together=True)
        library.take("bridge 2", "satellite 0")
        assert not any({"bridge 0", "tariff 0"} <= story for story in library.stories())

    def test_what_is_put_together_before_both_are_linked_holds_when_they_are(self, library: Library) -> None:
        library.take("bridge 0")
        library.say("bridge 0", "tariff 0", together=True)
        library.take("tariff 0")
        assert library.stories() == stories(["bridge 0", "tariff 0"])


class TestTrouble:
    @pytest.mark.parametrize("state", [0, 1, 2])
    def test_what_a_kill_left_is_caught_up_with(self, library: Library, state: int) -> None:
        library.take(*TEXTS)
        before = library.ids(), library.spread()
        library.change(f"UPDATE article SET linked = {state} WHERE row % 2 = 0")
        library.link()
        assert (library.ids(), library.spread()) == before
        assert library.rows("SELECT DISTINCT linked FROM article") == [(3,)]

    @pytest.mark.parametrize("many", [1, 1_000])
    def test_two_at_once_lose_nothing(self, libraries: Callable[..., Library], many: int) -> None:
        library = libraries(many)
        library.put(*TEXTS, **{f"filler{number}": filler(number) for number in range(300)})
        other = Library(library.path, many)
        threads = [threading.Thread(target=one.link) for one in (library, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        other.archive.close()
        assert library.stories() == stories(*MEMBERS.values())
        assert library.rows("SELECT DISTINCT linked FROM article") == [(3,)]
        assert max(library.spread().values()) <= len(TEXTS) + 300

    def test_texts_of_all_sizes_are_taken(self, library: Library) -> None:
        title = TEXTS["bridge 0"][0]
        odd = {
            "empty": ("", ""),
            "blank": (" ", " \n "),
            "word": ("Word", "word"),
            "title": (title, title),
            "huge": ("Huge", " ".join(f"w{number % 60_000}" for number in range(100_000))),
            "headline": (" ".join(f"t{number}" for number in range(20_000)), "short"),
            "letters": ("x" * 100_000, "y" * 100_000),
            "signs": ("!!! ??? …", "\u202e\x00\x1b[31m '; DROP TABLE article; -- [/b] 🐦 \ud83d".replace("\ud83d", "")),
        }
        library.take(**odd)
        library.take(*BRIDGE)
        assert library.rows("SELECT DISTINCT linked FROM article") == [(3,)]
        assert any(story >= set(BRIDGE) for story in library.stories())
        for key, told in odd.items():
            assert isinstance(KindredFinder(library.archive).of(written(key, *told)).others, list)

    def test_an_article_without_its_text_waits_no_longer(self, library: Library) -> None:
        library.put("bridge 0")
        library.change("DELETE FROM text WHERE row = (SELECT max(row) FROM article)")
        library.link()
        assert library.rows("SELECT DISTINCT linked FROM article") == [(3,)]

    def test_a_story_with_no_room_for_another_is_left_as_it_is(self, library: Library) -> None:
        library.take("bridge 0", "bridge 1")
        crowd = {f"filler{number}": filler(number) for number in range(20, 20 + AREA)}
        library.put(**crowd)
        library.link()
        for key in crowd:
            library.said[tuple(sorted((article_id("bridge 0"), article_id(key))))] = True  # type: ignore[index]
        library.settling.corrected([article_id("bridge 0"), article_id("filler20")])
        [story] = library.stories()
        assert len(story) > AREA
        library.take("bridge 2")
        assert story in library.stories()
        library.say("bridge 2", "bridge 0", together=True)
        assert any(one >= story | {"bridge 2"} for one in library.stories())


STEP = st.tuples(st.sampled_from(("take", "change", "forget", "together", "apart", "kill")), INDEX, INDEX)


@given(st.lists(STEP, max_size=12))
@example([("take", 5, 0), ("take", 4, 0), ("change", 0, 3), ("together", 0, 1), ("forget", 2, 0)])
@settings(max_examples=20, deadline=None)
def test_whatever_happens_counts_kin_and_words_hold(steps: list[tuple[str, int, int]]) -> None:
    """The library is what it would be if all had been so from the start, as far as that can be told from outside."""
    keys = list(TEXTS)
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "a.sqlite3")
        library.put(**{f"filler{number}": filler(number) for number in range(8)})
        for step, one, other in steps:
            if step == "take":
                library.take(keys[one], origin=f"origin{one % 3}")
            elif step == "change":
                library.take(origin=f"origin{one % 3}", **{keys[one]: TEXTS[keys[other]]})
            elif step == "forget":
                library.forget(f"origin{one % 3}")
            elif step == "kill":
                state = f"CASE WHEN copy_of IS NULL THEN {other % 3} ELSE {other % 2 * 2} END"  # copies are not counted
                library.change(f"UPDATE article SET linked = min(linked, {state}) WHERE row % 3 = {one % 3}")
            elif one != other:
                library.say(keys[one], keys[other], together=step == "together")
        library.link()
        assert library.spread() == counted_anew(library)
        assert library.rows("SELECT DISTINCT linked FROM article") == [(3,)]
        assert library.archive.check() == []
        held = {row for (row,) in library.rows("SELECT row FROM article WHERE copy_of IS NULL")}
        with library.archive.kin.reading() as tables:
            assert all(near.row in held for kept in tables.kept(held) for near in kept.near)
        corrections = library.corrections()
        groups = {frozenset(article_id(key) for key in story) for story in library.stories()}
        assert not any(frozenset(pair) <= story for pair in corrections.apart for story in groups)
        if not corrections.apart:
            ids = {ident for (ident,) in library.rows("SELECT id FROM article")}
            joined = [frozenset(pair) for pair in corrections.together if ids.issuperset(pair)]
            originals = dict(library.rows("SELECT id, coalesce(copy_of, id) FROM article"))
            joined = [pair for pair in joined if len({originals[one] for one in pair}) > 1]
            assert all(any(pair <= story for story in groups) for pair in joined)
        library.archive.close()


def counted_anew(library: Library) -> dict[int, int]:
    rows = library.rows("SELECT text.title, text.text FROM text JOIN article USING (row) WHERE copy_of IS NULL")
    return dict(Counter(term for title, text in rows for term in terms_of(title, text)))
