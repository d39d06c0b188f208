"""Matching a case over both stores: kept, replayed, told with sources, the same bytes every time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from shapely import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from drentsportal.domain.asking.request import (
    Building,
    Combining,
    LocationRequest,
    Origin,
    Preference,
    Requirement,
)
from drentsportal.domain.cases.case import Case, CaseStatus, EventKind, RequestChannel
from drentsportal.domain.match.provenance import COMPUTED_SOURCE
from drentsportal.domain.match.replay import to_replay
from drentsportal.domain.merge.delivery import AreaTotals, Delivery, ImportReport, SiteBatch
from drentsportal.domain.sites.history import ValueChoice
from drentsportal.domain.sites.site import Landmark
from drentsportal.domain.sites.site_table import RecordSource
from drentsportal.domain.values import Known, PartialDate
from drentsportal.domain.vocabulary import LandmarkKind, SiteKind
from drentsportal.errors import ConflictError, InputError, NotFoundError
from drentsportal.reference import TomlReference
from drentsportal.services.matching import CatalogueSources, Matching
from tests.fakes import MOMENT_UTC, OFFICER, FixedActor, FixedClock, InMemoryWorkspace
from tests.new_files import new_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drentsportal.services.ports.workspace import Workspace

RESOURCES = Path(__file__).parents[3] / "resources"
YEAR = PartialDate(2026)
REQUEST = LocationRequest(
    title="Composietverwerker",
    origin=Origin("Emmen", 257_000, 533_000),
    requirements=(
        Requirement("plot_area", 15_000),
        Requirement("present_distance", 15_000),
        Requirement("junction_distance", 20_000),
    ),
    preferences=(Preference("present_distance", 30), Preference("reuse", 10)),
)


@pytest.fixture(params=["sqlite", "in-memory"])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    """Open a workspace with two parks, three plots, premises, a junction and a case."""
    opened: Workspace = InMemoryWorkspace()
    if request.param == "sqlite":
        opened = new_workspace(tmp_path / "work.drents")
    with opened.unit_of_work() as work:
        work.sites.add_delivery(_delivery(), _report(), OFFICER, MOMENT_UTC)
        work.cases.add(_case(REQUEST))
        work.commit()
    yield opened
    opened.close()


@pytest.fixture
def matching(workspace: Workspace) -> Matching:
    """Wire the service."""
    return Matching(workspace, TomlReference(RESOURCES), FixedClock(), FixedActor())


def test_a_match_of_a_case_is_kept_with_an_event(workspace: Workspace, matching: Matching) -> None:
    """The outcome comes back as it was, and the timeline tells that it was made."""
    result = matching.match_case("D-2026-0001")
    latest = matching.latest("D-2026-0001")
    assert latest is not None
    assert latest.ranking() == result.ranking()
    assert latest.card(0) == result.card(0)
    with workspace.unit_of_work() as work:
        event = work.cases.events("D-2026-0001")[-1]
    assert event.kind is EventKind.MATCHED
    assert event.actor == OFFICER
    assert event.details["qualifiers"] == str(result.qualifier_count)


def test_a_kept_text_replays_through_the_service(matching: Matching) -> None:
    """Text out, the same result back."""
    result = matching.match(REQUEST)
    assert matching.replay(to_replay(result)).ranking() == result.ranking()


def test_a_case_without_a_match_has_no_latest(matching: Matching) -> None:
    """Nothing was matched yet, and an unknown case is an error."""
    assert matching.latest("D-2026-0001") is None
    with pytest.raises(NotFoundError):
        matching.latest("D-2026-0099")


def test_the_same_match_gives_the_same_bytes(matching: Matching) -> None:
    """No clock time and no generated id is in the text."""
    assert to_replay(matching.match(REQUEST)) == to_replay(matching.match(REQUEST))


def test_a_profile_can_be_tried_without_being_kept(matching: Matching) -> None:
    """The match rests on the profile that is handed in; the one that counts stays as it is."""
    usual = matching.match(REQUEST)
    changed = replace(usual.profile, version=usual.profile.version + 7)
    assert matching.match(REQUEST, changed).profile == changed
    assert matching.match(REQUEST).profile == usual.profile


def test_values_carry_the_source_and_date_of_their_record(matching: Matching) -> None:
    """A delivered value names its delivery, a computed one that it was computed."""
    card = matching.match(REQUEST).card_of("park-total")
    values = {each.criterion_id: each.value for each in card.outcomes}
    assert values["plot_area"] == Known(347_000, "Opgave", YEAR)
    distance = values["present_distance"]
    assert isinstance(distance, Known)
    assert distance.source == COMPUTED_SOURCE
    assert distance.as_of == YEAR


def test_an_edit_is_told_with_its_own_source(workspace: Workspace, matching: Matching) -> None:
    """A value that a person entered names that person's source, also in a replay."""
    choice = ValueChoice(
        site_id="park-total",
        attribute_id="available_now_ha",
        from_version=0,
        until_version=None,
        record_id=None,
        value=2.5,
        source="Accountmanager Emmen",
        as_of=PartialDate.of(date(2026, 11, 19)),
        actor=OFFICER,
        chosen_at_utc=MOMENT_UTC,
        reason="gebeld",
    )
    with workspace.unit_of_work() as work:
        work.sites.choose(choice)
        work.commit()
    result = matching.match_case("D-2026-0001")
    kept = matching.latest("D-2026-0001")
    assert kept is not None
    for each in (result, kept):
        outcome = each.card_of("park-total").outcomes[0]
        assert outcome.value == Known(25_000, "Accountmanager Emmen", PartialDate(2026, 11, 19))


