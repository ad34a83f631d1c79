from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.query import KNOWN, Query, parse_query

TODAY = date(2022, 3, 10)


def read(text: str) -> Query:
    return parse_query(text, TODAY)


def refused(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        read(text)
    return caught.value


@pytest.mark.parametrize("text", ["", "   ", "!!!", '""', "-", ' - "" … '])
def test_nothing_to_look_for_means_everything(text: str) -> None:
    query = read(text)
    assert query == Query(text=query.text)
    assert not query.has_words


def test_words_phrases_and_what_must_not_occur() -> None:
    query = read('rates "central  bank" -crypto -"hot air" infl*')
    assert query.words == ("rates", "infl*")
    assert query.phrases == ("central bank",)
    assert query.without == ("crypto", "hot air")
    assert query.has_words


@pytest.mark.parametrize("text", ["10:30", "http://example.org/a?b=c", "note:", "a-b:c", '5"', "-"])
def test_colons_in_ordinary_text_are_no_filters(text: str) -> None:
    query = read(text)
    assert (query.sources, query.tags, query.titles) == ((), (), ())


def test_an_address_stays_one_word() -> None:
    assert read("http://example.org/a").words == ("http://example.org/a",)


def test_filters() -> None:
    query = read('source:times source:"The Daily Planet" tag:economy title:"to the moon" lang:EN is:bookmarked')
    assert query.sources == ("times", "The Daily Planet")
    assert query.tags == ("economy",)
    assert query.titles == ("to the moon",)
    assert query.languages == ("en",)
    assert query.bookmarked is True
    assert query.read is None


def test_stories_are_asked_for_by_how_their_ids_begin() -> None:
    assert read("rain STORY:1F0C story:ab").stories == ("1f0c", "ab")


def test_names_may_be_in_capitals() -> None:
    assert read("IS:Unread").read is False


@pytest.mark.parametrize(("text", "read_state"), [("is:read", True), ("is:unread", False), ("", None)])
def test_reading_state(text: str, read_state: bool | None) -> None:
    assert read(text).read is read_state


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-02-20", date(2022, 2, 20)),
        ("0d", TODAY),
        ("3d", date(2022, 3, 7)),
        ("2w", date(2022, 2, 24)),
    ],
)
def test_days_are_given_by_date_or_counted_back(text: str, day: date) -> None:
    assert read(f"since:{text}").since == day
    assert read(f"before:{text}").before == day


@pytest.mark.parametrize(
    "text", ["2022-02-30", "20-02-2022", "yesterday", "3x", "-3d", "999999w", "٣d", "9" * 6000 + "d"]
)
def test_a_day_that_is_none_is_refused_with_what_would_be_right(text: str) -> None:
    error = refused(f"rates since:{text}")
    assert error.position == 6
    assert "since:2022-02-20 or since:3d" in str(error)


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("rates sorce:x", 6, "did you mean 'source:'"),
        ("rates sorce:x", 6, '"sorce:x"'),
        ("xyzzy:1", 0, ", ".join(KNOWN)),
        ('rates "central', 6, "never closed"),
        ('source:"The', 7, "never closed"),
        ("is:new", 0, "unread, read, bookmarked, tagged, noted or muted"),
        ("a source: b", 2, "source:times"),
        ("a -tag:x", 2, "'-' takes away words and phrases only"),
        ("is:read is:unread", 8, "second time"),
        ("since:3d since:4d", 9, "second time"),
    ],
)
def test_a_wrong_query_says_what_is_wrong_and_where(text: str, position: int, says: str) -> None:
    error = refused(text)
    assert error.position == position
    assert says in str(error)
    assert f"character {position + 1} " in str(error)


def test_saying_the_same_twice_is_fine() -> None:
    assert read("is:unread is:unread since:3d since:3d").read is False


def test_invisible_characters_are_dropped_from_values_and_messages() -> None:
    assert read("\x1b[31mra\u202etes source:ti\u2060mes").words == ("rates",)
    error = refused("a\x1b b foo:\x1b[2Jx")
    assert error.position == 5
    assert "\x1b" not in str(error)


TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from([*KNOWN, '"', "-", " ", "*", "3d", "is:", "x", "\x00", "\ud800", "é", "//"])).map("".join),
)


def position_of_error(text: str) -> int | None:
    try:
        query = read(text)
    except QueryError as error:
        return error.position
    assert all(any(char.isalnum() for char in word) for word in (*query.words, *query.phrases, *query.without))
    return None


@given(TEXTS)
def test_any_text_is_a_query_or_a_query_error_within_it(text: str) -> None:
    position = position_of_error(text)
    assert position is None or 0 <= position < len(text)


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1))
def test_plain_words_come_through_in_order(words: list[str]) -> None:
    from reader.text import safe

    kept = tuple(word for word in map(safe, words) if word.strip())
    assert read(" ".join(words)).words == kept
