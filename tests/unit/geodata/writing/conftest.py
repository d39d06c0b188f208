"""Workspaces to export, and what is needed to do so."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.paths import sample_data_dir
from drentsportal.services.progress import NoProgress
from drentsportal.services.publication import Publication
from drentsportal.services.samples import import_samples
from drentsportal.services.site_browsing import SiteFilter
from drentsportal.services.site_export import ExportRequest
from drentsportal.settings import Settings
from tests.fakes import MOMENT_UTC
from tests.measuring import unmeasured
from tests.new_files import put_new_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from drentsportal.bootstrap import AppServices
    from drentsportal.domain.sites.site import Site
    from drentsportal.services.ports.exports import ExportFormat, MadeExport

    OpenEmpty = Callable[[str], AppServices]

SAMPLE = "Voorbeeldgegevens"
PUBLICATION = Publication(
    "CC0-1.0",
    "Provincie Drenthe",
    "Schakelpunt",
    "schakelpunt@bedrijvenportal.example",
    frozenset({SAMPLE}),
)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServices]:
    """Open a workspace with all sample data; nobody changes it."""
    path = tmp_path_factory.mktemp("voorbeeld") / "werk.drents"
    opened = open_services(Settings(), path, clock=FixedClock(MOMENT_UTC))
    import_samples(opened.imports, sample_data_dir(), NoProgress())
    yield opened
    opened.workspace.close()


@pytest.fixture(scope="session")
def sample_sites(sample: AppServices) -> Mapping[str, Site]:
    """Read every site of the sample data once."""
    return MappingProxyType(sites_of(sample))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[OpenEmpty]:
    """Return a function that opens a new workspace by name."""
    opened = []

    def make(name: str) -> AppServices:
        path = tmp_path / f"{name}.drents"
        put_new_file(path)
        services = open_services(Settings(), path, clock=FixedClock(MOMENT_UTC))
        opened.append(services)
        return services

    yield make
    for services in opened:
        services.workspace.close()


def sites_of(services: AppServices) -> dict[str, Site]:
    """Read every site by its id, one after the other; that is not measured, other tests reach those lines."""
    with unmeasured():
        ids = [each for kind in SiteKind for each in services.browsing.find(SiteFilter(kind))]
        return {each: services.catalogue.site(each) for each in ids}


def export(services: AppServices, form: ExportFormat, path: Path, **asked: object) -> MadeExport:
    """Write an export of all sites, or as ``asked`` for; every note is worded."""
    request = ExportRequest(form, path, **asked)  # type: ignore[arg-type] # the fields of a request
    made = services.exporting.run(request, NoProgress())
    for note in made.notes:
        services.language.text(note)
    return made
