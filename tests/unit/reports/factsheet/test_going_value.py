"""A sheet says what the advice says of the same plot: the value of its park where it has none of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drentsportal.domain.sites.site_surroundings import GridHere, ParkManagementHere, SiteSurroundings
from drentsportal.domain.sites.surroundings import ParkManagementOrganisation
from drentsportal.domain.values import Known, Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.reports.factsheet.facts import fact_tables
from drentsportal.reports.factsheet.in_short import in_short
from drentsportal.reports.factsheet.key_figures import KeyFigures
from drentsportal.reports.factsheet.management import management_table
from drentsportal.reports.factsheet.plots import plots_table
from drentsportal.reports.factsheet.unknowns import unknowns_table
from drentsportal.reports.typeset.value_words import SourceNumbers, ValueWords
from drentsportal.services.documents import FactsheetSubject
from tests.unit.figures.scenery import AS_OF
from tests.unit.reports.subjects import LIST, MADE_UTC, SURROUNDINGS, factsheet, park, plots, site

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


def _source(subject: FactsheetSubject, language: Language, label: str) -> str:
    words = ValueWords(language, SURROUNDINGS.segments, MADE_UTC.date())
    rows = [row for each in fact_tables(subject, words, SourceNumbers(language)) for row in each.rows]
    return next(row[2].lines[0].text for row in rows if row[0].lines[0].text == label)


def _unknown(subject: FactsheetSubject, language: Language) -> str:
    words = ValueWords(language, SURROUNDINGS.segments, MADE_UTC.date())
    table = unknowns_table(subject, words, "gemeente Emmen")
    return "" if table is None else "; ".join(row[0].lines[0].text for row in table.rows)


def test_a_plot_takes_from_its_park_what_it_does_not_say(dutch: Language) -> None:
    """Height, plan and segments with the source of the park, and named as such; an own value goes first."""
    ground = _with(park(), max_height_m=12.0, plan_name="Plan Buiten", category_main_max=5)
    subject = _sheet(plots(1)[0], ground)
    told = _told(subject, dutch)
    assert told["Grootste bouwhoogte"] == ["12 m", "opgave van het terrein"]
    assert told[PLAN] == ["Plan Buiten", "opgave van het terrein"]
    assert told["Hoogste milieucategorie"] == ["4.2"]
    words = ValueWords(dutch, SURROUNDINGS.segments, MADE_UTC.date())
    figures = {each.label: each for each in KeyFigures(words, SourceNumbers(dutch), "").all(subject)}
    height = figures["Bouwhoogte volgens plan"]
    assert (height.number, height.unit) == ("12", "m")
    assert "opgave van het terrein" in height.note
    assert not {"Grootste bouwhoogte", PLAN} & set(_unknown(subject, dutch).split("; "))


def test_without_park_or_value_it_stays_unknown(dutch: Language) -> None:
    """Nobody says it: then it is to ask."""
    silent = replace(park(), attributes={**park().attributes, "max_height_m": Unknown()})
    for ground in (None, silent):
        subject = _sheet(plots(1)[0], ground)
        assert _told(subject, dutch)["Grootste bouwhoogte"] == ASK
        assert "Grootste bouwhoogte" in _unknown(subject, dutch)


def test_what_can_be_had_now_is_not_asked_for_a_day(dutch: Language) -> None:
    """Of a plot for sale its status says so, and no source states a day; a reserved plot has none."""
    sold_later = plots(3)
    by_status = ["terstond", "volgens de status"]
    assert _told(_sheet(sold_later[0], park()), dutch)["Beschikbaar vanaf"] == by_status
    assert _source(_sheet(sold_later[0], park()), dutch, "Beschikbaar vanaf") == "\N{EN DASH}"
    words = ValueWords(dutch, SURROUNDINGS.segments, MADE_UTC.date())
    figures = KeyFigures(words, SourceNumbers(dutch), "").all(_sheet(sold_later[0], park()))
    head = next(each for each in figures if each.label == "Beschikbaar vanaf")
    assert (head.number, head.note) == ("terstond", "volgens de status")
    assert "Beschikbaar vanaf" not in _unknown(_sheet(sold_later[0], park()), dutch)
    assert _told(_sheet(sold_later[2], park()), dutch)["Beschikbaar vanaf"] == [
        "onbekend \N{EN DASH} navragen"
    ]


def test_hectares_of_a_park_say_of_no_day(dutch: Language) -> None:
    """It stays unknown and is asked, as a match reads it; of its free plots the status is told, as such."""
    bare = _sheet(park(), None)
    assert _told(bare, dutch)["Beschikbaar vanaf"] == ASK
    assert "Beschikbaar vanaf" in _unknown(bare, dutch)
    with_plots = factsheet()
    assert _told(with_plots, dutch)["Beschikbaar vanaf"] == [
        *ASK,
        "vrije kavels: zie status",
    ]
    assert _source(with_plots, dutch, "Beschikbaar vanaf") == "\N{EN DASH}"
    stated = replace(with_plots, site=_with(park(), available_from="2027-04-01"))
    assert _told(stated, dutch)["Beschikbaar vanaf"] == ["1 apr. 2027"]
    reserved = replace(with_plots, plots=plots(3)[2:])
    assert _told(reserved, dutch)["Beschikbaar vanaf"] == ASK


def test_the_largest_free_plot_is_asked_where_page_one_does_not_know_it(dutch: Language) -> None:
    """Not where one is known, nor where it is known that none is free."""
    label = "Grootste vrije kavel"
    assert label in _unknown(_sheet(park(), None), dutch).split("; ")
    assert label not in _unknown(factsheet(), dutch)
    taken = replace(factsheet(), plots=plots(5)[1:])
    assert label not in _unknown(taken, dutch)


def test_a_plot_has_the_price_of_its_park(dutch: Language) -> None:
    """As a match reads it: the range of the park with its source, one end where only that is known."""
    words = ValueWords(dutch, SURROUNDINGS.segments, MADE_UTC.date())

    def price(ground: Site | None, **own: object) -> tuple[str, str, str]:
        sources = SourceNumbers(dutch)
        made = KeyFigures(words, sources, "").all(_sheet(_with(plots(1)[0], **own), ground))
        found = next(each for each in made if each.label == "Grondprijs per m²")
        return found.number, found.unit, found.note

    both = _with(park(), price_min_eur_m2=42.5, price_max_eur_m2=57.5)
    assert price(both) == (
        "€ 42,50 \N{EN DASH} 57,50",
        "",
        "bron 1 · 1 nov. 2026 · opgave van het terrein",
    )
    assert price(_with(park(), price_min_eur_m2=42.5))[:2] == ("vanaf € 42,50", "")
    assert price(_with(park(), price_max_eur_m2=57.5))[:2] == ("tot € 57,50", "")
    assert price(both, price_eur_m2=61.0) == ("€ 61,00", "", "bron 1 · 1 nov. 2026")
    assert price(park())[1] == "onbekend"
    assert "Grondprijs per m²" in _unknown(_sheet(plots(1)[0], park()), dutch).split("; ")
    assert "rondprijs" not in _unknown(_sheet(plots(1)[0], both), dutch)


def test_of_half_a_price_only_the_other_half_is_asked(dutch: Language) -> None:
    """A park that says from which price its land is sold; of one that says nothing there is one question."""
    asked = _unknown(_sheet(_with(park(), price_min_eur_m2=42.5), None), dutch).split("; ")
    assert "Hoogste grondprijs per m²" in asked
    assert not {"Laagste grondprijs per m²", "Grondprijs per m²"} & set(asked)
    nothing = _unknown(_sheet(park(), None), dutch).split("; ")
    assert [each for each in nothing if "rondprijs" in each] == ["Grondprijs per m²"]


def test_a_plot_in_the_table_of_its_park_says_the_same(dutch: Language) -> None:
    """The price of the park with a sign that is explained, as on the sheet of the plot."""
    words = ValueWords(dutch, SURROUNDINGS.segments, MADE_UTC.date())
    ground = _with(park(), price_min_eur_m2=42.5, price_max_eur_m2=57.5)
    bare, priced = plots(1)[0], _with(plots(2)[1], price_eur_m2=61.0)
    table, _ = plots_table(ground, (bare, priced), words, SourceNumbers(dutch), 9)
    assert [row[4].lines[0].text for row in table.rows] == ["42,50 \N{EN DASH} 57,50*", "61,00"]
    assert table.note.startswith("* Opgave van het terrein")
    silent, _ = plots_table(park(), (priced,), words, SourceNumbers(dutch), 9)
    assert "*" not in silent.note


def test_park_management_that_is_denied_is_not_asked(dutch: Language) -> None:
    """An organisation that works in the gemeente is told only where the park does not say "no"."""
    organisation = ParkManagementOrganisation(
        "pmo", "Parkmanagement Emmen", (), ("GM0114",), ("beveiliging",), "", "KEI", AS_OF
    )
    words = ValueWords(dutch, SURROUNDINGS.segments, MADE_UTC.date())

    def told(*, said: bool | None, certain: bool) -> tuple[str, str, bool, str]:
        ground = park() if said is None else _with(park(), park_management=said)
        here = (ParkManagementHere(organisation, is_certain=certain, contact=None),)
        around = SiteSurroundings("p1", (), GridHere("", None, None), {}, here, (), (), None)
        subject = replace(_sheet(ground, None), around=around)
        short = next(
            each
            for each in in_short(subject, words, SourceNumbers(dutch))
            if each["label"] == "Parkmanagement"
        )
        has_table = management_table(subject, words, SourceNumbers(dutch)) is not None
        return short["text"], short["mark"], has_table, _unknown(subject, dutch)

    text, _, has_table, asked = told(said=False, certain=False)
    assert (text, has_table, "arkmanagement" in asked) == ("nee (bron 2)", False, False)
    text, mark, has_table, asked = told(said=False, certain=True)
    assert text == "nee (bron 2); Parkmanagement Emmen (bron 3)"
    assert (mark, has_table, "arkmanagement" in asked) == ("conflicting", True, False)
    text, _, has_table, asked = told(said=None, certain=True)
    assert (text, has_table, "arkmanagement" in asked) == ("Parkmanagement Emmen (bron 2)", True, False)
    text, _, has_table, asked = told(said=None, certain=False)
    assert (text, has_table) == ("onbekend \N{EN DASH} navragen", True)
    assert {"Parkmanagement", "Parkmanagementorganisatie"} <= set(asked.split("; "))


def _hall(**values: object) -> FactsheetSubject:
    return _sheet(site(SiteKind.PREMISES, "h1", {"name": "Hal 1", "floor_area_m2": 900, **values}), park())


_SALE, _RENT = "Koopsom per m² vloeroppervlak", "Huur per m² per jaar"


@pytest.mark.parametrize(
    ("values", "head", "fact", "asked"),
    [
        ({}, {"Huurprijs": ""}, {_SALE: ASK}, ["Huurprijs", _SALE]),
        ({"rent_eur_m2_year": 42.5}, {"Huurprijs": "€ 42,50"}, {_SALE: ASK}, [_SALE]),
        ({"sale_price_eur_m2": 850.0}, {"Koopsom per m² vloer": "€ 850,00"}, {_RENT: ASK}, [_RENT]),
        (
            {"rent_eur_m2_year": 42.5, "sale_price_eur_m2": 850.0},
            {"Huurprijs": "€ 42,50"},
            {_SALE: ["€ 850,00 per m²"]},
            [],
        ),
    ],
)
def test_a_sheet_tells_rent_and_sale_price_of_a_building(
    values: dict[str, object],
    head: dict[str, str],
    fact: dict[str, list[str]],
    asked: list[str],
    dutch: Language,
) -> None:
    """What nobody stated is asked for, never left out; the price of land plays no part."""
    subject = _hall(**values)
    words = ValueWords(dutch, SURROUNDINGS.segments, MADE_UTC.date())
    figures = KeyFigures(words, SourceNumbers(dutch), "gemeente Emmen").all(subject)
    prices = {each.label: each.number for each in figures if each.label[:4] in {"Huur", "Koop", "Gron"}}
    assert prices == head
    told = _told(subject, dutch)
    assert {each: told[each] for each in (_SALE, _RENT) if each in told} == fact
    assert [each for each in _unknown(subject, dutch).split("; ") if each[:4] in {"Huur", "Koop"}] == asked
