"""Makes ``winmail.dat`` (MS-OXTNEF), as small as readers accept."""

from __future__ import annotations

import struct


def winmail(body: str, files: dict[str, bytes], subject: str = "", rich: bytes = b"") -> bytes:
    """Write an envelope with a text, files, a subject, and packed rich text."""
    made = struct.pack("<IH", 0x223E9F78, 1)
    made += _attribute(1, 0x9006, 8, struct.pack("<I", 0x00010000))
    made += _attribute(1, 0x9007, 6, struct.pack("<II", 1252, 0))
    if subject:
        made += _attribute(1, 0x8004, 1, subject.encode("cp1252") + b"\x00")
    if body:
        made += _attribute(1, 0x800C, 2, body.encode("cp1252") + b"\x00")
    if rich:
        made += _attribute(1, 0x9003, 6, _rich_property(rich))
    for name, content in files.items():
        made += _attribute(2, 0x9002, 6, bytes(14))
        made += _attribute(2, 0x8010, 1, name.encode("ascii") + b"\x00")
        made += _attribute(2, 0x800F, 6, content)
    return made


def _attribute(level: int, name: int, kind: int, content: bytes) -> bytes:
    head = struct.pack("<BHHI", level, name, kind, len(content))
    return head + content + struct.pack("<H", sum(content) & 0xFFFF)


def _rich_property(rich: bytes) -> bytes:
    """Write the one property that holds packed rich text (PidTagRtfCompressed)."""
    return struct.pack("<IHHII", 1, 0x0102, 0x1009, 1, len(rich)) + rich.ljust(
        -(-len(rich) // 4) * 4, b"\x00"
    )
