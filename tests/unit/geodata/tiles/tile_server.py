"""A tile service on loopback, and pictures of one colour for it."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.unit.geodata.fetching.web_server import Asked, Reply, WebServer

if TYPE_CHECKING:
    from collections.abc import Callable

GREEN: Final = (40, 160, 90)
RED: Final = (200, 30, 60)


def png(colour: tuple[int, int, int] = GREEN, width: int = 256, height: int = 256) -> bytes:
    """Draw a picture of one colour."""
    row = b"\0" + bytes(colour) * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(row * height)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )


def jpeg_start(width: int = 256, height: int = 256) -> bytes:
    """Write what stands before the picture in a JPEG: a comment and a frame."""
    return (
        b"\xff\xd8\xff\xfe\x00\x06tile\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" * 12
    )


def tile_reply(body: bytes | None = None, content_type: str = "image/png") -> Reply:
    """Answer with a picture."""
    return Reply(png() if body is None else body, content_type=content_type)


@dataclass
class TilePlace:
    """What the service answers, changeable while it runs."""

    answer: Callable[[Asked], Reply] = field(default=lambda _: tile_reply())

    def __call__(self, asked: Asked) -> Reply:
        """Answer one request."""
        return self.answer(asked)


def address_of(server: WebServer) -> str:
    """Where the service lies, as ``TileService`` takes it."""
    return f"http://{server.host}"
