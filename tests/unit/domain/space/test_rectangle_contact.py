"""Edges of areas: the same whether all of them are plain outlines or some have holes or parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from shapely.geometry import MultiPolygon, Polygon, box

from drentsportal.domain.space.rectangle_contact import edges_of
from tests.unit.domain.naive_combinations import subdivision

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

RING = box(0, 0, 9, 9).difference(box(3, 3, 6, 6))
IN_PARTS = MultiPolygon([box(0, 0, 1, 1), box(5, 5, 6, 6)])
TWICE = Polygon([(0, 0), (4, 0), (4, 0), (4, 4), (0, 4)])


@pytest.mark.parametrize("other", [RING, IN_PARTS])
def test_an_area_has_the_same_edges_beside_any_other(other: BaseGeometry) -> None:
    """Plain outlines are read at once, others ring by ring; the edges and their order are the same."""
    plain = [*subdivision(5, 4, 3), TWICE, MultiPolygon([box(7, 7, 8, 9)])]
    alone = edges_of(np.array(plain, object))
    beside = edges_of(np.array([*plain, other], object))
    count = len(alone)
    assert np.array_equal(alone.start, beside.start[:count])
    assert np.array_equal(alone.end, beside.end[:count])
    assert np.array_equal(alone.owners, beside.owners[:count])
    assert set(beside.owners[count:].tolist()) == {len(plain)}
    assert len(beside) - count == 8


def test_an_edge_without_length_is_left_out() -> None:
    """A corner that is given twice makes no edge."""
    assert len(edges_of(np.array([TWICE], object))) == 4
