"""A detour factor can be seen wherever a distance stands: in the request, in a ranked row, on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from drentsportal.domain.asking.request import Requirement
from drentsportal.mapview.messages import RingsSet
from drentsportal.mapview.ring_notes import ring_notes
from drentsportal.ui.models.offer_words import OfferWords
from tests.ui.portals import open_request, rematch, shown_result

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drentsportal.ui.portal import Portal

LIMIT_M = 15_000


@pytest.fixture
def portal(qtbot: QtBot, sample_portal: Portal) -> Portal:
    """Open a request for at most 15 km, straight distances times 1,3."""
    open_request(qtbot, sample_portal, "4-webwinkel.json")
    asked = shown_result(sample_portal).request.requirements
    others = [each for each in asked if each.criterion_id != "present_distance"]
    limit = Requirement("present_distance", LIMIT_M)
    rematch(qtbot, sample_portal, requirements=(*others, limit), detour_percent=130)
    return sample_portal


def plain(text: str) -> str:
    """Take the spaces that keep a number with its unit as any other."""
    return text.replace("\u00a0", " ")


def test_the_request_says_how_its_distance_counts(portal: Portal) -> None:
    """Beside the limit."""
    words = [plain(each.text()) for each in portal.panels.case_panel.findChildren(QLabel)]
    assert "≤ 15 km, hemelsbreed × 1,3" in words


def test_a_ranked_row_says_that_the_factor_is_in_it(portal: Portal) -> None:
    """The figure is the one that counts."""
    result = portal.session.result
    assert result is not None
    told = OfferWords(portal.services.language).figures(result, result.card(0))
    assert plain(told[-1]).endswith(" km (incl. × 1,3)")


def test_the_ring_of_the_requirement_ends_where_it_counts(portal: Portal) -> None:
    """At 15 km / 1,3; the rings of the documents and their counts stay straight, and say so."""
    rings = portal.map._in_force["rings"]  # noqa: SLF001 - what the page was told last
    assert isinstance(rings, RingsSet)
    assert [round(each["radius_m"]) for each in rings.rings] == [10_000, 15_000, 11_538]
    assert plain(rings.rings[2]["label"]) == "eis 15 km: 11,5 km hemelsbreed × 1,3"
    notes = ring_notes(portal.services.language, portal.session.result).notes
    assert all(any("hemelsbreed" in line for line in note["lines"]) for note in notes)
