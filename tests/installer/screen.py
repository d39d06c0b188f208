"""Turns the screen of Xvfb (a file in the format XWD) into a PNG; fails when there is little on it."""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from typing import Final

from PIL import Image

FEWEST_COLOURS: Final = 200
"""A window with a map has more; an empty screen has one."""


def main(source: Path, target: Path) -> int:
    """Write the picture; returns the exit code."""
    content = source.read_bytes()
    header_size, *_ = struct.unpack(">I", content[:4])
    fields = struct.unpack(">25I", content[:100])
    width, height, line_bytes, colour_count = fields[4], fields[5], fields[12], fields[19]
    # Behind the header comes a table of colours, twelve bytes each, which a screen of 24 bits leaves unused.
    begin = header_size + 12 * colour_count
    pixels = content[begin : begin + height * line_bytes]
    picture = Image.frombuffer("RGB", (width, height), pixels, "raw", "BGRX", line_bytes, 1)
    picture.save(target)
    colours = picture.getcolors(width * height) or []
    sys.stdout.write(f"{target}: {width} x {height}, {len(colours)} colours\n")
    return 0 if len(colours) > FEWEST_COLOURS else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
