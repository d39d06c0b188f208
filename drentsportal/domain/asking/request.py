"""A company's request for a location: hard requirements and weighted preferences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Limit: TypeAlias = int | str | tuple[str, ...] | bool
"""A limit in the criterion's own exact unit (``criteria.Criterion.unit``): never a float."""


class RequestType(StrEnum):
    """What a company wants to do."""

    NEW = "new"
    MOVE = "move"
    EXPANSION = "expansion"
    RETENTION = "retention"


class Housing(StrEnum):
    """Whether a company looks for land, for a building, or for either."""

    PLOT = "plot"
    PREMISES = "premises"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Origin:
    """The company's present location: a label and a point in EPSG:28992, whole metres."""

    label: str
    x_rd: int
    y_rd: int


class Vehicle(StrEnum):
    """With what one drives; a truck keeps to truck speeds and to roads that admit it."""

    CAR = "car"
    TRUCK = "truck"


@dataclass(frozen=True, slots=True)
class Building:
    """The building to be put up, in whole decimetres: its sides, and the strip to keep free around it.

    The requirement on ``building`` asks for ``width_dm`` at these proportions, at any angle.
    """

    width_dm: int
    depth_dm: int
    setback_dm: int = 0


@dataclass(frozen=True, slots=True)
class StaffPoint:
    """Where staff live: a label (postcode or place), a point in EPSG:28992 and how many, at least 1."""

    label: str
    x_rd: int
    y_rd: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Combining:
    """Which adjoining plots may be offered together.

    ``gap_dm``: widest strip between two plots that still counts as adjoining (a ditch, a path); 0 asks for a
    shared edge. ``same_seller_only`` leaves out plots that are known to have different sellers.
    """

    gap_dm: int = 0
    same_seller_only: bool = False
    most_plots: int = 4


@dataclass(frozen=True, slots=True)
class Requirement:
    """A hard limit on one criterion (an eis); one that fails excludes a candidate."""

    criterion_id: str
    limit: Limit


@dataclass(frozen=True, slots=True)
class Preference:
    """A wish on one criterion with its weight, any whole number from 0; weights need not sum to 100.

    ``target`` is used by criteria that compare with a wanted set (``segment``); empty otherwise.
    """

    criterion_id: str
    weight: int
    target: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LocationRequest:
    """What is asked, in the exact units that matching uses.

    ``title`` is a neutral description ("Composietverwerker"), never the company's name. ``summary`` is one
    sentence in the asker's words. ``profile_id`` names the criteria profile whose value scales apply.
    ``sector_code`` is a code with its scheme (``sbi2008:20.16``), ``sector_group`` one of
    ``sector.SECTOR_GROUPS``; both empty where not chosen. ``detour_percent`` stretches straight distances to
    an estimate of the way by road; 100 leaves them straight. ``vehicle`` drives to junctions, terminals and
    the present location; staff always drive a car. ``soft_factors`` are wishes that no figure answers: they
    are told and asked, never scored.
    """

    title: str
    request_type: RequestType = RequestType.NEW
    housing: Housing = Housing.EITHER
    summary: str = ""
    sector: str = ""
    staff_count: int | None = None
    origin: Origin | None = None
    requirements: tuple[Requirement, ...] = ()
    preferences: tuple[Preference, ...] = ()
    profile_id: str = "standard"
    sector_code: str = ""
    sector_group: str = ""
    building: Building | None = None
    combining: Combining = Combining()
    truck_movements_per_day: int | None = None
    staff_points: tuple[StaffPoint, ...] = ()
    vehicle: Vehicle = Vehicle.TRUCK
    detour_percent: int = 100
    soft_factors: tuple[str, ...] = ()

    @property
    def combines_plots(self) -> bool:
        """Whether the answer depends on ``combining``: land is looked for and an area follows from it."""
        asks_area = self.building is not None or self.requirement("plot_area") is not None
        return asks_area and self.housing is not Housing.PREMISES

    def requirement(self, criterion_id: str) -> Requirement | None:
        """Return the requirement on a criterion, if there is one."""
        return next((each for each in self.requirements if each.criterion_id == criterion_id), None)

    def preference(self, criterion_id: str) -> Preference | None:
        """Return the preference on a criterion, if there is one."""
        return next((each for each in self.preferences if each.criterion_id == criterion_id), None)
