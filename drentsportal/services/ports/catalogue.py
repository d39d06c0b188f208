"""What the use cases read of sites and their surroundings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from drentsportal.domain.merge.merge_ground import MergeGround
    from drentsportal.domain.sites.history import SiteRecord, ValueChoice
    from drentsportal.domain.sites.site import ContactPoint, Landmark, Municipality, RestructuringClaim, Site
    from drentsportal.domain.sites.site_attachment import SiteAttachment
    from drentsportal.domain.sites.site_table import RecordSource, SiteTable
    from drentsportal.domain.sites.surroundings import (
        GridArea,
        ParkManagementOrganisation,
        PlanZone,
        PostcodeGrid,
        RegionMembership,
    )
    from drentsportal.domain.vocabulary import LandmarkKind


class SiteCatalogue(Protocol):
    """What is known about sites at a data version; read only. ``version`` None means the newest."""

    def data_version(self) -> int:
        """Return the newest data version; 0 for an empty workspace."""
        ...

    def site_table(self, version: int | None = None) -> SiteTable:
        """All sites in use, in columns."""
        ...

    def site(self, site_id: str, version: int | None = None) -> Site:
        """One site with sources, dates and conflicts. Raises ``NotFoundError``."""
        ...

    def plots_of(self, park_id: str, version: int | None = None) -> tuple[Site, ...]:
        """Return the plots of a park, ordered by name."""
        ...

    def records(self, site_id: str) -> tuple[SiteRecord, ...]:
        """Every record that was ever delivered for a site, oldest first."""
        ...

    def choices(self, site_id: str) -> tuple[ValueChoice, ...]:
        """Every edit and choice that was ever made for a site, oldest first."""
        ...

    def choices_of_step(self, version: int) -> tuple[ValueChoice, ...]:
        """Return the values that the step ``version`` chose, whether they count still or not."""
        ...

    def municipalities(self, version: int | None = None) -> tuple[Municipality, ...]:
        """Return the gemeenten, ordered by code."""
        ...

    def landmarks(
        self, kinds: Sequence[LandmarkKind] = (), version: int | None = None
    ) -> tuple[Landmark, ...]:
        """Places, hubs, junctions, roads and water; all kinds where ``kinds`` is empty."""
        ...

    def contact_points(self, version: int | None = None) -> tuple[ContactPoint, ...]:
        """Return the functions that can be asked."""
        ...

    def restructuring_claims(self, version: int | None = None) -> tuple[RestructuringClaim, ...]:
        """Every PHP claim with its source; contradicting ones side by side."""
        ...

    def regions(self, version: int | None = None) -> tuple[RegionMembership, ...]:
        """Return the regions that the workspace holds, each with its members, ordered by id."""
        ...

    def park_management_organisations(
        self, version: int | None = None
    ) -> tuple[ParkManagementOrganisation, ...]:
        """Return the park management organisations, ordered by id."""
        ...

    def plan_zones(self, version: int | None = None) -> tuple[PlanZone, ...]:
        """Return the zones of spatial plans, ordered by id."""
        ...

    def grid_areas(self, version: int | None = None) -> tuple[GridArea, ...]:
        """Return the supply areas of the grid, ordered by id and year."""
        ...

    def grid_at(self, postcodes: Sequence[str], version: int | None = None) -> Mapping[str, PostcodeGrid]:
        """Return what the capacity map says of the given postcodes; one that it does not hold is absent."""
        ...

    def attachments(self, site_id: str, version: int | None = None) -> tuple[SiteAttachment, ...]:
        """Return the photographs and documents of a site, without content, in the order they were added."""
        ...

    def attachment_content(self, attachment_id: str) -> bytes:
        """Return the content of one attachment. Raises ``NotFoundError``."""
        ...

    def merge_ground(self, source: str) -> MergeGround:
        """Return what a new delivery of ``source`` is laid against, of the newest version."""
        ...

    def contested(self, version: int | None = None) -> Mapping[str, tuple[str, ...]]:
        """Site id to the attributes on which its records in force differ and nobody has chosen."""
        ...

    def entered(self, version: int | None = None) -> Mapping[tuple[str, str], RecordSource]:
        """Site and attribute to source and date of what a person entered, where that is in force."""
        ...

    def not_only_from(self, sources: Collection[str], version: int | None = None) -> frozenset[str]:
        """Sites of which a record in force, or a shape that a person drew, comes from another source."""
        ...

    def vanished(self, version: int | None = None) -> Mapping[str, tuple[str, ...]]:
        """Site id to the sources that no longer deliver it, for all sites of which that is so."""
        ...

    def retired(self, version: int | None = None) -> tuple[str, ...]:
        """Ids of the sites that were retired: in no table, still readable one by one."""
        ...
