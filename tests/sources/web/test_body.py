"""Unpacking as it comes: the same whatever the pieces are, and never more than is allowed."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.web.body import LARGE, read_body
from reader.sources.web.exchange import LARGEST, FetchError, Trouble


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def bare(data: bytes) -> bytes:
    return zlib.compress(data)[2:-4]


PACKERS = {"identity": bytes, "gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress}


@given(st.binary(max_size=300), st.integers(1, 40), st.sampled_from(sorted(PACKERS)))
def test_what_was_packed_is_unpacked_whatever_the_pieces(data, size, encoding):
    assert read_body(pieces(PACKERS[encoding](data), size), encoding, nullcontext) == data


@given(st.binary(min_size=1, max_size=300), st.integers(1, 40))
def test_deflate_without_its_header_too(data, size):
    assert read_body(pieces(bare(data), size), "deflate", nullcontext) == data


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=4), st.integers(1, 40), st.binary(max_size=9))
def test_gzip_in_several_parts_and_with_what_is_none_behind_it(parts, size, behind):
    packed = b"".join(map(gzip.compress, parts)) + b"\0" + behind
    assert read_body(pieces(packed, size), "gzip", nullcontext) == b"".join(parts)


@given(st.binary(max_size=200), st.integers(1, 40), st.sampled_from(["gzip", "deflate"]))
def test_anything_unpacks_or_is_said_to_be_broken(data, size, encoding):
    try:
        unpacked = read_body(pieces(data, size), encoding, nullcontext)
    except FetchError as error:
        trouble = error.trouble
    else:
        trouble = Trouble.BROKEN
        assert isinstance(unpacked, bytes)
    assert trouble is Trouble.BROKEN


@given(st.binary(min_size=1, max_size=300), st.data())
def test_a_stream_that_is_cut_is_never_taken_for_a_whole(data, draw):
    packed = gzip.compress(data)
    kept = draw.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(FetchError):
        read_body([packed[:kept]], "gzip", nullcontext)


def test_a_long_stream_of_one_byte_unpacks_to_its_end():
    data = b" " * 3_000_000
    assert read_body([zlib.compress(data, 9)], "deflate", nullcontext) == data


@pytest.mark.parametrize(("size", "places"), [(LARGE, 0), (LARGE + 1, 1), (5 * LARGE, 1)])
def test_a_body_that_grows_large_takes_one_place_and_leaves_it(size, places):
    taken = []

    @contextmanager
    def place() -> Iterator[None]:
        taken.append("in")
        yield
        taken.append("out")

    assert len(read_body(pieces(b"x" * size, 65_536), "", place)) == size
    assert taken == ["in", "out"] * places


def test_the_limit_is_of_what_comes_and_of_what_it_unpacks_to():
    read = iter(pieces(b"x" * 2 * LARGEST, 1_000_000))
    with pytest.raises(FetchError) as caught:
        read_body(read, "identity", nullcontext)
    assert caught.value.trouble is Trouble.SIZE
    assert len(list(read)) == 15


def test_so_many_empty_parts_are_no_body():
    assert read_body([gzip.compress(b"") * 999 + gzip.compress(b"x")], "gzip", nullcontext) == b"x"
    with pytest.raises(FetchError) as caught:
        read_body(pieces(gzip.compress(b"") * (LARGEST // 20), 65_536), "gzip", nullcontext)
    assert caught.value.trouble is Trouble.BROKEN
