"""Every figure of a comparison, read back from PDF, workbook and web page, is that of the store."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

import openpyxl
import pytest

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.domain.asking.request import LocationRequest, Preference, Requirement
from drentsportal.domain.cases.case import RequestChannel
from drentsportal.domain.match.match_result import Verdict
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.services.ports.documents import ComparisonForm
from drentsportal.services.ports.imports import ImportOptions
from drentsportal.services.progress import NoProgress
from drentsportal.services.site_browsing import SiteFilter
from drentsportal.settings import Settings
from tests.end2end.changed_ibis import IBIS, needs_ibis
from tests.end2end.compared_figures import PagesCheck, check_sheet, check_web_page, rows_of
from tests.end2end.stated_beside_ibis import state_beside
from tests.end2end.told_figures import Told, day, number, page_texts
from tests.fakes import MOMENT_UTC

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.sites.site import Site

pytestmark = needs_ibis

MADE_ON: Final = date(2026, 11, 20)
_BESIDE: Final = 5
POINT: Final = 100_000_000
"""A score of one point as the store holds it."""


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServices]:
    """Import the IBIS file, surroundings, and lists that state the rest."""
    folder = tmp_path_factory.mktemp("naast")
    opened = open_services(Settings(actor_name="Toets"), folder / "ibis.drents", clock=FixedClock(MOMENT_UTC))
    opened.imports.run(IBIS, ImportOptions(), NoProgress())
    ids = opened.browsing.find(SiteFilter(SiteKind.PARK))
    state_beside(opened, [opened.browsing.site(each) for each in ids], folder)
    yield opened
    opened.workspace.close()


def _sites(services: AppServices) -> list[Site]:
    return [services.browsing.site(each) for each in services.browsing.find(SiteFilter(SiteKind.PARK))]


def held(services: AppServices, folder: Path, sites: Sequence[Site]) -> None:
    """Compare sites in every form and hold each to the store."""
    folder.mkdir()
    table = services.comparing.make([each.id for each in sites])
    beside = list(sites)
    catalogue = services.workspace.catalogue
    rows = rows_of(beside, {each.id: catalogue.plots_of(each.id) for each in beside}, MADE_ON)
    paths = {form: folder / f"vergelijking.{form.value}" for form in ComparisonForm}
    for form, path in paths.items():
        services.rankings.comparison(table, path, form)
    pages = page_texts(paths[ComparisonForm.PDF])
    PagesCheck(pages, beside, rows, MADE_ON, catalogue.data_version(), catalogue.landmarks()).run()
    version = catalogue.data_version()
    made = f"Opgesteld {day(MADE_ON)} · gegevensversie {version} · Geen aanbod en geen toezegging"
    check_sheet(paths[ComparisonForm.XLSX], beside, rows, made)
    check_web_page(paths[ComparisonForm.HTML], beside, rows)


def number_in(points: int) -> Decimal:
    """Return points as they are printed: in tenths, half up."""
    return (Decimal(points) / POINT).quantize(Decimal("0.1"), ROUND_HALF_UP)


@pytest.mark.parametrize("count", [2, _BESIDE])
def test_figures_of_a_comparison_are_those_of_the_store(
    services: AppServices, tmp_path: Path, count: int
) -> None:
    """Of two sites, and of as many as there can be."""
    held(services, tmp_path / "uit", _sites(services)[5 : 5 + count])


def test_scores_are_those_of_the_match_and_add_up(services: AppServices, tmp_path: Path) -> None:
    """The points of the wishes add up to the score, in the workbook and in the pages as they read."""
    wishes = (Preference("price", 30), Preference("plot_area", 50), Preference("reuse", 20))
    request = LocationRequest("Toets", requirements=(Requirement("plot_area", 9_000),), preferences=wishes)
    case, _ = services.intake.open_case(request, RequestChannel.NOM, MOMENT_UTC, None, requester="Toets")
    result = services.matching.match_case(case.number)
    ids = result.ranking()[:: max(1, len(result.ranking()) // _BESIDE)][:_BESIDE]
    table = services.comparing.make(ids, case.number)
    cards = [result.card_of(each) for each in ids]
    services.rankings.comparison(table, tmp_path / "a.xlsx", ComparisonForm.XLSX)
    services.rankings.comparison(table, tmp_path / "a.pdf", ComparisonForm.PDF)
    lines = [*openpyxl.load_workbook(tmp_path / "a.xlsx")["Opbouw score"].iter_rows(values_only=True)]
    blocks = [lines[1:5], lines[5:9], lines[9:13]]
    assert [str(each[0])[:20] for each in lines[13:]] == ["De punten per wens t"]
    for place, card in enumerate(cards, start=2):
        # The points are those of the pages, which add up to the printed score; the ends are exact.
        wanted = (float(number_in(card.point)), card.low / POINT, card.high / POINT)
        for block, score in zip(blocks, wanted, strict=True):
            assert sum(float(str(line[place])) for line in block[:-1]) == pytest.approx(score)
            assert float(str(block[-1][place])) == pytest.approx(score)
    assert [line[1] for line in lines[1:13]] == [50, 30, 20, 100] * 3
    text = Told("".join(page_texts(tmp_path / "a.pdf")).partition("Uitkomst")[2])
    for place, card in enumerate(cards, start=1):
        text.take(f"{place}{card.candidate.name}")
    text.take("Score")
    for card in cards:
        low, point, high = (number(Decimal(each) / POINT, 1, 1) for each in (card.low, card.point, card.high))
        text.take(f"{point} (interval {low}\N{EN DASH}{high})" if low != high else point)
        open_count = sum(each.verdict is Verdict.CHECK for each in card.outcomes)
        if open_count:
            text.take(f"{open_count} {'eis' if open_count == 1 else 'eisen'} nog open")
        text.take("0100")


@pytest.mark.full
def test_figures_of_all_sites_are_those_of_the_store(services: AppServices, tmp_path: Path) -> None:
    """Each of the 120 in one of 24 comparisons."""
    sites = _sites(services)
    groups = [sites[start : start + _BESIDE] for start in range(0, len(sites), _BESIDE)]
    for place, each in enumerate(groups):
        held(services, tmp_path / str(place), each)
    assert sum(map(len, groups)) == 120
    assert len(groups) == 24
