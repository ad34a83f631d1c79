"""When a feed may be asked again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reader.feed import Rhythm
from reader.newsroom.politeness import Failure, after_failure, after_success, due, forbidden, moved
from reader.store.feed_state import FeedState

NOW = datetime(2026, 11, 20, 12, 10, tzinfo=UTC).timestamp()  # a Friday
HOUR = 3_600.0
FEED = FeedState("harbour")


def succeeded(state: FeedState = FEED, *, fresh: float | None = None, instants: tuple[float, ...] = ()) -> FeedState:
    return after_success(state, NOW, every=HOUR / 2, fresh=fresh, instants=instants)


def test_a_feed_is_asked_as_often_as_a_person_wants() -> None:
    assert succeeded().next == NOW + HOUR / 2
    assert due(FEED, NOW)
    assert not due(succeeded(), NOW)


def test_its_own_time_to_live_and_its_cache_headers_make_it_rarer_and_never_rarer_than_a_day() -> None:
    assert succeeded(replace(FEED, rhythm=Rhythm(minutes=120))).next == NOW + 2 * HOUR
    assert succeeded(fresh=3 * HOUR).next == NOW + 3 * HOUR
    assert succeeded(replace(FEED, rhythm=Rhythm(minutes=10**9))).next == NOW + 24 * HOUR


def test_a_feed_with_something_new_once_a_day_is_asked_every_six_hours() -> None:
    daily = tuple(NOW - 24 * HOUR * number for number in range(8))
    assert succeeded(instants=daily).next == NOW + 6 * HOUR


def test_a_feed_is_not_asked_in_hours_and_on_days_on_which_it_sleeps() -> None:
    asleep = succeeded(replace(FEED, rhythm=Rhythm(skip_hours=frozenset({12, 13}))))
    assert datetime.fromtimestamp(asleep.next or 0, UTC) == datetime(2026, 11, 20, 14, tzinfo=UTC)
    weekend = succeeded(replace(FEED, rhythm=Rhythm(skip_days=frozenset({4, 5, 6}))))
    assert datetime.fromtimestamp(weekend.next or 0, UTC) == datetime(2026, 11, 23, tzinfo=UTC)


def test_a_feed_that_always_sleeps_is_asked_all_the_same() -> None:
    always = succeeded(replace(FEED, rhythm=Rhythm(skip_hours=frozenset(range(24)))))
    assert always.next == NOW + HOUR / 2


def test_failures_double_the_pause_up_to_a_day_and_a_success_ends_that() -> None:
    state, pauses = FEED, []
    for _ in range(12):
        state = after_failure(state, Failure(500), NOW)
        pauses.append((state.next or 0) - NOW)
    assert pauses[:3] == [300, 600, 1_200]
    assert pauses[-1] == 24 * HOUR
    assert succeeded(state).failures == 0


def test_only_a_servers_own_word_forbids_asking() -> None:
    assert forbidden(after_failure(FEED, Failure(500), NOW), None, NOW) is None
    told = after_failure(FEED, Failure(503, retry_after=7_200), NOW)
    assert forbidden(told, None, NOW) == NOW + 7_200
    assert forbidden(told, None, NOW + 7_201) is None
    assert forbidden(FEED, NOW + 60, NOW) == NOW + 60


def test_too_many_requests_without_a_time_means_a_quarter_of_an_hour() -> None:
    assert forbidden(after_failure(FEED, Failure(429), NOW), None, NOW) == NOW + 900


def test_without_a_network_nothing_counts_against_a_feed() -> None:
    assert after_failure(FEED, Failure(ours=True), NOW).failures == 0


def test_gone_is_never_asked_by_itself_until_it_answers_again() -> None:
    gone = after_failure(FEED, Failure(410), NOW)
    assert gone.gone
    assert not due(gone, NOW + 10**9)
    assert not succeeded(gone).gone


@pytest.mark.parametrize(("times", "address"), [(1, None), (2, None), (3, "https://new.example/feed")])
def test_a_move_is_believed_when_it_was_seen_three_times(times: int, address: str | None) -> None:
    state, found = FEED, None
    for _ in range(times):
        state, found = moved(state, "https://old.example/feed", "https://new.example/feed", permanent=True)
    assert found == address


def test_a_move_that_is_not_for_good_begins_the_count_anew() -> None:
    old, new = "https://old.example/feed", "https://new.example/feed"
    state, _ = moved(FEED, old, new, permanent=True)
    state, _ = moved(state, old, new, permanent=True)
    state, _ = moved(state, old, new, permanent=False)
    assert moved(state, old, new, permanent=True)[1] is None


def test_a_move_elsewhere_each_time_or_out_of_https_is_never_believed() -> None:
    state = FEED
    for number in range(9):
        state, found = moved(state, "http://old.example/", f"http://portal.example/{number}", permanent=True)
        assert found is None
    for _ in range(9):
        state, found = moved(state, "https://old.example/", "http://old.example/", permanent=True)
        assert found is None


YEARS = 4 * 365 * 24 * HOUR


def test_what_was_reckoned_by_a_clock_that_was_ahead_is_not_believed() -> None:
    later = replace(succeeded(), succeeded=NOW + YEARS, next=NOW + YEARS + HOUR, held_off=NOW + YEARS)
    assert due(later, NOW)
    assert due(replace(later, succeeded=None), NOW)
    assert forbidden(later, NOW + YEARS, NOW) is None
    a_little = replace(succeeded(), succeeded=NOW + 5 * HOUR, next=NOW + 6 * HOUR)
    assert due(a_little, NOW)
    assert not due(after_success(a_little, NOW, every=HOUR, fresh=None, instants=()), NOW)


def test_a_week_that_a_server_asks_for_is_heeded() -> None:
    state = after_failure(FEED, Failure(503, retry_after=7 * 24 * HOUR), NOW)
    assert not due(state, NOW + 6 * 24 * HOUR)
    assert forbidden(state, None, NOW) == NOW + 7 * 24 * HOUR


def test_a_clock_that_says_a_time_before_1970_stops_nothing() -> None:
    before = -YEARS
    assert forbidden(FEED, None, before) is None
    failed = after_failure(FEED, Failure(500), before)
    assert not due(failed, before)
    assert due(failed, before + HOUR)
