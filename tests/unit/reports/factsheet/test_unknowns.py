"""Whom a factsheet sends for what is unknown: the same that an advice would ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drentsportal.domain.sites.site import ContactPoint
from drentsportal.domain.values import PartialDate
from drentsportal.reports.factsheet.unknowns import unknowns_table
from drentsportal.reports.typeset.value_words import ValueWords
from tests.unit.reports.subjects import LIST, MADE_UTC, SURROUNDINGS, factsheet

if TYPE_CHECKING:
    from drentsportal.language import Language

_NAMED = ("Klantteam", "Voorbeeldnet", "", "net@bedrijvenportal.example")
OPERATOR = ContactPoint("c9", "netbeheerder", *_NAMED, LIST, PartialDate(2026, 11, 1))


def _asked(dutch: Language, *contacts: ContactPoint) -> dict[str, str]:
    around = replace(SURROUNDINGS, contacts=(*SURROUNDINGS.contacts, *contacts))
    words = ValueWords(dutch, {}, MADE_UTC.date())
    table = unknowns_table(replace(factsheet(), surroundings=around), words, "de gemeente")
    assert table is not None
    return {row[2].lines[0].text: row[0].lines[0].text for row in table.rows}


def test_the_grid_is_asked_of_its_operator_and_all_else_of_the_gemeente(dutch: Language) -> None:
    """As questions of an advice are; where the contacts name no operator the gemeente is asked for it too."""
    grid = dutch.text("doc.utilities.scarcity_grid")
    with_operator = _asked(dutch, OPERATOR)
    assert with_operator["Klantteam, Voorbeeldnet"] == grid
    assert grid not in with_operator["de gemeente"].split("; ")
    without = _asked(dutch)
    assert list(without) == ["de gemeente"]
    assert grid in without["de gemeente"].split("; ")
