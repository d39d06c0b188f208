"""What looking up a sector needs from outside: the reference files, with a source in every row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from drentsportal.domain.sectors.quick_scan import CategoryDistance, QuickScanRow
    from drentsportal.domain.sectors.regional_profile import RegionalProfile
    from drentsportal.domain.sectors.sector import (
        DemandProfile,
        SearchTerm,
        SectorBridge,
        SectorCode,
        SegmentHint,
        SpatialNeed,
    )


class SectorReference(Protocol):
    """Sector codes and what follows from them; each raises ``DataSourceError`` for a damaged file."""

    def codes(self) -> tuple[SectorCode, ...]:
        """Return the codes of both schemes."""
        ...

    def bridge(self) -> tuple[SectorBridge, ...]:
        """Return what codes of SBI 2008 became in SBI 2025, as far as a source tells."""
        ...

    def quick_scan(self) -> tuple[QuickScanRow, ...]:
        """Return the rows of the 2009 quick scan that have a source."""
        ...

    def distances(self) -> tuple[CategoryDistance, ...]:
        """Return the distance of every category."""
        ...

    def demand_profiles(self) -> tuple[DemandProfile, ...]:
        """Return what each of the four groups of companies looks for."""
        ...

    def segment_hints(self) -> tuple[SegmentHint, ...]:
        """Return the sector groups with what they lead to."""
        ...

    def spatial_needs(self) -> tuple[SpatialNeed, ...]:
        """Return what the documents say that sectors need in space."""
        ...

    def search_terms(self) -> tuple[SearchTerm, ...]:
        """Return what companies call themselves, with the codes that may be meant."""
        ...

    def regional_profile(self) -> RegionalProfile:
        """Return the rules of the policy documents on regions."""
        ...
