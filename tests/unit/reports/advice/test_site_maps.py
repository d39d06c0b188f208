"""The maps of the proposed sites: one legend explains every line of all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drentsportal.domain.vocabulary import SiteKind
from drentsportal.figures.symbology import Theme
from drentsportal.reports.advice.maps import site_maps
from drentsportal.reports.typeset.value_words import SourceNumbers
from tests.unit.reports.subjects import advice, factsheet
from tests.unit.reports.whole_subjects import whole_sheet

if TYPE_CHECKING:
    from drentsportal.language import Language


def test_the_legend_has_each_line_that_a_map_draws(dutch: Language) -> None:
    """The boundary of a park is that of the site on its own map, and thin around premises: both are told."""
    subject = advice(("Bargermeer", "Hal 3"))
    park, hall = subject.shortlist
    sheets = (
        replace(park, sheet=factsheet("Bargermeer")),
        replace(hall, sheet=whole_sheet(SiteKind.PREMISES, 1)),
    )
    maps = site_maps(replace(subject, shortlist=sheets), dutch, SourceNumbers(dutch), Theme.PRINT)
    drawn = {(item["swatch"], item["text"]) for figure in maps.figures for item in figure.legend}
    told = [(item["swatch"], item["text"]) for item in maps.legend]
    assert set(told) == drawn
    assert len(told) == len(drawn)
    assert {("boundary", "grens terrein"), ("around", "grens terrein")} <= drawn
