"""Pictures from outside, made small; what is none, or far too large, is told in a line."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from reader.errors import SourceError
from reader.guard import Guard
from reader.sources.pictures import Picture, PictureBytes, fitted

RED, BLUE, WHITE = b"\xff\x00\x00", b"\x00\x00\xff", b"\xff\xff\xff"


def packed(image: Image.Image, form: str = "PNG", **more: object) -> bytes:
    out = BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def halves() -> Image.Image:
    """Blue at the left, red at the right."""
    image = Image.new("RGB", (40, 20), "red")
    image.paste((0, 0, 255), (0, 0, 20, 20))
    return image


def claimed(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    guard = Guard()
    yield guard
    guard.close()


def outcome(guard: Guard, body: bytes, width: int = 20, height: int = 40) -> Picture | Exception:
    return guard.submit(fitted, PictureBytes(body, width, height)).result()


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP", "JPEG", "AVIF"])
def test_a_picture_becomes_as_many_pixels_as_there_is_room_for(guard: Guard, form: str) -> None:
    picture = outcome(guard, packed(halves(), form, **({"lossless": True} if form == "WEBP" else {})))
    assert isinstance(picture, Picture)
    assert (picture.width, picture.height, picture.full) == (20, 10, (40, 20))
    assert len(picture.pixels) == 20 * 10 * 3
    left, right = picture.pixels[:3], picture.pixels[57:60]
    assert left[2] > 240 > 20 > left[0]
    assert right[0] > 240 > 20 > right[2]


def test_it_is_turned_as_the_camera_was_held_and_never_made_larger(guard: Guard) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = outcome(guard, packed(halves(), exif=exif), 300, 300)
    assert isinstance(picture, Picture)
    assert (picture.width, picture.height, picture.full) == (20, 40, (20, 40))
    assert (picture.pixels[:3], picture.pixels[-3:]) == (BLUE, RED)


@pytest.mark.parametrize(
    ("image", "pixel"),
    [
        (Image.new("RGBA", (4, 4), (0, 0, 0, 0)), WHITE),
        (Image.new("LA", (4, 4), (0, 0)), WHITE),
        (halves().convert("P"), BLUE),
        (Image.new("I;16", (4, 4), 32768), b"\x80\x80\x80"),
        (Image.new("1", (4, 4), 1), WHITE),
    ],
    ids=["transparent", "grey and transparent", "palette", "sixteen bits", "black and white"],
)
def test_whatever_it_is_made_of_it_becomes_red_green_and_blue(guard: Guard, image: Image.Image, pixel: bytes) -> None:
    picture = outcome(guard, packed(image))
    assert isinstance(picture, Picture)
    assert picture.pixels[:3] == pixel


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "none of the kinds"),
        (b"<html>no such page</html>", "none of the kinds"),
        (packed(halves(), "BMP"), "none of the kinds"),
        (packed(Image.effect_noise((99, 99), 50))[:3000], "it is damaged"),
        (packed(halves(), "JPEG")[:400], "it is damaged"),
        (claimed(5000, 5000), "it is damaged"),
        (claimed(12_000, 8_000), "it has 12,000 x 8,000 pixels; 40 million can be drawn at most"),
        (claimed(60_000, 60_000), "it has far more pixels; 40 million"),
    ],
    ids=["nothing", "a page", "another kind", "cut", "cut jpeg", "hollow", "large", "bomb"],
)
def test_what_cannot_be_drawn_is_told_in_a_line(guard: Guard, body: bytes, said: str) -> None:
    error = outcome(guard, body)
    assert isinstance(error, SourceError)
    assert said in str(error)
    assert "\n" not in str(error)
