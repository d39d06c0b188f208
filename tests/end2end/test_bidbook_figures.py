"""Every figure on the factsheets of the IBIS file, read back from the PDF, is that of the store.

As IBIS states the sites, and with what two invented lists state beside it, so that every figure is met.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.bidbook import BidbookOrder
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from drentsportal.services.site_browsing import SiteFilter
from drentsportal.settings import Settings
from tests.end2end.changed_ibis import IBIS, needs_ibis
from tests.end2end.sheet_figures import SheetCheck
from tests.end2end.stated_beside_ibis import state_beside
from tests.end2end.told_figures import page_texts
from tests.fakes import MOMENT_UTC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drentsportal.bootstrap import AppServices

pytestmark = needs_ibis

MADE_ON: Final = date(2026, 11, 20)
_SAMPLE: Final = (5, 33, 68)
"""Places in the list: with a contradiction, with sixteen plots, and with none."""


def _opened(folder: Path) -> AppServices:
    opened = open_services(Settings(actor_name="Toets"), folder / "ibis.drents", clock=FixedClock(MOMENT_UTC))
    opened.imports.run(IBIS, ImportOptions(), NoProgress())
    return opened


def _parks(services: AppServices) -> tuple[str, ...]:
    return services.browsing.find(SiteFilter(SiteKind.PARK))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServices]:
    """Import the IBIS file and nothing else."""
    opened = _opened(tmp_path_factory.mktemp("ibis"))
    yield opened
    opened.workspace.close()


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServices]:
    """Import the IBIS file, surroundings, and lists that state the rest."""
    folder = tmp_path_factory.mktemp("meer")
    opened = _opened(folder)
    state_beside(opened, [opened.browsing.site(each) for each in _parks(opened)], folder)
    yield opened
    opened.workspace.close()


def held(services: AppServices, out: Path, site_ids: tuple[str, ...]) -> int:
    """Make the sheets and hold each to the store."""
    bidbook = services.bidbooks.make(BidbookOrder(site_ids, out, combined=False), NoProgress())
    for site_id, made in zip(site_ids, bidbook.sheets, strict=True):
        SheetCheck(services, services.browsing.site(site_id), page_texts(made.path), MADE_ON).run()
    return len(bidbook.sheets)


def test_figures_on_a_sample_of_sheets_are_those_of_the_store(rich: AppServices, tmp_path: Path) -> None:
    """Of every kind of sheet one."""
    every = _parks(rich)
    assert held(rich, tmp_path, tuple(every[each] for each in _SAMPLE)) == len(_SAMPLE)


def test_a_sheet_of_ibis_alone_tells_ibis_alone(bare: AppServices, tmp_path: Path) -> None:
    """Without surroundings nothing is near, and no map names a source of its ground."""
    assert held(bare, tmp_path, _parks(bare)[:1]) == 1


def _altered(pages: list[str], every: int) -> Iterator[list[str]]:
    """Alter one digit at a time, each ``every`` of what stands outside the maps."""
    for place, page in enumerate(pages):
        map_at = range(page.find("Herstructurering"), page.find(". Noord boven, RD New")) if not place else ()
        digits = [each.start() for each in re.finditer("[0-9]", page) if each.start() not in map_at]
        for at in digits[::every]:
            other = str((int(page[at]) + 1) % 10)
            yield [*pages[:place], page[:at] + other + page[at + 1 :], *pages[place + 1 :]]


def test_a_figure_that_is_not_that_of_the_store_is_found(rich: AppServices, tmp_path: Path) -> None:
    """Whichever digit of a sheet is another one."""
    site_id = _parks(rich)[5]
    made = rich.bidbooks.make(BidbookOrder((site_id,), tmp_path, combined=False), NoProgress()).sheets[0]
    site, altered = rich.browsing.site(site_id), 0
    for pages in _altered(page_texts(made.path), 9):
        with pytest.raises((AssertionError, KeyError, IndexError)):
            SheetCheck(rich, site, pages, MADE_ON).run()
        altered += 1
    assert altered >= 40


@pytest.mark.full
def test_figures_on_all_sheets_are_those_of_the_store(rich: AppServices, tmp_path: Path) -> None:
    """All 120, without exception."""
    assert held(rich, tmp_path, _parks(rich)) == 120


@pytest.mark.full
def test_all_sheets_of_ibis_alone_tell_ibis_alone(bare: AppServices, tmp_path: Path) -> None:
    """All 120, without exception."""
    assert held(bare, tmp_path, _parks(bare)) == 120
