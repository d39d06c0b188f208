"""Reads plots from a DXF drawing: closed polylines and hatches of one layer, with the text that names each.

A drawing knows no reference system, and often a wrong unit or none: both are asked. What is drawn with arcs
is straightened to within a centimetre, and says so, as for every other format.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import ezdxf.path
import numpy as np
import shapely
from ezdxf.filemanagement import readfile
from ezdxf.lldxf.const import DXFError

from drentsportal.domain.message import Message, message
from drentsportal.errors import DataSourceError, QuestionError
from drentsportal.geodata.decisions import DRAWING_IN_M, DRAWING_IN_MM, Decisions
from drentsportal.geodata.drawing_labels import Labels, labels_of
from drentsportal.geodata.foreign_faults import foreign_parser
from drentsportal.geodata.layer_choice import chosen_layer
from drentsportal.geodata.raw_table import RawTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from drentsportal.geodata.limits import ReadLimits
    from drentsportal.geodata.source_gate import CheckedSource

Drawn: TypeAlias = Any
"""An entity or outline of ezdxf, whose types say less than its documentation, or a shape made of it."""

_SHAPES: Final = "LWPOLYLINE POLYLINE HATCH MPOLYGON"
_AREAS: Final = frozenset({"HATCH", "MPOLYGON"})
_METRES: Final = 6
_MILLIMETRES: Final = 4
_NAMED_UNITS: Final = frozenset({0, 1, 2, 4, 5, 6, 7})
_MM_IN_M: Final = 1000
_FLATTENING_M: Final = 0.01
_LEAST_CORNERS: Final = 3


@dataclass(frozen=True, slots=True)
class _Shape:
    """One entity as drawn; ``fault`` is what reading took away or could not read (a message id)."""

    layer: str
    handle: str
    kind: str
    geometry: Any
    is_closed: bool
    is_curved: bool
    is_readable: bool = True


def read_drawing(
    checked: CheckedSource, layer: str | None, decisions: Decisions, limits: ReadLimits
) -> RawTable:
    """Read the closed polylines and hatches of one layer in the model space, in metres.

    Open polylines of that layer are rows too, as lines, so that each is listed. Raises ``QuestionError`` when
    several layers hold closed shapes and none was named, or when the header does not say metres;
    ``DataSourceError`` when the drawing is damaged or holds no shapes.
    """
    with foreign_parser(checked.path.name):
        document = readfile(checked.path)
        space = document.modelspace()
        entities = list(space.query(_SHAPES))
        if len(entities) > limits.rows:
            raise DataSourceError("error.import.too_many_rows", file=checked.path.name, limit=limits.rows)
        unit = int(document.header.get("$INSUNITS", 0))
        per_metre = _units_per_metre(checked, unit, entities, decisions)
        shapes = [_shape(each, per_metre) for each in entities]
        chosen = _chosen_layer(checked, shapes, layer)
        rows = [each for each in shapes if each.layer == chosen]
        labels = labels_of(space, per_metre, [each.geometry for each in rows])
        blocks = sum(each.dxf.layer == chosen for each in space.query("INSERT"))
        return _table(checked, chosen, rows, labels, _notes(rows, chosen, unit, per_metre, blocks))


def _units_per_metre(
    checked: CheckedSource, unit: int, entities: Sequence[Any], decisions: Decisions
) -> float:
    """Return how many units of the drawing go into a metre; asked unless the header says metres."""
    if decisions.has(DRAWING_IN_MM):
        return _MM_IN_M
    if unit == _METRES or decisions.has(DRAWING_IN_M):
        return 1
    raise QuestionError(
        "error.import.which_drawing_unit",
        option="--accept",
        choices=(DRAWING_IN_M, DRAWING_IN_MM),
        file=checked.path.name,
        unit=str(unit) if unit in _NAMED_UNITS else "other",
        extent=_extent(entities),
    )


def _extent(entities: Sequence[Any]) -> str:
    corners = [
        corner for each in entities[:200] for path in _paths(each) for corner in path.control_vertices()
    ]
    if not corners:
        return "-"
    xs, ys = [each.x for each in corners], [each.y for each in corners]
    return f"{min(xs):.6g}, {min(ys):.6g}, {max(xs):.6g}, {max(ys):.6g}"


def _paths(entity: Drawn) -> list[Any]:
    """Return the outlines of an entity in world coordinates."""
    if entity.dxftype() in _AREAS:
        return list(ezdxf.path.from_hatch(entity))
    made = ezdxf.path.make_path(entity)
    return [made] if len(made) else []


def _shape(entity: Drawn, per_metre: float) -> _Shape:
    layer, handle, kind = str(entity.dxf.layer), str(entity.dxf.handle), str(entity.dxftype())
    try:
        paths = _paths(entity)
        outlines = [_outline(each, per_metre) for each in paths]
    except (DXFError, ValueError, TypeError, ArithmeticError, AttributeError):
        return _Shape(layer, handle, kind, None, is_closed=False, is_curved=False, is_readable=False)
    outlines = [each for each in outlines if len(each) > 1]
    is_curved = any(each.has_curves for each in paths)
    is_area = kind in _AREAS
    closed = [is_area or _is_ring(entity, each) for each in outlines]
    if not outlines:
        return _Shape(layer, handle, kind, None, is_closed=False, is_curved=is_curved, is_readable=False)
    if not all(closed) or any(len(each) < _LEAST_CORNERS for each in outlines):
        line = shapely.linestrings(outlines[0])
        return _Shape(layer, handle, kind, line, is_closed=False, is_curved=is_curved)
    rings = [shapely.polygons(_closed(each)) for each in outlines]
    return _Shape(layer, handle, kind, _united(rings), is_closed=True, is_curved=is_curved)


def _outline(path: Drawn, per_metre: float) -> NDArray[np.float64]:
    corners = np.array([(each.x, each.y, each.z) for each in path.flattening(_FLATTENING_M * per_metre)])
    corners = corners.reshape(-1, 3) / per_metre
    # A height that differs is the drawing's own; a drawing without heights has zeros only.
    return corners if np.any(corners[:, 2]) else corners[:, :2]


def _is_ring(entity: Drawn, outline: NDArray[np.float64]) -> bool:
    """Whether an outline is closed: by its own mark, or because it ends exactly where it began."""
    return bool(entity.is_closed) or bool(np.array_equal(outline[0], outline[-1]))


def _closed(outline: NDArray[np.float64]) -> NDArray[np.float64]:
    return outline if np.array_equal(outline[0], outline[-1]) else np.vstack([outline, outline[:1]])


def _united(rings: Sequence[Drawn]) -> Drawn:
    """Join the outlines of one area; an outline inside another is a hole in it, as a hatch is filled."""
    if len(rings) == 1 or any(not each.is_valid for each in rings):
        return rings[0] if len(rings) == 1 else shapely.multipolygons(list(rings))
    return reduce(shapely.symmetric_difference, sorted(rings, key=lambda each: -float(each.area)))


def _chosen_layer(checked: CheckedSource, shapes: Sequence[_Shape], layer: str | None) -> str:
    closed = Counter(each.layer for each in shapes if each.is_closed)
    names = tuple(sorted(closed)) or tuple(sorted({each.layer for each in shapes}))
    if not names:
        raise DataSourceError("error.import.no_shapes", file=checked.path.name)
    return chosen_layer(checked.path.name, names, layer, {each.layer for each in shapes})


def _notes(
    rows: Sequence[_Shape], layer: str, unit: int, per_metre: float, blocks: int
) -> tuple[Message, ...]:
    closed = sum(each.is_closed for each in rows)
    notes = [message("note.drawing", layer=layer, closed=closed, open=len(rows) - closed)]
    used = _MILLIMETRES if per_metre == _MM_IN_M else _METRES
    if unit != used:
        notes.append(message("note.drawing_unit", unit=str(used)))
    if blocks:
        notes.append(message("note.drawing_blocks", blocks=blocks))
    return tuple(notes)


def _table(
    checked: CheckedSource, layer: str, rows: Sequence[_Shape], labels: Labels, notes: tuple[Message, ...]
) -> RawTable:
    geometries = np.empty(len(rows), dtype=object)
    geometries[:] = [each.geometry for each in rows]
    return RawTable(
        row_count=len(rows),
        columns={
            "drawing": _texts([checked.path.stem] * len(rows)),
            "layer": _texts([each.layer for each in rows]),
            "handle": _texts([each.handle for each in rows]),
            "entity": _texts([each.kind for each in rows]),
            "label": _texts(labels.texts),
        },
        geometries=geometries,
        layer=layer,
        is_text=True,
        geometry_faults={
            row: "issue.geometry_unreadable" for row, each in enumerate(rows) if not each.is_readable
        },
        altered={
            row: "issue.geometry_curved" for row, each in enumerate(rows) if each.is_curved and each.is_closed
        },
        remarks={(row, "label"): what for row, what in labels.remarks.items()},
        notes=notes,
    )


def _texts(values: Sequence[str | None]) -> NDArray[np.object_]:
    column = np.empty(len(values), dtype=object)
    column[:] = list(values)
    return column
