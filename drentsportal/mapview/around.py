"""What lies around sites as layers of the map, and what the map marks on the sites themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from drentsportal.domain.projection import geometries_to_lonlat
from drentsportal.domain.vocabulary import LandmarkKind
from drentsportal.figures.around_classes import zone_class_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.sites.site import Landmark
    from drentsportal.domain.sites.surroundings import PlanZone, PostcodeGrid
    from drentsportal.services.ports.catalogue import SiteCatalogue

POINT_KINDS: Final = (
    LandmarkKind.HUB,
    LandmarkKind.MOTORWAY_JUNCTION,
    LandmarkKind.RAIL_TERMINAL,
    LandmarkKind.QUAY,
)
_TOLERANCE_M: Final = 5.0
_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True)
class SiteMarks:
    """What the map shows on sites beside their own values.

    ``grid``: postcode to what the capacity map says, indicative. ``vanished``: site id to the sources that no
    longer deliver it.
    """

    grid: Mapping[str, PostcodeGrid] = field(default_factory=dict)
    vanished: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, site_id: str, postcode: str | None) -> dict[str, Any]:
        """Return the properties of one site; what is unknown is absent."""
        found = self.grid.get(postcode or "")
        made: dict[str, Any] = {}
        if found is not None:
            made["grid_demand"] = found.demand.value if found.demand else None
            made["grid_generation"] = found.generation.value if found.generation else None
            made["grid_year"] = found.as_of.year
        if site_id in self.vanished:
            made["vanished"] = "; ".join(self.vanished[site_id])
        return {name: value for name, value in made.items() if value is not None}


def site_marks(catalogue: SiteCatalogue, version: int | None = None) -> SiteMarks:
    """Read the marks of all parks and premises at a data version."""
    table = catalogue.site_table(version)
    columns = [rows.columns.get("postcode") for rows in (table.parks, table.premises)]
    postcodes = sorted({text for column in columns if column is not None for text in column.categories})
    return SiteMarks(catalogue.grid_at(postcodes, table.data_version), catalogue.vanished(table.data_version))


def around_features(landmarks: Sequence[Landmark], zones: Sequence[PlanZone]) -> list[dict[str, Any]]:
    """Make the features of hubs, junctions, rail terminals, quays, protected nature and plan zones."""
    drawn: list[tuple[Any, dict[str, Any]]] = []
    said: dict[str, Any]
    for each in landmarks:
        if each.geometry_rd.is_empty:
            continue
        if each.kind in POINT_KINDS:
            detail = each.cemt_class if each.kind is LandmarkKind.QUAY else ""
            said = {"layer": "around", "kind": each.kind.value, "name": each.name, "cemt": detail}
            drawn.append((each.geometry_rd.centroid, said))
        elif each.kind is LandmarkKind.PROTECTED_NATURE:
            said = {"layer": "around", "kind": each.kind.value, "name": each.name}
            drawn.append((shapely.simplify(each.geometry_rd, _TOLERANCE_M), said))
    drawn.extend((shapely.simplify(zone.geometry_rd, _TOLERANCE_M), _zone(zone)) for zone in zones)
    if not drawn:
        return []
    shapes = np.empty(len(drawn), dtype=object)
    shapes[:] = [shapely.force_2d(shape) for shape, _ in drawn]
    degrees = geometries_to_lonlat(shapes)
    return [_feature(shape, what) for shape, (_, what) in zip(degrees, drawn, strict=True)]


def _zone(zone: PlanZone) -> dict[str, Any]:
    """Say what the plan says; what it does not say is ``None``, and the page words it as unknown."""
    return {
        "layer": "around",
        "kind": "plan_zone",
        "cls": zone_class_id(zone.category_max),
        "id": zone.id,
        "name": zone.zone_name or zone.plan_name or zone.id,
        "plan": zone.plan_name,
        "least": zone.category_min,
        "most": zone.category_max,
        "height": zone.max_height_m,
        "source": zone.source,
        "as_of": zone.as_of.iso,
    }


def _feature(shape: Any, properties: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - any shapely geometry
    rounded = shapely.transform(shape, lambda xy: np.round(xy, _DECIMALS))
    return {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(rounded)}
