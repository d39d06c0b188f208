"""Completeness, age, supply and known totals against plain counting, and what must always hold of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drentsportal.domain.checks.quality import COUNTED_CODES
from drentsportal.domain.checks.quality_age import age_by_municipality, ages, edited_cells
from drentsportal.domain.checks.quality_completeness import NEEDED, NEEDED_IDS, completeness, sites_lacking
from drentsportal.domain.checks.quality_supply import supply_by_municipality
from drentsportal.domain.checks.quality_totals import KNOWN_TOTALS, TotalVerdict, total_checks
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, attributes_of
from drentsportal.domain.sites.site_table import RecordSource, SiteTable
from drentsportal.domain.values import PartialDate
from drentsportal.domain.vocabulary import MUNICIPALITIES, SiteKind
from tests.unit.domain.site_tables import Row, site_table

TODAY = date(2026, 11, 20)
CODES = st.sampled_from([None, "GM0114", "GM0106", "GM9999"])
HECTARES = st.one_of(st.none(), st.integers(0, 400).map(lambda each: each / 4))


@st.composite
def parks(draw: st.DrawFn) -> list[Row]:
    """Draw parks with some values unknown."""
    rows: list[Row] = []
    for number in range(draw(st.integers(0, 8))):
        values = {
            "municipality_code": draw(CODES),
            "gross_ha": draw(HECTARES),
            "available_now_ha": draw(HECTARES),
            "available_later_ha": draw(HECTARES),
            "segments": draw(st.sampled_from([None, "logistics"])),
            "park_management": draw(st.sampled_from([None, True, False])),
        }
        stated = {name: value for name, value in values.items() if value is not None}
        rows.append({"id": f"p{number}", "name": f"Park {number}", **stated})
    return rows


def place_of(row: Row) -> int:
    """Return the place under which a row is counted."""
    code = row.get("municipality_code")
    return COUNTED_CODES.index(str(code)) if code in MUNICIPALITIES else len(COUNTED_CODES) - 1


@given(parks())
@settings(max_examples=60, deadline=None)
def test_completeness_is_what_counting_gives(rows: list[Row]) -> None:
    """Every cell is the number of sites of the gemeente that state the attribute; no sites, no share."""
    part = completeness(site_table(rows), SiteKind.PARK)
    assert part.attribute_ids == tuple(
        each.id for each in attributes_of(SiteKind.PARK) if each.describes_site
    )
    for place in range(len(COUNTED_CODES)):
        mine = [row for row in rows if place_of(row) == place]
        assert part.sites[place] == len(mine)
        for column, attribute_id in enumerate(part.attribute_ids):
            known = [row for row in mine if attribute_id in row]
            assert part.known[place, column] == len(known)
            share = part.share(place, attribute_id)
            assert share == (len(known) / len(mine) if mine else None)
        needed = NEEDED_IDS[SiteKind.PARK]
        filled = sum(each in row for row in mine for each in needed)
        expected = filled / (len(mine) * len(needed)) if mine else None
        assert part.total_share(place) == (None if expected is None else pytest.approx(expected))
    assert part.sites.sum() == len(rows)


@given(parks(), st.sampled_from(["segments", "gross_ha", "park_management"]))
@settings(max_examples=40, deadline=None)
def test_sites_lacking_are_those_without_a_value(rows: list[Row], attribute_id: str) -> None:
    """What is listed is what is not counted, per gemeente and over all."""
    table = site_table(rows)
    for place, code in enumerate(COUNTED_CODES):
        expected = [row["id"] for row in rows if place_of(row) == place and attribute_id not in row]
        assert list(sites_lacking(table, SiteKind.PARK, attribute_id, code)) == expected
    everywhere = [row["id"] for row in rows if attribute_id not in row]
    assert list(sites_lacking(table, SiteKind.PARK, attribute_id)) == everywhere


@given(parks())
@settings(max_examples=40, deadline=None)
def test_filling_a_value_never_lowers_completeness(rows: list[Row]) -> None:
    """One more known value raises the share of its gemeente, and no other."""
    before = completeness(site_table(rows), SiteKind.PARK)
    for number, row in enumerate(rows):
        if "gross_ha" in row:
            continue
        filled = [*rows[:number], {**row, "gross_ha": 1.0}, *rows[number + 1 :]]
        after = completeness(site_table(filled), SiteKind.PARK)
        for place in range(len(COUNTED_CODES)):
            was, now = before.total_share(place), after.total_share(place)
            if was is None or now is None:
                assert was is now
            elif place == place_of(row):
                assert now > was
            else:
                assert now == was


@given(
    st.lists(
        st.tuples(CODES, st.one_of(st.none(), st.integers(0, 3)), st.booleans()), min_size=0, max_size=8
    ),
    st.lists(st.dates(date(2018, 1, 1), date(2027, 6, 1)), min_size=8, max_size=8),
)
@settings(max_examples=60, deadline=None)
def test_ages_are_what_counting_gives(
    sites: list[tuple[str | None, int | None, bool]], days: list[date]
) -> None:
    """Stale is older than allowed, counted from the earliest day meant; a date to come counts as new."""
    rows: list[Row] = []
    for number, (code, amount, has_phase) in enumerate(sites):
        row: Row = {"id": f"p{number}"}
        if code is not None:
            row["municipality_code"] = code
        if amount is not None:
            row["available_now_ha"] = float(amount)
        if has_phase:
            row["plan_phase"] = "adopted"
        rows.append(row)
    table = site_table(rows)
    sources = {number + 1: RecordSource("x", PartialDate.of(days[number])) for number in range(len(rows))}
    dated = SiteTable(1, table.parks, table.plots, table.premises, sources)
    parts = tuple(ages(dated, kind, TODAY, {}) for kind in SiteKind)
    lines = age_by_municipality(parts)
    for place, line in enumerate(lines):
        found = [
            (max(0, (TODAY - days[number]).days), attribute_id)
            for number, row in enumerate(rows)
            if place_of(row) == place
            for attribute_id in ("available_now_ha", "plan_phase")
            if attribute_id in row
        ]
        stale = [each for each in found if each[0] > (ATTRIBUTE_BY_ID[each[1]].max_age_days or 0)]
        assert (line.dated_values, line.stale_values) == (len(found), len(stale))
        oldest = None if line.oldest is None else line.oldest.age_days
        assert oldest == (max(found)[0] if found else None)


def test_a_value_entered_by_hand_has_the_date_of_its_entry() -> None:
    """Record id 0 is no record: its date comes from whoever entered it, and none means no age."""
    table = site_table([{"id": "p1", "municipality_code": "GM0114", "available_now_ha": 3.0}])
    table.parks.columns["available_now_ha"].record_ids[0] = 0
    assert ("p1", "available_now_ha") in edited_cells(table, SiteKind.PARK)
    undated = ages(table, SiteKind.PARK, TODAY, {})
    assert (undated.days >= 0).sum() == 0
    said = {("p1", "available_now_ha"): RecordSource("Gemeente", PartialDate(2026, 11, 10))}
    fresh = ages(table, SiteKind.PARK, TODAY, said)
    assert fresh.days.max() == 10
    assert not fresh.stale.any()


@given(parks())
@settings(max_examples=40, deadline=None)
def test_supply_adds_up_what_parks_state(rows: list[Row]) -> None:
    """Unknown is no zero: without a statement there is no sum, and silence is counted."""
    for place, line in enumerate(supply_by_municipality(site_table(rows))):
        mine = [row for row in rows if place_of(row) == place]
        stated = [float(str(row["available_now_ha"])) for row in mine if "available_now_ha" in row]
        assert line.parks == len(mine)
        assert line.silent_parks == len(mine) - len(stated)
        assert line.now_ha == (pytest.approx(sum(stated)) if stated else None)


def test_known_totals_are_compared_and_unknown_stays_unknown() -> None:
    """120 parks of 3,523.60 ha gross are 36 % above the documents; nothing is compared that is not stated."""
    rows: list[Row] = [
        {"id": f"p{number}", "municipality_code": "GM0114", "gross_ha": 3523.6 / 120} for number in range(120)
    ]
    found = {each.known.id: each for each in total_checks(site_table(rows))}
    assert found["gross_ha"].verdict is TotalVerdict.DIFFERS
    assert found["gross_ha"].difference == pytest.approx(0.3552, abs=1e-3)
    assert found["park_count"].own == 120
    assert found["municipality_count"].own == 1
    assert found["net_ha"].verdict is TotalVerdict.UNKNOWN
    assert found["direct_share"].own is None
    assert (found["gross_ha"].first_year, found["gross_ha"].last_year) == (2022, 2022)


def test_the_share_available_at_once_counts_only_parks_that_state_both() -> None:
    """A park that does not say what is later would make the share look better than anybody knows."""
    rows: list[Row] = [
        {"id": "p1", "available_now_ha": 17.0, "available_later_ha": 3.0},
        {"id": "p2", "available_now_ha": 100.0},
    ]
    found = {each.known.id: each for each in total_checks(site_table(rows))}
    assert found["direct_share"].own == pytest.approx(0.85)
    assert found["direct_share"].verdict is TotalVerdict.EQUAL
    assert found["available_ha"].own == 20
    assert found["available_now_ha"].own == 117


def test_an_empty_workspace_has_no_totals() -> None:
    """No parks is unknown, not zero hectares."""
    assert {each.verdict for each in total_checks(site_table())} == {TotalVerdict.UNKNOWN}


def test_every_known_total_names_its_source_and_the_part_of_it() -> None:
    """Each figure can be looked up, and has the year that it holds for."""
    assert all("bijlage" in each.source and each.reference_year == 2013 for each in KNOWN_TOTALS)


def test_what_is_needed_belongs_to_the_kind_and_has_a_reason() -> None:
    """The list of what is needed names attributes that the kind has, each once."""
    for each in NEEDED:
        assert each.kind in ATTRIBUTE_BY_ID[each.attribute_id].kinds
        assert each.reason
    assert all(len(set(ids)) == len(ids) for ids in NEEDED_IDS.values())
