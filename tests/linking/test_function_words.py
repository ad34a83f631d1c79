"""Words that hold sentences together bind no articles, in whatever library."""

import pytest

from reader.linking.function_words import function_words
from reader.linking.sketch import hashed


@pytest.mark.parametrize("word", ["the", "der", "des", "que", "не", "https", "x"])
def test_they_are_known(word: str) -> None:
    assert hashed(word) in function_words()


@pytest.mark.parametrize("word", ["war", "bridge", "nurses", "brücke"])
def test_what_tells_something_is_none(word: str) -> None:
    assert hashed(word) not in function_words()
