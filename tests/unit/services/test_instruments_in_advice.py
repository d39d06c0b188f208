"""What an advice says of instruments: the newest confirmed ones that may fit, and none that has expired."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from drentsportal.domain.values import PartialDate
from drentsportal.services.instrument_catalogue import InstrumentCatalogue
from drentsportal.services.profiles import ProfileSource
from tests.fakes import FixedActor, InMemoryWorkspace
from tests.unit.services.document_fakes import NUMBER, REQUEST, Desk
from tests.unit.services.test_advising import QUIET
from tests.unit.services.test_instrument_catalogue import SHIPPED

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.asking.request import LocationRequest


def _desk(request: LocationRequest = REQUEST) -> tuple[Desk, InstrumentCatalogue]:
    workspace = InMemoryWorkspace()
    desk = Desk(workspace=workspace, reference=ProfileSource(workspace, SHIPPED))
    desk.add_case("near", request=request)
    return desk, InstrumentCatalogue(workspace, SHIPPED.instruments, desk.clock, FixedActor())


def _told(desk: Desk, folder: Path) -> list[str]:
    desk.advising.make(NUMBER, folder, QUIET)
    return [each.instrument.id for each in desk.writer.advices[-1].instruments]


def test_an_advice_follows_the_newest_version_of_the_workspace(tmp_path: Path) -> None:
    """Confirmed, then ended: the day after its end it is gone, although it was confirmed."""
    desk, catalogue = _desk()
    assert _told(desk, tmp_path) == []
    catalogue.confirm("microkrediet", note="intern genoteerd")
    assert _told(desk, tmp_path) == ["microkrediet"]
    assert "intern genoteerd" not in repr(desk.writer.advices[-1].instruments)
    catalogue.end("microkrediet", PartialDate.of(date(2026, 11, 20)))
    assert _told(desk, tmp_path) == ["microkrediet"]
    desk.clock.advance(timedelta(days=1))
    assert _told(desk, tmp_path) == []


def test_a_confirmation_runs_out(tmp_path: Path) -> None:
    """Twelve months and a day later nobody vouches for it."""
    desk, catalogue = _desk()
    catalogue.confirm("innovatiekrediet")
    desk.clock.advance(timedelta(days=365))
    assert _told(desk, tmp_path) == ["innovatiekrediet"]
    desk.clock.advance(timedelta(days=1))
    assert _told(desk, tmp_path) == []


def test_a_confirmed_one_that_does_not_fit_is_counted_and_left_out(tmp_path: Path) -> None:
    """Of 300 people no credit for the mkb; the advice says how many are left out."""
    desk, catalogue = _desk(replace(REQUEST, staff_count=300))
    for each in ("microkrediet", "innovatiekrediet", "green_deal_rijk"):
        catalogue.confirm(each)
    assert _told(desk, tmp_path) == ["green_deal_rijk"]
    assert desk.writer.advices[-1].unfit_count == 2
