"""Tiles for tests of the window: a green map, and red photographs as aerial ones are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from tests.unit.geodata.fetching.web_server import Reply
from tests.unit.geodata.tiles.tile_server import GREEN, RED, tile_reply

if TYPE_CHECKING:
    from tests.unit.geodata.fetching.web_server import Asked

MAP_COLOUR: Final = "#{:02x}{:02x}{:02x}".format(*GREEN)
PHOTO_COLOUR: Final = "#{:02x}{:02x}{:02x}".format(*RED)
DOWN: Final = Reply(b"", status=503, content_type="text/plain")


def photo() -> bytes:
    """Make a tile as aerial photographs are."""
    picture = QImage(256, 256, QImage.Format.Format_RGB32)
    picture.fill(QColor(PHOTO_COLOUR))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "JPEG", 100)  # type: ignore[call-overload] # the name of the form is text, not bytes
    return bytes(buffer.data().data())


def as_asked(asked: Asked) -> Reply:
    """Serve maps and photographs."""
    return tile_reply(photo(), "image/jpeg") if "luchtfoto" in asked.path else tile_reply()
