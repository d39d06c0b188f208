"""What is scarce is asked of every site, also of one in no park."""

from __future__ import annotations

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.factsheet.unknowns import unknowns_table
from drentsportal.reports.factsheet.utilities import utilities_table
from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
from drentsportal.services.documents import FactsheetSubject
from tests.unit.reports.subjects import MADE_UTC, SURROUNDINGS, site

SCARCE = {"Elektriciteitsnet, opgave", "Water", "Arbeidsmarkt", "Stikstofruimte"}


def test_a_building_in_no_park_shows_as_unknown_what_nobody_states() -> None:
    """In the table, and under what is not known with whom to ask."""
    language = Language("nl", resources_dir(), strict=True)
    words = ValueWords(language, SURROUNDINGS.segments, MADE_UTC.date())
    hall = site(SiteKind.PREMISES, "h1", {"name": "Hal 1", "broadband": True})
    subject = FactsheetSubject(hall, (), None, SURROUNDINGS, MADE_UTC)
    rows = utilities_table(subject, words, SourceNumbers(language)).rows
    told = {row[0].lines[0].text: row[1].lines[0].text for row in rows}
    assert {each: told.get(each) for each in SCARCE} == dict.fromkeys(SCARCE, "onbekend \N{EN DASH} navragen")
    assert told["Breedband"] == "ja"
    unknown = unknowns_table(subject, words, "gemeente Emmen")
    assert unknown is not None
    asked = {
        label: row[2].lines[0].text for row in unknown.rows for label in row[0].lines[0].text.split("; ")
    }
    assert {asked.get(each) for each in SCARCE} == {"gemeente Emmen"}
