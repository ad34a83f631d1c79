"""The small pure parts: dates, history, finding, rows, addresses, views."""

import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from reader.model import Block, BlockKind, DateOrigin, Headline, Related, RelatedGroup
from reader.query import parse_query
from reader.ui.article.history import History
from reader.ui.lists.views import ALL, INBOX, as_query, source_view
from reader.ui.painting.cells import width_of
from reader.ui.painting.marks import UNICODE, choose
from reader.ui.typesetting.finding import Index, Match, folded
from reader.ui.typesetting.layout import Line, Sheet, lay_out
from reader.ui.typesetting.passages import passages_of
from reader.ui.visiting.addresses import destination
from reader.ui.wording.dates import day_groups, day_name, long_date, short_date, since_words
from reader.ui.wording.rows import Look, Pieces, headline_row, related_row, snippet_pieces
from tests.fakes import NOW, FakeNewsroom, source

LOOK = Look(NOW, UNICODE, {"browser": "o"})


def text(pieces: Pieces) -> str:
    return "".join(piece for piece, _ in pieces)


# dates


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (NOW - timedelta(seconds=20), "now"),
        (NOW - timedelta(minutes=59), "59 min"),
        (NOW - timedelta(hours=23, minutes=59), "23 h"),
        (NOW - timedelta(hours=25), "yesterday"),
        (NOW - timedelta(days=3), "Tue"),
        (NOW - timedelta(days=7), "13 Nov"),
        (NOW - timedelta(days=700), "2024-12-20"),
        (NOW + timedelta(days=2), "22 Nov"),
        (date(2026, 11, 20), "today"),
        (date(2026, 11, 19), "yesterday"),
        (date(2027, 1, 2), "2027-01-02"),
    ],
)
def test_short_dates(published: date | datetime, shown: str) -> None:
    assert short_date(published, NOW) == shown


@pytest.mark.parametrize(
    ("ago", "shown"),
    [
        (timedelta(hours=4), "14:30"),
        (timedelta(days=1), "yesterday"),
        (timedelta(days=2), "Wednesday"),
        (timedelta(days=6), "Saturday"),
        (timedelta(days=7), "13 Nov"),
        (timedelta(days=400), "2025-10-16"),
    ],
)
def test_since_when(ago: timedelta, shown: str) -> None:
    assert since_words(NOW - ago, NOW) == shown


def test_long_dates_are_in_the_readers_zone_and_say_where_they_come_from() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=9)))
    assert long_date(NOW, there) == "Saturday 21 November 2026, 03:30"
    assert long_date(date(2026, 3, 1), NOW) == "Sunday 1 March 2026"
    assert long_date(date(2026, 3, 1), NOW, DateOrigin.FILE).endswith("(the file's own time)")
    assert long_date(date(2026, 3, 1), NOW, DateOrigin.NAME).endswith("(from the file's name)")
    assert long_date(date(2026, 3, 1), NOW, DateOrigin.STATED) == "Sunday 1 March 2026"


def test_days_have_names() -> None:
    today = NOW.date()
    assert day_name(today, today) == "Today"
    assert day_name(today - timedelta(days=1), today) == "Yesterday"
    assert day_name(date(2026, 11, 13), today) == "Fri 13 Nov 2026"


def test_rows_are_grouped_by_day() -> None:
    moments = [
        NOW,
        NOW - timedelta(hours=1),
        NOW - timedelta(hours=20),
        NOW - timedelta(days=9),
        NOW - timedelta(days=9),
    ]
    groups = day_groups([moment.timestamp() for moment in moments], NOW)
    assert [(group.name, group.first) for group in groups] == [("Today", 0), ("Yesterday", 2), ("Wed 11 Nov 2026", 3)]
    assert day_groups([], NOW) == []


# history


