"""Makes compound files (MS-CFB) and mails of Outlook in them (MS-OXMSG), as small as readers accept."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

Tree: TypeAlias = "dict[str, bytes | Tree]"

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_STRING, _BINARY, _LONG, _TIME = 0x001F, 0x0102, 0x0003, 0x0040


class _Entries:
    """The directory: every folder and stream with its place."""

    def __init__(self, tree: Tree) -> None:
        self.rows: list[list[object]] = []
        self.big: list[tuple[int, bytes]] = []
        self.small: list[tuple[int, bytes]] = []
        self._add("Root Entry", _ROOT)
        self.rows[0][3] = self._folder(tree)

    def _add(self, name: str, kind: int) -> int:
        self.rows.append([name, kind, _FREE, _FREE, 0, 0])
        return len(self.rows) - 1

    def _folder(self, tree: Tree) -> int:
        """Chain what is in a folder by its right neighbours; readers take any shape of tree."""
        first, before = _FREE, None
        for name, content in sorted(tree.items(), key=lambda each: (len(each[0]), each[0].upper())):
            at = self._add(name, _STORAGE if isinstance(content, dict) else _STREAM)
            if before is None:
                first = at
            else:
                self.rows[before][2] = at
            before = at
            if isinstance(content, dict):
                self.rows[at][3] = self._folder(content)
            else:
                self.rows[at][5] = len(content)
                (self.big if len(content) >= _CUTOFF else self.small).append((at, content))
        return first

    def content(self) -> bytes:
        made = b""
        for name, kind, right, child, start, size in self.rows:
            wide = str(name).encode("utf-16-le") + b"\x00\x00"
            made += struct.pack("<64sHBBIII", wide, len(wide), kind, 1, _FREE, right, child)
            made += bytes(16 + 4 + 8 + 8) + struct.pack("<IQ", start, size)
        return made


def compound_file(tree: Tree) -> bytes:
    """Write folders and streams as one file."""
    entries = _Entries(tree)
    small = b""
    small_fat: list[int] = []
    for at, content in entries.small:
        entries.rows[at][4] = len(small_fat)
        count = -(-len(content) // _SMALL)
        small_fat += [*range(len(small_fat) + 1, len(small_fat) + count), _END] if count else []
        small += content.ljust(count * _SMALL, b"\x00")
    table = b"".join(struct.pack("<I", each) for each in small_fat)
    entries.rows[0][5] = len(small)
    blocks = [entries.content(), table, small, *(content for _, content in entries.big)]
    counts = [-(-len(each) // _SECTOR) for each in blocks]
    fat_count = next(n for n in range(1, 110) if n * 128 >= n + sum(counts))
    starts, fat = [], [_FAT] * fat_count
    for count in counts:
        starts.append(len(fat) if count else _END)
        fat += [*range(len(fat) + 1, len(fat) + count), _END] if count else []
    entries.rows[0][4] = starts[2]
    for (at, _), start in zip(entries.big, starts[3:], strict=True):
        entries.rows[at][4] = start
    blocks[0] = entries.content()
    fat += [_FREE] * (fat_count * 128 - len(fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_count, starts[0], 0, _CUTOFF)
    head += struct.pack("<IIII", starts[1], counts[1], _END, 0)
    head += b"".join(struct.pack("<I", n if n < fat_count else _FREE) for n in range(109))
    made = head + b"".join(struct.pack("<I", each) for each in fat)
    return made + b"".join(
        each.ljust(count * _SECTOR, b"\x00") for each, count in zip(blocks, counts, strict=True)
    )


def _folder(properties: dict[int, object], head: int) -> Tree:
    streams: Tree = {}
    rows = b""
    for pid, value in sorted(properties.items()):
        if isinstance(value, str | bytes):
            kind = _STRING if isinstance(value, str) else _BINARY
            content = value.encode("utf-16-le") if isinstance(value, str) else value
            streams[f"__substg1.0_{pid:04X}{kind:04X}"] = content
            rows += struct.pack("<HHIII", kind, pid, 6, len(content), 0)
        elif isinstance(value, datetime):
            ticks = (value - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 10
            rows += struct.pack("<HHIQ", _TIME, pid, 6, ticks)
        elif isinstance(value, int):
            rows += struct.pack("<HHIII", _LONG, pid, 6, value, 0)
    streams["__properties_version1.0"] = bytes(head) + rows
    return streams


def outlook_folder(
    properties: dict[int, object], attachments: tuple[Tree, ...] = (), *, head: int = 32
) -> Tree:
    """Make the folder of a message; one within a message has a ``head`` of 24."""
    tree = _folder({0x001A: "IPM.Note", 0x340D: 0x00040000, **properties}, head)
    for place, each in enumerate(attachments):
        tree[f"__attach_version1.0_#{place:08X}"] = each
    return tree


def attached_file(name: str, content: bytes) -> Tree:
    """Make the folder of an attached file."""
    return _folder({0x3705: 1, 0x3707: name, 0x3701: content}, 8)


def attached_message(message: Tree) -> Tree:
    """Make the folder of a message that is attached as such."""
    tree = _folder({0x3705: 5, 0x3001: "bericht"}, 8)
    tree["__substg1.0_3701000D"] = message
    return tree
