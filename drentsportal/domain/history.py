"""What is in use at a version: a pure function of the deliveries' records and the choices made since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.values import Attribute, Known, PartialDate, Unknown, UnknownReason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from drentsportal.domain.actor import Actor


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """All attributes of one site in one delivery; never changed after it is written.

    ``until_version`` is set when the same source delivers the site again or the delivery is undone.
    ``revivals`` are later spans (from, until) in which it is in force again, because the delivery that
    superseded it was undone; its place in the order stays that of ``from_version``.
    """

    id: int
    site_id: str
    source: str
    as_of: PartialDate
    from_version: int
    until_version: int | None
    values: Mapping[str, object | None]
    revivals: tuple[tuple[int, int | None], ...] = ()

    def in_force(self, version: int) -> bool:
        """Whether the record counts at ``version``."""
        spans = ((self.from_version, self.until_version), *self.revivals)
        return any(start <= version and (end is None or version < end) for start, end in spans)


@dataclass(frozen=True, slots=True)
class ValueChoice:
    """A single value that a person entered, or the record that a person chose between conflicting ones.

    ``record_id`` set: the value of that record is in use. ``record_id`` ``None``: ``value`` is in use, with
    its own ``source`` and ``as_of``; a ``value`` of ``None`` states that it is unknown.
    """

    site_id: str
    attribute_id: str
    from_version: int
    until_version: int | None
    record_id: int | None
    value: object | None
    source: str
    as_of: PartialDate
    actor: Actor
    chosen_at_utc: datetime
    reason: str

    def in_force(self, version: int) -> bool:
        """Whether the choice counts at ``version``."""
        return self.from_version <= version and (self.until_version is None or version < self.until_version)


def _newest_first(record: SiteRecord) -> tuple[PartialDate, int, int]:
    return (record.as_of, record.from_version, record.id)


def claims(records: Sequence[SiteRecord], attribute_id: str, version: int) -> tuple[Known[object], ...]:
    """Every record's value of an attribute at ``version``, newest reference date first, unknowns left out."""
    in_force = sorted(
        (record for record in records if record.in_force(version)), key=_newest_first, reverse=True
    )
    return tuple(
        Known(value, record.source, record.as_of)
        for record in in_force
        if (value := record.values.get(attribute_id)) is not None
    )


def in_use(
    records: Sequence[SiteRecord], choices: Sequence[ValueChoice], attribute_id: str, version: int
) -> Attribute[object]:
    """Return the value in use at ``version``: the last choice in force, else the newest stated one.

    ``records`` and ``choices`` are those of one site. Newest is by reference date, then by version, then by
    record id, so the answer never depends on the order in which rows are read.
    """
    in_force = [
        choice for choice in choices if choice.attribute_id == attribute_id and choice.in_force(version)
    ]
    if in_force:
        choice = max(in_force, key=lambda each: each.from_version)
        return _chosen(records, choice)
    stated = claims(records, attribute_id, version)
    return stated[0] if stated else Unknown()


def _chosen(records: Sequence[SiteRecord], choice: ValueChoice) -> Attribute[object]:
    if choice.record_id is None:
        if choice.value is None:
            return Unknown(UnknownReason.NOT_STATED_IN_SOURCE)
        return Known(choice.value, choice.source, choice.as_of)
    record = next(each for each in records if each.id == choice.record_id)
    value = record.values.get(choice.attribute_id)
    return Unknown() if value is None else Known(value, record.source, record.as_of)
