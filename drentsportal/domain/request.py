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

    def requirement(self, criterion_id: str) -> Requirement | None:
        """Return the requirement on a criterion, if there is one."""
        return next((each for each in self.requirements if each.criterion_id == criterion_id), None)

    def preference(self, criterion_id: str) -> Preference | None:
        """Return the preference on a criterion, if there is one."""
        return next((each for each in self.preferences if each.criterion_id == criterion_id), None)
