"""The sample data: which files it has, in the order in which they build on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drentsportal.services.ports.imports import ImportOptions

if TYPE_CHECKING:
    from pathlib import Path

    from drentsportal.domain.merge.delivery import ImportReport
    from drentsportal.services.ports.desk import Progress
    from drentsportal.services.site_import import SiteImport

SAMPLE_FILES: Final = (
    "municipalities.geojson",
    "landmarks.geojson",
    "business_parks.geojson",
    "plots.geojson",
    "vacant_premises.geojson",
    "contact_points.json",
    "restructuring_claims.json",
    "regions.json",
    "park_management_organisations.json",
    "plan_zones.geojson",
    "grid_areas.json",
    "grid_postcodes.json",
)


def import_samples(imports: SiteImport, folder: Path, progress: Progress) -> tuple[ImportReport, ...]:
    """Import every file of the sample data from ``folder``, one step of the history each.

    Raises what ``SiteImport.run`` raises; the files before the one that failed stay imported.
    """
    return tuple(imports.run(folder / name, ImportOptions(), progress) for name in SAMPLE_FILES)
