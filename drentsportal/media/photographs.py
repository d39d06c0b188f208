"""Photographs made fit to keep: upright, scaled, and saying nothing but what they show."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Final

from drentsportal.domain.values import PartialDate
from drentsportal.errors import DataSourceError, InputError
from drentsportal.services.ports.sources import PreparedPhotograph

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

LONGEST_SIDE_PX: Final = 2_400
"""Enough for a picture over the width of an A4 page at 300 dots per inch (2,480), and small to mail."""

LARGEST_FILE_BYTES: Final = 60_000_000
LARGEST_PIXELS: Final = 120_000_000
_QUALITY: Final = 85
_TAKEN: Final = (36867, 306)
"""EXIF DateTimeOriginal in its own block, DateTime in the first one (Exif 2.32)."""
_EXIF_BLOCK: Final = 0x8769
_FORMATS: Final = ("JPEG", "PNG", "TIFF", "WEBP")
_PIXEL_ONLY: Final = ("RGB", "L")


class PhotographMaker:
    """Prepares photographs with Pillow, which is loaded when the first one comes."""

    def prepare(self, path: Path) -> PreparedPhotograph:
        """Read a picture, turn it upright, scale it and write it anew from its pixels alone.

        Raises ``DataSourceError`` when it is no picture, is damaged, or is too large to open safely.
        """
        from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - loaded with the first one

        try:
            if path.stat().st_size > LARGEST_FILE_BYTES:
                raise _too_large(path)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                with Image.open(path, formats=_FORMATS) as opened:
                    if opened.width * opened.height > LARGEST_PIXELS:
                        raise _too_large(path)
                    taken_on = _taken_on(opened)
                    upright = ImageOps.exif_transpose(opened)
                    upright.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
                    pixels = _plain(upright)
        except Image.DecompressionBombError as error:
            raise _too_large(path) from error
        except (UnidentifiedImageError, SyntaxError, ValueError) as error:
            raise DataSourceError("error.photograph.no_picture", file=path.name) from error
        except (OSError, EOFError, ZeroDivisionError) as error:
            raise DataSourceError("error.photograph.unreadable", file=path.name) from error
        return _written(pixels, taken_on)


def _too_large(path: Path) -> DataSourceError:
    return DataSourceError(
        "error.photograph.too_large",
        file=path.name,
        megabytes=LARGEST_FILE_BYTES // 1_000_000,
        megapixels=LARGEST_PIXELS // 1_000_000,
    )


def _plain(picture: Image.Image) -> Image.Image:
    """Copy the pixels alone, on white where they are transparent; nothing that came along survives."""
    from PIL import Image  # noqa: PLC0415 - loaded with the first one

    if picture.mode in _PIXEL_ONLY:
        source = picture
    else:
        see_through = picture.convert("RGBA")
        source = Image.new("RGB", picture.size, "white")
        source.paste(see_through, mask=see_through.getchannel("A"))
    bare = Image.new(source.mode, source.size)
    bare.paste(source)
    return bare


def _written(picture: Image.Image, taken_on: PartialDate | None) -> PreparedPhotograph:
    stream = io.BytesIO()
    picture.save(stream, format="JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return PreparedPhotograph(stream.getvalue(), "image/jpeg", picture.width, picture.height, taken_on)


def _taken_on(picture: Image.Image) -> PartialDate | None:
    """Return the day that the camera noted; a date that cannot be, as of a clock never set, is none."""
    exif = picture.getexif()
    stated = exif.get_ifd(_EXIF_BLOCK).get(_TAKEN[0]) or exif.get(_TAKEN[1])
    try:
        return PartialDate.parse(str(stated)[:10].replace(":", "-"))
    except InputError:
        return None