def test_walking_back_and_forth() -> None:
    history = History()
    assert history.back(None) is None
    for article in "abc":
        history.visit(article)
    assert [history.back("c"), history.back("b"), history.back("a")] == ["b", "a", None]
    assert [history.forward(), history.forward(), history.forward()] == ["b", "c", None]


def test_after_looking_about_back_means_what_was_open() -> None:
    history = History()
    history.visit("a")
    assert history.back("looked at") == "a"


def test_opening_something_forgets_what_lay_ahead() -> None:
    history = History()
    for article in "ab":
        history.visit(article)
    history.back("b")
    history.visit("c")
    assert history.forward() is None
    assert history.back("c") == "a"


# finding


def matches(lines: list[Line], sheet: Sheet, wanted: str) -> list[Match]:
    index, needle = Index(passages_of(lines, sheet.blocks)), folded(" ".join(wanted.split()))
    return [index.match(place, place + len(needle)) for place in index.places(needle)]


def test_finding_ignores_case_accents_and_line_breaks() -> None:
    sheet = Sheet("Title", (), (), (Block.of("Ein Café an der langen Brücke – “so” heißt’s"),))
    lines = lay_out(sheet, 14)
    assert len(matches(lines, sheet, "CAFE an")) == 1
    assert len(matches(lines, sheet, 'Brücke - "so" heißt\'s')) == 1
    found = matches(lines, sheet, "der langen brucke")
    assert [number for number, _, _ in found[0]] == sorted({number for number, _, _ in found[0]})
    assert len(found[0]) == 2
    shown = [lines[number].text[start:end] for number, start, end in found[0]]
    assert " ".join(shown) == "der langen Brücke"


def test_finding_goes_on_where_a_line_breaks_without_a_space() -> None:
    sheet = Sheet("Title", (), (), (Block.of("汐ヶ崎市は木曜日、橋を通行止めにした。"),))
    lines = lay_out(sheet, 10)
    assert len(matches(lines, sheet, "木曜日、橋を通行")) == 1
    assert len(matches(lines, sheet, "汐ヶ崎市は木曜日、橋を通行止めにした。")[0]) == len(
        [one for one in lines if one.block == 0]
    )


def test_finding_passes_over_bullets_and_does_not_join_paragraphs() -> None:
    sheet = Sheet("Title", (), (), (Block.of("one", BlockKind.ITEM, marker="•"), Block.of("two")))
    lines = lay_out(sheet, 20)
    assert matches(lines, sheet, "•") == []
    assert matches(lines, sheet, "one two") == []
    assert len(matches(lines, sheet, "two")) == 1
    assert matches(lines, sheet, "  ") == []


# rows


def headline(**known: object) -> Headline:
    values = {
        "id": "a",
        "title": "Ferry queues reach the fish market",
        "source": "Harbour Post",
        "published": NOW - timedelta(hours=3),
        "dated": DateOrigin.STATED,
        "added": NOW,
        "url": None,
        "path": None,
        "language": None,
        "words": 700,
    }
    return Headline(**(values | known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "second"),
    [
        ({}, "  Harbour Post · 3 h · 3 min"),
        ({"bookmarked": True, "copies": 3}, "  Harbour Post · 3 h · 3 min ★ +3"),
        ({"progress": 0.42}, "  Harbour Post · 3 h · 3 min · 42 %"),
        ({"progress": 0.42, "bookmarked": True, "noted": True}, "  Harbour Post · 3 h · 3 min · 42 % ★ ✎"),
        ({"progress": 0.001}, "  Harbour Post · 3 h · 3 min"),
        ({"progress": 1.0}, "  Harbour Post · 3 h · 3 min"),
        ({"gone": True}, "  Harbour Post · 3 h · 3 min · gone"),
        ({"dated": DateOrigin.FILE}, "  Harbour Post · ~3 h · 3 min"),
        ({"source": None, "published": None}, "  3 min"),
    ],
)
def test_the_second_line_of_a_row(known: dict[str, object], second: str) -> None:
    assert text(headline_row(headline(**known), 60, LOOK)[1]) == second


