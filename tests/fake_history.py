"""What the in-memory workspace knows of deliveries, edits and undoing; see `tests.fakes`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drentsportal.domain.sites.attributes import attributes_of
from drentsportal.domain.sites.history import SiteRecord, ValueChoice
from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drentsportal.domain.entry.editing import NewAttachment
    from drentsportal.domain.merge.delivery import Delivery, ImportReport
    from drentsportal.domain.sites.site_attachment import SiteAttachment
    from drentsportal.domain.values import PartialDate
    from drentsportal.services.ports.ledger import DataStep


@dataclass(frozen=True)
class DeliveredRecord:
    """One site in one delivery."""

    id: int
    site_id: str
    kind: SiteKind
    source: str
    as_of: PartialDate
    version: int
    values: dict[str, object | None]
    wkb: bytes | None


@dataclass
class LedgerState:
    """Everything that was delivered, edited and undone."""

    steps: list[DataStep] = field(default_factory=list)
    deliveries: dict[int, Delivery] = field(default_factory=dict)
    reports: dict[int, ImportReport] = field(default_factory=dict)
    records: list[DeliveredRecord] = field(default_factory=list)
    choices: list[ValueChoice] = field(default_factory=list)
    attachments: list[tuple[int, NewAttachment]] = field(default_factory=list)
    removals: list[tuple[int, int]] = field(default_factory=list)
    """Version of a removal, and place in the list of attachments of what it removed."""

    def copied(self) -> LedgerState:
        """Return a state that later changes of this one do not touch."""
        return LedgerState(
            [*self.steps],
            {**self.deliveries},
            {**self.reports},
            [*self.records],
            [*self.choices],
            [*self.attachments],
            [*self.removals],
        )

    @property
    def newest_version(self) -> int:
        """Return the newest data version."""
        return len(self.steps)

    def add_records(self, delivery: Delivery, version: int) -> None:
        """Keep a delivery and its records."""
        self.deliveries[version] = delivery
        for batch in delivery.batches:
            for row, site_id in enumerate(batch.site_ids):
                values = {
                    spec.id: batch.columns[spec.id][row] if spec.id in batch.columns else None
                    for spec in attributes_of(batch.kind)
                }
                self.records.append(
                    DeliveredRecord(
                        id=len(self.records) + 1,
                        site_id=site_id,
                        kind=batch.kind,
                        source=delivery.source,
                        as_of=batch.as_of[row],
                        version=version,
                        values=values,
                        wkb=batch.geometries_wkb[row],
                    )
                )

    def attached(self, version: int) -> dict[int, SiteAttachment]:
        """Return the attachments in force at a version, by their place in the list."""
        removed = {place for removed_at, place in self.removals if self.counts(removed_at, version)}
        return {
            place: new.attachment
            for place, (added_at, new) in enumerate(self.attachments)
            if place not in removed and self.counts(added_at, version)
        }

    def remove(self, places: Iterable[int], version: int) -> None:
        """Take attachments away as of a version."""
        self.removals += [(version, place) for place in places]

    def counts(self, delivery_version: int, version: int) -> bool:
        """Tell whether a delivery or edit was made and not undone at ``version``."""
        undone = self.steps[delivery_version - 1].undone_by_version
        return delivery_version <= version and (undone is None or version < undone)

    def in_force(self, record: DeliveredRecord, version: int) -> bool:
        """Tell whether a record is that of the newest delivery of its site and source that counts."""
        counting = [
            each.version
            for each in self.records
            if (each.site_id, each.source) == (record.site_id, record.source)
            and self.counts(each.version, version)
        ]
        return bool(counting) and max(counting) == record.version

    def site_record(self, record: DeliveredRecord) -> SiteRecord:
        """Return a record with the spans in which it is in force."""
        spans: list[tuple[int, int | None]] = []
        start = None
        for version in range(record.version, self.newest_version + 2):
            is_in_force = version <= self.newest_version and self.in_force(record, version)
            if is_in_force and start is None:
                start = version
            elif not is_in_force and start is not None:
                spans.append((start, version if version <= self.newest_version else None))
                start = None
        first, *revivals = spans
        return SiteRecord(
            record.id,
            record.site_id,
            record.source,
            record.as_of,
            first[0],
            first[1],
            record.values,
            tuple(revivals),
        )

    def vanishing_with(self, version: int) -> set[str]:
        """Return the sites that only the delivery of a version knows."""
        newest = self.newest_version
        held = {
            each.site_id for each in self.records if each.version == version and self.in_force(each, newest)
        }
        return held - {
            each.site_id
            for each in self.records
            if each.version != version and self.counts(each.version, newest)
        }

    def attached_to_vanishing(self, version: int) -> dict[int, SiteAttachment]:
        """Return the attachments of sites that only the delivery of a version knows."""
        vanishing = self.vanishing_with(version)
        attached = self.attached(self.newest_version)
        return {place: each for place, each in attached.items() if each.site_id in vanishing}

    def choices_resting_on(self, version: int) -> list[ValueChoice]:
        """Return the open edits that undoing a delivery would leave without ground."""
        delivered = {each.id for each in self.records if each.version == version}
        vanishing = self.vanishing_with(version)
        return [
            choice
            for choice in self.choices
            if choice.until_version is None
            and choice.from_version != version
            and (choice.record_id in delivered or (choice.record_id is None and choice.site_id in vanishing))
        ]

    def resting_on_sites_of(self, version: int) -> set[str]:
        """Return what rests on the sites that an edit made, as the refusal to undo it names it."""
        newest = self.newest_version
        made = {each.site_id: each.kind for each in self.records if each.version == version}
        parks = {site_id for site_id, kind in made.items() if kind is SiteKind.PARK}
        later = [each for each in self.records if each.version > version and self.in_force(each, newest)]
        chosen = [each for each in self.choices if each.until_version is None and each.from_version > version]
        attached = [
            each
            for place, each in self.attached(newest).items()
            if each.site_id in made and self.attachments[place][0] > version
        ]
        return {
            *(f"{each.site_id}: {each.title}" for each in attached),
            *(f"{each.site_id}: {each.source}" for each in later if each.site_id in made),
            *(f"{each.site_id}: park_id" for each in later if each.values.get("park_id") in parks),
            *(f"{each.site_id}: {each.attribute_id}" for each in chosen if each.site_id in made),
            *(
                f"{each.site_id}: park_id"
                for each in chosen
                if each.attribute_id == "park_id" and each.value in parks
            ),
        }
