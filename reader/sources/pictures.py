"""Pictures from outside, made small and plain. Runs in a guarded child: a few kilobytes can unpack into gigabytes.

What comes out are bare pixels, so that the process that has the screen never decodes a picture at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from reader.errors import SourceError

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["MOST_PIXELS", "Picture", "PictureBytes", "fitted"]

MOST_PIXELS = 40_000_000
"""Pixels a picture may have before it is made smaller: more than cameras of telephones give to the web."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
_FINER = 2
"""How much finer than wanted a picture is kept until it is upright; what is made small in one go loses lines."""
_GROUND = (255, 255, 255)
"""What shows through where a picture is transparent: the white of the pages it was made for."""
_UNKNOWN = "it is none of the kinds that can be drawn (PNG, JPEG, GIF, WebP, AVIF)"
_BROKEN = "it is damaged"


@dataclass(frozen=True, slots=True)
class PictureBytes:
    """A picture as it came, and how many pixels there is room for."""

    body: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels in rows from the top, three bytes each: red, green, blue."""

    width: int
    height: int
    pixels: bytes
    full: tuple[int, int]
    """Width and height it was made with, upright."""


def fitted(wanted: PictureBytes) -> Picture:
    """A picture's first frame, upright and as large as there is room for, never larger than it was made.

    Raises SourceError for what is no picture, is damaged, or has more pixels than `MOST_PIXELS`. Needs Pillow.
    """
    from PIL import Image, UnidentifiedImageError

    Image.init()
    try:
        with Image.open(BytesIO(wanted.body), formats=[one for one in _FORMATS if one in Image.OPEN]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise SourceError(_too_many(image.width, image.height))
            return _small(image, max(wanted.width, 1), max(wanted.height, 1))
    except UnidentifiedImageError:
        raise SourceError(_UNKNOWN) from None
    except Image.DecompressionBombError:
        raise SourceError(_too_many()) from None
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # what Pillow raises for what is damaged
        raise SourceError(_BROKEN) from error


def _small(image: Image, width: int, height: int) -> Picture:
    from PIL import Image as Pillow
    from PIL import ImageOps

    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)  # the tag that says how the camera was held
    full = (image.height, image.width) if turned else image.size
    finer = _FINER * max(width, height)
    image.draft("RGB", (finer, finer))  # JPEG can be decoded at half its size and less
    plain = _plain(image)
    plain.thumbnail((finer, finer), Pillow.Resampling.BOX)
    upright = ImageOps.exif_transpose(plain)
    scale = min(width / full[0], height / full[1], 1)
    size = (max(round(full[0] * scale), 1), max(round(full[1] * scale), 1))
    small = upright.resize(size, Pillow.Resampling.HAMMING)  # sharp, and no halo at an edge
    return Picture(*size, small.tobytes(), full)


def _plain(image: Image) -> Image:
    """In red, green and blue, without what it was made with to be seen through."""
    from PIL import Image as Pillow

    if image.mode.startswith(("I", "F")):  # sixteen bits of grey
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    above = image.convert("RGBA")
    ground = Pillow.new("RGB", above.size, _GROUND)
    ground.paste(above, mask=above.getchannel("A"))
    return ground


def _too_many(width: int = 0, height: int = 0) -> str:
    size = f"{width:,} x {height:,} pixels" if width else "far more pixels"
    return f"it has {size}; {MOST_PIXELS // 1_000_000} million can be drawn at most"
