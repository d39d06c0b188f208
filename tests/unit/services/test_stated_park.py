"""The park of a plot or premises: looked up where it is held, else none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drentsportal.domain.merge.delivery import SiteBatch
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.stated_park import stated_park
from tests.fakes import MOMENT_UTC, OFFICER
from tests.unit.services.document_fakes import Desk, delivery, report


@pytest.mark.parametrize(
    ("site_id", "park_id"), [("plot-1", "near"), ("hall", None), ("orphan", None), ("near", None)]
)
def test_a_park_is_given_where_it_is_stated_and_held(site_id: str, park_id: str | None) -> None:
    """Of a plot in a park, of premises that state none, of premises whose park is not held, of a park."""
    desk = Desk()
    orphan = SiteBatch(
        SiteKind.PREMISES, ["orphan"], [PartialDate(2026)], {"name": ["Hal 2"], "park_id": ["gone"]}, [None]
    )
    with desk.workspace.unit_of_work() as work:
        work.sites.add_delivery(
            replace(delivery(), source="Andere opgave", batches=(orphan,)), report(), OFFICER, MOMENT_UTC
        )
        work.commit()
    catalogue = desk.workspace.catalogue
    found = stated_park(catalogue, catalogue.site(site_id))
    assert (None if found is None else found.id) == park_id
