import pytest

from reader.cleaning.phrases import Found, Openings, Phrases, runs_of_letters

ENTRIES = [
    ("follow", "en", "calls"),
    ("follow us", "en", "calls"),
    ("App", "de", "channels"),
    ("google news", "common", "brands"),
    ("微信", "zh", "brands"),
    ("(photo by", "en", "credit"),
]


def test_phrases_come_in_order_and_the_longest_of_one_place_first() -> None:
    found = Phrases(ENTRIES).within("in the app follow us, or follow them")
    assert [(one.start, one.phrase) for one in found] == [(7, "app"), (11, "follow us"), (11, "follow"), (25, "follow")]


@pytest.mark.parametrize("line", ["apple", "snapp", "app_store", "follower", "x_follow", "google newsroom"])
def test_a_part_of_a_word_is_no_phrase(line: str) -> None:
    assert Phrases(ENTRIES).within(line) == []


def test_what_follows_in_a_script_without_spaces_ends_a_phrase_of_words() -> None:
    assert [one.phrase for one in Phrases(ENTRIES).within("google news频道")] == ["google news"]
    assert [one.phrase for one in Phrases(ENTRIES).within("关注微信公众号")] == ["微信"]


def test_runs_of_letters_at_hand_find_the_same() -> None:
    phrases, line = Phrases(ENTRIES), "follow us on google news, in our app2 or app"
    assert phrases.within(line, runs_of_letters(line)) == phrases.within(line) != []


def test_a_line_opens_with_the_longest_phrase() -> None:
    openings = Openings(ENTRIES)
    assert openings.at_start("follow us on") == Found(0, 9, "follow us", "en", "calls")
    assert openings.at_start("(photo by ann)") == Found(0, 9, "(photo by", "en", "credit")
    assert openings.at_start("followers follow us") is None