def test_an_unread_row_has_a_mark_and_not_only_a_weight() -> None:
    assert text(headline_row(headline(), 60, LOOK)[0]) == "● Ferry queues reach the fish market"
    assert text(headline_row(headline(read=True), 60, LOOK)[0]) == "  Ferry queues reach the fish market"


@pytest.mark.parametrize("width", [20, 30, 33, 60])
@pytest.mark.parametrize(
    "title", ["Ferry queues reach the fish market " * 3, "汐ヶ崎港の橋、点検で亀裂が見つかり通行止めに🛰🛰"]
)
def test_rows_keep_to_their_width(width: int, title: str) -> None:
    row = headline(title=title, source=title, bookmarked=True, copies=12, gone=True, progress=0.5)
    assert all(width_of(text(line)) <= width for line in headline_row(row, width, LOOK))
    why = Related("a", title, RelatedGroup.STORY, 1.0, (title, title), title, NOW, None, new_sentences=3)
    assert all(width_of(text(line)) <= width for line in related_row(why, width, LOOK))


def test_a_pointer_without_an_article_says_so() -> None:
    pointer = Related(None, "A map", RelatedGroup.POINTER, 0.0, ())
    assert [text(line) for line in related_row(pointer, 60, LOOK)] == ["  A map", "  not in your library"]
    linked = Related(None, "A map", RelatedGroup.POINTER, 0.0, (), url="https://a.example/")
    assert text(related_row(linked, 60, LOOK)[1]) == "  not in your library · o opens it in the browser"


def test_matches_in_a_snippet_are_told_apart() -> None:
    assert snippet_pieces("the \ue000Bridge\ue001 is \ue000shut\ue001") == [
        ("the ", "muted"),
        ("Bridge", "found"),
        (" is ", "muted"),
        ("shut", "found"),
    ]


# addresses


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://harbour.example/a?b=c", "harbour.example"), ("http://harbour.example:8080/", "harbour.example")],
)
def test_plain_addresses_raise_no_doubt(url: str, host: str) -> None:
    found = destination(url)
    assert found is not None
    assert (found.host, found.doubt) == (host, None)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://bank.example@evil.example/", "evil.example"),
        ("https://аpple.example/", "xn--pple-43d.example"),
        ("https://xn--pple-43d.example/", "xn--pple-43d.example"),
    ],
)
def test_addresses_that_are_not_what_they_seem_are_doubted(url: str, host: str) -> None:
    found = destination(url)
    assert found is not None
    assert found.host == host
    assert found.doubt


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "", "https://"])
def test_what_is_no_web_address_leads_nowhere(url: str) -> None:
    assert destination(url) is None


# views


def test_the_last_word_may_go_on() -> None:
    assert as_query(ALL, "ferry que") == "ferry que*"
    assert as_query(INBOX, "ferry is:read") == "is:unread ferry is:read"
    assert as_query(ALL, "") == ""
    assert as_query(ALL, 'a "phrase"') == 'a "phrase"'


def test_a_source_is_shown_whatever_its_name() -> None:
    status = FakeNewsroom(sources=[source('The "Harbour" Post is:read')]).sources()[0]
    assert parse_query(source_view(status).query, NOW.date()).sources == (status.source.id,)


def test_marks_follow_the_setting() -> None:
    assert choose(ascii_only=True).star == "b"
    assert choose(ascii_only=False).star == "★"


@pytest.mark.parametrize(("setting", "ascii_marks"), [("C", True), ("C.UTF-8", False)])
def test_without_a_setting_marks_follow_the_locale(setting: str, ascii_marks: bool) -> None:
    code = "from reader.ui.painting.marks import ASCII, choose; raise SystemExit(choose(None) is ASCII)"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], env={"LC_ALL": setting, "PYTHONPATH": str(root)}, check=False)
    assert done.returncode == ascii_marks
