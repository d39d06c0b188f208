"""What is in use at a version: a pure function of the deliveries' records and the choices made since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drentsportal.domain.entry.editing import GEOMETRY
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
    its own ``source`` and ``as_of``; a ``value`` of ``None`` states that it is unknown. A choice on the shape
    of a site has the attribute ``editing.GEOMETRY``.
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
    return tuple(known for _, known in claims_by_record(records, attribute_id, version))


def claims_by_record(
    records: Sequence[SiteRecord], attribute_id: str, version: int
) -> tuple[tuple[int, Known[object]], ...]:
    """Return the id of each record with its claim, as ``claims`` orders them."""
    in_force = sorted(
        (record for record in records if record.in_force(version)), key=_newest_first, reverse=True
    )
    return tuple(
        (record.id, Known(value, record.source, record.as_of))
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
    choice = _last_choice(choices, attribute_id, version)
    if choice is not None:
        return _chosen(records, choice)
    stated = claims(records, attribute_id, version)
    return stated[0] if stated else Unknown()


def shape_in_use(
    records: Sequence[SiteRecord],
    choices: Sequence[ValueChoice],
    wkb_by_record: Mapping[int, bytes | None],
    version: int,
) -> bytes | None:
    """Return the shape in use at ``version`` as WKB in EPSG:28992, by the rule of ``in_use``.

    ``wkb_by_record`` gives the shape of each record; ``None`` where nobody draws the site.
    """
    choice = _last_choice(choices, GEOMETRY, version)
    if choice is not None:
        if choice.record_id is not None:
            return wkb_by_record[choice.record_id]
        return bytes.fromhex(choice.value) if isinstance(choice.value, str) else None
    drawn = [each for each in records if each.in_force(version) and wkb_by_record[each.id] is not None]
    return wkb_by_record[max(drawn, key=_newest_first).id] if drawn else None


def shape_stated(
    records: Sequence[SiteRecord],
    choices: Sequence[ValueChoice],
    wkb_by_record: Mapping[int, bytes | None],
    version: int,
) -> tuple[str, PartialDate] | None:
    """Return who drew the shape in use and as of when; ``None`` where there is no shape."""
    choice = _last_choice(choices, GEOMETRY, version)
    if choice is not None and choice.record_id is None:
        return (choice.source, choice.as_of) if isinstance(choice.value, str) else None
    drawn = [
        each
        for each in records
        if wkb_by_record[each.id] is not None
        and (each.in_force(version) if choice is None else each.id == choice.record_id)
    ]
    if not drawn:
        return None
    used = max(drawn, key=_newest_first)
    return used.source, used.as_of


def _last_choice(choices: Sequence[ValueChoice], attribute_id: str, version: int) -> ValueChoice | None:
    """Return the choice that counts; one version holds at most one per site and attribute."""
    in_force = (each for each in choices if each.attribute_id == attribute_id and each.in_force(version))
    return max(in_force, key=lambda each: each.from_version, default=None)


def _chosen(records: Sequence[SiteRecord], choice: ValueChoice) -> Attribute[object]:
    if choice.record_id is None:
        if choice.value is None:
            return Unknown(UnknownReason.NOT_STATED_IN_SOURCE)
        return Known(choice.value, choice.source, choice.as_of)
    record = next(each for each in records if each.id == choice.record_id)
    value = record.values.get(choice.attribute_id)
    return Unknown() if value is None else Known(value, record.source, record.as_of)
