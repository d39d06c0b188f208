"""A sheet says what the advice says of the same plot: the value of its park where it has none of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drentsportal.domain.values import Known, Unknown
from drentsportal.reports.factsheet.facts import fact_tables
from drentsportal.reports.factsheet.key_figures import KeyFigures
from drentsportal.reports.factsheet.unknowns import unknowns_table
from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
from drentsportal.services.documents import FactsheetSubject
from tests.unit.figures.scenery import AS_OF
from tests.unit.reports.subjects import LIST, MADE_UTC, SURROUNDINGS, park, plots

if TYPE_CHECKING:
    from drentsportal.domain.sites.site import Site
    from drentsportal.language import Language


ASK = ["onbekend \N{EN DASH} navragen"]
PLAN = "Omgevingsplan (tijdelijk deel: bestemmingsplan)"


def _with(site: Site, **values: object) -> Site:
    known = {name: Known(value, LIST, AS_OF) for name, value in values.items()}
    return replace(site, attributes={**site.attributes, **known})


def _sheet(plot: Site, ground: Site | None) -> FactsheetSubject:
    return FactsheetSubject(plot, (), ground, SURROUNDINGS, MADE_UTC)


def _told(subject: FactsheetSubject, language: Language) -> dict[str, list[str]]:
    """Return the lines of the value of each fact."""
    words = ValueWords(language, SURROUNDINGS.segments, MADE_UTC.date())
    tables = fact_tables(subject, words, SourceNumbers(language))
    return {
        row[0].lines[0].text: [line.text for line in row[1].lines] for each in tables for row in each.rows
    }


def _unknown(subject: FactsheetSubject, language: Language) -> str:
    words = ValueWords(language, SURROUNDINGS.segments, MADE_UTC.date())
    table = unknowns_table(subject, words, "gemeente Emmen")
    return "" if table is None else "; ".join(row[0].lines[0].text for row in table.rows)


def test_a_plot_takes_from_its_park_what_it_does_not_say(dutch: Language) -> None:
    """Height, plan and segments with the source of the park, and named as such; an own value goes first."""
    ground = _with(park(), max_height_m=12.0, plan_name="Plan Buiten", category_main_max=5)
    subject = _sheet(plots(1)[0], ground)
    told = _told(subject, dutch)
    assert told["Grootste bouwhoogte"] == ["12 m", "gegeven van het terrein"]
    assert told[PLAN] == ["Plan Buiten", "gegeven van het terrein"]
    assert told["Hoogste milieucategorie"] == ["4.2"]
    words = ValueWords(dutch, SURROUNDINGS.segments, MADE_UTC.date())
    figures = {each.label: each for each in KeyFigures(words, SourceNumbers(dutch), "").all(subject)}
    height = figures["Bouwhoogte volgens plan"]
    assert (height.number, height.unit) == ("12", "m")
    assert "gegeven van het terrein" in height.note
    assert not {"Grootste bouwhoogte", PLAN} & set(_unknown(subject, dutch).split("; "))


def test_without_park_or_value_it_stays_unknown(dutch: Language) -> None:
    """Nobody says it: then it is to ask."""
    silent = replace(park(), attributes={**park().attributes, "max_height_m": Unknown()})
    for ground in (None, silent):
        subject = _sheet(plots(1)[0], ground)
        assert _told(subject, dutch)["Grootste bouwhoogte"] == ASK
        assert "Grootste bouwhoogte" in _unknown(subject, dutch)


def test_what_can_be_had_now_is_not_asked_for_a_day(dutch: Language) -> None:
    """A plot for sale and a park with land now; a reserved plot is not."""
    sold_later = plots(3)
    assert _told(_sheet(sold_later[0], park()), dutch)["Beschikbaar vanaf"] == ["terstond"]
    assert "Beschikbaar vanaf" not in _unknown(_sheet(sold_later[0], park()), dutch)
    assert _told(_sheet(sold_later[2], park()), dutch)["Beschikbaar vanaf"] == [
        "onbekend \N{EN DASH} navragen"
    ]
    assert _told(_sheet(park(), None), dutch)["Beschikbaar vanaf"] == ["terstond"]
    none = _with(park(), available_now_ha=0.0)
    assert _told(_sheet(none, None), dutch)["Beschikbaar vanaf"] == ASK
