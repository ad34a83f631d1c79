"""Which library the screen opens."""

from reader.cli.screen import choose
from reader.paths import Home, resource


def test_an_empty_library_opens_on_the_samples_kept_apart(tmp_path):
    place = Home.under(tmp_path)
    library, locations, sample = choose([], place)
    assert sample
    assert library.data.is_relative_to(place.cache)
    assert library.shelf_file != place.shelf_file
    assert locations == (str(resource("seeds")),)
    assert not place.data.exists()


def test_what_is_named_goes_to_the_real_library(tmp_path):
    place = Home.under(tmp_path)
    assert choose(["news", "other"], place) == (place, ("news", "other"), False)


def test_a_library_with_something_in_it_opens_as_it_is(stocked):
    place = Home.under(stocked.home)
    assert choose([], place) == (place, (), False)
