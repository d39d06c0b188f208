"""What sites are set against at a data version, read from the store."""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Protocol

from drentsportal.errors import NotFoundError
from drentsportal.storage import grid_postcodes, reference_records, surroundings_records
from drentsportal.storage.sealed import Sealer
from drentsportal.storage.spans import newest_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from drentsportal.domain.sites.site import ContactPoint, Landmark, Municipality, RestructuringClaim
    from drentsportal.domain.sites.surroundings import (
        GridArea,
        ParkManagementOrganisation,
        PlanZone,
        PostcodeGrid,
        RegionMembership,
    )
    from drentsportal.domain.vocabulary import LandmarkKind


class Database(Protocol):
    """What the catalogue needs of a database, whichever it is."""

    def reading(self) -> AbstractContextManager[Connection]:
        """Return a connection on which everything read belongs to one state."""
        ...

    @property
    def is_writing(self) -> bool:
        """Whether a unit of work is open."""
        ...


class StoredReferenceCatalogue:
    """Reads gemeenten, landmarks, contacts, claims, regions, plans and the grid."""

    def __init__(self, database: Database, workspace_key: Callable[[], bytes]) -> None:
        """Read from ``database``; ``workspace_key`` opens the telephone and mail of contact points."""
        self.database = database
        self._workspace_key = workspace_key

    def municipalities(self, version: int | None = None) -> tuple[Municipality, ...]:
        """Return the gemeenten, ordered by code."""
        with self.at(version) as (connection, at):
            return reference_records.municipalities(connection, at)

    def landmarks(
        self, kinds: Sequence[LandmarkKind] = (), version: int | None = None
    ) -> tuple[Landmark, ...]:
        """Places, hubs, junctions, roads and water; all kinds where ``kinds`` is empty."""
        with self.at(version) as (connection, at):
            return reference_records.landmarks(connection, at, kinds)

    def contact_points(self, version: int | None = None) -> tuple[ContactPoint, ...]:
        """Return the functions that can be asked."""
        with self.at(version) as (connection, at):
            sealer = Sealer(connection, self._workspace_key())
            return reference_records.contact_points(connection, sealer, at)

    def restructuring_claims(self, version: int | None = None) -> tuple[RestructuringClaim, ...]:
        """Every PHP claim with its source; contradicting ones side by side."""
        with self.at(version) as (connection, at):
            return reference_records.restructuring_claims(connection, at)

    def regions(self, version: int | None = None) -> tuple[RegionMembership, ...]:
        """Return the regions that the workspace holds, each with its members, ordered by id."""
        with self.at(version) as (connection, at):
            return surroundings_records.regions(connection, at)

    def park_management_organisations(
        self, version: int | None = None
    ) -> tuple[ParkManagementOrganisation, ...]:
        """Return the park management organisations, ordered by id."""
        with self.at(version) as (connection, at):
            return surroundings_records.park_management_organisations(connection, at)

    def plan_zones(self, version: int | None = None) -> tuple[PlanZone, ...]:
        """Return the zones of spatial plans, ordered by id."""
        with self.at(version) as (connection, at):
            return surroundings_records.plan_zones(connection, at)

    def grid_areas(self, version: int | None = None) -> tuple[GridArea, ...]:
        """Return the supply areas of the grid, ordered by id and year."""
        with self.at(version) as (connection, at):
            return surroundings_records.grid_areas(connection, at)

    def grid_at(self, postcodes: Sequence[str], version: int | None = None) -> Mapping[str, PostcodeGrid]:
        """Return what the capacity map says of the given postcodes; one that it does not hold is absent."""
        with self.at(version) as (connection, at):
            return grid_postcodes.grid_at(connection, postcodes, at)

    @contextmanager
    def at(self, version: int | None) -> Iterator[tuple[Connection, int]]:
        """Read at a version, the newest by default. Raises ``NotFoundError`` for one that does not exist."""
        with self.database.reading() as connection:
            newest = newest_version(connection)
            if version is not None and not 0 <= version <= newest:
                raise NotFoundError("error.storage.no_version", version=version, newest=newest)
            yield connection, newest if version is None else version
