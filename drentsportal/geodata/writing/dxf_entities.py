"""Closed lines and texts of a drawing as DXF text (AutoCAD 2010), written one after another.

The library holds every line and text as an object of its own, which for a hundred thousand plots is most of
the work; what frames the drawing (header, layers, objects) stays the library's.
"""

from __future__ import annotations

import io
from math import inf
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ezdxf.document import Drawing

_ENTITIES: Final = "  2\nENTITIES\n"
_CENTRE, _MIDDLE = 1, 2
_WIDE_PER_HIGH: Final = 1.0
"""How wide a letter of the font of CAD is at most; programs measure text themselves, but not on opening."""
_AROUND: Final = 1.05
_SCREEN: Final = 1.34
"""Width by height of the view in which a drawing opens: what a program shows beside it is more of it."""


class EntityText:
    """Writes entities of the model space of ``drawing``, each with a handle that nothing else has."""

    def __init__(self, drawing: Drawing, stream: TextIO) -> None:
        """Begin after the handles that the drawing has given out; ``stream`` takes the text."""
        self._drawing = drawing
        self._stream = stream
        self._owner = drawing.modelspace().layout_key
        self._next = int(str(drawing.entitydb.handles), 16)
        self._low = (inf, inf)
        self._high = (-inf, -inf)

    def closed_line(self, points: Sequence[Sequence[float]], layer: str) -> None:
        """Write a closed line through points; the first is not repeated."""
        self._reach(points)
        drawn = "".join([f" 10\n{x!r}\n 20\n{y!r}\n" for x, y in points])
        begin = self._begin("LWPOLYLINE", layer)
        self._stream.write(f"{begin}100\nAcDbPolyline\n 90\n{len(points)}\n 70\n1\n{drawn}")

    def text(self, text: str, at: tuple[float, float], height_m: float, layer: str) -> None:
        """Write one line of text that begins at a place."""
        x, y = at
        self._reach(((x, y - height_m / 2), (x + len(text) * height_m * _WIDE_PER_HIGH, y + height_m)))
        begin = self._begin("TEXT", layer)
        self._stream.write(
            f"{begin}100\nAcDbText\n 10\n{x!r}\n 20\n{y!r}\n 30\n0.0\n 40\n{height_m!r}\n"
            f"  1\n{text}\n100\nAcDbText\n"
        )

    def centred_text(self, text: str, at: tuple[float, float], height_m: float, layer: str) -> None:
        """Write one line of text with its middle at a place."""
        x, y = at
        half = len(text) * height_m * _WIDE_PER_HIGH / 2
        self._reach(((x - half, y - height_m), (x + half, y + height_m)))
        begin = self._begin("TEXT", layer)
        self._stream.write(
            f"{begin}100\nAcDbText\n 10\n{x!r}\n 20\n{y!r}\n 30\n0.0\n 40\n{height_m!r}\n  1\n{text}\n"
            f" 72\n{_CENTRE}\n 11\n{x!r}\n 21\n{y!r}\n 31\n0.0\n100\nAcDbText\n 73\n{_MIDDLE}\n"
        )

    def frame(self) -> tuple[str, str]:
        """Return what stands in the file before the entities and after them."""
        self._drawing.entitydb.handles.reset(f"{self._next:X}")
        if self._low < self._high:
            self._open_on_what_is_drawn()
        whole = io.StringIO()
        self._drawing.write(whole)
        before, after = whole.getvalue().split(_ENTITIES, 1)
        return before + _ENTITIES, after

    def _reach(self, points: Sequence[Sequence[float]]) -> None:
        """Note how far the drawing goes; the library, which does not hold it, cannot tell."""
        across, up = zip(*points, strict=True)
        self._low = (min(self._low[0], *across), min(self._low[1], *up))
        self._high = (max(self._high[0], *across), max(self._high[1], *up))

    def _open_on_what_is_drawn(self) -> None:
        """Tell a program where the drawing lies: in RD that is a hundred kilometres from where it looks."""
        space, (west, south), (east, north) = self._drawing.modelspace(), self._low, self._high
        space.reset_extents((west, south, 0.0), (east, north, 0.0))
        space.reset_limits(self._low, self._high)
        self._drawing.header["$LIMMIN"], self._drawing.header["$LIMMAX"] = self._low, self._high
        height_m = max(north - south, (east - west) / _SCREEN) * _AROUND
        view = self._drawing.set_modelspace_vport(height_m, ((west + east) / 2, (south + north) / 2))
        view.dxf.aspect_ratio = _SCREEN

    def _begin(self, kind: str, layer: str) -> str:
        handle = self._next
        self._next += 1
        return f"  0\n{kind}\n  5\n{handle:X}\n330\n{self._owner}\n100\nAcDbEntity\n  8\n{layer}\n"
