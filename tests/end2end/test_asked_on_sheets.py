"""What a factsheet shows as known it does not ask, and it asks what it shows as unknown: all sample sites."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.factsheet.facts import claims_table, fact_tables
from drentsportal.reports.factsheet.in_short import in_short
from drentsportal.reports.factsheet.key_figures import KeyFigures
from drentsportal.reports.factsheet.management import management_table
from drentsportal.reports.factsheet.reach import hubs_table, nearest_junction, reach_table
from drentsportal.reports.factsheet.unknowns import unknowns_table
from drentsportal.reports.factsheet.utilities import utilities_table
from drentsportal.reports.typeset.value_words import Mark, SourceNumbers, ValueWords
from drentsportal.services.factsheets import factsheet_subject, surroundings_of
from drentsportal.settings import Settings
from tests.fakes import MOMENT_UTC
from tests.unit.reports.whole_subjects import empty_sheet, whole_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drentsportal.services.documents import FactsheetSubject
    from tests.unit.cli.conftest import CommandLine

_HEAD: Final = {"Bouwhoogte volgens plan": "Grootste bouwhoogte"}
"""A key figure that a table names otherwise."""


@pytest.fixture(scope="module")
def dutch() -> Language:
    """Read the Dutch catalogue."""
    return Language("nl", resources_dir(), strict=True)


@pytest.fixture(scope="module")
def sheets(sample_cli: CommandLine) -> tuple[FactsheetSubject, ...]:
    """Gather every sample site, and sites of which everything or nothing is known."""
    services = open_services(Settings(), sample_cli.workspace, clock=FixedClock(MOMENT_UTC))
    catalogue = services.workspace.catalogue
    shared = surroundings_of(catalogue, services.reference)
    table = catalogue.site_table()
    ids = [str(each) for rows in (table.parks, table.plots, table.premises) for each in rows.ids]
    made = [factsheet_subject(catalogue, each, shared, MOMENT_UTC) for each in ids]
    services.workspace.close()
    whole = [whole_sheet(kind, 1) for kind in SiteKind]
    # A park lies in no park.
    whole = [replace(each, park=None) if each.site.kind is SiteKind.PARK else each for each in whole]
    return (*made, empty_sheet(), *whole)


def _shown(subject: FactsheetSubject, words: ValueWords) -> Iterator[tuple[str, bool]]:
    """Give the label of everything told, and whether it is shown as unknown."""
    sources = SourceNumbers(words.language)
    for figure in KeyFigures(words, sources, "").all(subject):
        if figure.label != "Netto / bruto":
            yield _HEAD.get(figure.label, figure.label), figure.mark == Mark.UNKNOWN
    for each in in_short(subject, words, sources):
        if each["label"] == "Parkmanagement":
            yield each["label"], each["mark"] == Mark.UNKNOWN
    for table in (*fact_tables(subject, words, sources), utilities_table(subject, words, sources)):
        for row in table.rows:
            label = row[0].lines[0].text
            if not label.startswith("Elektriciteit, "):
                yield label, row[1].lines[0].mark == Mark.UNKNOWN


def _absent(subject: FactsheetSubject, words: ValueWords) -> Iterator[str]:
    """Give what the sheet has no table of, or rows without a distance."""
    sources = SourceNumbers(words.language)
    reach = reach_table(subject, words, sources)
    rows = () if reach is None else reach.rows
    far = [row[0].lines[0].text for row in rows if row[1].lines[0].mark == Mark.UNKNOWN]
    if reach is None:
        far = ["aansluiting snelweg", "railterminal", "kade", "midden van de plaats", "beschermde natuur"]
    if far:
        told = ", ".join(far[:-1])
        yield f"Afstanden ({f'{told} en {far[-1]}' if told else far[-1]})"
    if hubs_table(subject, words, sources) is None:
        yield "Hubs en clusters in de omgeving"
    denied = (subject.park or subject.site).value("park_management") is False
    if management_table(subject, words, sources) is None and not denied:
        yield "Voordelen van parkmanagement"
    if subject.site.kind is SiteKind.PARK and claims_table(subject, words, sources) is None:
        yield "Herstructurering en verduurzaming (PHP)"


def _asked(subject: FactsheetSubject, words: ValueWords) -> set[str]:
    table = unknowns_table(subject, words, "")
    rows = () if table is None else table.rows
    return {label for row in rows for label in row[0].lines[0].text.split("; ")}


def test_what_is_shown_as_known_is_not_asked(sheets: tuple[FactsheetSubject, ...], dutch: Language) -> None:
    """Nor is anything asked that the sheet does not show as unknown, or the reverse."""
    assert {each.site.kind for each in sheets} == set(SiteKind)
    assert len(sheets) > 600
    for subject in sheets:
        words = ValueWords(dutch, subject.surroundings.segments, MOMENT_UTC.date())
        shown, asked = list(_shown(subject, words)), _asked(subject, words)
        known = {label for label, is_unknown in shown if not is_unknown}
        unknown = {label for label, is_unknown in shown if is_unknown}
        if {"Laagste grondprijs per m²", "Hoogste grondprijs per m²"} <= unknown:
            # Of a price of which nothing is known both ends are one question.
            unknown -= {"Laagste grondprijs per m²", "Hoogste grondprijs per m²"}
        named = subject.site.id
        assert not asked & known, named
        assert not known & unknown, named
        assert asked == unknown | set(_absent(subject, words)), named


def test_of_a_park_without_management_no_organisation_is_asked(
    sheets: tuple[FactsheetSubject, ...], dutch: Language
) -> None:
    """Where the park says no, one that works in its gemeente is left out."""
    denied = [
        each
        for each in sheets
        if (each.park or each.site).value("park_management") is False
        and each.around is not None
        and not any(here.is_certain for here in each.around.management)
    ]
    assert denied
    for subject in denied:
        words = ValueWords(dutch, subject.surroundings.segments, MOMENT_UTC.date())
        assert management_table(subject, words, SourceNumbers(dutch)) is None


def test_the_price_of_a_park_stands_on_the_sheets_of_its_plots(
    sheets: tuple[FactsheetSubject, ...], dutch: Language
) -> None:
    """With whose it is and its source; a plot without own price is known by it."""
    found = 0
    for subject in sheets:
        park, site = subject.park, subject.site
        if site.kind is not SiteKind.PLOT or park is None or site.value("price_eur_m2") is not None:
            continue
        if park.value("price_min_eur_m2") is None and park.value("price_max_eur_m2") is None:
            continue
        words = ValueWords(dutch, subject.surroundings.segments, MOMENT_UTC.date())
        figures = {each.label: each for each in KeyFigures(words, SourceNumbers(dutch), "").all(subject)}
        assert "€" in figures["Grondprijs per m²"].number, site.id
        told = figures["Grondprijs per m²"].note
        said, between, sold = told.partition("; prijs van uitgifte, deze kavel is verkocht")
        assert said.endswith("opgave van het terrein"), site.id
        assert bool(between) is (site.value("status") == "sold"), site.id
        assert not sold, site.id
        found += 1
    assert found


def _figures_of(told: str) -> list[str]:
    """Return the figures of a text as they are printed."""
    return re.findall(r"\d[\d.]*(?:,\d+)?", told)


def test_a_figure_reads_the_same_wherever_it_stands(
    sheets: tuple[FactsheetSubject, ...], dutch: Language
) -> None:
    """At the head, in short, in the tables, and as comparison and advice write it: km, ha, m², euros."""
    distances = areas = 0
    for subject in sheets:
        words = ValueWords(dutch, subject.surroundings.segments, MOMENT_UTC.date())
        found, table = nearest_junction(subject), reach_table(subject, words, SourceNumbers(dutch))
        if found is not None and table is not None and found[1]:
            short = next(iter(in_short(subject, words, SourceNumbers(dutch))))["text"]
            in_table = table.rows[0][1].lines[0].text.strip()
            # An advice and a comparison write a distance by the same spec.
            assert f"{in_table} km" == dutch.value(found[1], "km"), subject.site.id
            assert f": {in_table} km hemelsbreed" in short, subject.site.id
            distances += 1
        figures = {each.label: each for each in KeyFigures(words, SourceNumbers(dutch), "").all(subject)}
        rows = [row for each in fact_tables(subject, words, SourceNumbers(dutch)) for row in each.rows]
        facts = {row[0].lines[0].text: row[1].lines[0].text for row in rows}
        if subject.site.kind is not SiteKind.PARK:
            continue
        net, gross = (subject.site.attribute(each) for each in ("net_ha", "gross_ha"))
        if isinstance(net, Known) and isinstance(gross, Known):
            at_head = _figures_of(figures["Netto / bruto"].number)
            told = [facts["Netto oppervlakte"], facts["Bruto oppervlakte"]]
            assert at_head == [number for each in told for number in _figures_of(each)], subject.site.id
            # A comparison writes a value of a site by the same words.
            assert told == [words.words("net_ha", net).text, words.words("gross_ha", gross).text]
            areas += 1
        ends = [subject.site.attribute(each) for each in ("price_min_eur_m2", "price_max_eur_m2")]
        if all(isinstance(each, Known) for each in ends):
            told = [facts["Laagste grondprijs per m²"], facts["Hoogste grondprijs per m²"]]
            listed = [_figures_of(each)[0] for each in told]
            assert set(_figures_of(figures["Grondprijs per m²"].number)) == set(listed), subject.site.id
    assert distances > 600
    assert areas > 50
