"""The words that stand for a map say what it draws, and never that there is none of what nobody recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from shapely import box

from drentsportal.domain.values import PartialDate, Unknown
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.figures.symbology import Theme
from drentsportal.language import Language
from drentsportal.paths import resources_dir
from drentsportal.reports.factsheet.maps import detail_figure
from drentsportal.reports.typeset.value_words import SourceNumbers
from drentsportal.services.documents import FactsheetSubject
from tests.unit.reports.subjects import MADE_UTC, SURROUNDINGS, factsheet, park, plots, site

if TYPE_CHECKING:
    from drentsportal.domain.sites.site import Site

SIZE_MM = (174.0, 60.0)


def test_the_caption_names_who_drew_the_boundary() -> None:
    """Beside the sources of the ground, and as the list of sources numbers it; nothing where nobody said."""
    language = Language("nl", resources_dir(), strict=True)
    subject = factsheet()
    drawn = replace(subject, site=replace(subject.site, shape_stated=("IBIS", PartialDate(2022))))
    sources = SourceNumbers(language)
    made = detail_figure(drawn, language, sources, SIZE_MM, Theme.PRINT)
    assert made is not None
    assert made.caption.endswith(f"Grens: bron {sources.number('IBIS', PartialDate(2022))}.")
    silent = detail_figure(subject, language, SourceNumbers(language), SIZE_MM, Theme.PRINT)
    assert silent is not None
    assert "Grens" not in silent.caption


def _alt(subject: FactsheetSubject, code: str = "nl") -> str:
    language = Language(code, resources_dir(), strict=True)
    made = detail_figure(subject, language, SourceNumbers(language), SIZE_MM, Theme.PRINT)
    assert made is not None
    return made.alt


def _sheet(some: Site, *around: Site) -> FactsheetSubject:
    return FactsheetSubject(some, around, park(), SURROUNDINGS, MADE_UTC)


@pytest.mark.parametrize(
    ("code", "said"),
    [("nl", "geen kavels vastgelegd"), ("en", "No plots"), ("de", "keine Grundstücke erfasst")],
)
def test_a_park_without_plots_on_record_counts_none(code: str, said: str) -> None:
    """No count, and no table that is not there."""
    alt = _alt(factsheet(plot_count=0), code)
    assert said in alt
    assert not any(each in alt for each in ("0", "tabel", "table", "Tabelle"))


def test_plots_are_counted_with_what_is_known_of_them() -> None:
    """A plot of which nobody stated the status is none that is not available."""
    known = factsheet(plot_count=2)
    assert "2 kavels, waarvan 1 beschikbaar. De kavels staan ook in de tabel." in _alt(known)
    silent = tuple(replace(each, attributes={**each.attributes, "status": Unknown()}) for each in plots(2))
    assert "waarvan 0 beschikbaar en 2 met onbekende status" in _alt(replace(known, plots=silent))
    unplaced = tuple(replace(each, geometry_rd=None) for each in plots(2))
    assert "niet bekend; zij staan in de tabel" in _alt(replace(known, plots=unplaced))


def test_the_sheet_of_a_plot_or_building_has_no_table_of_plots() -> None:
    """And a building in a park without plots on record has none around it."""
    assert "tabel" not in _alt(_sheet(plots(1)[0], *plots(3)))
    hall = site(SiteKind.PREMISES, "h1", {"name": "Hal 1"})
    assert "kavels van Bedrijvenpark A37" in _alt(_sheet(hall, *plots(3)))
    assert "kavel" not in _alt(_sheet(hall))


@pytest.mark.parametrize(("side_m", "scale"), [(20, "1:2.500"), (60, "1:5.000"), (400, "1:10.000")])
def test_a_building_without_a_park_is_shown_with_what_is_around_it(side_m: int, scale: str) -> None:
    """As close as it is small: long enough to be seen, never so long that nothing else is."""
    language = Language("nl", resources_dir(), strict=True)
    hall = replace(
        site(SiteKind.PREMISES, "h1", {}), geometry_rd=box(257_000, 533_000, 257_000 + side_m, 533_010)
    )
    alone = replace(_sheet(hall), park=None)
    made = detail_figure(alone, language, SourceNumbers(language), SIZE_MM, Theme.PRINT)
    assert made is not None
    assert f"Schaal {scale}." in made.caption
