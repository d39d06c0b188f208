"""The legend never hides what the match puts first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from drentsportal.mapview.result import MapCandidate, MapResult

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from tests.ui.map_driver import MapDriver

_POINT = 10**8


def _ranked(*site_ids: str) -> MapResult:
    return MapResult(
        tuple(
            MapCandidate(
                each,
                rank,
                70 * _POINT,
                75 * _POINT,
                80 * _POINT,
                has_check=False,
                score_text="75,0",
                span_text="70,0-80,0",
            )
            for rank, each in enumerate(site_ids, start=1)
        )
    )


def _is_under_the_legend(driver: MapDriver, point: QPoint) -> bool:
    script = "JSON.stringify(document.querySelector('.dm-legend').getBoundingClientRect())"
    box = json.loads(driver.js(script))
    return bool(box["left"] <= point.x() <= box["right"] and box["top"] <= point.y() <= box["bottom"])


@pytest.mark.parametrize("corner", ["lower", "upper", "both"])
def test_the_legend_leaves_ranked_sites_in_sight(shown_map: MapDriver, corner: str) -> None:
    """A site in the corner of the legend sends it to the other corner, one in each folds it."""
    everywhere = json.loads(shown_map.js("JSON.stringify([...drentsMap.sites.sites.keys()])"))
    places = {each: shown_map.pixel_of(each) for each in everywhere}
    lowest = min(places, key=lambda each: places[each].x() - places[each].y())
    highest = min(places, key=lambda each: places[each].x() + places[each].y())
    chosen = {"lower": (lowest,), "upper": (highest,), "both": (lowest, highest)}[corner]
    with shown_map.painted("result"):
        shown_map.widget.show_result(_ranked(*chosen))
    for each in chosen:
        assert not _is_under_the_legend(shown_map, shown_map.pixel_of(each))
