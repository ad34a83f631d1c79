"""Dates of every kind, and none that was not written."""

from datetime import UTC, date, datetime

import pytest

from reader.sources.feeds.dates import any_date
from tests.sources.feeds.feedtext import atom, only, rss

MORNING = datetime(2026, 10, 14, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("Wed, 14 Oct 2026 07:30:00 +0100", MORNING),
        ("Wed, 14 Oct 2026 06:30:00 GMT", MORNING),
        ("14 Oct 2026 06:30 Z", MORNING),
        ("Wednesday, 14 October 2026 06:30:00", MORNING),
        ("Wed,14 Oct 2026 08:30:00 CEST", MORNING),
        ("Wed, 14 Oct 2026 02:30:00 EDT", MORNING),
        ("14-Oct-2026 06:30:00 UTC", MORNING),
        ("2026-10-14T07:30:00+01:00", MORNING),
        ("2026-10-14T06:30:00Z", MORNING),
        ("2026-10-14T06:30:00.000000000Z", MORNING),
        ("2026-10-14 06:30:00", MORNING),
        ("2026-10-14T06:30Z", MORNING),
        ("2026-10-14", date(2026, 10, 14)),
        ("October 14, 2026 6:30 AM", MORNING),
        ("2026/10/14 06:30:00", MORNING),
        ("Wed Oct 14 06:30:00 2026", MORNING),
        ("14/10/2026 06:30", MORNING),
        ("2199-01-01T00:00:00Z", None),
        ("1899-12-31", None),
        ("Mon, 01 Jan 0001 00:00:00 +9999", None),
        ("9999-12-31T23:59:59Z", None),
        ("02/03/2026", None),
        ("Oct 14 2026, 6:30 XYZ", None),
        ("Wednesday", None),
        ("10:30", None),
        ("2026", None),
        ("2026-10", None),
        ("soon", None),
        ("", None),
        ("9" * 100_000, None),
    ],
)
def test_a_date_is_read_where_it_is_whole(stated: str, found: date | datetime | None) -> None:
    assert any_date(stated) == found


@pytest.mark.parametrize(
    "stated", ["Wed, 99 Oct 2026", "soon", "Sun, 29 Feb 2023 25:61:61 XYZ", "9999-12-31T00:00:00Z"]
)
def test_an_entry_with_an_impossible_date_has_none(stated: str) -> None:
    entry = only(rss(f"<title>x</title><pubDate>{stated}</pubDate>"))
    assert (entry.facts.title, entry.facts.published) == ("x", None)


def test_a_date_in_the_future_stays() -> None:
    assert only(rss("<title>x</title><pubDate>Sat, 01 Jan 2050 00:00:00 +0000</pubDate>")).facts.published == (
        datetime(2050, 1, 1, tzinfo=UTC)
    )


def test_published_goes_before_updated_before_created() -> None:
    dates = {
        name: f"<{name}>2026-10-1{number}T00:00:00Z</{name}>"
        for number, name in enumerate(["created", "updated", "published"])
    }
    for last, day in (("published", 12), ("updated", 11), ("created", 10)):
        entry = only(atom("<title>x</title>" + "".join(dates.values())))
        assert entry.facts.published == datetime(2026, 10, day, tzinfo=UTC)
        del dates[last]
