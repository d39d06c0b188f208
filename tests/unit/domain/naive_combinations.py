"""Plots that combine, found by looking at every set of plots there is."""

from __future__ import annotations

from itertools import combinations as every_set
from typing import TYPE_CHECKING

import numpy as np
from shapely.geometry import Polygon, box
from shapely.ops import unary_union

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

Pairs = set[tuple[int, int]]


def shared_pairs(shapes: Sequence[BaseGeometry], parks: Sequence[int], least_m: float) -> Pairs:
    """Return the pairs of the same park whose borders have a line of that length in common."""
    return {
        (one, two)
        for one, two in every_set(range(len(shapes)), 2)
        if parks[one] == parks[two] >= 0
        and shapes[one].boundary.intersection(shapes[two].boundary).length >= least_m
    }


def is_connected(rows: Sequence[int], pairs: Pairs) -> bool:
    """Whether every plot can be reached from the first over pairs."""
    reached, waiting = {rows[0]}, set(rows[1:])
    while waiting:
        nearby = {two for two in waiting if any((min(one, two), max(one, two)) in pairs for one in reached)}
        if not nearby:
            return False
        reached |= nearby
        waiting -= nearby
    return True


def naive_combinations(
    areas: Sequence[int], parks: Sequence[int], owners: Sequence[int], pairs: Pairs, wanted: int, most: int
) -> list[tuple[int, ...]]:
    """Return all minimal connected sets of at most so many plots, one owner where owners are not below 0."""

    def reaches(rows: Sequence[int]) -> bool:
        return sum(areas[row] for row in rows) >= wanted and is_connected(rows, pairs)

    found = []
    known = [row for row in range(len(areas)) if areas[row] > 0 and parks[row] >= 0]
    for size in range(2, most + 1):
        for rows in every_set(known, size):
            if len({owners[row] for row in rows if owners[row] >= 0}) > 1 or not reaches(rows):
                continue
            if not any(reaches([row for row in rows if row != out]) for out in rows):
                found.append(rows)
    return found


def subdivision(number: int, columns: int, rows: int) -> list[Polygon]:
    """Divide a rectangle into blocks of uneven size, some of them put together, some left out."""
    draw = np.random.default_rng(number)
    x_m = np.concatenate([[0.0], draw.uniform(10, 60, columns).cumsum()]).round(2)
    y_m = np.concatenate([[0.0], draw.uniform(10, 60, rows).cumsum()]).round(2)
    cells = [
        box(x_m[column], y_m[row], x_m[column + 1], y_m[row + 1])
        for row in range(rows)
        for column in range(columns)
    ]
    shapes: list[Polygon] = []
    for cell in cells:
        merged = unary_union([shapes[-1], cell]) if shapes and draw.uniform() < 0.25 else None
        if isinstance(merged, Polygon):
            shapes[-1] = merged
        elif draw.uniform() < 0.9:
            shapes.append(cell)
    return shapes