def test_a_site_without_name_still_tells_where_its_distance_comes_from(
    workspace: Workspace, matching: Matching
) -> None:
    """The record that delivered it speaks for its place; so does the park for a plot without geometry."""
    nameless: dict[str, object] = {"id": "stil", "available_now_ha": 5.0, "geometry": Point(257_000, 533_000)}
    later = replace(_delivery(), source="Later", batches=(_batch(SiteKind.PARK, [nameless]),), landmarks=())
    with workspace.unit_of_work() as work:
        work.sites.add_delivery(later, _report(), OFFICER, MOMENT_UTC)
        work.commit()
    result = matching.match_case("D-2026-0001")
    values = {each.criterion_id: each.value for each in result.card_of("stil").outcomes}
    assert values["present_distance"] == Known(0, COMPUTED_SOURCE, YEAR)
    assert to_replay(result) == to_replay(matching.match(REQUEST))


def test_sources_in_the_table_spare_a_look_into_the_store(workspace: Workspace) -> None:
    """What the table tells is used; a value without record is asked of its site, an unknown site refused."""
    told = RecordSource("Tabel", PartialDate(2025))
    table = replace(workspace.catalogue.site_table(), sources={1: told})
    sources = CatalogueSources(workspace.catalogue, table.sources, table.data_version)
    assert sources.source_of("park-total", "name", 1) == told
    assert sources.source_of("park-total", "name", 0) == RecordSource("Opgave", YEAR)
    assert sources.source_of("park-total", "max_height_m", 0) == RecordSource("Opgave", YEAR)
    with pytest.raises(NotFoundError):
        sources.source_of("nergens", "name", 0)


def test_a_kept_match_does_not_follow_the_data(workspace: Workspace, matching: Matching) -> None:
    """A later delivery changes the next match, not the one that was answered with."""
    before = matching.match_case("D-2026-0001")
    with workspace.unit_of_work() as work:
        work.sites.add_delivery(_delivery(total_ha=0.2), _report(), OFFICER, MOMENT_UTC)
        work.commit()
    kept = matching.latest("D-2026-0001")
    assert kept is not None
    assert kept.is_qualified("park-total")
    assert kept.data_version == before.data_version
    assert not matching.match(REQUEST).is_qualified("park-total")


