"""Finds the text that names each shape of a drawing: inside it, or else the nearest one that is free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TEXTS: Final = "TEXT MTEXT"
_NEAR_M: Final = 10.0
"""A text farther away than this says nothing about a shape."""

_JOINT: Final = " / "
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Labels:
    """One text per shape, ``None`` where there is none; ``remarks`` names, by row, what is odd about it."""

    texts: list[str | None]
    remarks: Mapping[int, str]


def labels_of(space: Any, per_metre: float, shapes: Sequence[Any]) -> Labels:  # noqa: ANN401 - a layout of ezdxf
    """Give each shape (shapely, in metres) the texts inside it, from top to bottom.

    A shape without gets the nearest text within 10 m that stands in no shape and is nearer to no other; that
    is told, since it may belong to something else.
    """
    found = [each for each in (_placed(entity, per_metre) for entity in space.query(_TEXTS)) if each]
    texts: list[str | None] = [None] * len(shapes)
    areas = np.array([each if _is_area(each) else None for each in shapes], dtype=object)
    if not found or not len(areas):
        return Labels(texts, {})
    points = shapely.points([(x_m, y_m) for x_m, y_m, _ in found])
    words = [text for _, _, text in found]
    inside, free = _inside(areas, points)
    remarks = {}
    for row, own in inside.items():
        ordered = sorted(own, key=lambda index: (-found[index][1], found[index][0]))
        texts[row] = _JOINT.join(words[index] for index in ordered)[:_LONGEST]
        if len(own) > 1:
            remarks[row] = "issue.label_several"
    for row, index in _nearest(areas, points, free).items():
        if texts[row] is None:
            texts[row] = words[index][:_LONGEST]
            remarks[row] = "issue.label_near"
    return Labels(texts, remarks)


def _is_area(shape: Any) -> bool:  # noqa: ANN401 - a geometry or None
    return shape is not None and shape.geom_type in {"Polygon", "MultiPolygon"} and bool(shape.is_valid)


def _inside(areas: Any, points: Any) -> tuple[dict[int, list[int]], list[int]]:  # noqa: ANN401 - arrays of geometries
    tree = shapely.STRtree(areas)
    which, rows = tree.query(points, predicate="intersects")
    inside: dict[int, list[int]] = {}
    for index, row in zip(which.tolist(), rows.tolist(), strict=True):
        inside.setdefault(row, []).append(index)
    return inside, sorted(set(range(len(points))) - set(which.tolist()))


def _nearest(areas: Any, points: Any, free: Sequence[int]) -> dict[int, int]:  # noqa: ANN401 - as above
    """Return, by shape, the nearest of the texts for which it is the nearest shape."""
    if not free or not any(each is not None for each in areas):
        return {}
    tree = shapely.STRtree(areas)
    (which, rows), far = tree.query_nearest(points[list(free)], max_distance=_NEAR_M, return_distance=True)
    nearest: dict[int, tuple[float, int]] = {}
    for index, row, distance in zip(which.tolist(), rows.tolist(), far.tolist(), strict=True):
        candidate = (distance, free[index])
        nearest[row] = min(nearest.get(row, candidate), candidate)
    return {row: index for row, (_, index) in nearest.items()}


def _placed(entity: Any, per_metre: float) -> tuple[float, float, str] | None:  # noqa: ANN401 - an entity of ezdxf
    text = " ".join(str(entity.plain_text()).split())
    place = entity.dxf.insert
    if entity.dxftype() == "TEXT":
        # Centred text hangs from its second point; the first one is then not where it stands.
        place = entity.ocs().to_wcs(entity.get_placement()[1])
    x_m, y_m = place.x / per_metre, place.y / per_metre
    return (x_m, y_m, text) if text and np.isfinite([x_m, y_m]).all() else None
