"""Articles of a story as reports: folded, in order, by day."""

from datetime import UTC, date, datetime, timedelta, timezone

from reader.model import DateOrigin, Headline, Report
from reader.newsroom.timeline import by_day, first, reports, stated, teller

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def headline(ident: str, published: date | datetime | None = NOON, **known: object) -> Headline:
    facts: dict = {"source": ident.title(), "added": NOON + timedelta(days=30), "dated": DateOrigin.STATED, **known}
    return Headline(id=ident, title=ident, published=published, url=None, path=None, language=None, words=10, **facts)


def shape(found: list[Report]) -> list[tuple[str, list[str]]]:
    return [(report.headline.id, [copy.id for copy in report.copies]) for report in found]


def test_reports_come_by_time_and_those_without_a_date_last_by_arrival() -> None:
    late = headline("late", None, added=NOON + timedelta(days=3))
    early = headline("early", None, added=NOON + timedelta(days=1))
    found = reports([late, headline("second", NOON + timedelta(hours=1)), early, headline("day", date(2026, 3, 2))])
    assert [report.headline.id for report in found] == ["day", "second", "early", "late"]


def test_a_files_own_time_is_no_date_of_the_report() -> None:
    copied = headline("copied", NOON - timedelta(days=9), dated=DateOrigin.FILE)
    assert stated(copied) is None
    assert [report.headline.id for report in reports([copied, headline("dated")])] == ["dated", "copied"]
    assert [day.day for day in by_day(reports([copied, headline("dated")]), UTC)] == [date(2026, 3, 2), None]


def test_copies_are_folded_into_what_they_are_copies_of() -> None:
    copies = [headline(name, NOON + timedelta(hours=at), copy_of="wire") for name, at in (("b", 2), ("a", 1))]
    found = reports([*copies, headline("other", NOON + timedelta(hours=3)), headline("wire")])
    assert shape(found) == [("wire", ["a", "b"]), ("other", [])]
    assert [report.headline.copies for report in found] == [2, 0]


def test_copies_of_what_is_gone_are_folded_into_the_first_of_them() -> None:
    found = reports([headline(name, NOON + timedelta(hours=at), copy_of="gone") for name, at in (("b", 2), ("a", 1))])
    assert shape(found) == [("a", ["b"])]


def test_days_are_those_of_the_reader_and_tell_how_long_nothing_came() -> None:
    found = reports(
        [
            headline("a", datetime(2026, 3, 2, 23, tzinfo=UTC)),
            headline("b", date(2026, 3, 4)),
            headline("c", date(2026, 3, 8)),
            headline("d", None),
        ]
    )
    seen = [(day.day and day.day.day, day.silent, len(day.reports)) for day in by_day(found, UTC)]
    assert seen == [(2, 0, 1), (4, 1, 1), (8, 3, 1), (None, 0, 1)]
    ahead = by_day(found, timezone(timedelta(hours=9)))
    assert [(day.day and day.day.day, day.silent) for day in ahead] == [(3, 0), (4, 0), (8, 3), (None, 0)]


def test_who_was_first_is_told_as_far_as_it_is_known() -> None:
    hours = [headline(name, NOON + timedelta(hours=at)) for name, at in (("b", 2), ("a", 1))]
    assert [report.headline.id for report in first(reports(hours), UTC)] == ["a"]
    with_day = reports([*hours, headline("day", date(2026, 3, 2)), headline("later", date(2026, 3, 3))])
    assert {report.headline.id for report in first(with_day, UTC)} == {"day", "a"}
    assert first(reports([headline("none", None)]), UTC) == []


def test_who_tells_is_the_publisher_else_the_site_else_the_folder() -> None:
    unnamed = {"source": None, "added": NOON, "dated": None, "language": None, "words": 1}
    site = Headline("a", "t", published=None, url="https://www.post.example/a", path="/news/post/a.html", **unnamed)
    folder = Headline("a", "t", published=None, url=None, path="/news/echo/a.txt", **unnamed)
    nowhere = Headline("a", "t", published=None, url=None, path=None, **unnamed)
    assert [teller(one) for one in (headline("post"), site, folder, nowhere)] == ["Post", "post.example", "echo", None]
