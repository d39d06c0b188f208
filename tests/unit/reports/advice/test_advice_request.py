"""What a request asks stands in the advice in words, with its unit, whatever is asked."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from drentsportal.domain.asking.request import Building, Combining, Housing
from drentsportal.domain.match.criteria import CRITERIA, LimitKind
from drentsportal.reports.advice.request import request_tables
from drentsportal.services.request_exchange import read_request_file
from tests.full_request import FULL_REQUEST
from tests.unit.reports.subjects import advice

if TYPE_CHECKING:
    from drentsportal.domain.asking.request import LocationRequest
    from drentsportal.language import Language


FULL = read_request_file(json.dumps(FULL_REQUEST)).request


def _table(request: LocationRequest, dutch: Language) -> dict[str, str]:
    subject = replace(advice(), request=request)
    rows = request_tables(subject, dutch)[0].rows
    return {row[0].lines[0].text: row[1].lines[0].text for row in rows}


def test_every_criterion_is_worded(dutch: Language) -> None:
    """A request that asks everything names every criterion once, and no limit as a bare number."""
    table = _table(FULL, dutch)
    askable = [each.id for each in CRITERIA if each.limit_kind is not LimitKind.NONE]
    assert {dutch.text(f"criterion.{each}") for each in askable} <= set(table)
    bare = [name for name, text in table.items() if text.replace(",", "").isdigit()]
    assert bare == [
        dutch.text("doc.request.staff"),
        dutch.text("doc.request.trucks"),
        "Omwegfactor bij afstanden",
    ]


def test_limits_carry_people_s_units(dutch: Language) -> None:
    """Seconds as minutes, litres as cubic metres, power as it is large, rent by the year."""
    table = _table(FULL, dutch)
    assert table["Reistijd tot oprit snelweg"] == "ten hoogste 20 min"
    assert table["Water"] == "12,5 m³/uur nodig"
    assert table["Netruimte voor afname"] == "1,75 MW nodig"
    assert table["Netruimte voor teruglevering"] == "nodig, hoeveel onbekend"
    assert table["Stikstofruimte"] == "nodig"
    assert table["Arbeidskrachten"] == "40 personen nodig"
    assert table["Huurprijs"] == "ten hoogste € 62,00 per m² per jaar"
    assert table["Sectorcode"] == "SBI 2008 10.31"
    assert table["Wensen in woorden, niet gescoord"] == "Zicht vanaf de A37; Collega-bedrijven in de buurt"
    assert table["Woonplaatsen van het personeel"] == "Emmen (30) en 7811 AB (12)"
    assert table["Reistijd met"] == "personenauto"


def test_building_and_combined_plots_are_worded(dutch: Language) -> None:
    """The sides, the strip only where one is asked, and which plots may go together."""
    table = _table(FULL, dutch)
    assert (
        table["Gebouw past op de kavel"] == "40 m breed en 25,5 m diep, in elke richting, met 5 m vrij rondom"
    )
    assert (
        table["Aangrenzende kavels samen"]
        == "ten hoogste 3 kavels, met een strook tot 3 m ertussen, van één verkoper"
    )
    plain = _table(replace(FULL, building=Building(300, 200), combining=Combining(most_plots=1)), dutch)
    assert plain["Gebouw past op de kavel"] == "30 m breed en 20 m diep, in elke richting"
    assert plain["Aangrenzende kavels samen"] == "nee, alleen losse kavels"
    assert "Aangrenzende kavels samen" not in _table(replace(FULL, housing=Housing.PREMISES), dutch)


def test_what_was_not_asked_does_not_stand_there(dutch: Language) -> None:
    """A request without wishes, sector or building has no rows for them."""
    bare = replace(
        FULL,
        requirements=(), preferences=(), building=None, soft_factors=(), staff_points=(), sector_code="",
        sector="", truck_movements_per_day=None, detour_percent=100, origin=None, staff_count=None,
    )  # fmt: skip
    assert list(_table(bare, dutch)) == ["Soort aanvraag", "Gezocht"]