def test_the_newest_match_still_measures_an_excluded_site(workspace: Workspace, matching: Matching) -> None:
    """As long as the data are those of the match; later it says that nobody measured."""
    park: dict[str, object] = {
        "id": "hoek",
        "municipality_code": "GM0114",
        "segments": "heavy_industry",
        "geometry": Point(250_000, 530_000),
    }
    plot: dict[str, object] = {
        "id": "hoek-1",
        "municipality_code": "GM0114",
        "park_id": "hoek",
        "status": "available",
        "area_m2": 12_000,
        "geometry": Polygon([(250_000, 530_000), (250_200, 530_000), (250_000, 530_120)]),
    }
    batches = (_batch(SiteKind.PARK, [park]), _batch(SiteKind.PLOT, [plot]))
    asked = replace(
        REQUEST,
        requirements=(Requirement("segment", ("logistics",)),),
        building=Building(1100, 550, 0),
    )
    with workspace.unit_of_work() as work:
        work.sites.add_delivery(
            replace(_delivery(), source="Hoek", batches=batches, landmarks=()), _report(), OFFICER, MOMENT_UTC
        )
        work.cases.save(replace(work.cases.get("D-2026-0001"), request=asked))
        work.commit()
    made = matching.match_case("D-2026-0001").rejection_of("hoek")
    assert [each.needed for each in made.relaxations if each.criterion_id == "building"] == [1090]
    latest = matching.latest("D-2026-0001")
    assert latest is not None
    assert latest.rejection_of("hoek") == made
    with workspace.unit_of_work() as work:
        work.sites.add_delivery(_delivery(total_ha=0.2), _report(), OFFICER, MOMENT_UTC)
        work.commit()
    later = matching.latest("D-2026-0001")
    assert later is not None
    assert later.rejection_of("hoek").has_unmeasured_building


def test_a_change_of_area_is_proven_on_a_case_that_is_opened_again(
    workspace: Workspace, matching: Matching
) -> None:
    """Three plots of 0.8 ha of which two may be taken together; without the ground only a bound is told."""
    park = {
        "id": "rij",
        "name": "Rij",
        "municipality_code": "GM0114",
        "available_now_ha": 2.4,
        "geometry": box(250_000, 530_000, 250_300, 530_080),
    }
    plots: list[dict[str, object]] = [
        {
            "id": f"rij-{number}",
            "municipality_code": "GM0114",
            "park_id": "rij",
            "status": "available",
            "area_m2": 8_000,
            "seller": "municipality",
            "geometry": box(250_000 + 100 * number, 530_000, 250_100 + 100 * number, 530_080),
        }
        for number in range(3)
    ]
    asked = replace(
        REQUEST, requirements=(Requirement("plot_area", 40_000),), combining=Combining(0, most_plots=2)
    )
    batches = (_batch(SiteKind.PARK, [park]), _batch(SiteKind.PLOT, plots))
    with workspace.unit_of_work() as work:
        work.sites.add_delivery(
            replace(_delivery(), source="Rij", batches=batches, landmarks=()), _report(), OFFICER, MOMENT_UTC
        )
        work.cases.save(replace(work.cases.get("D-2026-0001"), request=asked))
        work.commit()
    made = matching.match_case("D-2026-0001").rejection_of("rij")
    latest = matching.latest("D-2026-0001")
    assert latest is not None
    assert latest.inputs.ground is not None
    assert latest.rejection_of("rij") == made


