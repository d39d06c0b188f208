"""What sites are set against: regions, park management, zones of the spatial plan, and the grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from drentsportal.domain.values import PartialDate
    from drentsportal.domain.vocabulary import GridState, PlanPhase


@dataclass(frozen=True, slots=True)
class RegionMembership:
    """A region and the gemeenten that take part in it, as one source says; regions overlap.

    ``municipality_codes`` are CBS codes; only the members in Drenthe matter here.
    """

    id: str
    name: str
    municipality_codes: tuple[str, ...]
    source: str
    as_of: PartialDate


@dataclass(frozen=True, slots=True)
class ParkManagementOrganisation:
    """Who manages parks together with their companies, and what members get from it.

    ``park_ids`` and ``municipality_codes`` tell where it works; its functions to ask are contact points with
    the scope ``pmo:<id>``.
    """

    id: str
    name: str
    park_ids: tuple[str, ...]
    municipality_codes: tuple[str, ...]
    benefits: tuple[str, ...]
    website: str
    source: str
    as_of: PartialDate


@dataclass(frozen=True, slots=True)
class PlanZone:
    """A part of a spatial plan with its own rules; geometry in EPSG:28992.

    ``category_min`` and ``category_max`` are environmental categories as text (``3.2``), ``max_height_m`` is
    the height allowed; ``None`` where the plan, or our source of it, does not say. ``park_id`` is "" where
    the zone is not tied to one park: what lies in it is a matter of geometry.
    """

    id: str
    plan_name: str
    zone_name: str
    park_id: str
    category_min: str | None
    category_max: str | None
    max_height_m: float | None
    uses: str
    web_shop_allowed: bool | None
    plan_phase: PlanPhase | None
    link: str
    geometry_rd: BaseGeometry
    source: str
    as_of: PartialDate
    storage_allowed: bool | None = None


@dataclass(frozen=True, slots=True)
class GridSide:
    """What one side of the grid, taking off (afname) or feeding in (opwek), has left in a supply area.

    Capacities in MW as published, ``None`` where the source does not say; ``alleviation_year`` is the year
    in which the shortage is said to end.
    """

    state: GridState | None
    requests_in_queue: int | None = None
    capacity_in_queue_mw: float | None = None
    available_capacity_mw: float | None = None
    alleviation_year: int | None = None


@dataclass(frozen=True, slots=True)
class GridArea:
    """A supply area (voedingsgebied) of a grid operator in one year; indicative, never a promise."""

    id: str
    name: str
    operator: str
    year: int
    demand: GridSide
    generation: GridSide
    source: str
    as_of: PartialDate


@dataclass(frozen=True, slots=True)
class PostcodeGrid:
    """What the capacity map says of one postcode (PC6); demand is afname, generation is opwek."""

    postcode: str
    demand: GridState | None
    generation: GridState | None
    area_id: str
    source: str
    as_of: PartialDate


@dataclass(frozen=True, slots=True)
class PostcodeGridBatch:
    """Many postcodes in columns; row i of every column is the same postcode (``1234AB``).

    ``demand`` and ``generation`` hold values of ``GridState`` or ``None`` where the source does not say.
    """

    postcodes: Sequence[str]
    demand: Sequence[str | None]
    generation: Sequence[str | None]
    area_ids: Sequence[str]

    def __len__(self) -> int:
        """Return number of postcodes."""
        return len(self.postcodes)
