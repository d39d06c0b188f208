"""Unpacks the rich text of Outlook's messages (MS-OXRTFCP)."""

from __future__ import annotations

import struct
import zlib
from typing import Final

from drentsportal.mail.limits import MOST_RTF_BYTES

_WINDOW: Final = 4096
_HEAD: Final = struct.Struct("<II4sI")
_BEHIND_SIZE: Final = 12
"""How many bytes of the head the stated size counts."""
_BEGINNING: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What every text is taken to begin behind (MS-OXRTFCP 2.1.2.1)."""
_RTF: Final = b"{\\rtf"


def unpacked_rtf(content: bytes) -> bytes:
    """Return the rich text that was packed, or that stands there as it is.

    Raises ``ValueError`` for damaged bytes (a checksum tells) and for more than ``MOST_RTF_BYTES``, whatever
    size they state.
    """
    if content.startswith(_RTF):
        return _bounded(content)
    if len(content) < _HEAD.size:
        raise ValueError("head")
    size, raw_size, kind, checksum = _HEAD.unpack_from(content)
    stated = max(0, size - _BEHIND_SIZE)
    packed = content[_HEAD.size : _HEAD.size + stated]
    if kind == b"MELA":
        return _bounded(packed[:raw_size])
    if kind != b"LZFu" or stated > MOST_RTF_BYTES:
        raise ValueError("kind")
    # Some readers of winmail.dat lose the last byte, which is a zero.
    packed = packed.ljust(min(stated, len(packed) + 1), b"\x00")
    if zlib.crc32(packed, 0xFFFFFFFF) ^ 0xFFFFFFFF != checksum:
        raise ValueError("checksum")
    return _expanded(packed)


def _expanded(packed: bytes) -> bytes:
    """Follow the tokens: eight to a control byte, each a byte or a stretch of what came before."""
    made = bytearray(b" " * (_WINDOW - len(_BEGINNING)) + _BEGINNING)
    at = 0
    while at < len(packed):
        control, at = packed[at], at + 1
        for bit in range(8):
            if at >= len(packed):
                break
            if not control >> bit & 1:
                made.append(packed[at])
                at += 1
                continue
            if at + 1 >= len(packed):
                raise ValueError("token")
            token, at = packed[at] << 8 | packed[at + 1], at + 2
            distance = (len(_BEGINNING) + len(made) - _WINDOW - (token >> 4)) % _WINDOW
            if not distance:
                return bytes(made[_WINDOW:])
            _repeat(made, distance, (token & 15) + 2)
        if len(made) > MOST_RTF_BYTES + _WINDOW:
            raise ValueError("size")
    return bytes(made[_WINDOW:])


def _repeat(made: bytearray, distance: int, length: int) -> None:
    """Append what stood ``distance`` back; a stretch may run into itself."""
    start = len(made) - distance
    stretch = made[start : start + length]
    made += (stretch * (length // len(stretch) + 1))[:length]


def _bounded(content: bytes) -> bytes:
    if len(content) > MOST_RTF_BYTES:
        raise ValueError("size")
    return content
