"""What the in-memory workspace knows of deliveries, edits and undoing; see `tests.fakes`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drentsportal.domain.attributes import attributes_of
from drentsportal.domain.history import SiteRecord, ValueChoice
from drentsportal.domain.vocabulary import SiteKind

if TYPE_CHECKING:
    from drentsportal.domain.delivery import Delivery, ImportReport
    from drentsportal.domain.values import PartialDate
    from drentsportal.services.ports import DataStep


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

    def copied(self) -> LedgerState:
        """Return a state that later changes of this one do not touch."""
        return LedgerState(
            [*self.steps], {**self.deliveries}, {**self.reports}, [*self.records], [*self.choices]
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

    def counts(self, delivery_version: int, version: int) -> bool:
        """Tell whether a delivery was made and not undone at ``version``."""
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

    def choices_resting_on(self, version: int) -> list[ValueChoice]:
        """Return the open edits that undoing a delivery would leave without ground."""
        newest = self.newest_version
        delivered = {each.id for each in self.records if each.version == version}
        held = {
            each.site_id for each in self.records if each.version == version and self.in_force(each, newest)
        }
        otherwise = {
            each.site_id
            for each in self.records
            if each.version != version and self.counts(each.version, newest)
        }
        return [
            choice
            for choice in self.choices
            if choice.until_version is None
            and choice.from_version != version
            and (
                choice.record_id in delivered
                or (choice.record_id is None and choice.site_id in held - otherwise)
            )
        ]

    def resting_on_sites_of(self, version: int) -> set[str]:
        """Return what rests on the sites that an edit made, as the refusal to undo it names it."""
        newest = self.newest_version
        made = {each.site_id: each.kind for each in self.records if each.version == version}
        parks = {site_id for site_id, kind in made.items() if kind is SiteKind.PARK}
        later = [each for each in self.records if each.version > version and self.in_force(each, newest)]
        chosen = [each for each in self.choices if each.until_version is None and each.from_version > version]
        return {
            *(f"{each.site_id}: {each.source}" for each in later if each.site_id in made),
            *(f"{each.site_id}: park_id" for each in later if each.values.get("park_id") in parks),
            *(f"{each.site_id}: {each.attribute_id}" for each in chosen if each.site_id in made),
            *(
                f"{each.site_id}: park_id"
                for each in chosen
                if each.attribute_id == "park_id" and each.value in parks
            ),
        }
