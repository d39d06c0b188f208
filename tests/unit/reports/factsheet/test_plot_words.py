"""A plot without a park is not put on one, and one that is sold is not told as if it could be bought."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely import box

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.figures.symbology import Theme
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.factsheet.content import FactsheetContent
from drentsportal.reports.factsheet.key_figures import KeyFigure, KeyFigures
from drentsportal.reports.factsheet.locator_grounds import LocatorGrounds
from drentsportal.reports.factsheet.maps import detail_figure
from drentsportal.reports.factsheet.unknowns import unknowns_here
from drentsportal.reports.typeset.value_words import Mark, SourceNumbers, ValueWords
from drentsportal.services.documents import FactsheetSubject
from tests.unit.reports.subjects import MADE_UTC, SURROUNDINGS, park, site

SIZE_MM = (174.0, 60.0)


def _subject(*, in_park: bool, **values: object) -> FactsheetSubject:
    plot = site(SiteKind.PLOT, "k1", {"name": "Q3", "area_m2": 12_000, **values})
    own = replace(plot, geometry_rd=box(257_000, 533_000, 257_100, 533_120))
    return FactsheetSubject(
        own, (own,) if in_park else (), park() if in_park else None, SURROUNDINGS, MADE_UTC
    )


def _figures(subject: FactsheetSubject, language: Language) -> dict[str, KeyFigure]:
    words = ValueWords(language, {}, MADE_UTC.date())
    return {each.label: each for each in KeyFigures(words, SourceNumbers(language), "gemeente").all(subject)}


@pytest.mark.parametrize("code", ["nl", "en", "de"])
def test_a_plot_without_a_park_is_on_none(code: str) -> None:
    """Neither in its sentence nor in legend and words of its map, in no language."""
    language = Language(code, resources_dir(), strict=True)
    alone = _subject(in_park=False)
    model = FactsheetContent(language, LocatorGrounds(Theme.PRINT)).model(alone)
    assert model["sentence"] == language.text("doc.factsheet.sentence.plot.alone")
    assert model["sentence"] != language.text("doc.factsheet.sentence.plot")
    figures = [
        detail_figure(each, language, SourceNumbers(language), SIZE_MM, Theme.PRINT)
        for each in (alone, _subject(in_park=True))
    ]
    lone, placed = (each for each in figures if each is not None)
    assert lone.alt != placed.alt
    assert lone.legend[-1]["text"] == language.text("doc.map.boundary.plot_alone")
    assert placed.legend[-1]["text"] == language.text("doc.map.boundary.plot")


def test_of_a_sold_plot_nobody_asks_price_or_day(dutch: Language) -> None:
    """A price that is known stands as what it was; what is unknown does not apply, and is no question."""
    sold = _subject(in_park=True, status="sold", price_eur_m2=65.0)
    price = _figures(sold, dutch)["Grondprijs per m²"]
    assert price.number.endswith("65,00")
    assert price.note.endswith("prijs van uitgifte, deze kavel is verkocht")
    bare = _subject(in_park=False, status="sold")
    for label in ("Grondprijs per m²", "Beschikbaar vanaf"):
        figure = _figures(bare, dutch)[label]
        assert (figure.number, figure.note, figure.mark) == ("\N{EN DASH}", "deze kavel is verkocht", "")
    asked = {each.attribute_id for each in unknowns_here(bare, dutch)}
    assert asked.isdisjoint({"price_eur_m2", "available_from"})
    free = _subject(in_park=False, status="reserved")
    assert _figures(free, dutch)["Beschikbaar vanaf"].mark == Mark.UNKNOWN
    assert "available_from" in {each.attribute_id for each in unknowns_here(free, dutch)}
