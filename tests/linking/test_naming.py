"""What a story is called."""

from hypothesis import given
from hypothesis import strategies as st

from reader.linking.naming import name_of


def test_the_headline_that_says_what_the_others_say() -> None:
    titles = ["Queues grow", "Kestrel Bridge closed after crack", "Kestrel Bridge: crack closed it", "Crack in bridge"]
    assert name_of(titles) == "Kestrel Bridge closed after crack"


def test_among_equals_the_first() -> None:
    assert name_of(["One thing", "Another matter"]) == "One thing"


def test_a_title_long_for_the_sake_of_it_does_not_win() -> None:
    long = "Bridge closed " + " ".join(f"word{number}" for number in range(200))
    assert name_of([long, "Bridge closed in Port Ansel", "Bridge closed in town"]) != long


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_it_is_always_one_of_the_titles(titles: list[str]) -> None:
    assert name_of(titles) in titles
