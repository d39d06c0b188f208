"""A delivery: what one source hands over at one moment, in columns, with what was flagged or refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drentsportal.domain.message import Message
    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.domain.sites.site import ContactPoint, Landmark, Municipality, RestructuringClaim
    from drentsportal.domain.sites.surroundings import (
        GridArea,
        ParkManagementOrganisation,
        PlanZone,
        PostcodeGridBatch,
        RegionMembership,
    )
    from drentsportal.domain.values import PartialDate
    from drentsportal.domain.vocabulary import SiteKind


@dataclass(frozen=True, slots=True)
class SiteBatch:
    """Sites of one kind, in columns; row i of every column is the same site.

    ``columns`` maps an attribute id to its values, ``None`` where the source does not say; an attribute that
    the source does not have at all is absent. Types follow ``attributes.ValueType`` (a ``DATE`` is ISO text).
    ``geometries_wkb`` is EPSG:28992, ``None`` where there is no geometry. ``as_of`` is per row, since one
    file may mix reference years.
    """

    kind: SiteKind
    site_ids: Sequence[str]
    as_of: Sequence[PartialDate]
    columns: Mapping[str, Sequence[object | None]]
    geometries_wkb: Sequence[bytes | None]

    def __len__(self) -> int:
        """Return number of sites."""
        return len(self.site_ids)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Everything that is stored as one step of the history and can be undone as a whole.

    ``is_complete``: the source hands over all it has of the kinds in ``batches``; what it delivered before
    and does not deliver now has vanished from it (it is kept and marked). ``as_of`` is the date of
    ``grid_postcodes``, which is the same for all of them. ``is_returned``: the file is an export of ours, so
    what equals the value in use was not stated anew (``domain.merge.returned``).
    """

    source: str
    file_name: str
    file_sha256: str
    mapping_id: str
    batches: tuple[SiteBatch, ...] = ()
    municipalities: tuple[Municipality, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    contact_points: tuple[ContactPoint, ...] = ()
    restructuring_claims: tuple[RestructuringClaim, ...] = ()
    regions: tuple[RegionMembership, ...] = ()
    park_management_organisations: tuple[ParkManagementOrganisation, ...] = ()
    plan_zones: tuple[PlanZone, ...] = ()
    grid_areas: tuple[GridArea, ...] = ()
    grid_postcodes: PostcodeGridBatch | None = None
    as_of: PartialDate | None = None
    is_complete: bool = False
    is_returned: bool = False


@dataclass(frozen=True, slots=True)
class MergeDecisions:
    """What a person decided about values of a delivery that differ from those in use.

    ``taken``: (site id, attribute id) of which the delivered value is to be in use, also over an edit or a
    newer date. ``kept``: values that stay in use instead of the delivered ones (``from_version`` is
    assigned when stored). The delivery itself is stored as it came.
    """

    taken: tuple[tuple[str, str], ...] = ()
    kept: tuple[ValueChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class MergeCounts:
    """How many sites of a delivery are new, changed, contradicted, confirmed or just the same.

    ``vanished`` are sites that the source delivered before and does not have any more; ``retired`` are
    delivered though they are kept in the history only. ``undecided`` are sites with a contradiction that is
    new, or that may be another known site: what a person should look at.
    """

    new: int = 0
    changed: int = 0
    conflicting: int = 0
    confirmed: int = 0
    unchanged: int = 0
    vanished: int = 0
    retired: int = 0
    undecided: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing but new sites, so that there is nothing to look over."""
        known = self.changed + self.conflicting + self.confirmed + self.vanished + self.retired
        return not known and not self.undecided


class RowOutcome(StrEnum):
    """What happened to a row."""

    TAKEN = "taken"
    FLAGGED = "flagged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowIssue:
    """One thing that is wrong or remarkable in one row.

    ``row`` counts features from 1 as the source gives them; ``field`` is the source's own column name.
    """

    row: int
    outcome: RowOutcome
    message: Message
    field: str = ""
    site_id: str = ""
    site_name: str = ""


@dataclass(frozen=True, slots=True)
class AreaTotals:
    """Totals of the parks taken, in ha; ``None`` where no park states the attribute."""

    gross_ha: float | None
    net_ha: float | None
    available_now_ha: float | None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import took, flagged and refused, each with row and reason."""

    file_name: str
    source: str
    mapping_id: str
    feature_count: int
    site_count: int
    kind: str
    municipality_count: int
    totals: AreaTotals
    issues: tuple[RowIssue, ...] = ()
    notes: tuple[Message, ...] = field(default=())
    data_version: int | None = None
    merge: MergeCounts | None = None

    def count(self, outcome: RowOutcome) -> int:
        """Return number of distinct rows with at least one issue of ``outcome``."""
        return len({issue.row for issue in self.issues if issue.outcome is outcome})
