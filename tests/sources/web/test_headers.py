"""What headers say, and that nothing they can say breaks anything."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.web.headers import charset_of, fresh_for, media_of, retry_after, validator

NOW = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
WEEK = 7 * 86_400.0


@pytest.mark.parametrize(
    ("stated", "media", "charset"),
    [
        ("application/rss+xml", "application/rss+xml", None),
        ("Text/XML;charset=ISO-8859-1", "text/xml", "iso-8859-1"),
        ('application/atom+xml; type=feed; charset="utf-8"', "application/atom+xml", "utf-8"),
        ("text/html, text/html", "text/html", None),
        ("text/html; charset='utf-8'", "text/html", "utf-8"),
        ("rss", "", None),
        ("text/\x1b[2J", "", None),
        ("; charset=utf-8", "", "utf-8"),
        ("", "", None),
        (None, "", None),
    ],
)
def test_media_types(stated, media, charset):
    assert media_of(stated) == media
    assert charset_of(stated) == charset


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("99999999", WEEK),
        ("9" * 5000, None),
        ("-5", None),
        ("1.5", None),
        ("Sun, 01 Nov 2026 12:05:00 GMT", 300.0),
        ("Sunday, 01-Nov-26 12:05:00 GMT", 300.0),
        ("Sun Nov  1 12:05:00 2026", 300.0),
        ("Sun, 01 Nov 2026 11:00:00 GMT", 0.0),
        ("Sun, 01 Nov 2099 12:00:00 GMT", WEEK),
        ("Sun, 99 Nov 2026 12:00:00 GMT", None),
        ("tomorrow", None),
        ("", None),
        (None, None),
    ],
)
def test_how_long_to_wait(stated, seconds):
    assert retry_after(stated, NOW) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Cache-Control": "max-age=600"}, 600.0),
        ({"Cache-Control": 'public, Max-Age="600"'}, 600.0),
        ({"Cache-Control": "s-maxage=5, max-age=600", "Age": "100"}, 500.0),
        ({"Cache-Control": "max-age=600", "Age": "1000"}, 0.0),
        ({"Cache-Control": "max-age=600", "Age": "x"}, 600.0),
        ({"Cache-Control": "max-age=31536000, immutable"}, WEEK),
        ({"Cache-Control": "no-store, max-age=600"}, 0.0),
        ({"Cache-Control": "no-cache"}, 0.0),
        ({"Cache-Control": "private"}, None),
        ({"Cache-Control": "max-age=abc"}, None),
        ({"Cache-Control": "max-age=60", "Expires": "Sun, 01 Nov 2026 13:00:00 GMT"}, 60.0),
        ({"Expires": "Sun, 01 Nov 2026 13:00:00 GMT"}, 3600.0),
        ({"Expires": "Sun, 01 Nov 2026 13:00:00 GMT", "Date": "Sun, 01 Nov 2026 12:30:00 GMT"}, 1800.0),
        ({"Expires": "Sun, 01 Nov 2020 13:00:00 GMT"}, 0.0),
        ({"Expires": "0"}, 0.0),
        ({"Expires": "-1"}, 0.0),
    ],
)
def test_how_long_an_answer_holds(headers, seconds):
    assert fresh_for(headers, NOW) == seconds


ANY = st.text(max_size=80) | st.text("0123456789-+,;:= \tmaxgeno/\x00\x1b\xff", max_size=80)


@given(ANY)
def test_nothing_in_a_header_breaks_anything(text):
    for seconds in (
        retry_after(text, NOW),
        fresh_for({"Cache-Control": text}, NOW),
        fresh_for({"Expires": text, "Date": text}, NOW),
        fresh_for({"Cache-Control": "max-age=9", "Age": text}, NOW),
    ):
        assert seconds is None or 0 <= seconds <= WEEK
    for kept in (media_of(text), charset_of(text) or "", validator(text) or ""):
        assert kept.isascii()
        assert kept.isprintable()


@given(st.integers(-(10**6), 10**6))
def test_dates_are_read_to_the_second(seconds):
    stated = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert retry_after(stated, NOW) == min(max(seconds, 0), WEEK)


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=512))
def test_a_tag_that_can_be_sent_back_is_kept_as_it_is(tag):
    assert validator(tag) == tag


@pytest.mark.parametrize("tag", [None, "", "  ", "x" * 513, "é", "a\nb", "a\x7f", "\x1b[2J"])
def test_one_that_cannot_is_not(tag):
    assert validator(tag) is None
