"""A picture as a page of paper: a PDF of one page that holds its pixels alone."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Final

from drentsportal.errors import InputError

if TYPE_CHECKING:
    from PIL import Image

_LONGEST_SIDE_PX: Final = 2_400
"""As for photographs: enough for the width of an A4 page at 300 dots per inch."""

_MOST_PIXELS: Final = 120_000_000
_FORMATS: Final = ("JPEG", "PNG", "TIFF", "WEBP")
_A4_INCHES: Final = (210 / 25.4, 297 / 25.4)


def picture_page(name: str, content: bytes) -> bytes:
    """Return a picture as a PDF page that fits on A4, upright or lying as the picture is.

    Raises ``InputError`` naming the file when it is no picture, is damaged, or is too large to open safely.
    """
    pixels = _pixels(name, content)
    short, long = _A4_INCHES
    room = (long, short) if pixels.width > pixels.height else (short, long)
    written = io.BytesIO()
    resolution = max(pixels.width / room[0], pixels.height / room[1])
    pixels.save(written, "PDF", resolution=resolution, quality=85)
    return written.getvalue()


def _pixels(name: str, content: bytes) -> Image.Image:
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - loaded with the first one

    faults = (Image.DecompressionBombError, UnidentifiedImageError, SyntaxError, ValueError, OSError)
    refused = InputError("error.package.file_no_picture", field="add", file_name=name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
                is_safe = opened.width * opened.height <= _MOST_PIXELS
                if is_safe:
                    upright = ImageOps.exif_transpose(opened)
                    upright.thumbnail((_LONGEST_SIDE_PX, _LONGEST_SIDE_PX))
                    return _on_white(upright)
    except (*faults, EOFError, ZeroDivisionError) as error:
        raise refused from error
    raise refused


def _on_white(picture: Image.Image) -> Image.Image:
    """Return the picture without transparency, which paper does not have."""
    from PIL import Image  # noqa: PLC0415 - as above

    if "transparency" not in picture.info and picture.mode not in {"RGBA", "LA", "PA"}:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    ground = Image.new("RGB", layered.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground
