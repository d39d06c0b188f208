"""A real workspace file filled from the sample data, as the window gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drentsportal.bootstrap import FixedClock, open_services
from drentsportal.paths import sample_data_dir
from drentsportal.services.ports import ImportOptions
from drentsportal.services.progress import NoProgress
from drentsportal.settings import Settings
from tests.fakes import MOMENT_UTC

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.bootstrap import AppServices

SAMPLE_FILES = (
    "municipalities.geojson",
    "landmarks.geojson",
    "business_parks.geojson",
    "plots.geojson",
    "vacant_premises.geojson",
    "contact_points.json",
    "restructuring_claims.json",
)


def sample_services(path: Path) -> AppServices:
    """Make a workspace at ``path`` with all sample data, under a clock that stands still."""
    settings = Settings(actor_name="Anna de Vries", actor_organisation="Provincie Drenthe")
    services = open_services(settings, path, create=True, clock=FixedClock(MOMENT_UTC))
    for name in SAMPLE_FILES:
        services.imports.run(sample_data_dir() / name, ImportOptions(), NoProgress())
    return services
