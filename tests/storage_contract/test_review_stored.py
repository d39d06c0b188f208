"""A review and what is stored of its answers, on every backend: values and shapes come out as it said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.merge.merge_answers import MergeAnswer, MergeAnswers, in_use_after, resolve
from drentsportal.domain.merge.merging import compare, without_sites
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import SiteKind
from tests.storage_contract.deliveries import (
    ANNA,
    BERT,
    NOON_UTC,
    batch,
    choose,
    deliver,
    delivery,
    report,
    undo,
)

if TYPE_CHECKING:
    from drentsportal.domain.merge.delivery import Delivery
    from drentsportal.domain.merge.merging import MergeReview
    from drentsportal.services.ports.workspace import Workspace

FIRST: dict[str, dict[str, object]] = {
    "p1": {"name": "Bargermeer", "net_ha": 40.0, "geometry": (0, 0, 100, 100)},
    "p2": {"name": "De Tweeling", "net_ha": 12.5, "geometry": (200, 0, 300, 100)},
    "p3": {"name": "Noord", "net_ha": 27.0, "geometry": (400, 0, 500, 100)},
}
SECOND: dict[str, dict[str, object]] = {
    "p1": {"name": "Bargermeer", "net_ha": 41.0, "geometry": (10, 0, 110, 100)},
    "p2": {"name": "De Tweeling", "net_ha": None, "geometry": (200, 0, 300, 100)},
    "p3": {"name": "Noord", "net_ha": 28.0, "geometry": (400, 0, 500, 110)},
    "n1": {"name": "Nieuw", "net_ha": 5.0, "geometry": (600, 0, 700, 100)},
}


def _parks(rows: dict[str, dict[str, object]], year: str, source: str = "IBIS") -> Delivery:
    return delivery(batch(SiteKind.PARK, rows, year), source=source)


def _state(workspace: Workspace) -> dict[str, tuple[object, ...]]:
    found: dict[str, tuple[object, ...]] = {}
    for site_id in workspace.catalogue.site_table().parks.ids.tolist():
        site = workspace.catalogue.site(site_id)
        shape = None if site.geometry_rd is None else site.geometry_rd.wkt
        found[site_id] = (site.value("name"), site.value("net_ha"), shape)
    return found


def _store(workspace: Workspace, what: Delivery, answer: MergeAnswer | None) -> MergeReview:
    review = compare(what, workspace.catalogue.merge_ground(what.source))
    done = resolve(review, MergeAnswers(answer), ANNA, NOON_UTC)
    kept = without_sites(what, done.left_out)
    with workspace.unit_of_work() as unit:
        unit.sites.add_delivery(kept, report(kept), ANNA, NOON_UTC, done.decisions)
        unit.commit()
    return review


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Give a workspace with a delivery, and an edit of a value and of a shape."""
    deliver(workspace, _parks(FIRST, "2022"))
    edited = batch(SiteKind.PARK, {"p3": {"geometry": (400, 0, 520, 100)}}).geometries_wkb[0]
    assert edited is not None
    for attribute_id, value in (("net_ha", 31.0), (GEOMETRY, edited.hex())):
        choose(
            workspace,
            ValueChoice(
                "p3", attribute_id, 0, None, None, value, "Gemeente", PartialDate(2022), BERT, NOON_UTC, ""
            ),
        )
    return workspace


@pytest.mark.parametrize("source", ["IBIS", "Gemeente Emmen"])
def test_keeping_all_changes_nothing_and_goes_with_the_import(filled: Workspace, source: str) -> None:
    """Values, shapes and sites are as before; undoing the import takes the choices with it."""
    before = _state(filled)
    _store(filled, _parks(SECOND, "2023", source), MergeAnswer.KEEP)
    assert _state(filled) == before
    undo(filled, 4)
    assert _state(filled) == before


@pytest.mark.parametrize("source", ["IBIS", "Gemeente Emmen"])
def test_taking_all_brings_all_that_is_delivered_into_use(filled: Workspace, source: str) -> None:
    """Also over edits of values and shapes."""
    before = _state(filled)
    _store(filled, _parks(SECOND, "2023", source), MergeAnswer.TAKE)
    after = _state(filled)
    assert after["p3"][1] == 28.0
    assert "500 110" in str(after["p3"][2])
    assert (after["p1"][1], set(after)) == (41.0, {"p1", "p2", "p3", "n1"})
    undo(filled, 4)
    assert _state(filled) == before


@pytest.mark.parametrize("answer", [None, *MergeAnswer])
@pytest.mark.parametrize("year", ["2021", "2023"])
def test_what_the_review_says_is_in_use_afterwards(
    filled: Workspace, answer: MergeAnswer | None, year: str
) -> None:
    """Value by value, for newer and older deliveries."""
    review = _store(filled, _parks(SECOND, year), answer)
    after = _state(filled)
    for number in range(3):
        site_id = review.site_id(number)
        for finding in review.values(number):
            expected = in_use_after(finding, answer)
            value = expected.value if isinstance(expected, Known) else None
            if finding.attribute_id == GEOMETRY:
                assert after[site_id][2] == getattr(value, "wkt", None)
            elif finding.attribute_id == "net_ha":
                assert after[site_id][1] == value
