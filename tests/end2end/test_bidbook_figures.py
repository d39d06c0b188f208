"""Every figure on the factsheets of the IBIS file, read back from the PDF, is that of the store."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from drentsportal.bootstrap import open_services
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.bidbook import BidbookOrder
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from drentsportal.services.site_browsing import SiteFilter
from drentsportal.settings import Settings
from tests.end2end.changed_ibis import IBIS, needs_ibis

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.sites.site import Site

pytestmark = needs_ibis

_NUMBER = r"\d{1,3}(?:\.\d{3})*(?:,\d+)?"
_AREAS = re.compile(rf"({_NUMBER})(?:\s*/\s*({_NUMBER}))?\s*ha\b")
_HECTARES = ("gross_ha", "net_ha", "available_now_ha", "available_later_ha")
_HALF_OF_LAST_DECIMAL = 0.005 + 1e-9
_SAMPLE = 12


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServices]:
    """Import the IBIS file once."""
    opened = open_services(Settings(actor_name="Toets"), tmp_path_factory.mktemp("ibis") / "ibis.drents")
    opened.imports.run(IBIS, ImportOptions(), NoProgress())
    yield opened
    opened.workspace.close()


def told_areas(text: str) -> list[float]:
    """Return every area in hectare that stands in a text."""
    found = [number for pair in _AREAS.findall(text) for number in pair if number]
    return [float(each.replace(".", "").replace(",", ".")) for each in found]


def _is_same(told: float, stored: float) -> bool:
    """Whether a figure is that of the store; hectares are told in two decimals."""
    return abs(told - stored) <= _HALF_OF_LAST_DECIMAL


def check(site: Site, path: Path) -> None:
    """Hold a sheet to its site: no area that is not in the store, and none of the store left out."""
    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    stated = {each: site.attribute(each) for each in _HECTARES}
    known = {name: float(str(each.value)) for name, each in stated.items() if isinstance(each, Known)}
    told = told_areas(text)
    for number in told:
        assert any(_is_same(number, each) for each in known.values()), (site.name, number, known)
    for name, value in known.items():
        assert any(_is_same(number, value) for number in told), (site.name, name, value, told)
    assert f"RIN {site.value('rin')}" in text
    assert "".join(site.name.split()) in "".join(text.split())
    assert len(known) >= 2, site.name


def held(services: AppServices, out: Path, site_ids: tuple[str, ...]) -> int:
    """Make the sheets and hold each to the store."""
    bidbook = services.bidbooks.make(BidbookOrder(site_ids, out, combined=False), NoProgress())
    for site_id, made in zip(site_ids, bidbook.sheets, strict=True):
        check(services.browsing.site(site_id), made.path)
    return len(bidbook.sheets)


def test_figures_on_a_sample_of_sheets_are_those_of_the_store(services: AppServices, tmp_path: Path) -> None:
    """Twelve over the whole list."""
    every = services.browsing.find(SiteFilter(SiteKind.PARK))
    assert held(services, tmp_path, every[:: len(every) // _SAMPLE][:_SAMPLE]) == _SAMPLE


@pytest.mark.full
def test_figures_on_all_sheets_are_those_of_the_store(services: AppServices, tmp_path: Path) -> None:
    """All 120, without exception."""
    every = services.browsing.find(SiteFilter(SiteKind.PARK))
    assert held(services, tmp_path, every) == 120
