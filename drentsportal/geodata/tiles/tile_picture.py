"""Whether what a server calls a picture is one: its kind and size by its bytes, before anyone draws it."""

from __future__ import annotations

from typing import Final

PNG: Final = "image/png"
JPEG: Final = "image/jpeg"

_PNG_START: Final = b"\x89PNG\r\n\x1a\n"
_PNG_SIZE: Final = slice(16, 24)
_JPEG_START: Final = b"\xff\xd8\xff"
_MARK: Final = 0xFF
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
"""How a JPEG says its size: plain, extended, and in steps."""

_PX: Final = frozenset({256, 512})
"""Sides of a tile. A small file can hold a picture that takes gigabytes to draw."""


def picture_kind(content: bytes) -> str | None:
    """Return the media type of a square tile in PNG or JPEG; ``None`` for anything else."""
    if content.startswith(_PNG_START):
        sides = content[_PNG_SIZE]
        return PNG if _is_tile(sides[:4], sides[4:]) else None
    if content.startswith(_JPEG_START):
        height, width = _jpeg_sides(content)
        return JPEG if _is_tile(width, height) else None
    return None


def _is_tile(width: bytes, height: bytes) -> bool:
    return width == height and int.from_bytes(width, "big") in _PX


def _jpeg_sides(content: bytes) -> tuple[bytes, bytes]:
    """Return height and width as they stand in the frame; empty where no frame is found."""
    at = 2
    while at + 9 <= len(content) and content[at] == _MARK:
        if content[at + 1] in _FRAMES:
            return content[at + 5 : at + 7], content[at + 7 : at + 9]
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return b"", b""
