"""What a merge found, as objects: made only for the sites and values that are shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from drentsportal.domain.entry.editing import GEOMETRY
from drentsportal.domain.merge.merge_columns import NOWHERE, shapes_of
from drentsportal.domain.merge.merge_part import rows_of
from drentsportal.domain.merge.merge_states import Outcome, SiteMerge, ValueMerge
from drentsportal.domain.sites.attributes import ATTRIBUTE_BY_ID, ValueType, attributes_of
from drentsportal.domain.values import Known, PartialDate, Unknown, UnknownReason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drentsportal.domain.checks.lookalikes import Lookalike
    from drentsportal.domain.merge.delivery import Delivery
    from drentsportal.domain.merge.merge_ground import MergeGround
    from drentsportal.domain.merge.merge_part import MergePart
    from drentsportal.domain.sites.history import ValueChoice
    from drentsportal.domain.sites.site_table import SiteTable
    from drentsportal.domain.values import Attribute
    from drentsportal.domain.vocabulary import SiteKind

_NO_DATE: Final = PartialDate(1)


@dataclass(frozen=True, slots=True)
class ShapeChange:
    """How far two shapes differ: both areas, and how far the middle moved."""

    used_m2: float
    delivered_m2: float
    shift_m: float


@dataclass(frozen=True, slots=True)
class ValueFinding:
    """One value: in use now, delivered, and in use afterwards when nothing is decided.

    ``attribute_id`` is ``editing.GEOMETRY`` for the shape, whose values are shapely geometries in EPSG:28992.
    ``choice`` is the edit or choice that is in force, ``record_id`` the record that gives the value in use.
    """

    site_id: str
    attribute_id: str
    state: ValueMerge
    outcome: Outcome
    used: Attribute[object]
    delivered: Attribute[object]
    by_default: Attribute[object]
    record_id: int = 0
    choice: ValueChoice | None = None
    shape: ShapeChange | None = None


@dataclass(frozen=True, slots=True)
class SiteFinding:
    """One site: how it stands, and what it may be the same as."""

    site_id: str
    kind: SiteKind
    name: str
    municipality_code: str
    state: SiteMerge
    may_be: Lookalike | None = None


class Findings:
    """Makes findings of single sites; a part past the last one means the vanished sites."""

    def __init__(
        self,
        delivery: Delivery,
        ground: MergeGround,
        parts: Sequence[MergePart],
        vanished: Sequence[tuple[SiteKind, int]],
        alike: Sequence[Lookalike],
    ) -> None:
        """Keep what was compared."""
        self._delivery = delivery
        self._ground = ground
        self._parts = parts
        self._vanished = vanished
        self._alike = {each.site_id: each for each in alike}

    @cached_property
    def _choices(self) -> dict[tuple[str, str], ValueChoice]:
        return {(each.site_id, each.attribute_id): each for each in self._ground.choices}

    def site(self, part: int, row: int) -> SiteFinding:
        """Return one site."""
        site_id = self.site_id(part, row)
        if part == len(self._parts):
            kind, state = self._vanished[row][0], SiteMerge.VANISHED
        else:
            kind, state = self._parts[part].batch.kind, self._parts[part].state_of(row)
        name = self.text(part, row, "name") or site_id
        code = self.text(part, row, "municipality_code")
        return SiteFinding(site_id, kind, name, code, state, self._alike.get(site_id))

    def site_id(self, part: int, row: int) -> str:
        """Return the id of one site."""
        if part == len(self._parts):
            kind, at = self._vanished[row]
            return str(rows_of(self._ground.in_use, kind).ids[at])
        return str(self._parts[part].ids[row])

    def text(self, part: int, row: int, attribute_id: str) -> str:
        """Return a text of one site: as it is in use, else as it is delivered, else ""."""
        if part == len(self._parts):
            kind, at = self._vanished[row]
            return rows_of(self._ground.in_use, kind).columns[attribute_id].text_at(at) or ""
        one = self._parts[part]
        at = int(one.at[row])
        if at != NOWHERE:
            used = rows_of(self._ground.in_use, one.batch.kind).columns[attribute_id].text_at(at)
            if used is not None:
                return used
        column = one.batch.columns.get(attribute_id)
        given = None if column is None else column[row]
        return "" if given is None else str(given)

    def texts(self, part: int, attribute_id: str) -> list[str]:
        """Return a text of all sites of a part, as ``text`` does for one."""
        if part == len(self._parts):
            return [self.text(part, row, attribute_id) for row in range(len(self._vanished))]
        one = self._parts[part]
        column = rows_of(self._ground.in_use, one.batch.kind).columns[attribute_id]
        # The last entry stands for what is unknown, and for a site that is not in use.
        names = (*column.categories, "")
        codes = np.append(np.where(column.known, column.values, len(names) - 1).astype(np.int64), -1)
        given = one.batch.columns.get(attribute_id)
        found = [names[code] for code in codes[one.at].tolist()]
        if given is None:
            return found
        return [text or ("" if each is None else str(each)) for text, each in zip(found, given, strict=True)]

    def values(self, part: int, row: int) -> tuple[ValueFinding, ...]:
        """Return what there is to tell of the values of one site; of a new one all that is known."""
        if part == len(self._parts):
            return ()
        one = self._parts[part]
        if one.state_of(row) in {SiteMerge.NEW, SiteMerge.RETIRED}:
            return tuple(self._delivered_values(one, row))
        ids = (*(spec.id for spec in attributes_of(one.batch.kind)), GEOMETRY)
        told = (each for each in ids if each in one.states and one.states[each][row] != ValueMerge.SAME)
        return tuple(self._value(one, row, each) for each in told)

    def value(self, part: int, row: int, attribute_id: str) -> ValueFinding:
        """Return one value of a site that is in use."""
        return self._value(self._parts[part], row, attribute_id)

    def _delivered_values(self, part: MergePart, row: int) -> list[ValueFinding]:
        found = []
        site_id = str(part.ids[row])
        for attribute_id in (*(spec.id for spec in attributes_of(part.batch.kind)), GEOMETRY):
            given = self._delivered(part, row, attribute_id)
            if isinstance(given, Known):
                found.append(
                    ValueFinding(
                        site_id,
                        attribute_id,
                        ValueMerge.NEWLY_KNOWN,
                        Outcome.DELIVERED,
                        Unknown(),
                        given,
                        given,
                        shape=_shape_change(attribute_id, Unknown(), given),
                    )
                )
        return found

    def _value(self, part: MergePart, row: int, attribute_id: str) -> ValueFinding:
        site_id, kind = str(part.ids[row]), part.batch.kind
        outcome = Outcome(int(part.outcomes[attribute_id][row]))
        choice = self._choices.get((site_id, attribute_id))
        used, record_id = _in_table(self._ground.in_use, kind, attribute_id, int(part.at[row]))
        if choice is not None and choice.record_id is None:
            used = _typed(choice, used)
        delivered = self._delivered(part, row, attribute_id)
        others, _ = _in_table(self._ground.others, kind, attribute_id, int(part.at_others[row]))
        by_default = {Outcome.STAYS: used, Outcome.DELIVERED: delivered, Outcome.OTHER: others}[outcome]
        return ValueFinding(
            site_id,
            attribute_id,
            ValueMerge(int(part.states[attribute_id][row])),
            outcome,
            used,
            delivered,
            by_default,
            record_id,
            choice,
            _shape_change(attribute_id, used, delivered),
        )

    def _delivered(self, part: MergePart, row: int, attribute_id: str) -> Attribute[object]:
        batch = part.batch
        if attribute_id == GEOMETRY:
            given: Any = shapes_of([batch.geometries_wkb[row]])[0]
        else:
            column = batch.columns.get(attribute_id)
            given = None if column is None else column[row]
            given = given.item() if hasattr(given, "item") else given
        if given is None:
            return Unknown(UnknownReason.NOT_STATED_IN_SOURCE)
        return Known(given, self._delivery.source, batch.as_of[row])


def _typed(choice: ValueChoice, used: Attribute[object]) -> Attribute[object]:
    """Return the value that a person entered, in the form of the table."""
    if not isinstance(used, Known):
        return Unknown(UnknownReason.NOT_STATED_IN_SOURCE)
    return Known(used.value, choice.source, choice.as_of)


def _in_table(table: SiteTable, kind: SiteKind, attribute_id: str, at: int) -> tuple[Attribute[object], int]:
    """Return what a table holds at a row, with the record that gives it (0 for what a person entered)."""
    if at == NOWHERE:
        return Unknown(), 0
    rows = rows_of(table, kind)
    value: object | None
    if attribute_id == GEOMETRY:
        value = rows.geometries_rd[at]
        record_id = 0 if rows.geometry_record_ids is None else int(rows.geometry_record_ids[at])
    else:
        column = rows.columns[attribute_id]
        record_id = int(column.record_ids[at])
        value = _plain_value(attribute_id, column.values[at]) if column.known[at] else None
        if value is not None and column.categories:
            value = column.text_at(at)
    if value is None:
        return Unknown(), record_id
    source = table.sources.get(record_id)
    if source is None:
        # A person entered it; who and when stands in the choice.
        return Known(value, "", _NO_DATE), record_id
    return Known(value, source.source, source.as_of), record_id


def _plain_value(attribute_id: str, number: float) -> object:
    value_type = ATTRIBUTE_BY_ID[attribute_id].type
    if value_type is ValueType.BOOLEAN:
        return bool(number)
    return int(number) if value_type is ValueType.INTEGER else float(number)


def _shape_change(
    attribute_id: str, used: Attribute[object], delivered: Attribute[object]
) -> ShapeChange | None:
    if attribute_id != GEOMETRY or not isinstance(delivered, Known):
        return None
    new: Any = delivered.value
    if not isinstance(used, Known):
        return ShapeChange(0.0, float(shapely.area(new)), 0.0)
    old: Any = used.value
    shift_m = float(shapely.distance(shapely.centroid(old), shapely.centroid(new)))
    return ShapeChange(float(shapely.area(old)), float(shapely.area(new)), shift_m)
