"""What is known about sites at a data version, read from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.sites.history import SiteRecord, ValueChoice, claims, in_use
from drentsportal.domain.sites.site import Site
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import NotFoundError
from drentsportal.storage import schema, site_attachments, site_states
from drentsportal.storage.bulk_columns import read_site_table
from drentsportal.storage.contested import read_contested
from drentsportal.storage.merge_reading import read_merge_ground
from drentsportal.storage.record_reading import StoredSite, read_choice, read_sites
from drentsportal.storage.reference_catalogue import StoredReferenceCatalogue
from drentsportal.storage.spans import newest_version
from drentsportal.storage.value_origins import read_entered, read_not_only_from

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from sqlalchemy import Connection

    from drentsportal.domain.merge.merge_ground import MergeGround
    from drentsportal.domain.sites.site_attachment import SiteAttachment
    from drentsportal.domain.sites.site_table import RecordSource, SiteTable
    from drentsportal.storage.reference_catalogue import Database

_TABLES_KEPT: Final = 2


class StoredSiteCatalogue(StoredReferenceCatalogue):
    """Reads sites; what is in use at a version never changes, so the last tables read are kept."""

    def __init__(self, database: Database, workspace_key: Callable[[], bytes]) -> None:
        """Read from ``database``; ``workspace_key`` opens the telephone and mail of contact points."""
        super().__init__(database, workspace_key)
        self._tables: dict[int, SiteTable] = {}

    def data_version(self) -> int:
        """Return the newest data version; 0 for an empty workspace."""
        with self.database.reading() as connection:
            return newest_version(connection)

    def site_table(self, version: int | None = None) -> SiteTable:
        """All sites in use, in columns."""
        with self.at(version) as (connection, at):
            if at in self._tables and not self.database.is_writing:
                return self._tables[at]
            table = read_site_table(connection, at)
            # What is not committed may still be rolled back, and its version be given out again.
            if not self.database.is_writing:
                self._keep(table)
            return table

    def site(self, site_id: str, version: int | None = None) -> Site:
        """One site with sources, dates and conflicts. Raises ``NotFoundError``."""
        with self.at(version) as (connection, at):
            stored = read_sites(connection, [site_id]).get(site_id)
            if stored is None or not site_states.exists(stored, at):
                raise NotFoundError("error.storage.no_site", site_id=site_id)
            return _as_site(stored, at, site_states.newest_complete(connection, at))

    def plots_of(self, park_id: str, version: int | None = None) -> tuple[Site, ...]:
        """Return the plots of a park that are not retired, ordered by name."""
        with self.at(version) as (connection, at):
            stored = read_sites(connection, _plot_candidates(connection, park_id), [SiteKind.PLOT])
            complete = site_states.newest_complete(connection, at)
            sites = (
                _as_site(each, at, complete)
                for each in stored.values()
                if site_states.exists(each, at) and not site_states.is_retired(each, at)
            )
            plots = (site for site in sites if site.value("park_id") == park_id)
            return tuple(sorted(plots, key=lambda site: (site.name, site.id)))

    def records(self, site_id: str) -> tuple[SiteRecord, ...]:
        """Every record that was ever delivered for a site, oldest first."""
        with self.database.reading() as connection:
            stored = read_sites(connection, [site_id]).get(site_id)
            return tuple(stored.records) if stored else ()

    def choices(self, site_id: str) -> tuple[ValueChoice, ...]:
        """Every edit and choice that was ever made for a site, oldest first."""
        with self.database.reading() as connection:
            stored = read_sites(connection, [site_id]).get(site_id)
            return tuple(stored.choices) if stored else ()

    def choices_of_step(self, version: int) -> tuple[ValueChoice, ...]:
        """Return the values that the step ``version`` chose, whether they count still or not."""
        table = schema.value_choice
        statement = select(table).where(table.c.from_version == version).order_by(table.c.id)
        with self.database.reading() as connection:
            return tuple(map(read_choice, connection.execute(statement)))

    def merge_ground(self, source: str) -> MergeGround:
        """Return what a new delivery of ``source`` is laid against, of the newest version."""
        with self.database.reading() as connection:
            table = self.site_table()
            vanished = site_states.vanished_sites(connection, table.data_version)
            gone = frozenset(site_id for site_id, sources in vanished.items() if source in sources)
            return read_merge_ground(connection, source, table, gone)

    def contested(self, version: int | None = None) -> Mapping[str, tuple[str, ...]]:
        """Site id to the attributes on which its records in force differ and nobody has chosen."""
        with self.at(version) as (connection, at):
            return read_contested(connection, at)

    def entered(self, version: int | None = None) -> Mapping[tuple[str, str], RecordSource]:
        """Site and attribute to source and date of what a person entered, where that is in force."""
        with self.at(version) as (connection, at):
            return read_entered(connection, at)

    def not_only_from(self, sources: Collection[str], version: int | None = None) -> frozenset[str]:
        """Sites of which a record in force, or a shape that a person drew, comes from another source."""
        with self.at(version) as (connection, at):
            return read_not_only_from(connection, sources, at)

    def attachments(self, site_id: str, version: int | None = None) -> tuple[SiteAttachment, ...]:
        """Return the photographs and documents of a site, without content, in the order they were added."""
        with self.at(version) as (connection, at):
            return site_attachments.attachments(connection, site_id, at)

    def attachment_content(self, attachment_id: str) -> bytes:
        """Return the content of one attachment, removed or not. Raises ``NotFoundError``."""
        with self.database.reading() as connection:
            return site_attachments.attachment_content(connection, attachment_id)

    def vanished(self, version: int | None = None) -> Mapping[str, tuple[str, ...]]:
        """Site id to the sources that no longer deliver it, for all sites of which that is so."""
        with self.at(version) as (connection, at):
            return site_states.vanished_sites(connection, at)

    def retired(self, version: int | None = None) -> tuple[str, ...]:
        """Ids of the sites that were retired: in no table, still readable one by one."""
        with self.at(version) as (connection, at):
            return site_states.retired_ids(connection, at)

    def _keep(self, table: SiteTable) -> None:
        self._tables[table.data_version] = table
        while len(self._tables) > _TABLES_KEPT:
            del self._tables[next(iter(self._tables))]


def _plot_candidates(connection: Connection, park_id: str) -> list[str]:
    """Every plot that was ever said to lie in the park, by a record or by an edit."""
    table, choice = schema.RECORD_TABLES[SiteKind.PLOT], schema.value_choice
    by_record = select(table.c.site_id).where(table.c.park_id == park_id)
    by_edit = select(choice.c.site_id).where(choice.c.attribute_id == "park_id")
    return list(connection.execute(by_record.union(by_edit)).scalars())


def _as_site(stored: StoredSite, version: int, complete: Mapping[tuple[str, str], int]) -> Site:
    attributes, conflicts = {}, {}
    for spec in attributes_of(stored.kind):
        used = in_use(stored.records, stored.choices, spec.id, version)
        attributes[spec.id] = used
        value = used.value if isinstance(used, Known) else None
        others = tuple(claim for claim in claims(stored.records, spec.id, version) if claim.value != value)
        if others:
            conflicts[spec.id] = others
    vanished_from = site_states.vanished_from(stored.records, stored.kind, complete, version)
    shape, drawn_by = stored.geometry_rd(version), stored.shape_stated(version)
    return Site(stored.id, stored.kind, attributes, shape, conflicts, vanished_from, drawn_by)
