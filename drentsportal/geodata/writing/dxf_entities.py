"""Closed lines and texts of a drawing as DXF text (AutoCAD 2010), written one after another.

The library holds every line and text as an object of its own, which for a hundred thousand plots is most of
the work; what frames the drawing (header, layers, objects) stays the library's.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ezdxf.document import Drawing

_ENTITIES: Final = "  2\nENTITIES\n"
_CENTRE, _MIDDLE = 1, 2


class EntityText:
    """Writes entities of the model space of ``drawing``, each with a handle that nothing else has."""

    def __init__(self, drawing: Drawing, stream: TextIO) -> None:
        """Begin after the handles that the drawing has given out; ``stream`` takes the text."""
        self._drawing = drawing
        self._stream = stream
        self._owner = drawing.modelspace().layout_key
        self._next = int(str(drawing.entitydb.handles), 16)

    def closed_line(self, points: Sequence[Sequence[float]], layer: str) -> None:
        """Write a closed line through points; the first is not repeated."""
        drawn = "".join([f" 10\n{x!r}\n 20\n{y!r}\n" for x, y in points])
        begin = self._begin("LWPOLYLINE", layer)
        self._stream.write(f"{begin}100\nAcDbPolyline\n 90\n{len(points)}\n 70\n1\n{drawn}")

    def text(self, text: str, at: tuple[float, float], height_m: float, layer: str) -> None:
        """Write one line of text that begins at a place."""
        x, y = at
        begin = self._begin("TEXT", layer)
        self._stream.write(
            f"{begin}100\nAcDbText\n 10\n{x!r}\n 20\n{y!r}\n 30\n0.0\n 40\n{height_m!r}\n"
            f"  1\n{text}\n100\nAcDbText\n"
        )

    def centred_text(self, text: str, at: tuple[float, float], height_m: float, layer: str) -> None:
        """Write one line of text with its middle at a place."""
        x, y = at
        begin = self._begin("TEXT", layer)
        self._stream.write(
            f"{begin}100\nAcDbText\n 10\n{x!r}\n 20\n{y!r}\n 30\n0.0\n 40\n{height_m!r}\n  1\n{text}\n"
            f" 72\n{_CENTRE}\n 11\n{x!r}\n 21\n{y!r}\n 31\n0.0\n100\nAcDbText\n 73\n{_MIDDLE}\n"
        )

    def frame(self) -> tuple[str, str]:
        """Return what stands in the file before the entities and after them."""
        self._drawing.entitydb.handles.reset(f"{self._next:X}")
        whole = io.StringIO()
        self._drawing.write(whole)
        before, after = whole.getvalue().split(_ENTITIES, 1)
        return before + _ENTITIES, after

    def _begin(self, kind: str, layer: str) -> str:
        handle = self._next
        self._next += 1
        return f"  0\n{kind}\n  5\n{handle:X}\n330\n{self._owner}\n100\nAcDbEntity\n  8\n{layer}\n"
