"""The reading side of the in-memory workspace; see `tests.fakes`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, ValueType, attributes_of
from drentsportal.domain.sites.history import SiteRecord, ValueChoice, claims, in_use
from drentsportal.domain.sites.site import Site
from drentsportal.domain.sites.site_table import Column, RecordSource, SiteRows, SiteTable
from drentsportal.domain.values import Known
from drentsportal.domain.vocabulary import SiteKind
from drentsportal.errors import NotFoundError
from tests.fake_merge_ground import merge_ground
from tests.fake_reference import InMemoryReference

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from drentsportal.domain.merge.merge_ground import MergeGround
    from drentsportal.domain.sites.site_attachment import SiteAttachment

NUMBERS = {ValueType.INTEGER, ValueType.REAL, ValueType.BOOLEAN}


class InMemoryCatalogue(InMemoryReference):
    """Reads the state of an in-memory workspace."""

    def data_version(self) -> int:
        """Return the newest data version."""
        return self.state.newest_version

    def site_table(self, version: int | None = None) -> SiteTable:
        """Return all sites in use, in columns."""
        at = self.at(version)
        rows = {kind: self._rows(kind, at) for kind in SiteKind}
        used = {
            int(record_id)
            for each in rows.values()
            for record_ids in (each.geometry_record_ids, *(one.record_ids for one in each.columns.values()))
            for record_id in (() if record_ids is None else record_ids)
        }
        sources = {
            each.id: RecordSource(each.source, each.as_of) for each in self.state.records if each.id in used
        }
        return SiteTable(at, rows[SiteKind.PARK], rows[SiteKind.PLOT], rows[SiteKind.PREMISES], sources)

    def site(self, site_id: str, version: int | None = None) -> Site:
        """Return one site."""
        at = self.at(version)
        delivered = [each for each in self.state.records if each.site_id == site_id]
        in_force = [each for each in delivered if self.state.in_force(each, at)]
        if not in_force:
            raise NotFoundError("error.storage.no_site", site_id=site_id)
        records, choices, kind = self.records(site_id), self.choices(site_id), delivered[0].kind
        attributes = {spec.id: in_use(records, choices, spec.id, at) for spec in attributes_of(kind)}
        conflicts = {}
        for name, used in attributes.items():
            value = used.value if isinstance(used, Known) else None
            others = tuple(each for each in claims(records, name, at) if each.value != value)
            if others:
                conflicts[name] = others
        return Site(
            site_id,
            kind,
            attributes,
            shapely.from_wkb(self._shape(site_id, at)[0]),
            conflicts,
            self.vanished(at).get(site_id, ()),
        )

    def plots_of(self, park_id: str, version: int | None = None) -> tuple[Site, ...]:
        """Return the plots of a park, ordered by name."""
        sites = (self.site(each, version) for each in self._shown(SiteKind.PLOT, self.at(version)))
        plots = (site for site in sites if site.value("park_id") == park_id)
        return tuple(sorted(plots, key=lambda site: (site.name, site.id)))

    def records(self, site_id: str) -> tuple[SiteRecord, ...]:
        """Return every record that was ever delivered for a site."""
        state = self.state
        return tuple(state.site_record(each) for each in state.records if each.site_id == site_id)

    def choices(self, site_id: str) -> tuple[ValueChoice, ...]:
        """Return every edit and choice that was ever made for a site."""
        return tuple(each for each in self.state.choices if each.site_id == site_id)

    def choices_of_step(self, version: int) -> tuple[ValueChoice, ...]:
        """Return the values that a step chose."""
        return tuple(each for each in self.state.choices if each.from_version == version)

    def merge_ground(self, source: str) -> MergeGround:
        """Return what a new delivery of a source is laid against."""
        ground = merge_ground(self.state, source, lambda state: InMemoryCatalogue(lambda: state).site_table())
        gone = frozenset(site_id for site_id, sources in self.vanished().items() if source in sources)
        return replace(ground, vanished_ids=gone)

    def attachments(self, site_id: str, version: int | None = None) -> tuple[SiteAttachment, ...]:
        """Return the attachments of a site, in the order they were added."""
        attached = self.state.attached(self.at(version))
        of_site = [each for _, each in sorted(attached.items()) if each.site_id == site_id]
        return tuple(each for place, each in enumerate(of_site) if each not in of_site[:place])

    def attachment_content(self, attachment_id: str) -> bytes:
        """Return the content of one attachment."""
        for _, new in self.state.attachments:
            if new.attachment.id == attachment_id:
                return new.content
        raise NotFoundError("error.storage.no_site_attachment", attachment_id=attachment_id)

    def vanished(self, version: int | None = None) -> dict[str, tuple[str, ...]]:
        """Return the sites with the sources that no longer deliver them."""
        at, state = self.at(version), self.state
        complete: dict[tuple[str, SiteKind], int] = {}
        for made_at, delivery in sorted(state.deliveries.items()):
            if delivery.is_complete and state.counts(made_at, at):
                complete.update({(delivery.source, batch.kind): made_at for batch in delivery.batches})
        gone: dict[str, set[str]] = {}
        for record in state.records:
            last = complete.get((record.source, record.kind), 0)
            if record.version < last and state.in_force(record, at):
                gone.setdefault(record.site_id, set()).add(record.source)
        return {site_id: tuple(sorted(sources)) for site_id, sources in sorted(gone.items())}

    def retired(self, version: int | None = None) -> tuple[str, ...]:
        """Return the sites that were retired."""
        at = self.at(version)
        ids = [site_id for kind in SiteKind for site_id in self._ids(kind, at)]
        return tuple(sorted(each for each in ids if self._is_retired(each, at)))

    def _is_retired(self, site_id: str, at: int) -> bool:
        return isinstance(in_use(self.records(site_id), self.choices(site_id), "retired", at), Known)

    def _shown(self, kind: SiteKind, at: int) -> list[str]:
        return [each for each in self._ids(kind, at) if not self._is_retired(each, at)]

    def contested(self, version: int | None = None) -> dict[str, tuple[str, ...]]:
        """Return the attributes that records differ on and that nobody has chosen, by site."""
        at = self.at(version)
        found = {}
        for site_id in sorted({each.site_id for each in self.state.records}):
            settled = {each.attribute_id for each in self.choices(site_id) if each.in_force(at)}
            kind = next(each.kind for each in self.state.records if each.site_id == site_id)
            differing = tuple(
                spec.id
                for spec in attributes_of(kind)
                if spec.describes_site
                and spec.id not in settled
                and len({each.value for each in claims(self.records(site_id), spec.id, at)}) > 1
            )
            if differing:
                found[site_id] = differing
        return found

    def entered(self, version: int | None = None) -> dict[tuple[str, str], RecordSource]:
        """Return source and date of what persons entered, by site and attribute."""
        at = self.at(version)
        last: dict[tuple[str, str], ValueChoice] = {}
        for site_id in {each.site_id for each in self.state.records}:
            last |= {
                (site_id, each.attribute_id): each for each in self.choices(site_id) if each.in_force(at)
            }
        return {
            place: RecordSource(each.source, each.as_of)
            for place, each in last.items()
            if each.record_id is None
        }

    def not_only_from(self, sources: Collection[str], version: int | None = None) -> frozenset[str]:
        """Return the sites that rest on another source."""
        at = self.at(version)
        ids = {each.site_id for each in self.state.records}
        said = {(each.site_id, each.source) for each in self.state.records if self.state.in_force(each, at)}
        drawn = {
            (each.site_id, each.source)
            for site_id in ids
            for each in self.choices(site_id)
            if each.in_force(at) and each.attribute_id == GEOMETRY and each.record_id is None
        }
        return frozenset(site_id for site_id, source in said | drawn if source not in sources)

    def _ids(self, kind: SiteKind, at: int) -> list[str]:
        state = self.state
        return sorted(
            {each.site_id for each in state.records if each.kind is kind and state.in_force(each, at)}
        )

    def _shape(self, site_id: str, at: int) -> tuple[bytes | None, int]:
        """Return the shape in use and the record that gave it, 0 for one that a person drew."""
        state = self.state
        of_site = [each for each in state.records if each.site_id == site_id]
        made = [each for each in self.choices(site_id) if each.attribute_id == GEOMETRY and each.in_force(at)]
        if made:
            last = max(made, key=lambda each: each.from_version)
            if last.record_id is None:
                return (None if last.value is None else bytes.fromhex(str(last.value))), 0
            of_site = [each for each in of_site if each.id == last.record_id]
        else:
            of_site = [each for each in of_site if state.in_force(each, at)]
        drawn = [each for each in of_site if each.wkb is not None]
        if not drawn:
            return None, 0
        newest = max(drawn, key=lambda each: (each.as_of, each.version, each.id))
        return newest.wkb, newest.id

    def _rows(self, kind: SiteKind, at: int) -> SiteRows:
        ids = self._shown(kind, at)
        geometries = np.empty(len(ids), dtype=np.object_)
        record_ids = np.zeros(len(ids), dtype=np.int64)
        for row, site_id in enumerate(ids):
            wkb, record_ids[row] = self._shape(site_id, at)
            geometries[row] = shapely.from_wkb(wkb)
        columns = {spec.id: self._column(ids, spec.id, at) for spec in attributes_of(kind)}
        return SiteRows(kind, np.array(ids, dtype=np.str_), columns, geometries, record_ids)

    def _column(self, ids: Sequence[str], attribute_id: str, at: int) -> Column:
        values: list[Any] = []
        record_ids: list[int] = []
        for site_id in ids:
            records, choices = self.records(site_id), self.choices(site_id)
            used = in_use(records, choices, attribute_id, at)
            values.append(used.value if isinstance(used, Known) else None)
            record_ids.append(
                _record_of(records, choices, attribute_id, at) if isinstance(used, Known) else 0
            )
        known = np.array([value is not None for value in values], dtype=np.bool_)
        numbered = np.array(record_ids, dtype=np.int64)
        if ATTRIBUTE_BY_ID[attribute_id].type in NUMBERS:
            return Column(np.array(values, dtype=np.float64), known, numbered)
        categories = tuple(sorted({value for value in values if value is not None}))
        codes = [categories.index(value) if value is not None else 0 for value in values]
        return Column(np.array(codes, dtype=np.int32), known, numbered, categories)


def _record_of(
    records: Sequence[SiteRecord], choices: Sequence[ValueChoice], attribute_id: str, at: int
) -> int:
    """Return the record whose value is in use, 0 for an edit."""
    made = [each for each in choices if each.attribute_id == attribute_id and each.in_force(at)]
    if made:
        return max(made, key=lambda each: each.from_version).record_id or 0
    stating = [each for each in records if each.in_force(at) and each.values[attribute_id] is not None]
    return max(stating, key=lambda each: (each.as_of, each.from_version, each.id)).id
