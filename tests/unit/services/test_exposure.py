"""Exposure over a period: matches, shortlists and advices per gemeente, beside the supply of now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.cases.case import Case, CaseStatus, RequestChannel
from drentsportal.domain.cases.case_digest import ErasedCase
from drentsportal.services.exposure import COUNTS, Exposure
from drentsportal.services.progress import NoProgress
from drentsportal.services.shortlisting import Shortlisting
from tests.fakes import MOMENT_UTC, OFFICER, FixedActor
from tests.unit.services.document_fakes import NUMBER, REQUEST, Desk

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.services.exposure import ExposureLine, ExposureReport

EMMEN = "GM0114"
DAY = timedelta(days=1)


def emmen(report: ExposureReport) -> ExposureLine:
    """Return the line of Emmen, the only gemeente with sites here."""
    return next(each for each in report.lines if each.municipality_code == EMMEN)


@pytest.fixture
def desk() -> Desk:
    """Open a case that was matched, with one park on its shortlist."""
    made = Desk()
    made.add_case("near")
    return made


def test_all_gemeenten_stand_in_the_report_with_their_supply(desk: Desk) -> None:
    """Also those without sites; counts are those of the match."""
    report = Exposure(desk.workspace, desk.matching).report()
    assert len(report.lines) == 12
    result = desk.matching.latest(NUMBER)
    assert result is not None
    line = emmen(report)
    assert (line.qualified, line.top_three) == result.exposure()[EMMEN]
    assert (line.shortlisted, line.advised) == (1, 0)
    assert (line.sites_with_land, line.silent_parks) == (6, 0)
    assert line.available_ha == pytest.approx(106.9)
    assert report.share(line, "qualified") == report.supply_share(line) == report.area_share(line) == 1
    assert report.share(line, "advised") is None
    empty = report.lines[0]
    assert (empty.sites_with_land, empty.available_ha, report.area_share(empty)) == (0, None, None)


def test_matching_again_does_not_count_twice(desk: Desk) -> None:
    """Of each case the newest match in the period counts; the others are told."""
    first = Exposure(desk.workspace, desk.matching).report()
    desk.matching.match_case(NUMBER)
    desk.matching.match_case(NUMBER)
    again = Exposure(desk.workspace, desk.matching).report()
    assert [each.count("qualified") for each in again.lines] == [
        each.count("qualified") for each in first.lines
    ]
    assert (again.case_count, again.superseded_count) == (1, 2)


def test_a_period_bounds_what_counts(desk: Desk) -> None:
    """The first moment counts in, the last does not."""
    exposure = Exposure(desk.workspace, desk.matching)
    within = exposure.report(MOMENT_UTC, MOMENT_UTC + DAY)
    assert emmen(within).qualified > 0
    for bounds in ((MOMENT_UTC - DAY, MOMENT_UTC), (MOMENT_UTC + DAY, None)):
        outside = exposure.report(*bounds)
        assert outside.case_count == 0
        assert [outside.total(name) for name in COUNTS] == [0, 0, 0, 0]
        assert emmen(outside).sites_with_land == 6


def test_an_advice_offers_what_stood_on_the_shortlist_then(desk: Desk, tmp_path: Path) -> None:
    """What was added after the advice is shortlisted and was not offered."""
    desk.advising.make(NUMBER, tmp_path, NoProgress())
    desk.clock.advance(DAY)
    Shortlisting(desk.workspace, desk.clock, FixedActor()).add(NUMBER, "nearer")
    line = emmen(Exposure(desk.workspace, desk.matching).report())
    assert (line.shortlisted, line.advised) == (2, 1)
    late = emmen(Exposure(desk.workspace, desk.matching).report(MOMENT_UTC + DAY))
    assert (late.shortlisted, late.advised) == (1, 0)


def test_a_case_without_match_counts_its_shortlist_only(desk: Desk) -> None:
    """And a site that is gone from the data counts under no gemeente."""
    case = Case("D-2026-0042", CaseStatus.RECEIVED, OFFICER, RequestChannel.NOM, MOMENT_UTC, None, REQUEST)
    with desk.workspace.unit_of_work() as work:
        work.cases.add(case)
        work.commit()
    report = Exposure(desk.workspace, desk.matching).report()
    assert report.case_count == 1


def test_a_damaged_match_is_named_and_left_out(desk: Desk) -> None:
    """Its case is told by number; nothing of it counts."""
    files = desk.workspace.case_files[NUMBER]
    files.matches[-1] = (MOMENT_UTC, "{}")
    report = Exposure(desk.workspace, desk.matching).report()
    assert report.unreadable == (NUMBER,)
    assert report.total("qualified") == 0
    assert "exposure.reading.unreadable" in {each.id for each in report.readings}


def test_no_verdict_is_given(desk: Desk) -> None:
    """The reading is always printed with the figures."""
    report = Exposure(desk.workspace, desk.matching).report()
    assert [each.id for each in report.readings] == [
        "exposure.reading.counted",
        "exposure.reading.no_verdict",
    ]


def test_what_is_counted_nought_times_is_not_told(desk: Desk) -> None:
    """Earlier outcomes are named where there are any, and an empty period says so."""
    report = Exposure(desk.workspace, desk.matching).report()
    empty = replace(report, case_count=0)
    assert next(each.id for each in empty.readings) == "exposure.reading.none"
    again = replace(report, superseded_count=2)
    told = {each.id: each.params for each in again.readings}
    assert told["exposure.reading.superseded"] == (("count", 2),)


def test_with_a_destroyed_case_its_exposure_goes(desk: Desk) -> None:
    """Unlike the figures of a quarter: matches are of their case, and go with it (docs/desk.md)."""
    exposure = Exposure(desk.workspace, desk.matching)
    assert emmen(exposure.report()).shortlisted == 1
    desk.workspace.erase_case(ErasedCase(NUMBER, MOMENT_UTC, OFFICER))
    line = emmen(exposure.report())
    assert (line.qualified, line.top_three, line.shortlisted) == (0, 0, 0)
