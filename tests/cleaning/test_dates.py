from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.dates import date_in_name, parse_date

DAY = date(2022, 2, 25)


@pytest.mark.parametrize(
    "text",
    [
        "2022-02-25",
        "20220225",
        "2022/02/25",
        "2022.02.25.",
        "25.02.2022",
        "25/02/2022",
        "02/25/2022",
        "Feb 25, 2022",
        "February 25th, 2022",
        " 25  février 2022 ",
        "25. Februar 2022",
        "Freitag, 25. Februar 2022",
        "25 de febrero de 2022",
        "25 Şubat 2022",
        "25 февраля 2022",
        "2022年2月25日",
        "2022년 2월 25일",
        "Published: Feb 25, 2022",
    ],
)
def test_a_day_stays_a_day(text):
    found = parse_date(text)
    assert found == DAY
    assert not isinstance(found, datetime)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("2022-02-25T10:15:00Z", 0),
        ("2022-02-25T10:15:00+0100", 1),
        ("2022-02-25T10:15:00.000-05:00", -5),
        ("2022-02-25 10:15:00", 0),
        ("2022-02-25 10:15 EST", -5),
        ("Fri, 25 Feb 2022 10:15:00 GMT", 0),
        ("Fri, 25 Feb 2022 10:15:00 -0500", -5),
        ("25. Februar 2022, 10:15 Uhr", 0),
        ("25 février 2022 à 10h15", 0),
        ("February 25, 2022 at 10:15 am", 0),
        ("Fri Feb 25 10:15:00 2022", 0),
    ],
)
def test_a_moment_is_aware(text, offset):
    assert parse_date(text) == datetime(2022, 2, 25, 10, 15, tzinfo=timezone(timedelta(hours=offset)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "Friday",
        "25 February",
        "February 2022",
        "2022",
        "10:15",
        "12",
        "1645785000",
        "May I 2022",
        "x" * 999,
    ],
)
def test_parts_that_are_not_written_are_not_guessed(text):
    assert parse_date(text) is None


def test_a_day_that_could_be_a_month_is_no_date():
    assert parse_date("02/03/2022") is None
    assert parse_date("03/03/2022") == date(2022, 3, 3)


@pytest.mark.parametrize(
    "text", ["9999-01-01", "0001-01-01T00:00:00Z", "2022-13-45", "2022-02-30", "Fri, 25 Feb 2022 10:15:00 +9999"]
)
def test_impossible_dates_are_none(text):
    assert parse_date(text) is None


@given(st.text(max_size=90) | st.from_regex(r"[0-9]{1,5}[-/. ][0-9a-zA-Z]{1,5}[-/. ,][0-9]{1,5}( [0-9:+.-]{0,12})?"))
def test_any_text_gives_a_plausible_date_or_none(text):
    found = parse_date(text)
    assert found is None or 1900 <= found.year <= 2100
    assert not isinstance(found, datetime) or found.astimezone(UTC)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2022-02-25-storm.txt", DAY),
        ("20220225_storm.html", DAY),
        ("storm 2022.02.25", DAY),
        ("IMG_20220225123456.txt", None),
        ("2022-02-30.txt", None),
        ("storm.txt", None),
    ],
)
def test_the_day_in_a_name(name, day):
    assert date_in_name(name) == day
