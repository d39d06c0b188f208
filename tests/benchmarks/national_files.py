"""Two GeoPackages of the size of the Netherlands: 3,744 parks, 100,000 plots or more, in our own columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio.raw
import shapely

from drentsportal.domain.values import PartialDate
from drentsportal.services.ports.imports import ImportOptions
from tests.benchmarks.bench_matching import PLOT_COUNT, national_table

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from drentsportal.domain.sites.site_table import Column, SiteRows

_PARKS = (
    "name",
    "municipality_code",
    "plan_phase",
    "segments",
    "category_main_max",
    "available_now_ha",
    "available_later_ha",
    "price_min_eur_m2",
    "price_max_eur_m2",
    "park_management",
)
_PLOTS = (
    "name",
    "park_id",
    "municipality_code",
    "segments",
    "status",
    "area_m2",
    "category_max",
    "price_eur_m2",
    "max_height_m",
    "available_from",
)


def write_national_files(folder: Path, plot_count: int = PLOT_COUNT) -> dict[str, Path]:
    """Write ``parks`` and ``plots``; returns their paths by the id of their mapping."""
    table = national_table(plot_count)
    made = {"parks": folder / "parks.gpkg", "plots": folder / "plots.gpkg"}
    _write(made["parks"], table.parks, _PARKS)
    _write(made["plots"], table.plots, _PLOTS)
    return made


def options_for(mapping: str) -> ImportOptions:
    """Answer what these files leave open."""
    return ImportOptions(mapping=mapping, source="meting", as_of=PartialDate(2026))


def _write(path: Path, rows: SiteRows, wanted: tuple[str, ...]) -> None:
    fields = {"id": rows.ids.astype(object)} | {each: _given(rows.columns[each]) for each in wanted}
    if "area_m2" in fields:
        # As stated areas are in real files: equal to what the outline measures.
        fields["area_m2"] = np.round(shapely.area(rows.geometries_rd))
    pyogrio.raw.write(
        path,
        shapely.to_wkb(rows.geometries_rd),
        list(fields.values()),
        list(fields),
        geometry_type="Polygon",
        crs="EPSG:28992",
        driver="GPKG",
    )


def _given(column: Column) -> NDArray[Any]:
    if column.categories:
        texts: NDArray[Any] = np.array(column.categories, dtype=object)[
            np.where(column.known, column.values, 0).astype(int)
        ]
        texts[~column.known] = None
        return texts
    return np.where(column.known, column.values, np.nan)