def test_a_request_that_changed_meanwhile_is_not_overwritten(
    workspace: Workspace, matching: Matching, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who changes the request during a match wins; the outcome of the old one is not kept."""
    match = matching.match

    def change_first(request: LocationRequest) -> object:
        with workspace.unit_of_work() as work:
            case = work.cases.get("D-2026-0001")
            work.cases.save(replace(case, request=replace(case.request, title="Anders")))
            work.commit()
        return match(request)

    monkeypatch.setattr(matching, "match", change_first)
    with pytest.raises(ConflictError):
        matching.match_case("D-2026-0001")
    assert matching.latest("D-2026-0001") is None


def test_faults_of_a_request_are_told_with_their_field(matching: Matching) -> None:
    """A distance without a place, and a profile that does not exist."""
    with pytest.raises(InputError) as caught:
        matching.match(replace(REQUEST, origin=None))
    assert caught.value.field == "origin"
    with pytest.raises(NotFoundError):
        matching.match(replace(REQUEST, profile_id="geen"))


def test_an_unknown_segment_is_no_search_without_outcome(matching: Matching) -> None:
    """Neither as requirement nor as wish does a segment that is none pass in silence."""
    for asked in (
        replace(REQUEST, requirements=(Requirement("segment", ("bakkerij",)),)),
        replace(REQUEST, preferences=(Preference("segment", 1, ("bakkerij",)),)),
    ):
        with pytest.raises(InputError) as caught:
            matching.match(asked)
        assert caught.value.field == "segment"


def _case(request: LocationRequest) -> Case:
    return Case(
        number="D-2026-0001",
        status=CaseStatus.RECEIVED,
        owner=OFFICER,
        channel=RequestChannel.NOM,
        received_at_utc=MOMENT_UTC,
        asked_at_utc=None,
        request=request,
    )


def _batch(kind: SiteKind, rows: Sequence[dict[str, object]]) -> SiteBatch:
    names = sorted({name for row in rows for name in row} - {"id", "geometry"})
    return SiteBatch(
        kind,
        [str(row["id"]) for row in rows],
        [YEAR] * len(rows),
        {name: [row.get(name) for row in rows] for name in names},
        [_wkb(row["geometry"]) for row in rows],
    )


def _wkb(geometry: object) -> bytes:
    assert isinstance(geometry, BaseGeometry)
    return geometry.wkb


def _delivery(total_ha: float = 34.7) -> Delivery:
    total = {
        "id": "park-total",
        "name": "Bedrijvenpark A37",
        "municipality_code": "GM0114",
        "available_now_ha": total_ha,
        "geometry": box(258_000, 530_000, 258_500, 530_500),
    }
    listed = {
        "id": "park-plots",
        "name": "Tweeling-Oost",
        "municipality_code": "GM0114",
        "reuse_class": "existing",
        "geometry": box(256_000, 528_000, 256_500, 528_500),
    }
    plots: list[dict[str, object]] = [
        {
            "id": f"plot-{number}",
            "name": str(number),
            "municipality_code": "GM0114",
            "park_id": "park-plots",
            "status": status,
            "area_m2": area_m2,
            "geometry": box(256_000, 528_000, 256_100, 528_100),
        }
        for number, (status, area_m2) in enumerate(
            [("available", 9_000), ("available", 16_000), ("option", 30_000)], start=1
        )
    ]
    hall: dict[str, object] = {
        "id": "hal",
        "name": "Leegstaande hal",
        "municipality_code": "GM0114",
        "premises_kind": "industrial",
        "floor_area_m2": 9_400,
        "geometry": Point(257_500, 531_000),
    }
    junction = Landmark(
        "oprit", LandmarkKind.MOTORWAY_JUNCTION, "Nieuw-Amsterdam", Point(256_000, 527_000), "Opgave", YEAR
    )
    return Delivery(
        source="Opgave",
        file_name="opgave.gpkg",
        file_sha256="0" * 64,
        mapping_id="own",
        batches=(
            _batch(SiteKind.PARK, [total, listed]),
            _batch(SiteKind.PLOT, plots),
            _batch(SiteKind.PREMISES, [hall]),
        ),
        landmarks=(junction,),
    )


def _report() -> ImportReport:
    return ImportReport(
        file_name="opgave.gpkg",
        source="Opgave",
        mapping_id="own",
        feature_count=6,
        site_count=6,
        kind="sites",
        municipality_count=1,
        totals=AreaTotals(None, None, None),
    )
