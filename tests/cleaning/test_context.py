"""What the lines around a line say of it."""

from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.extraction.context import context_of

LINES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 500)), min_size=1, max_size=40)


def test_a_line_among_the_articles_has_more_of_it_around_than_one_apart():
    likely, sizes = [0.0] * 10 + [1.0] * 10, [20] * 20
    around = context_of([0.0] * 20, likely, sizes)
    for name in ("near before", "near behind", "far before", "far behind"):
        assert around[name][15] > around[name][3]
    assert around["near before"][10] == 0
    assert around["near behind"][9] > 0.9


def test_what_is_near_counts_for_more_than_what_is_far():
    around = context_of([0.0] * 9, [1.0] + [0.0] * 8, [20] * 9)
    assert around["near before"][1] > around["near before"][2] > around["near before"][8] > 0
    assert around["far before"][8] > around["near before"][8]


@given(LINES)
def test_every_share_is_one_and_the_page_read_backwards_is_its_mirror(lines):
    likely, sizes = [one for one, _ in lines], [size for _, size in lines]
    around = context_of([0.0] * len(lines), likely, sizes)
    mirrored = context_of([0.0] * len(lines), likely[::-1], sizes[::-1])
    for name in ("near", "far"):
        assert all(0 <= share <= 1 for share in around[f"{name} before"] + around[f"{name} behind"])
        assert around[f"{name} before"] == mirrored[f"{name} behind"][::-1]
